"""The people of a rehearsal: everyone registers as they would, by chat, and the coordinator binds the group."""

from bot.cli.common import office_named
from models.clock import Clock
from models.database import Database
from models.invites import issue
from models.office import Division
from models.words import Role
from rehearsal.client import RehearsalClient


def seat(database: Database, line: RehearsalClient, slug: str, clock: Clock) -> None:
    """Heads of all divisions, coordinator, chief, their group; a stranger stays one."""

    def register(name: str, role: Role, division: Division | None = None, post: str = "") -> str:
        with database.write() as session:
            code = issue(session, office_named(session, slug), role, division, clock(), post)
        person = line.add_person(name)
        line.ask(person, f"ลงทะเบียน {code}", timeout=30)
        return person

    with database.read() as session:
        divisions = list(office_named(session, slug).divisions)
    coordinator = register("ผู้ประสานงาน ITA", "coordinator")
    chief = register("ปลัด", "chief", post="ปลัด")
    heads = [register(d.head_title or d.name, "head", d) for d in divisions]
    line.add_person("ผู้ยังไม่ลงทะเบียน")
    group = line.add_group("กลุ่มหัวหน้าส่วนราชการ", [coordinator, chief, *heads])
    line.invite_bot(group)
    line.say(coordinator, "/bind", group=group)
