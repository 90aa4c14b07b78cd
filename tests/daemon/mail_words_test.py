"""20,000 mails with subjects, names and file names in many scripts, read back by others.
mail_words_test.py BUILD_FOLDER [SEED]

The oracle for headers is a decoder of our own that takes each encoded word by itself, as RFC 2047 asks:
Python joins words before it decodes them and so hides letters that were cut in two. Python's email package
then reads whole mails, and other people's parsers the names of attachments where they are installed.
"""

import base64
import email
import email.policy
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SEED = int(sys.argv.pop(2)) if len(sys.argv) > 2 else random.SystemRandom().randrange(2**32)
BUILD = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else "build/dev")
DRIVER = BUILD / "tests" / "mail-driver"
MAILS = 20_000

SCRIPTS = {
    "georgian": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "cyrillic": "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ",
    "myanmar": "ကခဂဃငစဆဇညတထဒဓနပဖဗဘမယရလဝသဟအာိီုူေဲံ့းျြွှ်",
    "ethiopic": "ሀለሐመሠረሰሸቀበተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ",
    "latin": "abcdefghijklmnopqrstuvwxyzABCXYZäöüßéñç",
}
COMMON = "0123456789  ..,-–()№&+"
SIGNS = COMMON + "\"\\=?_<>@;:/'%😀"


def text(chance, signs, longest):
    letters = SCRIPTS[chance.choice(list(SCRIPTS))] * 2 + signs
    if chance.random() < 0.3:
        letters += SCRIPTS["latin"]
    return "".join(chance.choice(letters) for _ in range(chance.randint(1, longest)))


def file_name(chance):
    name = re.sub(r"[/\\:]", "", text(chance, COMMON + "'%\"=?;_", 50)).strip(" .")
    while len(name.encode()) > 190:
        name = name[:-1].rstrip(" .")
    return (name or "a") + chance.choice([".pdf", ".xlsx"])


def mails(chance, count):
    for number in range(count):
        yield {
            "id": f"m{number}",
            "subject": text(chance, SIGNS, 120),
            "from": text(chance, SIGNS, 40),
            "to": text(chance, SIGNS, 40),
            "file": file_name(chance),
            "text": text(chance, SIGNS + "\n", 200),
        }


def composed(lines):
    done = subprocess.run([str(DRIVER), "compose"], input="\n".join(json.dumps(one) for one in lines) + "\n",
                          capture_output=True, text=True, check=True)
    answers = done.stdout.splitlines()
    assert len(answers) == len(lines), (len(answers), len(lines))
    return answers


class Broken(Exception):
    pass


WORD = re.compile(rb"=\?UTF-8\?B\?([A-Za-z0-9+/]*={0,2})\?=")


def header(eml, name):
    """The physical lines of a field, without its name."""
    lines = eml[: eml.index(b"\r\n\r\n")].split(b"\r\n")
    found = [i for i, line in enumerate(lines) if line.lower().startswith(name.lower() + b":")]
    if len(found) != 1:
        raise Broken(f"{len(found)} fields {name}")
    end = found[0] + 1
    while end < len(lines) and lines[end][:1] in (b" ", b"\t"):
        end += 1
    field = lines[found[0] : end]
    for line in field:
        if any(byte >= 0x80 or byte < 0x20 for byte in line):
            raise Broken(f"a byte that no header has: {line!r}")
        if WORD.search(line) and len(line) > 76 or len(line) > 78:
            raise Broken(f"a long line: {line!r}")
    return [field[0][len(name) + 2 :], *(line[1:] for line in field[1:])]


def decode_words(lines):
    """A field of encoded words alone, each decoded by itself; or plain text, unfolded."""
    tokens = b" ".join(line for line in lines if line).split(b" ")
    if not any(WORD.fullmatch(token) for token in tokens):
        return b" ".join(line for line in lines if line).decode("ascii")
    out = ""
    for token in tokens:
        match = WORD.fullmatch(token)
        if match is None:
            raise Broken(f"text beside encoded words: {token!r}")
        if len(token) > 75:
            raise Broken(f"a long word: {token!r}")
        out += base64.b64decode(match.group(1), validate=True).decode("utf-8")  # Strict: no letter is cut.
    return out


def decode_name(lines):
    """Of a field with one address: the phrase before it."""
    *name, address = b"\r\n".join(lines).rpartition(b"<")
    if not address.endswith(b">"):
        raise Broken(f"no address: {lines!r}")
    phrase = name[0].split(b"\r\n")
    joined = b" ".join(phrase).strip()
    if joined.startswith(b'"') and joined.endswith(b'"'):
        return re.sub(rb"\\(.)", rb"\1", joined[1:-1]).decode("ascii")
    return decode_words([line.strip() for line in phrase if line.strip()])


def wrong_headers(mail, eml):
    """What the strict decoder says."""
    try:
        for name, decode, wanted in ((b"Subject", decode_words, mail["subject"]),
                                     (b"From", decode_name, mail["from"]), (b"To", decode_name, mail["to"])):
            got = decode(header(eml, name))
            if got != wanted:
                yield f"{name.decode()} {wanted!r} became {got!r}"
    except (Broken, ValueError) as e:
        yield f"{mail!r}: {e}"


