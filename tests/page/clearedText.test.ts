import { expect, test } from "vitest";
import { words } from "../words.ts";
import { analyse, layerSlider, openPage, shortText, textArea, untilReady, withBrowser } from "./openPage.ts";

withBrowser();

test("a cleared text clears its results; undo brings the text back, and with it the results", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  const isoScore = await layerSlider(page).getAttribute("aria-valuetext");
  await textArea(page).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.getByText(words.progress.nothing, { exact: true }).first().waitFor();
  expect(await page.getByRole("application").count()).toBe(0);
  expect(await page.getByText(words.text.counts(6, 54), { exact: true }).count()).toBe(0);
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => textArea(page).inputValue()).toBe(shortText);
  await untilReady(page);
  await expect.poll(() => layerSlider(page).getAttribute("aria-valuetext")).toBe(isoScore);
});

test("the wheel over the layer charts scrolls the page, and leaves the layer where it is", async () => {
  const page = await openPage("#v=1&sample=-&layer=3", { viewport: { width: 390, height: 844 } });
  await analyse(page, shortText);
  const box = (await layerSlider(page).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const scrolled = () => page.evaluate(() => window.scrollY);
  const before = await scrolled();
  await page.mouse.wheel(0, 120);
  await expect.poll(scrolled).toBeGreaterThan(before);
  expect(await layerSlider(page).getAttribute("aria-valuenow")).toBe("3");
});
