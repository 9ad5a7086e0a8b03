import type { Page } from "@playwright/test";
import { lead, test as own, type Desk } from "./desk";
import { count, HOME } from "./records";
import { expect, test } from "./support";
import { talk, type Talk } from "./words-conversations";

const CHATS = "/agents/lumen-home/chat-conversations";
const CALLS = "/agents/lumen-home/voice-conversations";

/** The two panes as a person meets them. */
class Talks {
  constructor(
    readonly page: Page,
    readonly words: Talk,
  ) {}

  get list() {
    return this.page.getByRole("region", { name: this.words.list, exact: true });
  }

  get rows() {
    return this.list.getByRole("listitem").getByRole("link");
  }

  get box() {
    return this.page.getByRole("searchbox", { name: this.words.search });
  }

  get transcript() {
    return this.page.getByRole("region", { name: this.words.transcript, exact: true });
  }

  get back() {
    return this.transcript.getByRole("link", { name: this.words.back });
  }

  heading(name: string | RegExp) {
    return this.transcript.getByRole("heading", { name });
  }

  text(text: string) {
    return this.transcript.getByText(text, { exact: true });
  }

  /** One of the buttons over the transcript. */
  move(label: string) {
    return this.transcript.getByRole("button", { name: label, exact: true });
  }

  filed(id: string) {
    return this.transcript.getByRole("link", { name: new RegExp(id) });
  }
}

/** The page of the chats of a test's own agent. */
function chatsOf(desk: Desk) {
  return `${desk.server.url}/agents/${desk.agent}/chat-conversations`;
}

test("a row is found by search and opens its transcript", async ({ page, records, lang, phone, script }) => {
  const talks = new Talks(page, talk[lang]);
  await records.open(CHATS);
  await expect(page).toHaveTitle(new RegExp(`^${talk[lang].chat} \\(\\d+\\) · Lumen Home$`));
  await expect(talks.rows).toHaveCount(24);
  await expect(talks.heading(talk[lang].choose)).toBeVisible({ visible: !phone });

  await talks.box.fill("mornings please");
  await talks.box.press("Enter");
  await records.at(`${CHATS}?q=mornings+please`);
  await expect(talks.box).toHaveValue("mornings please");
  const row = talks.rows.first();
  await expect(row).toContainText("Maryam Al-Harbi");
  await expect(row.locator("mark").first()).toHaveText("mornings please");

  let asked = 0;
  page.on("request", (request) => void (asked += Number(request.url().endsWith("/api/conversations/list"))));
  await row.click();
  await expect(page).toHaveURL(/\?q=mornings\+please&id=\d+$/);
  await expect(talks.heading("Maryam Al-Harbi")).toBeVisible();
  await expect(page).toHaveTitle(`Maryam Al-Harbi · ${talk[lang].chat}`);
  await expect(talks.text("Hello, I need a price for 40 smart thermostats.")).toBeVisible();
  await expect(talks.transcript.locator("mark").first()).toHaveText("mornings please");
  if (script) expect(asked, "the list is not asked again").toBe(0);

  // Beside the list, or in its place.
  if (phone) {
    await expect(talks.list).toBeHidden();
    await talks.back.click();
    await records.at(`${CHATS}?q=mornings+please`);
    await expect(talks.list).toBeVisible();
    await expect(talks.transcript).toBeHidden();
    if (script) await expect(row).toBeFocused();
  } else {
    await expect(talks.back).toBeHidden();
    await expect(row).toHaveAttribute("aria-current", "true");
    const [one, other] = [(await talks.list.boundingBox())!, (await talks.transcript.boundingBox())!];
    expect(one.width).toBe(340);
    if (lang === "ar") expect(one.x).toBeGreaterThan(other.x);
    else expect(one.x).toBeLessThan(other.x);
  }
});

