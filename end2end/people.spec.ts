import { DEMO, PASSWORD, newAddress } from "./people";
import { HOME } from "./records";
import { Server } from "./server";
import { expect, test, ZONE } from "./support";
import { words as all } from "./words";

test.describe("before anybody is there", () => {
  test.use({ as: "nobody" });

  test("the first visitor becomes the Owner, and nobody after", async ({ page, words, script, problems, lang }) => {
    // A server of its own is foreign to the one that the others use.
    problems.allow(/foreign request|status of 422/);
    const server = await Server.start();
    try {
      await page.goto(server.url);
      await expect(page).toHaveURL(`${server.url}/set-up`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.setUp);
      await page.getByLabel(words.yourName).fill("Layla Haddad");
      await page.getByLabel(words.email).fill("Layla@example.com");
      await page.getByLabel(words.password).fill("short");
      if (script) await expect(page.getByLabel(words.timeZone)).toHaveValue(ZONE);
      else await page.getByLabel(words.timeZone).fill("Mars/Olympus");
      await page.getByRole("button", { name: words.setUpSubmit }).click();

      // Nothing typed is lost but the password, and each field says what is wrong with it.
      await expect(page.getByText(words.tooShort, { exact: true })).toBeVisible();
      await expect(page.getByLabel(words.password)).toBeFocused();
      await expect(page.getByLabel(words.password)).toHaveAttribute("aria-invalid", "true");
      await expect(page.getByLabel(words.yourName)).toHaveValue("Layla Haddad");
      if (!script) {
        await expect(page.getByText(words.unknownZone)).toBeVisible();
        await page.getByLabel(words.timeZone).fill("asia/riyadh");
      }
      await page.getByLabel(words.password).fill(PASSWORD);
      await page.getByRole("button", { name: words.setUpSubmit }).click();

      await expect(page).toHaveURL(`${server.url}/agents`);
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await expect(page.getByText(words.noAgents)).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("data-zone", ZONE);
      // It is closed for good, also for whoever comes without a session.
      await page.goto(`${server.url}/set-up`);
      await expect(page).toHaveURL(`${server.url}/agents`);
      await page.context().clearCookies();
      await page.goto(`${server.url}/set-up`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.signIn);
    } finally {
      await server.stop();
    }
  });

  test("whoever signs in lands where they were going, and out again sees nothing", async ({ page, records, words, problems, phone }) => {
    problems.allow(/status of 401/);
    const link = `${HOME}?tab=leads`;
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.signIn);
    await page.getByLabel(words.email).fill(DEMO.admin);
    await page.getByLabel(words.password).fill("not the password");
    await page.getByRole("button", { name: words.signIn }).click();
    await expect(page.getByRole("alert")).toHaveText(words.wrongSignIn);
    await expect(page.getByLabel(words.email)).toHaveValue(DEMO.admin);
    await page.getByLabel(words.password).fill(PASSWORD);
    await page.getByRole("button", { name: words.signIn }).click();
    await records.alive();
    await records.at(link);
    await expect(records.cards).toHaveCount(24);

    const sidebar = await records.sidebar();
    await sidebar.locator("summary").filter({ hasText: "Omar Farouk" }).click();
    await sidebar.getByRole("button", { name: words.signOut, exact: true }).click();
    await expect(page).toHaveURL("/sign-in");
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.signIn);
    await expect(records.cards).toHaveCount(0);
    if (!phone) await expect(page.getByText("Omar Farouk")).toHaveCount(0);
  });

  test("signing in needs no mouse", { tag: ["@script", "@desktop"] }, async ({ page, words }) => {
    await page.goto("/sign-in");
    for (const label of [words.email, words.password]) {
      for (let pressed = 0; pressed < 5 && !(await page.getByLabel(label).evaluate((e) => e === document.activeElement)); pressed++)
        await page.keyboard.press("Tab");
      await page.keyboard.type(label === words.email ? DEMO.viewer : PASSWORD);
    }
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL("/agents");
  });
});

test("somebody is invited, joins, and is another from the next click on", async ({ page, records, words, browser, contextOptions, problems, baseURL, script }) => {
  problems.allow(/status of 401/);
  const email = newAddress();
  await records.open("/team");
  await page.getByLabel(words.email).fill(email);
  await page.getByRole("button", { name: words.makeLink }).click();
  const link = await page.getByLabel(words.link, { exact: true }).inputValue();
  expect(link).toMatch(new RegExp(`^${baseURL}/invitation\\?token=[\\w-]{43}$`));
  await expect(page.getByRole("listitem").filter({ hasText: email })).toBeVisible();

  const other = await browser.newContext({ ...contextOptions, baseURL: baseURL! });
  const theirs = await other.newPage();
  await theirs.goto(link);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText(words.joinTitle);
  await theirs.getByLabel(words.yourName).fill("Noor Invited");
  await theirs.getByLabel(words.password).fill(PASSWORD);
  await theirs.getByRole("button", { name: words.join, exact: true }).click();
  await expect(theirs).toHaveURL("/agents");
  await expect(theirs.getByRole("link", { name: words.newAgent })).toHaveCount(0);
  await theirs.goto("/team");
  await expect(theirs.getByText(words.notAllowed)).toBeVisible();
  await theirs.goto(HOME);
  if (script) await theirs.waitForLoadState("networkidle");

  // The Owner gives them another role; their next click says that they must sign in again.
  await records.open("/team");
  const row = page.getByRole("listitem").filter({ hasText: email });
  await row.locator("summary").click();
  await row.getByLabel(words.role).selectOption("viewer");
  await row.getByRole("button", { name: words.changeRole }).click();
  await expect(row.getByText(words.viewer, { exact: true }).first()).toBeVisible();
  await theirs.getByRole("navigation", { name: words.type }).getByRole("link", { name: words.leads }).click();
  if (script) {
    await expect(theirs.getByRole("alert")).toContainText(words.signedOut);
    await theirs.getByRole("link", { name: words.signIn }).click();
  }
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText(words.signIn);
  await theirs.getByLabel(words.email).fill(email);
  await theirs.getByLabel(words.password).fill(PASSWORD);
  await theirs.getByRole("button", { name: words.signIn }).click();
  await expect(theirs).toHaveURL(`${HOME}?tab=leads`);

  // Deactivated, they are out at the next click, and so is their password.
  await row.locator("summary").click();
  await row.getByRole("button", { name: words.deactivate }).click();
  await expect(row.getByText(words.deactivated)).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText(words.signIn);
  await other.close();
});

