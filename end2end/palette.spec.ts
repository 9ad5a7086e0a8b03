// The command palette, on the list and everywhere else.
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, test as own } from "./desk";
import { HOME } from "./records";
import { test } from "./support";
import type { Words } from "./words";
import { keyWords, type KeyWords } from "./words-keys";

const SCRIPT = { tag: "@script" };

class Palette {
  readonly dialog: Locator;
  readonly box: Locator;
  readonly options: Locator;

  constructor(
    readonly page: Page,
    readonly words: Words,
    readonly say: KeyWords,
  ) {
    this.dialog = page.getByRole("dialog", { name: say.palette });
    this.box = this.dialog.getByRole("combobox", { name: say.hint });
    this.options = this.dialog.getByRole("option");
  }

  async open() {
    await this.page.keyboard.press("ControlOrMeta+k");
    await expect(this.box).toBeFocused();
    await expect(this.dialog.locator("[aria-busy=true]")).toHaveCount(0);
  }

  /** The option that Enter would choose. */
  get active() {
    return this.dialog.getByRole("option", { selected: true });
  }

  /** Types, and chooses what comes first, which says so much. */
  async choose(typed: string, label = typed) {
    await this.open();
    await this.box.fill(typed);
    await expect(this.options.first()).toContainText(label);
    await expect(this.active).toContainText(label);
    await this.page.keyboard.press("Enter");
    await expect(this.dialog).toHaveCount(0);
  }

  async expectFocusKept(why: string) {
    const held = () => this.page.evaluate(() => document.activeElement !== document.body);
    await expect.poll(held, `the focus is not lost: ${why}`).toBe(true);
  }
}

