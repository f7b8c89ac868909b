"""Drawn scenes for phones: the praatplaat beside the words, and a scene to put pins on, asked for after the page."""

import asyncio

from starlette.responses import PlainTextResponse, Response

from kompas_tui.domain.course.plate import PointState
from kompas_tui.domain.language.sentences import glued, phrase
from kompas_tui.domain.language.wording import listing, quoted
from kompas_tui.domain.outcome import progress_in_room
from kompas_tui.domain.question.pictures import GROUNDS
from kompas_tui.scenes import PlateScene, numbered_picture, numbered_size, picture_mark, plain_picture, scene_of
from kompas_tui.web.card_text import ScreenPicture
from kompas_tui.workshop import Workshop

_KEPT = {"cache-control": "private, max-age=3600"}
"""A phone may keep a picture: its address changes with what it shows."""


class PlatePictures:
    """The picture of the plate that is on the beamer, where that has a scene."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._drawing = asyncio.Lock()
        """Held while a picture is drawn: a whole room that asks for it at once waits for one drawing."""

    def now(self) -> ScreenPicture | None:
        """Where the picture is, and what it shows in words."""
        scene, states = self._plate()
        if scene is None:
            return None
        card = self._workshop.card
        told = listing([glued(state.point.title, state.state) for state in states])
        name = quoted((card.plate.middle if card.plate else "") or card.title)
        path = f"/{self._workshop.session.code}/plaat?stand={picture_mark(scene, states)}"
        return ScreenPicture(
            path, phrase("Praatplaat {naam}: {standen}.", naam=name, standen=told), numbered_size(scene)
        )

    async def respond(self) -> Response:
        """The picture, drawn beside the loop."""
        scene, states = self._plate()
        if scene is None:
            return PlainTextResponse("Er staat nu geen plaat op het scherm.", 404)
        async with self._drawing:
            drawn = await asyncio.to_thread(numbered_picture, scene, states)
        return Response(drawn, media_type="image/jpeg", headers=_KEPT)

    async def respond_plain(self, name: str) -> Response:
        """A scene by its name, without points."""
        if name not in GROUNDS:
            return PlainTextResponse("Dit beeld is er niet.", 404)
        async with self._drawing:
            drawn = await asyncio.to_thread(plain_picture, PlateScene(name))
        return Response(drawn, media_type="image/jpeg", headers=_KEPT)

    def _plate(self) -> tuple[PlateScene | None, tuple[PointState, ...]]:
        """The scene and the states; no scene where there is none on the beamer."""
        card = self._workshop.card
        scene = scene_of(card.plate, self._workshop.materials.picture) if card.plate is not None else None
        if scene is None:
            return None, ()
        return scene, tuple(progress_in_room(self._workshop.session, self._workshop.course, card))
