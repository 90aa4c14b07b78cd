#!/usr/bin/python3
"""The manual page and the completions of shells say what --help says.  Argument: the program."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

KVALI = str(pathlib.Path(sys.argv[1]).resolve())


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
    script = ('source <("$0" write-completion bash); read -ra COMP_WORDS <<<"$1"; '
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
    check(completions("kvali explain ", folder) == {"my-report", "other.toml"}, "explain takes a report first")
    check(completions("kvali run x --period ", folder) == set(), "a period is not completed")


def check_fish(tree, folder):
    """Asks fish itself, where it is installed."""
    if not shutil.which("fish"):
        print("fish is not installed: its completion is not tried")
        return
    script = pathlib.Path(folder, "kvali.fish")
    script.write_text(output(KVALI, "write-completion", "fish"), encoding="utf-8")

    def offered(line):
        lines = output("fish", "--no-config", "-c", f"source {script}; complete -C '{line}'", cwd=folder,
                       env={"HOME": folder, "PATH": "/usr/bin:/bin"}).splitlines()
        return {line.split("\t")[0].rstrip("/") for line in lines}

    for command, (commands, options) in tree.items():
        if len(command) > 1:
            continue
        line = " ".join(["kvali", *command, ""])
        check(set(commands) <= offered(line), f"fish: '{line}' completes {commands}")
        check(options <= offered(line + "--"), f"fish: '{line}--' completes {options - offered(line + '--')}")
    check({"my-report", "other.toml"} <= offered("kvali run "), "fish: run completes reports")
    check(offered("kvali run --out m") == {"my-report"}, "fish: --out completes folders")
    check("notes.txt" in offered("kvali init x --from n"), "fish: --from completes files")


def check_zsh(tree):
    """The words are there; zsh itself reads the script where it is installed."""
    script = output(KVALI, "write-completion", "zsh")
    for command, (commands, options) in tree.items():
        arm = re.search(rf"^    {command[0]}\)\n(.*?)^      ;;", script, re.M | re.S)[1] if command else script
        for word in commands:
            check(re.search(rf"['( ]{word}[:) ]", arm), f"zsh: {word} is completed")
        for option in options:
            check(len(command) > 1 or f"{option}[" in arm, f"zsh: {option} of {' '.join(command)} is completed")
    if shutil.which("zsh"):
        output("zsh", "-f", "-n", "/dev/stdin", input=script)


def main():
    tree = help_of()
    check(len(tree) > 5 and "--period" in tree[("run",)][1], f"--help was read: {tree}")
    page = output(KVALI, "write-man")
    with tempfile.TemporaryDirectory() as folder:
        check_page(page, tree)
        check_roff(page, folder)
        check_completion(tree, folder)
        check_fish(tree, folder)
        check_zsh(tree)


if __name__ == "__main__":
    main()
