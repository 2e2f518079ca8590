"""The final answer as free text: from an answer's own place, else from the last sentence that announces one."""

from __future__ import annotations

import re

from reasonscore.span import Piece, trim
from reasonscore.trace.asked import asked_answer
from reasonscore.trace.named_disease import name_in
from reasonscore.trace.phrase import announcements

_END = re.compile(r"[.!?](?=[\"'”’)*]{0,3}(?:\s|$))|[。！？\n]")
_SENTENCE = re.compile(r"(?<=\w{3})[.!?](?=[\"'”’)*]{0,3}\s{1,3}[A-Z])|(?<=[)\]])\.(?=\s{1,3}[A-Z])|。")
_MARKS = ">*_`\"'“”‘’「」『』【】$ \t\n"
_OPTION = re.compile(
    r"(?:option |choice )?[(\[\"'*]{0,3}(?P<key>[A-J])[)\]\"'*]{0,3}(?:\s?[:.)\-–—]|\s?$)[\s\"'*]{0,4}"
)
_LEAD = re.compile(
    r"(?:(?:therefore|thus|hence|so|in conclusion|overall),?\s{1,3})?"
    r"(?:the|a|an|likely|probably|most likely|that of|indeed|clearly)\s(?=\S)",
    re.IGNORECASE,
)
_CUT = re.compile(
    r", (?:as|so|but|though|then|with (?:a|an|the)) (?=\w)|,? (?:followed by|which|because|since|given|considering"
    r"|as (?:it|this"
    r"|the|evidenced|indicated|suggested)"
    r"|based on"
    r"|supported by|due to the (?:presence|combination)|characterized by|this is"
    r"|and (?:the|this) (?:patient|treatment|next)"
    r"|and (?:[\w\-]{1,20} ){1,4}(?:should|must|needs?|requires?|warrants?|has to|will) (?=\w)"
    r"|in this (?:setting|context|scenario)|here$"
    r"|over|rather than|instead of|as opposed to"
    r"|to me$|in my (?:opinion|view|judg[e]?ment)|(?:I|we) (?:think|believe|suspect|would say)|if I had to"
    r"|(?:most )?(?:likely|probably|possibly|presumably) (?:following|due|secondary|caused|triggered|from|after|as)"
    r"|(?:for|in) this patient|is the (?:most|best|correct))\b|[;。]| [–—] |です|である|と考え",
    re.IGNORECASE,
)
_CROWNED = re.compile(
    r"(?P<name>[^\s.!?,;:][^.!?,;:\n]{2,120}) "
    r"(?:(?:tops|leads|heads) (?:the|my) (?:list|differential)\b"
    r"|(?:is|remains|seems|appears|would be|is therefore) (?:to be )?"
    r"(?:(?:the |my )(?:most likely|most probable|best|leading|correct|final|primary|likeliest) "
    r"(?:diagnosis|answer|explanation|cause)\b"
    r"|(?:the )?(?:(?:by far )?(?:most (?:likely|probable)|likeliest)|top of (?:my|the) (?:list|differential))"
    r"(?=[,.;]|\s(?:here|given|because|with|followed)\b)))"
)
_SUPPOSED = re.compile(
    r"(?:^|(?<=[.!?]\s)|(?<=\n))(?:Most likely|Likely|Probably|Presumably|Suspected|Probable)\s"
    r"(?P<name>(?!due|because|the |a |an |it |this |that )[^.!?,;:\n]{3,80})(?=[.!?,;\n]|$)"
)
_OPINION = re.compile(
    r"(?:(?:i|we) (?:think|believe|conclude|suspect|feel)(?: that)? |(?:so|thus|therefore|hence|overall|that|and) |"
    r"(?:it is|it's) (?:likely|clear) that )+",
    re.IGNORECASE,
)
_SURE = re.compile(
    r"\s?[(\[](?:about |approx\. |~|≈|p\s?=\s?|probability |confidence |likelihood )?"
    r"(?:\d{1,3}(?:\.\d{1,4})?\s?%|0?\.\d{1,4}"
    r"|(?:very |most |least |moderately )?(?:high|low|moderate|medium|likely|probable|possible|unlikely|certain)"
    r" (?:confidence|probability|likelihood|certainty|likely|confident)"
    r"|(?:very |most |least |moderately )?(?:high|low|likely|probable|possible|unlikely|certain))"
    r"(?: (?:confidence|probability|likelihood|certainty|likely|confident))?[)\]]$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s{0,8}(?:[*+\-•]|(?P<first>\(?1[.)])|\d{1,2}[.)])\s+|#{1,6}\s")
