import { HOME } from "./records";
import { expect, test } from "./support";

const LIST = "**/api/records/list";
const FIND = "**/api/records/find";

test("a list that fails says so, keeps its link and can be tried again", { tag: "@script" }, async ({ page, records, words, problems }) => {
  problems.allow(/api\/records\/list/);
  for (const fail of ["abort", "500", "garbage"] as const) {
    await records.open(HOME);
    let failed = 0;
    await page.route(LIST, (route) => {
      failed += 1;
      if (fail === "abort") return route.abort("connectionrefused");
      if (fail === "500") return route.fulfill({ status: 500, body: '{"type":"internal"}' });
      return route.fulfill({ status: 200, contentType: "text/html", body: "<h1>A proxy's own page</h1>" });
    });
    await records.tab(words.leads).click();
    const alert = page.getByRole("alert");
    await expect(alert.getByRole("heading", { name: words.failed }), fail).toBeVisible();
    await expect(page).toHaveURL(`${HOME}?tab=leads`);

    // Still failing: it says so again.
    await alert.getByRole("link", { name: words.retry }).click();
    // It stood there all the while, so only the second failure tells that the question was asked again.
    await expect.poll(() => failed, fail).toBe(2);
    await expect(alert.getByRole("heading", { name: words.failed })).toBeVisible();

    await page.unroute(LIST);
    await alert.getByRole("link", { name: words.retry }).click();
    await expect(records.cards.getByText(words.lead, { exact: true })).toHaveCount(24);
    await expect(alert).toHaveCount(0);
    await records.at(`${HOME}?tab=leads`);
    await expect(records.tab(words.leads)).toHaveAttribute("aria-current", "true");
  }
});

test("a sheet that fails says so over the list and can be tried again", { tag: "@script" }, async ({ page, records, words, problems }) => {
  problems.allow(/api\/records\/find/);
  await records.open(HOME);
  await page.route(FIND, (route) => route.fulfill({ status: 500, body: "" }));
  await records.detailsOf(records.cards.first()).click();
  await expect(records.sheet.getByRole("heading", { name: words.failed })).toBeVisible();
  await expect(records.cards).toHaveCount(24);
  await page.unroute(FIND);
  await records.sheet.getByRole("link", { name: words.retry }).click();
  await expect(records.sheet.getByRole("region", { name: words.activity })).toBeVisible();

  // Closed where it failed, it is simply closed.
  await page.keyboard.press("Escape");
  await page.route(FIND, (route) => route.abort("connectionrefused"));
  await records.detailsOf(records.cards.nth(1)).click();
  await expect(records.sheet.getByRole("heading", { name: words.failed })).toBeVisible();
  await records.sheet.getByRole("link", { name: words.close }).click();
  await expect(records.sheet).toHaveCount(0);
  await expect(page).toHaveURL(HOME);
});

test("while an answer is on its way, its shape stands there", { tag: "@script" }, async ({ page, records, words }) => {
  let answer = () => {};
  const held = () => new Promise<void>((resolve) => (answer = resolve));
  await records.open("/agents");
  let waiting = held();
  await page.route("**/api/records/*", async (route) => {
    await waiting;
    await route.continue();
  });
  await page.getByRole("main").getByRole("link", { name: "lumen-home" }).click();
  await expect(page.getByText(words.loading)).toBeAttached();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(1);
  answer();
  await records.at(HOME);
  await expect(records.cards).toHaveCount(24);
  await expect(page.getByText(words.loading)).toHaveCount(0);

  // The last list stays in sight until the next one is there.
  waiting = held();
  await records.tab(words.tickets).click();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(1);
  await expect(records.cards).toHaveCount(24);
  answer();
  await records.at(`${HOME}?tab=tickets`);
  await expect(records.cards.getByText(words.ticket, { exact: true })).toHaveCount(24);

  // The sheet stands open before its record has come.
  waiting = held();
  await records.detailsOf(records.cards.first()).click();
  await expect(records.sheet).toBeVisible();
  await expect(records.sheet.locator("[aria-busy=true]")).toHaveCount(1);
  answer();
  await expect(records.sheet.getByRole("region", { name: words.activity })).toBeVisible();
});

test("an answer that comes late does not replace a newer one", { tag: ["@script", "@desktop"] }, async ({ page, records, words }) => {
  await records.open(HOME);
  let first = true;
  await page.route(LIST, async (route) => {
    if (first) {
      first = false;
      await new Promise((answer) => setTimeout(answer, 1500));
    }
    await route.continue();
  });
  await records.tab(words.leads).click();
  await page.waitForTimeout(100);
  await records.tab(words.tickets).click();
  await expect(records.cards.getByText(words.ticket, { exact: true })).toHaveCount(24);
  await page.waitForTimeout(2000);
  await expect(records.cards.getByText(words.ticket, { exact: true })).toHaveCount(24);
  await expect(page).toHaveURL(`${HOME}?tab=tickets`);
});
