"""Polls: only those who like to be asked, once a week, counted without a name."""

from itertools import product

import pytest
import simcord

from cogs.voice.rules import LEAST, Result, shown
from models import Community, EntryState, OutboxEntry, Poll, PollVote
from tests.privacy.test_forget import wants_to_be_forgotten
from tests.promises.test_who_may_what import presses
from tests.world import World, answers_of, buttons_of, only_for_them, said, text_of

CHOICES = {"first": "Le samedi", "second": "Le soir"}


async def likes_to_be_asked(world: World, *people: simcord.MemberActor) -> None:
    """These people opened the box and said yes."""
    for person in people:
        await presses(world, person, "voice:ask-me")


async def asks(world: World, question: str = "Quand ouvrir ?", days: int = 7) -> str:
    """Léa writes a poll, looks at it, and sends it; return what she alone read before."""
    look = await world.lea.slash(world.staff, "poll", question=question, days=days, **CHOICES)
    (send,) = buttons_of(answers_of(look)[0])
    read = said(look) if only_for_them(look) else ""
    await world.press(world.lea, answers_of(look)[0], send)
    await world.later(minutes=1)
    return read


def polls_of(world: World, person: simcord.MemberActor) -> list[str]:
    """Return the polls that somebody got."""
    return [words for words in world.in_dm(person) if "comme tu l'as voulu" in words]


async def votes(world: World, person: simcord.MemberActor, choice: int) -> str:
    """Somebody presses a choice below the poll in their DM."""
    poll = [m for m in world.dm_messages(person) if f"poll:1:vote:{choice}" in buttons_of(m)][-1]
    return said(await world.press(person.user, poll, f"poll:1:vote:{choice}"))


def results_in(world: World) -> list[str]:
    """Return the results that stand in the staff channel."""
    return [text_of(m) for m in world.staff.history() if "Résultat" in text_of(m)]


async def test_only_those_who_like_to_be_asked_get_a_poll_with_a_way_out(world: World) -> None:
    await world.is_set_up()
    await likes_to_be_asked(world, world.lina)
    await presses(world, world.noe, "greeting:keep")

    read = await asks(world)

    assert "Rien n'est encore parti" in read
    assert len(polls_of(world, world.lina)) == 1
    assert polls_of(world, world.noe) == []
    assert "privacy:stop" in buttons_of(world.dm_messages(world.lina)[-1])


async def test_nothing_leaves_before_the_coordinator_sends_it(world: World) -> None:
    await world.is_set_up()
    await likes_to_be_asked(world, world.lina)

    await world.lea.slash(world.staff, "poll", question="Quand ?", **CHOICES)
    await world.later(minutes=5)

    assert polls_of(world, world.lina) == []
    await world.later(days=2)
    assert await world.stored(Poll) == []


@pytest.mark.parametrize("why", ["stopped", "blocked", "no longer", "asked this week"])
async def test_who_would_rather_not_is_not_asked(world: World, why: str) -> None:
    await world.is_set_up()
    await likes_to_be_asked(world, world.lina)
    if why == "stopped":
        await world.lina.slash(world.welcome, "stop")
    elif why == "blocked":
        await world.ask(world.lina)
        await world.forge(world.sam, await world.card(), "protection:block:1")
    elif why == "no longer":
        await presses(world, world.lina, "privacy:withdraw:voice")
    else:
        await asks(world, "Et avant ?")

    await asks(world)

    assert not any("Quand ouvrir" in words for words in polls_of(world, world.lina))
    await likes_to_be_asked(world, world.noe)


async def test_after_a_week_somebody_may_be_asked_again(world: World) -> None:
    await world.is_set_up()
    await likes_to_be_asked(world, world.lina)
    await asks(world, "Et avant ?", days=1)

    await world.later(days=7)
    await asks(world)

    assert len(polls_of(world, world.lina)) == 2


async def test_who_got_another_poll_this_week_gets_a_long_one_after_it_and_only_once(
    world: World,
) -> None:
    await world.is_set_up()
    await likes_to_be_asked(world, world.lina)
    await asks(world, "Et avant ?", days=1)
    await likes_to_be_asked(world, world.noe)

    await asks(world, days=20)
    at_once = [len(polls_of(world, who)) for who in (world.lina, world.noe)]
    await world.later(days=6)
    within_the_week = len(polls_of(world, world.lina))
    await world.restart()
    await world.later(days=1)
    await world.later(minutes=1)
    after_it = [len(polls_of(world, who)) for who in (world.lina, world.noe)]
    await world.later(days=8)
    await world.later(minutes=1)

    assert (at_once, within_the_week, after_it) == ([1, 1], 1, [2, 1])
    assert "Quand ouvrir ?" in polls_of(world, world.lina)[-1]
    assert [len(polls_of(world, who)) for who in (world.lina, world.noe)] == [2, 1]


