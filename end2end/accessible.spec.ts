// Lists, sheets, dialogs and conversations, every state of them, in front of axe. The projects bring both languages and
// both widths, `expectAccessible` both themes.
import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, lead, test, type Desk } from "./desk";
import { talk } from "./words-conversations";
import { keyWords } from "./words-keys";

test.describe.configure({ timeout: 60_000 });

const SCRIPT = { tag: "@script" };

/** Changes a record as somebody else would, while the page still shows what was there before. */
async function meanwhile(desk: Desk, ids: string | string[], action: object, version = 1) {
  const records = [ids].flat().map((id) => ({ id, version }));
  const target = { records: { records } };
  const answer = await desk.page.request.post(`${desk.server.url}/api/records/change`, { data: { agent: desk.agent, target, action } });
  expect((await answer.json()).done.changed).toBe(records.length);
}

/** Answers come only when one lets them. */
async function hold(page: Page, url: string) {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(url, async (route) => {
    await held;
    await route.continue();
  });
  return () => letGo();
}

test("the list, its menus, and what it says when it is empty", SCRIPT, async ({ page, desk, words, problems, phone }) => {
  problems.allow(/api\/records\/list|status of 404/);
  await desk.file(4);
  await desk.go("?status=new&channel=web&assignee=unassigned&range=30d&q=customer");
  await expect(desk.cards).toHaveCount(4);
  const first = await desk.idOf("Customer 1");
  await expectAccessible(page, "list with filters");
  for (const menu of [words.type, words.status, words.channel, words.assignee, words.date]) {
    await desk.menu(menu);
    await expectAccessible(page, menu, "details[name=menu][open]");
    await page.keyboard.press("Escape");
  }
  for (const menu of [`${words.sort}: `, ...(phone ? [] : [`${words.agent}: `])]) {
    await page.locator("summary").filter({ hasText: menu }).click();
    await expectAccessible(page, menu, "details[name=menu][open]");
    await page.keyboard.press("Escape");
  }

  await meanwhile(desk, first, { move: { to: "archived" } });
  for (const [path, heading] of [
    [`${desk.path}/deleted`, undefined],
    [`${desk.path}?q=no+such+thing`, words.noMatches],
    [`${desk.path}?q=${first}`, words.nothingIn(words.inbox)],
    ["/agents/lumen-travel/leads-tickets", words.noRecords],
    ["/agents/nobody/leads-tickets", words.pageNotFound],
  ] as const) {
    await desk.open(desk.server.url + path);
    if (heading) await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await expectAccessible(page, `empty: ${path}`);
  }

  await desk.open(`${desk.server.url}/agents`);
  const letGo = await hold(page, "**/api/records/list");
  await page.getByRole("main").getByRole("link", { name: desk.agent }).first().click();
  await expect(page.getByText(words.loading)).toBeAttached();
  await expectAccessible(page, "list on its way");
  letGo();
  await expect(desk.cards).toHaveCount(3);
  await page.route("**/api/records/list", (route) => route.abort("connectionrefused"));
  problems.allow(/ERR_CONNECTION_REFUSED/);
  await desk.tab(words.leads).click();
  await expect(page.getByRole("alert").getByRole("heading", { name: words.failed })).toBeVisible();
  await expectAccessible(page, "list that failed");
});

test("selecting, the menus of a card, and what is asked and told", SCRIPT, async ({ page, desk, words, problems }) => {
  problems.allow(/503/);
  await desk.file(3);
  // What somebody else does is not to be learnt before one stumbles over it.
  await page.route("**/api/records/news", (route) => route.fulfill({ status: 204 }));
  await desk.go("?status=new");
  const card = desk.of("Customer 1");
  await desk.press(desk.action(card, words.mark));
  await expectAccessible(page, "mark");
  await page.keyboard.press("Escape");
  await desk.press(desk.action(card, words.assign));
  await expectAccessible(page, "assign");
  await page.getByRole("combobox", { name: words.assignTo }).fill("zzz");
  await expect(page.getByText(words.nobodyFound)).toBeVisible();
  await expectAccessible(page, "assign to nobody found");
  await page.keyboard.press("Escape");
  await desk.mark(card, words.closed);
  await expect(desk.toast(words.markedAs(words.closed))).toBeVisible();
  await expectAccessible(page, "ghost and toast");

  await desk.press(desk.tick(desk.of("Customer 2")));
  await expect(desk.bulk).toBeVisible();
  await expectAccessible(page, "bulk bar");
  await desk.press(desk.bulk.getByRole("button", { name: words.assign }));
  await desk.dialog.getByRole("combobox").fill("priya");
  await expectAccessible(page, "bulk assign, choosing");
  await desk.dialog.getByRole("combobox").press("Enter");
  await expectAccessible(page, "bulk assign, chosen");
  await page.keyboard.press("Escape");
  await desk.press(desk.bulk.getByRole("button", { name: words.delete }));
  await expectAccessible(page, "confirm");
  await desk.press(desk.dialog.getByRole("button", { name: words.cancel }));

  // Somebody else was quicker: with one of several, then with the only one.
  const [second, third] = [await desk.idOf("Customer 2"), await desk.idOf("Customer 3")];
  await meanwhile(desk, third, { set_status: { to: "cancelled" } });
  await desk.press(desk.tick(desk.of("Customer 3")));
  await desk.press(desk.bulk.getByRole("button", { name: words.mark }));
  await desk.press(page.getByRole("menuitemradio", { name: words.open }));
  await desk.press(desk.toast(words.leftAsItWas).getByRole("button", { name: words.show }));
  await expect(desk.dialog.getByRole("listitem")).toContainText([words.changedMeanwhile]);
  await expectAccessible(page, "what was left");
  await desk.go();
  await meanwhile(desk, second, { set_status: { to: "cancelled" } }, 2);
  await desk.mark(desk.of("Customer 2"), words.closed);
  await expect(desk.dialog).toContainText(words.conflict);
  await expectAccessible(page, "conflict");
  await page.keyboard.press("Escape");

  await page.route("**/api/records/change", (route) => route.fulfill({ status: 503, json: "unavailable" }));
  await desk.mark(desk.of("Customer 1"), words.open);
  await expect(page.locator(".toast[data-tone=danger]")).toBeVisible();
  await expectAccessible(page, "a change that failed");
});

