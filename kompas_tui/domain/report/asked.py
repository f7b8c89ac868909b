"""What participants were asked: the question, its explanation, and the rule that they answered by."""

from itertools import groupby

from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.kinds.rules import rule_of
from kompas_tui.domain.language.lists import list_lines
from kompas_tui.domain.language.sentences import as_opening
from kompas_tui.domain.language.wording import labelled, table_in_words
from kompas_tui.domain.outcome.veil import Veil, veiled_text
from kompas_tui.domain.report.document import Bullets, Paragraph, Passage
from kompas_tui.domain.session.round import Round


def tell_question(asked: Round, title: str, veil: Veil) -> list[Passage]:
    """The question where the heading does not say it, and the proposal."""
    activity = asked.activity
    question = [] if activity.question == title else [Paragraph(activity.question, "question")]
    return [*question, *_per_table(activity), *with_lists(proposal(asked, veil))]


def how_asked(asked: Round) -> str:
    """What a reader needs to understand the question: its explanation, its rule, and what it took along."""
    return " ".join(filter(None, (asked.activity.explanation, rule(asked.activity), _taken_along(asked), asked.ties)))


def _taken_along(asked: Round) -> str:
    """How many answers to an earlier question this one is about, where not all went along; equal ones went as one."""
    if asked.taken >= asked.of:
        return ""
    went = "ging" if asked.taken == 1 else "gingen"
    return f"Van een eerdere vraag {went} {asked.taken} van de {asked.of} verschillende antwoorden mee."


def _per_table(activity: Activity) -> list[Passage]:
    """What each table was asked, where that differs."""
    lines = tuple(labelled(as_opening(table_in_words(table)), own) for table, own in activity.table_questions)
    return [Bullets(lines, "De vraag per tafel")] if lines else []


def proposal(asked: Round, veil: Veil) -> str:
    """`Voorstel: …` where the question is about one."""
    proposed = asked.activity.proposed()
    return f"Voorstel: {veiled_text(proposed, veil)}" if proposed else ""


def with_lists(proposed: str) -> list[Passage]:
    """What was proposed or agreed, with the lines that begin with a mark as lists."""
    told: list[Passage] = []
    for is_list, run in groupby(list_lines(proposed), key=lambda line: line[1]):
        lines = tuple(line for line, _ in run)
        told += [Bullets(lines)] if is_list else [Paragraph(text) for text in ["\n".join(lines).strip()] if text]
    return told


def rule(activity: Activity) -> str:
    """The rule, where the explanation does not give one in the same words already."""
    if activity.proposed():
        return ""
    rule = activity.hint or rule_of(activity.fields()[0], many=len(activity.fields()) > 1)
    first = rule.partition(" ")[0].casefold()
    return "" if first in activity.explanation.casefold().split() else rule
