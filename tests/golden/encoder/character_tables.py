"""Prints the tables of src/encoder/referenceCharacters.ts, by asking `tokenizers` about each character.

    pip install -r requirements.txt && python character_tables.py
"""
from tokenizers import normalizers, pre_tokenizers

characters = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]
words = pre_tokenizers.BertPreTokenizer()


def bert(**options):
    off = {"clean_text": False, "handle_chinese_chars": False, "strip_accents": False, "lowercase": False}
    return normalizers.BertNormalizer(**{**off, **options})


def base36(number):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return digits[number] if number < 36 else base36(number // 36) + digits[number % 36]


def table(name, holds):
    ranges = []
    for character in filter(holds, characters):
        code = ord(character)
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    last, entries = 0, []
    for first, end in ranges:
        entries.append(base36(first - last) + ("" if end == first else "." + base36(end - first)))
        last = end
    print(name, " ".join(entries))


without_accents, cleaned = bert(strip_accents=True), bert(clean_text=True)
table("punctuation", lambda c: ord(c) >= 0x20 and len(words.pre_tokenize_str("a" + c + "a")) == 3)
table("nonspacing marks", lambda c: ord(c) >= 0x20 and without_accents.normalize_str("a" + c + "a") == "aa")
table("control characters", lambda c: cleaned.normalize_str("a" + c + "a") == "aa")
