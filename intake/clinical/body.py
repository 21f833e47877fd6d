"""The places of the body: one plain list of codes for rules, plans and the form's pain sites.

A place is written `calf`, or with its side `left_calf`. `calf` without a side means both or unknown.
"""
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

SIDES = (("left", "left"), ("right", "right"), ("both", "both sides"))


@dataclass(frozen=True, slots=True)
class Region:
    """One place: `group` is lower_limb, upper_limb, trunk or head; `sided` says whether left and right exist."""

    code: str
    group: str
    sided: bool = False


REGIONS = (
    Region("head", "head"),
    Region("face", "head"),
    Region("jaw", "head", True),
    Region("neck", "head", True),
    Region("neck_front", "head"),
    Region("shoulder", "upper_limb", True),
    Region("upper_arm", "upper_limb", True),
    Region("elbow", "upper_limb", True),
    Region("forearm", "upper_limb", True),
    Region("wrist", "upper_limb", True),
    Region("hand", "upper_limb", True),
    Region("chest", "trunk", True),
    Region("abdomen", "trunk"),
    Region("upper_back", "trunk", True),
    Region("mid_back", "trunk"),
    Region("lower_back", "trunk", True),
    Region("flank", "trunk", True),
    Region("sacrum", "trunk"),
    Region("buttock", "lower_limb", True),
    Region("hip", "lower_limb", True),
    Region("groin", "lower_limb", True),
    Region("thigh", "lower_limb", True),
    Region("knee", "lower_limb", True),
    Region("shin", "lower_limb", True),
    Region("calf", "lower_limb", True),
    Region("ankle", "lower_limb", True),
    Region("foot", "lower_limb", True),
)
WORDS = {
    "head": "head and scalp", "left_head": "left head and scalp", "right_head": "right head and scalp",
    "face": "face", "left_face": "left face", "right_face": "right face", "jaw": "jaw", "left_jaw": "left jaw",
    "right_jaw": "right jaw", "both_jaw": "jaw, both sides", "neck": "neck (back and sides)",
    "left_neck": "left neck (back and sides)", "right_neck": "right neck (back and sides)",
    "both_neck": "neck (back and sides), both sides", "neck_front": "front of the neck",
    "left_neck_front": "left front of the neck", "right_neck_front": "right front of the neck",
    "shoulder": "shoulder", "left_shoulder": "left shoulder", "right_shoulder": "right shoulder",
    "both_shoulder": "shoulder, both sides", "upper_arm": "upper arm", "left_upper_arm": "left upper arm",
    "right_upper_arm": "right upper arm", "both_upper_arm": "upper arm, both sides", "elbow": "elbow",
    "left_elbow": "left elbow", "right_elbow": "right elbow", "both_elbow": "elbow, both sides", "forearm": "forearm",
    "left_forearm": "left forearm", "right_forearm": "right forearm", "both_forearm": "forearm, both sides",
    "wrist": "wrist", "left_wrist": "left wrist", "right_wrist": "right wrist", "both_wrist": "wrist, both sides",
    "hand": "hand and fingers", "left_hand": "left hand and fingers", "right_hand": "right hand and fingers",
    "both_hand": "hand and fingers, both sides", "chest": "chest", "left_chest": "left chest",
    "right_chest": "right chest", "both_chest": "chest, both sides", "abdomen": "belly", "left_abdomen": "left belly",
    "right_abdomen": "right belly", "upper_back": "upper back", "left_upper_back": "left upper back",
    "right_upper_back": "right upper back", "both_upper_back": "upper back, both sides",
    "mid_back": "middle of the back", "left_mid_back": "left middle of the back",
    "right_mid_back": "right middle of the back", "lower_back": "lower back", "left_lower_back": "left lower back",
    "right_lower_back": "right lower back", "both_lower_back": "lower back, both sides",
    "flank": "side, below the ribs", "left_flank": "left side, below the ribs",
    "right_flank": "right side, below the ribs", "both_flank": "both sides, below the ribs", "sacrum": "sacrum",
    "left_sacrum": "left sacrum", "right_sacrum": "right sacrum", "buttock": "buttock",
    "left_buttock": "left buttock", "right_buttock": "right buttock", "both_buttock": "buttock, both sides",
    "hip": "hip", "left_hip": "left hip", "right_hip": "right hip", "both_hip": "hip, both sides", "groin": "groin",
    "left_groin": "left groin", "right_groin": "right groin", "both_groin": "groin, both sides", "thigh": "thigh",
    "left_thigh": "left thigh", "right_thigh": "right thigh", "both_thigh": "thigh, both sides", "knee": "knee",
    "left_knee": "left knee", "right_knee": "right knee", "both_knee": "knee, both sides", "shin": "shin",
    "left_shin": "left shin", "right_shin": "right shin", "both_shin": "shin, both sides", "calf": "calf",
    "left_calf": "left calf", "right_calf": "right calf", "both_calf": "calf, both sides", "ankle": "ankle",
    "left_ankle": "left ankle", "right_ankle": "right ankle", "both_ankle": "ankle, both sides",
    "foot": "foot and toes", "left_foot": "left foot and toes", "right_foot": "right foot and toes",
    "both_foot": "foot and toes, both sides", "leg": "leg", "left_leg": "left leg", "right_leg": "right leg",
    "arm": "arm", "left_arm": "left arm", "right_arm": "right arm", "lower_limbs": "both legs, below the waist",
    "back": "back",
}
"""What each place is called, sided or not. Each stands whole: other languages do not put side and place together so."""
BY_CODE = {region.code: region for region in REGIONS}
GROUPS = {
    group: tuple(region.code for region in REGIONS if region.group == group)
    for group in ("lower_limb", "upper_limb", "trunk", "head")
}
# Words that stand for several places; scopes of rules use the same words.
WHOLES = {
    "leg": GROUPS["lower_limb"], "lower_limbs": GROUPS["lower_limb"], "lower_limb": GROUPS["lower_limb"],
    "arm": GROUPS["upper_limb"], "upper_limb": GROUPS["upper_limb"],
    "back": ("upper_back", "mid_back", "lower_back"), "trunk": GROUPS["trunk"],
    "whole_session": tuple(BY_CODE), "full_body": tuple(BY_CODE), "whole_body": tuple(BY_CODE),
}
_PLURALS = {"feet": "foot", "calves": "calf", "thighs": "thigh", "toes": "foot", "toe": "foot", "lower_leg": "calf",
            "fingers": "hand", "low_back": "lower_back", "belly": "abdomen", "stomach": "abdomen", "spine": "back",
            "tummy": "abdomen", "scalp": "head", "glutes": "buttock", "hamstring": "thigh", "hamstrings": "thigh",
            "whole_leg": "leg", "legs": "leg", "arms": "arm", "whole_arm": "arm", "breast": "chest", "ribs": "chest",
            "body": "full_body", "pelvis": "hip", "achilles": "ankle", "heel": "foot", "quads": "thigh",
            "upper_leg": "thigh", "popliteal": "knee", "throat": "neck_front", "everything": "full_body",
            "wrist_hand": "hand", "face_jaw": "face"}


