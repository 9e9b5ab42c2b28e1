"""The check of published addresses: at once, at night, politely; what it finds, and who hears of it in the morning."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from documents.links import broken_of, link_views
from documents.pages import Failure, PageFacts
from messages.limits import problems
from messages.plain import plain
from models import queries
from models.changes import Actor, Change
from models.clock import local_date
from models.database import Database
from models.evidence import Evidence
from models.office import Office
from models.outbox import OutboxMessage
from models.register import WorkItem
from models.weblinks import WebLink, addresses, watch
from scheduler import riding
from scheduler.linkcheck import Politeness, check_now, check_one, enrol
from tests.support.clock import FakeClock
from tests.support.offices import add_item, add_member, new_office
from tests.support.ticking import tick

O8, O9 = "https://www.bangtuayang.go.th/ita/o8", "https://www.bangtuayang.go.th/ita/o9"
DUE = date(2027, 3, 31)
COORDINATOR = Actor(None, "coordinator", "chat", "set")


class Web:
    """What each address answers; those not named open. Remembers who was asked."""

    def __init__(self) -> None:
        self.closed: dict[str, str] = {}
        self.asked: list[str] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def __call__(self, url: str) -> PageFacts | Failure:
        self.asked.append(url)
        self.meanwhile()
        if why := self.closed.get(url):
            return Failure(why, 404, url)
        return PageFacts(url, 200, "text/html", "text/html", "รายงานผล ประจำปี 2570", letters=5000)


class Site:
    """An office with a website, its people, and the check's loop."""

    def __init__(self, database: Database, clock: FakeClock) -> None:
        self.database, self.clock, self.web, self.politeness = database, clock, Web(), Politeness()
        with database.write() as session:
            office = new_office(session)
            office.website = "www.bangtuayang.go.th"
            self.office_id = office.id
            add_member(session, office, "U-clang", "head", "กองคลัง")
            add_member(session, office, "U-chang", "head", "กองช่าง")
            add_member(session, office, "U-coord", "coordinator")
        tick(database, clock())  # the week's summary is said

    def publishes(self, code: str, url: str, *owners: str, accepted: bool = True) -> None:
        with self.database.write() as session:
            office = session.get_one(Office, self.office_id)
            item = add_item(session, office, code, owners, DUE)
            item.url = url
            if accepted:
                session.add_all(item.publish("present", COORDINATOR, self.clock()))
            watch(session, office.id, addresses(url), self.clock())

    def checks(self) -> None:
        """Until nothing is to be checked now; the pause between two pages of a site is waited for."""
        for _ in range(200):
            if not check_one(self.database, self.web, self.clock, self.politeness):
                self.clock.forward(seconds=2)
                if not check_one(self.database, self.web, self.clock, self.politeness):
                    return

    def closes(self, *urls: str, why: str = "not_found") -> None:
        """Gone, and found to be gone three times."""
        self.web.closed |= dict.fromkeys(urls, why)
        self.clock.at("2026-11-05 04:00")
        self.checks()
        for _ in range(2):
            self.clock.forward(hours=1)
            self.checks()

    def row(self, url: str) -> WebLink:
        with self.database.read() as session:
            return session.scalars(select(WebLink).where(WebLink.url == url)).one()

    def pushes(self, purpose: str = "digest") -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        with self.database.read() as session:
            said = select(OutboxMessage).where(OutboxMessage.purpose == purpose)
            for row in session.scalars(said.order_by(OutboxMessage.created_at, OutboxMessage.to)):
                assert problems(row.messages) == []
                found.setdefault(row.to, []).append(plain(row.messages))
        return found

    def changes(self) -> Sequence[tuple[str, str, str, str]]:
        with self.database.read() as session:
            rows = session.scalars(select(Change).where(Change.field == "link").order_by(Change.id))
            return [(row.item.code, row.before, row.after, row.note) for row in rows]


@pytest.fixture
def site(database: Database, clock: FakeClock) -> Site:
    return Site(database, clock)


def test_a_new_address_is_checked_at_once_and_again_the_coming_night(site: Site) -> None:
    site.publishes("O8", O8, "กองคลัง")
    site.checks()
    assert (site.web.asked, site.row(O8).state) == ([O8], "good")
    site.clock.at("2026-11-02 23:00")
    site.checks()
    assert len(site.web.asked) == 1
    site.clock.at("2026-11-03 04:00")
    site.checks()
    assert len(site.web.asked) == 2


