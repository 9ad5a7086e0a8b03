// Everything that is filled in, every state of it, in front of axe: where one comes in, the team, the settings of an
// agent, a new record. The projects bring both languages and both widths, `expectAccessible` both themes.
import { expectAccessible } from "./accessible";
import { expect, test } from "./desk";
import { DEMO, invite, PASSWORD, signIn } from "./people";
import { Server } from "./server";

test.describe.configure({ timeout: 60_000 });

const SCRIPT = { tag: "@script" };

/** What only these tests look for. */
const said = {
  en: {
    newRecord: "New Record",
    create: "Create record",
    add: "Add field",
    createKey: "Create key",
    key: "Key",
    revoke: "Revoke…",
    resetLink: "Link to a new password",
    text: "Text",
    voice: "Voice",
    leave: "Leave without saving?",
  },
  ar: {
    newRecord: "سجل جديد",
    create: "إنشاء السجل",
    add: "إضافة حقل",
    createKey: "إنشاء المفتاح",
    key: "المفتاح",
    revoke: "إبطال المفتاح…",
    resetLink: "رابط كلمة مرور جديدة",
    text: "النص",
    voice: "الصوت",
    leave: "المغادرة دون حفظ؟",
  },
};

test("where one comes in", SCRIPT, async ({ page, own, playwright, words, problems, lang }) => {
  problems.allow(/foreign request|status of 4(01|04|22)/);
  const empty = await Server.start();
  try {
    await page.goto(empty.url);
    await expectAccessible(page, "set-up");
    await page.getByRole("button", { name: words.setUpSubmit }).click();
    await expect(page.getByText(words.missing).first()).toBeVisible();
    await expectAccessible(page, "set-up refused");
    await page.getByLabel(words.yourName).fill("Layla Haddad");
    await page.getByLabel(words.email).fill("layla@example.com");
    await page.getByLabel(words.password).fill(PASSWORD);
    await page.getByRole("button", { name: words.setUpSubmit }).click();
    await expect(page.getByText(words.noAgents)).toBeVisible();
    await expectAccessible(page, "no agents");
  } finally {
    await empty.stop();
  }

  await page.goto(`${own.url}/sign-in`);
  await expectAccessible(page, "sign-in");
  await page.getByRole("button", { name: words.signIn }).click();
  await expect(page.getByText(words.missing)).toHaveCount(2);
  await expectAccessible(page, "sign-in refused");
  await page.getByLabel(words.email).fill(DEMO.owner);
  await page.getByLabel(words.password).fill("not the password");
  await page.getByRole("button", { name: words.signIn }).click();
  await expect(page.getByRole("alert")).toHaveText(words.wrongSignIn);
  await expectAccessible(page, "wrong password");

  const owner = await playwright.request.newContext({ baseURL: own.url });
  await signIn(owner, DEMO.owner);
  const invitation = await invite(owner, "member");
  await page.goto(invitation.href);
  await page.getByRole("button", { name: words.join, exact: true }).click();
  await expect(page.getByText(words.missing).first()).toBeVisible();
  await expectAccessible(page, "invitation refused");

  const { members } = await (await owner.post("/api/team/list", { data: {} })).json();
  const { member } = members.find(({ email }: { email: string }) => email === DEMO.viewer);
  const made = await (await owner.post("/team", { form: { form: "reset", member: member.id } })).text();
  const reset = /value="(http[^"]*password-reset[^"]*)"/.exec(made)![1]!.replaceAll("&amp;", "&");
  await page.goto(reset);
  await page.getByLabel(words.newPassword).fill("short");
  await page.getByRole("button", { name: words.save }).click();
  await expect(page.getByText(words.tooShort, { exact: true })).toBeVisible();
  await expectAccessible(page, "password reset refused");
  await page.goto(`${own.url}/invitation?token=guess`);
  await expect(page.getByText(words.linkOver)).toBeVisible();
  await expectAccessible(page, "link that is over");
  await owner.dispose();

  // Dark by choice, whatever the device says.
  await page.context().addCookies([{ name: "theme", value: "dark", url: own.url }]);
  await page.goto(`${own.url}/nowhere`);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("html")).toHaveAttribute("lang", lang);
  await expectAccessible(page, "404 in the dark");
});

