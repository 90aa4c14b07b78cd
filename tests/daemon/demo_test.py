#!/usr/bin/python3
"""samples/daemon-demo does what its README says."""

import getpass
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

try:
    import service
except ImportError:
    print("no python3-aiosmtpd")
    sys.exit(77)

DEMO = pathlib.Path(__file__).resolve().parents[2] / "samples" / "daemon-demo"
RUN = "office.2026-03"


class Demo(unittest.TestCase):
    def test_a_month_turns(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        demo = service.Service(folder.name, BIN, getpass.getuser(), prepare=self.prepare)
        self.addCleanup(demo.sink.controller.stop)
        demo.set_clock("2026-04-02T18:00:00Z")
        plan = demo.kvalid("--clock", str(demo.clock), "--check")
        self.assertIn("due 2026-04-03T09:00:00  reports 2026-03", plan.stdout, plan.stderr)
        self.assertEqual(demo.kvalid("--init").returncode, 0)
        demo.start()
        self.addCleanup(demo.kill)
        self.assertEqual(demo.say("status"), "nothing waits for anybody\n")
        demo.set_clock("2026-04-03T05:00:00Z")
        demo.wait_for_state(RUN, "in_review")
        demo.kill()
        demo.start()
        code = re.search(r"--release (\w+)", demo.say("status")).group(1)
        demo.say("approve", RUN, "--release", code)
        demo.wait_for_state(RUN, "done")
        demo.kill()
        demo.start()
        demo.say("audit", "verify")
        mails = demo.sink.of("desk@donor.example")
        self.assertEqual(len(mails), 1)
        names = [part.get_filename() for part in mails[0].iter_attachments()]
        self.assertTrue({".pdf", ".xlsx"} <= {pathlib.Path(name).suffix for name in names}, names)

    @staticmethod
    def prepare(demo):
        subprocess.run([demo.bin / "kvali", "init", demo.folder / "reports" / "office"], check=True, capture_output=True)
        report = demo.folder / "reports" / "office" / "report.toml"
        report.write_text(report.read_text(encoding="utf-8") + (DEMO / "add-to-report.toml").read_text(), encoding="utf-8")
        settings = (DEMO / "kvalid.toml").read_text()
        settings = settings.replace("your-user-name", getpass.getuser()).replace("2525", str(demo.sink.port))
        demo.settings.write_text(settings.replace('"kvalid.sock"', f'"{demo.socket}"'), encoding="utf-8")


if __name__ == "__main__":
    BIN = pathlib.Path(sys.argv.pop(1)) / "bin"
    unittest.main()