def test_what_the_check_found_stands_in_the_views(site: Site) -> None:
    drive = "https://drive.google.com/file/d/1/view"
    site.publishes("O8", O8, "กองคลัง")
    site.publishes("O9", f"{O8}/", "กองช่าง")
    site.publishes("O10", drive, "กองช่าง")
    site.publishes("O11", O9, "กองช่าง")
    site.web.closed[O9] = "not_public"
    site.checks()
    with site.database.read() as session:
        office = session.get_one(Office, site.office_id)
        views = link_views(session, office, queries.items_of_round(session, office))
    today = local_date(site.clock())
    assert {url: (view.state, view.checked_on, view.flags) for url, view in views.items()} == {
        O8: ("good", today, ("ลิงก์เดียวกับรายการอื่น",)),
        f"{O8}/": ("good", today, ("ลิงก์เดียวกับรายการอื่น",)),
        drive: ("good", today, ("ไม่ได้อยู่บนเว็บไซต์ของหน่วยงาน",)),
        O9: ("failing", today, ("ประชาชนเปิดไม่ได้",)),
    }
    assert views[O9].why == "เฉพาะผู้ที่เข้าสู่ระบบหรือได้รับสิทธิ์"


def test_evidence_given_in_chat_is_an_address_to_check_until_it_is_taken_back(site: Site) -> None:
    site.publishes("O8", "", "กองคลัง")
    with site.database.write() as session:
        item = session.scalars(select(WorkItem)).one()
        given = Evidence(
            office_id=site.office_id,
            item_id=item.id,
            assignment_id=item.assignments[0].id,
            kind="link",
            url=O9,
            added_at=site.clock(),
            added_by=None,
            change_set="x",
        )
        session.add(given)
        watch(session, site.office_id, [O9], site.clock())
    site.checks()
    with site.database.write() as session:
        session.get_one(Evidence, given.id).removed_at = site.clock()
    site.clock.at("2026-11-03 04:00")
    site.checks()
    assert (site.web.asked, site.row(O9).check_at) == ([O9], None)


def test_a_site_is_asked_once_in_two_seconds_and_others_meanwhile(site: Site) -> None:
    elsewhere = "https://e-service.example/1"
    for code, url in [("O8", O8), ("O9", O9), ("O10", elsewhere)]:
        site.publishes(code, url, "กองคลัง")
    done = [check_one(site.database, site.web, site.clock, site.politeness) for _ in range(3)]
    assert (done, site.web.asked) == ([True, True, False], [O8, elsewhere])
    site.clock.forward(seconds=2)
    assert check_one(site.database, site.web, site.clock, site.politeness)
    assert site.web.asked[-1] == O9


def test_no_transaction_is_open_while_a_page_is_fetched(site: Site) -> None:
    site.publishes("O8", O8, "กองคลัง")

    def write_something() -> None:
        with site.database.write() as session:
            session.get_one(Office, site.office_id).province = "จังหวัดตัวอย่าง"

    site.web.meanwhile = write_something
    site.checks()
    assert site.row(O8).state == "good"


def test_a_check_that_died_is_taken_up_again(site: Site) -> None:
    site.publishes("O8", O8, "กองคลัง")

    def die() -> None:
        raise RuntimeError("killed")

    site.web.meanwhile = die
    with pytest.raises(RuntimeError):
        site.checks()
    site.web.meanwhile = lambda: None
    site.checks()
    assert site.row(O8).state == "unchecked"
    site.clock.forward(minutes=5)
    site.checks()
    assert site.row(O8).state == "good"


def test_what_stands_and_is_not_watched_is_found_and_nothing_twice(site: Site) -> None:
    site.publishes("O8", O8, "กองคลัง")
    with site.database.write() as session:
        session.scalars(select(WorkItem)).one().url = f"{O8} {O9}"
    assert [enrol(site.database, site.clock()) for _ in range(2)] == [1, 0]
    site.checks()
    assert sorted(site.web.asked) == [O8, O9]


def test_a_command_checks_at_once_but_leaves_a_site_its_pause(site: Site) -> None:
    site.publishes("O8", O8, "กองคลัง")
    site.checks()
    link_id = site.row(O8).id
    site.clock.forward(seconds=2)
    assert check_now(site.database, link_id, site.web, site.clock, site.politeness)
    assert not check_now(site.database, link_id, site.web, site.clock, site.politeness)
    assert site.web.asked == [O8, O8]


def test_a_link_that_breaks_after_acceptance_is_told_once_and_stays_in_the_record(site: Site) -> None:
    site.publishes("O8", O8, "กองคลัง")
    site.checks()
    site.closes(O8)
    assert (site.row(O8).state, site.changes()) == ("broken", [("O8", "good", "broken", O8)])
    tick(site.database, site.clock.at("2026-11-05 08:30"))
    told = site.pushes()
    assert set(told) == {"U-clang", "U-coord"}
    for said in told.values():
        assert "O8 bangtuayang.go.th/ita/o8 – ไม่พบหน้านี้บนเว็บไซต์ เปิดได้ล่าสุด" in said[-1]
    assert told["U-clang"][0].startswith("เรียน กองคลัง")
    tick(site.database, site.clock.at("2026-11-06 08:30"))
    assert {to: len(said) for to, said in site.pushes().items()} == {"U-clang": 1, "U-coord": 1}
    site.web.closed.clear()
    site.clock.at("2026-11-07 04:00")
    site.checks()
    assert site.changes()[1:] == [("O8", "broken", "good", O8)]


