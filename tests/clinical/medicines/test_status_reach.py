"""How far words reach that take a medicine away: lines written to stretch them, and lines that truly say so."""
import pytest

from intake.clinical.medicines import read_line

ATTACKS = [
    ("off sick from work, eliquis 5", "taken"), ("I gave up alcohol, still take clopidogrel", "taken"),
    ("days off, warfarin", "unsure"), ("had my appendix out years ago and now on xarelto", "taken"),
    ("clot years ago, eliquis", "unsure"), ("warfarin after a PE years ago", "taken"),
    ("previous stroke on aspirin", "unsure"), ("ex smoker on apixaban", "unsure"),
    ("former runner, xarelto daily", "taken"), ("used to run marathons, clexane", "unsure unsure"),
    ("can't walk far, Pradaxa", "taken"), ("can't take hot baths, warfarin", "unsure"),
    ("intolerant to lactose, eliquis", "allergy unsure"), ("lactose intolerant and on clopidogrel", "allergy taken"),
    ("avoids gluten, plavix", "allergy unsure"), ("not vaccinated, xarelto", "unsure"),
    ("never smoked. Warfarin", "taken"), ("no metal in body, edoxaban", "unsure"),
    ("without pain now on clexane", "taken"), ("denies alcohol; brilinta 90", "taken"),
    ("dad is a doctor, eliquis", "unsure"), ("live with my husband, warfarin", "unsure"),
    ("warfarin, my wife drives me", "taken"), ("my wife and I both take aspirin", "taken"),
    ("son has asthma - apixaban 5mg bd", "taken"), ("partner has AF but I'm on Xarelto", "taken"),
    ("mother: breast cancer. Me: tamoxifen, warfarin", "taken taken"), ("planning a trip, on eliquis", "taken"),
    ("starting yoga, warfarin", "unsure"), ("considering knee surgery, xarelto", "unsure"),
    ("finished radiotherapy in May, dalteparin", "unsure"), ("stopped HRT in 2019, eliquis", "past unsure"),
    ("stopped driving in 2015 warfarin", "unsure"), ("warfarin, stopped smoking 2015", "unsure"),
    ("warfarin (valve replaced 2012)", "taken"), ("Eliquis (no bleeding)", "taken"),
    ("Eliquis (stopped smoking)", "unsure"), ("Xarelto, penicillin allergy", "taken allergy"),
    ("Plavix; allergy: aspirin", "taken allergy"), ("Plavix because allergic to aspirin", "taken allergy"),
    ("aspirin intolerant so on clopidogrel", "allergy taken"),
    ("clopidogrel instead of aspirin (stomach)", "taken past"), ("I would never stop my eliquis", "taken"),
    ("never been off warfarin", "taken"), ("wouldn't be here without warfarin", "unsure"),
    ("warfarin - can't stop it", "taken"), ("no one told me to stop warfarin", "recently_stopped"),
    ("GP doesn't want me to stop Plavix", "unsure"), ("not yet stopped eliquis", "recently_stopped"),
    ("I thought about stopping warfarin but didn't", "unsure"),
    ("eliquis was stopped but restarted in June", "recently_stopped"),
    ("stopped warfarin in 2015, restarted 2020", "unsure"),
    ("warfarin stopped 2019 then restarted last year", "unsure"),
    ("came off warfarin in 2018 but back on it", "unsure"), ("was on warfarin, now back on it", "unsure"),
    ("no longer on 5mg warfarin, now 3mg", "unsure"), ("previously 10mg xarelto now 20mg", "unsure"),
    ("used to take warfarin at night, now in the morning", "unsure"), ("no more than 1 aspirin a day", "taken"),
    ("not just aspirin, clopidogrel as well", "taken taken"), ("not only warfarin but aspirin too", "taken taken"),
    ("no problem taking warfarin", "taken"), ("no missed doses of eliquis", "taken"),
    ("none except xarelto", "taken"), ("nothing but warfarin", "taken"), ("nothing apart from plavix", "taken"),
    ("no meds other than apixaban", "taken"), ("no prescription meds, just daily aspirin", "taken"),
    ("no new medication, same warfarin", "unsure"), ("no changes since last visit, eliquis", "taken"),
    ("didn't take warfarin this morning", "recently_stopped"), ("forgot my eliquis yesterday", "taken"),
    ("not taken my aspirin today", "recently_stopped"), ("can't remember if I took warfarin", "unsure"),
    ("ran out of xarelto last week", "recently_stopped"), ("due to finish clexane on Friday", "taken"),
    ("Clexane course ends tomorrow", "taken"), ("apixaban to be stopped 3 days before op", "taken"),
    ("will stop warfarin in March", "taken"), ("stopping Eliquis next Monday", "recently_stopped"),
    ("Warfarin is planned to continue for life", "unsure"), ("might need to up my warfarin", "unsure"),
    ("going to increase warfarin next week", "unsure"), ("have warfarin card in my wallet", "taken"),
    ("I've been told I can come off Eliquis in a month", "unsure"), ("PE 2019, stopped warfarin", "recently_stopped"),
    ("warfarin stopped, had stroke in 2012", "recently_stopped"),
    ("had a clot in 2012 stopped warfarin", "recently_stopped"),
    ("Eliquis until the ablation, stroke in 2012", "taken"), ("I don't eat vegetables because of warfarin", "taken"),
    ("can't donate blood, Xarelto", "taken"), ("not keen on taking warfarin but I do", "taken"),
    ("never any problem with Plavix", "unsure"), ("no bruises, no bleeding, warfarin 4mg", "taken"),
    ("no recent surgery; on eliquis", "taken"), ("not had covid, clopidogrel 75", "taken"),
    ("stopped seeing cardiologist, still xarelto", "unsure"), ("past medical history: AF, apixaban", "unsure"),
    ("hx stroke, plavix", "taken"), ("previous knee op, edoxaban 60", "taken"), ("warfarin - previous DVT", "taken"),
    ("warfarin for previous DVT", "taken"), ("Eliquis for AF, used to smoke 20 a day", "unsure"),
    ("Xarelto, finished antibiotics yesterday", "taken recently_stopped"), ("Plavix (dad had stroke)", "taken"),
    ("Plavix - family history of stroke", "taken"), ("warfarin like my dad", "taken"),
    ("as with my mum, on warfarin", "unsure"), ("my daughter's wedding next week, still on eliquis", "unsure"),
    ("allergies: nuts. Medication: warfarin", "taken"), ("allergies: nuts; warfarin", "taken"),
    ("reacts to plasters, clexane daily", "taken"), ("intolerance to gluten, eliquis bd", "allergy taken"),
    ("planned c-section, clexane till then", "unsure"), ("due to start physio, on warfarin", "taken"),
    ("hold on, I take warfarin", "taken"), ("off balance since stroke, aspirin 75", "taken"),
    ("I never miss warfarin", "taken"), ("without warfarin my valve would clot", "unsure"),
    ("no warfarin?", "unsure"), ("not sure if I'm still on warfarin", "unsure"),
    ("they want me to go on Eliquis but not yet", "unsure"),
    ("pharmacist said not to mix ibuprofen with my warfarin", "unsure taken"),
    ("do not drive. Xarelto 20mg one daily", "taken"), ("Keep away from children. Clopidogrel 75mg", "taken"),
    ("Do not stop taking this medicine. Apixaban 5 mg", "taken"), ("no known allergies Pradaxa 150", "taken"),
    ("NKDA. Warfarin 3 mg", "taken"), ("Meds: none, except warfarin", "taken"), ("OTC: none Rx: xarelto", "unsure"),
    ("Prev: aspirin. Current: eliquis", "taken taken"),
    ("Stopped: aspirin, statin. Started: apixaban", "recently_stopped unsure taken"),
    ("aspirin stopped, clopidogrel started", "recently_stopped taken"),
    ("clopidogrel - not aspirin", "taken not_taken"), ("clopidogrel rather than aspirin", "taken taken"),
    ("Xarelto not warfarin", "taken not_taken"), ("I take Eliquis, not warfarin any more", "taken not_taken"),
    ("dalteparin, not a fan", "taken"), ("never without my aspirin", "taken"), ("Mum's carer. Xarelto", "taken"),
    ("pregnant, no aspirin, fragmin", "not_taken unsure"), ("no aspirin, fragmin 5000 daily", "not_taken taken"),
    ("not aspirin but clopidogrel", "not_taken taken"), ("no aspirin just eliquis", "not_taken taken"),
    ("no NSAIDs as on warfarin", "not_taken taken"), ("ibuprofen not allowed (warfarin)", "not_taken taken"),
    ("stopped ibuprofen because of eliquis", "recently_stopped taken"),
    ("aspirin was replaced with plavix in 2021", "past taken"), ("came off the pill, started xarelto", "past taken"),
]
ENGLISH = [
    ("collected Eliquis for dad", "other_person"), ("Xarelto is my dad's", "other_person"),
    ("Warfarin (deceased husband's)", "other_person"), ("my late mother took coumadin", "other_person"),
    ("husband has been on apixaban for years", "other_person"), ("my mum used to take warfarin", "other_person"),
    ("I do not take any blood thinners", "not_taken"), ("I am not on any blood thinning medication", "not_taken"),
    ("have never taken anticoagulants", "not_taken"), ("never prescribed warfarin", "not_taken"),
    ("client denies use of anticoagulants", "not_taken"),
    ("no aspirin, no ibuprofen, no blood thinners", "not_taken not_taken not_taken"),
    ("don't take aspirin or any other NSAID", "not_taken not_taken"), ("not currently taking warfarin", "not_taken"),
    ("warfarin: discontinued 2014", "past"), ("took warfarin from 2005 to 2007", "past"),
    ("I was on Plavix for a year after my stent in 2013", "past"), ("came off Xarelto 2 years ago", "past"),
    ("taken off Eliquis in January 2020", "past"), ("finished clexane injections after pregnancy in 2016", "past"),
    ("aspirin makes me come out in a rash", "allergy"), ("bad asthma attack from aspirin", "allergy"),
    ("reacted badly to clopidogrel", "allergy"), ("anaphylaxis to heparin", "allergy"),
    ("advised to avoid aspirin", "allergy"), ("aspirin = hives", "allergy"),
    ("warfarin: no, aspirin: yes 75mg", "not_taken taken"), ("Warfarin - N, Aspirin - Y", "not_taken taken"),
    ("Blood thinners (e.g. warfarin, aspirin): NO", "not_taken not_taken not_taken"),
    ("Any blood thinners? none", "not_taken"), ("taking blood thinners: never", "not_taken"),
    ("anticoagulant therapy: ☐ yes ☑ no", "not_taken"), ("☒ no blood thinners", "not_taken"),
    ("Blood thinners: yes ☑ no ☐", "taken"),
    ("[X] Xarelto [ ] Eliquis [ ] Coumadin [ ] Plavix", "taken not_taken not_taken not_taken"),
    ("warfarin (x) aspirin ( )", "taken not_taken"), ("Are you on warfarin? Y/N: N", "not_taken"),
]


def statuses(line):
    """The statuses of what was recognised, in order."""
    return [found.status for found in read_line(line) if found.how != "unrecognised"]


@pytest.mark.parametrize(("line", "expected"), ATTACKS)
def test_a_stretched_word_leaves_the_medicine(line, expected):
    assert statuses(line) == expected.split()


@pytest.mark.parametrize(("line", "expected"), ENGLISH)
def test_a_plain_word_is_believed(line, expected):
    assert statuses(line) == expected.split()