test("from a card to its place in the conversation, to the record, and back", async ({ page, records, lang }) => {
  const talks = new Talks(page, talk[lang]);
  await records.open(`${HOME}?q=Maryam+Al-Harbi`);
  const card = records.card("Maryam Al-Harbi").first();
  const id = (await card.getAttribute("aria-label"))!;
  await card.getByRole("link", { name: `${talk[lang].view}: ${id}` }).click();
  const there = new RegExp(`${CHATS}\\?id=\\d+&record=${id}#${id}$`);
  await expect(page).toHaveURL(there);
  await expect(talks.heading("Maryam Al-Harbi")).toBeVisible();
  await expect(talks.filed(id)).toBeInViewport();
  await expect(talks.filed(id)).toHaveAttribute("data-here", "");

  await talks.filed(id).click();
  await expect(records.sheet).toHaveAccessibleName(id);
  await expect(page).toHaveURL(`${HOME}?id=${id}`);
  await records.sheet.getByRole("link", { name: talk[lang].viewLinked }).click();
  await expect(page).toHaveURL(there);
  await expect(talks.filed(id)).toBeInViewport();

  await page.goBack();
  await expect(records.sheet).toHaveAccessibleName(id);
  await page.goBack();
  await expect(page).toHaveURL(there);
  await expect(talks.heading("Maryam Al-Harbi")).toBeVisible();
  await page.goBack();
  await records.at(`${HOME}?q=Maryam+Al-Harbi`);
  await expect(card).toBeVisible();
});

test("a record without a conversation says so in its button", async ({ page, records, lang, words }) => {
  await records.open(`${HOME}?per=96`);
  const [first, second] = talk[lang].reasons;
  const button = page.getByRole("button", { name: new RegExp(`^${talk[lang].view}: .*(${first}|${second})$`) }).first();
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await button.focus();
  await expect(button).toBeFocused();
  const card = records.cards.filter({ has: button }).first();
  await records.detailsOf(card).click();
  const linked = records.sheet.getByRole("button", { name: talk[lang].viewLinked });
  await expect(linked).toHaveAttribute("aria-disabled", "true");
  await expect(linked).toHaveAccessibleDescription(new RegExp(`${first}|${second}`));
  await expect(records.sheet.getByText(new RegExp(`^(${first}|${second})$`))).toBeVisible();
  await expect(records.sheet.getByRole("region", { name: words.activity })).toBeVisible();
});

test("tabs, order and folders are links to what they count", async ({ page, records, words, lang }) => {
  const talks = new Talks(page, talk[lang]);
  await records.open(CHATS);
  const tabs = page.getByRole("navigation", { name: words.channel, exact: true });
  const counts = await Promise.all((await tabs.getByRole("link").all()).map(async (tab) => count(await tab.innerText())));
  expect(counts).toHaveLength(7);
  expect(counts.slice(1).reduce((sum, n) => sum + n)).toBe(counts[0]);

  const tab = tabs.getByRole("link", { name: words.whatsapp });
  const chats = count(await tab.innerText());
  await tab.click();
  await records.at(`${CHATS}?channel=whatsapp`);
  await expect(page).toHaveTitle(new RegExp(`\\(${chats}\\)`));
  await expect(tab).toHaveAttribute("aria-current", "true");
  await expect(talks.rows.getByRole("img", { name: words.whatsapp })).toHaveCount(await talks.rows.count());

  await records.sortBy(words.oldest);
  await records.at(`${CHATS}?channel=whatsapp&sort=oldest`);
  await records.pager.getByRole("link", { name: words.next }).click();
  await expect(page).toHaveURL(/\?channel=whatsapp&sort=oldest&after=\d+$/);
  await records.pager.getByRole("link", { name: words.previous }).click();
  await expect(page).toHaveURL(/\?channel=whatsapp&sort=oldest(&before=\d+)?$/);

  const folders = page.getByRole("main").getByRole("navigation", { name: words.folders, exact: true });
  await folders.getByRole("link", { name: words.archived }).click();
  await records.at(`${CHATS}/archived?sort=oldest`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.archived);

  // Voice is one channel: there is nothing to choose.
  await records.open(CALLS);
  await expect(talks.rows).not.toHaveCount(0);
  await expect(tabs).toHaveCount(0);
  await expect(page).toHaveTitle(new RegExp(`^${talk[lang].voice} \\(\\d+\\)`));
});

test("where nothing is, each pane says what and why", async ({ page, records, words, lang, phone, problems }) => {
  problems.allow(/status of 404/);
  const talks = new Talks(page, talk[lang]);
  await records.open("/agents/lumen-travel/voice-conversations");
  await expect(page.getByRole("heading", { name: talk[lang].none })).toBeVisible();

  await records.open(`${CHATS}?q=no+such+thing+anywhere`);
  await expect(page.getByRole("heading", { name: talk[lang].noMatches })).toBeVisible();
  await talks.list.getByRole("link", { name: words.clear, exact: true }).click();
  await records.at(CHATS);
  await expect(talks.rows).toHaveCount(24);

  for (const id of ["5", "nonsense"]) {
    const response = await records.open(`${CHATS}?id=${id}`);
    expect(response.status()).toBe(200);
    await expect(talks.heading(talk[lang].notFound)).toBeVisible();
    if (phone) await expect(talks.back).toBeVisible();
    else await expect(talks.rows).toHaveCount(24);
  }

  const response = await records.open("/agents/nobody/chat-conversations");
  expect(response.status()).toBe(404);
  await expect(page.getByRole("heading", { name: words.pageNotFound })).toBeVisible();
});

