import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, lead, test as base, type Desk } from "./desk";
import { recordId } from "./records";
import type { Words } from "./words";

const SCRIPT = { tag: "@script" };

const en = {
  newRecord: "New Record",
  create: "Create record",
  showFields: "Show the fields of this channel",
  required: "Required",
  yes: "Yes",
  notAnEmail: "This is not an email address",
  notANumber: "This is not a number",
  nothingGiven: "Fill in at least one field",
  restored: "You left this form unfinished.",
  discard: "Discard",
  notCreated: "Couldn't create the record",
  createdBy: "created this record",
  missing: "Missing",
  doesNotFit: "Doesn't fit",
  notAskedFor: "Not asked for",
  voice: "Voice",
};

const ar: typeof en = {
  newRecord: "سجل جديد",
  create: "إنشاء السجل",
  showFields: "عرض حقول هذه القناة",
  required: "مطلوب",
  yes: "نعم",
  notAnEmail: "هذا ليس عنوان بريد إلكتروني",
  notANumber: "هذا ليس رقمًا",
  nothingGiven: "املأ حقلًا واحدًا على الأقل",
  restored: "تركت هذا النموذج قبل إتمامه.",
  discard: "تجاهل المسودة",
  notCreated: "تعذّر إنشاء السجل",
  createdBy: "أُنشئ السجل بواسطة",
  missing: "ناقص",
  doesNotFit: "غير مطابق",
  notAskedFor: "لم يُطلب",
  voice: "الصوت",
};

/** The form of a new record as a person meets it. The agent both writes and speaks. */
class NewRecord {
  readonly dialog: Locator;
  readonly button: Locator;

  constructor(
    readonly desk: Desk,
    readonly page: Page,
    readonly words: Words,
    readonly say: typeof en,
  ) {
    this.dialog = page.getByRole("dialog", { name: say.newRecord });
    this.button = page.getByRole("link", { name: say.newRecord });
  }

  /** Text asks for a name, guests, a view, breakfast and wishes; voice for a phone number and a time. */
  async ask() {
    const fields = (all: [label: string, kind: string, required?: true, choices?: string][]) =>
      Object.fromEntries(
        all.flatMap(([label, kind, required, choices], n) => [
          [`fields.${n}.label`, label],
          [`fields.${n}.kind`, kind],
          [`fields.${n}.icon`, "star"],
          ...(required ? [[`fields.${n}.required`, "on"]] : []),
          [`fields.${n}.choices`, choices ?? ""],
        ]),
      );
    const asked = { name: "optional", phone: "optional", email: "optional", company: "optional", enabled: "on" };
    const text = fields([
      ["Guests", "number", true],
      ["Arrival", "date"],
      ["View", "choice", undefined, "Sea\nCity"],
      ["Breakfast", "yesno"],
      ["Wishes", "longtext"],
      ["Shared", "text"],
    ]);
    await this.save("", { ...asked, ...text, name: "required", version: "0" });
    const voice = fields([
      ["Call at", "text"],
      ["Shared", "text"],
    ]);
    await this.save("?set=voice", { ...asked, ...voice, phone: "required", version: "1" });
  }

  private async save(query: string, form: Record<string, string>) {
    const { server, agent } = this.desk;
    const path = `${server.url}/agents/${agent}/settings/data-collection${query}`;
    const answer = await this.page.request.post(path, { form, maxRedirects: 0 });
    expect(answer.status(), await answer.text()).toBe(303);
  }

  async open() {
    await this.desk.go();
    await this.desk.press(this.button);
    await expect(this.field("Guests")).toBeVisible();
    await this.desk.alive();
  }

  /** The control of a field; whether it is required stands after its label. */
  field(label: string) {
    return this.dialog.getByLabel(new RegExp(`^${label}( ?${this.say.required})?$`));
  }

  async choose(kind: string) {
    await this.desk.press(this.dialog.getByRole("radiogroup").getByText(kind, { exact: true }));
  }

  get channel() {
    return this.dialog.getByRole("combobox", { name: this.words.channel });
  }

