"""What names people goes where it can be erased, by what the model declares."""

from himpun.trail.journal import parted


def test_columns_that_a_model_declares_as_personal_are_parted() -> None:
    row = ("organisation_person", 7, {"name": "Halimah", "nip": "1", "rank": "", "office_id": 3})
    clear, hidden = parted([row])
    assert clear == [("organisation_person", 7, {"office_id": 3})]
    assert hidden == [("organisation_person", 7, {"name": "Halimah", "nip": "1", "rank": ""})]


def test_a_row_that_names_nobody_and_one_that_is_gone_stay_as_they_are() -> None:
    rows = [("organisation_unit", 1, {"name": "Seksi"}), ("organisation_person", 7, {})]
    assert parted(rows) == (rows, [])


def test_an_image_of_personal_columns_alone_leaves_nothing_in_the_clear() -> None:
    row = ("organisation_person", 7, {"name": "Halimah"})
    assert parted([row]) == ([], [row])
