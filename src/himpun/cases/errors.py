"""What can go wrong with a case. Doors turn `code` into a page; the message says what to do."""

from dataclasses import dataclass
from datetime import datetime

from himpun.lib.dates import long_time
from himpun.sop.walk import State


class CaseError(Exception):
    """The family of this room."""

    code = "case_error"
    message = "Permintaan ini tidak dapat dilakukan pada berkas."

    def __str__(self) -> str:
        return self.message


class NotYours(CaseError):
    """The seat is somebody else's today."""

    code = "not_your_seat"
    message = "Tugas ini bukan untuk jabatan yang Anda pegang hari ini."


class TaskIsOver(CaseError):
    """Somebody was quicker, or a return overtook the task."""

    code = "task_is_over"

    def __init__(self, *, by: str, at: datetime | None, state: str, zone: str = "") -> None:
        super().__init__(state)
        self.by, self.at, self.state, self.zone = by, at, state, zone

    @property
    def message(self) -> str:  # type: ignore[override]
        if self.state == State.WITHDRAWN:
            return "Tugas ini ditarik karena berkas dikembalikan ke langkah sebelumnya."
        when = f" pada {long_time(self.at, self.zone)}" if self.at and self.zone else ""
        if self.state == State.EXCUSED:
            return f"Berkas dilanjutkan tanpa unit ini oleh {self.by}{when}."
        return f"Tugas ini sudah diselesaikan oleh {self.by}{when}."


class CaseIsOver(CaseError):
    """The case was finished or cancelled."""

    code = "case_is_over"
    message = "Berkas ini sudah selesai atau dibatalkan."


class PeriodIsTaken(CaseError):
    """The procedure runs once in a period."""

    code = "period_is_taken"
    message = "Berkas untuk periode ini sudah dibuka. Buka berkas itu, atau batalkan dulu dengan alasan."


class NotReady(CaseError):
    """The procedure cannot be opened yet: nothing published, or a performer without a seat."""

    code = "procedure_not_ready"

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons
        self.message = "SOP belum dapat dijalankan: " + "; ".join(reasons)


class WrongAct(CaseError):
    """The verb is not the one this task asks for."""

    code = "wrong_act"
    message = "Tugas ini meminta tindakan lain."


class CannotSendBack(CaseError):
    """The SOP has no such way, or the return points at nothing."""

    code = "cannot_send_back"
    message = "SOP tidak menyediakan pengembalian itu, atau belum ada unit yang ditunjuk."


class TooEarly(CaseError):
    """The standard time of the line is not over yet."""

    code = "too_early"
    message = "Waktu baku langkah ini belum lewat."


class ContentChanged(CaseError):
    """What was read is no longer what stands."""

    code = "content_changed"
    message = "Isi berubah sejak Anda membacanya. Baca kembali, lalu putuskan."


class NothingToRead(CaseError):
    """There is no paper yet to initial or to sign."""

    code = "nothing_to_read"
    message = "Belum ada dokumen untuk diparaf atau ditandatangani pada berkas ini."


class OthersRemark(CaseError):
    """Only whoever wrote a remark withdraws it."""

    code = "others_remark"
    message = "Hanya penulisnya yang dapat menarik catatan ini."


class NotDelivered(CaseError):
    """It was not sent to a post that the actor holds."""

    code = "not_delivered_to_you"
    message = "Ini tidak ditujukan kepada jabatan yang Anda pegang hari ini."


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing missing in what a person handed in: the field's name, a stable code, and a word beside the field."""

    field: str
    code: str
    message: str


class Incomplete(CaseError):
    """An act is not done before its own rule is met (design: done when ...)."""

    code = "incomplete"
    message = "Masih ada yang perlu dilengkapi."

    def __init__(self, lacks: tuple[Lack, ...]) -> None:
        super().__init__(", ".join(f"{lack.field}: {lack.message}" for lack in lacks))
        self.lacks = lacks
