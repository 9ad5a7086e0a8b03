// The keyboard on the list of records. Each of these runs on a wide screen: the keys are the same on a small one.
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, lead, test, type Desk } from "./desk";
import { HOME } from "./records";
import { test as shared } from "./support";
import { keyWords } from "./words-keys";

const SCRIPT = { tag: "@script" };

/** The card holds the focus, and one can see it. */
async function expectOn(card: Locator, why?: string) {
  await expect.poll(() => card.evaluate((card) => card.contains(document.activeElement)), why).toBe(true);
  const look = await card.evaluate((card) => {
    const marked = [document.activeElement!, card].map((element) => getComputedStyle(element));
    return marked.some(({ outlineStyle, outlineWidth, boxShadow }) => (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none");
  });
  expect(look, `${why ?? "the focus"} is visible`).toBe(true);
}

async function expectFocusKept(page: Page, why: string) {
  await expect.poll(() => page.evaluate(() => document.activeElement !== document.body), `the focus is not lost: ${why}`).toBe(true);
}

/** Presses a key of another layout: `key` is what is written on it, `code` where an American keyboard has it. */
async function stroke(page: Page, key: string, code: string, shift = false) {
  const cdp = await page.context().newCDPSession(page);
  const what = { key, code, modifiers: shift ? 8 : 0 };
  await cdp.send("Input.dispatchKeyEvent", { type: "keyDown", text: key, ...what });
  await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...what });
  await cdp.detach();
}

const status = (card: Locator) => card.locator(".card__status");
const gone = (card: Locator) => card.locator(".card__gone");

/** Follows a link as a click on it would. */
async function follow(page: Page, href: string) {
  await page.evaluate((href) => {
    const link = document.body.appendChild(Object.assign(document.createElement("a"), { href }));
    link.click();
    link.remove();
  }, href);
}

/** Holds every change back until it is let go; `agents` says whose records they are of. */
async function holdChanges(page: Page) {
  const agents: string[] = [];
  const answers: number[] = [];
  let letGo = () => {};
  const held = new Promise<void>((done) => (letGo = done));
  page.on("response", (response) => void (response.url().endsWith("/api/records/change") && answers.push(response.status())));
  await page.route("**/api/records/change", async (route) => {
    agents.push((route.request().postDataJSON() as { agent: string }).agent);
    await held;
    await route.continue();
  });
  return { agents, answers, letGo };
}

async function filed(desk: Desk, count: number, query = "") {
  await desk.file(count);
  await desk.go(query);
  await expect(desk.cards).toHaveCount(Math.min(count, 24));
}

