"""Whether the words say that there is none of a matter, or only what an allergy does.

What takes a matter away needs more evidence than what leaves it: where words between are not known to carry a "no" on,
the matter is asked.
"""

from intake.clinical.remarks.matters import Matter
from intake.clinical.remarks.said import REACH, Said

_OR = frozenset({"or", "nor", "oder", "ou", "ni"})
# "no cough or clots": so many words that nobody knows, before an "or", are the rest of the list.
_MOST_OF_A_LIST = 2
_AND = frozenset({"and", "und", "et", "y", "e"})


def is_denied(said: Said, matter: Matter, is_wish: bool) -> bool:
    """Whether the words say plainly that there is none of it; who wishes for no pain in the chest has it."""
    if is_wish and matter.kind in ("sign", "bleeding"):
        return False
    if any(said.means(index, "excepting") for index in said.behind(matter.end, 3)):
        return False
    return (_is_denied_before(said, matter) or _is_denied_inside(said, matter) or _is_denied_behind(said, matter)
            or _is_done_without(said, matter))


def is_reaction(said: Said, matter: Matter) -> bool:
    """Whether a sign told among allergies is what an allergy does ("nuts: face swells up"), not how the client is."""
    around = said.around(matter)
    if matter.kind != "sign" or any(said.means(index, "lately_or_here") for index in around):
        return False
    is_of_leg = any(said.means(index, "leg") for index in around)
    return not is_of_leg or any(said.means(index, "reaction") for index in around)


def _is_denied_before(said: Said, matter: Matter) -> bool:
    is_parted = is_joined = False
    left = 0
    for index in said.before(matter.start, REACH):
        is_parted = is_parted or said.words[index + 1].clause != said.words[index].clause
        if _denies(said, index) and not said.of_matter[index]:
            if is_parted and _is_answer(said, index):
                return False
            return not (is_parted or is_joined) or _is_listed_with_or(said, matter) or _is_bare(said, matter)
        is_joined = is_joined or said.words[index].text in _AND
        if said.words[index].text in _OR:
            left = _MOST_OF_A_LIST
        elif not _carries_on(said, index, matter):
            left -= 1
            if left < 0 or said.means(index, "still", "owned"):
                return False
    return False


def _denies(said: Said, index: int) -> bool:
    """Whether it is a "no"; not the Portuguese "no joelho" (in the knee), nor "not only"."""
    return said.means(index, "deny") and not said.means(index, "no_denial")


def _is_answer(said: Said, index: int) -> bool:
    """Whether a "none" is a clause of its own: the answer to what its field asks."""
    is_first = index == 0 or said.words[index - 1].clause != said.words[index].clause
    return is_first and said.ends_clause(index) and said.means(index, "answer")


def _carries_on(said: Said, index: int, matter: Matter) -> bool:
    """Whether a denial before this word still reaches what stands behind it."""
    if said.means(index, "still") or (said.means(index, "owned") and not said.means(index, "listed")):
        return False
    return said.of_matter[index] or said.means(index, "filler", "listed", "either") or (
        matter.kind == "medicine" and said.means(index, "taking"))


def _is_listed_with_or(said: Said, matter: Matter) -> bool:
    near = [*said.before(matter.start, 3), *range(matter.start, matter.end), *said.behind(matter.end, 6)]
    return any(said.words[index].text in _OR for index in near)


def _is_bare(said: Said, matter: Matter) -> bool:
    """A noun alone in its clause ("no swelling, fever"): part of a list. With more words it speaks for itself."""
    clause = said.clause_of(matter)
    if len(matter.row.groups) > 1 or any(said.means(index, "own") for index in clause):
        return False
    return all(said.means(index, "filler", "listed") or said.of_matter[index] for index in clause)


def _is_denied_inside(said: Said, matter: Matter) -> bool:
    """"calf is not swollen": the denial stands between, and reaches the next of the words."""
    for index in range(matter.start, matter.end):
        if _denies(said, index) and not any(each.start <= index < each.end for each in matter.senses):
            following = min((each.start for each in matter.senses if each.start > index), default=0)
            if following and all(_is_passed(said, at) for at in range(index + 1, following)):
                return True
    return False


def _is_passed(said: Said, index: int) -> bool:
    return said.means(index, "filler", "listed") and not said.means(index, "still", "owned")


def _is_denied_behind(said: Said, matter: Matter) -> bool:
    """"blood clots: none", "DVT? No", "DVT ruled out"."""
    for index in range(matter.end, min(len(said.words), matter.end + 4)):
        is_first = index == matter.end
        if said.words[index].sentence != said.words[matter.start].sentence and not is_first:
            return False
        if said.means(index, "ruled_out"):
            return True
        if is_first and said.means(index, "behind_no") and said.ends_clause(index) and (
                said.words[index].clause != said.words[index - 1].clause):
            return True
        if not said.means(index, "filler"):
            return False
    return False


def _is_done_without(said: Said, matter: Matter) -> bool:
    """"healed without an operation". Of signs it says nothing: who cannot climb stairs without gasping, gasps."""
    if matter.kind in ("sign", "bleeding"):
        return False
    for index in said.before(matter.start, 4):
        if said.means(index, "without") and not said.of_matter[index]:
            return True
        if not said.means(index, "filler"):
            return False
    return False
