"""The command line: one word for each thing that an operator or editor does."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from bot.clock import SystemClock
from bot.content.findings import ContentProblem
from bot.content.live import LiveEditions
from bot.fatal_errors import CannotStart, Misconfigured
from bot.logs import set_up_logging
from bot.settings import ENV_FILE, Settings, SettingsProblem, read_settings
from bot.store.problems import DatabaseProblem

Work = Coroutine[Any, Any, None]
ServeLive = Callable[[Settings], Work]
ServePreview = Callable[[Settings, Callable[[str], None]], Work]
LoopFactory = Callable[[], asyncio.AbstractEventLoop]

# A supervisor tells by it whether to start the bot again (systemd's RestartPreventExitStatus=78).
MAY_MEND_ITSELF = 1
NEEDS_A_PERSON = 78  # EX_CONFIG of sysexits.h

# The extra "editorial" of pyproject.toml: the running bot needs none of it.
EDITORS_TOOLS = ("phonenumbers", "syllapy")

NO_TOKEN = "There is no BOT_TOKEN yet, so this is the preview: the whole bot, without Telegram."  # noqa: S105 -- a sentence
LIVE_REFUSED = (
    "There is no BOT_TOKEN, and without one the bot cannot run: write the token that @BotFather "
    'gives you into .env, as BOT_TOKEN=..., or try the bot without one with "make preview".'
)
PREVIEW_REFUSED = (
    "BOT_TOKEN is set, and the preview does not start beside a live token: put a # before it in "
    '.env, or start the preview with an empty one, as "BOT_TOKEN= make preview".'
)
NO_TOOLS = (
    "The editors' tools are not installed here: "
    "run \"make install\", or: pip install '.[editorial]'."
)


@dataclass(frozen=True, slots=True)
class _Starting:
    """The two ways to serve; what keeps the bot from it is one sentence and an exit code."""

    serve_live: ServeLive
    serve_preview: ServePreview
    new_loop: LoopFactory

    def live(self, settings: Settings) -> None:
        if settings.bot_token is None:
            _give_up(SettingsProblem(LIVE_REFUSED))
        typer.echo("The bot is starting. Stop it with Ctrl+C.")
        self._start(self.serve_live, settings)

    def preview(self, settings: Settings) -> None:
        self._start(lambda s: self.serve_preview(s, _announce), settings)

    def _start(self, work: ServeLive, settings: Settings) -> None:
        set_up_logging(settings.log_level)
        try:
            with asyncio.Runner(loop_factory=self.new_loop) as runner:
                runner.run(work(settings))
        except (ContentProblem, DatabaseProblem, CannotStart) as problem:
            _give_up(problem)


def command_line(
    serve_live: ServeLive, serve_preview: ServePreview, new_loop: LoopFactory
) -> typer.Typer:
    """The commands; the two ways to serve come from outside, for they know Telegram.

    They run on a loop from ``new_loop``.
    """
    app = typer.Typer(
        help="A Telegram bot for support groups of people with refractory cancer.",
        no_args_is_help=False,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    starting = _Starting(serve_live, serve_preview, new_loop)

    @app.callback(invoke_without_command=True)
    def default(context: typer.Context) -> None:
        """Without a command: the bot on Telegram, or the preview where there is no .env yet."""
        if context.invoked_subcommand is not None:
            return
        settings = _settings()
        if settings.bot_token is None and not ENV_FILE.exists():
            typer.echo(NO_TOKEN)
            starting.preview(settings)
        else:
            starting.live(settings)

    @app.command()
    def run() -> None:
        """Run the bot on Telegram; needs BOT_TOKEN."""
        starting.live(_settings())

    @app.command()
    def preview() -> None:
        """Try the whole bot in the browser; needs no token and touches no live data."""
        # An empty one in the environment is said on purpose, whatever stands in .env.
        settings = _settings(bot_token=None) if os.environ.get("BOT_TOKEN") == "" else _settings()
        if settings.bot_token is not None:
            _give_up(SettingsProblem(PREVIEW_REFUSED))
        starting.preview(settings)

    _add_content_commands(app)
    _add_ask_command(app)
    _add_operator_commands(app)
    return app


def _add_content_commands(app: typer.Typer) -> None:
    @app.command()
    def check(
        as_json: Annotated[bool, typer.Option("--json", help="Print findings as JSON.")] = False,
        links: Annotated[bool, typer.Option("--links", help="Visit every address.")] = False,
        compare: Annotated[
            Path | None,
            typer.Option(help="A folder of texts that must not be copied, eight words in a row."),
        ] = None,
        fix: Annotated[
            bool, typer.Option("--fix", help="First write the forms of numbers into numbers.yaml.")
        ] = False,
    ) -> None:
        """Check all written content; exit 1 when something is wrong."""
        _need_the_editors_tools()
        from bot.editorial.check_command import run_check  # noqa: PLC0415 -- only this command needs it
        from bot.editorial.number_forms import write_forms  # noqa: PLC0415 -- only this command needs it

        settings = _settings()
        if fix:
            changed = write_forms(settings.content_dir / "numbers.yaml")
            typer.echo(f"numbers.yaml: {changed} numbers written anew.", err=True)
        raise typer.Exit(
            run_check(
                settings.content_dir,
                as_json=as_json,
                links=links,
                compared_with=compare,
                today=SystemClock().now().date(),
                default_language=settings.default_language,
            )
        )

    @app.command()
    def stale(
        as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
        for_review: Annotated[
            bool, typer.Option("--for-review", help="The texts for a clinician to read, in full.")
        ] = False,
        to: Annotated[
            Path | None, typer.Option(help="With --for-review: write a page to print there.")
        ] = None,
    ) -> None:
        """List what is overdue for review, or due within 30 days, by reviewer."""
        if (to and not for_review) or (for_review and as_json):
            raise typer.BadParameter("--to belongs to --for-review, and --json does not.")
        _need_the_editors_tools()
        from bot.editorial.review_command import run_review  # noqa: PLC0415 -- only this command needs it
        from bot.editorial.stale_command import run_stale  # noqa: PLC0415 -- only this command needs it

        settings = _settings()
        if for_review:
            raise typer.Exit(
                run_review(
                    settings.content_dir,
                    to=to,
                    today=SystemClock().now().date(),
                    default_language=settings.default_language,
                )
            )
        raise typer.Exit(
            run_stale(
                settings.content_dir,
                as_json=as_json,
                today=SystemClock().now().date(),
                default_language=settings.default_language,
            )
        )


def _add_ask_command(app: typer.Typer) -> None:
    @app.command()
    def ask(
        question: Annotated[
            str, typer.Argument(help='The question; "-" reads one a line from standard input.')
        ],
        lang: Annotated[str, typer.Option(help="The chat's language.")] = "en",
        as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    ) -> None:
        """Show what the bot would answer to a question, and why; sends and stores nothing."""
        from bot.answering.ask_command import run_ask  # noqa: PLC0415 -- only this command needs it

        settings = _settings()
        try:
            live = LiveEditions(settings.content_dir, settings.default_language)
        except ContentProblem as problem:
            _give_up(problem)
        questions = (line.rstrip("\n") for line in sys.stdin) if question == "-" else [question]
        raise typer.Exit(run_ask(live.current, lang, questions, as_json=as_json))


def _add_operator_commands(app: typer.Typer) -> None:
    @app.command()
    def forecast(
        weeks: Annotated[int, typer.Option(min=1, max=520, help="How far to look ahead.")] = 4,
        chat: Annotated[int | None, typer.Option(help="One chat's number, tip by tip.")] = None,
    ) -> None:
        """Show which tips would be sent when; sends nothing, also while the bot is running."""
        from bot.tips.forecast_command import run_forecast  # noqa: PLC0415 -- only this command needs it

        settings = _settings()
        try:
            live = LiveEditions(settings.content_dir, settings.default_language)
            code = run_forecast(
                settings.database_path,
                live,
                start=SystemClock().now(),
                weeks=weeks,
                chat=chat,
                zone=settings.default_timezone,
            )
        except (ContentProblem, DatabaseProblem) as problem:
            _give_up(problem)
        raise typer.Exit(code)

    @app.command()
    def gaps(
        days: Annotated[int, typer.Option(min=1, max=3650, help="How far to look back.")] = 30,
        as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as JSON.")] = False,
    ) -> None:
        """Show which texts did not answer, and near which of them questions found no answer."""
        from bot.feedback.gaps_command import run_gaps  # noqa: PLC0415 -- only this command needs it

        settings = _settings()
        try:
            now = SystemClock().now()
            code = run_gaps(settings.database_path, now=now, days=days, as_json=as_json)
        except DatabaseProblem as problem:
            _give_up(problem)
        raise typer.Exit(code)


def _need_the_editors_tools() -> None:
    if any(find_spec(name) is None for name in EDITORS_TOOLS):
        typer.echo(NO_TOOLS, err=True)
        raise typer.Exit(NEEDS_A_PERSON)


def _settings(**given: None) -> Settings:
    try:
        return read_settings(**given)
    except SettingsProblem as problem:
        _give_up(problem)


def _give_up(problem: Exception) -> NoReturn:
    typer.echo(str(problem), err=True)
    needs_a_person = isinstance(problem, SettingsProblem | ContentProblem | Misconfigured)
    raise typer.Exit(NEEDS_A_PERSON if needs_a_person else MAY_MEND_ITSELF)


def _announce(address: str) -> None:
    typer.echo(f"Open {address} in your browser. Stop it with Ctrl+C.")
    sys.stdout.flush()
