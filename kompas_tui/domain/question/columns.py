"""The columns in which a question has its texts written; one may be a part of several, as `Ontwerp A: Sterk` is."""

from collections.abc import Sequence

_BETWEEN = ": "


def columns_of(items: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """The columns with these names; where there are items each item has all of them."""
    return tuple(f"{item}{_BETWEEN}{name}" for item in items for name in names) if items else tuple(names)


def columns_named(columns: Sequence[str], name: str) -> frozenset[str]:
    """The columns that are called so, or of which the item or the name is called so."""
    return frozenset(
        column
        for column in columns
        if column == name or column.startswith(f"{name}{_BETWEEN}") or column.endswith(f"{_BETWEEN}{name}")
    )
