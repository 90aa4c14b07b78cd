"""An SMTP server that goes wrong in the way it is told to, and counts the mails it has stored."""

import base64
import contextlib
import json
import socket
import ssl
import struct
import threading
import time

GOOD_TOKEN = "good-token"
USER = "kvali"
PASSWORD = "a very secret password"


class Gone(Exception):
    """The client has closed the connection."""


class FaultServer:
    """Serves one mode on a port of its own until the `with` ends."""

    def __init__(self, mode, tls=None, drip=0.3, host="127.0.0.1"):
        self.mode = mode
        self.tls = tls
        self.drip = drip
        self.stored = []
        self.seen = []
        self.stop = threading.Event()
        self.listener = socket.create_server((host, 0), backlog=64)
        self.port = self.listener.getsockname()[1]

    def __enter__(self):
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        # Closing alone would not wake accept(), and the port would still take connections.
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def accept(self):
        while not self.stop.is_set():
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        conversation = Conversation(self, client)
        try:
            conversation.run()
        except (Gone, OSError):
            pass
        finally:
            for one in (conversation.socket, client):
                with contextlib.suppress(OSError):
                    one.close()


class Conversation:
    def __init__(self, server, client):
        self.server = server
        self.mode = server.mode
        self.raw = client
        self.socket = client
        self.secure = False
        self.buffer = b""
        self.recipients = 0

    # Bytes

    def say(self, text):
        self.socket.sendall(text.encode() if isinstance(text, str) else text)

    def drip(self, text):
        for byte in text.encode():
            self.socket.sendall(bytes([byte]))
            self.pause(self.server.drip)

    def pause(self, seconds=600.0):
        if self.server.stop.wait(seconds):
            raise Gone

    def more(self):
        data = self.socket.recv(65536)
        if not data:
            raise Gone
        self.buffer += data

    def line(self):
        while b"\n" not in self.buffer:
            self.more()
        line, self.buffer = self.buffer.split(b"\n", 1)
        text = line.decode("utf-8", "surrogateescape").rstrip("\r")
        self.server.seen.append(text)
        return text

    def reset(self):
        self.raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.raw.close()
        raise Gone

    def shake_hands(self):
        if self.mode == "tls_stall":
            self.pause()
        if self.mode == "tls_garbage":
            self.raw.recv(4096)
            self.say(b"this is no TLS at all\r\n" * 20)
            raise Gone
        if self.mode == "tls_drip":
            self.raw.recv(4096)
            # The header of a handshake record, and then a byte now and then.
            self.raw.sendall(b"\x16\x03\x03\x40\x00")
            while True:
                self.raw.sendall(b"\x02")
                self.pause(self.server.drip)
        if self.mode == "tls_close":
            raise Gone
        self.socket = self.server.tls.wrap_socket(self.raw, server_side=True)
        self.secure = True
        self.buffer = b""

    # The conversation

    def run(self):
        if self.mode == "implicit":
            self.shake_hands()
        self.banner()
        while True:
            line = self.line()
            verb = line.split(" ")[0].split(":")[0].upper()
            handler = getattr(self, f"on_{verb.lower()}", None) if verb.isalpha() else None
            if handler is None:
                self.say("502 what\r\n")
            else:
                handler(line)

    def banner(self):
        mode = self.mode
        if mode == "no_banner":
            self.pause()
        if mode == "banner_close":
            raise Gone
        if mode == "banner_421":
            self.say("421 4.3.2 too busy\r\n")
        elif mode == "banner_554":
            self.say("554 5.7.1 your address is blocked\r\n")
        elif mode == "banner_drip":
            self.drip("220 slow.example.org ESMTP ready for your mail\r\n")
        elif mode == "banner_breaks_off":
            self.say("220-hello\r\n")
            raise Gone
        elif mode == "banner_garbage":
            self.say(b"\x00\x01garbage without a code\r\n" * 3)
        elif mode == "banner_endless":
            while True:
                self.say("220-" + "A" * 900 + "\r\n")
        elif mode == "banner_long_line":
            self.say("220 " + "A" * 100_000 + "\r\n")
        elif mode == "banner_code_changes":
            self.say("220-hello\r\n250 there\r\n")
        elif mode == "banner_early_ehlo_answer":
            self.say("220 hello\r\n250 eager\r\n")
        else:
            self.say("220 fault.example.org ESMTP\r\n")

    def on_ehlo(self, _):
        mode = self.mode
        if mode == "ehlo_502":
            self.say("502 5.5.1 no EHLO here\r\n")
            return
        if mode == "ehlo_stall":
            self.pause()
        offers = ["fault.example.org"]
        if mode == "size_small":
            offers.append("SIZE 100")
        elif mode != "bare_server":
            offers.append("SIZE 10000000")
        if self.server.tls and not self.secure and mode != "starttls_missing":
            offers.append("STARTTLS")
        if mode.startswith("auth_") or mode == "token":
            if mode == "auth_login" or mode == "auth_odd_prompts":
                offers.append("AUTH LOGIN")
            elif mode == "auth_token" or mode.startswith("auth_token_"):
                offers.append("AUTH PLAIN XOAUTH2")
            elif mode == "auth_none_in_common":
                offers.append("AUTH GSSAPI CRAM-MD5")
            elif mode != "auth_not_offered":
                offers.append("AUTH PLAIN LOGIN")
        if mode not in ("bare_server",):
            offers.append("8BITMIME")
        if mode == "smtputf8":
            offers.append("SMTPUTF8")
        lines = [f"250{'-' if i + 1 < len(offers) else ' '}{offer}\r\n" for i, offer in enumerate(offers)]
        if mode == "ehlo_drip":
            self.drip("".join(lines))
        else:
            self.say("".join(lines))

    def on_starttls(self, _):
        mode = self.mode
        if mode == "starttls_454":
            self.say("454 4.7.0 TLS not available\r\n")
            return
        if mode == "starttls_injected":
            self.say("220 go\r\n250 injected before TLS\r\n")
        else:
            self.say("220 go\r\n")
        self.shake_hands()

    def on_auth(self, line):
        mode = self.mode
        words = line.split(" ")
        if not self.secure:
            self.server.seen.append("AUTH IN CLEAR TEXT")
        if mode == "auth_stall":
            self.pause()
        if mode == "auth_454":
            self.say("454 4.7.0 the directory is down\r\n")
        elif mode == "auth_drop":
            raise Gone
        elif words[1] == "PLAIN":
            self.answer(base64.b64decode(words[2]) == f"\0{USER}\0{PASSWORD}".encode())
        elif words[1] == "LOGIN":
            prompts = ("User Name\0", "Password\0") if mode == "auth_odd_prompts" else ("Username:", "Password:")
            given = []
            for prompt in prompts:
                self.say(f"334 {base64.b64encode(prompt.encode()).decode()}\r\n")
                given.append(base64.b64decode(self.line()).decode())
            self.answer(given == [USER, PASSWORD])
        elif words[1] == "XOAUTH2":
            good = f"user={USER}\x01auth=Bearer {GOOD_TOKEN}\x01\x01"
            if base64.b64decode(words[2]).decode() == good:
                self.answer(True)
            else:
                reason = json.dumps({"status": "401"}).encode()
                self.say(f"334 {base64.b64encode(reason).decode()}\r\n")
                self.line()
                self.answer(False)

    def answer(self, right):
        self.say("235 2.7.0 welcome\r\n" if right else "535 5.7.8 wrong user or password\r\n")

    def on_mail(self, _):
        answers = {
            "mail_451": "451 4.7.1 come back later\r\n",
            "mail_552": "552 5.3.4 too big\r\n",
            "mail_530": "530 5.7.0 authentication required\r\n",
            "mail_421": "421 4.3.2 shutting down\r\n",
            "mail_354": "354 what comes now\r\n",
        }
        if self.mode == "mail_drop":
            raise Gone
        self.say(answers.get(self.mode, "250 2.1.0 ok\r\n"))

    def on_rcpt(self, _):
        self.recipients += 1
        mode = self.mode
        if mode == "rcpt_550_all" or (mode == "rcpt_550_2nd" and self.recipients == 2):
            self.say("550 5.1.1 no such user\r\n")
        elif mode == "rcpt_450_2nd" and self.recipients == 2:
            self.say("450 4.2.0 greylisted\r\n")
        elif mode == "rcpt_450_all":
            self.say("450 4.2.0 greylisted\r\n")
        elif mode == "rcpt_421" and self.recipients == 2:
            self.say("421 4.3.2 too many\r\n")
        elif mode == "rcpt_drop_2nd" and self.recipients == 2:
            raise Gone
        elif mode == "rcpt_251":
            self.say("251 2.1.5 will forward\r\n")
        elif mode == "rcpt_drip":
            self.drip("250 2.1.5 this recipient is fine with us\r\n")
        else:
            self.say("250 2.1.5 ok\r\n")

    def on_data(self, _):
        mode = self.mode
        answers = {"data_554": "554 5.7.1 no\r\n", "data_451": "451 4.3.0 not now\r\n", "data_250": "250 done\r\n"}
        if mode in answers:
            self.say(answers[mode])
            return
        if mode == "data_stall":
            self.pause()
        self.say("354 go\r\n")
        if mode == "body_drop":
            self.more()
            raise Gone
        if mode == "body_reset":
            self.more()
            self.reset()
        if mode == "body_stall":
            self.pause()
        if mode == "body_421":
            self.more()
            self.say("421 4.4.2 you are too slow\r\n")
            self.pause()
        if mode == "body_early_250":
            self.say("250 2.0.0 queued before it is here\r\n")
        self.read_mail()
        self.answer_mail()

    def read_mail(self):
        while b"\r\n.\r\n" not in self.buffer:
            self.more()
        mail, self.buffer = self.buffer.split(b"\r\n.\r\n", 1)
        self.server.stored.append(mail + b"\r\n")

    def answer_mail(self):
        mode = self.mode
        if mode in ("final_drop", "starttls_final_drop"):
            raise Gone
        if mode == "final_reset":
            self.reset()
        if mode == "final_stall":
            self.pause()
        if mode == "final_drip":
            self.drip("250 2.0.0 ok queued as ABCDEF0123456789\r\n")
        elif mode == "final_slow_but_in_time":
            self.pause(0.5)
            self.say("250 2.0.0 queued\r\n")
        elif mode == "final_endless":
            while True:
                self.say("250-" + "A" * 900 + "\r\n")
        elif mode == "final_garbage":
            self.say("thank you\r\n")
        elif mode == "final_354":
            self.say("354 go on\r\n")
        elif mode == "final_breaks_off":
            self.say("250-2.0.0 que")
            raise Gone
        elif mode == "final_and_more":
            self.say("250 2.0.0 queued\r\n250 and more\r\n")
        else:
            answers = {
                "final_421": "421 4.3.0 going down\r\n",
                "final_452": "452 4.3.1 no space\r\n",
                "final_552": "552 5.3.4 too big\r\n",
                "final_554": "554 5.7.1 this is spam\r\n",
            }
            self.say(answers.get(mode, "250 2.0.0 queued\r\n"))

    def on_quit(self, _):
        if self.mode == "quit_stall":
            self.pause()
        if self.mode == "quit_drop":
            raise Gone
        self.say("221 2.0.0 bye\r\n")
        raise Gone


def tls_context(certificate, newest=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{certificate}.pem", f"{certificate}.key")
    if newest:
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.maximum_version = newest
        context.set_ciphers("ALL:@SECLEVEL=0")
    return context


def wait_for(condition, seconds=5.0):
    """The server notices a closed connection a moment after the client has gone."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()
