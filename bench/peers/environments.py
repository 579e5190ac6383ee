"""An environment of its own for each peer, so that no library's packages change another's speed."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.stage import ROOT

BOTS = ROOT / "bench" / "peers" / "bots"
HOME = ROOT / "build" / "bench-peers"


@dataclass(frozen=True, slots=True)
class Peer:
    """A library that people build such bots with, and the small bot in it.

    A ``sequential`` one waits for the API's answer before it takes the next update.
    """

    name: str
    bot: str
    sequential: bool = False

    @property
    def pins(self) -> str:
        """Every package of its environment with its version; the library itself comes first."""
        return (BOTS / f"{self.bot}.txt").read_text(encoding="utf-8")

    @property
    def library(self) -> str:
        return self.pins.split(maxsplit=1)[0].replace("==", " ")

    @property
    def module(self) -> str:
        return f"bench.peers.bots.{self.bot}"


PEERS = (
    Peer("stock PTB", "stock_ptb", sequential=True),
    Peer("tuned PTB", "tuned_ptb"),
    Peer("aiogram", "aiogram_bot"),
    Peer("pyTelegramBotAPI", "pytelegrambotapi_bot"),
)


def python_of(peer: Peer) -> Path:
    """The interpreter of the peer's environment, which is made anew when its pins have changed."""
    folder = HOME / peer.bot
    record = folder / "made-from.txt"
    wanted = f"{sys.version}\n{peer.pins}"
    if not record.is_file() or record.read_text(encoding="utf-8") != wanted:
        _make(folder, BOTS / f"{peer.bot}.txt")
        # Last: an environment whose making broke off has no record, and is made anew.
        record.write_text(wanted, encoding="utf-8")
    return folder / "bin" / "python"


def _make(folder: Path, pins: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
    install = ("install", "--quiet", "--disable-pip-version-check", "--requirement", str(pins))
    subprocess.run([folder / "bin" / "python", "-m", "pip", *install], check=True)
