#!/usr/bin/env python3
"""Holds what suppress() leaves against a judge of its own kind: suppression_oracle.py, which knows one table
and is exact and slow.

Usage: oracle_test.py WITHHELD_TABLES ORACLE.py [COUNT]

Of every random table whose withheld cells Kvali calls protected, the judge must say so too. Exit code 77: the
judge is not there.
"""
import importlib.util
import json
import math
import pathlib
import subprocess
import sys

# The judge tries every table: more than this takes it seconds.
MOST_TRIES = 30_000


def load(path):
    spec = importlib.util.spec_from_file_location("suppression_oracle", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tries(table, withheld):
    rest_of_row = [sum(v for c, v in enumerate(row) if (r, c) in withheld) for r, row in enumerate(table)]
    columns = range(len(table[0]))
    rest_of_column = [sum(row[c] for r, row in enumerate(table) if (r, c) in withheld) for c in columns]
    return math.prod(min(rest_of_row[r], rest_of_column[c]) + 1 for r, c in withheld)


def main(program, oracle_path, count="10000"):
    if not pathlib.Path(oracle_path).is_file():
        print(f"skipped: no {pathlib.Path(oracle_path).name} to judge by")
        return 77
    oracle = load(oracle_path)
    judged, bounded, unproven = 0, 0, 0
    cells, small, hidden = 0, 0, 0
    lines = subprocess.run([program, count], check=True, capture_output=True, text=True).stdout.splitlines()
    for line in lines:
        case = json.loads(line)
        withheld = {tuple(cell) for cell in case["withheld"]}
        counts = [count for row in case["table"] for count in row]
        cells += len(counts)
        small += sum(0 < count < case["k"] for count in counts)
        hidden += len(withheld)
        if not case["proven"]:
            unproven += 1
            continue
        judged += 1
        found = oracle.recoverable(case["table"], withheld)
        assert not found, f"seed {case['seed']}: {sorted(found)} follow from the totals: {line}"
        if not withheld or tries(case["table"], withheld) > MOST_TRIES:
            continue
        bounded += 1
        assert oracle.is_safe(case["table"], withheld, case["k"]), f"seed {case['seed']}: too narrow: {line}"
    # Nobody is helped by a suppression that withholds everything, nor by one that withholds nothing.
    assert len(lines) == int(count) and judged > 0.84 * len(lines) and bounded > 0.4 * len(lines)
    assert small < hidden < 0.66 * cells, f"{hidden} of {cells} withheld, {small} of them small"
    print(f"{len(lines)} tables: {judged} protected, the intervals of {bounded} tried out; {unproven} beyond protection")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
