"""Problems that units named, and whether anybody answered them with a recommendation."""

from himpun.cases.models import Task
from himpun.cases.queries import seating_of
from himpun.performance.gathered import recap_now
from himpun.performance.models import Recommendation
from himpun.performance.recap import Recap
from himpun.sop.asked import asks_recommendation


def problems_unanswered(task: Task, recap: Recap | None = None) -> list[int]:
    """The sheets with an obstacle that nobody has recommended anything on; none where the SOP does not ask for it."""
    if not asks_recommendation(seating_of(task.case).sop.line(task.line)):
        return []
    answered = set(Recommendation.objects.filter(sheet__case=task.case_id).values_list("sheet", flat=True))
    parts = (recap or recap_now(task.case)).parts
    return [p.sheet for p in parts if p.sheet not in answered and any(row.obstacle for row in p.rows)]
