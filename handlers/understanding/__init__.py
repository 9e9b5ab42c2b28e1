"""From a line of Thai to one Intent: pure, strict, and asking back rather than guessing."""

from handlers import intents
from handlers.context import Context
from handlers.intents import Intent
from handlers.understanding import checking, commands, opinion, sentences
from handlers.understanding.marking import mark
from handlers.understanding.sentence import Sentence
from handlers.understanding.text import LONGEST, clean, plain_spelling


def understand(text: str, context: Context) -> Intent:
    """Read one line. The same line in the same context always reads the same; nothing is looked up or written."""
    line = plain_spelling(clean(text))
    if (read := checking.read(line, text, context)) is not None:
        return read
    if commands.is_command(line):
        read = commands.read(line, context)
        if read is not None:
            return read
        line = line.lstrip("/ ")
    if not line:
        return intents.Unknown()
    sentence = Sentence(mark(line, context), context)
    read = opinion.weighed(sentences.of(sentence), sentence, context)
    if len(text) > LONGEST and isinstance(read, intents.UpdateStatus):
        return intents.Clarify(items=sentence.items)
    return read
