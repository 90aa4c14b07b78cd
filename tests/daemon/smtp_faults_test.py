"""The SMTP driver against a server that goes wrong in every way we know. smtp_faults_test.py BUILD_FOLDER

Each row: what the server does, what becomes of the mail, in which step, with which code, and whether the
server has stored it. However it goes, the driver is back within its deadline and half a second, and does
not spin.
"""

import concurrent.futures
import dataclasses
import json
import os
import pathlib
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest

import fault_server
from certificates import Certificates
from fault_server import FaultServer

BUILD = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else "build/dev")
DRIVER = BUILD / "tests" / "mail-driver"

STEP_MS = 1000  # The deadline of every step, of QUIT too.
LATE_MS = 500
MOST_CPU = 0.25  # Seconds; a mail takes a few milliseconds.
TWO = {"to": "a@example.org,b@example.org"}


@dataclasses.dataclass
class Row:
    mode: str
    outcome: str
    phase: str
    code: int = 0
    stored: int = 0
    steps: int = 1  # How many steps may use up their time.
    text: str = ""  # Is in what is told.
    settings: dict = dataclasses.field(default_factory=dict)
    relay_failed: bool = False
    barriers: int = 0


def row(mode, outcome, phase, code=0, **more):
    return Row(mode, outcome, phase, code, **more)


RELAY = {"relay_failed": True}

# In clear text, as on the loopback interface.
CLEAR = [
    row("fine", "accepted", "final", 250, stored=1, barriers=1),
    row("bare_server", "accepted", "final", 250, stored=1, barriers=1),
    row("big_mail", "accepted", "final", 250, stored=1, barriers=1, settings={"size": 3_000_000}),
    row("no_banner", "not_sent", "banner", text="in time", **RELAY),
    row("banner_close", "not_sent", "banner", text="ended the connection", **RELAY),
    row("banner_421", "temporary", "banner", 421, **RELAY),
    row("banner_554", "temporary", "banner", 554, text="blocked", **RELAY),
    row("banner_drip", "not_sent", "banner", text="in time", **RELAY),
    row("banner_breaks_off", "not_sent", "banner", text="ended the connection", **RELAY),
    row("banner_garbage", "not_sent", "banner", text="no code", **RELAY),
    row("banner_endless", "not_sent", "banner", text="longer than 16384", **RELAY),
    row("banner_long_line", "not_sent", "banner", text="longer than 4096", **RELAY),
    row("banner_code_changes", "not_sent", "banner", text="changes its code", **RELAY),
    row("banner_early_ehlo_answer", "not_sent", "banner", text="more than it was asked", **RELAY),
    row("ehlo_502", "temporary", "ehlo", 502, **RELAY),
    row("ehlo_stall", "not_sent", "ehlo", text="in time", **RELAY),
    row("ehlo_drip", "not_sent", "ehlo", text="in time", **RELAY),
    row("size_small", "permanent", "mail", text="the server takes 100"),
    row("mail_451", "temporary", "mail", 451),
    row("mail_552", "permanent", "mail", 552),
    row("mail_530", "temporary", "mail", 530, **RELAY),
    row("mail_421", "temporary", "mail", 421, **RELAY),
    row("mail_354", "not_sent", "mail", text="354 where that means nothing", **RELAY),
    row("mail_drop", "not_sent", "mail", text="ended the connection", **RELAY),
    row("rcpt_550_all", "permanent", "rcpt", 550),
    row("rcpt_450_all", "temporary", "rcpt", 450),
    row("rcpt_251", "accepted", "final", 250, stored=1, barriers=1),
    row("rcpt_drip", "not_sent", "rcpt", text="in time", **RELAY),
    row("rcpt_421", "temporary", "rcpt", 421, settings=TWO, **RELAY),
    row("rcpt_drop_2nd", "not_sent", "rcpt", settings=TWO, **RELAY),
    row("data_554", "permanent", "data", 554),
    row("data_451", "temporary", "data", 451),
    row("data_250", "not_sent", "data", text="as if it were done", **RELAY),
    row("data_stall", "not_sent", "data", text="in time", **RELAY),
    row("body_drop", "not_sent", "body", settings={"size": 8_000_000}, **RELAY),
    row("body_reset", "not_sent", "body", settings={"size": 8_000_000}, **RELAY),
    row("body_stall", "not_sent", "body", text="in time", settings={"size": 8_000_000}, **RELAY),
    row("final_drop", "uncertain", "final", text="ended the connection", stored=1, barriers=1),
    row("final_reset", "uncertain", "final", stored=1, barriers=1),
    row("final_stall", "uncertain", "final", text="in time", stored=1, barriers=1),
    row("final_drip", "uncertain", "final", text="in time", stored=1, barriers=1),
    row("final_breaks_off", "uncertain", "final", stored=1, barriers=1),
    row("final_endless", "uncertain", "final", text="longer than 16384", stored=1, barriers=1),
    row("final_garbage", "uncertain", "final", text="no code", stored=1, barriers=1),
    row("final_354", "uncertain", "final", text="354 where", stored=1, barriers=1),
    row("final_slow_but_in_time", "accepted", "final", 250, stored=1, barriers=1),
    row("final_and_more", "accepted", "final", 250, stored=1, barriers=1),
    row("final_421", "temporary", "final", 421, stored=1, barriers=1, **RELAY),
    row("final_452", "temporary", "final", 452, stored=1, barriers=1),
    row("final_552", "permanent", "final", 552, stored=1, barriers=1),
    row("final_554", "permanent", "final", 554, stored=1, barriers=1),
    row("quit_stall", "accepted", "final", 250, stored=1, barriers=1),
    row("quit_drop", "accepted", "final", 250, stored=1, barriers=1),
    # Our own side.
    row("fine", "not_sent", "barrier", text="given up", barriers=1, settings={"barrier": "refuses"}),
    row("fine", "not_sent", "barrier", text="disk is full", barriers=1, settings={"barrier": "throws"}),
    row("ehlo_stall", "not_sent", "ehlo", text="stopped", settings={"stop_ms": 200}),
    row("final_slow_but_in_time", "accepted", "final", 250, stored=1, barriers=1, settings={"stop_ms": 250}),
    row("banner_drip", "not_sent", "banner", text="in time", settings={"step_ms": 60_000, "total_ms": 1000}, **RELAY),
    row("fine", "permanent", "mail", text="SMTPUTF8", settings={"to": "ნინო@example.org"}),
    row("smtputf8", "accepted", "final", 250, stored=1, barriers=1, settings={"to": "ნინო@example.org"}),
]

