"""A shell on the rows of a running city, kept open: starting Django takes seconds.

Each line that comes in is a piece of Python as JSON; each line that goes out says
what it printed, or what went wrong.
"""

import io
import json
import sys
import traceback
from contextlib import redirect_stdout

import django


def main():
    django.setup()
    answers = sys.stdout
    for line in sys.stdin:
        printed, trouble = io.StringIO(), ""
        with redirect_stdout(printed):
            try:
                exec(json.loads(line), {})  # noqa: S102 (what the caller wrote)
            except Exception:  # noqa: BLE001 (the caller is told)
                trouble = traceback.format_exc()
        answer = {"printed": printed.getvalue(), "trouble": trouble}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
