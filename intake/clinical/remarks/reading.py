"""Words of any field become remarks."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from intake.clinical.remarks.clauses import Word, words_of
from intake.clinical.remarks.fields import Field, field_of
from intake.clinical.remarks.matters import Matter, about, matters_in
from intake.clinical.remarks.meanings import Sense, senses_of
from intake.clinical.remarks.remark import Remark, RemarkKind
from intake.clinical.remarks.scope import Scope
from intake.clinical.remarks.taken import medicines_in

LONGEST_PART = 80
Candidate = tuple[RemarkKind, int, int, int, str]
"""Kind, weight, first word, word after the last, question."""


def remarks_in(text: str, *, field: str = "", on: date | None = None, country: str | None = None) -> list[Remark]:
    """What `text` says that its field does not ask for, in the order of the words; at most one of a kind.

    `field` is a code of questionnaire or visit ("reason", "goals", "allergies" …; "" = any): what a field asks for
    itself is no remark in it. `on` is the day on which it was said, `country` a code such as UK for names that differ.
    """
    words = words_of(text)
    place = field_of(field)
    senses = senses_of(words)
    candidates = [*_matters(words, senses, place, on), *_medicines(text, words, senses, place, country)]
    return [Remark(kind, _part(text, words, start, end), _asked(question, _part(text, words, start, end)))
            for kind, _, start, end, question in _one_of_each(candidates)]


def _one_of_each(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The weightiest of each kind, of equals the first, in the order of the words."""
    best: dict[str, Candidate] = {}
    for each in candidates:
        known = best.get(each[0])
        if known is None or (-each[1], each[2]) < (-known[1], known[2]):
            best[each[0]] = each
    return sorted(best.values(), key=lambda each: (each[2], each[0]))


def _matters(words: Sequence[Word], senses: Sequence[Sense], place: Field, on: date | None) -> Iterator[Candidate]:
    matters = list(matters_in(words, senses))
    scope = Scope(words, senses, matters)
    for matter in matters:
        if matter.kind in place.asks or (place.allergies and scope.is_reaction(matter)):
            continue
        question = _question(matter, scope, on)
        if question:
            yield matter.kind, matter.row.weight, matter.start, matter.end, question


def _question(matter: Matter, scope: Scope, on: date | None) -> str:
    """What is asked about a matter; "" where it is denied, somebody else's, ahead, over or short."""
    if scope.is_denied(matter) or scope.is_ahead(matter) or scope.is_long_ago(matter, on) or scope.is_short(matter):
        return ""
    whose = scope.whose(matter)
    if not whose:
        return str(about(matter.kind)["question"])
    return str(about("family_clot")["question"]) if whose == "relative" and matter.kind == "clot" else ""


def _medicines(text: str, words: Sequence[Word], senses: Sequence[Sense], place: Field, country: str | None
               ) -> Iterator[Candidate]:
    if "medicine" in place.asks:
        return
    taking = [False] * len(words)
    for sense in senses:
        if sense.group == "taking":
            taking[sense.start:sense.end] = [True] * (sense.end - sense.start)
    for named in medicines_in(text, words, country, place.allergies, taking):
        question = about("medicine")["blood_thinner" if named.thins_blood else "question"]
        yield "medicine", named.weight, named.at, named.at + 1, str(question)


def _asked(question: str, part: str) -> str:
    return f"You wrote “{part}”. {question}"


def _part(text: str, words: Sequence[Word], start: int, end: int) -> str:
    """The client's own words: the clause, or as much of it around what was found as fits."""
    first, last = start, end - 1
    while first > 0 and words[first - 1].clause == words[start].clause:
        first -= 1
    while last + 1 < len(words) and words[last + 1].clause == words[end - 1].clause:
        last += 1
    while words[last].end - words[first].start > LONGEST_PART and (first < start or last > end - 1):
        if first < start and (last <= end - 1 or start - first > last - end + 1):
            first += 1
        else:
            last -= 1
    return " ".join(text[words[first].start:words[last].end].split())[:LONGEST_PART]
