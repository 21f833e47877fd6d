"""The letter that asks a doctor for a clearance: facts, questions, and a slip to send back.

Items that clinical scores use may stand in it as plain facts; a score never does (scale.md#settled-questions).
"""

from dataclasses import dataclass
from datetime import date

from intake.clinical.dates.spoken import in_words
from intake.documents.fonts import FontFolders
from intake.documents.paper import Letterhead, Paper, Printed, fact_line, lines

TITLE = "Letter to a doctor"
FACTS_NOTE = (
    "These are facts as the client told them or as the therapist saw them on the dates given. A massage "
    "therapist does not diagnose; nothing here is an assessment of risk."
)
SLIP_TITLE = "Reply slip"


@dataclass(frozen=True)
class DoctorLetter:
    """What the doctor needs in order to answer. `area` names the massage asked about: "both legs"."""

    clinic: Letterhead
    client_name: str
    written_on: date
    therapist_name: str
    area: str
    birth_date: date | None = None
    doctor_name: str = ""
    doctor_address: str = ""
    reason: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    questions: tuple[str, ...] = ()
    answer_by: date | None = None
    reference: str = ""
    consent: str = ""


def standard_questions(area: str) -> tuple[str, ...]:
    """Return the questions that a clearance answers, for a letter that brings none of its own."""
    return (
        f"From your point of view, may this person have massage of {area} now?",
        "If so, with what limits (pressure, techniques, places to keep off, position)?",
        "Until when does your answer hold, and what change should make us ask again?",
    )


def blocks(letter: DoctorLetter) -> list[tuple[str, str]]:
    """Return the letter as (kind, text) in reading order.

    Kinds: gap, address, text, strong, heading, fact ("name: value"), item, note; in the slip also cut, tick, line.
    """
    about = letter.client_name + (f", born {in_words(letter.birth_date)}" if letter.birth_date else "")
    dear = f"Dear {letter.doctor_name}," if letter.doctor_name.strip() else "Dear doctor,"
    return [
        ("gap", ""),
        *lines("address", f"{letter.doctor_name}\n{letter.doctor_address}"),
        ("gap", ""),
        ("text", in_words(letter.written_on)),
        ("strong", f"About: {about}"),
        *lines("text", f"Our reference: {letter.reference}" if letter.reference.strip() else ""),
        ("gap", ""),
        ("text", dear),
        (
            "text",
            f"This person has asked us for massage. Before we work on {letter.area} we ask for your word.",
        ),
        *lines("text", letter.reason),
        *_facts(letter),
        ("heading", "What we ask you"),
        *lines("item", "\n".join(letter.questions or standard_questions(letter.area))),
        ("gap", ""),
        *lines("text", f"Please answer by {in_words(letter.answer_by)} if you can." if letter.answer_by else ""),
        *lines("text", letter.consent),
        ("gap", ""),
        ("text", f"With thanks, {letter.therapist_name}"),
    ]


def slip_blocks(letter: DoctorLetter) -> list[tuple[str, str]]:
    """Return the reply slip as (kind, text), to be kept on one page."""
    about = letter.client_name + (f", born {in_words(letter.birth_date)}" if letter.birth_date else "")
    back = ", ".join(" ".join(part.split()) for part in (letter.clinic.name, letter.clinic.address) if part.strip())
    return [
        ("cut", ""),
        ("heading", SLIP_TITLE),
        ("text", f"Please send to {back}."),
        ("strong", about + (f" (reference {letter.reference})" if letter.reference.strip() else "")),
        ("text", f"Massage of {letter.area}:"),
        ("tick", "yes"),
        ("tick", "yes, with the limits below"),
        ("tick", "no"),
        ("line", "Limits"),
        ("line", ""),
        ("line", "Valid until"),
        ("line", "Name and practice"),
        ("line", "Signature"),
        ("line", "Date"),
    ]


def _facts(letter: DoctorLetter) -> list[tuple[str, str]]:
    rows = [("item", fact_line(*fact)) for fact in letter.facts]
    return [("heading", "What we know"), *rows, ("note", FACTS_NOTE)] if rows else []


def build_doctor_letter(letter: DoctorLetter, *, fonts: FontFolders | None = None, page: str = "A4") -> Printed:
    """Return the letter with its reply slip as PDF for paper "A4" or "Letter"; other sizes raise KeyError."""
    paper = Paper(letter.clinic, letter.client_name, title=TITLE, fonts=fonts, page=page)
    paper.put_all(blocks(letter))
    start = len(paper.flow)
    paper.put_all(slip_blocks(letter))
    paper.together(start)
    return paper.printed()
