// What a screen reader says by itself, of what is done and of what happens.
import { expectHeard, listen } from "./announced";
import { expect, test } from "./desk";
import { talk } from "./words-conversations";
import { keyWords } from "./words-keys";

const SCRIPT = { tag: "@script" };

test("what is done to records is said", SCRIPT, async ({ page, desk, words, context, lang }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await desk.file(4);
  await desk.go();
  await listen(page);
  const card = desk.of("Customer 1");
  await desk.press(card.getByRole("button", { name: new RegExp(`^${words.copy} `) }));
  await expectHeard(page, words.copied);
  await desk.mark(card, words.closed);
  await expectHeard(page, words.markedAs(words.closed));
  await desk.undo(words.markedAs(words.closed));
  await expectHeard(page, words.undone);
  await desk.press(desk.action(card, words.assign));
  await page.getByRole("combobox", { name: words.assignTo }).fill("zzz");
  await expectHeard(page, words.nobodyFound);
  await page.getByRole("combobox", { name: words.assignTo }).fill("emma");
  await page.keyboard.press("Enter");
  await expectHeard(page, "Emma Lindqvist");

  await desk.press(desk.tick(card));
  await expectHeard(page, words.selected(1));
  await desk.press(desk.tick(desk.of("Customer 2")));
  await expectHeard(page, words.selected(2));
  await desk.press(desk.bulk.getByRole("button", { name: words.archive }));
  await desk.press(desk.dialog.getByRole("button", { name: words.archive }));
  await expectHeard(page, words.archived);

  // How many there are after a search.
  await desk.box.fill("Customer 3");
  await expectHeard(page, lang === "ar" ? "سجل واحد" : "1 record");
});

test("what is done in the sheet is said in the sheet", SCRIPT, async ({ page, desk, words, problems }) => {
  problems.allow(/503/);
  await desk.file(2);
  await desk.go();
  await desk.openSheet(desk.of("Customer 1"));
  await listen(page);
  await desk.press(desk.section(words.status).getByRole("button", { name: words.open }));
  await expectHeard(page, words.markedAs(words.open));
  await desk.notes.fill("Called.");
  await expectHeard(page, words.saved);
  await page.route("**/api/records/change", (route) => route.fulfill({ status: 503, json: "unavailable" }));
  await desk.notes.fill("Called twice.");
  await expectHeard(page, words.couldNotSave);
});

test("what is moved, what fails and what is found is said", SCRIPT, async ({ page, desk, words, lang, problems }) => {
  problems.allow(/api\/records\/list/);
  await desk.file(2);
  await desk.open(`${desk.server.url}/agents/${desk.agent}/chat-conversations`);
  const list = page.getByRole("region", { name: talk[lang].list, exact: true });
  const transcript = page.getByRole("region", { name: talk[lang].transcript, exact: true });
  await desk.press(list.getByRole("listitem").getByRole("link").first());
  await listen(page);
  await desk.press(transcript.getByRole("button", { name: words.archive, exact: true }));
  await expectHeard(page, talk[lang].movedTo(words.archived));

  await desk.go();
  await listen(page);
  await page.keyboard.press("ControlOrMeta+k");
  const palette = page.getByRole("dialog", { name: keyWords[lang].palette });
  await expect(palette.getByRole("option").first()).toBeVisible();
  await page.keyboard.type("zzzz");
  await expectHeard(page, keyWords[lang].nothing);
  await page.keyboard.press("Escape");
  await page.route("**/api/records/list", (route) => route.fulfill({ status: 500, body: "" }));
  await desk.tab(words.leads).click();
  await expectHeard(page, words.failed);
});

test("how far an export is, and that it has arrived, is said", SCRIPT, async ({ page, desk, lang }) => {
  const say = {
    en: { download: "Download", goesOn: "the download goes on", arrived: "The file is in your downloads." },
    ar: { download: "تنزيل", goesOn: "فالتنزيل مستمر", arrived: "تجد الملف في التنزيلات." },
  }[lang];
  await desk.file(3);
  await desk.go("?export=all");
  await listen(page);
  let done = false;
  await page.route("**/api/exports/find", async (route) => {
    if (done) return route.continue();
    await route.fulfill({ json: { id: route.request().postDataJSON().id, state: "running", total: 30, sent: 12 } });
  });
  const download = page.waitForEvent("download");
  await desk.press(page.getByRole("dialog").getByRole("button", { name: say.download, exact: true }));
  await download;
  await expectHeard(page, say.goesOn);
  done = true;
  await expectHeard(page, say.arrived);
});