test.describe("one's own settings", () => {
  test.use({ as: "newcomer" });

  test("what is chosen in the profile holds from the first byte on", async ({ page, records, words, lang, script, problems }) => {
    problems.allow(/status of 4(01|22)/);
    const other = lang === "en" ? "ar" : "en";
    await records.open("/preferences");
    await page.getByLabel(words.yourName).fill("");
    await page.getByLabel(words.timeZone).fill("Africa/Cairo");
    await page.getByRole("button", { name: words.save }).click();
    await expect(page.getByText(words.missing)).toBeVisible();
    await expect(page.getByLabel(words.timeZone)).toHaveValue("Africa/Cairo");
    await page.getByLabel(words.yourName).fill("Noor");
    await page.getByRole("main").getByLabel(words.language).selectOption(other);
    await page.getByRole("main").getByLabel(words.theme).selectOption("dark");
    await page.getByLabel(words.cardsPerPage).selectOption("48");
    await page.getByRole("button", { name: words.save }).click();

    const now = all[other];
    await expect(page.getByRole("status").getByText(now.saved, { exact: true })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", other);
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    const html = await (await page.request.get(HOME)).text();
    expect(html).toContain(`lang="${other}"`);
    expect(html.match(/<article/g)).toHaveLength(48);
    expect(html).toContain("Africa/Cairo");
    await records.open(HOME);
    await expect(records.cards).toHaveCount(48);
    // The device stands elsewhere: the profile's zone stays.
    if (script) await expect(page.getByText("Africa/Cairo").first()).toBeAttached();

    await records.open("/preferences");
    await page.getByLabel(now.currentPassword).fill("not the password");
    await page.getByLabel(now.newPassword).fill("a brand new password");
    await page.getByRole("button", { name: now.changePassword }).click();
    await expect(page.getByText(now.wrongPassword)).toBeVisible();
    await page.getByLabel(now.currentPassword).fill(PASSWORD);
    await page.getByLabel(now.newPassword).fill("a brand new password");
    await page.getByRole("button", { name: now.changePassword }).click();
    await expect(page.getByText(now.passwordChanged)).toBeVisible();
    await page.getByRole("button", { name: now.signOutEverywhere }).click();
    await expect(page).toHaveURL("/sign-in");
  });
});

test("an agent is made and deleted with what it has", { tag: "@desktop" }, async ({ page, words, problems }) => {
  problems.allow(/foreign request|status of 422/);
  const server = await Server.start([["demo"]], ["--demo"]);
  try {
    const signedIn = await page.request.post(`${server.url}/sign-in`, { form: { email: DEMO.admin, password: PASSWORD } });
    expect(signedIn.status()).toBe(200);
    await page.goto(`${server.url}/agents`);
    await page.getByRole("link", { name: words.newAgent }).click();
    await page.getByLabel(words.name, { exact: true }).fill("Night desk");
    await page.getByLabel(words.agentId, { exact: true }).fill("Night desk");
    await page.getByRole("button", { name: words.createAgent }).click();
    await expect(page.getByLabel(words.agentId, { exact: true })).toHaveAttribute("aria-invalid", "true");
    await page.getByLabel(words.agentId, { exact: true }).fill("night-desk");
    await page.getByRole("button", { name: words.createAgent }).click();
    await expect(page).toHaveURL(`${server.url}/agents/night-desk/leads-tickets`);
    await expect(page.getByText(words.noRecords)).toBeVisible();

    await page.goto(`${server.url}/agents`);
    await page.getByRole("link", { name: `${words.deleteAgent}: Lumen Home` }).click();
    await expect(page.getByText("260", { exact: false })).toBeVisible();
    await page.getByLabel(words.deleteConfirmation).fill("delete");
    await page.getByRole("button", { name: words.deleteForGood }).click();
    await expect(page.getByLabel(words.deleteConfirmation)).toHaveAttribute("aria-invalid", "true");
    await page.getByLabel(words.deleteConfirmation).fill("DELETE");
    await page.getByRole("button", { name: words.deleteForGood }).click();
    await expect(page).toHaveURL(`${server.url}/agents`);
    await expect(page.getByText("Lumen Home")).toHaveCount(0);
    await expect(page.getByText("Night desk")).toBeVisible();
  } finally {
    await server.stop();
  }
});

test("the page says that it is a demo", async ({ page, records, words, phone }) => {
  await records.open(HOME);
  await expect(page.getByText(words.demo, { exact: true })).toBeVisible();
  if (!phone) await expect(page.getByText("Layla Haddad").first()).toBeVisible();
});
