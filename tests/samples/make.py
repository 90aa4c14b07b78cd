#!/usr/bin/python3
"""Makes the report of every sample into a folder, for the checks that read finished files.

    make.py KVALI SAMPLES OUT          OUT/<sample>/<report>_<period>_<lang>.<ext>
    make.py --compare KVALI SAMPLES    makes all twice, in two different surroundings, and compares bytes
    make.py --shuffle KVALI SAMPLES [SEED]  makes all twice, the second time from tables whose rows stand in
                                       another order, and compares the bytes of what donors get
"""

import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

# Whatever a report could pick up from its surroundings: clock zone, language, folder, terminal, threads.
SURROUNDINGS = (
    {"TZ": "UTC", "LC_ALL": "C", "COLUMNS": "80"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "ka_GE.UTF-8", "LANGUAGE": "ka", "COLUMNS": "200", "OMP_NUM_THREADS": "1"},
)


def make(kvali, samples, out, surroundings=None):
    for report in sorted(samples.glob("*/report.toml")):
        target = out / report.parent.name
        shutil.rmtree(target, ignore_errors=True)
        done = subprocess.run([kvali, "run", report, "--out", target], check=False, capture_output=True,
                              env={**os.environ, **(surroundings or {})})
        # 3: made, with findings. Samples have some on purpose.
        if done.returncode not in (0, 3):
            sys.stdout.write(done.stderr.decode("utf-8", "replace"))
            raise SystemExit(f"{report}: kvali run ended with exit code {done.returncode}")
        expect_files(target, 1)
    # The month in preparation, with a contradiction that nothing decides: made, and not to be sent.
    coast = out / "coastal-integration"
    done = subprocess.run([kvali, "run", samples / "coastal-integration", "--period", "2026-01", "--out", coast],
                          check=False, capture_output=True, env={**os.environ, **(surroundings or {})})
    if done.returncode != 3 or b"block[C-01]" not in done.stderr:
        raise SystemExit(f"January of {coast.name} is not blocked: {done.stderr.decode('utf-8', 'replace')}")
    expect_files(coast, 2)


def expect_files(target, count):
    for ending in (".pdf", ".xlsx", ".html", ".manifest.json"):
        for lang in ("ka", "en"):
            if len(list(target.glob(f"*_{lang}{ending}"))) != count:
                raise SystemExit(f"{target}: expected {count} of *_{lang}{ending}")


def files_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def compare(kvali, samples):
    with tempfile.TemporaryDirectory(prefix="same-bytes-") as scratch:
        made = []
        for number, surroundings in enumerate(SURROUNDINGS):
            # The second time from a copy with other times of modification, in a folder of another name.
            copy = pathlib.Path(scratch) / ("first" if number == 0 else "second place")
            shutil.copytree(samples, copy / "samples", ignore=shutil.ignore_patterns("out"))
            for path in copy.rglob("*"):
                os.utime(path, (1000000000 + number * 86400 * 500,) * 2)
            make(kvali, copy / "samples", copy / "out", surroundings)
            made.append(files_of(copy / "out"))
        first, second = made
        names = sorted(first.keys() | second.keys())
        different = [str(name) for name in names if first.get(name) != second.get(name)]
        print(f"{len(names)} files, {len(different)} differ")
        for name in different:
            print(f"  {name}")
        return 1 if different or not names else 0


def shuffle_rows(table, order):
    head, *rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
    if any(row.count('"') % 2 for row in rows):
        raise SystemExit(f"{table}: a cell goes over several lines")
    order.shuffle(rows)
    table.write_text(head + "".join(rows), encoding="utf-8")


def shuffle(kvali, samples, seed):
    print(f"seed {seed}")
    order = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="any-order-") as scratch:
        made = []
        for name in ("first", "second"):
            copy = pathlib.Path(scratch) / name
            shutil.copytree(samples, copy / "samples", ignore=shutil.ignore_patterns("out"))
            if name == "second":
                for table in sorted((copy / "samples").glob("*/*.csv")):
                    shuffle_rows(table, order)
            make(kvali, copy / "samples", copy / "out")
            made.append(files_of(copy / "out"))
        different = [str(name) for name in made[0]
                     if name.suffix in (".pdf", ".xlsx") and made[0][name] != made[1].get(name)]
        print(f"{len(made[0])} files, {len(different)} differ")
        for name in different:
            print(f"  {name}")
        return 1 if different or not made[0] else 0


def main(arguments):
    if arguments[:1] == ["--shuffle"] and len(arguments) in (3, 4):
        seed = int(arguments[3]) if len(arguments) == 4 else random.SystemRandom().randrange(1 << 32)
        return shuffle(*(pathlib.Path(argument).resolve() for argument in arguments[1:3]), seed)
    if len(arguments) == 3 and arguments[0] == "--compare":
        return compare(pathlib.Path(arguments[1]).resolve(), pathlib.Path(arguments[2]).resolve())
    if len(arguments) == 3:
        make(*(pathlib.Path(argument).resolve() for argument in arguments))
        return 0
    raise SystemExit(__doc__)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
