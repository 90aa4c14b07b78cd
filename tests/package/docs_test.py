#!/usr/bin/python3
"""The manual page and the bash completion say what --help says.  Argument: the program."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

KVALI = sys.argv[1]


def output(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60, **more).stdout


def help_of(*command):
    """(commands, options) that --help shows, of the command and of all below it."""
    text = output(KVALI, *command, "--help")
    options = {word for line in text.splitlines() if re.match(r"  -", line)
               for word in re.findall(r"--[a-z-]+", line.split("  ")[1])}
    below = re.search(r"^Subcommands:\n((?:  .*\n)+)", text, re.M)
    commands = [line.split()[0] for line in below[1].splitlines() if line[2] != " "] if below else []
    result = {command: (commands, options)}
    for name in commands:
        result.update(help_of(*command, name))
    return result


def completions(line, folder):
    """What bash offers for the last word of the line."""
    script = ('source <("$0" write-completion); read -ra COMP_WORDS <<<"$1"; '
              '[[ $1 == *" " ]] && COMP_WORDS+=(""); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); '
              '_kvali; printf "%s\\n" "${COMPREPLY[@]}"')
    return set(output("bash", "-c", script, KVALI, line, cwd=folder).split())


def check(holds, what):
    if not holds:
        sys.exit(f"failed: {what}")


def check_page(page, tree):
    plain = page.replace("\\-", "-")
    for command, (_, options) in tree.items():
        heading = '.SS "kvali' + "".join(" " + word for word in command)
        check(not command or heading in plain, f"the page has {' '.join(command)}")
        part = plain[plain.index(heading):].split("\n.SS", 2)[0] if command else plain
        for option in options:
            check(re.search(re.escape(option) + r"\b", part), f"the page has {option} of kvali {' '.join(command)}")


def check_roff(page, folder):
    path = pathlib.Path(folder) / "kvali.1"
    path.write_text(page, encoding="utf-8")
    if shutil.which("man"):
        done = subprocess.run(["man", "--warnings", "--encoding=utf8", "--local-file", str(path)], check=True,
                              capture_output=True, text=True, timeout=60, env={"PATH": "/usr/bin:/bin", "MANWIDTH": "80"})
        check(done.stderr == "", f"man has no warnings: {done.stderr}")
    if shutil.which("lexgrog"):
        check("kvali - " in output("lexgrog", str(path)), "the page can be found by apropos")


def check_completion(tree, folder):
    pathlib.Path(folder, "my-report").mkdir()
    pathlib.Path(folder, "other.toml").touch()
    pathlib.Path(folder, "notes.txt").touch()
    for command, (commands, options) in tree.items():
        if len(command) > 1:
            continue
        line = " ".join(["kvali", *command, ""])
        check(set(commands) <= completions(line, folder), f"'{line}' completes {commands}")
        offered = completions(line + "--", folder)
        check(options <= offered, f"'{line}--' completes {options - offered}")
    check(completions("kvali ru", folder) == {"run"}, "a command that was begun is completed")
    check(completions("kvali --json ch", folder) == {"check"}, "also after an option")
    check(completions("kvali run ", folder) == {"my-report", "other.toml"}, "run completes reports only")
    check(completions("kvali run my-report --out m", folder) == {"my-report"}, "--out completes folders")
    check(completions("kvali init x --from n", folder) == {"notes.txt"}, "--from completes files")
    check(completions("kvali run x --period ", folder) == set(), "a period is not completed")


def main():
    tree = help_of()
    check(len(tree) > 5 and "--period" in tree[("run",)][1], f"--help was read: {tree}")
    page = output(KVALI, "write-man")
    with tempfile.TemporaryDirectory() as folder:
        check_page(page, tree)
        check_roff(page, folder)
        check_completion(tree, folder)


if __name__ == "__main__":
    main()
