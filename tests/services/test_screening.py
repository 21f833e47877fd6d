"""Screening one client: what it reads, what it leaves alone, and over random lives what it never lets happen."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from intake.clinical.flags import Decision, Standing, State, Step, standing_after
from intake.clinical.history.assessments import OUTCOME_WORDS
from intake.clinical.questionnaire.answers import read_stored
from intake.clinical.questionnaire.visit import VISIT_QUESTIONS, read_visit_questions
from intake.clinical.screening.evidence import is_clearance
from intake.clinical.screening.findings import Evidence, Tier
from intake.clinical.screening.rules import RULES
from intake.clinical.screening.settings import DEFAULT
from intake.records.actors import Job
from intake.records.clients import Client
from intake.records.database import db
from intake.records.flags import Assessment, Flag, FlagEvent
from intake.records.intakes import ScreeningRun
from intake.services import assessments, clearances, flags, visits
from intake.services.errors import RecordNotFound, Refusal, VisitBlocked
from intake.services.screening import facts_of, screen_client
from tests import on_file
from tests.builders import NOW, a_clinic, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import a_blank_intake, an_intake
from tests.examples import tries

TODAY = NOW.date()
FLIGHT = {"journeys_any": "yes", "journeys": [{"mode": "plane", "seated_hours": "9", "end_date": "2026-11-20"}]}
THREE_HOURS = {"journeys_any": "yes", "journeys": [{"mode": "car", "seated_hours": "3.5", "end_date": "2026-11-20"}]}
WARFARIN = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}
_keys = count(1)


@pytest.fixture
def therapist(each_database):
    return a_staff("therapist", "reviewer")


@pytest.fixture
def client(therapist):
    return a_client(therapist=therapist)


def a_key() -> str:
    return f"screening-key-{next(_keys):08}"


def screen(client_id, *, days=0, occasion="rescreen"):
    at = NOW + timedelta(days=days)
    screened = screen_client(client_id, on=at.date(), by=Job.RESCREEN, at=at, occasion=occasion)
    db.session.commit()
    return screened


def begin(client_id, by, *, days=0, at=None, **said):
    at = at or NOW + timedelta(days=days)
    posted = {question.name: "no" for question in VISIT_QUESTIONS} | said
    answers = read_visit_questions(posted, read_stored({}, on=at.date())).answers
    return visits.begin_visit(client_id, questions=answers, key=a_key(), by=by, at=at, on=at.date())


def rules_of(client) -> list[str]:
    return [flag.rule for flag in flags.flags_of_client(client.id)]


def how_many(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def test_without_a_client_or_a_signed_intake_there_is_nothing_to_screen(client):
    for client_id in (client.id, 987654):
        with pytest.raises(RecordNotFound):
            screen_client(client_id, on=TODAY, by=Job.RESCREEN, at=NOW, occasion="rescreen")
        db.session.rollback()


def test_each_screening_is_on_record_and_makes_no_open_form_stale(client, therapist):
    an_intake(client, by=therapist, **FLIGHT)
    version = db.session.get(Client, client.id, populate_existing=True).version

    screened = screen(client.id, days=2)

    run = db.session.scalars(select(ScreeningRun).order_by(ScreeningRun.id.desc())).first()
    assert (run.occasion, run.screened_on, run.by_job) == ("rescreen", TODAY + timedelta(days=2), "rescreen")
    assert (run.tier, run.knowledge_version) == (int(Tier.CAUTION), screened.screening.knowledge_version)
    assert db.session.get(Client, client.id, populate_existing=True).version == version


def test_the_next_day_on_which_something_changes_is_kept_and_something_changes_on_it(client, therapist):
    an_intake(client, by=therapist, **FLIGHT)
    next_on = db.session.scalar(select(Client.next_screening_on).where(Client.id == client.id))
    days = (next_on - TODAY).days

    assert screen(client.id, days=days - 1).changes == ()
    assert screen(client.id, days=days).changes


def test_nothing_is_kept_unless_the_act_around_it_is(client, therapist):
    an_intake(client, by=therapist, **FLIGHT)
    before = how_many(ScreeningRun), how_many(FlagEvent)

    screen_client(client.id, on=TODAY + timedelta(days=60), by=Job.RESCREEN, at=NOW, occasion="rescreen")
    db.session.rollback()

    assert (how_many(ScreeningRun), how_many(FlagEvent)) == before
    assert rules_of(client) == ["R40"]


def test_better_words_for_the_same_evidence_are_shown_and_are_no_step(client, therapist):
    an_intake(client, by=therapist, **WARFARIN)
    (flag,) = flags.flags_of_client(client.id)
    words = flag.finding.sentence
    flag.finding = replace(flag.finding, sentence="Older words.")
    db.session.commit()

    screen(client.id, days=1)

    db.session.expire_all()
    assert flags.flag_of(flag.id).finding.sentence == words
    assert [line.event.step for line in flags.history_of(flag.id)] == ["raised"]


def test_what_the_clinic_has_set_is_heeded(client, therapist):
    a_clinic(journey_threshold_hours=4)
    an_intake(client, by=therapist, **THREE_HOURS)
    assert rules_of(client) == []

    a_clinic(journey_threshold_hours=3)
    screen(client.id)

    assert rules_of(client) == ["R40"]


def test_a_visit_counts_until_a_newer_intake_says_otherwise(client, therapist):
    an_intake(client, by=therapist, **WARFARIN)
    with pytest.raises(VisitBlocked):
        begin(client.id, therapist, days=1, asked_head="yes")
    assert rules_of(client) == ["R71", "R46"]

    stop = flags.blocking_flags(client.id)[0]
    an_intake(client, by=therapist, at=NOW + timedelta(days=2), **WARFARIN)
    later = NOW + timedelta(days=3)
    assessments.record_assessment(stop.id, assessed_by="Dr Reid", assessed_on=later.date(), outcome="ruled_out",
                                  result="No bleed.", version=stop.version, key=a_key(), by=therapist, at=later,
                                  on=later.date())

    assert rules_of(client) == ["R46"]


# Random lives

APIXABAN = {"medicines_any": "yes", "medicines": [{"text": "apixaban"}]}
CLOT = {"type": "dvt", "date": "2026-11-01", "side": "left"}
INTAKES = [
    {}, FLIGHT, WARFARIN, APIXABAN, {"sign_chest_pain": "yes"}, {"condition_cancer": "now", **WARFARIN},
    {"sign_leg_swelling": "left"}, {"sign_leg_swelling": "both", **APIXABAN},
    {"condition_dvt": "past", "clots": [{"type": "dvt", "date": "2019", "side": "left", "on_treatment": "no"}]},
    {"condition_dvt": "now", "clots": [CLOT | {"on_treatment": "yes"}]},
    {"condition_dvt": "now", "clots": [CLOT | {"on_treatment": "no"}]},
    {"operations": [{"what": "hip replacement", "date": "2026-11-02", "setting": "inpatient"}], **FLIGHT},
]
TOLD_AT_VISITS = [
    {"asked_breath": "yes"}, {"asked_head": "yes"}, {"asked_journey": "yes"}, {"asked_fever": "yes"}, {},
    {"asked_medicine": "yes", "medicines": [{"text": "warfarin", "how_often": "daily"}]},
    {"asked_event": "yes", "operations": [{"what": "knee replacement", "date": "2026-11-10", "setting": "inpatient"}]},
    {"asked_limb": "yes", "sign_leg_swelling": "left", "sign_leg_warmth": "left"},
]
told = st.tuples(st.just("intake"), st.sampled_from(INTAKES))
decided = st.tuples(st.just("review"), st.sampled_from(list(Decision)))
others = st.one_of(
    st.tuples(st.just("visit"), st.sampled_from(TOLD_AT_VISITS)),
    st.tuples(st.just("correct"), st.sampled_from(INTAKES)),
    st.tuples(st.just("blank"), st.none()),
    st.tuples(st.just("days_pass"), st.integers(1, 120)),
    st.tuples(st.just("error"), st.none()),
    st.tuples(st.just("assess"), st.sampled_from([*OUTCOME_WORDS])),
    st.tuples(st.just("clear"), st.sampled_from(["R20", "R21", "R23", "R27", "R30"])),
    st.tuples(st.just("end"), st.none()),
)
stories = st.lists(st.tuples(told, decided, others) | st.tuples(told, decided) | st.tuples(told, others),
                   min_size=1, max_size=4).map(lambda rounds: [act for each in rounds for act in each])


class Life:
    """One client's life, lived through the services alone."""

    def __init__(self, by) -> None:
        self.by, self.days, self.minutes = by, 0, 0
        self.client = a_client(therapist=by)
        an_intake(self.client, by=by)

    @property
    def at(self) -> datetime:
        self.minutes += 1
        return NOW + timedelta(days=self.days, minutes=self.minutes)

    @property
    def on(self) -> date:
        return TODAY + timedelta(days=self.days)

    def standing(self) -> list[Flag]:
        return list(flags.flags_of_client(self.client.id))

    def do(self, act, what) -> None:
        """One act; what the services refuse is left alone."""
        try:
            getattr(self, act)(what)
        except Refusal:
            db.session.rollback()

    def intake(self, answers) -> None:
        an_intake(self.client, by=self.by, at=self.at, **answers)

    def correct(self, answers) -> None:
        """What visits told stands: every finding of theirs is found again."""
        before = of_visits(self)
        newest = on_file.intakes_of(self.client.id)[0]
        an_intake(self.client, by=self.by, at=self.at, corrects=newest, **answers)
        assert before <= of_visits(self)

    def blank(self, _) -> None:
        """A form in which nothing was asked changes nothing."""
        before = [(flag.id, flag.tier, flag.evidence_key) for flag in self.standing()]
        a_blank_intake(self.client, by=self.by, at=self.at)
        assert [(flag.id, flag.tier, flag.evidence_key) for flag in self.standing()] == before

    def visit(self, told) -> None:
        said = {question.name: "no" for question in VISIT_QUESTIONS} | {
            key: value for key, value in told.items() if key.startswith("asked_")}
        details = {key: value for key, value in told.items() if key not in said}
        answers = read_visit_questions(said, read_stored(details, on=self.on)).answers
        visits.begin_visit(self.client.id, questions=answers, key=a_key(), by=self.by, at=self.at, on=self.on)

    def days_pass(self, days) -> None:
        self.days += days
        screen(self.client.id, days=self.days)

    def review(self, decision) -> None:
        for flag in self.standing():
            if flag.tier < Tier.STOP or decision in (Decision.AGREED, Decision.CLEARANCE_NEEDED):
                flags.review_flag(flag.id, decision=decision, reason="Seen.", version=flag.version, key=a_key(),
                                  by=self.by, at=self.at)

    def error(self, _) -> None:
        flag = self.standing()[-1] if self.standing() else None
        if flag:
            flags.mark_entered_in_error(flag.id, reason="Not theirs.", version=flag.version, key=a_key(), by=self.by,
                                        at=self.at, on=self.on)

    def assess(self, outcome) -> None:
        for flag in flags.blocking_flags(self.client.id):
            if flag.tier == Tier.STOP:
                assessments.record_assessment(
                    flag.id, assessed_by="Dr Reid", assessed_on=self.on, outcome=outcome, condition="An injury.",
                    result="Seen.", version=flag.version, key=a_key(), by=self.by, at=self.at, on=self.on)

    def clear(self, rule) -> None:
        reply = clearances.Reply(rule, "Dr Reid", self.on, self.on + timedelta(days=60))
        clearances.record_clearance(self.client.id, reply, key=a_key(), by=self.by, at=self.at, on=self.on)

    def end(self, _) -> None:
        for clearance in on_file.clearances_of(self.client.id)[:1]:
            clearances.end_clearance(clearance.id, reason="Taken back.", by=self.by, at=self.at, on=self.on)


