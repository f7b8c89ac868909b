"""Pictures in half blocks, drawn beside the event loop and kept by size, so that a key is never waited for."""

import asyncio
import logging
from collections.abc import Callable

from kompas_tui.domain.question.pictures import GROUNDS, Picture
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.drawing.photos import half_block_lines, instead_of

_MOST_KEPT = 60
"""So many pictures are kept, each at one size."""

_Key = tuple[str, int, int]

_log = logging.getLogger(__name__)


class Easel:
    """Draws pictures; whoever looks is told when one is ready."""

    def __init__(self, load: Callable[[str], bytes | None], ready: Callable[[], None]) -> None:
        """`load` gives what is kept under a hash, `ready` is called once a picture can be shown."""
        self._load, self._ready = load, ready
        self._drawn: dict[_Key, Lines] = {}
        self._tasks: dict[_Key, asyncio.Task[None]] = {}

    def paint(self, picture: Picture, columns: int, rows: int) -> Lines:
        """The picture of so many cells; its words as long as it is being drawn."""
        key = picture.source, columns, rows
        drawn = self._drawn.get(key)
        if drawn is None and key not in self._tasks:
            self._tasks[key] = asyncio.create_task(self._draw(key))
        return drawn or instead_of(picture, columns, rows)

    async def _draw(self, key: _Key) -> None:
        try:
            drawn = await asyncio.to_thread(self._lines, key)
        except Exception:  # noqa: BLE001 - a picture that can't be drawn stands there in words
            _log.exception("a picture could not be drawn")
            drawn = []
        self._drawn[key] = drawn
        while len(self._drawn) > _MOST_KEPT:
            del self._drawn[next(iter(self._drawn))]
        del self._tasks[key]
        self._ready()

    def _lines(self, key: _Key) -> Lines:
        from kompas_tui.scenes import PlateScene, scene_layers
        from kompas_tui.scenes.photo import resized

        source, columns, rows = key
        if source in GROUNDS:
            return half_block_lines(scene_layers(PlateScene(source), columns, rows * 2).colour)
        kept = self._load(source)
        return half_block_lines(resized(kept, columns, rows * 2)) if kept is not None else []
