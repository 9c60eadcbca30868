"""The half-year before: made-up figures, so that there is something to compare with."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, TypeVar

from models import Campaign, CampaignKind, Community, Hour, Outcome, Team, Topic

Thing = TypeVar("Thing")

MONTHS = 7
SEEN = (140, 300)
"""Panel presses in a month and a community."""
SHARES = {
    "opted-in": 0.3,
    "asked": 0.22,
    "claimed": 0.21,
    "answered": 0.2,
    "conversation": 0.18,
    "referral-offered": 0.09,
    "referral-accepted": 0.06,
    "referral-arrived": 0.035,
    "closed": 0.19,
    "asked-to-rate": 0.17,
    "rated": 0.1,
}
TOPICS = {
    Topic.SCHOOL: 5, Topic.TRAINING: 3, Topic.WORK: 5, Topic.MONEY: 2, Topic.HOUSING: 2,
    Topic.PERSONAL: 4, Topic.FAMILY: 2, Topic.GAMING: 3,
}  # fmt: skip
OUTCOMES = {
    Outcome.INFORMED: 5, Outcome.LISTENED: 5, Outcome.LEAD_GIVEN: 4, Outcome.HANDED_OVER: 2,
    Outcome.FIRST_MEETING: 2, Outcome.ENTERED_SUPPORT: 2, Outcome.ENTERED_TRAINING: 2,
    Outcome.ENTERED_JOB: 1, Outcome.ON_THEIR_OWN: 2, Outcome.NO_NEWS: 4,
}  # fmt: skip
HOURS = {Hour.OPEN: 5, Hour.CLOSED: 3}
MARKS = {"1": 1, "2": 1, "3": 4, "4": 9, "5": 12}
OUTING = {"fr": "Tournoi de rentrée", "en": "Back-to-school tournament"}


def outing(team: Team, today: date, language: str) -> Campaign:
    """Return the outing of last month, which is over."""
    ends = today.replace(day=1) - timedelta(days=1)
    begins = team.created_at - timedelta(days=60)
    return Campaign(
        team_id=team.id,
        everywhere=True,
        name=OUTING[language],
        kind=CampaignKind.TOURNAMENT,
        starts_on=ends - timedelta(days=9),
        ends_on=ends,
        created_at=begins,
        posted_at=begins,
        ended_at=team.created_at - timedelta(days=1),
    )


def half_a_year(
    communities: list[Community], campaign: Campaign, today: date
) -> Iterator[dict[str, Any]]:
    """Yield the columns of what was counted in the months that are over, the same every time."""
    lot = random.Random(42)  # noqa: S311 - a story, not a secret
    last = today.replace(day=1) - timedelta(days=1)
    for back in range(MONTHS):
        for community in communities:
            seen = lot.randint(*SEEN) * (MONTHS - back // 2) // MONTHS
            for what, share in {"seen": 1.0, **SHARES}.items():
                for _ in range(round(seen * share)):
                    fact = _fact(lot, what, community, last)
                    if back == 0 and lot.random() < 0.4:
                        fact["campaign_id"] = campaign.id
                    yield fact
        last = last.replace(day=1) - timedelta(days=1)


def _fact(lot: random.Random, what: str, community: Community, last: date) -> dict[str, Any]:
    fact: dict[str, Any] = dict.fromkeys(("topic", "outcome", "choice", "minutes", "campaign_id"))
    day = last.replace(day=lot.randint(1, last.day))
    fact |= {"team_id": community.team_id, "community_id": community.id, "what": what, "day": day}
    if what not in {"seen", "opted-in", "rated", "asked-to-rate"}:
        fact["topic"] = _drawn(lot, TOPICS)
    if what == "closed":
        fact["outcome"] = _drawn(lot, OUTCOMES)
    if what == "rated":
        fact["choice"] = _drawn(lot, MARKS)
    if what in {"asked", "answered"}:
        fact["choice"] = _drawn(lot, HOURS)
    if what in {"claimed", "answered"}:
        fact["minutes"] = round(lot.lognormvariate(4.2, 1.0))
    return fact


def _drawn(lot: random.Random, shares: dict[Thing, int]) -> Thing:
    return lot.choices(list(shares), list(shares.values()))[0]
