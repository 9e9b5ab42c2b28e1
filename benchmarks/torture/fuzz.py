"""Made-up input, seeded: webhooks and what they make the worker do, buttons, lines, workbooks and papers. Nothing may
end in an error that nobody meant: a refusal is a value or one of the readers' own sentences."""

import argparse
import base64
import hashlib
import hmac
import json
import logging
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from bot import conversation
from bot.app import create_app
from bot.links import Links
from bot.metrics import Metrics
from documents.papers_in.opening import open_paper
from documents.papers_in.reading import read_papers
from documents.workbook.reading import read_workbook
from handlers.context import Context
from handlers.understanding import understand
from messages import codec
from models.clock import utc_now
from models.database import Database
from models.errors import DomainError
from tests.documents.papers import followup, office, paper, progress
from tests.support.demo import demo_workbook
from tests.support.permission_buttons import BUTTONS
from tests.support.permission_world import Ids, built
from tests.support.postgres import Postgres
from tests.support.storing import in_memory

SECRET: Final = "fuzz"
LINES: Final = Path(__file__).parents[2] / "tests" / "corpus" / "lines"
# How a hundred thousand cases are shared out, by what one costs.
SHARES: Final = {"buttons": 0.43, "lines": 0.30, "SQLite": 0.13, "PostgreSQL": 0.12, "files": 0.02}
WHO: Final = ("Uhead", "Ustaff", "Uother", "Ucoordinator", "Uchief", "Unobody", "")
STRANGE: Final = (
    *("\0", "\u202e", "\ufeff", "\ud800", "\U0001f468\u200d\U0001f469", "กำ่้", "ํา", "\u0e33\u0e4d", "ﷺ", "\r\n", "%00"),
    *("'; DROP TABLE member; --", "{{7*7}}", "${jndi:ldap://x}", "<script>", "=1+1", "../../etc/passwd", "9" * 400),
)
VALUES: Final[Sequence[Any]] = (
    None, True, -1, 0, 10**30, 1e308, "", "x" * 5_000, [], {}, [[[[]]]], {"a": {"a": {"a": 1}}}, *STRANGE,
)  # fmt: skip


