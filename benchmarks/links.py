"""The check of links beside a bare fetch of the same pages: links a second against a server on loopback.

`python -m benchmarks.links`: as many addresses of as many sites, so that politeness never waits."""

import tempfile
import time
from pathlib import Path

import urllib3

from bot import page_reading
from documents.pages import Failure, PageFacts
from models.clock import utc_now
from models.database import Database
from scheduler.linkcheck import Politeness, check_one, enrol
from tests.support.offices import add_item, new_office
from tests.support.websites import answer, fetcher, sends, website

LINKS, ROUNDS = 40, 3
PAGE = answer(("<html><title>แผน ประจำปี 2570</title>" + "<p>ข้อความ</p>" * 2000).encode())


def main() -> None:
    fetch = fetcher().fetch

    def look(url: str) -> PageFacts | Failure:
        return page_reading.read(fetch(url))

    with website(sends(PAGE)) as site:
        urls = [site.url("/o8", f"site{n}.example") for n in range(LINKS)]
        for _ in range(ROUNDS):
            print(f"bare urllib3     {_bare(site.port):7.1f} links/s")
            print(f"fetcher alone    {_each(fetch, urls):7.1f} links/s")
            print(f"fetched and read {_each(look, urls):7.1f} links/s")
            print(f"the whole check  {_checked(look, urls):7.1f} links/s")


def _bare(port: int) -> float:
    started = time.perf_counter()
    for _ in range(LINKS):
        with urllib3.PoolManager(retries=False) as pool:
            assert pool.request("GET", f"http://127.0.0.1:{port}/o8").status == 200
    return LINKS / (time.perf_counter() - started)


def _each(ask: object, urls: list[str]) -> float:
    assert callable(ask)
    started = time.perf_counter()
    for url in urls:
        assert not isinstance(ask(url), Failure)
    return len(urls) / (time.perf_counter() - started)


def _checked(look: object, urls: list[str]) -> float:
    assert callable(look)
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'links.db'}")
        database.upgrade()
        with database.write() as session:
            office = new_office(session)
            for number, url in enumerate(urls, start=1):
                add_item(session, office, f"O{number}", ("กองคลัง",), None).url = url
        assert enrol(database, utc_now()) == len(urls)
        politeness = Politeness()
        started = time.perf_counter()
        while check_one(database, look, utc_now, politeness):
            pass
        took = time.perf_counter() - started
        database.close()
    return len(urls) / took


if __name__ == "__main__":
    main()
