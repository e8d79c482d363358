"""Validates the feeds of a server: Atom and RSS by the RELAX NG schemas beside
this file, JSON Feed by the JSON schema; and reads each with feedparser, as
readers do. Prints how many entries each has, and fails with what is wrong.
Usage: python3 feeds.py ADDRESS QUERY, with PYTHONPATH at lxml, jsonschema-rs and feedparser."""

import json
import pathlib
import sys
import urllib.request

import feedparser
import jsonschema_rs
from lxml import etree

here = pathlib.Path(__file__).parent
address, query = sys.argv[1:]


def fetch(path):
    with urllib.request.urlopen(f"{address}{path}?{query}") as answer:
        return answer.read()


def validated(name, body):
    """The number of entries of a valid Atom or RSS feed."""
    schema = etree.RelaxNG(etree.parse(here / f"{name}.rng"))
    schema.assertValid(etree.fromstring(body))
    read = feedparser.parse(body)
    if read.bozo:
        sys.exit(f"{name}: {read.bozo_exception}")
    ids = [e.id for e in read.entries]
    if len(set(ids)) < len(ids):
        sys.exit(f"{name}: an id stands twice")
    return len(ids)


feed = json.loads(fetch("/feed.json"))
schema = json.loads((here / "jsonfeed.json").read_text())
for wrong in jsonschema_rs.validator_for(schema, validate_formats=True).iter_errors(feed):
    sys.exit(f"JSON Feed: {wrong}")
print(json.dumps({"atom": validated("atom", fetch("/feed.atom")), "rss": validated("rss", fetch("/feed.rss")), "json": len(feed["items"])}))
