FRAMES = []
