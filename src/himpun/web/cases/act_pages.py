"""One dictionary from act to page: the template it shows, what it needs beside the task, and the verb it calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from himpun.sop.model import Act
from himpun.web.cases import figure_forms, office_forms, reading_forms
from himpun.web.cases.turn import Turn

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ActPage:
    """`show` gives the template what it needs; `submit` reads the form and calls the verb, or raises what lacks."""

    template: str
    button: str
    show: Callable[[Turn], Context]
    submit: Callable[[Turn], None]


ACTS: Final[Mapping[Act, ActPage]] = {
    Act.INSTRUCT: ActPage("instruct", "Kirim disposisi", office_forms.show_disposition, office_forms.instruct_form),
    Act.FORM_TEAM: ActPage("form_team", "Bentuk tim", office_forms.show_team, office_forms.team_form),
    Act.PLAN: ActPage("plan", "Simpan rencana", office_forms.show_plan, office_forms.plan_form),
    Act.PREPARE_REQUEST: ActPage("request", "Tetapkan format", figure_forms.show_request, figure_forms.prepare_form),
    Act.DISTRIBUTE: ActPage(
        "request", "Kirim permintaan ke unit", figure_forms.show_request, figure_forms.distribute_form
    ),
    Act.MEET: ActPage("meet", "Simpan hasil rapat", office_forms.show_meeting, office_forms.meeting_form),
    Act.FILL: ActPage("fill", "Kirim isian", figure_forms.show_sheet, figure_forms.fill_form),
    Act.HAND_OVER: ActPage("hand_over", "Serahkan", office_forms.show_hand_over, office_forms.hand_over_form),
    Act.GATHER: ActPage("gather", "Terima dan himpun", figure_forms.show_arrivals, figure_forms.gather_form),
    Act.RECAP: ActPage("recap", "Buat rekap dan konsep laporan", figure_forms.show_recap, figure_forms.recap_form),
    Act.ANALYSE: ActPage("analyse", "Simpan analisis", figure_forms.show_analysis, figure_forms.analyse_form),
    Act.REVIEW: ActPage("review", "Terima", reading_forms.show_reading, reading_forms.review_form),
    Act.REVISE: ActPage("revise", "Kirim perbaikan", figure_forms.show_mending, figure_forms.revise_form),
    Act.INITIAL: ActPage("initial", "Paraf", reading_forms.show_reading, reading_forms.initial_form),
    Act.SIGN: ActPage("sign", "Tanda tangani", reading_forms.show_reading, reading_forms.sign_form),
    Act.PUBLISH: ActPage("publish", "Sampaikan", office_forms.show_recipients, office_forms.publish_form),
    Act.ARCHIVE: ActPage("archive", "Arsipkan", office_forms.show_archive, office_forms.archive_form),
}
