"""The check number: the last hash of the log, as people can read it, note it elsewhere and compare it."""

from collections.abc import Sequence

from kompas_tui.domain.language.codes import GROUP, in_groups
from kompas_tui.domain.language.sentences import phrase

CHECK_NUMBER = "Controlegetal"
WHAT_FOR = phrase(
    "Schrijf dit getal over, of maak er een foto van. Alleen zo zie je later of iemand de gegevens veranderde."
)
GROUPS_IN_A_ROW = 4


def in_rows(head: str) -> Sequence[str]:
    """The number in rows of four groups of four figures."""
    wide = GROUP * GROUPS_IN_A_ROW
    return [in_groups(head[start : start + wide], " ") for start in range(0, len(head), wide)]
