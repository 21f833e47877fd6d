"""Operations as people type them, read into categories; the more cautious one while unclear.

Clinical source: clots.md#categories-of-operations.
"""

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, get_args

OperationCategory = Literal[
    "hip_replacement", "knee_replacement", "hip_fracture_repair", "leg_fracture_repair", "cancer_surgery",
    "major_abdominal", "major_pelvic", "spinal", "neurosurgery", "cardiac", "major_other", "arthroscopy_leg",
    "varicose_vein_procedure", "foot_ankle_day_case", "day_case_ga_or_regional", "sedation", "local_anaesthetic",
    "caesarean", "not_an_operation",
]
"""A misspelt category is refused by mypy. At run time they are plain strings."""
_CODES: Mapping[str, OperationCategory] = {code: code for code in get_args(OperationCategory)}

CATEGORY_LABELS: Mapping[OperationCategory, str] = {
    "hip_replacement": "hip replacement",
    "knee_replacement": "knee replacement",
    "hip_fracture_repair": "hip fracture repair",
    "leg_fracture_repair": "leg fracture repair",
    "cancer_surgery": "cancer operation",
    "major_abdominal": "major operation in the belly",
    "major_pelvic": "major operation in the pelvis",
    "spinal": "spine operation",
    "neurosurgery": "brain operation",
    "cardiac": "heart operation",
    "major_other": "other major operation",
    "arthroscopy_leg": "keyhole operation on knee or ankle",
    "varicose_vein_procedure": "varicose vein procedure",
    "foot_ankle_day_case": "foot or ankle operation",
    "day_case_ga_or_regional": "day-case operation",
    "sedation": "short procedure under sedation",
    "local_anaesthetic": "small operation under local anaesthetic",
    "caesarean": "caesarean birth",
    "not_an_operation": "no operation",
}

ALWAYS_MAJOR: frozenset[OperationCategory] = frozenset({
    "hip_replacement", "knee_replacement", "hip_fracture_repair", "leg_fracture_repair", "cancer_surgery", "spinal",
    "neurosurgery", "cardiac", "major_other",
})
"""Stay major whatever was said of the stay: their risk is of the operation itself (S1, S20, S21)."""

OFTEN_DAY_CASE: frozenset[OperationCategory] = frozenset({"major_abdominal", "major_pelvic"})


@dataclass(frozen=True, slots=True)
class OperationReading:
    """How a typed operation was read. `question` is what a person should confirm, "" when nothing is open."""

    as_written: str
    category: OperationCategory
    matched: str
    sure: bool
    question: str

    @property
    def words(self) -> str:
        """The category in words."""
        return CATEGORY_LABELS[self.category]


def operation_category(text: str) -> OperationCategory | None:
    """The category that bears this code."""
    return _CODES.get(text)


def read_operation(what: str, *, setting: str = "", kind: str = "") -> OperationReading:
    """Read an operation typed as `what` into a category of clots.md#categories-of-operations.

    `setting` is "inpatient", "day_case", "local_anaesthetic" or "" (not asked); `kind` is a category the person
    chose, "other", or "" (not asked) and stands before anything read from the words.
    """
    if chosen := operation_category(kind):
        return OperationReading(what, _by_setting(chosen, setting), chosen, True, "")
    words, matched, question = _match(what)
    if not matched:
        return _unreadable(what, setting)
    category = matched
    if _is_not_done(_fold(what)):
        return OperationReading(what, "not_an_operation", words, False, "Has it been done, and when?")
    if not setting and _GENERAL.search(_fold(what)):
        # A general anaesthetic makes a small thing, or an examination, a day case at least.
        category = max(_DAY_CASE, category, key=_gravity)
    settled = _by_setting(category, setting)
    if not setting and category in OFTEN_DAY_CASE:
        question = "Was it a day case, or did you stay in hospital?"
    elif setting == "local_anaesthetic" and category in ALWAYS_MAJOR | OFTEN_DAY_CASE:
        question = f"Read as a {CATEGORY_LABELS[category]}: was it really under local anaesthetic?"
    return OperationReading(what, settled, words, not question, question)


