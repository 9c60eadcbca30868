"""What sounds like danger, in a youth's own words.

The phrases stand in ``danger/*.toml``, for a youth worker to read and extend. Some always ring;
the others are weighed together with the words around them, by what was learnt from labelled
sentences (``danger/weights.txt``). Nothing of what is read is kept.
"""

import math
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "danger"
WEIGHTS = FOLDER / "weights.txt"
HEAVY = -0.25
"""What two clauses must weigh together to sound like danger; chosen on the labelled sentences, each
fifth weighed by the four others, so that few harmless ones do and no more dangers are missed."""
HEAVY_IN_EARNEST = -1.0
"""What they must weigh when one of them holds a phrase that may be meant in earnest, and no fun: so
that "I want to die" is heard among many words about school."""
PLAINLY_HARMLESS = -1.0
"""What a clause with phrases that always ring must weigh to be taken for a game all the same."""
LONGEST_READ = 6000
"""Characters that are looked at; Discord's longest message has 4,000."""
PAUSED_FOR = timedelta(days=7)
"""How long nothing is asked automatically of somebody who may be in danger."""
CALLED_OFTEN, CALLED_RARELY = timedelta(minutes=10), timedelta(hours=1)
CALLED_AT_MOST, CALLED_WITHIN = 3, timedelta(hours=1)
"""How many times words of one youth call the team anew; those calls come again until somebody has
seen them."""


class Kind(StrEnum):
    """What the danger is about, the gravest first; ``UNNAMED`` when only its words weigh."""

    SUICIDE = "suicide"
    SELF_HARM = "self_harm"
    SEXUAL = "sexual"
    VIOLENCE = "violence"
    FORCED = "forced"
    OTHER_PERSON = "other_person"
    UNNAMED = "unnamed"


class BadPhrase(ValueError):
    """A phrase in a data file that cannot be read; the sentence names the file and the phrase."""


def next_call(since: datetime, now: datetime) -> datetime:
    """Return when a team that has not said "seen" is called again: often in the first hour."""
    return now + (CALLED_OFTEN if now - since < CALLED_RARELY else CALLED_RARELY)


# ------------------------------------------------------------------------------ reading chat

LOOK_ALIKES = str.maketrans("авеікмнорстухѕјαβεηικνορτυχ", "abeikmhopctyxsjabenikvoptux")
DIGITS = str.maketrans("0134578@$€£!|", "oieastbaseeii")
LAUGHS = re.compile("[😂🤣😹😆😅💀☠😭]")
"""Faces that go with a joke; tears of laughter and of sorrow are one face in a chat, so the crying
one counts as a laugh only beside another."""
LEFT_OUT = re.compile(
    r"['`\u2019\u00b4\u02bc\u2018\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0f]"
)
ENDS = re.compile(r"[.!?;:\n\r…()«»\"“”]+(?=\s|$)|[\n\r;…()«»\"“”]+")
SPELT_OUT = re.compile(r"(?<![^\W_])(?:[^\W\d_][\s.\-_*]+){3,}[^\W\d_](?![^\W_])")
WORD = re.compile(r"[^\W_]+(?:[@$€£!|][^\W_]+)*|[,/]")
TWICE = re.compile(r"(.)\1+")
GLUED = re.compile(r"^j(?=[bcdfgklmnpqrstvxz]\w)")
ALONE = frozenset("ldmtsnjc")
SHORT = {
    "jai": "je ai", "g": "je ai", "ge": "je ai", "jé": "je ai", "jy": "je y", "jen": "je en",
    "jpp": "je en peux plus", "jsp": "je sais pas", "jtm": "je t aime", "jspr": "je espere",
    "chui": "je suis", "chuis": "je suis", "shui": "je suis", "jsui": "je suis", "jsu": "je suis",
    "jetais": "je etais", "jarrive": "je arrive", "jarive": "je arrive", "javais": "je avais",
    "jose": "je ose", "jaurais": "je aurais", "jessaie": "je essaie", "jattends": "je attends",
    "qd": "quand", "ds": "dans", "pr": "pour", "tt": "tout", "ttes": "toutes", "tte": "toute",
    "pk": "pourquoi", "pq": "pourquoi", "tjr": "toujours", "tjrs": "toujours", "bcp": "beaucoup",
    "jms": "jamais", "vx": "veux", "veu": "veux", "plu": "plus", "pu": "plus",
    "tlm": "tout le monde", "qqun": "quelquun", "qlq": "quelque", "keskon": "quest ce quon",
    "cest": "ce est", "c": "ce est", "sa": "ca", "stp": "svp", "wanna": "want to",
    "gonna": "going to", "gotta": "got to", "im": "i am", "ive": "i have", "id": "i would",
    "ill": "i will", "dont": "do not", "cant": "can not", "cannot": "can not", "wont": "will not",
    "doesnt": "does not", "didnt": "did not", "isnt": "is not", "u": "you", "ur": "your",
    "mtn": "maintenant", "mnt": "maintenant", "ojd": "aujourdhui", "ajd": "aujourdhui",
    "vs": "vous", "ns": "nous", "k": "que", "ke": "que", "ki": "qui",
    "pcq": "parce que", "psk": "parce que", "jveu": "je veux", "hes": "he is",
    "shes": "she is", "theyre": "they are", "its": "it is",
}  # fmt: skip


