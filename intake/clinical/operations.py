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

from intake.clinical.body import is_leg, split_side

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
    "not_an_operation": "a test, not an operation",
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
    words, category = _match(_fold(what))
    if not category:
        return _unreadable(what, setting)
    settled = _by_setting(category, setting)
    question = ""
    if not setting and category in OFTEN_DAY_CASE:
        question = "Was it a day case, or did you stay in hospital?"
    elif setting == "local_anaesthetic" and category in ALWAYS_MAJOR | OFTEN_DAY_CASE:
        question = f"Read as a {CATEGORY_LABELS[category]}: was it really under local anaesthetic?"
    return OperationReading(what, settled, words, not question, question)


JOINTS_REPLACED = re.compile(r"\b(replac\w*|prosthe\w*|arthroplast\w*|artificial|new|resurfac\w*|thr|tkr)\b")
METAL = re.compile(r"\b(plate\w*|screw\w*|rod|rods|pin|pins|nail\w*|wire\w*|bolt\w*|metal\w*|fixation)\b")
_SPINE = frozenset({"neck", "neck_front", "upper_back", "mid_back", "lower_back", "sacrum", "back"})
_HIP = frozenset({"hip", "groin", "buttock"})
_PLACES_NAMED = re.compile(r"\b(hip|knee|ankle|foot|shin|tibia|fibula|femur|thigh|leg|heel|spine|spinal|back|neck)\b")
_NAMED: Mapping[str, str] = {"tibia": "shin", "fibula": "shin", "femur": "thigh", "heel": "foot", "spine": "back",
                             "spinal": "back"}


def category_of_hardware(words: str, site: str = "") -> OperationCategory:
    """The operation by which plates, screws or a replaced joint got there: always a major one.

    `words` as told ("plate and screws", "replaced joint"), `site` a body code with or without side, "" = read from the
    words. A hip or knee of which nobody says what is in it counts as replaced, whose windows are the longest.
    """
    folded = _fold(words)
    place = split_side(site)[1] or _place_named(folded)
    is_joint = bool(JOINTS_REPLACED.search(folded)) or not METAL.search(folded)
    if place in _SPINE:
        return "spinal"
    if place in _HIP:
        return "hip_replacement" if is_joint else "hip_fracture_repair"
    if place == "knee" and is_joint:
        return "knee_replacement"
    return "leg_fracture_repair" if is_leg(place) and not is_joint else "major_other"


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


def _match(folded: str) -> tuple[str, OperationCategory | None]:
    """The known words in `folded` and their category; of several, the one a therapist must be most careful with."""
    padded = f" {folded} "
    found = [(words, category) for words, category in _terms()
             if f" {words} " in padded or f" {words}s " in padded]
    # "shoulder arthroscopy" is read whole: words inside longer known words say nothing of their own.
    whole = [pair for pair in found if not any(pair[0] in longer[0] and pair is not longer for longer in found)]
    return max(whole, key=lambda pair: _CAUTION.get(pair[1], 4), default=("", None))


_CAUTION: Mapping[OperationCategory, int] = {
    "not_an_operation": 0, "local_anaesthetic": 1, "sedation": 2, "day_case_ga_or_regional": 2,
    "foot_ankle_day_case": 3,
    "varicose_vein_procedure": 3, "arthroscopy_leg": 3,
}


@cache
def _terms() -> tuple[tuple[str, OperationCategory], ...]:
    """Known words, folded, and their category."""
    path = resources.files("intake.clinical") / "operations.csv"
    with path.open(encoding="utf-8") as rows:
        pairs = {_fold(words): _CODES[row["category"]]
                 for row in csv.DictReader(rows) for words in row["words"].split("|")}
    return tuple(pairs.items())


def _fold(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w&]+", " ", plain.casefold()).split())
