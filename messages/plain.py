"""Any message as readable text: for tests, for the command line, and for the people who check what was said."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from messages.limits import cut

LONGEST_TEXT: Final = 5_000


def plain(messages: Sequence[Mapping[str, Any]]) -> str:
    """Alternative text and pictures' addresses in (brackets), Flex texts in reading order, buttons as [label], quick
    replies on a last line."""
    return "\n\n".join("\n".join(_message(message)) for message in messages)


def as_text(messages: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The same as one text message that LINE takes whatever it had against the others: without buttons, cut."""
    parts = []
    for message in messages:
        lines = _bubbles(message) if message.get("type") == "flex" else [str(message.get("text", ""))]
        parts.append("\n".join(line for line in lines if not (line.startswith("[") and line.endswith("]"))))
    said = cut("\n\n".join(part.strip() for part in parts if part.strip()), LONGEST_TEXT)
    return [{"type": "text", "text": said or "-"}]


def _message(message: Mapping[str, Any]) -> Iterator[str]:
    if message.get("type") == "flex":
        yield f"({message['altText']})"
        yield from _bubbles(message)
    elif message.get("type") == "image":
        yield f"({message['originalContentUrl']})"
    elif "text" in message:
        yield str(message["text"])
    if replies := message.get("quickReply"):
        yield " ".join(f"[{item['action'].get('label', '')}]" for item in replies["items"])


def _bubbles(message: Mapping[str, Any]) -> Iterator[str]:
    contents = message["contents"]
    bubbles = contents["contents"] if contents["type"] == "carousel" else [contents]
    for index, bubble in enumerate(bubbles):
        if index:
            yield "--"
        for block in ("header", "hero", "body", "footer"):
            if block in bubble:
                yield from _component(bubble[block])


def _component(component: Mapping[str, Any]) -> Iterator[str]:
    match component["type"]:
        case "text" if component.get("contents"):
            yield "".join(span["text"] for span in component["contents"])
        case "text":
            yield component["text"]
        case "button":
            yield f"[{component['action']['label']}]"
        case "separator":
            return
        case "box":
            inside = list(_inside(component))
            if not inside:
                return
            if component.get("action") and _is_button(component):
                yield f"[{component['action'].get('label', ' '.join(inside))}]"
            elif component["layout"] == "vertical":
                yield from inside
            else:
                first, *rest = inside
                yield " ".join([first, *rest[:1]])
                yield from rest[1:]


def _inside(box: Mapping[str, Any]) -> Iterator[str]:
    """A horizontal row of single-line cells reads as one line."""
    cells = [list(_component(child)) for child in box["contents"]]
    if box["layout"] != "vertical" and all(len(cell) <= 1 for cell in cells):
        line = " ".join(cell[0] for cell in cells if cell)
        if line:
            yield line
    else:
        for cell in cells:
            yield from cell


def _is_button(box: Mapping[str, Any]) -> bool:
    """A coloured box that can be tapped is a button; a row that can be tapped is still its text."""
    return "backgroundColor" in box
