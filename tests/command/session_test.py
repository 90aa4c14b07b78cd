#!/usr/bin/python3
"""The session runner, tried on sh: what must pass passes, what must fail fails."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

RUNNER = pathlib.Path(__file__).with_name("session.py")


def run(text, name="case.md", accept=False, options=()):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / name
        path.write_text(text, encoding="utf-8")
        environment = {"KVALI_ACCEPT": "1"} if accept else {}
        done = subprocess.run([sys.executable, RUNNER, *options, path], env=environment, check=False,
                              capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr, path.read_text(encoding="utf-8")


def session(*lines):
    return "\n".join(["# A case", "", "```session", *lines, "```", ""])


class Sessions(unittest.TestCase):
    def test_output_error_and_status_are_compared(self):
        text = session("% echo one; echo two >&2; exit 3", "one", "2> two", "=> 3")
        self.assertEqual(run(text)[0], 0)
        for wrong in ("one", "2> two", "=> 3"):
            self.assertEqual(run(text.replace(wrong + "\n", ""))[0], 1, wrong)

    def test_dots_stand_for_text_and_for_lines(self):
        text = session("% printf 'a1b\\nx\\ny\\nz\\n'", "a...b", "...", "z")
        self.assertEqual(run(text)[0], 0)
        self.assertEqual(run(text.replace("z\n```", "y\n```"))[0], 1)
        self.assertEqual(run(session("% echo ab", "ab", "...", "ab"))[0], 1)

    def test_files_are_written_and_headings_start_afresh(self):
        text = "# One\n\n```file data/a.txt\nგამარჯობა\n```\n" + session("% cat data/a.txt", "გამარჯობა")
        self.assertEqual(run(text)[0], 1)
        self.assertEqual(run(text.replace("# A case", "A case"))[0], 0)

    def test_samples_are_a_copy(self):
        text = session("% rm samples/emerge/report.toml; ls samples/emerge/report.toml",
                       "2> ls: cannot access 'samples/emerge/report.toml': No such file or directory", "=> 2")
        self.assertEqual(run(text)[0], 0)
        self.assertTrue((RUNNER.parents[2] / "samples/emerge/report.toml").exists())

    def test_accepting_rewrites_only_what_differs(self):
        text = session("% echo kept", "k...t", "% echo new; echo '% odd'; exit 4", "old", "% echo last", "last")
        status, _, after = run(text, accept=True)
        self.assertEqual(status, 0)
        self.assertEqual(after, session("% echo kept", "k...t", "% echo new; echo '% odd'; exit 4", "new", "\\% odd",
                                        "=> 4", "% echo last", "last"))
        self.assertEqual(run(after)[0], 0)

    def test_the_folder_is_written_as_a_variable(self):
        self.assertEqual(run(session("% pwd", "$PWD"))[0], 0)

    def test_a_missing_newline_is_a_difference(self):
        self.assertEqual(run(session("% printf x", "x"))[0], 1)

    def test_a_file_without_commands_fails(self):
        self.assertEqual(run("# Nothing\n")[0], 1)
        self.assertNotEqual(run("```session\n% true\n")[0], 0)


class Readmes(unittest.TestCase):
    def test_commands_must_succeed(self):
        self.assertEqual(run("```sh\ngit clone somewhere\n./tests/run --all\ntrue\n```\n", options=["--readme"])[0], 0)
        self.assertEqual(run("```sh\nfalse\n```\n", options=["--readme"])[0], 1)
        self.assertEqual(run("```sh\n./tests/run --al\n```\n", options=["--readme"])[0], 1)
        self.assertEqual(run("```sh\ncmake --build --preset dev\n```\n", options=["--readme"])[0], 0)
        self.assertEqual(run("```sh\nctest --preset nosuch\n```\n", options=["--readme"])[0], 1)


if __name__ == "__main__":
    unittest.main()
