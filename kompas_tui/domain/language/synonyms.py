"""What people type in a deck where Kompas has another word for it, in Dutch or English."""

from collections.abc import Sequence

from kompas_tui.domain.language.wording import nearest

_TYPED_FOR = {
    # What a question says.
    "opties items stellingen": "antwoorden antwoordopties keuzes keuzen mogelijkheden opties items options answers "
    "choices optionen antworten möglichkeiten",
    "stellingen vraag": "stelling statement statements",
    "vraag": "question vraagtekst label frage",
    "toelichting": "uitleg omschrijving beschrijving description",
    "tot": "cijfers schaal",
    "van": "min minimum minimaal laagste",
    "aantal max tot van": "aantal max maximum maximaal hooguit stickers",
    "uitersten": "labels uiteinden polen",
    "beeld": "afbeelding plaatje foto image achtergrond kaart",
    "goed": "antwoord juist correct answer",
    "seconden": "tijd timer klok",
    "drempel": "meerderheid",
    "voorstel": "besluit",
    "moderatie": "modereren",
    "soort": "type",
    "getal": "nummer number cijfer aantal bedrag",
    "tekst": "text string email e-mail mail telefoon telefoonnummer",
    "datum": "date dag",
    "opties_uit": "opties_van",
    # What stands above the cards.
    "titel naam": "titel title naam name onderwerp",
    "duur": "duration minuten tijd dauer",
    "rollen": "roles partijen doelgroepen groepen",
    "plaats": "locatie location zaal adres ort place",
    "organisatie": "organisator organization organisation",
    "doel": "goal aanleiding ziel",
    "contact": "telefoon email e-mail mail contactgegevens",
    # Words behind a fence.
    "keuze": "poll peiling stemming stem quiz enquete enquête multiple choice",
    "meerkeuze": "multiplechoice checkbox checkboxes",
    "schaal": "sterren cijfer rapportcijfer score likert rating stelling stellingen",
    "stickers": "dotmocratie dots dotvoting",
    "woorden": "woordwolk woordenwolk wolk wordcloud",
    "open": "vraag openvraag brainstorm ideeën ideeen idee reactie",
    "rangorde": "volgorde ranking prioriteiten",
    "verdeling": "budget begroting geld punten",
    "prik": "kaart plattegrond map prikkaart",
    "vragen": "rondvraag vragenronde qa q&a",
    "inschrijven": "aanmelden intekenen",
    "regie": "notities notitie notes begeleider draaiboek",
    "pauze": "break koffie",
    "ritme": "timer klok stopwatch",
    "formulier": "form acties actiepunten",
}
"""Our words, the likeliest first, with what is typed for them."""


def meant_word(word: str, known: Sequence[str]) -> str | None:
    """The known word that was meant by this one: one that means the same, or else looks most like it."""
    typed = word.lower()
    for ours, others in _TYPED_FOR.items():
        if typed in others.split():
            there = [name for name in ours.split() if name in known and name != typed]
            if there:
                return there[0]
    return nearest(word, known)
