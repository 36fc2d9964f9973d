"""Varied sentences for the golden figures: scripts, accents, emoji, digits, control characters, lengths."""

import random

HAND_WRITTEN = [
    "", " ", "\t\t", "\u00a0", "a", "A", "I", "7", ".", "!", "?!?!", "...", "—", "’", "\u200b", "\u200d", "\ufeff", "\ufffd",
    "Hello, world!", "hello world", "HELLO WORLD", "Don't you think it's odd?", "rock'n'roll", "state-of-the-art", "e.g., i.e., etc.",
    "The quick brown fox jumps over the lazy dog.", "She said: “Quoted ‘inside’ quoted.”", "(brackets) [square] {curly} <angle>",
    "unbelievably antidisestablishmentarianism", "pneumonoultramicroscopicsilicovolcanoconiosis", "x" * 99, "x" * 100, "x" * 101, "ab" * 200,
    "naïve café résumé coöperate", "Ångström", "ÀÉÎÕÜ", "àéîõü", "e\u0301 a\u0300 o\u0308", "Čeština má háčky", "Zażółć gęślą jaźń",
    "Größe ẞ straße STRASSE", "İstanbul Iğdır ıi", "ΟΔΟΣ Οδυσσεύς ΣΑΣ", "Привет, мир!", "ёЁ йЙ", "Здравствуйте, как дела?",
    "你好，世界！", "我喜歡在東京吃壽司", "日本語のテキストです。", "カタカナとひらがな", "한국어 문장입니다", "北京2008年奥运会", "漢字ab漢字", "𠀀𠀁𪚥",
    "𠮷野家 and 吉野家", "﨑 豈", "שלום עולם", "مرحبا بالعالم", "السَّلَامُ عَلَيْكُمْ", "שָׁלוֹם", "right‏to‏left and \u202eback\u202c", "नमस्ते दुनिया",
    "สวัสดีชาวโลก", "வணக்கம்", "Γειά σου Κόσμε", "გამარჯობა", "Բարեւ", "ሰላም", "😀", "😀😁😂", "I ❤️ NY", "👩‍👩‍👧‍👦 family", "👍🏽 ok 🇫🇷", "🤷‍♀️",
    "smile:) :-( ;-)", "¯\\_(ツ)_/¯", "1", "42", "3.14159", "1,000,000", "2026-11-22", "12:34:56", "$19.99 €5 £3 ¥100", "50%", "1e-10", "0xFF",
    "١٢٣٤", "१२३", "Ⅷ ½ ² ₃", "①②③", "x² + y² = z²", "∑ᵢ aᵢ ≤ ∞", "∀x∃y", "E=mc²", "C₆H₁₂O₆", "α-β-γ", "http://example.com/a?b=c&d=e#f",
    "user@example.com", "#hashtag @mention", "snake_case camelCase kebab-case", "def f(x): return x**2", "<b>bold</b> &amp; <script>alert(1)</script>",
    '{"key": [1, 2.5, null]}', "SELECT * FROM t WHERE a='b';", "C:\\Users\\name", "a/b\\c|d", "~`^*_+=", "tab\tseparated\tvalues", "line\nbreak\r\nhere",
    "nul\x00inside", "bell\x07 escape\x1b[31m", "del\x7f c1\x85\x9f", "soft\u00adhyphen", "zero\u200bwidth\u200cjoin\u200der", "word\u2060joiner",
    "line\u2028sep para\u2029sep", "nbsp\u00a0between", "ideographic\u3000space", "thin\u2009space", "ogham\u1680space", "\U000e0001tag",
    "private\ue000use", "[CLS]", "[SEP] in the middle [SEP]", "[MASK] me", "[PAD][UNK]", "[cls] lower", "the [MASK] sat", "##ing", "## ing", "un##able",
    "ＦＵＬＬ　ＷＩＤＴＨ", "ﬁ ligature ﬂ", "ǅ ǆ Ǆ", "ſ long s", "K Kelvin", "Ω Ohm", "™ ® © ℠", "№ 5", "℃ ℉", "†‡§¶", "«guillemets»", "„German“", "「日本」『語』",
    "end.Start", "a.b.c", "...dots...", "--dashes--", "under__score", "multi  double   triple    spaces", " leading", "trailing ", "\nnewline first",
    "MiXeD CaSe TeXt", "iPhone 15 Pro Max", "COVID-19", "GPT-4o", "U.S.A.", "Mr. Smith's", "they're we've I'd he'll", "l'homme d'Artagnan", "O'Neill",
    "The bank by the river.", "The bank raised its rates.", "He bats with a bat.", "Time flies like an arrow; fruit flies like a banana.",
    "Buffalo buffalo Buffalo buffalo buffalo buffalo Buffalo buffalo.", "To be, or not to be, that is the question.", "Call me Ishmael.",
    "No.", "Yes?", "wow" + "!" * 60, "ha" * 40, "😂" * 30, "好" * 50, "é" * 50, "- " * 40, "\u0301\u0301\u0301", "a\u0323\u0307", "\u1e9b\u0323",
]

SYLLABLES = ["an", "ber", "cor", "di", "el", "fa", "gru", "hel", "in", "jo", "kal", "lo", "mi", "nor", "op", "pra", "qui", "ra", "sta", "tem", "ul", "ver", "wi", "xan", "yo", "za"]
WORDS = "the of and to in that was his with for as had you not be her is but at on she it by which have from this him are all were when they one would what if said so no out them could more then than into up your now do".split()
ALPHABETS = ["abcdefghijklmnopqrstuvwxyz", "àâäéèêëïîôöùûüÿçñ", "абвгдежзийклмнопрстуфхцчшщ", "αβγδεζηθικλμνξοπρστυφχψω", "一二三四五六七八九十人大小中国日本", "אבגדהוזחטיכלמנסעפצקרשת", "0123456789", ".,;:!?-'\"()", "😀🎉🚀🐟🌍"]


def long_sentences():
    """Sentences of 600 words: common ones, invented ones, and both with punctuation."""
    generator = random.Random(600)
    invented = lambda: "".join(generator.choice(SYLLABLES) for _ in range(generator.randint(1, 4)))
    yield " ".join(generator.choice(WORDS) for _ in range(600))
    yield " ".join(invented() for _ in range(600))
    yield ", ".join(generator.choice([generator.choice(WORDS), invented()]) for _ in range(600)) + "."


def mixed_sentences(count):
    """Random mixtures of scripts."""
    generator = random.Random(2026)
    for _ in range(count):
        pieces = []
        for _ in range(generator.randint(1, 12)):
            alphabet = generator.choice(ALPHABETS)
            pieces.append("".join(generator.choice(alphabet) for _ in range(generator.randint(1, 8))))
        yield generator.choice([" ", " ", "", "-"]).join(pieces)


def all_sentences():
    return [*HAND_WRITTEN, *mixed_sentences(80), *long_sentences()]