test("the sheet, its notes, and what is not there", SCRIPT, async ({ page, desk, words, problems }) => {
  problems.allow(/503|api\/records\/find/);
  const fields = [
    { label: "Guests", value: "many" },
    { label: "Site", value: "https://example.com/a" },
  ];
  await desk.server.file(desk.agent, [lead("Customer 1", 1, { email: "omar@", phone: "0501234567", fields }), lead("Customer 2", 2)]);
  await page.route("**/api/records/news", (route) => route.fulfill({ status: 204 }));
  await desk.go();
  const [id, other] = [await desk.idOf("Customer 1"), await desk.idOf("Customer 2")];
  await meanwhile(desk, [id, other], { set_status: { to: "open" } });
  const letGo = await hold(page, "**/api/records/find");
  await desk.press(desk.detailsOf(desk.of("Customer 1")));
  await expect(desk.sheet).toBeVisible();
  await expectAccessible(page, "sheet on its way");
  letGo();
  await desk.notes.fill("Mine");
  const status = desk.section(words.notes).getByRole("status");
  await expect(status).toContainText(words.saved);
  await desk.section(words.assignment).getByRole("combobox").fill("emma");
  await expectAccessible(page, "sheet, saved, choosing somebody");
  await desk.section(words.assignment).getByRole("combobox").press("Enter");
  await meanwhile(desk, id, { set_notes: { text: "Theirs" } }, 2);
  await desk.notes.fill("Mine, after all");
  await expect(desk.section(words.notes).getByRole("alert")).toContainText("Theirs");
  await expectAccessible(page, "sheet, notes of two, somebody chosen");
  await desk.press(desk.section(words.notes).getByRole("button", { name: words.keepBoth }));
  await expect(status).toContainText(words.saved);
  await desk.press(desk.section(words.activity).getByRole("button", { name: words.revert }).last());
  await expect(desk.dialog).toBeVisible();
  await expectAccessible(page, "sheet, taking back");
  await desk.press(desk.dialog.getByRole("button", { name: words.cancel }));
  await page.route("**/api/records/change", (route) => route.fulfill({ status: 503, json: "unavailable" }));
  await desk.notes.fill("Typed in a lift");
  await expect(status).toContainText(words.couldNotSave);
  await expectAccessible(page, "sheet, notes not saved");
  await page.unroute("**/api/records/change");
  await desk.press(status.getByRole("button", { name: words.retry }));
  await expect(status).toContainText(words.saved);

  // One that lies in Deleted, behind a filter that it does not pass; one that is not there; one that is no more.
  await meanwhile(desk, other, { move: { to: "deleted" } });
  await desk.go(`?tab=tickets&id=${other}`);
  await expect(desk.section(words.activity)).toBeVisible();
  await expectAccessible(page, "sheet of a deleted record that the list does not show");
  await desk.go("?id=WIT-LED-00000");
  await expect(desk.sheet.getByRole("heading", { name: words.notFound })).toBeVisible();
  await expectAccessible(page, "sheet of nothing");
  await desk.go();
  const at = { utc: "2026-01-01T00:00:00Z", local: "01-01-26 03:00" };
  await page.route("**/api/records/find", (route) => route.fulfill({ json: { purged: { at } } }));
  await desk.press(desk.detailsOf(desk.of("Customer 1")));
  await expect(desk.sheet.getByText(at.local)).toBeVisible();
  await expectAccessible(page, "sheet of what is purged");
  await page.keyboard.press("Escape");
  await page.route("**/api/records/find", (route) => route.fulfill({ status: 500, body: "" }));
  await desk.press(desk.detailsOf(desk.of("Customer 1")));
  await expect(desk.sheet.getByRole("heading", { name: words.failed })).toBeVisible();
  await expectAccessible(page, "sheet that failed");
});

