"""The library over all sessions on this machine: reads their databases as they are, and keeps what is added to them."""

from kompas_tui.library.desk import Desk
from kompas_tui.library.shelving import forget

__all__ = ["Desk", "forget"]
