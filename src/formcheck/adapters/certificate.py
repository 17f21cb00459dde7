"""A TLS certificate that this machine makes for itself: browsers give a camera to encrypted pages only."""

import os
import socket
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from formcheck.domain.output_errors import OutputNotWritable

_CERTIFICATE, _KEY = "certificate.pem", "key.pem"
_LASTS = timedelta(days=397)  # phones refuse certificates that last longer than 398 days
_RENEWED_BEFORE = timedelta(days=30)
_CLOCKS_DIFFER = timedelta(days=1)
_LOOPBACK = ("127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Certificate:
    """Files for the server, in PEM. The key can be read by this user alone."""

    certificate: Path
    key: Path


def certificate_for(addresses: Collection[str], folder: Path, now: datetime | None = None) -> Certificate:
    """Find the certificate of earlier, or make one that is valid for these addresses and for localhost.

    One that stays the same is confirmed on a phone only once. Raises OutputNotWritable.
    """
    now = now or datetime.now(UTC)
    files = Certificate(folder / _CERTIFICATE, folder / _KEY)
    if not _still_good(files, addresses, now):
        try:
            _make(files, addresses, now)
        except OSError as error:
            raise OutputNotWritable(name=str(folder), reason=error.strerror or str(error)) from error
    return files


def _still_good(files: Certificate, addresses: Collection[str], now: datetime) -> bool:
    try:
        certificate = x509.load_pem_x509_certificate(files.certificate.read_bytes())
        key = serialization.load_pem_private_key(files.key.read_bytes(), password=None)
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        readable_by_others = os.name == "posix" and files.key.stat().st_mode & 0o077
    except (OSError, ValueError, TypeError, x509.ExtensionNotFound):
        return False
    covered = {str(address) for address in names.get_values_for_type(x509.IPAddress)}
    return (
        not readable_by_others
        and certificate.public_key() == key.public_key()
        and certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc - _RENEWED_BEFORE
        and covered.issuperset(addresses)
    )


def _make(files: Certificate, addresses: Collection[str], now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "formcheck")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCKS_DIFFER)
        .not_valid_after(now - _CLOCKS_DIFFER + _LASTS)
        .add_extension(x509.SubjectAlternativeName(_names(addresses)), critical=False)
        # It may speak for this server and vouch for nobody else: a stolen key opens no other door.
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files.key.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(
        files.key,
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )
    _write(files.certificate, certificate.public_bytes(serialization.Encoding.PEM))


def _names(addresses: Collection[str]) -> list[x509.GeneralName]:
    host = socket.gethostname().lower()
    hosts = ["localhost", *((host, f"{host.partition('.')[0]}.local") if host.isascii() else ())]
    ips = dict.fromkeys((*_LOOPBACK, *addresses))
    return [
        *(x509.DNSName(each) for each in dict.fromkeys(hosts)),
        *(x509.IPAddress(ip_address(each)) for each in ips),
    ]


def _write(path: Path, content: bytes) -> None:
    """Readable by this user alone from the first byte on, and never half written."""
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    new.replace(path)
