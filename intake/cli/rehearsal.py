"""A rehearsal: one life of a client, act by act, through the services that staff use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy.pool import StaticPool

from intake import create_app
from intake.cli.remarks import answered_form, answered_start
from intake.clinical.history.assessments import OUTCOME_WORDS
from intake.clinical.people.agreeing import GUARDIAN, SELF
from intake.clinical.questionnaire import CONSENT_VERSION, repeats, single_questions
from intake.clinical.questionnaire.answers import FormReading, read_stored
from intake.clinical.questionnaire.visit import OFFERED, read_visit_questions
from intake.clinical.questionnaire.visit_questions import ALL_VISIT_QUESTIONS, ASKED, VISIT_QUESTIONS
from intake.clinical.screening.findings import Tier
from intake.clinical.screening.rules import RULES
from intake.records.clients import Client
from intake.records.database import db
from intake.records.flags import Flag
from intake.records.intakes import Intake
from intake.records.staff import Staff
from intake.services import (
    assessments,
    clearances,
    clients,
    clinic,
    flags,
    intakes,
    rescreening,
    screening,
    signing,
    visits,
)
from intake.services.errors import InvalidInput, Refusal, VisitBlocked

Plain = Mapping[str, Any]
SEXES = {"female": "F", "male": "M", "f": "F", "m": "M", "x": "X", "": ""}
_SINGLE = frozenset(question.key for question in single_questions())
_ROWS = {repeat.key: frozenset(question.key for question in repeat.questions) for repeat in repeats()}
_QUESTIONS = frozenset(question.name for question in ALL_VISIT_QUESTIONS)
_OF_ACT = {
    "intake": {"answers"}, "correction": {"answers"}, "visit": {"answers"}, "look": set(),
    "assessment": {"rule", "words", "outcome"}, "clearance": {"rule", "until", "limits"},
    "entered_in_error": {"rule", "reason"},
}
_OF_EVERY_ACT = frozenset({"on", "act", "expect"})


class LifeError(Exception):
    """A life that cannot be lived as it is written; its text says what and where."""

WAS_THERE_A_CLOT = "thinner_for_clot"


@dataclass(frozen=True, slots=True)
class Life:
    """A client with the acts of a life, as plain data."""

    born: date
    sex: str
    acts: list[Plain]

    @classmethod
    def read(cls, plain: Plain) -> "Life":
        """A life as it is written in a file. LifeError where it cannot be read."""
        if unknown := sorted(plain.keys() - {"id", "why", "born", "sex", "acts"}):
            raise LifeError(f"nobody knows what {unknown[0]} is.")
        try:
            born = date.fromisoformat(str(plain.get("born")))
        except ValueError:
            raise LifeError("born must be a day, such as 1961-05-04.") from None
        acts = plain.get("acts")
        if not isinstance(acts, list) or not all(isinstance(act, Mapping) for act in acts):
            raise LifeError("acts must be a list.")
        return cls(born, str(plain.get("sex") or ""), acts)


@dataclass(slots=True)
class _Stage:
    """Whom the acts are about, who acts, and how far the life has come."""

    client: Client
    staff: Staff
    number: int = 0
    on: date = date.min
    blocked: bool = field(default=False)

    @property
    def at(self) -> datetime:
        return datetime.combine(self.on, time(9), UTC) + timedelta(minutes=self.number)

    @property
    def key(self) -> str:
        return f"rehearsal-{self.number}"

    @property
    def doing(self) -> dict[str, Any]:
        """What every act of staff is told."""
        return {"key": self.key, "by": self.staff, "at": self.at}


def lived(life: Life) -> list[dict[str, Any]]:
    """What stands after each act of a life. LifeError where one cannot be done."""
    app = create_app({
        "SECRET_KEY": "rehearsal", "SQLALCHEMY_DATABASE_URI": "sqlite://",
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True, "poolclass": StaticPool},
    })
    with app.app_context():
        db.create_all()
        stage = _stage(life)
        try:
            return [_act(stage, number, act) for number, act in enumerate(life.acts, 1)]
        finally:
            db.session.remove()
            db.engine.dispose()


def _stage(life: Life) -> _Stage:
    sex = SEXES.get(life.sex.lower())
    if sex is None:
        raise LifeError(f"sex is {life.sex}; it can be female, male, X or empty.")
    begun = datetime.combine(life.born, time(9), UTC)
    staff = clinic.set_up("Rehearsal", country="", time_zone="UTC", emergency_number="112", staff_name="Rehearsal",
                          email="rehearsal@clinic.example", password_hash="!", at=begun)
    client = clients.register_client(
        clients.ClientDetails(given_name="A", family_name="Life", birth_date=life.born, sex=sex),
        therapist_id=staff.id, key="rehearsal", by=staff, at=begun)
    return _Stage(client, staff)


def _act(stage: _Stage, number: int, act: Plain) -> dict[str, Any]:
    kind = str(act.get("act"))
    where = f"act {number} ({kind})"
    if kind not in _OF_ACT:
        raise LifeError(f"act {number}: nobody knows the act {kind}; there are {', '.join(_OF_ACT)}.")
    if unknown := sorted(act.keys() - _OF_ACT[kind] - _OF_EVERY_ACT):
        raise LifeError(f"{where}: nobody knows what {unknown[0]} is.")
    stage.number, stage.blocked = number, False
    stage.on = _day(act.get("on"), where)
    try:
        _ACTS[kind](stage, act, where)
    except InvalidInput as refused:
        db.session.rollback()
        raise LifeError(f"{where}: {' '.join(refused.problems.values())}") from refused
    except Refusal as refused:
        db.session.rollback()
        raise LifeError(f"{where}: it was refused ({refused}).") from refused
    return _standing(stage, kind)


def _standing(stage: _Stage, kind: str) -> dict[str, Any]:
    standing = flags.flags_of_client(stage.client.id)
    settings = screening.settings_of(clinic.the_clinic(), at_visit=kind == "visit")
    asks = screening.judge(stage.client, on=stage.on, settings=settings).screening.asks
    return {
        "on": stage.on.isoformat(), "act": kind, "tier": Tier(max((flag.tier for flag in standing), default=0)).name,
        "flags": {flag.rule: Tier(flag.tier).name for flag in sorted(standing, key=lambda each: each.rule)},
        "asks": [each.rule for each in asks], "blocked": stage.blocked,
    }


def _intake(stage: _Stage, act: Plain, where: str) -> None:
    _sign(stage, _read(act.get("answers"), stage.on, where), corrected=None)


def _correction(stage: _Stage, act: Plain, where: str) -> None:
    newest = screening.standing_intake(stage.client.id)
    if newest is None:
        raise LifeError(f"{where}: there is no intake to correct.")
    _sign(stage, _read(act.get("answers"), stage.on, where), corrected=newest)


def _sign(stage: _Stage, reading: FormReading, *, corrected: Intake | None) -> None:
    answers = answered_form(stage.client, reading.answers, on=stage.on, corrects=corrected)
    corrects = corrected.id if corrected else None
    try:
        _sign_with(stage, answers, corrects)
    except InvalidInput as refused:
        if set(refused.problems) != {WAS_THERE_A_CLOT}:
            raise
        # On the page somebody would have to answer; a life that leaves it open says that nobody knows.
        _sign_with(stage, answers | {WAS_THERE_A_CLOT: "unsure"}, corrects)


def _sign_with(stage: _Stage, answers: dict[str, Any], corrects: int | None) -> None:
    relation = GUARDIAN if signing.is_minor(stage.client, clinic.the_clinic(), on=stage.on) else SELF
    intakes.sign_intake(
        stage.client.id, answers=answers, signed_name=stage.client.name, signer_relation=relation,
        signing_note="A rehearsal.", signature=None, signed_on=stage.on, consent_version=CONSENT_VERSION,
        corrects_id=corrects, **stage.doing)


def _visit(stage: _Stage, act: Plain, where: str) -> None:
    plain = act.get("answers") or {}
    asked = {key: value for key, value in plain.items() if key.startswith(ASKED)} if isinstance(plain, Mapping) else {}
    if unknown := sorted(asked.keys() - _QUESTIONS):
        raise LifeError(f"{where}: nobody asks {unknown[0]}.")
    details = {key: value for key, value in plain.items() if key not in asked}
    reading = _read(details, stage.on, where)
    # A file says by its answers which of the questions were put that only some clients are asked.
    put = tuple(each for each in ALL_VISIT_QUESTIONS if each in VISIT_QUESTIONS or each.name in asked)
    answers = read_visit_questions(asked | {OFFERED: " ".join(details)}, reading, put).answers
    # A sign told beside a "no" that denies it is kept: the page would ask, a file cannot be asked.
    answers |= {key: reading.answers[key] for key in details if answers.get(key) in ("no", None) and details[key]}
    if screening.standing_intake(stage.client.id) is not None:
        answers = answered_start(stage.client, answers, on=stage.on)
    try:
        visits.begin_visit(stage.client.id, questions=answers, on=stage.on, **stage.doing)
    except VisitBlocked:
        stage.blocked = True


def _assessment(stage: _Stage, act: Plain, where: str) -> None:
    flag = _flag(stage, act, where)
    outcome, words = _outcome(act, where), str(act.get("words") or "assessed")
    assessments.record_assessment(
        flag.id, assessed_by="a doctor", assessed_on=stage.on, outcome=outcome,
        condition=words if outcome == "other_cause" else "", result=words, version=flag.version, on=stage.on,
        **stage.doing)


def _outcome(act: Plain, where: str) -> str:
    """An outcome by its code, or in the words of the page ("another cause")."""
    said = str(act.get("outcome") or "treated").lower().replace(" ", "_").replace("-", "_")
    outcome = {"another_cause": "other_cause", "still_open": "open", "confirmed_and_treated": "treated"}.get(said, said)
    if outcome not in OUTCOME_WORDS:
        raise LifeError(f"{where}: there is no outcome {act.get('outcome')}; there are {', '.join(OUTCOME_WORDS)}.")
    return outcome


def _clearance(stage: _Stage, act: Plain, where: str) -> None:
    reply = clearances.Reply(
        _rule(act, where), given_by="a doctor", given_on=stage.on, valid_until=_day(act.get("until"), where),
        limits=str(act.get("limits") or ""))
    clearances.record_clearance(stage.client.id, reply, on=stage.on, **stage.doing)


def _entered_in_error(stage: _Stage, act: Plain, where: str) -> None:
    flag = _flag(stage, act, where)
    flags.mark_entered_in_error(
        flag.id, reason=str(act.get("reason") or "entered in error"), version=flag.version, on=stage.on, **stage.doing)


def _look(stage: _Stage, act: Plain, where: str) -> None:
    for _ in rescreening.rescreen(on=stage.on, at=stage.at):
        pass


_ACTS: Mapping[str, Callable[[_Stage, Plain, str], None]] = {
    "intake": _intake, "correction": _correction, "visit": _visit, "assessment": _assessment, "clearance": _clearance,
    "entered_in_error": _entered_in_error, "look": _look,
}


def _rule(act: Plain, where: str) -> str:
    rule = str(act.get("rule"))
    if rule not in RULES:
        raise LifeError(f"{where}: there is no rule {rule}.")
    return rule


def _flag(stage: _Stage, act: Plain, where: str) -> Flag:
    rule = _rule(act, where)
    standing = next((flag for flag in flags.flags_of_client(stage.client.id) if flag.rule == rule), None)
    if standing is None:
        raise LifeError(f"{where}: no flag of {rule} stands.")
    return standing


def _day(value: object, where: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise LifeError(f"{where}: {value} is no day; write it as 2026-09-20.") from None


def _read(plain: object, on: date, where: str) -> FormReading:
    """Answers by the keys of the questionnaire. LifeError for a key or an answer that the form does not have."""
    if not isinstance(plain, Mapping):
        raise LifeError(f"{where}: answers must be an object.")
    for key, value in plain.items():
        if key in _ROWS:
            _check_rows(key, value, where)
        elif key not in _SINGLE:
            raise LifeError(f"{where}: the form has no {key}.")
    reading = read_stored(plain, on=on)
    for name, problem in reading.problems.items():
        raise LifeError(f"{where}: {name}: {problem}")
    return reading


def _check_rows(key: str, rows: object, where: str) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise LifeError(f"{where}: {key} must be a list.")
    for row in rows:
        if unknown := sorted(row.keys() - _ROWS[key]):
            raise LifeError(f"{where}: {key} has no {unknown[0]}.")
