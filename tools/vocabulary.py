"""Build the vocabulary of other medicines from national registers: `python -m tools.vocabulary --help`.

Reads registers as their owners publish them and writes knowledge/substances.csv and knowledge/names.csv: names as
facts (word, ingredients, ATC code, country, source), nothing else of the registers. docs/medicines.md tells where
the registers are to be had and under which licence.
"""
import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from intake.clinical.medicines import registers
from intake.clinical.medicines.folding import fold, name_key
from intake.clinical.medicines.product_names import bare, stem, substance_within, words
from intake.clinical.medicines.registers import Product, Row
from intake.clinical.medicines.workbook import csv_lines

KNOWLEDGE = Path(registers.__file__).parent / "knowledge"
PLANT = re.compile(r"pollen|venom|antiven|extract|dander|allergen| hair| feather|fruit|seed| leaf| root")
EXTRACTS = ("", "_ap", "_dr", "_ia")
ASPIRIN = "acetylsalicylic acid"
NOT_ONE = re.compile(r"combination|various|other |and |,|/")


def _open(path: Path, encoding: str = "utf-8") -> list[str]:
    try:
        return path.read_text(encoding=encoding).splitlines()
    except UnicodeDecodeError:
        return path.read_text(encoding="cp1252", errors="replace").splitlines()


def products(args: argparse.Namespace) -> Iterator[Product]:
    """Every usable product of the registers named on the command line."""
    rows: list[Iterable[Row]] = [
        *(registers.drugs_at_fda(_open(path)) for path in args.fda or ()),
        *(registers.ndc(_open(path)) for path in args.ndc or ()),
        *(extract for folder in args.dpd or () for extract in _dpd(folder)),
        *(registers.bdpm(_open(folder / "CIS_bdpm.txt"), _open(folder / "CIS_COMPO_bdpm.txt"))
          for folder in args.bdpm or ()),
        *(registers.ema(csv_lines(path)) for path in args.ema or ()),
        *(registers.bnf(_open(path)) for path in args.bnf or ()),
    ]
    for register in rows:
        for row in register:
            if isinstance(row, Product):
                yield row


def _dpd(folder: Path) -> Iterator[Iterable[Row]]:
    for end in EXTRACTS:
        files = [folder / f"{name}{end}.txt" for name in ("drug", "ingred", "ther")]
        if files[0].exists():
            yield registers.dpd(*(_open(file) if file.exists() else [] for file in files))


def substances(found: list[Product]) -> dict[str, tuple[str, str, set[str], set[str]]]:
    """Per INN: its ATC code, the other names registers give it, its sources. Aliases are told by shared ATC names."""
    codes: dict[str, Counter[str]] = defaultdict(Counter)
    sources: dict[str, set[str]] = defaultdict(set)
    for product in found:
        parts = [bare(part) for part in product.ingredients]
        for part in parts:
            if 3 < len(part) <= 40 and len(part.split()) <= 4 and not _ordinary(part):
                sources[part].add(product.source)
        if len(parts) == 1:
            codes[parts[0]].update(product.atc)
    return {name: (codes[name].most_common(1)[0][0] if codes[name] else "", name, set(), sources[name])
            for name in sources}


def _ordinary(name: str) -> bool:
    return all(word in words().noise or word in words().ordinary for word in name.split())


def aliases(folders: Iterable[Path]) -> dict[str, str]:
    """Other national names (acetaminophen, albuterol): DPD lists a single ingredient beside the ATC (WHO) name."""
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    for folder in folders:
        for end in EXTRACTS:
            if not (folder / f"ingred{end}.txt").exists():
                continue
            ingredients: dict[str, set[str]] = defaultdict(set)
            for cells in csv.reader(_open(folder / f"ingred{end}.txt")):
                ingredients[cells[0]].add(bare(cells[2]))
            for cells in csv.reader(_open(folder / f"ther{end}.txt")):
                if len(cells) > 2 and len(ingredients[cells[0]]) == 1 and not NOT_ONE.search(cells[2].lower()):
                    pairs[next(iter(ingredients[cells[0]]))][bare(cells[2])] += 1
    found = {}
    for name, seen in pairs.items():
        who, count = seen.most_common(1)[0]
        if who and who != name and count * 2 > sum(seen.values()) and len(who) > 3 and name not in seen:
            found[name] = who
    return found


