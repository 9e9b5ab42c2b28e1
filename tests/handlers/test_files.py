"""Pictures and files sent in chat: on the right item or asked about, fetched, kept, opened, taken back, never lost."""

import re
from urllib.parse import unquote, urlsplit

import urllib3

from handlers.intents import ShowItem
from models.changes import Change
from models.evidence import Evidence
from models.inbox import InboxEvent
from models.register import Assignment, WorkItem
from tests.support import sending
from tests.support.room import Room

PDF = sending.pdf()
URL = "https://www.example.go.th/o2.pdf"


def standing(room: Room) -> list[tuple[str | None, str | None, str, str]]:
    """O2, กองคลัง, what it is called, its state: what stands, oldest first."""
    with room.database.read() as session:
        rows = session.query(Evidence).filter(Evidence.removed_at.is_(None)).order_by(Evidence.id)
        return [
            (
                e.item.code if e.item else None,
                e.assignment.division.name if e.assignment and e.assignment.division else None,
                e.url or e.name,
                e.state,
            )
            for e in rows
        ]


def record(room: Room) -> list[tuple[str, str, str]]:
    with room.database.read() as session:
        rows = session.query(Change).filter_by(field="evidence").order_by(Change.id)
        return [(c.item.code, c.before, c.after) for c in rows]


def status(room: Room, code: str) -> set[str]:
    with room.database.read() as session:
        return {a.status for a in session.query(Assignment).join(WorkItem).where(WorkItem.code == code)}


def address_of(room: Room) -> str:
    """Of the last file of ours that the answer opens."""
    found: list[str] = re.findall(r"https://[^\"']+/file/[^\"']+", str(room.answer[-1].message))
    return found[-1]


def opened(room: Room, address: str) -> urllib3.BaseHTTPResponse:
    with urllib3.PoolManager() as pool:
        return pool.request("GET", f"{room.bot_url}{urlsplit(address).path}", timeout=10)


def test_a_file_without_a_word_is_asked_about_and_placed_by_the_next_line(room: Room) -> None:
    room.sends("ส้ม", PDF, "รายงาน ไตรมาส 1.pdf")
    room.bot("ได้รับไฟล์ “รายงาน ไตรมาส 1.pdf” แล้ว", "โปรดระบุว่าเป็นหลักฐานของรายการใด", "ภายใน 7 วัน")
    assert standing(room) == [(None, None, "รายงาน ไตรมาส 1.pdf", "kept")]
    room.says("ส้ม", "ของข้อ 2 ครับ").bot("ได้รับหลักฐานเรียบร้อยแล้ว", "โปรดแจ้งสถานะปัจจุบันของ O2")
    assert standing(room) == [("O2", "กองคลัง", "รายงาน ไตรมาส 1.pdf", "kept")]
    assert record(room) == [("O2", "", "รายงาน ไตรมาส 1.pdf")]
    room.says("ส้ม", "เสร็จแล้วค่ะ").bot("ได้รับรายงานผล")
    assert status(room, "O2") == {"done"}
    room.says("ส้ม", "/item O2").bot("หลักฐาน", "รายงาน ไตรมาส 1.pdf", "กองคลัง · ส้ม · 2 พ.ย. 69")
    got = opened(room, address_of(room))
    assert got.data == PDF
    assert got.headers["Content-Type"] == "application/pdf"
    assert unquote(got.headers["Content-Disposition"]).endswith("filename*=UTF-8''รายงาน ไตรมาส 1.pdf")


def test_each_way_to_name_the_item_places_what_waits(room: Room) -> None:
    for said, code in (("O3", "O3"), ("เป็นหลักฐานของ O4 ค่ะ", "O4"), ("O5 เสร็จแล้ว", "O5"), ("แนบ O6", "O6")):
        room.clock.forward(minutes=40)
        room.sends("ส้ม", PDF, f"{code}.pdf").bot("โปรดระบุ")
        room.says("ส้ม", said).bot(f"{code}.pdf")
        assert standing(room)[-1] == (code, "กองคลัง", f"{code}.pdf", "kept")
    assert status(room, "O5") == {"done"}
    room.clock.forward(minutes=40)
    room.sends("ส้ม", PDF, "last.pdf").presses("ส้ม", "O7 รายการ O7").bot("ได้รับหลักฐาน")
    assert standing(room)[-1][0] == "O7"


