"""The bar that tells how far the comparison is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

# Shows what is being done, and counts it when it is done.
Step = Callable[[str], AbstractContextManager[None]]


@contextmanager
def progress(steps: int) -> Iterator[Step]:
    """Draws on standard error, so that the table alone can be sent into a file."""
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task("", total=steps)

        @contextmanager
        def step(name: str) -> Iterator[None]:
            shown.update(task, description=name)
            yield
            shown.advance(task)

        yield step
