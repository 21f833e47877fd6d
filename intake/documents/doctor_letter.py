"""The letter that asks a doctor for a clearance: facts, questions, and a slip to send back.

Items that clinical scores use may stand in it as plain facts; a score never does (scale.md#settled-questions).
"""

from dataclasses import dataclass
from datetime import date

from intake.clinical.dates.spoken import in_words
from intake.documents.fonts import FontFolders
from intake.documents.paper import Block, Letterhead, Paper, Printed, fact_line, lines

TITLE = "Letter to a doctor"
FACTS_NOTE = (
    "These are facts as the client told them or as the therapist saw them on the dates given. A massage "
    "therapist does not diagnose; nothing here is an assessment of risk."
)
SLIP_TITLE = "Reply slip"


@dataclass(frozen=True)
class DoctorLetter:
    """What the doctor needs in order to answer. `area` names the massage asked about: "both legs".

    `medicines`: each by name, with how it stands, since when, and where it was told.
    """

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
    medicines: tuple[tuple[str, str], ...] = ()
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


def blocks(letter: DoctorLetter) -> list[Block]:
    """Return the letter in reading order.

    Kinds: gap, address, text, strong, heading, item, note; in the slip also cut, tick, line.
    """
    about = letter.client_name + (f", born {in_words(letter.birth_date)}" if letter.birth_date else "")
    dear = f"Dear {letter.doctor_name}," if letter.doctor_name.strip() else "Dear doctor,"
    return [
        Block("gap", ""),
        *lines("address", f"{letter.doctor_name}\n{letter.doctor_address}"),
        Block("gap", ""),
        Block("text", in_words(letter.written_on)),
        Block("strong", f"About: {about}"),
        *lines("text", f"Our reference: {letter.reference}" if letter.reference.strip() else ""),
        Block("gap", ""),
        Block("text", dear),
        Block(
            "text",
            f"This person has asked us for massage. Before we work on {letter.area} we ask for your word.",
        ),
        *lines("text", letter.reason),
        *_facts(letter),
        Block("heading", "What we ask you"),
        *lines("item", "\n".join(letter.questions or standard_questions(letter.area))),
        Block("gap", ""),
        *lines("text", f"Please answer by {in_words(letter.answer_by)} if you can." if letter.answer_by else ""),
        *lines("text", letter.consent),
        Block("gap", ""),
        Block("text", f"With thanks, {letter.therapist_name}"),
    ]


def slip_blocks(letter: DoctorLetter) -> list[Block]:
    """Return the reply slip, to be kept on one page."""
    about = letter.client_name + (f", born {in_words(letter.birth_date)}" if letter.birth_date else "")
    back = ", ".join(" ".join(part.split()) for part in (letter.clinic.name, letter.clinic.address) if part.strip())
    return [
        Block("cut", ""),
        Block("heading", SLIP_TITLE),
        Block("text", f"Please send to {back}."),
        Block("strong", about + (f" (reference {letter.reference})" if letter.reference.strip() else "")),
        Block("text", f"Massage of {letter.area}:"),
        Block("tick", "yes"),
        Block("tick", "yes, with the limits below"),
        Block("tick", "no"),
        Block("line", "Limits"),
        Block("line", ""),
        Block("line", "Valid until"),
        Block("line", "Name and practice"),
        Block("line", "Signature"),
        Block("line", "Date"),
    ]


def _facts(letter: DoctorLetter) -> list[Block]:
    rows = [Block("item", fact_line(*fact)) for fact in letter.facts]
    taken = [Block("item", fact_line(*medicine)) for medicine in letter.medicines]
    known = [Block("heading", "What we know"), *rows] if rows else []
    listed = [Block("heading", "Medicines"), *taken] if taken else []
    return [*known, *listed, Block("note", FACTS_NOTE)] if known or listed else []


def build_doctor_letter(letter: DoctorLetter, *, fonts: FontFolders | None = None, page: str = "A4") -> Printed:
    """Return the letter with its reply slip as PDF for paper "A4" or "Letter"; other sizes raise KeyError."""
    paper = Paper(letter.clinic, letter.client_name, title=TITLE, fonts=fonts, page=page)
    paper.put_all(blocks(letter))
    start = len(paper.flow)
    paper.put_all(slip_blocks(letter))
    paper.together(start)
    return paper.printed()
