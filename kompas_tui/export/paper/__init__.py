"""A deck on paper, for a wall, a table and a group without phones; knows cards, and no session."""

from kompas_tui.export.paper.document import paper_bytes
from kompas_tui.export.paper.numbers import ON_A_SHEET

__all__ = ["ON_A_SHEET", "paper_bytes"]
