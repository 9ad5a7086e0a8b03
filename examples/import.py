#!/usr/bin/env python3
"""Files whole conversations, each with its record, through the REST API of Leads & Tickets.

    export LT_URL=https://leads.example.com LT_KEY=lt_…
    python3 import.py conversations.ndjson.gz
    … | python3 import.py --jobs 8 -

One conversation a line; README.md beside this file says how a line looks. Needs Python 3.9 and nothing else.

Run it as often as you like. It asks what is there and sends the rest: nothing is filed twice, and what broke off goes
on where it stopped.
"""

import argparse
import gzip
import http.client
import json
import os
import random
import sys
import threading
import time
import urllib.error
import urllib.request
import zlib
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

BODY = 256 * 1024  # bytes of one request, at most
MESSAGES = 500  # messages of one request, at most
TRIES = 8  # of one request, before we give up
LONGEST_PAUSE = 30  # seconds between two of them, unless the server names a time
TIMEOUT = 60  # seconds for one answer


class Refused(Exception):
    """The server said no to this one: asking again would not help."""


class Stopped(Exception):
    """Every other line would fail in the same way."""


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirected POST would become a GET, and the key would travel to wherever it leads."""

    def redirect_request(self, *_):
        return None


class Api:
    """The API, with the patience that a program needs."""

    def __init__(self, url, key, tell):
        self.url = url.rstrip("/") + "/api/v1"
        self.key = key
        self.tell = tell
        self.opener = urllib.request.build_opener(NoRedirects)
        self.stop = threading.Event()

    def get(self, path):
        return self.send("GET", path, None, {})

    def post(self, path, body, idempotency_key=None):
        headers = {"Content-Type": "application/json"}
        if idempotency_key:
            headers["Idempotency-Key"] = idempotency_key
        return self.send("POST", path, body, headers)

    def send(self, method, path, body, headers):
        """The answer, and whether it was given before. Sending again is safe: see `file`."""
        headers = {"Authorization": f"Bearer {self.key}", **headers}
        tries = 0
        while not self.stop.is_set():
            request = urllib.request.Request(self.url + path, body, headers, method=method)
            after = None
            try:
                with self.opener.open(request, timeout=TIMEOUT) as answer:
                    replayed = answer.headers.get("Idempotent-Replayed") == "true"
                    return json.loads(answer.read()), replayed
            except urllib.error.HTTPError as error:
                with error:
                    problem = problem_of(error)
                reason = f"{error.code} {told(problem) or error.reason}"
                if error.code < 400:
                    raise Stopped(f"LT_URL leads on to {error.headers.get('Location')}") from None
                if error.code in (401, 403):
                    raise Stopped(reason) from None
                in_flight = error.code == 409 and str(problem.get("type")).endswith("#in-flight")
                if not in_flight and error.code not in (429, 502, 503, 504):
                    raise Refused(reason) from None
                after = seconds(error.headers.get("Retry-After"))
                # To be slower than the server allows is no failed try.
                tries += error.code != 429
            except (OSError, http.client.HTTPException) as error:
                reason = str(getattr(error, "reason", error)) or type(error).__name__
                tries += 1
            except ValueError:
                raise Stopped(f"{self.url + path} does not answer in JSON; is LT_URL right?") from None
            if tries >= TRIES:
                raise Stopped(f"{reason} (tried {tries} times)")
            if tries == 2:
                self.tell(f"{reason}; trying again")
            pause = min(0.5 * 2**tries, LONGEST_PAUSE) if after is None else after
            # Not all at once, when several wait.
            self.stop.wait(pause + random.uniform(0, 0.1 + 0.2 * pause))
        raise Stopped("interrupted")


def problem_of(error):
    """The problem document of an answer; nothing when something between us and the server answered."""
    try:
        problem = json.loads(error.read())
    except (ValueError, OSError, http.client.HTTPException):
        return {}
    return problem if isinstance(problem, dict) else {}


def told(problem):
    errors = problem.get("errors") or []
    places = "; ".join(f"{one.get('pointer')}: {one.get('detail')}" for one in errors[:3])
    return places or problem.get("detail") or problem.get("title")


def seconds(retry_after):
    try:
        return max(float(retry_after), 0)
    except (TypeError, ValueError):
        return None


def encoded(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def pick(source, *names):
    """What is there of these: an API that knows more fields tomorrow must not be told of them by accident."""
    return {name: source[name] for name in names if source.get(name) is not None}


def parse(line):
    """A line, when it is one that makes sense to send; what is in it, the server judges."""

    def expect(good, otherwise):
        if not good:
            raise ValueError(otherwise)

    def objects(value):
        return isinstance(value, list) and all(isinstance(one, dict) for one in value)

    try:
        conversation = json.loads(line.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at column {error.colno}") from None
    expect(isinstance(conversation, dict), "not an object")
    external_id = conversation.get("id")
    expect(isinstance(external_id, str) and external_id.strip(), "there is no id")
    conversation["messages"] = conversation.get("messages") or []
    expect(objects(conversation["messages"]), "messages are not a list of objects")
    record = conversation.get("record")
    expect(record is None or isinstance(record, dict), "the record is not an object")
    expect(record is None or objects(record.get("fields") or []), "fields are not a list of objects")
    encoded(conversation)  # Half of a surrogate pair is JSON, but no text.
    return conversation


def file(api, conversation):
    """Files what is not there yet; returns how many records and messages that was, and whether anything was new.

    Each step can be repeated, by us after a lost answer or by whoever runs this again:
    1. The same external id names the same conversation, and the answer says how many messages it has.
    2. Messages have no name of their own, so these requests carry an Idempotency-Key.
    3. A conversation has one record of each type, as long as no key says that another one is meant.
    """
    new = pick(conversation, "channel", "language", "started_at")
    there, _ = api.post("/conversations", encoded({"external_id": conversation["id"], **new}))
    anything_new = there["created"]

    said = [pick(message, "from", "text", "at") for message in conversation["messages"]]
    path = f"/conversations/{there['id']}/messages"
    position, messages = there["messages"], 0
    while position < len(said):
        piece = fitting(said[position:])
        body = encoded({"messages": piece})
        # With a checksum, so that a line that was corrected is not taken for the one before.
        key = f"import-{there['id']}-{position}-{zlib.crc32(body):08x}"
        _, replayed = api.post(path, body, key)
        messages += 0 if replayed else len(piece)
        position += len(piece)

    records = 0
    if conversation.get("record") is not None:
        filed, _ = api.post("/records", encoded(record_of(conversation["record"], there["id"])))
        records += filed["created"]
    return records, messages, anything_new or messages > 0 or records > 0


def fitting(messages):
    """As many of the first messages as go into one request, and at least one."""
    size = len(encoded({"messages": []}))
    for count, message in enumerate(messages[:MESSAGES]):
        size += len(encoded(message)) + 1
        if size > BODY and count > 0:
            return messages[:count]
    return messages[:MESSAGES]


def record_of(record, conversation):
    known = pick(record, "type", "name", "phone", "email", "company", "description", "filed_at")
    answered = [field for field in record.get("fields") or [] if field.get("value") is not None]
    fields = [pick(field, "label", "icon", "kind", "value") for field in answered]
    return {**known, "conversation": conversation, "fields": fields}


def lines_of(path):
    """The lines of a file, or of standard input for `-`; whether it is compressed, its first bytes tell."""
    with sys.stdin.buffer if path == "-" else open(path, "rb") as source:
        compressed = source.peek(2)[:2] == b"\x1f\x8b"
        yield from enumerate(gzip.GzipFile(fileobj=source) if compressed else source, 1)


class Totals:
    """What was done, told on standard error while it goes on."""

    def __init__(self):
        self.records = self.messages = self.conversations = self.there = self.failed = 0
        self.terminal = sys.stderr.isatty()
        self.told_at = time.monotonic()

    def add(self, records, messages, anything_new):
        self.records += records
        self.messages += messages
        self.conversations += anything_new
        self.there += not anything_new
        if time.monotonic() - self.told_at >= (0.2 if self.terminal else 10):
            self.told_at = time.monotonic()
            start, end = ("\r\033[K", "") if self.terminal else ("", "\n")
            done = f"{start}{self.conversations + self.there} conversations so far …"
            print(done, end=end, file=sys.stderr, flush=True)

    def tell(self, text):
        print(f"\r\033[K{text}" if self.terminal else text, file=sys.stderr, flush=True)

    def fail(self, number, reason):
        self.failed += 1
        self.tell(f"line {number}: {reason}; skipped")

    def __str__(self):
        return (
            f"Filed {self.records} records and {self.messages} messages from {self.conversations} conversations. "
            f"Already there: {self.there}. Failed: {self.failed}."
        )


def run(api, path, jobs, totals):
    """Sends every line of the file, several at a time; raises Stopped when it makes no sense to go on."""
    waiting, seen, number = {}, set(), 0

    def collect(done):
        for future in done:
            line = waiting.pop(future)
            try:
                totals.add(*future.result())
            except Refused as error:
                totals.fail(line, error)

    with ThreadPoolExecutor(jobs) as pool:
        try:
            for number, line in lines_of(path):
                if not line.strip():
                    continue
                try:
                    conversation = parse(line)
                except (ValueError, RecursionError) as error:
                    totals.fail(number, error)
                    continue
                # Two of one id at a time would mix their messages.
                if conversation["id"] in seen:
                    totals.add(0, 0, False)
                    continue
                seen.add(conversation["id"])
                waiting[pool.submit(file, api, conversation)] = number
                if len(waiting) >= 2 * jobs:
                    collect(wait(waiting, return_when=FIRST_COMPLETED).done)
            while waiting:
                collect(wait(waiting, return_when=FIRST_COMPLETED).done)
        except (OSError, EOFError, zlib.error) as error:
            place = f" after line {number}" if number else ""
            raise Stopped(f"{path} cannot be read{place}: {getattr(error, 'strerror', None) or error}") from None
        except BaseException:
            api.stop.set()
            raise
        finally:
            # What is on its way when something stops us counts if it arrives.
            while waiting:
                try:
                    collect(wait(waiting).done)
                except Stopped:
                    pass


def main():
    parser = argparse.ArgumentParser(description="Files whole conversations, each with its record.")
    parser.add_argument("file", help="one conversation a line, .ndjson or .ndjson.gz; - for standard input")
    parser.add_argument("--jobs", type=int, default=4, metavar="N", help="conversations at a time (4)")
    options = parser.parse_args()
    url, key = (os.environ.get(name, "").strip() for name in ("LT_URL", "LT_KEY"))
    if not url.startswith(("http://", "https://")):
        parser.error("LT_URL must say where the server is, such as https://leads.example.com")
    if not (key.startswith("lt_") and key.isascii()):
        parser.error("LT_KEY must be an API key; it begins with lt_")
    if not 1 <= options.jobs <= 64:
        parser.error("--jobs takes a number from 1 to 64")

    totals, why = Totals(), None
    api = Api(url, key, totals.tell)
    try:
        # The cheapest question there is: are server and key right, and would a record be taken?
        if not api.get("/data-collection")[0]["enabled"]:
            raise Stopped("data collection of this agent is off, so it takes no records")
        run(api, options.file, options.jobs, totals)
    except (Stopped, Refused) as error:
        why = str(error)
    except KeyboardInterrupt:
        why = "interrupted"
    if why:
        totals.tell(f"Stopped: {why}.")
    print(totals)
    return 1 if why or totals.failed else 0


if __name__ == "__main__":
    sys.exit(main())
