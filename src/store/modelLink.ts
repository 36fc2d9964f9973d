/** A model as a link names it. */
import type { ModelSource } from "../engine/protocol/models.ts";
import { defaultRevision, isModelName, isRevision } from "../models/hubAddress.ts";
import type { Codec } from "./codec.ts";

/** Enough to ask whether the model should be fetched, and how large it is, without a request. */
export interface LinkedModel {
  readonly name: string;
  readonly revision: string;
  /** Size of its files, if the sender's page knew. */
  readonly bytes: number | null;
}

/** What a link says of a model in use: only one from the Hub can be fetched elsewhere. */
export function linkedModel(source: ModelSource | null, bytes: number | null): LinkedModel | null {
  return source?.from === "hub" ? { name: source.model.name, revision: source.model.revision, bytes } : null;
}

/** organisation/name[@revision][,bytes] */
export const modelCodec: Codec<LinkedModel> = {
  write: ({ name, revision, bytes }) =>
    `${name}${revision === defaultRevision ? "" : `@${revision}`}${bytes === null ? "" : `,${bytes}`}`,
  read: (text) => {
    const [address = "", size, ...rest] = text.split(",");
    const [name = "", revision = defaultRevision, ...more] = address.split("@");
    const valid =
      isModelName(name) &&
      isRevision(revision) &&
      rest.length === 0 &&
      more.length === 0 &&
      (size === undefined || /^[1-9]\d{0,11}$/.test(size));
    return valid ? { name, revision, bytes: size === undefined ? null : Number(size) } : undefined;
  },
};
