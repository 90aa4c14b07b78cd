#!/usr/bin/python3
"""What templates/README.md shows is true: its examples are templates without mistakes, and the tables, columns
and filters it names are there.  Arguments: the program, the project's folder."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

KVALI, TOP = sys.argv[1], pathlib.Path(sys.argv[2])
GUIDE = (TOP / "templates" / "README.md").read_text()
HEAD = '+++\ntitle = "T"\n+++\n\n'


def found_in(text):
    """The findings of a template; the texts and included files that it asks for are there."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        keys = dict.fromkeys(["title", *re.findall(r'\bt\("([\w.]+)"', text)])
        (folder / "locale").mkdir()
        (folder / "locale" / "en.toml").write_text("".join(f'{key} = "text"\n' for key in keys))
        for file in re.findall(r'\{% include "([\w/.]+)"', text):
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text("Included.\n")
        (folder / "template.md").write_text(text)
        result = subprocess.run([KVALI, "--json", "templates", "check", name], capture_output=True, text=True,
                                timeout=60)
        findings = [json.loads(line) for line in result.stdout.splitlines()]
        return [finding for finding in findings if finding["severity"] != "info"]


def told(findings):
    return "".join(f"\n  {finding['place'].split('/')[-1]}: {finding['message']}" for finding in findings)


def check(holds, what):
    if not holds:
        sys.exit(f"failed: {what}")


def examples():
    blocks = re.findall(r"^```markdown\n(.*?)^```$", GUIDE, re.M | re.S)
    check(len(blocks) > 1, "the guide has examples")
    for block in blocks:
        findings = found_in(block if block.startswith("+++\n") else HEAD + block)
        check(not findings, f"an example has mistakes:{told(findings)}\n{block}")


    for block in re.findall(r"^```toml\n(.*?)^```$", GUIDE, re.M | re.S):
        tomllib.loads(block)


def columns_in(text):
    """The names in a cell of the table of tables: explanations in brackets and behind a colon are none."""
    while re.search(r"\([^()]*\)", text):
        text = re.sub(r"\([^()]*\)", "", text)
    text = text.split(":")[0]
    words = [word.strip() for word in re.split(r",| and ", text)]
    return [word for word in words if re.fullmatch(r"[a-z_]+", word)]


def tables():
    section = GUIDE.split("\n## Tables\n")[1]
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", section, re.M)
    check(len(rows) > 30, "the guide has a table of tables")
    lines = [f"{{{{ list({table}.{column}) | join }}}}" for table, text in rows for column in columns_in(text)]
    check(len(lines) > 250, "the guide names the columns")
    findings = found_in(HEAD + "\n\n".join(lines) + "\n")
    check(not findings, f"the guide names what is not there:{told(findings)}")


def facts():
    section = GUIDE.split("\n## Facts\n")[1]
    names = re.findall(r"`((?:project|report|period|finance|last_report)\.\w+|period|lang)`", section)
    check(len(names) > 20, "the guide names the facts")
    findings = found_in(HEAD + "\n\n".join(f"{{{{ {name} }}}}" for name in names) + "\n")
    check(not findings, f"the guide names facts that are not there:{told(findings)}")


def filters():
    section = GUIDE.split("Filters:")[1].split("\n\n")[0]
    names = re.findall(r"`(\w+)", section)
    check(len(names) > 15, "the guide names the filters")
    findings = found_in(HEAD + "\n\n".join(f"{{{{ missing | {name} }}}}" for name in names) + "\n")
    unknown = [finding for finding in findings if finding["id"] == "TPL-05"]
    check(not unknown, f"the guide names filters that are not there:{told(unknown)}")


examples()
tables()
facts()
filters()
