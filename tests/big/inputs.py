#!/usr/bin/python3
"""Inputs larger than anybody should send end in a report or a clear finding. inputs.py BUILD_FOLDER FOLDER"""

import pathlib
import re
import subprocess
import sys
import time

REPORT = """[report]
id = "big"
template = "monthly-brief"
langs = ["en"]
period = "2020-12"
[project]
id = "big"
title = "A big project"
donor = "A donor"
agreement = "A-1"
start = 2020-01-01
end = 2020-12-31
[[source]]
name = "facts"
plugin = "csv"
file = "facts.csv"
MAP
[[output]]
renderer = "xlsx"
"""
OBSERVATIONS = """[source.map.observation]
indicator = "indicator"
period = "date"
loc = "location"
value = "value"
id = "id"
disaggregation = { sex = "sex", age = "age" }
"""
PLACES = ["თბილისი", "ქუთაისი", "ბათუმი", "Zugdidi", "თელავი", "Gori", "რუსთავი", "Poti"]
HEADING = "id,date,location,indicator,partner,sex,age,value\n"
MEGABYTE = 1_000_000


def write_long(path, size):
    """About 83 bytes a row, no two the same; 800 MB are 9.9 million rows."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEADING)
        row = 0
        while file.tell() < size:
            lines = []
            for row in range(row + 1, row + 20_001):
                lines.append(f"{row},2020-{row % 12 + 1:02}-{row % 28 + 1:02},{PLACES[row % 8]},IND {row % 20 + 1}."
                             f"{row % 10 + 1},Partner of the project {row % 25:02},{'FMX'[row % 3]},18-59,{row % 977}.5\n")
            file.write("".join(lines))


def write_wide(path, columns):
    with open(path, "w", encoding="utf-8") as file:
        file.write(",".join(f"c{i}" for i in range(columns)) + "\n")
        file.write(",".join(["1"] * columns) + "\n")


def make_report(build, folder, fields):
    """Runs the report; how it ended and what it said.  The outputs of the run before must outlive it."""
    (folder / "report.toml").write_text(REPORT.replace("MAP", fields), encoding="utf-8")
    began = time.monotonic()
    run = subprocess.run([build / "bin/kvali", "run", "report.toml", "--out", "out"], cwd=folder, check=False,
                         stdin=subprocess.DEVNULL, capture_output=True, text=True)
    print(f"{time.monotonic() - began:.0f} s, exit code {run.returncode}: {run.stderr.strip()[:400]}")
    return run


def check(run, folder):
    """Made, or not made for a reason that is said with a cure; no remains."""
    if run.returncode in (0, 3):
        if not list((folder / "out").glob("big_2020-12_en.xlsx")):
            raise SystemExit("there is no report")
    elif run.returncode != 1 or not re.search(r"error\[PLG-[0-9]+\]: .*hint: ", run.stderr, re.DOTALL):
        raise SystemExit(f"no clear finding: {run.returncode} {run.stderr}")
    if list(folder.glob("out/.kvali-*")):
        raise SystemExit("something was left behind")


def main(build, folder):
    build, folder = pathlib.Path(build).resolve(), pathlib.Path(folder)
    facts = folder / "facts.csv"
    print("-- a million columns")
    write_wide(facts, 1_000_000)
    run = make_report(build, folder, "")
    check(run, folder)
    if run.returncode != 1 or "1000000 columns" not in run.stderr:
        raise SystemExit("a million columns were not refused")
    write_long(facts, 800 * MEGABYTE)
    print("-- 800 MB, kept as they are")
    check(make_report(build, folder, ""), folder)
    print("-- 800 MB of observations")
    check(make_report(build, folder, OBSERVATIONS), folder)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
