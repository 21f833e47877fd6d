"""reading-medicines.md#who-takes-it-and-when: who takes it, when, and whether at all."""
import pytest

from intake.clinical.medicines import read_line, read_list
from intake.clinical.screening.bleeding.levels import rule_of, tier_of


def statuses(text):
    return [((found.ingredients or found.classes)[0], found.status) for found in read_line(text)]


WARFARIN, ASPIRIN, THINNER = "warfarin", "acetylsalicylic acid", "anticoagulant"
LINES = [
    ("not on anticoagulants", [(THINNER, "not_taken")]),
    ("denies aspirin", [(ASPIRIN, "not_taken")]),
    ("no blood thinners except baby aspirin", [(THINNER, "not_taken"), (ASPIRIN, "taken")]),
    ("no blood thinners but I take aspirin", [(THINNER, "not_taken"), (ASPIRIN, "taken")]),
    ("no blood thinners apart from aspirin", [(THINNER, "not_taken"), (ASPIRIN, "taken")]),
    ("only aspirin", [(ASPIRIN, "taken")]),
    ("stopped warfarin 2 years ago", [(WARFARIN, "past")]),
    ("used to take warfarin", [(WARFARIN, "past")]),
    ("came off warfarin", [(WARFARIN, "past")]),
    ("finished warfarin", [(WARFARIN, "past")]),
    ("warfarin d/c 2022", [(WARFARIN, "past")]),
    ("warfarin - stopped in 2019", [(WARFARIN, "past")]),
    ("previously on warfarin", [(WARFARIN, "past")]),
    ("stopped Eliquis on Monday", [("apixaban", "recently_stopped")]),
    ("stopped Eliquis last week", [("apixaban", "recently_stopped")]),
    ("recently stopped Eliquis", [("apixaban", "recently_stopped")]),
    ("stopped Eliquis", [("apixaban", "recently_stopped")]),
    ("stopped eliquis 3 days ago", [("apixaban", "recently_stopped")]),
    ("eliquis, stopped last week", [("apixaban", "recently_stopped")]),
    ("came off warfarin last week", [(WARFARIN, "recently_stopped")]),
    ("finished warfarin 3 days ago", [(WARFARIN, "recently_stopped")]),
    ("just finished warfarin", [(WARFARIN, "recently_stopped")]),
    ("came off warfarin 3 years ago", [(WARFARIN, "past")]),
    ("no longer on warfarin since monday", [(WARFARIN, "recently_stopped")]),
    ("without fail eliquis", [("apixaban", "taken")]),
    ("nil regular, aspirin occ", [(ASPIRIN, "as_needed")]),
    ("allergic to aspirin", [(ASPIRIN, "allergy")]),
    ("aspirin allergy", [(ASPIRIN, "allergy")]),
    ("can't take ibuprofen", [("ibuprofen", "allergy")]),
    ("intolerant of aspirin", [(ASPIRIN, "allergy")]),
    ("avoid NSAIDs", [("nsaid", "allergy")]),
    ("takes warfarin, allergic to penicillin", [(WARFARIN, "taken"), ("penicillin", "allergy")]),
    ("allergic to aspirin, takes warfarin", [(ASPIRIN, "allergy"), (WARFARIN, "taken")]),
    ("mother takes warfarin", [(WARFARIN, "other_person")]),
    ("mum takes warfarin", [(WARFARIN, "other_person")]),
    ("dad on Xarelto", [("rivaroxaban", "other_person")]),
    ("my husband is on warfarin", [(WARFARIN, "other_person")]),
    ("my dog takes warfarin", [(WARFARIN, "other_person")]),
    ("warfarin (my husband)", [(WARFARIN, "other_person")]),
    ("mum takes warfarin, I take aspirin", [(WARFARIN, "other_person"), (ASPIRIN, "taken")]),
    ("starting Eliquis next week", [("apixaban", "planned")]),
    ("may be put on warfarin", [(WARFARIN, "planned")]),
    ("told not to take ibuprofen because of warfarin", [("ibuprofen", "not_taken"), (WARFARIN, "taken")]),
    ("never miss my warfarin", [(WARFARIN, "taken")]),
    ("don't stop my Plavix", [("clopidogrel", "taken")]),
    ("no change: warfarin 5", [(WARFARIN, "taken")]),
    ("warfarin, not stopped", [(WARFARIN, "taken")]),
    ("have not stopped warfarin", [(WARFARIN, "taken")]),
    ("no longer on warfarin", [(WARFARIN, "past")]),
    ("warfarin, not any more", [(WARFARIN, "past")]),
    ("warfarin?", [(WARFARIN, "unsure")]),
    ("maybe warfarin", [(WARFARIN, "unsure")]),
    ("not sure if thinner", [(THINNER, "unsure")]),
    ("Aspirin 81 (on hold for surgery)", [(ASPIRIN, "on_hold")]),
    ("Coumadin held", [(WARFARIN, "on_hold")]),
    ("ibuprofen as needed", [("ibuprofen", "as_needed")]),
    ("ibuprofen prn", [("ibuprofen", "as_needed")]),
    ("sometimes aspirin", [(ASPIRIN, "as_needed")]),
    ("no warfarin, no aspirin", [(WARFARIN, "not_taken"), (ASPIRIN, "not_taken")]),
    ("no warfarin or aspirin", [(WARFARIN, "not_taken"), (ASPIRIN, "not_taken")]),
    ("stopped aspirin and started warfarin", [(ASPIRIN, "recently_stopped"), (WARFARIN, "taken")]),
    ("switched from warfarin to eliquis", [(WARFARIN, "past"), ("apixaban", "taken")]),
    ("no problems with warfarin", [(WARFARIN, "taken")]),
    ("warfarin 5mg daily; stopped aspirin", [(WARFARIN, "taken"), (ASPIRIN, "recently_stopped")]),
    ("not on warfarin, on rivaroxaban", [(WARFARIN, "not_taken"), ("rivaroxaban", "taken")]),
    ("not warfarin, eliquis", [(WARFARIN, "not_taken"), ("apixaban", "unsure")]),
    ("warfarin? no, apixaban", [(WARFARIN, "not_taken"), ("apixaban", "taken")]),
    ("No, just aspirin", [(ASPIRIN, "taken")]),
    ("can't tolerate clopidogrel so on ticagrelor", [("clopidogrel", "allergy"), ("ticagrelor", "taken")]),
    ("avoid ibuprofen on warfarin", [("ibuprofen", "allergy"), (WARFARIN, "taken")]),
    ("not allowed ibuprofen with my eliquis", [("ibuprofen", "not_taken"), ("apixaban", "taken")]),
    ("no ibuprofen while taking warfarin", [("ibuprofen", "not_taken"), (WARFARIN, "taken")]),
    ("no aspirin or ibuprofen on account of my stomach", [(ASPIRIN, "not_taken"), ("ibuprofen", "not_taken")]),
    ("on dalteparin until march 2027", [("dalteparin", "recently_stopped")]),
    ("warfarin until 2019", [(WARFARIN, "past")]),
    ("off eliquis for surgery tomorrow", [("apixaban", "recently_stopped")]),
    ("off warfarin since 2015", [(WARFARIN, "past")]),
    ("warfarin replaced by edoxaban", [(WARFARIN, "recently_stopped"), ("edoxaban", "taken")]),
    ("warfarin switched to eliquis in 2020", [(WARFARIN, "past"), ("apixaban", "taken")]),
    ("warfarin changed to 4 mg", [(WARFARIN, "taken")]),
    ("not on warfarin or on eliquis", [(WARFARIN, "not_taken"), ("apixaban", "not_taken")]),
    ("switched to eliquis from warfarin", [("apixaban", "taken"), (WARFARIN, "past")]),
    ("grandad took warfarin", [(WARFARIN, "other_person")]),
    ("nobody in my family is on warfarin", [(WARFARIN, "other_person")]),
    ("mother-in-law: warfarin", [(WARFARIN, "other_person")]),
    ("prescribed aspirin but I never take it", [(ASPIRIN, "not_taken")]),
    ("I should take warfarin but don't", [(WARFARIN, "unsure")]),
    ("as a kid I took aspirin", [(ASPIRIN, "past")]),
    ("GP mentioned warfarin", [(WARFARIN, "unsure")]),
    ("doctor suggested aspirin", [(ASPIRIN, "unsure")]),
    ("had warfarin in hospital", [(WARFARIN, "unsure")]),
    ("I've had warfarin for years", [(WARFARIN, "taken")]),
    ("warfarin, had a stroke in 2012", [(WARFARIN, "taken")]),
    ("was on warfarin until june then apixaban", [(WARFARIN, "past"), ("apixaban", "taken")]),
    ("can't live without my Eliquis", [("apixaban", "taken")]),
    ("without warfarin I'd clot", [(WARFARIN, "unsure")]),
    ("I never take aspirin without food", [(ASPIRIN, "unsure")]),
    ("I never take aspirin", [(ASPIRIN, "not_taken")]),
    ("never had a bleed on warfarin", [(WARFARIN, "unsure")]),
    ("never been on warfarin", [(WARFARIN, "not_taken")]),
    ("not been put on warfarin", [(WARFARIN, "not_taken")]),
    ("warfarin, blood test next week", [(WARFARIN, "taken")]),
    ("eliquis course ends next week", [("apixaban", "taken")]),
    ("eliquis 5 mg from next week", [("apixaban", "planned")]),
    ("aspirin, not taking; plavix, taking", [(ASPIRIN, "not_taken"), ("clopidogrel", "taken")]),
    ("blood thinners: no", [(THINNER, "not_taken")]),
    ("Blood thinner? No", [(THINNER, "not_taken")]),
    ("anticoagulants: N/A", [(THINNER, "not_taken")]),
    ("aspirin - none", [(ASPIRIN, "not_taken")]),
    ("aspirin no, warfarin yes", [(ASPIRIN, "not_taken"), (WARFARIN, "taken")]),
    ("Blood thinners? No. Aspirin? Yes", [(THINNER, "not_taken"), (ASPIRIN, "taken")]),
    ("aspirin: no, ibuprofen: yes", [(ASPIRIN, "not_taken"), ("ibuprofen", "taken")]),
    ("aspirin no problem", [(ASPIRIN, "taken")]),
    ("digoxin (stopped), warfarin", [("digoxin", "recently_stopped"), (WARFARIN, "taken")]),
    ("warfarin (previously), apixaban (now)", [(WARFARIN, "past"), ("apixaban", "taken")]),
    ("plavix, which he has not taken for the last week", [("clopidogrel", "recently_stopped")]),
    ("haven't taken my aspirin since monday", [(ASPIRIN, "recently_stopped")]),
    ("haven't taken aspirin for 3 years", [(ASPIRIN, "past")]),
    ("haven't taken aspirin", [(ASPIRIN, "not_taken")]),
    ("no only aspirin", [(ASPIRIN, "unsure")]),
    ("no never miss my warfarin", [(WARFARIN, "unsure")]),
    ("no still on warfarin and aspirin", [(WARFARIN, "unsure"), (ASPIRIN, "unsure")]),
    ("no warfarin I take aspirin", [(WARFARIN, "not_taken"), (ASPIRIN, "taken")]),
    ("no allergies, aspirin 75", [(ASPIRIN, "taken")]),
    ("je ne prends pas d'aspirine", [(ASPIRIN, "not_taken")]),
    ("pas d'anticoagulant", [(THINNER, "not_taken")]),
    ("keine Blutverdünner", [(THINNER, "not_taken")]),
    ("no tomo aspirina", [(ASPIRIN, "not_taken")]),
    ("allergique à l'aspirine", [(ASPIRIN, "allergy")]),
    ("alérgico a la aspirina", [(ASPIRIN, "allergy")]),
    ("ma mère prend du préviscan", [("fluindione", "other_person")]),
    ("Marcumar abgesetzt 2020", [("phenprocoumon", "past")]),
    ("sometimes forget my eliquis", [("apixaban", "taken")]),
]


