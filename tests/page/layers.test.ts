/** Some of a model's layers instead of all, in the built page. */
import { expect, test } from "vitest";
import { analyse, openPage, shortText, untilReady, withBrowser } from "./openPage.ts";

withBrowser();

test("every second layer has its own number everywhere, arrow keys reach each of them, and a link brings them back", async () => {
  const page = await openPage("#v=1&sample=-&panel=similarity");
  await analyse(page, shortText);
  const slider = page.getByRole("slider", { name: "Layer", exact: true });
  const valueOf = () => slider.getAttribute("aria-valuetext");
  await slider.press("Home");
  await slider.press("ArrowRight");
  await slider.press("ArrowRight");
  const ofAll = await valueOf();
  expect(ofAll).toMatch(/^Layer 2 of 6: IsoScore⋆ 0\.\d+/);

  await page.getByRole("combobox", { name: "Layers" }).selectOption({ label: "every second" });
  await page.getByRole("group", { name: "Similarity" }).locator("rect").nth(15).waitFor();
  await untilReady(page);
  expect(await page.getByRole("group", { name: "Similarity" }).locator("rect").count()).toBe(16);
  // The cursor stays on its layer, which has the figures that it had among all of them.
  expect(await valueOf()).toBe(ofAll);
  const axis = slider.locator("figure").first().locator("svg > g").nth(1).locator("text");
  expect(await axis.allTextContents()).toEqual(["0", "2", "4", "6"]);
  await page.getByRole("img", { name: /^Spectrum of layer 2:/ }).waitFor();

  await slider.press("ArrowRight");
  expect(await valueOf()).toMatch(/^Layer 4 of 6: /);
  await page.getByRole("img", { name: /^Spectrum of layer 4:/ }).waitFor();
  expect(await slider.getAttribute("aria-valuenow")).toBe("4");
  await slider.press("Home");
  expect(await valueOf()).toMatch(/^Layer 0 of 6: /);
  await slider.press("End");
  expect(await valueOf()).toMatch(/^Layer 6 of 6: /);
  await slider.press("ArrowLeft");
  await expect.poll(() => page.url()).toContain("layers=every-second&layer=4");

  await page.getByRole("button", { name: "Show the table of Layers" }).click();
  const rows = page.getByRole("table", { name: "Layers, as a table" }).getByRole("row");
  expect((await rows.allInnerTexts()).slice(1).map((row) => row.trim().split(/\s/)[0])).toEqual(["0", "2", "4", "6"]);

  // The built-in reference has all layers; those shown take theirs out of it.
  const address = `${new URL(page.url()).hash}&zeta=0.2&text=${encodeURIComponent(shortText)}`;
  const linked = await openPage(address);
  await untilReady(linked);
  const linkedSlider = linked.getByRole("slider", { name: "Layer", exact: true });
  expect(await linked.getByRole("combobox", { name: "Layers" }).inputValue()).toBe("every-second");
  await linked.getByText(/^Σₛ from [\d,]+ points$/).waitFor();
  const ofSecond = await linkedSlider.getAttribute("aria-valuetext");
  expect(ofSecond).toMatch(/^Layer 4 of 6: IsoScore⋆ 0\.\d+/);
  await linked.getByRole("combobox", { name: "Layers" }).selectOption({ label: "all" });
  await linkedSlider.locator("figure").first().locator("circle").nth(6).waitFor();
  await untilReady(linked);
  expect(await linkedSlider.getAttribute("aria-valuetext")).toBe(ofSecond);
});
