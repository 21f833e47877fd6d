"""The life of a flag: each step by its case, and over random lives the promises that people rely on."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.clinical.flags import Change, Decision, Standing, State, Step, lifts_block, reconcile, standing_after
from intake.clinical.screening import screen
from intake.clinical.screening.evidence import is_clearance
from intake.clinical.screening.findings import Evidence, Finding, Modifications, Tier
from intake.clinical.vignettes.facts import facts_from_dict
from tests.examples import tries

ON = date(2026, 5, 4)
FLIGHT = Evidence("flight", "journey, 9 h seated", "ended 2026-05-01")
CLEARED = Evidence("", "clearance for R27, Dr Reid", "given 2026-05-02, valid until 2026-08-02")


def a_finding(rule="R40", tier=Tier.CAUTION, evidence=(FLIGHT,), **given) -> Finding:
    return Finding(rule, "name", "1", tier, "sentence", evidence, needs_review=True, **given)


def a_flag(**given) -> dict[str, Finding]:
    finding = a_finding(**given)
    return {finding.rule: finding}


def only(changes):
    assert len(changes) == 1
    return changes[0]


def test_a_new_finding_raises_a_flag_that_waits():
    change = only(reconcile({}, [a_finding()], on=ON))

    assert (change.rule, change.step, change.waits) == ("R40", Step.RAISED, True)


def test_a_finding_that_needs_nobody_does_not_wait():
    assert not only(reconcile({}, [replace(a_finding(tier=Tier.NOTE), needs_review=False)], on=ON)).waits


def test_the_same_evidence_changes_nothing():
    assert reconcile(a_flag(), [replace(a_finding(), version="2", sentence="Better words.")], on=ON) == []


def test_changed_evidence_reopens():
    longer = replace(FLIGHT, matched="journey, 11 h seated")

    change = only(reconcile(a_flag(), [a_finding(evidence=(longer,))], on=ON))

    assert (change.step, change.waits) == (Step.REOPENED, True)
    assert change.reason


def test_a_rule_that_asks_for_something_else_reopens():
    lighter = a_finding(modifications=Modifications(techniques=frozenset({"cupping"})))

    assert only(reconcile(a_flag(), [lighter], on=ON)).step is Step.REOPENED


def test_a_stronger_tier_on_the_same_facts_reopens():
    assert only(reconcile(a_flag(), [a_finding(tier=Tier.HOLD)], on=ON)).step is Step.REOPENED


def test_a_clearance_steps_a_hold_down_without_asking_again():
    standing = a_flag(tier=Tier.HOLD)

    change = only(reconcile(standing, [a_finding(evidence=(FLIGHT, CLEARED))], on=ON))

    assert (change.step, change.waits) == (Step.STEPPED_DOWN, False)
    assert change.reason == "From HOLD to CAUTION."


def test_another_clearance_on_the_same_facts_asks_again_and_says_why():
    other = replace(CLEARED, matched="clearance for R27, Dr Ode", detail="given 2026-05-03, no leg work")

    change = only(reconcile(a_flag(evidence=(FLIGHT, CLEARED)), [a_finding(evidence=(FLIGHT, other))], on=ON))

    assert (change.step, change.reason) == (Step.REOPENED, "Another clearance is on record.")


def test_another_side_or_cap_on_the_same_facts_asks_again():
    change = only(reconcile(a_flag(side="left"), [a_finding(side="both")], on=ON))

    assert (change.step, change.reason) == (Step.REOPENED, "What it asks for has changed.")


def test_what_is_no_longer_found_lapses_with_its_reason():
    ended = a_flag(until=ON)
    undone = a_flag(until=ON + timedelta(days=1))

    assert only(reconcile(ended, [], on=ON)).reason == "Its time has passed: it held until 2026-05-04."
    assert only(reconcile(undone, [], on=ON)).reason == "The answers no longer say so."


def test_what_a_stronger_rule_takes_over_names_it():
    stop = a_finding("R02", Tier.STOP, (Evidence("calf", "leg swelling"),))

    lapsed = [change for change in reconcile(a_flag(), [stop], on=ON) if change.step is Step.LAPSED]

    assert only(lapsed).reason == "No longer found; R02 stands."


def test_a_cleared_past_clot_names_the_rule_that_follows():
    past = a_flag(rule="R21", tier=Tier.HOLD)

    lapsed = [change for change in reconcile(past, [a_finding("R45")], on=ON) if change.step is Step.LAPSED]

    assert only(lapsed).reason == "Cleared: see R45."


@pytest.mark.parametrize("findings", [[], [a_finding("R02", Tier.CAUTION)]])
def test_a_stop_never_goes_by_itself(findings):
    assert reconcile(a_flag(rule="R02", tier=Tier.STOP), findings, on=ON) == []


def test_evidence_that_was_assessed_does_not_raise_again_and_new_evidence_does():
    stop = a_finding("R02", Tier.STOP)
    fresh = a_finding("R02", Tier.STOP, (Evidence("other calf", "leg swelling, right"),))

    assert reconcile({}, [stop], on=ON, closed_evidence={stop.evidence_key}) == []
    assert only(reconcile({}, [fresh], on=ON, closed_evidence={stop.evidence_key})).step is Step.RAISED


AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


@pytest.mark.parametrize(("step", "given", "standing"), [
    (Step.REVIEWED, {"decision": Decision.ADAPTED}, Standing(State.REVIEWED, "adapted", None, None)),
    (Step.REOPENED, {"waits": True}, Standing(State.REOPENED, "", LATER, None)),
    (Step.REOPENED, {"waits": False}, Standing(State.REOPENED, "", None, None)),
    (Step.STEPPED_DOWN, {}, Standing(State.REVIEWED, "agreed", None, None)),
    (Step.LAPSED, {}, Standing(State.LAPSED, "agreed", None, LATER)),
    (Step.ENTERED_IN_ERROR, {}, Standing(State.ENTERED_IN_ERROR, "", None, LATER)),
    (Step.NOT_USEFUL, {}, Standing(State.REVIEWED, "agreed", None, None)),
    (Step.USEFUL_AFTER_ALL, {}, Standing(State.REVIEWED, "agreed", None, None)),
])
def test_a_step_says_where_the_flag_stands_afterwards(step, given, standing):
    raised = standing_after(None, Step.RAISED, at=AT, waits=True)
    reviewed = standing_after(raised, Step.REVIEWED, at=AT, decision="agreed")

    assert raised == Standing(State.RAISED, "", AT, None)
    assert standing_after(reviewed, step, at=LATER, **given) == standing


@pytest.mark.parametrize(("before", "step"), [
    (None, Step.REVIEWED), (None, Step.LAPSED), (Standing(State.RAISED, "", AT, None), Step.RAISED),
    (Standing(State.LAPSED, "", None, AT), Step.REVIEWED), (None, Step.NOT_USEFUL),
    (Standing(State.LAPSED, "", None, AT), Step.NOT_USEFUL),
    (Standing(State.ENTERED_IN_ERROR, "", None, AT), Step.REOPENED),
])
def test_no_flag_is_raised_twice_or_moves_once_it_is_closed(before, step):
    with pytest.raises(ValueError, match="cannot follow"):
        standing_after(before, step, at=LATER)


@pytest.mark.parametrize(("tier", "decision", "reason", "lifted"), [
    (Tier.HOLD, Decision.ADAPTED, "hands only", True), (Tier.HOLD, Decision.OVERRIDDEN, "seen by me", True),
    (Tier.HOLD, Decision.AGREED, "yes", False), (Tier.HOLD, Decision.CLEARANCE_NEEDED, "ask", False),
    (Tier.HOLD, Decision.OVERRIDDEN, "  ", False), (Tier.STOP, Decision.OVERRIDDEN, "please", False),
    (Tier.HOLD, "", "", False),
])
def test_only_a_written_reason_lets_a_visit_go_ahead_under_a_hold(tier, decision, reason, lifted):
    assert lifts_block(tier, decision, reason) is lifted


# Random lives: of facts through the rules, and of findings as no rule gives them today but some rule may

days = st.integers(0, 400).map(lambda ago: (ON - timedelta(days=ago)).isoformat())
maybe_days = days | st.sampled_from(["", "2026", "recently"])
sides = st.sampled_from(["left", "right", "both", ""])
yes_no = st.sampled_from(["yes", "no", None])
told_facts = st.fixed_dictionaries({}, optional={
    "medications": st.lists(st.fixed_dictionaries(
        {"name": st.sampled_from(["warfarin", "apixaban", "aspirin"])}), min_size=1, max_size=2),
    "travel": st.lists(st.fixed_dictionaries(
        {"mode": st.just("plane"), "seated_hours": st.integers(2, 20), "end_date": days}), max_size=2),
    "surgeries": st.lists(st.fixed_dictionaries(
        {"category": st.sampled_from(["hip_replacement", "arthroscopy_leg", "local_anaesthetic"]),
         "date": maybe_days}), max_size=2),
    "vte_history": st.lists(st.fixed_dictionaries(
        {"type": st.sampled_from(["dvt", "pe", "svt"]), "date": maybe_days, "side": sides, "on_treatment": yes_no}),
        max_size=2),
    "symptoms": st.lists(st.fixed_dictionaries(
        {"code": st.sampled_from(["leg_swelling", "leg_pain", "breathlessness", "chest_pain"]), "side": sides,
         "assessed": yes_no}), max_size=2),
    "clearances": st.lists(st.fixed_dictionaries(
        {"rule": st.sampled_from(["R21", "R20", "R23", "R30"]), "by": st.just("Dr Reid"), "date": days,
         "valid_until": st.integers(1, 400).map(lambda ahead: (ON + timedelta(days=ahead)).isoformat())}), max_size=1),
})


def found_by_the_rules(facts: dict, on: date) -> list[Finding]:
    return list(screen(facts_from_dict(facts, on)[0], on=on).findings)


facts_on_a_day = told_facts.map(lambda facts: lambda on: found_by_the_rules(facts, on))
evidence = st.sets(st.sampled_from([FLIGHT, CLEARED, Evidence("", "calf"), Evidence("", "cast")]), min_size=1)
random_findings = st.lists(st.builds(
    a_finding, st.sampled_from(["R21", "R45", "R02"]), st.sampled_from([Tier.STOP, Tier.HOLD, Tier.CAUTION]),
    evidence.map(lambda chosen: tuple(sorted(chosen, key=str))), until=st.sampled_from([None, ON, ON + timedelta(60)]),
), max_size=3, unique_by=lambda finding: finding.rule).map(lambda found: lambda _: found)


def stories(told):
    """Lives in which `told` comes up beside days, reviews, assessments and changes of the rules."""
    return st.lists(st.one_of(
        st.tuples(st.just("told"), told), st.tuples(st.just("told"), told),
        st.tuples(st.just("days pass"), st.integers(1, 120)),
        st.tuples(st.just("reviewed"), st.none()),
        st.tuples(st.just("rules changed"), st.tuples(st.integers(1, 3), st.sampled_from([None, 1, 2]))),
        st.tuples(st.just("assessed"), st.none()),
    ), min_size=1, max_size=8)


@dataclass
class Flag:
    """A flag as the record keeps it, with what the review that stands was made on."""

    finding: Finding
    state: State = State.RAISED
    reviewed: Finding | None = None


@dataclass
class Life:
    """One client's flags, moved only by what `reconcile` says and by people."""

    told: Callable[[date], list[Finding]] = field(default=lambda _: [])
    on: date = ON
    rules: tuple[int, int | None] = (1, None)
    flags: dict[str, Flag] = field(default_factory=dict)
    closed_evidence: set[str] = field(default_factory=set)

    def findings(self) -> list[Finding]:
        version, cap = self.rules
        return [replace(each, version=str(version), modifications=replace(each.modifications, pressure_cap=cap))
                for each in self.told(self.on)]

    def changes(self) -> list[Change]:
        standing = {rule: flag.finding for rule, flag in self.flags.items()}
        return reconcile(standing, self.findings(), on=self.on, closed_evidence=self.closed_evidence)

    def screen(self) -> list[Change]:
        changes = self.changes()
        assert len({change.rule for change in changes}) == len(changes)
        for change in changes:
            self.apply(change)
        return changes

    def apply(self, change: Change) -> None:
        if change.step is Step.LAPSED:
            del self.flags[change.rule]
            return
        flag = self.flags.setdefault(change.rule, Flag(change.finding))
        flag.finding = change.finding
        if change.step in (Step.RAISED, Step.REOPENED):
            flag.state, flag.reviewed = State(change.step.value), None

    def live(self, step: str, what) -> None:
        if step == "reviewed":
            for flag in self.flags.values():
                flag.state, flag.reviewed = State.REVIEWED, flag.finding
        elif step == "assessed":
            for rule, flag in list(self.flags.items()):
                if flag.finding.tier is Tier.STOP:
                    self.closed_evidence.add(flag.finding.evidence_key)
                    del self.flags[rule]
        elif step == "told":
            self.told = what
        elif step == "days pass":
            self.on += timedelta(days=what)
        elif step == "rules changed":
            self.rules = what