def wrong_parts(mail, eml):
    """What Python's email package says, old and new."""
    message = email.message_from_bytes(eml, policy=email.policy.default)
    if message.defects:
        yield f"{mail['id']}: {message.defects}"
    attachment = next(message.iter_attachments())
    if attachment["content-disposition"].defects:
        yield f"{mail['id']}: {attachment['content-disposition'].defects}"
    if attachment.get_filename() != mail["file"]:
        yield f"file {mail['file']!r} became {attachment.get_filename()!r}"
    if attachment.get_content() != b"%PDF-1.7\n":
        yield f"{mail['id']}: the attachment has changed"
    body = message.get_body(("plain",)).get_content()
    if body.replace("\r\n", "\n").removesuffix("\n") != mail["text"].removesuffix("\n"):
        yield f"text {mail['text']!r} became {body!r}"
    old = list(email.message_from_bytes(eml).walk())[-1].get_filename()
    if old != mail["file"]:
        yield f"file {mail['file']!r} became {old!r} for the older parser"


def by_mime_tools(path):
    return perl("MIME::Parser", "my $p = MIME::Parser->new; $p->output_to_core(1);"
                "print(($p->parse_open($ARGV[0])->parts)[-1]->head->recommended_filename)", path)


def by_email_mime(path):
    return perl("Email::MIME", "local $/; open my $f, '<', $ARGV[0]; print((Email::MIME->new(<$f>)->parts)[-1]->filename)", path)


def perl(module, program, path):
    done = subprocess.run(["perl", f"-M{module}", "-e", "binmode STDOUT, ':utf8';" + program, str(path)],
                          capture_output=True, check=True)
    return done.stdout.decode()


def by_mu(path):
    """mu stands on GMime, which Evolution uses too."""
    done = subprocess.run(["mu", "extract", str(path)], capture_output=True, check=True)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout.decode()).splitlines()
    return re.match(r"\s*\d+ (.*) application/pdf ", lines[-1]).group(1)


def has_perl(module):
    return shutil.which("perl") and subprocess.run(["perl", f"-M{module}", "-e", "1"], capture_output=True, check=False).returncode == 0


OTHERS = {"MIME-tools": (by_mime_tools, lambda: has_perl("MIME::Parser")),
          "Email::MIME": (by_email_mime, lambda: has_perl("Email::MIME")),
          "GMime (mu)": (by_mu, lambda: shutil.which("mu"))}


class Words(unittest.TestCase):
    def test_no_letter_is_lost(self):
        written = list(mails(random.Random(SEED), MAILS))
        wrong = []
        for mail, line in zip(written, composed(written)):
            if line.startswith("refused"):
                wrong.append(f"{mail!r}: {line}")
                continue
            eml = base64.b64decode(line)
            wrong += wrong_headers(mail, eml)
            if int(mail["id"][1:]) % 10 == 0:  # Python takes a millisecond for each.
                wrong += wrong_parts(mail, eml)
        self.assertEqual([], wrong[:10], f"{len(wrong)} wrong; seed {SEED}")

    def test_the_decoder_finds_what_it_is_for(self):
        cut = [b"=?UTF-8?B?4YOQ4YM=?=", b"=?UTF-8?B?kQ==?="]
        with self.assertRaises(ValueError):
            decode_words(cut)
        with self.assertRaises(Broken):
            header(b"Subject: " + b"x" * 80 + b"\r\n\r\n", b"Subject")
        with self.assertRaises(Broken):
            header("Subject: ა\r\n\r\n".encode(), b"Subject")

    def test_others_read_the_same_file_names(self):
        chance = random.Random(SEED)
        names = ["ანგარიში – 2026 წლის ოქტომბერი.pdf", "report 2026-10.pdf", *(file_name(chance) for _ in range(30))]
        # Backslash and quotes in plain ASCII names are where parsers differ among themselves.
        names = [name for name in names if '"' not in name]
        for parser, (read, installed) in OTHERS.items():
            if not installed():
                print(f"not there: {parser}")
                continue
            for name, line in zip(names, composed([{"id": "m", "file": name, "subject": "t"} for name in names])):
                with self.subTest(parser, name=name), tempfile.TemporaryDirectory() as folder:
                    path = pathlib.Path(folder) / "mail.eml"
                    path.write_bytes(base64.b64decode(line))
                    self.assertEqual(name, read(path), f"seed {SEED}")

    def test_line_breaks_are_refused_everywhere(self):
        evil = "Report\r\nBcc: evil@evil.org"
        for field in ("subject", "from", "to", "file", "id"):
            for bad in (evil, "a\nb", "a\rb", "a\0b", "a\u2028b", "a\x0bb"):
                with self.subTest(field, bad=bad):
                    (answer,) = composed([{"id": "m", "subject": "t", field: bad}])
                    self.assertTrue(answer.startswith("refused"), answer)

    def test_the_same_mail_has_the_same_bytes_wherever_it_is_composed(self):
        mail = [{"id": "m", "subject": "ანგარიში", "file": "ა.pdf", "text": "ა"}]
        first = composed(mail)
        os.environ.update(TZ="America/New_York", LC_ALL="C")
        self.assertEqual(first, composed(mail))


if __name__ == "__main__":
    print(f"seed {SEED}")
    unittest.main()
