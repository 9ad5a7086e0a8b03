import { HOME, count, recordId, stamp } from "./records";
import { expect, test, ZONE } from "./support";

const STAMP = /^\d\d-\d\d-\d\d \d\d:\d\d$/;

test("the list says how many there are and shows the first of them", async ({ page, records, words, lang, zone }) => {
  await records.open(HOME);

  const html = page.locator("html");
  await expect(html).toHaveAttribute("lang", lang);
  await expect(html).toHaveAttribute("dir", lang === "ar" ? "rtl" : "ltr");
  const total = await records.total();
  expect(total).toBeGreaterThan(48);
  await expect(page).toHaveTitle(`${words.product} (${total}) · Lumen Home`);
  await expect(records.cards).toHaveCount(24);
  const [leads, tickets] = await Promise.all([words.leads, words.tickets].map((tab) => records.tab(tab).innerText()));
  expect(count(leads!) + count(tickets!)).toBe(total);

  const breadcrumb = page.getByRole("navigation", { name: words.breadcrumb });
  await expect(breadcrumb.getByRole("heading", { level: 1 })).toHaveText(words.product);
  await expect(breadcrumb.getByRole("link", { name: "Lumen Home" })).toHaveAttribute("href", HOME);

  // Newest first, each in the viewer's own time.
  const times = await records.cards.getByRole("time").evaluateAll((all) =>
    all.map((time) => ({ utc: time.getAttribute("datetime")!, shown: time.textContent! })),
  );
  expect(times).toHaveLength(24);
  expect(times.map(({ utc }) => utc)).toEqual(times.map(({ utc }) => utc).toSorted().reverse());
  for (const { utc, shown } of times) {
    expect(shown).toMatch(STAMP);
    expect(shown).toBe(stamp(utc, zone));
  }
});

test.describe("on the first visit", () => {
  test.use({ knownZone: false });

  test("times are the browser's once it can tell, else UTC and named so", async ({ records, words, zone, page }) => {
    await page.goto(HOME);
    await expect(async () => {
      const time = records.cards.first().getByRole("time");
      expect(await time.innerText()).toBe(stamp((await time.getAttribute("datetime"))!, zone));
    }).toPass();
    const sidebar = await records.sidebar();
    await expect(sidebar.getByText(words.timesIn)).toHaveText(`${words.timesIn} ${zone}`);
    // The server knows it now: the next page says it by itself.
    if (zone === ZONE) expect(await (await page.request.get(HOME)).text()).toContain(ZONE);
  });
});

test("a list that the server sends is ready, however many ask at once", { tag: ["@noscript", "@en"] }, async ({ page }) => {
  for (let round = 0; round < 5; round++) {
    const answers = await Promise.all(Array.from({ length: 8 }, () => page.request.get(HOME)));
    for (const answer of answers) expect(await answer.text()).not.toContain('aria-busy="true"');
  }
});

test("a card shows what was filed", async ({ page, records, words, script, context }) => {
  await records.open(`${HOME}?q=Maryam+Al-Harbi`);
  const card = records.card("Maryam Al-Harbi").first();

  await expect(card.getByText(words.lead, { exact: true })).toBeVisible();
  await expect(card.getByRole("img", { name: words.whatsapp })).toBeVisible();
  await expect(card.getByText(words.new, { exact: true })).toBeVisible();
  await expect(card.getByText("+966 50 123 4567")).toBeVisible();
  await expect(card.getByText("+966 50 123 4567")).toHaveAttribute("dir", "ltr");
  for (const text of ["maryam@example.com", "Al-Harbi Trading", "Budget", "SAR 25,000", "Jeddah", "40"])
    await expect(card.getByText(text, { exact: true }).first()).toBeVisible();
  for (const term of [words.name, words.phone, words.email, words.company])
    await expect(card.getByRole("term").filter({ hasText: term })).toHaveCount(1);
  await expect(card.getByText(/^Wants a quote for 40 smart thermostats/)).toBeVisible();
  await expect(card.getByText(words.unassigned)).toBeVisible();

  const id = card.getByRole("button", { name: words.copy });
  expect(recordId(await id.innerText())).toMatch(/^WIT-LED-/);
  await expect(id.locator("bdi")).toHaveAttribute("dir", "ltr");
  if (script) {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await id.click();
    await expect(card.getByRole("status")).toHaveText(words.copied);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(recordId(await id.innerText()));
  }
});

test("an id that cannot be copied is not said to be", { tag: ["@script", "@desktop"] }, async ({ page, records, words }) => {
  // Over plain HTTP there is no clipboard; elsewhere the browser may refuse it.
  for (const refuse of [
    () => void Object.defineProperty(navigator, "clipboard", { value: undefined }),
    () => void Object.assign(navigator.clipboard, { writeText: () => Promise.reject(new Error("refused")) }),
  ]) {
    await records.open(HOME);
    await page.evaluate(refuse);
    await records.cards.first().getByRole("button", { name: words.copy }).click();
    await page.waitForTimeout(300);
    expect(await records.cards.first().getByRole("status").textContent()).not.toContain(words.copied);
  }
});

