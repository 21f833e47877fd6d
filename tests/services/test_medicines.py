"""What people said of a client's written medicines: kept, offered elsewhere, taken back, never lost."""

import pytest
from sqlalchemy import select

from intake.clinical.screening.bleeding.levels import tier_of
from intake.records.clients import MedicineAnswer
from intake.records.database import db
from intake.services import medicine_answers, medicines
from intake.services.errors import InvalidInput
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client


def one(client, line):
    return medicines.read_lines(client.id, [line], own=medicines.own_answers(client.id))[line]


def test_a_misspelling_is_a_question_until_somebody_answers(each_database):
    client = a_client()

    statement = one(client, "xeralto 20").statements[0]

    assert (statement.how, statement.ingredients) == ("misspelling", ("rivaroxaban",))
    assert tier_of(statement).name == "CAUTION"
    assert statement.candidates and statement.question.startswith("Did you mean")


def test_an_answer_is_remembered_for_this_client_however_it_is_typed(each_database):
    client = a_client()

    medicine_answers.remember(client.id, text="xeralto", answer="xarelto", by=a_staff(), at=NOW)

    line = one(client, "XERALTO  20")
    assert line.statements[0].ingredients == ("rivaroxaban",)
    assert line.statements[0].question == ""
    assert line.answers == {"xeralto": "xarelto"}


def test_an_answer_is_offered_for_another_client_and_not_imposed(each_database):
    staff, client, other = a_staff(), a_client(), a_client()
    medicine_answers.remember(client.id, text="my heart pill", answer="apixaban", by=staff, at=NOW)
    medicine_answers.remember(client.id, text="foobarine", answer="apixaban", by=staff, at=NOW)

    line = one(other, "foobarine")

    assert line.elsewhere == {"foobarine": "apixaban"}
    assert line.statements[0].how == "unrecognised"


def test_the_commonest_answer_is_the_one_offered(each_database):
    staff = a_staff()
    for answer in ("apixaban", "warfarin", "warfarin"):
        medicine_answers.remember(a_client().id, text="foobarine", answer=answer, by=staff, at=NOW)

    assert one(a_client(), "foobarine").elsewhere == {"foobarine": "warfarin"}


def test_not_this_sets_a_word_aside_and_can_be_taken_back(each_database):
    staff, client = a_staff(), a_client()
    medicine_answers.remember(client.id, text="xeralto", answer=medicines.IRRELEVANT, by=staff, at=NOW)
    assert tier_of(one(client, "xeralto").statements[0]).name == "NONE"

    medicine_answers.take_back(client.id, text="xeralto", by=staff, at=NOW)

    assert tier_of(one(client, "xeralto").statements[0]).name == "CAUTION"


def test_a_later_answer_stands_and_the_earlier_is_kept(each_database):
    staff, client = a_staff(), a_client()
    medicine_answers.remember(client.id, text="foobarine", answer="apixaban", by=staff, at=NOW)

    medicine_answers.remember(client.id, text="foobarine", answer="warfarin", by=staff, at=NOW)

    assert medicines.own_answers(client.id).standing == {"foobarine": "warfarin"}
    rows = db.session.scalars(select(MedicineAnswer).order_by(MedicineAnswer.id)).all()
    assert [(row.answer, row.superseded) for row in rows] == [("apixaban", True), ("warfarin", False)]


@pytest.mark.parametrize("text, answer", [("", "warfarin"), ("...", "warfarin"), ("x", " "), ("x", "y" * 201)])
def test_an_answer_without_words_is_refused(each_database, text, answer):
    with pytest.raises(InvalidInput):
        medicine_answers.remember(a_client().id, text=text, answer=answer, by=a_staff(), at=NOW)


def test_a_word_is_explained(each_database):
    found = medicines.look_up("xarelto")

    assert found.read[0].ingredients == ("rivaroxaban",)
