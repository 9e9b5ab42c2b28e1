"""Names that people's files come with: safe to keep and to show, whatever is in them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import filenames


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("รายงานผล ปี 2570.pdf", "รายงานผล ปี 2570.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\งาน\\แผน.docx", "แผน.docx"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("ก\u0000ข\u200b\n.PDF", "กข.pdf"),
        ("CON.pdf", "CON_.pdf"),
        ('a<b>:"|?*.pdf', "ab.pdf"),
        ("...", "เอกสาร"),
        ("", "เอกสาร"),
        (".pdf", "เอกสาร.pdf"),
        ("ก" * 300 + ".xlsx", "ก" * 83 + ".xlsx"),
    ],
)
def test_a_name_is_made_safe(given_name: str, kept: str) -> None:
    assert filenames.safe(given_name) == kept


@given(st.text(max_size=300), st.sampled_from(["", ".pdf", ".PDF", ".tar.gz", ".นามสกุล"]))
def test_a_safe_name_has_nothing_hidden_and_stays_as_it_is(stem: str, ending: str) -> None:
    name = filenames.safe(stem + ending)
    assert 0 < len(name) <= filenames.LONGEST
    assert name == unicodedata.normalize("NFC", name)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") or c in '/\\<>:"|?*' for c in name)
    assert len(name.encode()) <= 255
    assert filenames.safe(name) == name


@given(st.text(min_size=1, max_size=150))
def test_an_ending_that_claims_another_type_gives_way(stem: str) -> None:
    named = filenames.with_ending(filenames.safe(stem + ".exe"), (".jpg", ".jpeg"))
    assert named.endswith(".jpg")
    assert len(named) <= filenames.LONGEST
    assert filenames.with_ending(named, (".jpg", ".jpeg")) == named
