"""Whether a question and the tables of its deck fit each other."""

from collections.abc import Iterator, Sequence

from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.kinds.activity import BY_TABLE, QUESTION, TABLES
from kompas_tui.domain.language.wording import did_you_mean, listing, quoted
from kompas_tui.domain.question.fields import Texts

_TablePath = tuple[str, ...]


def table_problems(activity: Activity, tables: Sequence[str]) -> Iterator[tuple[_TablePath, str]]:
    """What is wrong, with the place in the block: no tables at all, or a question too many or too few."""
    asked = [table for table, _ in activity.table_questions]
    if not tables and (asked or activity.by_table):
        path = (QUESTION,) if asked else (BY_TABLE,)
        yield path, f"Hiervoor zijn tafels nodig. Zet bovenaan: {quoted(f'{TABLES}: 8')}, of hun namen."
        return
    if tables and activity.tables and any(isinstance(one, Texts) and one.personal for one in activity.fields()):
        yield (
            (TABLES,),
            f"Aan tafel ziet iedereen dit antwoord. Vraag geen persoonsgegevens, of haal {quoted(TABLES)} weg.",
        )
    unknown = [table for table in asked if table not in tables]
    for table in unknown:
        yield (QUESTION, table), f"De tafel {quoted(table)} is er niet. {did_you_mean(table, tables)}"
    if missing := [quoted(table) for table in tables if asked and table not in asked]:
        one = len(missing) == 1
        named = f"de tafel {missing[0]}" if one else f"de tafels {listing(missing)}"
        yield (QUESTION,), f"{quoted(QUESTION)}: {named} {'heeft' if one else 'hebben'} nog geen vraag."
