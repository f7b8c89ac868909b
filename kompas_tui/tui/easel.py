"""Pictures in cells, drawn beside the event loop and kept by size, so that a key is never waited for."""

import asyncio
import logging
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from textual.strip import Strip

from kompas_tui.domain.question.pictures import GROUNDS, Picture
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.drawing.photos import half_block_lines, instead_of
from kompas_tui.tui.drawing.scene import blank_rows, painted_rows
from kompas_tui.tui.drawing.wash import Colours
from kompas_tui.tui.graphics.gallery import Gallery
from kompas_tui.tui.graphics.spots import HALF_BLOCK

if TYPE_CHECKING:
    from PIL.Image import Image

    from kompas_tui.scenes import PlateScene

_MOST_KEPT = 60
"""So many pictures are kept, each at one size."""

_log = logging.getLogger(__name__)


class Easel:
    """Draws pictures; whoever looks is told when one is ready."""

    def __init__(self, load: Callable[[str], bytes | None], ready: Callable[[], None], gallery: Gallery) -> None:
        """`load` gives what is kept under a hash, `ready` is called once a picture can be shown.

        The gallery gives each picture its sign, by which it is drawn in dots where the terminal can.
        """
        self._load, self._ready, self._gallery = load, ready, gallery
        self._drawn: dict[Hashable, Lines] = {}
        self._not_there: set[Hashable] = set()
        """Those that were not there when they were to be drawn: they may come down later, with a session elsewhere."""
        self._laid_out: set[Hashable] = set()
        """The scenes of which the layers are drawn, by size; they are coloured in at once from then on."""
        self._tasks: dict[Hashable, asyncio.Task[None]] = {}

    def paint(self, picture: Picture, columns: int, rows: int) -> Lines:
        """The picture of so many cells; its words as long as it is being drawn."""
        source = picture.source
        sign = self._gallery.sign(source, columns, rows, lambda width, height: self._picture(source, width, height))
        key = source, columns, rows, sign
        if key in self._not_there and self._load(source) is not None:
            self._not_there.discard(key)
            self._drawn.pop(key, None)
            self._gallery.draw_again(sign)
        if key not in self._drawn:
            self._begin(key, lambda: self._keep(key, self._lines(source, columns, rows, sign)))
        return self._drawn.get(key) or instead_of(picture, columns, rows)

    def plate(
        self, scene: "PlateScene", columns: int, rows: int, colours: Colours, is_dark: bool, *, is_still: bool
    ) -> tuple[Strip, ...]:
        """The scene of a plate; its bare sheet as long as that is being drawn for the first time at this size.

        One that is not still is colouring in, and so fast that it stands in half blocks.
        """
        sign = self._sign_of(scene, columns, rows, colours, is_dark) if is_still else HALF_BLOCK
        size = scene, columns, rows, is_dark
        if size in self._laid_out:
            return painted_rows(scene, columns, rows, colours, is_dark, sign)
        self._begin(size, lambda: self._lay_out(size, colours))
        return blank_rows(columns, rows, is_dark=is_dark)

    def _sign_of(self, scene: "PlateScene", columns: int, rows: int, colours: Colours, is_dark: bool) -> str:
        def draw(width: int, height: int) -> "Image":
            from kompas_tui.scenes import fine_layers

            return fine_layers(scene, width, height, is_dark=is_dark).coloured(*colours)

        return self._gallery.sign((scene, tuple(colours[0].items()), colours[1], is_dark), columns, rows, draw)

    def _lay_out(self, size: "tuple[PlateScene, int, int, bool]", colours: Colours) -> None:
        scene, columns, rows, is_dark = size
        painted_rows(scene, columns, rows, colours, is_dark)
        self._laid_out.add(size)

    def _begin(self, key: Hashable, draw: Callable[[], None]) -> None:
        if key not in self._tasks:
            self._tasks[key] = asyncio.create_task(self._draw(key, draw))

    async def _draw(self, key: Hashable, draw: Callable[[], None]) -> None:
        try:
            await asyncio.to_thread(draw)
        except Exception:  # noqa: BLE001 - a picture that can't be drawn stands there in words
            _log.exception("a picture could not be drawn")
            # Not tried again: a picture that fails once would fail at every drawing of the page.
            self._drawn[key] = []
            self._laid_out.add(key)
        del self._tasks[key]
        self._ready()

    def _keep(self, key: Hashable, drawn: Lines) -> None:
        self._drawn[key] = drawn
        while len(self._drawn) > _MOST_KEPT:
            del self._drawn[next(iter(self._drawn))]

    def _lines(self, source: str, columns: int, rows: int, sign: str) -> Lines:
        picture = self._picture(source, columns, rows * 2)
        if picture is None:
            self._not_there.add((source, columns, rows, sign))
            return []
        return half_block_lines(picture, sign)

    def _picture(self, source: str, width: int, height: int) -> "Image | None":
        from kompas_tui.scenes import PlateScene, fine_layers
        from kompas_tui.scenes.photo import resized

        if source in GROUNDS:
            return fine_layers(PlateScene(source), width, height).colour
        kept = self._load(source)
        return resized(kept, width, height) if kept is not None else None
