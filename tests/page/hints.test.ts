/** What the keyboard and a finger are told that a mouse learns by resting, what is read out, and the key H. */
import { expect, test } from "vitest";
import { words } from "../words.ts";
import { button, openPage, shortText, textArea, untilReady, withBrowser } from "./openPage.ts";

withBrowser();

const own = `#v=1&sample=-&text=${encodeURIComponent(shortText)}`;
const hint = "[popover='manual']:popover-open";

test("a title is shown to the keyboard's focus, goes with Escape, and is no matter of the mouse", async () => {
  const page = await openPage(own);
  await untilReady(page);
  await textArea(page).focus();
  const token = page.getByRole("radio", { name: words.settings.tokens, exact: true });
  while (!(await token.evaluate((radio) => radio === document.activeElement))) await page.keyboard.press("Tab");
  await expect.poll(() => page.locator(hint).allInnerTexts()).toEqual([words.settings.unitHint]);
  await page.keyboard.press("Escape");
  await expect.poll(() => page.locator(hint).count()).toBe(0);
  await button(page, words.layers.choose).click();
  expect(await page.locator(hint).count()).toBe(0);
});

test("a long touch asks what something is", async () => {
  const page = await openPage(own, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await untilReady(page);
  const keep = button(page, words.settings.keep);
  await keep.scrollIntoViewIfNeeded();
  const { x, y } = (await keep.boundingBox())!;
  const session = await page.context().newCDPSession(page);
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x: x + 5, y: y + 5 }] });
  await expect.poll(() => page.locator(hint).allInnerTexts()).toEqual([words.settings.keepHint]);
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
});

test("a load reads out a handful of stages, not each per cent", async () => {
  const page = await openPage();
  await page.evaluate(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        if (element?.closest("[role=status], [aria-live]")) told.push(element.textContent ?? "");
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await untilReady(page);
  const told = await page.evaluate(() => (window as unknown as { told: string[] }).told);
  expect(told).toContain(words.progress.ready);
  expect(told.length).toBeLessThan(12);
});

test("H holds a run, but not within a menu, and not when it is switched off, which a reload keeps", async () => {
  const page = await openPage(own);
  await untilReady(page);
  const held = page.getByLabel(words.comparison.bar);
  await page.keyboard.press("h");
  await expect.poll(() => held.count()).toBe(1);
  await page.keyboard.press("h");
  await expect.poll(() => held.count()).toBe(0);

  await button(page, words.layers.choose).click();
  await page.keyboard.press("h");
  expect(await held.count()).toBe(0);
  await page.keyboard.press("Escape");

  await button(page, words.header.help).click();
  await page.getByRole("checkbox", { name: words.help.holdKey }).uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("h");
  expect(await held.count()).toBe(0);
  await page.reload();
  await untilReady(page);
  await page.keyboard.press("h");
  expect(await held.count()).toBe(0);
  expect(await button(page, words.comparison.hold).first().isEnabled()).toBe(true);
});
