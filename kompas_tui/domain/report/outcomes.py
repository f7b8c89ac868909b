"""The outcomes of a card's rounds as sections: what was asked, what came of it, and what shifted."""

from collections.abc import Sequence
from dataclasses import replace

from kompas_tui.domain.kinds.voters import people
from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import OTHERS, count, labelled, listing, number, quoted
from kompas_tui.domain.outcome import Outcome, abridged, outcome_of, veil_of
from kompas_tui.domain.outcome.abridging import Abridged
from kompas_tui.domain.outcome.privacy import says_what_is_unseen
from kompas_tui.domain.outcome.roles import tables_in_words
from kompas_tui.domain.outcome.veil import Concealed
from kompas_tui.domain.report.agenda import clock_on
from kompas_tui.domain.report.asked import how_asked, tell_question
from kompas_tui.domain.report.came_out import outcome_line
from kompas_tui.domain.report.canvases import cell_with_forms
from kompas_tui.domain.report.chain import chain, consent
from kompas_tui.domain.report.document import (
    Bullets,
    Chart,
    Paragraph,
    Passage,
    PinsPicture,
    Section,
)
from kompas_tui.domain.report.figures import are_long, figures, tables_of_groups, told_in_part
from kompas_tui.domain.report.selection import Selection, is_long, name_of_all_texts, selected
from kompas_tui.domain.report.shown_pictures import ShownPictures
from kompas_tui.domain.report.then_and_now import (
    asks_the_same,
    is_drawn_with_a_later_card,
    is_told_as_one,
    laid_beside,
)
from kompas_tui.domain.report.told_texts import PERSONAL, ROLE, SplitResults, column_sections
from kompas_tui.domain.report.written import written_at
from kompas_tui.domain.result.abridging import WHOLE_TEXTS
from kompas_tui.domain.result.shapes import Axes, Bars, Distribution, PinMap, Profile, Records, Result, TextList
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

_NO_PICTURES = ShownPictures()


def card_section(session: Session, rounds: Sequence[Round], pictures: ShownPictures = _NO_PICTURES) -> Section:
    """A card with its rounds, what was written down there, and from objection to decision where it has a proposal."""
    title, card = rounds[-1].title, rounds[0].card
    story = chain(session, rounds)
    ends = (story,) if story else ()
    veil = veil_of(session, rounds[0].activity)
    written = written_at(session, card, with_decisions=story is None)
    if len(rounds) == 1:
        body = _round(session, rounds[0], title, how_asked(rounds[0]))
        columns = _columns(session, rounds[0], title)
        return Section(
            title,
            (*tell_question(rounds[0], title, veil), *pictures.of(session, rounds), *body, *written),
            (*columns, *ends),
        )
    asked_once = asks_the_same(session, rounds)
    if is_told_as_one(session, rounds):
        *earlier, last = rounds
        body = _round(session, last, title, how_asked(rounds[0]), earlier)
        return Section(title, (*tell_question(last, title, veil), *pictures.of(session, rounds), *body, *written), ends)
    parts = [
        Section(
            f"Ronde {asked.number}",
            (
                *(() if asked_once else tell_question(asked, title, veil)),
                *_round(
                    session,
                    asked,
                    f"{title} (ronde {asked.number})",
                    "" if asked_once and asked is not rounds[0] else how_asked(asked),
                ),
                *(written if asked is rounds[-1] else ()),
            ),
            tuple(_columns(session, asked, f"{title} (ronde {asked.number})")),
        )
        for asked in rounds
    ]
    once = tell_question(rounds[0], title, veil) if asked_once else []
    return Section(title, (*once, *pictures.of(session, rounds)), (*parts, *ends))


