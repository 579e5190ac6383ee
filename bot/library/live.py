"""The editions now in use; a reload that fails keeps the old ones."""

from __future__ import annotations

import logging
from pathlib import Path

from bot.library.edition import Editions, editions
from bot.library.findings import ContentProblem
from bot.library.loading import load
from bot.library.model import Audience

log = logging.getLogger(__name__)


class LiveEditions:
    """Loads the content at once and again when its files change; raises ContentProblem at first."""

    def __init__(self, content_dir: Path, default_language: str) -> None:
        self._content_dir = content_dir
        self._default = default_language
        self._stamp = self._files()
        self.current: Editions = editions(load(content_dir, default_language))

    def reload_if_changed(self) -> bool:
        """True when changed files were taken over; broken ones are reported, the old text stays."""
        stamp = self._files()
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        try:
            self.current = editions(load(self._content_dir, self._default))
        except (ContentProblem, OSError) as problem:
            log.error("The changed content was not taken over, the old text stays:\n%s", problem)
            return False
        log.info("The changed content is in use.")
        return True

    def tip_ids(self, language: str | None, audience: Audience) -> list[str]:
        """The tips for an audience, in their order; "both" gets them all."""
        wanted = set(Audience) if audience is Audience.BOTH else {audience, Audience.BOTH}
        tips = self.current.of(language).content.tips.values()
        return [tip.id for tip in tips if tip.audience in wanted]

    def _files(self) -> dict[Path, tuple[int, int]]:
        found = {}
        for path in self._content_dir.rglob("*.*"):
            try:
                stat = path.stat()
            except OSError:  # an editor replaced the file at this moment: the next look finds it
                continue
            found[path] = (stat.st_mtime_ns, stat.st_size)
        return found
