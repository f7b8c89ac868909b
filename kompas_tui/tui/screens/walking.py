"""The way through the cards: a page or a card further, back to the plate, and what a digit leads to."""

from collections.abc import Sequence

from kompas_tui.tui.screens import agreeing, facilitating, harvesting
from kompas_tui.tui.screens.asking import give
from kompas_tui.tui.screens.beamer import PAGED_COVERS, BeamerScreen
from kompas_tui.tui.screens.enlarging import EnlargedText
from kompas_tui.tui.screens.hints import way_back
from kompas_tui.tui.screens.showing import route_rows
from kompas_tui.workshop.commands.course import GoFurther, GoTo
from kompas_tui.workshop.commands.order import OrderWords
from kompas_tui.workshop.commands.table import ORDERS
from kompas_tui.workshop.covering import Cover
from kompas_tui.workshop.numbering import Digit, digits


def go(screen: BeamerScreen, places: int) -> None:
    """To the page before or after this one, else to that card; first away with what lies over the card."""
    if not leaf(screen, places) and not screen.clear_view():
        screen.do(_step(screen, places))


def leaf(screen: BeamerScreen, places: int, covers: Sequence[Cover] = PAGED_COVERS) -> bool:
    """Turn to another page of what is seen, also of these covers; False where that has no further one."""
    stage, cover = screen.stage_now(), screen.workshop.covers.top
    if isinstance(over := screen.app.screen, EnlargedText):
        over.leaf(places)
        return True
    if not 0 <= stage.page + places < stage.pages or (cover is not None and cover not in covers):
        return False
    screen.turn_to(stage.page + places)
    return True


async def _step(screen: BeamerScreen, places: int) -> None:
    if told := await screen.workshop.do(GoFurther(places)):
        screen.say(told)


def go_back(screen: BeamerScreen) -> None:
    """Back to the card; from the card to the plate; while its round is open nowhere."""
    if screen.clear_view() or screen.message_gone:
        return
    names, card, current = screen.key_names, screen.workshop.card, screen.workshop.session.open_round
    if current is not None and current.card == card.address:
        close = names.of("ronde")
        screen.say(f"De ronde is nog open. Sluit hem met {close}, of ga verder met {names.of('volgende')}.")
        return
    back, before = way_back(screen.view()), screen.before_fan
    screen.before_fan = ""
    if card.fan is not None and before:
        screen.do(screen.workshop.do(GoTo(before)))
    elif back is not None:
        screen.do(screen.workshop.do(GoTo(back.address)))


def press_number(screen: BeamerScreen, number: int) -> None:
    """What the screen numbers: what was agreed, a route on the first screen, else what the card does."""
    covers = screen.workshop.covers
    if screen.opening and covers.top == "meedoen" and (ways := route_rows(screen.workshop)):
        if (chosen := next((row.name for row in ways if row.key == number), None)) is not None:
            screen.do(facilitating.follow_route(screen, chosen))
        return
    if covers.top not in (None, "oogst") and screen.clear_view():
        return
    digit = next((one for one in digits(screen.workshop) if one.key == str(number)), None)
    if digit is not None:
        screen.do(_carry_out(screen, digit))


async def _carry_out(screen: BeamerScreen, digit: Digit) -> None:
    match digit.order, digit.words:
        case "verbeter", {"regel": int(line)}:
            await harvesting.correct_line(screen, line)
        case "vak", {"vak": str(name)}:
            await agreeing.write_cell(screen, name)
        case "actiepunt", {"wat": str(what)}:
            await give(screen, "actiepunt", filled={"wat": what})
        case order, words:
            await screen.workshop.do(ORDERS[order](OrderWords(words)))