JOINTS_REPLACED = re.compile(r"\b(replac\w*|prosthe\w*|arthroplast\w*|artificial|new|resurfac\w*|thr|tkr)\b")
METAL = re.compile(r"\b(plate\w*|screw\w*|rod|rods|pin|pins|nail\w*|wire\w*|bolt\w*|metal\w*|fixation)\b")
_SPINE = frozenset({"neck", "neck_front", "upper_back", "mid_back", "lower_back", "sacrum", "back"})
_HIP = frozenset({"hip", "groin", "buttock"})
_LEG = frozenset({"leg", "thigh", "knee", "shin", "calf", "ankle", "foot"})
_SIDE = re.compile(r"^(left|right|both)_")
_PLACES_NAMED = re.compile(r"\b(hip|knee|ankle|foot|shin|tibia|fibula|femur|thigh|leg|heel|spine|spinal|back|neck)\b")
_NAMED: Mapping[str, str] = {"tibia": "shin", "fibula": "shin", "femur": "thigh", "heel": "foot", "spine": "back",
                             "spinal": "back"}


def category_of_hardware(words: str, site: str = "") -> OperationCategory:
    """The operation by which plates, screws or a replaced joint got there: always a major one.

    `words` as told ("plate and screws", "replaced joint"), `site` a body code with or without side, "" = read from the
    words. A hip or knee of which nobody says what is in it counts as replaced, whose windows are the longest.
    """
    folded = _fold(words)
    place = _SIDE.sub("", site) or _place_named(folded)
    is_joint = bool(JOINTS_REPLACED.search(folded)) or not METAL.search(folded)
    if place in _SPINE:
        return "spinal"
    if place in _HIP:
        return "hip_replacement" if is_joint else "hip_fracture_repair"
    if place == "knee" and is_joint:
        return "knee_replacement"
    return "leg_fracture_repair" if place in _LEG and not is_joint else "major_other"


def _place_named(folded: str) -> str:
    found = _PLACES_NAMED.search(folded)
    return "" if found is None else _NAMED.get(found[0], found[0])


def _by_setting(category: OperationCategory, setting: str) -> OperationCategory:
    """Let how it was done move the category, never below what the operation itself stands for."""
    if category in ALWAYS_MAJOR or category in {"caesarean", "not_an_operation"}:
        return category
    if category in OFTEN_DAY_CASE:
        return "day_case_ga_or_regional" if setting == "day_case" else category
    if setting == "inpatient":
        # A stay in hospital makes it major: R23 reads "inpatient or anaesthesia 30 min+".
        return "major_other"
    if setting == "local_anaesthetic":
        return "local_anaesthetic" if category == "day_case_ga_or_regional" else category
    if setting == "day_case" and category == "local_anaesthetic":
        return "day_case_ga_or_regional"
    return category


def _unreadable(what: str, setting: str) -> OperationReading:
    """Words nobody knows: the setting decides, and without one it counts as major until someone has asked."""
    by_setting: dict[str, OperationCategory] = {
        "inpatient": "major_other",
        "day_case": "day_case_ga_or_regional",
        "local_anaesthetic": "local_anaesthetic",
    }
    category = by_setting.get(setting, "major_other")
    question = "" if setting else "What kind of operation was it, and did you stay in hospital?"
    return OperationReading(what, category, "", bool(setting), question)


def _match(what: str) -> tuple[str, OperationCategory | None, str]:
    """The known words in `what`, their category, and what they ask; of several, those a therapist must be most careful
    with. An operation beside them that nobody can name counts as major.
    """
    folded = _fold(what)
    found = _terms_in(folded)
    # "shoulder arthroscopy" is read whole: words inside longer known words say nothing of their own.
    whole = [each for each in found if not any(each[0] in longer[0] and each is not longer for longer in found)]
    if whole and (unnamed := _unnamed_operation(what, whole)):
        whole.append((unnamed, "major_other", ""))
    if (_NEW_JOINT.search(folded) or METAL.search(folded)) and _place_named(folded):
        whole.append((folded, category_of_hardware(folded), ""))
    words, category, question = max(whole, key=lambda each: _gravity(each[1]), default=("", None, ""))
    if category == _DAY_CASE and "polyp" in words and _ENDOSCOPY.search(folded):
        category = "sedation"
    return words, category, question


def _terms_in(folded: str) -> list[tuple[str, OperationCategory, str]]:
    padded = f" {folded} "
    return [each for each in _terms() if f" {each[0]} " in padded or f" {each[0]}s " in padded]


