"""People type after the bot's name, in any chat, and send one of the results that it offers."""

from __future__ import annotations

from dataclasses import dataclass

from standin.people.messages import Messages
from standin.state.messages import Message
from standin.state.queries import InlineAnswer, InlineQuery, make_room
from standin.state.state import State, Where, Who
from standin.state.waiting import wait_for
from standin.wire import Wire

LONGEST_QUERY = 256


@dataclass(frozen=True, slots=True)
class InlineMode:
    """Inline queries and their results."""

    state: State
    messages: Messages

    def ask(self, who: Who, query: str, chat_type: str = "private", offset: str = "") -> str:
        """A person types ``@bot query``; gives the query's id for ``answer_to``."""
        state, person = self.state, self.state.person(who)
        asked = InlineQuery(state.ids.event(), person, query, state.clock.now().timestamp())
        make_room(state.inline_queries, state.retention.inline_queries)
        state.inline_queries[asked.id] = asked
        content: Wire = {
            "id": asked.id,
            "from": person.wire(),
            "query": query[:LONGEST_QUERY],
            "offset": offset,
            "chat_type": chat_type,
        }
        state.updates.put("inline_query", content)
        return asked.id

    async def answer_to(self, query_id: str, within: float = 5.0) -> InlineAnswer:
        """What was offered for the query; TimeoutError when nothing came."""
        asked = self.state.inline_queries[query_id]
        return await wait_for(self.state, lambda: asked.answered, within)

    def choose(self, query_id: str, result_id: str, where: Where) -> Message:
        """The person sends one of the offered results into a chat."""
        asked = self.state.inline_queries[query_id]
        offered = asked.answered or InlineAnswer([])
        result = next(result for result in offered.results if result["id"] == result_id)
        message = self.messages.send_content(
            where,
            asked.person,
            offered.texts[result_id],
            {"via_bot": self.state.bot, "inline_keyboard": result.get("reply_markup")},
        )
        chosen: Wire = {
            "result_id": result_id,
            "from": asked.person.wire(),
            "query": asked.query,
        }
        self.state.updates.put("chosen_inline_result", chosen)
        return message
