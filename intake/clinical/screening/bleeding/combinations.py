"""Medicines that together raise bleeding more than each alone: C1–C8 of bleeding.md#combinations."""
from dataclasses import dataclass
from datetime import date

from intake.clinical.facts import Facts
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.medicines.drug_classes import DRUG_CLASSES, DrugClassCode, are_two_antiplatelets
from intake.clinical.screening.bleeding.conditions import raises_bleeding
from intake.clinical.screening.bleeding.levels import STRENGTH

COMBINATIONS = {
    "C1": "a blood thinner with an anti-inflammatory, aspirin, an antidepressant or a BTK inhibitor",
    "C2": "two medicines against platelets",
    "C3": "a medicine against platelets with a daily anti-inflammatory, an antidepressant or steroid tablets",
    "C4": "an anti-inflammatory with an antidepressant or steroid tablets",
    "C5": "an antidepressant with steroid tablets",
    "C6": "a medicine that raises bleeding, and a condition that does",
    "C8": "two blood thinners (anticoagulants) at once",
}
# What each gives: HIGH is R46, MODERATE is R64 (R68, bleeding.md#combinations).
GIVES = {"C1": "R46", "C2": "R46", "C3": "R64", "C4": "R64", "C5": "R64", "C6": "R46", "C8": "R46"}
_ANTIPLATELETS = DRUG_CLASSES["antiplatelet"].ingredients
# One product can hold two of these.
_TOGETHER_IN_ONE: frozenset[DrugClassCode] = frozenset({"antiplatelet", "ssri"})
_SAME = {"acetylsalicylic acid": "aspirin"}


@dataclass(frozen=True, slots=True)
class ActingMedicine:
    """One medicine that acts now. `recent`: it was stopped, but not long enough ago.

    `until`: the first day on which it acts no more, None where none is known.
    """

    medicine: MedicineFact
    rule: str
    recent: bool = False
    until: date | None = None


def antiplatelet_substances(medicines: list[MedicineFact]) -> set[str]:
    """The distinct substances against platelets: products of one ingredient count once (C7)."""
    found: set[str] = set()
    for medicine in medicines:
        names = {name.lower() for name in medicine.ingredients} & _ANTIPLATELETS
        found |= {_SAME.get(name, name) for name in names} or {medicine.as_written.lower()}
    return found


def anticoagulant_substances(medicines: list[MedicineFact]) -> set[str]:
    """The distinct substances among anticoagulants: salts and products of one count once, nameless ones not at all.

    "Heparin injections" and the like name a kind: beside a heparin that is named they are that one.
    """
    found = {name for m in medicines for name in _anticoagulants_in(m)}
    named = {name for m in medicines if m.how != "phrase" for name in _anticoagulants_in(m)}
    if any(name.endswith("parin") for name in named):
        return {name for name in found if name in named or not name.endswith("parin")}
    return found


def _anticoagulants_in(medicine: MedicineFact) -> set[str]:
    return {name.lower().partition(" ")[0] for name in medicine.ingredients if name.lower() not in _ANTIPLATELETS}


def combinations_of(
    acting: list[ActingMedicine], facts: Facts, on: date,
) -> tuple[tuple[str, ...], tuple[MedicineFact, ...]]:
    """Which combinations apply, in order, and the medicines in them."""
    medicines = [j.medicine for j in acting]
    if len(medicines) == 1 and medicines[0].classes.isdisjoint(_TOGETHER_IN_ONE):
        # One medicine adds up with nothing but a condition; most people who take one take one.
        alone = STRENGTH[acting[0].rule] >= STRENGTH["R64"] and raises_bleeding(facts, on)
        return (("C6",), tuple(medicines)) if alone else ((), ())

    def having(code: DrugClassCode) -> list[MedicineFact]:
        return [m for m in medicines if code in m.classes]

    thinners, platelets, btk = having("anticoagulant"), having("antiplatelet"), having("btk_inhibitor")
    serotonin, steroids = having("ssri"), having("steroid")
    nsaids = [m for m in having("nsaid") if m not in platelets]
    daily = [m for m in nsaids if m.frequency == "daily"]
    strong = [j.medicine for j in acting if STRENGTH[j.rule] >= STRENGTH["R64"]]
    found: dict[str, list[MedicineFact]] = {}
    if thinners and (others := [m for m in nsaids + platelets + serotonin + btk if m not in thinners]):
        found["C1"] = thinners + others
    if are_two_antiplatelets(antiplatelet_substances(platelets)):
        found["C2"] = platelets
    if platelets and (others := [m for m in daily + serotonin + steroids if m not in platelets]):
        found["C3"] = platelets + others
    if nsaids and (others := [m for m in serotonin + steroids if m not in nsaids]):
        found["C4"] = nsaids + others
    elif serotonin and steroids:
        found["C5"] = serotonin + steroids
    if strong and raises_bleeding(facts, on):
        found["C6"] = strong
    at_full_dose = [j.medicine for j in acting if j.rule == "R46" and "anticoagulant" in j.medicine.classes]
    if len(at_full_dose) > 1 and len(anticoagulant_substances(at_full_dose)) > 1:
        found["C8"] = at_full_dose
    return tuple(found), tuple(dict.fromkeys(m for group in found.values() for m in group))
