import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Locator, Page } from "@playwright/test";
import { expect, test as base, type Desk } from "./desk";
import type { Words } from "./words";

const run = promisify(execFile);

const en = {
  apiKeys: "API keys",
  none: "No keys yet",
  submit: "Create key",
  key: "Key",
  expires: "Expires",
  rate: "Requests a minute",
  rateProblem: "A whole number from 1 to 1,000,000",
  mayRead: "May read, too",
  reads: "Files and reads",
  neverUsed: "Last usedNever",
  once: "shown only this once",
  copyCommand: "Copy the command",
  sample: "Sara Haddad",
  rotate: "Rotate",
  overlap: "The old key ends",
  revoke: "Revoke…",
  revokeForGood: "Revoke for good",
  active: "Active",
  expiring: "Expires soon",
  revoked: "Revoked",
};

const ar: typeof en = {
  apiKeys: "مفاتيح API",
  none: "لا توجد مفاتيح بعد",
  submit: "إنشاء المفتاح",
  key: "المفتاح",
  expires: "ينتهي",
  rate: "الطلبات في الدقيقة",
  rateProblem: "عدد صحيح من 1 إلى 1,000,000",
  mayRead: "السماح بالقراءة أيضًا",
  reads: "التسجيل والقراءة",
  neverUsed: "لم يُستخدم بعد",
  once: "فلن يظهر مرة أخرى",
  copyCommand: "نسخ الأمر",
  sample: "سارة حداد",
  rotate: "تبديل المفتاح",
  overlap: "ينتهي المفتاح القديم",
  revoke: "إبطال المفتاح…",
  revokeForGood: "إبطال نهائي",
  active: "فعّال",
  expiring: "ينتهي قريبًا",
  revoked: "مُبطَل",
};

/** The page of an agent's keys as a person meets it. */
class Keys {
  readonly rows: Locator;

  constructor(
    readonly page: Page,
    readonly desk: Desk,
    readonly words: Words,
    readonly said: typeof en,
  ) {
    this.rows = page.getByRole("list", { name: said.apiKeys, exact: true }).getByRole("listitem");
  }

  get path() {
    return `/agents/${this.desk.agent}/settings/api-keys`;
  }

  open() {
    return this.desk.open(`${this.desk.server.url}${this.path}`);
  }

  row(text: string | RegExp) {
    return this.rows.filter({ hasText: text });
  }

  /** Fills the form of a new key and sends it; the key that is shown then. */
  async create(name: string) {
    await this.page.getByLabel(this.words.name, { exact: true }).and(this.page.locator(":visible")).fill(name);
    await this.page.getByRole("button", { name: this.said.submit }).click();
    return this.shown();
  }

  async shown() {
    await expect(this.page.getByText(this.said.once)).toBeVisible();
    const token = await this.page.getByRole("textbox", { name: this.said.key, exact: true }).inputValue();
    expect(token).toMatch(/^lt_[\w-]{43}$/);
    await this.desk.alive();
    return token;
  }

  /** Opens what can be done about a key; `<summary>` has no role to ask for. */
  async manage(row: Locator) {
    await row.locator("summary").filter({ hasText: this.words.manage }).click();
  }
}

const test = base.extend<{ keys: Keys }>({
  keys: async ({ page, desk, words, lang }, use) => {
    // The agent is made with its first record.
    await desk.file(1);
    await use(new Keys(page, desk, words, lang === "ar" ? ar : en));
  },
});

test("a key is made, shown once, and files the first record", async ({ keys, desk, page, words, script, context }) => {
  const { said } = keys;
  await keys.open();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(said.apiKeys);
  await expect(page.getByText(said.none)).toBeVisible();
  await page.getByLabel(said.mayRead).check();
  await page.getByLabel(said.expires, { exact: true }).selectOption("90d");
  const token = await keys.create("Chat bot");

  const row = keys.row("Chat bot");
  await expect(row).toContainText(said.active);
  await expect(row).toContainText(said.reads);
  await expect(row).toContainText(token.slice(0, 8));
  await expect(row).toContainText(said.neverUsed);

  // What is pasted into a terminal works as it stands.
  const command = (await page.getByText(/^curl -X POST/).textContent())!;
  expect(command).toContain(`${desk.server.url}/api/v1/records`);
  expect(command).toContain(`Bearer ${token}`);
  if (script) {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole("button", { name: new RegExp(`^${words.copy} lt_`) }).click();
    await expect.poll(clipboard).toBe(token);
    await page.getByRole("button", { name: new RegExp(`^${said.copyCommand} curl`) }).click();
    await expect.poll(clipboard).toBe(command);
  } else {
    await expect(page.getByRole("button", { name: new RegExp(`^${words.copy}`) })).toHaveCount(0);
  }
  const { stdout } = await run("sh", ["-c", `${command} --silent --show-error --fail-with-body`]);
  expect(stdout).toContain("WIT-LED-");

  // The key is nowhere any more, and has been used.
  await expect(async () => {
    await keys.open();
    await expect(row).not.toContainText(said.neverUsed, { timeout: 500 });
  }).toPass();
  expect(await page.content()).not.toContain(token);
  await desk.go();
  await expect(desk.of(said.sample)).toBeVisible();
});

