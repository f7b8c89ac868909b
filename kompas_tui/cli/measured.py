"""What was measured, in words: each ratio beside what Kompas promises of it, and how many phones can come."""

from kompas_tui.cli.measuring import Burst, Measured, Return, is_borne
from kompas_tui.domain.language.wording import number

SAVED_OF_UNSAVED, SAVED_OF_BARE, _BURST, BACK, GROWTH, FRAME = 0.85, 0.45, 2.0, 3.0, 1.1, 1.3
"""The promised ratios; the first two at least, the others at most."""


def measured_in_words(measured: Measured) -> list[str]:
    """The lines that are printed."""
    burst = measured.bursts[0]
    return [
        "",
        f"Bewaarde antwoorden: {measured.saved:.0f} per seconde.",
        _least("Vergeleken met dezelfde weg zonder bewaren", measured.saved / measured.unsaved, SAVED_OF_UNSAVED),
        _least("Vergeleken met een kale server", measured.saved / measured.bare, SAVED_OF_BARE),
        _burst(burst),
        _most("Vergeleken met een kale server", burst.within / burst.bare_within, _BURST),
        _back(measured.back),
        _most("Vergeleken met een kale server", measured.back.last / measured.back.bare_last, BACK),
        f"Na {measured.many} antwoorden: {measured.at_many:.0f} per seconde.",
        _most(f"Zoveel langer dan na {measured.few} antwoorden", measured.at_few / measured.at_many, GROWTH),
        f"Het eerste beeld komt na {number(measured.first_frame, 2)} seconden.",
        _most("Vergeleken met een leeg scherm", measured.first_frame / measured.empty_frame, FRAME),
        "",
        verdict_of(measured),
    ]


def _burst(burst: Burst) -> str:
    kept = "alle antwoorden zijn bewaard" if burst.saved == burst.phones else f"{burst.saved} antwoorden zijn bewaard"
    return f"{burst.phones} telefoons tegelijk: {kept}, 95 van de 100 binnen {number(burst.within, 2)} seconden."


def _back(back: Return) -> str:
    served = "alle zijn geholpen" if back.served == back.phones else f"{back.served} zijn geholpen"
    return f"{back.phones} telefoons komen tegelijk terug: {served}, de laatste na {number(back.last, 2)} seconden."


def _least(what: str, ratio: float, promised: float) -> str:
    return _compared(what, ratio, f"minstens {number(promised, 2)}", is_kept=ratio >= promised)


def _most(what: str, ratio: float, promised: float) -> str:
    return _compared(what, ratio, f"hooguit {number(promised, 2)}", is_kept=ratio <= promised)


def _compared(what: str, ratio: float, wanted: str, *, is_kept: bool) -> str:
    return f"  {what}: {number(ratio, 2)} ({wanted}: {'gehaald' if is_kept else 'niet gehaald'})"


def verdict_of(measured: Measured) -> str:
    """How many phones this laptop can bear, in one sentence; never more than were tried."""
    borne = next((burst for burst in measured.bursts if is_borne(burst)), None)
    if borne is None:
        return "Deze laptop heeft het te druk. Sluit andere programma’s en meet nog eens."
    return f"Deze laptop kan {borne.phones} telefoons aan die allemaal tegelijk antwoorden."
