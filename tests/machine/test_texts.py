"""Sentences in the reader's language; a missing one is a bug that says so at once."""

from pathlib import Path

import pytest

from bot.texts import MissingText, Texts, locale_of

FRENCH = """
hello = Salut { $name } !
    .about = Une salutation
waiting = { $count ->
    [one] une demande
   *[other] { $count } demandes
}
"""
ENGLISH = """
hello = Hi { $name }!
    .about = A greeting
waiting = { $count ->
    [one] one request
   *[other] { $count } requests
}
"""


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    """Two languages, two sentences."""
    for locale, words in (("fr", FRENCH), ("en", ENGLISH)):
        (tmp_path / locale).mkdir()
        (tmp_path / locale / "some.ftl").write_text(words, encoding="utf-8")
    return Texts(tmp_path)


@pytest.mark.parametrize(
    ("reader", "words"),
    [("fr", "Salut Léa !"), ("fr-CA", "Salut Léa !"), ("en-GB", "Hi Léa!"), ("de", "Hi Léa!")],
)
def test_everybody_reads_their_language_or_english(texts: Texts, reader: str, words: str) -> None:
    assert texts.say(reader, "hello", {"name": "Léa"}) == words
    assert texts.voice(reader)("hello", name="Léa") == words


@pytest.mark.parametrize(
    ("tag", "ours"),
    [
        ("fr", "fr"), ("FR", "fr"), ("fr-FR", "fr"), ("en-US", "en"),
        ("de", None), ("", None), (None, None), ("french", None),
    ],
)  # fmt: skip
def test_a_language_tag_leads_to_one_of_ours_or_none(tag: str | None, ours: str | None) -> None:
    assert locale_of(tag) == ours


def test_ids_and_names_go_in_as_they_are(texts: Texts) -> None:
    assert texts.say("en", "hello", {"name": 123456789012345678}) == "Hi 123456789012345678!"
    assert texts.say("fr", "hello", {"name": "{ $x } **Léa**"}) == "Salut { $x } **Léa** !"
    assert "\u2068" not in texts.say("fr", "hello", {"name": "Léa"})


@pytest.mark.parametrize(
    ("count", "words"), [(1, "une demande"), (0, "une demande"), (5, "5 demandes")]
)
def test_amounts_are_counted_as_the_language_counts(texts: Texts, count: int, words: str) -> None:
    assert texts.say("fr", "waiting", {"count": count}) == words


def test_a_part_of_a_sentence_can_be_said_alone(texts: Texts) -> None:
    assert texts.say("fr", "hello", part="about") == "Une salutation"


def test_what_is_missing_says_so(texts: Texts) -> None:
    with pytest.raises(MissingText, match="nothing"):
        texts.say("fr", "nothing")
    with pytest.raises(MissingText, match=r"hello\.title"):
        texts.say("fr", "hello", part="title")
    with pytest.raises(MissingText, match="name"):
        texts.say("fr", "hello")
    assert texts.has("fr", "hello")
    assert not texts.has("fr", "nothing")
