"""A deck put together of cards from other decks: their own Markdown, with what was changed, and nothing made up.

Cards keep their text, notes and source; what they name moves along, or stays in its own deck under `kaarten_uit`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kompas_tui.deck_files.bears import FEWEST_COUNTED
from kompas_tui.deck_files.card_text import CardText, Offered, block_lines, flow_list, scalar
from kompas_tui.deck_files.drawings import SUFFIX
from kompas_tui.deck_files.library import deck_name, find_deck, read_deck_file, shipped_decks
from kompas_tui.deck_files.references import Link, deck_named
from kompas_tui.deck_files.words import TRANSLATIONS
from kompas_tui.domain.deck.cards import Card, Deck, languages_of
from kompas_tui.domain.deck.roles import MOST_ROLES
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import quoted

_POINTS = ("naar", "tot", "ook")
"""What a plate names: a way to a card, where others need what was answered there."""


@dataclass(frozen=True, slots=True)
class SourceDeck:
    """A deck of which cards can be taken, with what its cards name."""

    path: Path
    deck: Deck
    links: tuple[Link, ...]

    def named_by(self, card: Card) -> list[Link]:
        """What this card names."""
        return [link for link in self.links if link.of == card.address]

    def needed_by(self, card: Card) -> list[Card]:
        """The cards of this deck whose answers this card works with, the first needed first."""
        needed_cards: dict[str, Card] = {}
        for link in self.named_by(card):
            deck, _, address = link.to.rpartition("/")
            needed = next((one for one in self.deck.cards if one.address == address), None)
            if link.key not in _POINTS and deck in ("", self.deck.name) and needed and needed is not card:
                needed_cards |= {one.address: one for one in (*self.needed_by(needed), needed)}
        return list(needed_cards.values())

    def lines_of(self, card: Card) -> list[str]:
        """The card as it stands in its deck."""
        lines = self.deck.text.split("\n")
        following = [one.line - 1 for one in self.deck.cards if one.line > card.line]
        return lines[card.line - 1 : min(following, default=len(lines))]


@dataclass(frozen=True, slots=True)
class PickedCard:
    """A card that was chosen, with what is to be otherwise; None leaves it as it is."""

    source: SourceDeck
    card: Card
    minutes: int | None = None
    question: str | None = None
    table_questions: Mapping[str, str] | None = None
    options: tuple[Offered, ...] | None = None

    @property
    def key(self) -> tuple[str, str]:
        """The deck and the address by which the card is known there."""
        return self.source.deck.name, self.card.address

    @property
    def lasts(self) -> int | None:
        """How many minutes it takes."""
        return self.card.minutes if self.minutes is None else self.minutes

    def as_text(self) -> CardText:
        """Its own text, without what was changed."""
        return CardText(self.source.lines_of(self.card), self.card.activity.word if self.card.activity else "")

    def asks(self) -> str | None:
        """The question as it is asked now; None where it can't be changed here."""
        return self.question if self.question is not None else self.as_text().question

    def asks_tables(self) -> Mapping[str, str] | None:
        """What each table is asked now; None where they are not asked apart."""
        return self.table_questions if self.table_questions is not None else self.as_text().table_questions

    @property
    def is_changed(self) -> bool:
        """Whether something else is asked than in its deck."""
        return any(one is not None for one in (self.question, self.table_questions, self.options))

    def offers(self) -> tuple[Offered, ...] | None:
        """The options as they are now; None where there are none that can be changed here."""
        return self.options if self.options is not None else self.as_text().options


@dataclass(frozen=True, slots=True)
class Composed:
    """The text of a deck that was put together, and the files that must lie beside it, by name."""

    text: str
    files: Mapping[str, Path]


def source_decks(paths: Iterable[Path]) -> list[SourceDeck]:
    """The decks in these files that are in order."""
    sources = []
    for path in paths:
        try:
            reading = read_deck_file(path)
        except KompasError:
            continue
        if reading.deck is not None:
            sources.append(SourceDeck(path, reading.deck, reading.links))
    return sources


