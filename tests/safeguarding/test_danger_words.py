"""What sounds like danger, in the spelling of the chat, with its tricks; and what only looks so."""

from pathlib import Path

import pytest

from cogs.safeguarding.rules import (
    FOLDER,
    LEXICON,
    WEIGHTS,
    BadPhrase,
    Kind,
    Lexicon,
    Phrases,
    read,
)
from tests.safeguarding.weigh import labelled, weighed


def judged(name: str, words: Lexicon = LEXICON) -> tuple[float, float]:
    """Return recall and false alarms."""
    heard = [(danger, words.danger_in(said) is not None) for said, danger in labelled(name)]
    dangers = [rings for danger, rings in heard if danger is not None]
    others = [rings for danger, rings in heard if danger is None]
    return sum(dangers) / len(dangers), sum(others) / len(others)


def test_the_sentences_that_the_words_were_written_from_are_told_apart() -> None:
    recall, false_alarms = judged("for_writing")

    assert recall >= 0.98
    assert false_alarms <= 0.05


def test_the_weights_are_those_of_the_sentences() -> None:
    assert WEIGHTS.read_text(encoding="utf-8") == weighed(), "type: make weigh"


def test_what_is_measured_is_never_weighed() -> None:
    weighed_too = {said.casefold() for said, _ in labelled("for_writing")}

    assert not [said for said, _ in labelled("measured") if said.casefold() in weighed_too]


def test_words_weigh_also_without_a_phrase() -> None:
    bare = Lexicon.load()
    bare._always = bare._in_earnest = {kind: Phrases([]) for kind in Kind}

    recall, false_alarms = judged("measured", bare)

    assert recall >= 0.5
    assert false_alarms <= 0.05


def test_what_is_measured_apart_does_not_get_worse() -> None:
    recall, false_alarms = judged("measured")

    assert recall >= 0.95
    assert false_alarms <= 0.10


@pytest.mark.parametrize(
    "words",
    [
        "je veux mourir",
        "JE VEUX MOURIR",
        "jveux mouriiiiir",
        "j'veux mourir",
        "je veux m o u r i r",
        "je veux m\u200bourir",
        "je veux mоurir",
        "je veux \u202emourir\u202c",
        "ｊｅ ｖｅｕｘ ｍｏｕｒｉｒ",
        "j3 v3ux m0ur1r",
    ],
)
def test_tricks_of_spelling_hide_nothing(words: str) -> None:
    assert LEXICON.danger_in(words) is Kind.SUICIDE


def test_a_game_in_one_sentence_does_not_cover_danger_in_another() -> None:
    assert LEXICON.danger_in("gg la ranked mdr. Sinon je veux mourir.") is Kind.SUICIDE


@pytest.mark.parametrize(
    "words",
    [
        "j'ai besoin d'en parler à quelqu'un",
        "c'est anonyme ? c'est vrai ?",
        "je me pose des questions sur la suite",
        "jfais rien de mes journées",
        "jsuis fatigué de chercher, personne me rappelle",
        "tu peux relire ma lettre de motiv ?",
        "j'ai pas envie d'aller en cours",
        "i need someone to listen",
        "my parents are splitting up",
    ],
)
def test_who_asks_for_ordinary_help_sees_no_helplines_for_suicide(words: str) -> None:
    assert LEXICON.danger_in(words) is None


@pytest.mark.parametrize(
    ("words", "danger"),
    [
        ("j'ai besoin de parler, je veux mourir", Kind.SUICIDE),
        ("je voudrais parler de mon orientation et aussi je veux mourir", Kind.SUICIDE),
        ("jfais rien de mes journées, je pense qu'à me tuer", Kind.SUICIDE),
        ("je sais plus pourquoi je continue", Kind.UNNAMED),
        ("ils rentrent et il me frappe encore", Kind.VIOLENCE),
        ("c'est anonyme ? mon père me frappe", Kind.VIOLENCE),
        ("i need someone to listen before i kill myself", Kind.SUICIDE),
    ],
)
def test_the_same_words_hide_no_danger(words: str, danger: Kind) -> None:
    assert LEXICON.danger_in(words) is danger


def test_who_says_that_it_is_no_joke_is_believed() -> None:
    assert LEXICON.danger_in("jvais me suicider mdr") is None
    assert LEXICON.danger_in("jvais me suicider mdr, non c'est pas une blague") is Kind.SUICIDE


def test_the_gravest_danger_is_named() -> None:
    said = "mon père me frappe et je veux mourir"

    assert LEXICON.danger_in(said) is Kind.SUICIDE


@pytest.mark.parametrize("words", ["", " ", "\n\n", "😭" * 2000, "a " * 4000, "🤣/../|" * 700])
def test_anything_can_be_read(words: str) -> None:
    assert LEXICON.danger_in(words) is None


def test_chat_is_read_as_plain_words() -> None:
    assert read("J'suis à l'école, tkt !") == " je suis a lecole tkt / / "


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("suicide", "always = [\n", "this is not TOML"),
        ("suicide", 'always = ["{nobody} dort"]', "«{nobody} dort» cannot be read"),
        ("violence", 'in_earnest = ["?"]', "«?» cannot be read"),
    ],
)
def test_a_phrase_that_cannot_be_read_is_named(
    tmp_path: Path, file: str, content: str, told: str
) -> None:
    for path in FOLDER.iterdir():
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / f"{file}.toml").write_text(content, encoding="utf-8")

    with pytest.raises(BadPhrase) as refusal:
        Lexicon.load(tmp_path)

    assert str(refusal.value).startswith(f"{file}.toml")
    assert told in str(refusal.value)