def test_a_file_after_a_question_or_a_report_of_one_item_belongs_to_it(room: Room) -> None:
    room.says("ส้ม", f"O2 {URL}").bot("บันทึกลิงก์")
    room.sends("ส้ม", sending.PNG).bot("ได้รับหลักฐาน", "ภาพถ่าย", "โปรดแจ้งสถานะปัจจุบันของ O2")
    room.says("ส้ม", "O3 เสร็จแล้ว").sends("ส้ม", sending.PNG).bot("ได้รับหลักฐาน", "O3", without=("โปรดแจ้งสถานะ",))
    room.says("ส้ม", "O4 และ O5 เสร็จแล้ว").sends("ส้ม", PDF, "a.pdf").bot("โปรดระบุ")
    room.says("ส้ม", "O6 เสร็จแล้ว").clock.forward(minutes=4)
    room.sends("ส้ม", PDF, "b.pdf").bot("โปรดระบุ")
    assert [row[0] for row in standing(room)] == ["O2", "O2", "O3", "O6", None]


def test_several_files_and_a_link_wait_together(room: Room) -> None:
    room.sends("ส้ม", PDF, "a.pdf").sends("ส้ม", PDF, "b.pdf").bot("ไฟล์ 2 ไฟล์")
    first = room.heard("ส้ม")[-2].message["quickReply"]["items"][0]["action"]["data"]
    room.says("ส้ม", URL).bot("ไฟล์ 2 ไฟล์", "ลิงก์")
    room.taps("ส้ม", first).bot("ได้รับหลักฐาน", "O1", "a.pdf", "b.pdf", URL)
    assert [row[:3] for row in standing(room)] == [("O1", "กองคลัง", name) for name in ("a.pdf", "b.pdf", URL)]


def test_a_button_of_what_was_placed_already_places_nothing_else(room: Room) -> None:
    room.sends("ส้ม", PDF, "a.pdf")
    first = room.heard("ส้ม")[-1].message["quickReply"]["items"][0]["action"]["data"]
    room.taps("ส้ม", first).bot("ได้รับหลักฐาน", "O1", "a.pdf")
    room.clock.forward(minutes=40)
    room.sends("ส้ม", PDF, "b.pdf").bot("โปรดระบุ")
    room.taps("ส้ม", first).bot("ไม่พบข้อมูลที่รอบันทึก")
    assert [row[:3] for row in standing(room)] == [("O1", "กองคลัง", "a.pdf"), (None, None, "b.pdf")]
    room.says("ส้ม", "O2").bot("ได้รับหลักฐาน", "b.pdf")


def test_pictures_sent_together_are_one_question_and_go_together(room: Room) -> None:
    before = len(room.heard("ส้ม"))
    room.sends("ส้ม", sending.PNG, together=("set-1", 1, 3)).bot("ภาพถ่าย 3 ภาพ")
    room.sends("ส้ม", sending.PNG, together=("set-1", 2, 3)).silent()
    room.says("ส้ม", "O2").bot("ได้รับหลักฐาน")
    room.sends("ส้ม", sending.PNG, together=("set-1", 3, 3)).silent()
    assert len(room.heard("ส้ม")) - before == 2
    assert [row[0] for row in standing(room)] == ["O2"] * 3
    room.says("ส้ม", "ยกเลิก").bot("นำหลักฐานที่แนบไว้กับ O2 ออก", "ภาพถ่าย 3 ภาพ")
    assert standing(room) == []


def test_a_file_of_an_item_of_several_divisions_is_on_each_answer_and_stored_once(room: Room) -> None:
    room.sends("ก้อย", PDF, "a.pdf").says("ก้อย", "O9").bot("บันทึกแทน")
    assert standing(room) == [("O9", None, "a.pdf", "kept")]
    room.sends("ส้ม", PDF, "b.pdf").says("ส้ม", "แนบ O8").bot("ส่วนราชการอื่น")
    room.says("ส้ม", "O2 และ O9").bot("ได้รับหลักฐาน")
    assert standing(room)[1:] == [("O2", "กองคลัง", "b.pdf", "kept"), ("O9", "กองคลัง", "b.pdf", "kept")]
    assert len(room.storage.all_keys()) == 2
    assert len({k.split("-")[-1] for k in room.storage.all_keys()}) == 2


def test_taken_back_it_can_go_elsewhere_without_being_sent_again(room: Room) -> None:
    room.says("ส้ม", "O3 เสร็จแล้ว").sends("ส้ม", PDF, "a.pdf").bot("ได้รับหลักฐาน")
    room.presses("ส้ม", "ยกเลิกการแนบนี้").bot("นำหลักฐานที่แนบไว้กับ O3 ออก", "หากไฟล์ “a.pdf” เป็นหลักฐานของรายการอื่น")
    assert status(room, "O3") == {"done"}
    room.says("ส้ม", "O4").bot("ได้รับหลักฐาน", "O4")
    assert standing(room) == [("O4", "กองคลัง", "a.pdf", "kept")]
    assert record(room) == [("O3", "", "a.pdf"), ("O3", "a.pdf", ""), ("O4", "", "a.pdf")]
    room.says("ส้ม", "/item O4")
    assert opened(room, address_of(room)).data == PDF
    room.says("ส้ม", "ประวัติ O3").bot("แนบหลักฐาน: a.pdf", "นำหลักฐานออก: a.pdf")


