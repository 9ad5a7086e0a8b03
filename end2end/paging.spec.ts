import { HOME } from "./records";
import { expect, test } from "./support";

test("forth and back, every record comes once", async ({ page, records, words }) => {
  for (const [query, sort] of [
    ["?tab=tickets&per=48", words.newest],
    ["?tab=tickets&per=48&sort=updated", words.updated],
  ] as const) {
    await records.open(HOME + query);
    await expect(page.locator("summary").filter({ hasText: `${words.sort}: ` })).toContainText(sort);
    const total = await records.total();
    expect(total).toBeGreaterThan(96);
    const step = (label: string) => records.pager.getByRole("link", { name: label });

    const pages = [await records.ids()];
    await expect(step(words.previous)).toHaveAttribute("aria-disabled", "true");
    while ((await step(words.next).getAttribute("aria-disabled")) === null) {
      expect(pages.length).toBeLessThan(9);
      await step(words.next).click();
      await expect(page).toHaveURL(/&after=/);
      await expect(records.cards.filter({ hasText: pages.at(-1)![0]! })).toHaveCount(0);
      await records.expectTotal(total);
      pages.push(await records.ids());
    }
    expect(pages.flat()).toHaveLength(total);
    expect(new Set(pages.flat()).size).toBe(total);

    for (const expected of pages.slice(0, -1).toReversed()) {
      await step(words.previous).click();
      await expect(records.cards.filter({ hasText: expected[0]! })).toHaveCount(1);
      expect(await records.ids()).toEqual(expected);
    }
    await expect(step(words.previous)).toHaveAttribute("aria-disabled", "true");
  }
});

test("Back and Forward, order and size, each gives its own page again", async ({ page, records, words, script }) => {
  await records.open(HOME);
  const total = await records.total();
  const shown: { url: string; ids: string[] }[] = [];
  const remember = async () => shown.push({ url: page.url(), ids: await records.ids() });
  await remember();

  await records.pager.getByRole("link", { name: words.next }).click();
  await expect(page).toHaveURL(/\?after=[^&]+$/);
  await expect(records.cards.filter({ hasText: shown[0]!.ids[0]! })).toHaveCount(0);
  await remember();
  if (script) await expect.poll(() => page.evaluate(() => scrollY), "a page begins at its top").toBe(0);

  // Another order or size begins at the first page.
  await records.sortBy(words.oldest);
  await records.at(`${HOME}?sort=oldest`);
  await remember();
  const times = await records.cards.getByRole("time").evaluateAll((all) => all.map((time) => time.getAttribute("datetime")));
  expect(times).toEqual(times.toSorted());

  await records.pager.getByRole("link", { name: "96", exact: true }).click();
  await records.at(`${HOME}?sort=oldest&per=96`);
  await expect(records.cards).toHaveCount(96);
  await expect(records.pager.getByRole("link", { name: "96", exact: true })).toHaveAttribute("aria-current", "true");
  await records.expectTotal(total);
  await remember();
  expect(shown[3]!.ids.slice(0, 24)).toEqual(shown[2]!.ids);

  const expectShown = async (at: number) => {
    await expect(page).toHaveURL(shown[at]!.url);
    await expect(async () => expect(await records.ids()).toEqual(shown[at]!.ids)).toPass();
  };
  for (const at of [2, 1, 0]) {
    await page.goBack();
    await expectShown(at);
  }
  for (const at of [1, 2, 3]) {
    await page.goForward();
    await expectShown(at);
  }
  await records.reload();
  await expectShown(3);
});

test("a page whose records are gone leads to the first one", async ({ page, records, words }) => {
  // After the oldest of all nothing comes.
  await records.open(`${HOME}?after=1`);
  await expect(records.cards).toHaveCount(0);
  await page.getByRole("main").getByRole("link", { name: words.firstPage }).click();
  await records.at(HOME);
  await expect(records.cards).toHaveCount(24);
});
