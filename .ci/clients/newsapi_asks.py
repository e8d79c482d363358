"""Asks a server for what TestNewsAPIClients wants to know, with the package
newsapi-python as it is: its addresses alone are others.
Usage: python3 newsapi_asks.py ADDRESS, with PYTHONPATH at the package."""

import json
import sys

from newsapi import NewsApiClient, const
from newsapi.newsapi_exception import NewsAPIException

for name in ("TOP_HEADLINES_URL", "EVERYTHING_URL", "SOURCES_URL"):
    setattr(const, name, getattr(const, name).replace("https://newsapi.org", sys.argv[1]))


def short(answer):
    return {
        "total": answer["totalResults"],
        "titles": [a["title"] for a in answer["articles"]],
        "sources": [a["source"]["name"] for a in answer["articles"]],
    }


api = NewsApiClient(api_key="a key")
try:
    api.get_everything()
    refused = ""
except NewsAPIException as error:
    refused = error.get_code()
print(json.dumps({
    "everything": short(api.get_everything(q="ferry", sort_by="publishedAt", language="en", from_param="2025-07-01")),
    "page": short(api.get_everything(q="ferry", sort_by="publishedAt", page_size=1, page=2)),
    "headlines": short(api.get_top_headlines(q="tower", language="en")),
    "sources": [s["name"] for s in api.get_sources()["sources"]],
    "refused": refused,
}))
