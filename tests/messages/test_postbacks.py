"""Button data: what goes out comes back, and nothing else does harm."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.codec import decode, encode, fits
from messages.limits import utf16_len
from messages.postbacks import (
    Acknowledge,
    AskExtension,
    AttachTo,
    Cancel,
    Chase,
    Confirm,
    DecideExtension,
    DecidePaper,
    EditFold,
    HandlePaperIn,
    MarkStep,
    Mend,
    MendPaper,
    Paper,
    PaperInAct,
    Postback,
    ResultPart,
    ReturnBy,
    SetItemsStatus,
    SetStatus,
    SettleDoubt,
    Settling,
    Show,
    ShowWhat,
    Snooze,
    SubmitPaper,
    TellResults,
    Undo,
    Verdict,
    WhatIsThere,
)
from messages.words import STATUSES

IDS = st.integers(-(10**18) + 1, 10**18 - 1)
STATUS = st.sampled_from(STATUSES)
CODES = st.one_of(st.builds("{}{}".format, st.sampled_from(["O", "M", "S"]), st.integers(1, 45)), st.text(max_size=6))
EACH: tuple[st.SearchStrategy[Postback], ...] = (
    st.builds(SetStatus, IDS, STATUS),
    st.builds(SetItemsStatus, st.lists(CODES, max_size=20).map(tuple), STATUS, st.none() | IDS),
    st.builds(AskExtension, st.lists(CODES, max_size=20).map(tuple), st.none() | IDS),
    st.builds(DecideExtension, IDS, st.booleans()),
    st.builds(Acknowledge, st.dates()),
    st.builds(Snooze, st.integers(1, 9), st.dates()),
    st.builds(AttachTo, st.text(max_size=40), CODES),
    st.builds(Undo, st.text(max_size=40)),
    st.builds(Chase, IDS),
    st.builds(Confirm, st.text(max_size=40)),
    st.just(Cancel()),
    st.builds(Verdict, IDS, st.sampled_from(get_args(WhatIsThere)), st.integers(0, 10**12)),
    st.builds(ReturnBy, IDS),
    st.builds(TellResults, IDS),
    st.builds(MarkStep, IDS, st.none() | IDS),
    st.builds(EditFold, CODES, st.sampled_from(get_args(ResultPart))),
    st.builds(SubmitPaper, st.sampled_from(get_args(Paper))),
    st.builds(DecidePaper, IDS, st.booleans()),
    st.builds(MendPaper, IDS, st.sampled_from(get_args(Mend))),
    st.builds(HandlePaperIn, IDS, st.sampled_from(get_args(PaperInAct))),
    st.builds(SettleDoubt, IDS, IDS, st.sampled_from(get_args(Settling)), IDS),
    st.builds(Show, st.sampled_from(get_args(ShowWhat)), st.text(max_size=40), IDS),
)
POSTBACKS = st.one_of(EACH)


@given(POSTBACKS)
def test_what_is_encoded_is_decoded_again(postback: Postback) -> None:
    if fits(postback):
        data = encode(postback)
        assert decode(data) == postback
        assert 0 < utf16_len(data) <= 300
    else:
        with pytest.raises(ValueError, match="300"):
            encode(postback)


@given(st.text() | st.text(alphabet="1:smucxwdpnreaykhzvbtfjioO~,%0239 -").map("1:{}".format))
def test_made_up_data_is_nothing_or_a_postback_and_never_an_error(text: str) -> None:
    found = decode(text)
    if found is not None and fits(found):
        assert decode(encode(found)) == found


@given(POSTBACKS)
def test_data_of_another_version_is_nothing(postback: Postback) -> None:
    if fits(postback):
        assert decode("2" + encode(postback)[1:]) is None


def test_data_is_short_and_readable() -> None:
    assert encode(SetStatus(42, "done")) == "1:s:42:d"
    assert encode(SetItemsStatus(("O1", "O2", "O3", "O8"), "in_progress", 7)) == "1:m:p:7:O1~3,O8"
    assert encode(Show("missing", "กองคลัง", 2)) == "1:w:missing:กองคลัง:2"
    assert encode(Snooze(3, date(2026, 12, 8))) == "1:z:3:2026-12-08"
    assert encode(Cancel()) == "1:x"


def test_every_item_of_an_office_fits_in_one_button() -> None:
    assert fits(SetItemsStatus(tuple(f"O{n}" for n in range(1, 301)), "done", None))


@pytest.mark.parametrize(
    "data",
    [
        "",
        "1",
        "1:s:42",
        "1:s:๔๒:d",
        "1:s:4 2:d",
        "1:s:42:z",
        "1:m:d:x:O1",
        "1:m:d::O1~99999",
        "1:m:d::O9~3",
        "1:w:all::0",
        "1:k:2026-02-30",
        "1:z:10:2026-12-08",
        "1:z:๓:2026-12-08",
        "1:r:x",
    ],
)
def test_broken_data_is_nothing(data: str) -> None:
    assert decode(data) is None


@pytest.mark.parametrize(
    ("data", "means"),
    [
        ("1:v:4:i", Verdict(4, "incomplete")),
        ("1:b:4", ReturnBy(4)),
        ("1:t:4:2", MarkStep(4, 2)),
        ("1:t:4:", MarkStep(4)),
        ("1:f:M1:c", EditFold("M1", "outcome")),
        ("1:j:f", SubmitPaper("followup")),
        ("1:p:9:n", DecidePaper(9, approve=False)),
        ("1:v:4:x", None),
        ("1:b:", None),
        ("1:t:4:x", None),
        ("1:j:z", None),
        ("1:p:9", None),
    ],
)
def test_buttons_of_what_comes_after_a_report(data: str, means: Postback | None) -> None:
    assert decode(data) == means
