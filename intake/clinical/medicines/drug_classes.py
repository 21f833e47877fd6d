"""Which classes a medicine belongs to, in the words that rules use. The table is knowledge/drug_classes.toml."""
import tomllib
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

_FILE = Path(__file__).parent / "knowledge" / "drug_classes.toml"
# Skin and vein routes of oestrogen carry no clot point (S35): the route in the words decides between the two.
_THROUGH_SKIN = ("patch", "gel", "spray", "transderm", "vagin", "cream", "pessar", "ring")

CLASS_WORDS: Mapping[str, str] = {
    "anticoagulant": "blood thinner (anticoagulant)", "antiplatelet": "blood thinner (antiplatelet)",
    "thrombolytic": "dissolves clots", "nsaid": "anti-inflammatory painkiller",
    "topical_nsaid": "anti-inflammatory gel or cream", "ssri": "antidepressant", "steroid": "steroid",
    "chemotherapy": "cancer medicine", "supplement": "supplement",
    "combined_hormonal_contraceptive": "combined contraceptive", "hrt_oral": "hormone tablets",
    "hrt_transdermal": "hormone patch or gel", "serm": "hormone blocker", "btk_inhibitor": "cancer medicine",
    "jak_inhibitor": "immune medicine",
    "ssri_snri": "antidepressant", "steroid_systemic": "steroid tablets or injection",
    "steroid_inhaled": "inhaled steroid", "steroid_topical": "steroid cream",
    "targeted_cancer": "cancer medicine", "salicylate": "aspirin-like painkiller",
    "heparinoid_topical": "heparin-like gel", "weak_heparinoid": "mild heparin-like medicine",
    "vasodilator": "widens blood vessels", "platelet_lowering": "can lower platelets",
    "hiv_protease_inhibitor": "HIV medicine", "antifibrinolytic": "helps blood to clot",
    "haemostatic": "helps blood to clot", "thrombopoietin_agonist": "raises platelets",
    "factor_concentrate": "clotting factor", "tamoxifen_raloxifene": "hormone blocker",
    "thalidomide_group": "thalidomide-like medicine", "progestogen_only": "progestogen",
}
"""What pages call a class. One that is not here is called as it is spelt."""

_COUNT_AS_ONE = ({"aspirin", "dipyridamole"}, {"acetylsalicylic acid", "dipyridamole"})
DrugClassCode = Literal[
    "anticoagulant", "antiplatelet", "thrombolytic", "btk_inhibitor", "nsaid", "topical_nsaid", "ssri", "steroid",
    "chemotherapy", "supplement", "combined_hormonal_contraceptive", "hrt_oral", "hrt_transdermal", "serm",
    "testosterone", "jak_inhibitor", "thalidomide_group", "erythropoietin", "progestogen_only",
]
"""The classes of drug_classes.toml, as a type: a misspelt one is refused by mypy. At run time plain strings."""
_CODES: Mapping[str, DrugClassCode] = {code: code for code in get_args(DrugClassCode)}

_LOCAL = ("topical", "heparinoid", "flush", "weak", "inhaled", "local")
_SYSTEMIC: frozenset[DrugClassCode] = frozenset({"anticoagulant", "nsaid", "steroid", "antiplatelet"})


@dataclass(frozen=True, slots=True)
class DrugClass:
    """One class: how it is told, and whether it is a clot point (`first_days`: only so long after the start)."""

    code: DrugClassCode
    words: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    atc: tuple[str, ...]
    ingredients: frozenset[str]
    clot_point: bool
    first_days: int | None
    sources: tuple[str, ...]


def _load() -> dict[DrugClassCode, DrugClass]:
    with _FILE.open("rb") as file:
        table = tomllib.load(file)
    return {_CODES[code]: DrugClass(
        _CODES[code], tuple(tuple(entry.split()) for entry in row.get("words", ())), tuple(row.get("not", ())),
        tuple(row.get("atc", ())), frozenset(row.get("ingredients", ())), row.get("clot_point", False),
        row.get("first_days"), tuple(row["sources"])) for code, row in table.items()}


DRUG_CLASSES = _load()
CLOT_POINT_CLASSES = frozenset(code for code, drug in DRUG_CLASSES.items() if drug.clot_point)


def _tokens(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.lower()).split()


@lru_cache(maxsize=4096)
def classes_of_words(text: str) -> frozenset[DrugClassCode]:
    """The classes that a class name or phrase means ("anticoagulant: LMWH", "hrt_transdermal", "combined pill")."""
    tokens = _tokens(text)
    if not tokens:
        return frozenset()
    if exact := _CODES.get("_".join(tokens)):
        return frozenset((exact,))
    found: set[DrugClassCode] = set()
    for code, drug in DRUG_CLASSES.items():
        if any(token.startswith(word) for token in tokens for word in drug.without):
            continue
        if any(all(any(t.startswith(w) for t in tokens) for w in entry) for entry in drug.words):
            found.add(code)
    return frozenset(found)


def _of_code(code: str) -> set[DrugClassCode]:
    return {name for name, drug in DRUG_CLASSES.items() if drug.atc and code.startswith(drug.atc)}


@lru_cache(maxsize=8192)
def canonical_classes(said: tuple[str, ...], atc: tuple[str, ...] = (), ingredients: tuple[str, ...] = (),
                      route: str = "") -> frozenset[DrugClassCode]:
    """All classes by the reader's class words, ATC codes and ingredients; `route` words settle patch or tablet."""
    found: set[DrugClassCode] = set()
    for words in said:
        found |= classes_of_words(words)
    # On the skin, inhaled, or rinsing a line: the code alone would say too much. The reader's words and level stand.
    local = any(token.startswith(_LOCAL) for words in said for token in _tokens(words))
    for code in atc:
        found |= {name for name in _of_code(code) if not (local and name in _SYSTEMIC)}
    if local and "nsaid" in found:
        found = (found - {"nsaid"}) | {"topical_nsaid"}
    # "combined ethinylestradiol mcg": an ingredient is known by its name, or by a word of it.
    names = {name.lower() for name in ingredients} | {word for name in ingredients for word in _tokens(name)}
    found |= {code for code, drug in DRUG_CLASSES.items() if names & drug.ingredients}
    through_skin = "hrt_transdermal" in found or any(word in route.lower() for word in _THROUGH_SKIN)
    return frozenset(_CODES[code] for code in settled_oestrogen(found, through_skin=through_skin))


def settled_oestrogen(classes: Iterable[str], *, through_skin: bool) -> list[str]:
    """These classes, with the one that an oestrogen is: its partner and its route settle it (S34, S35)."""
    settled = list(classes)
    if "combined_hormonal_contraceptive" in settled:
        return [code for code in settled if code not in ("hrt_oral", "progestogen_only")]
    if through_skin:
        return ["hrt_transdermal" if code == "hrt_oral" else code for code in settled]
    return settled


def are_two_antiplatelets(substances: Set[str]) -> bool:
    """Whether these substances against platelets are two; aspirin with dipyridamole counts as one (bleeding.md#levels).

    Aspirin by either of its names.
    """
    return len(substances) > 1 and substances not in _COUNT_AS_ONE
