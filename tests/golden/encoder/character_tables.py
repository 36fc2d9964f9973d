"""Writes src/encoder/tokenization/referenceTables.ts, by asking `tokenizers` about each character.

    pip install -r requirements.txt && python character_tables.py
"""
import base64
import io
from pathlib import Path

import unicodedata2 as newest
from tokenizers import normalizers, pre_tokenizers

FOLDER = Path(__file__).parent
characters = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]
printable = characters[0x20:]
words, byte_level = pre_tokenizers.BertPreTokenizer(), pre_tokenizers.ByteLevel(add_prefix_space=False)


def bert(**options):
    off = {"clean_text": False, "handle_chinese_chars": False, "strip_accents": False, "lowercase": False}
    return normalizers.BertNormalizer(**{**off, **options})


def base36(number):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return digits[number] if number < 36 else base36(number // 36) + digits[number % 36]


def table(name, said, found):
    ranges = []
    for character in found:
        code = ord(character)
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    last, entries = 0, []
    for first, end in ranges:
        entries.append(base36(first - last) + ("" if end == first else "." + base36(end - first)))
        last = end
    lines, line = [], ""
    for entry in entries:
        if len(line) + len(entry) > 100:
            lines.append(line)
            line = ""
        line += entry + " "
    lines.append(line.rstrip())
    return f"/** {said} */\nexport const {name} =\n" + " +\n".join(f'  "{line}"' for line in lines) + ";\n"


without_accents, cleaned = bert(strip_accents=True), bert(clean_text=True)
combining, lower = normalizers.StripAccents(), normalizers.Lowercase()
forms = {"NFD": normalizers.NFD(), "NFKD": normalizers.NFKD()}
cluster = normalizers.Precompiled((FOLDER / "charsmap.bin").read_bytes())


def changes_in_reference(character):
    """Whether the reference reorders, decomposes or composes it."""
    if any(form.normalize_str(character) != character for form in forms.values()):
        return True
    nfd = forms["NFD"].normalize_str
    return nfd(character + "\u0334") != character + "\u0334" or nfd("\u0345" + character) != "\u0345" + character


def components():
    """Characters of canonical decompositions, by the newest Unicode and by the reference."""
    by_newest, by_reference = set(), set()
    for character in characters:
        decomposition = newest.decomposition(character)
        if decomposition and not decomposition.startswith("<"):
            parts = {chr(int(part, 16)) for part in decomposition.split()}
            by_newest |= parts
            if forms["NFD"].normalize_str(character) != character:
                by_reference |= parts
    return by_newest, by_reference


by_newest, by_reference = components()
inert = [
    c for c in characters
    if (newest.decomposition(c) or newest.combining(c) or c in by_newest) and c not in by_reference and not changes_in_reference(c)
]
# "ª" has a replacement; behind it in one cluster of fewer than 6 bytes an accent is lost, in a longer one it is not.
lost, kept = "a", "a\u0301"
extending = [c for c in printable if cluster.normalize_str("ª\u0301" + c + "ª\u0301" + c).count("\u0301") - 2 * cluster.normalize_str(c).count("\u0301") == (2 if len(c.encode()) > 1 else 0) and len(c.encode()) > 1]
prepended = [c for c in printable if cluster.normalize_str(c + "ª\u0301").endswith(kept)]
# Case of letters that are younger than Unicode 14, which Python 3.11 and every browser of today know.
lowered = [(c, lower.normalize_str(c)) for c in characters if lower.normalize_str(c) != c.lower()]
assert all(len(c) == len(to) == 1 for c, to in lowered), lowered

parts = [
    "/**\n * Characters as the reference (Rust `tokenizers` 0.23.3) sorts them, as ranges in base 36: the distance from the end of the\n * range before, and after a point the range's length. Written by tests/golden/encoder/character_tables.py.\n */\n",
    table("punctuationTable", "Punctuation of BERT's pre-tokenizer (Unicode 8).", [c for c in printable if len(words.pre_tokenize_str("a" + c + "a")) == 3]),
    table("nonspacingMarkTable", "Accents that BERT's normalizer takes off (Unicode 8).", [c for c in printable if without_accents.normalize_str("a" + c + "a") == "aa"]),
    table("controlTable", "What BERT's normalizer cleans away (Unicode 8).", [c for c in characters if cleaned.normalize_str("a" + c + "a") == "aa"]),
    table("combiningMarkTable", "What the normalizer StripAccents takes off.", [c for c in printable if combining.normalize_str("a" + c + "a") == "aa"]),
    table("letterTable", "\\\\p{L} in the pre-tokenizer ByteLevel.".replace("\\\\", "\\"), [c for c in printable if len(byte_level.pre_tokenize_str("a" + c)) == 1]),
    table("numberTable", "\\p{N} in the pre-tokenizer ByteLevel.", [c for c in printable if len(byte_level.pre_tokenize_str("1" + c)) == 1]),
    table("extendingTable", "Characters that belong to the grapheme cluster before them, for the normalizer Precompiled.", extending),
    table("prependedTable", "Characters that belong to the grapheme cluster after them.", prepended),
    table("inertTable", f"Characters that Unicode {newest.unidata_version} composes, decomposes or reorders and the reference, being older, leaves alone.", inert),
    table("youngCapitalTable", "Capital letters younger than Unicode 14 that the reference lowers.", [c for c, _ in lowered]),
    "/** What the reference lowers them to, in their order. */\nexport const youngSmallLetters =\n  \"" + "".join(f"\\u{{{ord(to):x}}}" for _, to in lowered) + "\";\n",
]
(FOLDER / "../../../src/encoder/tokenization/referenceTables.ts").write_text("\n".join(parts))
print(len(extending), len(prepended), len(inert), len(lowered), [hex(ord(c)) for c in prepended][:40])
