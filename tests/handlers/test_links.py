"""A published link from the day it is given to the day it opens again, over real sockets: what people see of it."""

import socket
from dataclasses import dataclass

from bot import page_reading
from documents.pages import Failure, PageFacts
from handlers.intents import ShowHistory
from messages.limits import problems
from models.changes import Actor
from models.queries import items_of_round, office_by_slug
from models.weblinks import WebLink, watch
from scheduler.linkcheck import Politeness, check_one
from tests.support.room import Room
from tests.support.websites import answer, fetcher, website

COORDINATOR = Actor(None, "coordinator", "chat", "set")


@dataclass
class Server:
    """The office's website: up, or without the page."""

    is_there: bool = True

    def __call__(self, conn: socket.socket, _head: bytes) -> None:
        here = answer("<html><title>แผนการใช้จ่าย ประจำปี 2570</title></html>".encode())
        conn.sendall(here if self.is_there else answer(b"gone", "404 Not Found"))


def checked(room: Room) -> None:
    def look(url: str) -> PageFacts | Failure:
        return page_reading.read(fetcher().fetch(url))

    while check_one(room.database, look, room.clock, Politeness()):
        pass


def links(room: Room) -> dict[str, tuple[str, list[str]]]:
    with room.database.read() as session:
        return {row.url: (row.state, row.flags) for row in session.query(WebLink)}


def test_a_link_given_in_chat_is_checked_at_once_whoever_gives_it_and_however_often(room: Room) -> None:
    server = Server()
    with website(server) as site:
        room.says("ส้ม", f"O2 {site.url('/o2')}").bot("บันทึกลิงก์หลักฐาน", "O2")
        room.says("ก้อย", f"O2 กองคลัง เสร็จแล้ว {site.url('/o2')}")
        assert links(room) == {site.url("/o2"): ("unchecked", [])}
        checked(room)
        assert (links(room), site.visits) == ({site.url("/o2"): ("good", [])}, 1)


def test_a_published_page_that_disappears_is_told_once_and_its_story_stays_with_the_item(room: Room) -> None:
    server = Server()
    with website(server) as site:
        with room.database.write() as session:
            office = office_by_slug(session, "demo")
            assert office is not None
            item = next(i for i in items_of_round(session, office) if i.code == "O2")
            item.url = site.url("/ita/o2")
            session.add_all(item.publish("present", COORDINATOR, room.clock()))
            watch(session, office.id, [item.url], room.clock())
        room.ticks()  # Monday's summary
        room.says("ช้าง", "/item O2").bot("ยังไม่ได้ตรวจสอบลิงก์")
        checked(room)
        room.says("ช้าง", "/item O2").bot("ลิงก์", "เปิดได้ (ตรวจสอบ 2 พ.ย. 69)")
        server.is_there = False
        for at in ("2026-11-04 04:00", "2026-11-04 05:00", "2026-11-04 06:00"):
            room.at(at)
            checked(room)
        pushed = {who: len(room.pushes(who)) for who in ("ส้ม", "ช้าง", "ก้อย", "ท่านปลัด")}
        room.at("2026-11-04 08:30").ticks()
        told = {who: room.pushes(who)[count:] for who, count in pushed.items()}
        assert {who: len(said) for who, said in told.items()} == {"ส้ม": 1, "ช้าง": 0, "ก้อย": 1, "ท่านปลัด": 0}
        for who in ("ส้ม", "ก้อย"):
            assert f"O2 bangtuayang.example:{site.port}/ita/o2 – ไม่พบหน้านี้บนเว็บไซต์ เปิดได้ล่าสุด 2 พ.ย. 69" in told[who][0]
        room.wants("ช้าง", ShowHistory(("O2",))).bot(
            "4 พ.ย. 69 เวลา 06.00 น. · ระบบตรวจสอบลิงก์", f"ลิงก์เปิดไม่ได้: {site.url('/ita/o2')}"
        )
        assert problems([line.message for line in room.answer]) == []
        room.says("ช้าง", "/item O2").bot("เปิดไม่ได้: ไม่พบหน้านี้บนเว็บไซต์ (เปิดได้ล่าสุด 2 พ.ย. 69)")
        room.says("ท่านปลัด", "/สรุป").bot("ลิงก์ที่เผยแพร่แล้วแต่เปิดไม่ได้ 1 ลิงก์", "O2 bangtuayang.example")
        room.at("2026-11-05 08:30").ticks()
        assert [len(room.pushes(who)) - pushed[who] for who in ("ส้ม", "ก้อย")] == [1, 1]
        server.is_there = True
        checked(room)
        room.says("ช้าง", "/ประวัติ O2").bot("ลิงก์กลับมาเปิดได้")
        room.says("ท่านปลัด", "/สรุป").bot(without=("เปิดไม่ได้",))


def test_an_address_without_its_scheme_is_opened_as_a_browser_would(room: Room) -> None:
    with website(Server()) as site:
        bare = site.url("/o2").removeprefix("http://")
        room.says("ส้ม", f"O2 {bare}").bot("บันทึกลิงก์หลักฐาน")
        checked(room)
        assert (links(room), site.visits) == ({bare: ("good", [])}, 1)
