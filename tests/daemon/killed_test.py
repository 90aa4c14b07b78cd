#!/usr/bin/python3
"""kvalid is killed with SIGKILL while it makes a report and while it sends: KVALI_KILLS times, or 20."""

import collections
import getpass
import os
import pathlib
import random
import re
import sys
import tempfile
import time
import unittest

try:
    import service
except ImportError:
    print("no python3-aiosmtpd")
    sys.exit(77)

RUN = "small.2026-09"
KILLS = int(os.environ.get("KVALI_KILLS", "20"))
RECIPIENTS = [f"desk{n}@donor.example" for n in range(15 * KILLS)]


class Killed(unittest.TestCase):
    def setUp(self):
        random.seed(5)
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.service = service.Service(self.folder.name, BIN, getpass.getuser())
        self.addCleanup(self.service.sink.controller.stop)
        listed = ", ".join(f'"{address}"' for address in RECIPIENTS)
        self.replace(pathlib.Path(self.folder.name) / "reports" / "small" / "report.toml",
                     'to = ["desk@donor.example"]', f"to = [{listed}]")
        self.replace(self.service.settings, 'to = ["desk@donor.example", ', f"to = [{listed}, ")
        self.assertEqual(self.service.kvalid("--init").returncode, 0)
        self.service.set_clock("2026-10-04T12:00:00Z")
        self.service.start()
        self.addCleanup(self.service.kill)

    @staticmethod
    def replace(file, old, new):
        text = file.read_text(encoding="utf-8")
        assert old in text, file
        file.write_text(text.replace(old, new), encoding="utf-8")

    def kill_soon(self, longest):
        time.sleep(random.uniform(0, longest))
        self.service.kill()
        self.service.start()

    def states(self):
        found = re.findall(r"delivery \d+  (\w+)  report  (\S+)", self.service.say("status", RUN))
        return {address: state for state, address in found}

    def test_nothing_is_lost_or_doubled(self):
        self.service.set_clock("2026-10-05T05:00:01Z")
        for _ in range(KILLS):
            self.kill_soon(0.3)
            if self.service.state_of(RUN) == "in_review":
                break
        self.service.wait_for_state(RUN, "in_review")
        self.service.say("approve", RUN)
        kills = 0
        while kills < KILLS and set(self.states().values()) - {"sent", "uncertain"}:
            self.kill_soon(0.15)
            kills += 1
        # What a busy relay put off for minutes is due by then.
        self.service.set_clock("2026-10-05T20:00:00Z")
        service.wait_for("the last delivery", lambda: not set(self.states().values()) - {"sent", "uncertain"})

        arrived = collections.Counter(to for to, mail in self.service.sink.mails if "@donor.example" in to)
        states = self.states()
        doubled = [to for to, count in arrived.items() if count > 1]
        lost = [to for to in RECIPIENTS if arrived[to] == 0 and states[to] != "uncertain"]
        uncertain = [to for to in RECIPIENTS if states[to] == "uncertain"]
        print(f"{kills} kills while sending {len(RECIPIENTS)} mails: {len(lost)} lost, {len(doubled)} doubled, "
              f"{len(uncertain)} uncertain ({sum(arrived[to] for to in uncertain)} had arrived)")
        self.assertEqual((lost, doubled), ([], []))
        self.assertIn("the audit verifies", self.service.say("audit", "verify"))


if __name__ == "__main__":
    BIN = pathlib.Path(sys.argv.pop(1)) / "bin"
    unittest.main()
