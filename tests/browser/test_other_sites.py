"""A page of another site, open in the same browser, can neither read nor change the preview."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, Page
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from standin.connections import Connections
from standin.page.protection import WRONG_HOST
from standin.server import serving
from tests.browser.chromium import ELSEWHERE
from tests.browser.same_process import Served
from tests.browser.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="package")]

# Each way in ends by itself: "" where nothing was read, and nothing of what it did may be seen.
WAYS_IN = """async (preview) => {
  const post = (how) => fetch(`${preview}/page/start`, { method: "POST", body: "{}", ...how });
  const json = { headers: { "Content-Type": "application/json" } };
  const later = (act) => new Promise((resolve) => { act(resolve); setTimeout(resolve, 1500, ""); });
  const added = (name, attributes) =>
    Object.assign(document.body.appendChild(document.createElement(name)), attributes);
  const loads = (name, attributes) => later((done) => added(name, {
    ...attributes, onload: () => done("loaded"), onerror: () => done(""),
  }));
  const framed = (frame) => {
    try { return frame.contentWindow.document.body.innerText; } catch { return ""; }
  };
  const ways = {
    "fetch": () => fetch(`${preview}/page/state`).then((answer) => answer.text()),
    "fetch without cors": () =>
      fetch(`${preview}/page/state`, { mode: "no-cors" }).then((answer) => answer.text()),
    "fetch with credentials": () =>
      fetch(`${preview}/page/state`, { credentials: "include" }).then((answer) => answer.text()),
    "post": () => post({}).then((answer) => answer.text()),
    "post as JSON": () => post(json).then((answer) => answer.text()),
    "post without cors": () => post({ mode: "no-cors" }).then((answer) => answer.text()),
    "beacon": () => {
      navigator.sendBeacon(`${preview}/page/start`, "{}");
      navigator.sendBeacon(`${preview}/page/start`, new Blob(["{}"], { type: "text/plain" }));
      return "";
    },
    "image": () => loads("img", { src: `${preview}/page/static/icon.svg` }),
    "style": () => loads("link", { rel: "stylesheet", href: `${preview}/page/static/style.css` }),
    "script": () => loads("script", { src: `${preview}/page/static/dom.js` }),
    "module": () => import(`${preview}/page/static/dom.js`).then(Object.keys).then(String),
    "events": () => later((done) => {
      const source = new EventSource(`${preview}/page/events`);
      source.addEventListener("page", (event) => done(event.data));
      source.addEventListener("error", () => { source.close(); done(""); });
    }),
    "socket": () => later((done) => {
      const socket = new WebSocket(preview.replace("http", "ws") + "/page/events");
      socket.onopen = () => done("open");
      socket.onerror = () => done("");
    }),
    "frame": () => later((done) => {
      const frame = added("iframe", { src: `${preview}/`, onload: () => done(framed(frame)) });
    }),
    "form": () => later((done) => {
      const frame = added("iframe", { name: "answer" });
      const form = added("form", {
        method: "post", action: `${preview}/page/start`, enctype: "text/plain", target: "answer",
      });
      form.appendChild(Object.assign(document.createElement("input"), { name: "{}", value: "" }));
      frame.onload = () => done(framed(frame));
      form.submit();
    }),
    "window": () => later((done) => {
      const opened = window.open(`${preview}/`);
      setTimeout(() => {
        try { done(opened.document.body.innerText); } catch { done(""); }
      }, 500);
    }),
  };
  const read = {};
  await Promise.all(Object.entries(ways).map(async ([name, way]) => {
    read[name] = await Promise.resolve().then(way).catch(() => "");
  }));
  return read;
}"""
AS_ITS_OWN = """async () => {
  const json = { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } };
  const asked = [fetch("/page/state"), fetch("/page/events"), fetch("/page/start", json)];
  return (await Promise.all(asked)).map((answer) => answer.status);
}"""


@contextlib.asynccontextmanager
async def another_site() -> AsyncIterator[int]:
    """A page that says nothing, on another port of this machine."""

    async def page(_: Any) -> HTMLResponse:
        return HTMLResponse("<!doctype html><title>Planted</title><body></body>")

    app = Starlette(routes=[Route("/{rest:path}", page)])
    async with serving(app, Connections()) as root:
        yield int(root.rpartition(":")[2])


async def done_by_the_person(preview: Served) -> list[Any]:
    """What stands in the preview, but for what the bot says while it starts."""
    async with httpx.AsyncClient(base_url=preview.address) as client:
        chats = (await client.get("/page/state")).json()["chats"]
    known = ("id", "title", "started", "blocked", "identity", "topics", "member_count")
    return [
        [chat[key] for key in known]
        + [message for message in chat["messages"] if not message["from"]["is_bot"]]
        for chat in chats
    ]


async def ways_that_read(page: Page, preview: Served) -> dict[str, str]:
    read: dict[str, str] = await page.evaluate(WAYS_IN, preview.address)
    assert len(read) == 16
    return {way: what for way, what in read.items() if what}


async def test_a_page_of_another_site_reads_nothing_and_changes_nothing(
    browser: Browser, preview: Served
) -> None:
    before = await done_by_the_person(preview)
    async with another_site() as port, await browser.new_context() as context:
        for host in ("127.0.0.1", "localhost", ELSEWHERE):
            page = await context.new_page()
            await page.goto(f"http://{host}:{port}/")
            assert await ways_that_read(page, preview) == {}, host
    assert await done_by_the_person(preview) == before


async def test_a_name_that_was_made_to_point_here_leads_to_nothing(
    browser: Browser, preview: Served
) -> None:
    before = await done_by_the_person(preview)
    port = preview.address.rpartition(":")[2]
    async with await browser.new_context() as context:
        page = await context.new_page()
        answer = await page.goto(f"http://{ELSEWHERE}:{port}/")
        assert answer is not None
        assert (answer.status, await page.inner_text("body")) == (421, WRONG_HOST)
        assert await page.evaluate(AS_ITS_OWN) == [421, 421, 421]
    assert await done_by_the_person(preview) == before


async def test_the_page_works_by_this_machines_other_name_too(
    browser: Browser, preview: Served
) -> None:
    async with await browser.new_context() as context:
        visit = Visit(await context.new_page())
        await visit.page.goto(preview.address.replace("127.0.0.1", "localhost"))
        await visit.begin()
        assert visit.complaints == []
