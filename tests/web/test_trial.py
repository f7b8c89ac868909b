"""The page for a test phone."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from kompas_tui.web.trial import TrialPhones, TrialSeen, trial_app


@pytest.fixture
def phones() -> TrialPhones:
    """Test phones of which only one address is this laptop."""
    return TrialPhones(lambda address: address == "10.0.0.9")


@pytest.fixture
async def phone(phones: TrialPhones) -> AsyncIterator[httpx.AsyncClient]:
    """A phone in the room."""
    transport = httpx.ASGITransport(trial_app(phones, lambda: "zaal.local"), client=("10.0.0.5", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://zaal.local") as client:
        yield client


async def test_a_phone_is_seen_and_says_how_long_it_took(phone: httpx.AsyncClient, phones: TrialPhones) -> None:
    assert phones.seen == TrialSeen()
    page = await phone.get("/PROEF")
    assert "Je telefoon is verbonden" in page.text
    assert len(page.content) < 14_000
    assert "set-cookie" not in page.headers
    assert phones.seen == TrialSeen(1, None)
    word = re.findall(r'data-woord="(.*?)"', page.text)[0]
    for told in ("<b>", "-1", "١", "99999999", "60001"):
        assert (await phone.get(f"/PROEF/tik?js=1&w={word}&ms={told}")).status_code == 204
    assert phones.seen.milliseconds is None
    await phone.get(f"/PROEF/tik?js=1&w={word}&ms=12")
    assert phones.seen == TrialSeen(1, 12)


async def test_without_the_script_the_time_to_the_picture_counts(phone: httpx.AsyncClient, phones: TrialPhones) -> None:
    page = await phone.get("/proef")
    (picture,) = re.findall(r'<noscript><img src="(.*?)"', page.text)
    await phone.get(picture.replace("&amp;", "&"))
    assert phones.seen.phones == 1
    assert 0 <= (phones.seen.milliseconds or 0) < 5_000


async def test_this_laptop_itself_is_no_phone_and_many_pages_take_no_memory(phones: TrialPhones) -> None:
    transport = httpx.ASGITransport(trial_app(phones, lambda: "10.0.0.9"), client=("10.0.0.9", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://10.0.0.9") as client:
        for _ in range(60):
            await client.get("/PROEF")
        assert (await client.get("/K7F3")).status_code == 404
        assert (await client.get("/PROEF", headers={"host": "elders.nl"})).status_code == 404
    assert phones.seen == TrialSeen(0, None, is_own=True)