@pytest.mark.parametrize("why", ["over by then", "stopped", "not any more", "new"])
async def test_who_is_not_to_be_asked_by_then_is_not(world: World, why: str) -> None:
    await world.is_set_up()
    if why == "new":
        await asks(world, days=20)
        await likes_to_be_asked(world, world.lina)
    else:
        await likes_to_be_asked(world, world.lina)
        await asks(world, "Et avant ?", days=1)
        await asks(world, days=3 if why == "over by then" else 20)
    if why == "stopped":
        await world.lina.slash(world.welcome, "stop")
    elif why == "not any more":
        await presses(world, world.lina, "privacy:withdraw:voice")

    await world.later(days=8)
    await world.later(minutes=1)

    assert not any("Quand ouvrir" in words for words in polls_of(world, world.lina))


async def test_the_preview_says_when_some_get_it_only_after_another_one(world: World) -> None:
    await world.is_set_up()
    await likes_to_be_asked(world, world.lina)

    first = await asks(world, "Et avant ?", days=1)
    second = await asks(world, days=1)
    await world.later(days=8)
    third = await asks(world)

    warned = ["Un autre sondage est parti" in read for read in (first, second, third)]
    assert warned == [False, True, False]


async def test_a_poll_goes_on_after_a_restart_and_reaches_nobody_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs.voice.queries.AT_ONCE", 1)
    await world.is_set_up()
    await likes_to_be_asked(world, world.lina, world.noe)
    await asks(world)

    async with world.bot.db.transaction() as session:
        (await session.get_one(Poll, 1)).cursor = 0
    await world.restart()
    await world.later(minutes=1)

    assert [len(polls_of(world, who)) for who in (world.lina, world.noe)] == [1, 1]
    sent = [e for e in await world.stored(OutboxEntry) if e.card == "voice.poll"]
    assert [entry.state for entry in sent] == [EntryState.SENT] * 2


async def test_a_vote_counts_once_may_be_changed_and_leads_to_nobody(world: World) -> None:
    await world.is_set_up()
    await likes_to_be_asked(world, world.lina)
    await asks(world)

    await votes(world, world.lina, 0)
    told = await votes(world, world.lina, 1)

    (vote,) = await world.stored(PollVote)
    assert (vote.poll_id, vote.choice) == (1, 1)
    assert vote.lookup == world.bot.vault.mark("poll:1", world.lina.id)
    assert "Le soir" in told


async def test_who_was_not_asked_does_not_vote_nor_for_what_is_no_choice(world: World) -> None:
    await world.is_set_up()
    await likes_to_be_asked(world, world.lina)
    await presses(world, world.noe, "greeting:keep")
    await asks(world)

    answers = [
        said(await presses(world, world.noe, "poll:1:vote:0")),
        said(await presses(world, world.lina, "poll:1:vote:2")),
        said(await presses(world, world.lina, "poll:1:vote:x")),
        said(await presses(world, world.lina, "poll:2:vote:0")),
    ]

    assert all("Je ne trouve pas" in answer for answer in answers)
    assert await world.stored(PollVote) == []


async def test_once_blocked_or_once_the_community_is_gone_nobody_votes(world: World) -> None:
    await world.is_set_up()
    await likes_to_be_asked(world, world.lina, world.noe)
    await asks(world)
    await world.ask(world.noe)
    await world.forge(world.sam, await world.card(), "protection:block:1")

    blocked = await votes(world, world.noe, 0)
    async with world.bot.db.transaction() as session:
        (await session.get_one(Community, 1)).ended_at = world.clock()
    gone = await votes(world, world.lina, 0)

    assert "ne plus répondre à tes messages" in blocked
    assert "Je ne trouve pas" in gone
    assert await world.stored(PollVote) == []


async def test_at_the_end_votes_become_figures_and_few_are_not_shown(world: World) -> None:
    await world.is_set_up()
    await likes_to_be_asked(world, world.lina)
    await asks(world, days=1)
    await votes(world, world.lina, 0)
    async with world.bot.db.transaction() as session:
        session.add_all([PollVote(poll_id=1, choice=0) for _ in range(6)])
        session.add_all([PollVote(poll_id=1, choice=1) for _ in range(3)])

    await world.later(days=1)
    late = await votes(world, world.lina, 1)
    await world.later(days=2)

    assert "finie" in late
    assert await world.stored(PollVote) == []
    (result,) = results_in(world)
    assert "Le samedi : 7" in result
    assert "Le soir : moins de 5" in result
    assert "10" not in result


