"""The keys that seal: one small authority for the installation, one certificate for each office.

They lie in the data folder's `keys`, encrypted with the passphrase of the settings, each file complete or absent.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from secrets import token_hex

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from himpun.documents.errors import CannotSeal
from himpun.organisation.models import Office

_BITS = 3072
_AUTHORITY_DAYS = 20 * 366
_OFFICE_DAYS = 3 * 366
_AUTHORITY = "segel-otoritas.pem"


@dataclass(frozen=True, slots=True)
class SealKey:
    """A private key with its certificate and the authority's."""

    key: RSAPrivateKey
    certificate: x509.Certificate
    issuer: x509.Certificate

    def signer(self) -> SimpleSigner:
        """The same for pyHanko."""
        chain = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        chain.register_multiple([_asn1(self.issuer), _asn1(self.certificate)])
        der = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return SimpleSigner(
            signing_cert=_asn1(self.certificate),
            signing_key=asn1_keys.PrivateKeyInfo.load(der),
            cert_registry=chain,
        )


def office_key(office: Office, *, at: datetime) -> SealKey:
    """The office's key that is in force at the moment; made, or renewed, on first need."""
    folder = _folder()
    for path in sorted(folder.glob(f"segel-{office.pk}-*.pem"), reverse=True):
        held = _read(path)
        if held.certificate.not_valid_before_utc <= at < held.certificate.not_valid_after_utc:
            return held
    authority = _authority(at)
    key = generate_private_key(public_exponent=65537, key_size=_BITS)
    certificate = _office_certificate(office, key, authority, at)
    path = folder / f"segel-{office.pk}-{at.astimezone(UTC):%Y%m%d}.pem"
    return _read(_keep(path, key, (certificate, authority.certificate)))


def authority_certificate() -> asn1_x509.Certificate:
    """The same for pyHanko."""
    return _asn1(_certificates(_folder() / _AUTHORITY)[0])


def _authority(at: datetime) -> SealKey:
    path = _folder() / _AUTHORITY
    if path.exists():
        return _read(path)
    key = generate_private_key(public_exponent=65537, key_size=_BITS)
    name = _name(("Himpun", f"Otoritas segel {token_hex(4)}"))
    certificate = (
        _certificate(name, name, key, at, _AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .sign(key, SHA256())
    )
    return _read(_keep(path, key, (certificate,)))


def _office_certificate(office: Office, key: RSAPrivateKey, authority: SealKey, at: datetime) -> x509.Certificate:
    issuer = authority.certificate.public_key()
    assert isinstance(issuer, type(key.public_key()))
    return (
        _certificate(_name((office.government.name, office.name)), authority.certificate.subject, key, at, _OFFICE_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(
            # Mail protection because NSS, which pdfsig uses, knows no usage of its own for documents.
            x509.ExtendedKeyUsage([x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36"), ExtendedKeyUsageOID.EMAIL_PROTECTION]),
            critical=False,
        )
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer), critical=False)
        .sign(authority.key, SHA256())
    )


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: RSAPrivateKey, at: datetime, days: int
) -> x509.CertificateBuilder:
    start = at.astimezone(UTC).replace(microsecond=0)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start - timedelta(days=1))
        .not_valid_after(start + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(words: tuple[str, str]) -> x509.Name:
    organisation, common = words
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:64]),
        ]
    )


def _keep(path: Path, key: RSAPrivateKey, certificates: Sequence[x509.Certificate]) -> Path:
    """Write the file whole or not at all; of two workers that make the same one at once, the first wins."""
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(_passphrase()))
    text += b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates)
    draft = path.with_name(f".{path.name}.{token_hex(6)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:  # a disk without hard links
        os.replace(draft, path)
    draft.unlink(missing_ok=True)
    return path


def _certificates(path: Path) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as fault:
        raise CannotSeal(f"Sertifikat segel {path.name} tidak dapat dibaca: {fault}") from fault


def _read(path: Path) -> SealKey:
    certificates = _certificates(path)
    return SealKey(_open(path, path.stat().st_mtime_ns, _passphrase()), certificates[0], certificates[-1])


@lru_cache(maxsize=64)
def _open(path: Path, _changed: int, passphrase: bytes) -> RSAPrivateKey:
    """Slow on purpose, so the opened key stays in memory until its file changes."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=passphrase)
    except (OSError, ValueError, TypeError) as fault:
        raise CannotSeal(f"Kunci segel {path.name} tidak dapat dibuka: {fault}") from fault
    assert isinstance(key, RSAPrivateKey)
    return key


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _folder() -> Path:
    folder = Path(settings.HIMPUN_DATA) / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _passphrase() -> bytes:
    """A word of its own from the settings, else the installation's secret key."""
    word: str = getattr(settings, "HIMPUN_SEAL_PASSPHRASE", "") or settings.SECRET_KEY
    return word.encode()
