"""What is said of a measure's results, for the agreed readings of `goldens`."""

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from messages import folding, items, receipts, results
from messages.pack import Message
from messages.results import Topic
from messages.views import Doubt, FoldedPart, HistoryEntry, ResultView
from tests.messages.samples import AS_OF, TITLES, TODAY, item

NOTHING = ResultView(7, "M2", TITLES["M2"], "กองคลัง", ("ทบทวนแบบคำขอ", "เปิดใช้ระบบ", "ประชาสัมพันธ์"))
SOME = replace(NOTHING, done=(0, 2), output="เปิดใช้ระบบ 4 บริการ มีผู้ใช้ 310 ราย")
ALL = replace(SOME, outcome="ประชาชนยื่นคำขอจากที่บ้านได้", doubts=(Doubt("output", "steps"), Doubt("outcome", "output")))
THIN = replace(NOTHING, steps=(), division=None, output="-", doubts=(Doubt("output", "short"),))
FOLD = (
    FoldedPart("output", "๑. กองคลัง และ กองช่าง: จัดประชุม 2 ครั้ง\n๒. สำนักปลัด: ตรวจ 3 แห่ง", 3, ("กองการศึกษา",)),
    FoldedPart(
        "outcome",
        "ประชาชนได้รับบริการเร็วขึ้น",
        2,
        ("กองช่าง", "กองการศึกษา"),
        edited=True,
        outdated=True,
        doubts=(("กองคลัง", Doubt("outcome", "steps")),),
    ),
)
MEASURE = replace(item("M2", "กองคลัง", "กองช่าง", status="in_progress"), steps=3)
TOLD_ITEM = replace(
    MEASURE,
    assignments=(
        replace(MEASURE.assignments[0], steps_done=2, output=ALL.output, outcome=ALL.outcome, doubts=ALL.doubts),
        MEASURE.assignments[1],
    ),
)
TOLD = (
    HistoryEntry(AS_OF, "ก้อย", "output", "", "จัดประชุมรวม 2 ครั้ง"),
    HistoryEntry(AS_OF, "ส้ม", "outcome", "ดีขึ้น", "", ("กองคลัง",), undoes=True),
    HistoryEntry(AS_OF, "ส้ม", "outcome", "", "ดีขึ้น", ("กองคลัง",), undone=True),
    HistoryEntry(AS_OF, "ส้ม", "steps", "[]", "[0, 2]", ("กองคลัง",)),
    HistoryEntry(AS_OF, None, "output", "เดิม", "", ("กองคลัง",)),
)

SAID: dict[str, Callable[[], list[Message]]] = {
    "results_checklist": lambda: results.checklist(SOME),
    "results_ask_output": lambda: results.ask(NOTHING, "output", "service"),
    "results_ask_outcome": lambda: results.ask(SOME, "outcome", "service", recorded="output"),
    "results_ask_again_with_what_stands": lambda: results.ask(ALL, "outcome", "money"),
    **{
        f"results_ask_{part}_{topic}": lambda topic=topic, part=part: results.ask(THIN, part, topic)  # type: ignore[misc]  # a loop's own values
        for topic in get_args(Topic)
        for part in results.PARTS
    },
    "results_repeats_steps": lambda: results.ask_again(NOTHING, Doubt("output", "steps"), "service"),
    "results_repeats_output": lambda: results.ask_again(SOME, Doubt("outcome", "output"), "service"),
    "results_too_short": lambda: results.ask_again(SOME, Doubt("outcome", "short"), "other"),
    "results_too_long": lambda: results.too_long(2345, 2000),
    "results_receipt": lambda: results.receipt(ALL, undo="c1", on_behalf=True, shared=True),
    "results_receipt_lacking": lambda: results.receipt(THIN, undo=None),
    "results_in_private": lambda: results.in_private(["M2"]),
    "results_which_division": lambda: results.which_division("M2", [(7, "กองคลัง"), (8, "กองช่าง")]),
    "results_only_measures": lambda: results.only_measures("O8"),
    "results_no_measure": results.no_measure,
    "results_still_waiting": lambda: results.still_waiting(SOME, "outcome"),
    "results_nothing_waits": results.nothing_waits,
    "results_ended": lambda: results.ended(["M2"]),
    "results_taken_back": lambda: results.taken_back(["M2"]),
    "results_changed_since": lambda: receipts.undo_refused("results_changed_since"),
    "results_folded": lambda: folding.folded("M2", TITLES["M2"], FOLD, total=4, can_edit=True),
    "results_folded_saved": lambda: folding.folded(
        "M2",
        TITLES["M2"],
        FOLD[1:],
        total=4,
        can_edit=True,
        undo="c1",
        above=folding.saved("M2", "outcome", emptied=False),
    ),
    "results_folded_in_group": lambda: folding.folded("M2", TITLES["M2"], FOLD, total=4, can_edit=False, brief=True),
    "results_fold_ask": lambda: folding.ask_wording("M2", "output", FOLD[0].text, 4500),
    "results_fold_ask_empty": lambda: folding.ask_wording("M2", "outcome", "", 4500),
    "results_fold_same": lambda: folding.same("M2", "output"),
    "results_fold_emptied": lambda: [{"type": "text", "text": folding.saved("M2", "output", emptied=True)}],
    "results_no_owners": lambda: folding.no_owners("M2"),
    "item_card_of_measure": lambda: items.item_card(TOLD_ITEM, can_report={1}, today=TODAY),
}
