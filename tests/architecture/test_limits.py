"""What Discord would refuse never leaves the house: lengths, names, amounts."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import ui

from bot.app import features
from bot.commands import payload_of
from bot.helplines import COUNTRIES, Helplines
from bot.installation import HOUSE
from bot.marks import MARK_LENGTH
from bot.permissions import PANEL, STAFF_TEXT
from bot.redaction import Private
from bot.texts import LOCALES, Locale, Texts, Voice
from bot.ui import Card, sos_card
from cogs.duty import cards as duty
from cogs.greeting import cards as greeting
from cogs.mentors.views import introduction_form
from cogs.relay import cards as relay
from cogs.safeguarding import cards as safeguarding
from cogs.settings import cards as settings
from cogs.settings.rules import CHOICES
from cogs.setup import cards as setup
from cogs.setup.rules import Finding, Level
from cogs.tickets import cards as tickets
from cogs.tickets.rules import A_PAGE, ANIMALS, LAST_NUMBER, Expectation
from cogs.watch.rules import MOST_PLACES, Late, What
from models import (
    Alias,
    Community,
    Mentor,
    Message,
    MessageAuthor,
    Outcome,
    Reach,
    Team,
    Ticket,
    TicketState,
    Topic,
)
from tests.architecture.house import keys_like, messages
from tests.world import FakeClock, Templates, a_bot

NOW = datetime(2026, 1, 6, 13, 0, tzinfo=UTC)
LONGEST_ALIAS = f"{max(ANIMALS, key=len)} {LAST_NUMBER}"
NAME = re.compile(r"[-_'\w]{1,32}")
TEXTS = Texts(HOUSE / "locales")
HUGE = 2**63 - 1

Described = dict[str, Any]


async def commands(templates: Templates, folder: Path) -> list[Described]:
    """Return what Discord would be told about our commands."""
    bot = await a_bot(await templates.fresh_sqlite(folder), FakeClock())
    for feature in features():
        await bot.load_extension(feature)
    bot.tree.add_command(bot.desk)
    payload = payload_of(bot.tree, bot.texts)
    await bot.db.close()
    return payload


def all_of(described: list[Described]) -> Iterator[Described]:
    """Return every command, with those inside it and their options."""
    for one in described:
        yield one
        yield from all_of(one.get("options", []))


async def test_every_command_keeps_to_discords_limits_in_both_languages(
    templates: Templates, tmp_path: Path
) -> None:
    payload = await commands(templates, tmp_path)

    names = [
        n for one in all_of(payload) for n in (one["name"], *one["name_localizations"].values())
    ]
    abouts = [
        about
        for one in all_of(payload)
        for about in (one["description"], *one.get("description_localizations", {}).values())
    ]
    assert len(payload) <= 100
    assert [name for name in names if not NAME.fullmatch(name) or name != name.lower()] == []
    assert [about for about in abouts if not 1 <= len(about) <= 100] == []
    assert all(len(one.get("options", [])) <= 25 for one in all_of(payload))


async def test_every_command_and_every_option_is_explained_in_both_languages(
    templates: Templates, tmp_path: Path
) -> None:
    payload = await commands(templates, tmp_path)

    unexplained = [
        one["name"]
        for one in all_of(payload)
        if one["description"] == "…" or "fr" not in one.get("description_localizations", {})
    ]
    assert unexplained == []


async def test_two_commands_beside_each_other_never_share_a_name(
    templates: Templates, tmp_path: Path
) -> None:
    payload = await commands(templates, tmp_path)

    for siblings in (payload, *(one.get("options", []) for one in all_of(payload))):
        for names in (
            [one["name"] for one in siblings],
            [one["name_localizations"]["fr"] for one in siblings],
        ):
            assert len(names) == len(set(names)), names


async def test_every_word_about_commands_belongs_to_a_command(
    templates: Templates, tmp_path: Path
) -> None:
    payload = await commands(templates, tmp_path)

    def keys(described: list[Described], before: str) -> Iterator[str]:
        for one in described:
            yield f"{before}-{one['name']}"
            yield from keys(one.get("options", []), f"{before}-{one['name']}")

    written = {key for key in messages("en") if key.startswith("cmd-")}
    assert written == set(keys(payload, "cmd"))


async def test_every_command_a_sentence_tells_to_type_exists_under_that_name(
    templates: Templates, tmp_path: Path
) -> None:
    payload = await commands(templates, tmp_path)
    known = {
        "en": {one["name"] for one in payload},
        "fr": {one["name_localizations"]["fr"] for one in payload},
    }

    unknown = [
        f"{locale} {key}: /{typed}"
        for locale in LOCALES
        for key, message in messages(locale).items()
        if not key.startswith("cmd-") and message.value is not None
        for typed in re.findall(r"(?<![\w/<:])/([a-zé-]{3,})", plain(message.value))
        if typed not in known[locale]
    ]

    assert unknown == []


def plain(pattern: Any) -> str:
    """Return the fixed words of a sentence."""
    values = [getattr(element, "value", "") for element in pattern.elements]
    return " ".join(value for value in values if value)


SHORT = [
    ("tag-.*|state-.*", 20),
    ("(.*-)?form-title", 45),
    ("(.*-)?form-(?!title|notice|why|by-dm|check-ins$)(?!.*hint).*", 45),
    ("pace-form-check-in-days", 45),
    ("(.*-)?form-.*-hint|(.*-)?form-hint", 100),
    ("form-by-dm|form-check-ins", 100),
    ("button-.*|.*-button-.*", 80),
    ("setup-(next|back|check|check-again|open-intake|close-intake)", 80),
    ("setup-pick-.*", 150),
    ("topic-.*|outcome-.*|age-.*|language-.*|country-.*", 100),
    ("(.*-)?form-(notice|why)", 2000),
]


@pytest.mark.parametrize(("keys", "longest"), SHORT, ids=[keys for keys, _ in SHORT])
def test_no_words_outgrow_the_place_they_stand_in(keys: str, longest: int) -> None:
    found = keys_like(keys)
    values = {"alias": LONGEST_ALIAS, "age": 18, "team": "T" * 80, "days": 365, "usual": 30}

    too_long = [
        f"{locale} {key}" for locale, key in found if len(TEXTS.say(locale, key, values)) > longest
    ]

    assert found
    assert too_long == []


def test_every_field_of_a_form_is_held_to_a_limit() -> None:
    held = {key for keys, _ in SHORT for _, key in keys_like(keys)}

    assert {key for _, key in keys_like("(.*-)?form-.*")} - held == set()


@pytest.fixture(params=LOCALES)
def say(request: pytest.FixtureRequest) -> Voice:
    """Both languages, one after the other."""
    locale: Locale = request.param
    return TEXTS.voice(locale)


def a_community() -> Community:
    """Return a server with the longest names there can be."""
    team = Team(
        id=HUGE, guild_id=HUGE, name="T" * 80, timezone="America/Guadeloupe", retention_days=365,
        age_floor=13, answer_within_hours=72, claim_hours=72, check_in_days=[2, 7, 30, 90, 365],
        hours=[[d, o, o + 30] for d in range(7) for o in (60, 120, 180, 240)], intake_open=False,
        staff_channel_id=HUGE, mentor_role_id=HUGE, lead_role_id=HUGE,
        quiet_from=datetime.min.time(), quiet_until=datetime.min.time(), caseload=30,
    )  # fmt: skip
    return Community(
        id=HUGE, team=team, guild_id=HUGE, name="C" * 100, locale="fr", country="FR",
        panel_channel_id=HUGE,
    )  # fmt: skip


def a_mentor() -> Mentor:
    """Return a mentor with the longest names there can be."""
    return Mentor(
        id=HUGE, discord_id=HUGE, first_name="P" * 40, organisation="O" * 80, room=30,
        languages=[*LOCALES], topics=[*Topic], on_duty_until=NOW,
    )  # fmt: skip


def a_ticket(state: TicketState = TicketState.ACTIVE) -> Ticket:
    """Return a request with the longest of everything."""
    return Ticket(
        id=HUGE, topic=Topic.GAMING, state=state, age_band="22-25", reach=Reach.MAILBOX,
        urgent=True, alias=Alias(id=HUGE, name=LONGEST_ALIAS), community=a_community(),
        mentor=a_mentor() if state is not TicketState.WAITING else None, opened_at=NOW,
        changed_at=NOW, outcome=Outcome.ENTERED_OTHER, thread_id=HUGE,
    )  # fmt: skip


def fits(card: Card) -> None:
    """Hold one message to Discord's limits."""
    assert len(card.content) + MARK_LENGTH <= 2000
    assert len(card.rows) <= 5
    embed = card.embed or discord.Embed()
    assert len(embed) <= 6000
    assert len(embed.title or "") <= 256
    assert len(embed.description or "") + MARK_LENGTH <= 4096
    assert len(embed.fields) <= 25
    assert all(len(f.name or "") <= 256 and len(f.value or "") <= 1024 for f in embed.fields)
    for row in card.rows:
        for item in row:
            assert len(getattr(item, "custom_id", "")) <= 100
            assert len(getattr(item, "label", None) or "") <= 80
            assert len(getattr(item, "placeholder", None) or "") <= 150
            assert len(getattr(item, "options", ())) <= 25
        width = sum(1 if isinstance(item, ui.Button) else 5 for item in row)
        assert 1 <= width <= 5


