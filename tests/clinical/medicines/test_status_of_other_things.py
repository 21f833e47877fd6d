"""What is said of something or somebody else leaves a medicine its tier; what is said of it does not."""
import pytest

from intake.clinical.medicines import read_line

ALLERGIES = [
    ("Pradaxa, allergies: shellfish", "taken"), ("Xarelto 20mg (allergic to latex)", "taken"),
    ("clopidogrel. Allergies - bee stings", "taken"), ("edoxaban, nut allergy", "taken"),
    ("Brilinta - allergic to horses", "taken"), ("warfarin, no known drug allergies", "taken"),
    ("allergy to eggs, on clexane", "taken"), ("Eliquis; allergies n/a", "taken"),
    ("apixaban allergies: nil known", "taken"), ("hay fever, allergic to grass, warfarin 3mg", "taken"),
    ("ibuprofen allergy, takes Plavix", "allergy taken"), ("Allergies: ibuprofen, codeine", "allergy allergy"),
    ("aspirin (allergic)", "allergy"), ("allergic to penicillin, aspirin and codeine", "allergy allergy allergy"),
    ("no allergies to medication, taking rivaroxaban", "taken"), ("clopidogrel allergy - rash", "allergy"),
    ("Plavix, allergic to plasters", "taken"), ("warfarin (no allergies)", "taken"),
]
RESUMED = [
    ("no paracetamol, Eliquis restarted on Sunday", "not_taken taken"),
    ("not on aspirin, Xarelto resumed last week", "not_taken taken"),
    ("no naproxen any more, warfarin started again", "not_taken taken"),
    ("no clexane now, back on warfarin", "not_taken taken"),
    ("stopped plavix, eliquis commenced in May", "recently_stopped taken"),
    ("no warfarin, aspirin or clopidogrel", "not_taken not_taken not_taken"),
    ("no ibuprofen, pradaxa continues", "not_taken taken"),
]
DENIED_CONDITIONS = [
    ("no lung disease pradaxa for AF", "unsure"), ("not asthmatic ibuprofen sometimes", "unsure"),
    ("never had a stroke takes eliquis", "unsure"), ("no medical problems only warfarin", "taken"),
    ("no hepatitis, clexane 40", "not_taken taken"), ("non smoker rivaroxaban 20", "taken"),
    ("no surgery planned xarelto", "unsure"), ("not feeling great warfarin this morning", "unsure"),
    ("denies chest pain takes apixaban", "taken"), ("no other conditions besides clot, on dalteparin", "taken"),
]
RELATIVES = [
    ("my dad had a heart attack at 50, I'm on clopidogrel", "taken"),
    ("mother died of a stroke, taking Xarelto", "unsure"), ("strong family history of DVT, eliquis 5 mg", "taken"),
    ("my husband reminds me to take my warfarin", "taken"), ("my sister is a nurse and gives me my clexane", "taken"),
    ("hubby says I should stop eliquis", "unsure"), ("brother and I both on warfarin", "taken"),
    ("I took my mum's warfarin by mistake", "unsure"), ("twin pregnancy, clexane daily", "taken"),
    ("twin pregnancy on clexane", "unsure"), ("had a cat scan on warfarin", "taken"),
    ("wife on Pradaxa", "other_person"), ("Xarelto - it's my brother's", "other_person"),
    ("my grandmother was on warfarin for years", "other_person"), ("our dog gets prednisolone", "other_person"),
    ("my neighbour takes blood thinners", "other_person"),
]


def statuses(line):
    """The statuses of what was recognised, in order."""
    return [found.status for found in read_line(line) if found.how != "unrecognised"]


@pytest.mark.parametrize(("line", "expected"), ALLERGIES)
def test_allergies_to_something_else_take_nothing_away(line, expected):
    assert statuses(line) == expected.split()


@pytest.mark.parametrize(("line", "expected"), RESUMED)
def test_a_denial_ends_where_another_is_taken_up(line, expected):
    assert statuses(line) == expected.split()


@pytest.mark.parametrize(("line", "expected"), DENIED_CONDITIONS)
def test_a_denied_condition_is_no_denied_medicine(line, expected):
    assert statuses(line) == expected.split()


@pytest.mark.parametrize(("line", "expected"), RELATIVES)
def test_relatives_who_only_set_the_scene_take_nothing_away(line, expected):
    assert statuses(line) == expected.split()
