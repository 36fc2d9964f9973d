/** Hands the words of the language in use to every view. */
import { createContext, useContext } from "react";
import type { Messages } from "./messages.ts";

export const MessagesContext = createContext<Messages | null>(null);

/** The words to show. @throws Error outside of a MessagesContext. */
export function useMessages(): Messages {
  const messages = useContext(MessagesContext);
  if (messages === null) throw new Error("useMessages needs a MessagesContext above it");
  return messages;
}
