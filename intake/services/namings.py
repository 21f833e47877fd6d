"""Namings: a person says what an unrecognised medicine is, and the client's flags follow at once (R69)."""

from datetime import date, datetime

from intake.records.database import db
from intake.records.flags import Flag
from intake.records.staff import Staff
from intake.services import form_keys, medicines
from intake.services.flags import flag_of
from intake.services.screening import screen_client


def name_medicine(
    flag_id: int, *, text: str, answer: str, key: str, by: Staff, at: datetime, on: date
) -> Flag:
    """Keep for the flag's client what `text` is (a name, or `medicines.IRRELEVANT`) and screen anew for `on`."""
    once = form_keys.claim(key, by=by, at=at)
    flag = flag_of(flag_id)
    medicines.keep_answer(flag.client_id, text=text, answer=answer, by=by, at=at)
    db.session.flush()
    screen_client(flag.client_id, on=on, by=by, at=at, occasion="answer")
    once.leads_to("flag", flag.id)
    db.session.commit()
    return flag
