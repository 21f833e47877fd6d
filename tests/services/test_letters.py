"""What is printed: the letter to the doctor, the sheet for a STOP, and the summary that the client takes home."""

from datetime import date, timedelta
from io import BytesIO
from itertools import count

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from intake.clinical.questionnaire.answers import read_stored
from intake.clinical.questionnaire.visit import VISIT_QUESTIONS, read_visit_questions
from intake.clinical.screening.rule_book import rulebook
from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.services import flags, letters, visit_summaries, visits
from intake.services import rule_book as rule_books
from intake.services.errors import NotPermitted
from intake.services.visits import SoapNote
from tests.builders import NOW, a_clinic, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

TODAY = NOW.date()
PAST_CLOT = {"condition_dvt": "past", "clots": [{"type": "dvt", "date": "2019", "side": "left", "on_treatment": "no",
                                                  "words": "left calf"}]}
WARFARIN = {"medicines_any": "yes", "medicines": [{"text": "warfarin", "reason": "mechanical valve"}]}
_keys = count(1)


@pytest.fixture
def therapist(database):
    a_clinic(emergency_number="112", urgent_care_words="the clinic on Quay Road")
    return a_staff("therapist", name="Ana Moreau")


def sheets(printed) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(printed.pdf)).pages]


def a_flag(client, by, **answers):
    an_intake(client, by=by, **answers)
    return flags.flags_of_client(client.id)[0]


def a_recorded_visit(client, by, *, days=0, **note):
    at = NOW + timedelta(days=days)
    answers = read_visit_questions({q.name: "no" for q in VISIT_QUESTIONS}, read_stored({}, on=at.date())).answers
    visit = visits.begin_visit(client.id, questions=answers, key=f"letter-begin-{next(_keys)}", by=by, at=at,
                               on=at.date())
    return visits.record_visit(visit.id, SoapNote(**note), version=visit.version, key=f"letter-record-{next(_keys)}",
                               by=by, at=at)


def last_action() -> str:
    return db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id.desc())).first()


def test_the_letter_tells_facts_asks_and_brings_a_slip(therapist):
    client = a_client(therapist=therapist, given_name="Ελένη", family_name="Παππά", doctor_name="Dr Reid",
                      doctor_may_be_asked="yes", birth_date=date(1956, 3, 1))
    flag = a_flag(client, therapist, **PAST_CLOT)

    pages = sheets(letters.print_letter(flag.id, by=therapist, at=NOW, on=TODAY))
    text = " ".join(pages)

    for part in ("Dear Dr Reid", "Ελένη Παππά, born 1 March 1956", "left calf", "2019", "The client agreed",
                 "Ana Moreau", "Reply slip", "aged 60 or more"):
        assert part in text
    assert not any(word in text.lower() for word in ("score", "points", "wells", "2019-01-01"))
    assert all(f"Page {number} of {len(pages)}" in page and "Ελένη Παππά" in page
               for number, page in enumerate(pages, 1))
    assert all("No clinician has yet signed the rules off" in page for page in pages)
    assert last_action() == "flag.letter"


def test_the_letter_names_who_signed_for_the_client(therapist):
    client = a_client(therapist=therapist, given_name="Ana", family_name="Moreau", doctor_may_be_asked="yes",
                      birth_date=date(2011, 5, 17))
    an_intake(client, by=therapist, name="Eva Berg", relation="parent", **PAST_CLOT)
    flag = flags.flags_of_client(client.id)[0]

    text = " ".join(sheets(letters.print_letter(flag.id, by=therapist, at=NOW, on=TODAY)))

    assert "It was agreed that you may be asked. Signed by Eva Berg (parent) on 23 November 2026." in text
    assert "The client agreed" not in text


def test_no_letter_goes_to_a_doctor_who_may_not_be_asked(therapist):
    client = a_client(therapist=therapist, doctor_may_be_asked="no")
    flag = a_flag(client, therapist, **PAST_CLOT)

    with pytest.raises(NotPermitted):
        letters.print_letter(flag.id, by=therapist, at=NOW, on=TODAY)


def test_the_letter_tells_of_heart_and_back_and_of_the_pains_of_the_area_asked_about(therapist):
    client = a_client(therapist=therapist)
    flag = a_flag(client, therapist, condition_heart_disease="past", condition_disc_problem="now",
                  condition_epilepsy="now", pains=[
                      {"site": "calf", "side": "left", "now": "6", "frequency": "every_day", "quality": ["aching"],
                       "eases": "rest", "worsens": "stairs", "cause": "exercise", "assessed": "yes"},
                      {"site": "neck", "now": "3", "quality": ["stiff"]}], **PAST_CLOT)

    text = " ".join(sheets(letters.print_letter(flag.id, by=therapist, at=NOW, on=TODAY)))

    for part in ("Heart attack, angina, stent, valve or rhythm problem, in the past: told on 23 November 2026",
                 "Slipped disc or back problem: told on 23 November 2026",
                 "Pain, left calf: 6 now, every day, aching; put down to exercise; eases with: rest; worse with: "
                 "stairs; seen by a doctor; told on 23 November 2026"):
        assert part in text, part
    assert flag.finding.regions or flag.finding.side
    for part in ("Epilepsy", "stiff", "blood thinner or aspirin", "Numb between"):
        assert part not in text, part


