"""Whose medicine it is: "my husband is on warfarin", "aspirin (husband)"; not "my wife says aspirin helps"."""
from intake.clinical.medicines import reach_words as words
from intake.clinical.medicines.line_map import LineMap
from intake.clinical.medicines.triggers import Trigger

_TAKING = frozenset("take took taking borrow borrowed borrowing have had use used using".split())
_FAMILY = frozenset({"family", "in", "fhx", "relative"})


def is_of_person(places: LineMap, trigger: Trigger, start: int, before: int) -> str:
    """other_person, unsure or "" for a medicine at `start` behind a person; `before`: the word before it."""
    if places.at(start - 1) == "my" or places.at(start - 1) == "me":
        return ""  # "my partner injects my warfarin"
    if _is_taken_from(places, trigger):
        return "unsure"
    if _is_any_animal(places, trigger):
        return "unsure"
    if not places.other_words(trigger.end, start, words.OF_PERSON):
        return "other_person"
    is_first = trigger.start == 0 or not places.at(trigger.start - 1)[0].isalpha() or places.at(
        trigger.start - 1) in ("my", "our", "and")
    is_theirs_by_verb = places.at(before) in words.THEY_TAKE and words.TURNS.isdisjoint(
        places.between(trigger.end, start)) and ":" not in places.between(trigger.end, start)
    first = places.at(trigger.start)
    if is_first and is_theirs_by_verb and first not in words.ANIMALS and first not in _FAMILY:
        return "other_person"
    return "unsure"


def _is_any_animal(places: LineMap, trigger: Trigger) -> bool:
    """"allergic to dust and cats": no animal of a household."""
    return trigger.first in words.ANIMALS and places.part_start(trigger.start) < trigger.start and places.at(
        trigger.start - 1) not in words.OWN | {"our", "this"}


def _is_taken_from(places: LineMap, trigger: Trigger) -> bool:
    """"I took my mum's aspirin": it went into the person who writes."""
    return not _TAKING.isdisjoint(places.between(max(0, trigger.start - 2), trigger.start))


def is_theirs(places: LineMap, trigger: Trigger, end: int, following: int) -> str:
    """other_person or "" for a medicine that ends at `end`, with a person behind it."""
    after = places.at(trigger.end)
    if places.other_words(end, trigger.start, words.BELONGS):
        return ""
    if not after or after in ").,;]'":
        return "other_person"
    if following < len(places.texts) and words.SOFT.isdisjoint(places.between(trigger.end, following)):
        return ""  # "Eliquis (mum takes aspirin)"
    has_mark = places.at(trigger.start - 1) in ("-", "(", ":") or places.at(end) in ("-", "(", ":", ",")
    rest = places.other_words(trigger.end, min(following, trigger.end + 4), words.PERSON_BEHIND)
    return "other_person" if has_mark and after in words.PERSON_BEHIND and not rest else ""