def _round(session: Session, asked: Round, name: str, how: str, earlier: Sequence[Round] = ()) -> list[Passage]:
    """What came of a round; `how` it was asked stands behind that, or alone where nothing came, and may be empty.

    Of the `earlier` rounds, where they are told together, the tables that it does not have stand in an appendix.
    """
    first = [Paragraph(how, "quiet")] if how else []
    if asked.is_open:
        so_far = f"Tot nu toe {count(asked.answers, 'antwoord', 'antwoorden')}, {_times(session, asked)}."
        return [
            *first,
            Paragraph("Deze ronde is nog open. Dit is een tussenstand.", "outcome"),
            Paragraph(so_far, "quiet"),
        ]
    told = abridged(outcome_of(session, asked, with_personal=True))
    outcome = told.outcome
    result = outcome.result
    in_cell = cell_with_forms(session, asked)
    chosen = Selection(result, ()) if in_cell else selected(result, splits_of(outcome))
    if chosen.told and isinstance(result, Records) and asked is not session.last_round(asked.card):
        # Of forms that were filled in anew the first few of then say little beside those of now.
        chosen = Selection(replace(result, rows=()), (), "De formulieren van deze ronde staan in de bijlage.")
    if not result.answers and not asked.own:
        return [
            *first,
            Paragraph("Er zijn geen antwoorden.", "outcome"),
            Paragraph(f"Open {_times(session, asked)}.", "quiet"),
        ]
    asides = _asides(session, asked, told, chosen, how)
    moved, passages = laid_beside(session, outcome, name, [] if in_cell else _figures(name, chosen), earlier)
    if not outcome.beside and is_drawn_with_a_later_card(session, asked):  # else its chart has those before it too
        passages = [block for block in passages if not isinstance(block, Chart)]
    turnout = outcome.turnout.sentence if outcome.turnout else ""
    where = outcome.whereabouts.sentence if outcome.whereabouts else ""
    further = " ".join(filter(None, (turnout, consent(session, asked), where, moved)))
    before = [_in_brief(session, one, name, asides) for one in earlier]
    return [
        Paragraph(outcome_line(outcome), "outcome"),
        *([Paragraph(further)] if further else []),
        *(block for brief in before for block in brief if isinstance(block, Paragraph)),
        Paragraph(" ".join(aside for aside in asides if aside), "quiet"),
        *([Paragraph(f"Reactie: {outcome.reaction}")] if outcome.reaction else []),
        *_pinned(asked, result),
        *passages,
        *(block for brief in before for block in brief if isinstance(block, Bullets)),
        *([Bullets(told.whole, WHOLE_TEXTS)] if told.whole and not is_long(told.whole) else []),
        *_elsewhere(session, told, name),
        *_words_merged(outcome),
    ]


def _figures(name: str, chosen: Selection) -> list[Passage]:
    if chosen.told:
        return told_in_part(name, chosen.kept, chosen.splits, are_strongest=chosen.are_strongest)
    return figures(name, chosen.kept, chosen.splits)


def _asides(session: Session, asked: Round, told: Abridged, chosen: Selection, how: str) -> Sequence[str]:
    """What a reader may want to know of a round besides its outcome; each may be empty."""
    outcome, in_cell = told.outcome, cell_with_forms(session, asked)
    result = outcome.result
    return (
        _answers(session, asked, outcome), how, _roles(result, outcome.by_role), _others(session, outcome.by_role),
        _tables(asked, outcome.by_table), _reading(result), _arranging(session, outcome),
        _unseen(asked, outcome), _stayed_out(asked, result), chosen.told,
        f"Wat er is ingevuld, staat in {in_cell}." if in_cell else "",
    )  # fmt: skip


def _in_brief(session: Session, asked: Round, name: str, known: Sequence[str]) -> list[Passage]:
    """What came of an earlier round, without its figures and without the asides that are `known`."""
    told = abridged(outcome_of(session, asked, with_personal=True))
    outcome, which = told.outcome, f"ronde {asked.number}"
    chosen = selected(outcome.result, splits_of(outcome))
    moved, passages = laid_beside(session, outcome, name, _figures(name, chosen))
    where = outcome.whereabouts.sentence if outcome.whereabouts else ""
    asides = [aside for aside in _asides(session, asked, told, chosen, "") if aside not in known]
    sentences = (outcome_line(outcome), consent(session, asked), where, moved, *asides)
    reaction = [Paragraph(f"Reactie na {which}: {outcome.reaction}")] if outcome.reaction else []
    return [
        Paragraph(labelled(which.capitalize(), " ".join(filter(None, sentences)))),
        *reaction,
        *(
            replace(block, caption=f"{block.caption} ({which})")
            for block in passages
            if isinstance(block, Bullets) and block.caption
        ),
    ]