def test_a_letter_about_the_whole_body_tells_of_every_pain(therapist):
    client = a_client(therapist=therapist)
    flag = a_flag(client, therapist, pains=[{"site": "neck", "now": "3", "quality": ["stiff"]}], **WARFARIN)

    assert "Pain, neck: 3 now, stiff" in " ".join(sheets(letters.print_letter(flag.id, by=therapist, at=NOW, on=TODAY)))


@pytest.mark.parametrize("at_the_desk", ["", "yes"])
def test_a_no_in_a_signed_form_keeps_the_letter_from_the_doctor(therapist, at_the_desk):
    client = a_client(therapist=therapist, doctor_may_be_asked=at_the_desk)
    flag = a_flag(client, therapist, consent_contact_doctor="no", **PAST_CLOT)

    with pytest.raises(NotPermitted):
        letters.print_letter(flag.id, by=therapist, at=NOW, on=TODAY)

    an_intake(client, by=therapist, at=NOW + timedelta(days=1), consent_contact_doctor="yes", **PAST_CLOT)
    flag = flags.flags_of_client(client.id)[0]
    text = " ".join(sheets(letters.print_letter(flag.id, by=therapist, at=NOW, on=TODAY)))
    assert "The client agreed that you may be asked." in text


def test_the_sheet_for_an_emergency_names_the_number_and_the_blood_thinner(therapist):
    client = a_client(therapist=therapist)
    a_flag(client, therapist, sign_chest_pain="yes", **WARFARIN)

    (page,) = sheets(letters.print_stop_sheet(client.id, by=therapist, at=NOW, on=TODAY))

    for part in ("No massage today", "Call now 112", "Say to the client", client.name, "warfarin", "mechanical valve"):
        assert part in page
    assert last_action() == "client.stop_sheet"


def test_letter_and_sheet_name_the_medicine_that_was_told_at_a_visit(therapist):
    client = a_client(therapist=therapist)
    an_intake(client, by=therapist, sign_chest_pain="yes", medicines_any="no")
    visit = visits.book_visit(client.id, visit_on=TODAY, therapist_id=therapist.id, key="letter-visit-key-00001",
                              by=therapist, at=NOW, on=TODAY)
    visit.questions, visit.asked_at = {"medicines": [{"text": "warfarin 5 mg"}]}, NOW + timedelta(hours=1)
    db.session.commit()

    (sheet,) = sheets(letters.print_stop_sheet(client.id, by=therapist, at=NOW, on=TODAY))
    letter = " ".join(sheets(letters.print_letter(flags.flags_of_client(client.id)[0].id, by=therapist, at=NOW,
                                                  on=TODAY)))

    line = "warfarin 5 mg: still taken, told at the visit of 23 November 2026 (Ana Moreau)"
    assert f"Medicines now • {line}" in sheet
    assert line in letter


@pytest.mark.parametrize("answer, words", [("", "Medicines: not asked"), ("no", "Medicines: none taken now,")])
def test_the_sheet_says_none_and_not_asked_apart(therapist, answer, words):
    client = a_client(therapist=therapist)
    an_intake(client, by=therapist, sign_chest_pain="yes", medicines_any=answer)

    assert words in sheets(letters.print_stop_sheet(client.id, by=therapist, at=NOW, on=TODAY))[0]


def test_the_sheet_for_the_same_day_names_where_to_go_and_the_number_if_worse(therapist):
    client = a_client(therapist=therapist)
    a_flag(client, therapist, sign_leg_swelling="yes", sign_leg_swelling_side="left")

    (page,) = sheets(letters.print_stop_sheet(client.id, by=therapist, at=NOW, on=TODAY))

    assert "Medical assessment today the clinic on Quay Road" in page and "112" in page


def test_the_summary_says_what_was_done_what_was_heeded_and_when_to_seek_help(therapist):
    client = a_client(therapist=therapist, given_name="राजेश", family_name="पटेल")
    an_intake(client, by=therapist, **WARFARIN)
    visit = a_recorded_visit(client, therapist, treatment_plan="Neck and shoulders", areas=("neck",), minutes=50,
                             techniques=("swedish",), pressure=2, aftercare="Keep warm.",
                             pains=({"site": "neck", "side": "", "before": 6, "after": 3},),
                             next_visit_on=TODAY + timedelta(days=14))

    printed = visit_summaries.print_visit_summary(visit.id, by=therapist, at=NOW)
    text = " ".join(sheets(printed))

    for part in ("Harbour Street Massage", "Neck and shoulders", "neck", "50 minutes", "6 of 10", "3 of 10", "CAUTION",
                 "Keep warm.", "call 112 at once", "7 December 2026", "Page 1 of 1"):
        assert part in text
    assert printed.missing == ()
    assert last_action() == "visit.export"


