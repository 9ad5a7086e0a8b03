import type { Locator, Page } from "@playwright/test";
import { HOME, recordId } from "./records";
import { expect, test } from "./support";

/** Tab until it has the focus. */
async function tabTo(page: Page, target: Locator, most = 60) {
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not come to ${target}`);
}

/** Somebody who looks at the screen sees where the focus is. */
async function expectFocusVisible(page: Page) {
  const look = await page.evaluate(() => {
    const element = document.activeElement!;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return { outline: outlineStyle !== "none" && parseFloat(outlineWidth) >= 1, boxShadow, html: element.outerHTML.slice(0, 90) };
  });
  expect(look.outline || look.boxShadow !== "none", `focus is visible on ${look.html}`).toBe(true);
}

test("the whole tour needs no mouse", { tag: ["@script", "@desktop"] }, async ({ page, records, words }) => {
  await records.open(HOME);

  // Past the sidebar.
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: words.skip });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await expectFocusVisible(page);
  await page.keyboard.press("Enter");
  await expect.soft(page.getByRole("main")).toBeFocused();

  // A filter.
  await tabTo(page, records.button(words.status));
  await expectFocusVisible(page);
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  const menu = await records.menu(words.status);
  await expect(menu.getByRole("link").first()).toBeFocused();
  await expectFocusVisible(page);
  await page.keyboard.press("ArrowDown");
  await expect(records.option(menu, words.new)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\?status=new$/);
  await records.settled();
  await expect(menu).toHaveAttribute("open", "");
  await page.keyboard.press("Escape");
  await expect(records.button(words.status)).toBeFocused();

  // A menu of one choice closes on it and gives the focus back.
  await tabTo(page, records.button(words.date));
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await records.at(`${HOME}?status=new&range=30d`);
  await expect(page.locator("details[name=menu][open]")).toHaveCount(0);
  await expect.soft(records.button(words.date)).toBeFocused();

  // A record.
  const card = records.cards.nth(1);
  const id = recordId(await card.innerText());
  const details = records.detailsOf(card);
  await tabTo(page, details);
  await expectFocusVisible(page);
  await page.keyboard.press("Enter");
  await expect(records.sheet).toHaveAccessibleName(id);
  await expect(records.sheet.getByRole("region", { name: words.activity })).toBeVisible();
  // The focus stays in it, all the way round.
  for (let pressed = 0; pressed < 14; pressed++) {
    await page.keyboard.press("Tab");
    const inside = await records.sheet.evaluate(
      (sheet) => sheet.contains(document.activeElement) || document.activeElement === document.body,
    );
    expect(inside, `after ${pressed + 1} Tab`).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(records.sheet).toHaveCount(0);
  await expect(details).toBeFocused();

  // The pills, until there is none, and the search box.
  for (const [pill, path] of [
    [`${words.status} ${words.new}`, "?range=30d"],
    [`${words.date} ${words.last30}`, ""],
  ] as const) {
    await records.removing(pill).focus();
    await page.keyboard.press("Enter");
    await records.at(HOME + path);
  }
  await expect.soft(page.locator(":focus"), "the focus is not lost with the pill").toHaveCount(1);
  await records.box.focus();
  await page.keyboard.type("maryam");
  await page.keyboard.press("Enter");
  await records.at(`${HOME}?q=maryam`);
  await expect(records.box).toBeFocused();
});

test("what opens by a click opens by Enter and Space", { tag: ["@script", "@desktop"] }, async ({ page, records, words }) => {
  await records.open(`${HOME}?q=Hind+Bakr`);
  const description = records.card("Palm Gate").getByText(/^Interior designer who plans/);
  const height = async () => (await description.boundingBox())!.height;
  const clamped = await height();
  await tabTo(page, records.card("Palm Gate").locator("summary"));
  await expectFocusVisible(page);
  await page.keyboard.press("Space");
  await expect.poll(height).toBeGreaterThan(clamped * 4);

  const sidebar = page.getByRole("complementary");
  const chevron = sidebar.getByLabel(`${words.folders}: ${words.product}`, { exact: true });
  await chevron.focus();
  await page.keyboard.press("Enter");
  await expect(sidebar.getByRole("link", { name: new RegExp(`^${words.archived} \\d`) })).toBeHidden();
  await page.keyboard.press("Space");
  await expect(sidebar.getByRole("link", { name: new RegExp(`^${words.archived} \\d`) })).toBeVisible();
});
