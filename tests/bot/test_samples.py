"""`make samples`: one of each kind of the demo office."""

from pathlib import Path

from benchmarks import samples
from documents.reports.kinds import KINDS


def test_there_is_one_of_each_kind_in_each_format(tmp_path: Path) -> None:
    written = samples.main(tmp_path / "samples", pdf=False)
    assert {path.name for path in written if path.suffix == ".docx"} == {f"{kind}.docx" for kind in KINDS}
    assert {path.stem for path in written if path.suffix == ".xlsx"} == set(KINDS) - {"memo"}
    assert all(path.stat().st_size > 4_000 for path in written)