test("conversations, chats and calls", SCRIPT, async ({ page, desk, words, lang, problems }) => {
  problems.allow(/api\/conversations\/find/);
  const say = talk[lang];
  const list = page.getByRole("region", { name: say.list, exact: true });
  const transcript = page.getByRole("region", { name: say.transcript, exact: true });
  const [chats, calls] = ["chat", "voice"].map((kind) => `${desk.server.url}/agents/lumen-home/${kind}-conversations`);
  await desk.open(`${chats}?q=please`);
  await expectAccessible(page, "conversations that were searched");
  await desk.press(list.getByRole("listitem").getByRole("link").first());
  await expect(page.locator(".message").first()).toBeAttached();
  await expectAccessible(page, "a transcript");
  await desk.press(transcript.getByRole("button", { name: words.delete, exact: true }));
  await expect(desk.dialog).toContainText(say.deleteTitle);
  await expectAccessible(page, "deleting a conversation");
  await page.keyboard.press("Escape");
  for (const path of [
    `${chats}?id=5`,
    `${chats}?q=no+such+thing+anywhere`,
    `${chats}/deleted`,
    calls!,
    `${desk.server.url}/agents/lumen-travel/voice-conversations`,
  ]) {
    await desk.open(path);
    await expectAccessible(page, path);
  }
  await desk.open(calls!);
  const letGo = await hold(page, "**/api/conversations/*");
  await desk.press(list.getByRole("listitem").getByRole("link").first());
  await expect(transcript.locator("[aria-busy=true]")).toBeAttached();
  await expectAccessible(page, "a transcript on its way");
  letGo();
  await expect(page.locator(".message").first()).toBeAttached();
  await expectAccessible(page, "the transcript of a call");
  await desk.open(calls!);
  await page.route("**/api/conversations/find", (route) => route.fulfill({ status: 500, body: "" }));
  await desk.press(list.getByRole("listitem").getByRole("link").first());
  await expect(transcript.getByRole("heading", { name: words.failed })).toBeVisible();
  await expectAccessible(page, "a transcript that failed");
});

test("exports, and who made them", SCRIPT, async ({ page, desk, lang }) => {
  await desk.file(2);
  const activity = `${desk.server.url}/agents/${desk.agent}/settings/activity`;
  await desk.open(activity);
  await expectAccessible(page, "nothing exported yet");
  await desk.go("?export=all&q=customer");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("radio").first()).toBeVisible();
  await expectAccessible(page, "what is to be exported");
  const download = page.waitForEvent("download");
  await desk.press(dialog.getByRole("button", { name: lang === "ar" ? "تنزيل" : "Download", exact: true }));
  await download;
  await expect(dialog.getByRole("progressbar")).toHaveAttribute("value", "2");
  await expectAccessible(page, "an export that is done");
  await desk.open(activity);
  await expectAccessible(page, "who exported what");
});

test("the palette and the list of keys", SCRIPT, async ({ page, desk, lang }) => {
  await desk.file(2);
  await desk.go();
  await page.keyboard.press("ControlOrMeta+k");
  const palette = page.getByRole("dialog", { name: keyWords[lang].palette });
  await expect(palette.getByRole("option").first()).toBeVisible();
  await expectAccessible(page, "palette");
  await page.keyboard.type("zzzz");
  await expect(palette.getByRole("status")).toHaveText(keyWords[lang].nothing);
  await expectAccessible(page, "palette with nothing found");
  await page.keyboard.press("Escape");
  await expect(palette).toHaveCount(0);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: keyWords[lang].keys })).toBeVisible();
  await expectAccessible(page, "list of keys");
});

test("before the script is there, and where it never comes", SCRIPT, async ({ page, desk, problems }) => {
  // The page as the server has written it: axe itself needs script.
  problems.allow(/wasm|ERR_FAILED|Failed to fetch|TypeError/);
  await page.route(/\.wasm/, (route) => route.abort());
  await desk.file(2);
  await page.goto(`${desk.server.url}${desk.path}`);
  const id = (await desk.cards.first().getAttribute("aria-label"))!;
  await expectAccessible(page, "plain list");
  for (const query of [`?id=${id}`, `?id=${id}&confirm=deleted`, "?new=web", "?export=page"]) {
    await page.goto(`${desk.server.url}${desk.path}${query}`);
    await expectAccessible(page, `plain ${query}`);
  }
  await page.goto(`${desk.server.url}/agents/${desk.agent}/settings/data-collection`);
  await expectAccessible(page, "plain data collection");
});
