"""How the beamers draw what they show: larger, plain or in other colours, whoever asks for it; nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Projection:
    """What was asked of the beamers, on top of what each of them would do by itself."""

    larger: Mapping[str, int] = field(default_factory=dict)
    """By card: how many steps its letters are larger than what just fits."""
    is_plain: bool = False
    """Whether a plate is drawn without its scene."""
    themes: int = 0
    """How often the colours went from light to dark or back."""
