"""Rules: the rule book, made from the code, for staff to read and to print."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from intake.clinical.screening.rule_book import KNOWLEDGE_VERSION, due_for_review, rulebook
from intake.services import rule_book
from intake.web import access, clock
from intake.web.flags import as_pdf

bp = Blueprint("rules", __name__)


@bp.get("/rules")
@access.needs_staff
def book() -> str:
    """Every rule in plain words."""
    return render_template("rules/book.html", entries=rulebook(), version=KNOWLEDGE_VERSION,
                           due={entry.code for entry in due_for_review(clock.today())})


@bp.post("/rules/rule-book.pdf")
@access.needs_staff
def printed() -> Response:
    """The same on paper."""
    paper = rule_book.print_rule_book(by=access.current_staff(), at=clock.now(), on=clock.today())
    return as_pdf(paper, f"rule-book-{clock.today().isoformat()}.pdf")
