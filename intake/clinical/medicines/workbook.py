"""The first sheet of an .xlsx workbook as CSV lines, by the standard library alone (the EMA publishes its table so)."""
import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# A register is some megabytes; anything far larger is not one.
MOST_BYTES = 200_000_000


def csv_lines(path: Path) -> list[str]:
    """The lines of a CSV file, or of a workbook's first sheet written as CSV."""
    if path.suffix.lower() != ".xlsx":
        return path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    with zipfile.ZipFile(path) as archive:
        if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
            raise ValueError(f"{path.name} is too large for a register")
        return list(_lines(archive))


def _lines(archive: zipfile.ZipFile) -> Iterator[str]:
    shared = []
    if "xl/sharedStrings.xml" in archive.namelist():
        root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        shared = ["".join(part.text or "" for part in item.iter(f"{_MAIN}t")) for item in root.iter(f"{_MAIN}si")]
    sheet = min(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
    for row in ElementTree.fromstring(archive.read(sheet)).iter(f"{_MAIN}row"):
        cells: list[str] = []
        for cell in row.iter(f"{_MAIN}c"):
            column = _column(cell.get("r", "A"))
            cells.extend([""] * (column - len(cells)))
            cells.append(" ".join(_text(cell, shared).split()))
        out = io.StringIO()
        csv.writer(out).writerow(cells)
        yield out.getvalue().rstrip("\r\n")


def _column(reference: str) -> int:
    letters = re.match(r"[A-Z]+", reference)
    number = 0
    for letter in letters.group() if letters else "A":
        number = number * 26 + ord(letter) - 64
    return number - 1


def _text(cell: ElementTree.Element, shared: list[str]) -> str:
    value = cell.find(f"{_MAIN}v")
    if cell.get("t") == "s" and value is not None:
        return shared[int(value.text or 0)]
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{_MAIN}t"))
    return (value.text or "") if value is not None else ""
