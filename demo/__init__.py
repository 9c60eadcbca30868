"""A Discord to try Maraude in, without Discord: nothing in bot, cogs or models knows about it."""

from importlib.metadata import PackageNotFoundError, version

SIMCORD = "3.2.1"


class WrongSimulator(Exception):
    """The playground does not run with this version of simcord. The sentence says what to do."""


def require_known_simcord() -> None:
    """Look before leaping: the playground leans on what may change in any release of simcord.

    Raises:
        WrongSimulator: with the command that mends it.
    """
    try:
        found = version("simcord")
    except PackageNotFoundError:
        found = "none"
    if found != SIMCORD:
        raise WrongSimulator(
            f"The playground needs simcord {SIMCORD}, found {found}. "
            f'Mend it with: pip install "simcord=={SIMCORD}"'
        )
