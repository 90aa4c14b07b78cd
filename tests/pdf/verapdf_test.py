#!/usr/bin/python3
"""Asks veraPDF, the reference validator, whether the PDFs below a folder are PDF/A-3a and PDF/UA-1.

    verapdf_test.py FOLDER

veraPDF is no Debian package: it is used where `verapdf` is on the path, or where KVALI_VERAPDF names a
folder with its jars and java is installed.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys

SKIPPED = 77
FLAVOURS = ("3a", "ua1")
MAIN_CLASS = "org.verapdf.apps.GreenfieldCliWrapper"


def validator():
    jars = os.environ.get("KVALI_VERAPDF")
    if jars and shutil.which("java"):
        return ["java", "-cp", f"{jars}/*", MAIN_CLASS]
    return ["verapdf"] if shutil.which("verapdf") else None


def failures(command, flavour, files):
    """One line for each rule that a file breaks."""
    done = subprocess.run([*command, "-f", flavour, "--format", "xml", *map(str, files)], check=False,
                          capture_output=True, text=True)
    reports = re.findall(r"<job>.*?</job>", done.stdout, re.DOTALL)
    if len(reports) != len(files):
        yield f"veraPDF reported on {len(reports)} of {len(files)} files: {done.stderr.strip()[-400:]}"
    for report in reports:
        name = pathlib.Path(re.search(r"<name>(.*?)</name>", report).group(1)).name
        for rule in re.findall(r'<rule [^>]*clause="([^"]*)"[^>]*status="failed"[^>]*>', report):
            yield f"{name}: {flavour}, clause {rule}"
        if 'isCompliant="true"' not in report:
            yield f"{name}: not {flavour}"


def main(folder):
    command = validator()
    if command is None:
        print("skipped: veraPDF not installed (neither verapdf on the path nor its jars in KVALI_VERAPDF)")
        return SKIPPED
    files = sorted(pathlib.Path(folder).glob("**/*.pdf"))
    if not files:
        print(f"no PDF below {folder}")
        return 1
    wrong = [line for flavour in FLAVOURS for line in failures(command, flavour, files)]
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
