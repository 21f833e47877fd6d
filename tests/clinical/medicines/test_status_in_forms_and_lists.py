"""Names given twice, answers and boxes of forms, years and what holds until a day, in lines of our own."""
import pytest

from intake.clinical.medicines import read_line

NAMED_TWICE = [
    ("Rivaroxaban (Xarelto) 20mg stopped 2019", "past"), ("Eliquis (apixaban) allergy", "allergy"),
    ("Ibuprofen (Nurofen) three times a day", "taken"), ("Plavix (clopidogrel) - my husband's", "other_person"),
    ("Coumadin (warfarin), held for surgery", "on_hold"), ("diclofenac (Voltarol) 50mg tds", "taken"),
    ("Diclofenac (Voltarol) gel", "taken"), ("Advil (ibuprofen) prn", "as_needed"),
    ("Dabigatran (Pradaxa) not taking", "not_taken"), ("Lovenox (enoxaparin) finished 2018", "past"),
    ("Warfarin [Coumadin] no longer", "past"), ("naproxen / Aleve twice daily", "taken"),
    ("Aspirin (Ecosprin 75) stopped in 2015", "past"), ("no apixaban (Eliquis)", "not_taken"),
    ("apixaban (Eliquis) 5 mg, warfarin (Coumadin) stopped 2020", "taken past"),
]
FORMS = [
    ("blood thinners (warfarin, Eliquis etc.): no", "not_taken not_taken not_taken"),
    ("Do you take blood thinners? No", "not_taken"), ("anticoagulants? n/a", "not_taken"),
    ("aspirin [ ] yes [x] no", "not_taken"), ("blood thinners [x] yes [ ] no", "taken"),
    ("blood thinners yes [x] no [ ]", "taken"), ("blood thinners yes [ ] no [x]", "not_taken"),
    ("[ ] aspirin [x] warfarin [ ] clopidogrel", "not_taken taken not_taken"),
    ("☐ Warfarin ☑ Aspirin", "not_taken taken"), ("(x) apixaban ( ) warfarin", "taken not_taken"),
    ("Eliquis ✅ Plavix ❌", "taken not_taken"), ("warfarin or aspirin? no", "not_taken not_taken"),
    ("Blood thinners - negative", "not_taken"), ("Anticoagulants: not taking", "not_taken"),
    ("NSAIDs: none, blood thinners: yes Eliquis", "not_taken taken taken"), ("[ ] none [x] blood thinner", "taken"),
    ("blood thinners: N", "not_taken"), ("aspirin/ibuprofen/warfarin: none", "not_taken not_taken not_taken"),
    ("[ ] warfarin [ ] aspirin", "unsure unsure"),
]
STOPS_AND_REACTIONS = [
    ("Plavix 2012-2013", "past"), ("clopidogrel (2015 to 2016)", "past"), ("warfarin from 2009 until 2011", "past"),
    ("Eliquis 2021-present", "taken"), ("warfarin since 2012", "taken"), ("last took Eliquis in 2020", "past"),
    ("last dose of warfarin yesterday", "recently_stopped"), ("former warfarin patient", "past"),
    ("ex Pradaxa user", "past"), ("clexane until delivery", "taken"), ("aspirin until my operation", "taken"),
    ("on warfarin until they do the cardioversion", "taken"), ("warfarin until 2017", "past"),
    ("Xarelto until last year", "past"), ("ibuprofen makes me wheeze", "allergy"), ("hives from aspirin", "allergy"),
    ("came out in a rash with clopidogrel", "allergy"), ("naproxen sets off my asthma", "allergy"),
    ("my throat closed after ibuprofen", "allergy"), ("aspirin gives me hives but I still take it", "taken"),
    ("nurse told me to stop plavix but I kept taking it", "taken"),
    ("was told to stop Xarelto, still on it", "taken"), ("no longer need warfarin", "past"),
    ("done with Eliquis", "past"), ("got used to warfarin", "taken"), ("warfarin used to be 5mg now 4mg", "unsure"),
    ("bruising since starting eliquis", "taken"), ("DVT in the past on warfarin", "unsure"),
    ("on warfarin for the past 3 years", "taken"), ("don't want to come off warfarin", "taken"),
    ("haven't had my Eliquis", "recently_stopped"), ("will take my warfarin tonight", "unsure"),
    ("warfarin for DVT in the past", "unsure"), ("planned hip replacement, xarelto", "unsure"),
    ("warfarin 5mg planned surgery in May", "unsure"), ("finished physio, eliquis", "unsure"),
    ("never late with my warfarin", "taken"), ("previously fit and well, plavix", "unsure"),
    ("non prescription ibuprofen", "taken"), ("no interactions with warfarin so far", "taken"),
    ("eliquis replaced warfarin in 2019", "taken taken"),
    ("swapped clopidogrel for ticagrelor", "recently_stopped taken"),
    ("Xarelto stopped in 2016, started Eliquis 2023", "past taken"),
    ("had Clexane for 6 weeks after my hip in 2014", "past"), ("had a stroke in 2015 on warfarin", "unsure"),
    ("Coumadin (off since 2013)", "past"), ("took Eliquis for 3 months in 2019", "past"),
]


def statuses(line):
    """The statuses of what was recognised, in order."""
    return [found.status for found in read_line(line) if found.how != "unrecognised"]


@pytest.mark.parametrize(("line", "expected"), NAMED_TWICE)
def test_what_follows_both_names_belongs_to_the_medicine(line, expected):
    assert statuses(line) == expected.split()


@pytest.mark.parametrize(("line", "expected"), FORMS)
def test_answers_and_ticks_are_read(line, expected):
    assert statuses(line) == expected.split()


@pytest.mark.parametrize(("line", "expected"), STOPS_AND_REACTIONS)
def test_stops_and_reactions_in_other_words(line, expected):
    assert statuses(line) == expected.split()