TLS = {"tls": "required", "host": "localhost"}
IMPLICIT = {"tls": "implicit", "host": "localhost"}


def tls(mode, outcome, phase, code=0, certificate="good", newest=None, settings=None, base=None, **more):
    made = row(mode, outcome, phase, code, **more)
    made.settings = {**(base or TLS), **(settings or {})}
    made.certificate = certificate
    made.newest = newest
    return made


USER = {"user": fault_server.USER}

SECURE = [
    tls("fine", "accepted", "final", 250, stored=1, barriers=1),
    tls("fine", "accepted", "final", 250, stored=1, barriers=1, settings={"max_tls": "1.2"}),
    tls("fine", "accepted", "final", 250, stored=1, barriers=1, newest=ssl.TLSVersion.TLSv1_2),
    tls("implicit", "accepted", "final", 250, stored=1, barriers=1, base=IMPLICIT),
    tls("big_mail", "accepted", "final", 250, stored=1, barriers=1, settings={"size": 3_000_000}),
    tls("fine", "accepted", "final", 250, stored=1, barriers=1, certificate="number", settings={"host": "127.0.0.1"}),
    tls("fine", "not_sent", "starttls", certificate="wrong_host", text="hostname mismatch", **RELAY),
    tls("fine", "not_sent", "starttls", certificate="self_signed", text="self-signed", **RELAY),
    tls("fine", "not_sent", "starttls", certificate="expired", text="expired", **RELAY),
    tls("fine", "not_sent", "starttls", certificate="common_name", text="hostname mismatch", **RELAY),
    tls("fine", "not_sent", "starttls", settings={"host": "127.0.0.1"}, text="mismatch", **RELAY),
    tls("fine", "not_sent", "starttls", settings={"ca": ""}, text="certificate is refused", **RELAY),
    tls("fine", "not_sent", "starttls", newest=ssl.TLSVersion.TLSv1_1, text="TLS", **RELAY),
    tls("implicit", "not_sent", "tls", certificate="wrong_host", base=IMPLICIT, text="hostname mismatch", **RELAY),
    tls("starttls_missing", "temporary", "starttls", text="does not offer STARTTLS", **RELAY),
    tls("starttls_454", "temporary", "starttls", 454, **RELAY),
    tls("starttls_injected", "not_sent", "starttls", text="more than it was asked", **RELAY),
    tls("tls_stall", "not_sent", "starttls", text="in time", **RELAY),
    tls("tls_drip", "not_sent", "starttls", text="in time", **RELAY),
    tls("tls_garbage", "not_sent", "starttls", **RELAY),
    tls("tls_close", "not_sent", "starttls", **RELAY),
    tls("fine", "not_sent", "tls", base=IMPLICIT, text="", **RELAY),
    tls("final_drop", "uncertain", "final", stored=1, barriers=1),
    tls("final_stall", "uncertain", "final", text="in time", stored=1, barriers=1),
    tls("body_stall", "not_sent", "body", text="in time", settings={"size": 8_000_000}, **RELAY),
    tls("body_drop", "not_sent", "body", settings={"size": 8_000_000}, **RELAY),
    tls("quit_stall", "accepted", "final", 250, stored=1, barriers=1),
    tls("auth_plain", "accepted", "final", 250, stored=1, barriers=1, settings=USER),
    tls("auth_login", "accepted", "final", 250, stored=1, barriers=1, settings=USER),
    tls("auth_odd_prompts", "accepted", "final", 250, stored=1, barriers=1, settings=USER),
    tls("auth_plain", "temporary", "auth", 535, settings={"user": "somebody"}, **RELAY),
    tls("auth_login", "temporary", "auth", 535, settings={"user": "somebody"}, **RELAY),
    tls("auth_454", "temporary", "auth", 454, settings=USER, **RELAY),
    tls("auth_stall", "not_sent", "auth", text="in time", settings=USER, **RELAY),
    tls("auth_drop", "not_sent", "auth", settings=USER, **RELAY),
    tls("auth_not_offered", "not_sent", "auth", text="neither PLAIN nor LOGIN", settings=USER, **RELAY),
    tls("auth_none_in_common", "not_sent", "auth", text="neither PLAIN nor LOGIN", settings=USER, **RELAY),
]