_SECOND = re.compile(r"[.,;]?\s\(?2[.)]\s")
_FEW = 2
_LONGEST = 300
_SHORT_FINAL = 200
_SUBJECT = re.compile(
    r"(?:(?:the|this|our|my|such a|these)\s(?:\w{1,14}\s){0,2}?(?:patient|child|infant|newborn|neonate|baby|man"
    r"|woman|boy|girl"
    r"|lady|gentleman|case|presentation|picture|constellation|combination|scenario|vignette|history|condition|disease"
    r"|findings?|symptoms?|features?|signs|results|diagnosis|answer|biopsy|imaging|lesion|rash)(?:['’]s)?"
    r"(?: (?:of|here|together|above|described)(?: (?:findings|symptoms|features|signs))?)?|she|he|it|this|these"
    r"|you|we"
    r"|all of this"
    r"|everything)\s?(?:['’]s\s)?(?:(?:most |very |almost |highly )?(?:likely|probably|certainly|clearly"
    r"|therefore|thus|strongly|best|well)\s){0,2}"
    r"(?:has developed|developed|has|have|had|(?:may|might|could|must|would|should|likely"
    r"|probably) (?:well )?(?:have|be|represent|suffer from)"
    r"|(?:are|is) (?:describing|dealing with|looking at|facing)|suffers? from|is suffering from|is having"
    r"|is experiencing"
    r"|presents? with|is|are|was|were"
    r"|represents?|suggests?|indicates?|looks? like|sounds? like|points? (?:to|towards?)|fits?(?: with)?|screams?"
    r"|spells?"
    r"|matches|means|implies|must be|could be|would be|seems to be|appears to be)\s"
    r"(?:(?:classic|typical|characteristic|diagnostic|pathognomonic|suggestive|indicative|consistent|compatible"
    r"|in keeping)\s(?:for|of|with)\s)?"
    r"(?:most |very )?(?:likely |probably |clearly |highly |suspicious for |concerning for |suggestive of "
    r"|consistent with )?"
    r"(?:due to |caused by )?(?:a |an |the )?",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"(?:this|the|our|my) (?:\w{1,14} )?(?:patient|child|man|woman|boy|girl|infant|case) (?:with|as having) (?:a "
    r"|an )?",
    re.I,
)
"""`I would diagnose this patient with gout`."""
_THAT = re.compile(r"(?:that|is|would be)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:une?|la|le|l['’]|uma?|el|una|uno|il|lo|die|der|das|eine?|o)(?:(?<=['’])|\s)(?=\w)")
"""A small article of another language: no English name begins with one."""
_KIND = re.compile(
    r"(?:(?:a|an|the)\s)?(?:(?:likely|probable|classic|typical|textbook|clear|clear-cut)\s)?"
    r"(?:case|picture|presentation|diagnosis|form|episode|instance|example|pattern|spectrum|feature|sign"
    r"|criterion)s?\sof\s(?:a |an )?"
    r"|(?:(?:only |just )?(?:one|a single)|exclusion|the following)[^:.\n]{0,30}:\s{1,3}",
    re.IGNORECASE,
)
"""`a case of`, `one thing:`: words between an announcement and the name."""
_NOT_BUT = re.compile(
    r"\b(?:is|was|are)(?:n['’]t| not)\s[^.:;,\n]{2,60},? but (?:rather )?(?:an? |the )?(?P<name>[^.:;,\n]{3,80})"
)
"""`This isn't sepsis but myxedema coma`."""
_ARGUED = re.compile(
    r"(?P<name>[A-Z*][^\s.:;,—–]{2,30}(?: [^\s.:;,—–]{2,30}){0,4}) [—–] "
    r"(?=[^\n]{0,160}(?:,|\b(?:with|and|after|in|of)\b))"
)
"""`Hodgkin lymphoma — night sweats, nodes that hurt after alcohol`: a name, and what speaks for it."""
_NOTE = re.compile(
    r", (?:most )?(?:likely|probably|suspect) (?!due|following|secondary|from|after|caused|related|as\b|a result)"
    r"(?=[A-Za-z][^,;]{3,120}$)"
)
"""`62M with painless jaundice, likely pancreatic cancer`, as notes are written."""