def compose(title: str, picked: Sequence[PickedCard]) -> Composed:
    """One deck of these cards in this order."""
    addresses, are_counted = _addresses(picked), _counts_bears(picked)
    linked: dict[str, str] = {}
    files: dict[str, Path] = {}
    cards = []
    for one, address in zip(picked, addresses.values(), strict=True):
        text = one.as_text()
        _move_links(text, one, addresses, linked)
        text.set_address(address)
        _change(text, one)
        _keep_defaults(text, one, are_counted=are_counted)
        text.set_source(one.card.source or one.source.deck.source)
        _bring_files(text, one, files)
        cards.append(text.whole())
    front = _front_matter(title, picked, "\n".join(cards), linked)
    return Composed("\n".join(["---", *front, "---", "", *"\n\n".join(cards).split("\n"), ""]), files)


def _change(text: CardText, one: PickedCard) -> None:
    if one.options is not None:
        text.set_options(one.options)
    if one.question is not None:
        text.set_question(one.question)
    if one.table_questions is not None:
        text.set_table_questions(one.table_questions)
    if one.minutes is not None:
        text.set_minutes(one.minutes)


def _keep_defaults(text: CardText, one: PickedCard, *, are_counted: bool) -> None:
    """Say on the card what the front matter of its deck said for it, and leave out what has no use here."""
    activity = one.card.activity
    if activity is None:
        return
    if one.source.deck.openly and "per_rol" in text.keys and "openlijk" not in text.keys:
        text.add("openlijk: ja")  # canvases and lists for each party can't do without, and phones say it beforehand
    if activity.names_bears and not are_counted:
        text.drop("berenjacht")


def _counts_bears(picked: Sequence[PickedCard]) -> bool:
    bears = [one.card.bear.name for one in picked if one.card.bear]
    asked = [one.card.activity for one in picked if one.card.activity]
    return any(sum(option in bears for option in activity.listed()) >= FEWEST_COUNTED for activity in asked)


def _addresses(picked: Sequence[PickedCard]) -> dict[tuple[str, str], str]:
    """The address of each card in the new deck: its own, or with its deck before it where another one has that."""
    addresses: dict[tuple[str, str], str] = {}
    for one in picked:
        address = one.card.address
        if address in addresses.values():
            address = f"{one.source.deck.name}-{address}"
        addresses[one.key] = address
    return addresses


def _move_links(
    text: CardText, one: PickedCard, addresses: Mapping[tuple[str, str], str], linked: dict[str, str]
) -> None:
    """Have what the card names lead to the cards of the new deck, else to those of its own one."""
    named = one.source.named_by(one.card)
    targets = {link: _target(link, one.source.deck.name) for link in named}
    way_is_whole = all(targets[link] in addresses for link in named if link.key in _POINTS)
    for link, target in targets.items():
        if target in addresses and (way_is_whole or link.key not in _POINTS):
            to = addresses[target]
        else:
            to = "/".join(target)
            linked.setdefault(target[0], _said_of(target[0], one.source))
        text.rename(link.line - (one.card.line - 1), link.key, link.to, to)


def _target(link: Link, own: str) -> tuple[str, str]:
    deck, _, card = link.to.rpartition("/")
    return deck or own, card


def _said_of(name: str, source: SourceDeck) -> str:
    """How another deck can be named from anywhere: a shipped one by its name, others by their path."""
    if name in shipped_decks():
        return name
    if name == source.deck.name:
        return str(source.path.resolve())
    named = next((named for named in source.deck.linked if deck_named(named) == name), name)
    return str(find_deck(named, source.path.parent).resolve())


def _bring_files(text: CardText, one: PickedCard, files: dict[str, Path]) -> None:
    """The pictures and drawings beside its deck that the card names."""
    folder, deck = one.source.path.parent, one.source.deck
    for picture in deck.pictures:
        if not text.names_file(picture.name):
            continue
        name = picture.name
        if files.get(name, folder / name) != folder / name:
            name = f"{deck.name}-{Path(name).name}"
            text.rename_file(picture.name, name)
        files[name] = folder / picture.name
    drawing = one.card.bear.drawing if one.card.bear else ""
    own = folder / f"{drawing.removesuffix(SUFFIX)}{SUFFIX}"
    if drawing and own.is_file():
        name = own.name
        if files.get(name, own) != own:
            name = f"{deck.name}-{own.name}"
            text.rename_drawing(drawing, name.removesuffix(SUFFIX))
        files[name] = own


