"""The one-page sheet for a STOP: what to say to the client, whom to call, what to hand over."""

from dataclasses import dataclass
from datetime import date

from intake.clinical.dates.spoken import in_words
from intake.documents.fonts import FontFolders
from intake.documents.paper import Block, Letterhead, Paper, Printed, fact_line, facts_of, lines

TITLE = "No massage today"
# A full sheet is set smaller rather than run over; 0.82 is 9 point, the least that is read at arm's length.
SCALES = (1.0, 0.9, 0.82)


@dataclass(frozen=True)
class StopSheet:
    """Words and facts for a STOP. `call_words` says what to do ("Call an ambulance now"), `number` whom to call.

    `facts` are plain observations ("Swollen calf": "left, noticed today"), never a conclusion. `medicines`: what may
    act on the body today, by name, with how it stands; `medicines_words` says in their place why there are none.
    """

    clinic: Letterhead
    client_name: str
    made_on: date
    therapist_name: str
    say_to_client: str
    call_words: str
    number: str
    birth_date: date | None = None
    time_words: str = ""
    advice: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    medicines: tuple[tuple[str, str], ...] = ()
    medicines_words: str = ""
    rules: tuple[str, ...] = ()


def blocks(sheet: StopSheet) -> list[Block]:
    """Return the sheet in reading order: call, say, do, facts for the ambulance or doctor."""
    when = in_words(sheet.made_on) + (f", {sheet.time_words}" if sheet.time_words.strip() else "")
    about = [
        ("Client", sheet.client_name),
        ("Born", in_words(sheet.birth_date) if sheet.birth_date else ""),
        ("Seen", when),
        ("Therapist", sheet.therapist_name),
    ]
    return [
        Block("title", TITLE),
        Block("call", f"{sheet.call_words}\n{sheet.number}"),
        Block("heading", "Say to the client"),
        *lines("large", sheet.say_to_client),
        *_listed("What to do now", sheet.advice),
        Block("heading", "For the ambulance or the doctor"),
        *facts_of(about),
        *_medicines(sheet),
        *_listed("What was told and seen", tuple(fact_line(*fact) for fact in sheet.facts)),
        *([Block("note", f"Raised by: {', '.join(sheet.rules)}")] if sheet.rules else []),
        Block("note", "Facts as told by the client or seen by the therapist. A massage therapist does not diagnose."),
    ]


def _medicines(sheet: StopSheet) -> list[Block]:
    """What the ambulance asks first."""
    if sheet.medicines:
        return _listed("Medicines now", tuple(fact_line(*medicine) for medicine in sheet.medicines))
    return [Block("item", f"Medicines: {sheet.medicines_words}")] if sheet.medicines_words else []


def _listed(heading: str, entries: tuple[str, ...]) -> list[Block]:
    return [Block("heading", heading), *(Block("item", entry) for entry in entries)] if entries else []


def build_stop_sheet(sheet: StopSheet, *, fonts: FontFolders | None = None, page: str = "A4") -> Printed:
    """Return the sheet as PDF: one page, set smaller where it is full; facts beyond that go on, never lost.

    Raises KeyError for a paper other than "A4" and "Letter".
    """
    for scale in SCALES:
        printed = _built(sheet, fonts, page, scale)
        if printed.pages == 1:
            break
    return printed


def _built(sheet: StopSheet, fonts: FontFolders | None, page: str, scale: float) -> Printed:
    paper = Paper(sheet.clinic, sheet.client_name, title=TITLE, fonts=fonts, page=page, scale=scale)
    paper.put_all(blocks(sheet))
    return paper.printed()
