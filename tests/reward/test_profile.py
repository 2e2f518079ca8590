from reasonscore.reward import Reward


def test_a_setting_goes_before_the_profile():
    reward = Reward("choice", profile="rule", tier="parse", verifier="onnx")
    assert (reward.settings.tier, reward.settings.verifier) == ("parse", "onnx")
