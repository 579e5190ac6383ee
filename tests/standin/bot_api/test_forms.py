"""The forms in which a request may come: multipart with files, url-encoded, JSON and the query."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.standin.asking import Asker, Town


async def posted(ask: Asker, method: str, **request: Any) -> httpx.Response:
    return await ask.http.post(f"/bot{ask.world.token}/{method}", **request)


def multipart(*parts: bytes, boundary: str = "edge") -> dict[str, Any]:
    """A request written by hand, for what no client's library would send."""
    edge = f"--{boundary}\r\n".encode()
    body = b"".join(edge + part + b"\r\n" for part in parts) + f"--{boundary}--\r\n".encode()
    kind = f'multipart/form-data; boundary="{boundary}"'
    return {"content": body, "headers": {"Content-Type": kind}}


def field(name: str, value: bytes) -> bytes:
    return f'Content-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value


async def test_a_file_keeps_its_name_its_kind_and_every_byte(ask: Asker, town: Town) -> None:
    content = b"\x00--edge\r\n\r\n\xff" * 50_000
    head = (
        'Content-Disposition: form-data; name="document"; filename="l\\"étter, 1.pdf"\r\n'
        "Content-Type: application/pdf; version=1.4\r\n\r\n"
    ).encode()
    chat = field("chat_id", str(town.maria.id).encode())
    answer = await posted(ask, "sendDocument", **multipart(chat, head + content, boundary="border"))
    document = answer.json()["result"]["document"]
    assert (document["file_name"], document["mime_type"]) == ('l"étter, 1.pdf', "application/pdf")
    assert town.world.state.files[document["file_id"]].content == content


async def test_a_file_may_be_attached_under_another_name(ask: Asker, town: Town) -> None:
    answer = await posted(
        ask,
        "sendDocument",
        data={"chat_id": str(town.maria.id), "document": "attach://own"},
        files={"own": ("x.txt", b"x", "text/plain")},
    )
    assert answer.json()["result"]["document"]["file_name"] == "x.txt"


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=other", "text/plain"]
)
async def test_a_form_that_cannot_be_read_counts_as_empty(ask: Asker, kind: str) -> None:
    request = multipart(field("chat_id", b"1"), field("text", b"x"))
    request["headers"]["Content-Type"] = kind
    answer = await posted(ask, "sendMessage", **request)
    assert answer.json()["description"] == "Bad Request: message text is empty"


@pytest.mark.parametrize(
    "request_of",
    [
        lambda chat: multipart(field("chat_id", chat), field("text", b"\xe9t\xe9")),
        lambda chat: {
            "content": b"chat_id=" + chat + b"&text=%E9t%E9",
            "headers": {"Content-Type": "application/x-www-form-urlencoded"},
        },
    ],
    ids=["multipart", "urlencoded"],
)
async def test_text_that_is_no_utf_8_is_refused(ask: Asker, town: Town, request_of: Any) -> None:
    answer = await posted(ask, "sendMessage", **request_of(str(town.maria.id).encode()))
    assert answer.json()["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_text_beyond_a_megabyte_is_read_and_judged_by_its_length(
    ask: Asker, town: Town
) -> None:
    chat = field("chat_id", str(town.maria.id).encode())
    long = multipart(chat, field("text", b"x" * 1_100_000))
    answer = await posted(ask, "sendMessage", **long)
    assert answer.json()["description"] == "Bad Request: message is too long"
    await ask.ok("sendMessage", chat_id=town.maria.id, text="Still there")


async def test_parameters_may_stand_in_the_address(ask: Asker, town: Town) -> None:
    answer = await ask.http.get(
        f"/bot{ask.world.token}/sendMessage", params={"chat_id": town.maria.id, "text": "in it"}
    )
    assert answer.json()["result"]["text"] == "in it"
