"""How well and how fast chat lines are read, beside a keyword table (what LINE's own auto-reply can do) and a character
n-gram classifier, on the same lines in the same run."""

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from bot.cli.schema import to_schema
from handlers.understanding import understand
from tests.corpus import reading
from tests.corpus.scoring import exact, wrong_write

SHARED = Path(__file__).resolve().parents[2] / "shared/utterances"
OWN = reading.HERE / "lines"
ROUNDS = 5
STARTS = 5
WIDTHS = (34, 12, 12, 14, 12, 12)
START = (
    "import time; began = time.perf_counter()\n"
    "from datetime import date\n"
    "from handlers.context import Context, ItemName\n"
    "from handlers.understanding import understand\n"
    "understand('ข้อ 8 เสร็จแล้วค่ะ', Context(today=date(2027, 2, 10), items=(ItemName('O8', 'แผน'),)))\n"
    "print(time.perf_counter() - began)"
)
# An auto-reply: the first word found decides.
KEYWORDS: tuple[tuple[str, str], ...] = (
    ("ลงทะเบียน", "register"),
    ("ยกเลิก", "undo"),
    ("ย้อน", "undo"),
    ("ประวัติ", "show_history"),
    ("ใคร", "who_owns"),
    ("กองไหน", "who_owns"),
    ("เลื่อน", "request_extension"),
    ("ขยายเวลา", "request_extension"),
    ("ทวง", "chase"),
    ("เตือน", "chase"),
    ("สรุป", "weekly_summary"),
    ("ไฟล์", "export_report"),
    ("word", "export_report"),
    ("เลยกำหนด", "list_due"),
    ("กำหนด", "list_due"),
    ("ค้าง", "list_missing"),
    ("ยังไม่เสร็จ", "list_missing"),
    ("ขาด", "list_missing"),
    ("ถึงไหน", "show_progress"),
    ("สถานะ", "show_progress"),
    ("ปัญหา", "report_problem"),
    ("เสร็จ", "update_status"),
    ("เรียบร้อย", "update_status"),
    ("กำลังทำ", "update_status"),
    ("ยังไม่", "update_status"),
    ("http", "attach_evidence"),
    ("ต้องมี", "show_item"),
    ("ช่วย", "help"),
    ("ยังไง", "help"),
    ("ขอบคุณ", "thanks"),
    ("รับทราบ", "thanks"),
    ("สวัสดี", "thanks"),
)
STATES = (("ยังไม่", "not_started"), ("กำลัง", "in_progress"), ("เสร็จ", "done"), ("เรียบร้อย", "done"))


def main() -> None:
    files = sorted(SHARED.glob("dev*.jsonl"))
    lines = [line for path in files or sorted(OWN.glob("*.jsonl")) for line in reading.labelled(path)]
    print(f"{len(lines)} lines of {'../shared/utterances' if files else 'tests/corpus'}; own corpus below")
    heads = ("", "intent", "exact", "wrong writes", "median ms", "p99 ms")
    print("".join(head.rjust(width) for head, width in zip(heads, WIDTHS, strict=True)))
    _row("keyword table", lines, *_timed(lines, lambda line: _by_keyword(line["text"])))
    _classifier(lines)
    _row("ours", lines, *_timed(lines, lambda line: to_schema(understand(line["text"], reading.context(line)))))
    print()
    own = [line for path in sorted(OWN.glob("*.jsonl")) for line in reading.labelled(path)]
    read = [to_schema(understand(line["text"], reading.context(line))) for line in own]
    right = sum(exact(line["gold"], one) for line, one in zip(own, read, strict=True))
    wrong = sum(wrong_write(line["gold"], one) for line, one in zip(own, read, strict=True))
    print(f"own corpus: {len(own)} lines, exact {right / len(own):.3f}, wrong writes {wrong}")
    starts = [_start() for _ in range(STARTS)]
    print(
        f"process start (import, dictionary, model, first line): median of {STARTS}: {statistics.median(starts):.2f} s"
    )


def _row(name: str, lines: list[dict[str, Any]], read: list[dict[str, Any]], taken: list[float]) -> None:
    intents = sum(line["gold"]["intent"] == one["intent"] for line, one in zip(lines, read, strict=True))
    right = sum(exact(line["gold"], one) for line, one in zip(lines, read, strict=True))
    wrong = sum(wrong_write(line["gold"], one) for line, one in zip(lines, read, strict=True))
    taken = sorted(taken)
    cells = (
        name,
        f"{intents / len(lines):.3f}",
        f"{right / len(lines):.3f}",
        str(wrong),
        f"{statistics.median(taken) * 1000:.3f}",
        f"{taken[int(len(taken) * 0.99)] * 1000:.3f}",
    )
    print("".join(cell.rjust(width) for cell, width in zip(cells, WIDTHS, strict=True)))


def _timed(
    lines: list[dict[str, Any]], read: Callable[[dict[str, Any]], dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[float]]:
    """Every line read after a warm-up; the times of all rounds."""
    answers = [read(line) for line in lines]
    taken = []
    for _ in range(ROUNDS):
        for line in lines:
            began = time.perf_counter()
            read(line)
            taken.append(time.perf_counter() - began)
    return answers, taken


def _by_keyword(text: str) -> dict[str, Any]:
    intent = next((name for word, name in KEYWORDS if word in text.casefold()), "unknown")
    codes = [f"O{int(number)}" for number in re.findall(r"[Oo] ?(\d{1,2})", text)]
    state = next((status for word, status in STATES if word in text), "done")
    changes = [{"item": code, "status": state} for code in codes]
    return {
        "intent": intent,
        "items": codes,
        "changes": changes,
        "urls": re.findall(r"https?://\S+", text),
        "scope": "all",
    }


def _classifier(lines: list[dict[str, Any]]) -> None:
    """Five-fold cross-validation on the very lines it is measured on; it knows intents only."""
    model = make_pipeline(TfidfVectorizer(analyzer="char", ngram_range=(1, 4), sublinear_tf=True), LinearSVC(C=1.0))
    texts, labels = [line["text"] for line in lines], [line["gold"]["intent"] for line in lines]
    predicted = cross_val_predict(model, texts, labels, cv=5)
    model.fit(texts, labels)
    taken = []
    for text in texts:
        began = time.perf_counter()
        model.predict([text])
        taken.append(time.perf_counter() - began)
    taken.sort()
    right = sum(label == guess for label, guess in zip(labels, predicted, strict=True)) / len(lines)
    cells = (
        "char n-grams + linear SVM (5-fold)",
        f"{right:.3f}",
        "-",
        "-",
        f"{statistics.median(taken) * 1000:.3f}",
        f"{taken[int(len(taken) * 0.99)] * 1000:.3f}",
    )
    print("".join(cell.rjust(width) for cell, width in zip(cells, WIDTHS, strict=True)))


def _start() -> float:
    return float(subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    main()