test.describe("on a wide screen", () => {
  test.use({ phone: false });

  test("it opens over the list, is gone through by the arrows, and gives the focus back", SCRIPT, async ({ page, records, words, lang }) => {
    const palette = new Palette(page, words, keyWords[lang]);
    await records.open(HOME);
    const details = records.detailsOf(records.cards.nth(2));
    await details.focus();
    await palette.open();
    await expectAccessible(page, "the palette", "dialog.palette");
    for (const name of [words.filters, palette.say.members, words.agents]) {
      await expect(palette.dialog.getByRole("group", { name, exact: true })).toBeAttached();
    }
    const count = await palette.options.count();
    expect(count).toBeGreaterThan(30);
    await expect(palette.active).toHaveCount(1);
    const at = (n: number) => expect(palette.options.nth(n)).toHaveAttribute("aria-selected", "true");
    for (const [key, n] of [
      ["ArrowDown", 1],
      ["ArrowDown", 2],
      ["ArrowUp", 1],
      ["End", count - 1],
      ["ArrowDown", 0],
      ["ArrowUp", count - 1],
      ["Home", 0],
    ] as const) {
      await page.keyboard.press(key);
      await at(n);
      await expect(palette.options.nth(n)).toBeInViewport();
      await expect(palette.box).toBeFocused();
    }
    const described = await palette.box.getAttribute("aria-activedescendant");
    await expect(palette.options.first()).toHaveAttribute("id", described!);

    await palette.box.fill("zzzz");
    await expect(palette.dialog.getByText(palette.say.nothing)).toBeVisible();
    await expect(palette.options).toHaveCount(0);
    await expectAccessible(page, "the palette that has found nothing", "dialog.palette");
    await page.keyboard.press("Enter");
    await expect(palette.dialog).toBeVisible();
    // Without the dots and the hamza, as people type.
    await palette.box.fill("ساره");
    await expect(palette.options.first()).toContainText("سارة العتيبي");
    await page.keyboard.press("Escape");
    await expect(palette.dialog).toHaveCount(0);
    await expect(details).toBeFocused();
    await palette.open();
    await expect(palette.box).toHaveValue("");
    await page.keyboard.press("ControlOrMeta+k");
    await expect(palette.dialog).toHaveCount(0);
    await expect(details).toBeFocused();
    await expect(page).toHaveURL(HOME);
  });

  test("it chooses a filter, a member, an order, a folder, and clears them", SCRIPT, async ({ page, records, words, lang }) => {
    const palette = new Palette(page, words, keyWords[lang]);
    await records.open(HOME);
    const all = await records.total();
    const closed = `${words.status}: ${words.closed}`;
    await palette.choose(closed);
    await records.at(`${HOME}?status=closed`);
    await expect(records.removing(`${words.status} ${words.closed}`)).toBeVisible();
    expect(await records.total()).toBeLessThan(all);
    await palette.expectFocusKept("after a filter");
    // It is in force now, and the same choice takes it away.
    await palette.open();
    await palette.box.fill(closed);
    await expect(palette.dialog.getByRole("option", { name: closed, checked: true })).toBeVisible();
    await page.keyboard.press("Enter");
    await records.at(HOME);

    await palette.choose("emma", `${words.assignee}: Emma Lindqvist`);
    await expect(page).toHaveURL(/\?assignee=\d+$/);
    await palette.choose(`${words.channel}: ${words.web}`);
    await expect(page).toHaveURL(/\?channel=web&assignee=\d+$/);
    await palette.choose(`${words.sort}: ${words.oldest}`);
    await expect(page).toHaveURL(/\?channel=web&assignee=\d+&sort=oldest$/);
    await palette.choose(palette.say.clearFilters);
    await records.at(`${HOME}?sort=oldest`);
    await palette.open();
    await palette.box.fill(palette.say.clearFilters);
    await expect(palette.options.filter({ hasText: palette.say.clearFilters })).toHaveCount(0);
    await page.keyboard.press("Escape");

    await palette.choose(palette.say.goTo(words.archived));
    await expect(page).toHaveURL(new RegExp(`${HOME}/archived`));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.archived);
    await palette.expectFocusKept("after a folder");
  });

  test("it leads to every agent, to its pages, and to what lies outside", SCRIPT, async ({ page, records, words, lang }) => {
    const palette = new Palette(page, words, keyWords[lang]);
    await records.open(HOME);
    await palette.choose("lumen clin", "Lumen Clinics");
    await records.at("/agents/lumen-clinics/leads-tickets");
    await expect(page).toHaveTitle(/Lumen Clinics/);
    await palette.expectFocusKept("at another agent");
    await palette.choose(`lumen home ${words.deleted}`, `Lumen Home · ${words.deleted}`);
    await records.at(`${HOME}/deleted`);
    await palette.choose(words.preferences);
    await expect(page).toHaveURL("/preferences");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.preferences);
    await palette.expectFocusKept("at the preferences");
    // Of a page that offers nothing, the ways elsewhere are left.
    await palette.open();
    await expect(palette.dialog.getByRole("group", { name: words.filters, exact: true })).toHaveCount(0);
    await expect(palette.options.filter({ hasText: "Lumen Travel" })).toHaveCount(1);
    await page.keyboard.press("Escape");
    await palette.choose(words.team);
    await expect(page).toHaveURL("/team");
    await palette.choose(palette.say.keys);
    await expect(page.getByRole("dialog", { name: palette.say.keys })).toBeVisible();
  });

  test("the mouse opens it from the sidebar, and chooses", SCRIPT, async ({ page, records, words, lang }) => {
    const palette = new Palette(page, words, keyWords[lang]);
    await records.open(HOME);
    const button = page.getByRole("complementary").getByRole("button", { name: palette.say.hint });
    await button.click();
    await expect(palette.box).toBeFocused();
    // A click beside it closes it.
    await page.mouse.click(5, 5);
    await expect(palette.dialog).toHaveCount(0);
    await expect(button).toBeFocused();
    await button.click();
    await palette.dialog.getByRole("button", { name: words.close }).click();
    await expect(button).toBeFocused();
    await button.click();
    const option = palette.dialog.getByRole("option", { name: `${words.type}: ${words.leadsOnly}` });
    await option.hover();
    await expect(option).toHaveAttribute("aria-selected", "true");
    await expect(palette.active).toHaveCount(1);
    await option.click();
    await records.at(`${HOME}?tab=leads`);
    await palette.expectFocusKept("after a click");
  });

  test("the agents may be late, or fail, and can be asked for again", SCRIPT, async ({ page, records, words, lang, problems }) => {
    problems.allow(/agents\/list/);
    const palette = new Palette(page, words, keyWords[lang]);
    await records.open(HOME);
    let answer = () => {};
    const held = new Promise<void>((done) => (answer = done));
    await page.route("**/api/agents/list", async (route) => {
      await held;
      await route.abort("connectionrefused");
    });
    await page.keyboard.press("ControlOrMeta+k");
    await expect(palette.dialog.locator("[aria-busy=true]")).toBeVisible();
    // What the page offers does not wait for them.
    await palette.box.fill(`${words.status}: ${words.closed}`);
    await expect(palette.options).toHaveCount(1);
    await palette.box.fill("");
    answer();
    await expect(palette.dialog.getByRole("alert")).toContainText(palette.say.agentsFailed);
    await page.unroute("**/api/agents/list");
    await palette.dialog.getByRole("button", { name: words.retry }).click();
    await palette.box.fill("lumen clin");
    await expect(palette.options.first()).toContainText("Lumen Clinics");
    await expect(palette.dialog.getByRole("alert")).toHaveCount(0);
    await palette.box.press("Enter");
    await records.at("/agents/lumen-clinics/leads-tickets");
  });
});

