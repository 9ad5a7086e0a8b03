// The records screen as a person meets it: by what it says, never by how it is styled.
import { expect, type Locator, type Page } from "@playwright/test";
import type { Words } from "./words";

export const HOME = "/agents/lumen-home/leads-tickets";

export class Records {
  readonly cards: Locator;
  readonly sheet: Locator;
  readonly pager: Locator;
  readonly pills: Locator;
  readonly box: Locator;
  readonly filters: Locator;

  constructor(
    readonly page: Page,
    readonly words: Words,
    readonly script: boolean,
    readonly phone: boolean,
  ) {
    this.cards = page.getByRole("article");
    this.sheet = page.getByRole("dialog");
    this.pager = page.getByRole("navigation", { name: words.pages });
    this.pills = page.getByRole("group", { name: words.activeFilters });
    this.box = page.getByRole("searchbox", { name: words.searchRecords });
    this.filters = page.getByRole("group", { name: words.filters, exact: true });
  }

  /** Goes to an address and waits until script, where there is any, has taken over. */
  async open(path: string) {
    const response = await this.page.goto(path);
    await this.alive();
    return response!;
  }

  async alive() {
    if (this.script) await this.page.waitForFunction(() => "alive" in window);
  }

  async reload() {
    await this.page.reload();
    await this.alive();
  }

  /** How many records the list holds on all its pages: title and pager say the same. */
  async total() {
    let total = 0;
    // The title follows the list by a moment.
    await expect(async () => {
      total = count(await this.page.title());
      const shown = await this.cards.count();
      if (shown > 0) {
        const said = await this.pager.getByRole("paragraph").innerText();
        // Arabic says one and two without a number.
        if (total > 2 || this.words.product === "Leads & Tickets") expect(count(said)).toBe(total);
      } else expect(total).toBe(0);
    }).toPass({ timeout: 5_000 });
    return total;
  }

  async expectTotal(total: number) {
    await expect(this.page).toHaveTitle(new RegExp(`\\(${total}\\)`));
    expect(await this.total()).toBe(total);
  }

  /** Waits for the list of this link. */
  async at(path: string) {
    await expect(this.page).toHaveURL(path);
    await this.settled();
  }

  /** Waits until what the link asks for is what is shown. */
  async settled() {
    await expect(this.page.locator("[aria-busy=true]")).toHaveCount(0);
  }

  card(text: string | RegExp) {
    return this.cards.filter({ hasText: text });
  }

  detailsOf(card: Locator) {
    return card.getByRole("link", { name: new RegExp(`^${this.words.details}: `) });
  }

  /** The record ids of this page, in order. */
  async ids() {
    await this.settled();
    const links = this.cards.getByRole("link", { name: `${this.words.details}: ` });
    const texts = await links.evaluateAll((all) => all.map((link) => link.ariaLabel!));
    return texts.map(recordId);
  }

  /** The button of a menu; `<summary>` has no role to ask for. */
  button(label: string) {
    return this.filters.locator("summary").filter({ hasText: label });
  }

  /** On a phone the filters stand in a sheet, which a button opens. */
  get filtersButton() {
    return this.page.getByRole("button", { name: new RegExp(`^${this.words.filtersButton}`) });
  }

  async showFilters() {
    if (this.phone && !(await this.filters.isVisible())) await this.filtersButton.click();
    await expect(this.filters).toBeVisible();
  }

  /** Closes the sheet, so that one comes to what lies under it. */
  async hideFilters() {
    if (!this.phone || !(await this.filters.isVisible())) return;
    const sheet = this.page.locator("[popover]").filter({ has: this.filters });
    await sheet.getByRole("button", { name: this.words.close, exact: true }).click();
    await expect(this.filters).toBeHidden();
  }

  /** A filter menu, opened. */
  async menu(label: string) {
    await this.showFilters();
    const menu = this.filters.locator("details").filter({ has: this.page.locator("summary", { hasText: label }) });
    if ((await menu.getAttribute("open")) === null) {
      // Another open menu lies over the page, as a click beside it closes it.
      const other = this.page.locator("details[name=menu][open] > summary");
      if ((await other.count()) > 0) await other.click();
      await this.button(label).click();
    }
    await expect(menu).toHaveAttribute("open", "");
    return menu;
  }

  /** An option of a menu: its name and, mostly, how many it would list. */
  option(menu: Locator, label: string) {
    return menu.getByRole("link", { name: new RegExp(`^${label}( [\\d,]+)?$`) });
  }

  async sortBy(label: string) {
    if ((await this.filtersButton.count()) > 0) await this.showFilters();
    await this.page.locator("summary").filter({ hasText: `${this.words.sort}: ` }).click();
    await this.page.getByRole("link", { name: label, exact: true }).click();
    // Without script the page is a new one.
    if (this.script) await this.hideFilters();
  }

  async search(text: string) {
    await this.box.fill(text);
    await this.box.press("Enter");
    await this.at(`${new URL(this.page.url()).pathname}${text ? `?${new URLSearchParams({ q: text.trim() })}` : ""}`);
  }

  removing(pill: string) {
    return this.pills.getByRole("link", { name: `${this.words.remove} ${pill}`, exact: true });
  }

  tab(label: string) {
    return this.page.getByRole("navigation", { name: this.words.type }).getByRole("link", { name: label });
  }

  /** The sidebar; on a phone it is a drawer that must be opened first. */
  async sidebar() {
    if (this.phone) {
      const toggle = this.page.locator("details").filter({ has: this.page.getByLabel(this.words.menu, { exact: true }) });
      if ((await toggle.getAttribute("open")) === null) await this.page.getByLabel(this.words.menu, { exact: true }).click();
    }
    const sidebar = this.page.getByRole("complementary");
    await expect(sidebar.getByRole("form", { name: this.words.theme })).toBeVisible();
    return sidebar;
  }
}

/** The number in a text that has one, such as `Leads & Tickets (229) · Lumen Home`. */
export function count(text: string) {
  const digits = /\(([\d,]+)\)/.exec(text)?.[1] ?? /(?<![\d,])[\d,]*\d$|^[\d,]*\d/.exec(text.trim())?.[0];
  expect(digits, `a number in ${JSON.stringify(text)}`).toBeDefined();
  return Number(digits!.replaceAll(",", ""));
}

/** The id in a text that has one. */
export function recordId(text: string) {
  return /WIT-(LED|TKT)-[0-9A-Z]{5,}/.exec(text)![0];
}

/** A moment as a screen prints it: `dd-mm-yy HH:MM`. */
export function stamp(utc: string, timeZone: string) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "2-digit",
    month: "2-digit",
    year: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const part = Object.fromEntries(format.formatToParts(new Date(utc)).map(({ type, value }) => [type, value]));
  return `${part.day}-${part.month}-${part.year} ${part.hour}:${part.minute}`;
}
