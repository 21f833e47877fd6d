"""What a medicine means for bleeding, by its ingredients and by how it is given: classes, level, rule, questions.

R46, R64, R67: bleeding.md#levels, bleeding.md#medicines-that-raise-bleeding. Each ingredient is judged alone, then two
antiplatelets together.
"""
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from intake.clinical.medicines.vocabulary import Vocabulary, rows

_RULES = {"high": "R46", "moderate": "R64", "low": "R67", "": ""}
_LEVELS = ("", "low", "moderate", "high")
_LOCAL = frozenset({"topical", "eye", "nasal", "inhaled"})
_POTENT = frozenset({"clobetasol", "betamethasone", "mometasone", "fluocinonide", "topical corticosteroid"})
_STEROID_INHALED = frozenset({"beclometasone", "beclomethasone", "budesonide", "fluticasone", "mometasone",
                              "ciclesonide", "inhaled corticosteroid", "flunisolide"})
# Of several substances together these are no warning: a multivitamin is not a bleeding medicine.
_ONLY_ALONE = frozenset({"supplement", "retinoid", "chelator"})
_ASPIRIN = "acetylsalicylic acid"


class Assessment(NamedTuple):
    """What a set of ingredients gives; `level` high, moderate, low or ""."""

    atc: tuple[str, ...]
    classes: tuple[str, ...]
    level: str
    rule: str
    reveals: str
    question: str


@lru_cache(maxsize=1)
def _class_rows() -> dict[str, tuple[str, str, str]]:
    return {match: (classes, reveals, question) for match, classes, reveals, question, _ in rows("classes.csv")}


def _by_code(code: str) -> tuple[str, str, str]:
    table = _class_rows()
    for length in (7, 5, 4, 3):
        if code[:length] in table:
            return table[code[:length]]
    return ("", "", "")


def assess(vocabulary: Vocabulary, ingredients: Sequence[str], route: str, codes: Sequence[str] = (),
           daily: bool = False, strong: bool = False) -> Assessment:
    """The bleeding meaning of these ingredients; `daily` = taken every day, `strong` = an analgesic dose of aspirin."""
    atc: list[str] = []
    classes: list[str] = []
    levels: list[str] = []
    reveals = question = ""
    for ingredient in ingredients:
        code, found, level, condition, ask = _one(vocabulary, ingredient, route, len(ingredients) == 1, strong)
        atc.extend(code)
        classes.extend(found)
        levels.append(level)
        reveals, question = reveals or condition, question or ask
    if not atc:
        atc = list(codes)
        for each in codes:
            words, condition, ask = _by_code(each)
            classes.extend(filter(None, words.split("|")))
            reveals, question = reveals or condition, question or ask
    classes = _hormones(list(dict.fromkeys(classes)), route, ingredients)
    level = max(levels, key=_LEVELS.index, default="")
    if _two_antiplatelets(vocabulary, ingredients) and route not in _LOCAL:
        level = "high"
    if daily and level == "low" and "nsaid" in classes and "coxib" not in classes:
        level = "moderate"
    return Assessment(tuple(dict.fromkeys(atc)), tuple(classes), level, _RULES[level], reveals, question)


def _one(vocabulary: Vocabulary, ingredient: str, route: str, alone: bool, strong: bool
         ) -> tuple[list[str], list[str], str, str, str]:
    fact = vocabulary.single.get(ingredient)
    code = fact.atc if fact else vocabulary.atc.get(ingredient, "")
    by_name = _class_rows().get(ingredient, ("", "", ""))
    by_code = _by_code(code) if code else ("", "", "")
    classes = [*filter(None, (fact.classes if fact else "").split("|")), *filter(None, by_name[0].split("|"))]
    if not fact and not by_name[0]:
        classes += filter(None, by_code[0].split("|"))
    level = fact.level if fact else ("moderate" if "chemotherapy" in classes else "")
    codes = [code] if code and "*" not in code else []
    if fact and not alone and _ONLY_ALONE.intersection(classes):
        return codes, [], "", "", ""
    if route in _LOCAL:
        codes, classes, level = _locally(vocabulary, ingredient, route, codes, classes, level)
    if ingredient == _ASPIRIN and strong:
        codes.append("N02BA01")
    return codes, classes, level, by_name[1] or by_code[1], by_name[2] or by_code[2]


def _locally(vocabulary: Vocabulary, ingredient: str, route: str, codes: list[str], classes: list[str], level: str
             ) -> tuple[list[str], list[str], str]:
    """The meaning of a cream, an inhaler, drops for eye or nose."""
    if ingredient == "heparin" and route == "topical":
        return ["C05BA03"], ["heparinoid_topical", "topical"], "low"
    if route == "inhaled":
        if ingredient in _STEROID_INHALED:
            return codes, ["steroid_inhaled", "inhaled"], "low"
        return codes, ["inhaled", *classes], level if "antiplatelet" in classes else ""
    if route == "topical" and ingredient in _POTENT:
        return codes, ["steroid_topical", "topical"], "low"
    if "steroid_systemic" in classes:
        return codes, ["steroid_topical", "topical"], ""
    if "nsaid" in classes and ingredient != _ASPIRIN:
        known = vocabulary.facts.get(f"{ingredient} (topical)")
        if route == "topical":
            return [known.atc] if known else codes, ["topical_nsaid", "topical"], "low"
        return codes, ["topical_nsaid", "topical"], ""
    if {"anticoagulant", "antiplatelet", "heparinoid_topical"}.intersection(classes):
        return codes, classes, level
    return codes, [*classes, "topical"], "" if level in ("low", "moderate") else level


def _hormones(classes: list[str], route: str, ingredients: Sequence[str]) -> list[str]:
    """Pill, tablet or patch: the route and the partner settle which class an oestrogen is (S34, S35)."""
    if "combined_hormonal_contraceptive" in classes:
        return [c for c in classes if c not in ("hrt_oral", "progestogen_only")]
    if "hrt_oral" in classes:
        classes = [c for c in classes if c != "progestogen_only"]
        if route in ("transdermal", "topical"):
            return ["hrt_transdermal" if c == "hrt_oral" else c for c in classes]
    return classes


def _two_antiplatelets(vocabulary: Vocabulary, ingredients: Sequence[str]) -> bool:
    """Two antiplatelets in one product; aspirin with dipyridamole counts as one (bleeding.md#levels)."""
    found = {name for name in ingredients
             if (fact := vocabulary.single.get(name)) and fact.classes.split("|")[0] == "antiplatelet"}
    return len(found) >= 2 and found != {_ASPIRIN, "dipyridamole"}
