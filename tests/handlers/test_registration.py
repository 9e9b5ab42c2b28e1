"""Registration by one-time codes."""

from handlers.intents import Register
from handlers.understanding import understand
from models.people import Invite, Member, new_code
from tests.corpus import reading
from tests.handlers.conftest import invite
from tests.support.room import Room


def test_a_code_registers_once(room: Room) -> None:
    code = invite(room, "staff", "กองช่าง")
    room.says("นก", f"ลงทะเบียน {code}").bot("เจ้าหน้าที่", "กองช่าง", "นก")
    room.says("นก", "ฉันคือใคร").bot("เจ้าหน้าที่", "กองช่าง")
    room.says("แมว", f"ลงทะเบียน {code}").bot("ใช้ลงทะเบียนไปแล้ว")
    room.says("แมว", "ฉันคือใคร").bot("ลงทะเบียน", without=("กองช่าง",))


def test_a_code_typed_in_small_letters_is_the_same_code(room: Room) -> None:
    code = invite(room, "staff", "กองช่าง")
    room.says("นก", f"ลงทะเบียน  {code.lower()} ค่ะ").bot("ลงทะเบียนเรียบร้อยแล้ว")


def test_every_code_typed_in_small_letters_is_read() -> None:
    for _ in range(300):  # one in twenty-five of all ten-letter draws has no digit
        code = new_code()
        assert understand(f"ลงทะเบียน {code.lower()} ค่ะ", reading.said()) == Register(code)


def test_a_code_expires_after_fourteen_days(room: Room) -> None:
    code = invite(room, "staff", "กองช่าง")
    room.clock.forward(days=14)
    room.says("นก", f"ลงทะเบียน {code}").bot("หมดอายุ")


def test_five_wrong_codes_in_an_hour_are_enough(room: Room) -> None:
    code = invite(room, "staff", "กองช่าง")
    for number in range(5):
        room.says("นก", f"ลงทะเบียน WRONG{number}AAAA").bot("ไม่พบรหัส")
    room.says("นก", f"ลงทะเบียน {code}").bot("1 ชั่วโมง")
    room.clock.forward(minutes=61)
    room.says("นก", f"ลงทะเบียน {code}").bot("ลงทะเบียนเรียบร้อยแล้ว")


def test_a_second_code_adds_a_second_division(room: Room) -> None:
    room.says("ส้ม", f"ลงทะเบียน {invite(room, 'head', 'กองช่าง')}").bot("กองคลัง", "กองช่าง")
    room.says("ส้ม", "O8 เสร็จแล้ว").bot("ได้รับรายงานผล")


def test_the_code_itself_is_never_stored(room: Room) -> None:
    code = invite(room, "chief")
    with room.database.read() as session:
        kept = [row.code_hash for row in session.query(Invite)]
    assert all(code not in stored and len(stored) == 64 for stored in kept)


def test_a_new_friend_is_told_how_to_register_and_a_blocker_is_not_reachable(room: Room) -> None:
    stranger = room.platform.add_person("เพื่อนใหม่", friend_of=[])
    room.people["เพื่อนใหม่"] = stranger
    room.platform.follow(stranger)
    room.work()
    assert "ลงทะเบียน" in room.heard("เพื่อนใหม่")[-1].text
    room.platform.block(room.person("ส้ม"))
    room.work()
    with room.database.read() as session:
        [som] = [m for m in session.query(Member) if m.line_user_id == room.person("ส้ม")]
        assert not som.reachable
    room.platform.follow(room.person("ส้ม"))
    room.work()
    with room.database.read() as session:
        assert session.get_one(Member, som.id).reachable
