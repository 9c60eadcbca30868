"""The playground in a real browser: a youth asks, a mentor answers, and the words come back."""

import os
import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.installation import HOUSE
from demo.server import playground

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
PICTURES = os.environ.get("MARAUDE_PICTURES")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not Path(CHROMIUM).exists(),
        reason=f"there is no Chromium at {CHROMIUM}; install it or set CHROMIUM",
    ),
]


@pytest.fixture
async def page() -> AsyncGenerator[Page]:
    """A tab on a new playground in French."""
    async with playground("fr", 0) as (address, _), async_playwright() as browsers:
        browser = await browsers.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        tab = await browser.new_page(viewport=DESK, reduced_motion="reduce")  # type: ignore[arg-type]
        troubles: list[str] = []
        tab.on("pageerror", lambda problem: troubles.append(str(problem)))
        await tab.goto(address)
        await expect(tab.locator("#chat .message").last).to_be_visible()
        yield tab
        await browser.close()
        assert not troubles


async def be(page: Page, name: str, place: str | None = None) -> None:
    """Play somebody, somewhere."""
    person = page.locator("#people a", has_text=name)
    await person.click()
    await expect(person).to_have_attribute("aria-current", "true")
    if place is not None:
        await page.locator(f"#places a.{place}").first.click()
        await expect(page.locator(f"#places a.{place}[aria-current]")).to_be_visible()


async def send_form(page: Page) -> None:
    """Send the open form in, and see it go."""
    await page.locator("dialog.form button[type=submit]").click()
    await expect(page.locator("dialog.form")).to_have_count(0)


async def picture(page: Page, name: str) -> None:
    """Keep a picture for the README, when asked to."""
    if PICTURES:
        folder = Path(PICTURES)
        folder.mkdir(parents=True, exist_ok=True)
        await expect(page.locator(".toast")).to_have_count(0, timeout=10_000)
        await page.screenshot(path=folder / f"{name}.png")


async def test_a_youth_asks_a_mentor_answers_and_the_words_come_back(page: Page) -> None:
    chat = page.locator("#chat")

    await chat.locator("[data-address='tickets:talk']").click()
    await page.select_option("dialog select[name=topic]", "school")
    asked = "J’ai lâché le lycée en janvier, je sais pas par où recommencer."
    await page.fill("dialog textarea", asked)
    await page.check("dialog input[value=check-ins]")
    await picture(page, "form")
    await send_form(page)
    await expect(chat.locator(".whisper")).to_contain_text("Merci")

    await be(page, "Sam")
    await page.locator("#places a", has_text="équipe").click()
    await chat.locator("[data-address$=':claim']").click()
    await expect(chat.locator(".embed").first).to_contain_text("@Sam")
    await picture(page, "card")
    await chat.locator(".thread-chip").click()
    await expect(chat).to_contain_text(asked)
    await chat.locator("[data-address^='relay:reply:']").first.click()
    replied = "Salut, moi c’est Sam. Merci d’avoir écrit. Qu’est-ce qui te plaisait au lycée ?"
    await page.fill("dialog textarea", replied)
    await send_form(page)

    await be(page, "Lina", "dm")
    await expect(chat).to_contain_text(replied)
    answered = "Les maths, et l’atelier. Mais j’ai peur que ce soit trop tard."
    await page.fill("#words", answered)
    await page.press("#words", "Enter")
    await expect(chat.locator(".reaction")).to_be_visible()
    await picture(page, "conversation")
    await phone_picture(page)

    await be(page, "Sam", "thread")
    await expect(chat).to_contain_text(answered)
    await expect(page.locator("#guide .done")).to_have_count(4)


async def test_a_request_of_the_other_server_stands_in_the_same_channel(page: Page) -> None:
    chat, server = page.locator("#chat"), page.locator("#places h2")
    await expect(server).to_have_text("La Place")

    await be(page, "Yanis")
    await expect(server).to_have_text("Les Arènes")
    await chat.locator("[data-address='tickets:talk']").click()
    await page.select_option("dialog select[name=topic]", "work")
    await page.fill("dialog textarea", "je cherche un stage, et je sais pas par où commencer")
    await send_form(page)

    await be(page, "Sam")
    await expect(server).to_have_text("La Maraude")
    await page.locator("#places a", has_text="équipe").click()
    await expect(chat.locator(".embed").last).to_contain_text("Les Arènes")


