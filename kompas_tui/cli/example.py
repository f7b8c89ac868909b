"""The example deck that `kompas nieuw` writes."""

from importlib.resources import files
from pathlib import Path

from kompas_tui.domain.errors import KompasError
from kompas_tui.domain.wording import quoted

EXAMPLE = "voorbeeld.md"


def write_example(path: Path) -> Path:
    """Write the example to a new file and give its path, with `.md` where that was missing."""
    if path.suffix.lower() != ".md":
        path = path.with_name(f"{path.name}.md")
    text = files("kompas_tui.cli").joinpath(EXAMPLE).read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise KompasError(f"{quoted(str(path))} is er al. Kies een andere naam.") from error
    except FileNotFoundError as error:
        raise KompasError(f"De map {quoted(str(path.parent))} is er niet. Maak die eerst.") from error
    except OSError as error:
        raise KompasError(f"In {quoted(str(path.parent))} mag ik niet schrijven. Kies een andere map.") from error
    return path
