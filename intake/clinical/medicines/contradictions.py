"""Forms and doses that a guessed blood thinner does not come in: they count against the guess."""
import re
from collections.abc import Collection, Sequence

from intake.clinical.medicines.dosage import milligrams

# None of the anticoagulants and antiplatelets is sold so; heparin gel is a phrase of its own.
_FORMS = frozenset(
    "syrup sirop jarabe xarope sirup syrop lacquer varnish shampoo lotion inhaler puffer spray nasal eye ear drops "
    "eyedrops cream ointment suppository suppositories pessary mouthwash toothpaste soap lozenge lozenges gum tea "
    "linctus elixir vaginal nail creme pommade pomada salbe krem collyre gouttes gotas shampooing".split())
# The most that one dose has, in milligrams, with room to spare.
_MOST = {"warfarin": 25, "acenocoumarol": 16, "phenprocoumon": 12, "fluindione": 60, "apixaban": 20, "rivaroxaban": 40,
         "edoxaban": 120, "dabigatran etexilate": 300, "prasugrel": 60, "ticagrelor": 180, "clopidogrel": 600,
         "acetylsalicylic acid": 1000, "cilostazol": 200, "fondaparinux": 15}
# These are measured in units; so many milligrams are in a vial of something else.
_A_VIAL = 250
_BY_UNITS = frozenset({"heparin", "dalteparin", "tinzaparin", "nadroparin", "bemiparin", "certoparin", "fibrinolysin",
                       "urokinase", "streptokinase"})
_LOCAL = frozenset({"gel", "cream", "creme"})


# As the names of substances end, in English and in the Romance languages.
_ENDINGS = tuple("in ine ina ol um ate ato ide ido one ona am il an en ene yl ic ique ium".split())


def substance_in_brackets(texts: Sequence[str]) -> str:
    """The one word in brackets right behind a name that could be its substance, "" where there is none."""
    if len(texts) < 3 or texts[0] != "(" or texts[2] != ")" or len(texts[1]) < 6:
        return ""
    return texts[1] if texts[1].isalpha() and texts[1].endswith(_ENDINGS) else ""


def contradicted(ingredients: Collection[str], dose: str, around: Sequence[str]) -> bool:
    """Do the words around a guess, or its dose, say that it cannot be this: "syrup", "500 mg/vial"?"""
    known = [name for name in ingredients if name in _MOST or name in _BY_UNITS]
    if not known:
        return False
    if not _FORMS.isdisjoint(around):
        return True
    size = milligrams(dose) if re.search(r"\d ?(?:mg|g|gm|milligrams?)\b", dose.lower()) else None
    if size is None:
        return False
    return any(size > _MOST.get(name, _A_VIAL) for name in known)