  async setChannel(channel: string) {
    await this.channel.selectOption({ label: channel });
    if (!this.desk.script) await this.desk.press(this.dialog.getByRole("button", { name: this.say.showFields }));
  }

  async create() {
    await this.desk.press(this.dialog.getByRole("button", { name: this.say.create }));
  }

  /** Waits for the sheet of the record that was made; its id. */
  async made() {
    await expect(this.page).toHaveURL(/[?&]id=WIT-/);
    await expect(this.dialog).toHaveCount(0);
    await expect(this.desk.section(this.words.activity)).toBeVisible();
    return recordId(this.page.url());
  }
}

const test = base.extend<{ form: NewRecord }>({
  form: async ({ desk, page, words, lang }, use) => {
    await desk.file(1);
    const form = new NewRecord(desk, page, words, lang === "ar" ? ar : en);
    await form.ask();
    await use(form);
  },
});

test("a record is made by hand, and its sheet opens over a list that has it", async ({ form, desk, page, words }) => {
  await form.open();
  await expect(page).toHaveURL(`${desk.server.url}${desk.path}?new=web`);
  await expect(form.dialog.getByText(words.new, { exact: true })).toBeVisible();
  await form.choose(words.ticket);
  await form.channel.selectOption({ label: words.telegram });
  await form.field(words.name).fill("عمر Haddad");
  await form.field(words.phone).fill("+966 50 123 4567");
  await form.field("Guests").fill("3");
  await form.field("Arrival").fill("2026-12-31");
  await form.field("View").selectOption("Sea");
  await form.field("Breakfast").selectOption({ label: form.say.yes });
  await form.field("Wishes").fill("A cot\nand towels");
  await form.field(words.description).fill("Two rooms.");
  await form.create();
  const id = await form.made();
  expect(id).toMatch(/^WIT-TKT-/);
  const additional = desk.section(words.additional);
  for (const text of ["Guests", "3", "2026-12-31", "Sea", form.say.yes, "A cot"]) await expect(additional).toContainText(text);
  await expect(desk.section(words.contact)).toContainText("عمر Haddad");
  await expect(desk.section(words.activity)).toContainText(form.say.createdBy);
  await expect(desk.section(words.activity)).toContainText("Layla Haddad");
  await desk.press(desk.sheet.getByRole("link", { name: words.close }).first());
  await expect(desk.sheet).toHaveCount(0);
  await expect(desk.of("عمر Haddad")).toHaveAttribute("aria-label", id);
  await desk.reload();
  await desk.expectTotal(2);
});

test("what is wrong stands beside its field, the first has the focus, and nothing typed is lost", async ({ form, words, problems }) => {
  problems.allow(/status of 422/);
  await form.open();
  await form.create();
  await expect(form.dialog.getByText(words.missing, { exact: true })).toHaveCount(2);
  await expect(form.field(words.name)).toBeFocused();
  await expect(form.field(words.name)).toHaveAttribute("aria-invalid", "true");
  await expect(form.field(words.name)).toHaveAccessibleDescription(words.missing);
  await form.field(words.name).fill("Omar");
  await form.field(words.email).fill("omar@");
  await form.field("Guests").fill("many");
  await form.field("Wishes").fill("One <b>&amp;</b> two");
  await form.create();
  await expect(form.dialog.getByText(form.say.notAnEmail)).toBeVisible();
  await expect(form.dialog.getByText(form.say.notANumber)).toBeVisible();
  await expect(form.dialog.getByText(words.missing, { exact: true })).toHaveCount(0);
  await expect(form.field(words.email)).toBeFocused();
  await expect(form.field("Wishes")).toHaveValue("One <b>&amp;</b> two");
  await form.field(words.email).fill("omar@example.com");
  if (form.desk.script) await expect(form.dialog.getByText(form.say.notAnEmail)).toHaveCount(0);
  await form.field("Guests").fill("٣");
  await form.create();
  await form.made();
});

