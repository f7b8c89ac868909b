"""The commands of Kompas: each reads its options, calls one part and says what came of it.

Long, for it is one list, in the order in which help shows it; what a command does is in a module of its own.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kompas_tui import __version__
from kompas_tui.cli.dutch import Address, DutchGroup, OneOfWords, Whole, WrongCall
from kompas_tui.cli.options import (
    PATH,
    REPORT_CONTACT,
    REPORT_FORM,
    REPORT_REPLY_BY,
    REPORT_STATUS,
    beamer_options,
    calm_option,
    detail_options,
    earlier_option,
    huis_options,
    port_option,
    roles_option,
    route_option,
    session_option,
    slips_option,
    variant_option,
    wifi_option,
)
from kompas_tui.cli.saying import say, say_line

_LED_ELSEWHERE = "De server leidt en bewaart deze sessie. Laat ‘--sessie’, ‘--adres’ en ‘--poort’ dan weg."

DEMO_PARTICIPANTS, REHEARSAL_PARTICIPANTS = 25, 60


def _beamer(first: Any = None, **served: Any) -> int:
    """Run the beamer; gives its exit code."""
    from kompas_tui.cli.screen import run_beamer

    return run_beamer(first, **served)


def _details(
    titel: str, plaats: str, organisatie: str, doel: str, contact: str, reageer_voor: str, vorm: str, status: str,
) -> Callable[[], Any]:  # fmt: skip
    """What gives the session's details; nothing of the report is loaded before the first frame where none is asked."""

    def details() -> Any:
        from kompas_tui.cli.reporting import wishes_of
        from kompas_tui.domain.language.dates import CONCEPT
        from kompas_tui.domain.session.events import Details

        wishes = wishes_of(vorm, status, contact, reageer_voor)
        until = wishes.reply_by.isoformat() if wishes.reply_by else ""
        stands = wishes.adopted.isoformat() if wishes.adopted else CONCEPT if wishes.is_draft else ""
        return Details(titel, plaats, organisatie, doel, "", (), wishes.contact, until, wishes.form or "", stands)

    if contact or reageer_voor or vorm or status:
        details()  # a mistake in these is said before the screen opens
    return details


@click.group(
    cls=DutchGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Een workshop in je terminal: de beamer, de telefoons en het verslag.\n\n"
    "Zonder opdracht opent het beginscherm. Een KAARTENSET is een naam, zoals beren, of een bestand.",
    epilog="Meer over een opdracht: kompas start --help",
)
@click.version_option(__version__, message="Kompas %(version)s", help="Toon de versie en stop.")
@click.pass_context
def kompas(ctx: click.Context) -> int | None:
    """Open the home screen where no command is given."""
    return _beamer() if ctx.invoked_subcommand is None else None


@kompas.command(help="Geef een workshop op de beamer.")
@click.argument("kaartenset", nargs=-1, required=True, metavar="KAARTENSET...")
@detail_options
@route_option
@roles_option
@session_option
@earlier_option
@slips_option
@click.option("--adres", type=Address(), metavar="ADRES", help="Het adres van deze laptop, voor de QR-code.")
@port_option
@wifi_option
@click.option("--volg", is_flag=True, help="Neem wijzigingen in de kaartenset meteen over.")
@beamer_options
@calm_option
def start(
    kaartenset: tuple[str, ...], route: str, rollen: tuple[str, ...], sessie: Path | None, vervolg: Path | None,
    stembriefjes: Path | None, adres: str | None, poort: int | None, wifi: str | None, volg: bool, rustig: bool,
    huis_: str, naam: str, **details: str,
) -> int:  # fmt: skip
    """Run a session on the beamer."""
    from kompas_tui.tui.choices import StartDecks

    first = StartDecks(kaartenset, _details(**details), sessie, vervolg, route, rollen, stembriefjes, prepares=True)
    if huis_:
        from kompas_tui.cli.attaching import start_attached

        if sessie is not None or adres or poort:
            raise WrongCall(_LED_ELSEWHERE)
        return start_attached(first, huis_, naam, wifi=wifi or "", follow=volg, calm=rustig)
    return _beamer(first, address=adres or "", port=poort, wifi=wifi or "", follow=volg, calm=rustig)


