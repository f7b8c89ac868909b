"""What went wrong with keeping things, said until the facilitator has seen it: a next success takes nothing away."""

from kompas_tui.domain.language.wording import count


class Trouble:
    """One thing that may fail again and again."""

    def __init__(self, went_wrong: str, next_step: str) -> None:
        """What is said of it once it works again: what went wrong, and what may be left to do."""
        self._went_wrong, self._next_step = went_wrong, next_step
        self._times, self._sentence = 0, ""

    @property
    def is_now(self) -> bool:
        """Whether it failed the last time."""
        return bool(self._sentence)

    @property
    def sentence(self) -> str:
        """What the facilitator reads; empty where there is nothing to see."""
        if self._sentence:
            often = f" Dat ging {count(self._times, 'keer', 'keer')} mis." if self._times > 1 else ""
            return self._sentence + often
        if self._times:
            return f"{self._went_wrong} {count(self._times, 'keer', 'keer')} niet. Nu lukt het weer. {self._next_step}"
        return ""

    def failed(self, sentence: str) -> None:
        """Note that it failed, and why."""
        self._times += 1
        self._sentence = sentence

    def worked(self) -> None:
        """Note that it works; how often it did not is kept."""
        self._sentence = ""

    def seen(self) -> None:
        """Forget what is over."""
        if not self._sentence:
            self._times = 0


def saving_trouble() -> Trouble:
    """For the log: what is not in it was not acknowledged."""
    return Trouble("Bewaren lukte", "Wie geen kenmerk kreeg, stuurt het antwoord nog eens.")


def database_trouble() -> Trouble:
    """For the database, which is made again from what happened."""
    return Trouble("De database schrijven lukte", "Er is niets kwijt.")
