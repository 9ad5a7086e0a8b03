import { expectAccessible } from "./accessible";
import { expect, lead, test } from "./desk";

const SCRIPT = { tag: "@script" };

test("a card is marked and assigned, and both are taken back", SCRIPT, async ({ desk, words, page }) => {
  await desk.file(3);
  await desk.go();
  const card = desk.of("Customer 2");
  await desk.mark(card, words.closed);
  await expect(card.locator(".card__status")).toHaveText(words.closed);
  await expect(desk.toast(words.markedAs(words.closed))).toBeVisible();
  await desk.press(desk.action(card, words.assign));
  const box = page.getByRole("combobox", { name: words.assignTo });
  await expect(box).toBeFocused();
  const options = page.getByRole("option");
  await expect(options.first()).toContainText(words.assignToMe);
  await expect(options.last()).toContainText(words.unassigned);
  await box.fill("zzz");
  await expect(page.getByText(words.nobodyFound)).toBeVisible();
  // Without its accents, and in capitals.
  await box.fill("LINDQVIST");
  await expect(options).toHaveCount(1);
  await desk.press(options.first());
  await expect(card.locator(".assignee")).toContainText("Emma Lindqvist");
  // The server has it, too.
  await desk.reload();
  await expect(card.locator(".assignee")).toContainText("Emma Lindqvist");
  await expect(card.locator(".card__status")).toHaveText(words.closed);

  await desk.mark(card, words.open);
  await desk.mark(card, words.cancelled);
  await expect(card.locator(".card__status")).toHaveText(words.cancelled);
  await desk.undo(words.markedAs(words.cancelled));
  await expect(card.locator(".card__status")).toHaveText(words.open);
  await page.keyboard.press("Control+z");
  await expect(card.locator(".card__status")).toHaveText(words.closed);
  await expect(desk.toast(words.undone)).not.toHaveCount(0);
  await desk.reload();
  await expect(card.locator(".card__status")).toHaveText(words.closed);
});

test("what leaves the list leaves a line, and nothing moves", SCRIPT, async ({ desk, words, page }) => {
  await desk.file(6);
  await desk.go("?status=new");
  const places = () => desk.cards.evaluateAll((all) => all.map((card) => ({ ...card.getBoundingClientRect().toJSON(), id: card.ariaLabel })));
  const card = desk.of("Customer 1");
  await card.scrollIntoViewIfNeeded();
  const before = await places();
  await desk.mark(card, words.closed);
  await expect(card.locator(".card__gone")).toContainText(words.closed);
  await expect(desk.toast(words.markedAs(words.closed))).toBeVisible();
  expect(await places()).toEqual(before);
  const undo = card.getByRole("button", { name: words.undo });
  await desk.press(undo);
  await expect(card.locator(".card__gone")).toHaveCount(0);
  await expect(card.locator(".card__status")).toHaveText(words.new);
  await desk.mark(card, words.closed);
  await expect(card.getByRole("button", { name: words.undo })).toBeVisible();
  await page.reload();
  await expect(desk.of("Customer 1")).toHaveCount(0);
  await expect(desk.cards).toHaveCount(5);
});

