"""What Markdown would show otherwise than it was typed, or not at all, with the way out."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from kompas_tui.deck_files.problems import LineProblem
from kompas_tui.deck_files.prose import BREAK
from kompas_tui.deck_files.words import known_blocks
from kompas_tui.domain.kinds import deck_kinds

_LOOSE_BLOCK = re.compile(r"(?:vraag:\s|opties:\s*$)")
_LOOSE_NOTE = re.compile(r"regie:")
_LOOSE_MINUTES = re.compile(r"duur:\s*\d.*", re.IGNORECASE)
_QUESTION, _OPTIONS = re.compile(r"vraag:", re.IGNORECASE), re.compile(r"opties:\s*$", re.IGNORECASE)
_STUCK_HEADING = re.compile(r"#{1,6}[^ \t\n#]")
"""A fixed space, as word processors make, does not set a heading apart."""
_HEADING_WITH_ADDRESS = re.compile(r"\{#[^{}]*\}\s*$")
_BAD_FENCE = re.compile(r"\s*[`'´‘’‛\"“”„\\]{2,}\s*\{?([\w-]+)", re.IGNORECASE)
_ACCENTS_WITHIN = re.compile(r"`{3,}")
_BULLET = re.compile(
    r"(?:[•·▪▫◦●○■–—→✓✔☐☑\uf0b7\uf0a7]|[§o]\t|[A-Za-z][.)][ \t\u00a0]|[0-9]{1,2}[.:][0-9]{2}[ \t\u00a0])[ \t\u00a0]*\S"
)
"""What word processors and pens put before a point of a list or a programme, and Markdown takes for text."""
_ITEM = re.compile(r"\s*(?:[-*+]|[0-9]{1,9}[.)])\s")
_UNKNOWN_MARK = re.compile(r"\[\^[^\]\s]{1,40}\]|~~[^~\s][^~]*~~|==\w[^=]*==|\w~\w{1,20}~(?!~)|\w\^\w{1,20}\^")
"""A footnote, text that is struck through or marked, and small signs below or above, as other programs know them."""
_OTHER_MARK = re.compile(
    r"^\[![A-Za-z]+\]|^:::|^!!! ?\w|^\[[^\]]+\]:\s*(?:<|\w+://)|(?<!!)\[[^\[\]]+\]\[[^\[\]]*\]|\[\[[^\[\]]+\]\]"
    r"|\{\{[^{}]*\}\}|\{[.:][^{}]*\}|(?<!\S):[a-z][a-z0-9_+-]*:(?!\S)"
)
"""A box, a link named elsewhere, a class, a template, the name of a picture letter: as other programs know them."""
_HTML = re.compile(
    r"</?(?:a|abbr|article|aside|audio|b|big|blockquote|button|caption|center|cite|code|col|colgroup|d[dlt]|del|details"
    r"|div|em|figcaption|figure|font|footer|form|h[1-6r]|header|i|iframe|input|ins|kbd|li|main|mark|nav|ol|p|pre|s"
    r"|script|section|small|span|strike|strong|style|su[bp]|summary|svg|t[dhr]|table|tbody|tfoot|thead|u|ul|video)"
    r"(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
"""What a browser would take for a mark; what stands in other hooks, such as <naam>, is to be filled in."""
_PIPES, _TABS = re.compile(r"\s*\|[^|]*\|"), re.compile(r"\S\t+\S")
_OTHER_PICTURE = re.compile(r"!\[[^\]]*\][(\[]")
"""What looks like a picture and is none: with a space in the name of its file, or named at the foot of the text."""
_BELOW_HEAD = re.compile(r"(?=.*\|)[|:\s]*-[|:\s-]*$")
LONGEST_RUN, LONGEST_BLOCK = 20_000, 150_000

_STUCK = "Is dit een titel? Zet een spatie achter het hekje. Is het tekst? Zet er ‘\\’ voor."
NO_BLOCK = (
    "Is dit een vraag aan de groep? Zet er ‘```keuze’ boven, of een andere werkvorm, en ‘```’ onder. "
    "Is het gewone tekst? Begin dan met een hoofdletter."
)
BAD_FENCE = (
    "Deze tekst staat nu op de beamer. Begin en eindig een blok met drie accenten op een eigen regel, "
    "zoals ‘```regie’. Word maakt er soms andere tekens van."
)
NO_LIST = "Is dit een lijst? Begin elke regel met een streepje en een spatie. Nu komt alles achter elkaar."
UNKNOWN_MARK = "Een voetnoot, doorhaling, markering of klein teken kan Kompas niet tonen. Schrijf het als gewone tekst."
OTHER_MARK = "Dit teken kennen alleen andere programma’s. Nu staat het zo op de beamer. Schrijf het als gewone tekst."
HTML = "HTML kan Kompas niet tonen: het staat nu zo op de beamer. Haal het weg. Vet schrijf je als ‘**vet**’."
NO_HEAD = "Is dit een tabel? Zet een kop boven de rijen, en daaronder ‘| --- | --- |’ met evenveel vakken."
WITH_TABS = "Is dit een tabel? Zet ‘|’ tussen de vakken, en ‘| --- | --- |’ onder de eerste rij."
OPEN_STARS = "Deze sterretjes staan nu op de beamer. Zet ze meteen voor en achter wat vet moet, zonder spatie."
TOO_FAR_OUT = "Hoort deze regel onder de vorige? Zet er dan vier spaties voor. Nu staat hij ernaast."
STRAY_ADDRESS = "Een adres hoort bij een kaart. Begint hier een kaart? Gebruik dan één hekje."
LOOSE_NOTE = "Deze regel staat nu op de beamer. Zet een notitie in een blok dat begint met ‘```regie’."
LOOSE_MINUTES = "Deze regel staat nu op de beamer. Zet de duur van een kaart in een blok ‘regie’."
RULE = "Zet een lege regel boven deze streep. Nu maakt hij een kop van de tekst erboven."
PICTURE_WITHIN = (
    "Een plaatje in een lijst of tussen andere tekst toont Kompas niet. "
    "Zet het op een eigen regel, met een lege regel erboven en eronder."
)
PICTURE_OTHERWISE = (
    "Dit plaatje kan ik zo niet lezen. Schrijf het als ‘![wat erop staat](plein.jpg)’. "
    "Laat spaties weg uit de naam van het bestand."
)
CELLS = "Deze rij heeft meer vakken dan de kop van de tabel. Haal een vak weg, of maak de kop breder."
NO_TABLE = "Dit wordt geen tabel. Geef deze streep evenveel vakken als de kop erboven."

_DEEPEST = 7
NESTED_TOO_DEEP = "Deze regel staat te diep. Zet hooguit vier lijsten in elkaar."
"""From twenty levels on, two for each list, Markdown reads nothing more, not even the cards below it."""

_MOST_COLUMNS = 6
TOO_WIDE = f"Deze tabel heeft meer dan {_MOST_COLUMNS} kolommen. Dat past niet op het scherm. Maak er twee van."


def too_long(limit: int) -> str:
    """That a text is longer than what is shown of it."""
    return f"Deze tekst is te lang. Hij mag hooguit {limit} tekens hebben."


def lost_in(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[LineProblem]:
    """What is not shown as it was typed in these tokens; `lines` are those of the whole deck."""
    # Of the first row, the head: Markdown drops what a later row has more, and says nothing.
    columns = 0
    for before, token in zip((None, *tokens), tokens, strict=False):
        if token.map is None:
            continue
        match token.type:
            case "inline":
                is_text = before is not None and before.type == "paragraph_open"
                yield from _in_run(token, token.map[0], is_text=is_text)
            case "heading_open" if token.markup == "-":
                yield token.map[1] - 1, RULE
            case "heading_open" if token.tag != "h1" and _HEADING_WITH_ADDRESS.search(lines[token.map[0]]):
                yield token.map[0], STRAY_ADDRESS
            case "list_item_open" if token.level == 1 and _is_stray(token.map[0], lines):
                yield token.map[0], TOO_FAR_OUT
            case "list_item_open" | "blockquote_open" if token.level > _DEEPEST:
                yield token.map[0], NESTED_TOO_DEEP
            case "table_open":
                columns = 0
            case "tr_open":
                cells = _cells(lines[token.map[0]])
                if not columns and cells > _MOST_COLUMNS:
                    yield token.map[0], TOO_WIDE
                columns = columns or cells
                if cells > columns:
                    yield token.map[0], CELLS
            case "html_block" if _is_html_picture(token):
                yield token.map[0], PICTURE_OTHERWISE
            case "html_block" if _HTML.search(token.content):
                yield token.map[0], HTML
            case "fence" | "code_block" | "html_block" if len(token.content) > _room(token):
                yield token.map[0], too_long(_room(token))


def _room(token: Token) -> int:
    """How long a block may be: a question may have many long statements, and is read on its own."""
    return LONGEST_BLOCK if token.info.split()[:1] and token.info.split()[0] in deck_kinds() else LONGEST_RUN


def _cells(row: str) -> int:
    cells = escapedSplit(row.strip().lstrip("> "))
    return len(cells) - (cells[:1] == [""]) - (len(cells) > 1 and cells[-1] == "")


def _in_run(inline: Token, first: int, *, is_text: bool) -> Iterator[LineProblem]:
    if len(inline.content) > LONGEST_RUN:
        yield first, too_long(LONGEST_RUN)
    if is_text:
        typed_lines = list(enumerate(inline.content.split("\n"), first))
        bad = [line for line, typed in typed_lines if _ACCENTS_WITHIN.search(typed) or _is_bad_fence(typed)]
        if bad:
            yield bad[0], BAD_FENCE
            return
        asks = next((line for line, typed in typed_lines if _QUESTION.match(typed)), None)
        offers = next((line for line, typed in reversed(typed_lines) if _OPTIONS.match(typed)), None)
        is_asked = inline.level == 1 and asks is not None and offers is not None and asks < offers
        # In small letters each of the two is found by itself below.
        if is_asked and asks is not None and not _LOOSE_BLOCK.match(typed_lines[asks - first][1]):
            yield asks, NO_BLOCK
        bullets = [line for line, typed in typed_lines if _BULLET.match(typed)]
        if len(bullets) > 1:
            yield bullets[0], NO_LIST
        for line, typed in typed_lines:
            if inline.level == 1 and _LOOSE_NOTE.match(typed):
                yield line, LOOSE_NOTE
            if inline.level == 1 and _STUCK_HEADING.match(typed):
                yield line, _STUCK
            if inline.level == 1 and _LOOSE_BLOCK.match(typed):
                yield line, NO_BLOCK
            if inline.level == 1 and _LOOSE_MINUTES.fullmatch(typed):
                yield line, LOOSE_MINUTES
            if line > first and _BELOW_HEAD.match(typed):
                yield line, NO_TABLE
        yield from _no_table(typed_lines)
    yield from _raw_marks(inline, first)
    line = first
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "image":
            yield line, PICTURE_WITHIN
        elif (child.type == "text" and _OTHER_PICTURE.search(child.content)) or _is_html_picture(child):
            yield line, PICTURE_OTHERWISE


def _raw_marks(inline: Token, first: int) -> Iterator[LineProblem]:
    """Marks that Markdown leaves as they are, so that they stand on the beamer."""
    for line, typed in enumerate(inline.content.split("\n"), first):
        if _UNKNOWN_MARK.search(typed):
            yield line, UNKNOWN_MARK
        elif _OTHER_MARK.search(typed.lstrip()):
            yield line, OTHER_MARK
    line = first
    told: set[LineProblem] = set()
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "html_inline" and _is_html(child):
            told.add((line, HTML))
        elif child.type == "text" and "**" in child.content and "\\*" not in inline.content:
            told.add((line, OPEN_STARS))
    yield from sorted(told)


def _is_html(token: Token) -> bool:
    return _HTML.search(token.content) is not None and not (BREAK.fullmatch(token.content) or _is_html_picture(token))


def _no_table(typed_lines: Sequence[tuple[int, str]]) -> Iterator[LineProblem]:
    """Rows that make no table: of pipes without a line below their head, or of tabs, as word processors have them."""
    if any(_BELOW_HEAD.match(typed) for _, typed in typed_lines[1:]):
        return
    for row, told in ((_PIPES, NO_HEAD), (_TABS, WITH_TABS)):
        rows = [line for line, typed in typed_lines if row.search(typed) and not _BULLET.match(typed)]
        if len(rows) > 1:
            yield rows[0], told
            return


def _is_stray(item: int, lines: Sequence[str]) -> bool:
    """Whether somebody moved this item in, but not so far that its list lies in the item above it."""
    above = lines[item - 1] if item else ""
    return _ITEM.match(above) is not None and _indent(lines[item]) > _indent(above)


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" "))


def _is_bad_fence(typed: str) -> bool:
    """Whether a block was meant to begin here, with other signs than those that begin one."""
    match = _BAD_FENCE.match(typed)
    return match is not None and match[1].lower() in known_blocks()


def _is_html_picture(token: Token) -> bool:
    return token.type.startswith("html_") and "<img" in token.content.lower()