def test_one_undo_takes_back_a_report_with_what_was_sent_for_it(room: Room) -> None:
    room.sends("ส้ม", PDF, "a.pdf").says("ส้ม", f"O2 เสร็จแล้ว {URL}").bot("แนบหลักฐานที่ส่งไว้กับ O2", "ได้รับรายงานผล")
    assert [row[0] for row in standing(room)] == ["O2", "O2"]
    room.says("ส้ม", "ยกเลิกรายการล่าสุด").bot("ยกเลิกการรายงาน", "ยังไม่ได้รายงาน")
    assert (standing(room), status(room, "O2")) == ([], {"not_reported"})


def test_the_same_link_is_attached_once(room: Room) -> None:
    room.says("ส้ม", f"O2 {URL}").says("ส้ม", f"O2 {URL}").bot("บันทึกไว้แล้ว")
    room.says("ส้ม", f"O2 เสร็จแล้ว {URL}")
    assert (len(standing(room)), len(record(room))) == (1, 1)


def test_who_may_not_report_sends_nothing_and_nothing_is_kept(room: Room) -> None:
    room.sends("คนนอก", PDF, "a.pdf").bot("ลงทะเบียน")
    room.sends("ท่านปลัด", sending.PNG).bot("โดยส่วนราชการผู้รับผิดชอบ")
    room.group("กลุ่ม ITA", "ส้ม", "ก้อย")
    room.says("ก้อย", "/bind", to="กลุ่ม ITA")
    room.platform.attach(room.person("ส้ม"), PDF, name="a.pdf", group=room.groups["กลุ่ม ITA"])
    room.work()
    assert (standing(room), room.storage.all_keys()) == ([], [])
    with room.database.read() as session:
        assert session.query(InboxEvent).filter_by(chat=room.groups["กลุ่ม ITA"], kind="message").count() == 1


def test_in_a_group_files_are_named_and_do_not_open(room: Room) -> None:
    room.says("ส้ม", "O2 เสร็จแล้ว").sends("ส้ม", PDF, "a.pdf").group("กลุ่ม ITA", "ส้ม", "ก้อย")
    room.says("ก้อย", "/bind", to="กลุ่ม ITA").wants("ก้อย", ShowItem(("O2",)), to="กลุ่ม ITA").bot("a.pdf")
    assert "/file/" not in str([line.message for line in room.answer])


def test_another_persons_file_is_nobodys_to_place(room: Room) -> None:
    room.sends("ส้ม", PDF, "a.pdf")
    data = room.answer[-1].message["quickReply"]["items"][0]["action"]["data"]
    room.taps("ก้อย", data).bot("ไม่พบข้อมูลที่รอบันทึก")
    room.says("ก้อย", "แนบ O1").bot("ไม่พบข้อมูลที่รอบันทึก")
    room.clock.forward(days=2)
    room.taps("ส้ม", data).bot("ได้รับหลักฐาน", "O1")
    assert standing(room) == [("O1", "กองคลัง", "a.pdf", "kept")]


def test_videos_recordings_and_what_is_too_large_are_told_at_once(room: Room) -> None:
    for kind in ("video", "audio"):
        room.sends("ส้ม", b"0" * 10, kind=kind).bot("ยังไม่รับวิดีโอและไฟล์เสียง")
    assert standing(room) == []


def test_unsent_it_is_gone_for_everybody(room: Room) -> None:
    room.sends("ส้ม", PDF, "a.pdf").unsends("ส้ม")
    assert standing(room) == []
    room.says("ส้ม", "O2").bot("ไม่พบข้อมูลที่รอบันทึก")
    room.says("ส้ม", "O3 เสร็จแล้ว").sends("ส้ม", PDF, "b.pdf")
    room.says("ส้ม", "/item O3")
    address = address_of(room)
    room.unsends("ส้ม", "b.pdf")
    assert standing(room) == []
    assert opened(room, address).status == 404
    assert record(room) == [("O3", "", "b.pdf"), ("O3", "b.pdf", "")]
    room.sweeps()
    assert room.storage.all_keys() == []
    assert room.pushes("ส้ม") == []
