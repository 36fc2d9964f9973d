/** The model that comes with the page. */
import type { ModelSource } from "../engine/protocol/models.ts";

/** Its folder lies beside the page, wherever that is. */
export function builtInModel(): ModelSource {
  return { from: "url", url: new URL("models/all-MiniLM-L6-v2/", document.baseURI).href };
}
