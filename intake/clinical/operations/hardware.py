"""Plates, screws and replaced joints: the operation that put them there."""

import re
from collections.abc import Mapping

from intake.clinical.operations.category import OperationCategory
from intake.clinical.operations.words import fold

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
    folded = fold(words)
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
