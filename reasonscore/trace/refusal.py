"""Sentences by which a response declines to answer, as a small grammar: who, is not able or willing, to do what."""

from __future__ import annotations

_UNABLE = (
    r"(?:can(?:not|['’]t| not)|could(?:n['’]t| not)|unable|not able|not comfortable|not (?:in )?a position"
    r"|not qualified"
    r"|not equipped|not permitted|not allowed|not authori[sz]ed|not willing|not going|unwilling|won['’]t|will not"
    r"|must (?:decline|refuse|abstain|refrain)|have to (?:decline|refuse|abstain|refrain|pass)|decline|refuse|refrain"
    r"|abstain|hesitate|prefer not|rather not|not possible|impossible|not safe|not appropriate|not advisable)"
)
_ACT = (
    r"(?:help|assist|answer(?:ing)?|respond(?:ing)?|provid(?:e|ing)|giv(?:e|ing)|offer(?:ing)?|diagnos(?:e|ing)"
    r"|determine"
    r"|choos(?:e|ing)|select(?:ing)?|pick(?:ing)?|commit(?:ting)?|mak(?:e|ing) (?:a|an|any|the|that|this)|say"
    r"|tell|comment"
    r"|advise|identify|establish|conclude|share|engage|discuss|decide|infer|know|speculat(?:e|ing)|guess(?:ing)?"
    r"|proceed"
    r"|fulfil+|comply|continue|be certain|be sure|name|settle|single out|arrive at|reach a|do (?:that|this|so))"
)
_WHO = r"(?:i|we|it|one|this (?:assistant|model|system|service)|the assistant)"
_LACK = r"(?:information|details?|data|evidence|context|testing|tests|work-?up|history|investigations?|imaging|facts)"
REFUSAL = (
    rf"\b{_WHO}(?:['’](?:m|d|re|ll|s))?(?:,? (?:\w{{1,12}}|unfortunately,)){{0,3}}? {_UNABLE}"
    rf"(?: (?:to|be|at|in|for|this|time|able|definitively|reliably|really|currently|confidently|responsibly"
    rf"|ethically|safely"
    rf"|simply|meaningfully|\w{{1,9}}ly|you|your)){{0,5}} {_ACT}\b"
    r"|\b(?:i|we) (?:must|have to|will have to|need to|would have to) (?:respectfully )?(?:decline|refuse|abstain"
    r"|pass)\b"
    r"|\b(?:sorry|apologi[sz]e|regret)\b[^.!?\n]{0,40}\b(?:can(?:not|['’]t| not)|unable|won['’]t|not able"
    r"|not comfortable)"
    rf"|\b(?:more|further|additional|extra) (?:\w{{1,12}} ){{0,2}}?{_LACK} (?:is|are|would be|will be) "
    r"(?:needed|required|necessary)\b(?! to confirm)"
    rf"|\b(?:no|not|too little|insufficient|inadequate|limited|missing)(?: (?:enough|sufficient"
    rf"|adequate))? (?:\w{{1,12}} )?{_LACK}"
    r"(?: (?:is|are|was|were))?(?: (?:given|provided|available|present))? to (?:\w{1,12}ly )?"
    r"(?:answer|determine|diagnos\w{1,3}|decide|choose|select|conclude|say|tell|make|establish|identify"
    r"|differentiate|distinguish|pick|reach|commit)"
    r"|\b(?:diagnosis|answer|cause|etiology) (?:is|remains|stays|is still) "
    r"(?:unclear|uncertain|unknown|undetermined|indeterminate|elusive|undefined|unestablished|open"
    r"|undifferentiated)\b"
    r"|\b(?:cannot|can['’]t|could not|can not) (?:\w{1,12}ly )?be (?:\w{1,12}ly )?"
    r"(?:determined|answered|made|given|established|diagnosed|identified|selected|chosen|concluded|inferred"
    r"|decided)\b"
    r"|\bnone of (?:the (?:above|options|choices|answers)|these|them)(?: \w{1,12}){0,2} can be\b"
    r"|\b(?:needs?|requires?) (?:an? )?(?:in-person |medical |clinical )?(?:evaluation|assessment"
    r"|examination) before any diagnosis\b"
)
"""The source of a pattern without groups; matches without regard to case."""
