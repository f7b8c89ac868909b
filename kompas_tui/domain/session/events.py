"""What can happen in a session; the log holds these, everything else is worked out from them.

Ballots and joinings carry no time: their order in the log decides what came first, and a time
would help to tell who gave which answer.

Long, for it is one list: who reads a log finds every event here, in the order of an evening.
"""

from datetime import date, datetime
from typing import Any, ClassVar

import msgspec

from kompas_tui.domain.deck.canvases import Canvas
from kompas_tui.domain.question.fields import Answer
from kompas_tui.domain.question.pictures import Picture
from kompas_tui.domain.session.brought import BroughtAction, BroughtCanvas, BroughtResult


class Event(msgspec.Struct, frozen=True, tag_field="soort", omit_defaults=True, kw_only=True):
    """The base of all events."""


class TimedEvent(Event, frozen=True, kw_only=True):
    """An event of the facilitator, with its time."""

    time: datetime = msgspec.field(name="tijd")


class Step(TimedEvent, frozen=True, kw_only=True):
    """An event that the facilitator can take back."""

    taken_back: ClassVar[str]
    """What is said once it was taken back; each step has its own."""


class DeckText(msgspec.Struct, frozen=True, omit_defaults=True):
    """A deck's name and text, so that a session can be understood without the file."""

    name: str = msgspec.field(name="naam")
    text: str = msgspec.field(name="tekst")
    linked: bool = msgspec.field(name="gekoppeld", default=False)
    pictures: tuple[Picture, ...] = msgspec.field(name="plaatjes", default=())
    """What it names that lay beside it, as the session keeps it."""


