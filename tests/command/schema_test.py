#!/usr/bin/python3
"""The schema of report.toml agrees with what the engine reads: reports that check well fit it, and it names
every key the engine asks for.  Arguments: the program, the project's folder."""

import datetime
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

import jsonschema

KVALI, TOP = sys.argv[1], pathlib.Path(sys.argv[2])


def run(*arguments, folder=None):
    return subprocess.run([KVALI, *arguments], capture_output=True, text=True, timeout=120, cwd=folder)


def check(holds, what):
    if not holds:
        sys.exit(f"failed: {what}")


def plain(value):
    """TOML's dates as JSON has them."""
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def errors(validator, text):
    return sorted(f"{list(error.absolute_path)}: {error.message}"[:200]
                  for error in validator.iter_errors(plain(tomllib.loads(text))))


def keys_asked_for():
    """Keys that the readers of report.toml name in the sources."""
    calls = (r"\b(?:reader_?|output|entry|project|source)\.(?:text|required_text|whole_number|truth|date|"
             r"language_map|texts|table|each_table|node)\(\s*\"(\w+)\"")
    found = set()
    for path in (TOP / "engine/src/report").glob("*.cpp"):
        found |= set(re.findall(calls, path.read_text(encoding="utf-8")))
    return found


def keys_known(schema):
    if isinstance(schema, list):
        return set().union(*map(keys_known, schema))
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", {})) | set().union(*map(keys_known, schema.values()))


def main():
    schema = json.loads(run("plugins", "schema").stdout)
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)

    for path in sorted(TOP.glob("samples/*/report.toml")):
        check(not errors(validator, path.read_text(encoding="utf-8")), f"{path} fits: {errors(validator, path.read_text())}")
    with tempfile.TemporaryDirectory() as folder:
        check(run("init", "new", folder=folder).returncode == 0, "a folder is made")
        started = pathlib.Path(folder, "new/report.toml").read_text(encoding="utf-8")
        check(not errors(validator, started), f"what init writes fits: {errors(validator, started)}")

    asked = keys_asked_for()
    check(len(asked) > 50, f"the sources were read: {sorted(asked)}")
    check(asked <= keys_known(schema), f"the schema has {sorted(asked - keys_known(schema))}")

    for wrong, right in [('template = "x"', 'tamplate = "x"'), ('audience = "donor"', 'audience = "everybody"'),
                         ('header = 1', 'haeder = 1'), ('value = "Actual"', 'valeu = "Actual"'),
                         ('plugin = "csv"', 'plugin = "cvs"'), ('renderer = "pdf"', 'renderer = "dpf"')]:
        text = ('[report]\nid = "a"\ntemplate = "x"\naudience = "donor"\n[[source]]\nname = "s"\nplugin = "csv"\n'
                'file = "a.csv"\nheader = 1\n[source.map.observation]\nvalue = "Actual"\n'
                '[[output]]\nrenderer = "pdf"\n')
        check(not errors(validator, text), f"a plain report fits: {errors(validator, text)}")
        check(errors(validator, text.replace(wrong, right)), f"{right} is refused")


if __name__ == "__main__":
    main()