test.describe("on the list", () => {
  test.use({ phone: false });

  test("j, k and the arrows go through the records, as the page reads", SCRIPT, async ({ desk, page, lang }) => {
    await filed(desk, 7);
    const [forward, back] = lang === "ar" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    for (const [key, n] of [
      ["j", 0],
      ["j", 1],
      ["k", 0],
      [forward, 1],
      [forward, 2],
      [back, 1],
      ["j", 2],
    ] as const) {
      await page.keyboard.press(key);
      await expectOn(desk.cards.nth(n), `${key} to record ${n + 1}`);
    }
    const tops = await desk.cards.evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().top));
    const columns = tops.filter((top) => top === tops[0]).length;
    expect(columns).toBeGreaterThan(1);
    await page.keyboard.press("k");
    await expectOn(desk.cards.nth(1));
    await page.keyboard.press("ArrowDown");
    await expectOn(desk.cards.nth(1 + columns), "the one below");
    await page.keyboard.press("ArrowUp");
    await expectOn(desk.cards.nth(1), "the one above");
  });

  test("x selects, and what is selected is marked together", SCRIPT, async ({ desk, words, page }) => {
    await filed(desk, 4);
    for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
    await expect(desk.bulk).toContainText(words.selected(2));
    await expect(desk.tick(desk.cards.nth(0))).toBeChecked();
    await expectOn(desk.cards.nth(1));
    await page.keyboard.press("x");
    await expect(desk.bulk).toContainText(words.selected(1));
    await page.keyboard.press("x");
    await page.keyboard.press("3");
    await expect(status(desk.cards.nth(0))).toHaveText(words.closed);
    await expect(status(desk.cards.nth(1))).toHaveText(words.closed);
    await expect(status(desk.cards.nth(2))).toHaveText(words.new);
    await expectFocusKept(page, "after marking two");
    await page.keyboard.press("z");
    await expect(status(desk.cards.nth(0))).toHaveText(words.new);
    await expect(status(desk.cards.nth(1))).toHaveText(words.new);
  });

  test("o and Enter open, Escape comes back", SCRIPT, async ({ desk, page }) => {
    await filed(desk, 3);
    const card = desk.cards.nth(1);
    for (const key of ["o", "Enter"]) {
      await desk.go();
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      await expectOn(card);
      await page.keyboard.press(key);
      await expect(desk.sheet).toHaveAccessibleName(await desk.idOf("Customer 2"));
      await page.keyboard.press("Escape");
      await expect(desk.sheet).toHaveCount(0);
      await expectOn(card, `closed after ${key}`);
    }
  });

  test("1 to 4 set the status, z takes one back after the other", SCRIPT, async ({ desk, words, page }) => {
    await filed(desk, 2);
    const card = desk.cards.nth(0);
    await page.keyboard.press("j");
    for (const [key, name] of [
      ["1", words.open],
      ["3", words.closed],
      ["2", words.new],
      ["4", words.cancelled],
    ] as const) {
      await page.keyboard.press(key);
      await expect(status(card)).toHaveText(name);
      await expectOn(card, key);
    }
    // What a key does next must know what became of the last one.
    await expect(desk.toast(words.markedAs(words.cancelled))).toBeVisible();
    for (const name of [words.new, words.closed, words.open]) {
      await page.keyboard.press("z");
      await expect(status(card)).toHaveText(name);
    }
    await desk.reload();
    await expect(status(card)).toHaveText(words.open);
    await expect(status(desk.cards.nth(1))).toHaveText(words.new);
  });

  test("m opens the statuses, a opens the people, and both give the focus back", SCRIPT, async ({ desk, words, page }) => {
    await filed(desk, 2);
    const card = desk.cards.nth(1);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("m");
    await expect(page.getByRole("menuitemradio", { name: words.new })).toBeFocused();
    await page.keyboard.press("Escape");
    await expectOn(card, "after Escape");
    await page.keyboard.press("m");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(status(card)).toHaveText(words.closed);
    await expectOn(card, "after marking");
    await page.keyboard.press("a");
    await expect(page.getByRole("combobox", { name: words.assignTo })).toBeFocused();
    // Its letters are keys of the list, too, but not here.
    await page.keyboard.type("daniel");
    await page.keyboard.press("Enter");
    await expect(card.locator(".assignee")).toContainText("Daniel Okafor");
    await expectOn(card, "after assigning");
    await expect(gone(card)).toHaveCount(0);
    await expect(status(card)).toHaveText(words.closed);
  });

  test("e archives at once and offers Undo, # asks, z takes back", SCRIPT, async ({ desk, words, page }) => {
    await filed(desk, 3);
    const card = desk.of("Customer 1");
    await page.keyboard.press("j");
    await page.keyboard.press("e");
    await expect(gone(card)).toContainText(words.archived);
    await expect(desk.dialog).toHaveCount(0);
    await expect(desk.toast(words.archived).getByRole("button", { name: words.undo, exact: true })).toBeVisible();
    await expectFocusKept(page, "after e");
    await page.keyboard.press("z");
    await expect(gone(card)).toHaveCount(0);
    await expectFocusKept(page, "after z");
    await desk.go();
    await expect(desk.cards).toHaveCount(3);

    await page.keyboard.press("j");
    await page.keyboard.press("#");
    for (const text of words.deleteAsked) await expect(desk.dialog.getByText(text, { exact: true })).toBeVisible();
    await expect(desk.dialog.getByRole("button", { name: words.cancel })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(desk.dialog).toHaveCount(0);
    await expectOn(card, "not deleted");
    await expect(gone(card)).toHaveCount(0);
    await page.keyboard.press("#");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(gone(card)).toContainText(words.deleted);
    await expectFocusKept(page, "after #");
    await desk.go();
    await expect(desk.cards).toHaveCount(2);
  });

  test("what is archived together goes at once, too", SCRIPT, async ({ desk, words, page }) => {
    await filed(desk, 4);
    for (const key of ["j", "x", "j", "x", "e"]) await page.keyboard.press(key);
    await expect(gone(desk.cards.nth(0))).toContainText(words.archived);
    await expect(gone(desk.cards.nth(1))).toContainText(words.archived);
    await expect(desk.dialog).toHaveCount(0);
    await expectFocusKept(page, "after archiving two");
    await page.keyboard.press("z");
    await expect(desk.cards.locator(".card__gone")).toHaveCount(0);
  });

  test("u brings back, from either folder", SCRIPT, async ({ desk, words, page }) => {
    await filed(desk, 3);
    await page.keyboard.press("j");
    await page.keyboard.press("e");
    await expect(gone(desk.of("Customer 1"))).toBeVisible();
    await page.keyboard.press("j");
    await expectOn(desk.of("Customer 2"));
    await page.keyboard.press("#");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(gone(desk.of("Customer 2"))).toBeVisible();
    for (const [folder, name] of [
      ["archived", "Customer 1"],
      ["deleted", "Customer 2"],
    ] as const) {
      await desk.open(`${desk.server.url}${desk.path}/${folder}`);
      await page.keyboard.press("j");
      await expectOn(desk.of(name));
      await page.keyboard.press("u");
      await expect(gone(desk.of(name))).toContainText(words.inbox);
      await expectFocusKept(page, `restored from ${folder}`);
    }
    await desk.go();
    await expect(desk.cards).toHaveCount(3);
  });

  test("/ searches, c creates, g and a letter go to a folder, brackets turn pages, ? lists the keys", SCRIPT, async ({ desk, words, page, lang }) => {
    const k = keyWords[lang];
    await filed(desk, 30);
    await page.keyboard.press("/");
    await expect(desk.box).toBeFocused();
    await expect(desk.box).toHaveValue("");
    await page.keyboard.type("je");
    await desk.at(`${desk.server.url}${desk.path}?q=je`);
    await desk.go();

    await page.keyboard.press("c");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    await expect(page).toHaveURL(/[?&]new=/);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expectFocusKept(page, "after c");

    await page.keyboard.press("]");
    await expect(desk.cards).toHaveCount(6);
    await expectFocusKept(page, "after ]");
    await page.keyboard.press("[");
    await expect(desk.cards).toHaveCount(24);
    await expectFocusKept(page, "after [");
    await page.keyboard.press("[");
    await expect(desk.toast(k.noPreviousPage)).toBeVisible();

    for (const [key, path, name] of [
      ["a", "/archived", words.archived],
      ["d", "/deleted", words.deleted],
      ["i", "", words.product],
    ] as const) {
      await page.keyboard.press("g");
      await page.keyboard.press(key);
      await desk.at(`${desk.server.url}${desk.path}${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
      await expectFocusKept(page, `after g ${key}`);
    }

    await page.keyboard.press("?");
    const list = page.getByRole("dialog", { name: k.keys });
    await expect(list).toBeVisible();
    await expectAccessible(page, "the list of keys", "dialog[open]");
    // The keys themselves do nothing behind it.
    await page.keyboard.press("j");
    await page.keyboard.press("Escape");
    await expect(list).toHaveCount(0);
    await expectFocusKept(page, "after ?");
  });

  test("in a text, and with Ctrl, Alt or Cmd, a key is what it always was", SCRIPT, async ({ desk, words, page }) => {
    await filed(desk, 2);
    const card = desk.of("Customer 1");
    await page.keyboard.press("j");
    for (const key of ["Control+e", "Alt+e", "Meta+e", "Control+x", "Alt+3", "Control+Alt+e"]) await page.keyboard.press(key);
    await expectOn(card);
    await expect(gone(card)).toHaveCount(0);
    await expect(desk.bulk).toHaveCount(0);
    await expect(status(card)).toHaveText(words.new);

    await page.keyboard.press("o");
    await desk.notes.focus();
    await page.keyboard.type("jex3#z/?[]gau");
    await expect(desk.notes).toHaveValue("jex3#z/?[]gau");
    await expect(desk.section(words.notes).getByRole("status")).toContainText(words.saved);
    await expect(desk.dialog).toHaveCount(0);
    await page.keyboard.press("Escape");
    await desk.go();
    await expect(desk.cards).toHaveCount(2);
    await expect(status(card)).toHaveText(words.new);
  });

  test("on an Arabic keyboard the keys are where they are on a Latin one", SCRIPT, async ({ desk, words, page, lang }) => {
    await filed(desk, 30);
    const card = desk.of("Customer 1");
    await stroke(page, "ت", "KeyJ");
    await expectOn(card, "j");
    await stroke(page, "ء", "KeyX");
    await expect(desk.bulk).toContainText(words.selected(1));
    await stroke(page, "ء", "KeyX");
    await expect(desk.bulk).toHaveCount(0);
    await stroke(page, "١", "Digit1");
    await expect(status(card)).toHaveText(words.open);
    await expect(desk.toast(words.markedAs(words.open))).toBeVisible();
    await stroke(page, "ئ", "KeyZ");
    await expect(status(card)).toHaveText(words.new);
    await stroke(page, "ث", "KeyE");
    await expect(gone(card)).toContainText(words.archived);
    await expect(desk.toast(words.archived)).toBeVisible();
    await stroke(page, "ئ", "KeyZ");
    await expect(gone(card)).toHaveCount(0);
    await stroke(page, "#", "Digit3", true);
    await expect(desk.dialog.getByText(words.deleteAsked[0]!, { exact: true })).toBeVisible();
    await page.keyboard.press("Escape");
    await stroke(page, "د", "BracketRight");
    await expect(desk.cards).toHaveCount(6);
    await stroke(page, "ج", "BracketLeft");
    await expect(desk.cards).toHaveCount(24);
    await stroke(page, "؟", "Slash", true);
    await expect(page.getByRole("dialog", { name: keyWords[lang].keys })).toBeVisible();
    await page.keyboard.press("Escape");
    await stroke(page, "ل", "KeyG");
    await stroke(page, "ش", "KeyA");
    await desk.at(`${desk.server.url}${desk.path}/archived`);
    await stroke(page, "ظ", "Slash");
    await expect(desk.box).toBeFocused();
    await expect(desk.box).toHaveValue("");
    // In the box it writes.
    await stroke(page, "ث", "KeyE");
    await expect(desk.box).toHaveValue("ث");
  });

  test("on a Latin keyboard a key means what is written on it, wherever it is", SCRIPT, async ({ desk, words, page }) => {
    await filed(desk, 3);
    const card = desk.of("Customer 1");
    // Dvorak, where an American keyboard has c, and where it has d.
    await stroke(page, "j", "KeyC");
    await expectOn(card, "j");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await stroke(page, "e", "KeyD");
    await expect(gone(card)).toContainText(words.archived);
    await expect(desk.toast(words.archived)).toBeVisible();
    // German.
    await stroke(page, "z", "KeyY");
    await expect(gone(card)).toHaveCount(0);
    await desk.detailsOf(card).focus();
    await stroke(page, "#", "Backslash");
    await expect(desk.dialog.getByText(words.deleteAsked[0]!, { exact: true })).toBeVisible();
    await page.keyboard.press("Escape");
    // Where others have the slash and the brackets, it has other letters.
    await stroke(page, "-", "Slash");
    await stroke(page, "ü", "BracketLeft");
    await expectOn(card);
    await stroke(page, "/", "Digit7", true);
    await expect(desk.box).toBeFocused();
    await expect(desk.box).toHaveValue("");
  });

  test("what was done is sent though one has left the page", SCRIPT, async ({ desk, words, page }) => {
    await filed(desk, 3);
    const { agents, answers, letGo } = await holdChanges(page);
    for (const key of ["j", "3", "j", "e"]) await page.keyboard.press(key);
    await follow(page, "/preferences");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.preferences);
    letGo();
    await expect.poll(() => answers).toEqual([200, 200]);
    expect(agents).toEqual([desk.agent, desk.agent]);
    await desk.go();
    await expect(desk.cards).toHaveCount(2);
    await expect(status(desk.of("Customer 1"))).toHaveText(words.closed);
  });

  test("what was done is done, and taken back, at the agent where it was", SCRIPT, async ({ desk, words, page, lang }) => {
    const other = `${desk.agent}-other`;
    await desk.server.file(other, [lead("Stranger", 1)]);
    await filed(desk, 3);
    const { agents, answers, letGo } = await holdChanges(page);
    for (const key of ["j", "3", "j", "e"]) await page.keyboard.press(key);
    await follow(page, `/agents/${other}/leads-tickets`);
    await expect(desk.of("Stranger")).toBeVisible();
    letGo();
    await expect.poll(() => answers).toEqual([200, 200]);
    expect(agents).toEqual([desk.agent, desk.agent]);
    await expect(desk.toast(words.archived)).toBeVisible();
    await page.keyboard.press("z");
    await expect(desk.toast(words.undone)).toBeVisible();
    await desk.undo(words.markedAs(words.closed));
    await expect(desk.toast(words.undone)).toHaveCount(2);
    await page.keyboard.press("z");
    await expect(desk.toast(keyWords[lang].nothingToUndo)).toBeVisible();
    await expect(gone(desk.of("Stranger"))).toHaveCount(0);
    await desk.go();
    await expect(desk.cards).toHaveCount(3);
    await expect(status(desk.of("Customer 1"))).toHaveText(words.new);
  });

  test("what the card's own Undo has taken back, z does not take back again", SCRIPT, async ({ desk, words, page, lang }) => {
    await filed(desk, 2);
    const card = desk.of("Customer 1");
    await page.keyboard.press("j");
    await page.keyboard.press("e");
    await desk.press(card.getByRole("button", { name: words.undo, exact: true }));
    await expect(gone(card)).toHaveCount(0);
    await expect(desk.toast(words.undone)).toBeVisible();
    await page.keyboard.press("z");
    await expect(desk.toast(keyWords[lang].nothingToUndo)).toBeVisible();
  });

  test("the palette goes with the page that it was opened on", SCRIPT, async ({ desk, words, page, lang }) => {
    await desk.file(2);
    await desk.open(`${desk.server.url}/preferences`);
    await follow(page, desk.path);
    await expect(desk.cards).toHaveCount(2);
    await page.keyboard.press("j");
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: keyWords[lang].palette });
    await palette.getByRole("combobox").fill(keyWords[lang].markAs(words.closed));
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.preferences);
    await expect(palette).toHaveCount(0);
    await expectFocusKept(page, "Back with the palette open");
    await page.keyboard.press("Control+k");
    await expect(palette.getByRole("combobox")).toBeFocused();
    await expect(palette.getByRole("option", { name: keyWords[lang].markAs(words.closed) })).toHaveCount(0);
  });

  test("the keys work after a filter was chosen", SCRIPT, async ({ desk, words, page }) => {
    await filed(desk, 3);
    const menu = await desk.menu(words.status);
    await desk.option(menu, words.new).click();
    await desk.at(`${desk.server.url}${desk.path}?status=new`);
    await page.keyboard.press("Escape");
    await expect(desk.button(words.status)).toBeFocused();
    await page.keyboard.press("j");
    await expectOn(desk.cards.nth(0), "j from the filters");
  });

  test("from a card that goes, one goes on to the next before the answer is there", SCRIPT, async ({ desk, words, page }) => {
    await filed(desk, 4);
    const { answers, letGo } = await holdChanges(page);
    await desk.detailsOf(desk.cards.nth(1)).focus();
    await page.keyboard.press("e");
    await expect(gone(desk.cards.nth(1))).toContainText(words.archived);
    await page.keyboard.press("j");
    await expectOn(desk.cards.nth(2), "j after e");
    letGo();
    await expect.poll(() => answers).toEqual([200]);
    await expect(desk.toast(words.archived)).toBeVisible();
    await expectOn(desk.cards.nth(2), "once it is answered");
  });

  test("what a link has opened leaves the focus on the page when it closes", SCRIPT, async ({ desk, page, lang }) => {
    await filed(desk, 3);
    const id = await desk.idOf("Customer 2");
    const held = (inside: string) => page.evaluate((inside) => !!document.activeElement?.closest(inside), inside);
    for (const [query, inside] of [
      [`?id=${id}`, "article"],
      // The list behind does not have it.
      [`?status=closed&id=${id}`, "main"],
      ["?new=web", "main"],
      ["?export=all", "main"],
    ] as const) {
      await desk.go(query);
      const dialog = page.getByRole("dialog");
      await expect(dialog).toBeVisible();
      await expect.poll(() => page.evaluate(() => document.querySelector("dialog:modal") !== null)).toBe(true);
      await page.keyboard.press("Escape");
      await expect(dialog).toHaveCount(0);
      await expect.poll(() => held(inside), `closed after ${query}`).toBe(true);
    }
    await desk.go(`?status=closed&id=${id}`);
    await expect(desk.sheet).toHaveAccessibleName(id);
    await expect.poll(() => page.evaluate(() => document.querySelector("dialog:modal .sheet__body[aria-labelledby]") !== null)).toBe(true);
    await page.keyboard.press("j");
    await expect(desk.toast(keyWords[lang].notListed)).toBeVisible();
  });

  test("a card that was clicked shows that the keys act on it", SCRIPT, async ({ desk, words, page }) => {
    await filed(desk, 3);
    await desk.cards.nth(1).click({ position: { x: 4, y: 60 } });
    await expectOn(desk.cards.nth(1), "clicked");
    await page.keyboard.press("3");
    await expect(status(desk.cards.nth(1))).toHaveText(words.closed);
  });

  test("what is used and goes gives the focus back", SCRIPT, async ({ desk, words, page }) => {
    await filed(desk, 3);
    for (const key of ["j", "j", "x"]) await page.keyboard.press(key);
    await desk.bulk.getByRole("button", { name: words.selectAll("3") }).focus();
    await page.keyboard.press("Enter");
    await expect(desk.bulk).toContainText(words.selected(3));
    await expectFocusKept(page, "after all are selected");
    await desk.bulk.getByRole("button", { name: words.clearSelection, exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect(desk.bulk).toHaveCount(0);
    await expectOn(desk.cards.nth(1), "after the selection was cleared");
    await page.keyboard.press("3");
    const toast = desk.toast(words.markedAs(words.closed));
    await toast.getByRole("button", { name: words.undo, exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect(status(desk.cards.nth(1))).toHaveText(words.new);
    await expectOn(desk.cards.nth(1), "after the message's Undo");
    await desk.toast(words.undone).getByRole("button", { name: words.close, exact: true }).focus();
    await page.keyboard.press("Enter");
    await expectOn(desk.cards.nth(1), "after the message was closed");
    await page.keyboard.press("o");
    await desk.sheet.getByRole("button", { name: words.archive }).focus();
    await page.keyboard.press("e");
    await expect(desk.sheet.getByRole("button", { name: words.restoreToInbox })).toBeVisible();
    await expect.poll(() => desk.sheet.evaluate((sheet) => sheet.contains(document.activeElement))).toBe(true);
  });

  test("who may only read moves and opens, and changes nothing", SCRIPT, async ({ desk, colleague, words, page, lang }) => {
    await desk.file(2);
    const viewer = await colleague("viewer");
    await viewer.go();
    const card = viewer.cards.nth(0);
    await viewer.page.keyboard.press("j");
    await expectOn(card);
    for (const key of ["e", "x", "3", "m", "a", "#", "c"]) await viewer.page.keyboard.press(key);
    await expect(viewer.page.getByRole("dialog")).toHaveCount(0);
    await expect(gone(card)).toHaveCount(0);
    await expect(status(card)).toHaveText(words.new);
    await viewer.page.keyboard.press("Control+k");
    const palette = viewer.page.getByRole("dialog", { name: keyWords[lang].palette });
    await palette.getByRole("combobox").fill(keyWords[lang].markAs(words.closed));
    await expect(palette.getByText(keyWords[lang].nothing)).toBeVisible();
    await viewer.page.keyboard.press("Escape");
    await viewer.page.keyboard.press("o");
    await expect(viewer.sheet).toBeVisible();
    await desk.go();
    await page.keyboard.press("j");
    await expect(status(desk.cards.nth(0))).toHaveText(words.new);
  });
});

shared.describe("switched off in Preferences", () => {
  shared.use({ as: "newcomer", phone: false });

  shared("single keys do nothing, Ctrl+K goes on working", SCRIPT, async ({ page, records, words, lang }) => {
    const k = keyWords[lang];
    const choose = async (switched: string) => {
      await records.open("/preferences");
      const choice = page.getByRole("combobox", { name: k.keys });
      await choice.selectOption({ label: switched });
      await page.getByRole("button", { name: words.save, exact: true }).click();
      await expect(page).toHaveURL(/saved=profile/);
      await expect(choice.getByRole("option", { name: switched })).toHaveJSProperty("selected", true);
    };
    await choose(k.off);
    await records.open(HOME);
    for (const key of ["j", "x", "3", "e", "#", "?", "/", "]"]) await page.keyboard.press(key);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page).toHaveURL(HOME);
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    await expect(records.cards.locator(".card__gone")).toHaveCount(0);

    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: k.palette });
    await expect(palette.getByRole("combobox")).toBeFocused();
    // It does not show keys that would do nothing.
    await expect(palette.locator("kbd")).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(palette).toHaveCount(0);

    await choose(k.on);
    await records.open(HOME);
    await page.keyboard.press("j");
    await expectOn(records.cards.nth(0), "switched on again");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: k.keys })).toBeVisible();
  });
});
