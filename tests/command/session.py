#!/usr/bin/python3
"""Runs the command sessions of a Markdown file, or the commands a README shows.

A session file is prose with fenced blocks of two sorts:

    ```file data.csv          writes data.csv into the session's folder
    ```session                commands and what they must print:
    % kvali run report.toml   a command, given to /bin/sh
    made out/report.pdf       a line of its standard output
    2> error: ...             a line of its standard error
    => 1                      its exit status, when that is not 0

`...` stands for any text inside a line and, alone on a line, for any number of lines. `$PWD` stands
for the session's folder, `$BUILD` for the folder Kvali was built into (in commands too). A line of output that looks like one of the marks has a backslash in front.
Each heading starts a session with a folder of its own; a command that names `samples/` finds a copy
of the samples there. KVALI_ACCEPT=1 rewrites what differs.

With --readme, the commands of ```sh blocks are run instead; they must succeed.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FENCE = re.compile(r"^```(\w*)\s*(.*)$")
MARK = re.compile(r"^(% |2> |2>$|=> )")
SECONDS_PER_COMMAND = 120


class Command:
    """One `%` line and what is expected of it; `lines` is its span in the file."""

    def __init__(self, text, start):
        self.text = text
        self.start = start
        self.end = start + 1
        self.stdout = []
        self.stderr = []
        self.status = 0

    def expect(self, line):
        self.end += 1
        if line.startswith("=> "):
            self.status = int(line[3:])
        elif line.startswith("2>"):
            self.stderr.append(line[3:])
        else:
            self.stdout.append(line[1:] if re.match(r"^\\+(% |2>|=> )", line) else line)


def blocks(lines):
    """Yields (kind, argument, first line of the body, body) for fences and ("heading", ...) for headings."""
    number = 0
    while number < len(lines):
        fence = FENCE.match(lines[number])
        if fence:
            start = number + 1
            number = start
            while number < len(lines) and lines[number] != "```":
                number += 1
            if number == len(lines):
                raise SystemExit(f"line {start}: block is not closed")
            yield fence[1], fence[2], start, lines[start:number]
        elif lines[number].startswith("#"):
            yield "heading", lines[number].lstrip("# "), number, []
        number += 1


def commands_in(start, body):
    commands = []
    number = 0
    while number < len(body):
        line = body[number]
        if line.startswith("% "):
            command = Command(line[2:], start + number)
            while command.text.endswith("\\") and number + 1 < len(body):
                number += 1
                command.text = command.text[:-1] + body[number].strip()
                command.end += 1
            commands.append(command)
        elif commands:
            commands[-1].expect(line)
        else:
            raise SystemExit(f"line {start + number + 1}: expected a command, '% ...'")
        number += 1
    return commands


def line_matches(expected, actual):
    pattern = ".*".join(re.escape(part) for part in expected.split("..."))
    return re.fullmatch(pattern, actual) is not None


def matches(expected, actual):
    """Whether the lines agree; a line of `...` alone stands for any number of lines."""
    reachable = {0}
    for line in expected:
        if line == "...":
            reachable = set(range(min(reachable), len(actual) + 1)) if reachable else set()
        else:
            reachable = {at + 1 for at in reachable if at < len(actual) and line_matches(line, actual[at])}
    return len(actual) in reachable


def output_lines(data, places):
    text = data.decode("utf-8", "backslashreplace")
    for path, name in places:
        text = text.replace(path, name)
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    else:
        lines[-1] += "\\ no newline at the end"
    return lines


class Runner:
    """Runs commands, each in the folder of its session."""

    def __init__(self, arguments):
        self.top = arguments.top.resolve()
        self.bin = arguments.bin.resolve() if arguments.bin else None
        self.folder = None

    def places(self):
        """Folders that differ from machine to machine, and how a session writes them."""
        places = [(str(self.folder), "$PWD")]
        return places + [(str(self.bin.parent), "$BUILD")] if self.bin else places

    def start_session(self):
        self.end_session()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="session-")).resolve()

    def end_session(self):
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.folder = None

    def provide_samples(self):
        target = self.folder / "samples"
        if not target.exists():
            shutil.copytree(self.top / "samples", target, ignore=shutil.ignore_patterns("out"))

    def write(self, name, body):
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder):
            raise SystemExit(f"file {name}: lies outside the session's folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(line + "\n" for line in body), encoding="utf-8")

    def run(self, text):
        if "samples" in text:
            self.provide_samples()
        # Nothing of the caller's environment may decide what a command prints.
        environment = {
            "PATH": os.pathsep.join(filter(None, [self.bin and str(self.bin), "/usr/bin:/bin"])),
            "HOME": str(self.folder),
            "LC_ALL": "C.UTF-8",
            "TZ": "Asia/Tbilisi",
        }
        if self.bin:
            environment["BUILD"] = str(self.bin.parent)
        for name, value in os.environ.items():
            if name.endswith("SAN_OPTIONS") or name.startswith("LD_"):
                environment[name] = value
        return subprocess.run(["/bin/sh", "-c", text], cwd=self.folder, env=environment, check=False,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS_PER_COMMAND)


def written(command, stdout, stderr, status, source):
    """The lines of the file for what a command really did."""
    lines = source[command.start:command.start + 1 + source_continuations(command, source)]
    lines += ["\\" + line if MARK.match(line.lstrip("\\")) or line == "```" else line for line in stdout]
    lines += ["2> " + line if line else "2>" for line in stderr]
    if status:
        lines.append(f"=> {status}")
    return lines


def source_continuations(command, source):
    count = 0
    while source[command.start + count].endswith("\\"):
        count += 1
    return count


def show(title, expected, actual):
    print(f"  {title}:")
    for line in expected:
        print(f"    expected | {line}")
    for line in actual:
        print(f"    got      | {line}")


def run_file(runner, path, accept):
    """Runs a session file; returns (commands run, commands that differ)."""
    lines = path.read_text(encoding="utf-8").split("\n")
    rewritten = []
    total = differing = 0
    runner.start_session()
    for kind, argument, start, body in blocks(lines):
        if kind == "heading":
            runner.start_session()
        elif kind == "file":
            runner.write(argument, body)
        elif kind == "session":
            for command in commands_in(start, body):
                total += 1
                done = runner.run(command.text)
                stdout = output_lines(done.stdout, runner.places()) if done.stdout else []
                stderr = output_lines(done.stderr, runner.places()) if done.stderr else []
                good = [matches(command.stdout, stdout), matches(command.stderr, stderr),
                        command.status == done.returncode]
                if all(good):
                    continue
                differing += 1
                rewritten.append((command, written(command, command.stdout if good[0] else stdout,
                                                   command.stderr if good[1] else stderr,
                                                   done.returncode, lines)))
                print(f"{path}:{command.start + 1}: % {command.text}")
                if not good[0]:
                    show("standard output", command.stdout, stdout)
                if not good[1]:
                    show("standard error", command.stderr, stderr)
                if not good[2]:
                    print(f"  exit status: expected {command.status}, got {done.returncode}")
    runner.end_session()
    if accept and rewritten:
        for command, replacement in reversed(rewritten):
            lines[command.start:command.end] = replacement
        path.write_text("\n".join(lines), encoding="utf-8")
        print(f"{path}: {differing} accepted")
        differing = 0
    return total, differing


def readme_command(line):
    """What to run for a line of a README, or None for what only makes sense on a reader's machine."""
    line = line.split(" #")[0].strip()
    if not line or line.startswith(("#", "git clone", "cd ", "sudo ")):
        return None
    # The set-up commands build everything again: asked for help, they check their arguments only.
    if re.match(r"^(\./)?(samples|tests|\.ci)/run\b", line):
        return line + " --help"
    # The same for a build by hand: the preset must be there.
    preset = re.match(r"^(cmake|ctest)\b.* --preset[ =](\S+)$", line)
    if preset:
        return f"grep -q '\"name\": \"{preset[2]}\"' CMakePresets.json"
    return line


