/** Preferences of a person, not of a view: kept in this browser's local storage, never in a link. */
export type Theme = "system" | "light" | "dark";

const themeKey = "isoscope.theme";
const holdKeyKey = "isoscope.holdKey";
const hubKey = "isoscope.hub";
const textsKey = "isoscope.texts";

/** Storage may be switched off or full; the app works without it. */
function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

export function readTheme(): Theme {
  const stored = attempt(() => localStorage.getItem(themeKey));
  return stored === "light" || stored === "dark" ? stored : "system";
}

export function writeTheme(theme: Theme): void {
  attempt(() => localStorage.setItem(themeKey, theme));
}

/** Whether H holds and releases a run; it does until somebody switches it off. */
export function readHoldKey(): boolean {
  return attempt(() => localStorage.getItem(holdKeyKey)) !== "off";
}

export function writeHoldKey(on: boolean): void {
  attempt(() => (on ? localStorage.removeItem(holdKeyKey) : localStorage.setItem(holdKeyKey, "off")));
}

/** The mirror that a person, or their school, uses in place of the Hub; undefined for the Hub itself. */
export function readHubAddress(): string | undefined {
  return attempt(() => localStorage.getItem(hubKey)) ?? undefined;
}

export function writeHubAddress(address: string | undefined): void {
  attempt(() => (address === undefined ? localStorage.removeItem(hubKey) : localStorage.setItem(hubKey, address)));
}

/** The person's own texts survive a reload of this tab, and go when the tab is closed. The latest first. */
export function readOwnTexts(): readonly string[] {
  const stored = attempt(() => JSON.parse(sessionStorage.getItem(textsKey) ?? "[]") as unknown);
  return Array.isArray(stored) ? stored.filter((text) => typeof text === "string") : [];
}

export function writeOwnTexts(texts: readonly string[]): void {
  attempt(() => sessionStorage.setItem(textsKey, JSON.stringify(texts)));
}
