"""One database, one bot: two processes would send every tip twice."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import IO

from bot.store.problems import in_use, unusable_folder


class ProcessLock:
    """Held from opening to closing; the operating system lets go of it when a process dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Raises a ``DatabaseProblem`` that names the process that holds it."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = Path(f"{self._path}.lock").open("a+", encoding="ascii")  # noqa: SIM115 -- held open
        except OSError as error:
            raise unusable_folder(self._path, error) from error
        try:
            _lock(file)
        except OSError as error:
            file.seek(0)
            holder = file.read().strip()
            file.close()
            if error.errno in {errno.EACCES, errno.EAGAIN}:
                raise in_use(self._path, holder) from error
            raise unusable_folder(self._path, error) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file

    def release(self) -> None:
        # The file stays: removing it would let two processes each lock a file of their own.
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        file.seek(1 << 20)  # a byte far behind the text, which stays readable
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
