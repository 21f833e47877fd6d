"""Rule books: the rules as they stand in the code, printed for the shelf."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from intake.clinical.screening.rule_book import KNOWLEDGE_VERSION, RuleEntry, rulebook, sign_off
from intake.records.database import db
from intake.records.staff import Staff
from intake.services import audit, clinic

if TYPE_CHECKING:
    from intake.documents.paper import Printed
    from intake.documents.rule_book import PrintedRule


def preface() -> str:
    """What the printed book says of itself before its first rule."""
    return (f"Intake supports a trained person. It is not a medical device and does not diagnose. {sign_off()} "
            "Each rule names its source, the day it was last checked and the day to check it again.")


def print_rule_book(*, by: Staff, at: datetime, on: date) -> "Printed":
    """Every rule on paper, made from the code. Audited as an export."""
    # Imported here: ReportLab costs a quarter of the start-up and few requests print.
    from intake.documents.paper import Letterhead
    from intake.documents.rule_book import RuleBook, build_rule_book

    the_clinic = clinic.the_clinic()
    book = RuleBook(
        Letterhead(the_clinic.name, the_clinic.address, the_clinic.phone), on, KNOWLEDGE_VERSION,
        tuple(_printed(entry) for entry in rulebook()), preface(),
    )
    audit.note("rules.export", by=by, at=at)
    db.session.commit()
    return build_rule_book(book)


def _printed(entry: RuleEntry) -> "PrintedRule":
    from intake.documents.rule_book import PrintedRule  # imported here for the same reason as above

    return PrintedRule(
        code=entry.code, name=entry.name, tier=" or ".join(entry.tiers), window="; ".join(entry.windows),
        trigger=entry.trigger,
        advice_therapist=_advice([(tier, advice.therapist) for tier, advice in entry.advice]),
        advice_client=_advice([(tier, advice.client) for tier, advice in entry.advice]),
        sources=tuple(f"{source.key}: {source.title}" for source in entry.sources),
        cases=tuple(f"{case.name} ({case.kind})" for case in entry.cases),
        version=entry.version, checked_on=entry.checked_on, check_again_on=entry.review_by,
        clinician=" ".join(each.words for each in entry.signatures),
    )


def _advice(by_tier: list[tuple[str, str]]) -> str:
    """Advice once where it is the same for every tier, or tier by tier."""
    texts = {text for _, text in by_tier if text}
    if len(texts) == 1:
        return texts.pop()
    return "\n".join(f"{tier}: {text}" for tier, text in by_tier if text)
