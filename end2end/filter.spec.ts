import { HOME, count } from "./records";
import { expect, test } from "./support";

test("every option of every menu lists as many as it promises", async ({ page, records, words }) => {
  // Under a search, so that each menu must count the others' choices and not its own.
  for (const [label, query, options] of [
    [words.type, "?status=new", 3],
    [words.status, "?tab=leads&status=open", 4],
    [words.channel, "?tab=tickets&status=open,new", 7],
    [words.assignee, "?status=open", 9],
    [words.date, "?channel=whatsapp,web&range=7d", 3],
  ] as const) {
    await records.open(HOME + query);
    const menu = await records.menu(label);
    const links = await menu.getByRole("link").all();
    // Other tests let people join for a while.
    if (label === words.assignee) expect(links.length, label).toBeGreaterThanOrEqual(options);
    else expect(links, label).toHaveLength(options);
    for (const link of links) {
      const said = await link.innerText();
      const chosen = (await link.getAttribute("aria-current")) === "true";
      // The link of a chosen option takes it back; alone, it is already what is listed.
      const title = chosen ? await page.title() : await titleOf(page, await link.getAttribute("href"), label, query);
      expect(count(title), `${label}: ${said}`).toBe(count(said));
    }
  }

  /** The title of what an option lists if it alone is chosen in its menu. */
  async function titleOf(of: typeof page, href: string | null, label: string, query: string) {
    const parameter = { [words.status]: "status", [words.channel]: "channel", [words.assignee]: "assignee" }[label];
    const url = new URL(href!, of.url());
    const before = new URLSearchParams(query).get(parameter ?? "")?.split(",") ?? [];
    const after = url.searchParams.get(parameter ?? "")?.split(",") ?? [];
    const alone = after.filter((value) => !before.includes(value));
    if (parameter && alone.length) url.searchParams.set(parameter, alone.join(","));
    const html = await (await of.request.get(url.href)).text();
    return /<title>([^<]*)/.exec(html)![1]!;
  }
});

test("choices are OR within a filter, AND between filters, and pills take them back", async ({ page, records, words }) => {
  await records.open(HOME);
  const all = await records.total();

  const choose = async (menu: string, option: string, path: string) => {
    const link = records.option(await records.menu(menu), option);
    const promised = count(await link.innerText());
    await link.click();
    await records.at(HOME + path);
    return promised;
  };
  const open = await choose(words.status, words.open, "?status=open");
  await records.expectTotal(open);
  const fresh = await choose(words.status, words.new, "?status=open,new");
  await records.expectTotal(open + fresh);
  const status = await records.menu(words.status);
  await expect(records.option(status, words.open)).toHaveAttribute("aria-current", "true");
  await expect(records.option(status, words.closed)).not.toHaveAttribute("aria-current", "true");

  const web = await choose(words.channel, words.web, "?status=open,new&channel=web");
  await records.expectTotal(web);
  expect(web).toBeLessThan(open + fresh);
  for (const card of await records.cards.all()) {
    await expect(card.getByRole("img", { name: words.web })).toBeVisible();
    await expect(card.getByText(new RegExp(`^(${words.open}|${words.new})$`))).toBeVisible();
  }

  const nobody = await choose(words.assignee, words.unassigned, "?status=open,new&channel=web&assignee=unassigned");
  await records.expectTotal(nobody);
  await expect(records.cards.filter({ hasText: words.unassigned })).toHaveCount(Math.min(nobody, 24));
  const recent = await choose(
    words.date,
    words.last30,
    "?status=open,new&channel=web&assignee=unassigned&range=30d",
  );
  await records.expectTotal(recent);
  const leads = await choose(
    words.type,
    words.leadsOnly,
    "?tab=leads&status=open,new&channel=web&assignee=unassigned&range=30d",
  );
  await records.expectTotal(leads);

  await records.hideFilters();
  await expect(records.pills.getByRole("link")).toHaveCount(7);
  await records.removing(`${words.status} ${words.open}`).click();
  await records.at(`${HOME}?tab=leads&status=new&channel=web&assignee=unassigned&range=30d`);
  await expect(records.removing(`${words.status} ${words.open}`)).toHaveCount(0);
  await records.removing(`${words.date} ${words.last30}`).click();
  await records.at(`${HOME}?tab=leads&status=new&channel=web&assignee=unassigned`);
  await records.pills.getByRole("link", { name: words.clearAll }).click();
  await records.at(HOME);
  await records.expectTotal(all);
  await expect(records.pills).toHaveCount(0);
  await expect(page.getByRole("searchbox")).toHaveValue("");
});

