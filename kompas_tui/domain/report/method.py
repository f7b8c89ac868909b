"""How it was measured, and how it is kept secret: the report's last section."""

from kompas_tui import __version__
from kompas_tui.domain.language.wording import OTHERS, count, long_date, quoted
from kompas_tui.domain.outcome.veil import personal_fields
from kompas_tui.domain.report.document import Bullets, Paragraph, Passage, Section
from kompas_tui.domain.session.round import SMALLEST
from kompas_tui.domain.session.session import Session


def _counting(session: Session) -> list[Passage]:
    rounds = list(session.rounds.values())
    if not rounds:
        return []
    sentences = ["Per ronde telt één antwoord per toestel: het laatste voor het sluiten."]
    if any(asked.moved is not None for asked in rounds):
        sentences.append("Wie van antwoord veranderde, is geteld onder wie aan beide rondes meedeed.")
    if any(asked.activity.tables for asked in rounds):
        sentences.append("Bij een vraag per tafel antwoordt één toestel voor de hele tafel.")
    if session.groups is not None:
        groups, turns = session.groups, count(session.groups.turn, "beurt", "beurten")
        hosts = " Aan elke tafel bleef één gastheer of gastvrouw." if groups.form.hosts else ""
        sentences.append(f"Mensen zaten aan {count(groups.tables, 'tafel', 'tafels')}, in {turns}.{hosts}")
    if any(asked.activity.by_slip for asked in rounds):
        sentences.append("Bij een vraag met stembriefjes telt één antwoord per stemcode: het laatste voor het sluiten.")
    if session.tablets:
        sentences.append(_tablets(len(session.tablets)))
    if any(asked.paddles for asked in rounds):
        sentences.append("Wie geen telefoon had, hield een kaart met een letter omhoog.")
        sentences.append(
            "De begeleider las die letters, met het oog of van een foto. Per ronde telt één antwoord per kaart."
        )
        apart = any(asked.tells_paddles for asked in rounds)
        sentences.append(f"Een foto is niet bewaard.{' De kaarten staan in een eigen kolom.' if apart else ''}")
    if any(asked.hands for asked in rounds):
        sentences.append("Handen in de zaal telt de begeleider. Ze staan in een eigen kolom.")
    ways = dict.fromkeys(way for asked in rounds for way in asked.activity.measured())
    return [Paragraph(" ".join(sentences)), *([Bullets(tuple(ways))] if ways else [])]


def _tablets(amount: int) -> str:
    """That devices went from hand to hand, and each person on them counts."""
    if amount == 1:
        return "Eén toestel mocht van hand tot hand gaan. Wie daarop antwoordde, telt elk mee."
    return f"{amount} toestellen mochten van hand tot hand gaan. Wie daarop antwoordde, telt elk mee."


def _secrecy(session: Session) -> list[Passage]:
    sentences = [
        "De antwoorden zijn anoniem.",
        "Kompas bewaart bij een antwoord geen naam en geen adres van een telefoon.",
    ]
    if any(asked.activity.by_role and not asked.activity.open_roles for asked in session.rounds.values()):
        sentences.append(
            f"Een rol met minder dan {SMALLEST} antwoorden hoort bij {quoted(OTHERS)} of blijft ongenoemd."
        )
    if any(asked.activity.by_role and asked.activity.open_roles for asked in session.rounds.values()):
        sentences.append("Bij sommige vragen staan ook kleine rollen in dit verslag. Dat stond bij de vraag.")
    apart = [asked.activity for asked in session.rounds.values() if asked.activity.tells_tables]
    if any(not activity.open_roles for activity in apart):
        sentences.append(f"Een tafel met minder dan {SMALLEST} antwoorden staat niet apart.")
    if any(activity.open_roles for activity in apart):
        sentences.append("Bij sommige vragen staan ook kleine tafels in dit verslag. Dat stond bij de vraag.")
    if session.groups is not None:
        sentences.append("Wie aan welke tafel zat, bewaart Kompas niet.")
    if session.slips is not None:
        sentences.append("Welke stemcode bij welk antwoord hoort, bewaart Kompas niet.")
    if any(personal_fields(asked.activity) for asked in session.rounds.values()):
        sentences.append("Een veld met een persoonsgegeven is niet anoniem. Dat stond bij de vraag.")
    if any(asked.activity.library for asked in session.rounds.values()):
        sentences.append(
            "Sommige antwoorden staan ook in de reisgids, die andere groepen lezen. Dat stond bij de vraag."
        )
    if session.attendance and session.attendance.names:
        sentences.append("De begeleider schreef de namen van de aanwezigen op. Ze horen niet bij een antwoord.")
    return [Paragraph(" ".join(sentences))]


def _keeping(session: Session) -> list[Passage]:
    days = count(session.keep_days, "dag", "dagen")
    until = f", tot en met {long_date(session.keep_until)}" if session.keep_until else ""
    return [Paragraph(f"De gegevens blijven {days} bewaard{until}.")]


def method(session: Session, head: str) -> Section:
    """How answers were counted, what is secret, how long data is kept, and the control number."""
    return Section(
        "Hoe is er gemeten?",
        (
            *_counting(session),
            *_secrecy(session),
            *_keeping(session),
            Paragraph(
                f"Dit verslag is gemaakt met Kompas {__version__}. Het controlegetal hoort bij het logboek van de "
                "sessie. Klopt het niet meer, dan is het logboek daarna veranderd of aangevuld."
            ),
            Paragraph(f"Controlegetal: {head}", "code"),
        ),
    )
