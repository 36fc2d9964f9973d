"""
Trains tiny tokenizers of every kind and writes them, with the token ids that the reference library (Rust `tokenizers`)
gives the varied sentences of sentences.py: tokenizer-*.json with tokenizer and ids.

- bpe: byte-level BPE, as RoBERTa's
- unigram-xlm: Unigram behind Precompiled and Metaspace, as XLM-RoBERTa's and CamemBERT's older files
- unigram-spm: the same as today's conversion from sentencepiece writes it
- unigram-albert: quotes, NFKD, accents stripped, lower case, Precompiled, Metaspace, as ALBERT's
- wordpiece-cased: BERT's, with case and accents kept

The character map of Precompiled is sentencepiece's own nmt_nfkc, the one of XLM-RoBERTa and ALBERT: charsmap.bin. The
tokenizers' files leave it out, because it is long.
"""

import base64
import io
import json
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

from sentences import WORDS, all_sentences, mixed_sentences

FOLDER = Path(__file__).parent
FURTHER = ["<mask> first", "the <mask> sat", "the  <mask>  sat", "<s> typed </s>", "a<pad>b", "``quoted'' text", "ﬀ ﬃ ㌔ ㍍ ｶﾞ ﾊﾟ", "①② ℡ ½", "Å A\u030a", "～ ~ 〜", "a\u3000\u3000b", "  two  spaces  ", "ŉ ĳ ß", "it's he'll I'D", "a\u0085b c \u0085\u0085 d\u0085", "a\ufeffb c \ufeff d\ufeff", "e  \u0085  f  \ufeff  g", "\ufeff\u0085 h", "i\u0085"]


def corpus():
    sentences = [sentence for sentence in all_sentences() if len(sentence) < 300]
    return sentences * 3 + list(mixed_sentences(400)) + [" ".join(WORDS[start : start + 9]) for start in range(0, len(WORDS), 3)] * 4


def character_map():
    """The compiled map of nmt_nfkc, as sentencepiece stores it in every model."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(corpus()), model_writer=model, vocab_size=600, normalization_rule_name="nmt_nfkc", hard_vocab_limit=False, minloglevel=2)
    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString(model.getvalue())
    return proto.normalizer_spec.precompiled_charsmap


def special(content, **options):
    return AddedToken(content, special=True, normalized=False, **options)


def template(tokenizer, first, last):
    return processors.TemplateProcessing(single=f"{first} $A {last}", pair=f"{first} $A {last} $B {last}", special_tokens=[(first, tokenizer.token_to_id(first)), (last, tokenizer.token_to_id(last))])


ROBERTA = ["<s>", "<pad>", "</s>", "<unk>"]


def bpe():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(vocab_size=700, special_tokens=ROBERTA, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    tokenizer.train_from_iterator(corpus(), trainer)
    tokenizer.add_special_tokens([special(token) for token in ROBERTA] + [special("<mask>", lstrip=True)])
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), trim_offsets=True, add_prefix_space=False)
    return tokenizer


def unigram(normalizer, pre_tokenizer, specials, unknown, first, last, mask):
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizer
    tokenizer.train_from_iterator(corpus(), trainers.UnigramTrainer(vocab_size=700, special_tokens=specials, unk_token=unknown, show_progress=False))
    tokenizer.add_special_tokens([special(token) for token in specials] + [special(mask, lstrip=True)])
    tokenizer.post_processor = template(tokenizer, first, last)
    return tokenizer


def unigram_xlm(charsmap):
    split = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    return unigram(normalizers.Precompiled(charsmap), split, ROBERTA, "<unk>", "<s>", "</s>", "<mask>")


def unigram_spm(charsmap):
    normalizer = normalizers.Sequence([normalizers.Precompiled(charsmap), normalizers.Strip(left=False, right=True), normalizers.Replace(Regex(" {2,}"), "▁")])
    return unigram(normalizer, pre_tokenizers.Metaspace(prepend_scheme="always"), ROBERTA, "<unk>", "<s>", "</s>", "<mask>")


def unigram_albert(charsmap):
    parts = [normalizers.Replace("``", '"'), normalizers.Replace("''", '"'), normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase(), normalizers.Precompiled(charsmap), normalizers.Replace(Regex(" {2,}"), " ")]
    split = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    return unigram(normalizers.Sequence(parts), split, ["<pad>", "<unk>", "[CLS]", "[SEP]"], "<unk>", "[CLS]", "[SEP]", "[MASK]")


def wordpiece_cased():
    specials = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.train_from_iterator(corpus(), trainers.WordPieceTrainer(vocab_size=700, special_tokens=specials, show_progress=False))
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return tokenizer


def without_map(value):
    """The same JSON with empty character maps."""
    if isinstance(value, dict):
        return {key: "" if key == "precompiled_charsmap" else without_map(entry) for key, entry in value.items()}
    return [without_map(entry) for entry in value] if isinstance(value, list) else value


def main():
    charsmap = character_map()
    (FOLDER / "charsmap.bin").write_bytes(charsmap)
    sentences = [*all_sentences(), *FURTHER]
    made = {"bpe": bpe(), "unigram-xlm": unigram_xlm(charsmap), "unigram-spm": unigram_spm(charsmap), "unigram-albert": unigram_albert(charsmap), "wordpiece-cased": wordpiece_cased()}
    for name, tokenizer in made.items():
        serialised = json.loads(tokenizer.to_str())
        texts = [{"text": text, "ids": tokenizer.encode(text).ids} for text in sentences]
        content = {"tokenizer": without_map(serialised), "vocabularySize": tokenizer.get_vocab_size(), "texts": texts}
        (FOLDER / f"tokenizer-{name}.json").write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n")
        print(name, tokenizer.get_vocab_size(), len(texts))
    # What Precompiled alone makes of every character, and of some sequences, for a test of the map's reader.
    alone = normalizers.Precompiled(charsmap)
    points = [*range(1, 0xD800), *range(0xE000, 0x30000)]
    changed = {f"{point:x}": text for point in points if (text := alone.normalize_str(chr(point))) != chr(point)}
    (FOLDER / "charsmapCharacters.json").write_text(json.dumps({"changed": changed, "texts": [[text, alone.normalize_str(text)] for text in sentences]}, ensure_ascii=True, separators=(",", ":")) + "\n")


main()