@kompas.command(
    help="Kijk vooraf of alles klaar is: het adres, een testtelefoon, het venster, de schijf en je kaartenset.\n\n"
    "Scan de code met je telefoon. Dan zie je of telefoons in deze zaal bij je laptop komen."
)
@click.argument("kaartenset", nargs=-1, metavar="[KAARTENSET...]")
@click.option("--adres", type=Address(), metavar="ADRES", help="Het adres van deze laptop, voor de QR-code.")
@port_option
@wifi_option
def voorbereiden(kaartenset: tuple[str, ...], adres: str | None, poort: int | None, wifi: str | None) -> int:
    """Look whether all is ready."""
    from kompas_tui.cli.screen import run_preparing

    return run_preparing(kaartenset, address=adres or "", port=poort, wifi=wifi or "")


@kompas.command(
    help="Ga verder met een sessie die stopte. Zonder MAP is dat de laatste.\n\n"
    "Van een sessie op een server noem je de code: kompas hervat CODE --huis https://kompas.gemeente.example"
)
@click.argument("map_", required=False, type=PATH, metavar="[MAP]")
@beamer_options
@calm_option
def hervat(map_: Path | None, huis_: str, naam: str, rustig: bool) -> int:
    """Go on with a session."""
    if huis_:
        from kompas_tui.cli.attaching import attach_again

        return attach_again(str(map_ or ""), huis_, naam, calm=rustig)
    from kompas_tui.cli.sessions import session_to_resume
    from kompas_tui.tui.choices import ResumeSession

    return _beamer(ResumeSession(session_to_resume(map_).path), calm=rustig)


@kompas.command(
    help="Open je eigen venster naast de beamer: notities, tijd, uitslagen vooraf, en alles wat je typt.\n\n"
    "Zonder MAP is dat de sessie die nu open is. Staat de beamer op een andere laptop? Noem dan het adres. "
    "De sleutel komt uit de variabele KOMPAS_SLEUTEL, of je typt hem."
)
@click.argument("map_", required=False, type=PATH, metavar="[MAP]")
@click.option(
    "--adres", default="", metavar="ADRES:POORT",
    help="Het adres van de beamer, zoals 192.168.1.5:8000, of dat van een sessie op een server.",
)  # fmt: skip
@beamer_options
def regie(map_: Path | None, adres: str, huis_: str, naam: str) -> int:
    """Show the facilitator's own terminal."""
    if huis_:
        from kompas_tui.cli.attaching import desk_at

        return desk_at(str(map_ or ""), huis_, naam)
    from kompas_tui.cli.desk import run_desk

    return run_desk(map_, adres)


@kompas.command(help="Bekijk een voorbeeld, met telefoons die vanzelf meedoen.")
@click.option(
    "--deelnemers", type=Whole(1, 2000), default=DEMO_PARTICIPANTS, metavar="N",
    help=f"Het aantal telefoons, 1 tot en met 2000. Noem je niets, dan zijn het er {DEMO_PARTICIPANTS}.",
)  # fmt: skip
@port_option
@calm_option
def demo(deelnemers: int, poort: int | None, rustig: bool) -> int:
    """Run a session with simulated phones."""
    from kompas_tui.tui.choices import StartDemo

    return _beamer(StartDemo(deelnemers), port=poort, calm=rustig)


@kompas.command(
    help="Oefen een kaartenset met telefoons die vanzelf meedoen. Er blijft niets van bewaard.\n\n"
    "Na afloop lees je wat niet op één scherm past en wat achterin te klein is. Ook lees je hoe het met de tijd zit. "
    "Met ‘--vanzelf’ loopt Kompas zelf door alle kaarten."
)
@click.argument("kaartenset", nargs=-1, required=True, metavar="KAARTENSET...")
@click.option(
    "--deelnemers", type=Whole(1, 500), default=REHEARSAL_PARTICIPANTS, metavar="N",
    help=f"Het aantal telefoons, 1 tot en met 500. Noem je niets, dan zijn het er {REHEARSAL_PARTICIPANTS}.",
)  # fmt: skip
@click.option("--vanzelf", is_flag=True, help="Ga vanzelf door alle kaarten, zonder beamer.")
def oefenen(kaartenset: tuple[str, ...], deelnemers: int, vanzelf: bool) -> int:
    """Rehearse a deck."""
    import asyncio

    from kompas_tui.cli.rehearsing import rehearse, terminal_size

    if not vanzelf:
        from kompas_tui.cli.screen import run_rehearsal

        return run_rehearsal(kaartenset, deelnemers)
    for line in asyncio.run(rehearse(kaartenset, deelnemers, terminal_size(), say)):
        say_line(line)
    say("Er is niets van deze oefening bewaard.")
    return 0


