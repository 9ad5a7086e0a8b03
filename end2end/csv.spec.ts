import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { expect, lead, test as base, type Desk } from "./desk";

const SCRIPT = { tag: "@script" };

const en = {
  export: "Export",
  page: "Page CSV",
  all: "All CSV",
  titles: { page: "Export this page", all: "Export all pages", selection: "Export the selection" },
  records: "Records",
  folder: "Folder",
  filter: "Filter",
  noFilter: "No filter",
  byHand: "Chosen one by one",
  nothing: "Nothing is listed here, so there is nothing to export.",
  spreadsheet: "Spreadsheet (CSV)",
  raw: "Data (UTF-8, raw)",
  download: "Download",
  downloadAgain: "Download again",
  tryAgain: "Try again",
  soFar: (sent: number, total: number) => `${sent} of ${total} ${total === 1 ? "row" : "rows"}`,
  arrived: "The file is in your downloads.",
  goesOn: "You can close this: the download goes on.",
  broken: "The file is not complete.",
  busy: "Two exports are running. Try again when one of them is done.",
  activity: "Activity",
  exports: "Exports",
  none: "Nothing exported yet",
  complete: "Complete",
  sentence: (actor: string, records: string, format: string, folder: string) =>
    `${actor} exported ${records} as ${format} from ${folder}`,
  count: (n: number) => `${n} ${n === 1 ? "record" : "records"}`,
};

/** The noun in the form that Arabic has for so many; none of these tests counts two. */
const counted = (n: number, one: string, few: string, many: string) =>
  n === 1 ? `${one} واحد` : `${n} ${n % 100 >= 3 && n % 100 <= 10 ? few : n % 100 >= 11 ? many : one}`;

const ar: typeof en = {
  export: "تصدير",
  page: "ملف CSV للصفحة",
  all: "ملف CSV للكل",
  titles: { page: "تصدير هذه الصفحة", all: "تصدير كل الصفحات", selection: "تصدير السجلات المحددة" },
  records: "السجلات",
  folder: "المجلد",
  filter: "التصفية",
  noFilter: "بلا تصفية",
  byHand: "اختيرت واحدًا واحدًا",
  nothing: "لا توجد سجلات معروضة هنا، فلا شيء للتصدير.",
  spreadsheet: "جدول بيانات (CSV)",
  raw: "بيانات خام (UTF-8)",
  download: "تنزيل",
  downloadAgain: "تنزيل مرة أخرى",
  tryAgain: "إعادة المحاولة",
  soFar: (sent, total) => `${sent} من أصل ${counted(total, "صف", "صفوف", "صفًا")}`,
  arrived: "تجد الملف في التنزيلات.",
  goesOn: "يمكنك إغلاق هذه النافذة، فالتنزيل مستمر.",
  broken: "الملف غير مكتمل.",
  busy: "هناك عمليتا تصدير جاريتان. حاول مجددًا عند انتهاء إحداهما.",
  activity: "النشاط",
  exports: "عمليات التصدير",
  none: "لم يُصدَّر شيء بعد",
  complete: "مكتمل",
  sentence: (actor, records, format, folder) => `تصدير ${records} من ${folder} بصيغة ${format} بواسطة ${actor}`,
  count: (n) => counted(n, "سجل", "سجلات", "سجلًا"),
};

type Listed = "page" | "all";

/** Exporting as a person does it, on whichever desk. */
class Exporting {
  readonly page: Page;
  /** The menu's button; `<summary>` has no role to ask for. */
  readonly button: Locator;

  constructor(
    readonly desk: Desk,
    readonly say: typeof en,
  ) {
    this.page = desk.page;
    this.button = desk.page.locator("summary").filter({ hasText: new RegExp(`^\\s*${say.export}\\s*$`) });
  }

  get path() {
    return `/agents/${this.desk.agent}/settings/activity`;
  }

  option(what: Listed) {
    return this.page.getByRole("link", { name: new RegExp(`^${this.say[what]}`) });
  }

  dialog(what: Listed | "selection") {
    return this.page.getByRole("dialog", { name: this.say.titles[what] });
  }

  /** A term of the dialog with what it says. */
  fact(dialog: Locator, term: string) {
    return dialog.locator("dl > div").filter({ has: this.page.getByText(term, { exact: true }) }).getByRole("definition");
  }

  async open(what: Listed) {
    await this.desk.press(this.button);
    await this.desk.press(this.option(what));
    const dialog = this.dialog(what);
    await expect(dialog.getByRole("button", { name: this.say.download })).toBeVisible();
    await this.desk.alive();
    return dialog;
  }