class Details(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a session is called, where, by whom and why."""

    title: str = msgspec.field(name="titel", default="")
    place: str = msgspec.field(name="plaats", default="")
    organisation: str = msgspec.field(name="organisatie", default="")
    purpose: str = msgspec.field(name="doel", default="")
    district: str = msgspec.field(name="wijk", default="")
    themes: tuple[str, ...] = msgspec.field(name="themas", default=())
    contact: str = ""
    """Who takes reactions to the report, with an address; it is for everybody."""
    reply_by: str = msgspec.field(name="reageer_voor", default="")
    """An ISO date."""
    form: str = msgspec.field(name="vorm", default="")
    """Which form the report has; empty where nobody said."""
    status: str = ""
    """How far the report is: a draft, or the ISO date of its adoption; empty where nobody said."""


class Invited(msgspec.Struct, frozen=True):
    """How many people with a role were invited; an empty role is everybody."""

    role: str = msgspec.field(name="rol")
    people: int = msgspec.field(name="mensen")


class SlipsIssued(msgspec.Struct, frozen=True):
    """How many slips with a code there are, and by what the set of codes is known; no code is in the log."""

    amount: int = msgspec.field(name="aantal")
    fingerprint: str = msgspec.field(name="afdruk")


class Started(TimedEvent, frozen=True, tag="gestart", kw_only=True):
    """A session began."""

    code: str
    details: Details = msgspec.field(name="gegevens")
    decks: tuple[DeckText, ...] = msgspec.field(name="kaartensets")
    roles: tuple[str, ...] = msgspec.field(name="rollen", default=())
    tables: tuple[str, ...] = msgspec.field(name="tafels", default=())
    keep_days: int = msgspec.field(name="bewaren", default=90)
    invited: tuple[Invited, ...] = msgspec.field(name="genodigd", default=())
    slips: SlipsIssued | None = msgspec.field(name="stembriefjes", default=None)
    fingerprint: str = msgspec.field(name="sleutelafdruk", default="")
    """By which the key behind the marks is known, so that another one is not taken for it."""


class KeyReplaced(TimedEvent, frozen=True, tag="sleutel_vervangen", kw_only=True):
    """The key behind the marks was gone; from here on marks are made with another one."""

    fingerprint: str = msgspec.field(name="sleutelafdruk")


class Described(TimedEvent, frozen=True, tag="beschreven", kw_only=True):
    """The session's details were filled in or changed."""

    details: Details = msgspec.field(name="gegevens")


class DeckEdited(TimedEvent, frozen=True, tag="kaartenset_gewijzigd", kw_only=True):
    """A deck was edited during the session; later rounds use it."""

    deck: DeckText = msgspec.field(name="kaartenset")


class Joined(Event, frozen=True, tag="meegedaan", kw_only=True):
    """A device joined; the mark is the one behind its marks per round."""

    mark: str = msgspec.field(name="merk")


class CardShown(Step, frozen=True, tag="kaart_getoond", kw_only=True):
    """A card came on the beamer."""

    taken_back: ClassVar[str] = "Je bent terug op de vorige kaart."

    card: str = msgspec.field(name="kaart")
    title: str = msgspec.field(name="titel")
    minutes: int | None = msgspec.field(name="minuten", default=None)


class RouteChosen(Step, frozen=True, tag="route_gekozen", kw_only=True):
    """The way through the cards was chosen, empty for all cards; `card` is where a session begins that had not yet."""

    taken_back: ClassVar[str] = "De route is weer zoals eerst."

    route: str
    card: str = msgspec.field(name="kaart", default="")
    title: str = msgspec.field(name="titel", default="")
    minutes: int | None = msgspec.field(name="minuten", default=None)


class Hunted(msgspec.Struct, frozen=True):
    """The bear that a question of the hunt is about, and which step it is."""

    bear: str = msgspec.field(name="kaart")
    """The address of the bear's own card."""
    title: str = msgspec.field(name="titel")
    step: str = msgspec.field(name="stap")
    name: str = msgspec.field(name="naam", default="")
    """What the bear itself is called, as a count of bears names it."""


class RoundOpened(Step, frozen=True, tag="ronde_geopend", kw_only=True):
    """A round began, with the whole question as it is asked.

    Of what came from other cards: how many equal ones at the cut went `along`, or were `left_out`;
    and how many were `taken`, `of` how many.
    """

    taken_back: ClassVar[str] = "De ronde is weer weg."

    round: str = msgspec.field(name="ronde")
    card: str = msgspec.field(name="kaart")
    title: str = msgspec.field(name="titel")
    number: int = msgspec.field(name="nummer")
    question: dict[str, Any] = msgspec.field(name="vraag")
    along: int = msgspec.field(name="gelijk_mee", default=0)
    left_out: int = msgspec.field(name="gelijk_weg", default=0)
    taken: int = msgspec.field(name="meegenomen", default=0)
    of: int = msgspec.field(name="van_aantal", default=0)
    hunted: Hunted | None = msgspec.field(name="beer", default=None)
    one_a_table: bool = msgspec.field(name="een_per_tafel", default=False)
    """Whether of each table the last answer counts; earlier logs counted all of them."""
    tables: tuple[str, ...] = msgspec.field(name="tafels", default=())
    """The tables of the evening, where the question asks for a phone's own one; without them it types a number."""


class RoundResumed(Step, frozen=True, tag="ronde_hervat", kw_only=True):
    """A closed round was opened again, to go on with its ballots."""

    taken_back: ClassVar[str] = "De ronde is weer gesloten."

    round: str = msgspec.field(name="ronde")


class RoundClosed(Step, frozen=True, tag="ronde_gesloten", kw_only=True):
    """A round ended; how many voters answered differently than in the round before, where there is one."""

    taken_back: ClassVar[str] = "De ronde is weer open."

    round: str = msgspec.field(name="ronde")
    both: int | None = msgspec.field(name="beide_rondes", default=None)
    moved: int | None = msgspec.field(name="veranderd", default=None)
    shared: int = msgspec.field(name="toestellen_samen", default=0)
    """How many devices gave the ballots of more than one slip."""
    in_room: int = msgspec.field(name="in_de_zaal", default=0)
    elsewhere: int = msgspec.field(name="ergens_anders", default=0)
    """From where people answered, as far as that may be said; 0 where a few would stand apart."""


class BallotCast(Event, frozen=True, tag="stem", kw_only=True, gc=False):
    """A voter answered, or answered anew."""

    round: str = msgspec.field(name="ronde")
    mark: str = msgspec.field(name="merk")
    answer: Answer = msgspec.field(name="antwoord")
    receipt: str = msgspec.field(name="kenmerk")
    nonce: str
    role_mask: str = msgspec.field(name="rolmasker", default="")
    """Where the question is split by role: the role, also where it is none, for who has the marking key only."""
    table_mask: str = msgspec.field(name="tafelmasker", default="")
    """Where people answer at a table: the table, masked as a role is. A table that speaks as one is in the answer."""
    key: str = msgspec.field(name="sleutel", default="")


class ResultShown(Step, frozen=True, tag="uitslag_getoond", kw_only=True):
    """A result came on the beamer."""

    taken_back: ClassVar[str] = "De uitslag is weer verborgen."

    round: str = msgspec.field(name="ronde")


class ResultHidden(Step, frozen=True, tag="uitslag_verborgen", kw_only=True):
    """The result went off the beamer."""

    taken_back: ClassVar[str] = "De uitslag is weer te zien."


class TextModerated(Step, frozen=True, tag="tekst_gemodereerd", kw_only=True):
    """The facilitator did something with a text: toon, verberg, groepeer, voeg_samen, beantwoord or open."""

    taken_back: ClassVar[str] = "De tekst staat weer zoals eerst."

    round: str = msgspec.field(name="ronde")
    text_id: str = msgspec.field(name="tekst_id")
    act: str = msgspec.field(name="doe")
    reason: str = msgspec.field(name="reden", default="")
    group: str = msgspec.field(name="groep", default="")
    into: str = msgspec.field(name="met", default="")
    along: bool = msgspec.field(name="tegelijk", default=False)
    """Whether it was done at one stroke with the step before it, and is taken back with that."""


class BoxAsked(Event, frozen=True, tag="vragenbus_vraag", kw_only=True):
    """A participant put a question in the box beside the rounds; the mark is the device's there and nowhere else."""

    text_id: str = msgspec.field(name="tekst_id")
    mark: str = msgspec.field(name="merk")
    text: str = msgspec.field(name="tekst")


class BoxSupported(Event, frozen=True, tag="vragenbus_steun", kw_only=True):
    """A participant wants to know this too, or not any more."""

    text_id: str = msgspec.field(name="tekst_id")
    mark: str = msgspec.field(name="merk")
    on: bool = msgspec.field(name="aan", default=True)


class BoxHandled(Step, frozen=True, tag="vragenbus_stand", kw_only=True):
    """The facilitator did something with a question in the box: toon, verberg or beantwoord."""

    taken_back: ClassVar[str] = "De vraag in de vragenbus staat weer zoals eerst."

    text_id: str = msgspec.field(name="tekst_id")
    act: str = msgspec.field(name="doe")
    reason: str = msgspec.field(name="reden", default="")


class BoardWritten(Step, frozen=True, tag="bord_beschreven", kw_only=True):
    """The facilitator wrote a text on a board, as it was said in the room."""

    taken_back: ClassVar[str] = "De tekst is van het bord af."

    round: str = msgspec.field(name="ronde")
    text_id: str = msgspec.field(name="tekst_id")
    board: str = msgspec.field(name="bord")
    text: str = msgspec.field(name="tekst")


class Reacted(Step, frozen=True, tag="reactie", kw_only=True):
    """The organisation answered a text, or without a `text_id` the question of a round; an empty text takes it away."""

    taken_back: ClassVar[str] = "De reactie staat weer zoals eerst."

    round: str = msgspec.field(name="ronde")
    text: str = msgspec.field(name="tekst")
    text_id: str = msgspec.field(name="tekst_id", default="")


class TextWeighed(Step, frozen=True, tag="tekst_gewogen", kw_only=True):
    """The facilitator said for the group whether a text counts, and why."""

    taken_back: ClassVar[str] = "De weging staat weer zoals eerst."

    round: str = msgspec.field(name="ronde")
    text_id: str = msgspec.field(name="tekst_id")
    weighing: str = msgspec.field(name="oordeel")
    why: str = msgspec.field(name="waarom")


class WordsMerged(Step, frozen=True, tag="woorden_samengevoegd", kw_only=True):
    """The facilitator agreed that these words are one."""

    taken_back: ClassVar[str] = "De woorden staan weer apart."

    round: str = msgspec.field(name="ronde")
    words: tuple[str, ...] = msgspec.field(name="woorden")
    into: str = msgspec.field(name="tot")


class Matched(Step, frozen=True, tag="gekoppeld", kw_only=True):
    """The facilitator joined an ask and an offer."""

    taken_back: ClassVar[str] = "De koppeling is weg."

    round: str = msgspec.field(name="ronde")
    ask: str = msgspec.field(name="vraag_id")
    offer: str = msgspec.field(name="aanbod_id")


class HandsCounted(Step, frozen=True, tag="handen_geteld", kw_only=True):
    """Hands in the room per option (all of them anew), and how many people raised one where that is known."""

    taken_back: ClassVar[str] = "De handen zijn weer zoals eerst."

    round: str = msgspec.field(name="ronde")
    counts: tuple[int, ...] = msgspec.field(name="aantallen")
    people: int = msgspec.field(name="mensen")


class PaddleBallot(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one paddle answered: the place of its letter, with all that an answer of a phone has beside it."""

    mark: str = msgspec.field(name="merk")
    choice: int = msgspec.field(name="keuze")
    receipt: str = msgspec.field(name="kenmerk")
    nonce: str
    role_mask: str = msgspec.field(name="rolmasker", default="")
    table_mask: str = msgspec.field(name="tafelmasker", default="")


class PaddlesRead(Step, frozen=True, tag="kaarten_gelezen", kw_only=True):
    """Paddles were read from one photo: those whose answer is new or another one, in the order of their marks."""

    taken_back: ClassVar[str] = "De kaarten van de laatste foto tellen niet meer mee."

    round: str = msgspec.field(name="ronde")
    paddles: tuple[PaddleBallot, ...] = msgspec.field(name="stemmen")


class PaddlesDealt(Step, frozen=True, tag="kaarten_uitgedeeld", kw_only=True):
    """So many paddles were handed out, from number 1 on."""

    taken_back: ClassVar[str] = "Het aantal kaarten is weer zoals eerst."

    amount: int = msgspec.field(name="aantal")


class AttendanceTaken(Step, frozen=True, tag="aanwezig", kw_only=True):
    """How many people were there, with the names that the facilitator typed for the full report."""

    taken_back: ClassVar[str] = "De aanwezigheid is weer zoals eerst."

    people: int = msgspec.field(name="mensen")
    names: tuple[str, ...] = msgspec.field(name="namen", default=())


class RoomLocked(Step, frozen=True, tag="zaal_op_slot", kw_only=True):
    """No new devices take part from now on."""

    taken_back: ClassVar[str] = "De zaal is weer open."


class RoomUnlocked(Step, frozen=True, tag="zaal_open", kw_only=True):
    """New devices may take part again."""

    taken_back: ClassVar[str] = "De zaal is weer op slot."


class TabletAllowed(Step, frozen=True, tag="tablet_toegestaan", kw_only=True):
    """The device that shows this code may go from hand to hand, and counts each person that answers on it."""

    taken_back: ClassVar[str] = "De tablet is weer een gewoon toestel."

    code: str


class QuestionDrawn(Step, frozen=True, tag="vraag_getrokken", kw_only=True):
    """A conversation question was drawn from a fan."""

    taken_back: ClassVar[str] = "De vraag zit weer in de waaier."

    card: str = msgspec.field(name="kaart")
    topic: str = msgspec.field(name="onderwerp")
    question: str = msgspec.field(name="vraag")


class QuestionAdded(Step, frozen=True, tag="waaiervraag_erbij", kw_only=True):
    """A question of the room came into a fan, under a topic of it or a new one."""

    taken_back: ClassVar[str] = "De eigen vraag is uit de waaier."

    card: str = msgspec.field(name="kaart")
    topic: str = msgspec.field(name="onderwerp")
    question: str = msgspec.field(name="vraag")


class CardAdded(Step, frozen=True, tag="kaart_gemaakt", kw_only=True):
    """A question made on the spot, as a card behind another one."""

    taken_back: ClassVar[str] = "De eigen vraag is weg."

    card: str = msgspec.field(name="kaart")
    after: str = msgspec.field(name="na")
    title: str = msgspec.field(name="titel")
    question: dict[str, Any] = msgspec.field(name="vraag")


class Continued(TimedEvent, frozen=True, tag="vervolgd", kw_only=True):
    """The session goes on from another one: what came along of it, and how that one was called."""

    code: str
    title: str = msgspec.field(name="titel")
    day: date | None = msgspec.field(name="dag", default=None)
    canvases: tuple[BroughtCanvas, ...] = msgspec.field(name="canvassen", default=())
    actions: tuple[BroughtAction, ...] = msgspec.field(name="actiepunten", default=())
    results: tuple[BroughtResult, ...] = msgspec.field(name="uitslagen", default=())


class ActionFinished(Step, frozen=True, tag="actiepunt_klaar", kw_only=True):
    """An action that came along is done; its number counts from 1."""

    taken_back: ClassVar[str] = "Het actiepunt staat weer open."

    number: int = msgspec.field(name="nummer")


class CanvasLaid(TimedEvent, frozen=True, tag="canvas_gelegd", kw_only=True):
    """A canvas came on the beamer for the first time, or in another form; `number` is what it gets at first."""

    card: str = msgspec.field(name="kaart")
    canvas: Canvas
    """With the whole addresses of the cards that it names."""
    number: str = msgspec.field(name="nummer", default="")


class CellSet(Step, frozen=True, tag="vak_vastgesteld", kw_only=True):
    """The facilitator set the text of a cell of a canvas; an empty text makes it empty again."""

    taken_back: ClassVar[str] = "Het vak staat weer zoals eerst."

    card: str = msgspec.field(name="kaart")
    cell: str = msgspec.field(name="vak")
    text: str = msgspec.field(name="tekst")


class CanvasDescribed(Step, frozen=True, tag="canvas_beschreven", kw_only=True):
    """The number, the version and the day of the next look of a canvas."""

    taken_back: ClassVar[str] = "De gegevens van het canvas staan weer zoals eerst."

    card: str = msgspec.field(name="kaart")
    number: str = msgspec.field(name="nummer")
    version: int = msgspec.field(name="versie")
    when: date | None = msgspec.field(name="volgende_keer", default=None)


class Stretch(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of a chain of times: a turn, or the time to change places between two."""

    minutes: int = msgspec.field(name="minuten", default=0)
    title: str = msgspec.field(name="titel", default="")
    seconds: int = msgspec.field(name="seconden", default=0)
    """Beside the minutes."""
    is_change: bool = msgspec.field(name="wissel", default=False)


class RhythmStarted(TimedEvent, frozen=True, tag="ritme_gestart", kw_only=True):
    """The chain of times of a card began; `round` is the one that closes with its last turn, empty for none."""

    card: str = msgspec.field(name="kaart")
    title: str = msgspec.field(name="titel")
    stretches: tuple[Stretch, ...] = msgspec.field(name="delen")
    round: str = msgspec.field(name="ronde", default="")
    is_limit: bool = msgspec.field(name="antwoordtijd", default=False)
    """Whether it is no more than the time in which a question is answered."""
    is_clock: bool = msgspec.field(name="klok", default=False)
    """Whether it is no chain of a card, but a clock that the facilitator set."""
    closes: bool = msgspec.field(name="sluit", default=False)
    """Whether a clock also closes a round that opens while it runs."""


class RhythmChanged(TimedEvent, frozen=True, tag="ritme_gewijzigd", kw_only=True):
    """The facilitator did something with the chain that runs: verder, plus, pauze, hervat or stop."""

    act: str = msgspec.field(name="doe")


class FloorClosed(TimedEvent, frozen=True, tag="sprekerslijst_gesloten", kw_only=True):
    """A list of speakers was closed: how many spoke, and how many minutes in all; nothing of who they were."""

    card: str = msgspec.field(name="kaart")
    title: str = msgspec.field(name="titel")
    speakers: int = msgspec.field(name="sprekers")
    minutes: int = msgspec.field(name="minuten")


class GroupsFormed(Step, frozen=True, tag="groepen_gemaakt", kw_only=True):
    """Everybody got a place in groups that change; who sits where follows from the marking key, and is kept nowhere."""

    taken_back: ClassVar[str] = "De groepen zijn weer weg."

    card: str = msgspec.field(name="kaart")
    size: int = msgspec.field(name="van")
    turns: int = msgspec.field(name="rondes")
    tables: int = msgspec.field(name="tafels")
    hosts: bool = msgspec.field(name="gastheren", default=False)
    without: int = msgspec.field(name="zonder_telefoon", default=0)
    apart: tuple[str, ...] = msgspec.field(name="niet_in_zaal", default=())
    """Who has no place since they are not in the room, by a name that is nobody's once the marking key is gone."""


class GroupsGrown(Step, frozen=True, tag="groepen_gegroeid", kw_only=True):
    """More people without a phone got a number; `without` is how many there are then."""

    taken_back: ClassVar[str] = "De nieuwe nummers zijn weer weg."

    without: int = msgspec.field(name="zonder_telefoon")


class GroupsMoved(Step, frozen=True, tag="groepen_verder", kw_only=True):
    """Everybody went to the table of this turn, which counts from 1."""

    taken_back: ClassVar[str] = "De groepen zijn een beurt terug."

    turn: int = msgspec.field(name="ronde")


class NoteTaken(Step, frozen=True, tag="notitie", kw_only=True):
    """The facilitator wrote a note at a card, about a question of the fan where one was drawn there."""

    taken_back: ClassVar[str] = "De notitie is weg."

    card: str = msgspec.field(name="kaart")
    text: str = msgspec.field(name="tekst")
    about: str = msgspec.field(name="over", default="")


class DecisionTaken(Step, frozen=True, tag="besluit", kw_only=True):
    """The group decided."""

    taken_back: ClassVar[str] = "Het besluit is weg."

    card: str = msgspec.field(name="kaart")
    text: str = msgspec.field(name="tekst")


class ActionAgreed(Step, frozen=True, tag="actiepunt", kw_only=True):
    """Somebody does something; `when` is an ISO date or empty."""

    taken_back: ClassVar[str] = "Het actiepunt is weg."

    card: str = msgspec.field(name="kaart")
    what: str = msgspec.field(name="wat")
    who: str = msgspec.field(name="wie", default="")
    when: str = msgspec.field(name="wanneer", default="")


class PromiseMade(Step, frozen=True, tag="toezegging", kw_only=True):
    """Somebody promised something to somebody; `when` is an ISO date or empty."""

    taken_back: ClassVar[str] = "De toezegging is weg."

    card: str = msgspec.field(name="kaart")
    what: str = msgspec.field(name="wat")
    who: str = msgspec.field(name="wie")
    to: str = msgspec.field(name="aan")
    when: str = msgspec.field(name="wanneer", default="")


class PhotoTaken(Step, frozen=True, tag="foto", kw_only=True):
    """The facilitator took a photo of what hangs in the room; its file is named by its hash."""

    taken_back: ClassVar[str] = "De foto staat niet meer in het verslag."

    card: str = msgspec.field(name="kaart")
    picture: str = msgspec.field(name="foto")
    alt: str = msgspec.field(name="tekst")
    public: bool = msgspec.field(name="openbaar", default=False)
    """Whether it may stand in the public report too."""


class Parked(Step, frozen=True, tag="geparkeerd", kw_only=True):
    """A subject was put aside for later."""

    taken_back: ClassVar[str] = "Het onderwerp is van de parkeerplaats af."

    card: str = msgspec.field(name="kaart")
    text: str = msgspec.field(name="tekst")


class WrittenCorrected(Step, frozen=True, tag="opgeschreven_verbeterd", kw_only=True):
    """What was written down stands there in other words; `number` counts all that was written, from 1."""

    taken_back: ClassVar[str] = "Het staat er weer zoals eerst."

    number: int = msgspec.field(name="nummer")
    text: str = msgspec.field(name="tekst")
    """Of an action or a promise: what is done."""
    who: str = msgspec.field(name="wie", default="")
    to: str = msgspec.field(name="aan", default="")
    when: str = msgspec.field(name="wanneer", default="")


class WrittenRemoved(Step, frozen=True, tag="opgeschreven_weg", kw_only=True):
    """What was written down does not stand any more; `number` counts all that was written, from 1."""

    taken_back: ClassVar[str] = "Het staat er weer bij."

    number: int = msgspec.field(name="nummer")


class FeedbackPlanned(Step, frozen=True, tag="terugkoppeling", kw_only=True):
    """When and how people hear what happens with what they gave; `when` is an ISO date or empty."""

    taken_back: ClassVar[str] = "De terugkoppeling staat weer zoals eerst."

    when: str = msgspec.field(name="wanneer", default="")
    how: str = msgspec.field(name="hoe", default="")


class Undone(TimedEvent, frozen=True, tag="teruggenomen", kw_only=True):
    """The facilitator took back the step with this place in the log, counted from 0."""

    step: int = msgspec.field(name="stap")


class RolePart(msgspec.Struct, frozen=True):
    """The figures of one role: the name of their shape, and the shape as plain data."""

    role: str = msgspec.field(name="rol")
    shape: str = msgspec.field(name="vorm")
    result: dict[str, Any] = msgspec.field(name="uitslag")


class Split(msgspec.Struct, frozen=True):
    """What a round gave by role or table, as far as it may be seen: small ones merged, small rows left out."""

    round: str = msgspec.field(name="ronde")
    parts: tuple[RolePart, ...] = msgspec.field(name="delen")


class Ended(TimedEvent, frozen=True, tag="afgerond", kw_only=True):
    """The session ended; what its rounds gave by role and table is kept here, before the key that reads them is gone.

    Not at the close of each round: two splits of one round that was opened again would give away by
    subtraction who answered in between.
    """

    splits: tuple[Split, ...] = msgspec.field(name="rolverdelingen", default=())
    table_splits: tuple[Split, ...] = msgspec.field(name="tafelverdelingen", default=())


AnyEvent = (
    Started | Continued | ActionFinished | KeyReplaced | Described | DeckEdited | Joined | CardShown | RouteChosen
    | BoardWritten | Reacted | PhotoTaken
    | RoundOpened | RoundResumed | RoundClosed | BallotCast | ResultShown | ResultHidden | TextModerated | TextWeighed
    | WordsMerged
    | Matched | HandsCounted | PaddlesRead | PaddlesDealt
    | AttendanceTaken | RoomLocked | RoomUnlocked | TabletAllowed | QuestionDrawn
    | QuestionAdded | CardAdded | CanvasLaid | CellSet | CanvasDescribed | RhythmStarted | RhythmChanged | FloorClosed
    | NoteTaken | DecisionTaken | ActionAgreed
    | PromiseMade | Parked | Undone | Ended | GroupsFormed | GroupsGrown | GroupsMoved
    | WrittenCorrected | WrittenRemoved | FeedbackPlanned | BoxAsked | BoxSupported | BoxHandled
)  # fmt: skip

Written = NoteTaken | DecisionTaken | ActionAgreed | PromiseMade | Parked