async def test_on_a_phone_the_answer_to_a_form_comes_into_view(page: Page) -> None:
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    talk = page.locator("#chat [data-address='tickets:talk']")
    await talk.scroll_into_view_if_needed()
    await talk.click()
    await page.select_option("dialog select[name=topic]", "school")
    await page.fill("dialog textarea", "Je sais pas par où recommencer.")

    await send_form(page)

    await expect(page.locator("#chat .whisper")).to_be_in_viewport()


async def phone_picture(page: Page) -> None:
    """Look at the same conversation on a phone."""
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    await expect(page.locator("#guide .steps")).to_be_hidden()
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not await page.evaluate(wide), "the page is wider than the phone"
    await picture(page, "phone")
    await page.set_viewport_size(DESK)  # type: ignore[arg-type]


async def test_the_shell_changes_its_language_with_one_press(page: Page) -> None:
    await page.locator("[data-language=en]").click()

    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.locator("#guide h2")).to_have_text("The walk")


async def test_a_command_is_typed_by_keyboard_in_the_readers_language(page: Page) -> None:
    await be(page, "Noé")

    await page.locator("#words").press_sequentially("/so")
    await expect(page.locator("#picker .choice strong").first).to_have_text("/sos")
    await page.press("#words", "Enter")

    await expect(page.locator("#chat .whisper")).to_contain_text("3114")


async def test_menus_offer_the_roles_of_ones_own_server_only(page: Page) -> None:
    await be(page, "Inès")

    await page.locator("#words").press_sequentially("/installer")
    await expect(page.locator("#picker .choice strong").first).to_have_text("/installer")
    await page.press("#words", "Enter")

    setup = page.locator("#chat .whisper")
    await expect(setup).to_contain_text("@Mentor")
    await expect(setup).not_to_contain_text("@Modo")


async def test_a_stream_has_its_own_panel_and_what_came_of_it_is_read_and_drawn(
    page: Page,
) -> None:
    chat = page.locator("#chat")
    await be(page, "Noé")
    await expect(chat.locator(".embed").last).to_contain_text("on est avec vous sur le stream")
    await chat.locator("[data-address='tickets:talk:c2']").click()
    await page.select_option("dialog select[name=topic]", "training")
    await page.fill("dialog textarea", "Je viens du stream. Je cherche une formation.")
    await send_form(page)
    await expect(chat.locator(".whisper")).to_contain_text("Merci")
    await picture(page, "outing")

    await be(page, "Inès")
    staff = page.locator("#places a", has_text="équipe-maraude")
    await staff.click()
    await expect(staff).to_have_attribute("aria-current", "page")
    await page.locator("#words").press_sequentially("/impact")
    await expect(page.locator("#picker .choice strong").first).to_have_text("/impact")
    await page.press("#words", "Enter")
    await page.locator("form.options button[type=submit]").click()
    report = chat.locator(".whisper").last
    await expect(report).to_contain_text("Ce que ça a donné")
    await expect(report).to_contain_text("Tournoi de rentrée")
    await report.evaluate("report => { report.scrollIntoView(); scrollTo(0, 0) }")
    await picture(page, "impact")
    await report.locator("[data-address^='impact:charts:']").click()
    await expect(chat.locator("img.picture")).to_have_count(2, timeout=30_000)
    await expect(page.locator("#guide")).to_contain_text("Ce que ça a donné")


@pytest.mark.skipif(not PICTURES, reason="nobody asked for pictures")
@pytest.mark.parametrize("locale", ["fr", "en"])
async def test_the_schema_of_the_onboarding_guide_is_drawn(locale: str) -> None:
    source = HOUSE / "docs" / "pictures" / "onboarding.html"
    async with async_playwright() as browsers:
        browser = await browsers.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        tab = await browser.new_page()
        await tab.goto(f"{source.as_uri()}#{locale}")
        schema = tab.locator(f"section#{locale}")
        await expect(schema).to_be_visible()
        await schema.screenshot(path=Path(PICTURES or "") / f"onboarding.{locale}.png")
        await browser.close()
