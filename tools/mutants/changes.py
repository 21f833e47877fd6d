"""The faults that are put into a file, one at a time: mutmut's operators and a few more, texts left out.

mutmut itself leaves out every function with a decorator, which here is every rule, and all that stands outside of
functions; so its operators are used and its runner is not (docs/mutants.md).
"""
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import libcst as cst
import libcst.matchers as m
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper, ParentNodeProvider, PositionProvider
from mutmut.mutation import mutators

TOP = Path(__file__).resolve().parents[2]
TEXT_ARGUMENTS = {"name", "sentence", "sources", "until_reason", "version", "checked_on", "review_by", "clinician"}
"""Arguments that hold words for people, or say where a rule comes from."""
HEADER_ARGUMENTS = {"windows", "codes"}
"""Of a rule's header: the list of numbers that its readers are shown, and what spares running it in vain."""
UNTOUCHED_CALLS = {"len", "isinstance", "cast", "TypeVar", "replace_words"}
_TEXT = m.SimpleString() | m.FormattedString() | m.ConcatenatedString()


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: `before` and `after` are the lines that differ, `code` the whole file with the fault in it.

    `lines` are those of the statement that it stands in; `function` is the qualified name of the function around it, ""
    outside; `in_body`: whether it lies in the body of a function, and so does nothing before that is called.
    """

    path: str
    line: int
    lines: range
    function: str
    before: str
    after: str
    code: str
    in_body: bool

    @property
    def name(self) -> tuple[str, str, str, str]:
        """What it is called in the list of survivors: the line number may move, this does not."""
        return self.path, self.function, self.before, self.after


def _condition(test: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """A condition that never holds, and one that always does."""
    whole = test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    for operator, literal in ((cst.And(), "False"), (cst.Or(), "True")):
        yield cst.BooleanOperation(whole, operator, cst.Name(literal))


def _one_less(node: cst.Integer) -> Iterator[cst.CSTNode]:
    if node.evaluated_value > 0:
        yield node.with_changes(value=str(node.evaluated_value - 1))


def _code_left_out(node: cst.Tuple | cst.Set) -> Iterator[cst.CSTNode]:
    """A list of codes without one of them; phrases that people write are texts."""
    values = [element.value for element in node.elements]
    if len(values) > 2 and all(m.matches(value, m.SimpleString()) and re.fullmatch(r'"[a-z_]+"', value.value)
                               for value in values):
        for number in range(len(values)):
            yield node.with_changes(elements=[*node.elements[:number], *node.elements[number + 1:]])


def _argument_lost(node: cst.Call) -> Iterator[cst.CSTNode]:
    """A call in which one argument is None, and one without an argument that was named; texts stay."""
    for number, argument in enumerate(node.args):
        keyword = argument.keyword.value if argument.keyword else ""
        if argument.star or keyword in TEXT_ARGUMENTS | HEADER_ARGUMENTS or _is_text(argument.value):
            continue
        if not m.matches(argument.value, m.Name("None")):
            lost = argument.with_changes(value=cst.Name("None"))
            yield node.with_changes(args=[*node.args[:number], lost, *node.args[number + 1:]])
        if keyword:
            yield node.with_changes(args=[*node.args[:number], *node.args[number + 1:]])


LEFT_OUT = {mutators.operator_string, mutators.operator_dict_arguments, mutators.operator_arg_removal}
OPERATORS = (
    *((kind, operator) for kind, operator in mutators.mutation_operators if operator not in LEFT_OUT),
    (cst.Integer, _one_less), (cst.Call, _argument_lost), (cst.Tuple, _code_left_out), (cst.Set, _code_left_out),
)


def _is_text(value: cst.BaseExpression) -> bool:
    """Whether it is words for people: a literal, or a choice between such."""
    if m.matches(value, m.IfExp()):
        return _is_text(value.body) and _is_text(value.orelse)
    if m.matches(value, m.Tuple()):
        return bool(value.elements) and all(_is_text(element.value) for element in value.elements)
    return m.matches(value, _TEXT)


def _is_untouched(node: cst.CSTNode, parent: cst.CSTNode | None) -> bool:
    """Whether nothing in it is changed: types, imports, texts, errors raised, decorators that are not a rule's."""
    since = m.Assign(value=m.Call(func=m.Name("date")))  # of which day a rule is
    if m.matches(node, m.Annotation() | m.Import() | m.ImportFrom() | m.Raise() | _TEXT | since):
        return True
    if m.matches(node, m.Decorator()):
        return not m.matches(node.decorator, m.Call(func=m.Name("rule")))
    if m.matches(node, m.Arg()) and isinstance(parent, cst.ClassDef):
        return True
    if m.matches(node, m.Arg(keyword=m.Name())) and node.keyword.value in TEXT_ARGUMENTS | HEADER_ARGUMENTS:
        return True
    return m.matches(node, m.Call(func=m.Name())) and node.func.value in UNTOUCHED_CALLS


