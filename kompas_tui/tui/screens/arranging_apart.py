"""Arranging from the facilitator's own terminal: the texts of the remote's state, and its commands for them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from kompas_tui.domain.result.shapes import Result, TextItem, TextList
from kompas_tui.domain.session.moderation import Act
from kompas_tui.tui.screens.arranging import Ticks


class TextDesk(Protocol):
    """Where the state is known and commands are given."""

    @property
    def state(self) -> Mapping[str, Any]:
        """The session as it is now."""

    async def give(self, order: dict[str, Any]) -> None:
        """Give a command, and show what came of it."""

    def listen(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Be told of each state; gives what ends that."""

    def do(self, work: Any) -> None:
        """Carry out what may be refused, before the next key."""


def texts_seen(state: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The result with texts that the room sees now; None where it sees none."""
    if (asked := state["getoond"]) is None:
        return None
    same = (one for one in state["uitslagen"] if (one["kaart"], one["ronde"]) == (asked["kaart"], asked["ronde"]))
    seen = next(same, None)
    return seen if seen is not None and seen.get("vorm") == TextList.shape and seen["teksten"] else None


class ArrangedApart:
    """The texts that the room sees, over the remote."""

    def __init__(self, desk: TextDesk) -> None:
        self._desk = desk
        self._seen: Mapping[str, Any] = texts_seen(desk.state) or {"teksten": [], "antwoorden": 0}

    @property
    def ticks_off(self) -> bool:
        """Whether texts are questions that get an answer."""
        return bool(self._seen.get("vinkt_af"))

    def as_it_stands(self) -> Result:
        """The texts as they are now; the last ones that the room saw where it sees others."""
        now = texts_seen(self._desk.state)
        if now is not None and (now["kaart"], now["ronde"]) == (self._seen.get("kaart"), self._seen.get("ronde")):
            self._seen = now
        return TextList(tuple(map(_item, self._seen["teksten"])), self._seen["antwoorden"])

    def listen(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Be told when something changed; gives what ends that."""
        return self._desk.listen(changed)

    async def moderate(
        self, text_ids: Sequence[str], act: Act, *, reason: str = "", group: str = "", into: str = ""
    ) -> None:
        """Do the same with these texts, at one stroke."""
        first, *others = text_ids
        more = {"reden": reason, "groep": group, "met": into, "ook": others}
        told = {name: words for name, words in more.items() if words}
        await self._desk.give({"opdracht": "modereer", "tekst_id": first, "doe": act, **told})

    async def merge_equal(self) -> str:
        """Merge every text with the first one that says the same; the desk says itself what came of it."""
        await self._desk.give({"opdracht": "voeg_gelijke_samen", "tekst_id": self._seen["teksten"][0]["tekst_id"]})
        return ""

    async def match(self, ask: str, offer: str) -> None:
        """Lay an ask beside an offer."""
        await self._desk.give({"opdracht": "koppel", "vraag_id": ask, "aanbod_id": offer})

    async def react(self, text_id: str, reply: str) -> str:
        """Answer a text for the organisation; the desk says itself what came of it."""
        await self._desk.give({"opdracht": "reactie", "tekst_id": text_id, "tekst": reply})
        return ""

    async def undo(self) -> None:
        """Take back the last step."""
        await self._desk.give({"opdracht": "terug"})

    def still_shown(self, text_ids: Sequence[str]) -> int:
        """How often these texts can be read elsewhere; the remote's own answer says that here."""
        return 0

    def enlarge(self, items: Sequence[TextItem], index: int, tick: Ticks) -> None:
        """Show these texts to the room one by one on the beamer, from this place on."""
        self._desk.do(self._desk.give({"opdracht": "groot", "tekst_id": items[index].id}))


def _item(told: Mapping[str, Any]) -> TextItem:
    return TextItem(
        told["tekst_id"], told["tekst"], told.get("groep", ""), told.get("steun", 0), bool(told.get("beantwoord")),
        told.get("oordeel", ""), told.get("waarom", ""), told.get("reactie", ""), told.get("kolom", ""),
    )  # fmt: skip