def _columns(session: Session, asked: Round, name: str) -> list[Section]:
    """The columns in which texts were written, of a round that is over."""
    if asked.is_open or not (asked.answers or asked.own):
        return []
    outcome = outcome_of(session, asked, with_personal=True)
    chosen = selected(outcome.result, splits_of(outcome))
    return column_sections(name, chosen.kept, chosen.splits, outcome.result)


def _pinned(asked: Round, result: Result) -> list[Passage]:
    """The picture with its pins, where there are any."""
    ground = asked.activity.asks_on
    return [PinsPicture(result, ground.alt)] if ground and isinstance(result, PinMap) and result.pins else []


def _elsewhere(session: Session, told: Abridged, name: str) -> list[Paragraph]:
    """Where the tables per group and the whole texts are that take too much room here."""
    outcome = told.outcome
    groups = are_long(tables_of_groups(name, outcome.result, splits_of(outcome)))
    parts = [*(["De tabellen per groep"] if groups else []), *(["de hele teksten"] if is_long(told.whole) else [])]
    if not parts:
        return []
    which, appendix = listing(parts), quoted(name_of_all_texts(is_public=session.is_public))
    return [Paragraph(f"{which[0].upper()}{which[1:]} staan in de bijlage {appendix}.", "quiet")]


def splits_of(outcome: Outcome) -> list[tuple[str, SplitResults]]:
    """The result per role and per table, as far as there are several."""
    roles = outcome.by_role if len(outcome.by_role) > 1 else ()  # of one role the figures stand there already
    if any(laid.comparison.moves is not None and laid.comparison.moves.are_of(roles) for laid in outcome.beside):
        roles = ()  # where each came from and stands now is told together
    return [(by, split) for by, split in ((ROLE, roles), ("tafel", tables_in_words(outcome.by_table))) if split]


def _times(session: Session, asked: Round) -> str:
    day = (session.started or asked.opened).date()
    opened = clock_on(asked.opened, day)
    if asked.closed is None:
        return f"sinds {opened}"
    closed = clock_on(asked.closed, asked.opened.date())
    return f"om {opened}" if closed == opened else f"van {opened} tot {closed}"


def _answers(session: Session, asked: Round, outcome: Outcome) -> str:
    """How many answers, and of several rounds when; of one round the appendix tells when its card was shown."""
    rounds = [one for one in session.rounds_of(asked.card) if not one.activity.is_support]
    when = f", {_times(session, asked)}" if len(rounds) > 1 else ""
    told = f"{count(outcome.answers, 'antwoord', 'antwoorden')}{when}."
    paddles = outcome.means.paddles if outcome.means else 0
    if paddles == outcome.answers > 1:
        told += " Die kwamen allemaal van een kaart op papier."
    elif paddles:
        told += f" Daarvan {'kwam er 1' if paddles == 1 else f'kwamen er {paddles}'} van een kaart op papier."
    hands = outcome.means.hands if outcome.means else 0
    if hands:
        verb = "stak één deelnemer" if hands == 1 else f"staken {people(hands)}"
        counted = "Die hand telt" if hands == 1 else "Die handen tellen"
        told += f" Zonder telefoon {verb} een hand op. {counted} mee."
    return told


def _roles(result: Result, split: SplitResults) -> str:
    """How many of each role, where no table says it."""
    if len(split) == 1 and split[0][0] != OTHERS:
        return f"Alleen {quoted(split[0][0])} gaf antwoord."
    if not isinstance(result, TextList | Records):
        return ""
    named = [f"{role} {dotted(part.answers)}" for role, part in split]
    return f"Per rol: {', '.join(named)}." if named else ""


