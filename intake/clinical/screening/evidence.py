"""Facts as evidence: the client's own words, what was understood, and dates as given (never days counted to today)."""
from intake.clinical.answer import Answer
from intake.clinical.body import label
from intake.clinical.dates.vague import VagueDate
from intake.clinical.facts import (
    Birth,
    BloodPressure,
    Cancer,
    Clearance,
    Clot,
    ClottingTendency,
    Condition,
    Device,
    Facts,
    Immobilisation,
    Injury,
    Inr,
    Journey,
    Operation,
    Pregnancy,
    Symptom,
    TreatedCondition,
)
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.screening.findings import Evidence, StoredFact

_ABBREVIATIONS = {"dvt": "DVT", "pe": "PE (clot in the lung)", "svt": "clot in a surface vein",
                  "": "clot, kind not known", "icd": "ICD (defibrillator)"}

DISPUTED = "said not to be this: "
"""In the detail of a medicine, before the reason that waits for a review."""


def plain(code: str) -> str:
    """A code in words."""
    return _ABBREVIATIONS.get(code) or code.replace("_", " ")


def when(day: VagueDate) -> str:
    """A date as evidence: exact as ISO, vague with the span it allows, unknown as such."""
    if day.latest is None:
        return f"date not clear: {day.as_written}" if day.as_written else "date not known"
    if day.is_exact:
        return day.latest.isoformat()
    first = day.earliest.isoformat() if day.earliest and day.earliest.year > 1 else "before"
    return f"{day.as_written} ({first} to {day.latest.isoformat()}, counted as the later day)"


def _asked(answer: Answer, yes: str, no: str) -> str:
    return yes if answer is Answer.YES else no if answer is Answer.NO else ""


