"""States and measurements of facts from outside: cancer, pregnancy, devices, pressure, clearances, platelets, INR."""
from collections.abc import Mapping
from datetime import date
from typing import Any

from intake.clinical.facts import Birth, BloodPressure, Cancer, Clearance, Device, Inr, Platelets, Pregnancy
from intake.clinical.facts.codes import BirthMode, NotKnown, PregnancyStatus, cancer_status, device_code
from intake.clinical.vignettes.reader import FactsReader


def read_cancer(reader: FactsReader, value: Any) -> Cancer | None:
    """Cancer and its treatment; None where nothing is said."""
    if not value:
        return None
    row = value if isinstance(value, Mapping) else {"status": str(value)}
    status = str(row.get("status") or "")
    if status == "none":
        return None
    return Cancer(cancer_status(status), reader.day(row.get("last_treatment")), f"cancer, {status}")


def read_pregnancy(reader: FactsReader, value: Any) -> tuple[Pregnancy | None, tuple[Birth, ...] | None]:
    """Pregnancy and birth; None where nothing is said."""
    if not value:
        return None, None
    row = value if isinstance(value, Mapping) else {"status": str(value)}
    status = str(row.get("status") or "")
    told = str(row.get("mode") or "").lower()
    by_knife = told.startswith(("caes", "ces", "c-s", "section"))
    mode: BirthMode | NotKnown = "" if not told else "caesarean" if by_knife else "vaginal"
    words = f"{status} {mode}".strip()
    if status in ("postpartum", "breastfeeding"):
        return Pregnancy("none"), (Birth(reader.day(row.get("delivery_date")), mode, words),)
    known: dict[str, PregnancyStatus] = {
        "pregnant": "pregnant", "might_be": "might_be", "none": "none", "no": "none", "not_pregnant": "none",
        "possible": "might_be", "unsure": "might_be",
    }
    if status not in known:
        reader.unread.append(f"pregnancy: {status}")
    return Pregnancy(known.get(status, "might_be"), reader.whole(row.get("weeks"), "weeks"), words), None


def read_device(reader: FactsReader, row: Mapping[str, Any]) -> Device | None:
    """A device; None where nobody knows it."""
    text, (side, site) = str(row.get("code") or ""), reader.place(row)
    codes = reader.codes("devices", text)
    return Device(device_code(codes[0]) or "", site, side, text) if codes else None


def read_pressure(reader: FactsReader, value: Any) -> BloodPressure | None:
    """A blood pressure with an upper and a lower number."""
    if not isinstance(value, Mapping):
        return None
    upper, lower = reader.whole(value.get("systolic"), "systolic"), reader.whole(value.get("diastolic"), "diastolic")
    return BloodPressure(upper, lower, reader.day(value.get("date")), f"{upper}/{lower}")


def read_clearance(reader: FactsReader, row: Mapping[str, Any]) -> Clearance:
    """A health professional's word."""
    until = reader.day(row.get("valid_until"))
    last = None
    if row.get("valid_until"):
        last = date.fromisoformat(str(row["valid_until"])[:10]) if until.is_known or until.in_future else None
    return Clearance(str(row.get("rule") or "").upper(), str(row.get("by") or ""), reader.day(row.get("date")), last,
                     str(row.get("side") or ""), str(row.get("limits") or ""), str(row.get("words") or ""))


def read_platelets(reader: FactsReader, value: Any) -> Platelets | None:
    """A platelet count, or "low"."""
    if value is None or value == "":
        return None
    raw = value.get("value") if isinstance(value, Mapping) else value
    if str(raw or "").lower().startswith("low") or (isinstance(value, Mapping) and raw is None):
        return Platelets(low_number_unknown=True, words=str(value))
    return Platelets(reader.number(raw, "platelets"), words=str(raw))


def read_inr(reader: FactsReader, value: Any) -> Inr | None:
    """An INR: a number, or a mapping with value, target and state."""
    if value is None or value == "":
        return None
    row = value if isinstance(value, Mapping) else {"value": value}
    return Inr(reader.number(row.get("value"), "inr"), reader.number(row.get("target_high"), "inr target"),
               str(row.get("state") or ""), str(row.get("value") or ""))