def _others(session: Session, split: SplitResults) -> str:
    """Who is in `overig`: every role without figures of its own, whether many or nobody had it."""
    told_apart = [role for role, _ in split]
    if OTHERS not in told_apart:
        return ""
    merged = [role for role in session.roles if role not in told_apart]
    verb = "horen" if merged else "hoort"
    return f"Bij {quoted(OTHERS)} {verb} {listing([*merged, 'wie geen rol koos'])}."


def _tables(asked: Round, split: SplitResults) -> str:
    if any(table == OTHERS for table, _ in split):
        return f"Bij {quoted(OTHERS)} horen kleine tafels, en wie geen tafel koos."
    return (
        f"Er {'antwoordde' if len(split) == 1 else 'antwoordden'} {count(len(split), 'tafel', 'tafels')}."
        if split and asked.activity.tables
        else ""
    )


def _reading(result: Result) -> str:
    """What a reader needs to know to read the figures."""
    match result:
        case Distribution() if result.ends and len(result.rows) > 1:
            low, high = result.ends
            lowest, highest = number(result.scores[0]), result.scores[-1]
            return f"Score {lowest} is {quoted(low)}. Score {highest} is {quoted(high)}."
        case Axes():
            ends = " ".join(
                f"Op een lijn is 0 {quoted(low)} en 10 {quoted(high)}." for low, high in (result.x, result.y)
            )
            return ends.replace("Op een lijn", "Op de ene lijn", 1).replace("Op een lijn", "Op de andere lijn", 1)
        case Records() if any(column.personal for column in result.columns):
            return f"Een veld met {quoted(PERSONAL)} is niet anoniem."
        case Profile() if result.dots:
            down, across = result.down, result.across
            return f"De ene lijn loopt van {down[0]} naar {down[1]}. De andere loopt van {across[0]} naar {across[1]}."
        case _:
            return ""


def _arranging(session: Session, outcome: Outcome) -> str:
    """How many supported texts, and how many texts were merged."""
    result = outcome.result
    if not isinstance(result, TextList):
        return ""
    sentences = []
    supporters = [
        support.answers
        for support in session.rounds.values()
        if support.activity.supports == outcome.round and not support.is_open
    ]
    if supporters:
        verb = "steunde" if supporters[-1] == 1 else "steunden"
        sentences.append(f"Daarna {verb} {people(supporters[-1])} een of meer teksten.")
    merged = outcome.texts - len(result.items) - result.hidden
    if merged > 0:
        verb = "is" if merged == 1 else "zijn"
        sentences.append(f"Daarvoor {verb} {count(merged, 'tekst', 'teksten')} samengevoegd met een andere tekst.")
    return " ".join(sentences)


def _unseen(asked: Round, outcome: Outcome) -> str:
    """How many texts are kept back, where the sentence about the result does not say it."""
    unseen = outcome.kept_back.texts
    told = says_what_is_unseen(outcome.result) and not asked.activity.counts_unseen
    if not unseen or told:
        return ""
    return f"Er {'is' if unseen == 1 else 'zijn'} {count(unseen, 'tekst', 'teksten')} niet te zien."


def _stayed_out(asked: Round, result: Result) -> str:
    """How many signed up for nothing, where one signs up for one thing: so places and answers are the same people."""
    if not asked.activity.signs_up_once or not isinstance(result, Bars):
        return ""
    out = result.answers - sum(bar.count for bar in result.bars)
    verb = "schreef" if out == 1 else "schreven"
    return f"{people(out).capitalize()} {verb} zich niet in." if out else ""


def _words_merged(outcome: Outcome) -> list[Passage]:
    """Which words count as another one, as far as that one stands in the report."""
    groups: dict[str, list[str]] = {}
    for word, into in outcome.merged:
        if not isinstance(into, Concealed):
            groups.setdefault(into, []).append(quoted(word))
    lines = tuple(f"{quoted(into)} met {listing(words)}" for into, words in groups.items())
    return [Bullets(lines, "Deze woorden zijn samen geteld")] if lines else []
