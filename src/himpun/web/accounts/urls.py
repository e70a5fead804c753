"""Coming in and going out; one's own account; the accounts of an office."""

from typing import Final

from himpun.web.accounts import invited, own, roll, views
from himpun.web.policy import BOTH, READ, WRITE, Page, Policy

PAGES: Final = (
    # the door
    Page("masuk", views.log_in, "masuk", Policy.PUBLIC, BOTH),
    Page("masuk/ketikan", views.typed_again, "masuk-ketikan"),
    Page("keluar", views.log_out, "keluar", Policy.PUBLIC, WRITE),
    Page("undangan", invited.invitation, "undangan", Policy.PUBLIC, BOTH),
    # one's own
    Page("akun/saya", own.mine, "akun-saya"),
    Page("akun/saya/sandi", own.new_password, "akun-sandi", Policy.MEMBER, WRITE),
    Page("akun/saya/sesi", own.end_sessions, "akun-sesi", Policy.MEMBER, WRITE),
    # the administrator's
    Page("akun", roll.roll, "akun", Policy.ADMINISTRATOR),
    Page("akun/orang", roll.one, "akun-orang", Policy.ADMINISTRATOR, READ),
    Page("akun/kode", roll.make_codes, "akun-kode", Policy.ADMINISTRATOR, WRITE),
    Page("akun/ubah", roll.change, "akun-ubah", Policy.ADMINISTRATOR, WRITE),
)
