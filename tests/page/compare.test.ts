/** Holding a run and looking at it beside others, in the built page. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Page } from "playwright";
import { analyse, openPage, shortText, untilReady, withBrowser } from "./openPage.ts";

withBrowser();

const clouds = (page: Page) => page.getByRole("application");

test("a held run stays beside another layer, an edited text and another unit, until it is let go", async () => {
  const page = await openPage("#v=1&sample=-&panel=similarity");
  await analyse(page, shortText);
  await page.getByRole("button", { name: "Hold", exact: true }).click();
  const bar = page.getByRole("region", { name: "Comparison" });
  expect(await bar.innerText()).toMatch(/Held\s+all-MiniLM-L6-v2 · “The cat slept on the warm s…” · tokens/);

  // Two layers of one run: the cursor moves on its own, the held one with Shift.
  const slider = page.getByRole("slider", { name: "Layer", exact: true });
  await slider.press("Home");
  await slider.press("Shift+ArrowLeft");
  expect(await bar.innerText()).toContain("layer 5 of 6");
  expect(await slider.getAttribute("aria-valuetext")).toMatch(/^Layer 0 of 6: .*held layer 5$/);
  await page.getByRole("img", { name: /Spectrum of layer 0.*Held layer 5: the first eigenvalue holds/s }).waitFor();
  const identical = page.getByRole("img", { name: /Linear CKA between the 7 held layers/ });
  await identical.waitFor();
  await identical.focus();
  await page.keyboard.press("ArrowRight");
  expect(await identical.count()).toBe(0);
  expect(
    await page.getByRole("img", { name: /held layer 5, layer 1: CKA 0\.\d{3}; in random order 0\.\d{3}/ }).count(),
  ).toBe(1);

  // Another text: the lines that stayed are linked, and pointing at a token marks its partner.
  const edited = shortText.split("\n").with(5, "Nothing of this line was there before.").join("\n");
  await analyse(page, edited);
  expect(await clouds(page).count()).toBe(2);
  await page.getByText(/^Linked: the same token in the same line \(\d+ of \d+ points\)\.$/).waitFor();
  await clouds(page).nth(1).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  expect(await page.getByRole("status").filter({ hasText: "The cat slept" }).innerText()).toMatch(/^cat\n/);
  for (const cloud of [0, 1]) expect(await clouds(page).nth(cloud).locator("circle").count()).toBeGreaterThan(1);

  // Sentences instead of tokens: no pairs as shown, but the sentences of both.
  await page.getByText("sentence", { exact: true }).click();
  const similarity = page.getByRole("group", { name: "Similarity" });
  await similarity
    .getByText(/Similarity is not defined: in one run a point is a token, in the other it is not/)
    .waitFor();
  await page.getByRole("button", { name: "Compare sentences instead" }).click();
  await similarity.getByText(/On 6 pairs: lines with the same number\./).waitFor();
  expect(await bar.innerText()).toContain("sentences (mean)");

  await page.getByRole("button", { name: "Release" }).click();
  expect(await bar.count()).toBe(0);
  expect(await clouds(page).count()).toBe(1);
  await page.getByRole("img", { name: /CKA between all pairs of layers/ }).waitFor();
});

test("H holds and lets go, but is a letter where somebody types; the table and the file have both runs", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  const bar = page.getByRole("region", { name: "Comparison" });
  const area = page.getByRole("textbox", { name: "Sentences, one a line" });
  await area.press("End");
  await area.press("h");
  expect(await bar.count()).toBe(0);
  await untilReady(page);
  await page.getByRole("slider", { name: "Layer", exact: true }).press("h");
  await bar.waitFor();
  await analyse(page, "Quite another text.\nIt has three lines.\nHere is the last.");
  await page.getByText(/^Not linked: the two texts have no line in common\.$/).waitFor();

  await page.getByRole("button", { name: "Show the table of Layers" }).click();
  const table = page.getByRole("table", { name: "Layers, as a table" });
  expect(await table.getByRole("columnheader").allInnerTexts()).toEqual(
    expect.arrayContaining(["IsoScore⋆", "IsoScore⋆, held"]),
  );
  const cells = await table.getByRole("row").nth(7).getByRole("cell").allInnerTexts();
  expect(cells[0]).toBe("6");
  expect(cells[1]).not.toBe(cells[3]);
  await page
    .getByRole("group", { name: "Layers" })
    .getByText(/Layer 6 now beside held layer 6: IsoScore⋆ 0\.\d+ beside 0\.\d+ \([+−]0\.\d+; the 90 % intervals/)
    .waitFor();

  await page.getByRole("button", { name: "Show the picture of Layers" }).click();
  await page.getByRole("button", { name: "Explain IsoScore⋆" }).click();
  expect(await page.getByRole("dialog", { name: "IsoScore⋆" }).innerText()).toMatch(/Difference, now less held\s+[+−]/);
  await page.keyboard.press("h");
  await page.keyboard.press("Escape");
  expect(await bar.count()).toBe(1);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("button", { name: "Numbers (JSON)" }).click();
  const report = JSON.parse(readFileSync(await (await download).path(), "utf8")) as {
    layers: { n: number }[];
    held: { layers: { n: number }[]; comparedLayer: number };
  };
  expect(report.held.comparedLayer).toBe(6);
  expect(report.held.layers[6].n).toBeGreaterThan(report.layers[6].n);
  expect(page.url()).not.toContain("held");

  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Release" }).press("h");
  expect(await bar.count()).toBe(0);
});