def _join(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def of_symptom(s: Symptom) -> Evidence:
    """A complaint or warning sign."""
    place = label(f"{s.side}_{s.site}" if s.side in ("left", "right") and s.site else s.site) or s.side
    size = f"{s.difference_cm:g} cm" if s.difference_cm is not None else ""
    seen = _join(_course(s), _asked(s.assessed, "seen by a doctor", "not seen by a doctor"))
    return Evidence(s.words, _join(plain(s.code), place, size),
                    _join(f"since {when(s.onset)}" if s.onset.as_written else "",
                          plain(s.cause) if s.cause else "", seen), fact=s)


def _course(s: Symptom) -> str:
    course = {"easing": "easing", "same": "not easing", "worse": "worse from day to day"}.get(s.course, "")
    return _join(_asked(s.unlike_before, "unlike any before", "as known from before"), course)


def of_warning(s: Symptom) -> Evidence:
    """A sign that stops a session, with the day it was told of: told again on a later day it is new evidence."""
    told = f"told on {s.told_on.isoformat()}" if s.told_on else ""
    sign = of_symptom(s)
    return Evidence(sign.words, sign.matched, _join(sign.detail, told), s)


def of_operation(s: Operation) -> Evidence:
    """An operation."""
    return Evidence(s.words, plain(s.category) if s.category else "operation, kind not known",
                    _join(when(s.on), _asked(s.healed, "healed", "not healed")), fact=s)


def of_stay(s: Immobilisation) -> Evidence:
    """A cast, boot, fracture, bed rest or immobile leg."""
    end = "goes on now" if s.end is None else f"until {when(s.end)}"
    days = f"{s.days} days" if s.days is not None else ""
    return Evidence(s.words, _join(plain(s.type), s.side), _join(days, end), fact=s)


def of_injury(i: Injury) -> Evidence:
    """An injury."""
    return Evidence(i.words, _join(plain(i.type) if i.type else "injury", i.side, plain(i.region)), when(i.on), fact=i)


def of_journey(j: Journey) -> Evidence:
    """A journey."""
    hours = f"{j.seated_hours:g} h seated" if j.seated_hours is not None else "hours seated not known"
    return Evidence(j.words, _join(j.mode or "journey", hours), f"ended {when(j.end)}", fact=j)


def of_clot(c: Clot) -> Evidence:
    """A clot that was found."""
    return Evidence(c.words, _join(plain(c.type), c.side),
                    _join(when(c.on), _asked(c.on_treatment, "being treated", "not being treated")), fact=c)


def of_cancer(c: Cancer) -> Evidence:
    """Cancer and its treatment."""
    return Evidence(c.words, _join("cancer", c.status or "status not known"),
                    f"last treatment {when(c.last_treatment)}", fact=c)


def of_pregnancy(p: Pregnancy) -> Evidence:
    """A pregnancy. Weeks move with the calendar, so they are not part of the evidence."""
    return Evidence(p.words, plain(p.status), fact=p)


def of_birth(b: Birth) -> Evidence:
    """A birth."""
    return Evidence(b.words, _join("birth", b.mode or "mode not known"), when(b.delivered), b)


def of_treated(t: TreatedCondition) -> Evidence:
    """What a health professional confirmed and treats."""
    return Evidence(t.words, f"confirmed, suspected by {t.rule}", f"found on {t.on.isoformat()}", t)


def of_condition(c: Condition) -> Evidence:
    """A diagnosis."""
    return Evidence(c.words, _join(plain(c.code), c.side, c.severity, "in the past" if c.past else ""),
                    when(c.on) if c.on.as_written else "", fact=c)


def of_tendency(t: ClottingTendency) -> Evidence:
    """A clotting tendency."""
    return Evidence(t.words, plain(t.name), fact=t)


def of_pressure(p: BloodPressure) -> Evidence:
    """A blood pressure as it was measured."""
    return Evidence(p.words, f"blood pressure {p.systolic or '?'}/{p.diastolic or '?'}", fact=p)


def of_inr(inr: Inr) -> Evidence:
    """An INR that is above the client's target."""
    number = f"INR {inr.value:g}" if inr.value is not None else "INR"
    target = f"target up to {inr.target_high:g}" if inr.target_high is not None else "target not known"
    state = {"above": "above target", "correcting": "dose being corrected"}.get(inr.state, target)
    return Evidence(inr.words, number, state, inr)


def of_device(d: Device) -> Evidence:
    """A device in the body."""
    return Evidence(d.words, _join(plain(d.code), d.side, d.site), fact=d)


def of_medicine(m: MedicineFact) -> Evidence:
    """A medicine: what was written, what it was read as, and how it is taken."""
    read = " + ".join(m.ingredients) or ", ".join(sorted(plain(c) for c in m.classes)) or "not recognised"
    meant = f"did you mean {m.candidates[0]}?" if m.how == "misspelling" and m.candidates else ""
    status = "not on the newest list" if m.is_left_out else "" if m.status == "taken" else plain(m.status)
    stopped = f"stopped {when(m.stopped)}" if m.stopped.as_written else ""
    disputed = f"{DISPUTED}{m.disputed}" if m.disputed else ""
    return Evidence(m.words or m.as_written, read, _join(meant, status, stopped, m.reason, disputed), fact=m)


def is_disputed(evidence: Evidence) -> bool:
    """Whether somebody says that this medicine is something else, which a reviewer has to settle."""
    return isinstance(evidence.fact, MedicineFact) and bool(evidence.fact.disputed)


def of_clearance(c: Clearance) -> Evidence:
    """A health professional's word."""
    until = f"valid until {c.valid_until.isoformat()}" if c.valid_until else ""
    cap = f"pressure at most {c.pressure_cap}" if c.pressure_cap is not None else ""
    return Evidence(c.words, _join(f"clearance for {c.rule}", c.by), _join(
        f"given {when(c.given)}", until, c.limits, cap, *sorted(map(plain, c.regions | c.techniques))))


def plain_answer(facts: Facts, name: str) -> StoredFact:
    """The fact behind evidence that is a plain yes or no, such as `family_clot`."""
    return StoredFact(name, facts.answers_behind(name))


def of_family(facts: Facts) -> Evidence:
    """A clot in the family."""
    return Evidence("", "parent, brother, sister or child had a clot", fact=plain_answer(facts, "family_clot"))


def is_clearance(evidence: Evidence) -> bool:
    """Whether this is a health professional's word beside the client's facts, as `of_clearance` writes it."""
    return evidence.matched.startswith("clearance for ")
