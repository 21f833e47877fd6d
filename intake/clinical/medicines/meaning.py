"""What a product means for bleeding, by its ingredients and by its route: classes, level, questions.

Levels: bleeding.md#medicines-that-raise-bleeding. Each ingredient is looked up alone, then two antiplatelets together.
Which rule and tier a level gives, the screening says (screening/bleeding/levels.py).
"""
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from intake.clinical.medicines.drug_classes import are_two_antiplatelets, settled_oestrogen
from intake.clinical.medicines.vocabulary import Vocabulary, rows

LEVELS = ("", "low", "moderate", "high")
LOCAL_ROUTES = frozenset({"topical", "eye", "nasal", "inhaled"})
_POTENT = frozenset({"clobetasol", "betamethasone", "mometasone", "fluocinonide", "topical corticosteroid"})
_STEROID_INHALED = frozenset({"beclometasone", "beclomethasone", "budesonide", "fluticasone", "mometasone",
                              "ciclesonide", "inhaled corticosteroid", "flunisolide"})
# Of several substances together these are no warning: a multivitamin is not a bleeding medicine.
_ONLY_ALONE = frozenset({"supplement", "retinoid", "chelator"})
_ASPIRIN = "acetylsalicylic acid"


class Meaning(NamedTuple):
    """What a set of ingredients gives; `level` high, moderate, low or ""."""

    atc: tuple[str, ...]
    classes: tuple[str, ...]
    level: str
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


def meaning_of(vocabulary: Vocabulary, ingredients: Sequence[str], route: str, codes: Sequence[str] = (),
               strong: bool = False) -> Meaning:
    """What these ingredients mean, given by `route`; `codes` are ATC codes, `strong` = an analgesic dose of aspirin."""
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
    classes = _hormones(list(dict.fromkeys(classes)), route)
    level = max(levels, key=LEVELS.index, default="")
    if _two_antiplatelets(vocabulary, ingredients) and route not in LOCAL_ROUTES:
        level = "high"
    return Meaning(tuple(dict.fromkeys(atc)), tuple(classes), level, reveals, question)


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
    if route in LOCAL_ROUTES:
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


def _hormones(classes: list[str], route: str) -> list[str]:
    """The class of an oestrogen; the progestogen in the same product adds nothing to it."""
    if "hrt_oral" in classes:
        classes = [code for code in classes if code != "progestogen_only"]
    return settled_oestrogen(classes, through_skin=route in ("transdermal", "topical"))


def _two_antiplatelets(vocabulary: Vocabulary, ingredients: Sequence[str]) -> bool:
    """Two antiplatelets in one product."""
    return are_two_antiplatelets({
        name for name in ingredients
        if (fact := vocabulary.single.get(name)) and fact.classes.split("|")[0] == "antiplatelet"})
