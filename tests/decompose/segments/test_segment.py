from reasonscore.decompose.segments.segment import split_segments


def parts(text):
    return [text[s.start : s.end] for s in split_segments(text)]


def test_gaps_of_any_width_and_with_a_comma_cut_alike():
    wanted = ["The culture may grow MRSA", "vancomycin is started."]
    for gap in (", in which case ", "  in which case, ", ",   in which case  "):
        assert parts(f"The culture may grow MRSA{gap}vancomycin is started.") == wanted
    assert parts("It is small — it is benign.") == ["It is small", "it is benign."]


def test_a_long_run_of_blanks_is_walked_once():
    """Entered from every blank of it, this run would take minutes."""
    assert len(parts("The patient has fever" + " " * 60_000 + "and cough.")) == 1