test("another channel asks other fields, and what was typed stays", async ({ form, desk, words }) => {
  await form.open();
  await form.field(words.name).fill("Omar");
  await form.field("Guests").fill("3");
  await form.field("Shared").fill("the same");
  await form.setChannel(form.say.voice);
  await expect(form.field("Call at")).toBeVisible();
  await expect(form.field("Guests")).toHaveCount(0);
  await expect(form.field("Shared")).toHaveValue("the same");
  await expect(form.field(words.name)).toHaveValue("Omar");
  await form.setChannel(words.web);
  await expect(form.field("Guests")).toHaveValue("3");
  await expect(form.field("Call at")).toHaveCount(0);
  await form.setChannel(form.say.voice);
  await form.field(words.phone).fill("0501234567");
  await form.create();
  await form.made();
  const additional = desk.section(words.additional);
  await expect(additional).toContainText("the same");
  await expect(additional).not.toContainText("Guests");
});

test("a record that says nothing is none", async ({ form, desk, words, problems }) => {
  problems.allow(/status of 422/);
  // An agent of which nobody has said what it asks.
  const plain = `plain-${desk.agent}`;
  await desk.server.file(plain, [lead("Customer", 1)]);
  await desk.open(`${desk.server.url}/agents/${plain}/leads-tickets?new=web`);
  await form.create();
  await expect(form.dialog.getByText(form.say.nothingGiven)).toBeVisible();
  await form.field(words.description).fill("Called, and left no name.");
  await form.create();
  await form.made();
});

test("what was typed is kept on this device until it is sent or discarded", SCRIPT, async ({ form, desk, page, words }) => {
  await form.open();
  await form.field(words.name).fill("Omar");
  await form.field("View").selectOption("City");
  await page.keyboard.press("Escape");
  await expect(form.dialog).toHaveCount(0);
  await expect(page).toHaveURL(`${desk.server.url}${desk.path}`);
  await expect(form.button).toBeFocused();

  await desk.press(form.button);
  await expect(form.dialog.getByText(form.say.restored)).toBeVisible();
  await expect(form.field(words.name)).toHaveValue("Omar");
  await expect(form.field("View")).toHaveValue("City");
  await desk.reload();
  await expect(form.field(words.name)).toHaveValue("Omar");
  await desk.press(form.dialog.getByRole("button", { name: form.say.discard }));
  await expect(form.field(words.name)).toHaveValue("");
  await expect(form.dialog.getByText(form.say.restored)).toHaveCount(0);
  await page.goBack();
  await expect(form.dialog).toHaveCount(0);
  await desk.alive();
  await desk.press(form.button);
  await expect(form.field(words.name)).toHaveValue("");

  await form.field(words.name).fill("Omar");
  await form.field("Guests").fill("3");
  await form.create();
  await form.made();
  await desk.go("?new=web");
  await expect(form.field(words.name)).toHaveValue("");
  await expect(form.dialog.getByText(form.say.restored)).toHaveCount(0);
});

test("a save that fails loses nothing, and can be tried again", SCRIPT, async ({ form, desk, page, words, problems }) => {
  problems.allow(/api\/records\/create/);
  await form.open();
  await form.field(words.name).fill("Omar");
  await form.field("Guests").fill("3");
  await page.route("**/api/records/create", (route) => route.abort());
  await form.create();
  await expect(form.dialog.getByRole("alert")).toContainText(form.say.notCreated);
  await desk.reload();
  await expect(form.field(words.name)).toHaveValue("Omar");
  await form.create();
  await expect(form.dialog.getByRole("alert")).toContainText(form.say.notCreated);
  await page.unroute("**/api/records/create");
  await desk.press(form.dialog.getByRole("button", { name: words.retry }));
  await form.made();
});

test("two clicks make one record", { tag: ["@script", "@desktop"] }, async ({ form, desk, page, words }) => {
  await form.open();
  await form.field(words.name).fill("Only One");
  await form.field("Guests").fill("3");
  let asked = 0;
  await page.route("**/api/records/create", async (route) => {
    asked += 1;
    await new Promise((later) => setTimeout(later, 1_500));
    await route.continue();
  });
  await form.dialog.getByRole("button", { name: form.say.create }).dblclick();
  await form.field(words.name).press("Enter");
  await form.made();
  expect(asked).toBe(1);
  await desk.go();
  await expect(desk.of("Only One")).toHaveCount(1);
});

