/** Keeps in this browser what a person would miss after a reload: the theme, the key H, their own texts, the mirror of the Hub. */
import { useApp } from "../appState.ts";
import { writeHoldKey, writeHubAddress, writeOwnTexts, writeTheme } from "../preferences.ts";

/** @returns what disconnects it. */
export function connectStorage(): () => void {
  return useApp.subscribe((after, before) => {
    if (after.theme !== before.theme) writeTheme(after.theme);
    if (after.holdKey !== before.holdKey) writeHoldKey(after.holdKey);
    if (after.ownTexts !== before.ownTexts) writeOwnTexts(after.ownTexts);
    if (after.models.hubAddress !== before.models.hubAddress) writeHubAddress(after.models.hubAddress);
  });
}
