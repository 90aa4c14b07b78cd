#!/usr/bin/python3
"""Computes December's figures of the coastal sample from its raw files, with arithmetic of its own, and
holds them against the workbook.

    recompute.py SAMPLE WORKBOOK

Exit code 77: openpyxl, which reads the workbook, is not installed.
"""

import collections
import csv
import decimal
import itertools
import pathlib
import re
import sys
import tomllib

try:
    import openpyxl
except ImportError:
    print("python3-openpyxl is not installed")
    sys.exit(77)

Decimal = decimal.Decimal
MONTH = "2025-12"
SMALL = 5  # Smaller counts of people are withheld, unless nobody is meant.


def number(text):
    return Decimal(text.replace(" ", "").replace(" ", "").replace(",", "."))


def rows(sample, name, delimiter=";"):
    with open(sample / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def achievements(sample):
    """The register until the month: what comes after it is another report's."""
    return [row for row in rows(sample, "achievements.csv") if row["თვე"] <= MONTH]


def indicators(sample):
    """Code -> (actual of the month, to date)."""
    by_month = collections.defaultdict(lambda: collections.defaultdict(Decimal))
    for row in achievements(sample):
        by_month[row["კოდი"]][row["თვე"]] += number(row["მაჩვენებელი"])
    for row in rows(sample, "grants.csv"):
        if row["თვე"] <= MONTH:
            by_month["3.1"][row["თვე"]] += number(row["გაცემული ევრო"])
    figures = {}
    for code in ("1.1", "2.3", "3.1"):
        figures[code] = by_month[code][MONTH], sum(by_month[code].values())
    hours = by_month["1.2"]
    figures["1.2"] = hours[MONTH] - hours["2025-11"], hours[MONTH]
    figures["1.4"] = by_month["1.4"][MONTH], max(by_month["1.4"].values())
    figures["1.5"] = by_month["1.5"][MONTH], sum(by_month["1.5"].values()) / len(by_month["1.5"])
    survey = {row["Month"]: (number(row["Said it helped"]), number(row["Answered"]))
              for row in rows(sample, "client-survey.csv", ",") if row["Month"] <= MONTH}
    said, asked = (sum(column) for column in zip(*survey.values()))
    figures["1.3"] = survey[MONTH][0] / survey[MONTH][1] * 100, said / asked * 100
    figures["1.6"] = (by_month["1.6"][MONTH],)  # The same people come again: there is no total to date.
    before = sum(number(row["People"]) for row in rows(sample, "opening-figures.csv", ",") if row["Code"] == "2.3")
    figures["2.3"] = figures["2.3"][0], figures["2.3"][1] + before
    figures.update(municipalities(sample))
    figures["3.4"] = attendances(sample)
    steps = {row["Month"]: number(row["Step reached"]) for row in rows(sample, "progress.csv", ",")}
    figures["3.2"] = steps[MONTH], max(steps.values())
    return figures


def attendances(sample):
    """People at the meetings, from the lists under "Present" of the minutes: "12 f", "| 2 | 1 |", a name."""
    by_month = collections.defaultdict(Decimal)
    for path in sorted((sample / "minutes").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        present = re.split(r"^## (?:დამსწრე|Present).*$", text, flags=re.M)[1].split("\n## ")[0]
        for line in present.splitlines():
            if line.startswith("|"):
                cells = [cell.strip() for cell in line.strip("|").split("|")]
                if cells[0] != "სულ":  # The row that adds up.
                    by_month[path.name[:7]] += sum(Decimal(cell) for cell in cells[1:] if cell.isdigit())
            elif line.startswith("- "):
                counts = re.findall(r"\b(\d+) (?:f|m|ქ|კ|უცნობი)\b", line)
                by_month[path.name[:7]] += sum(map(Decimal, counts)) if counts else 1
    return by_month[MONTH], sum(by_month.values())


def municipalities(sample):
    """Plans in force, of which the last figure counts, and staff trained, from the sheet kept by hand."""
    sheet = openpyxl.load_workbook(sample / "municipalities.xlsx").worksheets[0]
    table = list(sheet.iter_rows(min_row=5, values_only=True))
    plans = [row[3:9] for row in table if row[0] == "2.1"]
    trained = [row[3:9] for row in table if row[0] == "2.2"]
    return {"2.1": (Decimal(plans[0][-1]),) * 2,
            "2.2": (Decimal(sum(months[-1] for months in trained)),
                    Decimal(sum(value for months in trained for value in months if value is not None)))}


def money(sample):
    """Budget line -> (approved, spent in the month, spent to date), in euros."""
    rates = {row["Month"]: number(row["Rate"]) for row in rows(sample, "rates.csv", ",")}
    lines = {row["Line"]: [number(row["EUR"]), Decimal(0), Decimal(0)] for row in rows(sample, "budget.csv", ",")}
    for row in rows(sample, "opening-balances.csv", ","):
        lines[row["Line"]][2] += number(row["EUR"])
    for row in rows(sample, "ledger.csv"):
        month = row["თარიღი"][:7]
        amount = number(row["თანხა"]) / (rates[month] if row["ვალუტა"] == "GEL" else 1)
        amount = amount.quantize(Decimal("0.01"), decimal.ROUND_HALF_UP)
        lines[row["ხაზი"]][2] += amount
        if month == MONTH:
            lines[row["ხაზი"]][1] += amount
    return lines


def over_time(sample):
    """Code -> (the month before, the year so far, what should have been reached by now), where months add up."""
    by_month = collections.defaultdict(lambda: collections.defaultdict(Decimal))
    for row in achievements(sample):
        by_month[row["კოდი"]][row["თვე"]] += number(row["მაჩვენებელი"])
    half = {row["Code"]: number(row["Target"]) for row in rows(sample, "targets.csv", ",")
            if row["Scope"] == "2025-H2"}
    return {code: (by_month[code]["2025-11"], sum(by_month[code].values()), half[code]) for code in ("1.1", "2.3")}


def crossed(sample, code, columns):
    """All numbers of an indicator by two of the columns at once, of the month."""
    sums = collections.Counter()
    for row in achievements(sample):
        if row["კოდი"] == code and row["თვე"] == MONTH:
            for pair in itertools.combinations(columns, 2):
                sums[tuple(row[column] for column in pair)] += number(row["მაჩვენებელი"])
    return sorted(sums.values())


def withheld_pairs(sample, book):
    """Two groups at once of the sensitive indicator 1.1: no small number, nor one that is not in the data."""
    every = crossed(sample, "1.1", ["სქესი", "ასაკი", "მუნიციპალიტეტი"])
    shown = printed_crossed(book, "1.1")
    if any(0 < value < SMALL for value in shown):
        yield f"indicator 1.1 is sensitive, and a small number of two groups at once is printed: {shown}"
    if collections.Counter(shown) - collections.Counter(every):
        yield f"indicator 1.1 by two groups: {shown} are not all among {every}"
    if not 0 < len(shown) < sum(value >= SMALL for value in every):
        yield f"indicator 1.1 by two groups: {len(shown)} numbers are printed"


def printed_crossed(book, code):
    """The numbers of the month by two groups at once, as the workbook has them: the last column but one."""
    found = [row for row in book["Two groups at once"].iter_rows(values_only=True) if code in row]
    numbers = [[cell for cell in row if cell is not None][-2] for row in found]
    return sorted(Decimal(str(cell)) for cell in numbers if isinstance(cell, (int, float)))


def printed(book, sheet):
    """Code -> numbers of the row that begins with it."""
    found = {}
    for row in book[sheet].iter_rows(values_only=True):
        cells = [cell for cell in row if cell is not None]
        if cells and isinstance(cells[0], str) and len(cells[0]) == 3:
            found[cells[0]] = [Decimal(str(cell)) for cell in cells if isinstance(cell, (int, float))]
    return found


def compare(what, expected, numbers, problems):
    for value in expected:
        if not any(abs(value - shown) < Decimal("0.006") for shown in numbers):
            problems.append(f"{what}: {value:.4f} is not among {', '.join(map(str, numbers))}")


def corrections(sample, book):
    """What November's report said of indicator 1.1, what it says now, and what December tells of it."""
    with open(sample / "frozen/2025-11.r1.toml", "rb") as file:
        told = {value["indicator"]: value["value"] for value in tomllib.load(file)["facts"]["values"]
                if str(value["first"]) == "2025-11-01" and not value.get("group") and "value" in value}
    now = sum(number(row["მაჩვენებელი"]) for row in achievements(sample)
              if row["კოდი"] == "1.1" and row["თვე"] == "2025-11")
    shown = [row for row in book["Corrections"].iter_rows(values_only=True) if row and row[0] == "1.1"]
    expected = [Decimal(told["1.1"]), now]
    actual = [Decimal(str(cell)) for cell in shown[0] if isinstance(cell, (int, float))] if shown else []
    return [] if actual == expected else [f"correction of 1.1: expected {expected}, the workbook has {actual}"]


def main(sample, workbook):
    book = openpyxl.load_workbook(workbook, data_only=True)
    problems = []
    results = printed(book, "Results")
    for code, expected in indicators(sample).items():
        compare(f"indicator {code}", expected, results.get(code, []), problems)
    time = printed(book, "Over time")
    for code, expected in over_time(sample).items():
        compare(f"indicator {code} over time", expected, time.get(code, []), problems)
    pairs = crossed(sample, "2.3", ["მუნიციპალიტეტი", "სქესი"])
    if printed_crossed(book, "2.3") != pairs:
        problems.append(f"indicator 2.3 by two groups: {printed_crossed(book, '2.3')} instead of {pairs}")
    problems += withheld_pairs(sample, book)
    finance = printed(book, "Budget and expenditure")
    for code, (approved, spent, to_date) in money(sample).items():
        compare(f"budget line {code}", (approved, spent, to_date, approved - to_date), finance.get(code, []), problems)
    problems += corrections(sample, book)
    for problem in problems:
        print(problem)
    print(f"{len(results)} indicators and {len(finance)} budget lines, {len(problems)} problems")
    return 1 if problems or len(results) < 11 or len(finance) != 5 else 0


if __name__ == "__main__":
    sys.exit(main(*map(pathlib.Path, sys.argv[1:3])))