def split_side(code: str) -> tuple[str, str]:
    """`("left", "calf")` from `left_calf`; the side is "" where none is written."""
    for side in ("left", "right", "both"):
        if code.startswith(side + "_"):
            return side, code[len(side) + 1:]
    return "", code


def read_region(text: str) -> tuple[str, str]:
    """Side and place (or whole) of a written area such as "left calf" or "feet"; ("", "") when unreadable."""
    side, rest = split_side("_".join(text.lower().replace("-", " ").replace("_", " ").split()))
    for word in (rest, _PLURALS.get(rest, ""), _PLURALS.get(rest.rstrip("s"), ""), rest.rstrip("s")):
        if word in BY_CODE or word in WHOLES:
            return side, word
    return "", ""


@lru_cache(maxsize=2048)
def expand(code: str, side: str = "") -> frozenset[str]:
    """Every sided place that a code, whole or scope covers: `expand("leg", "left")` → left_thigh, left_calf …

    A sided place without a side covers both. An unknown code covers itself, so that nothing is lost.
    """
    own, rest = split_side(code)
    side = own or side
    places = WHOLES.get(rest) or (rest,)
    covered: set[str] = set()
    for place in places:
        region = BY_CODE.get(place)
        if region is None or not region.sided:
            covered.add(place)
        elif side in ("left", "right"):
            covered.add(f"{side}_{place}")
        else:
            covered.update((f"left_{place}", f"right_{place}"))
    return frozenset(covered)


def label(code: str) -> str:
    """The words for a code: "left calf", "both legs, below the waist"."""
    return WORDS.get(code) or code.replace("_", " ")


def is_leg(place: str) -> bool:
    """Whether a place or whole, with or without side, belongs to the legs."""
    rest = split_side(place)[1]
    return rest in GROUPS["lower_limb"] or rest in ("leg", "lower_limbs", "lower_limb", "whole_leg", "legs")


_TOGETHER = (
    ("lower_limbs", ""), ("leg", "left"), ("leg", "right"), ("arm", "left"), ("arm", "right"), ("back", ""),
)


def in_words(places: Iterable[str]) -> str:
    """Sided places as people say them: a whole leg is "left leg", both sides of a place are named once."""
    left = set(places)
    said = []
    for whole, side in _TOGETHER:
        covered = expand(whole, side)
        if covered <= left:
            left -= covered
            said.append(label(f"{side}_{whole}" if side else whole))
    for place in [region.code for region in REGIONS]:
        pair = {f"left_{place}", f"right_{place}"}
        if pair <= left:
            left -= pair
            said.append(label(f"both_{place}"))
    return "; ".join([*said, *(label(place) for place in sorted(left))])
