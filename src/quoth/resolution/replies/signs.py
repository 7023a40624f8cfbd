"""The words by which one statement shows that it takes up another: answers, denials, what refers back, evidence.

Written for this project from common newsroom usage; which signs hold was measured on chains train.
"""

from __future__ import annotations

import re

ANSWERING = re.compile(
    r"\b(?:respond(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|answer(?:s|ed|ing)?|retort(?:s|ed|ing)?|rejoin(?:s|ed|ing)?"
    r"|counter(?:s|ed|ing)?|rebut(?:s|ted|ting)?|in response"
    r"|(?:sho[ot]t?|fire|hit|came?|pushe?|scream|yell|snap|wr[io]te?)\w* back)\b",
    re.IGNORECASE,
)
NOUNS = (
    r"(?:statement|claim|comment|remark|allegation|accusation|charge|criticism|assertion|suggestion|report|proposal|idea"
    r"|notion|finding|conclusion|determination|argument|attack|plan|letter|article|rumou?r|concern|warning|ruling"
    r"|decision|question|complaint|demand|theory|view|position|policy|policies|story|column|analysis|description"
    r"|characteri[sz]ation|request|offer|call|endorsement|insult|assessment|prediction|advice|study|poll|tweet|speech"
    r"|accusations?|point|explanation|account|narrative|myth|contention|recommendation|verdict|word)s?"
)
NOUN = re.compile(rf"\b{NOUNS}\b", re.IGNORECASE)
# What anybody says may be called so.
ANY_CLAIM = re.compile(
    r"(?:statement|claim|comment|remark|allegation|accusation|charge|criticism|assertion|suggestion|idea|notion|argument|attack"
    r"|view|word|characteri[sz]ation|contention|insult|point|position)s?$",
    re.IGNORECASE,
)
# What asks somebody, who may then answer; those who "wonder", "seek" or "survey" only ask themselves.
ASKING = re.compile(
    r"\b(?:asks?|asked|asking|press(?:es|ed|ing)|challeng(?:es|ed|ing)|quer(?:y|ies|ied)|inquir(?:es|ed|ing|y|ies)|enquir\w+"
    r"|quizz(?:es|ed|ing)|questions|question(?:ed|ing)|interrupt(?:s|ed)|wants? to know|wanted to know|interject\w+)\b",
    re.IGNORECASE,
)
# "Mounting questions" and "the question of whether" are nobody's.
NOBODY_ASKS = re.compile(
    r"\b(?:\w+ing|the|open|many|more|serious) questions?\b|\bto (?:ask|question|wonder)\b|\bif asked\b", re.IGNORECASE
)
QUESTION_MARK = re.compile(r"\?[\"”’')\]]*$")
AGREEING = re.compile(
    r"\b(?:agree(?:s|d|ing)?|concur(?:s|red|ring)?|echo(?:es|ed|ing)?|second(?:s|ed))\b", re.IGNORECASE
)
# A bill that is passed or a budget that is adopted is no statement that somebody accepts.
ACCEPTING = re.compile(
    r"\b(?:accept|agree|acknowledg|admit|conced|concur|embrac|grant|recogni[sz]|welcom|back|endors)\w*\b", re.IGNORECASE
)
CONFIRMING = re.compile(r"\b(?:confirm|corroborate|verif)(?:s|es|ed|ied|ies|ing)?\b", re.IGNORECASE)
CLAIMING = re.compile(r"\b(?:claim|alleg|assert|contend|insist|accus)\w*\b", re.IGNORECASE)
NEGATES = re.compile(r"n[’']t\b|\b(?:not|never|no|nothing|false|untrue|wrong)\b", re.IGNORECASE)
EMPTY_WORDS = frozenset(
    "that this thi with from have been would could should their they them about were will which when what where who"
    " whose more than also into only just very over some such there here because after before while said"
    " does doesn't didn't".split()
)
CONTENT_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]{3,}")
PRONOUN = re.compile(r"\W*(?:it|this|that|them|these|those|so)\W*", re.IGNORECASE)
ANAPHOR = re.compile(
    r"\W*(?:(?:it|this|that|them|these|those|so|all of (?:it|this|that))\b(?=\W*$)"
    r"|(?:(?:the|that|this|those|these|such|his|her|their|its|all|any|both|what)|\S+[’']s?)\s+"
    rf"(?:(?!(?:of|for|by|as|to)\b)\S+\s+){{0,5}}?{NOUNS}\b)",
    re.IGNORECASE,
)
FALSE = re.compile(
    r"\b(?:false|untrue|not true|isn[’']t true|inaccurate|incorrect|a lie|lies|lying|baseless|unfounded|not the case"
    r"|fabricat\w+|no truth|made up)\b",
    re.IGNORECASE,
)
# What is called so is not said to be untrue.
BAD = re.compile(
    r"\b(?:wrong|misleading|nonsense|absurd|ridiculous|outrageous|offensive|a mistake|false equivalen\w+|unfair"
    r"|distorted|(?:not|n[’']t) (?:an? |very )?(?:convincing|credible|persuasive|serious|fair|helpful))\b",
    re.IGNORECASE,
)
# Whoever speaks of "that claim" does not share it.
THAT_CLAIM = re.compile(
    r"\W*(?:that )?(?:that|this|such an?|these|those) (?:claim|allegation|accusation|notion|myth|argument|assertion"
    r"|suggestion|charge|insinuation|rumou?r)s?\b",
    re.IGNORECASE,
)
CITED = re.compile(r"\b(?:cit(?:es?|ed|ing)|point(?:s|ed|ing)? to)\b", re.IGNORECASE)
EVIDENCE = re.compile(
    r"\b(?:stud(?:y|ies)|research|report|polls?|polling|surveys?|data|statistics?|figures?|records?|evidence|findings?"
    r"|documents?|e-?mails?|numbers|analys[ie]s|estimates?)\b",
    re.IGNORECASE,
)
SENTENCE_ENDS = re.compile(r"[.!?][\"”’']*\s|\n")
WHEN_ASKED = re.compile(r"\b(?:asked|pressed|questioned|quizzed)\b", re.IGNORECASE)