test("the keyboard alone marks, assigns, selects and takes back", { tag: ["@script", "@desktop"] }, async ({ desk, words, page }) => {
  await desk.file(4);
  await desk.go("?status=new");
  const card = desk.of("Customer 2");
  const mark = desk.action(card, words.mark);
  await mark.focus();
  await page.keyboard.press("Enter");
  // The one in force has the focus.
  await expect(page.getByRole("menuitemradio", { name: words.new })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(mark).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitemradio", { name: words.closed })).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitemradio", { name: words.open })).toBeFocused();
  await page.keyboard.press("Enter");
  // The card is covered now: the focus is on what takes it back.
  await expect(card.getByRole("button", { name: words.undo })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(desk.detailsOf(card)).toBeFocused();

  const assign = desk.action(card, words.assign);
  await assign.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("daniel");
  await page.keyboard.press("Enter");
  await expect(card.locator(".assignee")).toContainText("Daniel Okafor");
  await expect(assign).toBeFocused();

  await desk.tick(desk.of("Customer 1")).focus();
  await page.keyboard.press("Space");
  await expect(desk.bulk).toContainText(words.selected(1));
  await desk.bulk.getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  await expect(desk.bulk).toContainText(words.selected(4));
  await desk.bulk.getByRole("button", { name: words.archive }).focus();
  await page.keyboard.press("Enter");
  await expect(desk.dialog.getByRole("button", { name: words.cancel })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(desk.bulk.getByRole("button", { name: words.archive })).toBeFocused();
  await expect(desk.bulk).toContainText(words.selected(4));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(desk.cards.locator(".card__gone")).toHaveCount(4);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(desk.cards.locator(".card__gone")).toHaveCount(0);
});

test("the keyboard alone works through a sheet", { tag: ["@script", "@desktop"] }, async ({ desk, words, page }) => {
  await desk.file(2);
  await desk.go();
  const details = desk.detailsOf(desk.of("Customer 1"));
  await details.focus();
  await page.keyboard.press("Enter");
  const pill = (status: string) => desk.section(words.status).getByRole("button", { name: status });
  const tabTo = async (target: ReturnType<typeof pill>) => {
    for (let pressed = 0; pressed < 40; pressed++) {
      await page.keyboard.press("Tab");
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`Tab does not come to ${target}`);
  };
  await expect(desk.section(words.activity)).toBeVisible();
  await tabTo(pill(words.closed));
  await page.keyboard.press("Space");
  await expect(pill(words.closed)).toHaveAttribute("aria-pressed", "true");
  await expect(pill(words.closed)).toBeFocused();
  const box = desk.section(words.assignment).getByRole("combobox");
  await tabTo(box);
  await page.keyboard.type("emma");
  await page.keyboard.press("Escape");
  // Escape closes the list, not the sheet.
  await expect(desk.sheet).toBeVisible();
  await page.keyboard.type("emma");
  await page.keyboard.press("Enter");
  await expect(box).toHaveValue("Emma Lindqvist");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Please call");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(desk.section(words.assignment).locator(".record__person")).toContainText("Emma Lindqvist");
  await tabTo(desk.notes);
  await page.keyboard.type("Called.");
  await expect(desk.section(words.notes).getByRole("status")).toContainText(words.saved);
  const archive = desk.sheet.getByRole("button", { name: words.archive });
  await tabTo(archive);
  await page.keyboard.press("Space");
  await expect(desk.dialog.getByRole("button", { name: words.cancel })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(archive).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(desk.sheet).toHaveCount(0);
  await expect(details).toBeFocused();
});

test("several are selected, and archived, deleted and restored together", SCRIPT, async ({ desk, words, page, phone }) => {
  await desk.file(5);
  await desk.go();
  const place = await desk.cards.nth(1).boundingBox();
  await desk.press(desk.tick(desk.cards.nth(0)));
  await expect(desk.bulk).toContainText(words.selected(1));
  expect(await desk.cards.nth(1).boundingBox()).toEqual(place);
  if (phone) for (const n of [1, 2, 3]) await desk.tick(desk.cards.nth(n)).tap();
  else await desk.tick(desk.cards.nth(3)).click({ modifiers: ["Shift"] });
  await expect(desk.bulk).toContainText(words.selected(4));
  await desk.press(desk.tick(desk.cards.nth(2)));
  await expect(desk.bulk).toContainText(words.selected(3));

  await desk.press(desk.bulk.getByRole("button", { name: words.archive }));
  for (const text of words.archiveAsked) await expect(desk.dialog.getByText(text, { exact: true })).toBeVisible();
  await desk.press(desk.dialog.getByRole("button", { name: words.cancel }));
  await expect(desk.dialog).toHaveCount(0);
  await expect(desk.cards.locator(".card__gone")).toHaveCount(0);
  await desk.press(desk.bulk.getByRole("button", { name: words.archive }));
  await desk.press(desk.dialog.getByRole("button", { name: words.archive }));
  await expect(desk.cards.locator(".card__gone")).toHaveCount(3);
  await expect(desk.bulk).toHaveCount(0);
  await expect(desk.toast("")).not.toHaveCount(0);
  await desk.go();
  await expect(desk.cards).toHaveCount(2);

  await desk.open(`${desk.server.url}${desk.path}/archived`);
  await expect(desk.cards).toHaveCount(3);
  await desk.press(desk.tick(desk.cards.nth(0)));
  await desk.press(desk.tick(desk.cards.nth(1)));
  await desk.press(desk.bulk.getByRole("button", { name: words.delete }));
  for (const text of words.deleteAsked) await expect(desk.dialog.getByText(text, { exact: true })).toBeVisible();
  await desk.press(desk.dialog.getByRole("button", { name: words.delete }));
  await expect(desk.cards.locator(".card__gone")).toHaveCount(2);
  await expect(desk.toast("")).not.toHaveCount(0);

  await desk.open(`${desk.server.url}${desk.path}/deleted`);
  await expect(desk.cards).toHaveCount(2);
  await desk.press(desk.tick(desk.cards.nth(0)));
  // Deleted offers Restore only.
  await expect(desk.bulk.getByRole("button", { name: words.mark })).toHaveCount(0);
  await expect(desk.bulk.getByRole("button", { name: words.delete })).toHaveCount(0);
  await desk.press(desk.bulk.getByRole("button", { name: words.restore, exact: true }));
  await expect(desk.cards.locator(".card__gone")).toContainText(words.archived);
  await desk.open(`${desk.server.url}${desk.path}/archived`);
  await expect(desk.cards).toHaveCount(2);
  await desk.press(desk.tick(desk.cards.nth(0)));
  await desk.press(desk.bulk.getByRole("button", { name: words.restoreToInbox }));
  await expect(desk.cards.locator(".card__gone")).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(desk.cards.locator(".card__gone")).toHaveCount(0);
});

test("a selection ends with its filter, folder or page", SCRIPT, async ({ desk, words }) => {
  await desk.file(30);
  await desk.go();
  await desk.press(desk.tick(desk.cards.nth(0)));
  await expect(desk.bulk).toBeVisible();
  await desk.press(desk.bulk.getByRole("button", { name: words.clearSelection }));
  await expect(desk.bulk).toHaveCount(0);
  await desk.press(desk.tick(desk.cards.nth(0)));
  await desk.press(desk.pager.getByRole("link", { name: words.next }));
  await expect(desk.cards).toHaveCount(6);
  await expect(desk.bulk).toHaveCount(0);
});

test("everything that matches is meant, and the dialog gives it to somebody with a note", SCRIPT, async ({ desk, words, page }) => {
  await desk.file(30);
  await desk.go();
  await desk.press(desk.tick(desk.cards.nth(0)));
  await desk.press(desk.bulk.getByRole("button", { name: words.selectAll("30") }));
  await expect(desk.bulk).toContainText(words.selected(30));
  // But for one.
  await desk.press(desk.tick(desk.cards.nth(2)));
  await expect(desk.bulk).toContainText(words.selected(29));
  await desk.press(desk.bulk.getByRole("button", { name: words.assign }));
  const give = desk.dialog.getByRole("button", { name: words.assign, exact: true });
  await expect(give).toBeDisabled();
  const box = desk.dialog.getByRole("combobox");
  await box.fill("priya");
  await box.press("Enter");
  await expect(box).toHaveValue("Priya Nair");
  await expect(desk.dialog.locator(".assign__who > .chip")).toHaveText(words.member);
  await desk.dialog.getByRole("textbox", { name: words.assignmentNote }).fill("Call them today");
  await desk.press(give);
  await expect(desk.cards.nth(0).locator(".assignee")).toContainText("Priya Nair");
  await expect(desk.cards.nth(2).locator(".assignee")).toContainText(words.unassigned);
  await expect(desk.toast("")).not.toHaveCount(0);
  await desk.go("?assignee=unassigned");
  await expect(desk.cards).toHaveCount(1);
  await desk.go();
  await desk.openSheet(desk.cards.nth(0));
  await expect(desk.section(words.assignment)).toContainText("Call them today");
  // The whole action is taken back from the journal of one of them.
  await desk.press(desk.section(words.activity).getByRole("button", { name: words.revert }).first());
  await desk.press(desk.dialog.getByRole("button", { name: words.revert }));
  await expect(desk.section(words.assignment).locator(".record__person")).toContainText(words.unassigned);
  await page.keyboard.press("Escape");
  await desk.go("?assignee=unassigned");
  await expect(desk.pager).toContainText("30");
});

test("the sheet changes status, assignee, notes and folder", SCRIPT, async ({ desk, words, page }) => {
  await desk.file(3);
  await desk.go();
  const card = desk.of("Customer 2");
  await desk.openSheet(card);
  const pill = (status: string) => desk.section(words.status).getByRole("button", { name: status });
  await expect(pill(words.new)).toHaveAttribute("aria-pressed", "true");
  await desk.press(pill(words.open));
  await expect(pill(words.open)).toHaveAttribute("aria-pressed", "true");
  await expect(desk.section(words.activity).getByRole("listitem")).toHaveCount(2);
  await expect(card.locator(".card__status")).toHaveText(words.open);

  const assignment = desk.section(words.assignment);
  await desk.press(assignment.getByRole("combobox"));
  await assignment.getByRole("combobox").fill("omar");
  await page.keyboard.press("Enter");
  await assignment.getByRole("textbox", { name: words.assignmentNote }).fill("Knows the customer");
  await desk.press(assignment.getByRole("button", { name: words.assign }));
  await expect(assignment.locator(".record__person")).toContainText("Omar Farouk");
  await expect(assignment.locator(".record__note")).toHaveText("Knows the customer");
  await expect(desk.section(words.activity)).toContainText("Knows the customer");

  await desk.notes.fill("Called at noon.");
  await expect(desk.section(words.notes).getByRole("status")).toContainText(words.saved);
  await desk.notes.fill("Called at noon.\nNobody there.");
  await expect(desk.section(words.activity).getByRole("listitem")).toHaveCount(4);
  await expect(desk.section(words.notes).getByRole("status")).toContainText(words.saved);
  // One change, not one a save.
  await expect(desk.section(words.activity).getByRole("listitem")).toHaveCount(4);

  // To the next record and back: nothing is lost on the way.
  await desk.notes.fill("Called at noon.\nNobody there.\nTwice.");
  await desk.press(desk.sheet.getByRole("link", { name: words.nextRecord }));
  await expect(desk.notes).toHaveValue("");
  await desk.press(desk.sheet.getByRole("link", { name: words.previousRecord }));
  await expect(desk.notes).toHaveValue("Called at noon.\nNobody there.\nTwice.");
  await expect(desk.section(words.notes).getByRole("status")).not.toContainText(words.saving ?? "…");

  await desk.press(desk.sheet.getByRole("link", { name: words.previousRecord }).or(desk.sheet.getByRole("link", { name: words.nextRecord })).first());
  await desk.press(desk.sheet.getByRole("link", { name: words.nextRecord }));
  await expect(desk.notes).toHaveValue("Called at noon.\nNobody there.\nTwice.");
  await desk.press(desk.sheet.getByRole("button", { name: words.archive }));
  await desk.press(desk.dialog.getByRole("button", { name: words.archive }));
  await expect(desk.sheet.getByRole("button", { name: words.restoreToInbox })).toBeVisible();
  await desk.press(desk.sheet.getByRole("button", { name: words.delete }));
  await desk.press(desk.dialog.getByRole("button", { name: words.delete }));
  await desk.press(desk.sheet.getByRole("button", { name: words.restore, exact: true }));
  // Restored to where it was deleted from.
  await expect(desk.sheet.getByRole("button", { name: words.restoreToInbox })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(desk.sheet).toHaveCount(0);
  await expect(card.locator(".card__gone")).toContainText(words.archived);
});

test("two who mark the same record see both values", { tag: ["@script", "@desktop"] }, async ({ desk, colleague, words }) => {
  await desk.file(2);
  await desk.go();
  const other = await colleague();
  await other.go();
  await other.mark(other.of("Customer 1"), words.open);
  await expect(other.toast(words.markedAs(words.open))).toBeVisible();
  const card = desk.of("Customer 1");
  await desk.mark(card, words.closed);
  await expect(desk.dialog).toContainText(words.conflict);
  await expect(desk.dialog.locator("dd")).toHaveText([words.open, words.closed]);
  await expectAccessible(desk.page, "conflict");
  await expect(card.locator(".card__status")).toHaveText(words.open);
  await desk.press(desk.dialog.getByRole("button", { name: words.keepTheirs }));
  await expect(card.locator(".card__status")).toHaveText(words.open);
  // Seen now, so it can be changed.
  await desk.mark(card, words.closed);
  await expect(desk.toast(words.markedAs(words.closed))).toBeVisible();
  // And the other way round: mine, after all.
  await other.mark(other.of("Customer 1"), words.cancelled);
  await other.press(other.dialog.getByRole("button", { name: words.useMine }));
  await expect(other.of("Customer 1").locator(".card__status")).toHaveText(words.cancelled);
  await expect(other.toast(words.markedAs(words.cancelled))).toBeVisible();

  // Among several it is left as it was, with its name and what it is now.
  await desk.press(desk.tick(desk.cards.nth(0)));
  await desk.press(desk.tick(desk.cards.nth(1)));
  await desk.press(desk.bulk.getByRole("button", { name: words.mark }));
  await desk.press(desk.page.getByRole("menuitemradio", { name: words.open }));
  await desk.press(desk.toast(words.leftAsItWas).getByRole("button", { name: words.show }));
  await expect(desk.dialog.getByRole("listitem")).toContainText([words.changedMeanwhile]);
  await expect(desk.dialog.getByRole("link")).toHaveText(await desk.idOf("Customer 1"));
  await expectAccessible(desk.page, "what was left");
});

test("two who write into the same notes keep both texts", { tag: ["@script", "@desktop"] }, async ({ desk, colleague, words }) => {
  await desk.file(1);
  await desk.go();
  const other = await colleague();
  await other.go();
  for (const one of [desk, other]) await one.openSheet(one.cards.first());
  await other.notes.fill("Theirs.");
  await expect(other.section(words.notes).getByRole("status")).toContainText(words.saved);
  await desk.notes.fill("Mine.");
  const conflict = desk.section(words.notes).getByRole("alert");
  await expect(conflict).toContainText(words.notesConflict);
  await expect(conflict).toContainText("Theirs.");
  await expect(desk.notes).toHaveValue("Mine.");
  // It survives a reload, too: nothing is settled yet.
  await desk.reload();
  await expect(desk.notes).toHaveValue("Mine.");
  await expect(conflict).toContainText("Theirs.");
  await conflict.getByRole("button", { name: words.keepBoth }).click();
  await expect(desk.notes).toHaveValue("Theirs.\n\nMine.");
  await expect(desk.section(words.notes).getByRole("status")).toContainText(words.saved);
  await other.reload();
  await expect(other.notes).toHaveValue("Theirs.\n\nMine.");
  // Who has nothing unsaved simply sees what is new.
  await other.notes.fill("All of it.");
  await expect(other.section(words.notes).getByRole("status")).toContainText(words.saved);
  await desk.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect(desk.notes).toHaveValue("All of it.");
});

test("offline, notes stay on the device and are saved later", SCRIPT, async ({ desk, words, context, page, phone, problems, signedIn }) => {
  problems.allow(/ERR_INTERNET_DISCONNECTED/);
  await desk.file(1);
  await desk.go();
  await desk.openSheet(desk.cards.first());
  await context.setOffline(true);
  await desk.notes.fill("Typed in a lift");
  const status = desk.section(words.notes).getByRole("status");
  await expect(status).toContainText(words.couldNotSave);
  await context.setOffline(false);
  await expect(status).toContainText(words.saved);

  await context.setOffline(true);
  await desk.notes.fill("Typed in a lift, once more");
  await expect(status).toContainText(words.couldNotSave);
  // The tab is closed; the device remembers.
  const url = page.url();
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(url);
  const notes = again.getByRole("textbox", { name: words.notes });
  await expect(notes).toHaveValue("Typed in a lift, once more");
  await expect(again.locator(".notes__status")).toContainText(words.saved);
  const kept = () => again.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("draft:")));
  expect(await kept()).toEqual([]);

  if (phone) return;
  // Signing out erases what is left.
  problems.allow(/ERR_FAILED/);
  await again.route("**/api/records/change", (route) => route.abort());
  await notes.fill("Unsaved");
  await expect.poll(kept).toHaveLength(1);
  await again.keyboard.press("Escape");
  await again.getByRole("complementary").locator("summary").filter({ hasText: words.account }).click();
  await again.getByRole("button", { name: words.signOut }).click();
  await expect(again.getByRole("heading", { name: words.signIn })).toBeVisible();
  expect(await kept()).toEqual([]);
  // The session is gone for the others of this worker, too.
  signedIn.clear();
});

test("a change that fails is shown as it is, and can be tried again", SCRIPT, async ({ desk, words, page, problems }) => {
  problems.allow(/503/);
  await desk.file(1);
  await desk.go();
  const card = desk.cards.first();
  await page.route("**/api/records/change", (route) => route.fulfill({ status: 503, json: "unavailable" }));
  await desk.mark(card, words.closed);
  const failed = page.locator(".toast[data-tone=danger]");
  await expect(failed).toBeVisible();
  await expect(card.locator(".card__status")).toHaveText(words.new);
  await page.unroute("**/api/records/change");
  await desk.press(failed.getByRole("button", { name: words.retry }));
  await expect(card.locator(".card__status")).toHaveText(words.closed);
});

test("new and changed records announce themselves", SCRIPT, async ({ desk, colleague, words, page }) => {
  await desk.file(2);
  await desk.go();
  const other = await colleague();
  await other.go();
  await other.mark(other.of("Customer 2"), words.closed);
  await expect(other.toast(words.markedAs(words.closed))).toBeVisible();
  await desk.server.file(desk.agent, ["New 1", "New 2", "New 3"].map((name) => lead(name, -1 / 3600)));
  const place = await desk.of("Customer 1").boundingBox();
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  const news = page.getByRole("link", { name: words.newRecords(3) });
  await expect(news).toBeVisible();
  await expect(desk.of("Customer 2").locator(".card__status")).toHaveText(words.closed);
  expect(await desk.of("Customer 1").boundingBox()).toEqual(place);
  await desk.press(news);
  await expect(desk.cards).toHaveCount(5);
  await expect(news).toHaveCount(0);
});

test("a change of very many records goes on by itself", { tag: ["@script", "@desktop"] }, async ({ desk, words, page }) => {
  await desk.server.file(desk.agent, Array.from({ length: 1_200 }, (_, n) => lead(`Customer ${n}`, n / 100)));
  await desk.go();
  await desk.tick(desk.cards.nth(0)).click();
  await desk.bulk.getByRole("button", { name: words.selectAll("1,200") }).click();
  await desk.bulk.getByRole("button", { name: words.mark }).click();
  await page.getByRole("menuitemradio", { name: words.closed }).click();
  await desk.reload();
  const toast = desk.toast(words.manyMarkedAs("1,200", words.closed));
  await expect(toast).toBeVisible();
  await desk.go("?status=closed");
  await desk.expectTotal(1_200);
  await expect(toast).toHaveCount(0);
});

test("without script the sheet's forms do it, and say so", { tag: "@noscript" }, async ({ desk, words, page, problems }) => {
  problems.allow(/status of 409/);
  await desk.file(2);
  await desk.go();
  // Nothing that needs script is there.
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  const card = desk.of("Customer 1");
  await card.getByRole("link", { name: new RegExp(`^${words.mark}: `) }).click();
  const pill = (status: string) => desk.section(words.status).getByRole("button", { name: status });
  await pill(words.closed).click();
  await expect(page.getByText(words.statusChanged)).toBeVisible();
  await expect(pill(words.closed)).toHaveAttribute("aria-pressed", "true");

  const assignment = desk.section(words.assignment);
  await assignment.getByRole("combobox", { name: words.assignTo }).selectOption({ label: "Emma Lindqvist" });
  await assignment.getByRole("textbox").fill("Call today");
  await assignment.getByRole("button", { name: words.assign }).click();
  await expect(page.getByText(words.assignmentChanged)).toBeVisible();
  await expect(assignment).toContainText("Emma Lindqvist");
  await expect(assignment).toContainText("Call today");

  await desk.notes.fill("First line\nSecond line");
  await desk.section(words.notes).getByRole("button", { name: words.save }).click();
  await expect(page.getByText(words.notesSaved)).toBeVisible();
  await expect(desk.notes).toHaveValue("First line\nSecond line");

  // Somebody else is quicker.
  const url = page.url();
  const rival = await page.context().newPage();
  await rival.goto(url);
  await rival.getByRole("textbox", { name: words.notes }).fill("Theirs");
  await rival.getByRole("button", { name: words.save }).click();
  await rival.close();
  await desk.notes.fill("Mine");
  await desk.section(words.notes).getByRole("button", { name: words.save }).click();
  await expect(desk.section(words.notes)).toContainText(words.clash);
  await expect(desk.section(words.notes)).toContainText("Theirs");
  await expect(desk.notes).toHaveValue("Mine");
  await desk.section(words.notes).getByRole("button", { name: words.save }).click();
  await expect(page.getByText(words.notesSaved)).toBeVisible();

  for (const [button, asked] of [
    [words.archive, words.archiveAsked],
    [words.delete, words.deleteAsked],
  ] as const) {
    await desk.sheet.getByRole("button", { name: button }).last().click();
    for (const text of asked) await expect(page.getByText(text, { exact: true })).toBeVisible();
    await desk.sheet.getByRole("group", { name: asked[0] }).getByRole("button", { name: button }).click();
    await expect(page.getByText(words.recordMoved)).toBeVisible();
  }
  await desk.sheet.getByRole("button", { name: words.restore, exact: true }).click();
  await expect(desk.sheet.getByRole("button", { name: words.restoreToInbox })).toBeVisible();
  await desk.sheet.getByRole("button", { name: words.restoreToInbox }).click();
  await expect(desk.sheet.getByRole("button", { name: words.archive })).toBeVisible();
  // Both wrote under the same name, one right after the other: that is one edit of the notes.
  await expect(desk.section(words.activity).getByRole("listitem")).toHaveCount(8);
});

test("who may only read sees nothing to change", async ({ desk, colleague, words }) => {
  await desk.file(1);
  const viewer = await colleague("viewer");
  await viewer.go();
  const card = viewer.cards.first();
  await expect(card.getByRole("checkbox")).toHaveCount(0);
  for (const label of [words.mark, words.assign])
    await expect(card.getByLabel(new RegExp(`^${label}: `))).toHaveCount(0);
  await viewer.detailsOf(card).click();
  await expect(viewer.section(words.activity)).toBeVisible();
  await expect(viewer.sheet.getByRole("textbox")).toHaveCount(0);
  await expect(viewer.sheet.getByRole("button", { name: words.archive })).toHaveCount(0);
});