@kompas.command(
    "zonder-scherm", help="Geef een workshop zonder beamer. Je stuurt op de pagina /regie, op je telefoon of laptop."
)
@click.argument("kaartenset", nargs=-1, required=True, metavar="KAARTENSET...")
@detail_options
@route_option
@roles_option
@port_option
@session_option
@earlier_option
@slips_option
@beamer_options
def without_screen(
    kaartenset: tuple[str, ...], route: str, rollen: tuple[str, ...], poort: int | None, sessie: Path | None,
    vervolg: Path | None, stembriefjes: Path | None, huis_: str, naam: str, **details: str,
) -> int:  # fmt: skip
    """Run a session that is steered through the remote."""
    from kompas_tui.cli.entrance import ServeAs
    from kompas_tui.cli.headless import run_headless
    from kompas_tui.cli.house import LocalHouse
    from kompas_tui.tui.choices import StartDecks

    first = StartDecks(kaartenset, _details(**details), sessie, vervolg, route=route, roles=rollen, slips=stembriefjes)
    if huis_:
        from kompas_tui.cli.attaching import begin_without_screen

        if sessie is not None or poort:
            raise WrongCall(_LED_ELSEWHERE)
        return begin_without_screen(first, huis_, naam)
    return run_headless(LocalHouse(ServeAs(port=poort)), first)


@kompas.command(help="Maak het verslag van een sessie: voor Word, als pdf of als odt.")
@click.argument("map_", type=PATH, metavar="MAP")
@variant_option
@click.option(
    "--sjabloon",
    type=PATH,
    metavar="X.docx",
    help="Een Word-bestand in jouw huisstijl. Een begin maak je met: kompas sjabloon.",
)
@click.option(
    "--uit",
    type=PATH,
    metavar="PAD",
    help="Het bestand of de map. Anders in de map exports. Een map die er niet is, maakt Kompas.",
)
@click.option(
    "--formaat",
    type=OneOfWords("docx", "pdf", "odt"),
    metavar="docx|pdf|odt",
    help="Het soort bestand. Noem je niets, dan is het docx. Voor pdf en odt is LibreOffice nodig.",
)
@REPORT_FORM
@REPORT_STATUS
@REPORT_CONTACT
@REPORT_REPLY_BY
def verslag(
    map_: Path, variant: str, sjabloon: Path | None, uit: Path | None, formaat: str | None,
    vorm: str, status: str, contact: str, reageer_voor: str,
) -> None:  # fmt: skip
    """Write the report."""
    from kompas_tui.cli.reporting import wishes_of, written_report

    wishes = wishes_of(vorm, status, contact, reageer_voor)
    written, further = written_report(map_, variant, sjabloon, uit, wishes, f".{formaat}" if formaat else "")
    say(f"Het verslag staat in {written}")
    for line in further:
        say_line(line)


@kompas.command(
    help="Maak de gegevens van een sessie: xlsx of csv voor Excel, json voor programma’s.\n\n"
    "In json staan ook alle antwoorden met hun kenmerk, zodat iedereen kan natellen. "
    "Hoe json is opgebouwd, staat in een schema. Dat maak je met: kompas export --formaat schema\n\n"
    "Bij csv komt er een map met bestanden. Tussen de velden staat een puntkomma, zoals Excel in Nederland leest. "
    "Met analyse krijg je alle cijfers in één lange tabel, met komma’s en punten. Open die niet in Excel."
)
@click.argument("map_", type=PATH, metavar="MAP", required=False)
@click.option(
    "--formaat",
    type=OneOfWords("json", "csv", "xlsx", "analyse", "schema"),
    metavar="json|csv|xlsx|analyse|schema",
    help="json, xlsx en analyse: één bestand. csv: een map. schema: hoe json is opgebouwd.",
)
@click.option(
    "--inschrijvingen",
    is_flag=True,
    help="Maak in plaats daarvan per keuze een lijst van wie zich inschreef. Die lijsten zijn niet openbaar.",
)
@variant_option
@click.option(
    "--uit",
    type=PATH,
    metavar="PAD",
    help="Het bestand of de map. Anders in de map exports. Een map die er niet is, maakt Kompas.",
)
def export(map_: Path | None, formaat: str | None, inschrijvingen: bool, variant: str, uit: Path | None) -> None:
    """Write the data."""
    if formaat == "schema":
        from kompas_tui.cli.exporting import schema_to

        say(f"Het schema staat in {schema_to(uit)}")
        return
    if map_ is None:
        raise WrongCall("Er ontbreekt iets: MAP.", click.get_current_context())
    if inschrijvingen:
        from kompas_tui.cli.exporting import lists_of

        say(f"De lijsten staan in {lists_of(map_, uit)}")
        say("Deze lijsten zijn niet openbaar. Geef ze aan niemand anders.")
        return
    if formaat is None:
        raise WrongCall("Er ontbreekt iets: --formaat json, csv of xlsx.", click.get_current_context())
    from kompas_tui.cli.exporting import export_of

    written, further = export_of(map_, formaat, uit, variant)
    say(f"De gegevens staan in {written}")
    for line in further:
        say_line(line)


