"""Who may open a socket, and how much may come through it."""

import ipaddress
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


@dataclass(frozen=True, slots=True)
class Doorman:
    """Lets in pages that this server itself has served. names: further host names under which it is known.

    The page's origin must be the address that the socket was opened at, and that must be an IP address,
    localhost or a known name: under a foreign name that is made to lead here (DNS rebinding), another's
    page would have our own address as its origin.
    """

    names: Collection[str] = ()

    def admits(self, origin: str | None, host: str | None, *, secure: bool) -> bool:
        """Whether a page of this origin may talk to us at this host."""
        if not origin or not host:
            return False
        scheme = "https" if secure else "http"
        page, here = _address(origin), _address(f"{scheme}://{host}")
        return page is not None and page == here and self._known(here[1])

    def _known(self, name: str) -> bool:
        own = socket.gethostname().lower()
        known = {"localhost", own, own.partition(".")[0], f"{own.partition('.')[0]}.local", *self.names}
        return name in known or _is_ip(name)


def _address(url: str) -> tuple[str, str, int] | None:
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    return (parts.scheme, (parts.hostname or "").lower(), port) if parts.hostname else None


def _is_ip(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


@dataclass(slots=True)
class Bucket:
    """Counts messages: rate_hz in the long run, burst at once."""

    rate_hz: float
    burst: int
    now_s: Callable[[], float]
    _level: float = 0.0
    _last_s: float = field(init=False)

    def __post_init__(self) -> None:
        self._last_s = self.now_s()

    def overflows(self) -> bool:
        """Count one message; whether it is one too many."""
        now_s = self.now_s()
        self._level = max(0.0, self._level - (now_s - self._last_s) * self.rate_hz) + 1.0
        self._last_s = now_s
        return self._level > self.burst
