"""Every kind of button, live, old, forged and of things that are no more: what the permission table has rows for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from handlers.intents import AttachEvidence, Chase, StatusChange, UpdateStatus
from handlers.intents_checking import EraseMe, ShiftDates, SubmitPaper
from handlers.proposals import Proposed
from messages import postbacks as say
from messages.postbacks import Postback
from tests.support.permission_world import TODAY, Ids

CLERKS: Final = "กองคลัง"


@dataclass(frozen=True)
class Button:
    """`day`: picked beside it; `asked`: what the bot had asked before; `approved`: the head has approved the paper."""

    button: Callable[[Ids], Postback]
    day: str = ""
    asked: Proposed | None = None
    approved: bool = False

    def first(self, ids: Ids) -> list[tuple[str, Postback]]:
        return [("head", say.DecidePaper(ids.steps["asked"], approve=True))] if self.approved else []


BUTTONS: Final[dict[str, Button]] = {
    "report": Button(lambda p: say.SetStatus(p.assignments["O1"], "done")),
    "report done already": Button(lambda p: say.SetStatus(p.assignments["O3"], "done")),
    "report what was returned": Button(lambda p: say.SetStatus(p.assignments["O6"], "done")),
    "report of another round": Button(lambda p: say.SetStatus(p.assignments["old"], "done")),
    "report of nothing": Button(lambda _: say.SetStatus(999_999, "done")),
    "report items": Button(lambda p: say.SetItemsStatus(("O1", "O2"), "done", p.divisions[CLERKS])),
    "report items unnamed": Button(lambda _: say.SetItemsStatus(("O1",), "in_progress", None)),
    "report items of no more": Button(lambda _: say.SetItemsStatus(("O99",), "done", None)),
    "ask more time": Button(lambda _: say.AskExtension(("O1",)), day="2027-01-15"),
    "ask more time undated": Button(lambda _: say.AskExtension(("O1",))),
    "ask more time of no more": Button(lambda _: say.AskExtension(("O99",)), day="2027-01-15"),
    "approve more time": Button(lambda p: say.DecideExtension(p.extensions["waiting"], approve=True)),
    "approve until a day": Button(
        lambda p: say.DecideExtension(p.extensions["waiting"], approve=True), day="2027-02-01"
    ),
    "decline more time": Button(lambda p: say.DecideExtension(p.extensions["waiting"], approve=False)),
    "approve what is decided": Button(lambda p: say.DecideExtension(p.extensions["decided"], approve=True)),
    "approve nothing": Button(lambda _: say.DecideExtension(999_999, approve=True)),
    "acknowledge": Button(lambda _: say.Acknowledge(TODAY)),
    "acknowledge long ago": Button(lambda _: say.Acknowledge(TODAY.replace(month=1))),
    "snooze": Button(lambda _: say.Snooze(2, TODAY)),
    "attach": Button(lambda _: say.AttachTo("kept", "O1"), asked=AttachEvidence((), ("https://a.example/1",))),
    "attach a file that waits": Button(lambda _: say.AttachTo("waits", "O1")),
    "attach nothing": Button(lambda _: say.AttachTo("gone", "O1")),
    "undo": Button(lambda _: say.Undo("reported")),
    "undo a request": Button(lambda _: say.Undo("asked")),
    "undo a refusal of time": Button(lambda _: say.Undo("declined")),
    "undo a return": Button(lambda _: say.Undo("returned")),
    "undo a report reviewed": Button(lambda _: say.Undo("reported6")),
    "undo a step": Button(lambda _: say.Undo("marked")),
    "undo results": Button(lambda _: say.Undo("told")),
    "undo a fold": Button(lambda _: say.Undo("folded")),
    "undo evidence": Button(lambda _: say.Undo("filed")),
    "undo a shift": Button(lambda _: say.Undo("shifted")),
    "undo what is undone": Button(lambda _: say.Undo("undone")),
    "undo nothing": Button(lambda _: say.Undo("made-up")),
    "chase": Button(lambda p: say.Chase(p.divisions[CLERKS])),
    "chase a division of no more": Button(lambda _: say.Chase(999_999)),
    "confirm a report": Button(lambda _: say.Confirm("kept"), asked=UpdateStatus((StatusChange("O1", "done"),))),
    "confirm a chase": Button(lambda _: say.Confirm("kept"), asked=Chase((CLERKS,))),
    "confirm submitting": Button(lambda _: say.Confirm("kept"), asked=SubmitPaper("progress")),
    "confirm shifting dates": Button(
        lambda _: say.Confirm("kept"), asked=ShiftDates(("O7",), days=7, reason="ขยายเวลา")
    ),
    "confirm erasing": Button(lambda _: say.Confirm("kept"), asked=EraseMe()),
    "confirm nothing": Button(lambda _: say.Confirm("gone"), asked=EraseMe()),
    "cancel": Button(lambda _: say.Cancel(), asked=EraseMe()),
    "cancel nothing": Button(lambda _: say.Cancel()),
    "verdict present": Button(lambda p: say.Verdict(p.assignments["O3"], "present")),
    "verdict incomplete": Button(lambda p: say.Verdict(p.assignments["O3"], "incomplete")),
    "verdict missing": Button(lambda p: say.Verdict(p.assignments["O3"], "missing")),
    "verdict of another report": Button(lambda p: say.Verdict(p.assignments["O3"], "present", 1)),
    "verdict once more": Button(lambda p: say.Verdict(p.assignments["O6"], "present")),
    "verdict of another round": Button(lambda p: say.Verdict(p.assignments["old"], "present")),
    "verdict of nothing": Button(lambda _: say.Verdict(999_999, "present")),
    "return by a day": Button(lambda p: say.ReturnBy(p.assignments["O6"]), day="2027-01-15"),
    "return by no day": Button(lambda p: say.ReturnBy(p.assignments["O6"])),
    "return what is not returned": Button(lambda p: say.ReturnBy(p.assignments["O1"]), day="2027-01-15"),
    "tell results": Button(lambda p: say.TellResults(p.assignments["M1"])),
    "tell results of no measure": Button(lambda p: say.TellResults(p.assignments["O1"])),
    "tell results of nothing": Button(lambda _: say.TellResults(999_999)),
    "mark a step": Button(lambda p: say.MarkStep(p.assignments["M1"], 0)),
    "mark every step": Button(lambda p: say.MarkStep(p.assignments["M1"])),
    "mark a step of no more": Button(lambda p: say.MarkStep(p.assignments["M1"], 99)),
    "edit the folded output": Button(lambda _: say.EditFold("M1", "output")),
    "edit the folded outcome": Button(lambda _: say.EditFold("M1", "outcome")),
    "edit a fold of no more": Button(lambda _: say.EditFold("M99", "output")),
    "submit the table": Button(lambda _: say.SubmitPaper("followup")),
    "submit the report": Button(lambda _: say.SubmitPaper("progress")),
    "approve a paper": Button(lambda p: say.DecidePaper(p.steps["asked"], approve=True)),
    "return a paper": Button(lambda p: say.DecidePaper(p.steps["asked"], approve=False)),
    "approve a decided step": Button(lambda p: say.DecidePaper(p.steps["decided"], approve=True)),
    "approve a step to come": Button(lambda p: say.DecidePaper(p.steps["coming"], approve=True)),
    "approve as the last": Button(lambda p: say.DecidePaper(p.steps["coming"], approve=True), approved=True),
    "return as the last": Button(lambda p: say.DecidePaper(p.steps["coming"], approve=False), approved=True),
    "approve a returned paper": Button(lambda p: say.DecidePaper(p.steps["ended"], approve=True)),
    "approve no paper": Button(lambda _: say.DecidePaper(999_999, approve=True)),
    "withdraw a paper": Button(lambda p: say.MendPaper(p.papers["pending"], "withdraw")),
    "withdraw what has ended": Button(lambda p: say.MendPaper(p.papers["ended"], "withdraw")),
    "withdraw no paper": Button(lambda _: say.MendPaper(999_999, "withdraw")),
    "have a paper asked again": Button(lambda p: say.MendPaper(p.papers["pending"], "again")),
    "ask again what has ended": Button(lambda p: say.MendPaper(p.papers["ended"], "again")),
    "ask again no paper": Button(lambda _: say.MendPaper(999_999, "again")),
    "load a file": Button(lambda p: say.HandlePaperIn(p.papers_in["read"], "load")),
    "load a file once more": Button(lambda p: say.HandlePaperIn(p.papers_in["loaded"], "load")),
    "load a file put aside": Button(lambda p: say.HandlePaperIn(p.papers_in["dropped"], "load")),
    "load no file": Button(lambda _: say.HandlePaperIn(999_999, "load")),
    "doubtful rows of a file": Button(lambda p: say.HandlePaperIn(p.papers_in["read"], "doubts")),
    "a file as evidence": Button(lambda p: say.HandlePaperIn(p.papers_in["read"], "evidence")),
    "put a file aside": Button(lambda p: say.HandlePaperIn(p.papers_in["read"], "drop")),
    "ask for a row's owner": Button(lambda p: say.SettleDoubt(p.papers_in["read"], 0, "ask")),
    "name a row's owner": Button(lambda p: say.SettleDoubt(p.papers_in["read"], 0, "owner", 1)),
    "name no division": Button(lambda p: say.SettleDoubt(p.papers_in["read"], 0, "owner", 99)),
    "say what a row has": Button(lambda p: say.SettleDoubt(p.papers_in["read"], 0, "incomplete")),
    "say a row is there": Button(lambda p: say.SettleDoubt(p.papers_in["read"], 0, "present")),
    "say a row is missing": Button(lambda p: say.SettleDoubt(p.papers_in["read"], 0, "missing")),
    "say what no row asks": Button(lambda p: say.SettleDoubt(p.papers_in["read"], 0, "done")),
    "say in_progress unasked": Button(lambda p: say.SettleDoubt(p.papers_in["read"], 0, "in_progress")),
    "say not_started unasked": Button(lambda p: say.SettleDoubt(p.papers_in["read"], 0, "not_started")),
    "pick a row's day": Button(lambda p: say.SettleDoubt(p.papers_in["read"], 0, "due"), day="2027-01-15"),
    "pick a row's day wrongly": Button(lambda p: say.SettleDoubt(p.papers_in["read"], 0, "due"), day="2031-01-15"),
    "keep a row": Button(lambda p: say.SettleDoubt(p.papers_in["read"], 0, "keep")),
    "leave a row out": Button(lambda p: say.SettleDoubt(p.papers_in["read"], 0, "skip")),
    "leave out what is loaded": Button(lambda p: say.SettleDoubt(p.papers_in["loaded"], 0, "skip")),
    "name an owner not loaded": Button(lambda p: say.SettleDoubt(p.papers_in["loaded"], 0, "owner", 1)),
    "settle a row put aside": Button(lambda p: say.SettleDoubt(p.papers_in["dropped"], 0, "keep")),
    "settle no row": Button(lambda p: say.SettleDoubt(p.papers_in["read"], 99, "keep")),
    "show status": Button(lambda _: say.Show("status")),
    "show missing": Button(lambda _: say.Show("missing")),
    "show due": Button(lambda _: say.Show("due")),
    "show item": Button(lambda _: say.Show("item", "O1")),
    "show item with a file": Button(lambda _: say.Show("item", "O3")),
    "show item returned": Button(lambda _: say.Show("item", "O6")),
    "show item of a measure": Button(lambda _: say.Show("item", "M1")),
    "show who": Button(lambda _: say.Show("who", "O1")),
    "show history": Button(lambda _: say.Show("history", "O1")),
    "show history of a file": Button(lambda _: say.Show("history", "O3")),
    "show help": Button(lambda _: say.Show("help")),
    "show summary": Button(lambda _: say.Show("summary")),
    "show summary before": Button(lambda _: say.Show("summary", say.EARLIER)),
    "show review": Button(lambda _: say.Show("review")),
    "show results": Button(lambda _: say.Show("results", "M1")),
    "show papers": Button(lambda _: say.Show("papers")),
}
