#!/usr/bin/python3
"""Installs a built Kvali into a folder of its own and uses it there: reports, and a plugin out of tree."""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def run(command, folder, status=(0,)):
    """What the command prints. The environment is bare, so that nothing of the built tree is found."""
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    for name, value in os.environ.items():
        if name.endswith("SAN_OPTIONS"):
            environment[name] = value
    done = subprocess.run([str(word) for word in command], cwd=folder, env=environment, check=False,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600)
    if done.returncode not in status:
        sys.exit(f"{' '.join(map(str, command))}\n  exit status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def check(holds, what):
    if not holds:
        sys.exit(f"failed: {what}")


def check_layout(prefix):
    for name in ("bin/kvali", "lib/kvali/plugins/kvali-source-csv.so", "lib/kvali/plugins/kvali-render-pdf.so",
                 "lib/kvali/plugins/kvali-render-html.so",
                 "share/kvali/templates/monthly-brief/template.md", "include/kvali/plugin.h",
                 "share/cmake/Kvali/KvaliConfig.cmake", "share/man/man1/kvali.1.gz",
                 "share/bash-completion/completions/kvali", "share/fish/vendor_completions.d/kvali.fish",
                 "share/zsh/vendor-completions/_kvali",
                 "share/doc/kvali/examples/coastal-integration/report.toml"):
        check((prefix / name).is_file(), f"{name} is installed")
    for path in [prefix, *prefix.rglob("*")]:
        check(path == prefix or not path.stat().st_mode & 0o022, f"{path} can be written by its owner only")


def check_reports(kvali, prefix, home):
    """The installed program finds its own plugins and templates, and nobody else's."""
    for line in run([kvali, "plugins", "list", "--json"], home).splitlines():
        path = pathlib.Path(json.loads(line)["file"])
        # Another Kvali on this machine may have plugins of its own.
        check(path.parent == prefix / "lib/kvali/plugins" or str(path).startswith("/usr/"), f"{path} is ours")
    run([kvali, "init", "my-report"], home)
    made = run([kvali, "run", "my-report", "--lang", "ka"], home).split()
    check(len(made) == 3 and all((home / name).stat().st_size > 1000 for name in made), f"files made: {made}")


def check_plugins(kvali, prefix, home, arguments):
    """The README's plugins build against the installed package, and run."""
    project = home / "hello"
    run([HERE / "first_plugin.py", prefix / "share/doc/kvali-dev/README.md", project], home)
    run([arguments.cmake, "-S", project, "-B", project / "build", "-G", arguments.generator,
         f"-DCMAKE_CXX_COMPILER={arguments.compiler}", f"-DCMAKE_PREFIX_PATH={prefix}",
         f"-DCMAKE_INSTALL_PREFIX={home}/.local"], home)
    run([arguments.cmake, "--build", project / "build"], home)
    run([arguments.cmake, "--install", project / "build"], home)
    listed = run([kvali, "plugins", "list"], home)
    check("source    hello " in listed and "renderer  outline " in listed, f"the plugins are found:\n{listed}")
    run([kvali, "run", "my-report", "--format", "outline", "--lang", "ka"], home)
    text = (home / "my-report/out/my-report_2026-03_ka.txt").read_text(encoding="utf-8")
    check("საკოორდინაციო შეხვედრა" in text and " rows" in text, f"the outline has texts and tables:\n{text}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--cmake", required=True)
    parser.add_argument("--generator", required=True)
    parser.add_argument("--compiler", required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kvali-install-") as folder:
        home = pathlib.Path(folder).resolve()
        # A blank and Georgian letters: nothing on the way may split or mangle the name.
        prefix = home / "ჩემი kvali"
        # The umask of shared folders: what is installed must not be group-writable all the same.
        os.umask(0o002)
        run([arguments.cmake, "--install", arguments.build, "--prefix", prefix], home)
        check_layout(prefix)
        check_reports(prefix / "bin/kvali", prefix, home)
        check_plugins(prefix / "bin/kvali", prefix, home, arguments)


if __name__ == "__main__":
    main()
