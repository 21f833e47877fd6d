"""Medicines that raise bruising or bleeding, and medicines nobody could read (R46, R64, R67–R69, R73)."""
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.facts import Facts
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.screening.bleeding.combinations import COMBINATIONS, GIVES, ActingMedicine
from intake.clinical.screening.bleeding.conditions import EASY_BRUISING, bruisings
from intake.clinical.screening.bleeding.levels import STRENGTH, TIER_OF_RULE
from intake.clinical.screening.bleeding.medicines import BleedingView, bleeding_view, lasts_until
from intake.clinical.screening.evidence import of_medicine, of_symptom, plain_answer
from intake.clinical.screening.findings import Evidence, Modifications, Tier
from intake.clinical.screening.rule import DECIDED, Verdict, rule
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.techniques import HIGH, MODERATE

CAUTION, NOTE = Tier.CAUTION, Tier.NOTE
SINCE_WHEN = "Since when do you bruise easily, and has a doctor looked for the cause?"
BOTH = "Are both taken? Or did one take the place of the other: which, and since when?"
PHARMACIST = "Does the pharmacist know that you take these together?"
WORN_OFF, UNTIL_STOPPED = "worn off", "until it is stopped"
READS = ("medicines",)
LIGHT = Modifications(2, HIGH)
MEDIUM = Modifications(3, MODERATE)
NOT_THEIRS = frozenset({"not_taken", "allergy", "other_person"})


def evidence_of(acting: tuple[ActingMedicine, ...]) -> tuple[Evidence, ...]:
    """Each medicine; one that was stopped not long ago says so."""
    return tuple(_marked(of_medicine(j.medicine), j.recent) for j in acting)


def _marked(evidence: Evidence, recent: bool) -> Evidence:
    detail = [part for part in ("recently stopped: ask" if recent else "", evidence.detail) if part]
    return Evidence(evidence.words, evidence.matched, ", ".join(detail), evidence.fact)


def _ends(facts: Facts, on: date, code: str) -> tuple[date | None, str]:
    """The day on which rule `code` ends by itself, where it does, and why it ends."""
    until = lasts_until(facts, on, lambda view: view.rule == code)
    return until, WORN_OFF if until else UNTIL_STOPPED


def questions_of(view: BleedingView) -> tuple[str, ...]:
    """What to ask about these medicines (advice.md#asking-about-a-blood-thinner), each question once."""
    asks = [j.medicine.question for j in view.acting if j.medicine.question]
    thinners = [j.medicine for j in view.acting if "anticoagulant" in j.medicine.classes]
    if any(not m.reason or not m.started.as_written for m in thinners):
        asks.append("Why is it taken, and since when? A clot being treated changes everything.")
    if thinners:
        asks.append("Any new bruises, bleeding, or a knock to the head? An injection site today?")
    return tuple(dict.fromkeys(asks))


@rule("R46", name="Strong blood thinner", tiers=(TIER_OF_RULE["R46"],), reads=READS, windows=("thrombolysis",),
      sources=("S48", "S52b", "B-nysed", "B-walton"), clearance=True)
