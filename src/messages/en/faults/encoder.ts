/** What is wrong with a model, as a sentence. */
import type { EncoderFault } from "../../../encoder/encoderError.ts";

export function encoderFaultText(fault: EncoderFault): string {
  switch (fault.detail) {
    case "config-no-object":
      return "config.json holds no object.";
    case "positions-unsupported":
      return `position_embedding_type ${fault.found} is not supported; only "absolute" is.`;
    case "is-decoder":
      return "This model is a decoder (is_decoder is true); its attention is causal.";
    case "not-a-multiple":
      return `${fault.sizeField} ${fault.size} is not a multiple of ${fault.headsField} ${fault.heads}.`;
    case "no-position-left":
      return `config.json: ${fault.field} ${fault.positions} leaves no position for a token; the first is ${fault.firstPosition}.`;
    case "architecture":
      return `The model is of type ${fault.found}; supported: ${fault.supported}.`;
    case "more-groups-than-layers":
      return `config.json: ${fault.groupsField} ${fault.groups} is more than ${fault.layersField} ${fault.layers}.`;
    case "pad-token":
      return `config.json: pad_token_id must be a token of the vocabulary, not ${fault.found}.`;
    case "buckets":
      return `config.json: ${fault.field} must be ${fault.expected}, not ${fault.found}.`;
    case "not-positive-integer":
      return `config.json: ${fault.field} must be a positive integer, not ${fault.found}.`;
    case "not-one-of":
      return `config.json: ${fault.field} ${fault.found} is not one of ${fault.supported}.`;
    case "layer-norm-epsilon":
      return `config.json: layer_norm_eps must lie between 0 and 1, not ${fault.found}.`;
    case "token-outside-vocabulary":
      return `Token id ${fault.id} is outside the vocabulary of ${fault.vocabularySize}.`;
    case "output":
      return `The ${fault.backend} backend computed ${fault.found} in layer ${fault.layer}.`;
    case "not-json":
      return `${fault.file} is not valid JSON.`;
    case "nested":
      return `${fault.file} holds a value that is nested more than ${fault.most} levels deep.`;
    case "states-beyond-float32":
      return "The model's weights are damaged: the hidden states that they give can't be computed in 32-bit numbers.";
    case "no-checksum":
      return `${fault.url} lists no checksum of ${fault.file}; is there a model at this address?`;
    case "wrong-checksum":
      return `${fault.url} arrives damaged: its sha256 is not ${fault.checksum}.`;
    case "unreachable":
      return `${fault.url} can't be reached.`;
    case "server-answer":
      return `${fault.url} answered ${fault.status} ${fault.statusText}.`;
    case "broke-off":
      return `${fault.url} broke off after ${fault.received} bytes.`;
    case "charsmap-damaged":
      return "tokenizer.json: precompiled_charsmap is damaged; its lengths don't fit.";
    case "charsmap-not-base64":
      return "tokenizer.json: precompiled_charsmap is not base64.";
    case "header-too-long":
      return `This is not a safetensors file: its header would be ${fault.headerBytes} bytes long.`;
    case "tensor-twice":
      return `Two of the weights files hold a tensor named "${fault.name}".`;
    case "no-such-tensor":
      return `The weights have no tensor named "${fault.name}".`;
    case "shape":
      return `"${fault.name}" has the shape [${fault.found}]; the configuration asks for [${fault.expected}].`;
    case "dtype-not-read":
      return `"${fault.name}" is stored as ${fault.dtype}; weights are read from F32, F16 or BF16.`;
    case "header-not-json":
      return "The weights file's header is not valid JSON.";
    case "header-no-object":
      return "The weights file's header is not a JSON object.";
    case "dtype-unknown":
      return `"${fault.name}" has the unknown type ${fault.dtype}.`;
    case "shape-invalid":
      return `"${fault.name}" has no valid shape: ${fault.shape}.`;
    case "range-invalid":
      return `"${fault.name}" has no valid byte range: ${fault.range}.`;
    case "range-length":
      return `"${fault.name}" spans ${fault.found} bytes; ${fault.dtype} of shape [${fault.shape}] takes ${fault.expected}.`;
    case "overlap":
      return `"${fault.name}" starts at byte ${fault.start} and overlaps the tensor before it, which ends at byte ${fault.covered}.`;
    case "hole":
      return `"${fault.name}" starts at byte ${fault.start} and leaves a hole after the tensor before it, which ends at byte ${fault.covered}.`;
    case "rest":
      return `The tensors end at byte ${fault.covered}, the file at byte ${fault.fileBytes}.`;
    case "cut-before-header":
      return `The weights file is incomplete. The file has ${fault.fileBytes} bytes; even the header's length takes 8.`;
    case "cut-in-header":
      return `The weights file is incomplete. The header needs ${fault.headerBytes} bytes, the file has ${fault.fileBytes}.`;
    case "cut-in-tensor":
      return `The weights file is incomplete. "${fault.name}" ends at byte ${fault.end}, the file at byte ${fault.fileBytes}.`;
    case "only-special-tokens":
      return `The special tokens alone reach the model's limit of ${fault.maximumTokens} tokens.`;
    case "no-such-token":
      return `The vocabulary has no token ${fault.id}.`;
    case "no-tokenizer":
      return "The model has no tokenizer.json. Make one with transformers: AutoTokenizer.from_pretrained(folder).save_pretrained(folder).";
    case "other-tokenizer-file":
      return `The model has no tokenizer.json. It has ${fault.file}, which can't be read alone. Make one with transformers: AutoTokenizer.from_pretrained(folder).save_pretrained(folder).`;
    case "no-vocabulary":
      return "tokenizer.json has no model with a vocabulary.";
    case "metaspace-without-space":
      return "tokenizer.json has a Metaspace without a space before the text (add_prefix_space is false), which is not supported.";
    case "tokenizer-type":
      return `tokenizer.json has a model of type ${fault.type}; supported: WordPiece, BPE, Unigram.`;
    case "unigram-vocabulary":
      return "tokenizer.json has a Unigram vocabulary that is not a list of tokens with scores.";
    case "too-many-tokens":
      return `tokenizer.json names ${fault.tokens} tokens; the model's vocabulary has ${fault.vocabularySize} rows.`;
    case "vocabulary-no-object":
      return `tokenizer.json has a ${fault.type} vocabulary that is not an object.`;
    case "added-tokens-no-list":
      return "tokenizer.json has added_tokens that are not a list.";
    case "added-token-empty":
      return "tokenizer.json has an added token without content.";
    case "added-token-single-word":
      return `tokenizer.json has an added token (${fault.token}) that is matched as a single word only, which is not supported.`;
    case "token-id":
      return `tokenizer.json gives the token ${fault.token} the id ${fault.id}; the model's vocabulary has ${fault.vocabularySize} rows.`;
    case "byte-fallback":
      return "tokenizer.json has a Unigram model that falls back to bytes, which is not supported.";
    case "no-unknown-token":
      return `tokenizer.json has a ${fault.type} model without a token for the unknown in its vocabulary.`;
    case "normalizers-grow":
      return `tokenizer.json has normalizers that may make a text ${fault.factor} times longer, which is refused.`;
    case "pattern":
      return `tokenizer.json replaces the pattern ${fault.pattern}, which is not supported: only characters, sets of characters, \\s and \\S are, repeated without limit at the end alone.`;
    case "heads-pruned":
      return "Attention heads of this model were pruned (pruned_heads in config.json), which is not supported; use the model before pruning.";
    case "no-merges":
      return "tokenizer.json has a BPE model without merges.";
    case "merge-unknown":
      return `tokenizer.json merges ${fault.merge}, which is not in the vocabulary.`;
    case "added-token-vanishes":
      return `tokenizer.json has an added token (${fault.token}) of which its normalizer leaves nothing.`;
    case "added-tokens-equal":
      return `tokenizer.json has the added tokens ${fault.token} and ${fault.other}, which its normalizer makes equal.`;
    case "special-token-unknown":
      return `tokenizer.json puts a special token around each text; ${fault.token} is not in the vocabulary.`;
    case "special-token-id":
      return `tokenizer.json puts the special token ${fault.token} around a text as id ${fault.id}; in the vocabulary it is ${fault.known}.`;
    case "template-without-text":
      return "tokenizer.json has a post_processor whose template does not hold the text exactly once.";
    case "part-setting":
      return `tokenizer.json has a ${fault.type} whose ${fault.setting} is ${fault.found}, which is not supported.`;
    case "too-many-parts":
      return `tokenizer.json has a ${fault.part} of more than ${fault.most} parts.`;
    case "byte-level-twice":
      return "tokenizer.json has a pre_tokenizer that turns a text into bytes twice.";
    case "continuing-prefix":
      return "tokenizer.json has a BPE model with a continuing_subword_prefix, which is not supported.";
    case "dropout":
      return `tokenizer.json has a BPE model with dropout ${fault.dropout}, which splits words at random.`;
    case "part-type":
      return `tokenizer.json has a ${fault.part} of type ${fault.type}; supported: ${fault.supported}.`;
    case "charsmap-missing":
      return "tokenizer.json: precompiled_charsmap is missing.";
    case "no-place-for-tensor":
      return `The weights have a tensor "${fault.name}", which the configuration of ${fault.layers} layers has no place for.`;
    case "value-not-finite":
      return `"${fault.name}" holds ${fault.found} at position ${fault.position}; the weights are damaged.`;
    case "folder-unreadable":
      return `${fault.folder} can't be read.`;
  }
}
