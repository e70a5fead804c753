"""What a line asks beyond its acts, as its own words say it."""

from himpun.sop.model import Step


def asks_recommendation(step: Step) -> bool:
    """Whether whoever reviews here must answer every problem with a recommendation before going on.

    Simpang Empat says so in the remarks column: recommendations are obligatory before the signature.
    """
    note = step.note.casefold()
    return "rekomendasi" in note and "wajib" in note