  submit(dialog: Locator, label = this.say.download) {
    return this.desk.press(dialog.getByRole("button", { name: label, exact: true }));
  }

  /** Presses the button; what has been downloaded then, whole. */
  async download(dialog: Locator, label?: string) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.submit(dialog, label)]);
    expect(await download.failure()).toBeNull();
    const bytes = readFileSync((await download.path())!);
    const text = bytes.toString("utf8");
    return { name: download.suggestedFilename(), bytes, text, rows: parse(text.replace(/^\ufeff/, "")) };
  }

  /** Waits until the dialog has said that all of it has arrived. */
  async expectDone(dialog: Locator, total: number) {
    // Without script nobody is there to say so.
    if (!this.desk.script) return;
    await expect(dialog.getByRole("status")).toHaveText(`${this.say.soFar(total, total)}. ${this.say.arrived}`);
    const bar = dialog.getByRole("progressbar");
    await expect(bar).toHaveAttribute("value", String(total));
    await expect(bar).toHaveAttribute("max", String(total));
    await expect(dialog.getByRole("button", { name: this.say.downloadAgain })).toBeVisible();
  }

  /** Takes every place there is for exports; gives them back by fetching the files. */
  async takeAllPlaces() {
    const { server } = this.desk;
    const request = { folder: "inbox", query: "", choice: "all", format: "raw" };
    const files: string[] = [];
    for (let place = 0; place < 2; place++) {
      // Of one agent, whoever starts an export lets their last one go that still waits.
      const agent = `${this.desk.agent}-${place}`;
      await server.file(agent, [lead("Place", 0)]);
      const answer = await this.page.request.post(`${server.url}/api/exports/start`, { data: { agent, request } });
      files.push(`${server.url}/agents/${agent}/exports/${(await answer.json()).export.id}`);
    }
    return async () => {
      for (const file of files) await this.page.request.get(file);
    };
  }
}