def drive(**settings):
    """The attempts, or what the driver says on stderr."""
    words = [f"{name}={value}" for name, value in settings.items()]
    environment = {**os.environ, "KVALI_TEST_PASSWORD": fault_server.PASSWORD}
    done = subprocess.run([str(DRIVER), "send", *words], capture_output=True, text=True, timeout=60,
                          check=False, env=environment)
    if fault_server.PASSWORD in done.stdout + done.stderr:
        raise AssertionError("the password is told")
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def own_address():
    """An address of this machine that is not the loopback's; connecting by UDP sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            host = probe.getsockname()[0]
        except OSError:
            return None
    return None if host.startswith("127.") else host


class Faults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.certificates = Certificates(cls.folder.name)
        time.sleep(1.1)  # Until the certificate that is valid for no time is no longer valid.

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def server(self, expected):
        certificate = getattr(expected, "certificate", None)
        if certificate is None:
            return FaultServer(expected.mode)
        context = fault_server.tls_context(self.certificates.path(certificate), expected.newest)
        return FaultServer(expected.mode, context)

    def run_row(self, expected):
        with self.server(expected) as server:
            settings = {"step_ms": STEP_MS, "ca": self.certificates.path("ca.pem"), **expected.settings}
            attempts, said = drive(port=server.port, **settings)
            if not attempts:
                return [f"{expected.mode}: no attempt: {said}"]
            fault_server.wait_for(lambda: len(server.stored) >= expected.stored)
            return list(self.differences(expected, attempts[0], server))

    def differences(self, expected, attempt, server):
        name = f"{expected.mode} {expected.settings}"
        last = attempt["recipients"][-1]
        seen = (last["outcome"], last["phase"], last["code"], attempt["relay_failed"], attempt["barriers"],
                len(server.stored))
        wanted = (expected.outcome, expected.phase, expected.code, expected.relay_failed, expected.barriers,
                  expected.stored)
        if seen != wanted:
            yield f"{name}: {seen}, expected {wanted}: {last['text']}"
        if expected.text not in last["text"]:
            yield f"{name}: said {last['text']!r}"
        # QUIT has a second of its own.
        quit_ms = 1000 if expected.mode.startswith("quit") else 0
        if attempt["ms"] > STEP_MS + quit_ms + LATE_MS:
            yield f"{name}: took {attempt['ms']} ms"
        if attempt["cpu"] > MOST_CPU:
            yield f"{name}: used {attempt['cpu']:.2f} s of CPU"
        if "AUTH IN CLEAR TEXT" in server.seen:
            yield f"{name}: logged in without TLS"
        for mail in server.stored:
            if b"\r\n..\r\n...there\r\n" not in mail:
                yield f"{name}: the dots are not stuffed"

    def check_rows(self, rows):
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            wrong = [r for r, lines in zip(rows, pool.map(self.run_row, rows)) if lines]
        # Where the machine was busy a row may be late; it gets two more chances, alone.
        for _ in range(2):
            wrong = [r for r in wrong if self.run_row(r)]
        self.assertEqual([], [line for r in wrong for line in self.run_row(r)])

    def test_in_clear_text(self):
        self.check_rows(CLEAR)

    def test_with_tls_and_login(self):
        self.check_rows(SECURE)

    def test_there_are_enough_of_them(self):
        self.assertGreaterEqual(len({r.mode for r in CLEAR} | {"tls:" + r.mode for r in SECURE}), 40)

    def test_nobody_listens(self):
        with FaultServer("fine") as server:
            port = server.port
        (attempt,), _ = drive(port=port)
        self.assertEqual(("not_sent", "connect"), (attempt["recipients"][0]["outcome"], attempt["recipients"][0]["phase"]))
        self.assertTrue(attempt["relay_failed"])

    def test_a_host_that_does_not_exist(self):
        (attempt,), _ = drive(port=25, host="nowhere.invalid", step_ms=STEP_MS)
        self.assertEqual("not_sent", attempt["recipients"][0]["outcome"])
        self.assertLess(attempt["ms"], STEP_MS + LATE_MS)

    def test_each_recipient_has_an_outcome(self):
        for mode, second in (("rcpt_550_2nd", ("permanent", "rcpt", 550)), ("rcpt_450_2nd", ("temporary", "rcpt", 450))):
            with self.subTest(mode), FaultServer(mode) as server:
                (attempt,), _ = drive(port=server.port, **TWO)
                outcomes = [(r["address"], r["outcome"], r["phase"], r["code"]) for r in attempt["recipients"]]
                self.assertEqual([("a@example.org", "accepted", "final", 250), ("b@example.org", *second)], outcomes)
                self.assertEqual(1, len(server.stored))

    def test_a_reply_before_its_question_is_not_taken_for_the_answer(self):
        # The server's 250 or 421 arrives while the body is on its way, or just too late to be seen before
        # the barrier. Never does the early 250 count as accepted where the mail is not stored.
        for mode in ("body_early_250", "body_421"):
            with self.subTest(mode), FaultServer(mode) as server:
                (attempt,), _ = drive(port=server.port, size=6_000_000, step_ms=STEP_MS)
                one = attempt["recipients"][0]
                self.assertIn(one["outcome"], ("not_sent", "temporary"))
                self.assertIn(one["phase"], ("data", "body"))
                self.assertEqual([], server.stored)

    def test_commands_are_those_of_the_extensions(self):
        with FaultServer("smtputf8") as server:
            drive(port=server.port, to="ნინო@example.org")
            self.assertRegex("\n".join(server.seen), r"MAIL FROM:<reports@example.org> SIZE=\d+ SMTPUTF8\n"
                                                     r"RCPT TO:<ნინო@example.org>")
        with FaultServer("bare_server") as server:
            drive(port=server.port)
            self.assertIn("MAIL FROM:<reports@example.org>", server.seen)

    def test_injected_recipients_are_refused_before_anything_is_sent(self):
        for to in ("a@example.org>\r\nRCPT TO:<evil@evil.org", "a@example.org> <b@example.org", "a\n@example.org"):
            with self.subTest(to), FaultServer("fine") as server:
                attempts, said = drive(port=server.port, to=to)
                self.assertEqual([], attempts)
                self.assertIn("no mail address", said)
                self.assertEqual([], server.seen)

    def test_a_mail_with_bare_line_ends_does_not_leave(self):
        for body in ("a\n.\nb\r\n", "a\r.\rb\r\n", "no end"):
            with self.subTest(body), FaultServer("fine") as server:
                path = pathlib.Path(self.folder.name) / "bare.eml"
                path.write_bytes(b"Subject: t\r\n\r\n" + body.encode())
                (attempt,), _ = drive(port=server.port, message=path)
                self.assertEqual(("permanent", "validate"),
                                 (attempt["recipients"][0]["outcome"], attempt["recipients"][0]["phase"]))
                self.assertEqual([], server.seen)

    def test_eight_bit_needs_a_server_that_takes_it(self):
        path = pathlib.Path(self.folder.name) / "eight.eml"
        path.write_bytes("Subject: t\r\n\r\nანგარიში\r\n".encode())
        with FaultServer("bare_server") as server:
            (attempt,), _ = drive(port=server.port, message=path)
            self.assertEqual(("permanent", "5.6.3"),
                             (attempt["recipients"][0]["outcome"], attempt["recipients"][0]["enhanced"]))
        with FaultServer("fine") as server:
            (attempt,), _ = drive(port=server.port, message=path)
            self.assertEqual("accepted", attempt["recipients"][0]["outcome"])
            self.assertIn("BODY=8BITMIME", "\n".join(server.seen))

    def test_no_login_and_no_mail_in_clear_text(self):
        with FaultServer("auth_plain") as server:
            attempts, said = drive(port=server.port, user="kvali")
            self.assertEqual([], attempts)
            self.assertIn("needs TLS", said)
            self.assertEqual([], server.seen)

    def test_no_mail_to_another_machine_in_clear_text(self):
        host = own_address()
        if host is None:
            self.skipTest("this machine has no address but the loopback's")
        with FaultServer("fine", host=host) as server:
            (attempt,), _ = drive(port=server.port, host=host)
            one = attempt["recipients"][0]
            self.assertEqual(("not_sent", "connect"), (one["outcome"], one["phase"]))
            self.assertIn("clear text", one["text"])
            (attempt,), _ = drive(port=server.port, host=host, clear_text="allowed")
            self.assertEqual("accepted", attempt["recipients"][0]["outcome"])

    def test_versions_of_tls_are_told(self):
        context = fault_server.tls_context(self.certificates.path("good"))
        for most, version in (("", "TLSv1.3"), ("1.2", "TLSv1.2")):
            with self.subTest(most), FaultServer("fine", context) as server:
                (attempt,), _ = drive(port=server.port, ca=self.certificates.path("ca.pem"), max_tls=most, **TLS)
                self.assertEqual(version, attempt["tls"])
                self.assertEqual(f"127.0.0.1:{server.port}", attempt["peer"])

    def test_a_mailer_goes_on_after_a_failure(self):
        with FaultServer("final_452") as server:
            attempts, _ = drive(port=server.port, times=3)
            self.assertEqual(["temporary"] * 3, [a["recipients"][0]["outcome"] for a in attempts])


if __name__ == "__main__":
    unittest.main()
