"""Which words ask to go on elsewhere, and how many pictures pass. Pure."""

import re
from datetime import timedelta

PICTURES, PICTURES_WITHIN = 40, timedelta(hours=1)
"""How many pictures of one youth pass within that time."""

ELSEWHERE = re.compile(
    r"\b(?:ajoute|rajoute|add|dm|mp|écris|ecris|appelle|rejoins|hmu)[ -]?(?:-?moi|me|sur|on)?\b"
    r".{0,25}"
    r"\b(?:insta|instagram|snap|snapchat|whatsapp|telegram|signal|tiktok|facebook|messenger|fb|tel|num)"
    r"|\b(?:mon|my|ton|your|ta|ma|le)\s+(?:insta|snap|whatsapp|telegram|numéro|numero|num|number|tel"
    r"|téléphone|telephone|phone|facebook|06|07|adresse|address|vrai compte)\b"
    r"|\b(?:on se (?:voit|capte|retrouve)|let'?s meet|meet me|viens chez moi|come to my place)\b"
    r"|\b(?:ajoute-?moi|add me|rajoute-?moi)\b"
    r"|(?<![\d.])(?:\+\d{1,3}[ .-]?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)",
    re.IGNORECASE,
)


def asks_to_move(words: str) -> bool:
    """Tell whether words ask to go on in another app, by telephone or in person."""
    return ELSEWHERE.search(words) is not None
