"""A deck on paper, for a wall, a table and a group without phones; knows cards, and no session."""

from kompas_tui.export.paper.document import paper_bytes

__all__ = ["paper_bytes"]
