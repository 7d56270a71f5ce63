"""`python -m bench`: make the city if it is not there, measure, write results.json."""

import argparse
import os

import django

# Before anything of the site is imported: it would choose settings of its own.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

from bench import database

LINE = (
    "{name:14} {queries:4} queries {bytes:9,} bytes   p50 {p50_ms:8.1f} ms "
    "p95 {p95_ms:8.1f} ms   {ratio:6.1f} × the floor of {floor_p50_ms:.2f} ms, "
    "{ratio_at_eight:.1f} × at eight at a time"
)


def main():
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--again", action="store_true", help="make the city anew")
    parser.add_argument("--scale", type=float, default=1.0, help="0.1 for a tenth")
    parser.add_argument("--requests", type=int, default=100, help="of each page")
    options = parser.parse_args()
    must_be_made = database.make(options.scale, options.again)
    django.setup()
    from bench import measuring
    from bench.city import City

    if must_be_made:
        City(options.scale).make()
        database.say_whole(options.scale)
    for one in measuring.run(options.requests):
        print(LINE.format(**one))


if __name__ == "__main__":
    main()
