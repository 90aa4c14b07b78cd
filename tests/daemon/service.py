"""kvalid with a clock that stands in a file and a mail server that keeps what it gets."""

import email
import email.policy
import os
import pathlib
import re
import signal
import socket
import subprocess
import time

from aiosmtpd.controller import Controller

PATIENCE = 60  # seconds; a busy machine makes a report in less


class Sink:
    """Keeps the mails that arrive, with the address each was for."""

    def __init__(self):
        self.mails = []
        with socket.socket() as free:  # The controller wants to know its port.
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.mails.append((envelope.rcpt_tos[0], mail))
        return "250 2.0.0 taken"

    def of(self, address):
        return [mail for to, mail in self.mails if to == address]


def wait_for(what, probe):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = probe()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for {what}")


REPORT = """
[report]
id = "small"
template = "one-page"
langs = ["ka"]
period = "previous-month"
title.ka = "ყოველთვიური ანგარიში"
title.en = "Monthly report"
[project]
id = "emerge"
title.ka = "მიგრანტების უფლებები"
donor = "nmfa"
agreement = "GEO-19/0012"
timezone = "Asia/Tbilisi"
start = 2025-10-01
end = 2027-09-30
[[source]]
name = "plan"
plugin = "csv"
file = "indicators.csv"
[source.map.indicator]
indicator_id = "Code"
direction = { const = "none" }
[[source]]
name = "register"
plugin = "csv"
file = "register.csv"
[source.map.observation]
indicator = "Code"
period = "Month"
value = "People"
[[output]]
renderer = "pdf"
[[output]]
renderer = "xlsx"
[schedule]
rule = "workday 3 at 09:00"
[delivery]
to = ["desk@donor.example"]
copy = ["archive@ngo.example"]
reply_to = "pm@ngo.example"
"""

TEMPLATE = """+++
name = "one-page"
version = "1.0"
title = "One page"
+++

{{ count(results) }}
"""

SETTINGS = """
state_dir = "state"
socket = "{socket}"
reports = ["reports/*"]
own_domains = ["ngo.example"]
[sender]
address = "reports@ngo.example"
name = "ანგარიშები"
[relay]
host = "127.0.0.1"
port = {port}
tls = "none"
[review]
to = ["pm@ngo.example"]
approvers = ["{user}"]
[[route]]
project = "emerge"
donor = "nmfa"
to = ["desk@donor.example", "archive@ngo.example"]
domains = ["donor.example", "ngo.example"]
"""


class Service:
    def __init__(self, folder, bin_dir, user, prepare=None):
        self.folder = pathlib.Path(folder)
        self.bin = pathlib.Path(bin_dir)
        self.user = user
        self.sink = Sink()
        self.process = None
        self.clock = self.folder / "clock"
        self.settings = self.folder / "kvalid.toml"
        self.socket = self.folder / "sock"
        (prepare or Service.small_report)(self)

    def small_report(self):
        report = self.folder / "reports" / "small"
        (report / "templates" / "one-page").mkdir(parents=True)
        (report / "report.toml").write_text(REPORT, encoding="utf-8")
        (report / "templates" / "one-page" / "template.md").write_text(TEMPLATE)
        (report / "indicators.csv").write_text("Code\n1.1\n")
        (report / "register.csv").write_text("Code,Month,People\n1.1,2026-08,12\n1.1,2026-09,14\n1.1,2026-10,15\n")
        settings = SETTINGS.format(port=self.sink.port, user=self.user, socket=self.socket)
        self.settings.write_text(settings, encoding="utf-8")

    def add_setting(self, text):
        self.settings.write_text(self.settings.read_text(encoding="utf-8") + text, encoding="utf-8")

    def add_to_source(self, source, text):
        file = self.folder / "reports" / "small" / "report.toml"
        name = f'name = "{source}"\n'
        file.write_text(file.read_text(encoding="utf-8").replace(name, name + text), encoding="utf-8")

    def kvalid(self, *words):
        return subprocess.run([self.bin / "kvalid", "--config", self.settings, *words], capture_output=True, text=True)

    def kvali(self, *words):
        command = [self.bin / "kvali", *words, "--socket", self.socket]
        return subprocess.run(command, capture_output=True, text=True)

    def say(self, *words):
        done = self.kvali(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def set_clock(self, time_text):
        """Replaced as a whole, so that nobody reads half of it."""
        new = self.clock.with_suffix(".new")
        new.write_text(time_text + "\n")
        os.replace(new, self.clock)

    def start(self):
        with open(self.folder / "log", "a") as log:
            self.process = subprocess.Popen(
                [self.bin / "kvalid", "--config", self.settings, "--clock", self.clock], stderr=log
            )
        wait_for("kvalid", lambda: self.kvali("status").returncode == 0)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(PATIENCE) == 0, self.log()

    def log(self):
        return (self.folder / "log").read_text()

    def state_of(self, run):
        done = self.kvali("status", run)
        found = re.match(r"\S+  (\w+)", done.stdout)
        return found.group(1) if found else None

    def wait_for_state(self, run, state):
        try:
            wait_for(f"{run} to be {state}", lambda: self.state_of(run) == state)
        except AssertionError as e:
            raise AssertionError(f"{e}\n{self.kvali('status', run).stdout}{self.log()}") from e