def read(words: str) -> str:
    """Return chat as plain words between blanks, each clause closed by ``/``: no accents, no
    apostrophes, no repeated letters, no tricks with look-alikes, common short forms written out."""
    text = unicodedata.normalize("NFKC", words[:LONGEST_READ]).casefold().translate(LOOK_ALIKES)
    text = LEFT_OUT.sub("", text)
    faces = len(LAUGHS.findall(text))
    text = LAUGHS.sub(" mdr " if faces > text.count("😭") or faces > 1 else " ", text)
    text = unicodedata.normalize("NFD", text)
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = text.replace("œ", "oe").replace("æ", "ae")
    text = SPELT_OUT.sub(lambda found: re.sub(r"[\W_]", "", found[0]), text)
    text = ENDS.sub(" / ", text)
    found: list[str] = []
    for word in WORD.findall(text):
        found += _plain(word)
    return f" {' '.join(_joined(found))} / "


def _plain(word: str) -> list[str]:
    if word in {"/", ","}:
        return ["/"] if word == "/" else []
    if not word.isdigit():
        word = word.translate(DIGITS) if any(sign.isalpha() for sign in word) else word
    if word in SHORT:
        return [TWICE.sub(r"\1", part) for part in SHORT[word].split()]
    if word not in KEPT_WHOLE:
        word = GLUED.sub("je ", word)
    return [TWICE.sub(r"\1", part) for part in word.split()]


KEPT_WHOLE = frozenset({"jdr", "jt", "jpg", "jpeg", "json", "js", "jvc"})


def _joined(words: Sequence[str]) -> Iterable[str]:
    """Put ``l air`` together, as ``l'air`` is."""
    waiting = ""
    for word in words:
        if waiting and word[:1] in "aeiouyh":
            whole = waiting + word
            yield from SHORT[whole].split() if whole in SHORT else [whole]
            waiting = ""
            continue
        if waiting:
            yield waiting
            waiting = ""
        if word in ALONE:
            waiting = word
        else:
            yield word
    if waiting:
        yield waiting


# ------------------------------------------------------------------------------ phrases

VOWELS, LONG_ENOUGH = "aeiouyh", 4
ELIDED = "(?:[ldmtsnjc]|qu)"
"""What stands before an apostrophe: ``d'envie`` is found by ``envie``."""
BEGINNING = 5
PIECE = 4
IN_EARNEST = "(in earnest)"
BEFORE = "(before)"
"""What words weigh of which nothing is known."""
GAPS = {"...": r"(?: [^ /]+){0,3}", "......": r"(?: [^ /]+){0,7}"}


