"""The options that several commands share, each said once: its name, what it takes and its help."""

from collections.abc import Callable
from typing import Any

import click

from kompas_tui.cli.dutch import GivenPath, NetworkName, RoleNames, Whole

PATH = GivenPath()

REPORT_CONTACT = click.option("--contact", default="", metavar="WIE", help="Bij wie je kunt reageren, met adres.")

REPORT_REPLY_BY = click.option(
    "--reageer-voor", default="", metavar="DAG", help="Tot welke dag je kunt reageren, zoals 31-12-2026."
)

REPORT_FORM = click.option(
    "--vorm",
    default="",
    metavar="VORM",
    help="De vorm van het verslag: verslag, of participatieverslag met de vragen die wet en gemeente stellen.",
)

REPORT_STATUS = click.option(
    "--status", default="", metavar="STATUS", help="De status van het verslag: concept, of de dag van vaststellen."
)


def detail_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """What a session is called, where, by whom and why, and what its report says of reacting."""
    asked = (
        click.option("--titel", default="", metavar="TEKST", help="De titel van de sessie."),
        click.option("--plaats", default="", metavar="TEKST", help="Waar de sessie is."),
        click.option("--organisatie", default="", metavar="TEKST", help="Wie de sessie organiseert."),
        click.option(
            "--doel", default="", metavar="TEKST", help="Waarom je dit vraagt. Deelnemers lezen het als ze meedoen."
        ),
        REPORT_CONTACT,
        REPORT_REPLY_BY,
        REPORT_FORM,
        REPORT_STATUS,
    )
    for option in reversed(asked):
        function = option(function)
    return function


def huis_options(function: Callable[..., Any]) -> Callable[..., Any]:
    name = "Je naam op de server. Het wachtwoord vraagt Kompas, of het komt uit de variabele KOMPAS_WACHTWOORD."
    function = click.option("--naam", required=True, metavar="NAAM", help=name)(function)
    text = "Het adres van de server, zoals https://kompas.gemeente.example."
    return click.option("--huis", "huis_", required=True, metavar="URL", help=text)(function)


def beamer_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """For a session that a server leads."""
    name = "Je naam op de server. Zonder naam gebruikt Kompas de vorige, of vraagt erom."
    function = click.option("--naam", default="", metavar="NAAM", help=name)(function)
    text = "De server die de sessie leidt, zoals https://kompas.gemeente.example."
    return click.option("--huis", "huis_", default="", metavar="URL", help=text)(function)


def session_option(function: Callable[..., Any]) -> Callable[..., Any]:
    words = "Bewaar de sessie in deze map. Staat er al een sessie, dan ga je daarmee verder."
    return click.option("--sessie", type=PATH, metavar="MAP", help=words)(function)


def earlier_option(function: Callable[..., Any]) -> Callable[..., Any]:
    words = "Ga verder op een eerdere sessie. Canvassen komen mee, en wat nog open staat: actiepunten en toezeggingen."
    return click.option("--vervolg", type=PATH, metavar="MAP", help=words)(function)


def route_option(function: Callable[..., Any]) -> Callable[..., Any]:
    words = "De weg door de kaarten, zoals kort. Noem je niets, dan kies je als je begint."
    return click.option("--route", default="", metavar="NAAM", help=words)(function)


def roles_option(function: Callable[..., Any]) -> Callable[..., Any]:
    words = 'De partijen of rollen van deze sessie, zoals "raad, buurt, corporatie". Anders die van de kaartenset.'
    return click.option("--rollen", type=RoleNames(), default=(), metavar="NAMEN", help=words)(function)


def slips_option(function: Callable[..., Any]) -> Callable[..., Any]:
    text = "Het bestand met de stemcodes, dat ‘kompas stembriefjes’ maakte. Noem je niets, dan maakt Kompas nieuwe."
    return click.option("--stembriefjes", type=PATH, metavar="BESTAND", help=text)(function)


def port_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--poort", type=Whole(1, 65535), metavar="N", help="De poort voor de telefoons.")(function)


def wifi_option(function: Callable[..., Any]) -> Callable[..., Any]:
    text = "De naam van de wifi. Het wachtwoord komt uit de variabele KOMPAS_WIFI_WACHTWOORD."
    return click.option("--wifi", type=NetworkName(), metavar="NAAM", help=text)(function)


def calm_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--rustig", is_flag=True, help="Kleur de praatplaat in één keer in, zonder beweging.")(function)


def variant_option(function: Callable[..., Any]) -> Callable[..., Any]:
    text = "volledig: voor de organisatie. openbaar: zonder namen, notities en gegevens van mensen."
    return click.option("--variant", default="volledig", metavar="VARIANT", help=text)(function)
