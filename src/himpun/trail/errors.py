"""What can go wrong with the trail. Doors translate the codes."""

from typing import ClassVar


class TrailError(Exception):
    """The family; `code` is stable."""

    code: ClassVar[str] = "trail"


class NotInAVerb(TrailError):
    """A fact or promise was made outside a verb: it could be kept without the change it tells of."""

    code = "not_in_a_verb"


class ClockSetBack(TrailError):
    """The computer's clock stands well before the newest entry: nothing is written until it is put right (503)."""

    code = "clock_set_back"


class InsideAVerb(TrailError):
    """A head is signed over what is committed, so never from within the transaction that is still writing."""

    code = "inside_a_verb"


class TornPage(TrailError):
    """An inner verb failed and the outer one went on: keeping the page would keep half of what was asked."""

    code = "torn_page"


class KeyUsedForAnotherBody(TrailError):
    """The key of a request came back with another content (HTTP 422): neither is right to assume."""

    code = "key_used_for_another_body"


class NotPersonal(TrailError):
    """There is no such entry, or its personal part was erased before."""

    code = "nothing_personal_to_erase"
