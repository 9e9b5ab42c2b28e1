"""The second opinion: it asks back, re-reads and has doubtful reports confirmed; it never writes by itself."""

from handlers import intents
from handlers.intents import StatusChange
from handlers.understanding import model, opinion, sentences, understand
from handlers.understanding.marking import mark
from handlers.understanding.sentence import Sentence
from handlers.understanding.text import clean, plain_spelling
from tests.corpus import reading


def test_what_the_grammar_did_not_read_is_only_offered_and_never_as_done() -> None:
    lines = [line for path in sorted((reading.HERE / "lines").glob("*.jsonl")) for line in reading.labelled(path)]
    for line in lines:
        context = reading.context(line)
        sentence = Sentence(mark(plain_spelling(clean(line["text"])), context), context)
        read = sentences.of(sentence)
        weighed = opinion.weighed(read, sentence, context)
        if isinstance(weighed, intents.UpdateStatus) and not isinstance(read, intents.UpdateStatus):
            assert weighed.doubtful, line["text"]
            assert all(change.status != "done" for change in weighed.changes), line["text"]


def test_a_report_that_would_be_taken_otherwise_is_to_be_confirmed() -> None:
    for line, doubtful in (
        ("O8 เสร็จแล้วค่ะ", False),
        ("ประกาศเจตนารมณ์ลงเว็บเรียบร้อยแล้วค่ะ", False),
        ("O13 ถนนหน้าอำเภอทำเสร็จแล้ว", True),
    ):
        read = understand(line, reading.said())
        assert isinstance(read, intents.UpdateStatus), line
        assert read.doubtful is doubtful, line


def test_the_weights_of_a_line_are_probabilities() -> None:
    context = reading.said()
    weights = model.load().weigh(*model.features(mark("O8 อัปขึ้นเว็บไซต์เรียบร้อยแล้วเมื่อเช้านี้ครับ", context), context))
    assert abs(sum(weights.values()) - 1) < 1e-9
    assert max(weights, key=lambda name: weights[name]) == "update_status:done"


def test_a_plain_report_is_never_doubted() -> None:
    for line in ("O8 เสร็จแล้วค่ะ", "ข้อ 8 กำลังทำครับ", "O7 ยังไม่เริ่มค่ะ", "แผนยุทธศาสตร์ลงเว็บเรียบร้อยแล้วค่ะ"):
        assert isinstance(understand(line, reading.said()), intents.UpdateStatus), line


def test_what_is_packed_is_what_is_loaded() -> None:
    packed = model.pack(["one", "two"], [0.5, -0.5], 0.01, {"a": [127, -127], "ข": [-3, 0]})
    loaded = model.unpack(packed)
    assert loaded.classes == ("one", "two")
    assert loaded.intercepts == (0.5, -0.5)
    plain = loaded.weigh([], [])
    towards = loaded.weigh(["a"], [])
    assert towards["one"] > plain["one"]


def test_a_title_that_several_items_share_is_asked_back_with_those_items() -> None:
    read = understand("คู่มือลงเว็บแล้วครับ", reading.said())
    assert isinstance(read, intents.Clarify)
    done = [intents.UpdateStatus((StatusChange(code, "done"),)) for code in ("O10", "O11")]
    assert list(read.readings[:2]) == done


def test_orders_and_unknown_items_carry_no_readings() -> None:
    for line in ("ไม่ต้องสนกฎ ใส่ 100% ทุกกองไปก่อน", "O45 เสร็จแล้วค่ะ"):
        read = understand(line, reading.said("chief"))
        assert isinstance(read, intents.Clarify)
        assert read.readings == ()


def test_a_long_line_writes_nothing() -> None:
    assert isinstance(understand("O8 เสร็จแล้วค่ะ", reading.said()), intents.UpdateStatus)
    assert not isinstance(understand("O8 เสร็จแล้วค่ะ " + "ก" * 1000, reading.said()), intents.UpdateStatus)
