"""Opens the app to phones of the home network: encrypted, with an address to type or to scan."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import segno

from formcheck.adapters.certificate import Certificate, certificate_for
from formcheck.adapters.home_network import free_port, home_addresses
from formcheck.i18n import Words
from formcheck.ui.start import last_option

_EVERYWHERE = "0.0.0.0"  # noqa: S104 - other devices shall reach it: that is what was asked for


@dataclass(frozen=True, slots=True)
class HomeNetwork:
    """What the server needs. address: with which the page is opened, as https://192.168.1.20:8501."""

    address: str
    options: tuple[str, ...]


def home_network(arguments: Sequence[str], folder: Path) -> HomeNetwork:
    """Prepare it. arguments: the user's own for Streamlit. folder: keeps the certificate.

    Raises NoHomeNetwork, OutputNotWritable.
    """
    addresses = home_addresses()
    files: Certificate = certificate_for(addresses, folder)
    port = last_option(arguments, "server.port") or str(free_port(_EVERYWHERE))
    base = last_option(arguments, "server.baseUrlPath").strip("/")
    return HomeNetwork(
        f"https://{addresses[0]}:{port}" + (f"/{base}" if base else ""),
        (
            f"--server.address={_EVERYWHERE}",
            f"--server.port={port}",
            f"--server.sslCertFile={files.certificate}",
            f"--server.sslKeyFile={files.key}",
            # The page of this address may talk to the server.
            f"--browser.serverAddress={addresses[0]}",
            # On this computer, too, the browser would warn: it is opened only if it is wanted.
            "--server.headless=true",
        ),
    )


def invitation(address: str, say: Words) -> str:
    """What stands in the terminal: the address, to be scanned too, and what to expect."""
    code = io.StringIO()
    segno.make(address, error="m", micro=False).terminal(out=code, compact=True)
    return (
        f"{say('lan.open', address=address)}\n\n{code.getvalue()}\n{say('lan.warning')}\n{say('lan.who')}\n"
    )
