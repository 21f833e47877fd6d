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
    label: str
    group: str
    sided: bool = False


REGIONS = (
    Region("head", "head and scalp", "head"),
    Region("face", "face", "head"),
    Region("jaw", "jaw", "head", True),
    Region("neck", "neck (back and sides)", "head", True),
    Region("neck_front", "front of the neck", "head"),
    Region("shoulder", "shoulder", "upper_limb", True),
    Region("upper_arm", "upper arm", "upper_limb", True),
    Region("elbow", "elbow", "upper_limb", True),
    Region("forearm", "forearm", "upper_limb", True),
    Region("wrist", "wrist", "upper_limb", True),
    Region("hand", "hand and fingers", "upper_limb", True),
    Region("chest", "chest", "trunk", True),
    Region("abdomen", "belly", "trunk"),
    Region("upper_back", "upper back", "trunk", True),
    Region("mid_back", "middle of the back", "trunk"),
    Region("lower_back", "lower back", "trunk", True),
    Region("sacrum", "sacrum", "trunk"),
    Region("buttock", "buttock", "lower_limb", True),
    Region("hip", "hip", "lower_limb", True),
    Region("groin", "groin", "lower_limb", True),
    Region("thigh", "thigh", "lower_limb", True),
    Region("knee", "knee", "lower_limb", True),
    Region("shin", "shin", "lower_limb", True),
    Region("calf", "calf", "lower_limb", True),
    Region("ankle", "ankle", "lower_limb", True),
    Region("foot", "foot and toes", "lower_limb", True),
)
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
_WHOLE_LABELS = {"leg": "leg", "arm": "arm", "lower_limbs": "both legs, below the waist", "back": "back"}
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
    side, rest = split_side(code)
    words = BY_CODE[rest].label if rest in BY_CODE else _WHOLE_LABELS.get(rest, rest.replace("_", " "))
    return f"{side} {words}".strip()


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
            said.append(f"{label(place)}, both sides")
    return "; ".join([*said, *(label(place) for place in sorted(left))])
