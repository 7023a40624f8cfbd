"""Whether a cue denies or negates its content, by its words: what is certain enough to overrule the model."""

from __future__ import annotations

import re

from quoth.domain import Act

# "no doubt", "not only" and "not long ago" negate nothing; "not immediately clear" does.
_HARMLESS = re.compile(
    r"\b(?:no|without) (?:a )?(?:doubts?|question|secret|surprise|bones|mistake about|further comment)\b"
    r"|\blittle (?:doubts?|secret)\b|\bnever (?:seem(?:s|ed)? to )?tired?s?\b"
    r"|\bnot (?:only|just|long ago|so much)\b|\bnothing but\b|\bagree more\b"
    r"|(?:not|n[’']t) (?:hesitate|agree more|unaware|resist)\b|\b(?:if|whether or) not\b|\bno\. ?\d"
    r"|\b(?:can(?:not|[’']t)|could(?: not|n[’']t)) (?:help|wait|resist)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"n[’']t\b|\b(?:not|never|no|nor|neither|cannot|nothing|without|hardly|barely|scarcely|rarely|seldom)\b",
    re.IGNORECASE,
)
# Words that negate what follows them as "not" does.
_NEGATIVE_WORD = re.compile(
    r"\b(?:doubt(?:s|ed|ing|ful)?|s[ck]eptical|s[ck]epticism|reluctan(?:t|tly|ce)|hesitant|unwilling(?:ness)?"
    r"|fail(?:s|ed|ing|ure)?|lack(?:s|ed|ing)?|stop(?:s|ped|ping)? short|unsure|uncertain|unaware|clueless|unclear"
    r"|unknown|unlikely|unable|ignoran(?:t|ce)|misunderst(?:and|ands|ood)|forg[eo]t(?:s|ten)?|oblivious|avoid(?:s|ed|ing)?"
    r"|hard to (?:imagine|believe|say|tell|see|know)|too (?:soon|early) to (?:say|tell|know)"
    r"|little (?:evidence|about|interest|clarity|hope))\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"^\W*(?:no(?!\.? ?\d)|nobody|none|neither|few|not (?:a|one|many|all|every\w*))\b", re.IGNORECASE)
_NEGATIVE_ACTS = frozenset({Act.DENIES, Act.REJECTS, Act.NO_COMMENT})
# How far behind a cue what makes its negation harmless may end: "had no | doubt".
_FOLLOWING = 12
# Just before the cue, its auxiliaries and adverbs between: "did not really [say]", "nor did she [realise]".
_NEGATED_BEFORE = re.compile(
    r"(?:n[’']t|\b(?:not|never|nor (?:did|do|does|have|has|will|would) \w+))"
    r"(?: (?:\w+ly|ever|yet|even|to|be|been|have|really))*\s*$"
    # The verb before its subject: "At no point did she [say]".
    r"|\b(?:at no (?:point|time|stage)|not once|nowhere|under no circumstances)\b[^.;:!?“”\"]*?"
    r" (?:did|does|do|has|have|had|would|will|can|could) [\w’' .]{1,40}$",
    re.IGNORECASE,
)


def is_negated(cue: str, before: str = "", source: str = "", following: str = "") -> bool:
    """Whether the words of a cue, those just before it, or its subject negate it: "did not say", "nobody said".

    `following` only tells what negates nothing: "can't | wait", "no | doubt".
    """
    words = f"{cue}{following}"
    plain = _HARMLESS.sub(lambda found: " " * len(found[0]), words)[: len(cue)]
    return bool(_NEGATION.search(plain) or _NOBODY.match(source) or _NEGATED_BEFORE.search(_HARMLESS.sub(" ", before)))


def is_plain(act: Act, cue: str, before: str = "", source: str = "", following: str = "") -> bool:
    """Whether the words say for certain that nothing is taken back, though a negation stands there.

    "Not only said", "nobody denied".
    """
    harmless = _HARMLESS.search(f"{cue}{following}", 0, len(cue) + _FOLLOWING)
    negated = is_negated(cue, before, source, following)
    return (harmless is not None and harmless.start() < len(cue) and not negated) or (act in _NEGATIVE_ACTS and negated)


def is_negative(act: Act, cue: str, before: str = "", source: str = "", following: str = "") -> bool:
    """Whether a cue takes its content back: a denial, or anything else that is negated.

    A negated denial ("did not rule out") is none, and what "doubt" and "fail" do to a content "not" does as well.
    """
    negated = is_negated(cue, before, source, following)
    if act is Act.NO_COMMENT:
        return True
    if act in _NEGATIVE_ACTS:
        return not negated
    return negated != bool(_NEGATIVE_WORD.search(_HARMLESS.sub(" ", cue)))
