"""One deck: front matter, cards and their blocks, with every problem and its line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

from kompas_tui.deck_files.alike import doubts_in
from kompas_tui.deck_files.bears import bear_problems
from kompas_tui.deck_files.canvases import canvas_problems
from kompas_tui.deck_files.draft import BesideBlock, Draft
from kompas_tui.deck_files.fans import fan_problems
from kompas_tui.deck_files.front_matter import read_front_values
from kompas_tui.deck_files.lookups import read_lookup
from kompas_tui.deck_files.lost import lost_in, too_long
from kompas_tui.deck_files.personal import FIELDS, UNMARKED, unmarked_fields
from kompas_tui.deck_files.pictures import FindPicture, nowhere
from kompas_tui.deck_files.problems import DeckProblem, in_short
from kompas_tui.deck_files.prose import (
    MARKDOWN,
    MOST_CELLS,
    blocks_of,
    end_of_block,
    picture_alone,
    plain_text,
    texts_on,
)
from kompas_tui.deck_files.references import Link, links_of, problems_within, target_of, twice_named
from kompas_tui.deck_files.rhythms import rhythm_problems
from kompas_tui.deck_files.routes import break_problems, route_links, slip_problems, twice_on_route
from kompas_tui.deck_files.special import BESIDE_READERS, FIRST_KEYS, SPECIAL_READERS
from kompas_tui.deck_files.tables import table_problems
from kompas_tui.deck_files.translations import read_translations
from kompas_tui.deck_files.typed import COMMA, DECIMALS
from kompas_tui.deck_files.words import PLAIN_BLOCKS, TRANSLATIONS, known_blocks
from kompas_tui.deck_files.yaml_lines import YamlBlock, read_yaml
from kompas_tui.domain.deck.canvases import Canvas
from kompas_tui.domain.deck.cards import Bear, slug
from kompas_tui.domain.kinds import KINDS, deck_kinds, read_activity
from kompas_tui.domain.kinds.open import BOARDS, WITHOUT_BOARDS
from kompas_tui.domain.language.durations import minutes_in
from kompas_tui.domain.language.errors import InvalidOptions, KompasError
from kompas_tui.domain.language.synonyms import meant_word
from kompas_tui.domain.language.text import clean_line, clean_lines
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.question.options import LABEL, NO, Options
from kompas_tui.domain.question.pictures import ALT, GROUNDS, LONGEST_ALT, PICTURE, Picture, as_block

LARGEST_FILE = 2_000_000
_MOST_CARDS = 500
_MOST_PICTURES = 100
# After so many it is no deck with mistakes but another sort of file.
MOST_PROBLEMS = 200
LONGEST_CARD = 600
LONGEST_TITLE = 200
LONGEST_SOURCE, _LONGEST_NOTE = 300, 4000
OPENLY = "openlijk"
EXPLANATION = "toelichting"
DECKS, DRAWING = "kaarten_uit", "tekening"
_RULE = "---"
_DASHES = re.compile(r"-{2,}|[–—_=]+-*")
"""What a word processor makes of three dashes, or somebody types for them."""
_TITLE = re.compile(r"\s*(?:titel|title)\s*:", re.IGNORECASE)
_LONGEST_ABOVE = 50
_ADDRESS = re.compile(r"\{#([^{}]*)\}\s*$")
_BARE_ADDRESS = re.compile(r"\{\s*#?\s*([^{}]*?)\s*\}\s*$")
_INDENTED_HEADING = re.compile(r"\s*#{1,2} \S")
_MINUTES_BELOW = re.compile(r"\s*duur\b\s*:?\s*[0-9]", re.IGNORECASE)
_NEXT = re.compile(r"^(?:# |```|~~~)", re.MULTILINE)
"""Where a block that was left open should have ended at the latest."""
_ASKS = re.compile(r"\s*(?:vraag|opties) *:", re.IGNORECASE)
_ABOVE = "Deze tekst staat boven de eerste kaart. Zet er een kop boven: ‘# Titel’."
_ONE_HASH = "Een kaart begint met één hekje: ‘# Titel’."
_SOME_KINDS = "Zet achter ‘```’ een werkvorm, zoals ‘keuze’ of ‘open’."


@dataclass(slots=True)
class FrontMatter:
    """The fields of a deck above its cards, and the line on which the cards begin."""

    values: dict[str, Any] = field(default_factory=dict)
    block: YamlBlock = field(default_factory=YamlBlock)
    body_line: int = 0


class Reader:
    """Reads one text from top to bottom and gathers what is wrong in it."""

    def __init__(
        self, name: str, text: str, file: str, *, kept: bool = False, find_picture: FindPicture = nowhere
    ) -> None:
        """`file` is how the text is named in problems; `kept` is that of a session, which must go on as it began."""
        self.name, self.file, self.kept, self._find_picture = name, file, kept, find_picture
        self.lines = text.split("\n")
        self.problems: list[DeckProblem] = []
        self.drafts: list[Draft] = []
        self.pictures: dict[str, Picture] = {}
        """What it names that was found, by name."""
        self._openly = False
        self._tables: tuple[str, ...] = ()
        self._boards: tuple[str, ...] = ()

    def problem(self, line: int, message: str) -> None:
        """Note a mistake on a line that counts from 0."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(DeckProblem(self.file, line + 1, in_short(message)))

    def doubt(self, line: int, message: str) -> None:
        """Note what is shown otherwise than it was typed: to be mended before a session, not after it began."""
        if not self.kept:
            self.problem(line, message)

    # Front matter

    def front_matter(self) -> FrontMatter:
        """Read what stands between the first two lines of dashes."""
        begin = self._begin()
        if begin is None:
            self.problem(0, "Het begin ontbreekt. Begin met ‘---’, dan ‘titel: …’, dan weer ‘---’.")
            return FrontMatter()
        is_end = _DASHES.fullmatch if self.lines[begin].strip() != _RULE else _RULE.__eq__
        end = next((i for i, line in enumerate(self.lines[begin + 1 :], begin + 1) if is_end(line.strip())), None)
        if end is None:
            self.problem(begin, "Het begin is niet afgesloten. Zet ‘---’ op een eigen regel onder de gegevens.")
            return FrontMatter(body_line=len(self.lines))
        block = read_yaml("\n" * begin + "\n".join(self.lines[begin + 1 : end]))
        self._yaml_problems(block, 1)
        options = Options(block.data, like="titel")
        values = read_front_values(options)
        self._openly, self._tables = values["openly"], values["tables"]
        self._boards = values["boards"]
        if not block.broken:
            self._option_problems(options, block, 1, 0)
            self._alike(block, 1)
        return FrontMatter(values, block, end + 1)

    def _begin(self) -> int | None:
        """The line above the front matter, also where it is not the first or is drawn otherwise; None without one."""
        titled = (i for i, line in enumerate(self.lines[:_LONGEST_ABOVE]) if _TITLE.match(line))
        begin = next((i - 1 for i in titled if i and _DASHES.fullmatch(self.lines[i - 1].strip())), None)
        if self.lines[0].strip() == _RULE or begin is None:
            return 0 if self.lines[0].strip() == _RULE else None
        if begin:
            self.problem(0, "Boven de eerste ‘---’ hoort niets, ook geen lege regel. Haal weg wat erboven staat.")
        if self.lines[begin].strip() != _RULE:
            self.problem(begin, "Typ hier drie gewone streepjes: ‘---’. Doe dat ook onder de gegevens.")
        return begin

    def _yaml_problems(self, block: YamlBlock, first_line: int) -> None:
        for line, message in block.problems:
            self.problem(first_line + line, message)
        for line, message in block.doubts:
            self.doubt(first_line + line, message)

    def _option_problems(self, options: Options, block: YamlBlock, first_line: int, block_line: int) -> None:
        parted = (
            set()
            if self.kept
            else {first_line + line for line, message in block.doubts if message in (COMMA, DECIMALS)}
        )
        for problem in options.problems:
            line = first_line + block.line_of(problem.path) if problem.path else block_line
            if line not in parted:
                self.problem(line, problem.message)

    # Cards

    def cards(self, body_line: int) -> None:
        """Read the cards."""
        # Empty lines in the place of the front matter, so that every problem has the line of the file.
        body = "\n".join([""] * body_line + self.lines[body_line:])
        room = {"cells": MOST_CELLS}
        tokens = MARKDOWN.parse(body, room)
        if "left_out" in room:
            too_many = f"Er staan meer dan {MOST_CELLS} vakken in tabellen. Haal er tabellen uit."
            self.problem(room["left_out"], too_many)
        index = 0
        while index < len(tokens) and len(self.drafts) <= _MOST_CARDS:
            end = end_of_block(tokens, index)
            self._block(tokens[index : end + 1])
            index = end + 1

    def check_cards(self, front: FrontMatter) -> None:
        """Note what is wrong with the cards together."""
        if not self.drafts and not self.problems:
            self.problem(front.body_line, "Er staat nog geen kaart in. Begin een kaart met ‘# Titel’.")
        if len(self.drafts) > _MOST_CARDS:
            line = self.drafts[_MOST_CARDS].line
            self.problem(line, f"Er staan meer dan {_MOST_CARDS} kaarten in. Maak er twee kaartensets van.")
        places = list(map(target_of, self.drafts))
        routes = front.values.get("routes", ())
        links = [*links_of(self.drafts), *route_links(routes, front.block)]
        astray = problems_within(self.name, links, places, front.values.get("linked", ()))
        agreed = canvas_problems(self.drafts, front.values.get("roles", ()))
        doubles = twice_on_route(self.name, routes, front.block)
        unslipped = slip_problems(self.drafts, front.values.get("slips") or 0, front.block)
        if self._boards and not any(draft.activity and draft.activity.boards for draft in self.drafts):
            problem = "‘borden’ gaat over open vragen. Er is geen open vraag zonder ‘kolommen’ of ‘per_rol’."
            self.problem(1 + front.block.line_of((BOARDS,)), problem)
        rules = (twice_named, bear_problems, break_problems, fan_problems, rhythm_problems)
        apart = (rule(self.drafts) for rule in rules)
        for wrong in (*astray, *unslipped, *doubles, *agreed, *chain.from_iterable(apart)):
            self.problem(*wrong)

    def translate(self, front: FrontMatter) -> None:
        """Lay what is said in other languages beside all that a card, or the front matter, says."""
        if isinstance(front.block.data, Mapping) and TRANSLATIONS in front.block.data:
            options = Options(front.block.data[TRANSLATIONS], (TRANSLATIONS,), like="en")
            front.values["translations"] = read_translations(options, front.block.data)
            self._doubts(options, front.block, 1, 1)
        for draft in self.drafts:
            if draft.translated is not None and not draft.translated[1].broken:
                line, block = draft.translated
                told = block.data.items() if isinstance(block.data, Mapping) else ()
                bare = {name: _with_bare_texts(one) if isinstance(one, Mapping) else one for name, one in told}
                options = Options(bare or block.data, like="en")
                draft.translations = read_translations(options, original_of(draft))
                self._doubts(options, block, line + 1, line)

    def _doubts(self, options: Options, block: YamlBlock, first_line: int, block_line: int) -> None:
        for problem in options.problems:
            self.doubt(first_line + block.line_of(problem.path) if problem.path else block_line, problem.message)

    def links(self, front: FrontMatter) -> tuple[Link, ...]:
        """What the deck names elsewhere."""
        decks = (
            Link(DECKS, name, 1 + front.block.line_of((DECKS, index)))
            for index, name in enumerate(front.values.get("linked", ()))
            if name
        )
        drawings = (
            Link(DRAWING, draft.special.drawing, draft.special_line + 1 + draft.special_block.line_of((DRAWING,)))
            for draft in self.drafts
            if isinstance(draft.special, Bear) and draft.special_block and draft.special.drawing
        )
        return (*decks, *links_of(self.drafts), *route_links(front.values.get("routes", ()), front.block), *drawings)

    def _block(self, tokens: list[Token]) -> None:
        first = tokens[0]
        line = first.map[0] if first.map else 0
        if self.drafts and (image := picture_alone(tokens)) is not None:
            self._picture(image, line, self.drafts[-1])
            return
        lost = list(lost_in(tokens, self.lines))
        for number, message in lost:
            self.doubt(number, message)
        if first.type == "heading_open" and first.tag == "h1":
            self._start_card(tokens[1], line)
            return
        if not self.drafts:
            if not lost:
                self.problem(line, _ONE_HASH if first.type == "heading_open" else _ABOVE)
            self.drafts.append(Draft("", "", line))
        draft = self.drafts[-1]
        for token in tokens:
            self._check_indented(token)
        if first.type == "fence":
            self._fence(first, line, draft)
        elif first.type == "paragraph_open" and not draft.tokens and not draft.source:
            draft.tokens += self._without_source(tokens, draft)
        else:
            draft.tokens += tokens

    def _check_indented(self, token: Token) -> None:
        indented = token.type == "fence" and token.level > 0
        word = token.info if indented else _fence_word(token.content) if token.type == "code_block" else ""
        word = (word.split() or [""])[0]
        if token.type == "code_block" and _INDENTED_HEADING.match(token.content):
            self.doubt(token.map[0] if token.map else 0, "Deze kop springt in. Zet hem tegen de linkerkant.")
        if word in known_blocks():
            self.problem(
                token.map[0] if token.map else 0,
                f"Het blok {quoted(word)} springt in. Zet het tegen de linkerkant, met een lege regel erboven.",
            )

    def _start_card(self, inline: Token, line: int) -> None:
        text = plain_text(inline)
        braces = _ADDRESS.search(text)
        title = clean_line(_ADDRESS.sub("", text), LONGEST_TITLE + 1)
        if len(title) > LONGEST_TITLE:
            self.problem(line, f"Deze titel is te lang. Hij mag hooguit {LONGEST_TITLE} tekens hebben.")
        address = braces[1].strip() if braces else slug(title)
        if not braces and (bare := _BARE_ADDRESS.search(title)):
            self.doubt(line, f"Is dit het adres van de kaart? Schrijf het als ‘{{#{slug(bare[1])}}}’.")
        if not title:
            self.problem(line, "Deze kaart heeft geen titel. Zet er een achter het hekje: ‘# Titel’.")
        if braces and not re.fullmatch(r"[a-z0-9][a-z0-9-]*", address):
            self.problem(line, f"Het adres {quoted(address)} kan niet. Gebruik kleine letters, cijfers en streepjes.")
        self.drafts.append(Draft(title, address, line))

    def _without_source(self, tokens: list[Token], draft: Draft) -> list[Token]:
        inline = tokens[1]
        head, _, rest = inline.content.partition("\n")
        if not head.lower().startswith("bron:"):
            return tokens
        # Quotes belong to the YAML that the rest of a deck is in, not to what is named.
        draft.source = clean_line(re.sub(r'^\s*"(.*)"\s*$', r"\1", head[5:]), LONGEST_SOURCE + 1)
        if len(draft.source) > LONGEST_SOURCE:
            self.doubt(inline.map[0] if inline.map else 0, too_long(LONGEST_SOURCE))
        return MARKDOWN.parse(rest) if rest.strip() else []

    # Pictures

    def _picture(self, image: Token, line: int, draft: Draft) -> None:
        """A picture alone on a line is the card's."""
        if draft.picture is not None:
            self.problem(line, "Deze kaart heeft al een plaatje. Maak een nieuwe kaart met ‘# Titel’.")
            return
        alt = clean_line(image.content, LONGEST_ALT + 1)
        if not alt:
            self.problem(line, "Zeg wat er op dit plaatje staat, tussen de vierkante haken.")
        if len(alt) > LONGEST_ALT:
            self.doubt(line, too_long(LONGEST_ALT))
        kept_picture = self._found_picture(unquote(str(image.attrGet("src") or "")), line)
        draft.picture = kept_picture.saying(alt)

    def _found_picture(self, name: str, line: int, key: str = "") -> Picture:
        """The picture of this name; of one that is not there, only the name."""
        try:
            picture = self.pictures[name] = self.pictures.get(name) or self._find_picture(name)
        except KompasError as error:
            why = str(error)
            self.problem(line, f"{quoted(key)}: {why}" if key else f"{why[:1].upper()}{why[1:]}")
            return Picture(clean_line(name, LONGEST_TITLE))
        if len(self.pictures) == _MOST_PICTURES + 1:
            self.problem(line, f"Er staan meer dan {_MOST_PICTURES} plaatjes in. Maak er twee kaartensets van.")
        return picture

    def _with_pictures(self, block: YamlBlock, first: int) -> Any:
        """What the block says, each picture that it names as it was found."""
        if not isinstance(block.data, Mapping):
            return block.data
        data = self._with_picture(block.data, block, first, ())
        if isinstance(listed := data.get("opties"), list):
            data["opties"] = [
                self._with_picture(one, block, first, ("opties", index)) if isinstance(one, Mapping) else one
                for index, one in enumerate(listed)
            ]
        return data

    def _with_picture(
        self, data: Mapping[str, Any], block: YamlBlock, first: int, path: tuple[str | int, ...]
    ) -> dict[str, Any]:
        name = data.get(PICTURE)
        if name is None or (name in GROUNDS and not path):
            return dict(data)
        # What was found is written as a block, so one that stands in the deck says nothing of a picture.
        word = name if isinstance(name, str) else ""
        line = first + block.line_of((*path, PICTURE))
        return {**data, PICTURE: as_block(self._found_picture(word, line, PICTURE)) if word else []}

    # Blocks in a card

    def _fence(self, fence: Token, line: int, draft: Draft) -> None:
        word, _, behind = fence.info.strip().partition(" ")
        last = fence.map[1] - 1 if fence.map else line
        closing = self.lines[last].strip() if last < len(self.lines) else ""
        if last == line or not closing.startswith(fence.markup) or closing.strip(fence.markup[0]):
            self.problem(line, f"Dit blok is niet afgesloten. Zet {fence.markup} op een eigen regel eronder.")
            return
        if any(text.startswith(fence.markup) for text in fence.content.split("\n")):
            # The end of a block carries no word: what looks like a next block is still in this one.
            self.doubt(line, f"Dit blok is niet afgesloten. Zet {fence.markup} op een eigen regel eronder.")
            if not self.kept:
                fence.content = _NEXT.split(fence.content, maxsplit=1)[0]
        if behind and word in known_blocks():
            self.doubt(line, f"Achter {quoted(word)} hoort niets. Zet de tekst op een eigen regel eronder.")
        if word in deck_kinds():
            self._activity(word, fence, line, draft)
        elif word == "regie":
            self._notes(fence, line, draft)
        elif word in BESIDE_READERS:
            self._beside(word, fence, line, draft)
        elif word == "naslag":
            self._lookup(fence, line, draft)
        elif word in SPECIAL_READERS:
            self._special(word, fence, line, draft)
        elif word == TRANSLATIONS:
            self._translated(fence, line, draft)
        else:
            self._plain_block(word, behind, fence, line)
            draft.tokens.append(fence)

    def _plain_block(self, word: str, behind: str, fence: Token, line: int) -> None:
        """A block that is shown as text, which may be meant to ask something."""
        if word and word not in PLAIN_BLOCKS:
            # Somebody may write two words where ours is one, like ‘meer keuze’.
            whole = "".join(behind.split())
            close = next(
                filter(None, (meant_word(f"{word}{whole}", known_blocks()), meant_word(word, known_blocks()))), None
            )
            cure = f"Bedoel je {quoted(close)}?" if close else f"{_SOME_KINDS} Is het tekst? Haal dit woord dan weg."
            self.doubt(line, f"{quoted(word)} ken ik niet. {cure}")
        elif _ASKS.match(fence.content):
            self.doubt(line, f"Dit blok toont alleen tekst. {_SOME_KINDS}")
        elif not word and (first := re.split(r"[:\s]", fence.content, maxsplit=1)[0]) in known_blocks():
            self.doubt(line, f"Dit blok staat nu op de beamer. Zet {quoted(first)} meteen achter ‘```’.")

    def _activity(self, word: str, fence: Token, line: int, draft: Draft) -> None:
        if draft.activity is not None or draft.activity_block is not None:
            self.problem(line, "Deze kaart heeft al een werkvorm. Maak een nieuwe kaart met ‘# Titel’.")
            return
        block = read_yaml(fence.content)
        self._yaml_problems(block, line + 1)
        draft.activity_line, draft.activity_block = line, block
        if block.broken:
            return
        self._alike(block, line + 1, word)
        for index in unmarked_fields(block.data):
            self.doubt(line + 1 + block.line_of((FIELDS, index)), UNMARKED)
        pictured = self._with_pictures(block, line + 1)
        data = self._with_defaults(word, pictured) if isinstance(pictured, Mapping) else None
        options = Options(pictured if data is None else data)
        try:
            draft.activity = read_activity(word, data, options)
        except InvalidOptions:
            self._option_problems(options, block, line + 1, line)
            return
        for path, message in table_problems(draft.activity, self._tables):
            self.problem(line + 1 + block.line_of(path), message)

    def _alike(self, block: YamlBlock, first: int, word: str = "") -> None:
        """Note what people would take for the same, or for a switch; `word` is a question's kind."""
        for path, message in doubts_in(block.data, is_front=not word):
            cure = " Een reden vraag je met ‘reden: ja’." if word == "prik" and path[0] == EXPLANATION else ""
            self.doubt(first + block.line_of(path), f"{message}{cure}")

    def _with_defaults(self, word: str, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """The block with what the front matter says for all of them; what the block says itself goes before."""
        data = _with_bare_texts(data)
        told: dict[str, Any] = {OPENLY: "ja"} if self._openly else {}
        if self._boards and KINDS[word].sorts_texts and all(data.get(key, "nee") in NO for key in WITHOUT_BOARDS):
            told[BOARDS] = list(self._boards)
        return {**told, **data}

    def _notes(self, fence: Token, line: int, draft: Draft) -> None:
        head, _, rest = fence.content.partition("\n")
        if head.strip().lower().startswith("duur:"):
            minutes = minutes_in(head.split(":", 1)[1])
            if minutes is not None and 1 <= minutes <= LONGEST_CARD:
                draft.minutes = minutes
            else:
                self.problem(line + 1, f"‘duur’: hier hoort een aantal minuten, van 1 tot en met {LONGEST_CARD}.")
        else:
            rest = fence.content
        for number, text in enumerate(rest.split("\n"), line + 1 + (rest != fence.content)):
            if _MINUTES_BELOW.match(text):
                self.doubt(number, "Zet de duur op de eerste regel van dit blok, als ‘duur: 10’.")
        draft.notes.append(clean_lines(rest, _LONGEST_NOTE + 1))
        if len(draft.notes[-1]) > _LONGEST_NOTE:
            self.doubt(line, too_long(_LONGEST_NOTE))

    def _lookup(self, fence: Token, line: int, draft: Draft) -> None:
        if draft.lookup is not None:
            self.problem(line, "Deze kaart heeft al een blok ‘naslag’. Zet alles in één blok.")
            return
        lookup = read_lookup(MARKDOWN.parse(fence.content), fence.content.split("\n"))
        draft.lookup = lookup.lookup
        for at, message in lookup.problems:
            self.problem(line + 1 + at, message)
        for at, message in lookup.doubts:
            self.doubt(line + 1 + at, message)

    def _translated(self, fence: Token, line: int, draft: Draft) -> None:
        if draft.translated is not None:
            self.problem(line, f"Deze kaart heeft al een blok {quoted(TRANSLATIONS)}. Zet alles in één blok.")
            return
        block = read_yaml(fence.content)
        self._yaml_problems(block, line + 1)
        draft.translated = (line, block)

    def _special(self, word: str, fence: Token, line: int, draft: Draft) -> None:
        if draft.special_block is not None:
            self.problem(line, f"Deze kaart heeft al een {draft.special_word}. Maak een nieuwe kaart met ‘# Titel’.")
            return
        draft.special_word = word
        block = read_yaml(fence.content)
        self._yaml_problems(block, line + 1)
        draft.special_line, draft.special_block = line, block
        if block.broken:
            return
        data = self._with_pictures(block, line + 1) if _has_own_scene(word, block) else block.data
        options = Options(data, like=FIRST_KEYS[word])
        draft.special = SPECIAL_READERS[word](options)
        options.finish()
        self._option_problems(options, block, line + 1, line)
        if isinstance(draft.special, Canvas):
            for index, cell in enumerate(draft.special.cells):
                if cell.if_empty in ("ja", "nee"):
                    at = line + 1 + block.line_of(("cellen", index, "mag_leeg"))
                    self.doubt(at, "‘mag_leeg’ is wat er staat als het vak leeg blijft, zoals ‘niet getoetst’.")

    def _beside(self, word: str, fence: Token, line: int, draft: Draft) -> None:
        if word in draft.beside:
            self.problem(line, f"Deze kaart heeft al een blok {quoted(word)}. Zet alles in één blok.")
            return
        block = read_yaml(fence.content)
        self._yaml_problems(block, line + 1)
        beside = draft.beside[word] = BesideBlock(line, block)
        if block.broken:
            return
        options = Options(block.data, like=FIRST_KEYS[word])
        beside.value = BESIDE_READERS[word](options)
        options.finish()
        self._option_problems(options, block, line + 1, line)


def _with_bare_texts(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The block where an item that says nothing but its `tekst` is that text; with a budget it lacks its costs."""
    if "budget" in data:
        return data
    return {
        key: [one[LABEL] if isinstance(one, Mapping) and set(one) == {LABEL} else one for one in value]
        if isinstance(value, list)
        else value
        for key, value in data.items()
    }


def original_of(draft: Draft) -> Mapping[str, Any]:
    """All that a card says, by the keys under which its translation stands."""
    texts = [text for text in texts_on(blocks_of(draft.tokens)) if text.strip()]
    beside = [one.block.data for one in draft.beside.values()]
    blocks = [block.data for block in (draft.special_block, draft.activity_block) if block is not None]
    original: dict[str, Any] = {}
    for block in (*beside, *blocks, draft.activity.data if draft.activity else None):
        original |= block if isinstance(block, Mapping) else {}
    picture = {ALT: draft.picture.alt} if draft.picture else {}
    return {**original, **picture, "titel": draft.title, LABEL: texts, "naslag": draft.lookup}


def _has_own_scene(word: str, block: YamlBlock) -> bool:
    """Whether a plate names a picture beside the deck, and no scene of ours: the name of a file has an ending."""
    name = block.data.get(PICTURE) if word == "praatplaat" and isinstance(block.data, Mapping) else None
    return name is not None and not (isinstance(name, str) and re.fullmatch(r"[\w-]*", name))


def _fence_word(content: str) -> str:
    """The word behind the fence that indented code begins with, else nothing."""
    head = content.lstrip().partition("\n")[0]
    return head.lstrip("`~") if head.startswith(("```", "~~~")) else ""
