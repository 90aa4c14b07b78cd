#!/usr/bin/python3
"""Asks the Nu Html Checker, the validator of the W3C, what is wrong with the pages below a folder.

    validator_test.py FOLDER

It is no Debian package: it is used where `vnu` is on the path, or where KVALI_VNU names its vnu.jar (npm has it
as vnu-jar) and java is installed.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

SKIPPED = 77
# It does not compare digests: for it, a style sheet that the policy knows by its digest is blocked. And it lacks
# a property of SVG 2.
KNOWN = ("violates Content Security Policy", "“paint-order”: Property")


def validator():
    jar = os.environ.get("KVALI_VNU")
    if jar and shutil.which("java"):
        return ["java", "-jar", jar]
    return ["vnu"] if shutil.which("vnu") else None


def main(folder):
    command = validator()
    if command is None:
        print("skipped: no Nu Html Checker (neither vnu on the path nor its jar in KVALI_VNU)")
        return SKIPPED
    files = sorted(pathlib.Path(folder).glob("**/*.html"))
    if not files:
        print(f"no page below {folder}")
        return 1
    done = subprocess.run([*command, "--format", "json", *map(str, files)], check=False, capture_output=True, text=True)
    messages = [one for one in json.loads(done.stderr)["messages"] if not any(known in one["message"] for known in KNOWN)]
    for one in messages:
        print(f"{pathlib.Path(one['url']).name}:{one.get('lastLine', 0)}: {one['message']}")
    print(f"{len(files)} pages, {len(messages)} messages")
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
