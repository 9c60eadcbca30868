"""Compares what stands at the end with what was written: lost, doubled, out of order, wrong."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tests.standin.book import MENTOR, YOUTH, Conversation, Fate, Word, tokens_in
from tests.standin.people import Town
from tests.standin.reading import sentence, text_of


@dataclass
class Verdict:
    """The figures of a run; every list but ``written`` must be empty."""

    written: int = 0
    unknown: int = 0
    lost: list[str] = field(default_factory=list[str])
    doubled: list[str] = field(default_factory=list[str])
    disordered: list[str] = field(default_factory=list[str])
    misplaced: list[str] = field(default_factory=list[str])
    stale: list[str] = field(default_factory=list[str])
    """An edit or a deletion that did not follow."""

    @property
    def is_clean(self) -> bool:
        """Tell whether every promise was kept."""
        return not any([self.lost, self.doubled, self.disordered, self.misplaced, self.stale])

    def lines(self) -> list[str]:
        """Return the figures, and the first of each kind of fault."""
        found = {
            "lost": self.lost,
            "doubled": self.doubled,
            "out of order": self.disordered,
            "misplaced": self.misplaced,
            "wrong after an edit or a deletion": self.stale,
        }
        said = [f"  written or accepted: {self.written}, never answered: {self.unknown}"]
        for name, faults in found.items():
            said.append(f"  {name}: {len(faults)}")
            said += [f"      {fault}" for fault in faults[:8]]
        return said


def judge(town: Town, conversations: Sequence[Conversation]) -> Verdict:
    """Compare."""
    verdict = Verdict()
    known = [talk for talk in conversations if talk.alias]
    whose = {t.id: talk for talk in known for t in town.threads_of(talk.alias)}
    for conversation in known:
        _believe_copies(town, conversation)
        verdict.written += sum(w.fate is Fate.WRITTEN for w in conversation.words)
        verdict.unknown += sum(w.fate is Fate.UNKNOWN for w in conversation.words)
        _judge_thread(verdict, town, conversation)
        if conversation.takes_dms:
            _judge_dm(verdict, town, conversation)
        else:
            _judge_mailbox(verdict, town, conversation)
        _judge_cards(verdict, town, conversation)
    unheard = {f"c{talk.number:02}-" for talk in conversations if not talk.alias}
    for thread in town.threads():
        ours = {f"c{whose[thread.id].number:02}-"} if thread.id in whose else unheard
        for message in town.standing(thread.id):
            for token, _ in tokens_in(text_of(message)):
                if token[:4] not in ours:
                    verdict.misplaced.append(f"{token} stands in the thread {thread.name}")
    return verdict


def _believe_copies(town: Town, conversation: Conversation) -> None:
    """A reply that nobody answered was taken in all the same when its copy stands in the thread."""
    threads = town.threads_of(conversation.alias) if conversation.alias else []
    texts = [text_of(message) for thread in threads for message in town.standing(thread.id)]
    there = {token for text in texts for token, _ in tokens_in(text)}
    for word in conversation.by(MENTOR):
        if word.token in there and word.fate is Fate.UNKNOWN:
            word.fate, word.arrived_late = Fate.WRITTEN, True


def _judge_thread(verdict: Verdict, town: Town, conversation: Conversation) -> None:
    """The mentor reads the youth's words in the thread, and finds a copy of each reply there."""
    seen: list[tuple[str, int]] = []
    for thread in town.threads_of(conversation.alias) if conversation.alias else []:
        for message in town.standing(thread.id):
            seen += tokens_in(text_of(message))
    _judge_place(verdict, "thread", conversation.words, seen)


def _judge_dm(verdict: Verdict, town: Town, conversation: Conversation) -> None:
    """The youth reads the mentor's words in the DM."""
    seen: list[tuple[str, int]] = []
    for message in town.standing(conversation.youth.dm_id):
        if message.author_id != conversation.youth.id:
            seen += tokens_in(text_of(message))
    _judge_place(verdict, "DM", conversation.by(MENTOR), seen)


