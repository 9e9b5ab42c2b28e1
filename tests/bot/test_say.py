"""`tamngan say`: a line tried by hand tells its reading, the answer and the changes, and leaves all as it was."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from bot.cli.saying import tried
from bot.cli.schema import to_schema
from documents.loading import load
from handlers import intents
from handlers.intents import Intent, StatusChange
from handlers.turn import Chat, Turn
from models.base import Base
from models.database import Database
from models.errors import DomainError
from models.extensions import Extension
from models.people import Member
from models.queries import office_by_slug
from models.words import Role
from tests.support.clock import thai
from tests.support.demo import demo_plan

Say = Callable[..., Result]
AT = "2027-02-10T09:00"


@pytest.fixture
def say(database: Database, database_url: str) -> Say:
    """The demo office in a database of each kind."""
    with database.write() as session:
        load(session, demo_plan(), thai("2027-01-04 09:00"))

    def call(*arguments: str) -> Result:
        given = ["say", *arguments, "--office", "demo", "--at", AT]
        return CliRunner().invoke(cli, given, env={"DATABASE_URL": database_url})

    return call


def everything(database: Database) -> dict[str, list[Any]]:
    with database.read() as session:
        return {
            table.name: sorted(str(tuple(row)) for row in session.execute(table.select()))
            for table in Base.metadata.sorted_tables
        }


def read(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, (result.output, result.exception)
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_report_tells_what_would_change_and_changes_nothing(say: Say, database: Database) -> None:
    before = everything(database)
    found = read(say("O8 เสร็จแล้ว", "--as", "head", "--division", "กองคลัง", "--json"))
    assert found["reading"] == {
        "intent": "update_status",
        "changes": [{"item": "O8", "status": "done"}],
        "evidence": [],
    }
    assert found["changes"] == [
        {
            "item": "O8",
            "division": "กองคลัง",
            "field": "status",
            "before": "not_reported",
            "after": "done",
            "on_behalf": False,
        }
    ]
    assert "ได้รับรายงานผลของกองคลัง" in found["answer"]
    assert everything(database) == before


def test_a_division_may_be_called_as_people_call_it(say: Say) -> None:
    assert read(say("O8 เสร็จแล้ว", "--division", "คลัง", "--json"))["changes"][0]["division"] == "กองคลัง"


def test_a_short_answer_is_tried_after_a_question(say: Say, database: Database) -> None:
    before = everything(database)
    found = read(say("กำลังทำ", "--division", "กองคลัง", "--pending", "status:O8,O16", "--json"))
    assert [(c["item"], c["after"]) for c in found["changes"]] == [("O8", "in_progress"), ("O16", "in_progress")]
    assert everything(database) == before


def means(database: Database, role: Role, division: str | None, *said: Intent) -> list[list[dict[str, Any]]]:
    """What each of these intents would change, one after the other, in one transaction that is taken back."""
    found = []
    with database.write() as session:
        office = office_by_slug(session, "demo")
        assert office is not None
        own = [d for d in office.divisions if d.name == division]
        speaker = Member(office_id=office.id, line_user_id="U-1", role=role, divisions=own, registered_at=thai(AT))
        session.add(speaker)
        session.flush()
        for number, intent in enumerate(said):
            turn = Turn(session, office, Chat("U-1"), "U-1", speaker, thai(AT), event_id=f"e{number}")
            found.append(tried("", intent, turn)["changes"])
        session.rollback()
    return found


def test_a_request_for_more_time_tells_what_would_wait(say: Say, database: Database) -> None:
    before = everything(database)
    first = intents.RequestExtension(("O8",), date(2027, 5, 15), "รอเอกสาร")
    [[asked], [newer, replaced]] = means(
        database, "head", "กองคลัง", first, intents.RequestExtension(("O8",), date(2027, 5, 31))
    )
    assert asked == {
        "item": "O8",
        "division": "กองคลัง",
        "field": "extension",
        "before": "",
        "after": "pending",
        "until": "2027-05-15",
        "reason": "รอเอกสาร",
        "on_behalf": False,
    }
    assert {(c["before"], c["after"], c["until"]) for c in (newer, replaced)} == {
        ("", "pending", "2027-05-31"),
        ("pending", "withdrawn", "2027-05-15"),
    }
    assert everything(database) == before


def test_a_decision_tells_the_request_and_the_deadline(say: Say, database: Database) -> None:
    order = intents.RequestExtension(("O8",), date(2027, 5, 15), division="กองคลัง")
    [[due, ordered]] = means(database, "chief", None, order)
    assert (due["field"], due["after"]) == ("due", "2027-05-15")
    assert (ordered["field"], ordered["before"], ordered["after"]) == ("extension", "", "approved")
    with database.read() as session:
        assert session.query(Extension).count() == 0


def test_someone_elses_item_changes_nothing_and_says_why(say: Say) -> None:
    found = read(say("O8 เสร็จแล้ว", "--division", "กองช่าง", "--json"))
    assert found["changes"] == []
    assert "กองคลัง" in found["answer"]


def test_in_the_group_strange_lines_are_met_with_silence(say: Say) -> None:
    said = say("เที่ยงนี้กินอะไร", "--division", "กองคลัง", "--group")
    assert said.exit_code == 0
    assert "(silence)" in said.stdout


def test_without_json_it_is_text_to_read(say: Say) -> None:
    said = say("O8 เสร็จแล้ว", "--division", "กองคลัง").stdout
    assert "reading: update_status" in said
    assert "O8 กองคลัง status: not_reported → done" in said
    assert "would change:\n    nothing" in say("/status", "--as", "chief").stdout


def test_a_stranger_is_asked_to_register(say: Say) -> None:
    assert "ลงทะเบียน" in read(say("/missing", "--as", "stranger", "--json"))["answer"]


def test_without_an_office_the_demo_office_answers(tmp_path: Path) -> None:
    given = ["say", "O8 เสร็จแล้ว", "--division", "กองคลัง", "--at", AT, "--json"]
    found = read(CliRunner().invoke(cli, given, env={"DATABASE_URL": f"sqlite:///{tmp_path}/none/here.db"}))
    assert [c["item"] for c in found["changes"]] == ["O8"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(("--as", "staff"), "--division"), (("--as", "head", "--division", "กองทัพ"), "กองทัพ")],
)
def test_who_cannot_be_speaking_is_one_sentence(arguments: tuple[str, ...], says: str, say: Say) -> None:
    result = say("/status", *arguments)
    assert isinstance(result.exception, DomainError)
    assert says in str(result.exception)


@pytest.mark.parametrize("arguments", [("--as", "king"), ("--pending", "status"), ("--pending", "mood:O8"), ()])
def test_a_wrong_call_exits_2(arguments: tuple[str, ...]) -> None:
    text = ("/status",) if arguments else ()
    assert CliRunner().invoke(cli, ["say", *text, *arguments]).exit_code == 2


@pytest.mark.parametrize(
    ("intent", "written"),
    [
        (
            intents.UpdateStatus((StatusChange("M1", "done"), StatusChange("O10", "done"), StatusChange("O9", "done"))),
            {
                "intent": "update_status",
                "changes": [{"item": code, "status": "done"} for code in ("O9", "O10", "M1")],
                "evidence": [],
            },
        ),
        (
            intents.AttachEvidence(("M2", "O1"), ("https://x.example",)),
            {"intent": "attach_evidence", "items": ["O1", "M2"], "urls": ["https://x.example"]},
        ),
        (intents.ShowHistory(("O8",)), {"intent": "show_history", "items": ["O8"]}),
        (intents.ReportProblem(("O8",), "ติดงบ"), {"intent": "report_problem", "items": ["O8"]}),
        (
            intents.RequestExtension(("O8",), date(2027, 3, 15)),
            {"intent": "request_extension", "items": ["O8"], "date": "2027-03-15"},
        ),
        (intents.RequestExtension(("O8",)), {"intent": "request_extension", "items": ["O8"], "date": None}),
        (intents.Chase(("กองคลัง",)), {"intent": "chase", "divisions": ["กองคลัง"]}),
        (intents.ExportReport(), {"intent": "export_report"}),
        (intents.Clarify(items=("O8",)), {"intent": "clarify"}),
        (intents.Cancel(), {"intent": "undo"}),
        (intents.Unknown(), {"intent": "unknown"}),
    ],
)
def test_intents_are_printed_in_the_words_of_the_schema(intent: Intent, written: dict[str, Any]) -> None:
    assert to_schema(intent) == written


@pytest.mark.parametrize(("count", "asks"), [(5, False), (6, True)])
def test_more_than_five_changes_are_marked_as_to_be_confirmed(count: int, asks: bool) -> None:
    changes = tuple(StatusChange(f"O{n}", "done") for n in range(1, count + 1))
    assert to_schema(intents.UpdateStatus(changes)).get("needs_confirmation", False) is asks
