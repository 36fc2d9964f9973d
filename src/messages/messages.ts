/** Every word on the page and in the command, in one language. A catalogue that lacks one does not compile. */
import type { english } from "./en/catalogue.ts";

export type Messages = typeof english;