def test_a_summary_printed_later_still_says_what_stood_at_the_visit(therapist):
    client = a_client(therapist=therapist)
    an_intake(client, by=therapist, **WARFARIN)
    visit = a_recorded_visit(client, therapist)

    an_intake(client, by=therapist, at=NOW + timedelta(days=5), medicines_any="no")
    assert {flag.rule for flag in flags.flags_of_client(client.id)} == {"R46", "R73"}

    assert [line.tier for line in visit_summaries.summary_of(visit).care] == ["CAUTION"]


def test_a_character_without_a_font_is_reported(therapist):
    client = a_client(therapist=therapist)
    an_intake(client, by=therapist)
    visit = a_recorded_visit(client, therapist, treatment_plan="Neck \U00013000")

    printed = visit_summaries.print_visit_summary(visit.id, by=therapist, at=NOW)

    assert printed.missing == ("\U00013000",)


def is_on_every_page(pages, name) -> bool:
    return all(name in page and f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, 1))


def test_a_long_summary_names_the_client_and_the_page_on_each(therapist):
    client = a_client(therapist=therapist, given_name="Олена", family_name="Ковальчук")
    an_intake(client, by=therapist)
    long = "\n".join(f"Line {number} of what was done." for number in range(120))
    visit = a_recorded_visit(client, therapist, treatment_plan=long)

    pages = sheets(visit_summaries.print_visit_summary(visit.id, by=therapist, at=NOW))

    assert len(pages) > 1 and is_on_every_page(pages, "Олена Ковальчук")
    assert "Line 0 of what was done." in pages[0] and "Line 119 of what was done." in " ".join(pages)


def test_an_addition_and_what_was_asked_about_reach_the_summary(therapist):
    client = a_client(therapist=therapist)
    an_intake(client, by=therapist)
    visit = a_recorded_visit(client, therapist, treatment_plan="Neck.")
    visits.add_to_visit(visit.id, text="Phoned: no bruise.", key="letter-addition-one", by=therapist, at=NOW)

    assert "Phoned: no bruise." in " ".join(sheets(visit_summaries.print_visit_summary(visit.id, by=therapist, at=NOW)))


def test_a_sheet_and_a_letter_of_many_facts_name_the_client_and_the_page_on_each(therapist):
    client = a_client(therapist=therapist, doctor_may_be_asked="yes")
    medicines = [{"text": "warfarin", "reason": f"reason {number}, as long as people tell it"} for number in range(25)]
    clots = [{"type": "dvt", "date": f"{1990 + number}", "side": "left", "words": "the left calf, " * 8}
             for number in range(20)]
    an_intake(client, by=therapist, sign_chest_pain="yes", medicines_any="yes", medicines=medicines,
              condition_dvt="past", clots=clots)
    found = {flag.rule: flag for flag in flags.flags_of_client(client.id)}

    sheet = sheets(letters.print_stop_sheet(client.id, by=therapist, at=NOW, on=TODAY))
    letter = sheets(letters.print_letter(found["R21"].id, by=therapist, at=NOW, on=TODAY))

    assert is_on_every_page(sheet, client.name) and is_on_every_page(letter, client.name)
    assert len(letter) > 1 and "Reply slip" in letter[-1]
    assert all(f"reason {number}, as" in " ".join(sheet) for number in range(25))
    assert all(f"; {1990 + number} (" in " ".join(letter) for number in range(20))
    assert "Before we work on the left limb we ask" in letter[0]


def test_markup_and_brackets_in_what_people_wrote_are_printed_as_written(therapist):
    client = a_client(therapist=therapist, given_name="<b>Bo</b>", family_name="O'Neil & Sons")
    an_intake(client, by=therapist)
    visit = a_recorded_visit(client, therapist, treatment_plan="Back < neck & <i>arms</i>")

    text = " ".join(sheets(visit_summaries.print_visit_summary(visit.id, by=therapist, at=NOW)))

    assert "<b>Bo</b> O'Neil & Sons" in text and "Back < neck & <i>arms</i>" in text


@pytest.mark.long
def test_the_rule_book_says_of_each_rule_its_sources_and_its_cases(therapist):
    pages = sheets(rule_books.print_rule_book(by=therapist, at=NOW, on=TODAY))
    text = " ".join(pages)

    assert is_on_every_page(pages, "Harbour Street Massage")
    for entry in rulebook():
        assert f"{entry.code} {entry.name}" in text
        assert all(source.key in text for source in entry.sources), entry.code
    assert last_action() == "rules.export"