@pytest.mark.parametrize(("text", "expected"), LINES, ids=[text for text, _ in LINES])
def test_status_words_and_their_scope(text, expected):
    found = statuses(text)

    assert [status for _, status in found] == [status for _, status in expected]
    assert [each for each in found if each[1] != "allergy"] == [each for each in expected if each[1] != "allergy"]


@pytest.mark.parametrize(("text", "tier"), [
    ("stopped eliquis monday", "CAUTION"), ("warfarin?", "CAUTION"), ("aspirin on hold", "CAUTION"),
    ("ibuprofen prn", "NOTE"), ("stopped warfarin 2 years ago", "NONE"), ("allergic to aspirin", "NONE"),
    ("mum takes warfarin", "NONE"),
    ("starting Eliquis next week", "NONE"), ("no warfarin", "NONE"),
])
def test_the_tier_follows_the_status_and_the_rule_stays_shown(text, tier):
    [found] = read_line(text)

    assert tier_of(found).name == tier
    assert rule_of(found)


def test_a_heading_speaks_for_the_lines_under_it():
    found = read_list("warfarin 5 mg\n\nAllergies:\naspirin\npenicillin\n\nibuprofen")

    assert [each.status for each in found] == ["taken", "allergy", "allergy", "taken"]


def test_doses_and_times_are_read():
    [found] = read_line("Warfarin 5mg every evening")

    assert (found.dose, found.frequency) == ("5mg", "daily")


