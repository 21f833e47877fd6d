"""What a blood thinner is taken for, by the words of its reason: a clot that was there, or one to be prevented.

Clinical source: clots.md#clots-that-were-found.
"""

import re
from enum import Enum

from intake.clinical.facts.medicine import MedicineFact


class Purpose(Enum):
    """CLOT: one was there. UNCLEAR: "for clots", "to prevent them", and nothing else named that would be the reason.

    PREVENTION: a rhythm or a valve is named, and a clot stands beside it. NONE: the words speak of no clot.
    """

    CLOT = "clot"
    UNCLEAR = "unclear"
    PREVENTION = "prevention"
    NONE = ""


_ONE = r"d\.?v\.?t|p\.?e|vte|(?:blood)?clot|th?rombos[ei]s|th?rombus|embolism|embolus|phlebitis"
_MANY = r"(?:blood)?clot\w*|th?rombo\w*|th?rombi|embol\w*|dvts|pes"
_ANY = rf"(?:{_ONE}|{_MANY})"
_FILLING = r"(?:any |an? |my |the |your |other |previous |past |known |history of |two |blood |leg |lung )*"
_CLOT = re.compile(rf"\b{_ANY}\b")
_ONE_CLOT = re.compile(rf"\b(?:{_ONE})\b")
_SOMEWHERE = re.compile(rf"\b{_ANY} (?:in|on|of|behind) ")
_EARLIER = re.compile(
    rf"\b(?:had|since|after|following|treat\w*|because of|due to|history of|previous|past|another|more|further|second|"
    rf"recurr\w*) {_FILLING}{_ANY}\b")
# "No clots since", "no clot now" speak of one that was there.
_DENIED_CLOT = re.compile(
    rf"(?<!so )(?<!that )(?<!sure )(?<!have )(?<!get )"
    rf"\b(?:no|never had|never|not for|not had|not|without|haven'?t had) {_FILLING}{_ANY}\b"
    r"(?! (?:now|since|any ?more|left|currently|again|at the moment|today))")
_PREVENTS = re.compile(
    r"\b(?:pr[eo]vent\w*|prophyla\w*|avoid\w*|stop\w*|against|in case|risks?|so (?:that )?(?:i|no|they)|reduc\w*|"
    r"lower\w*|protect\w*|keep\w*|get|getting|form\w*|develop\w*|don'?t want)\b")
_IN_CASE = re.compile(r"\bin case (?:of|i|there|an?|my)\b[^,;.]*")
_RHYTHM_OR_VALVE = (r"(?:p?a\.?f\.?|(?:atrial |a[ .-]?)fib|\w*fibril\w*|flutter|(?:heart )?rhythm|arr?h?ythm\w*|"
                    r"irregular (?:heart|puls|beat)\w*|valves?)")
_OTHER_REASON = re.compile(rf"(?<!\w){_RHYTHM_OR_VALVE}(?!\w)")
_DENIED_OTHER = re.compile(
    rf"\b(?:no|not|never|without|nothing|(?:do|does|did|have|has|is|was)n'?t)\b[^,;()]*{_RHYTHM_OR_VALVE}(?!\w)|"
    rf"{_RHYTHM_OR_VALVE} (?:was |is |has been )?(?:ruled out|excluded)")
_FAMILY = re.compile(
    r"\b(?:family|mother|father|mum|mom|dad|parents?|sister|brother|son|daughter|aunt|uncle|grand\w+)\b")
_ARTERY = re.compile(r"\b(?:\w*stroke|tia|heart|stent|brain|carotid|eye)\b")
_VEIN = re.compile(r"d\.?v\.?t|\bp\.?e\b|\bvte\b|vein|\blegs?\b|lung|\barm\b|calf|phlebitis|pulmonary")
_FOR = re.compile(r"\b(?:for|because of|due to|after|since|to prevent|to stop|against)\b.*", re.IGNORECASE | re.DOTALL)
_NOT_THE_CLIENTS = frozenset({"other_person"})
_NOT_TAKEN = frozenset({"allergy", "not_taken", "planned"})


def reason_in_line(line: str) -> str:
    """The reason that a medicine line gives itself: "for a clot in my leg" of "Xarelto 20 mg for a clot in my leg"."""
    found = _FOR.search(line)
    return found[0] if found else ""


def purpose_of(medicine: MedicineFact, reason: str) -> Purpose:
    """What the reason given for a blood thinner says of clots; NONE for any other medicine."""
    if "anticoagulant" not in medicine.classes or medicine.status in _NOT_THE_CLIENTS:
        return Purpose.NONE
    reason = _DENIED_CLOT.sub(" ", " ".join(reason.lower().replace("’", "'").split()))
    if not _CLOT.search(reason):
        return Purpose.NONE
    if _was_there(reason) and not _may_be_another(reason):
        return Purpose.CLOT
    if medicine.status in _NOT_TAKEN:
        return Purpose.NONE
    other = _OTHER_REASON.search(_DENIED_OTHER.sub(" ", reason))
    return Purpose.PREVENTION if other else Purpose.UNCLEAR


def _was_there(reason: str) -> bool:
    """Whether the words speak of a clot that was there: "clot in my leg", "DVT", "after a PE, to prevent more"."""
    if _PREVENTS.search(reason):
        return bool(_EARLIER.search(_IN_CASE.sub(" ", reason)))
    return bool(_ONE_CLOT.search(reason) or _SOMEWHERE.search(reason) or _EARLIER.search(reason))


def _may_be_another(reason: str) -> bool:
    """Whether it may be a relative's clot, or one in an artery: that is asked, and counts until it is answered."""
    return bool(_FAMILY.search(reason) or (_ARTERY.search(reason) and not _VEIN.search(reason)))
