import type { Messages } from "../../messages/messages.ts";
import type { ModelSource } from "../../engine/protocol/models.ts";
import { defaultRevision } from "../../models/hubAddress.ts";

/** What people call the model of a source. */
export function sourceName(messages: Messages, source: ModelSource): string {
  switch (source.from) {
    case "url":
      return messages.models.builtIn;
    case "hub":
      return source.model.revision === defaultRevision
        ? source.model.name
        : `${source.model.name}@${source.model.revision}`;
    case "files":
      return source.name;
  }
}