@dataclass(frozen=True)
class Phrase:
    """One phrase of a data file. ``anchor`` are the words of which one must stand in a text before
    it is worth looking; a star ends a word that may go on."""

    written: str
    anchor: frozenset[str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What is looked for; made when it is needed first, so that a start takes no time."""
        return re.compile(f"{self.written}(?= )")


def phrase(written: str, groups: Mapping[str, Sequence[str]]) -> Phrase:
    """Return a phrase as it is written in a data file.

    ``a|b`` is one of several words, ``tu*`` a word that begins so, ``x?`` a word that may be
    missing, ``...`` up to three words, ``......`` up to seven, ``{kin}`` a group of ``words.toml``.

    Raises:
        KeyError: when the group does not exist.
        ValueError: when no word is left to look for.
    """
    pattern, anchors = _pattern(written, groups)
    anchor = max(anchors, key=_rarity, default=frozenset[str]())
    if not anchor:
        raise ValueError(written)
    return Phrase(pattern, anchor)


def _pattern(written: str, groups: Mapping[str, Sequence[str]]) -> tuple[str, list[frozenset[str]]]:
    """Return the pattern of a phrase, and for each word that must stand in it, what it may be."""
    pattern, anchors = "", list[frozenset[str]]()
    for element in written.split():
        if element in GAPS:
            pattern += GAPS[element]
            continue
        is_optional = element.endswith("?")
        choices = [_choice(one, groups) for one in element.rstrip("?").split("|") if one]
        if choices:
            pattern += f"(?:{'|'.join(one for one, _ in choices)}){'?' if is_optional else ''}"
            if not is_optional:
                anchors.append(frozenset[str]().union(*(anchor for _, anchor in choices)))
    return pattern, anchors


def _choice(written: str, groups: Mapping[str, Sequence[str]]) -> tuple[str, frozenset[str]]:
    if not written.startswith("{"):
        pattern, anchor = _word(written)
        return pattern, frozenset({anchor})
    found = [_pattern(one, groups) for one in groups[written.strip("{}")]]
    return (
        f"(?:{'|'.join(pattern for pattern, _ in found)})",
        frozenset[str]().union(*(max(anchors, key=_rarity) for _, anchors in found)),
    )


def _rarity(words: frozenset[str]) -> int:
    return min(map(len, words), default=0)


def _word(written: str) -> tuple[str, str]:
    """Return the pattern of one word, with the blank before it, and what must stand in the text."""
    is_stem = written.endswith("*")
    parts = read(written.rstrip("*").replace("_", " ")).strip(" /").split()
    if parts and len(parts[0]) >= LONG_ENOUGH and parts[0][0] in VOWELS:
        pattern = f" {ELIDED}?" + " ".join(parts)
    else:
        pattern = "".join(f" {part}" for part in parts)
    pattern += r"[^ /]*" if is_stem else ""
    return pattern, max(parts, key=len) + ("*" if is_stem else "")


def _known(text: str) -> frozenset[str]:
    """Return the words of a text, also without what was elided before them."""
    words = frozenset(text.split())
    bare = {word[1:] for word in words if word[0] in ALONE and word[1:2] and word[1] in VOWELS}
    return words | bare | {word[2:] for word in words if word.startswith("qu")}


class Phrases:
    """Many phrases, of which only those are looked for whose anchor stands in the text."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._whole: dict[str, list[Phrase]] = defaultdict(list)
        self._begun: dict[str, list[Phrase]] = defaultdict(list)
        for one in phrases:
            for word in one.anchor:
                (self._begun if word.endswith("*") else self._whole)[word.rstrip("*")].append(one)
        self._lengths = sorted({len(begin) for begin in self._begun})

    def worth_a_look(self, words: frozenset[str]) -> set[Phrase]:
        """Return the phrases that these words may hold."""
        found: set[Phrase] = set()
        for word in words:
            found.update(self._whole.get(word, ()))
            for length in self._lengths:
                found.update(self._begun.get(word[:length], ()))
        return found

    def spans(self, text: str, words: frozenset[str]) -> list[tuple[int, int]]:
        """Return where these phrases stand in a text that was read."""
        return [
            found.span() for one in self.worth_a_look(words) for found in one.pattern.finditer(text)
        ]

    def stand_in(self, text: str, words: frozenset[str]) -> bool:
        """Tell whether any of these phrases stands in a text that was read."""
        return any(one.pattern.search(text) for one in self.worth_a_look(words))


@dataclass(frozen=True)
class Clause:
    """One clause of what was read: its words, which dangers always ring in it, which may be meant
    in earnest, and what else speaks for or against it."""

    words: tuple[str, ...]
    rings: tuple[Kind, ...] = ()
    in_earnest: tuple[Kind, ...] = ()
    signs: frozenset[str] = frozenset()


def features_of(clauses: Iterable[Clause]) -> set[str]:
    """Return what is weighed of clauses: each word, its beginning and its pieces if it is long, two
    words in a row or with one or two between them, and what the phrases say. Pieces are what is
    alike in words that each chat spells its own way."""
    words = [word for clause in clauses for word in clause.words]
    signs = frozenset[str]().union(*(clause.signs for clause in clauses))
    beginnings = {f"{word[:BEGINNING]}*" for word in words if len(word) > BEGINNING}
    pieces = {
        f"#{whole[start : start + PIECE]}"
        for word in words
        if len(word) >= PIECE
        for whole in (f"^{word}$",)
        for start in range(len(whole) - PIECE + 1)
    }
    pairs = {
        f"{one}{'_' * apart}{two}"
        for apart in (1, 2, 3)
        for one, two in zip(words, words[apart:], strict=False)
    }
    return {*words, *beginnings, *pieces, *pairs, *signs}


class Lexicon:
    """All phrases: of each danger, of what only looks like one, of what makes fun of it."""

    def __init__(self, files: Mapping[str, Mapping[str, Any]]) -> None:
        self._groups: Mapping[str, Sequence[str]] = files["words"]["groups"]
        self._always = {kind: self._of(files, kind.value, "always") for kind in Kind}
        self._in_earnest = {kind: self._of(files, kind.value, "in_earnest") for kind in Kind}
        self._harmless = self._of(files, "not_danger", "harmless")
        self._fun = self._of(files, "not_danger", "fun")
        self._stories = self._of(files, "not_danger", "stories")
        self._serious = self._of(files, "not_danger", "serious")
        self._weights: Mapping[str, float] = files["weights"]
        self._before: float = self._weights.get(BEFORE, 0.0)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Lexicon":
        """Read the data files.

        Raises:
            BadPhrase: when one of them cannot be read.
        """
        files: dict[str, Any] = {}
        for path in sorted(folder.glob("*.toml")):
            try:
                files[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
            except tomllib.TOMLDecodeError as problem:
                raise BadPhrase(f"{path.name}: this is not TOML: {problem}") from problem
        lines = (folder / WEIGHTS.name).read_text(encoding="utf-8").splitlines()
        pairs = [line.rsplit(" ", 1) for line in lines if not line.startswith("#")]
        files["weights"] = {word: float(weight) for word, weight in pairs}
        return cls(files)

    def danger_in(self, words: str) -> Kind | None:
        """Return the gravest danger that these words sound like, or None.

        Some phrases ring by themselves, unless their clause is plainly about a game; the others, a
        laugh, a game or "no joke" beside them, and all the words weigh together, two clauses at a
        time. A film, a book or a lesson takes the force out of its clause.
        """
        clauses = self.clauses_of(words)
        found = [
            kind
            for clause in clauses
            if clause.rings and self._weight(features_of([clause])) > PLAINLY_HARMLESS
            for kind in clause.rings
        ]
        if self._are_heavy(clauses):
            found += [kind for clause in clauses for kind in clause.in_earnest] or [Kind.UNNAMED]
        return min(found, key=list(Kind).index, default=None)

    def clauses_of(self, words: str) -> list[Clause]:
        """Read what somebody wrote, clause by clause."""
        text = read(words)
        known = _known(text)
        is_serious = self._serious.stand_in(text, known)
        whole = text.split(" /")
        for start, end in sorted(self._harmless.spans(text, known), reverse=True):
            text = f"{text[:start]} _{'_' * (end - start - 2)}{text[end:]}"
        return [
            self._clause(f"{left} ", f"{said} ", is_serious=is_serious)
            for left, said in zip(text.split(" /"), whole, strict=True)
            if said.strip()
        ]

    def _clause(self, left: str, said: str, *, is_serious: bool) -> Clause:
        """Return a clause; ``left`` is what is left of it without what only looks like danger."""
        known, all_known = _known(left), _known(said)
        is_story = self._stories.stand_in(said, all_known)
        is_fun = self._fun.stand_in(said, all_known)
        rings = [kind for kind in Kind if self._always[kind].stand_in(left, known)]
        in_earnest = [kind for kind in Kind if self._in_earnest[kind].stand_in(left, known)]
        signs = {
            "(rings)": bool(rings),
            IN_EARNEST: bool(in_earnest) and not is_fun,
            "(for fun)": bool(in_earnest) and is_fun,
            "(fun)": is_fun,
            "(story)": is_story,
            "(serious)": is_serious,
            "(harmless)": "_" in left,
        }
        return Clause(
            tuple(said.split()),
            () if is_story else tuple(rings),
            tuple(in_earnest),
            frozenset(sign for sign, stands in signs.items() if stands),
        )

    def _are_heavy(self, clauses: Sequence[Clause]) -> bool:
        """Tell whether any two clauses in a row weigh as much as danger does."""
        windows = list(pairwise(clauses)) if len(clauses) > 1 else [tuple(clauses)]
        return any(
            self._weight(features_of(window))
            > (HEAVY_IN_EARNEST if any(IN_EARNEST in one.signs for one in window) else HEAVY)
            for window in windows
        )

    def _weight(self, features: Iterable[str]) -> float:
        known = [self._weights[one] for one in features if one in self._weights]
        return self._before + sum(known) / math.sqrt(len(known) or 1)

    def _of(self, files: Mapping[str, Mapping[str, Any]], file: str, name: str) -> Phrases:
        compiled: list[Phrase] = []
        for written in files.get(file, {}).get(name, ()):
            try:
                compiled.append(phrase(written, self._groups))
            except (KeyError, ValueError) as problem:
                raise BadPhrase(f"{file}.toml, {name}: «{written}» cannot be read.") from problem
        return Phrases(compiled)


LEXICON = Lexicon.load()
