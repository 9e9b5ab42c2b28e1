"""The second opinion: it asks back and re-reads, and never writes what the grammar did not read."""

from handlers import intents
from handlers.intents import StatusChange
from handlers.understanding import model, opinion, sentences, understand
from handlers.understanding.marking import mark
from handlers.understanding.sentence import Sentence
from handlers.understanding.text import clean, plain_spelling
from tests.corpus import reading


def test_it_never_turns_a_line_into_a_report() -> None:
    lines = [line for path in sorted((reading.HERE / "lines").glob("*.jsonl")) for line in reading.labelled(path)]
    for line in lines:
        context = reading.context(line)
        sentence = Sentence(mark(plain_spelling(clean(line["text"])), context), context)
        read = sentences.of(sentence)
        if not isinstance(read, intents.UpdateStatus):
            assert not isinstance(opinion.weighed(read, sentence, context), intents.UpdateStatus), line["text"]


def test_the_weights_of_a_line_are_probabilities() -> None:
    context = reading.said()
    weights = model.load().weigh(*model.features(mark("O8 อัปขึ้นเว็บไซต์เรียบร้อยแล้วเมื่อเช้านี้ครับ", context), context))
    assert abs(sum(weights.values()) - 1) < 1e-9
    assert max(weights, key=lambda name: weights[name]) == "update_status"


def test_a_plain_report_is_never_doubted() -> None:
    for line in ("O8 เสร็จแล้วค่ะ", "ข้อ 8 กำลังทำครับ", "O7 ยังไม่เริ่มค่ะ", "แผนยุทธศาสตร์ลงเว็บเรียบร้อยแล้วค่ะ"):
        assert isinstance(understand(line, reading.said()), intents.UpdateStatus), line


def test_what_is_packed_is_what_is_loaded() -> None:
    packed = model.pack(["one", "two"], [0.5, -0.5], 0.01, {"a": [127, -127], "ข": [-3, 0]})
    loaded = model.unpack(packed)
    assert loaded.intents == ("one", "two")
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
