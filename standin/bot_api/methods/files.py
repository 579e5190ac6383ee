"""The way to a file that somebody sent; ``file_endpoint`` gives its content."""

from __future__ import annotations

from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal, Why
from standin.state.state import State
from standin.wire import Wire


def get_file(state: State, params: Params) -> Wire:
    file = state.files.get(params.text("file_id"))
    if file is None:
        raise Refusal(Why.FILE_ID_INVALID)
    return file.wire() | {"file_path": f"documents/{file.id}"}
