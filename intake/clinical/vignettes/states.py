"""States and measurements of facts from outside: cancer, pregnancy, devices, pressure, platelets, INR."""
import re
from collections.abc import Mapping
from typing import Any, get_args

from intake.clinical.facts import Birth, BloodPressure, Cancer, Device, Inr, Platelets, Pregnancy
from intake.clinical.facts.codes import CancerStatus, cancer_status, device_code
from intake.clinical.vignettes.reader import FactsReader, Row
from intake.clinical.vignettes.scope import tokens_of

CANCER_STATUSES = {
    **{status: status for status in get_args(CancerStatus)}, "in_remission": "remission", "no": "none",
    "metastatic": "palliative", "in_treatment": "active", "under_treatment": "active", "current": "active",
    "unknown": "", "not_known": "", "unsure": "", "yes": "", "true": "",
}
PREGNANT = {
    **dict.fromkeys(("pregnant", "yes", "true"), "pregnant"),
    **dict.fromkeys(("might_be", "possible", "unsure", "maybe"), "might_be"),
    **dict.fromkeys(("none", "no", "not_pregnant", "false"), "none"),
    **dict.fromkeys(("postpartum", "postnatal", "breastfeeding", "after_birth"), "postpartum"),
}
BIRTHS = {
    **dict.fromkeys(("caesarean", "cesarean", "caesarian", "cesarian", "c_section", "csection", "section", "cs",
                     "caesarean_section", "cesarean_section", "emergency_caesarean", "elective_caesarean"),
                    "caesarean"),
    **dict.fromkeys(("vaginal", "normal", "svd", "forceps", "ventouse", "instrumental", "assisted", "vacuum"),
                    "vaginal"),
    "unknown": "", "unsure": "",
}
INR_STATES = {"in_range": "in_range", "above": "above", "above_range": "above", "high": "above",
              "correcting": "correcting", "below": "", "low": "", "unsure": "", "unknown": ""}
_PRESSURE = re.compile(r"\s*(\d{2,3})\s*/\s*(\d{2,3})\s*")


def read_cancer(reader: FactsReader, value: Any) -> Cancer | None:
    """Cancer and its treatment; None where there is none. A status that nobody can read counts as active."""
    if value is None or value is False or value == "":
        return None
    row = value if isinstance(value, Mapping) else {"status": str(value) if value is True else value}
    read = Row(reader, "cancer", row)
    status, words = read.word("status", CANCER_STATUSES), read.text("words", "type")
    last = read.day("last_treatment")
    read.close()
    return None if status == "none" else Cancer(cancer_status(status), last, words or f"cancer, {status}")


def read_pregnancy(reader: FactsReader, value: Any) -> tuple[Pregnancy | None, tuple[Birth, ...] | None]:
    """Pregnancy and birth; None where nothing is said. A status that nobody can read counts as might be."""
    if value is None or value == "":
        return None, None
    row = value if isinstance(value, Mapping) else {"status": str(value) if isinstance(value, bool) else value}
    read = Row(reader, "pregnancy", row)
    status = reader.word(read.value("status"), PREGNANT, "pregnancy")
    mode: Any = read.word("mode", BIRTHS)
    weeks, delivered = read.whole("weeks", most=45), read.day("delivery_date")
    has_birth = status == "postpartum" or (read.has("delivery_date") and status == "")
    words = read.text("words") or f"{status or 'might be pregnant'} {mode}".strip()
    read.close()
    if has_birth:
        return Pregnancy("none"), (Birth(delivered, mode, words),)
    return Pregnancy("pregnant" if status == "pregnant" else "none" if status == "none" else "might_be", weeks,
                     words), (Birth(delivered, mode, words),) if read.has("delivery_date") else None


def read_device(row: Row) -> Device | None:
    """A device; None where nobody knows it."""
    text, (side, site) = row.name("code", "name", "type"), row.place()
    words = row.text("words") or text
    row.pass_over("date")
    codes = row.reader.words("devices", text).codes
    return Device(device_code(codes[0]) or "", site, side, words) if codes else None


def read_pressure(reader: FactsReader, value: Any) -> BloodPressure | None:
    """A blood pressure with an upper and a lower number, or both as "150/95"."""
    if value is None or value == "":
        return None
    if isinstance(value, str) and (match := _PRESSURE.fullmatch(value)):
        value = {"systolic": match[1], "diastolic": match[2]}
    if not isinstance(value, Mapping):
        reader.say("bp", value)
        return None
    row = Row(reader, "bp", value)
    upper, lower = (row.number(key, least=20, most=350) for key in ("systolic", "diastolic"))
    day = row.day("date")
    row.close()
    upper, lower = (None if each is None else int(each) for each in (upper, lower))
    return BloodPressure(upper, lower, day, f"{upper or '?'}/{lower or '?'}")


def read_platelets(reader: FactsReader, value: Any) -> Platelets | None:
    """A platelet count, or "low"."""
    if value is None or value == "":
        return None
    row = Row(reader, "platelets", value if isinstance(value, Mapping) else {"value": value})
    raw = row.value("value", "count")
    day = row.day("date")
    row.close()
    if raw is None or tokens_of(str(raw))[:1] == ("low",):
        return Platelets(low_number_unknown=True, on=day, words="platelets low")
    count = reader.number(raw, "platelets", most=5000)
    return None if count is None else Platelets(count, on=day, words=str(raw))


def read_inr(reader: FactsReader, value: Any) -> Inr | None:
    """An INR: a number, or a mapping with value, target and state."""
    if value is None or value == "":
        return None
    row = Row(reader, "inr", value if isinstance(value, Mapping) else {"value": value})
    raw = row.value("value")
    number = reader.number(raw, "inr", 0.1, 30)
    highest = row.number("target_high", most=10)
    state = row.word("state", INR_STATES)
    row.pass_over("target_low", "date")
    row.close()
    return Inr(number, highest, state, str(raw or ""))
