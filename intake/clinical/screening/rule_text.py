"""Everything that makes a rule, as one text: what a clinician signs, and by whose digest a signature lapses.

It holds the header (but not the days of checking, which are no part of what the rule says), each threshold and each
table that the rule's code names, the advice at every tier, and the source of the rule's function with that of every
function and table it leads to in `screening`, `body` and `techniques`. What carries a verdict without judging (classes,
evidence in words) is left out; so are the vocabulary of medicines and the reading of answers, which no rule owns.
"""
import ast
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from intake.clinical.screening.findings import Tier
from intake.clinical.screening.rule import ADVICE, Rule, advice_for
from intake.clinical.screening.thresholds import THRESHOLDS

KNOWLEDGE = Path(__file__).parent / "knowledge"
SCREENING = "intake.clinical.screening"
FOLLOWED = (SCREENING, "intake.clinical.body", "intake.clinical.techniques")
CARRIERS = frozenset(f"{SCREENING}.{name}" for name in ("evidence", "findings", "rule", "settings", "thresholds"))
CLEARANCE = ((f"{SCREENING}.rule", "CLEARED"), (f"{SCREENING}.rule", "_as_cleared"))
"""What becomes of a HOLD when a health professional has cleared it: part of every rule that a clearance counts for."""

Place = tuple[str, str]
"""A module, and a name defined in it."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module read as text: its lines, what each name is defined by, and where imported names come from."""

    lines: tuple[str, ...]
    definitions: dict[str, ast.stmt]
    imported: dict[str, Place]


def digest_of(rule: Rule) -> str:
    """32 hexadecimal digits over `rule_text`: another as soon as rule, threshold or advice is."""
    return hashlib.sha256(rule_text(rule).encode("utf-8")).hexdigest()[:32]


def rule_text(rule: Rule) -> str:
    """The rule whole. The same on every system and Python version; some milliseconds each."""
    pieces = sorted({(place[1], _source(place)) for place in _reached(rule)})
    words = {text for place in _reached(rule) for text in _texts(_definition(place))}
    windows = sorted(set(rule.windows) | words & THRESHOLDS.keys())
    tables = sorted(word for word in words if word.endswith(".toml") and (KNOWLEDGE / word).exists())
    return "\n\n".join([
        *_header(rule), *map(_threshold, windows), *_advice(rule),
        *(f"{name}\n{read(KNOWLEDGE / name)}" for name in tables), *(source for _, source in pieces),
    ])


def read(path: Path) -> str:
    """A file's text with line ends made alike and nothing trailing, so that no editor and no checkout changes it."""
    return "\n".join(line.rstrip() for line in path.read_text("utf-8").splitlines())


def _header(rule: Rule) -> Iterator[str]:
    tiers = [tier.name for tier in sorted(rule.tiers)]
    yield json.dumps([
        rule.code, rule.name, rule.version, rule.trigger, tiers, list(rule.reads), sorted(rule.codes),
        list(rule.windows), list(rule.sources), rule.clearance, rule.recomputed, rule.always_reviewed, rule.after,
        rule.asks,
    ])


def _threshold(key: str) -> str:
    return json.dumps([key, *([row.value, row.unit, row.since.isoformat()] for row in THRESHOLDS[key])])


def _advice(rule: Rule) -> Iterator[str]:
    for tier in sorted(Tier):
        if tier in rule.tiers:
            each = advice_for(rule.code, tier)
            yield json.dumps([tier.name, each.therapist, each.client])
    for key in sorted(ADVICE):
        if key.startswith(f"{rule.code}."):
            yield json.dumps([key, ADVICE[key].therapist, ADVICE[key].client])


def _reached(rule: Rule) -> frozenset[Place]:
    """The functions and tables that the rule's own function leads to, itself among them."""
    start = (rule.run.__module__, rule.run.__name__)
    reached: set[Place] = set()
    todo = [start, *(CLEARANCE if rule.clearance else ())]
    while todo:
        place = todo.pop()
        if place not in reached:
            reached.add(place)
            todo += _named_by(place)
    return frozenset(reached)


@cache
def _named_by(place: Place) -> tuple[Place, ...]:
    """Where the names in a definition are defined, as far as they are followed."""
    module, node = module_of(place[0]), _definition(place)
    # What a decorator does is no part of the rule: the header is read as data, and a cache changes no outcome.
    parts = node.body if isinstance(node, ast.FunctionDef) else [node]
    names = {each.id for part in parts for each in ast.walk(part) if isinstance(each, ast.Name)}
    found = (_home(place[0], module, name) for name in sorted(names))
    return tuple(each for each in found if each is not None)


def _home(where: str, module: Module, name: str) -> Place | None:
    if name in module.definitions:
        return (where, name)
    home = module.imported.get(name)
    if home is None or home[0] in CARRIERS or not home[0].startswith(FOLLOWED):
        return None
    return home if home[1] in module_of(home[0]).definitions else _home(home[0], module_of(home[0]), home[1])


@cache
def module_of(name: str) -> Module:
    """A module of ours that is imported already."""
    text = read(Path(str(sys.modules[name].__file__)))
    definitions: dict[str, ast.stmt] = {}
    imported: dict[str, Place] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.ImportFrom):
            imported |= {alias.asname or alias.name: (str(node.module), alias.name) for alias in node.names}
        else:
            definitions |= dict.fromkeys(_defined_by(node), node)
    return Module(tuple(text.split("\n")), definitions, imported)


def _defined_by(node: ast.stmt) -> list[str]:
    """The functions and tables that a statement defines; classes are shapes, and judge nothing."""
    if isinstance(node, ast.FunctionDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)]


def _definition(place: Place) -> ast.stmt:
    return module_of(place[0]).definitions[place[1]]


def _source(place: Place) -> str:
    node = _definition(place)
    return "\n".join(module_of(place[0]).lines[node.lineno - 1:node.end_lineno])


def _texts(node: ast.stmt) -> set[str]:
    """The texts that stand in a definition: among them the keys of thresholds and the names of tables."""
    return {each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)}
