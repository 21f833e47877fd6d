"""The rule book on paper: every rule in plain words, with a list of contents.

Generated from the registry; never edited by hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from intake.clinical.dates.spoken import in_words
from intake.documents.drawings import ContentsLine, Marker
from intake.documents.fonts import FontFolders
from intake.documents.paper import Block, Letterhead, Paper, Printed, facts_of, lines

TITLE = "Rule book"
UNSIGNED = "no clinician has signed this rule yet"


@dataclass(frozen=True)
class PrintedRule:
    """One rule in plain words; `window` says when it holds, `sources` are full citations or ids."""

    code: str
    name: str
    tier: str
    window: str = ""
    trigger: str = ""
    advice_therapist: str = ""
    advice_client: str = ""
    sources: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    version: str = ""
    checked_on: date | None = None
    check_again_on: date | None = None
    clinician: str = ""


@dataclass(frozen=True)
class RuleBook:
    """All rules of one knowledge version, in the order in which they are printed."""

    clinic: Letterhead
    printed_on: date
    version: str
    rules: tuple[PrintedRule, ...]
    preface: str = ""


def blocks(rule: PrintedRule) -> list[Block]:
    """Return one rule: heading, facts, then its texts under their names."""
    facts = [
        ("Tier", rule.tier),
        ("Holds", rule.window),
        ("Version", rule.version),
        ("Checked", in_words(rule.checked_on) if rule.checked_on else "not yet"),
        ("Check again", in_words(rule.check_again_on) if rule.check_again_on else ""),
        ("Clinician", rule.clinician if rule.clinician.strip() else UNSIGNED),
    ]
    texts = [
        ("Raised by", rule.trigger),
        ("To the therapist", rule.advice_therapist),
        ("To the client", rule.advice_client),
        ("Cases", "\n".join(rule.cases)),
        ("Sources", "\n".join(rule.sources)),
    ]
    return [
        Block("heading", heading(rule)),
        *facts_of(facts),
        *[part for name, text in texts if text.strip() for part in (Block("strong", name), *_under(name, text))],
    ]


def _under(name: str, text: str) -> list[Block]:
    return lines("item" if name in ("Cases", "Sources") else "text", text)


def heading(rule: PrintedRule) -> str:
    """Return the rule as the contents and its own heading name it."""
    return f"{rule.code}  {rule.name}"


def build_rule_book(book: RuleBook, *, fonts: FontFolders | None = None, page: str = "A4") -> Printed:
    """Return the rule book as PDF, built twice: the second time the contents know their page numbers."""
    pages: dict[str, int] = {}
    _built(book, fonts, page, pages)
    return _built(book, fonts, page, pages)


def _built(book: RuleBook, fonts: FontFolders | None, page: str, pages: dict[str, int]) -> Printed:
    paper = Paper(book.clinic, TITLE, title=TITLE, fonts=fonts, page=page)
    paper.put("title", TITLE)
    paper.facts(
        [("Knowledge version", book.version), ("Printed", in_words(book.printed_on)), ("Rules", str(len(book.rules)))],
        columns=3,
    )
    paper.put("text", book.preface)
    paper.put("heading", "Contents")
    _contents(paper, book.rules, pages)
    paper.new_page()
    for rule in book.rules:
        start = len(paper.flow)
        paper.add(Marker(rule.code, heading(rule), pages))
        parts = blocks(rule)
        top = 1 + sum(block.kind == "fact" for block in parts)
        paper.put_all(parts[:top])
        paper.together(start)
        paper.put_all(parts[top:])
    return paper.printed()


def _contents(paper: Paper, rules: Sequence[PrintedRule], pages: dict[str, int]) -> None:
    style = paper.styles.entry
    for rule in rules:
        words = paper.lettering.single(heading(rule), style, width=paper.width - 150)
        paper.add(ContentsLine(words, rule.tier, pages.get(rule.code), rule.code, width=paper.width, style=style))
