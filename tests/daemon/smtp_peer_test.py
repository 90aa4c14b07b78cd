"""The SMTP driver against a server that other people wrote (aiosmtpd), with TLS and logins; and tokens from
an HTTPS service. smtp_peer_test.py BUILD_FOLDER"""

import base64
import email
import email.policy
import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.parse

import fault_server
from certificates import Certificates
from fault_server import FaultServer

try:
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult
except ImportError:
    print("skipped: python3-aiosmtpd is not installed")
    sys.exit(77)

BUILD = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else "build/dev")
DRIVER = BUILD / "tests" / "mail-driver"
SECRETS = {"KVALI_TEST_PASSWORD": fault_server.PASSWORD, "KVALI_TEST_SECRET": "client & secret",
           "KVALI_TEST_REFRESH": ""}


def drive(environment=None, **settings):
    words = [f"{name}={value}" for name, value in settings.items()]
    secrets = {**SECRETS, **(environment or {})}
    done = subprocess.run([str(DRIVER), "send", *words], capture_output=True, text=True, timeout=60, check=False,
                          env={**os.environ, **secrets})
    for secret in [*filter(None, secrets.values()), fault_server.GOOD_TOKEN]:
        assert secret not in done.stdout + done.stderr, "a secret is told"
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


class Sink:
    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(envelope)
        return "250 2.0.0 kept"


def authenticator(server, session, envelope, mechanism, data):
    right = data.login == fault_server.USER.encode() and data.password == fault_server.PASSWORD.encode()
    return AuthResult(success=right, handled=False)


class TokenService:
    """Gives tokens; each answer is a function of the form that was posted."""

    def __init__(self, context, answer):
        self.forms = []
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                service.forms.append({name: values[0] for name, values in form.items()})
                status, body, chunked = answer(service.forms)
                self.send_response(status)
                if chunked:
                    self.send_header("Transfer-Encoding", "chunked")
                    body = b"".join(b"%x\r\n%s\r\n" % (1, body[i : i + 1]) for i in range(len(body))) + b"0\r\n\r\n"
                else:
                    self.send_header("Content-Length", str(len(body)))
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(body)
                self.close_connection = True

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.url = f"https://localhost:{self.server.server_address[1]}/token"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def token(text=fault_server.GOOD_TOKEN, status=200, chunked=False, **more):
    return status, json.dumps({"access_token": text, "token_type": "Bearer", **more}).encode(), chunked


