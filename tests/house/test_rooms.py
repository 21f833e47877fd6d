"""The rooms of the clinical floor: few arrows between them, none that runs up, and drawn as they are."""

import ast
import re
from collections.abc import Mapping
from pathlib import Path

TOP = Path(__file__).parents[2]
CLINICAL = TOP / "intake" / "clinical"
MOST_ARROWS = 40
Rooms = dict[str, set[str]]


def rooms(folder: Path = CLINICAL) -> Rooms:
    """Each room, a module or a folder of them, with the other rooms that it imports from."""
    found: Rooms = {}
    for path in sorted(folder.rglob("*.py")):
        room = path.relative_to(folder).parts[0].removesuffix(".py")
        if room != "__init__":
            found.setdefault(room, set()).update(imported_rooms(path) - {room})
    return found


def imported_rooms(path: Path) -> set[str]:
    """The rooms that a file imports from."""
    imported = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("intake.clinical"):
            inside = (node.module or "").split(".")[2:]
            imported |= {inside[0]} if inside else {alias.name for alias in node.names}
    return imported


def drawn() -> list[Rooms]:
    """The drawing of docs/architecture.md: floors from the top, each with its rooms and what these import from."""
    text = (TOP / "docs/architecture.md").read_text("utf-8").partition("### Rooms of the clinical floor")[2]
    floors = re.search(r"```\n(.+?)```", text, re.DOTALL)[1].strip("\n").split("\n\n")
    return [{room: set(re.findall(r"\w+", others)) for room, others in re.findall(r"(\w+) +→(.*)$", floor, re.M)}
            for floor in floors]


def upward(floors: list[Rooms], arrows: Mapping[str, set[str]]) -> list[str]:
    """The arrows that do not run to a floor below their own."""
    height = {room: number for number, floor in enumerate(reversed(floors)) for room in floor}
    return [f"{room} → {other}" for room, others in arrows.items() for other in sorted(others)
            if height[other] >= height[room]]


def test_the_drawing_shows_every_room_and_every_arrow():
    assert {room: others for floor in drawn() for room, others in floor.items()} == rooms()


def test_the_arrows_are_few_and_none_runs_up():
    arrows = rooms()

    assert sum(map(len, arrows.values())) <= MOST_ARROWS
    assert upward(drawn(), arrows) == []


def test_an_arrow_that_runs_up_is_found(tmp_path):
    (tmp_path / "medicines").mkdir()
    (tmp_path / "medicines" / "reading.py").write_text("from intake.clinical.screening.rules import RULES\n")
    (tmp_path / "screening.py").write_text("from intake.clinical import medicines\n")

    assert upward([{"screening": {"medicines"}}, {"medicines": set()}], rooms(tmp_path)) == ["medicines → screening"]