test("on a phone it fills the upper edge and leaves no drawer behind", { tag: ["@script", "@phone"] }, async ({ page, records, words, lang }) => {
  const palette = new Palette(page, words, keyWords[lang]);
  await records.open(HOME);
  await (await records.sidebar()).getByRole("button", { name: palette.say.hint }).tap();
  await expect(palette.box).toBeFocused();
  const { x, y, width } = (await palette.dialog.boundingBox())!;
  expect([x, y, width]).toEqual([0, 0, 390]);
  await expectAccessible(page, "the palette on a phone", "dialog.palette");
  await palette.box.fill(`${words.status}: ${words.closed}`);
  await palette.options.first().tap();
  await records.at(`${HOME}?status=closed`);
  await expect(page.getByRole("complementary").getByRole("form", { name: words.theme })).toBeHidden();
  await palette.expectFocusKept("after a tap");
});

test("without script nothing says that it is there", { tag: "@noscript" }, async ({ page, records, words, lang }) => {
  await records.open(HOME);
  await expect((await records.sidebar()).getByRole("link", { name: words.product }).first()).toBeVisible();
  await expect(page.getByText(keyWords[lang].hint)).toBeHidden();
});

own.describe("with records of its own", () => {
  own.use({ phone: false });

  own("it does what the keys do, to the record in focus and to those that are selected", SCRIPT, async ({ desk, page, words, lang }) => {
    const palette = new Palette(page, words, keyWords[lang]);
    await desk.file(3);
    await desk.go();
    // Nothing to act on: nothing is offered.
    await palette.open();
    await palette.box.fill(palette.say.markAs(words.closed));
    await expect(palette.options.filter({ hasText: palette.say.markAs(words.closed) })).toHaveCount(0);
    await page.keyboard.press("Escape");

    const card = desk.of("Customer 2");
    await desk.detailsOf(card).focus();
    await palette.choose(palette.say.markAs(words.closed));
    await expect(card.locator(".card__status")).toHaveText(words.closed);
    await expect(desk.detailsOf(card)).toBeFocused();
    await palette.choose(palette.say.assignTo("Emma Lindqvist"));
    await expect(card.locator(".assignee")).toContainText("Emma Lindqvist");
    await expect(desk.detailsOf(card)).toBeFocused();
    await palette.choose(words.archive);
    await expect(card.locator(".card__gone")).toContainText(words.archived);
    await palette.expectFocusKept("after archiving");
    await expect(desk.toast(words.archived)).toBeVisible();
    await page.keyboard.press("z");
    await expect(card.locator(".card__gone")).toHaveCount(0);

    await desk.tick(desk.of("Customer 1")).click();
    await desk.tick(desk.of("Customer 3")).click();
    await palette.choose(palette.say.assignTo("Priya Nair"));
    for (const name of ["Customer 1", "Customer 3"]) await expect(desk.of(name).locator(".assignee")).toContainText("Priya Nair");
    await expect(card.locator(".assignee")).toContainText("Emma Lindqvist");
    await palette.expectFocusKept("after assigning two");
  });

  own("nobody leaves unsaved changes by it without knowing", SCRIPT, async ({ desk, page, words, lang }) => {
    const palette = new Palette(page, words, keyWords[lang]);
    await desk.file(1);
    await desk.open(`${desk.server.url}/agents/${desk.agent}/settings/data-collection`);
    await page.getByRole("button", { name: lang === "ar" ? "إضافة حقل" : "Add field", exact: true }).click();
    await page.getByRole("textbox", { name: lang === "ar" ? "التسمية" : "Label", exact: true }).fill("City");
    await palette.choose(words.team);
    await expect(page.getByRole("dialog")).toHaveAccessibleName(lang === "ar" ? "المغادرة دون حفظ؟" : "Leave without saving?");
    await expect(page).toHaveURL(/data-collection$/);
  });
});
