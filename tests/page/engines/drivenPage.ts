/**
 * What the smoke tests ask of a browser. Chromium, Firefox and WebKit each answer to another protocol; a test that is
 * written against this runs in all three.
 */
export interface DrivenPage {
  open(address: string): Promise<void>;
  reload(): Promise<void>;
  /** The value of a JavaScript expression on the page, as JSON carries it. A promise is awaited. */
  read(expression: string): Promise<unknown>;
  /** Clicks, with the browser's own pointer, what an expression gives. */
  click(element: string): Promise<void>;
  /** Types, with the browser's own keys. */
  type(element: string, text: string): Promise<void>;
  press(element: string, key: PressedKey): Promise<void>;
  /** Gives a file of this machine to an input for files. */
  chooseFile(element: string, path: string): Promise<void>;
  /** Ends the browser too. */
  close(): Promise<void>;
}

export type PressedKey = "ArrowLeft" | "ArrowRight" | "Enter" | "PageUp";

export interface Engine {
  readonly name: string;
  /** A browser with a profile of its own and one page; undefined where it is not installed. */
  readonly start: (() => Promise<DrivenPage>) | undefined;
}
