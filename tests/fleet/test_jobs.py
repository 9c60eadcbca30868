"""Which jobs each process wakes for itself: what no other can look after in its place."""

import pytest

from bot.budget import LANE, Lane, in_lane
from bot.fleet import WORKER
from bot.scheduler import name_of
from tests.world import World


async def test_what_only_one_process_knows_is_looked_after_in_each(world: World) -> None:
    """A worker that took the turn of the sign of life would give none: it hears no Discord."""
    in_each = {name_of(job) for job, _, is_everywhere in world.bot.scheduler._jobs if is_everywhere}

    assert in_each == {
        "bot.app.Maraude.beat",
        "bot.app.Maraude.remember_all",
        "bot.delivery.Courier.look",
        "bot.servers.Servers.look_at_teams",
        "cogs.permanences.jobs.look_at_discord",
        "cogs.privacy.jobs.scrub_again",
        "cogs.relay.inbox.Inbox.retry",
        "cogs.setup.jobs.look_at_servers",
        "cogs.teams.jobs.look_where_we_are",
    }


@pytest.mark.parametrize(
    ("asks", "in_whose_lane"),
    [(Lane.FIRST, Lane.LIVE), (Lane.CAMPAIGN, Lane.LIVE), (Lane.DANGER, Lane.DANGER)],
    ids=["a job", "a campaign", "a call for danger"],
)
async def test_a_server_for_which_others_may_wait_is_asked_for_without_delay(
    world: World, monkeypatch: pytest.MonkeyPatch, asks: Lane, in_whose_lane: Lane
) -> None:
    """One process asks for one server at a time: who is in danger may come behind a job."""
    lanes: list[Lane] = []
    usual = world.bot.http.get_guild

    async def get_guild(*where: object, **how: object) -> object:
        lanes.append(LANE.get())
        return await usual(*where, **how)  # type: ignore[arg-type] - handed on as it came

    monkeypatch.setattr(world.bot, "part", WORKER)
    monkeypatch.setattr(world.bot.http, "get_guild", get_guild)
    with in_lane(asks):
        await world.bot.servers.visit(world.guild.id)
        lanes.append(LANE.get())

    assert lanes == [in_whose_lane, asks]
