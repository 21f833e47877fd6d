"""Sentences as people write, dictate and paste them, each with what it says of its medicines."""
import pytest

from intake.clinical.medicines import read_line

SWITCHED = [
    ("swapped from Pradaxa onto warfarin after my valve op", "past taken"),
    ("Brilinta for 12 months after stent, ended June 2019", "past"), ("they took me off Coumadin in 2014", "past"),
    ("cardiologist switched me from Brilinta to Plavix", "past taken"), ("weaned off prednisone last year", "past"),
    ("stopped my Eliquis on Tuesday for a root canal", "recently_stopped"),
    ("warfarin discontinued, now on aspirin", "recently_stopped taken"), ("Xarelto: d/c'd 03/2018", "past"),
    ("apixaban course completed Dec 2020", "past"), ("haven't taken warfarin since 2011", "past"),
    ("quit taking aspirin years ago", "past"), ("aspirin - GP took me off it in 2019", "past"),
    ("missed my last two doses of Eliquis", "taken"),
    ("Stopped Plavix 10 days ago, restarting Monday", "recently_stopped"),
    ("not needed warfarin since my valve was replaced with tissue one in 2016", "unsure"),
    ("on warfarin 2010-2014, nothing since", "past"),
    ("moved across to apixaban from warfarin in spring", "taken past"),
    ("edoxaban has replaced my warfarin", "taken taken"),
]
BRIDGING = [
    ("clexane bridging, warfarin stopped 5 days before op", "taken recently_stopped"),
    ("warfarin paused, fragmin 5000 bd in between", "on_hold taken"),
    ("Innohep until INR in range then stop", "unsure"), ("LMWH plus warfarin until INR 2-3", "taken taken"),
    ("enoxaparin bridge, resume coumadin tonight", "taken taken"),
    ("stop eliquis 2 days pre-op, restart day after", "recently_stopped"),
]
LABELS = [
    ("Take ONE aspirin 75mg tablet each day. Do not take on empty stomach", "taken"),
    ("APIXABAN 5MG TABS TAKE ONE TWICE A DAY. DO NOT STOP TAKING WITHOUT ASKING YOUR DOCTOR", "taken"),
    ("Xarelto 20 mg. Take with food. Keep out of reach of children", "taken"),
    ("Rivaroxaban 15mg. Avoid grapefruit. Take one daily", "taken"),
    ("NAPROXEN 500MG - NOT TO BE TAKEN WITH ASPIRIN - ONE TWICE DAILY", "taken taken"),
    ("Prednisolone 5mg do not stop suddenly", "taken"),
]
DISCHARGE = [
    ("DISCONTINUED: aspirin 81. NEW: Eliquis 5 BID", "recently_stopped taken"),
    ("STOP taking: clopidogrel. CONTINUE taking: warfarin 5", "recently_stopped taken"),
    ("Meds held on admission: apixaban", "on_hold"), ("Pt denies anticoagulant use", "not_taken"),
    ("Allergies: ASA (hives). Meds: metoprolol, Plavix", "allergy taken taken"),
    ("PMH: DVT on coumadin, HTN", "taken"), ("s/p CABG on ASA 81", "taken"),
    ("No anticoag on d/c. ASA 81", "not_taken taken"),
    ("Unable to tolerate Xarelto, changed to Coumadin", "allergy taken"),
]
CHAT = [
    ("warfarin 👎 eliquis 👍", "taken taken"), ("no thinners thank god", "not_taken"),
    ("nah no blood thinners", "not_taken"), ("im allergic to advil :(", "allergy"),
    ("yep still on the xarelto :)", "taken"),
]
REACTIONS = [
    ("Aleve = stomach bleed, never again", "taken"), ("swelling of lips with aspirin", "allergy"),
    ("Allergic: NSAIDs, penicillin", "allergy allergy"), ("ALLERGIES: Plavix (TTP)", "allergy"),
    ("no aspirin due to asthma", "not_taken"),
]
PERSONS = [
    ("my grandson's on warfarin", "other_person"), ("wife's pills: eliquis", "other_person"),
    ("mother-in-law on Xarelto", "other_person"), ("the cat gets clopidogrel, I don't", "other_person"),
    ("my wife's a nurse and does my clexane jabs", "taken"),
    ("Dad warfarin, mum aspirin, me nothing", "other_person other_person"),
    ("parents both on blood thinners", "other_person"),
]
DENIALS = [
    ("haven't ever used blood thinners", "not_taken"), ("nothing like warfarin", "unsure"),
    ("not on Eliquis, Xarelto, or warfarin", "not_taken not_taken not_taken"),
    ("no aspirin or NSAIDs currently", "not_taken not_taken"), ("prescribed Eliquis but never filled it", "unsure"),
    ("warfarin was suggested but I declined", "unsure"), ("Blood thinners: ☐ Yes ☒ No", "not_taken"),
    ("Aspirin: Never", "not_taken"), ("I couldn't live without my apixaban", "taken"),
    ("no way I'd stop my warfarin", "unsure"), ("☐ aspirin ☐ warfarin ☑ none of the above", "not_taken not_taken"),
    ("Do you take any of: warfarin, apixaban, aspirin? No", "not_taken not_taken not_taken"),
    ("anticoagulants: denies", "not_taken"), ("not on any thinners but take fish oil", "not_taken taken"),
]
PROBES = [
    ("stopped smoking and drinking, on Plavix", "unsure"), ("never broken a bone, clexane", "unsure"),
    ("no longer diabetic, warfarin", "past unsure"), ("sister had DVT, eliquis for AF", "unsure"),
    ("doesn't drink, aspirin 75", "taken"), ("can't feel left foot, on xarelto", "taken"),
    ("off to Spain next week, eliquis", "unsure"), ("had covid in 2021, rivaroxaban", "unsure"),
    ("finished with physio, pradaxa bd", "taken"), ("used to weigh 20 stone, warfarin", "unsure"),
    ("no rash, no fever, clopidogrel", "unsure"), ("avoid pressure on shunt, warfarin", "unsure"),
    ("not keen on needles but clexane daily", "taken"), ("going on holiday, apixaban", "unsure"),
    ("without my glasses I can't see, aspirin I think", "unsure"),
]


def statuses(line):
    """The statuses of what was recognised, in order."""
    return [found.status for found in read_line(line) if found.how != "unrecognised"]


@pytest.mark.parametrize(("line", "expected"), [
    *SWITCHED, *BRIDGING, *LABELS, *DISCHARGE, *CHAT, *REACTIONS, *PERSONS, *DENIALS, *PROBES])
def test_a_sentence_says_what_it_says(line, expected):
    assert statuses(line) == expected.split()