test("agents, team and preferences", SCRIPT, async ({ page, desk, words, lang, problems, colleague }) => {
  problems.allow(/status of 4(03|22)/);
  const open = (path: string) => desk.open(desk.server.url + path);
  await open("/agents");
  await expectAccessible(page, "agents");
  await open("/agents/new");
  await expectAccessible(page, "new agent");
  await page.getByRole("button", { name: words.createAgent }).click();
  await expect(page.getByText(words.missing).first()).toBeVisible();
  await expectAccessible(page, "new agent refused");
  await open("/agents/lumen-home/delete");
  await page.getByRole("button", { name: words.deleteForGood }).click();
  await expect(page.getByLabel(words.deleteConfirmation)).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page, "delete agent refused");

  await open("/team");
  await page.getByLabel(words.email).fill("not an address");
  await page.getByRole("button", { name: words.makeLink }).click();
  await expect(page.getByLabel(words.email)).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page, "team, invitation refused");
  const row = page.getByRole("listitem").filter({ hasText: DEMO.viewer });
  await row.locator("summary").click();
  await expectAccessible(page, "team, what is done about a member");
  await row.getByRole("button", { name: said[lang].resetLink }).click();
  await expect(page.getByLabel(words.link, { exact: true })).toBeVisible();
  await expectAccessible(page, "team, a link made");

  await open("/preferences");
  await page.getByLabel(words.yourName).fill("");
  await page.getByRole("button", { name: words.save }).click();
  await expect(page.getByText(words.missing)).toBeVisible();
  await expectAccessible(page, "preferences refused");
  await page.getByLabel(words.yourName).fill("Layla Haddad");
  await page.getByRole("button", { name: words.save }).click();
  await expect(page.getByRole("status").getByText(words.saved, { exact: true })).toBeVisible();
  await desk.alive();
  const sidebar = await desk.sidebar();
  await sidebar.locator("summary").filter({ hasText: words.account }).click();
  await expectAccessible(page, "preferences saved, sidebar and account menu");

  const viewer = await colleague("viewer");
  await viewer.open(`${desk.server.url}/team`);
  await expectAccessible(viewer.page, "not open to this role");
});

test("a new record", SCRIPT, async ({ page, desk, words, lang, problems }) => {
  problems.allow(/api\/records\/create|status of 422/);
  await desk.file(1);
  await desk.go("?new=web");
  const dialog = page.getByRole("dialog", { name: said[lang].newRecord });
  const create = dialog.getByRole("button", { name: said[lang].create });
  await expect(create).toBeVisible();
  await expectAccessible(page, "a new record");
  await dialog.getByLabel(new RegExp(`^${words.email}`)).fill("omar@");
  await desk.press(create);
  await expect(dialog.locator("[aria-invalid=true]").first()).toBeVisible();
  await expectAccessible(page, "a new record with something wrong");
  await desk.reload();
  await dialog.getByLabel(new RegExp(`^${words.email}`)).fill("omar@example.com");
  await page.route("**/api/records/create", (route) => route.abort());
  await desk.press(create);
  await expect(dialog.getByRole("alert")).toBeVisible();
  await expectAccessible(page, "a new record that was restored and could not be made");
});

test("what an agent asks, and its keys", SCRIPT, async ({ page, desk, words, lang, problems }) => {
  problems.allow(/status of 422/);
  const say = said[lang];
  await desk.file(1);
  const settings = `${desk.server.url}/agents/${desk.agent}/settings`;
  await desk.open(`${settings}/data-collection?set=voice`);
  await expectAccessible(page, "data collection of voice, never saved");
  await desk.press(page.getByRole("link", { name: say.text, exact: true }));
  for (const kind of ["text", "choice"]) {
    await desk.press(page.getByRole("button", { name: say.add, exact: true }));
    await page.getByRole("combobox").last().selectOption(kind);
  }
  await desk.press(page.getByRole("button", { name: words.save, exact: true }));
  await expect(page.getByText(words.missing, { exact: true }).first()).toBeVisible();
  await expectAccessible(page, "data collection with something wrong");
  await desk.press(page.getByRole("main").locator("form summary").first());
  await expectAccessible(page, "data collection, pictures to choose from");
  await page.keyboard.press("Escape");
  await desk.press(page.getByRole("link", { name: say.voice, exact: true }));
  await expect(page.getByRole("dialog", { name: say.leave })).toBeVisible();
  await expectAccessible(page, "data collection is left");

  await desk.open(`${settings}/api-keys`);
  await expectAccessible(page, "no keys");
  await desk.press(page.getByRole("button", { name: say.createKey }));
  await expect(page.getByText(words.missing).first()).toBeVisible();
  await expectAccessible(page, "a key refused");
  await page.getByLabel(words.name, { exact: true }).and(page.locator(":visible")).fill("Chat bot");
  await desk.press(page.getByRole("button", { name: say.createKey }));
  await expect(page.getByRole("textbox", { name: say.key, exact: true })).toBeVisible();
  await expectAccessible(page, "a new key");
  await desk.open(`${settings}/api-keys`);
  const row = page.getByRole("listitem").filter({ hasText: "Chat bot" });
  await desk.press(row.locator("summary").filter({ hasText: words.manage }));
  await desk.press(row.locator("summary").filter({ hasText: say.revoke }));
  await expectAccessible(page, "what is done about a key");
});
