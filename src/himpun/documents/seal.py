"""The office's seal: a certificate of its own on the final PDF (PAdES B-B), and its verification.

The certificates come from an authority of this installation alone, so they prove that the bytes are the
office's and unchanged; they are not a certified electronic signature under UU ITE. The seal certifies the
document with "no changes": whatever is appended afterwards is flagged by any reader.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError, ValidationInfoReadingError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from himpun.documents.keys import authority_certificate, office_key
from himpun.organisation.models import Office

_FIELD = "SegelKantor"


@dataclass(frozen=True, slots=True)
class SealState:
    """What is known of a PDF's seal. `valid` needs all: intact, by this installation's authority, nothing after it."""

    valid: bool = False
    intact: bool = False
    covers_all: bool = False
    signer: str = ""
    at: datetime | None = None


class _TimedSigner(PdfSigner):
    """pyHanko reads the clock; the office's time is passed in."""

    def __init__(self, meta: PdfSignatureMetadata, signer: SimpleSigner, at: datetime) -> None:
        super().__init__(meta, signer)
        self._at = at

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def seal(pdf: bytes, office: Office, reason: str, *, at: datetime) -> bytes:
    """The same pages with the office's seal: new bytes, the given ones stand unchanged at their beginning.

    Raises CannotSeal when the office's key cannot be had.
    """
    key = office_key(office, at=at)
    meta = PdfSignatureMetadata(
        field_name=_FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        reason=reason,
        name=office.name,
        location=office.place or None,
    )
    sealed = _TimedSigner(meta, key.signer(), at).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))
    return bytes(sealed.getbuffer())


def verify(pdf: bytes) -> SealState:
    """Judge the seal of any bytes; what is no PDF, or has no seal or several, is simply not valid."""
    try:
        found = PdfFileReader(BytesIO(pdf), strict=False).embedded_regular_signatures
        if len(found) != 1:
            return SealState()
        return _judge(found[0])
    except (
        PdfReadError,
        SignatureValidationError,
        ValidationInfoReadingError,
        ValueError,
        KeyError,
        TypeError,
    ):
        return SealState()


def _judge(signature: Any) -> SealState:
    at: datetime | None = signature.self_reported_timestamp
    # A certificate counts on the day it sealed: papers are kept longer than certificates live.
    context = ValidationContext(
        trust_roots=[authority_certificate()], allow_fetching=False, revocation_mode="soft-fail", moment=at
    )
    # Anything after the seal is refused outright (`covers_all`), so there is no difference to weigh.
    status = validate_pdf_signature(signature, context, skip_diff=True)
    covers_all = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    intact = bool(status.intact and status.valid)
    return SealState(
        valid=intact and covers_all and bool(status.trusted),
        intact=intact,
        covers_all=covers_all,
        signer=status.signing_cert.subject.native.get("common_name", ""),
        at=at,
    )
