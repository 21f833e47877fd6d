"""Rules: the rule book, made from the code, for staff to read and to print."""

from flask import Blueprint, abort, render_template
from werkzeug.wrappers import Response

from intake.clinical.screening.rule_book import KNOWLEDGE_VERSION, due_for_review, rulebook
from intake.clinical.vignettes.outcomes import ON, ran
from intake.services import rule_book
from intake.web import access, clock
from intake.web.flags import as_pdf

bp = Blueprint("rules", __name__)
KINDS = (("fires", "Where it speaks"), ("silent", "Where it stays silent"),
         ("unknown", "Where something was not asked or is not clear"))


@bp.get("/rules")
@access.needs_staff
def book() -> str:
    """Every rule in plain words."""
    return render_template("rules/book.html", entries=rulebook(), version=KNOWLEDGE_VERSION,
                           due={entry.code for entry in due_for_review(clock.today())})


@bp.get("/rules/<code>")
@access.needs_staff
def one(code: str) -> str:
    """One rule with its worked cases, each worked out now: what is expected, what the rules give, whether it fits."""
    entry = next((each for each in rulebook() if each.code == code), None)
    if entry is None:
        abort(404)
    cases = [ran(case) for case in entry.cases]
    return render_template(
        "rules/one.html", entry=entry, due={each.code for each in due_for_review(clock.today())}, reference_day=ON,
        groups=[(words, [each for each in cases if each.case.kind == kind]) for kind, words in KINDS],
        count=len(cases), fitting=sum(not each.differences for each in cases),
    )


@bp.post("/rules/rule-book.pdf")
@access.needs_staff
def printed() -> Response:
    """The same on paper."""
    paper = rule_book.print_rule_book(by=access.current_staff(), at=clock.now(), on=clock.today())
    return as_pdf(paper, f"rule-book-{clock.today().isoformat()}.pdf")