test("the keyboard alone makes a record", { tag: ["@script", "@desktop"] }, async ({ form, desk, page, words }) => {
  await desk.go();
  await form.button.focus();
  await page.keyboard.press("Enter");
  await expect(form.dialog.getByRole("radio", { name: words.lead })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(form.dialog.getByRole("radio", { name: words.ticket })).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(form.channel).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.type("Omar");
  for (let field = 0; field < 4; field++) await page.keyboard.press("Tab");
  await expect(form.field("Guests")).toBeFocused();
  await page.keyboard.type("three");
  await page.keyboard.press("Enter");
  await expect(form.field("Guests")).toBeFocused();
  await expect(form.dialog.getByText(form.say.notANumber)).toBeVisible();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("3");
  await page.keyboard.press("Enter");
  const id = await form.made();
  expect(id).toMatch(/^WIT-TKT-/);
  await expect(desk.section(words.contact)).toContainText("Omar");
  await page.keyboard.press("Escape");
  await expect(desk.sheet).toHaveCount(0);
  await expect(form.button).toBeFocused();
});

test("it stands for those who may, and for nobody else", { tag: ["@script", "@desktop", "@en"] }, async ({ form, desk, colleague, words }) => {
  await desk.go();
  await expect(form.button).toHaveAttribute("href", `${desk.path}?new=web`);
  for (const role of ["member", "viewer"] as const) {
    const other = await colleague(role);
    await other.go();
    await expect(other.page.getByRole("link", { name: form.say.newRecord })).toHaveCount(0);
    await other.go("?new=web");
    await expect(other.page.getByRole("dialog").getByText(words.notAllowed)).toBeVisible();
    await expect(other.page.getByRole("button", { name: form.say.create })).toHaveCount(0);
  }
});

test("what is wrong with a filed record is said on card and sheet", async ({ form, desk, words, script }) => {
  const fields = [
    { label: "Guests", value: "many" },
    { label: "Breakfast", kind: "yesno", value: "yes" },
    { label: "Colour", value: "blue" },
  ];
  await desk.server.file(desk.agent, [
    lead("Flagged", 0.1, { email: "omar@", fields }),
    lead("Without", 0.2, { name: null, company: "Nameless Ltd" }),
  ]);
  await desk.go();
  const card = desk.of("Flagged");
  await expect(card.getByRole("img", { name: form.say.doesNotFit })).toHaveCount(2);
  await expect(card.getByRole("img", { name: form.say.notAskedFor })).toHaveCount(1);
  // What is missing is nothing to show on a card.
  await expect(desk.of("Nameless Ltd").getByText(form.say.missing)).toHaveCount(0);
  await expect(desk.of("Nameless Ltd").getByText("Guests")).toHaveCount(0);
  await desk.openSheet(card);
  await expect(desk.section(words.contact)).toContainText(form.say.doesNotFit);
  const additional = desk.section(words.additional);
  for (const text of ["many", form.say.doesNotFit, form.say.yes, form.say.notAskedFor]) await expect(additional).toContainText(text);
  await desk.go();
  await desk.openSheet(desk.of("Nameless Ltd"));
  await expect(desk.section(words.contact)).toContainText(form.say.missing);
  await expect(desk.section(words.contact)).toContainText("—");
  await expect(additional).toContainText(form.say.missing);
  // It looks by script.
  if (script) await expectAccessible(desk.page, "a flagged record");
});

test("the form is accessible, with and without something wrong", { tag: "@script" }, async ({ form, page, words, problems }) => {
  problems.allow(/status of 422/);
  await form.open();
  await expectAccessible(page, "a new record");
  await form.create();
  await expect(form.dialog.getByText(words.missing, { exact: true }).first()).toBeVisible();
  await expectAccessible(page, "a new record with problems");
  // Nothing is wider than a phone.
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
});
