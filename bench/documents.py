"""Printing: a visit summary beside a bare ReportLab canvas that draws the same lines of text in the same fonts."""

import io
from dataclasses import replace
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from bench.interleave import Row, interleave
from intake.documents.fonts import font_folders
from intake.documents.paper import FOOTER, Letterhead
from intake.documents.visit_summary import CareLine, PainChange, VisitSummary, blocks, build_visit_summary

GOAL = 3.0
LINE_LETTERS = 84  # what a line of 11 point holds on A4

SUMMARY = VisitSummary(
    clinic=Letterhead("Harbour Street Massage Clinic", "14 Harbour Street, Whitby", "01947 555 010"),
    client_name="Zoë Łukasiewicz",
    visit_on=date(2026, 3, 5),
    therapist_name="Maya Olsen",
    birth_date=date(1978, 4, 2),
    areas=("neck", "shoulders", "upper back"),
    techniques=("Swedish", "myofascial"),
    pressure=2,
    minutes=45,
    what_was_done="Gentle work on neck and shoulders, then the upper back in side-lying.\n" * 4,
    pain=(PainChange("Left side of the neck", 6, 3), PainChange("Right shoulder", 4, 2)),
    care=(
        CareLine("CAUTION", "You bruise easily because of a medicine, so we used less pressure.", "it is stopped"),
        CareLine("HOLD", "After a long trip we left your legs alone for some weeks.", "20 March 2026"),
    ),
    aftercare="Rest this evening if you feel tired.\nTurn your head slowly to each side, five times.\n" * 3,
    next_visit_on=date(2026, 3, 19),
    next_visit_note="Please call us if you cannot come.",
)


def _lines(summary: VisitSummary) -> list[str]:
    return [
        text[at : at + LINE_LETTERS] for _, text, _ in blocks(summary)
        for at in range(0, max(1, len(text)), LINE_LETTERS)
    ]


def _bare_canvas(summary: VisitSummary) -> bytes:
    fonts, out = font_folders(), io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    names = (fonts.regular.name, fonts.bold.name)
    lines = _lines(summary)
    for start in range(0, len(lines), 42):
        for n, line in enumerate(lines[start : start + 42]):
            canvas.setFont(names[n % 6 == 0], 11)
            canvas.drawString(56, 790 - 17 * n, line)
        canvas.setFont(names[0], 8.5)
        canvas.drawString(56, 40, f"{summary.clinic.name} · {summary.client_name}")
        canvas.drawString(56, 28, FOOTER)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def measure() -> list[Row]:
    """Processor time of a usual summary and of longer ones, each beside its bare canvas.

    Many one-line notes have no goal: each is a paragraph to ReportLab and a mere line to the canvas.
    """
    sentence = "Gentle work on neck and shoulders, then side-lying. "
    paragraphs = replace(SUMMARY, what_was_done=(sentence * 8 + "\n") * 15)
    short = replace(SUMMARY, what_was_done=(sentence + "\n") * 120)
    return [
        interleave(
            f"visit summary, {name}",
            lambda summary=summary: build_visit_summary(summary),
            lambda summary=summary: _bare_canvas(summary),
            goal=goal,
        )
        for name, summary, goal in (
            ("usual", SUMMARY, GOAL),
            ("15 long paragraphs", paragraphs, GOAL),
            ("120 one-line notes", short, None),
        )
    ]