class Peer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.certificates = Certificates(cls.folder.name)
        cls.context = fault_server.tls_context(cls.certificates.path("good"))
        cls.ca = cls.certificates.path("ca.pem")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def sink(self, **settings):
        handler = Sink()
        with FaultServer("fine") as free:
            port = free.port
        controller = Controller(handler, hostname="127.0.0.1", port=port, **settings)
        controller.start()
        self.addCleanup(controller.stop)
        return handler, port

    def outcome(self, attempt):
        one = attempt["recipients"][0]
        return one["outcome"], one["phase"], one["code"]

    def test_a_mail_arrives_as_it_was_composed(self):
        sink, port = self.sink()
        path = pathlib.Path(self.folder.name) / "mail.eml"
        line = subprocess.run([str(DRIVER), "compose"], capture_output=True, text=True, check=True, input=json.dumps(
            {"id": "m1", "subject": "ანგარიში", "from": "ნინო", "file": "ანგარიში.pdf", "text": ".\n..\n.a\n"}))
        eml = base64.b64decode(line.stdout)
        path.write_bytes(eml)
        (attempt,), _ = drive(port=port, message=path)
        self.assertEqual(("accepted", "final", 250), self.outcome(attempt))
        self.assertEqual(eml, sink.mails[0].original_content)
        self.assertEqual(["donor@example.org"], sink.mails[0].rcpt_tos)
        subject = email.message_from_bytes(sink.mails[0].content, policy=email.policy.default)["subject"]
        self.assertEqual("ანგარიში", subject)

    def test_starttls_and_login(self):
        sink, port = self.sink(tls_context=self.context, require_starttls=True, authenticator=authenticator,
                               auth_required=True)
        tls = {"tls": "required", "host": "localhost", "ca": self.ca, "port": port}
        (attempt,), _ = drive(user=fault_server.USER, **tls)
        self.assertEqual(("accepted", "final", 250), self.outcome(attempt))
        self.assertEqual("TLSv1.3", attempt["tls"])
        (attempt,), _ = drive(user="somebody", **tls)
        self.assertEqual(("temporary", "auth", 535), self.outcome(attempt))
        (attempt,), _ = drive(**tls)
        self.assertEqual(("temporary", "mail", 530), self.outcome(attempt))
        self.assertEqual(1, len(sink.mails))

    def test_login_by_prompts(self):
        sink, port = self.sink(tls_context=self.context, require_starttls=True, authenticator=authenticator,
                               auth_required=True, auth_exclude_mechanism=["PLAIN"])
        (attempt,), _ = drive(user=fault_server.USER, tls="required", host="localhost", ca=self.ca, port=port)
        self.assertEqual(("accepted", "final", 250), self.outcome(attempt))
        self.assertEqual(1, len(sink.mails))

    def test_implicit_tls(self):
        with FaultServer("implicit", self.context) as server:
            (attempt,), _ = drive(tls="implicit", host="localhost", ca=self.ca, port=server.port)
            self.assertEqual(("accepted", "final", 250), self.outcome(attempt))
            self.assertEqual(1, len(server.stored))

    def test_addresses_in_georgian(self):
        sink, port = self.sink(enable_SMTPUTF8=True)
        (attempt,), _ = drive(port=port, to="ნინო@ფონდი.გე")
        self.assertEqual(("accepted", "final", 250), self.outcome(attempt))
        self.assertEqual(["ნინო@xn--oodkkd8a.xn--node"], sink.mails[0].rcpt_tos)

    def test_a_mail_too_large_is_not_sent(self):
        sink, port = self.sink(data_size_limit=1000)
        (attempt,), _ = drive(port=port, size=2000)
        self.assertEqual(("permanent", "mail", 0), self.outcome(attempt))
        self.assertEqual([], sink.mails)

    def by_token(self, answer, times=1, environment=None, mode="auth_token"):
        """Attempts with tokens that a service gives, and the forms it was sent."""
        with TokenService(self.context, answer) as service, FaultServer(mode, self.context) as server:
            attempts, said = drive(environment, port=server.port, tls="required", host="localhost", ca=self.ca,
                                   user=fault_server.USER, token_url=service.url, times=times, step_ms=2000)
            self.assertTrue(attempts, said)
            return attempts, service.forms

    def test_a_token_of_the_program_is_fetched_once(self):
        for chunked in (False, True):
            with self.subTest(chunked=chunked):
                attempts, forms = self.by_token(lambda _: token(expires_in=3600, chunked=chunked), times=3)
                self.assertEqual([("accepted", "final", 250)] * 3, [self.outcome(a) for a in attempts])
                self.assertEqual([{"grant_type": "client_credentials", "client_id": "kvali",
                                   "client_secret": "client & secret"}], forms)

    def test_a_token_about_to_end_is_fetched_anew(self):
        attempts, forms = self.by_token(lambda _: token(expires_in=30), times=3)
        self.assertEqual(3, len(forms))
        self.assertEqual(("accepted", "final", 250), self.outcome(attempts[2]))

    def test_a_refresh_token_that_changes_is_used_from_then_on(self):
        attempts, forms = self.by_token(lambda forms: token(expires_in=1, refresh_token=f"next-{len(forms)}"),
                                        times=3, environment={"KVALI_TEST_REFRESH": "first"})
        self.assertEqual(["first", "next-1", "next-2"], [form["refresh_token"] for form in forms])
        self.assertEqual({"refresh_token"}, {form["grant_type"] for form in forms})
        self.assertEqual(("accepted", "final", 250), self.outcome(attempts[2]))

    def test_a_token_that_is_not_taken_is_fetched_anew(self):
        attempts, forms = self.by_token(
            lambda forms: token("stale" if len(forms) == 1 else fault_server.GOOD_TOKEN, expires_in=3600), times=2)
        self.assertEqual([("temporary", "auth", 535), ("accepted", "final", 250)], [self.outcome(a) for a in attempts])
        self.assertEqual(2, len(forms))

    def test_no_token_no_mail(self):
        for status, body in ((400, b'{"error":"invalid_client","error_description":"no such client"}'),
                             (200, b"<html>"), (200, b'{"access_token":"a\\nb"}'), (302, b"{}"), (500, b"")):
            with self.subTest(body=body):
                attempts, _ = self.by_token(lambda _, s=status, b=body: (s, b, False))
                self.assertEqual(("not_sent", "auth", 0), self.outcome(attempts[0]))
                self.assertTrue(attempts[0]["relay_failed"])
                self.assertIn("token service", attempts[0]["recipients"][0]["text"])

    def test_a_token_service_that_hangs_is_left_within_the_deadline(self):
        for mode in ("no_banner", "banner_drip"):
            with self.subTest(mode), FaultServer(mode) as hanging, FaultServer("auth_token", self.context) as server:
                (attempt,), _ = drive(port=server.port, tls="required", host="localhost", ca=self.ca, step_ms=1000,
                                      user=fault_server.USER, token_url=f"https://localhost:{hanging.port}/")
                self.assertEqual(("not_sent", "auth", 0), self.outcome(attempt))
                self.assertLess(attempt["ms"], 1500)

    def test_a_token_service_is_not_trusted_with_a_wrong_certificate(self):
        wrong = fault_server.tls_context(self.certificates.path("wrong_host"))
        with TokenService(wrong, lambda _: token()) as service, FaultServer("auth_token", self.context) as server:
            (attempt,), _ = drive(port=server.port, tls="required", host="localhost", ca=self.ca,
                                  user=fault_server.USER, token_url=service.url)
            self.assertIn("hostname mismatch", attempt["recipients"][0]["text"])
            self.assertEqual([], service.forms)


if __name__ == "__main__":
    unittest.main()
