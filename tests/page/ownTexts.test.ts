/** The person's own texts, links that are followed, and the way back: nothing that was there is lost. */
import { expect, test } from "vitest";
import { analyse, button, openPage, shortText, textArea, untilReady, withBrowser } from "./openPage.ts";
import { words } from "../words.ts";
import { firstWords } from "../../src/store/ownTexts.ts";

withBrowser();

test("an own text is there again after a sample, and the one that a link brings after a reload", async () => {
  const page = await openPage("#v=1&sample=-&text=The+cat+sat.%0AA+dog+ran.");
  await untilReady(page);
  await analyse(page, shortText);
  const choice = page.getByRole("combobox", { name: words.text.sample, exact: true });
  await choice.selectOption({ label: words.samples["small-edits"].title });
  await untilReady(page);
  await choice.selectOption({ label: words.text.ownNamed(firstWords(shortText)) });
  expect(await textArea(page).inputValue()).toBe(shortText);
  await untilReady(page);

  const linked = await openPage("#v=1&sample=-&text=The+cat+sat.%0AA+dog+ran.");
  await untilReady(linked);
  await linked.evaluate(() => window.history.replaceState(null, "", "#v=1&sample=-"));
  await linked.reload();
  await untilReady(linked);
  expect(await textArea(linked).inputValue()).toBe("The cat sat.\nA dog ran.");
});

test("a link that is pasted into the open page is followed, and Back leads from the lab to the explorer", async () => {
  const page = await openPage("#v=1&sample=-&text=The+cat+sat.%0AA+dog+ran.");
  await untilReady(page);
  await page.evaluate(() => (window.location.hash = "#v=1&sample=-&text=Rain+fell.%0ASnow+fell.%0AWind+blew."));
  await expect.poll(() => textArea(page).inputValue()).toBe("Rain fell.\nSnow fell.\nWind blew.");
  await untilReady(page);

  await button(page, words.lab.title).click();
  await button(page, words.lab.close).waitFor();
  await page.goBack();
  await button(page, words.lab.title).waitFor();
  expect(await textArea(page).inputValue()).toBe("Rain fell.\nSnow fell.\nWind blew.");
});
