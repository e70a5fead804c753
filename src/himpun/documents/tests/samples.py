"""One invented paper of each kind, with the long names and long tables that break layouts."""

from collections.abc import Mapping

from himpun.documents.content import Content
from himpun.documents.kinds import PaperKind
from himpun.documents.tests import sample_letters, sample_lists

SAMPLES: Mapping[PaperKind, Content] = {
    kind: getattr(sample_letters, kind.name, None) or getattr(sample_lists, kind.name) for kind in PaperKind
}
