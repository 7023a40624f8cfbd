"""Which descriptions stand beside a name and tell who that is: "the mayor, Ann Lee", "Ann Lee, a lawyer for Hale"."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.domain import EntityKind, MentionForm
from quoth.resolution.mentions.cast import Cast
from quoth.resolution.mentions.items import PREPOSITIONS, Item, is_person, with_titles
from quoth.resolution.mentions.phrases import AGE, DETERMINERS, Phrase
from quoth.resolution.mentions.referents import Referent
from quoth.resolution.names.lexicon import HONORIFICS, POSSESSIVES, PRONOUNS, Lexicon
from quoth.resolution.names.tokens import Tokens

# "The hospital's owner, Crestline": a man or a company.
_MAN_OR_BODY = frozenset(
    "owner co-owner contractor operator developer supplier provider manufacturer sponsor rival competitor partner buyer"
    " landlord creditor investor backer donor host organiser organizer critic supporter opponent user seller".split()
)
_CAMPAIGNS = frozenset({"campaign", "candidacy", "running-mate"})


class Appositions:
    """Joins the descriptions of one article to the names they stand beside.

    `bound` says where a pronoun tells whose role a named person has ("Ann Lee, his aide"): that person and the role.
    """

    def __init__(self, items: Sequence[Item], tokens: Tokens, cast: Cast, lexicon: Lexicon) -> None:
        """Of all `items`, in text order, the descriptions beside names are settled."""
        self._tokens, self._cast, self._lexicon = tokens, cast, lexicon
        self.bound: dict[int, tuple[Referent, str]] = {}
        self._items = items
        self._ending = {item.last: item for item in items}
        self._by_first: dict[int, Item] = {}
        for item in items:
            self._by_first.setdefault(item.first, item)
        self._link()
        self._campaigners()

    def _link(self) -> None:
        """Join descriptions to the names they stand beside: "the mayor, Ann Lee", "Ann Lee, the mayor"."""
        tokens = self._tokens
        for item in self._items:
            if item.form is not MentionForm.NAME or item.referent is None:
                continue
            start = _with_title(tokens, item.first)
            firsts = [start, with_titles(tokens, item.first, self._lexicon)]
            beside = self._ending.get(start)
            if beside and beside.phrase and self._describes(beside, item, ahead=True):
                # "His rival, the former banker Ann Lee": both are hers.
                firsts.append(beside.first)
            for end in dict.fromkeys((start, *(_before_comma(tokens, first) for first in firsts))):
                last = self._ending.get(end)
                before = (self._headed_by(last) if last else None) or last
                if before and before.phrase and self._describes(before, item, ahead=True):
                    _join(before, item, self._lexicon, tokens)
                    self._relate(before.phrase, item.referent)
            after = self._by_first.get(_after_comma(tokens, item.last)) or self._by_first.get(_after_is(tokens, item))
            if after and after.phrase and self._describes(after, item, ahead=False):
                _join(after, item, self._lexicon, tokens)
                self._relate(after.phrase, item.referent)
                if after.phrase.owned:
                    self.bound[after.first] = (item.referent, after.phrase.head)
            self._relate_over_for(item)
            self._bare_role(item)
            self._age(item, item.referent)

    def _campaigners(self) -> None:
        """Whoever has a campaign may be called a candidate: "Lopez’s campaign", "the Lopez campaign"."""
        for item in self._items:
            phrase = item.phrase
            if phrase is None or phrase.head not in _CAMPAIGNS:
                continue
            for end in range(phrase.first + 1, phrase.noun + 1):
                owner = self._ending.get(end)
                if owner is not None and owner.referent is not None and owner.referent.kind is EntityKind.PERSON:
                    owner.referent.roles.add("candidate")

    def _relate(self, phrase: Phrase, referent: Referent) -> None:
        """Note whose role a person has: "Lopez’s lawyer, Ann Lee"."""
        owned = next((p for p in range(phrase.first, phrase.noun) if self._tokens.owned[p]), None)
        owner = self._ending.get(owned + 1) if owned is not None else None
        if owner is not None and owner.referent is not None:
            self._cast.relate(owner.referent, phrase.head, referent)

    def _relate_over_for(self, item: Item) -> None:
        """Note whose role a person has in "a lawyer for Lopez, Ann Lee," and "Ann Lee, a lawyer for Lopez"."""
        tokens = self._tokens
        if item.referent is None or not is_person(item.referent):
            return
        closed = item.last < len(tokens) and not tokens.words[item.last][0].isalnum() and not item.owner
        before = self._ending.get(_before_comma(tokens, _with_title(tokens, item.first))) if closed else None
        after = self._by_first.get(_after_comma(tokens, item.last))
        behind = self._by_first.get(after.last + 1) if after is not None else None
        for owner, role in ((before, None), (behind, after)):
            phrase = self._role_before(owner)
            here = role is None or role.phrase is phrase
            if phrase and here and owner and owner.referent is not None and owner.referent is not item.referent:
                self._cast.relate(owner.referent, phrase.head, item.referent)
                item.referent.roles.add(phrase.head)

    def _headed_by(self, last: Item) -> Item | None:
        """The role "the head" in "the head of the harbour agency", of which the agency is the last mention."""
        first = last.first - (last.first > 1 and self._tokens.lower[last.first - 1] == "the")
        role = self._ending.get(first - 1)
        of = first > 1 and self._tokens.lower[first - 1] == "of"
        person = role is not None and role.phrase is not None and role.phrase.kind is EntityKind.PERSON
        body = last.phrase is None or last.phrase.kind is not EntityKind.PERSON
        return role if of and person and body else None

    def _role_before(self, owner: Item | None) -> Phrase | None:
        """The role "a lawyer" in "a lawyer for Lopez"."""
        if owner is None or owner.form is not MentionForm.NAME or owner.first < 2:
            return None
        if self._tokens.lower[owner.first - 1] not in {"for", "to", "of"}:
            return None
        before = self._ending.get(owner.first - 1)
        phrase = before.phrase if before is not None else None
        return phrase if phrase is not None and phrase.kind is EntityKind.PERSON and not phrase.plural else None

    def _describes(self, described: Item, name: Item, *, ahead: bool) -> bool:
        """Whether a description stands in apposition to a name."""
        phrase = described.phrase
        if phrase is None or phrase.plural or described.referent is not None or name.referent is None:
            return False
        kind = name.referent.kind
        person = phrase.kind is EntityKind.PERSON
        # "On the Breakfast, the mayor said": a thing is nobody, whatever the model takes it for.
        open_kind = kind is EntityKind.NONE and not (person and name.referent.thing)
        if (person and _is_thing(name.referent)) or (person != (kind is EntityKind.PERSON) and not open_kind):
            return False
        gender = self._lexicon.gender(phrase.head)
        if gender and name.referent.gender and gender != name.referent.gender:
            return False
        if described.last == _with_title(self._tokens, name.first):
            # "The group Clean Harbour"; but "the company Lopez runs".
            group = phrase.kind is EntityKind.ORGANIZATION and phrase.determiner in {"the", "a", "an"}
            return person or (group and len(name.referent.words) > 1)
        if ahead:
            before = self._tokens.lower[described.first - 1] if described.first else ""
            whose = self._ending.get(described.first - 1) if before == "for" else None
            # "A spokeswoman for the mayor, Ann Lee, said": the spokeswoman.
            of_another = whose is not None and whose.phrase is not None and whose.phrase.kind is EntityKind.PERSON
            # "In a letter to the mayor, Ann Lee said", but "to the mayor, Ann Lee, on Monday" or at the sentence's end.
            ends = name.last >= len(self._tokens) or not self._tokens.words[name.last][0].isalnum()
            closed = ends and not name.owner
            return person and not of_another and bool(phrase.determiner) and (before not in PREPOSITIONS or closed)
        apart = self._is_subject_behind(described, name)
        return not apart and bool(phrase.determiner) and (person or phrase.kind is EntityKind.ORGANIZATION)

    def _is_subject_behind(self, described: Item, name: Item) -> bool:
        """Whether a description opens a main clause: "Talking to Ann Lee, the mayor said", "the mayor, Piet Hale,"."""
        tokens, last = self._tokens, described.last
        before = with_titles(tokens, name.first, self._lexicon) - 1
        before -= before > 0 and tokens.lower[before] == "the"
        if self._is_verb_at(last) and (tokens.lower[max(before, 0)] in PREPOSITIONS or self._is_fronted(name)):
            return True
        behind = self._by_first.get(_with_titles_behind(tokens, last))
        closed = behind is not None and tokens.words[behind.last : behind.last + 1] == (",",)
        return behind is not None and closed and behind.form is MentionForm.NAME and self._is_verb_at(behind.last + 1)

    def _is_fronted(self, name: Item) -> bool:
        """Whether a name ends what a sentence opens with: "In an email seen by the Ledger, an official wrote"."""
        tokens, start = self._tokens, name.first
        while start and tokens.sentence[start - 1] == tokens.sentence[name.first]:
            start -= 1
        return tokens.lower[start] in PREPOSITIONS and "," not in tokens.words[start : name.first]

    def _is_verb_at(self, place: int) -> bool:
        words = self._tokens.words[place : place + 1]
        return bool(words) and words[0].islower() and self._lexicon.is_verb(words[0])

    def _age(self, item: Item, referent: Referent) -> None:
        """Note how old somebody is in "Ann Lee, 52," and "Ann Lee (52)": "the 52-year-old" is she."""
        behind = self._tokens.words[item.last : item.last + 4]
        aged = behind[:1] in {(",",), ("(",)} and behind[1:2] == ("aged",)
        age = behind[1 + aged : 3 + aged]
        if behind[:1] in {(",",), ("(",)} and len(age) == 2 and age[0].isdigit() and not age[1][0].isalnum():
            referent.roles.add(f"{int(age[0])}{AGE}")

    def _bare_role(self, item: Item) -> None:
        """Note the role in "Ann Lee, chairwoman of the board" and "Ann Lee is a nurse"."""
        tokens, lexicon, referent = self._tokens, self._lexicon, item.referent
        start = item.last
        if referent is None or start >= len(tokens) or referent.kind not in {EntityKind.PERSON, EntityKind.NONE}:
            return
        after = self._by_first.get(start + 1)
        if _is_thing(referent) or (after is not None and after.phrase and self._is_subject_behind(after, item)):
            return
        predicate = tokens.lower[start] in {"is", "was"} and not item.owner
        if tokens.lower[start] != "," and not predicate:
            return
        for place in range(start + 1, min(start + 8, len(tokens))):
            lower = tokens.lower[place]
            # "The mayor, Ann Lee, accused the minister": what somebody does is to another.
            done_to = lower in DETERMINERS and place > start + 1 and lexicon.is_verb(tokens.lower[place - 1])
            pronoun = lower in PRONOUNS and lower not in POSSESSIVES
            if not lower[0].isalnum() or lower in PREPOSITIONS or pronoun or done_to:
                return
            if lexicon.is_person(lower) and not tokens.owned[place]:
                title = self._by_first.get(place + 1)
                if title is not None and title.form is MentionForm.NAME:
                    # "With Ann Lee, President Hale chose": his title.
                    return
                referent.roles.add(lower)
                referent.gender = referent.gender or lexicon.gender(lower)
                if referent.kind is EntityKind.NONE:
                    referent.votes[EntityKind.PERSON] += 1
                following = tokens.lower[place + 1] if place + 1 < len(tokens) else ""
                if not lexicon.is_person(following):
                    return


def _is_thing(referent: Referent) -> bool:
    """Whether a name of one word takes an article: "the Kestrel"."""
    return referent.thing and len(referent.words) == 1


def _with_title(tokens: Tokens, first: int) -> int:
    """Where a name begins with the "Mr" or "Dr." before it."""
    while first and (tokens.lower[first - 1] in HONORIFICS or (tokens.words[first - 1] == "." and first > 1)):
        step = 2 if tokens.words[first - 1] == "." else 1
        if tokens.lower[first - step] not in HONORIFICS:
            break
        first -= step
    return first


def _before_comma(tokens: Tokens, first: int) -> int:
    return first - 1 if first and tokens.words[first - 1] == "," else -1


def _after_comma(tokens: Tokens, last: int) -> int:
    return last + 1 if last < len(tokens) and tokens.words[last] in {",", "("} else -1


def _with_titles_behind(tokens: Tokens, last: int) -> int:
    """Where a name begins behind a comma and a "Mr" or "Sir"."""
    place = _after_comma(tokens, last)
    return place + 1 if 0 <= place < len(tokens) - 1 and tokens.lower[place] in HONORIFICS else place


def _after_is(tokens: Tokens, item: Item) -> int:
    """Where what somebody is said to be begins: "Ann Lee is a novelist"."""
    is_so = item.last < len(tokens) and tokens.lower[item.last] in {"is", "was"} and not item.owner
    return item.last + 1 if is_so else -1


def _join(described: Item, name: Item, lexicon: Lexicon, tokens: Tokens) -> None:
    """Make a description one more mention of a named referent, which takes over what it says."""
    phrase, referent = described.phrase, name.referent
    if phrase is None or referent is None:
        return
    described.settled = True
    referent.roles.add(phrase.head)
    referent.roles.update(tokens.lower[p] for p in range(phrase.first, phrase.noun) if not tokens.owned[p])
    referent.gender = referent.gender or lexicon.gender(phrase.head)
    if phrase.kind in {EntityKind.PERSON, EntityKind.ORGANIZATION} and phrase.head not in _MAN_OR_BODY:
        referent.votes[phrase.kind] += 2
    if described.last < _with_title(tokens, name.first) or described.first >= name.last:
        described.referent = referent
        referent.add(tokens.span(phrase.first, phrase.last), MentionForm.DESCRIPTION)
