"""What is counted, timed and told of what waits; nothing of it tells of anybody."""

import asyncio
import logging
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from discord import InteractionType
from sqlalchemy import event, update

from bot.metrics import KINDS, OUTCOMES, version
from models import CheckIn, CheckInState, MentorReport, Ticket
from tests.machine.test_plans import whole_tables
from tests.monitoring.scrape import HERE, Page, broken, watching
from tests.watch.test_late import a_day_in_vain
from tests.world import TUESDAY_AFTERNOON, World

A_MINUTE, AN_HOUR = 60.0, 3600.0


async def scraped(world: World) -> Page:
    """Return the metrics as they are now."""
    async with watching(world.bot) as watcher:
        return await watcher.scrapes()


async def talking(world: World) -> None:
    """Lina asked, and Sam answers."""
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)


async def test_at_rest_everything_is_there_and_nothing_waits(world: World) -> None:
    seen = await scraped(world)

    assert seen.value("maraude_build_info", version=version()) == 1
    assert seen.value("maraude_ready") == 1
    assert seen.value("maraude_database_up") == 1
    assert seen.value("maraude_gateway_up", shard="0") == 1
    assert seen.value("maraude_database_pool_in_use") == 0
    assert seen.value("maraude_requests_waiting") == 0
    assert seen.value("maraude_requests_waiting_age_seconds") == 0
    assert seen.value("maraude_deliveries_owed", lane="youth") == 0
    assert seen.value("maraude_acknowledgement_seconds_count", kind="modal") == 0
    assert {seen.value("maraude_deliveries_total", outcome=o) for o in OUTCOMES} == {0}


async def test_a_request_waits_for_a_mentor_until_one_claims_it(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    world.clock.at += timedelta(minutes=1)

    before = await scraped(world)
    await world.claim(world.sam)
    after = await scraped(world)

    assert before.value("maraude_requests_waiting") == 1
    assert before.value("maraude_requests_waiting_age_seconds") == A_MINUTE
    assert after.value("maraude_requests_waiting") == 0


async def test_words_that_do_not_arrive_are_owed_and_grow_older(world: World) -> None:
    await talking(world)
    place = f"/channels/{world.lina.user.dm_channel.id}/messages"
    world.env.inject_error("POST", place, status=500, times=None)
    before = await scraped(world)

    await world.reply(world.sam, "Un.")
    await world.reply(world.sam, "Deux.")
    world.clock.at += timedelta(hours=1)

    seen = await scraped(world)
    assert seen.value("maraude_deliveries_owed", lane="youth") == 2
    assert seen.value("maraude_deliveries_owed_age_seconds", lane="youth") == AN_HOUR
    assert seen.value("maraude_deliveries_owed", lane="team") == 0
    assert grown(before, seen)["later"] == 1


async def test_what_waits_for_its_hour_is_not_owed_yet_and_late_only_from_then_on(
    world: World,
) -> None:
    await world.is_set_up()
    world.clock.at += timedelta(hours=9)
    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, hello.response, "greeting:keep")
    await world.bot.courier.stop()

    at_night = await scraped(world)
    world.clock.at = TUESDAY_AFTERNOON + timedelta(hours=19, minutes=1)  # a minute past nine
    in_the_morning = await scraped(world)

    assert at_night.value("maraude_deliveries_owed", lane="first") == 0
    assert in_the_morning.value("maraude_deliveries_owed", lane="first") == 1
    assert in_the_morning.value("maraude_deliveries_owed_age_seconds", lane="first") == A_MINUTE


def grown(before: Page, after: Page) -> dict[str, float]:
    """Return of which outcomes there are more deliveries than before."""
    counted = {
        outcome: (after.value("maraude_deliveries_total", outcome=outcome) or 0)
        - (before.value("maraude_deliveries_total", outcome=outcome) or 0)
        for outcome in OUTCOMES
    }
    return {outcome: times for outcome, times in counted.items() if times}


