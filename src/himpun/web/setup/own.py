"""What an administrator sets up: the office, and one of its SOPs."""

from himpun.organisation.access import office_for_admin
from himpun.organisation.errors import NotHere
from himpun.organisation.models import Office
from himpun.procedures.access import procedure_for_admin
from himpun.procedures.models import Edition, Procedure
from himpun.procedures.queries import edition_in_force, register_of
from himpun.web.request import Visit


def own_office(request: Visit) -> Office:
    """The office that the visitor administers. Raises NotHere."""
    return office_for_admin(request.actor, next(iter(request.actor.administers), 0))


def own_procedure(request: Visit, key: str) -> tuple[Procedure, Edition]:
    """An SOP of that office with its edition in force. Raises NotHere when there is none."""
    office = own_office(request)
    for procedure in register_of(office.pk):
        if procedure.key == key:
            found = procedure_for_admin(request.actor, procedure.pk)
            edition = edition_in_force(found, request.today)
            if edition is not None:
                return found, edition
    raise NotHere
