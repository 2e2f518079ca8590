import pytest

from reasonscore.span import slices


def _check(trace):
    size = len(trace.text)
    spans = [step.span for step in trace.steps if step.span]
    spans += [span for span in (trace.thinking, trace.final, trace.answer_span, *trace.answer_spans) if span]
    spans.append(tuple(region.piece for region in trace.regions))
    for span in spans:
        flat = [offset for piece in span for offset in piece]
        assert flat == sorted(flat)
        assert all(start < end for start, end in span)
        assert not flat or (flat[0] >= 0 and flat[-1] <= size)
    for step in trace.steps:
        assert slices(trace.text, step.span) == step.text
    for answer, span in zip(trace.answers, trace.answer_spans, strict=True):
        assert slices(trace.text, span) == answer


@pytest.fixture(scope="session")
def check_exact():
    """Asserts that every span of a trace is valid and that every text is the slice of its span."""
    return _check