def fits_as_form(title: str, fields: list[ui.Item[Any]]) -> None:
    """Hold one form to Discord's limits."""
    assert len(title) <= 45
    assert 1 <= len(fields) <= 5
    for field in fields:
        if not isinstance(field, ui.Label):
            continue
        assert len(field.text) <= 45
        assert len(field.description or "") <= 100
        inner: Any = field.component
        for option in getattr(inner, "options", ()):
            assert 1 <= len(option.label) <= 100
            assert len(option.description or "") <= 100
        if isinstance(inner, ui.TextInput):
            assert len(inner.default or "") <= (inner.max_length or 4000) <= 4000


@pytest.mark.parametrize("state", TicketState)
def test_the_card_of_a_request_with_long_names_fits(say: Voice, state: TicketState) -> None:
    ticket = a_ticket(state)

    fits(tickets.ticket_card(say, ticket, earlier=HUGE))
    assert len(tickets.title_of(say, ticket)) <= 100
    assert all(len(tag) <= 20 for tag in tickets.tags_of(say, ticket))


def test_every_title_of_a_thread_fits(say: Voice) -> None:
    for topic in Topic:
        ticket = a_ticket()
        ticket.topic = topic
        assert len(tickets.title_of(say, ticket)) <= 100


def test_a_full_queue_fits(say: Voice) -> None:
    many = [a_ticket() for _ in range(A_PAGE)]
    places = ", ".join(["c" * 100] * MOST_PLACES)
    late = [Late(what, 9_999, NOW, "watch-why-no-answer", places) for what in What]

    fits(
        tickets.queue_card(
            say, a_community().team, many, many, how_many=9_999, page=666, pages=667, late=late
        )
    )


