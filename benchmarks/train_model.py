"""`make model`: train the second opinion from tests/corpus/lines and write it beside the grammar. The same files give
the same model; only lines that the marking sees are used, never the register or a real office's chat."""

import argparse
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from handlers.understanding import model
from handlers.understanding.marking import mark
from handlers.understanding.text import clean, plain_spelling
from tests.corpus import reading

LINES = reading.HERE / "lines"
STRENGTH = 15.0
SEEN_AT_LEAST = 2


def labelled(paths: list[Path]) -> list[dict[str, Any]]:
    """The labelled lines of these files, without commands, which the grammar reads alone."""
    lines = [line for path in paths for line in reading.labelled(path)]
    return [line for line in lines if not line["text"].lstrip().startswith(("/", "／"))]


def features_of(line: dict[str, Any]) -> dict[str, float]:
    context = reading.context(line)
    seen, facts = model.features(mark(plain_spelling(clean(line["text"])), context), context)
    return dict.fromkeys(seen, 1.0) | dict.fromkeys(facts, float(model.EMPHASIS))


def _class_of(gold: dict[str, Any]) -> str:
    return model.class_of(gold["intent"], [change["status"] for change in gold.get("changes") or ()])


def train(lines: list[dict[str, Any]]) -> bytes:
    found = [features_of(line) for line in lines]
    seen: dict[str, int] = {}
    for one in found:
        for name in one:
            seen[name] = seen.get(name, 0) + 1
    found = [{name: count for name, count in one.items() if seen[name] >= SEEN_AT_LEAST} for one in found]
    vectorizer = DictVectorizer()
    rows = normalize(vectorizer.fit_transform(found))
    fitted = LogisticRegression(C=STRENGTH, max_iter=1000).fit(rows, [_class_of(line["gold"]) for line in lines])
    scale = float(abs(fitted.coef_).max()) / 127
    weights = {
        str(name): [round(float(value) / scale) for value in fitted.coef_[:, column]]
        for column, name in enumerate(vectorizer.feature_names_)
    }
    kept = {name: row for name, row in weights.items() if any(row)}
    return model.pack([str(c) for c in fitted.classes_], [float(i) for i in fitted.intercept_], scale, kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(model.__file__).parent / "data" / model.FILE)
    parser.add_argument("files", nargs="*", type=Path)
    given = parser.parse_args()
    packed = train(labelled(given.files or sorted(LINES.glob("*.jsonl"))))
    given.out.parent.mkdir(exist_ok=True)
    given.out.write_bytes(packed)
    print(f"{given.out}: {len(packed):,} bytes")


if __name__ == "__main__":
    main()
