"""Which jobs each process wakes for itself: what no other can look after in its place."""

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
