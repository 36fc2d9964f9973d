/** The post-processors of a tokenizer.json: the special tokens that they put before and after every text. */
import { shownValue } from "../../files/shownValue.ts";
import { EncoderError } from "../encoderError.ts";
import type { TokenizerPart } from "./tokenizerPart.ts";

export interface SpecialTokens {
  /** Ids of the tokens before a text ([CLS]). */
  readonly before: readonly number[];
  /** Ids of the tokens after a text ([SEP]). */
  readonly after: readonly number[];
}

/**
 * @param parts checked, sequences already resolved: each puts its tokens around what the one before has made.
 * @param idOf the id of a token of the vocabulary.
 * @throws EncoderError `tokenizer-invalid` if a token is in no vocabulary, or a template has not the text once.
 */
export function specialTokensOf(
  parts: readonly TokenizerPart[],
  idOf: (token: string) => number | undefined,
): SpecialTokens {
  const before: number[] = [];
  const after: number[] = [];
  for (const part of parts) {
    const around = tokensAround(part, idOf);
    before.unshift(...around.before);
    after.push(...around.after);
  }
  return { before, after };
}

function tokensAround(part: TokenizerPart, idOf: (token: string) => number | undefined): SpecialTokens {
  switch (part.type) {
    case "ByteLevel":
      return { before: [], after: [] };
    case "BertProcessing":
    case "RobertaProcessing":
      return { before: [namedId(part.cls, idOf)], after: [namedId(part.sep, idOf)] };
    case "TemplateProcessing":
      return templateTokens(part, idOf);
    default:
      throw new RangeError(part.type);
  }
}

/** A token that stands with its id, ["[CLS]", 101]. */
function namedId(pair: unknown, idOf: (token: string) => number | undefined): number {
  const [token, id] = (Array.isArray(pair) ? pair : []) as unknown[];
  return checkedId(token, id, idOf);
}

function templateTokens(part: TokenizerPart, idOf: (token: string) => number | undefined): SpecialTokens {
  const single = Array.isArray(part.single) ? (part.single as unknown[]) : [];
  const named = (part.special_tokens ?? {}) as Record<string, { ids?: unknown; tokens?: unknown } | undefined>;
  const idsOf = (step: unknown): number[] | undefined => {
    const { SpecialToken: special } = (step ?? {}) as { SpecialToken?: { id?: unknown } };
    if (special === undefined) return undefined;
    const name = String(special.id);
    const entry = Object.hasOwn(named, name) ? named[name] : undefined;
    const ids = (Array.isArray(entry?.ids) ? entry.ids : []) as unknown[];
    const tokens = (Array.isArray(entry?.tokens) ? entry.tokens : []) as unknown[];
    if (ids.length === 0) throw unknownToken(name);
    return ids.map((id, index) => checkedId(tokens[index], id, idOf));
  };
  const steps = single.map(idsOf);
  const text = steps.indexOf(undefined);
  if (text === -1 || steps.lastIndexOf(undefined) !== text)
    throw new EncoderError("tokenizer-invalid", { detail: "template-without-text" });
  return { before: steps.slice(0, text).flatMap((ids) => ids!), after: steps.slice(text + 1).flatMap((ids) => ids!) };
}

/** The reference takes the id that stands beside the token; but one without its token is a mistake. */
function checkedId(token: unknown, id: unknown, idOf: (token: string) => number | undefined): number {
  const known = typeof token === "string" ? idOf(token) : undefined;
  if (known === undefined) throw unknownToken(token);
  if (known !== id)
    throw new EncoderError("tokenizer-invalid", {
      detail: "special-token-id",
      token: shownValue(token),
      id: shownValue(id ?? null),
      known,
    });
  return known;
}

function unknownToken(token: unknown): EncoderError {
  return new EncoderError("tokenizer-invalid", {
    detail: "special-token-unknown",
    token: shownValue(token ?? null),
  });
}