async def test_a_coordinator_may_end_a_poll_early_with_the_result_it_would_have_had(
    world: World,
) -> None:
    await world.is_set_up()
    await likes_to_be_asked(world, world.lina, world.noe)
    await asks(world)
    await votes(world, world.lina, 0)
    async with world.bot.db.transaction() as session:
        session.add_all([PollVote(poll_id=1, choice=0) for _ in range(6)])
    (running,) = [m for m in world.staff.history() if "poll:1:ask" in buttons_of(m)]

    ask = await world.press(world.lea, running, "poll:1:ask")
    still = await votes(world, world.lina, 0)
    ended = await world.press(world.lea, answers_of(ask)[0], "poll:1:end")
    await world.later(minutes=1)

    assert "Quand ouvrir ?" in text_of(running)
    assert only_for_them(ask)
    assert "Le samedi" in still
    assert "finie" in said(ended)
    assert await world.stored(PollVote) == []
    (result,) = results_in(world)
    assert "Le samedi : 7" in result
    assert "Le soir : moins de 5" in result
    late = [await votes(world, person, 1) for person in (world.noe, world.lina)]
    assert all(told.startswith("Merci") and "finie" in told for told in late)
    again = [await presses(world, world.lea, f"poll:1:{what}") for what in ("ask", "end")]
    assert all("C'est déjà fait" in said(told) for told in again)
    await world.later(days=8)
    assert len(results_in(world)) == 1


async def test_a_poll_that_was_ended_at_once_reaches_nobody(world: World) -> None:
    await world.is_set_up()
    await likes_to_be_asked(world, world.lina)
    look = await world.lea.slash(world.staff, "poll", question="Quand ouvrir ?", **CHOICES)

    await world.press(world.lea, answers_of(look)[0], "poll:1:send")
    await presses(world, world.lea, "poll:1:end")
    await world.later(minutes=1)

    assert polls_of(world, world.lina) == []


async def test_what_still_waits_to_leave_does_not_leave_once_a_poll_was_ended(
    world: World,
) -> None:
    await world.is_set_up()
    await likes_to_be_asked(world, world.lina)
    await world.later(hours=9)
    await asks(world)
    at_night = polls_of(world, world.lina)

    await presses(world, world.lea, "poll:1:end")
    await world.later(hours=12)

    assert at_night == []
    assert polls_of(world, world.lina) == []


async def test_a_draft_has_no_end(world: World) -> None:
    await world.is_set_up()
    await world.lea.slash(world.staff, "poll", question="Quand ?", **CHOICES)

    told = [said(await presses(world, world.lea, f"poll:1:{what}")) for what in ("ask", "end")]

    assert all("C'est déjà fait" in words for words in told)
    assert results_in(world) == []


async def test_a_forgotten_persons_vote_stays_nameless(world: World) -> None:
    await world.is_set_up()
    await likes_to_be_asked(world, world.lina)
    await asks(world)
    await votes(world, world.lina, 0)

    await wants_to_be_forgotten(world)

    assert [(v.choice, v.lookup) for v in await world.stored(PollVote)] == [(0, None)]


async def test_a_poll_needs_two_different_choices(world: World) -> None:
    await world.is_set_up()

    look = await world.lea.slash(
        world.staff, "poll", question="Quand ?", first="Le soir", second="le soir "
    )

    assert "deux choix différents" in said(look)
    assert await world.stored(Poll) == []


@pytest.mark.parametrize(
    ("counts", "result"),
    [
        ([5, 7], Result((5, 7), 12)),
        ([40, 30, 2], Result((40, 30, None), None)),
        ([7, 0], Result((7, None), None)),
        ([4, 4, 10], Result((None, None, 10), None)),
        ([4, 4], Result((None, None), None)),
        ([0, 0], Result((None, None), None)),
    ],
    ids=["enough", "one is few", "none is few too", "two are few", "all are few", "nobody"],
)
def test_which_figures_are_shown(counts: list[int], result: Result) -> None:
    assert shown(counts) == result


@pytest.mark.parametrize("choices", [2, 3, 4])
def test_a_hidden_figure_cannot_be_worked_out(choices: int) -> None:
    """Whatever is hidden might be any number below the limit, as far as what is shown goes."""
    alike: dict[Result, list[tuple[int, ...]]] = {}
    for counts in product(range(8), repeat=choices):
        alike.setdefault(shown(counts), []).append(counts)

    for result, possible in alike.items():
        for place, count in enumerate(result.counts):
            if count is None:
                assert {counts[place] for counts in possible} == set(range(LEAST))