def clean(text: str, start: int, end: int) -> Piece:
    """An answer without quotation marks, stars and the full stop around it.

    >>> clean("**Sarcoidosis.**", 0, 16)
    (2, 13)
    """
    start, end = trim(text, start, end)
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and (text[end - 1] in _MARKS or (text[end - 1] in ".。,;" and text[end - 3 : end] != "...")):
        end -= 1
    # Of a name in bold with a remark after it, the name stays.
    bold = text.find("**", start, end)
    if bold > start and text.startswith("**", max(0, start - 2)) and text[bold + 2 : bold + 3] in (" ", ":", "("):
        return clean(text, start, bold)
    # A bracket that was opened inside stays.
    if text.count("(", start, end) > text.count(")", start, end) and text[end : end + 1] == ")":
        end += 1
    return start, end


def from_place(text: str, piece: Piece) -> Piece | None:
    r"""The answer in a place that holds nothing else: its first line or, where that is a label, the next.

    >>> text = "\n**Sarcoidosis.**\n\nIt fits the granulomas."
    >>> text[slice(*from_place(text, (0, len(text))))]
    'Sarcoidosis'
    """
    start, end = trim(text, *piece)
    if start == end:
        return None
    stop = text.find("\n", start, end)
    line = (start, stop if stop >= 0 else end)
    while text[line[0] : line[1]].rstrip("* ").endswith((":", "：")) and line[1] < end:
        following = trim(text, line[1], end)
        stop = text.find("\n", following[0], end)
        line = (following[0], stop if stop >= 0 else end)
    announced = from_prose(text, line)
    if announced is not None:
        return announced
    for stop_at in _SENTENCE.finditer(text, *line):
        line = (line[0], stop_at.start() + 1)
        break
    found = clean(text, *without_letter(text, *clean(text, *_unbulleted(text, *line))))
    said = _NOTE.search(text[: found[1]], found[0])
    found = (said.end(), found[1]) if said is not None and said.end() < found[1] else found
    return _bare(text, *found) if _says(text, *found) else None


def from_prose(text: str, piece: Piece) -> Piece | None:
    """What the last sentence announces that announces an answer, else a diagnosis; None where none does.

    >>> text = "Granulomas. So the most likely diagnosis is sarcoidosis, which fits."
    >>> text[slice(*from_prose(text, (0, len(text))))]
    'sarcoidosis'
    """
    for kind in ("answer", "diagnosis"):
        for found in reversed([one.span() for one in announcements(kind).finditer(text, *piece)]):
            said = _said(text, found[1], piece[1])
            if said is not None:
                return said
    for supposed in reversed([one.span("name") for one in _SUPPOSED.finditer(text, *piece)]):
        found = clean(text, *supposed)
        if _says(text, *found):
            return found
    for crowned in reversed([one.span("name") for one in _CROWNED.finditer(text, *piece)]):
        lead = _OPINION.match(text, *crowned)
        found = clean(text, lead.end() if lead else crowned[0], crowned[1])
        if _says(text, *found):
            return found
    return None


