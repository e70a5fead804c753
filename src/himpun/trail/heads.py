"""Heads: the hash of a stream's last entry, signed with a key that lies outside the database.

A chain alone does not notice that its end was cut off. A signed head does, and a copy that is printed or kept elsewhere
even notices when the whole data folder was put back to an earlier day. Signed heads are also appended to `heads.jsonl`
beside the database, so that cutting the journal and its heads in the database alone is not enough.
"""

import hashlib
import json
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings
from django.db.models import Exists, OuterRef

from himpun.trail.chain import canonical, genesis, instant
from himpun.trail.errors import InsideAVerb
from himpun.trail.models import SignedHead, Stream
from himpun.trail.page import current

SHORT = 16
"""So many hex digits stand on a paper: enough that no other history ends in them by chance or by effort."""


@dataclass(frozen=True, slots=True)
class Head:
    """The number and hash of an entry that was once the last.

    From a paper, the hash is only its beginning, unsigned.
    """

    office: int
    seq: int
    hash: str
    at: str = ""
    key_id: str = ""
    signature: str = ""

    @classmethod
    def from_line(cls, line: str) -> Self:
        """From a line of `heads.jsonl`. Raises ValueError when it is not one."""
        data: Any = json.loads(line)
        if not isinstance(data, dict) or {name: type(value) for name, value in data.items()} != _TYPES:
            raise ValueError("not a signed head")
        return cls(**data)

    @property
    def message(self) -> bytes:
        """What is signed."""
        said = {"at": self.at, "fmt": 1, "hash": self.hash, "office": self.office, "seq": self.seq}
        return b"himpun-head:" + canonical(said).encode()

    @property
    def line(self) -> str:
        return canonical(asdict(self))


_TYPES: dict[str, type] = {"office": int, "seq": int, "hash": str, "at": str, "key_id": str, "signature": str}


def sign_head(office_id: int, *, at: datetime) -> SignedHead:
    """Sign what is committed now.

    Not from within a verb: what it writes may still come to nothing (InsideAVerb).
    """
    if current.get() is not None:
        raise InsideAVerb
    seq, digest = head_of(office_id)
    key = signing_key()
    unsigned = Head(office_id, seq, digest, instant(at), key_id(key.public_key()))
    signed, made = SignedHead.objects.get_or_create(
        office_id=office_id,
        seq=seq,
        key_id=unsigned.key_id,
        defaults={"hash": digest, "at": at, "signature": key.sign(unsigned.message).hex()},
    )
    if made:
        _append_line(heads_file(), head_from(signed).line)
    return signed


def sign_heads(*, at: datetime) -> list[SignedHead]:
    """Sign the head of every office that has moved since its last signed one: nightly, and at every deadline."""
    signed = SignedHead.objects.filter(office_id=OuterRef("office_id"), seq=OuterRef("seq"))
    moved = Stream.objects.filter(~Exists(signed)).order_by("office_id").values_list("office_id", flat=True)
    return [sign_head(office_id, at=at) for office_id in list(moved)]


def printed_head(office_id: int) -> str:
    """The committed head as it stands on a paper: "Jurnal 128 · 3f9a52c1d0e87b64"."""
    seq, digest = head_of(office_id)
    return f"Jurnal {seq} · {digest[:SHORT]}"


def head_from_paper(office_id: int, text: str) -> Head:
    """The head that a paper shows, to be looked for by `verify`; typed off it, what stands between may differ.

    Raises ValueError when there is none in the text.
    """
    found = re.search(rf"Jurnal\s+(\d{{1,18}})\W+([0-9a-f]{{{SHORT}}})\b", text)
    if found is None:
        raise ValueError(
            f"Bukan kepala jurnal: {text[:80]!r}. Tulis seperti pada kertas: Jurnal 128 · 3f9a52c1d0e87b64."
        )
    return Head(office_id, int(found[1]), found[2])


def head_of(office_id: int) -> tuple[int, str]:
    """Number and hash of an office's last committed entry."""
    row = Stream.objects.filter(office_id=office_id).values_list("seq", "head").first()
    return row or (0, genesis(office_id))


def head_from(signed: SignedHead) -> Head:
    """The head of a row."""
    return Head(signed.office_id, signed.seq, signed.hash, instant(signed.at), signed.key_id, signed.signature)


def signed_heads() -> list[Head]:
    """The signed heads in the database."""
    return [head_from(row) for row in SignedHead.objects.order_by("id")]


def read_heads(path: Path) -> Iterator[Head]:
    """Heads of a `heads.jsonl`. A last line that a power cut left unfinished is passed over."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            yield Head.from_line(line)
        except ValueError:
            continue


def is_genuine(head: Head, keys: Iterable[Ed25519PublicKey]) -> bool:
    """Whether one of these keys has signed the head."""
    for key in keys:
        if key_id(key) == head.key_id:
            try:
                key.verify(bytes.fromhex(head.signature), head.message)
            except (InvalidSignature, ValueError):
                return False
            return True
    return False


def key_id(key: Ed25519PublicKey) -> str:
    """The name of a key: the beginning of its hash."""
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:SHORT]


def keys_folder() -> Path:
    """Where keys lie: outside the database, and out of ordinary backups."""
    folder: Path = settings.HIMPUN_DATA / "keys"
    return folder


def heads_file() -> Path:
    """The copy of all signed heads beside the database."""
    path: Path = settings.HIMPUN_DATA / "heads.jsonl"
    return path


def signing_key() -> Ed25519PrivateKey:
    """The installation's key, made on first use."""
    path = keys_folder() / "trail.key"
    while True:
        try:
            return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
        except FileNotFoundError:
            _write_key(path)


def known_keys() -> list[Ed25519PublicKey]:
    """The keys whose heads are believed here, this installation's and former ones: `keys/trail-*.pub`, 32
    raw bytes each.
    """
    paths = sorted(keys_folder().glob("trail-*.pub"))
    return [Ed25519PublicKey.from_public_bytes(path.read_bytes()) for path in paths]


def _write_key(path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    public = key.public_key()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write_once(path.with_name(f"trail-{key_id(public)}.pub"), public.public_bytes(Encoding.Raw, PublicFormat.Raw))
    _write_once(path, key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))


def _write_once(path: Path, raw: bytes) -> None:
    aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)  # the first of two processes wins
    except OSError:
        if not path.exists():  # a file system without links, such as a USB stick's
            os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def _append_line(path: Path, line: str) -> None:
    # A leading newline closes a line that a power cut may have left open.
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
        file.flush()
        os.fsync(file.fileno())