def _unnamed_operation(what: str, known: list[tuple[str, OperationCategory, str]]) -> str:
    """A part of the words that speaks of an operation, and of none that is known: "back op" of "back op, MRI before".

    What stands before a test and nobody knows is one too ("ear tubes and a hearing test"); after it may be its list.
    """
    operations = [words for words, category, _ in known if category != "not_an_operation"]
    small = [words for words, category, _ in known if category == "local_anaesthetic" and "biopsy" not in words]
    parts = [part for each in _PARTS.split(what) if (part := _fold(each))]
    for part in parts:
        if _OPERATION.search(part) and not any(words in part for words in operations):
            return part
        if _INSIDE.search(part) and any(words in part for words in small):
            return part
    first = parts[0] if parts and not operations else ""
    return first if len(parts) > 1 and not any(words in first for words, _, _ in known) and _is_weighty(first) else ""


def _is_weighty(part: str) -> bool:
    return any(not word.isdigit() and word not in _LIGHT and not _PLACES_NAMED.fullmatch(word) for word in part.split())


def _is_not_done(folded: str) -> bool:
    """Whether the words say that it lies ahead or was called off. "Planned" alone is said of what was done as well."""
    return bool(_AHEAD.search(folded)) and not _DONE.search(_AHEAD.sub(" ", folded))


_NEW_JOINT = re.compile(r"\b(replac\w*|prosthe\w*|(new|artificial) (joint|hip|knee|shoulder))\b")
_ENDOSCOPY = re.compile(r"\b(colonoscop\w*|endoscop\w*|gastroscop\w*|bowel|colon|rectal)\b")
_LIGHT = frozenset(
    "a an the my of for in on to at i had have was were went just only some left right both last this day days week "
    "weeks month months year years ago today yesterday routine annual yearly normal fine clear ok all hospital clinic "
    "doctor gp arm shoulder chest head hand wrist elbow belly abdomen stomach baby nothing no not pain injury".split())
_DAY_CASE: OperationCategory = "day_case_ga_or_regional"
_PARTS = re.compile(r"[,;+(]|\b(?:and|with|after|before|then|plus|following)\b", re.IGNORECASE)
_OPERATION = re.compile(r"(?<!pre )\b(op|ops|operation|operations|operated|surgery|surgeries|redo|resection|"
                        r"implant\w*|insert\w*|excis\w*|repair\w*|reconstruct\w*|amputat\w*|graft\w*|transplant\w*|"
                        r"remov\w*|\w+ectomy|\w+otomy|\w+plasty)\b")
# A cyst in one of these is not taken out under local anaesthetic.
_INSIDE = re.compile(r"\b(brain|spine|spinal|ovary|ovarian|kidney|liver|lung|pancreas|pancreatic)\b")
_GENERAL = re.compile(r"\b(ga|general an\w+|under general|under an\w+|eua|put to sleep)\b")
_AHEAD = re.compile(r"\b(cancelled|canceled|called off|postponed|waiting list|not (yet )?(done|had)|to be done|"
                    r"upcoming|next (week|month|year|spring|summer|autumn|winter)|booked|scheduled for|due (in|next)|"
                    r"in (a|\d+|two|three|four|six) (days?|weeks?|months?) time)\b")
_DONE = re.compile(r"\b(done|had|went ahead|was|ago|last|since|yesterday)\b")
_CAUTION: Mapping[OperationCategory, int] = {
    "not_an_operation": 0, "local_anaesthetic": 1, "sedation": 2, "day_case_ga_or_regional": 3,
    "foot_ankle_day_case": 4, "varicose_vein_procedure": 4, "arthroscopy_leg": 4,
}


def _gravity(category: OperationCategory) -> int:
    """How serious it is; every major one alike."""
    return _CAUTION.get(category, 5)


@cache
def _terms() -> tuple[tuple[str, OperationCategory, str], ...]:
    """Known words, folded, their category, and what is asked where they belong elsewhere."""
    path = resources.files("intake.clinical") / "operations.csv"
    with path.open(encoding="utf-8") as rows:
        found = {_fold(words): (_CODES[row["category"]], row["note"].partition("asks: ")[2])
                 for row in csv.DictReader(rows) for words in row["words"].split("|")}
    return tuple((words, category, question) for words, (category, question) in found.items())


def _fold(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w&]+", " ", plain.casefold()).split())
