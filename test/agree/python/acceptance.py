"""Accepts the calculators of many folders in one process, on the runtime of the first.

`-` and folders: what each says of the vectors beside it is written to `said.txt` there. A file of runtimes in JSON and folders: for each of
the runtimes the first folder is printed whose calculator does not agree on it, or `-`.
"""

import contextlib
import io
import json
import os
import sys
import types

RUNTIME = "tenor_runtime"


def read(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return file.read()


def calculator_in(folder):
    [name] = [one for one in os.listdir(folder) if one.endswith(".py") and one != f"{RUNTIME}.py"]
    return compile(read(folder, name), name, "exec")


def install(text):
    """Every calculator imports this runtime from now on."""
    module = types.ModuleType(RUNTIME)
    sys.modules[RUNTIME] = module
    exec(compile(text, f"{RUNTIME}.py", "exec"), module.__dict__)


def said(code, folder):
    """What the runner of a calculator prints, as a process of its own would."""
    sys.argv = ["calculator", os.path.join(folder, "vectors.json")]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            exec(code, {"__name__": "__main__"})
        except SystemExit:
            pass
        except Exception as failed:  # what a bug of the runtime may do
            print(f"it failed: {failed!r}")
    return printed.getvalue().strip()


def main():
    asked, *folders = sys.argv[1:]
    runtime = read(folders[0], f"{RUNTIME}.py")
    codes = []
    for folder in folders:
        if read(folder, f"{RUNTIME}.py") != runtime:
            raise SystemExit(f"another runtime in {folder}")
        codes.append(calculator_in(folder))
    if asked == "-":
        install(runtime)
        for code, folder in zip(codes, folders):
            with open(os.path.join(folder, "said.txt"), "w", encoding="utf-8") as file:
                file.write(said(code, folder))
        return
    found = []
    for text in json.loads(read(".", asked)):
        install(text)
        wrong = (one for code, one in zip(codes, folders) if " vectors agree" not in said(code, one))
        found.append(next(wrong, "-"))
    print("\n".join(found))


main()