class Spot(NamedTuple):
    """Where a fault goes: as in Mutant, and `span` in bytes."""

    line: int
    lines: range
    function: str
    in_body: bool
    span: slice


def _is_of_texts(node: cst.CSTNode, operator: object, spot: Spot) -> bool:
    """Whether a change would only change which words are said, or take a constant of a module away whole."""
    if operator is mutators.operator_assignment:
        return not spot.function or _is_text(node.value or node)
    return operator is mutators.operator_if_exp and _is_text(node)


class _Collector(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider, ByteSpanPositionProvider, ParentNodeProvider)

    def __init__(self) -> None:
        self.found: list[tuple[cst.CSTNode, cst.CSTNode, Spot]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if _is_untouched(node, self.get_metadata(ParentNodeProvider, node, None)):
            return False
        for kind, operator in OPERATORS:
            if isinstance(node, kind) and (changed := list(operator(node))):
                spot = self._spot(node)
                if not _is_of_texts(node, operator, spot):
                    self.found += [(node, after, spot) for after in changed]
        if isinstance(node, cst.If | cst.CompIf):
            self.found += [(node.test, after, self._spot(node.test)) for after in _condition(node.test)]
        return True

    def _spot(self, node: cst.CSTNode) -> Spot:
        names: list[str] = []
        in_body, below, statement = False, node, node
        while (around := self.get_metadata(ParentNodeProvider, below, None)) is not None:
            if isinstance(around, cst.SimpleStatementLine | cst.BaseCompoundStatement) and statement is node:
                statement = around
            if isinstance(around, cst.FunctionDef):
                names, in_body = [around.name.value], below is around.body
            elif isinstance(around, cst.ClassDef):
                names.insert(0, around.name.value)
            below = around
        position, whole = self.get_metadata(PositionProvider, node), self.get_metadata(PositionProvider, statement)
        last = whole.end.line if isinstance(statement, cst.SimpleStatementLine) else position.end.line
        span = self.get_metadata(ByteSpanPositionProvider, node)
        return Spot(position.start.line, range(whole.start.line, last + 1), ".".join(names), in_body,
                    slice(span.start, span.start + span.length))


def mutants_of(path: Path) -> list[Mutant]:
    """Every fault that can be put into the file, in the order of its lines, each once."""
    source = path.read_text("utf-8")
    made = _of_table(source) if path.suffix == ".toml" else _of_code(source)
    unique = {code: spot for spot, code in made if code != source}
    name = str(path.relative_to(TOP))
    found = [Mutant(name, spot.line, spot.lines, spot.function, *differing(source, code), code, spot.in_body)
             for code, spot in unique.items()]
    return sorted(found, key=lambda mutant: mutant.line)


def _of_code(source: str) -> Iterator[tuple[Spot, str]]:
    wrapper = MetadataWrapper(cst.parse_module(source))
    collector = _Collector()
    wrapper.visit(collector)
    module, raw = wrapper.module, source.encode()
    for before, after, spot in collector.found:
        old = raw[spot.span].decode()
        if old.split() == module.code_for_node(before).split():  # apart from how lines are indented
            new = old[:len(old) - len(old.lstrip())] + module.code_for_node(after).strip()
            code = (raw[:spot.span.start] + new.encode() + raw[spot.span.stop:]).decode()
        else:  # it has brackets around it that are its own
            code = module.deep_replace(before, after).code
        yield spot, code


def _of_table(source: str) -> Iterator[tuple[Spot, str]]:
    """Each number of a table one more and one less."""
    lines = source.splitlines(keepends=True)
    key = ""
    for number, line in enumerate(lines):
        key = found[1] if (found := re.match(r"\[+([\w.]+)\]", line)) else key
        if value := re.match(r"(\w+ = )(\d+)(?=\s*(#|$))", line):
            for change in (1, -1):
                new = f"{value[1]}{int(value[2]) + change}{line[value.end():]}"
                code = "".join([*lines[:number], new, *lines[number + 1:]])
                tomllib.loads(code)
                yield Spot(number + 1, range(0), key, False, slice(0)), code


def differing(before: str, after: str) -> tuple[str, str]:
    """The lines in which two texts differ, each side on one line; how they are indented does not matter."""
    old, new = ([line.strip() for line in text.splitlines()] for text in (before, after))
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return " ".join(old), " ".join(new)
