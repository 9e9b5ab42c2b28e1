"""What is said of published addresses, for the agreed readings of `goldens`."""

from collections.abc import Callable
from datetime import date

from messages import history, links, summary
from messages.links import flag_words, link_line, why_words
from messages.pack import Message, text
from messages.record_words import source_words
from messages.views import BrokenLink, HistoryEntry, ItemHistory, LinkView
from messages.week_views import Week
from tests.messages.samples import AS_OF, OFFICE, TITLES, tally

O8 = "https://www.bangtuayang.example/ita/2570/o8.pdf"
DAY = date(2027, 3, 3)
GONE = BrokenLink(O8, ("O8", "O9", "O10", "M2"), DAY, why_words("not_found"))
NEVER = BrokenLink("https://drive.google.com/file/d/1aB/view?usp=sharing", ("O14",), None, why_words("not_public"))
WHYS = (
    *("not_found", "server", "not_public", "dns", "connection", "timeout", "tls", "redirects", "private"),
    *("address", "credentials", "port", "empty", "status"),
)
FLAGS = ("not_public", "off_site", "other_year", "file_type", "duplicate", "insecure")
SEEN = (
    None,
    LinkView(O8, "good", DAY, DAY),
    LinkView(O8, "good", DAY, DAY, flags=(flag_words("off_site"), flag_words("other_year"))),
    LinkView(O8, "failing", DAY, DAY, why_words("timeout")),
    LinkView(O8, "broken", DAY, DAY, why_words("not_found")),
    LinkView(O8, "broken", DAY, None, why_words("not_public"), (flag_words("not_public"),)),
)
CHECKED = ItemHistory(
    "O8",
    TITLES["O8"],
    (
        HistoryEntry(AS_OF, source_words("check"), "link", "broken", "good", note=O8),
        HistoryEntry(AS_OF, source_words("check"), "link", "good", "broken", note=O8),
    ),
)

SAID: dict[str, Callable[[], list[Message]]] = {
    "links_line": lambda: [text("\n".join(link_line(view) for view in SEEN))],
    "links_why": lambda: [text("\n".join(why_words(why) for why in WHYS))],
    "links_flags": lambda: [text("\n".join(flag_words(flag) for flag in FLAGS))],
    "links_broken": lambda: links.broken([GONE, NEVER], salutation="เรียน ผอ.กองคลัง", office=OFFICE),
    "links_broken_below": lambda: links.broken([GONE], salutation=None, office=OFFICE),
    "links_history": lambda: history.history([CHECKED]),
    "links_weekly_summary": lambda: summary.weekly_summary(
        Week(OFFICE, 2570, AS_OF, tally(), broken=(GONE, NEVER)), salutation="เรียน ท่านปลัด", role="chief"
    ),
}
