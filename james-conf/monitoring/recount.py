#!/usr/bin/env python3
"""Counts the outcomes in SealMX' log of outcomes, in text or JSON, and looks nowhere else.

    recount.py log/outcomes.log                     outcomes by status, stage and reason
    recount.py --by status,dsn log/outcomes.log*    by other fields; files that end with .gz are read as well
    recount.py --json --by to,status < outcomes.log for programs

Each line is one recipient's outcome. Exits with 1 when a line is not one, or a file cannot be read to its end: it says
which, and counts the others.
"""

import argparse
import collections
import gzip
import io
import json
import sys
import urllib.parse
import zlib

FIELDS = ["time", "delivery", "queue", "to", "account", "dsn", "status", "delay", "stage", "certificate", "reason", "code", "id"]
LISTS = {"account", "certificate"}
# what is read in place of an octet outside ASCII, which the log never has
UNKNOWN = "\ufffd"


def from_text(line):
    """The fields of a line in text, as JSON has them."""
    pairs = [field.partition("=") for field in line.split(" ")]
    fields = {name: None if value == "-" else value for name, _, value in pairs}
    for name, value in fields.items():
        if name in LISTS:
            fields[name] = [urllib.parse.unquote(each) for each in value.split(",")] if value else []
        elif value is not None:
            fields[name] = urllib.parse.unquote(value)
    return fields


def fields_of(line):
    """The fields of a line; ValueError when it is not an outcome."""
    if UNKNOWN in line:
        raise ValueError("not ASCII")
    fields = json.loads(line) if line.startswith("{") else from_text(line)
    if list(fields) != FIELDS or fields["status"] not in ("sent", "deferred", "bounced"):
        raise ValueError("not an outcome")
    return fields


def opened(name):
    """A file, or standard input, as text; the log is ASCII."""
    if name == "-":
        return io.TextIOWrapper(sys.stdin.buffer, encoding="ascii", errors="replace", newline="\n")
    return (gzip.open if name.endswith(".gz") else open)(name, "rt", encoding="ascii", errors="replace", newline="\n")


def lines_of(names, unread):
    """Each line of the files, with its file and number; files that cannot be read to their end are added to unread."""
    for name in names or ["-"]:
        try:
            with opened(name) as file:
                yield from ((name, number, line) for number, line in enumerate(file, 1))
        except (OSError, EOFError, zlib.error) as problem:
            # a file that was cut off, or is none of gzip's, ends in one of these
            print(f"{name}: cannot be read: {getattr(problem, 'strerror', None) or problem}", file=sys.stderr)
            unread.append(name)


def word(value):
    """A value for the report."""
    if isinstance(value, list):
        return ",".join(map(str, value)) or "-"
    return "-" if value is None else str(value)


def main():
    parser = argparse.ArgumentParser(description="Counts the outcomes in SealMX' log of outcomes.")
    parser.add_argument("files", nargs="*", help="log/outcomes.log; without any, standard input")
    parser.add_argument("--by", default="status,stage,reason", help="fields to count by; default: status,stage,reason")
    parser.add_argument("--json", action="store_true", help="for programs")
    arguments = parser.parse_args()
    by = arguments.by.split(",")
    if not set(by) <= set(FIELDS):
        parser.error("--by accepts " + ", ".join(FIELDS))

    counts, status, broken, unread = collections.Counter(), collections.Counter(), 0, []
    for name, number, line in lines_of(arguments.files, unread):
        try:
            fields = fields_of(line.rstrip("\n"))
        except ValueError:
            print(f"{name}:{number}: not an outcome", file=sys.stderr)
            broken += 1
            continue
        counts[tuple(word(fields[field]) for field in by)] += 1
        status[fields["status"]] += 1

    if arguments.json:
        groups = [dict(zip(by, key), recipients=count) for key, count in sorted(counts.items())]
        print(json.dumps({"recipients": sum(counts.values()), "status": dict(status), "groups": groups}))
    else:
        for key, count in sorted(counts.items()):
            print(f"{count:9,}  " + "  ".join(f"{value:<10}" for value in key).rstrip())
        total = ", ".join(f"{status[each]:,} {each}" for each in ("sent", "deferred", "bounced"))
        print(f"{sum(counts.values()):9,}  recipients: {total}")
    return 1 if broken or unread else 0


if __name__ == "__main__":
    sys.exit(main())