async def test_a_delivery_is_counted_by_what_became_of_it(world: World) -> None:
    await talking(world)
    before = await scraped(world)

    await world.reply(world.sam, "Un.")
    arrived = await scraped(world)
    world.close_dms(world.lina)
    await world.reply(world.sam, "Deux.")
    closed = await scraped(world)

    assert grown(before, arrived)["sent"] >= 1
    assert set(grown(before, arrived)) <= {"sent", "unneeded"}
    assert grown(arrived, closed)["mailbox"] == 1


async def test_what_discord_will_never_take_is_counted_as_refused(world: World) -> None:
    await talking(world)
    thread = await world.thread()
    place = f"/channels/{thread.id}/messages"
    world.env.inject_error("POST", place, status=400, code=50035, times=None)
    before = await scraped(world)

    await world.lina.send_dm("Tu es là ?")

    world.expected_incidents = int(grown(before, await scraped(world))["refused"])
    assert world.expected_incidents >= 1


async def test_what_is_given_up_after_a_day_is_counted(world: World) -> None:
    await world.is_set_up()
    place = f"/channels/{world.lina.user.dm_channel.id}/messages"
    world.env.inject_error("POST", place, status=403, code=50001, times=None)
    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, hello.response, "greeting:keep")
    before = await scraped(world)

    await a_day_in_vain(world)

    assert grown(before, await scraped(world))["given-up"] == 1


async def test_a_call_for_danger_is_unseen_until_somebody_says_seen(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, "j'ai envie de mourir")
    world.clock.at += timedelta(minutes=1)

    called = await scraped(world)
    async with world.bot.db.transaction() as session:
        await session.execute(update(Ticket).values(alert_at=None, seen_at=world.clock()))
    seen = await scraped(world)

    assert called.value("maraude_danger_alerts_unseen") == 1
    assert called.value("maraude_danger_alerts_unseen_age_seconds") == A_MINUTE
    assert seen.value("maraude_danger_alerts_unseen") == 0


async def test_a_report_that_sounds_like_danger_is_unseen_until_a_lead_deals_with_it(
    world: World,
) -> None:
    await talking(world)
    report = MentorReport(team_id=1, ticket=1, words=world.bot.vault.seal("x"))
    report.written_at = report.alert_at = world.clock()
    async with world.bot.db.transaction() as session:
        session.add(report)
    world.clock.at += timedelta(minutes=1)

    called = await scraped(world)
    async with world.bot.db.transaction() as session:
        await session.execute(update(MentorReport).values(seen_at=world.clock()))
    seen = await scraped(world)

    assert called.value("maraude_danger_reports_unseen") == 1
    assert called.value("maraude_danger_reports_unseen_age_seconds") == A_MINUTE
    assert seen.value("maraude_danger_reports_unseen") == 0


async def test_a_check_in_is_late_from_the_moment_it_should_have_been_asked(world: World) -> None:
    await talking(world)
    due_at = world.clock() + timedelta(minutes=1)
    async with world.bot.db.transaction() as session:
        session.add(CheckIn(ticket_id=1, days=2, due_at=due_at))
        session.add(CheckIn(ticket_id=1, days=7, due_at=due_at, state=CheckInState.SENT))

    early = await scraped(world)
    world.clock.at += timedelta(hours=1, minutes=1)
    late = await scraped(world)

    assert early.value("maraude_check_ins_late") == 0
    assert late.value("maraude_check_ins_late") == 1
    assert late.value("maraude_check_ins_late_age_seconds") == AN_HOUR


async def test_while_the_database_is_away_the_rest_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with watching(world.bot) as watcher:
        monkeypatch.setattr(world.bot.db, "_reading", broken)

        seen = await watcher.scrapes()

    assert seen.value("maraude_database_up") == 0
    assert seen.value("maraude_ready") == 0
    assert seen.value("maraude_gateway_up", shard="0") == 1
    assert seen.value("maraude_deliveries_total", outcome="sent") == 0
    assert seen.value("maraude_deliveries_owed", lane="youth") is None
    assert seen.value("maraude_check_ins_late") is None


