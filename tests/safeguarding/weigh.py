"""Weigh words by the labelled sentences: ``python -m tests.safeguarding.weigh`` writes the file
that the danger words read beside their phrases."""

import math
import tomllib
from collections import Counter
from pathlib import Path

from cogs.safeguarding.rules import WEIGHTS, features_of, read

SENTENCES = Path(__file__).parent / "sentences" / "for_writing.toml"
SEEN_AT_LEAST, SMOOTHING = 2, 0.5
HEAD = """\
# How much a word speaks for danger (above 0) or against it (below), counted in labelled sentences.
# ``mot*`` stands for words that begin so, ``un_mot`` for two in a row. Written by a command: to
# change it, add sentences to tests/safeguarding/sentences/for_writing.toml and type: make weigh
"""


def weighed() -> str:
    """Return the file's text: the logarithm of how much more often a word stands in dangers."""
    seen: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    many: Counter[bool] = Counter()
    for sentence in tomllib.loads(SENTENCES.read_text(encoding="utf-8"))["sentence"]:
        is_danger = "danger" in sentence
        many[is_danger] += 1
        seen[is_danger].update(features_of(read(sentence["words"]).split()))

    def share(word: str, *, is_danger: bool) -> float:
        return (seen[is_danger][word] + SMOOTHING) / (many[is_danger] + 1)

    often = seen[True] + seen[False]
    words = sorted(word for word, count in often.items() if count >= SEEN_AT_LEAST)
    lines = [
        f"{word} {math.log(share(word, is_danger=True) / share(word, is_danger=False)):.2f}"
        for word in words
    ]
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    WEIGHTS.write_text(weighed(), encoding="utf-8")