def of_visits(life: Life) -> set[str]:
    """The events, clots and medicines that visits told of, by the names of the answers."""
    facts = facts_of(life.client, on=life.on, settings=DEFAULT)
    told = (*(facts.operations or ()), *(facts.clots or ()), *(facts.journeys or ()), *(facts.medicines or ()))
    return {name for fact in told for name in fact.answers if name.startswith("visit-")}


HELD_BY_EVENTS = {"R20", "R21", "R23", "R27"}
"""Rules whose HOLD rests on an event or a diagnosis alone."""
TELLING = {"intake", "visit", "blank", "review"}
"""Acts in which somebody tells, and nobody settles, withdraws or corrects."""


def held_by_events(life: Life) -> bool:
    return any(flag.rule in HELD_BY_EVENTS and flag.tier >= Tier.HOLD for flag in life.standing())


def facts_in(evidence) -> set[Evidence]:
    return {each for each in map(Evidence.from_dict, evidence) if not is_clearance(each)}


def check_log(flag: Flag) -> None:
    """Every flag was raised once, and left its place or its tier only by a step that says why."""
    log = [line.event for line in flags.history_of(flag.id)]
    assert [event.step for event in log].count("raised") == 1 and log[0].step == "raised"
    for before, next_ in zip(log, log[1:], strict=False):
        if before.tier >= Tier.HOLD and next_.tier < before.tier:
            assert next_.reason and before.tier != Tier.STOP
    assert (log[-1].tier, log[-1].evidence_key) == (flag.tier, flag.evidence_key)
    if flag.closed_at is not None:
        assert log[-1].step in ("lapsed", "entered_in_error") and log[-1].reason
        if flag.tier == Tier.STOP:
            assessed = select(Assessment.id).where(Assessment.flag_id == flag.id,
                                                   Assessment.evidence_key == flag.evidence_key)
            assert log[-1].by_id and (log[-1].step == "entered_in_error" or db.session.scalar(assessed))