test("a key is changed, rotated with an overlap, and revoked", async ({ keys, page, words, problems }) => {
  problems.allow(/status of 422/);
  const { said } = keys;
  await keys.open();
  const first = await keys.create("Chat bot");

  // What is wrong is said beside the field, which stands open and has the focus.
  await keys.open();
  await keys.manage(keys.row("Chat bot"));
  const name = keys.row("Chat bot").getByLabel(words.name, { exact: true });
  const rate = keys.row("Chat bot").getByLabel(said.rate, { exact: true });
  await expect(rate).toHaveValue("6000");
  await rate.fill("0");
  await keys.row("Chat bot").getByRole("button", { name: words.save }).click();
  await expect(keys.row("Chat bot").getByText(said.rateProblem)).toBeVisible();
  await expect(rate).toHaveValue("0");
  await expect(rate).toBeFocused();
  await expect(rate).toHaveAttribute("aria-invalid", "true");
  await rate.fill("120");
  await name.fill("Voice bot");
  await keys.row("Chat bot").getByRole("button", { name: words.save }).click();
  await expect(keys.row("Voice bot")).toContainText("120");

  await keys.manage(keys.row("Voice bot"));
  await keys.row("Voice bot").getByLabel(said.overlap, { exact: true }).selectOption("1h");
  await keys.row("Voice bot").getByRole("button", { name: said.rotate }).click();
  const second = await keys.shown();
  expect(second).not.toBe(first);
  await expect(keys.row("Voice bot")).toHaveCount(2);
  const old = keys.row(first.slice(0, 8));
  await expect(old).toContainText(said.expiring);
  await expect(keys.row(second.slice(0, 8))).toContainText(said.active);

  // The first click asks, the second does it.
  await keys.open();
  await keys.manage(old);
  const sure = old.getByRole("button", { name: said.revokeForGood });
  await expect(sure).toBeHidden();
  await old.locator("summary").filter({ hasText: said.revoke }).click();
  await sure.click();
  await expect(old).toContainText(said.revoked);
  await expect(old.locator("summary")).toHaveCount(0);
  await expect(keys.rows.last()).toContainText(said.revoked);
  await expect(page).toHaveURL(`${keys.desk.server.url}${keys.path}`);
});

test("what is typed survives a refusal", async ({ keys, page, words, problems }) => {
  problems.allow(/status of 422/);
  const { said } = keys;
  await keys.open();
  await page.getByLabel(said.rate, { exact: true }).fill("250");
  await page.getByLabel(said.expires, { exact: true }).selectOption("1y");
  await page.getByLabel(said.mayRead).check();
  await page.getByRole("button", { name: said.submit }).click();
  await expect(page.getByText(words.missing)).toBeVisible();
  await expect(page.getByLabel(words.name, { exact: true })).toBeFocused();
  await expect(page.getByLabel(said.rate, { exact: true })).toHaveValue("250");
  await expect(page.getByLabel(said.expires, { exact: true })).toHaveValue("1y");
  await expect(page.getByLabel(said.mayRead)).toBeChecked();
});

test("the keyboard alone makes and revokes a key", { tag: ["@script", "@desktop"] }, async ({ keys, page, words }) => {
  const { said } = keys;
  await keys.open();
  await page.getByLabel(words.name, { exact: true }).focus();
  await page.keyboard.type("Chat bot");
  await page.keyboard.press("Enter");
  await keys.shown();
  const row = keys.row("Chat bot");
  await row.locator("summary").filter({ hasText: words.manage }).focus();
  await page.keyboard.press("Enter");
  await row.locator("summary").filter({ hasText: said.revoke }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(row.getByRole("button", { name: said.revokeForGood })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(row).toContainText(said.revoked);
});

test("the way there is for those who may go it", async ({ keys, desk, words, colleague, problems }) => {
  problems.allow(/status of 403/);
  await desk.go();
  await (await desk.sidebar()).getByRole("link", { name: keys.said.apiKeys }).click();
  await expect(keys.page).toHaveURL(`${desk.server.url}${keys.path}`);
  await expect(keys.page.getByRole("heading", { level: 1 })).toHaveText(keys.said.apiKeys);
  const member = await colleague("member");
  await member.open(`${desk.server.url}${keys.path}`);
  await expect(member.page.getByText(words.notAllowed)).toBeVisible();
  await member.go();
  await expect(member.page.getByRole("link", { name: keys.said.apiKeys })).toHaveCount(0);
});
