"""Certificates for a test, made by openssl: an authority and hosts of all sorts."""

import pathlib
import subprocess


def openssl(folder, *words):
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


class Certificates:
    """ca.pem, and good, wrong_host, expired, self_signed, number and common_name, each NAME.pem and NAME.key."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.authority()
        self.issue("good", "DNS:localhost")
        self.issue("wrong_host", "DNS:other.example.org")
        self.issue("expired", "DNS:localhost", days="0")
        self.issue("number", "IP:127.0.0.1")
        # Its name resolves to 127.0.0.1, which does not make it a certificate of 127.0.0.1.
        self.issue("common_name", "DNS:elsewhere.example.org", subject="/CN=localhost")
        self.self_signed()

    def path(self, name):
        return str(self.folder / name)

    def key(self, name):
        openssl(self.folder, "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{name}.key")

    def authority(self):
        self.key("ca")
        openssl(self.folder, "req", "-x509", "-new", "-key", "ca.key", "-days", "10", "-subj", "/CN=Test authority",
                "-out", "ca.pem")

    def issue(self, name, host, days="5", subject="/O=Kvali test"):
        self.key(name)
        openssl(self.folder, "req", "-new", "-key", f"{name}.key", "-subj", subject, "-out", f"{name}.csr")
        (self.folder / f"{name}.ext").write_text(f"subjectAltName={host}\n")
        openssl(self.folder, "x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
                "-CAcreateserial", "-days", days, "-extfile", f"{name}.ext", "-out", f"{name}.pem")

    def self_signed(self):
        self.key("self_signed")
        openssl(self.folder, "req", "-x509", "-new", "-key", "self_signed.key", "-days", "5", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost", "-out", "self_signed.pem")
