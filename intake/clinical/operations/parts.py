"""The parts of what somebody typed: which operations each names, and whether they count for this person, now."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from intake.clinical.operations import circumstances
from intake.clinical.operations.terms import PLACES, Term, terms_in
from intake.clinical.operations.words import Word, fold, words_of

WHAT_KIND = "What kind of operation was it, and did you stay in hospital?"
_ENDOSCOPE = frozenset({"bowel", "colonoscopy", "gastroscopy"})
_PARTS = re.compile(r"[,;+(.!?\n]|\s[-–—]\s|\b(?:and|with|after|before|then|plus|following|but|und|puis|dann|luego|"
                    r"depois)\b", re.IGNORECASE)
_SCRAPE = re.compile(r"\bd\s*(?:&|\+|and|n)\s*c\b", re.IGNORECASE)
_LIGHT = frozenset(
    "a an the my of for in on to at i had have was were went just only some left right both last this day days week "
    "weeks month months year years ago today yesterday routine annual yearly normal fine clear ok all hospital clinic "
    "doctor gp arm shoulder chest head hand wrist elbow belly abdomen stomach baby nothing no not pain injury hip knee "
    "ankle foot shin tibia fibula femur thigh leg heel spine spinal back neck".split())
_OPERATION = re.compile(
    r"(?<!pre )\b(?:op|ops|operation|operations|operated|surgery|surgeries|redo|resection|implant\w*|insert\w*|"
    r"excis\w*|repair\w*|reconstruct\w*|amputat\w*|graft\w*|transplant\w*|remov\w*|replac\w*|operiert|opere\w*|operad\w*|"
    r"operat[aoe]|\w+ectomy|\w+otomy|\w+plasty|\w+ektomie|\w+ectomie|\w+ectomia)\b")
_WENT_WELL = re.compile(r"\b(?:went|well|fine|successful\w*|smoothly|no problems?|recover\w*|healed)\b")
# A cyst in one of these is not taken out under local anaesthetic.
_INSIDE = re.compile(r"\b(?:brain|spine|(?<!under )spinal|ovary|ovarian|kidney|liver|lung|pancreas|pancreatic)\b")


@dataclass(slots=True)
class Part:
    """A part of the words: folded, its words and terms, and whether it lies ahead or is somebody else's."""

    folded: str
    words: list[Word]
    terms: list[Term]
    is_ahead: bool = False
    is_others: bool = False

    @property
    def counts(self) -> bool:
        """Whether what it names was done to this person."""
        return not self.is_ahead and not self.is_others

    @property
    def is_operation(self) -> bool:
        """Whether it speaks of an operation, known or not."""
        return any(term.is_operation for term in self.terms) or bool(_OPERATION.search(self.folded))


def parts_of(what: str, *, is_past: bool) -> list[Part]:
    """The parts of the words as typed. `is_past`: a day that has passed stands beside them, so nothing lies ahead."""
    parts = [Part(text, words := words_of(text), terms_in(words))
             for each in _PARTS.split(_SCRAPE.sub("d&c", what)) if (text := circumstances.without_stay(fold(each)))]
    _borrow_places(parts)
    if len(parts) > 1 and not any(part.terms for part in parts):
        # A name may run over a comma: it is read in the whole where no part has one.
        parts[0].terms = terms_in(word for part in parts for word in part.words)
    if not is_past:
        _mark_ahead(parts)
    if not any(circumstances.speaks_of_oneself(part.folded) for part in parts):
        _mark_others(parts)
    return parts


def terms_that_count(parts: Sequence[Part]) -> list[Term]:
    """What was done to this person, and a major term for an operation beside it that nobody can name."""
    counting = [part for part in parts if part.counts]
    found = [term for part in counting for term in part.terms]
    if any(word.text in _ENDOSCOPE for part in counting for word in part.words):
        found = [replace(term, category="sedation") if _is_polyp(term) else term for term in found]
    if found or len(counting) < len(parts):
        found += _unnamed(counting, has_operation=any(term.is_operation for term in found))
    return found


def _is_polyp(term: Term) -> bool:
    return term.category == "day_case_ga_or_regional" and "polyp" in term.words


def _borrow_places(parts: Sequence[Part]) -> None:
    """ "Hip injection and later replacement": what was done is in the second part, where in the first."""
    places: dict[str, Word] = {}
    for part in parts:
        own = {word.text: word for word in part.words if word.text in PLACES}
        if places and not own and not any(term.is_operation for term in part.terms):
            part.terms += [term for term in terms_in([*places.values(), *part.words])
                           if term.is_operation and not term.words <= places.keys()]
        places |= own


def _mark_ahead(parts: Sequence[Part]) -> None:
    """What lies ahead, or is denied; "cancelled" alone speaks of what stands before it, and "done" takes it back."""
    last_done = max((number for number, part in enumerate(parts)
                     if not part.terms and circumstances.is_done(part.folded)), default=-1)
    for number, part in enumerate(parts):
        is_denied = circumstances.is_denied(part.folded)
        if number < last_done or not (is_denied or circumstances.is_ahead(part.folded)):
            continue
        part.is_ahead = True
        if number and not is_denied and not part.terms and circumstances.is_ahead_alone(part.folded):
            parts[number - 1].is_ahead |= not circumstances.is_dated(parts[number - 1].folded)


def _mark_others(parts: Sequence[Part]) -> None:
    """What is somebody else's; a part that only says whose it was speaks of what stands before it."""
    for number, part in enumerate(parts):
        worst = max(part.terms, key=lambda term: term.weight, default=None)
        if circumstances.names_somebody_else_alone(part.folded):
            part.is_others = True
            if number:
                parts[number - 1].is_others = True
            elif len(parts) > 1 and circumstances.begins_with_somebody_else(part.folded):
                parts[1].is_others = True
        elif circumstances.is_somebody_elses(part.folded, worst.category if worst else ""):
            part.is_others = True


def _unnamed(parts: Sequence[Part], *, has_operation: bool) -> Iterator[Term]:
    """A part that speaks of an operation, and of none that is known: "kidney op" of "kidney op, then a scan".

    What stands before a test and nobody knows is one too ("ear tubes and a hearing test"); after it may be its list.
    """
    for part in parts:
        known = [term for term in part.terms if term.is_operation]
        small = [term for term in known if term.category == "local_anaesthetic" and "biopsy" not in term.words]
        if _OPERATION.search(part.folded) and not known and not _WENT_WELL.search(part.folded):
            yield _unnamed_term(part)
        elif small and _INSIDE.search(part.folded):
            yield _unnamed_term(part)
    if not has_operation and len(parts) > 1 and not parts[0].terms and _is_weighty(parts[0].folded):
        yield _unnamed_term(parts[0])


def _unnamed_term(part: Part) -> Term:
    return Term(frozenset({part.folded}), "major_other", WHAT_KIND)


def _is_weighty(part: str) -> bool:
    return any(not word.isdigit() and word not in _LIGHT for word in part.split())