def facts_behind(finding: Finding) -> set[Evidence]:
    return {each for each in finding.evidence if not is_clearance(each)}


def check_that_nothing_vanished(before: dict[str, Finding], life: Life, changes: list[Change]) -> None:
    """A STOP stands as it did or is stronger told; a HOLD that went or became milder says why."""
    reasons = {change.rule: change.reason for change in changes}
    for rule, finding in before.items():
        now = life.flags[rule].finding.tier if rule in life.flags else Tier.NONE
        if finding.tier is Tier.STOP:
            assert now is Tier.STOP
        elif now < finding.tier:
            assert reasons[rule]


def check_that_flags_say_what_was_found(life: Life) -> None:
    """What was found stands on today's evidence, unless it was settled or a STOP hides it."""
    for finding in life.findings():
        flag = life.flags.get(finding.rule)
        if flag is None:
            assert finding.evidence_key in life.closed_evidence
        elif not (flag.finding.tier is Tier.STOP and finding.tier is not Tier.STOP) \
                and finding.evidence_key not in life.closed_evidence:
            assert flag.finding.evidence_key == finding.evidence_key


def check_that_reviews_fit(life: Life) -> None:
    """A review that stands was made on the facts that stand, of a flag no milder, that asked for the same or more."""
    for flag in life.flags.values():
        if flag.reviewed is not None:
            assert facts_behind(flag.reviewed) == facts_behind(flag.finding)
            assert flag.finding.tier <= flag.reviewed.tier
            if flag.finding.tier is flag.reviewed.tier:
                assert flag.finding.modifications == flag.reviewed.modifications


@pytest.mark.parametrize("told", [facts_on_a_day, random_findings], ids=["through the rules", "of any findings"])
@tries(300)
@given(data=st.data())
def test_over_any_life_nothing_vanishes_and_no_review_outlives_its_evidence(told, data):
    life = Life()
    for step, what in data.draw(stories(told)):
        life.live(step, what)
        before = {rule: flag.finding for rule, flag in life.flags.items()}

        changes = life.screen()

        check_that_nothing_vanished(before, life, changes)
        check_that_flags_say_what_was_found(life)
        check_that_reviews_fit(life)
        assert life.changes() == []
