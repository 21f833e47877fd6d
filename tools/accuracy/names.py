"""The sets of medicine names: as sold, as misspelt, as typed in reports, in lists."""
from collections.abc import Callable, Mapping
from pathlib import Path

from intake.clinical.medicines import read_line
from intake.clinical.medicines.folding import fold
from tools.accuracy.measures import Measure, few_wrong, share, table
from tools.accuracy.statements import has_b01a, named, rated, recognised, shown, wanted

OUR_COUNTRIES = ("US", "CA", "UK", "FR", "EU")


def brands_with(folder: Path) -> list[Measure]:
    """brands_pos: products with a blood thinner."""
    contains = share("brands_pos, name contains the substance", 100)
    ours = share("brands_pos of US, CA, UK, FR, EU", 99.5)
    others = share("brands_pos of other countries (no demand)", 0)
    asked = share("brands_pos of other countries, known or asked", 100)
    for row in table(folder, "brands_pos.tsv"):
        read = read_line(row["text"], country=row["country"])
        good = wanted(row["ingredient"]) <= named(read)
        miss = shown(f"{row['text']} [{row['ingredient']}, {row['country']}]", read)
        (ours if row["country"] in OUR_COUNTRIES else others).count(good, miss)
        if row["country"] not in OUR_COUNTRIES:
            asked.count(good or any(statement.question for statement in read), miss)
        if any(part in fold(row["text"]) for part in wanted(row["ingredient"])):
            contains.count(good, miss)
    return [contains, ours, others, asked]


def brands_without(folder: Path) -> list[Measure]:
    """brands_neg: products without one."""
    # The clinical table rates more than B01A, so a tier by a product's own name is no fault.
    negative = share("brands_neg, given no bleeding tier (no demand)", 0)
    false = few_wrong("brands_neg, given none by a near match or a phrase", 2)
    as_b01a = few_wrong("brands_neg, not called a B01A substance", 2)
    known = share("brands_neg, recognised as something (no demand)", 0)
    for row in table(folder, "brands_neg.tsv"):
        read = read_line(row["text"], country=row["country"])
        miss = shown(f"{row['text']} [{row['country']}]", read)
        negative.count(not rated(read), miss)
        false.count(all(s.how in ("exact", "brand", "alias") for s in rated(read)), miss)
        as_b01a.count(not has_b01a(read), miss)
        known.count(recognised(read), miss)
    return [negative, false, as_b01a, known]


def slips_of_thinners(folder: Path) -> list[Measure]:
    """misspellings_pos."""
    slips = share("misspellings_pos, kind misspelling", 97)
    foreign = share("misspellings_pos, other kinds (no demand)", 0)
    for row in table(folder, "misspellings_pos.tsv"):
        read = read_line(row["text"])
        good = wanted(row["intended"]) <= named(read)
        miss = shown(f"{row['text']} [{row['intended']}]", read)
        (slips if row["kind"] == "misspelling" else foreign).count(good, miss)
    return [slips, foreign]


def slips_of_others(folder: Path) -> list[Measure]:
    """misspellings_neg."""
    negative = few_wrong("misspellings_neg, given no bleeding tier", 2)
    meant = share("misspellings_neg, the drug that was meant (no demand)", 0)
    for row in table(folder, "misspellings_neg.tsv"):
        read = read_line(row["text"])
        miss = shown(f"{row['text']} [{row['intended']}]", read)
        negative.count(not rated(read), miss)
        meant.count(bool(wanted(row["intended"]) & named(read)), miss)
    return [negative, meant]


def verbatim(folder: Path) -> list[Measure]:
    """faers_verbatim."""
    positive = share("faers_verbatim, positives", 99.3)
    negative = few_wrong("faers_verbatim, others not called a B01A substance", 2)
    known = share("faers_verbatim, others recognised as something (no demand)", 0)
    for row in table(folder, "faers_verbatim.tsv"):
        read = read_line(row["text"])
        if row["b01a"]:
            positive.count(wanted(row["b01a"]) <= named(read), shown(f"{row['text']} [{row['b01a']}]", read))
        else:
            negative.count(not has_b01a(read), shown(row["text"], read))
            known.count(recognised(read), shown(row["text"], read))
    return [positive, negative, known]


def lists(folder: Path) -> list[Measure]:
    """med_lists."""
    current = share("med_lists, current B01A drugs found", 100)
    unclear = share("med_lists, not current or unclear: not simply taken", 100)
    extra = share("med_lists, no other B01A drug shown as taken (no demand)", 0)
    for row in table(folder, "med_lists.tsv"):
        read = read_line(row["text"])
        taken = named(s for s in read if s.status in ("taken", "as_needed"))
        b01a = {fold(n) for s in read if s.status == "taken" for n, c in zip(s.ingredients, s.atc, strict=False)
                if c.startswith("B01A")}
        for name in wanted(row["current_b01a"]):
            current.count(name in taken, f"{row['id']}: {name}")
        for name in wanted(row["not_current_or_unclear"]) - wanted(row["current_b01a"]):
            unclear.count(name not in taken, f"{row['id']}: {name}")
        extra.count(b01a <= wanted(row["current_b01a"]), f"{row['id']}: {b01a - wanted(row['current_b01a'])}")
    return [current, unclear, extra]


SETS: Mapping[str, Callable[[Path], list[Measure]]] = {
    "brands_pos.tsv": brands_with, "brands_neg.tsv": brands_without, "misspellings_pos.tsv": slips_of_thinners,
    "misspellings_neg.tsv": slips_of_others, "faers_verbatim.tsv": verbatim, "med_lists.tsv": lists,
}