def national_names() -> dict[str, str]:
    """American, British and French names of substances beside the international one (tools/other_names.csv)."""
    with (Path(__file__).parent / "other_names.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["inn"] for row in csv.DictReader(file)}


def bleeding_aliases() -> dict[str, str]:
    """Synonyms of the bleeding table: aspirin is acetylsalicylic acid."""
    with (KNOWLEDGE / "bleeding_names.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if fold(row["key"]) == row["key"]]
        own = {row["key"] for row in rows if row["kind"] == "exact"}
        return {fold(row["name"]): row["key"] for row in rows if row["kind"] == "alias" and row["key"] in own} | {
                    "aspirin": "acetylsalicylic acid", "acide acetylsalicylique": "acetylsalicylic acid"}


def names_all(brand: str, ingredients: tuple[str, ...], canonical: Callable[[str], str]) -> bool:
    """Does the name itself say every ingredient, or say one and nothing of its own?"""
    said = brand.split()
    pairs = zip(said, said[1:], strict=False)
    named = {canonical(word) for word in said} | {canonical(" ".join(pair)) for pair in pairs}
    return bool(named.intersection(ingredients)) and (named.issuperset(ingredients) or len(said) < 2)


def main() -> None:
    """Read the registers and write the two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("fda", "ndc", "dpd", "bdpm", "ema", "bnf", "names"):
        parser.add_argument(f"--{name}", type=Path, action="append")
    args = parser.parse_args()
    found = list(products(args))
    other_names = aliases(args.dpd or ()) | national_names() | bleeding_aliases()
    table = substances(found)
    for path in args.names or ():
        for name in _open(path):
            if (plain := bare(name)) and plain not in words().ordinary and not PLANT.search(plain):
                table.setdefault(plain, ("", plain, set(), set()))[3].add(path.stem)
    by_key: dict[str, str] = {}
    for name in sorted(table, key=lambda n: (-len(table[n][3]), not table[n][0], n)):
        by_key.setdefault(" ".join(name_key(word) for word in name.split()), name)

    def canonical(raw: str) -> str:
        name = bare(raw)
        if substance := substance_within(raw):
            return substance
        name = other_names.get(name, name)
        name = by_key.get(" ".join(name_key(word) for word in name.split()), name)
        return other_names.get(name, name)

    write_substances(table, canonical)
    write_names(found, table, canonical)


def umbrella(sets: Counter[tuple[str, ...]]) -> bool:
    """Is this a house name ("Tesco", "London Drugs") under which many unlike things are sold?

    Registers write one substance in many ways (alendronate, acide alendronique), so the beginnings of words count.
    """
    if len(sets) < 4:
        return False
    holding = Counter(part for ingredients, count in sets.items() for part in _starts(ingredients).union(ingredients)
                      for _ in range(count))
    return holding.most_common(1)[0][1] * 10 < sum(sets.values()) * 6


def _starts(ingredients: tuple[str, ...]) -> set[str]:
    return {name_key(word)[:5] for name in ingredients for word in name.split()
            if len(word) > 3 and word not in words().noise}


def write_substances(table: dict[str, tuple[str, str, set[str], set[str]]],
                     canonical: Callable[[str], str]) -> None:
    """knowledge/substances.csv: name, INN it stands for, ATC code, sources, sound key (made here to start quickly)."""
    rows = []
    for name, (atc, _, _, sources) in table.items():
        inn = canonical(name)
        rows.append((name, "" if inn == name else inn, atc, "|".join(sorted(sources))))
    listed = {row[0] for row in rows}
    rows += [(inn, "", "", "DPD") for inn in {row[1] for row in rows if row[1]} - listed]
    write_table("substances.csv", ("name", "inn", "atc", "source", "key"),
           ((*row, name_key(row[0]) if " " not in row[0] and len(row[0]) >= 6 else "") for row in sorted(rows)))


def write_names(found: list[Product], table: dict[str, tuple[str, str, set[str], set[str]]],
                canonical: Callable[[str], str]) -> None:
    """knowledge/names.csv: brand, ingredients, countries, sources; one row for each set of ingredients."""
    known = {name for name in table if len(name) > 4 and " " not in name} - words().noise
    entries: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    told: dict[tuple[str, tuple[str, ...]], tuple[set[str], set[str], set[str]]] = {}
    routes: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for product in found:
        brand = stem(product.name, known)
        ingredients = tuple(sorted({canonical(part) for part in product.ingredients} - {""}))
        if names_all(brand, ingredients, canonical):
            continue
        if len(brand) < 3 or not ingredients or len(ingredients) > 12 or "homeopath" in " ".join(ingredients):
            continue
        entries[brand][ingredients] += 1
        countries, sources, codes = told.setdefault((brand, ingredients), (set(), set(), set()))
        countries.add(product.country)
        sources.add(product.source)
        codes.update(product.atc)
        routes[brand, ingredients].add(product.route)
    rows = []
    for brand, sets in entries.items():
        if umbrella(sets):
            continue
        # A brand whose rows differ keeps the commonest set of ingredients of each country.
        best: dict[str, tuple[str, ...]] = {}
        for ingredients, _ in sorted(sets.items(), key=lambda item: -item[1] * (1.5 if ASPIRIN in item[0] else 1)):
            for country in told[brand, ingredients][0]:
                best.setdefault(country, ingredients)
        for ingredients in dict.fromkeys(best.values()):
            countries, sources, codes = told[brand, ingredients]
            mine = sorted(c for c in countries if best[c] == ingredients)
            rows.append((brand, "|".join(ingredients), "|".join(sorted(codes)[:3]), "|".join(mine),
                         "|".join(sorted(sources)), "|".join(routes[brand, ingredients]) if
                         len(routes[brand, ingredients]) == 1 else ""))
    write_table("names.csv", ("name", "ingredients", "atc", "country", "source", "route"), sorted(rows))


def write_table(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write a knowledge file."""
    with (KNOWLEDGE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
