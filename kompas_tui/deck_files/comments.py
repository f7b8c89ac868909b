"""A deck without its HTML comments: they are nobody's business but the writer's, wherever they stand."""

_OPEN, _CLOSE = "<!--", "-->"


def without_comments(text: str) -> tuple[str, int | None]:
    """The text without comments, every line still in its place; and the line (from 0) of one that never ends."""
    kept: list[str] = []
    since = 0
    while (start := text.find(_OPEN, since)) >= 0:
        # `<!-->` is a whole comment in HTML: the dashes may serve both ends.
        end = text.find(_CLOSE, start + 2)
        if end < 0:
            return "".join((*kept, text[since:])), text.count("\n", 0, start)
        end += len(_CLOSE)
        before = text[since:start]
        if text[end : end + 1] in ("", "\n"):
            # Two spaces at the end of a line would break it.
            before = before.rstrip(" \t") if before.strip() else before
        elif before[-1:].isspace() or (start == 0 or text[start - 1] == "\n"):
            end += len(text[end : end + _LONGEST_GAP]) - len(text[end : end + _LONGEST_GAP].lstrip(" \t"))
        kept += [before, "\n" * text.count("\n", start, end)]
        since = end
    return "".join((*kept, text[since:])), None


# Looked no further: a line of a million spaces would be copied again for every comment.
_LONGEST_GAP = 80
