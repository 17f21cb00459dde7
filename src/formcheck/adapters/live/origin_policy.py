"""Under which names this server is reached, and which web pages may talk to it."""

import ipaddress
import re
import socket
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

# What a Host header may be: name or address, and port; no more.
_HOST = re.compile(r"(?:\[[0-9a-fA-F:.]+\]|[\w.-]+)(?::\d{1,5})?", re.ASCII)
_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


@dataclass(frozen=True, slots=True)
class OriginPolicy:
    """Allows pages that this server itself has served. names: further host names of this server.

    The page's origin must be the address at which the socket was opened, and that must be an IP address,
    localhost or a known name. Otherwise a foreign name that resolves to this machine (DNS rebinding) would
    let another site's page pass, as origin and address would agree.
    """

    names: Collection[str] = ()

    def allows(self, origin: str | None, host: str | None, *, secure: bool) -> bool:
        """Whether a page of this `Origin` may connect to this `Host`. secure: whether by TLS.

        A missing or malformed header is refused, never an error.
        """
        if not origin or not host:
            return False
        scheme = "https" if secure else "http"
        page, here = _parse_address(origin), _parse_address(f"{scheme}://{host}")
        return page is not None and page == here and self._is_own_name(here[1])

    def knows(self, host: str, *, secure: bool, ports: Collection[int]) -> bool:
        """Whether this server is reached under this `Host` at one of these ports. secure: whether by TLS."""
        scheme = "https" if secure else "http"
        here = _parse_address(f"{scheme}://{host}") if _HOST.fullmatch(host) else None
        return here is not None and here[2] in ports and self._is_own_name(here[1])

    def _is_own_name(self, name: str) -> bool:
        own = socket.gethostname().lower()
        known = {"localhost", own, own.partition(".")[0], f"{own.partition('.')[0]}.local", *self.names}
        return name in known or _is_ip(name)


def _parse_address(url: str) -> tuple[str, str, int] | None:
    """Scheme, host in lower case, port (0: unknown); None when it is no address."""
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