test("a transcript that fails leaves the list, and can be tried again", { tag: "@script" }, async ({ page, records, words, lang, problems }) => {
  problems.allow(/api\/conversations\/find/);
  const talks = new Talks(page, talk[lang]);
  await records.open(CHATS);
  await page.route("**/api/conversations/find", (route) => route.fulfill({ status: 500, body: "" }));
  await talks.rows.first().click();
  await expect(talks.heading(words.failed)).toBeVisible();
  await page.unroute("**/api/conversations/find");
  await talks.transcript.getByRole("link", { name: words.retry }).click();
  await expect(talks.heading(words.failed)).toHaveCount(0);
  await expect(page.locator(".message").first()).toBeAttached();
});

test("the arrow keys go through the list", { tag: ["@script", "@desktop"] }, async ({ page, records, lang }) => {
  const talks = new Talks(page, talk[lang]);
  await records.open(CHATS);
  await talks.rows.first().focus();
  await page.keyboard.press("ArrowUp");
  await expect(talks.rows.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(talks.rows.nth(2)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(talks.rows.nth(2)).toHaveAttribute("aria-current", "true");
  await expect(page.locator(".message").first()).toBeAttached();
  // One reads on down the list.
  await expect(talks.rows.nth(2)).toBeFocused();
});

test("nothing is wider than the screen", async ({ page, records, lang, phone }) => {
  const talks = new Talks(page, talk[lang]);
  await records.open(CHATS);
  const href = (await talks.rows.first().getAttribute("href"))!;
  for (const path of [CHATS, href, `${CHATS}?id=5`, `${CHATS}?q=no+such+thing`]) {
    await records.open(path);
    for (const width of phone ? [390] : [390, 768, 1440]) {
      if (!phone) await page.setViewportSize({ width, height: 900 });
      const wider = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await expect.poll(wider, { message: `${path} at ${width}`, timeout: 2000 }).toBe(0);
    }
  }
});

test.describe("a Viewer", () => {
  test.use({ as: "viewer" });

  test("reads conversations and moves none", async ({ page, records, words, lang }) => {
    const talks = new Talks(page, talk[lang]);
    await records.open(CHATS);
    await talks.rows.first().click();
    await expect(page.locator(".message").first()).toBeAttached();
    for (const label of [words.archive, words.delete]) await expect(talks.move(label)).toHaveCount(0);
  });
});

own("a conversation is archived, taken back, deleted and restored", { tag: "@script" }, async ({ desk, words, page, lang, phone }) => {
  const talks = new Talks(page, talk[lang]);
  await desk.file(2);
  await desk.open(chatsOf(desk));
  await expect(talks.rows).toHaveCount(2);
  await desk.press(talks.rows.first());
  await desk.press(talks.move(words.archive));
  const archived = talk[lang].movedTo(words.archived);
  await expect(desk.toast(archived)).toBeVisible();
  // It stays open, and is gone from the list.
  await expect(talks.heading("Customer 1")).toBeVisible();
  await expect(talks.move(words.restoreToInbox)).toBeVisible();
  if (!phone) await expect(talks.rows).toHaveCount(1);
  await desk.undo(archived);
  await expect(desk.toast(words.undone)).toBeVisible();
  await expect(talks.move(words.archive)).toBeVisible();
  if (!phone) await expect(talks.rows).toHaveCount(2);

  await desk.press(talks.move(words.delete));
  await expect(desk.dialog).toContainText(talk[lang].deleteTitle);
  await desk.press(desk.dialog.getByRole("button", { name: words.cancel }));
  await expect(desk.dialog).toHaveCount(0);
  await desk.press(talks.move(words.delete));
  await desk.press(desk.dialog.getByRole("button", { name: words.delete }));
  await expect(desk.toast(talk[lang].movedTo(words.deleted))).toBeVisible();
  await expect(talks.move(words.delete)).toHaveCount(0);
  await expect(talks.move(words.restore)).toBeFocused();
  await desk.open(`${chatsOf(desk)}/deleted`);
  await expect(talks.rows).toHaveCount(1);
  await desk.press(talks.rows);
  await desk.press(talks.move(words.restore));
  await expect(desk.toast(talk[lang].movedTo(words.inbox))).toBeVisible();
  await desk.open(chatsOf(desk));
  await expect(talks.rows).toHaveCount(2);
  // Its record has stayed where it was.
  await desk.go();
  await expect(desk.cards).toHaveCount(2);
});

own("plain forms move a conversation", { tag: "@noscript" }, async ({ desk, words, page, lang }) => {
  const talks = new Talks(page, talk[lang]);
  await desk.file(1);
  await desk.open(chatsOf(desk));
  await talks.rows.click();
  await expect(page).toHaveURL(/\?id=\d+$/);
  const here = page.url();
  for (const [label, then] of [
    [words.archive, words.restoreToInbox],
    [words.restoreToInbox, words.archive],
    [words.delete, words.restore],
    [words.restore, words.delete],
  ] as const) {
    await talks.move(label).click();
    await expect(page).toHaveURL(here);
    await expect(talks.move(then)).toBeVisible();
    await expect(talks.heading("Customer 1")).toBeVisible();
  }
});

own("what somebody else has moved meanwhile is not moved again", { tag: ["@script", "@desktop"] }, async ({ desk, colleague, words, page, lang }) => {
  const talks = new Talks(page, talk[lang]);
  await desk.file(1);
  await desk.open(chatsOf(desk));
  await talks.rows.click();
  await expect(talks.move(words.archive)).toBeVisible();
  const other = await colleague();
  const others = new Talks(other.page, talk[lang]);
  await other.open(page.url());
  await others.move(words.archive).click();
  await expect(other.toast(talk[lang].movedTo(words.archived))).toBeVisible();

  await talks.move(words.delete).click();
  await desk.dialog.getByRole("button", { name: words.delete }).click();
  await expect(desk.toast(talk[lang].movedMeanwhile(words.archived))).toBeVisible();
  await expect(talks.move(words.restoreToInbox)).toBeVisible();
});

own("a long transcript comes in parts, and what one reads stays in sight", async ({ desk, page, lang, script }) => {
  const talks = new Talks(page, talk[lang]);
  const at = (n: number) => new Date(Date.now() - (600 - n) * 60_000).toISOString();
  const messages = Array.from({ length: 250 }, (_, n) => ({ from: n % 3 ? "agent" : "customer", text: `Message ${n + 1}.`, at: at(n) }));
  const line = lead("Long Talk", 0);
  await desk.server.file(desk.agent, [{ ...line, started_at: at(0), messages, record: { ...line.record, filed_at: at(40) } }]);
  const text = (n: number) => talks.text(`Message ${n}.`);
  const earlier = talks.transcript.getByRole("link", { name: talk[lang].earlier });
  const later = talks.transcript.getByRole("link", { name: talk[lang].later });

  await desk.open(chatsOf(desk));
  await desk.press(talks.rows);
  await expect(text(250)).toBeInViewport();
  await expect(talks.transcript.getByText(talk[lang].messages(250))).toBeVisible();
  await expect(text(151)).toBeAttached();
  await expect(text(150)).toHaveCount(0);
  await expect(later).toBeHidden();
  if (script) {
    const url = page.url();
    await earlier.scrollIntoViewIfNeeded();
    await expect(text(51)).toBeAttached();
    await expect(text(151)).toBeInViewport();
    await text(60).scrollIntoViewIfNeeded();
    await expect(text(1)).toBeAttached();
    await expect(text(60)).toBeInViewport();
    await expect(earlier).toBeHidden();
    await expect(page).toHaveURL(url);
  } else {
    await earlier.click();
    await expect(page).toHaveURL(/&messages-before=150$/);
    await expect(text(150)).toBeInViewport();
    await expect(text(151)).toHaveCount(0);
    await later.click();
    await expect(page).toHaveURL(/&messages-after=149$/);
    await expect(text(151)).toBeInViewport();
  }

  // A record leads to its place, however far back.
  await desk.go();
  const id = (await desk.cards.getAttribute("aria-label"))!;
  await desk.press(desk.cards.getByRole("link", { name: `${talk[lang].view}: ${id}` }));
  await expect(talks.filed(id)).toBeInViewport();
  await expect(text(41)).toBeInViewport();
  await expect(text(101)).toHaveCount(0);
  if (script) {
    await later.scrollIntoViewIfNeeded();
    await expect(text(101)).toBeAttached();
    await expect(text(100)).toBeInViewport();
  }
});
