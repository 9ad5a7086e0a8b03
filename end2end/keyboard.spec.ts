import type { Locator, Page } from "@playwright/test";
import { test as own } from "./desk";
import { newAddress } from "./people";
import { HOME, recordId } from "./records";
import { expect, test } from "./support";
import { talk } from "./words-conversations";

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

own("one record is found, marked and noted by Tab alone", { tag: ["@script", "@desktop"] }, async ({ desk, page, words }) => {
  await desk.file(3);
  await desk.go();
  const press = (key: string) => page.keyboard.press(key);
  // The filter, and its option among the links that Tab goes through.
  await tabTo(page, desk.button(words.status));
  await press("Enter");
  const menu = desk.filters.locator("details[open]");
  await tabTo(page, desk.option(menu, words.new));
  await press("Enter");
  await desk.at(`${desk.server.url}${desk.path}?status=new`);
  await expect(desk.option(menu, words.new)).toBeFocused();
  await press("Escape");
  await expect(desk.button(words.status)).toBeFocused();

  const card = desk.of("Customer 2");
  const details = desk.detailsOf(card);
  await tabTo(page, details, 90);
  await press("Enter");
  await expect(desk.section(words.activity)).toBeVisible();
  const pill = desk.section(words.status).getByRole("button", { name: words.open });
  await tabTo(page, pill);
  await expectFocusVisible(page);
  await press("Enter");
  await expect(pill).toHaveAttribute("aria-pressed", "true");
  await expect(pill).toBeFocused();
  await tabTo(page, desk.notes);
  await page.keyboard.type("Called.");
  await expect(desk.section(words.notes).getByRole("status")).toContainText(words.saved);
  await expect(desk.notes).toBeFocused();
  const close = desk.sheet.getByRole("link", { name: words.close });
  await tabTo(page, close);
  await expectFocusVisible(page);
  await press("Enter");
  await expect(desk.sheet).toHaveCount(0);
  // The card is covered now, as the filter does not choose it any more: the focus is on what takes it back.
  await expect(card.getByRole("button", { name: words.undo })).toBeFocused();
  await press("Enter");
  await expect(details).toBeFocused();
});

test("the team needs no mouse", { tag: ["@script", "@desktop"] }, async ({ page, records, words }) => {
  const email = newAddress();
  await records.open("/team");
  await tabTo(page, page.getByLabel(words.email), 90);
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("main").getByLabel(words.role).and(page.locator(":visible")).last()).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: words.makeLink }));
  await page.keyboard.press("Enter");
  await expect(page.getByLabel(words.link, { exact: true })).toHaveValue(/invitation/);
  await records.alive();
  const row = page.getByRole("listitem").filter({ hasText: "daniel.okafor@example.com" });
  await tabTo(page, row.locator("summary"));
  await expectFocusVisible(page);
  await page.keyboard.press("Enter");
  await tabTo(page, row.getByRole("button", { name: words.deactivate }));
  await page.keyboard.press("Escape");
  await expect(row.locator("summary")).toBeFocused();
  await expect(row.getByRole("button", { name: words.deactivate })).toBeHidden();
});

own("conversations need no mouse", { tag: ["@script", "@desktop"] }, async ({ desk, page, words, lang }) => {
  await desk.file(3);
  await desk.open(`${desk.server.url}/agents/${desk.agent}/chat-conversations`);
  const list = page.getByRole("region", { name: talk[lang].list, exact: true });
  const transcript = page.getByRole("region", { name: talk[lang].transcript, exact: true });
  const row = list.getByRole("listitem").getByRole("link").first();
  await tabTo(page, row);
  await expectFocusVisible(page);
  await page.keyboard.press("Enter");
  await expect(row).toHaveAttribute("aria-current", "true");
  const remove = transcript.getByRole("button", { name: words.delete, exact: true });
  await tabTo(page, remove);
  await page.keyboard.press("Enter");
  await expect(desk.dialog.getByRole("button", { name: words.cancel })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(remove).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(transcript.getByRole("button", { name: words.restore, exact: true })).toBeFocused();
  // What was said is a place of its own, which the arrow keys scroll.
  await tabTo(page, transcript.getByRole("region"));
  await tabTo(page, transcript.getByRole("link", { name: /WIT-LED-/ }));
  await page.keyboard.press("Enter");
  await expect(desk.sheet).toBeVisible();
});

test("wherever Tab leads, one sees it", { tag: ["@script", "@desktop"] }, async ({ page, records }) => {
  test.slow();
  for (const path of [
    `${HOME}?q=a&status=new&channel=web`,
    "/agents",
    "/agents/new",
    "/team",
    "/preferences",
    "/agents/lumen-home/chat-conversations?q=please",
    "/agents/lumen-home/settings/data-collection",
    "/agents/lumen-home/settings/api-keys",
  ]) {
    await records.open(path);
    await page.setViewportSize({ width: 1440, height: 640 });
    const seen = new Set<string>();
    for (let pressed = 0; pressed < 90; pressed++) {
      await page.keyboard.press("Tab");
      const focus = await page.evaluate(lookOfFocus);
      if (!focus || seen.has(focus.id)) break;
      seen.add(focus.id);
      expect.soft(focus.marked, `${path}: the focus is visible on ${focus.html}`).toBe(true);
      expect.soft(focus.covered, `${path}: nothing lies over ${focus.html}`).toBe(false);
    }
    expect(seen.size, path).toBeGreaterThan(5);
  }
});

/** What has the focus: whether it can be told, and whether all of it lies under something else or out of sight. */
function lookOfFocus() {
  const element = document.activeElement!;
  if (element === document.body) return undefined;
  const all = [...document.querySelectorAll("*")];
  // A radio or a tick may be drawn by what stands around it.
  const around = [element, element.parentElement!, element.closest("label") ?? element];
  const marked = around.some((one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
  });
  const shown = element.closest("label") ?? element;
  const { left, top, width, height } = shown.getBoundingClientRect();
  const points = [0.1, 0.5, 0.9].flatMap((x) => [0.15, 0.5, 0.85].map((y) => [left + width * x, top + height * y] as const));
  const free = points.some(([x, y]) => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (shown.contains(hit) || hit.contains(shown));
  });
  return { id: String(all.indexOf(element)), marked, covered: !free, html: element.outerHTML.slice(0, 120) };
}
