import type { DrivenPage, PressedKey } from "./drivenPage.ts";

/** What Playwright's and Puppeteer's handles of elements have in common. */
export interface Handle {
  click(): Promise<void>;
  press(key: PressedKey): Promise<void>;
  type(text: string): Promise<void>;
}

/** The same of their pages. */
interface HandlePage {
  goto(address: string): Promise<unknown>;
  reload(): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  evaluateHandle(expression: string): Promise<{ asElement(): unknown }>;
}

/** Drives a page by handles of its elements. @param give puts a file into an input, which each names in its own way. */
export function drivenByHandles<Input extends Handle>(
  page: HandlePage,
  give: (input: Input, path: string) => Promise<void>,
  close: () => Promise<void>,
): DrivenPage {
  const found = async (element: string) => (await page.evaluateHandle(element)).asElement() as Input;
  return {
    open: async (address) => {
      await page.goto(address);
    },
    reload: async () => {
      await page.reload();
    },
    read: (expression) => page.evaluate(expression),
    click: async (element) => (await found(element)).click(),
    type: async (element, text) => (await found(element)).type(text),
    press: async (element, key) => (await found(element)).press(key),
    chooseFile: async (element, path) => give(await found(element), path),
    close,
  };
}
