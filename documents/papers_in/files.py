"""The files of one load: at most one office workbook, and papers; read first, then set against the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from documents.papers_in.known import plan_of, register_of
from documents.papers_in.numbering import Register
from documents.papers_in.opening import WORKBOOK, is_paper, open_paper
from documents.papers_in.parts import Paper, UnknownPaperError
from documents.papers_in.reading import PaperReading, read_papers
from documents.papers_in.sent import Known, SentReading
from documents.plan import OfficePlan
from documents.workbook.errors import UnknownWorkbookError
from documents.workbook.reading import read_workbook
from models import holding
from models.errors import DomainError
from models.queries import office_by_slug


@dataclass(frozen=True)
class Files:
    workbook: OfficePlan | None
    papers: tuple[Paper, ...]

    def plan(self, session: Session, slug: str | None, year: int | None) -> tuple[OfficePlan, PaperReading | None]:
        """What the files say together; the reading tells what came from papers (None: there are none). The office's
        register is held from here to the end of the transaction."""
        base = self.workbook
        known = office_by_slug(session, base.office.slug if base else slug or "")
        if known is not None:
            holding.hold(session, known.id)
        if base is not None:
            _check(base, slug, year)
        elif slug is None:
            raise DomainError(
                "แฟ้มเอกสารไม่บอกว่าเป็นของหน่วยงานใด โปรดระบุ --office รหัสหน่วยงาน หรือนำเข้าพร้อมแฟ้มหน่วยงาน (Excel)"
            )
        else:
            office = office_by_slug(session, slug)
            if office is None:
                raise DomainError(f"ไม่พบหน่วยงานรหัส {slug} โปรดนำเข้าแฟ้มหน่วยงาน (Excel) ก่อน หรือนำเข้าพร้อมกัน")
            base = plan_of(session, office, year)
        if not self.papers:
            return base, None
        register = Register.of_plan(base.items) if self.workbook else register_of(session, base.office)
        reading = read_papers(self.papers, base, register)
        return reading.plan, reading


def read_files(paths: Sequence[Path]) -> Files:
    for path in paths:
        if not path.is_file():
            raise DomainError(f"ไม่พบไฟล์ {path}")
    papers = [path for path in paths if is_paper(path)]
    workbooks = [path for path in paths if path not in papers]
    if len(workbooks) > 1:
        raise DomainError("นำเข้าแฟ้มหน่วยงาน (Excel) ได้ครั้งละหนึ่งแฟ้ม เอกสาร Word และ CSV แนบได้หลายแฟ้ม")
    workbook = read_workbook(workbooks[0]) if workbooks else None
    return Files(workbook, tuple(open_paper(path) for path in papers))


def _check(plan: OfficePlan, slug: str | None, year: int | None) -> None:
    facts = plan.office
    if slug is not None and slug != facts.slug:
        raise DomainError(f"แฟ้มหน่วยงานเป็นของรหัส {facts.slug} ไม่ใช่ {slug} ที่ระบุใน --office")
    if year is not None and year != facts.assessment_year:
        raise DomainError(f"แฟ้มหน่วยงานเป็นของปีประเมิน {facts.assessment_year} ไม่ใช่ {year} ที่ระบุใน --year")


def read_sent(data: bytes, name: str, known: Known) -> SentReading:
    """What the file says. It may have been made by anybody: to be called in a process apart."""
    try:
        if Path(name).suffix.lower() == WORKBOOK:
            plan = read_workbook(data)
            if plan.office.slug != known.base.office.slug:
                return SentReading(refusal=f"แฟ้มนี้เป็นของหน่วยงานรหัส {plan.office.slug} ไม่ใช่หน่วยงานนี้ โปรดตรวจสอบแฟ้ม")
            if plan.office.channel is not None:  # what is kept until the tap is not sealed
                return SentReading(refusal="แฟ้มนี้มี Channel secret ของ LINE ไม่ควรส่งในแชต โปรดลบสองแถวนั้นออกแล้วส่งใหม่")
            return SentReading(plan, _counts(plan))
        reading = read_papers([open_paper(data, name)], known.base, known.register)
        return SentReading(reading.plan, reading.counts)
    except (UnknownPaperError, UnknownWorkbookError) as error:
        return SentReading(refusal=str(error), is_known=False)
    except DomainError as error:
        return SentReading(refusal=str(error))


def _counts(plan: OfficePlan) -> dict[str, int]:
    kinds = [item.kind for item in plan.items]
    return {
        "o_items": kinds.count("o_item"),
        "measures": kinds.count("measure"),
        "steps": kinds.count("step"),
        "divisions": len(plan.divisions),
        "scores": len(plan.scores),
    }