def test_the_longest_words_fit_with_the_longest_names_around_them(say: Voice) -> None:
    words = Private("m" * tickets.LONGEST_WORDS)
    message = Message(
        id=HUGE, ticket_id=HUGE, author=MessageAuthor.MENTOR, mentor=a_mentor(), edited_at=NOW
    )

    fits(relay.youth_card(say, message, words))
    fits(relay.thread_card(say, message, words, LONGEST_ALIAS))
    fits(relay.conversation_card(say, a_ticket(), relay.last_page(say, [(message, words)] * 10)))
    fits(relay.which_one_card(say, [a_ticket()] * 9))


def test_all_that_a_youth_reads_fits(say: Voice) -> None:
    ticket, community = a_ticket(), a_community()
    awaited = Expectation(is_open=False, within_hours=72, back_at=NOW, is_long_queue=True)

    fits(greeting.panel_card(say, community))
    fits(greeting.hello_card(say, community, asks_again=True))
    fits(greeting.welcome_card(say, community))
    fits(tickets.receipt_card(say, ticket, awaited, too_young_for_check_ins=True))
    fits(tickets.received_card(say, ticket, awaited))
    fits(tickets.already_open_card(say, ticket))
    fits(tickets.goodbye_card(say, ticket, asks_for_check_ins=True))
    fits(tickets.claimed_card(say, ticket, "P" * 40, "O" * 80))


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_helplines_of_every_country_fit(say: Voice, country: str) -> None:
    lines = Helplines()

    fits(sos_card(say, lines.urgent(country), country))
    fits(safeguarding.numbers_card(say, lines.of(country)))


def test_the_set_up_fits_also_when_everything_is_wrong(say: Voice) -> None:
    community = a_community()
    wrong = [
        Finding(
            Level.RED, "doctor-missing-permission", {"channel": f"<#{HUGE}>", "permission": name}
        )
        for name in (*STAFF_TEXT, *PANEL)
    ]
    tags = ", ".join(["t" * 20] * 13)
    wrong.append(Finding(Level.YELLOW, "doctor-tags", {"channel": f"<#{HUGE}>", "tags": tags}))
    roles = ", ".join(["r" * 100] * 5)
    wrong.append(Finding(Level.YELLOW, "doctor-others-see", {"channel": "#a", "roles": roles}))

    fits(setup.places_page(say, community))
    fits(setup.rhythm_page(say, community))
    fits(setup.check_page(say, community, wrong))


def test_all_that_a_team_chose_fits(say: Voice) -> None:
    fits(
        settings.everything_card(
            say, {choice.name: "9" * 40 for choice in CHOICES} | {"hours": "9" * 2000}
        )
    )


def test_a_server_whose_every_role_sees_the_staff_channel_can_still_be_told_so(say: Voice) -> None:
    roles = ", ".join(f"Rôle numéro {number}" for number in range(250))
    seen = Finding(Level.YELLOW, "doctor-others-see", {"channel": "#a", "roles": roles})

    fits(setup.doctor_card(say, a_community(), [seen]))


@pytest.mark.parametrize("floor", [13, 15, 16, 18])
async def test_the_anonymous_form_fits(say: Voice, floor: int) -> None:
    community = a_community()
    community.team.age_floor = floor

    fits_as_form(say("form-title"), tickets.request_form_fields(say, community))


def test_a_long_night_of_duty_fits(say: Voice) -> None:
    fits(duty.who_card(say, a_community().team, [(a_mentor(), 9_999)] * 60))
    fits(duty.ended_card(say, [a_ticket()] * 60))
    fits(duty.offer_card(say, a_ticket(), [HUGE] * 3))


async def test_the_menus_of_mentors_fit(say: Voice) -> None:
    form = introduction_form(say, a_community().team, a_mentor())

    fits_as_form(form.title, list(form.children))
    assert len(tickets.outcome_options(say)) <= 25
    assert all(len(option.label) <= 100 for option in tickets.outcome_options(say))
