import type { ModelSource } from "../../engine/protocol/models.ts";
import { english } from "../../messages/en/catalogue.ts";
import { defaultRevision } from "../../models/hubAddress.ts";

/** What people call the model of a source. */
export function sourceName(source: ModelSource): string {
  switch (source.from) {
    case "url":
      return english.models.builtIn;
    case "hub":
      return source.model.revision === defaultRevision
        ? source.model.name
        : `${source.model.name}@${source.model.revision}`;
    case "files":
      return source.name;
  }
}