test("a card hides what is long and shows it when asked", async ({ records, words, page }) => {
  await records.open(`${HOME}?q=Hind+Bakr`);
  const card = records.card("Hind Bakr").filter({ hasText: "Palm Gate" });
  await expect(card).toHaveAccessibleName(/^WIT-LED-/);

  const description = card.getByText(/^Interior designer who plans/);
  const height = async () => (await description.boundingBox())!.height;
  const clamped = await height();
  await description.click();
  await expect.poll(height).toBeGreaterThan(clamped * 4);
  await description.click();
  await expect.poll(height).toBe(clamped);

  await expect(card.getByText("Floors", { exact: true })).toBeVisible();
  await expect(card.getByText("Drawings", { exact: true })).toHaveCount(0);
  await card.getByRole("link", { name: words.more(3) }).click();
  await expect(records.sheet.getByText("Drawings", { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/\?q=Hind\+Bakr&id=WIT-LED-/);
});

test("the sidebar leads to the folders, which hold what it says", async ({ page, records, words }) => {
  await records.open(HOME);
  for (const [folder, path] of [
    [words.archived, `${HOME}/archived`],
    [words.deleted, `${HOME}/deleted`],
    [words.inbox, HOME],
  ] as const) {
    const link = (await records.sidebar()).getByRole("link", { name: new RegExp(`^${folder} \\d`) });
    const expected = count(await link.innerText());
    await link.click();
    await records.at(path);
    await records.expectTotal(expected);
    const breadcrumb = page.getByRole("navigation", { name: words.breadcrumb });
    const here = path === HOME ? words.product : folder;
    await expect(breadcrumb.getByRole("heading", { level: 1 })).toHaveText(here);
    await expect((await records.sidebar()).getByRole("link", { name: new RegExp(`^${folder} \\d`) })).toHaveAttribute(
      "aria-current",
      "page",
    );
  }
  // The chevron folds them away and goes nowhere.
  const sidebar = await records.sidebar();
  const archived = sidebar.getByRole("link", { name: new RegExp(`^${words.archived} \\d`) });
  await sidebar.getByLabel(`${words.folders}: ${words.product}`, { exact: true }).click();
  await expect(archived).toBeHidden();
  await sidebar.getByLabel(`${words.folders}: ${words.product}`, { exact: true }).click();
  await expect(archived).toBeVisible();
  await expect(page).toHaveURL(HOME);
});

test("the switcher leads to an agent that has nothing yet", async ({ page, records, words }) => {
  await records.open(HOME);
  const sidebar = await records.sidebar();
  await sidebar.locator("summary", { hasText: "Lumen Home" }).click();
  await expect(sidebar.getByRole("link", { name: "Lumen Home", exact: true })).toHaveAttribute("aria-current", "true");
  await sidebar.getByRole("link", { name: "Lumen Travel", exact: true }).click();

  await records.at("/agents/lumen-travel/leads-tickets");
  await expect(page.getByRole("heading", { name: words.noRecords })).toBeVisible();
  await expect(page).toHaveTitle(`${words.product} (0) · Lumen Travel`);
  await expect(records.cards).toHaveCount(0);
});

test("the agents are listed with what waits for them", async ({ page, records, words }) => {
  await records.open(HOME);
  const total = await records.total();
  await page.getByRole("navigation", { name: words.breadcrumb }).getByRole("link", { name: words.agents }).click();
  await expect(page).toHaveURL("/agents");

  await expect(page).toHaveTitle(`${words.agents} · ${words.product}`);
  const main = page.getByRole("main");
  const rows = main.getByRole("link", { name: /^Lumen/ });
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: "lumen-home" })).toContainText(words.inInbox(total));
  await expect(rows.filter({ hasText: "lumen-travel" })).toContainText(words.inInbox(0));
  await rows.filter({ hasText: "lumen-clinics" }).click();
  await records.at("/agents/lumen-clinics/leads-tickets");
  await expect(page).toHaveTitle(/· Lumen Clinics$/);
});

test("where nothing is, the page says so and leads back", async ({ page, records, words, problems }) => {
  problems.allow(/status of 404/);
  for (const path of ["/nowhere", "/agents/nobody/leads-tickets", "/agents/NOT%20an%20id/leads-tickets"]) {
    const response = await records.open(path);
    expect(response.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: words.pageNotFound })).toBeVisible();
    await expect(page).toHaveTitle(words.pageNotFound);
  }
  await page.getByRole("link", { name: words.allAgents }).click();
  await expect(page.getByRole("main").getByRole("link", { name: /^Lumen Home/ })).toBeVisible();
});