def test_one_that_opens_again_before_the_morning_is_not_told(site: Site) -> None:
    site.publishes("O8", O8, "กองคลัง")
    site.checks()
    site.closes(O8)
    site.web.closed.clear()
    with site.database.write() as session:
        session.get_one(WebLink, site.row(O8).id).check_at = site.clock()
    site.checks()
    tick(site.database, site.clock.at("2026-11-05 08:30"))
    assert site.pushes() == {}


@pytest.mark.parametrize("case", ["not accepted", "never good", "accepted when it was broken"])
def test_what_is_no_break_of_accepted_work_is_not_pushed(site: Site, case: str) -> None:
    if case == "never good":
        site.web.closed[O8] = "dns"
    site.publishes("O8", O8, "กองคลัง", accepted=case == "never good")
    site.checks()
    site.closes(O8, why="dns")
    if case == "accepted when it was broken":
        with site.database.write() as session:
            item = session.scalars(select(WorkItem)).one()
            session.add_all(item.publish("present", COORDINATOR, site.clock()))
    tick(site.database, site.clock.at("2026-11-05 08:30"))
    assert site.pushes() == {}


def test_on_a_closed_day_it_waits_for_the_next_open_one(site: Site) -> None:
    site.publishes("O8", O8, "กองคลัง")
    site.checks()
    site.closes(O8)
    tick(site.database, site.clock.at("2026-11-07 08:30"))  # a Saturday
    assert site.pushes() == {}
    tick(site.database, site.clock.at("2026-11-09 08:30"))
    assert set(site.pushes()) == {"U-clang"}
    [_, said] = site.pushes("summary")["U-coord"]  # on a Monday it is told under the summary, in the same push
    assert "ลิงก์ที่เผยแพร่แล้วแต่เปิดไม่ได้ 1 ลิงก์\n• O8 bangtuayang.go.th/ita/o8 – ไม่พบหน้านี้บนเว็บไซต์" in said
    assert "ระบบตรวจสอบลิงก์ที่เผยแพร่แล้วของเทศบาลตำบลdemo พบว่าเปิดไม่ได้ 1 ลิงก์" in said


def test_what_did_not_leave_on_its_day_is_told_the_next(site: Site) -> None:
    from scheduler.tick import tick as unsent

    site.publishes("O8", O8, "กองคลัง")
    site.checks()
    site.closes(O8)
    unsent(site.database, site.clock.at("2026-11-05 08:30"))
    unsent(site.database, site.clock.at("2026-11-06 08:30"))
    with site.database.read() as session:
        said = select(OutboxMessage.to, OutboxMessage.state).where(OutboxMessage.purpose == "digest")
        states = session.execute(said).all()
    assert sorted((row[0], row[1]) for row in states) == [
        ("U-clang", "cancelled"),
        ("U-clang", "queued"),
        ("U-coord", "cancelled"),
        ("U-coord", "queued"),
    ]


def test_a_waiting_push_that_is_written_anew_or_rides_still_tells_it(site: Site) -> None:
    from scheduler.tick import tick as unsent

    site.publishes("O8", O8, "กองคลัง")
    site.checks()
    site.closes(O8)
    now = site.clock.at("2026-11-05 08:30")
    unsent(site.database, now)
    with site.database.write() as session:
        office = session.get_one(Office, site.office_id)
        riding.say_anew(session, office, now + timedelta(minutes=1))
    with site.database.write() as session:
        office = session.get_one(Office, site.office_id)
        member = queries.member_by_line_id(session, office, "U-clang")
        assert member is not None
        assert riding.ride(session, office, member, now + timedelta(minutes=2), beside=3) is None
        ride = riding.ride(session, office, member, now + timedelta(minutes=2))
        assert ride is not None
        assert "O8 bangtuayang.go.th/ita/o8" in plain(ride.messages)
    with site.database.read() as session:
        left = session.scalars(select(OutboxMessage.to).where(OutboxMessage.state == "queued")).all()
    assert left == ["U-coord"]


def test_the_summary_lists_broken_links_but_not_a_service_that_always_asked_to_log_in(site: Site) -> None:
    service = "https://www.bangtuayang.go.th/e-service"
    site.web.closed = {service: "not_public", O9: "dns"}
    site.publishes("O8", O8, "กองคลัง")
    site.publishes("O9", O9, "กองช่าง")
    site.publishes("O13", service, "กองช่าง")
    site.checks()
    site.closes(O8)
    with site.database.read() as session:
        office = session.get_one(Office, site.office_id)
        broken = broken_of(session, office, queries.items_of_round(session, office))
    assert [(link.codes, link.last_good_on is not None) for link in broken] == [(("O8",), True), (("O9",), False)]