class Fuzz:
    def __init__(self, seed: int, folder: Path) -> None:
        self.chance = random.Random(seed)
        self.folder = folder
        self.lines = [
            str(json.loads(line).get("text", "")) for path in LINES.glob("*.jsonl") for line in path.open("rb")
        ]
        self.seen: Counter[str] = Counter()
        self.errors: list[str] = []

    def run(self, cases: int) -> None:
        with ExitStack() as stack:
            postgres = Postgres(self.folder)
            stack.callback(postgres.close)
            post, ids = stack.enter_context(self._office(f"sqlite:///{self.folder}/fuzz.db"))
            other, others = stack.enter_context(self._office(stack.enter_context(postgres.copy())))
            kinds: dict[str, Callable[[], None]] = {
                "buttons": lambda: self._button(ids),
                "lines": self._line,
                "SQLite": lambda: self._webhook(post, ids),
                "PostgreSQL": lambda: self._webhook(other, others),
                "files": self._file,
            }
            for name, share in SHARES.items():
                for _ in range(round(cases * share)):
                    self._try(name, kinds[name])

    def _try(self, name: str, case: Callable[[], None]) -> None:
        self.seen[name] += 1
        before = self.chance.getstate()
        try:
            case()
        except Exception:
            self.errors.append(f"{name} {self.seen[name]}: {traceback.format_exc()}")
            self.chance.setstate(before)
            self.chance.random()

    # ── what is made up ──

    def text(self) -> str:
        said = self.chance.choice(self.lines)
        for _ in range(self.chance.randint(0, 4)):
            at = self.chance.randint(0, len(said))
            match self.chance.randint(0, 4):
                case 0:
                    said = said[:at] + self.chance.choice(STRANGE) + said[at:]
                case 1:
                    said = said[:at] + said[at + self.chance.randint(1, 5) :]
                case 2:
                    said = said[:at] + chr(self.chance.randint(0x0E00, 0x0E7F)) + said[at:]
                case 3:
                    said = said[:at] + self.chance.choice(self.lines)[: self.chance.randint(1, 40)] + said[at:]
                case _:
                    said = said[:at] + said[at:][::-1]
        return said

    def data(self, ids: Ids) -> str:
        said = codec.encode(self.chance.choice(list(BUTTONS.values())).button(ids))
        for _ in range(self.chance.randint(0, 3)):
            parts = said.split(":")
            at = self.chance.randrange(len(parts))
            parts[at] = self.chance.choice(("", "-1", "0", str(self.chance.randint(0, 60)), *STRANGE, parts[at] * 2))
            said = ":".join(parts)
        return said

    def event(self, ids: Ids) -> dict[str, Any]:
        made: dict[str, Any] = {
            "type": "message",
            "mode": "active",
            "timestamp": 1793570400000 + self.chance.randint(0, 10**6),
            "webhookEventId": f"01{self.chance.getrandbits(80):024X}",
            "deliveryContext": {"isRedelivery": self.chance.random() < 0.1},
            "source": {"type": "user", "userId": self.chance.choice(WHO)},
            "replyToken": f"t{self.chance.getrandbits(64):x}",
        }
        match self.chance.randint(0, 5):
            case 0 | 1:
                made["message"] = {"type": "text", "id": str(self.chance.getrandbits(50)), "text": self.text()}
            case 2 | 3:
                picked = {"date": self.chance.choice(("2027-01-15", "2027-13-45", "", "0001-01-01"))}
                made |= {"type": "postback", "postback": {"data": self.data(ids), "params": picked}}
            case 4:
                kind = self.chance.choice(("image", "file", "video", "sticker", "location"))
                name = self.chance.choice(("ตาราง.docx", "แผน.xlsx", *STRANGE))
                made["message"] = {
                    "type": kind,
                    "id": str(self.chance.getrandbits(50)),
                    "fileName": name,
                    "fileSize": 9,
                }
            case _:
                made["type"] = self.chance.choice(("follow", "join", "leave", "memberLeft", "unsend", "beacon"))
        if self.chance.random() < 0.2:
            made["source"] = {"type": "group", "groupId": "Cgroup", "userId": self.chance.choice(WHO)}
        for _ in range(self.chance.choice((0, 0, 0, 1, 2))):
            self._spoil(made)
        return made

    def _spoil(self, made: dict[str, Any]) -> None:
        inside = [made, *(value for value in made.values() if isinstance(value, dict) and value)]
        place = self.chance.choice(inside)
        place[self.chance.choice(list(place))] = deepcopy(self.chance.choice(VALUES))

    # ── what is done with it ──

    def _button(self, ids: Ids) -> None:
        said = self.data(ids)
        read = codec.decode(said)
        if read is not None and codec.fits(read):
            assert codec.decode(codec.encode(read)) == read, said

    def _line(self) -> None:
        roles = ("head", "staff", "coordinator", "chief", None)
        role: Any = self.chance.choice(roles)
        understand(self.text(), Context(today=date(2026, 12, 16), role=role, in_group=self.chance.random() < 0.3))

    def _webhook(self, post: Callable[[bytes, bool], int], ids: Ids) -> None:
        batch: list[Any] = [self.event(ids) for _ in range(self.chance.randint(1, 3))]
        if self.chance.random() < 0.05:
            batch.append(self.chance.choice(VALUES))
        body = json.dumps({"destination": "U", "events": batch}).encode("utf-8", "surrogatepass")
        if self.chance.random() < 0.05:
            body = body[: self.chance.randrange(len(body))] + self.chance.randbytes(5)
        signed = self.chance.random() > 0.05
        status = post(body, signed)
        assert status in ((200, 400) if signed else (400,)), status

    def _file(self) -> None:
        is_book = self.chance.random() < 0.5
        content = _spoiled(demo_workbook() if is_book else _paper(), self.chance)
        try:
            if is_book:
                read_workbook(content)
            else:
                read_papers([open_paper(content, "ตาราง.docx")], office())
        except DomainError:
            pass

    @contextmanager
    def _office(self, url: str) -> Iterator[tuple[Callable[[bytes, bool], int], Ids]]:
        database = Database(url)
        database.upgrade()
        ids = built(database)
        app = create_app(
            database=database,
            clock=utc_now,
            secrets=lambda _slug: (SECRET,),
            metrics=Metrics(),
            links=Links("https://ita.example", "k" * 40),
            storage=in_memory(),
        )
        app.testing = True  # an error comes here instead of becoming a 500
        client = app.test_client()

        def post(body: bytes, signed: bool) -> int:
            digest = hmac.new(SECRET.encode(), body, hashlib.sha256).digest()
            headers = {"x-line-signature": base64.b64encode(digest if signed else digest[::-1]).decode()}
            slug = self.chance.choice(("demo", "demo", "demo", "other"))
            status = client.post(f"/line/webhook/{slug}", data=body, headers=headers).status_code
            while (outcome := conversation.handle_next(database, lambda: NOW, lambda _office, _user: "")) is not None:
                assert outcome == "done", f"an event ended as {outcome}: {body.decode('utf-8', 'replace')[:2_000]}"
            return status

        yield post, ids
        database.close()


NOW: Final = datetime(2026, 12, 16, 3, tzinfo=UTC)


def _paper() -> bytes:
    return paper(
        followup(["1", "โครงสร้าง", "ผัง", "กองช่าง", "/", ""], ["๒", "ผู้บริหาร", "ชื่อ", "ทุกกอง", "", "/"]),
        progress(["ตัวชี้วัดที่ 1", "จัดทำคู่มือ", "", "", "/", "แล้ว"]),
    )


def _spoiled(content: bytes, chance: random.Random) -> bytes:
    """A part of the zip with other bytes, cut, or left out; or the zip itself."""
    if chance.random() < 0.2:
        at = chance.randrange(len(content))
        return content[:at] + chance.randbytes(chance.randint(1, 40)) + content[at + chance.randint(0, 40) :]
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        target = chance.choice(old.namelist())
        for name in old.namelist():
            data = old.read(name)
            if name == target:
                at = chance.randrange(len(data) + 1)
                rest = data[at + chance.randint(0, 60) :]
                data = data[:at] + chance.choice((b"", chance.randbytes(8), b"<w:tbl/>", b"9" * 50, b"&#0;")) + rest
                if chance.random() < 0.1:
                    continue
            new.writestr(name, data)
    return out.getvalue()


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.torture.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=2570)
    given = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        fuzz = Fuzz(given.seed, Path(folder))
        fuzz.run(given.cases)
    for error in fuzz.errors[:20]:
        print(error)
    told = ", ".join(f"{name} {count:,}" for name, count in fuzz.seen.items())
    print(f"{sum(fuzz.seen.values()):,} cases ({told}), {len(fuzz.errors)} errors")
    print(f"seed {given.seed}, {time.monotonic() - began:.0f} s")
    return 1 if fuzz.errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
