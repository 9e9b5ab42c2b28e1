"""What is said of scores, for the agreed readings of `goldens`."""

from collections.abc import Callable

from messages import scores
from messages.pack import Message
from messages.scores import ScoreLine

E9 = ScoreLine("E9", "28.57", "เคยใช้บริการออนไลน์ของหน่วยงาน", "ประเด็นที่ 2 การให้บริการและระบบ E-Service")
SAID: dict[str, Callable[[], list[Message]]] = {
    "scores": lambda: scores.overall(
        year=2567,
        overall="97.00",
        grade="ผ่านดี",
        lines=[ScoreLine("IIT", "97.10"), ScoreLine("8", "75.08", "การปรับปรุงการทำงาน")],
        lowest=[E9],
    ),
    "scores_one": lambda: scores.one(E9, 2567),
    "scores_lowest": lambda: scores.lowest([E9], 2567),
    "scores_not_known": lambda: scores.not_known("I3", 2567),
    "scores_none": scores.none_known,
}
