"""Lines with two medicines, brackets, or no name at all: of which one a word speaks, and where it ends."""
import pytest

from intake.clinical.medicines import read_line

LINES = [
    # A dose says that it is taken, whatever was said before the comma; without one it is in doubt
    ("stopped warfarin, aspirin 75 mg", "recently_stopped taken"), ("stopped warfarin, aspirin",
                                                                    "recently_stopped unsure"),
    ("previously warfarin, aspirin", "past unsure"), ("planned: warfarin, aspirin", "planned unsure"),
    ("on hold: warfarin, aspirin", "on_hold unsure"), ("maybe warfarin, aspirin", "unsure taken"),
    ("sometimes ibuprofen, aspirin", "as_needed taken"), ("aspirin prn, warfarin", "as_needed taken"),
    ("starting apixaban on monday, warfarin until then", "planned unsure"), ("not warfarin, aspirin",
                                                                            "not_taken unsure"),
    ("allergies - aspirin, ibuprofen", "allergy allergy"), ("warfarin, allergic to aspirin and ibuprofen",
                                                            "taken allergy allergy"),
    # A word between two speaks of the one behind it, unless its part of the list ends there
    ("warfarin stopped aspirin", "taken recently_stopped"), ("warfarin stopped, aspirin", "recently_stopped unsure"),
    ("warfarin; stopped aspirin", "taken recently_stopped"), ("warfarin and stopped aspirin", "taken recently_stopped"),
    ("warfarin (stopped) aspirin", "recently_stopped taken"), ("(stopped) warfarin", "recently_stopped"),
    ("warfarin held aspirin", "taken on_hold"), ("warfarin 5 mg on hold and aspirin", "on_hold on_hold"),
    ("warfarin, aspirin (stopped 2019)", "taken past"), ("aspirin 75 mg, warfarin 5 mg stopped",
                                                         "taken recently_stopped"),
    ("warfarin and maybe aspirin", "taken unsure"), ("stopped warfarin or aspirin",
                                                     "recently_stopped recently_stopped"),
    # What is joined at the head of a line shares its "no", and nothing behind that does
    ("no aspirin and ibuprofen. warfarin", "not_taken not_taken taken"),
    ("no aspirin and ibuprofen, warfarin 5 mg", "not_taken not_taken taken"),
    # Of two stops in one line the newer is not talked away by the older
    ("warfarin stopped 2015, stopped again last week", "unsure"),
    # Somebody else's, as far as their words reach
    ("warfarin (my mum), aspirin", "other_person taken"), ("warfarin, mum", "other_person"),
    ("warfarin my mum takes it", "taken"), ("my husband takes warfarin and aspirin", "other_person other_person"),
    ("mum takes warfarin and I take aspirin", "other_person taken"), ("aspirin when my mum had a stroke", "taken"),
    # What takes up again
    ("no longer on warfarin, now on aspirin", "past taken"), ("no longer on warfarin or aspirin", "past past"),
    ("not on warfarin with aspirin", "not_taken taken"), ("not taking warfarin but taking aspirin", "not_taken taken"),
    ("stopped warfarin, taking aspirin", "recently_stopped taken"), ("never took warfarin, but aspirin",
                                                                     "not_taken taken"),
    ("no blood thinners except aspirin and warfarin", "not_taken taken taken"),
    ("no problems with aspirin or warfarin", "taken taken"), ("no allergies, warfarin and aspirin", "taken taken"),
    # Exchanged
    ("warfarin switched to apixaban, aspirin", "recently_stopped taken taken"),
    ("changed from warfarin to apixaban", "past taken"), ("apixaban instead of warfarin", "taken past"),
    # Said after it, or of each in turn
    ("aspirin yes warfarin no", "taken not_taken"), ("aspirin no, no warfarin", "not_taken not_taken"),
    ("meds: warfarin; allergies: aspirin", "taken allergy"), ("warfarin, never had a clot", "unsure"),
    ("warfarin - not taken since may", "recently_stopped"), ("have not taken aspirin this week", "recently_stopped"),
    ("off warfarin, on aspirin", "recently_stopped taken"), ("used to be on aspirin and warfarin", "past past"),
    ("never forget warfarin", "taken"), ("warfarin as never before", "taken"), ("no - warfarin", "not_taken"),
    ("no. aspirin", "taken"), ("none, just aspirin", "taken"), ("no, aspirin", "unsure"),
    ("(aspirin) stopped (warfarin)", "recently_stopped taken"), ("warfarin stopped. aspirin", "recently_stopped taken"),
    ("Eliquis (mum takes aspirin)", "taken other_person"), ("aspirin (my husband) Eliquis", "other_person taken"),
    ("warfarin - a tablet every day for dad", "other_person"), ("no aspirin as needed", "not_taken"),
    ("warfarin changed to 5 mg apixaban", "recently_stopped taken"), ("previously on my aspirin", "past"),
    ("aspirin (75 mg) stopped (2019), warfarin", "past unsure"), ("quit smoking after a fall, warfarin", "unsure"),
    ("history of warfarin and Eliquis", "past unsure"),
    # No name at all
    ("no longer take anything", "past"), ("stopped everything", "recently_stopped"), ("never taken anything",
                                                                                     "not_taken"),
    ("used to take pills", "past"),
]


@pytest.mark.parametrize(("line", "statuses"), LINES, ids=[line for line, _ in LINES])
def test_each_word_speaks_of_its_own_medicine(line, statuses):
    assert [found.status for found in read_line(line)] == statuses.split()