def _judge_mailbox(verdict: Verdict, town: Town, conversation: Conversation) -> None:
    """The youth must have been shown each of the mentor's words, never twice at once."""
    shown = [[found for text in reading for found in tokens_in(text)]
             for reading in conversation.readings]  # fmt: skip
    ever = {token for reading in shown for token, _ in reading}
    for word in conversation.by(MENTOR):
        is_due = word.fate is Fate.WRITTEN and not (word.taken_back or word.perhaps_taken_back)
        if is_due and word.token not in ever:
            verdict.lost.append(f"{word.token} was never shown in /messages")
    for reading in shown:
        for token, times in Counter(token for token, _ in reading).items():
            if times > 1:
                verdict.doubled.append(f"{token} was shown {times} times at once in /messages")
    in_dm = {t for m in town.standing(conversation.youth.dm_id) for t, _ in tokens_in(text_of(m))}
    verdict.misplaced += [f"{t} stands in a DM that was closed" for t in in_dm]


def _judge_place(
    verdict: Verdict, place: str, words: Iterable[Word], seen: list[tuple[str, int]]
) -> None:
    times = Counter(token for token, _ in seen)
    versions = dict(seen)
    for word in words:
        many = times[word.token]
        is_gone = word.taken_back or word.perhaps_taken_back
        if many > 1:
            verdict.doubled.append(f"{word.token} stands {many} times in the {place}")
        if many == 0 and word.fate is Fate.WRITTEN and not is_gone:
            verdict.lost.append(f"{word.token} is not in the {place}")
        if many and word.taken_back:
            verdict.stale.append(f"{word.token} was deleted and still stands in the {place}")
        elif many and versions[word.token] not in word.versions:
            wanted = "/".join(map(str, sorted(word.versions)))
            verdict.stale.append(
                f"{word.token} reads {versions[word.token]} in the {place}, not {wanted}"
            )
    _judge_order(verdict, place, words, seen)


def _judge_order(
    verdict: Verdict, place: str, words: Iterable[Word], seen: list[tuple[str, int]]
) -> None:
    certain = [word for word in words if word.fate is Fate.WRITTEN and not word.arrived_late]
    sure = {word.token: word.number for word in certain}
    for side in (YOUTH, MENTOR):
        order = [token for token, _ in seen if token in sure and f"-{side}-" in token]
        for before, after in pairwise(order):
            if sure[before] > sure[after]:
                verdict.disordered.append(f"{after} stands after {before} in the {place}")


def _judge_cards(verdict: Verdict, town: Town, conversation: Conversation) -> None:
    """One card, one thread, one of each sentence in the DM."""
    if not conversation.alias:
        return
    who = f"c{conversation.number:02} ({conversation.alias})"
    _judge_count(verdict, f"the card of {who}", len(town.cards_of(conversation.alias)), {1})
    _judge_count(verdict, f"the thread of {who}", len(town.threads_of(conversation.alias)), {1})
    if not conversation.takes_dms:
        return
    texts = [text_of(message) for message in town.standing(conversation.youth.dm_id)]
    received = sentence("tickets-received", alias=conversation.alias)
    claimed = sentence("tickets-claimed", "name", "organisation")
    goodbye = sentence("tickets-goodbye", "days")
    closed = {0, 1} if conversation.is_perhaps_closed else {int(conversation.is_closed)}
    for name, pattern, right in (
        ("received", received, {1}),
        ("claimed", claimed, {1} if conversation.is_claimed else {0, 1}),
        ("goodbye", goodbye, closed),
    ):
        many = sum(pattern.search(text) is not None for text in texts)
        _judge_count(verdict, f"«{name}» of {who}", many, right)


def _judge_count(verdict: Verdict, what: str, many: int, right: set[int]) -> None:
    if many > max(right):
        verdict.doubled.append(f"{what} stands {many} times")
    elif many < min(right):
        verdict.lost.append(f"{what} is missing")