def run_readme(runner, path):
    """Runs what a README shows, in a folder that looks like a built tree."""
    total = differing = 0
    runner.start_session()
    shutil.copytree(runner.top / "samples", runner.folder / "samples", ignore=shutil.ignore_patterns("out"))
    for name in ("tests", "templates", "plugins", "engine", ".ci", "CMakePresets.json"):
        if (runner.top / name).exists():
            (runner.folder / name).symlink_to(runner.top / name)
    for preset in ("release", "dev"):
        (runner.folder / "build" / preset).mkdir(parents=True)
        if runner.bin:
            (runner.folder / "build" / preset / "bin").symlink_to(runner.bin)
    for kind, _, start, body in blocks(path.read_text(encoding="utf-8").split("\n")):
        if kind != "sh":
            continue
        for number, line in enumerate(body, start + 1):
            command = readme_command(line)
            if command is None:
                continue
            total += 1
            done = runner.run(command)
            # 3: the report was made, and its findings are shown.
            if done.returncode not in (0, 3):
                differing += 1
                print(f"{path}:{number}: {line}\n  exit status {done.returncode}")
                print(done.stderr.decode("utf-8", "backslashreplace"))
    runner.end_session()
    return total, differing


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--top", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--bin", type=pathlib.Path, help="folder of kvali")
    parser.add_argument("--readme", action="store_true", help="run the commands of ```sh blocks")
    parser.add_argument("file", type=pathlib.Path)
    arguments = parser.parse_args()
    runner = Runner(arguments)
    try:
        if arguments.readme:
            total, differing = run_readme(runner, arguments.file)
        else:
            total, differing = run_file(runner, arguments.file, os.environ.get("KVALI_ACCEPT") == "1")
    finally:
        runner.end_session()
    if total == 0:
        print(f"{arguments.file}: no commands found")
        return 1
    print(f"{total - differing} of {total} commands as written")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
