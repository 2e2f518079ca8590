"""From claims and passages to verdicts.

The folders in their order, each of which imports only from those before it:

    facts      what a sentence states: numbers and what they measure, denials, conditions, sides compared
    trial      the lines of trial records
    checks     the clinical checks: a claim beside evidence in; agree, conflict or silent out
    backends   what judges pairs of texts: the embedded model, any other one, words alone, a judge of your own

Where to begin reading: `verifier` judges the claims, steps and reference items of many records at once. It looks for
each claim's `window`, has a `backend` judge the pairs and the checks compare them, and `combine` turns the `features`
of both into one `verdict`; `second_reading` looks at contradictions again. `coverage` judges reference items, `step`
the steps of the reasoning.
"""
