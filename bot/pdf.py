"""Word files turned into PDF by LibreOffice, where it is installed: headless, in its own profile, within a time."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from documents.reports import stand_in
from documents.reports.shapes import FONT
from models.errors import DomainError

LONGEST: Final = 120.0  # seconds
_FONTS: Final = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{fonts}</dir><cachedir>{cache}</cachedir>
</fontconfig>"""


def to_pdf(document: bytes, *, program: str | None = None, longest: float = LONGEST) -> bytes:
    """Raises DomainError where it cannot be done. `program`: another LibreOffice than the one on the PATH."""
    office = program or shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise DomainError("เครื่องนี้ไม่ได้ติดตั้ง LibreOffice จึงทำไฟล์ PDF ไม่ได้ โปรดเลือก .docx หรือติดตั้ง LibreOffice ก่อน")
    with tempfile.TemporaryDirectory(prefix="tamngan-pdf-") as name:
        folder = Path(name)
        (folder / "report.docx").write_bytes(document if _has_font() else stand_in.redrawn(document))
        fonts = folder / "fonts.conf"
        fonts.write_text(_FONTS.format(fonts=stand_in.folder(), cache=folder / "cache"), "utf-8")
        call = [
            office, "--headless", "--norestore", "--nolockcheck", "--nodefault",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to", "pdf", "--outdir", str(folder), str(folder / "report.docx"),
        ]  # fmt: skip
        environment = {**os.environ, "FONTCONFIG_FILE": str(fonts), "HOME": str(folder)}
        _run(call, environment, longest)
        made = folder / "report.pdf"
        if not made.is_file():
            raise DomainError("LibreOffice ทำไฟล์ PDF ไม่สำเร็จ โปรดเลือก .docx แทน")
        return made.read_bytes()


def _run(call: list[str], environment: dict[str, str], longest: float) -> None:
    """In a session of its own: the program starts another, which would outlive it."""
    try:
        running = subprocess.Popen(  # noqa: S603 - the operator's own program, with our own file
            call, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise DomainError("เปิด LibreOffice ไม่ได้ โปรดเลือก .docx แทน") from error
    try:
        running.wait(longest)
    except subprocess.TimeoutExpired as error:
        raise DomainError(f"LibreOffice ใช้เวลาเกิน {longest:g} วินาที จึงหยุดทำไฟล์ PDF โปรดเลือก .docx แทน") from error
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()


def _has_font() -> bool:
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    found = subprocess.run([lister, FONT, "family"], capture_output=True, timeout=30, check=False)  # noqa: S603
    return bool(found.stdout.strip())
