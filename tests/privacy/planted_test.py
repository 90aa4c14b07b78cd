#!/usr/bin/env python3
"""Plants unusual counts, names and notes that a donor may not see, and searches every byte of the donor's files for them.

Usage: planted_test.py KVALI

Streams of the PDF and the parts of the workbook are searched uncompressed, and what pdftotext reads as well. The
organisation's own copy must have them: else the search would find nothing in any file. Exit code 77: no pdftotext.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib

REPORT = """\
[report]
id = "planted"
template = "monthly-brief"
langs = ["en"]
period = "2025-12"
audience = "AUDIENCE"
[project]
id = "planted"
title = "A project"
donor = "A donor"
agreement = "A-1"
start = 2025-11-01
end = 2026-11-30
[[source]]
name = "plan"
plugin = "csv"
file = "indicators.csv"
[source.map.indicator]
indicator_id = "Code"
title.en = "Title"
unit.en = "Unit"
sensitive = "Sensitive"
[[source]]
name = "ledger"
plugin = "csv"
file = "actuals.csv"
[source.map.observation]
indicator = "Code"
period = "Month"
value = "Actual"
note.en = "Note"
disaggregation = { sex = "Sex", age = "Age" }
[[source]]
name = "people"
plugin = "csv"
file = "people.csv"
[source.map.person]
person_id = "Id"
name.en = "Name"
name.ka = "Georgian"
[[output]]
renderer = "pdf"
[[output]]
renderer = "xlsx"
[[output]]
renderer = "html"
"""
# Where people write names: a unit, a title, a note, the id and text of a section, a record of another indicator.
INDICATORS = """\
Code,Title,Sensitive,Unit
1.1,People advised,yes,people
1.2,Rooms that Zviad Kvirikashvili let,no,rooms of Zviad Kvirikashvili
"""
PEOPLE = "Id,Name,Georgian\nzviad-kvirikashvili,Zviad Kvirikashvili,ზვიად ყვირიკაშვილი\n"
NARRATIVE = """\
## Kvirikashvili's rooms

Ring Zviad Kvirikashvili at 599 77 11 55 01008012345; ყვირიკაშვილის ნომერია. Zviad said so.
"""
ACTUALS = """\
Code,Month,Sex,Age,Actual,Note
1.1,2025-12,f,18-24,3,Zanzibarine came twice
1.1,2025-12,f,25+,20417,
1.1,2025-12,m,18-24,41903,
1.1,2025-12,m,25+,53791,
1.2,2025-12,,,7,"Kvirikashvili has 3 rooms, call 599 77 11 55"
"""
# The small count makes the pairs beside it follow; each as people and programs may write it.
PLANTED = ["20417", "41903", "53791", "Zanzibarine", "Kvirikashvili", "kvirikashvili", "Zviad", "ყვირიკაშვილ",
           "77 11 55", "01008012345"]


def spellings(word):
    if not word.isdigit():
        return [word]
    return [word] + [word[:-3] + separator + word[-3:] for separator in (",", "\u00a0", "\u202f", " ")]


def pieces_of(path):
    """Everything in a file that somebody could read, as bytes."""
    data = path.read_bytes()
    yield data
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield archive.read(name)
    for match in re.finditer(rb"stream\r?\n", data):
        try:
            yield zlib.decompressobj().decompress(data[match.end():])
        except zlib.error:
            pass
    if path.suffix == ".pdf":
        yield subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True).stdout


def found_in(path):
    found = set()
    for piece in pieces_of(path):
        for word in PLANTED:
            for spelling in spellings(word):
                if any(spelling.encode(code) in piece for code in ("utf-8", "utf-16-be", "utf-16-le")):
                    found.add(word)
    return found


def files_for(audience, kvali, folder):
    (folder / "report.toml").write_text(REPORT.replace("AUDIENCE", audience), encoding="utf-8")
    run = subprocess.run([kvali, "run", folder / "report.toml", "--out", folder / audience], capture_output=True, text=True)
    files = sorted((folder / audience).iterdir())
    assert len(files) == 4, run.stderr
    return files


def main(kvali):
    if not shutil.which("pdftotext"):
        print("skipped: no pdftotext")
        return 77
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "indicators.csv").write_text(INDICATORS, encoding="utf-8")
        (folder / "actuals.csv").write_text(ACTUALS, encoding="utf-8")
        (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
        (folder / "narrative").mkdir()
        (folder / "narrative" / "summary.2025-12.en.md").write_text(NARRATIVE, encoding="utf-8")
        own = set().union(*(found_in(path) for path in files_for("internal", kvali, folder)))
        assert own == set(PLANTED), f"the search misses what is there: {set(PLANTED) - own}"
        for audience in ("donor", "public"):
            for path in files_for(audience, kvali, folder):
                found = found_in(path)
                assert not found, f"{path.name} for {audience} tells {sorted(found)}"
            for figure in ("1.1", "1.1 2025-12 sex=f", "1.1.period-actual", "1.2.period-actual"):
                told = subprocess.run([kvali, "explain", folder, figure], capture_output=True, text=True)
                lines = told.stdout
                assert not any(s in lines for word in PLANTED for s in spellings(word)), f"explain {figure}: {lines}"
    print("nothing that was planted is in a copy for others")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
