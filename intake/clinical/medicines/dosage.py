"""Dose, frequency and route where the words beside a name give them."""
import re
from collections.abc import Sequence

from intake.clinical.medicines.folding import Token

UNITS = frozenset("mg mgs milligram milligrams milligrammes mcg ug microgram micrograms microgrammes g gm gram grams "
                   "ml mls iu ui unit units u million".split())
PIECES = frozenset("tablet tablets tab tabs capsule capsules cap caps pill pills puff puffs drop drops patch spoon "
                    "injection injections syringe sachet".split())
_DAILY = re.compile(
    r"\b(?:daily|every ?day|each day|a day|per day|day|once|od|qd|qam|qpm|qhs|bd|bid|tds|tid|qds|qid|twice|three times|"
    r"q ?\d+ ?h(?:rs?|ours?)?|every (?:morning|night|evening)|each (?:morning|night)|mornings?|nightly|nights?|nocte|"
    r"mane|at bedtime|bedtime|in the (?:morning|evening)|every \d+ hours?|regularly|quotidien|par jour)\b")
_WEEKLY = re.compile(
    r"\b(?:weekly|once a week|every week|a week|per week|each week|fortnightly|monthly|every (?:two|2) weeks)\b")
_ROUTES = tuple((route, frozenset(words.split())) for route, words in (
    ("transdermal", "patch patches transdermal plaster"),
    ("eye", "eye eyes ophthalmic eyedrops oph ear otic collyre"),
    ("nasal", "nasal nose nostril intranasal nasale"),
    ("inhaled", "inhaler inhalers inhaled inhalation inh inhl puffer puffs neb nebs nebuliser nebulizer ih mdi "
                "turbuhaler accuhaler diskus evohaler respimat breezhaler hfa"),
    ("topical", "cream creams crm gel gels ointment oint lotion topical tp emulgel foam rub shampoo creme pommade "
                "mouthwash vaginal pessary rinse cutanee"),
    ("injected", "injection injections inj injected injectable syringe syringes syr sc sq iv im subcut subcutaneous "
                 "vial ampoule amp pfs jab jabs infusion drip needle needles seringue intravenous perfusion sottocute "
                 "sottocutanea sottocutaneo subcutanea subcutaneo subkutan subcutaan podskornie zastrzyk zastrzyki "
                 "sprutor sproyte sprojte spritze spritzen inyeccion inyecciones iniezione iniezioni injecao injecoes "
                 "piqure piqures souscutanee souscutane sbc"),
    ("oral", "tablet tablets tab tabs capsule capsules cap caps pill pills oral orally po caplet caplets ec chewable "
             "dispersible comprime gelule mouth softgel effervescent soluble"),
))
_KNOWN = dict(_ROUTES)
_UNDER = frozenset({"sous", "sub", "sotto", "sc"})
_SKIN = frozenset({"cutanee", "cutane", "cutanea", "cutaneo", "cutaneous"})


def dose_of(tokens: Sequence[Token], line: str) -> str:
    """The first amount with a unit among the words after a name, as typed."""
    for index, token in enumerate(tokens):
        if not token.text[0].isdigit():
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following and (following.text in UNITS or following.text in PIECES or following.text == "%"):
            return " ".join(line[token.start:following.end].split())
        if following and following.text in "/-" and index + 2 < len(tokens) and tokens[index + 2].text[0].isdigit():
            last = index + 3 if index + 3 < len(tokens) and tokens[index + 3].text in UNITS else index + 2
            return " ".join(line[token.start:tokens[last].end].split())
    first = next((token for token in tokens if token.text[0].isdigit()), None)
    if first and tokens[0] is first and not re.fullmatch(r"(?:19|20)\d\d", first.text):
        return line[first.start:first.end]
    return ""


def milligrams(dose: str) -> float | None:
    """The size of a dose in milligrams, None when it is not in mg or g."""
    match = re.match(r"(\d+(?:[.,]\d+)?) ?(mg|mgs|milligrams?|g|gm|gram)?\b", dose.lower())
    if not match:
        return None
    return float(match[1].replace(",", ".")) * (1000 if match[2] in ("g", "gm", "gram") else 1)


def frequency_of(tokens: Sequence[Token], status: str) -> str:
    """daily, weekly, as_needed or "" by the words around a name."""
    if status == "as_needed":
        return "as_needed"
    words = " ".join(token.text for token in tokens)
    if _WEEKLY.search(words):
        return "weekly"
    return "daily" if _DAILY.search(words) else ""


def route_of(tokens: Sequence[Token]) -> str:
    """The way it is given, by the words around a name, "" where not stated."""
    words = [token.text for token in tokens]
    route = next((route for route, known in _ROUTES if not known.isdisjoint(words)), "")
    return "injected" if route == "topical" and _is_injected(words) else route


def _is_injected(words: Sequence[str]) -> bool:
    """"heparine sous cutanee", and "heparin injections for a clot and a cream": the nearer word counts."""
    if not _UNDER.isdisjoint(words) and not _SKIN.isdisjoint(words):
        return True
    first = next(word for word in words if word in _KNOWN["injected"] or word in _KNOWN["topical"])
    return first in _KNOWN["injected"]