/** Cells of RFC 4180: quoted where they must be, a quote within doubled, lines ended by CR LF. */
function parse(text: string) {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

const test = base.extend<{ exporting: Exporting }>({
  exporting: async ({ desk, lang }, use) => use(new Exporting(desk, lang === "ar" ? ar : en)),
});

test("the page is exported as a spreadsheet", async ({ exporting, desk, words }) => {
  const { say } = exporting;
  await desk.file(30);
  await desk.go();
  const ids = await desk.ids();
  const dialog = await exporting.open("page");
  await expect(exporting.page).toHaveURL(`${desk.server.url}${desk.path}?export=page`);
  await expect(exporting.fact(dialog, say.records)).toHaveText("24");
  await expect(exporting.fact(dialog, say.folder)).toHaveText(words.inbox);
  await expect(exporting.fact(dialog, say.filter)).toHaveText(say.noFilter);
  await expect(dialog.getByRole("radio", { name: say.spreadsheet })).toBeChecked();
  const file = await exporting.download(dialog);
  await exporting.expectDone(dialog, 24);

  expect(file.bytes.subarray(0, 3)).toEqual(MARK);
  expect(file.name).toMatch(/^[A-Za-z0-9_-]{1,64}\.csv$/);
  const [header, ...rows] = file.rows;
  // English in every language, so that whatever reads the file finds its columns.
  expect(header!.slice(0, 6)).toEqual(["ID", "Type", "Status", "Channel", "Created", "Name"]);
  expect(rows.map((row) => row[0])).toEqual(ids);
  expect(rows.every((row) => row.length === header!.length)).toBe(true);
  expect(rows[0]![5]).toBe("Customer 1");
});

test("all that matches is exported, in the order of the list", async ({ exporting, desk, words }) => {
  const { say } = exporting;
  await desk.file(30);
  await desk.server.file(desk.agent, [lead("Somebody else", 0.5)]);
  await desk.go("?status=open,new&q=Customer&sort=oldest");
  const dialog = await exporting.open("all");
  await expect(exporting.fact(dialog, say.records)).toHaveText("30");
  const filter = exporting.fact(dialog, say.filter);
  for (const word of [words.new, words.open, "Customer"]) await expect(filter).toContainText(word);
  const file = await exporting.download(dialog);
  await exporting.expectDone(dialog, 30);
  const names = file.rows.slice(1).map((row) => row[5]);
  expect(names).toEqual(Array.from({ length: 30 }, (_, n) => `Customer ${30 - n}`));
});

test("a spreadsheet is guarded against formulas, raw data is as it was filed", async ({ exporting, desk }) => {
  const { say } = exporting;
  await desk.server.file(desk.agent, [lead("=1+1", 0.1, { company: 'Ahmed, "Sons"\nأحمد وأولاده' })]);
  await desk.go();
  const dialog = await exporting.open("all");
  const sheet = await exporting.download(dialog);
  expect(sheet.bytes.subarray(0, 3)).toEqual(MARK);
  expect(sheet.rows[1]![5]).toBe("'=1+1");
  await exporting.expectDone(dialog, 1);

  await dialog.getByRole("radio", { name: say.raw }).check();
  const raw = await exporting.download(dialog, desk.script ? say.downloadAgain : say.download);
  expect(raw.text.startsWith("ID,")).toBe(true);
  expect(raw.rows[1]![5]).toBe("=1+1");
  expect(raw.rows[1]).toContain('Ahmed, "Sons"\nأحمد وأولاده');
  // The moment in UTC, whatever the viewer's zone.
  expect(raw.rows[1]![4]).toMatch(/(Z|\+00:00)$/);
});

test("what is ticked is exported, and no more", SCRIPT, async ({ exporting, desk, words }) => {
  const { say, page } = exporting;
  await desk.file(30);
  await desk.go();
  const ids = await Promise.all(["Customer 2", "Customer 4", "Customer 5"].map((name) => desk.idOf(name)));
  for (const name of ["Customer 2", "Customer 4", "Customer 5"]) await desk.tick(desk.of(name)).check();
  const button = desk.bulk.getByRole("button", { name: say.export });
  await desk.press(button);
  const dialog = exporting.dialog("selection");
  await expect(exporting.fact(dialog, say.records)).toHaveText("3");
  await expect(exporting.fact(dialog, say.filter)).toHaveText(say.byHand);
  const few = await exporting.download(dialog);
  await exporting.expectDone(dialog, 3);
  expect(few.rows.slice(1).map((row) => row[0])).toEqual(ids);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(button).toBeFocused();

  // All that match, but for one.
  await desk.bulk.getByRole("checkbox", { name: words.selectPage }).check();
  await desk.press(desk.bulk.getByRole("button", { name: words.selectAll("30") }));
  await desk.tick(desk.of("Customer 3")).uncheck();
  await desk.press(button);
  await expect(exporting.fact(dialog, say.records)).toHaveText("29");
  await expect(exporting.fact(dialog, say.filter)).toHaveText(say.noFilter);
  const many = await exporting.download(dialog);
  await exporting.expectDone(dialog, 29);
  const names = many.rows.slice(1).map((row) => row[5]);
  expect(names).toHaveLength(29);
  expect(names).not.toContain("Customer 3");
});

test("where nothing is listed, the menu says why there is nothing to choose", async ({ exporting, desk }) => {
  const { say } = exporting;
  await desk.file(1);
  await desk.go("?q=nobody-of-this-name");
  await desk.press(exporting.button);
  await expect(exporting.page.getByText(say.nothing)).toBeVisible();
  for (const what of ["page", "all"] as const) await expect(exporting.option(what)).toHaveCount(0);
  // By a link that was kept, too.
  await desk.go("?q=nobody-of-this-name&export=all");
  await expect(exporting.dialog("all").getByText(say.nothing)).toBeVisible();
  await expect(exporting.dialog("all").getByRole("button", { name: say.download })).toHaveCount(0);
});

test("when too many run at once it says so, and trying again helps", async ({ exporting, desk, problems }) => {
  problems.allow(/status of (422|429|503)/);
  const { say } = exporting;
  await desk.file(3);
  await desk.go();
  const dialog = await exporting.open("all");
  const release = await exporting.takeAllPlaces();
  try {
    await dialog.getByRole("radio", { name: say.raw }).check();
    await exporting.submit(dialog);
    await expect(dialog.getByRole("alert")).toHaveText(say.busy);
    await expect(dialog.getByRole("radio", { name: say.raw })).toBeChecked();
    await expect(exporting.fact(dialog, say.records)).toHaveText("3");
  } finally {
    await release();
  }
  const file = await exporting.download(dialog, desk.script ? say.tryAgain : say.download);
  expect(file.rows).toHaveLength(4);
  await exporting.expectDone(dialog, 3);
  if (desk.script) await expect(dialog.getByRole("alert")).toHaveCount(0);
});

test("how far it is, and that it broke off", SCRIPT, async ({ exporting, desk, page }) => {
  const { say } = exporting;
  await desk.file(3);
  await desk.go();
  // What the server says while a large file is on its way, and what it says when it breaks.
  let state = "running";
  await page.route("**/api/exports/find", async (route) => {
    const { id } = route.request().postDataJSON();
    await route.fulfill({ json: { id, state, total: 30, sent: 12 } });
  });
  const dialog = await exporting.open("all");
  await exporting.download(dialog);
  await expect(dialog.getByText(say.soFar(12, 30), { exact: true })).toBeVisible();
  await expect(dialog.getByRole("progressbar")).toHaveAttribute("value", "12");
  await expect(dialog.getByRole("status")).toHaveText(say.goesOn);
  state = "stopped";
  await expect(dialog.getByRole("alert")).toContainText(say.soFar(12, 30));
  await expect(dialog.getByRole("alert")).toContainText(say.broken);
  await page.unroute("**/api/exports/find");
  await exporting.download(dialog, say.tryAgain);
  await exporting.expectDone(dialog, 3);
});

test("once the dialog is closed, nobody asks any more", { tag: ["@script", "@desktop", "@en"] }, async ({ exporting, desk, page }) => {
  await desk.file(3);
  await desk.go();
  let asked = 0;
  await page.route("**/api/exports/find", async (route) => {
    asked += 1;
    const { id } = route.request().postDataJSON();
    await route.fulfill({ json: { id, state: "running", total: 30, sent: 12 } });
  });
  const dialog = await exporting.open("all");
  await exporting.download(dialog);
  await expect.poll(() => asked).toBeGreaterThan(1);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  const then = asked;
  await page.waitForTimeout(1_500);
  // One may have been on its way.
  expect(asked).toBeLessThanOrEqual(then + 1);
});

test("the keyboard alone exports, and the focus comes back", { tag: ["@script", "@desktop"] }, async ({ exporting, desk, page }) => {
  const { say } = exporting;
  await desk.file(3);
  await desk.go();
  await exporting.button.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await expect(exporting.option("page")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(exporting.option("all")).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = exporting.dialog("all");
  await expect(dialog.getByRole("radio", { name: say.spreadsheet })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(dialog.getByRole("radio", { name: say.raw })).toBeChecked();
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(readFileSync((await download.path())!).subarray(0, 3).toString()).toBe("ID,");
  await exporting.expectDone(dialog, 3);
  // Nothing that has the focus goes away.
  await expect(dialog.getByRole("radio", { name: say.raw })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(`${desk.server.url}${desk.path}`);
  await expect(exporting.button).toBeFocused();
});

test("a Viewer exports, too; the activity tells those who manage, and nobody else", async ({ exporting, desk, page, words, colleague, problems }) => {
  problems.allow(/status of 403/);
  const { say } = exporting;
  await desk.file(3);
  await desk.open(`${desk.server.url}${exporting.path}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say.activity);
  await expect(page.getByText(say.none)).toBeVisible();

  const viewer = new Exporting(await colleague("viewer"), say);
  await viewer.desk.go("?status=new&assignee=unassigned");
  const dialog = await viewer.open("all");
  const file = await viewer.download(dialog);
  expect(file.rows).toHaveLength(4);
  await viewer.expectDone(dialog, 3);

  // The way there is in the sidebar.
  await desk.go();
  await (await desk.sidebar()).getByRole("link", { name: say.activity }).click();
  await expect(page).toHaveURL(`${desk.server.url}${exporting.path}`);
  const entry = page.getByRole("list", { name: say.exports }).getByRole("listitem");
  await expect(entry).toHaveCount(1);
  await expect(entry).toContainText(say.sentence("يوسف المصري", say.count(3), say.spreadsheet, words.inbox));
  await expect(async () => {
    await desk.open(`${desk.server.url}${exporting.path}`);
    await expect(entry).toContainText(say.complete, { timeout: 500 });
  }).toPass();
  // The filter in words leads to that list.
  const list = entry.getByRole("link");
  await expect(list).toContainText(words.new);
  await expect(list).toContainText(words.unassigned);
  await list.click();
  await desk.at(`${desk.server.url}${desk.path}?status=new&assignee=unassigned`);
  await desk.expectTotal(3);

  const member = await colleague("member");
  await member.open(`${desk.server.url}${exporting.path}`);
  await expect(member.page.getByText(words.notAllowed)).toBeVisible();
  await member.go();
  await expect(member.page.getByRole("navigation", { name: words.mainNavigation }).getByRole("link", { name: say.activity })).toHaveCount(0);
});
