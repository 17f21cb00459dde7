"""Which addresses a phone can use, and that asking for them sends nothing."""

import socket
from types import SimpleNamespace

import psutil
import pytest

from formcheck.adapters import home_network
from formcheck.adapters.home_network import free_port, home_addresses
from formcheck.domain.errors import NoHomeNetwork


def interfaces(monkeypatch: pytest.MonkeyPatch, *each: tuple[str, str, bool], outward: str = "") -> None:
    """Give the machine these: name, address, up."""
    addresses = {
        name: [SimpleNamespace(family=socket.AF_INET6, address="fe80::1"),
               SimpleNamespace(family=socket.AF_INET, address=address)]
        for name, address, _ in each
    }  # fmt: skip
    states = {name: SimpleNamespace(isup=up) for name, _, up in each}
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: addresses)
    monkeypatch.setattr(psutil, "net_if_stats", lambda: states)
    monkeypatch.setattr(home_network, "_outward_address", lambda: outward)


def test_the_way_out_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    docker, wifi = ("docker0", "172.17.0.1", True), ("wlan0", "192.168.1.20", True)
    interfaces(monkeypatch, ("lo", "127.0.0.1", True), docker, wifi, outward="192.168.1.20")
    assert home_addresses() == ("192.168.1.20", "172.17.0.1")


def test_without_a_way_out_there_is_still_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    interfaces(monkeypatch, ("wlan0", "10.1.2.3", True))
    assert home_addresses() == ("10.1.2.3",)


@pytest.mark.parametrize(
    ("address", "up"),
    [("127.0.0.1", True), ("169.254.3.4", True), ("8.8.4.4", True), ("192.168.1.20", False)],
)
def test_no_home_network(monkeypatch: pytest.MonkeyPatch, address: str, up: bool) -> None:  # noqa: FBT001 - truth table
    interfaces(monkeypatch, ("eth0", address, up))
    with pytest.raises(NoHomeNetwork):
        home_addresses()


def test_a_port_in_use_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(home_network, "_FIRST_PORT", port)
        assert port < free_port("127.0.0.1") < port + 100
        monkeypatch.setattr(home_network, "_PORTS", 1)
        with pytest.raises(NoHomeNetwork):
            free_port("127.0.0.1")
