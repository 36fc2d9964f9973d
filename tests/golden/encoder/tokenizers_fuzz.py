"""
Writes tokenizersFuzz.json: some sixty tokenizers, small and made by this script, with what Rust `tokenizers` makes of 320
strings each: scripts, accents, emoji, all kinds of white space, control characters and the newest characters of Unicode.

    pip install -r requirements.txt && python tokenizers_fuzz.py

Of each string's ids a hash is kept (32 bits of FNV-1a over the ids, four bytes each); of a tokenizer that is refused, the
reason. Maps of characters are left out: they are charsmap.bin.
"""

import base64
import json
import random
from pathlib import Path

import unicodedata2 as newest
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from sentences import HAND_WRITTEN, WORDS, mixed_sentences

FOLDER = Path(__file__).parent
CHARSMAP = base64.b64encode((FOLDER / "charsmap.bin").read_bytes()).decode()
SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]

SPACES = [" ", "  ", "\t", "\n", "\r\n", "\u0085", "\u00a0", "\u1680", "\u180e", "\u2003", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\u200b", "\u2060", "\ufeff", "\x0b", "\x0c", "\x1c", "\x1f"]
CONTROLS = ["\x00", "\x01", "\x07", "\x1b", "\x7f", "\x80", "\x9f", "\xad", "\u061c", "\u200c", "\u200d", "\u200e", "\u202a", "\u2066", "\ufff9", "\ufffd", "\ufffe", "\U000e0001", "\U000e0061", "\ue000", "\U0010ffff", "\u0378"]
MARKS = ["\u0301", "\u0323", "\u0345", "\u0334", "\u093c", "\u094d", "\u0bbe", "\u05b8", "\u064b", "\u0e38", "\u20d0", "\u20dd", "\u3099", "\ufe0f", "\u0d3e", "\u0a3c", "\U0001d165", "\U0001f3fd", "\u0897", "\u1ac5", "\U0001e08f", "\U00010efd"]
LETTERS = list("abcdeghilnorstuAEIST") + list("àéîõüÀÉÅçßẞſŉĲĳǅﬁﬀ") + list("ΣσςΟΔαβΑάΊΐ") + list("İıIiK") + ["Å", "Ω", "ª", "º", "½", "Ⅷ", "ⅷ", "①", "²", "ｶﾞ", "ﾊﾟ", "Ａ", "ﷺ", "㌔", "㎏", "Ǆ", "ﬗ", "ᾳ", "ᾈ", "ꙋ", "Ꭰ", "ꭰ", "Ა", "ა", "𐐀", "𐐨", "𞤀"]
SCRIPTS = list("漢字日本語中国") + ["𠀀", "𪚥", "𫝀", "𫠝", "𬺰", "𰀀", "𱍐", "𲎯", "﨑", "豈", "丽", "〇", "々", "ー", "ｰ", "が", "か\u3099", "한", "ㅎ", "\u1112\u1161\u11ab", "क", "क़", "क\u093c", "நி", "ก", "ำ", "ע", "ب", "لا", "ﻻ", "አ", "ა", "ꦏ", "ᬓ", "ཀ", "က"]
SIGNS = list(".,;:!?'\"-_/\\()[]{}<>@#$%^&*+=~`|") + ["’", "“", "…", "—", "«", "¡", "₿", "€", "™", "©", "↑", "∑", "★", "、", "。", "・", "﹏", "⸺", "\u061d", "\u2e43", "\u2e52", "\u2e5d", "\U00010ead", "\U00011b00"]
EMOJI = ["😀", "👩‍👩‍👧", "👍🏽", "🇫🇷", "❤️", "#️⃣", "🫠", "🫨", "🫩", "🪎"]
TYPED = SPECIALS + ["<new>", "Word", "wörd", "ÅB", "x y", "zz", "zzz", "`` ", "''", "▁", "▁▁", "Ġ", "<unk>", "##a", "<0x41>"]


def young():
    """Characters of Unicode 9 and later, as far as Python's table knows them, of every category, spread evenly."""
    import unicodedata

    found = [chr(c) for c in range(0x250, 0x32000) if newest.category(chr(c)) not in ("Cn", "Co", "Cs") and (unicodedata.category(chr(c)) == "Cn" or unicodedata.ucd_3_2_0.category(chr(c)) == "Cn")]
    return found[:: max(1, len(found) // 160)]


YOUNG = young()


def strings():
    generator = random.Random(23)
    made = ["", "a", *(space for space in SPACES), *HAND_WRITTEN[25:130:3], *mixed_sentences(16)]
    made += ["ΟΔΟΣ Σ ΑΣ. ΣΑΣ", "a\u0085b\u0085", "\ufeffa \ufeff", "𠀀b𪚥", "a[MASK]b", "a \ufeff [MASK]\ufeff \u0085b", " [MASK]  [MASK] ", "[CLS]a[SEP] b", "<new>word<new> Word WORD wörd", "x y x  y", "zzzz zz z zzzzz", "a  b   c", "  a", "a  ", "\t a\t", "ªª\u0301", "ª\u0301", "½\u0323a", "\u0600ª\u0301", "ﬁ\u0301\u0301", "\r\n\r", "\u1112\u1161\u11ab한", "e\u0301\u0323 \u0323\u0301", "''``\"", "'s 're 'LL 's's"]
    pools = [LETTERS, LETTERS, LETTERS, SPACES, [" "], [" "], CONTROLS, MARKS, SCRIPTS, SIGNS, EMOJI, TYPED, YOUNG, WORDS]
    while len(made) < 320:
        weights = [generator.random() ** 2 for _ in pools]
        made.append("".join(generator.choice(generator.choices(pools, weights)[0]) for _ in range(generator.randint(1, 24))))
    return made


def corpus():
    return [text for text in [*HAND_WRITTEN, *mixed_sentences(200)] if len(text) < 120] + [" ".join(WORDS)] * 3


def base_models():
    """Models by name, as JSON: trained on little, so that much is unknown and much is in parts."""
    made = {}

    def trained(name, model, trainer, pre_tokenizer):
        tokenizer = Tokenizer(model)
        tokenizer.pre_tokenizer = pre_tokenizer
        # Unigram needs room for each of the characters.
        texts = corpus() if name != "unigram" else [text for text in corpus() if max(map(ord, text), default=0) < 0x180] + ["Σ σ ς 漢 字 日 本 が 😀 α β я"]
        tokenizer.train_from_iterator(texts, trainer)
        made[name] = json.loads(tokenizer.to_str())["model"]

    trained("wordpiece", models.WordPiece(unk_token="[UNK]"), trainers.WordPieceTrainer(vocab_size=420, special_tokens=SPECIALS, show_progress=False), pre_tokenizers.BertPreTokenizer())
    trained("bytes", models.BPE(), trainers.BpeTrainer(vocab_size=380, special_tokens=SPECIALS, initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()), show_progress=False), pre_tokenizers.ByteLevel(add_prefix_space=False))
    trained("bpe", models.BPE(unk_token="[UNK]"), trainers.BpeTrainer(vocab_size=300, special_tokens=SPECIALS + [f"<0x{byte:02X}>" for byte in range(0x20, 0x100, 3)], limit_alphabet=90, show_progress=False), pre_tokenizers.Metaspace())
    trained("unigram", models.Unigram(), trainers.UnigramTrainer(vocab_size=320, special_tokens=SPECIALS, unk_token="[UNK]", show_progress=False), pre_tokenizers.Metaspace())
    return made


def bert(**changes):
    return {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True, **changes}


def sequence(*parts):
    return {"type": "Sequence", "normalizers": list(parts)}


def sequence_of(*parts):
    return {"type": "Sequence", "pretokenizers": list(parts)}


def replace(pattern, content, kind="Regex"):
    return {"type": "Replace", "pattern": {kind: pattern}, "content": content}


def kind(name, **settings):
    return {"type": name, **settings}


MAP = kind("Precompiled", precompiled_charsmap="")
STRIP, STRIP_LEFT = kind("Strip", strip_left=True, strip_right=True), kind("Strip", strip_left=True, strip_right=False)
LOWER, ACCENTS = kind("Lowercase"), kind("StripAccents")
NORMALIZERS = [
    None, bert(), bert(clean_text=False), bert(lowercase=False), bert(strip_accents=True, lowercase=False), bert(strip_accents=False), bert(handle_chinese_chars=False), bert(clean_text=False, handle_chinese_chars=False, lowercase=False),
    sequence(bert(clean_text=False)), sequence(kind("NFC"), bert(strip_accents=False)), sequence(kind("NFD"), ACCENTS, LOWER), sequence(kind("NFKD"), ACCENTS), sequence(LOWER, kind("NFC")), kind("NFC"), kind("NFD"), kind("NFKC"), kind("NFKD"), LOWER, ACCENTS,
    STRIP, sequence(STRIP, LOWER), sequence(STRIP_LEFT, kind("Prepend", prepend="▁")), kind("Prepend", prepend="▁"), MAP, sequence(MAP, kind("Strip", strip_left=False, strip_right=True), replace(" {2,}", "▁")),
    sequence(replace("``", '"', "String"), replace("''", '"', "String"), kind("NFKD"), ACCENTS, LOWER, MAP, replace(" {2,}", " ")), replace("\\s+", " "), replace("[\\s\\-.]", "", "Regex"), replace(" ", "▁", "String"), replace("a?b*", "_"), replace("[^a-e]", "x"), sequence(replace("S", ""), replace("  ", " ", "String")),
]
BERT_SPLIT, SPACE_SPLIT = kind("BertPreTokenizer"), kind("WhitespaceSplit")


def byte_level(prefix, regex=True):
    return kind("ByteLevel", add_prefix_space=prefix, trim_offsets=True, use_regex=regex)


def metaspace(scheme, split=True):
    return kind("Metaspace", replacement="▁", prepend_scheme=scheme, split=split)


SPLITS = [BERT_SPLIT, SPACE_SPLIT, sequence_of(SPACE_SPLIT, BERT_SPLIT), metaspace("always"), metaspace("first"), metaspace("never"), metaspace("always", False), metaspace("first", False), sequence_of(SPACE_SPLIT, metaspace("always")), sequence_of(SPACE_SPLIT, metaspace("first")), sequence_of(BERT_SPLIT, metaspace("first")), None]
BYTE_SPLITS = [byte_level(False), byte_level(True), sequence_of(SPACE_SPLIT, byte_level(True)), sequence_of(SPACE_SPLIT, byte_level(False, False)), byte_level(True, False), sequence_of(BERT_SPLIT, byte_level(False))]


def token(content, **options):
    special = content in SPECIALS
    return {"id": 0, "content": content, "single_word": False, "lstrip": False, "rstrip": False, "normalized": not special, "special": special, **options}


ADDED = [
    [],
    [token(special) for special in SPECIALS],
    [token(special) for special in SPECIALS[:4]] + [token("[MASK]", lstrip=True)],
    [token("[MASK]", lstrip=True, rstrip=True), token("<new>"), token("Word"), token("wörd", normalized=False)],
    [token("ÅB"), token("zz"), token("zzz"), token("x y", rstrip=True)],
    [token(" ", normalized=False), token("  ", normalized=False), token("<new>", normalized=False, rstrip=True)],
    [token(" "), token("[MASK]", rstrip=True)],
    [token("\u0085"), token("\ufeff", lstrip=True), token("▁▁")],
    [token("WORD"), token("word")],
]


def processors(vocabulary):
    first, last = ("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])
    template = kind("TemplateProcessing", single=[{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}], pair=[{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}], special_tokens={name: {"id": name, "ids": [value], "tokens": [name]} for name, value in (first, last)})
    return [None, kind("BertProcessing", sep=last, cls=first), kind("RobertaProcessing", sep=last, cls=first, trim_offsets=True, add_prefix_space=False), template, kind("Sequence", processors=[kind("ByteLevel", add_prefix_space=True, trim_offsets=False, use_regex=True), template])]


def tokenizers(made):
    """Every normalizer, pre-tokenizer, set of added tokens and change of a model at least once, in combinations by chance."""
    generator = random.Random(11)
    changes = {
        "wordpiece": [{}, {"max_input_chars_per_word": 4}, {"continuing_subword_prefix": ""}, {}],
        "bytes": [{}, {"ignore_merges": True}, {"unk_token": "[UNK]"}, {}],
        "bpe": [{}, {"unk_token": None}, {"fuse_unk": True}, {"byte_fallback": True}, {"byte_fallback": True, "fuse_unk": True}, {"ignore_merges": True}, {"end_of_word_suffix": "a"}, {}],
        "unigram": [{}],
    }
    order = ["wordpiece", "bytes", "bpe", "unigram", "unigram", "bpe"]
    for index in range(66):
        model = order[index % len(order)]
        splits = BYTE_SPLITS if model == "bytes" else SPLITS
        vocabulary = made[model]["vocab"]
        if isinstance(vocabulary, list):
            vocabulary = {name: place for place, (name, _) in enumerate(vocabulary)}
        yield {
            "base": model,
            "changes": changes[model][(index // 3) % len(changes[model])],
            "normalizer": NORMALIZERS[index % len(NORMALIZERS)],
            "pre_tokenizer": splits[(index // 2 + index // 12) % len(splits)],
            "post_processor": generator.choice(processors(vocabulary)),
            "added_tokens": ADDED[(index + index // 9) % len(ADDED)],
        }


def hashed(ids):
    value = 0x811C9DC5
    for number in ids:
        for byte in number.to_bytes(4, "little"):
            value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def with_map(value):
    text = json.dumps(value)
    return text.replace('"precompiled_charsmap": ""', f'"precompiled_charsmap": "{CHARSMAP}"')


def refusal(entry, tokenizer):
    """What is refused though the reference reads it: two added tokens that it can't tell apart, and patterns that match nothing."""
    contents = [token["content"] for token in entry["added_tokens"] if token["normalized"]]
    normalizer = tokenizer.normalizer
    if normalizer is not None and len({normalizer.normalize_str(text) for text in contents}) < len(contents):
        return "added-tokens-equal"
    return "pattern" if '"Regex": "a?b*"' in json.dumps(entry["normalizer"]) else None


def main():
    made, texts = base_models(), strings()
    content = {"models": made, "texts": texts, "tokenizers": []}
    for entry in tokenizers(made):
        parts = {key: entry[key] for key in ("normalizer", "pre_tokenizer", "post_processor", "added_tokens")}
        whole = {"version": "1.0", "truncation": None, "padding": None, "decoder": None, **parts, "model": {**made[entry["base"]], **entry["changes"]}}
        try:
            tokenizer = Tokenizer.from_str(with_map(whole))
        except BaseException as error:
            print("refused:", error, entry["added_tokens"], entry["normalizer"])
            content["tokenizers"].append({**entry, "hashes": None, "refused": "?"})
            continue
        refused = refusal(entry, tokenizer)
        if refused is not None:
            content["tokenizers"].append({**entry, "hashes": None, "refused": refused})
            continue
        content["tokenizers"].append({**entry, "hashes": " ".join(f"{hashed(tokenizer.encode(text).ids):08x}" for text in texts)})
    (FOLDER / "tokenizersFuzz.json").write_text(json.dumps(content, ensure_ascii=True, separators=(",", ":")) + "\n")
    print(len(content["tokenizers"]), len(texts))


if __name__ == "__main__":
    main()
