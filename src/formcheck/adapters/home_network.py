"""Under which addresses other devices of the home network reach this machine."""

import socket
from contextlib import suppress
from ipaddress import IPv4Address

import psutil

from formcheck.domain.errors import NoHomeNetwork

_SOMEWHERE = ("198.51.100.1", 9)  # kept free for documentation: nobody has it
_FIRST_PORT, _PORTS = 8501, 100


def home_addresses() -> tuple[str, ...]:
    """Private IPv4 addresses of this machine, the one that is used to go out first. Raises NoHomeNetwork."""
    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    found = [
        address.address
        for name, addresses in psutil.net_if_addrs().items()
        for address in addresses
        if name in up and address.family is socket.AF_INET and _is_at_home(address.address)
    ]
    if not found:
        raise NoHomeNetwork
    outward = _outward_address()
    return tuple(sorted(dict.fromkeys(found), key=lambda each: each != outward))


def free_port(address: str) -> int:
    """First port from Streamlit's own on at which nobody listens. Raises NoHomeNetwork when there is none."""
    for port in range(_FIRST_PORT, _FIRST_PORT + _PORTS):
        with socket.socket() as trial, suppress(OSError):
            trial.bind((address, port))
            return port
    raise NoHomeNetwork


def _is_at_home(address: str) -> bool:
    # A public address is left out on purpose: this is for a phone in the same room, not for the internet.
    ip = IPv4Address(address)
    return ip.is_private and not (ip.is_loopback or ip.is_link_local or ip.is_unspecified)


def _outward_address() -> str:
    """Own address on the way out, empty without one. A datagram socket sends nothing when it connects."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked, suppress(OSError):
        asked.connect(_SOMEWHERE)
        address: str = asked.getsockname()[0]
        return address
    return ""
