"""Groups that change over several turns: how large, how many turns, and whether each table keeps a host."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GroupsForm:
    """What a card asks: groups of `size`, in `turns` turns; with `hosts` one person stays at each table."""

    size: int
    turns: int
    hosts: bool = False
