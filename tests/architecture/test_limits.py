"""What Discord would refuse never leaves the house: lengths, names, amounts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import ui

from bot import previews, redaction
from bot.app import features
from bot.commands import payload_of
from bot.helplines import COUNTRIES, Helplines
from bot.installation import HOUSE
from bot.marks import MARK_LENGTH
from bot.permissions import EVENTS, PANEL, STAFF_TEXT, STAGE
from bot.placeholders import filled
from bot.redaction import Private
from bot.signs import Fleet
from bot.texts import LOCALES, Locale, Texts, Voice
from bot.ui import Card, sos_card
from bot.writers import Writer
from cogs.campaigns import cards as campaigns
from cogs.campaigns.rules import LONGEST_CODE, LONGEST_LINK, LONGEST_NAME, MOST_EARLIER_CODES
from cogs.campaigns.rules import LONGEST_WORDS as LONGEST_OF_OUTING
from cogs.directory import cards as directory
from cogs.directory.rules import A_PAGE as SERVICES_ON_A_PAGE
from cogs.directory.rules import PLACES, Fault, Imported, Reading, in_order
from cogs.duty import cards as duty
from cogs.farewells import cards as farewells
from cogs.followups import cards as followups
from cogs.followups.rules import MOST_CHECK_INS, MOST_PERIODS, Calendar, Plans
from cogs.greeting import cards as greeting
from cogs.greeting.rules import LONGEST as LONGEST_NAMES
from cogs.greeting.rules import LONGEST_TITLE as LONGEST_TITLE_OF_PANEL
from cogs.greeting.rules import LONGEST_WORDS, TYPED_TITLE, OwnWords, is_too_long
from cogs.greeting.views import words_form
from cogs.invitations import cards as invitations
from cogs.invitations.rules import LATEST, LONGEST_FILLED, Figures
from cogs.invitations.rules import LONGEST as LONGEST_INVITED
from cogs.invitations.rules import LONGEST_WORDS as LONGEST_OF_INVITATION
from cogs.mentors.views import introduction_form
from cogs.permanences import cards as permanences
from cogs.ratings import cards as ratings
from cogs.referrals import cards as referrals
from cogs.referrals.rules import FOR_TEAM, TICKED, TYPED
from cogs.relay import cards as relay
from cogs.relay.views import reply_form
from cogs.safeguarding import cards as safeguarding
from cogs.settings import cards as settings
from cogs.settings.rules import CHOICES, LONGEST_OUTCOME, MOST_OUTCOMES
from cogs.setup import cards as setup
from cogs.setup.rules import Finding, Level
from cogs.snippets import cards as snippets
from cogs.snippets.rules import LONGEST, LONGEST_TITLE, MEANING, MOST
from cogs.snippets.views import snippet_form
from cogs.teams import cards as teams
from cogs.tickets import cards as tickets
from cogs.tickets.rules import (
    A_PAGE,
    ANIMALS,
    LAST_NUMBER,
    ON_A_PAGE,
    Again,
    Expectation,
    Wanted,
)
from cogs.voice import cards as voice
from cogs.watch.rules import MOST_PLACES, Late, What
from models import (
    Alias,
    Answer,
    Arrival,
    Campaign,
    CampaignKind,
    CampaignMessage,
    CampaignMessageState,
    CampaignPanel,
    CheckIn,
    CheckInState,
    Community,
    Mentor,
    Message,
    MessageAuthor,
    Outcome,
    Permanence,
    PermanenceDate,
    Poll,
    Reach,
    Referral,
    ReferralState,
    Room,
    Service,
    ServiceKind,
    SkipPeriod,
    Snippet,
    Suggestion,
    Team,
    Ticket,
    TicketState,
    Topic,
    VoiceAnswer,
    Wording,
    WordingKind,
    Youth,
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
    values = {"alias": LONGEST_ALIAS, "age": 18, "team": "T" * 80, "days": 365, "count": 3000}
    values |= {"usual": 30, "language": "Français", "day": "31/12", "period": "4th quarter of 2026"}

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
        outcomes=[[f"{n}" * LONGEST_OUTCOME, "entered-other"] for n in range(MOST_OUTCOMES)],
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
        urgent=True, community=a_community(),
        alias=Alias(id=HUGE, name=LONGEST_ALIAS, youth=Youth(locale="fr")),
        mentor=a_mentor() if state is not TicketState.WAITING else None, opened_at=NOW,
        changed_at=NOW, outcome=Outcome.ENTERED_OTHER, ending="E" * 40, thread_id=HUGE,
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
            assert len(getattr(item, "custom_id", None) or "") <= 100
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

    fits(tickets.ticket_card(say, ticket, earlier=[a_ticket(TicketState.CLOSED)] * 9))
    assert len(tickets.thread_name(say, ticket, "🔵")) <= 100
    assert all(len(tag) <= 20 for tag in tickets.tags_of(say, ticket))


def test_every_title_of_a_thread_fits(say: Voice) -> None:
    for topic in Topic:
        ticket = a_ticket()
        ticket.topic = topic
        assert len(tickets.thread_name(say, ticket, "🔵")) <= 100


def test_a_full_queue_fits(say: Voice) -> None:
    many = [a_ticket() for _ in range(A_PAGE)]
    for ticket in many:
        ticket.community_id, ticket.community.name = HUGE, "*_`" * 33
        ticket.topic = Topic.MONEY
    places = ", ".join(["c" * 100] * MOST_PLACES)
    late = [Late(what, 9_999, NOW, "watch-why-no-answer", places) for what in What]
    held = {name: many[:size] for name, size in ON_A_PAGE.items()}
    desk = tickets.Desk(
        sections={"waiting": many, **held},
        counts=dict.fromkeys(("waiting", *held), 9_999),
        colours={HUGE: "🔵", 1: "🟢"},
        communities=[a_community() for _ in range(tickets.MOST_CHOICES)],
        wanted=Wanted(HUGE, "transport", "fr", urgent=True),
        page=666,
        pages=667,
        late=late,
    )

    fits(tickets.queue_card(say, a_community().team, desk))


def test_the_longest_words_fit_with_the_longest_names_around_them(say: Voice) -> None:
    words = Private("m" * tickets.LONGEST_WORDS)
    message = Message(
        id=HUGE, ticket_id=HUGE, author=MessageAuthor.MENTOR, mentor=a_mentor(), edited_at=NOW
    )

    fits(relay.youth_card(say, message, words))
    fits(relay.thread_card(say, message, words, LONGEST_ALIAS))
    fits(relay.conversation_card(say, a_ticket(), relay.last_page(say, [(message, words)] * 10)))
    fits(relay.which_one_card(say, [a_ticket()] * 9))
    for why in ("tells", "internal"):
        fits(relay.preview_card(say, say, a_ticket(), a_mentor(), words, why=why))
    fits(relay.someone_writes_card(say, a_ticket(), Writer(HUGE, "P" * 40, NOW)))
    fits(previews.sent_card(say, LONGEST_ALIAS, HUGE))


async def test_reusable_answers_fit(say: Voice) -> None:
    title, names = "t" * LONGEST_TITLE, "{community}" * (tickets.LONGEST_WORDS // 100)
    snippet = Snippet(id=HUGE, title=title, locale="fr", version=HUGE)
    values = {"alias": LONGEST_ALIAS, "mentor": "P" * 40, "team": "T" * 80, "community": "C" * 100}
    words = Private(filled(names, values, MEANING))
    form = snippet_form(say, "snippets:add", locale="fr", title=title, words="m" * 1500)

    fits_as_form(form.title, list(form.children))
    fits(snippets.list_card(say, [snippet] * MOST))
    fits(snippets.sure_card(say, snippet))
    about = say("snippets-changed", alias=LONGEST_ALIAS)
    whole: dict[str, Any] = {
        "ticket": a_ticket(),
        "mentor": a_mentor(),
        "words": words,
        "about": about,
    }
    fits(snippets.preview_card(say, say, snippet, **whole))
    assert len(LONGEST_ALIAS) <= LONGEST["alias"]


async def test_an_invitation_fits(say: Voice) -> None:
    community, words = a_community(), Private("m" * LONGEST_FILLED)
    community.name, community.team.name = "*_`" * 33, "|~" * 40
    assert len(redaction.plain(community.name)) <= LONGEST_INVITED["community"]
    assert len(redaction.plain(community.team.name)) <= LONGEST_INVITED["team"]
    message = CampaignMessage(
        id=HUGE, team=community.team, community=community, campaign=Campaign(name="c" * 60),
        written_by=HUGE, approved_by=HUGE, edition=HUGE, starts_at=NOW, approved_at=NOW,
        card_channel_id=HUGE, card_message_id=HUGE,
    )  # fmt: skip
    typed, told = Private("m" * LONGEST_OF_INVITATION), Figures(9_999, 9_999, 9_999, 99, 9_999)

    fits(invitations.message_card(say, community, words))
    for state in CampaignMessageState:
        message.state = state
        fits(invitations.state_card(say, message, told, typed, typed))
        fits(invitations.decision_card(say, message, 9_999, may_approve=True))
        fits(invitations.list_card(say, [(message, told, typed)] * LATEST))
    fits(invitations.sure_card(say, HUGE))
    title = say("invitations-form-title")
    fits_as_form(
        title,
        invitations.form_fields(say, "m" * LONGEST_OF_INVITATION, "m" * LONGEST_OF_INVITATION),
    )


async def test_the_form_of_a_reply_fits(say: Voice) -> None:
    form = reply_form(say, a_ticket())

    fits_as_form(form.title, list(form.children))


def test_the_longest_words_of_a_dm_fit_masked_and_changed(say: Voice) -> None:
    youth = {"author": MessageAuthor.YOUTH, "veiled": True, "edited_at": NOW}
    message = Message(id=HUGE, ticket_id=HUGE, **youth)
    words = Private(("@ab " * 1000)[:4000])

    fits(relay.thread_card(say, message, words, LONGEST_ALIAS, left_out=["voice", "file"]))


def test_all_that_a_youth_reads_fits(say: Voice) -> None:
    ticket, community = a_ticket(), a_community()
    awaited = Expectation(is_open=False, within_hours=72, back_at=NOW, is_long_queue=True)

    fits(greeting.panel_card(say, community))
    fits(greeting.hello_card(say, community, asks_again=True))
    fits(greeting.welcome_card(say, community))
    for kind in WordingKind:
        fits_in_own_words(say, community, kind)
    fits(greeting.kept_card(say, is_greeted=True, may_be_reminded=True))
    fits(tickets.receipt_card(say, ticket, awaited, too_young_for_check_ins=True))
    fits(tickets.received_card(say, ticket, awaited))
    for closing in (None, NOW):
        near = replace(awaited, is_open=closing is not None, is_there=True, closes_at=closing)
        fits(tickets.receipt_card(say, ticket, near, too_young_for_check_ins=True))
    fits(tickets.already_open_card(say, ticket))
    fits(tickets.goodbye_card(say, ticket, asks_for_check_ins=True))
    fits(tickets.claimed_card(say, ticket, "P" * 40, "O" * 80))


def fits_in_own_words(say: Voice, community: Community, kind: WordingKind) -> None:
    """Hold a community's own words to Discord's limits, with the longest names in them."""
    community.name = community.team.name = "*@" * 50
    title = "{community}" + "t" * (LONGEST_TITLE_OF_PANEL - LONGEST_NAMES["community"])
    words = "{team}" * 6 + "w" * (LONGEST_WORDS - 6 * LONGEST_NAMES["team"])
    assert not is_too_long(title, LONGEST_TITLE_OF_PANEL)
    assert not is_too_long(words, LONGEST_WORDS)
    wording = Wording(id=HUGE, kind=kind, locale="fr", community=community, version=HUGE)
    wording.draft_title, wording.draft = title[:TYPED_TITLE], words

    fits(greeting.panel_card(say, community, OwnWords(title, words)))
    fits(greeting.welcome_card(say, community, OwnWords(None, words)))
    for about in ("greeting-words-preview", "greeting-words-changed"):
        fits(greeting.words_preview_card(say, say, wording, about=say(about)))
    fits(greeting.words_kept_card(say, wording))
    fits(greeting.which_words_card(say, {(kind, "fr")}))


@pytest.mark.parametrize("kind", WordingKind)
async def test_the_form_of_own_words_fits(say: Voice, kind: WordingKind) -> None:
    wording = Wording(kind=kind, locale="fr", draft_title="t" * TYPED_TITLE)
    wording.draft = "w" * LONGEST_WORDS
    form = words_form(say, kind, "fr", wording)

    fits_as_form(form.title, list(form.children))


def a_check_in(state: CheckInState) -> CheckIn:
    """Return a question that was put off as often as may be."""
    asked = CheckIn(id=HUGE, ticket=a_ticket(TicketState.CLOSED), days=365, due_at=NOW, state=state)
    asked.postponed, asked.answer = 3, Answer.NOT_NOW
    return asked


@pytest.mark.parametrize("postponed", [0, 2, 3])
def test_a_check_in_fits_on_a_phone(say: Voice, postponed: int) -> None:
    asked = a_check_in(CheckInState.SENT)
    asked.postponed = postponed

    for is_last in (False, True):
        card = followups.check_in_card(say, asked, is_last=is_last)
        fits(card)
        assert [len(row) for row in card.rows] == [3, 2 if postponed == 3 else 4]
    for said in Answer:
        asked.answer = said
        if said is not Answer.TALK:
            fits(followups.thanks_card(say, asked, said))
        fits(followups.answered_card(say, asked.ticket, said, 365))
    fits(followups.door_card(say))
    fits(followups.silent_card(say, asked.ticket))
    awaited = Expectation(is_open=False, within_hours=72, back_at=NOW, is_long_queue=True)
    for comes, other in ((True, None), (False, None), (False, a_mentor())):
        again = Again(asked.ticket, a_mentor(), comes=comes, other=other)
        fits(tickets.again_card(say, again, awaited))


@pytest.mark.parametrize("how_many", [MOST_CHECK_INS - 1, 40])
def test_a_full_calendar_fits(say: Voice, how_many: int) -> None:
    asked = [(a_check_in(state), NOW) for state in CheckInState for _ in range(how_many)]
    ticket = a_ticket(TicketState.CLOSED)

    calendar = Calendar(ticket.alias, ticket, asked, agrees=True, is_silent=False, may_change=True)

    fits(followups.calendar_card(say, calendar))


def test_many_plans_and_skipped_days_fit(say: Voice) -> None:
    period = SkipPeriod(id=HUGE, first_day=NOW.date(), last_day=NOW.date(), name="*" * 60)
    days = [361, 362, 363, 364, 365]

    plans = Plans(a_community().team, dict.fromkeys(Topic, days), [period] * MOST_PERIODS)

    fits(followups.plans_card(say, plans))


def test_all_of_their_voice_fits(say: Voice) -> None:
    community = a_community()
    team, long = community.team, Private("*" * voice.rules.LONGEST_WORDS)
    answer = VoiceAnswer(id=HUGE, team=team, community=community, said="*" * 300, did="*" * 600)
    poll = Poll(id=HUGE, team=team, community=community, question="*" * 200, days=30)
    poll.choices, poll.counts, poll.closes_at = ["*" * 60] * 5, [9_999] * 5, NOW
    idea = Suggestion(id=HUGE, team=team, community=community, mark=5)

    fits(voice.box_card(say, team.name, [answer] * 3, agreed=False, asks_again=True))
    fits(voice.box_card(say, team.name, [answer] * 3, agreed=True))
    fits(voice.kept_card(say))
    fits(voice.suggestion_card(say, idea, long))
    fits(voice.poll_card(say, poll))
    fits(voice.poll_preview_card(say, say, poll, is_after_another=True))
    fits(voice.running_card(say, poll))
    fits(voice.ending_card(say, poll))
    fits(voice.results_card(say, poll))
    fits(voice.answer_card(say, answer))
    fits(voice.answer_preview_card(say, say, answer))
    fits(voice.published_card(say, [community] * 99))
    fits(voice.nowhere_card(say, answer, community))
    fits(ratings.thanks_card(say, HUGE, 1, asks_for_words=True, team="T" * 80))
    fits(ratings.lead_asked_card(say))


async def test_the_forms_of_their_voice_fit(say: Voice) -> None:
    fits_as_form(say("voice-form-title"), voice.suggest_form_fields(say))
    fits_as_form(say("ratings-form-title"), ratings.word_form_fields(say))


def a_service(name: str = "N" * 100) -> Service:
    """Return a service with the longest of everything; each sign of it is written with two."""
    return Service(
        id=HUGE, name=name, kind=ServiceKind.MISSION_LOCALE, topics=list(Topic), age_from=99,
        age_to=99, departement="971", country="FR", languages=["fra"] * 10, phone="0" * 30,
        address="*" * 200, hours="_" * 120, link="https://" + "l" * 180, verified_on=NOW.date(),
        verified_by="V" * 80, unanswered=3,
    )  # fmt: skip


def test_all_of_a_referral_fits(say: Voice) -> None:
    day, long = NOW.date(), Private("w" * referrals.LONGEST_WHY)
    everything = [*TICKED, *TYPED, FOR_TEAM]
    referral = Referral(id=HUGE, ticket=a_ticket(), service=a_service(), mentor=a_mentor())
    referral.ticked, referral.state, referral.decided_at = everything, ReferralState.ACCEPTED, NOW
    typed = {name: "é" * longest for name, longest in TYPED.items()}
    text = referrals.sheet_text(say, referral, typed)

    fits(referrals.offer_card(say, referral, a_service("*" * 100), long))
    fits(referrals.address_card(say, referral, today=day))
    fits(referrals.sheet_card(say, referral, text, today=day)[0])
    fits(referrals.for_team_card(say, text))
    fits(referrals.question_card(say, referral))
    fits(referrals.no_card(say))
    for answer in Arrival:
        referral.answer = answer
        fits(referrals.thanks_card(say, referral))
    for what in ("offered", "decided", "answered", "revoked"):
        referral.state = ReferralState.REVOKED if what == "revoked" else ReferralState.ACCEPTED
        news = referrals.news_card(say, referral, what, long)
        assert news is not None
        fits(news)


async def test_the_forms_of_a_referral_fit(say: Voice) -> None:
    many = [a_service() for _ in range(100)]

    fits_as_form(say("referral-form-title"), referrals.offer_form_fields(say, many, None))
    fits_as_form(say("referral-sheet-form-title"), referrals.sheet_form_fields(say, a_ticket()))


def test_a_page_of_what_is_near_fits(say: Voice) -> None:
    found = in_order([a_service() for _ in range(SERVICES_ON_A_PAGE * 3)], Topic.WORK)
    longest = max(PLACES.values(), key=lambda place: len(place.name)).number

    for page in (1, 2, 3):
        fits(
            directory.near_card(
                say, a_community(), found, departement=longest, topic=Topic.WORK, page=page,
                today=NOW.date(),
            )
        )  # fmt: skip
    fits(directory.which_place_card(say, list(PLACES.values())))


async def test_the_form_that_asks_where_fits(say: Voice) -> None:
    fits_as_form(say("near-form-title"), directory.near_form_fields(say, "FR"))


def test_all_that_a_coordinator_reads_fits(say: Voice) -> None:
    fault = Fault(3000, "unknown-column", "departement", "*" * 500)
    faulty = Reading([], [fault] * 3000)
    many = [a_service() for _ in range(3000)]

    fits(directory.how_to_card(say)[0])
    fits(directory.imported_card(say, Imported(9_999, 9_999, 9_999, 9_999)))
    fits(directory.faults_card(say, faulty, b"")[0])
    fits(directory.exported_card(say, many)[0])
    fits(directory.check_card(say, many, today=NOW.date().replace(year=2027))[0])
    fits(directory.check_card(say, [], today=NOW.date())[0])


def test_announced_hours_fit(say: Voice) -> None:
    plan = Permanence(id=HUGE, community=a_community(), room=Room.STAGE, title="*" * 80)
    plan.about, plan.channel_id = "*" * 500, HUGE
    dates = [PermanenceDate(permanence=plan, starts_at=NOW, ends_at=NOW) for _ in range(100)]
    told: dict[str, Any] = {"place": "#" * 100, "is_outside": True, "missing": (*EVENTS, *STAGE)}
    spans = [(NOW, NOW)] * 100

    for is_new in (True, False):
        fits(permanences.draft_card(say, plan, spans, **told, is_new=is_new))
    fits(permanences.list_card(say, [(plan, dates)] * 100, {HUGE: "#" * 100}))
    fits(permanences.standing_card(say, plan, dates))
    fits(permanences.reminder_card(say, dates[0]))
    fits(permanences.reminded_card(say))
    fits(permanences.asks_again_card(say))
    assert len(permanences.event_words(say, plan)) + MARK_LENGTH <= 1000
    assert len(plan.title) <= 100 >= len(permanences.link_to(plan))


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
    wrong.append(Finding(Level.YELLOW, "doctor-role-not-called", {"role": "r" * 100}))
    wrong.append(Finding(Level.YELLOW, "doctor-minors-wait"))

    fits(setup.places_page(say, community.team, community, 9_999))
    fits(setup.places_page(say, community.team, None, 9_999))
    fits(setup.rhythm_page(say, community.team, community))
    fits(setup.rhythm_page(say, community.team, None))
    fits(setup.check_page(say, community.team, community, wrong))
    fits(setup.here_page(say, community, wrong, has_team=True))


def test_all_that_a_team_chose_fits(say: Voice) -> None:
    fits(
        settings.everything_card(
            say, {choice.name: "9" * 40 for choice in CHOICES} | {"hours": "9" * 2000}
        )
    )


def test_a_server_whose_every_role_sees_the_staff_channel_can_still_be_told_so(say: Voice) -> None:
    roles = ", ".join(f"Rôle numéro {number}" for number in range(250))
    seen = Finding(Level.YELLOW, "doctor-others-see", {"channel": "#a", "roles": roles})

    fits(setup.doctor_card(say, say("setup-intake-closed"), [seen], fleet=Fleet([], NOW)))


def an_outing() -> Campaign:
    """Return an outing with the longest of everything."""
    day = NOW.date()
    return Campaign(
        id=HUGE, team=a_community().team, everywhere=True, name="*" * LONGEST_NAME,
        kind=CampaignKind.SHOUT_OUT, code="c" * LONGEST_CODE, link="l" * LONGEST_LINK,
        words_fr="w" * LONGEST_OF_OUTING,
        words_en="w" * LONGEST_OF_OUTING, starts_on=day, ends_on=day,
        posted_at=NOW, earlier_codes=["c" * LONGEST_CODE] * MOST_EARLIER_CODES,
    )  # fmt: skip


async def test_an_outing_fits_wherever_it_is_seen(say: Voice) -> None:
    outing, community = an_outing(), a_community()
    community.name = "*" * 100
    panel = CampaignPanel(campaign=outing, community=community, channel_id=HUGE, message_id=HUGE)
    places = [campaigns.Place(community, panel)] + [campaigns.Place(community, None)] * 60
    lines = Helplines().urgent("FR")
    pictures = campaigns.picture_of(b"x")

    fits(campaigns.panel_card(say, outing, community, pictures))
    fits(campaigns.over_card(say, outing, community))
    fits(campaigns.preview_card(say, say, outing, places, pictures))
    fits(campaigns.preview_card(say, say, outing, [], ()))
    both = [TEXTS.voice(locale) for locale in LOCALES]
    link = campaigns.jump_to(places)
    fits(campaigns.show_card(say, both, outing, places, link=link, lines=lines, now=NOW))
    fits(campaigns.list_card(say, [outing] * 60, NOW))
    fits(campaigns.ending_card(say, outing))
    fits(campaigns.changed_card(say, outing))
    typed = ["n" * LONGEST_NAME, "d" * 80, "w" * LONGEST_OF_OUTING, "w" * LONGEST_OF_OUTING]
    fits(campaigns.handed_back_card(say, HUGE, "t" * 500, typed))
    fits_as_form(say("campaign-form-title"), campaigns.form_fields(say, outing))
    hello = greeting.hello_card(
        say, community, asks_again=True, outing=HUGE, first="w" * LONGEST_OF_OUTING
    )
    fits(hello)


def test_many_links_with_long_names_full_of_marks_fit(say: Voice) -> None:
    many = [a_community() for _ in range(60)]
    for community in many:
        community.name, community.created_at = "*_`" * 33, NOW
        community.team.name = "|~" * 40

    for page in (1, 2, 3):
        fits(teams.list_card(say, many, page))
    fits(teams.asking_card(say, many[0].team, many[1].team, "A" * 12))
    fits(teams.ending_card(say, many[0], by_team=True))
    fits(teams.ending_card(say, many[0], by_team=False))
    fits(teams.code_card(say, "A" * 12, NOW))


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
    ticket = a_ticket()
    ticket.state = TicketState.ACTIVE
    fits_as_form(say("close-form-title"), farewells.close_form_fields(say, ticket))
    options = farewells.outcome_options(say, ticket.community.team)
    assert len(options) <= 25
    assert all(len(o.label) <= 100 and len(o.value) <= 100 for o in options)
    assert all(len(o.description or "") <= 100 for o in options)