@kompas.command(
    help="Reageer na afloop op wat mensen schreven.\n\n"
    "Zonder ‘--lijst’ krijg je een lijst voor Excel. Vul daarin de laatste kolom in. "
    "Neem hem daarna over met ‘--lijst’. Je reacties staan dan in het verslag, naast de teksten."
)
@click.argument("map_", type=PATH, metavar="MAP")
@click.option("--lijst", type=PATH, metavar="BESTAND", help="De lijst die je invulde.")
@click.option(
    "--uit",
    type=PATH,
    metavar="PAD",
    help="Waar de lijst komt. Anders in de map exports. Een map die er niet is, maakt Kompas.",
)
def reactie(map_: Path, lijst: Path | None, uit: Path | None) -> None:
    """React after the evening."""
    from kompas_tui.cli.reacting import take_over, write_list

    if lijst is None:
        say(f"De lijst staat in {write_list(map_, uit)}")
        return
    amount = take_over(map_, lijst)
    new = {0: "Er staat niets nieuws in deze lijst.", 1: "Er is 1 reactie nieuw of anders."}
    say(f"{new.get(amount, f'Er zijn {amount} reacties nieuw of anders.')} Maak het verslag opnieuw.")


@kompas.command(
    help="Controleer kaartensets (een bestand of een map), een sessie, of een verslag.\n\n"
    "Bij een Word-bestand zegt Kompas wat een lezer of schermlezer hindert, waar dat staat, en wat je eraan doet."
)
@click.argument("paden", nargs=-1, required=True, type=PATH, metavar="PAD...")
def controleer(paden: tuple[Path, ...]) -> int:
    """Check decks and sessions."""
    from kompas_tui.cli.checking import check

    findings = check(paden)
    for line in findings.lines:
        say_line(line)
    return 0 if findings.is_fine else 1


@kompas.command(help="Begin een eigen kaartenset met een voorbeeld vol uitleg.")
@click.argument("pad", type=PATH, metavar="PAD")
def nieuw(pad: Path) -> None:
    """Write an example deck."""
    from kompas_tui.cli.example import write_example
    from kompas_tui.domain.language.wording import as_argument

    written = write_example(pad)
    say(f"Je kaartenset staat in {written}")
    say(f"Controleren: kompas controleer {as_argument(written)}")
    say(f"Beginnen: kompas start {as_argument(written)}")


@kompas.command(
    help="Maak een Word-sjabloon voor het verslag, om je eigen huisstijl in te maken.\n\n"
    "Pas in Word de stijlen, kleuren, marges, kop en voet aan. Zet er je logo in. "
    "Maak daarna het verslag met: kompas verslag MAP --sjabloon PAD\n\n"
    "In de kop en voet vult Kompas deze woorden in: {titel}, {datum}, {plaats} en {organisatie}."
)
@click.argument("pad", type=PATH, metavar="PAD")
def sjabloon(pad: Path) -> None:
    """Write our template."""
    from kompas_tui.cli.reporting import write_template

    say(f"Het sjabloon staat in {write_template(pad)}")


