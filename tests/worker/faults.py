#!/usr/bin/python3
"""What happens to a run from outside: signals, a disk that is full or read-only, a second run. faults.py SCENARIO BUILD_FOLDER"""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
REPORT = """[report]
id = "small"
template = "monthly-brief"
langs = ["en"]
period = "2025-12"
audience = "internal"
[project]
id = "small"
title = "A small project"
donor = "A donor"
agreement = "A-1"
start = 2025-01-01
end = 2025-12-31
[[source]]
name = "notes"
plugin = "broken"
mode = "SOURCE"
file = "notes.csv"
[[output]]
renderer = "xlsx"
[[output]]
renderer = "broken"
mode = "RENDERER"
"""


class Place:
    """A report folder with a broken source and a broken renderer."""

    def __init__(self, build, folder):
        self.build = pathlib.Path(build)
        self.folder = pathlib.Path(folder)
        (self.folder / "notes.csv").write_text("Note\nOne\n", encoding="utf-8")

    def command(self, source="none", renderer="none", *options):
        name = f"{source}-{renderer}.toml"
        text = REPORT.replace("SOURCE", source).replace("RENDERER", renderer)
        (self.folder / name).write_text(text, encoding="utf-8")
        return [str(self.build / "bin/kvali"), "run", name, "--out", "out", "--plugin-dir",
                str(self.build / "tests/broken"), *options]

    def start(self, *arguments):
        return subprocess.Popen(self.command(*arguments), cwd=self.folder, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, *arguments):
        return subprocess.run(self.command(*arguments), cwd=self.folder, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, check=False, timeout=100)

    def files(self):
        out = self.folder / "out"
        return sorted(path.name for path in out.iterdir()) if out.exists() else []

    def wait_for_half_a_report(self):
        """Until the renderer has begun its file and hangs."""
        wait_until(lambda: list(self.folder.glob("out/.kvali-*/*.txt")))


FINISHED = ["small_2025-12_en.manifest.json", "small_2025-12_en.txt", "small_2025-12_en.xlsx"]


def wait_until(condition):
    for _ in range(2000):
        if condition():
            return
        time.sleep(0.02)
    raise SystemExit("waited in vain")


def expect(got, wanted):
    if got != wanted:
        raise SystemExit(f"expected {wanted!r}\ngot      {got!r}")


def children_of(pid):
    listing = pathlib.Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listing.read_text(encoding="ascii").split()]


def alive(pid):
    try:
        state = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
        return state != "Z"
    except FileNotFoundError:
        return False


def interrupted(place):
    """A signal ends the run and its worker, and leaves nothing behind."""
    expect(place.run().returncode, 0)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        run = place.start("none", "hang")
        place.wait_for_half_a_report()
        workers = children_of(run.pid)
        expect(len(workers), 1)
        run.send_signal(number)
        output, errors = run.communicate(timeout=20)
        expect((output, errors), ("", "interrupted: no report was made\n"))
        expect(run.returncode, 128 + number)
        expect([pid for pid in workers if alive(pid)], [])
        expect(place.files(), FINISHED)


def interrupted_twice(place):
    """A second signal does not end the run before the first has made it clean up."""
    expect(place.run().returncode, 0)
    for pause in (0, 0.001, 0.002, 0.003) * 4:
        run = place.start("none", "hang")
        place.wait_for_half_a_report()
        run.send_signal(signal.SIGINT)
        time.sleep(pause)
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=20)
        # The second may come when all is done, and find nobody who watches.
        expect(run.returncode in (128 + signal.SIGINT, -signal.SIGINT), True)
        expect(place.files(), FINISHED)


def killed(place):
    """The worker dies with the run, and the next run clears away what they left."""
    expect(place.run().returncode, 0)
    run = place.start("none", "hang")
    place.wait_for_half_a_report()
    workers = children_of(run.pid)
    run.kill()
    run.communicate(timeout=20)
    wait_until(lambda: not any(alive(pid) for pid in workers))
    expect(len(place.files()), len(FINISHED) + 1)
    expect(place.run().returncode, 0)
    expect(place.files(), FINISHED)


def two_runs(place):
    """The second run waits for the first, says so, and both end well."""
    first = place.start("none", "wait")
    place.wait_for_half_a_report()
    second = place.start()
    line = second.stderr.readline()
    expect(line, "another run writes to out: waiting for it\n")
    (place.folder / "go").touch()
    expect("error" in first.communicate(timeout=60)[1].replace("0 errors", ""), False)
    expect(first.returncode, 0)
    second.communicate(timeout=60)
    expect(second.returncode, 0)
    expect(place.files(), FINISHED)


def in_namespace():
    """Runs this test again where a folder may be mounted; None: it is there already."""
    if os.environ.get("KVALI_IN_NAMESPACE") == "1":
        return None
    probe = subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "true"], check=False,
                           capture_output=True)
    if probe.returncode != 0:
        print("skipped: no user namespaces here, so nothing can be mounted")
        return SKIPPED
    return subprocess.run(["unshare", "--user", "--map-root-user", "--mount", sys.executable, *sys.argv],
                          check=False, env={**os.environ, "KVALI_IN_NAMESPACE": "1"}).returncode


class Mounted:
    """A small file system on the folder `out` while the test lasts."""

    def __init__(self, place):
        self.out = place.folder / "out"
        self.out.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(self.out)], check=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "--lazy", str(self.out)], check=True)

    def make_read_only(self):
        subprocess.run(["mount", "-o", "remount,ro", str(self.out)], check=True)


def read_only(place):
    """A folder that takes no files is named with the reason, and what lies there stays."""
    elsewhere = in_namespace()
    if elsewhere is not None:
        return elsewhere
    with Mounted(place) as mounted:
        expect(place.run().returncode, 0)
        mounted.make_read_only()
        run = place.run()
        expect((run.returncode, run.stdout), (1, ""))
        if f"{place.folder}/out" not in run.stderr or "Read-only file system" not in run.stderr:
            raise SystemExit(f"does not say what is wrong:\n{run.stderr}")
        expect(place.files(), FINISHED)
    return 0


def disk_full(place):
    """On a full disk nothing is written, the message says why, and earlier files are as they were."""
    elsewhere = in_namespace()
    if elsewhere is not None:
        return elsewhere
    with Mounted(place) as mounted:
        return fill(place, mounted.out)


def fill(place, out):
    expect(place.run().returncode, 0)
    before = {name: (out / name).read_bytes() for name in FINISHED}
    full = 0
    # Less and less room: each write in turn is the one that fails.
    for room in (64, 48, 40, 32, 28, 24, 20, 16, 12, 8, 4, 0):
        stat = os.statvfs(out)
        filler = out / "filler"
        filler.write_bytes(b"x" * max(0, stat.f_bavail * stat.f_frsize - room * 1024))
        run = place.run()
        filler.unlink()
        if run.returncode != 0:
            full += 1
            expect(run.returncode, 1)
            if "No space left" not in run.stderr and "room on the disk" not in run.stderr:
                raise SystemExit(f"{room} KiB: does not say why:\n{run.stderr}")
            if "[ERROR]" in run.stdout + run.stderr:
                raise SystemExit(f"{room} KiB: a library speaks to the user:\n{run.stderr}")
        expect(place.files(), FINISHED)
        expect({name: (out / name).read_bytes() for name in FINISHED}, before)
    if full < 2:
        raise SystemExit("the disk was never full")
    return 0


def main():
    with tempfile.TemporaryDirectory() as folder:
        return globals()[sys.argv[1]](Place(sys.argv[2], folder)) or 0


if __name__ == "__main__":
    sys.exit(main())
