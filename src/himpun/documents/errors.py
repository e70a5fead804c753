"""What can go wrong with a paper. Each error has a stable code; doors turn it into words and a status."""

from typing import ClassVar


class DocumentError(Exception):
    """Something about a paper that a person has to be told."""

    code: ClassVar[str] = "document"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class ContentChanged(DocumentError):
    """What is to be initialled or signed is not what was read. The page shows the paper anew."""

    code = "content_changed"


class PaperReplaced(ContentChanged):
    """A newer revision stands in this paper's place."""

    code = "paper_replaced"


class PaperIsSigned(DocumentError):
    """The paper is signed: it takes no further initial and no other signature."""

    code = "paper_is_signed"


class AlreadyInitialled(DocumentError):
    """Another person has already initialled for this post."""

    code = "already_initialled"


class NoCapacity(DocumentError):
    """The actor holds no post in the paper's office, or is not the one who holds it that day."""

    code = "no_capacity"


class ProofMissing(DocumentError):
    """Identity was not freshly proven: wrong password, another account's proof, or one that is too old."""

    code = "proof_missing"


class NotSigned(DocumentError):
    """The paper is not signed yet: it cannot be sealed or archived."""

    code = "not_signed"


class AlreadyArchived(DocumentError):
    code = "already_archived"


class CannotDraw(DocumentError):
    """The templates refuse this content. A fault of the room that built it, kept in the outbox with its reason."""

    code = "cannot_draw"


class CannotSeal(DocumentError):
    """The office's key cannot be opened, or its certificate cannot be made."""

    code = "cannot_seal"
