"""The preview is for the person at this machine, and for nobody else."""

from __future__ import annotations

import pytest

from bot.fatal_errors import Misconfigured
from bot.settings import Settings
from handlers.preview import serve_preview


def never(address: str) -> None:
    raise AssertionError(f"it listens on {address}")


@pytest.mark.parametrize(
    "listen",
    ["0.0.0.0:8080", "[::]:8080", "192.0.2.7:8080", "10.0.0.7:8080", "planted.example:8080"],
)
async def test_an_address_that_others_reach_is_refused_in_one_sentence(listen: str) -> None:
    with pytest.raises(Misconfigured) as refused:
        await serve_preview(Settings(_env_file=None, listen=listen), never)
    assert str(refused.value) == (
        "Whoever reaches the preview can write as anybody in it, so it listens on this machine "
        f"only and not on {listen}: set LISTEN to 127.0.0.1:8080."
    )


class Listens(Exception):
    """The preview said its address, and that is enough."""


async def test_it_listens_at_the_newer_address_of_this_machine_too() -> None:
    def announce(root: str) -> None:
        assert root.startswith("http://[::1]:")
        raise Listens

    with pytest.raises(Listens):
        await serve_preview(Settings(_env_file=None, listen="[::1]:0"), announce)
