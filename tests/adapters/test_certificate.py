"""The certificate for the home network: who trusts it, when it is made anew, and who can read the key."""

import os
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from formcheck.adapters.certificate import Certificate, certificate_for
from formcheck.domain.output_errors import OutputNotWritable

HOME = ("192.168.1.20", "10.0.0.7")


def read(files: Certificate) -> x509.Certificate:
    return x509.load_pem_x509_certificate(files.certificate.read_bytes())


def greeted_as(name: str, files: Certificate) -> str:
    """Shake hands over TLS as a client that trusts this certificate alone and asks for this name."""
    inside, outside = socket.socketpair()
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(files.certificate, files.key)
    trusting = ssl.create_default_context(cafile=str(files.certificate))

    def serve() -> None:
        try:
            server.wrap_socket(inside, server_side=True).close()
        except OSError:
            inside.close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        with trusting.wrap_socket(outside, server_hostname=name):
            return "trusted"
    except ssl.SSLCertVerificationError:
        return "refused"
    finally:
        thread.join(10)


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        *((name, "trusted") for name in (*HOME, "localhost", "127.0.0.1", "::1")),
        ("192.168.1.21", "refused"),
        ("example.org", "refused"),
    ],
)
def test_it_is_valid_for_this_machine_and_no_other(tmp_path: Path, name: str, outcome: str) -> None:
    assert greeted_as(name, certificate_for(HOME, tmp_path)) == outcome


def test_it_vouches_for_nobody_else_and_lasts_no_longer_than_phones_allow(tmp_path: Path) -> None:
    made = read(certificate_for(HOME, tmp_path))
    assert not made.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert made.not_valid_after_utc - made.not_valid_before_utc <= timedelta(days=398)


@pytest.mark.skipif(os.name != "posix", reason="other systems keep the user's folder to the user")
def test_the_key_is_the_users_own(tmp_path: Path) -> None:
    files = certificate_for(HOME, tmp_path / "new")
    assert files.key.stat().st_mode & 0o777 == 0o600
    assert files.key.parent.stat().st_mode & 0o777 == 0o700
    files.key.chmod(0o644)
    seen_by_others = files.key.read_bytes()
    certificate_for(HOME, tmp_path / "new")
    assert files.key.read_bytes() != seen_by_others, "a key that others could read is not used on"
    assert files.key.stat().st_mode & 0o777 == 0o600


def test_a_good_one_stays(tmp_path: Path) -> None:
    first = read(certificate_for(HOME, tmp_path))
    assert read(certificate_for(HOME, tmp_path)) == first
    assert read(certificate_for(HOME[:1], tmp_path)) == first, "it covers more than is asked for"


def test_it_is_made_anew_for_another_address(tmp_path: Path) -> None:
    first = read(certificate_for(HOME, tmp_path))
    files = certificate_for((*HOME, "172.16.0.2"), tmp_path)
    assert read(files) != first
    assert greeted_as("172.16.0.2", files) == "trusted"


@pytest.mark.parametrize(("days", "anew"), [(300, False), (380, True), (500, True), (-10, True)])
def test_it_is_made_anew_before_it_ends(tmp_path: Path, days: int, anew: bool) -> None:  # noqa: FBT001 - truth table
    now = datetime.now(UTC)
    first = read(certificate_for(HOME, tmp_path, now))
    assert (read(certificate_for(HOME, tmp_path, now + timedelta(days=days))) != first) is anew


@pytest.mark.parametrize("spoilt", ["certificate.pem", "key.pem"])
@pytest.mark.parametrize("content", [b"", b"garbage", None])
def test_a_spoilt_one_is_replaced(tmp_path: Path, spoilt: str, content: bytes | None) -> None:
    certificate_for(HOME, tmp_path)
    if content is None:
        (tmp_path / spoilt).unlink()
    else:
        (tmp_path / spoilt).write_bytes(content)
    assert greeted_as("localhost", certificate_for(HOME, tmp_path)) == "trusted"


def test_a_key_of_another_certificate_is_noticed(tmp_path: Path) -> None:
    certificate_for(HOME, tmp_path / "a")
    other = certificate_for(HOME, tmp_path / "b")
    (tmp_path / "a" / "key.pem").write_bytes(other.key.read_bytes())
    assert greeted_as("localhost", certificate_for(HOME, tmp_path / "a")) == "trusted"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputNotWritable):
        certificate_for(HOME, tmp_path / "file")
