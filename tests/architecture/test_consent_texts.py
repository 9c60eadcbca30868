"""A yes is to a wording: whoever changes one changes its version too, and is asked for anew."""

import hashlib

import pytest
from fluent.syntax import FluentSerializer

from bot.consents import TEXT_VERSIONS, TEXTS
from bot.texts import LOCALES
from models import Purpose
from tests.architecture.house import messages

WORDINGS = {
    (Purpose.KEEP_IN_TOUCH, 1): "491a69d3a23c596d",
    (Purpose.CHECK_INS, 1): "aafbe7be44d7a092",
    (Purpose.REFERRAL, 1): "eff9dd6dd7eae7c2",
    (Purpose.PERMANENCES, 1): "80756bb30b42ee90",
    (Purpose.VOICE, 1): "65674d8089c8e7df",
}
"""What was ever asked, by purpose and version. Lines are added, never changed."""


def wording_of(purpose: Purpose) -> str:
    """Return a short mark of all sentences of a purpose, in every language."""
    written = FluentSerializer()
    sentences = [
        f"{locale} {written.serialize_entry(messages(locale)[key])}"
        for locale in sorted(LOCALES)
        for key in TEXTS[purpose]
    ]
    return hashlib.sha256("".join(sentences).encode()).hexdigest()[:16]


@pytest.mark.parametrize("purpose", Purpose)
def test_another_wording_is_another_version(purpose: Purpose) -> None:
    version = TEXT_VERSIONS[purpose]

    assert WORDINGS[purpose, version] == wording_of(purpose), (
        f"the wording of {purpose} changed: raise its version in bot/consents.py, "
        "and add a line above"
    )


@pytest.mark.parametrize("purpose", Purpose)
def test_every_version_that_was_ever_shown_is_still_known(purpose: Purpose) -> None:
    shown = {version for known, version in WORDINGS if known is purpose}

    assert shown == set(range(1, TEXT_VERSIONS[purpose] + 1))
