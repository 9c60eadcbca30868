"""Many towns on the stage, and what their people do: typed, pressed, filled in."""

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.stage import Flight, Raw, Stage
from tests.standin.people import (
    COMMAND,
    COMPONENT,
    FORM,
    Person,
    Town,
    a_town,
    addresses_of,
    filled,
)

TOWNS = 20
MENTORS = 4
"""In each town: a team with a handful of people."""
WORDS = "Je cherche un stage pour le mois de mars, par où est-ce que je commence ?"


class Crowd:
    """Towns with people.

    Args:
        youths: how many in all; nobody does the same thing twice before everybody did it once.
    """

    def __init__(
        self, stage: Stage, *, youths: int, towns: int = TOWNS, mentors: int = MENTORS
    ) -> None:
        self.stage = stage
        each = math.ceil(youths / towns)
        self.towns = [a_town(stage, youths=each, mentors=mentors) for _ in range(towns)]
        self.youths = _in_turn([(t, who) for t in self.towns for who in t.youths], towns)
        self.mentors = _in_turn([(t, who) for t in self.towns for who in t.mentors], towns)
        self._forms: dict[int, Raw] = {}

    @property
    def everybody(self) -> int:
        """Return how many youths there are."""
        return sum(len(town.youths) for town in self.towns)

    def talk(self) -> Iterator[Flight]:
        """Youths type /talk, one after the other."""
        for town, youth in itertools.cycle(self.youths):
            yield self._flies(youth, COMMAND, town.welcome_id, youth.typed("talk"))

    def messages(self) -> Iterator[Flight]:
        """Youths type /messages."""
        for town, youth in itertools.cycle(self.youths):
            yield self._flies(youth, COMMAND, town.welcome_id, youth.typed("messages"))

    def queue(self) -> Iterator[Flight]:
        """Mentors type /queue."""
        for town, mentor in itertools.cycle(self.mentors):
            yield self._flies(mentor, COMMAND, town.staff_id, mentor.typed("queue"))

    def learn(self, opened: Flight, town: Town) -> None:
        """Keep the form that was opened in a town."""
        self._forms[town.guild_id] = opened.said[0]

    def requests(self, wishes: Sequence[str] = ()) -> Iterator[Flight]:
        """Youths send the form in, each once; the form of each town is known."""
        for town, youth in self.youths:
            yield self.request(town, youth, wishes)

    def request(self, town: Town, youth: Person, wishes: Sequence[str] = ()) -> Flight:
        """One youth sends the form in."""
        given = {"topic": ["school"], "words": WORDS, "age": [], "wishes": [*wishes]}
        data = filled(self._forms[town.guild_id], given)
        return self._flies(youth, FORM, town.welcome_id, data)

    def claims(self) -> Iterator[Flight]:
        """Mentors claim what waits, each card once, town by town in turn."""
        cards = [self.claimable(town) for town in self.towns]
        for number, row in enumerate(itertools.zip_longest(*cards)):
            for town, found in zip(self.towns, row, strict=True):
                if found is not None:
                    mentor = town.mentors[number % len(town.mentors)]
                    yield self.press(mentor, *found)

    def press(self, who: Person, message: Any, address: str) -> Flight:
        """Somebody presses a button."""
        data = {"custom_id": address, "component_type": 2}
        return self._flies(who, COMPONENT, message.channel_id, data, message)

    def type(self, who: Person, channel_id: int, command: str, **options: str) -> Flight:
        """Somebody types a command."""
        return self._flies(who, COMMAND, channel_id, who.typed(command, **options))

    def claimable(self, town: Town) -> list[tuple[Any, str]]:
        """Return the cards of a town that can be claimed, oldest first, each with the address."""
        return [
            (card, address)
            for card in town.standing(town.staff_id)
            for address in addresses_of(card)
            if address.endswith(":claim")
        ]

    def count_claimable(self) -> int:
        """Return how many cards carry a button to claim."""
        return sum(len(self.claimable(town)) for town in self.towns)

    def _flies(
        self, who: Person, kind: int, channel_id: int, data: Raw, message: Any = None
    ) -> Flight:
        _, payload = who.interaction(kind, channel_id, data, message)
        return self.stage.expect(payload)


def _in_turn(people: list[tuple[Town, Person]], towns: int) -> list[tuple[Town, Person]]:
    """Return people so that neighbours in the list live in different towns."""
    each = len(people) // towns
    return [people[town * each + number] for number in range(each) for town in range(towns)]