def test_a_list_says_what_it_did_not_recognise():
    found = read_line("metformin 500mg, blorptazine, warfarin")

    assert [each.how for each in found] == ["exact", "exact", "unrecognised"]
    assert found[2].as_written == "blorptazine"


ABOUT_SOMETHING_ELSE = [
    "never smoked, {}", "don't take much, {}", "my daughter fills my box: {}", "my partner injects my {}",
    "previous MI: {}", "will see doctor next week about my {}", "intolerant to statins so {}",
    "avoid sunlight, on {}", "no pain, {}", "not allowed alcohol with {}", "never had problems with {}",
    "history of DVT, on {}", "had a stent last year, takes {}", "allergy: latex. Meds: {}",
    "can't eat grapefruit with {}", "stopped smoking 2 years ago, on {}", "finished chemo, now on {}",
    "{}, never had a bleed", "{}, quit smoking last year", "{}, used to smoke", "{} after stroke 5 years ago",
    "{}, clot 2 years ago", "{} started 2 years ago", "{}, previously well", "{} since my op in 2019",
    "{}, mum has AF", "{}, no ibuprofen", "{} - GP reviewing next week", "{}, finished antibiotics",
    "{}, stopped statins", "{}, allergic to penicillin",
]


@pytest.mark.parametrize("line", ABOUT_SOMETHING_ELSE)
@pytest.mark.parametrize("name", ["warfarin", "Eliquis 5 mg", "baby aspirin"])
def test_what_is_said_of_something_else_never_takes_a_medicine_away(line, name):
    wanted = read_line(name)[0].ingredients

    assert [tier_of(found).name for found in read_line(line.format(name)) if found.ingredients == wanted] == ["CAUTION"]
