"""What outreach looks like over months: who comes when, with what, and how it goes on. Shares and
delays are believable guesses, not findings. Pure, but for the draw that is handed over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import exp, log
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from models import Answer, Arrival, CampaignKind, Outcome, ReferralState, Topic

Pick = TypeVar("Pick")

TEAM, GUILD = "La Maraude (simulation)", 1_000_000
HOURS = "lun-ven 10:00-12:30 14:00-22:00; sam-dim 14:00-20:00"
MENTORS = ("Sam", "Inès", "Nadia", "Tom", "Awa")
COMMUNITIES = {"Les Arènes": 0.45, "La Place": 0.35, "Studio 33": 0.2}
"""Two gaming servers and one of music, and how many of all youths come by in each."""


@dataclass(frozen=True)
class Outing:
    """A campaign: in one community or in all, from one part of the whole time to another."""

    name: str
    kind: CampaignKind
    community: str | None
    begins: float
    ends: float
    share: float


OUTINGS = (
    Outing("Stream du mercredi", CampaignKind.STREAM, "Les Arènes", 0.1, 0.3, 0.09),
    Outing("Tournoi des deux rives", CampaignKind.TOURNAMENT, "La Place", 0.38, 0.46, 0.1),
    Outing("Nuit du beat", CampaignKind.MUSIC, "Studio 33", 0.55, 0.6, 0.06),
    Outing("Le mot de Golo", CampaignKind.SHOUT_OUT, None, 0.7, 0.9, 0.08),
)
WEEKDAYS = (1.0, 1.0, 1.7, 1.0, 1.2, 1.3, 1.1)
"""Wednesdays are free."""
BY_HOUR = {
    8: 1, 9: 1, 10: 2, 11: 2, 12: 4, 13: 3, 14: 3, 15: 3, 16: 5, 17: 8, 18: 9, 19: 9, 20: 10,
    21: 9, 22: 6, 23: 3, 0: 1,
}  # fmt: skip
TOPICS = {
    Topic.SCHOOL: 18, Topic.TRAINING: 13, Topic.WORK: 17, Topic.MONEY: 9, Topic.HOUSING: 6,
    Topic.TRANSPORT: 3, Topic.FAMILY: 8, Topic.PERSONAL: 13, Topic.GAMING: 8, Topic.OTHER: 5,
}  # fmt: skip
AGES = {None: 25, "15-17": 25, "18-21": 30, "22-25": 14, "26+": 6}
ENDINGS = {
    Outcome.INFORMED: 24, Outcome.LISTENED: 20, Outcome.LEAD_GIVEN: 17, Outcome.HANDED_OVER: 6,
    Outcome.FIRST_MEETING: 6, Outcome.ENTERED_SUPPORT: 5, Outcome.ENTERED_TRAINING: 4,
    Outcome.ENTERED_JOB: 3, Outcome.ENTERED_OTHER: 1, Outcome.ON_THEIR_OWN: 8,
    Outcome.DECLINED: 3, Outcome.DUPLICATE: 2, Outcome.SPAM: 1,
}  # fmt: skip
URGENT_ENDINGS = {Outcome.PROTECTION: 5, Outcome.LISTENED: 3, Outcome.HANDED_OVER: 2}
NOT_RATED = {Outcome.PROTECTION, Outcome.DUPLICATE, Outcome.WITHDRAWN, Outcome.SPAM}
"""After these nobody is asked how it was."""
ANSWERS = {None: 40, Answer.BETTER: 27, Answer.SAME: 20, Answer.TALK: 6, Answer.STOP: 7}
"""To a check-in; None is silence."""
DECISIONS = {
    None: 12, ReferralState.ACCEPTED: 50, ReferralState.ADDRESS: 24, ReferralState.DECLINED: 14,
}  # fmt: skip
"""About a proposed place."""
ARRIVALS = {
    None: 30, Arrival.WENT: 30, Arrival.APPOINTMENT: 16, Arrival.NO_ANSWER: 8,
    Arrival.NOT_GONE: 12, Arrival.NOT_WANTED: 4,
}  # fmt: skip
SHARES: Mapping[str, float] = {
    "keeps in touch": 0.55,
    "urgent": 0.1,
    "wants check-ins": 0.65,
    "in the mailbox": 0.2,
    "comes again": 0.12,
    "withdraws": 0.03,
    "lapses": 0.04,
    "falls silent": 0.06,
    "is proposed a place": 0.35,
    "stops": 0.05,
    "is forgotten": 0.02,
}

OPENINGS = (
    "Salut, j'aimerais reprendre des cours mais je ne sais pas par où commencer.",
    "Bonjour, je cherche un stage pour le mois prochain.",
    "Je voudrais faire le point avec quelqu'un, sans pression.",
    "Comment on fait un CV quand on n'a jamais travaillé ?",
    "J'ai reçu un courrier que je ne comprends pas.",
    "Je voudrais passer le permis, il existe des aides ?",
)
URGENT_OPENING = "Je veux mourir, je n'en peux plus."
YOUTHS_WORDS = (
    "Merci, je regarde et je te redis.",
    "Oui, c'est bien ça.",
    "Je ne sais pas encore.",
    "D'accord, je vais essayer demain.",
    "Tu peux m'expliquer un peu plus ?",
)
MENTORS_WORDS = (
    "Bonjour, merci d'avoir écrit. Dis-m'en un peu plus si tu veux.",
    "Je regarde ce qui existe près de chez toi.",
    "On peut avancer pas à pas, à ton rythme.",
    "Voilà ce que je te propose. Qu'en penses-tu ?",
)
WHY = "Un endroit où l'on prend le temps d'écouter, c'est gratuit."


@dataclass(frozen=True)
class Plan:
    """How much happens, and when: whole months, up to the day ``until``, not included."""

    seed: int
    until: date
    months: int = 6
    youths: int = 2000
    tickets: int = 400

    @property
    def begins(self) -> date:
        """Return the first day."""
        years, month = divmod(self.until.year * 12 + self.until.month - 1 - self.months, 12)
        return date(years, month + 1, 1)

    @property
    def days(self) -> int:
        """Return how many days there are."""
        return (self.until - self.begins).days

    def day(self, part: float) -> date:
        """Return the day at a part of the whole time."""
        return self.begins + timedelta(days=min(int(self.days * part), self.days - 1))


@dataclass(frozen=True)
class Visit:
    """Somebody comes by for the first time."""

    at: datetime
    community: str
    outing: Outing | None


def picked(draw: Random, among: Mapping[Pick, float]) -> Pick:
    """Return one of several by their weights."""
    return draw.choices(list(among), list(among.values()))[0]


def happens(draw: Random, what: str) -> bool:
    """Tell whether something of which only a share happens does."""
    return draw.random() < SHARES[what]


def hours(draw: Random, usual: float, spread: float = 1.0) -> timedelta:
    """Return a delay with a long tail: half of them are shorter than usual."""
    return timedelta(hours=exp(draw.gauss(log(usual), spread)))


def moment(draw: Random, first: date, last: date, zone: ZoneInfo) -> datetime:
    """Return when somebody comes by, on one of these days: in the evening, on a Wednesday."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    day = draw.choices(days, [WEEKDAYS[day.weekday()] for day in days])[0]
    at = time(picked(draw, BY_HOUR), draw.randrange(60), draw.randrange(60))
    return datetime.combine(day, at, zone).astimezone(UTC)


def visit(draw: Random, plan: Plan, zone: ZoneInfo, *, before: float = 1.0) -> Visit:
    """Return when, where and by which outing somebody comes by.

    Args:
        before: only in the first part of the whole time.
    """
    drawn = picked(draw, {outing: outing.share for outing in OUTINGS} | {None: 0.67})
    outing = drawn if drawn is not None and drawn.ends <= before else None
    first, last = (outing.begins, outing.ends) if outing is not None else (0.0, before)
    community = outing.community if outing is not None else None
    return Visit(
        moment(draw, plan.day(first), plan.day(last), zone),
        community or picked(draw, COMMUNITIES),
        outing,
    )


def awake(at: datetime, zone: ZoneInfo) -> datetime:
    """Return the same moment, or some hours later for who sleeps then."""
    return at + timedelta(hours=9) if at.astimezone(zone).hour < 8 else at  # noqa: PLR2004
