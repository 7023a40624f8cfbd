"""Which attribution takes up which other one."""

from __future__ import annotations

from dataclasses import replace

from quoth.domain import Act, Attribution, Entity, EntityKind, Polarity, Reply, ReplyKind, Span, Voice
from quoth.resolution.replies.linking import link_replies


class Told:
    """A text and its attributions by hand: each statement is given by words that stand once in the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.attributions: list[Attribution] = []
        self.entities: dict[str, Entity] = {}

    def says(self, speaker, cue, content, act=Act.SAYS, *, parent=None, negative=False, voice=Voice.PERSON):
        if speaker:
            self.entities.setdefault(speaker, Entity(f"e{len(self.entities)}", speaker, EntityKind(voice)))
        attribution = Attribution(
            id=f"a{len(self.attributions) + 1}",
            content=(self._span(content),),
            cue=(self._span(cue),),
            parent=parent,
            depth=int(parent is not None),
            act=act,
            polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE,
            voice=voice,
            speaker=self.entities[speaker].id if speaker else None,
        )
        self.attributions.append(attribution)
        return self

    def _span(self, words):
        assert self.text.count(words) == 1, words
        start = self.text.index(words)
        return Span(start, start + len(words))

    def replies(self):
        linked = link_replies(self.text, self.attributions, list(self.entities.values()))
        return {one.id: one.replies for one in linked if one.replies}


def test_what_is_said_after_a_question_answers_it():
    told = Told("Lee asked whether the lock would hold. “It will,” Reyes said. “For now,” he added.")
    told.says("Ann Lee", "asked", "whether the lock would hold", Act.ASKS)
    told.says("Omar Reyes", "said", "“It will,”").says("Omar Reyes", "added", "“For now,”")
    assert told.replies() == {"a2": (Reply("a1", ReplyKind.ANSWERS),)}


def test_the_answer_may_stand_before_its_question():
    told = Told("“Never,” Reyes said when asked about a second lock.")
    told.says("Omar Reyes", "said", "“Never,”").says(None, "asked about", "a second lock", Act.ASKS)
    assert told.replies() == {"a1": (Reply("a2", ReplyKind.ANSWERS),)}


def test_a_question_in_the_next_sentence_is_not_answered_before_it():
    told = Told("Hale said he would go. Asked whether it would open, Brandt said no.")
    told.says("Hale", "Hale said", "he would go").says(None, "Asked", "whether it would open", Act.ASKS)
    told.says("Brandt", "Brandt said", "no")
    assert told.replies() == {"a3": (Reply("a2", ReplyKind.ANSWERS),)}


def test_praise_after_criticism_is_no_reply():
    told = Told("Lee criticised Hale’s plan. Hale praised Lee’s work.")
    told.says("Ann Lee", "criticised", "Hale’s plan", Act.CRITICISES).says("Hale", "praised", "Lee’s work", Act.PRAISES)
    assert told.replies() == {}


def test_nobody_answers_their_own_question():
    told = Told("“Who pays?” Lee asked. “The town does,” Lee said.")
    told.says("Ann Lee", "asked", "“Who pays?”", Act.ASKS).says("Ann Lee", "said", "“The town does,”")
    assert told.replies() == {}


def test_a_question_far_above_is_answered_by_nobody():
    told = Told("Lee asked who pays. " + "The tide came in and went out again. " * 20 + "Reyes said the hall was cold.")
    told.says("Ann Lee", "asked", "who pays", Act.ASKS).says("Omar Reyes", "said", "the hall was cold")
    assert told.replies() == {}


def test_a_cue_that_answers_takes_up_the_last_other_speaker():
    told = Told("The lock is old, Lee said. Reyes shot back that it was built in May.")
    told.says("Ann Lee", "said", "The lock is old").says("Omar Reyes", "shot back", "that it was built in May")
    assert told.replies() == {"a2": (Reply("a1", ReplyKind.ANSWERS),)}


def test_a_reporting_noun_stands_for_what_was_said():
    told = Told("The lock leaks, Lee said. Reyes dismissed the claim.")
    told.says("Ann Lee", "said", "The lock leaks")
    told.says("Omar Reyes", "dismissed", "the claim", Act.REJECTS, negative=True)
    assert told.replies() == {"a2": (Reply("a1", ReplyKind.REJECTS),)}


def test_the_speaker_who_is_named_is_meant_though_another_spoke_since():
    told = Told("The lock leaks, Lee said. It is dry, Moss said. Reyes denied Lee’s statement.")
    told.says("Ann Lee", "Lee said", "The lock leaks").says("Eve Moss", "Moss said", "It is dry")
    told.says("Omar Reyes", "denied", "Lee’s statement", Act.DENIES, negative=True)
    assert told.replies() == {"a3": (Reply("a1", ReplyKind.DENIES),)}


def test_this_points_at_the_study_inside_what_was_said():
    told = Told("They pointed to research that shows the sea rises. Ken accepted this.")
    told.says("The writers", "pointed to", "research that shows the sea rises")
    told.says("research", "shows", "the sea rises", Act.SHOWS, parent="a1", voice=Voice.DOCUMENT)
    told.says("Ken", "accepted", "this", Act.ACCEPTS)
    assert told.replies() == {"a3": (Reply("a2", ReplyKind.ACCEPTS),)}


def test_a_rejected_report_is_the_one_inside():
    told = Told("Reyes dismissed a report by the Gazette that the lock leaks.")
    told.says("Omar Reyes", "dismissed", "a report by the Gazette that the lock leaks", Act.REJECTS, negative=True)
    told.says("the Gazette", "a report by", "that the lock leaks", parent="a1", voice=Voice.ORGANIZATION)
    assert told.replies() == {"a1": (Reply("a2", ReplyKind.REJECTS),)}


def test_what_is_not_accepted_is_rejected():
    told = Told("The lock leaks, Lee said. Reyes would not accept that.")
    told.says("Ann Lee", "said", "The lock leaks")
    told.says("Omar Reyes", "would not accept", "that", Act.ACCEPTS, negative=True)
    assert told.replies() == {"a2": (Reply("a1", ReplyKind.REJECTS),)}


def test_calling_another_speakers_words_false_denies_them():
    told = Told("The lock leaks, Lee said. Reyes said that Lee’s report was false.")
    told.says("Ann Lee", "Lee said", "The lock leaks").says("Omar Reyes", "Reyes said", "that Lee’s report was false")
    assert told.replies() == {"a2": (Reply("a1", ReplyKind.DENIES),)}


def test_statements_side_by_side_are_no_replies():
    told = Told("The lock leaks, Lee said. The hall is cold, Reyes said. The bus is late, Moss said.")
    told.says("Ann Lee", "Lee said", "The lock leaks").says("Omar Reyes", "Reyes said", "The hall is cold")
    told.says("Eve Moss", "Moss said", "The bus is late")
    assert told.replies() == {}


def test_evidence_cited_in_the_same_breath_supports_what_was_said():
    told = Told("The lock leaks, Lee said, citing a survey of May. Reyes said it was dry.")
    told.says("Ann Lee", "said,", "The lock leaks").says("Ann Lee", "citing", "a survey of May")
    told.says("Omar Reyes", "Reyes said", "it was dry")
    assert told.replies() == {"a2": (Reply("a1", ReplyKind.SUPPORTS),)}


def test_what_wonders_or_cites_is_no_question_and_no_answer():
    told = Told("Some wondered whether the lock would hold. “It will,” Reyes said.")
    told.says("Some", "wondered", "whether the lock would hold", Act.ASKS).says("Omar Reyes", "said", "“It will,”")
    assert told.replies() == {}
    told = Told("Lee asked whether the lock would hold. According to a log it leaks.")
    told.says("Ann Lee", "asked", "whether the lock would hold", Act.ASKS)
    told.says("a log", "According to", "it leaks", voice=Voice.DOCUMENT)
    assert told.replies() == {}


def test_turns_of_a_transcript_answer_each_other():
    told = Told("LEE: Will the lock hold? REYES: It will.")
    told.says("Ann Lee", "LEE:", "Will the lock hold?", Act.ASKS).says("Omar Reyes", "REYES:", "It will.")
    told.attributions = [replace(one, cue=(Span(one.cue[0].end - 1, one.cue[0].end),)) for one in told.attributions]
    assert told.replies() == {"a2": (Reply("a1", ReplyKind.ANSWERS),)}


def test_an_answer_goes_to_the_question_and_not_to_what_was_said_between():
    told = Told("Lee asked about the lock. The log says that it leaks. Reyes replied that it would hold.")
    told.says("Ann Lee", "asked about", "the lock.", Act.ASKS).says("The log", "log says", "that it leaks", Act.SHOWS)
    told.says("Omar Reyes", "replied", "that it would hold")
    assert told.replies() == {"a3": (Reply("a1", ReplyKind.ANSWERS),)}


def test_a_claim_that_is_only_named_leads_to_the_speakers_own_words():
    told = Told("Hale called for closing the lock to barges. Reyes rejected Hale’s proposal to close the lock.")
    told.says("Hale", "called for", "closing the lock to barges", Act.ORDERS)
    told.says("Omar Reyes", "rejected", "Hale’s proposal to close the lock", Act.REJECTS, negative=True)
    told.says("Hale", "’s proposal", "to close the lock", Act.ORDERS, parent="a2")
    assert told.replies()["a2"] == (Reply("a1", ReplyKind.REJECTS),)


def test_a_denial_in_like_words_denies_the_report():
    told = Told("The Gazette wrote that the lock leaks badly. Mr Reyes denied that the lock leaks.")
    told.says("The Gazette", "wrote", "that the lock leaks badly", voice=Voice.ORGANIZATION)
    told.says("Omar Reyes", "denied", "that the lock leaks.", Act.DENIES, negative=True)
    assert told.replies() == {"a2": (Reply("a1", ReplyKind.DENIES),)}


def test_what_is_called_unfair_is_rejected_and_not_denied():
    told = Told("The lock leaks, Lee said. Reyes called Lee’s report misleading.")
    told.says("Ann Lee", "Lee said", "The lock leaks").says("Omar Reyes", "called", "Lee’s report misleading")
    assert told.replies() == {"a2": (Reply("a1", ReplyKind.REJECTS),)}


def test_agreeing_with_somebody_accepts_what_they_said():
    told = Told("The lock leaks, Lee said. Reyes agreed with Lee.")
    told.says("Ann Lee", "Lee said", "The lock leaks").says("Omar Reyes", "agreed with", "Lee.", Act.ACCEPTS)
    assert told.replies() == {"a2": (Reply("a1", ReplyKind.ACCEPTS),)}


def test_criticism_of_what_somebody_did_answers_nobody():
    told = Told("Reyes criticised Lee for promoting a second lock.")
    told.says("Omar Reyes", "criticised", "Lee for promoting a second lock", Act.CRITICISES)
    told.says("Ann Lee", "promoting", "a second lock", Act.SAYS, parent="a1")
    assert told.replies() == {}


def test_a_finding_is_what_a_study_shows_and_no_other_report():
    told = Told("A study found that the lock leaks. It is late, Hale said. Reyes accepted the finding.")
    told.says("A study", "found", "that the lock leaks", Act.SHOWS, voice=Voice.DOCUMENT)
    told.says("Hale", "Hale said", "It is late").says("Omar Reyes", "accepted", "the finding.", Act.ACCEPTS)
    assert told.replies() == {"a3": (Reply("a1", ReplyKind.ACCEPTS),)}
    told = Told("It is late, Hale said. Reyes accepted the offer.")
    told.says("Hale", "Hale said", "It is late").says("Omar Reyes", "accepted", "the offer", Act.ACCEPTS)
    assert told.replies() == {}
