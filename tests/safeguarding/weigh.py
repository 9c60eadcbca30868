"""Weigh words by the labelled sentences: ``python -m tests.safeguarding.weigh`` writes the file
that the danger words read beside their phrases.

A logistic regression, learnt sentence by sentence with steps that shrink for what was seen often
(AdaGrad); the weights of the later rounds are averaged. The same sentences give the same weights.
"""

import math
import random
import tomllib
from collections import Counter
from pathlib import Path

from cogs.safeguarding.rules import BEFORE, WEIGHTS, Lexicon, features_of

SENTENCES = Path(__file__).parent / "sentences"
SEEN_AT_LEAST, ROUNDS, AVERAGED = 3, 20, 10
STEP, STEP_BEFORE, PULL = 0.5, 0.05, 0.01
HEAD = """\
# How much a word speaks for danger (above 0) or against it (below), learnt from labelled sentences.
# ``mot*`` stands for words that begin so, ``un_mot`` for two in a row, ``un__mot`` and ``un___mot``
# for two with one or two between them, ``#mot$`` for a piece of a word (``^`` and ``$`` are its
# ends), what is in brackets for what the phrases say. Written by a command: to change it, add
# sentences to tests/safeguarding/sentences/for_writing.toml and type make weigh
"""


def labelled(name: str) -> list[tuple[str, str | None]]:
    """Return sentences with the danger that they are about, if any."""
    files = tomllib.loads((SENTENCES / f"{name}.toml").read_text(encoding="utf-8"))
    return [
        (words, None if danger == "harmless" else danger)
        for danger, sentences in files.items()
        for words in sentences
    ]


def weighed() -> str:
    """Return the file's text."""
    weights = learnt([(words, danger is not None) for words, danger in labelled("for_writing")])
    lines = [f"{word} {weight:.2f}" for word, weight in sorted(weights.items())]
    return HEAD + "\n".join(lines) + "\n"


def learnt(sentences: list[tuple[str, bool]]) -> dict[str, float]:
    """Return what each feature weighs."""
    lexicon = Lexicon.load()
    read = [(features_of(lexicon.clauses_of(words)), label) for words, label in sentences]
    often = Counter(feature for features, _ in read for feature in features)
    kept = [([f for f in sorted(fs) if often[f] >= SEEN_AT_LEAST], label) for fs, label in read]
    weights, seen = dict.fromkeys(often, 0.0), dict.fromkeys(often, 1.0)
    total, before, total_before = dict.fromkeys(often, 0.0), 0.0, 0.0
    dice = random.Random(0)  # noqa: S311 - must be repeatable
    for round_ in range(ROUNDS):
        dice.shuffle(kept)
        for features, label in kept:
            share = 1 / math.sqrt(len(features) or 1)
            sum_ = before + share * sum(weights[feature] for feature in features)
            error = 1 / (1 + math.exp(-sum_)) - label
            before -= STEP_BEFORE * error
            for feature in features:
                slope = error * share + PULL * weights[feature]
                seen[feature] += slope * slope
                weights[feature] -= STEP * slope / math.sqrt(seen[feature])
        if round_ >= ROUNDS - AVERAGED:
            total_before += before
            for feature, weight in weights.items():
                total[feature] += weight
    mean = {feature: weight / AVERAGED for feature, weight in total.items()}
    mean[BEFORE] = total_before / AVERAGED
    return {feature: weight for feature, weight in mean.items() if abs(weight) >= 0.005}


if __name__ == "__main__":
    WEIGHTS.write_text(weighed(), encoding="utf-8")