async def test_a_scrape_looks_once_and_reads_no_whole_table(world: World) -> None:
    await talking(world)
    asked: list[tuple[str, Any]] = []
    connections: set[int] = set()

    def note(connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        connections.add(id(connection))
        asked.append((statement, values))

    engine = world.bot.db.engine
    event.listen(engine.sync_engine, "before_cursor_execute", note)
    await scraped(world)
    event.remove(engine.sync_engine, "before_cursor_execute", note)

    looks = [(said, values) for said, values in asked if said.startswith("SELECT")]
    assert len(looks) == 1 + len(world.bot.metrics.gauges)
    assert len(connections) == 1
    whole = [table for said, values in looks for table in await whole_tables(engine, said, values)]
    assert whole == []


async def test_a_scrape_tells_of_nobody(world: World, caplog: pytest.LogCaptureFixture) -> None:
    await world.is_set_up()
    await world.ask(world.lina, "j'ai envie de mourir")
    await world.claim(world.sam)
    await world.lina.send_dm("Je m'appelle Lina Zerrouki")
    hers = world.lina.id
    known = [str(hers), str(hers + 1), "lina", "Zerrouki", "mourir", "Les Ponts", "La Place", "Sam"]
    known += [str(place.id) for place in (world.guild, world.staff, world.welcome)]
    known.append(str(world.lina.user.dm_channel.id))

    with caplog.at_level(logging.DEBUG, "aiohttp"):
        async with watching(world.bot) as watcher:
            pages = [await watcher.asks(path) for path in ("/metrics", "/readyz", "/healthz")]

    shown = "\n".join([*(page.text for page in pages), caplog.text])
    assert "maraude_danger_alerts_unseen 1.0" in shown
    assert [one for one in known if one in shown] == []
    assert {label for page in pages[:1] for names in page.labels.values() for label in names} == {
        "kind", "lane", "le", "outcome", "shard", "version",
    }  # fmt: skip


class Interaction:
    """As much of an interaction as the stopwatch looks at."""

    def __init__(self, number: int, kind: InteractionType) -> None:
        self.id, self.type = number, kind


async def test_an_interaction_is_timed_until_discord_has_its_first_answer(world: World) -> None:
    async def discord_says(request: web.Request) -> web.Response:
        await asyncio.sleep(0)
        return web.Response(status=500 if "broken" in request.path else 204)

    app = web.Application()
    app.router.add_post("/{tail:.*}", discord_says)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, HERE, 0).start()
    base = f"http://{HERE}:{runner.addresses[0][1]}/api/v10"
    watch = world.bot.metrics.stopwatch

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(watch.answered)
    async with aiohttp.ClientSession(trace_configs=[trace]) as session:
        for number, kind in enumerate(InteractionType):
            watch.begin(Interaction(number, kind))  # type: ignore[arg-type] - as much as is read
        watch.begin(Interaction(50, InteractionType.component))  # type: ignore[arg-type]
        for path in (
            "/interactions/50/broken/callback",
            "/channels/2/messages",
            *(f"/interactions/{n}/token/callback" for n in range(len(InteractionType))),
            "/interactions/2/token/callback",
            "/interactions/99/token/callback",
        ):
            async with session.post(base + path):
                pass
    await runner.cleanup()

    seen = await scraped(world)
    counted = {
        kind: seen.value("maraude_acknowledgement_seconds_count", kind=kind)
        for kind in KINDS.values()
    }
    assert counted == {"command": 1, "component": 1, "modal": 1, "autocomplete": 1}
    assert list(watch._began) == ["50"]


async def test_what_is_never_answered_is_not_remembered_for_ever(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.metrics.MOST_OPEN", 3)
    watch = world.bot.metrics.stopwatch

    for number in range(5):
        watch.begin(Interaction(number, InteractionType.component))  # type: ignore[arg-type]

    assert list(watch._began) == ["2", "3", "4"]