def replay(flag: Flag) -> Standing | None:
    """Where the log says that a flag stands, line by line from its first."""
    standing = None
    for line in flags.history_of(flag.id):
        event = line.event
        standing = standing_after(standing, Step(event.step), at=event.at, decision=event.decision,
                         waits=RULES[flag.rule].needs_review(Tier(event.tier)))
    return standing


def check_row(flag: Flag) -> None:
    """The row of a flag is what its log comes to, and stands on what the log last stood on."""
    assert replay(flag) == Standing(State(flag.state), flag.decision, flag.waiting_since, flag.closed_at)
    finding = flag.finding
    assert (flag.tier, flag.rank, flag.evidence_key, flag.rule_version, flag.until) == (
        finding.tier, Tier.STOP - finding.tier, finding.evidence_key, finding.version, finding.until)


def check_review(flag: Flag) -> None:
    """A review that stands was made on the facts that stand."""
    if flag.decision and flag.closed_at is None:
        last = [line.event for line in flags.history_of(flag.id) if line.event.step == "reviewed"][-1]
        assert facts_in(last.evidence) == facts_in(flag.stored_finding["evidence"])
        assert flag.tier <= last.tier and flag.state == "reviewed"


def check_found(screened, settled: set[str]) -> None:
    """What was found stands on its evidence, unless that was settled before or a STOP hides it."""
    stands = {flag.rule: flag for flag in screened.flags}
    for finding in screened.screening.findings:
        if finding.evidence_key in settled:
            continue
        flag = stands[finding.rule]
        assert flag.evidence_key == finding.evidence_key or flag.tier == Tier.STOP > finding.tier


@settings(tries(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=stories)
def test_over_any_life_nothing_vanishes_and_no_review_outlives_its_evidence(database, story):
    life = Life(a_staff("therapist", "reviewer"))
    for act, what in story:
        held = held_by_events(life)
        life.do(act, what)
        assert held_by_events(life) or not held or act not in TELLING
        every = flags.flags_of_client(life.client.id, closed=True)
        for flag in every:
            check_log(flag)
            check_row(flag)
            check_review(flag)
        opened = [flag.rule for flag in every if flag.closed_at is None]
        assert len(opened) == len(set(opened))

        lines = how_many(FlagEvent)
        screened = screen(life.client.id, days=life.days)
        assert screened.changes == () and how_many(FlagEvent) == lines

        wrong = {flag.evidence_key for flag in every if flag.state == "entered_in_error"}
        check_found(screened, wrong | set(db.session.scalars(select(Assessment.evidence_key))))
