/** Tokens as people read them: the vocabulary's marks for spaces and continued words removed, bytes turned into text. */
import { byteOfCharacter } from "./tokenization/byteCharacters.ts";
import type { TokenizerJson } from "./tokenizerJson.ts";

/** A token of the vocabulary as text, and whether it goes on the word of the token before it. */
export interface TokenDisplay {
  readonly text: string;
  readonly continuesWord: boolean;
}

/** What a token that is nothing but spaces reads like. */
const visibleSpace = "␣";

/** How the tokens of a vocabulary are written. */
type Notation =
  | { readonly kind: "prefix"; readonly prefix: string }
  | { readonly kind: "bytes" }
  | { readonly kind: "metaspace"; readonly mark: string };

/** A function from a token, as it stands in the vocabulary, to how it is shown. */
export function tokenDisplay(json: TokenizerJson): (token: string) => TokenDisplay {
  const added = new Set(json.addedTokens.map(({ content }) => content));
  const notation = notationOf(json);
  return (token) => {
    if (added.has(token)) return { text: token, continuesWord: false };
    switch (notation.kind) {
      case "prefix": {
        const { prefix } = notation;
        const continuesWord = prefix !== "" && token.length > prefix.length && token.startsWith(prefix);
        return { text: continuesWord ? token.slice(prefix.length) : token, continuesWord };
      }
      case "bytes":
        return afterSpaces(textOfBytes(token), " ");
      case "metaspace":
        return afterSpaces(token, notation.mark);
    }
  };
}

function notationOf({ model, preTokenizers }: TokenizerJson): Notation {
  if (model.type === "WordPiece") return { kind: "prefix", prefix: model.prefix };
  if (preTokenizers.some(({ type }) => type === "ByteLevel")) return { kind: "bytes" };
  const metaspace = preTokenizers.find(({ type }) => type === "Metaspace");
  return { kind: "metaspace", mark: typeof metaspace?.replacement === "string" ? metaspace.replacement : "▁" };
}

/** Without a space before it, a letter or digit goes on the word before; a punctuation mark does not. */
function afterSpaces(token: string, space: string): TokenDisplay {
  const text = token.replaceAll(space, " ").trim();
  if (text === "") return { text: visibleSpace, continuesWord: false };
  return { text, continuesWord: !token.startsWith(space) && /^(?:[\p{L}\p{N}\p{M}]|<0x)/u.test(text) };
}

/** The text that a byte-level token spells; where it holds a part of a character, its bytes in hexadecimal. */
function textOfBytes(token: string): string {
  const bytes = Uint8Array.from(token, (character) => byteOfCharacter.get(character) ?? 0x3f);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`).join("");
  }
}
