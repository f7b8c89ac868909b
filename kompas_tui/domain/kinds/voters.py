"""Who answers a question: people, the tables of an evening, or voters with a slip; and what is said of them."""

from dataclasses import dataclass

from kompas_tui.domain.language.sentences import noun
from kompas_tui.domain.language.wording import count

Noun = tuple[str, str]
"""One and more of what is counted, such as sticker and stickers."""


@dataclass(frozen=True, slots=True)
class Respondents:
    """Those who answer, by what they are called; and messages about them, each for one and for more."""

    called: Noun
    all_choose: Noun
    choose: Noun
    abstain: Noun
    all_consent: Noun
    consent: Noun
    between: Noun
    """Of a profile: who has no style of its own."""

    def counted(self, amount: int) -> str:
        """`1 deelnemer`, `12 tafels`."""
        return count(amount, *self.called)


PARTICIPANTS = Respondents(
    called=noun("deelnemer", "deelnemers"),
    all_choose=noun("de enige deelnemer kiest dit", "alle {aantal} deelnemers kiezen dit"),
    choose=noun("{aantal} van de {alle} deelnemers kiest dit", "{aantal} van de {alle} deelnemers kiezen dit"),
    abstain=noun("{aantal} deelnemer onthoudt zich.", "{aantal} deelnemers onthouden zich."),
    all_consent=noun("De enige deelnemer stemt in", "Alle {aantal} deelnemers stemmen in"),
    consent=noun("{aantal} van de {alle} deelnemers stemt in", "{aantal} van de {alle} deelnemers stemmen in"),
    between=noun("{aantal} deelnemer zit ertussenin.", "{aantal} deelnemers zitten ertussenin."),
)
AT_TABLES = Respondents(
    called=noun("tafel", "tafels"),
    all_choose=noun("de enige tafel kiest dit", "alle {aantal} tafels kiezen dit"),
    choose=noun("{aantal} van de {alle} tafels kiest dit", "{aantal} van de {alle} tafels kiezen dit"),
    abstain=noun("{aantal} tafel onthoudt zich.", "{aantal} tafels onthouden zich."),
    all_consent=noun("De enige tafel stemt in", "Alle {aantal} tafels stemmen in"),
    consent=noun("{aantal} van de {alle} tafels stemt in", "{aantal} van de {alle} tafels stemmen in"),
    between=noun("{aantal} tafel zit ertussenin.", "{aantal} tafels zitten ertussenin."),
)
WITH_SLIPS = Respondents(
    called=noun("kiezer", "kiezers"),
    all_choose=noun("de enige kiezer kiest dit", "alle {aantal} kiezers kiezen dit"),
    choose=noun("{aantal} van de {alle} kiezers kiest dit", "{aantal} van de {alle} kiezers kiezen dit"),
    abstain=noun("{aantal} kiezer onthoudt zich.", "{aantal} kiezers onthouden zich."),
    all_consent=noun("De enige kiezer stemt in", "Alle {aantal} kiezers stemmen in"),
    consent=noun("{aantal} van de {alle} kiezers stemt in", "{aantal} van de {alle} kiezers stemmen in"),
    between=noun("{aantal} kiezer zit ertussenin.", "{aantal} kiezers zitten ertussenin."),
)


def people(amount: int) -> str:
    """`1 deelnemer`, `12 deelnemers`."""
    return PARTICIPANTS.counted(amount)
