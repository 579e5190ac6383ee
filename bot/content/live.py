"""The editions now in use; a reload that fails keeps the old ones."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from bot.content.edition import Editions, editions
from bot.content.findings import ContentProblem
from bot.content.language_folders import files, language_folders, left_out, rule_folders
from bot.content.loading import load
from bot.content.model import Audience
from bot.content.numbers_file import NAME as NUMBERS
from bot.content.urgent_rules_file import NAME as URGENT_RULES
from bot.log_throttle import EACH_TIME

log = logging.getLogger(__name__)

_READ = (("", "*.yaml"), ("", "*.ftl"), ("sections", "*.md"), ("faq", "*.md"))


class LiveEditions:
    """Loads the content at once and again when its files change; raises ContentProblem at first."""

    def __init__(self, content_dir: Path, default_language: str) -> None:
        self._content_dir = content_dir
        self._default = default_language
        self._stamp = self._files()
        self.current: Editions = self._read()

    def reload_if_changed(self) -> bool:
        """True when changed files were taken over; never raises: broken ones are reported in one
        sentence, and the old text stays."""
        stamp = self._files()
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        try:
            self.current = self._read()
        except ContentProblem as problem:
            first, *others = problem.findings
            more = f" There are {len(others)} more: run the check." if others else ""
            sentence = "The changed content is not taken over, the old stays: %s%s"
            log.error(sentence, first, more, extra=EACH_TIME)
            return False
        log.info("The changed content is in use.", extra=EACH_TIME)
        return True

    def tip_ids(self, language: str | None, audience: Audience) -> list[str]:
        """The tips for an audience, in their order; "both" gets them all."""
        wanted = set(Audience) if audience is Audience.BOTH else {audience, Audience.BOTH}
        tips = self.current.of(language).content.tips.values()
        return [tip.id for tip in tips if tip.audience in wanted]

    def _read(self) -> Editions:
        read = editions(load(self._content_dir, self._default))
        for finding in left_out(self._content_dir):
            log.warning("%s", finding)
        return read

    def _files(self) -> dict[Path, tuple[int, int]]:
        """What every file that is read looks like from outside."""
        found = {}
        for path in self._paths():
            try:
                stat = path.stat()
            except OSError:  # an editor replaces it at this moment: the next look finds it
                continue
            found[path] = (stat.st_mtime_ns, stat.st_size)
        return found

    def _paths(self) -> Iterator[Path]:
        yield self._content_dir / NUMBERS
        for folder in rule_folders(self._content_dir, URGENT_RULES):
            yield folder / URGENT_RULES
        for folder in language_folders(self._content_dir):
            for room, name in _READ:
                yield from files(folder / room, name)