@kompas.command(
    help="Zet een kaartenset op papier, als Word-bestand.\n\n"
    "Erin zitten de praatplaat op A3, de berenkaarten, de waaier, de checklists en de antwoordbriefjes. "
    "Maakt de kaartenset groepen? Dan zijn er ook nummers voor mensen zonder telefoon.\n\n"
    "Met ‘--kaarten’ maak je kaarten met letters, om zonder telefoon te antwoorden. "
    "Wie antwoordt, draait een letter naar boven. Jij maakt een foto van de zaal, en Kompas leest de kaarten. "
    "Deze kaarten kun je in elke sessie gebruiken. Noem er dus geen kaartenset bij."
)
@click.argument("kaartenset", metavar="[KAARTENSET]", required=False)
@click.option(
    "--uit",
    type=PATH,
    metavar="PAD",
    help="Het Word-bestand of de map. Anders in de map exports. Een map die er niet is, maakt Kompas.",
)
@click.option("--nummers", type=Whole(1, 999), metavar="N", help="Zo veel nummers voor de groepen. Anders 18.")
@click.option("--kaarten", type=Whole(1, 300), metavar="N", help="Zo veel kaarten met letters, zonder kaartenset.")
def afdrukken(kaartenset: str | None, uit: Path | None, nummers: int | None, kaarten: int | None) -> None:
    """Put a deck on paper, or make cards to hold up."""
    from kompas_tui.cli.printing import print_deck, print_paddles

    if kaarten is not None:
        if kaartenset is not None:
            raise WrongCall(
                "Kaarten met letters horen bij elke kaartenset. Laat de naam weg.", click.get_current_context()
            )
        say(f"De kaarten om af te drukken staan in {print_paddles(kaarten, uit)}")
        return
    if kaartenset is None:
        raise WrongCall("Er ontbreekt iets: KAARTENSET.", click.get_current_context())
    say(f"Het bestand om af te drukken staat in {print_deck(kaartenset, uit, nummers)}")


@kompas.command(
    "stembriefjes",
    help="Maak stembriefjes met elk een eigen stemcode, om uit te delen voor een stemming.\n\n"
    "Zo werkt het. Zet bovenaan de kaartenset ‘stembriefjes: 295’ en bij de vraag ‘stembriefje: ja’. "
    "Deze opdracht maakt een map met twee bestanden. Druk stembriefjes.docx af en deel de stembriefjes uit. "
    "Bewaar stemcodes.txt goed, want wie dat heeft, kan stemmen. "
    "Begin de sessie met: kompas start KAARTENSET --stembriefjes MAP/stemcodes.txt\n\n"
    "Van elke stemcode telt de laatste stem. Niemand kan zien welke stemcode bij welke stem hoort. "
    "Gooi de map na de sessie weg.",
)
@click.argument("kaartenset", metavar="KAARTENSET")
@click.option(
    "--aantal", type=Whole(1, 5000), metavar="N", help="Het aantal stembriefjes. Anders dat van de kaartenset."
)
@click.option(
    "--adres",
    type=Address(),
    metavar="ADRES",
    help="Het adres om te stemmen, als je dat al weet. Het komt op elk stembriefje.",
)
@click.option(
    "--uit",
    type=PATH,
    metavar="MAP",
    help="De map voor de stembriefjes. Anders een map in exports. Is hij er niet, dan maakt Kompas hem.",
)
def print_slips(kaartenset: str, aantal: int | None, adres: str | None, uit: Path | None) -> None:
    """Make slips with a code."""
    from kompas_tui.cli.slips import make_slips
    from kompas_tui.domain.language.wording import as_argument

    printed, codes = make_slips(kaartenset, uit, aantal, adres or "")
    say(f"Druk dit af en deel het uit: {printed}")
    say(f"Bewaar dit goed voor de sessie: {codes}")
    say(f"Beginnen: kompas start {as_argument(kaartenset)} --stembriefjes {as_argument(codes)}")


@kompas.command(
    help="Zoek in alle sessies: lessen, verhalen, vraag en aanbod, deals, actiepunten en toezeggingen.\n\n"
    "Kompas leest de sessies op deze laptop. Noem een MAP om er mappen met sessies bij te lezen. "
    "Aan een sessie verandert niets. Van lessen maak je hier een voorstel, en je houdt bij wat ermee gebeurt."
)
@click.argument("mappen", nargs=-1, type=PATH, metavar="[MAP...]")
def reisgids(mappen: tuple[Path, ...]) -> int:
    """Search all sessions."""
    from kompas_tui.cli.screen import run_library

    return run_library(mappen)


