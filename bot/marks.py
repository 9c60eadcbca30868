"""An invisible mark at the end of what Maraude posts, by which it knows its own message again.

Discord remembers a nonce for minutes only. The mark stays as long as the message: after a crash or
a lost answer, whoever looks into the channel's history can tell what was posted already.
"""

from bot.vault import Vault

SIGNS = "\u200b\u200c\u2060\u2063"
"""Four signs without width, two bits each."""
MARKED_BYTES = 8
MARK_LENGTH = MARKED_BYTES * 4
INVISIBLE = str.maketrans("", "", SIGNS)


def mark_of(vault: Vault, number_of_it: int, what: str = "delivery") -> str:
    """Return the mark of a delivery, or of something else that Maraude made: 32 signs without width
    that only these keys can make."""
    number = int.from_bytes(vault.mark(what, number_of_it)[:MARKED_BYTES])
    return "".join(SIGNS[(number >> shift) & 3] for shift in range(0, MARKED_BYTES * 8, 2))


def without_marks(text: str) -> str:
    """Return the words as a person reads them."""
    return text.translate(INVISIBLE)
