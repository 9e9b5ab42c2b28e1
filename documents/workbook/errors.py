"""Why a workbook cannot be loaded: sentences for the person who filled it; nothing of it was loaded."""

from collections.abc import Sequence

from models.errors import DomainError


class WorkbookError(DomainError):
    """Each problem names the sheet, the row and what to do; the text is the first and how many more there are."""

    def __init__(self, problems: str | Sequence[str]) -> None:
        self.problems: tuple[str, ...] = (problems,) if isinstance(problems, str) else tuple(problems)
        more = len(self.problems) - 1
        super().__init__(self.problems[0] + (f" และอีก {more} จุด" if more else ""))


class UnknownWorkbookError(WorkbookError):
    """An Excel file that is no office workbook at all."""


def problem(sheet: str, row: int | None, what: str, do: str) -> str:
    where = f'ชีต "{sheet}"' + (f" แถว {row}" if row is not None else "")
    return f"{where}: {what} โปรด{do}"
