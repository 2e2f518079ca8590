"""A run: a file through a stage in chunks, on one or more processes, with a journal that a later run can go on from."""