def _front_matter(title: str, picked: Sequence[PickedCard], body: str, linked: Mapping[str, str]) -> list[str]:
    decks = list({one.source.deck.name: one.source.deck for one in picked}.values())
    minutes = sum(one.lasts or 0 for one in picked)
    sources = dict.fromkeys(deck.source for deck in decks if deck.source)
    lines = [f"titel: {scalar(title)}"]
    if sources:
        lines.append(f"bron: {scalar('; '.join(sources)[:300])}")
    if minutes:
        lines.append(f"duur: {minutes}")
    lines.append(f"bewaren: {min(deck.keep_days for deck in decks)}")
    if roles := _said_where(picked, ("per_rol:", "akkoord:"), "roles"):
        lines.append(f"rollen: {flow_list(roles[:MOST_ROLES])}")
    tables = _tables(picked)
    if tables:
        lines.append(f"tafels: {len(tables) if _are_numbers(tables) else flow_list(tables)}")
    if slips := max((one.source.deck.slips for one in picked if "stembriefje:" in _body(one)), default=0):
        lines.append(f"stembriefjes: {slips}")
    if any(deck.question_box for deck in decks):
        lines.append("vragenbus: ja")
    if any(deck.from_home for deck in decks):
        lines.append("thuis: ja")
    if linked:
        lines.append(f"kaarten_uit: {flow_list(list(linked.values()))}")
    terms = _terms(decks, body)
    if terms:
        lines += block_lines({"begrippen": terms})
    return [*lines, *_translations(decks, {"rollen": roles[:MOST_ROLES], "tafels": tables, "begrippen": terms})]


def _translations(decks: Sequence[Deck], words: Mapping[str, Sequence[str] | Mapping[str, str]]) -> Iterable[str]:
    """The same in each language of their decks that has all of it."""
    kept: dict[str, dict[str, object]] = {}
    for language in dict.fromkeys(language for deck in decks for language in languages_of(deck)):
        known = {text: told for deck in decks for text, told in deck.translations.get(language, {}).items()}
        for key, texts in words.items():
            if isinstance(texts, Mapping) and texts and all(one in known for pair in texts.items() for one in pair):
                kept.setdefault(language, {})[key] = {known[term]: known[told] for term, told in texts.items()}
            elif not isinstance(texts, Mapping) and texts and all(one in known for one in texts):
                kept.setdefault(language, {})[key] = [known[one] for one in texts]
    return block_lines({TRANSLATIONS: kept}) if kept else ()


def _body(one: PickedCard) -> str:
    return "\n".join(one.source.lines_of(one.card))


def _said_where(picked: Sequence[PickedCard], words: Sequence[str], field: str) -> list[str]:
    """What the front matter of their decks says in this field, for cards that need it."""
    needing = [one.source.deck for one in picked if any(word in _body(one) for word in words)]
    return list(dict.fromkeys(word for deck in needing for word in getattr(deck, field)))


def _tables(picked: Sequence[PickedCard]) -> Sequence[str]:
    """The tables as the first deck has them whose card needs tables."""
    return next((one.source.deck.tables for one in picked if one.source.deck.tables and _needs_tables(one)), ())


def _are_numbers(tables: Sequence[str]) -> bool:
    return all(name == str(number) for number, name in enumerate(tables, 1))


def _needs_tables(one: PickedCard) -> bool:
    return (
        re.search(r"^tafels:|^\s+" + "|".join(map(re.escape, one.source.deck.tables)) + ":", _body(one), re.M)
        is not None
    )


def _terms(decks: Sequence[Deck], body: str) -> dict[str, str]:
    """The words that are explained and stand on these cards."""
    known = {term: meaning for deck in reversed(decks) for term, meaning in deck.terms.items()}
    return {term: meaning for term, meaning in known.items() if term.casefold() in body.casefold()}


def file_name(title: str) -> str:
    """The name of the file for a deck with this title; KompasError where that leaves nothing."""
    name = deck_name(Path(f"{title.replace('/', ' ').replace('.', ' ')}.md"))
    if not name:
        raise KompasError(f"Van {quoted(title)} kan ik geen bestandsnaam maken. Gebruik een paar letters.")
    return f"{name}.md"
