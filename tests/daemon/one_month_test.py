#!/usr/bin/python3
"""A month turns, a report is made, approved and mailed once, whatever is killed in between."""

import datetime
import getpass
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import sys
import tempfile
import unittest

try:
    import service
except ImportError:
    print("no python3-aiosmtpd")
    sys.exit(77)

RUN = "small.2026-09"


class OneMonth(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.service = service.Service(self.folder.name, BIN, getpass.getuser())
        self.addCleanup(self.service.sink.controller.stop)
        self.assertEqual(self.service.kvalid("--check").returncode, 0, self.service.kvalid("--check").stderr)
        self.assertEqual(self.service.kvalid("--init").returncode, 0)
        self.service.set_clock("2026-09-29T12:00:00Z")
        self.service.start()
        # The clock moves when the first turn is over, not in the midst of it.
        first_copy = pathlib.Path(self.folder.name) / "state" / "backups" / "kvali-2026-09-29.db"
        service.wait_for("the first backup", first_copy.exists)
        self.addCleanup(self.service.kill)

    def jump_to(self, time):
        """A clock that is set forward by more than a day at once is not believed until somebody says so."""
        self.service.set_clock(time)
        service.wait_for("the doubt", lambda: "the clock jumped" in self.service.say("status"))
        self.service.say("release", "clock")

    def turn_the_month(self):
        self.jump_to("2026-10-05T05:00:01Z")
        self.service.wait_for_state(RUN, "in_review")

    def code(self):
        return re.search(r"--release (\w+)", self.service.say("status", RUN)).group(1)

    def donor_mails(self):
        return self.service.sink.of("desk@donor.example")

    def test_a_report_is_made_approved_and_mailed_once(self):
        self.assertEqual(self.service.say("status"), "nothing waits for anybody\n")
        self.turn_the_month()
        review = service.wait_for("the mail to the reviewer", lambda: self.service.sink.of("pm@ngo.example"))[0]
        self.assertIn(f"kvali approve {RUN} --release {self.code()}", review.get_body().get_content())
        self.assertEqual(self.donor_mails(), [])

        self.service.kill()
        self.service.start()
        self.assertEqual(self.service.state_of(RUN), "in_review")
        self.service.say("approve", RUN, "--release", self.code())
        self.service.wait_for_state(RUN, "done")
        mail = self.donor_mails()[0]
        self.assertEqual(mail["Subject"], "ყოველთვიური ანგარიში, 2026 წლის სექტემბერი (GEO-19/0012)")
        self.assertEqual(mail["To"], "desk@donor.example")
        self.assertEqual(mail["Reply-To"], "pm@ngo.example")
        names = [part.get_filename() for part in mail.iter_attachments()]
        self.assertEqual([pathlib.Path(name).suffix for name in names], [".pdf", ".xlsx"])
        for part in mail.iter_attachments():
            stored = [f for f in self.artifacts() if f.read_bytes() == part.get_content()]
            self.assertEqual(len(stored), 1)
        # The house has its copy: the same mail, bytes and all.
        copy = service.wait_for("the copy", lambda: self.service.sink.of("archive@ngo.example"))[0]
        self.assertEqual(copy.as_bytes(), mail.as_bytes())

        self.service.kill()
        self.service.start()
        self.service.set_clock("2026-10-06T04:00:00Z")
        self.service.say("status")
        self.assertEqual(len(self.donor_mails()), 1)
        self.assertIn("the audit verifies", self.service.say("audit", "verify"))
        self.service.stop()

    def artifacts(self):
        return list((pathlib.Path(self.folder.name) / "state" / "artifacts" / RUN).iterdir())

    def test_a_bad_configuration_leaves_the_one_that_holds(self):
        good = self.service.settings.read_text()
        self.service.settings.write_text(good.replace("[relay]", "[rely]"))
        self.service.process.send_signal(signal.SIGHUP)
        service.wait_for("the refusal", lambda: "the old one holds" in self.service.log())
        self.turn_the_month()
        self.service.settings.write_text(good)
        self.service.process.send_signal(signal.SIGHUP)
        service.wait_for("the new one", lambda: "was read again" in self.service.log())
        self.service.stop()

    def test_a_report_that_was_edited_is_read_again(self):
        report = pathlib.Path(self.folder.name) / "reports" / "small" / "report.toml"
        good = report.read_text(encoding="utf-8")
        report.write_text(good.replace("desk@donor.example", "desk@donors.example"), encoding="utf-8")
        service.wait_for("the refusal", lambda: "no route leads from emerge to nmfa" in self.service.log())
        report.write_text(good.replace("ყოველთვიური ანგარიში", "თვის ანგარიში"), encoding="utf-8")
        service.wait_for("the new one", lambda: "was read again" in self.service.log())
        self.turn_the_month()
        self.service.say("approve", RUN)
        self.service.wait_for_state(RUN, "done")
        self.assertIn("თვის ანგარიში", self.donor_mails()[0]["Subject"])

    def test_a_draft_is_asked_for_after_a_kill_right_behind_it(self):
        self.turn_the_month()
        self.service.stop()
        store = sqlite3.connect(pathlib.Path(self.folder.name) / "state" / "kvali.db")
        with store:
            store.execute("UPDATE run SET state = 'draft'")
        store.close()
        self.service.start()
        self.service.wait_for_state(RUN, "in_review")

    def test_who_is_not_named_may_do_nothing(self):
        settings = self.service.settings.read_text()
        self.service.settings.write_text(re.sub(r"approvers = .*", 'approvers = ["somebody-else"]', settings))
        self.service.process.send_signal(signal.SIGHUP)
        service.wait_for("the new one", lambda: "was read again" in self.service.log())
        done = self.service.kvali("status")
        self.assertEqual(done.returncode, 1)
        self.assertIn("may not do that here", done.stderr)

    def test_a_rejected_report_is_corrected_and_replaces_the_one_sent(self):
        self.turn_the_month()
        self.service.say("approve", RUN)
        self.service.wait_for_state(RUN, "done")
        self.service.say("correct", RUN, "--why", "a partner reported late")
        self.service.wait_for_state(RUN + ".r1", "in_review")
        self.service.say("approve", RUN + ".r1")
        self.service.wait_for_state(RUN + ".r1", "done")
        first, second = self.donor_mails()
        self.assertEqual(second["In-Reply-To"], first["Message-ID"])
        self.assertIn("შესწორებული", second["Subject"])

    def test_what_an_old_copy_of_the_store_does_not_know_is_not_sent_again(self):
        self.turn_the_month()
        self.service.say("approve", RUN)
        self.service.wait_for_state(RUN, "done")
        self.service.stop()
        state = pathlib.Path(self.folder.name) / "state"
        shutil.copy(state / "backups" / "kvali-2026-09-29.db", state / "kvali.db")
        self.service.start()
        self.assertIn("the store is an old copy", self.service.log())
        if "the clock jumped" in self.service.say("status"):
            self.service.say("release", "clock")
        self.service.wait_for_state(RUN, "in_review")
        self.service.say("approve", RUN)
        doubted = service.wait_for("the doubt", lambda: re.findall(r"delivery (\d+)  uncertain", self.service.say("status", RUN)))
        for number in doubted:
            self.service.say("confirm", number, "--why", "the donor has it")
        self.service.wait_for_state(RUN, "done")
        self.assertEqual(len(self.donor_mails()), 1)
        self.service.stop()

    def test_a_held_report_waits(self):
        self.turn_the_month()
        self.service.say("hold", RUN)
        self.assertIn("is held and cannot be approved", self.service.kvali("approve", RUN).stderr)
        self.service.say("release", RUN)
        self.service.say("approve", RUN)
        self.service.wait_for_state(RUN, "done")
        self.assertEqual(len(self.donor_mails()), 1)

    def test_what_is_rejected_is_not_sent(self):
        self.turn_the_month()
        self.assertIn("a rejection needs a reason", self.service.kvali("reject", RUN).stderr)
        self.service.say("reject", RUN, "--why", "two partners are missing")
        self.assertIn("is rejected and cannot be approved", self.service.kvali("approve", RUN).stderr)
        self.assertEqual(self.donor_mails(), [])

    def test_who_owes_data_is_reminded_before_and_after_the_day(self):
        register = pathlib.Path(self.folder.name) / "reports" / "small" / "register.csv"
        august = datetime.datetime(2026, 8, 31, tzinfo=datetime.timezone.utc).timestamp()
        os.utime(register, (august, august))
        self.service.add_setting('[owners]\n"New Shore" = "data@newshore.example"\n')
        self.service.add_to_source("register", 'owner = "New Shore"\ndue = "workday 2"\n')
        self.service.process.send_signal(signal.SIGHUP)
        service.wait_for("the settings", lambda: "was read again" in self.service.log())
        self.assertIn("small waits for register of New Shore, due 2026-10-02", self.service.say("status"))

        def reminders():
            return [mail.get_content() for mail in self.service.sink.of("data@newshore.example")]

        self.assertEqual(reminders(), [])
        self.service.set_clock("2026-09-30T11:00:00Z")
        service.wait_for("the reminder", reminders)
        self.assertIn("They have not come yet.", reminders()[0])
        self.jump_to("2026-10-03T10:00:00Z")
        service.wait_for("the second one", lambda: len(reminders()) == 2)
        self.assertIn("They were due on 2 October 2026", reminders()[1])

    def test_a_second_daemon_is_refused(self):
        done = self.service.kvalid("--clock", str(self.service.clock))
        self.assertEqual(done.returncode, 1)
        self.assertIn("another kvalid is running", done.stderr)


if __name__ == "__main__":
    BIN = pathlib.Path(sys.argv.pop(1)) / "bin"
    unittest.main()
