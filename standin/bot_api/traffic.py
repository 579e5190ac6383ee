"""What passes between the bot and the Bot API, whatever it is about."""

from __future__ import annotations

from dataclasses import dataclass, field

from standin.bot_api.faults import Faults
from standin.bot_api.request_log import RequestLog
from standin.bot_api.sending_limit import SendingLimit
from standin.connections import Connections


@dataclass(slots=True)
class Traffic:
    """What was asked, what goes wrong next, how fast one may send, and over which sockets."""

    log: RequestLog
    faults: Faults = field(default_factory=Faults)
    limit: SendingLimit = field(default_factory=SendingLimit)
    connections: Connections = field(default_factory=Connections)
    in_flight: int = 0
    """Requests that are being answered now, beside a waiting getUpdates."""
