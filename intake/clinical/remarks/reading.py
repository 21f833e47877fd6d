"""Words of any field become remarks."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from intake.clinical.remarks.clauses import Word, words_of
from intake.clinical.remarks.denial import is_denied, is_reaction
from intake.clinical.remarks.fields import Field, field_of
from intake.clinical.remarks.matters import Matter, about, matters_in
from intake.clinical.remarks.meanings import Sense, senses_of
from intake.clinical.remarks.remark import Remark, RemarkKind
from intake.clinical.remarks.said import Said
from intake.clinical.remarks.taken import is_taken, medicines_in
from intake.clinical.remarks.when import is_ahead, is_long_ago, is_short
from intake.clinical.remarks.whose import has_relative_had_one, whose

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
    said = Said(words, senses)
    candidates = [*_matters(said, senses, place, on), *_medicines(text, said, place, country)]
    return [_remark(kind, _part(text, words, start, end), question)
            for kind, _, start, end, question in _one_of_each(candidates)]


def _one_of_each(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The weightiest of each kind, of equals the first, in the order of the words."""
    best: dict[str, Candidate] = {}
    for each in candidates:
        known = best.get(each[0])
        if known is None or (-each[1], each[2]) < (-known[1], known[2]):
            best[each[0]] = each
    return sorted(best.values(), key=lambda each: (each[2], each[0]))


def _matters(said: Said, senses: Sequence[Sense], place: Field, on: date | None) -> Iterator[Candidate]:
    """Of each kind the weightiest that is to be asked; the lighter ones are not looked at any more."""
    settled: set[str] = set()
    matters = [each for each in matters_in(said.words, senses) if each.kind not in place.asks]
    said.mark(matters)
    for matter in sorted(matters, key=lambda each: (-each.row.weight, each.start)):
        if matter.kind in settled or (place.reactions and is_reaction(said, matter)):
            continue
        if place.allergies and matter.kind == "medicine" and not is_taken(matter.start, said.words, said.groups):
            continue
        if question := _question(matter, said, place, on):
            settled.add(matter.kind)
            yield matter.kind, matter.row.weight, matter.start, matter.end, question


def _question(matter: Matter, said: Said, place: Field, on: date | None) -> str:
    """What is asked about a matter; "" where it is denied, somebody else's, ahead, over or short."""
    if matter.kind == "clot" and has_relative_had_one(said, matter):
        return str(about("family_clot")["question"])
    if (is_denied(said, matter, place.wishes) or is_ahead(said, matter) or is_long_ago(said, matter, on)
            or is_short(said, matter)):
        return ""
    owner = whose(said, matter)
    if not owner:
        return str(about(matter.kind)["question"])
    return str(about("family_clot")["question"]) if owner == "relative" and matter.kind == "clot" else ""


def _medicines(text: str, said: Said, place: Field, country: str | None) -> Iterator[Candidate]:
    if "medicine" in place.asks:
        return
    for named in medicines_in(text, said.words, country, place.allergies, said.groups):
        question = about("medicine")["blood_thinner" if named.thins_blood else "question"]
        yield "medicine", named.weight, named.at, named.at + 1, str(question)


def _remark(kind: RemarkKind, part: str, question: str) -> Remark:
    return Remark(kind, part, f"You wrote “{part}”. {question}")


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