def strong_thinner(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Any anticoagulant; two medicines against platelets (aspirin with dipyridamole counts as one); prasugrel,
    ticagrelor, vorapaxar; a BTK inhibitor; thrombolysis within 30 days; an unnamed "blood thinner" until it is named.
    """
    view = bleeding_view(facts, on)
    if view.rule != "R46":
        return None
    ask = ("Has the prescriber said anything about massage?",)
    until, why = _ends(facts, on, "R46")
    return Verdict(TIER_OF_RULE["R46"],
                   "A strong blood thinner: light pressure, no deep, suction or tool work, off injection sites.",
                   evidence_of(view.acting), modifications=LIGHT,
                   questions=(*questions_of(view), *ask), until=until,
                   until_reason=why)


@rule("R64", name="Medicine that makes bruises likelier", tiers=(TIER_OF_RULE["R64"],), reads=READS,
      sources=("B-walton", "B-nysed"))
def milder_thinner(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """One medicine against platelets (daily aspirin, clopidogrel …), an anti-inflammatory every day, chemotherapy with
    unknown platelets, steroid tablets, other medicines marked moderate; or milder ones together.
    """
    view = bleeding_view(facts, on)
    if view.rule != "R64":
        return None
    until, why = _ends(facts, on, "R64")
    return Verdict(TIER_OF_RULE["R64"],
                   "A medicine that makes bruises likelier: medium pressure at most, no deep or friction work.",
                   evidence_of(view.acting), modifications=MEDIUM, questions=questions_of(view), until=until,
                   until_reason=why)


@rule("R67", name="Medicine with a little effect, or bruises easily",
      tiers=(TIER_OF_RULE["R67"], CAUTION), reads=("medicines", "bruises_easily", "symptoms"), codes=EASY_BRUISING,
      sources=("B-bixby", "B-skin-purpura", "B-rules"), version=DECIDED.isoformat(), checked_on=DECIDED)
def little_effect(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """An anti-inflammatory now and then, one antidepressant of the serotonin kind, valproate, a gel, a supplement: a
    note and a question; care where the client bruises easily. Bruising easily without a medicine that explains it: a
    note, and the question since when.
    """
    view = bleeding_view(facts, on)
    bruising = _bruising(facts, on) if view.rule in ("R67", "") else ()
    if view.rule != "R67":
        return _without_a_medicine(bruising) if bruising else None
    until, why = _ends(facts, on, "R67")
    if bruising:
        return Verdict(CAUTION, "A medicine with a little effect on bruising, and the client bruises easily.",
                       (*evidence_of(view.acting), *bruising), modifications=MEDIUM, questions=questions_of(view),
                       until=until, until_reason=why)
    ask = ("Do you bruise easily?",) if facts.bruises_easily is Answer.NOT_ASKED else ()
    return Verdict(TIER_OF_RULE["R67"], "A medicine with a little effect on bruising.", evidence_of(view.acting),
                   questions=(*ask, *questions_of(view)), until=until, until_reason=why)


def _bruising(facts: Facts, on: date) -> tuple[Evidence, ...]:
    """That the client bruises easily, by their answer and as they told it."""
    answered = facts.bruises_easily is Answer.YES
    answer = Evidence("", "bruises easily", fact=plain_answer(facts, "bruises_easily"))
    return (*((answer,) if answered else ()), *map(of_symptom, bruisings(facts, EASY_BRUISING, on)))


def _without_a_medicine(bruising: tuple[Evidence, ...]) -> Verdict:
    return Verdict(NOTE, "Bruises easily, and no medicine on file explains it.", bruising, questions=(SINCE_WHEN,),
                   until_reason="until it is asked again", about="BRUISES_EASILY")


@rule("R68", name="Medicines that add up", tiers=(CAUTION,), reads=READS,
      sources=("B-petersen", "B-rahman", "B-schaefer", "B-bixby", "B-rules"),
      version=DECIDED.isoformat(), checked_on=DECIDED)
def combination(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Combinations C1–C8: a blood thinner with an anti-inflammatory, aspirin, antidepressant or BTK inhibitor; two
    against platelets; one of them with others; milder ones together; any with a condition that raises bleeding; or two
    anticoagulants at once, also where one was stopped not long ago.
    """
    view = bleeding_view(facts, on)
    if not view.combinations:
        return None
    names = "; ".join(COMBINATIONS[code] for code in view.combinations)
    strongest = max((GIVES[code] for code in view.combinations), key=STRENGTH.__getitem__)
    until = lasts_until(facts, on, lambda later: bool(later.combinations))
    return Verdict(CAUTION, f"These together raise bleeding: {names}.", evidence_of(view.together),
                   modifications=LIGHT if strongest == "R46" else MEDIUM,
                   questions=(*((BOTH,) if "C8" in view.combinations else ()), PHARMACIST), until=until,
                   until_reason=WORN_OFF if until else UNTIL_STOPPED)


@rule("R69", name="Medicine not recognised", tiers=(NOTE,), reads=READS, sources=("B-rules",), always_reviewed=True)
def not_recognised(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A medicine that nobody could place, or only as "did you mean …?": open until a person has named it."""
    open_ = [m for m in facts.medicines or ()
             if m.how in ("unrecognised", "misspelling") and m.status not in NOT_THEIRS]
    if not open_:
        return None
    return Verdict(NOTE, "A medicine that is not recognised: silence is never safe.", tuple(map(of_medicine, open_)),
                   questions=tuple(dict.fromkeys(map(_ask_name, open_))),
                   until_reason="until a person has named it or marked it as having no bearing")


def _ask_name(medicine: MedicineFact) -> str:
    if medicine.question:
        return medicine.question
    if medicine.candidates:
        return f"Did you mean {medicine.candidates[0]}?"
    return "What is this medicine, and what is it for?"


@rule("R73", name="Recently stopped", tiers=(CAUTION, NOTE), reads=READS, windows=("washout_margin",),
      sources=("B-washout",))
def recently_stopped(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Stopped within the time it takes to wear off plus 7 days, or on an unknown day: as if still taken."""
    recent = [j for j in bleeding_view(facts, on).acting if j.recent]
    if not recent:
        return None
    ends = [j.until for j in recent]
    known = [end for end in ends if end is not None]
    until = max(known) if len(known) == len(ends) else None
    ask = ["Why was it taken?"] + (["When exactly was it stopped?"] if until is None else [])
    return Verdict(max(TIER_OF_RULE[j.rule] for j in recent),
                   "Recently stopped: ask. It counts as if still taken until it has worn off.",
                   tuple(of_medicine(j.medicine) for j in recent), questions=tuple(ask), until=until,
                   until_reason="worn off" if until else "until the day it was stopped is known")