def short_final(text: str, piece: Piece) -> Piece | None:
    """A final part of one short line, which is the answer itself."""
    start, end = trim(text, *piece)
    if start == end or end - start > _SHORT_FINAL or "\n" in text[start:end]:
        return None
    told = asked_answer(text, (start, end))
    if told is not None:
        told = clean(text, *told)
        return told if _says(text, *told) else None
    asked = text.rfind("?", start, end - 1)
    if asked >= 0:
        # "What does she have? Gout."
        start, end = trim(text, asked + 1, end)
    inside = _END.search(text, start, end - 1)
    if inside is not None and inside.end() < end:
        return None
    rather = _NOT_BUT.search(text, start, end)
    if rather is not None:
        return clean(text, *rather.span("name"))
    argued = _ARGUED.match(text, start, end)
    if argued is not None:
        return clean(text, *argued.span("name"))
    cut = _CUT.search(text, start, end) if asked >= 0 else None
    found = clean(text, *without_letter(text, start, cut.start() if cut else end))
    named = _bare(text, *found) if _says(text, *found) else None
    return name_in(text, *named) if named is not None and named == found else named


def _bare(text: str, start: int, end: int) -> Piece:
    """The name in a sentence that is all about it: `The patient has gout, as the crystals show`.

    >>> text = "This presentation is classic for a case of gout, given the crystals"
    >>> text[slice(*_bare(text, 0, len(text)))]
    'gout'
    """
    said = _SUBJECT.match(text, start, end)
    if said is None or not _says(text, said.end(), end):
        return start, end
    kind = _KIND.match(text, said.end(), end)
    left = kind.end() if kind is not None else said.end()
    cut = _CUT.search(text, left, end)
    found = clean(text, left, cut.start() if cut is not None and cut.start() > left else end)
    return found if _says(text, *found) else (start, end)


def without_letter(text: str, start: int, end: int) -> Piece:
    """An answer without its option letter, unless nothing else is there."""
    letter = _OPTION.match(text, start, end)
    return (letter.end(), end) if letter and letter.end() < end else (start, end)


def without_confidence(text: str, start: int, end: int) -> Piece:
    """An answer without the bracket after it that says how sure it is.

    >>> "Gout (90 %)"[slice(*without_confidence("Gout (90 %)", 0, 11))]
    'Gout'
    """
    found = _SURE.search(text, start, end)
    return (start, found.start()) if found is not None and found.start() > start else (start, end)


def _said(text: str, start: int, end: int) -> Piece | None:
    """What follows an announcement, up to the end of the sentence or the first clause that argues for it."""
    while start < end and (text[start] in _MARKS or text[start] in ":：,-("):
        start += 1
    limit = min(end, start + _LONGEST)
    stop = _END.search(text, start, limit)
    last = stop.start() if stop else limit
    for opening in (_THAT, _SUBJECT):
        found = opening.match(text, start, last)
        start = found.end() if found and _says(text, found.end(), last) else start
    cut = _CUT.search(text, start, last)
    last = cut.start() if cut else last
    lead = _LEAD.match(text, start, last)
    start, last = clean(text, lead.end() if lead else start, last)
    for opening in (_ARTICLE, _WITH, _KIND):
        found = opening.match(text, start, last)
        start = found.end() if found and _says(text, found.end(), last) else start
    start, last = clean(text, *without_letter(text, start, last))
    note = _NOTE.search(text[:last], start)
    # "62M with painless jaundice, likely cancer", but not "malaria, probably falciparum".
    start = note.end() if note is not None and text.count(" ", start, note.start()) >= _FEW else start
    return (start, last) if _says(text, start, last) else None


def _unbulleted(text: str, start: int, end: int) -> Piece:
    """A list item without its mark, and without the second item where the list runs on."""
    bullet = _BULLET.match(text, start, end)
    if bullet is None:
        return start, end
    second = _SECOND.search(text, bullet.end(), end) if bullet["first"] else None
    return bullet.end(), second.start() if second else end


def _says(text: str, start: int, end: int) -> bool:
    return any(c.isalnum() for c in text[start:end])
