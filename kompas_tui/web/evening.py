"""Mijn avond: what one phone answered, how its texts stand, its receipts, and the result beside its answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from kompas_tui.domain.language.sentences import glued, phrase
from kompas_tui.domain.language.wording import labelled, table_in_words
from kompas_tui.domain.outcome import outcome_of, veil_of
from kompas_tui.domain.outcome.box import BoxItem, box_of
from kompas_tui.domain.outcome.reading import OwnText, own_texts
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Texts
from kompas_tui.domain.session.round import Round
from kompas_tui.web.filled import filled_in, lines_in
from kompas_tui.workshop import Workshop


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What this phone answered in a round; the outcome is empty where the room did not see it."""

    question: str
    lines: tuple[str, ...]
    texts: tuple[OwnText, ...]
    receipt: str
    outcome: str


@dataclass(frozen=True, slots=True)
class OwnEvening:
    """All of it, the last answer last."""

    answers: tuple[OwnAnswer, ...]
    asked: tuple[BoxItem, ...]

    def in_lines(self, title: str) -> Iterator[str]:
        """The same as lines of plain text, to be kept."""
        yield phrase("Mijn avond: {titel}", titel=title)
        for one in self.answers:
            yield from ("", one.question)
            yield from (f"- {line}" for line in one.lines)
            for own in one.texts:
                text = " ".join(own.text.split())
                yield phrase("- {tekst} ({stand})", tekst=labelled(own.label, text), stand=own.state)
                if own.reaction:
                    yield glued(" ", phrase("Reactie: {tekst}", tekst=own.reaction))
            if one.outcome:
                yield phrase("Uitslag: {zin}", zin=one.outcome)
            yield phrase("Kenmerk: {kenmerk}", kenmerk=one.receipt)
        if self.asked:
            yield from ("", phrase("Mijn vragen in de vragenbus"))
            yield from (
                phrase("- {tekst} ({stand})", tekst=" ".join(item.text.split()), stand=item.state)
                for item in self.asked
            )


def own_evening(workshop: Workshop, token: str) -> OwnEvening:
    """What the phone with this token did; empty where it has none."""
    if not token:
        return OwnEvening((), ())
    rounds = workshop.session.rounds.values()
    given = [(asked, ballot) for asked in rounds if (ballot := workshop.voters.ballot_of(token, asked)) is not None]
    answers = tuple(_own_answer(workshop, asked, ballot) for asked, ballot in given)
    return OwnEvening(answers, box_of(workshop.session, workshop.box.own(workshop.marks.device(token))))


def _own_answer(workshop: Workshop, asked: Round, ballot: Ballot) -> OwnAnswer:
    session, activity = workshop.session, asked.activity
    choices = [field for field in activity.form() if not isinstance(field, Texts)]
    question = activity.question_of(ballot.answer)
    lines = lines_in(choices, filled_in(choices, ballot.answer), veil_of(session, activity), question)
    texts = own_texts(asked, ballot)
    outcome = outcome_of(session, asked).sentence if asked.is_told else ""
    return OwnAnswer(named_question(asked, ballot), lines, texts, ballot.receipt, outcome)


def named_question(asked: Round, ballot: Ballot) -> str:
    """The question that this ballot answers, with its round and with the table that answered it together."""
    question = asked.activity.question_of(ballot.answer)
    if asked.activity.is_support:
        question = phrase("Steun bij: {vraag}", vraag=question)
    elif asked.number > 1:
        question = phrase("{vraag} (ronde {nummer})", vraag=question, nummer=asked.number)
    table = asked.activity.spoke_for(ballot.answer)
    return phrase("{vraag} ({tafel})", vraag=question, tafel=table_in_words(table)) if table else question