test("a tab shows one type alone and, chosen again, both", async ({ records, words }) => {
  await records.open(HOME);
  const all = await records.total();
  const leads = count(await records.tab(words.leads).innerText());
  const tickets = count(await records.tab(words.tickets).innerText());
  expect(leads + tickets).toBe(all);

  await records.tab(words.leads).click();
  await records.at(`${HOME}?tab=leads`);
  await records.expectTotal(leads);
  await expect(records.tab(words.leads)).toHaveAttribute("aria-current", "true");
  await expect(records.cards.getByText(words.lead, { exact: true })).toHaveCount(24);
  // What the other tab would show, not what it shows now.
  expect(count(await records.tab(words.tickets).innerText())).toBe(tickets);

  await records.tab(words.tickets).click();
  await records.at(`${HOME}?tab=tickets`);
  await records.expectTotal(tickets);
  await expect(records.removing(`${words.type} ${words.tickets}`)).toBeVisible();

  await records.tab(words.tickets).click();
  await records.at(HOME);
  await records.expectTotal(all);

  await records.tab(words.leads).click();
  await records.at(`${HOME}?tab=leads`);
  await records.removing(`${words.type} ${words.leads}`).click();
  await records.at(HOME);
});

test("dates are days of the viewer, both ends included", async ({ records, words, zone, page }) => {
  const day = (ago: number) =>
    new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(Date.now() - ago * 24 * 3600 * 1000);
  await records.open(HOME);
  const week = count(await records.option(await records.menu(words.date), words.last7).innerText());

  const custom = async (from: string, to: string, path: string) => {
    const menu = await records.menu(words.date);
    await menu.getByLabel(words.from, { exact: true }).fill(from);
    await menu.getByLabel(words.to, { exact: true }).fill(to);
    await menu.getByRole("button", { name: words.apply }).click();
    await records.at(HOME + path);
  };
  await custom(day(6), day(0), `?from=${day(6)}&to=${day(0)}`);
  await records.expectTotal(week);

  // One day, and the wrong way round.
  await custom(day(8), day(8), `?from=${day(8)}&to=${day(8)}`);
  const [year, month, date] = day(8).split("-");
  const shown = `${date}-${month}-${year!.slice(2)}`;
  expect(await records.cards.count()).toBeGreaterThan(0);
  await expect(records.cards.getByRole("time").filter({ hasText: shown })).toHaveCount(await records.cards.count());
  await custom(day(3), day(6), `?from=${day(6)}&to=${day(3)}`);
  const menu = await records.menu(words.date);
  await expect(menu.getByLabel(words.from, { exact: true })).toHaveValue(day(6));
  await page.keyboard.press("Escape");

  // One end alone, and none.
  await custom("", day(3), `?to=${day(3)}`);
  const until = await records.total();
  await custom(day(2), "", `?from=${day(2)}`);
  const since = await records.total();
  await custom("", "", "");
  expect(until + since).toBe(await records.total());
});

test("a link is canonical, and what it does not know is ignored", async ({ records, words }) => {
  for (const [asked, canonical] of [
    ["?status=new&status=open&tab=nonsense&per=17&sort=upwards&foo=1", "?status=open,new"],
    ["?tab=leads,tickets&status=open,new,closed,cancelled&channel=carrier-pigeon&assignee=nobody&range=9d", ""],
    ["?q=&from=&to=yesterday&after=%00&before=x&id=", ""],
    ["?q=++two+words+&per=48&sort=newest", "?q=two+words&per=48"],
    ["?range=7d&from=2026-02-30&channel=X,web", "?channel=web&range=7d"],
    ["?from=2026-03-05&to=2026-03-01&range=7d", "?from=2026-03-01&to=2026-03-05"],
  ]) {
    const response = await records.open(HOME + asked);
    expect(response.status(), asked).toBe(200);
    await records.at(HOME + canonical);
  }
  await records.open(`${HOME}?q=${"x".repeat(130)}`);
  await records.at(`${HOME}?q=${"x".repeat(120)}`);
  await expect(records.removing(`${words.search} ${"x".repeat(120)}`)).toBeVisible();
});

test("a menu with several choices stays open and keeps the focus", { tag: "@script" }, async ({ page, records, words, phone }) => {
  await records.open(HOME);
  const menu = await records.menu(words.status);
  for (const [option, path] of [
    [words.open, "?status=open"],
    [words.closed, "?status=open,closed"],
    [words.open, "?status=closed"],
  ] as const) {
    await records.option(menu, option).click();
    await records.at(HOME + path);
    await expect(menu).toHaveAttribute("open", "");
    await expect(records.option(menu, option)).toBeFocused();
  }
  await page.keyboard.press("Escape");
  await expect(menu).not.toHaveAttribute("open");
  await expect(records.button(words.status)).toBeFocused();

  // Arrow keys go round.
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  const links = menu.getByRole("link");
  await expect(links.first()).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(links.last()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(1)).toBeFocused();

  // A click elsewhere closes it; where there is room beside it, a click goes straight to the next menu.
  if (phone) {
    await page.mouse.click(3, 3);
  } else {
    await records.button(words.channel).click();
    await expect(records.filters.locator("details[open]")).toContainText(words.telegram);
    await page.mouse.click(3, 3);
  }
  await expect(page.locator("details[name=menu][open]")).toHaveCount(0);

  // One choice, and it closes.
  const type = await records.menu(words.type);
  await records.option(type, words.ticketsOnly).click();
  await records.at(`${HOME}?tab=tickets&status=closed`);
  await expect(type).not.toHaveAttribute("open");
});
