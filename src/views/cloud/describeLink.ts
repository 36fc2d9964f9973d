import type { Messages } from "../../messages/messages.ts";
import type { LinkedClouds } from "./linkedClouds.ts";

/** Which points of the two clouds belong together, or why none do. */
export function describeLink(messages: Messages, { pairing }: LinkedClouds, points: number): string {
  return pairing.kind === "paired"
    ? messages.comparison.linked(pairing.rule, pairing.first.length, points)
    : messages.comparison.notLinked(pairing.reason);
}
