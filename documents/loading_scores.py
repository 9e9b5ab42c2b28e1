"""Loading the scores a paper shows: each figure of a year once; what the paper says anew replaces what was known."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.grades import grade
from documents.plan import ScorePlan
from models.office import Office
from models.scores import OVERALL, Score


def load_scores(session: Session, office: Office, plans: Sequence[ScorePlan], notes: list[str]) -> None:
    if not plans:
        return
    years = {plan.year for plan in plans}
    known = {
        (score.assessment_year, score.code): score
        for score in session.scalars(
            select(Score).where(Score.office_id == office.id, Score.assessment_year.in_(years))
        )
    }
    new = changed = 0
    for plan in plans:
        score = known.get((plan.year, plan.code))
        if score is None:
            score = Score(office_id=office.id, assessment_year=plan.year, code=plan.code, value=plan.value)
            session.add(score)
            new += 1
        elif score.value != plan.value:
            notes.append(f"คะแนน {plan.code} ปี {plan.year} เปลี่ยนจาก {score.value} เป็น {plan.value}")
            changed += 1
        score.value = plan.value
        score.title, score.issue = plan.title or score.title or "", plan.issue or score.issue or ""
    session.flush()
    for year in sorted(years):
        scores = {plan.code: plan.value for plan in plans if plan.year == year}
        if found := grade(year, scores):
            notes.append(f"คะแนนภาพรวมปี {year} {scores[OVERALL]} อยู่ในระดับ {found.name} ตามเกณฑ์ของปีนั้น")
    listed = ", ".join(str(year) for year in sorted(years))
    notes.append(f"คะแนนผลการประเมินปี {listed}: ใหม่ {new} เปลี่ยน {changed} คงเดิม {len(plans) - new - changed}")
