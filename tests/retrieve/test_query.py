from reasonscore.retrieve.query import make_query


def test_claim_alone_where_it_says_enough():
    assert make_query("Warfarin needs INR monitoring.", "An 80-year-old with atrial fibrillation") == (
        "Warfarin needs INR monitoring."
    )
    assert make_query("") == ""


def test_thin_claim_takes_the_question_along():
    assert "lipoma" in make_query("It is harmless.", "Is a lipoma dangerous?")