@kompas.command(help="Open een server voor veel sessies tegelijk, met PostgreSQL. Bedoeld voor een gemeente.")
@click.option("--database", required=True, metavar="URL", help="De database, zoals ‘postgresql:///kompas’.")
@click.option("--adres", required=True, metavar="URL", help="Waar mensen de server vinden, met https ervoor.")
@click.option("--accounts", type=PATH, required=True, metavar="BESTAND", help="De accounts van begeleiders.")
@click.option("--poort", type=Whole(1, 65535), default=8000, metavar="N", help="De poort voor de proxy. Anders 8000.")
@click.option("--luister", type=Address(), default="127.0.0.1", metavar="ADRES", help="Waar de proxy Kompas vindt.")
@click.option("--knooppunt", default="", metavar="URL", help="Waar andere knooppunten dit knooppunt vinden.")
@click.option(
    "--proxy",
    default="127.0.0.1",
    metavar="ADRESSEN",
    help="Wie verzoeken mag doorgeven.",
)
def huis(
    database: str, adres: str, accounts: Path, poort: int, luister: str, knooppunt: str, proxy: str
) -> int:  # fmt: skip
    """Serve many sessions."""
    from kompas_tui.cli.huis import run_huis

    return run_huis(database, adres, luister, poort, accounts, knooppunt, proxy)


@kompas.command("huis-account", help="Geef een begeleider een account op de server, of een nieuw wachtwoord.")
@click.argument("naam", metavar="NAAM")
@click.option("--bestand", type=PATH, required=True, metavar="BESTAND", help="Het bestand met accounts.")
def huis_account(naam: str, bestand: Path) -> int:
    """Add an account."""
    from kompas_tui.cli.huis import add_huis_account

    return add_huis_account(naam, bestand)


@kompas.command(help="Haal een sessie van de server naar een map op deze laptop. Daarna maak je er een verslag van.")
@click.argument("code", metavar="CODE")
@huis_options
@click.option("--map", "map_", type=PATH, metavar="MAP", help="De map voor de sessie. Anders kiest Kompas er een.")
@click.option("--wis", is_flag=True, help="Wis de sessie daarna op de server.")
def ophalen(code: str, huis_: str, naam: str, map_: Path | None, wis: bool) -> int:
    """Bring a session home."""
    from kompas_tui.cli.huis import bring_session_home

    return bring_session_home(code, huis_, naam, map_, remove=wis)


@kompas.command(help="Stuur een sessie van deze laptop naar de server. De map blijft zoals hij is.")
@click.argument("map_", type=PATH, metavar="MAP")
@huis_options
def opsturen(map_: Path, huis_: str, naam: str) -> int:
    """Lift a session up."""
    from kompas_tui.cli.huis import lift_session_up

    return lift_session_up(map_, huis_, naam)


@kompas.command(help="Wis de gegevens van een sessie. Eerst vraagt Kompas of het mag.")
@click.argument("map_", type=PATH, metavar="MAP")
def wis(map_: Path) -> int:
    """Remove a session's data."""
    from kompas_tui.cli.removal import Removal

    removal = Removal.of(map_)
    say(removal.question)
    answer = click.prompt("Typ ja om te wissen", default="", show_default=False, prompt_suffix=": ")
    if answer.strip().lower() != "ja":
        say("Er is niets gewist.")
        return 1
    say(removal.carry_out())
    return 0


@kompas.command(help="Meet hoeveel telefoons deze laptop aankan. Dat duurt ongeveer een minuut.")
def meting() -> None:
    """Measure what this laptop can bear."""
    import asyncio

    from kompas_tui.cli.measured import measured_in_words
    from kompas_tui.cli.measuring import Plan, measure

    say("Ik meet wat deze laptop aankan. Dat duurt ongeveer een minuut. Stoppen kan met Ctrl+C.")
    for line in measured_in_words(asyncio.run(measure(Plan(), say))):
        say(line)


@kompas.command(
    help="Lees de handleiding voor begeleiders: vooraf, tijdens de avond, het verslag, en wat als het misgaat."
)
def handleiding() -> int:
    """Show the manual."""
    from kompas_tui.cli.manual import show_manual

    return show_manual()
