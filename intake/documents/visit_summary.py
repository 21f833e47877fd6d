"""The client's summary of a visit: what was done, the pain, what was taken care of, what to do at home."""

from dataclasses import dataclass
from datetime import date

from intake.clinical.dates.spoken import in_words
from intake.clinical.techniques import PRESSURES
from intake.documents.drawings import PainBars
from intake.documents.fonts import FontFolders
from intake.documents.paper import LONGEST_FACT, Block, Letterhead, Paper, Printed, facts_of, lines

TITLE = "Visit summary"
DOCTOR_AGREED = "What your doctor agreed to"
NO_HELP_WORDS = (
    "If you become breathless, have chest pain, collapse or cough blood, call the emergency number. "
    "If one leg or arm swells, hurts, is warm or changes colour, see a doctor the same day."
)


@dataclass(frozen=True)
class PainChange:
    """Pain at one place on the 0-10 scale; None where it was not asked."""

    where: str
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True)
class CareLine:
    """A flag that mattered at this visit: the tier's word, its meaning in plain words, until when."""

    tier: str
    words: str
    until: str = ""


@dataclass(frozen=True)
class VisitSummary:
    """All that the client's copy says. Texts may have several lines; each line is a point of its own."""

    clinic: Letterhead
    client_name: str
    visit_on: date
    therapist_name: str
    birth_date: date | None = None
    areas: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    pressure: int | None = None
    minutes: int | None = None
    what_was_done: str = ""
    pain: tuple[PainChange, ...] = ()
    care: tuple[CareLine, ...] = ()
    doctor_agreed: str = ""
    asked_of_us: tuple[tuple[str, str], ...] = ()
    """The client's own limits: what each is about, and what they told us, a line each."""
    aftercare: str = ""
    seek_help: str = NO_HELP_WORDS
    next_visit_on: date | None = None
    next_visit_note: str = ""
    language_note: str = ""


def blocks(summary: VisitSummary) -> list[Block]:
    """Return the whole summary in reading order.

    Kinds: title, fact, heading, text, item, pain, care, urgent, note. The PDF is drawn from
    these, so what a test or a page reads here is what is printed.
    """
    return [
        Block("title", TITLE),
        *_about(summary),
        *_done(summary),
        *_pain(summary),
        *_care(summary),
        *_under(DOCTOR_AGREED, "item", summary.doctor_agreed),
        *_asked_of_us(summary),
        *_under("At home", "item", summary.aftercare),
        *_under("Get help at once if …", "urgent", summary.seek_help),
        *_next(summary),
        *lines("note", summary.language_note),
    ]


def _under(heading: str, kind: str, text: str) -> list[Block]:
    body = lines(kind, text)
    return [Block("heading", heading), *body] if body else []


def _about(summary: VisitSummary) -> list[Block]:
    facts = [
        ("Client", summary.client_name),
        ("Date of visit", in_words(summary.visit_on)),
        ("Born", in_words(summary.birth_date) if summary.birth_date else ""),
        ("Therapist", summary.therapist_name),
    ]
    return facts_of(facts)


def _done(summary: VisitSummary) -> list[Block]:
    pressure = "" if summary.pressure is None else PRESSURES[summary.pressure]
    facts = [
        ("Areas", ", ".join(summary.areas)),
        ("Techniques", ", ".join(summary.techniques)),
        ("Pressure", f"{pressure} ({summary.pressure} on a scale of 0 to 5)" if pressure else ""),
        ("Time", f"{summary.minutes} minutes" if summary.minutes else ""),
    ]
    body = [
        *lines("text", summary.what_was_done),
        *facts_of(facts),
    ]
    return [Block("heading", "What we did today"), *body] if body else []


def _pain(summary: VisitSummary) -> list[Block]:
    def score(number: int | None) -> str:
        return "not asked" if number is None else str(number)

    rows = [
        Block("pain", f"{score(entry.before)} before, {score(entry.after)} after (0 to 10)", entry.where)
        for entry in summary.pain
    ]
    return [Block("heading", "Your pain"), *rows] if rows else []


def _care(summary: VisitSummary) -> list[Block]:
    rows = []
    for line in summary.care:
        until = f" (until {line.until})" if line.until.strip() else ""
        rows.append(Block("care", " ".join(line.words.split()), f"{line.tier}{until}"))
    return [Block("heading", "What we took care of"), *rows] if rows else []


def _asked_of_us(summary: VisitSummary) -> list[Block]:
    body = facts_of((about, words) for about, words in summary.asked_of_us)
    return [Block("heading", "What you asked of us"), *body] if body else []


def _next(summary: VisitSummary) -> list[Block]:
    day = [Block("strong", in_words(summary.next_visit_on))] if summary.next_visit_on else []
    body = [*day, *lines("text", summary.next_visit_note)]
    return [Block("heading", "Your next visit"), *body] if body else []


def build_visit_summary(summary: VisitSummary, *, fonts: FontFolders | None = None, page: str = "A4") -> Printed:
    """Return the summary as PDF for paper "A4" or "Letter"; `fonts` defaults to the fonts of this machine.

    Raises KeyError for another paper size. A character without a font is a box, noted on paper and in
    `missing`.
    """
    paper = Paper(summary.clinic, summary.client_name, title=TITLE, fonts=fonts, page=page)
    bars = iter(summary.pain)

    def draw_pain(_: Block) -> None:
        entry = next(bars)
        label = paper.made("text", entry.where[:LONGEST_FACT], width=paper.width * PainBars.LABEL)
        paper.add(PainBars(label, entry.before, entry.after, width=paper.width, style=paper.styles.text))

    def draw_care(block: Block) -> None:
        paper.panel("care", block.name, block.text)

    paper.put_all(blocks(summary), {"pain": draw_pain, "care": draw_care})
    return paper.printed()
