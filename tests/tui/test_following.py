"""A deck is followed while it is edited, also what was saved before it was first looked at."""

from pathlib import Path

from kompas_tui.deck_files import load_decks
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import SessionFolder
from kompas_tui.tui.screens.following import DeckFollower
from kompas_tui.workshop import Workshop, open_workshop, resume_workshop


async def taken_over(room: Workshop, said: str) -> None:
    """The first look takes this over, and the second finds nothing more."""
    follower = DeckFollower(room)
    assert await follower.look()
    assert room.card.passages[0].text == said
    assert not await follower.look()


async def test_what_was_saved_before_the_first_look_is_taken_over(tmp_path: Path) -> None:
    deck, folder = tmp_path / "set.md", SessionFolder(tmp_path)
    deck.write_text("---\ntitel: A\n---\n# Een\n\nHallo.\n", encoding="utf-8")
    room = await open_workshop(folder, load_decks([str(deck)]), ev.Details())
    assert not await DeckFollower(room).look()
    deck.write_text("---\ntitel: A\n---\n# Een\n\nWelkom.\n", encoding="utf-8")
    await taken_over(room, "Welkom.")
    await room.close()
    deck.write_text("---\ntitel: A\n---\n# Een\n\nDaar zijn we weer.\n", encoding="utf-8")
    again = resume_workshop(folder)
    await taken_over(again, "Daar zijn we weer.")
    await again.close()
