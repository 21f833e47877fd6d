"""What words say in passing, on the intake's pages: the question beside its field, with the two presses."""

from collections.abc import Iterable, Mapping

from flask import current_app
from markupsafe import Markup

from intake.clinical.history.own_fields import is_of_family
from intake.clinical.history.remarks import AskedRemark
from intake.clinical.questionnaire.answers import ROW_FIELD, FormReading, field_name, fields_of

OWN_PLACES: Mapping[str, tuple[str, str]] = {
    "medicine": ("#medicines", "Medicines"), "clot": ("#clots-title", "Blood clots you have had"),
    "operation": ("#operations-title", "Operations"), "birth": ("#births-title", "Births"),
    "pregnancy": ("#pregnant", "Pregnancy"), "rest": ("#immobilisations-title", "Casts, boots and bed rest"),
    "journey": ("#journeys-title", "Long journeys"), "cancer": ("#condition_cancer", "Cancer"),
    "injury": ("#injuries-title", "Injuries"), "sign": ("#signs", "Warning signs today"),
    "bleeding": ("#bruises_easily", "Do you bruise easily?, or the signs of bleeding"),
}
"""By the kind of a remark, where the form asks for it, and what that is called."""
FAMILY = ("#family_clot", "A parent, brother, sister or child with a blood clot?")
SAID = {"yes": "yes", "no": "no, not so"}


def own_place(remark: AskedRemark) -> tuple[str, str]:
    """Where the form asks for what the words say: its address on the page, and its words."""
    return FAMILY if is_of_family(remark) else OWN_PLACES[remark.kind]


def beside_fields(asked: Iterable[AskedRemark], reading: FormReading) -> dict[str, Markup]:
    """The questions about remarks, by the name of the field that holds the words."""
    macro = vars(current_app.jinja_env.get_template("macros/remarks.html").module)["beside"]
    of_field: dict[str, list[tuple[AskedRemark, tuple[str, str]]]] = {}
    for each in asked:
        if not each.stands:
            of_field.setdefault(place_on_page(each.words.place, reading), []).append((each, own_place(each)))
    return {name: macro(pairs) for name, pairs in of_field.items()}


def place_on_page(place: str, reading: FormReading) -> str:
    """The name of a field as this page numbers its rows: what is kept counts those alone that are filled."""
    found = ROW_FIELD.fullmatch(place)
    if found is None or found[1] not in reading.rows:
        return place
    numbers = [row.number for row in reading.rows[found[1]] if not row.is_blank]
    return field_name(found[1], numbers[int(found[2])], found[3]) if int(found[2]) < len(numbers) else place


def said_of_words(reading: FormReading) -> dict[str, str]:
    """What was answered about words of a signed form, by the name of their field."""
    said: dict[str, str] = {}
    for name, _, value in fields_of(reading) if reading.remarks else ():
        found = ROW_FIELD.fullmatch(name)
        field = f"{found[1]}.{found[3]}" if found else name
        told = [f"Asked about “{row['part']}”: {SAID[row['answer']]}." for row in reading.remarks
                if row["field"] == field and row["part"] in value]
        if told:
            said[name] = " ".join(told)
    return said
