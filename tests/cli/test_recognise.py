"""flask recognise: the table it writes."""
import tracemalloc

from intake.cli.recognise import HEADER, rows


def read(*lines):
    return [dict(zip(HEADER, row, strict=True)) for row in rows(lines)]


def test_the_header_is_that_of_the_issue():
    assert "\t".join(HEADER) == "line\ttext\tingredients\tatc\trule\ttier\tstatus\thow\tconfidence"


def test_a_row_for_each_medicine_in_order():
    found = read("warfarin 5 and DuoPlavin\n", "mum takes xeralto\n")

    assert [(row["line"], row["text"], row["ingredients"], row["rule"], row["tier"], row["status"], row["how"])
            for row in found] == [
        ("1", "warfarin", "warfarin", "R46", "CAUTION", "taken", "exact"),
        ("1", "DuoPlavin", "acetylsalicylic acid|clopidogrel", "R46", "CAUTION", "taken", "brand"),
        ("2", "xeralto", "rivaroxaban", "R46", "NONE", "other_person", "misspelling"),
    ]
    assert found[1]["atc"] == "B01AC06|B01AC04"
    assert found[0]["confidence"] == "1.00"


def test_a_line_without_a_medicine_gives_one_empty_row():
    for line in ("blorptazine\n", "\n", "none\n"):
        [row] = read(line)
        assert row.pop("line") == "1"
        assert row.pop("how") == "unrecognised"
        assert set(row.values()) == {""}


def test_an_unknown_part_beside_a_medicine_gives_no_row_of_its_own():
    assert [row["ingredients"] for row in read("blorptazine, warfarin")] == ["warfarin"]


def test_cells_hold_no_tabs_or_line_ends():
    for row in rows(["war\tfarin\n", "blood\u2028thinner\n"]):
        assert not any("\t" in cell or "\n" in cell for cell in row)


def test_many_lines_stream_in_constant_memory():
    def lines(count):
        for number in range(count):
            yield f"warfarin {number} mg\n"

    list(rows(lines(50)))
    tracemalloc.start()
    for _ in rows(lines(3000)):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


def test_the_command_reads_standard_input(app):
    result = app.test_cli_runner().invoke(args=["recognise"], input="warfarin\ncaf\u00e9\n".encode())

    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "\t".join(HEADER), "1\twarfarin\twarfarin\tB01AA03\tR46\tCAUTION\ttaken\texact\t1.00",
        "2\t\t\t\t\t\t\tunrecognised\t"]
