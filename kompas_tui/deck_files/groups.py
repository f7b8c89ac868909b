"""A block `groepen`: groups that change over several turns."""

from kompas_tui.domain.deck.groups import GroupsForm
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.session.groups import LEAST_IN_GROUP, MOST_IN_GROUP, MOST_TURNS


def read_groups(options: Options) -> GroupsForm:
    """How large the groups are, in how many turns, and whether each table keeps a host."""
    if not options.has("van"):
        options.missing("van")
    size = options.whole("van", 4, LEAST_IN_GROUP, MOST_IN_GROUP)
    return GroupsForm(size, options.whole("rondes", 1, 1, MOST_TURNS), options.yes("gastheren"))
