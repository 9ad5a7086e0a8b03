import { HOME, count, recordId } from "./records";
import { expect, test } from "./support";

test("a record is found however it is written", async ({ page, records }) => {
  await records.open(HOME);
  for (const [query, found, mark] of [
    ["maryam al", "Maryam Al-Harbi", "Maryam Al"],
    ["0501234567", "Maryam Al-Harbi", "50 123 4567"],
    ["٠٥٠١٢٣٤٥٦٧", "Maryam Al-Harbi", "50 123 4567"],
    ["+966501234567", "Maryam Al-Harbi", "50 123 4567"],
    ["محمد الاحمدي", "مُحَمَّد الأحمدي", "مُحَمَّد الأحمدي"],
    ["مُحمّد الأحمدى", "مُحَمَّد الأحمدي", "مُحَمَّد الأحمدي"],
    ["تأخر التوصيل اكثر", "مُحَمَّد الأحمدي", "تأخّر التوصيــل أكثر"],
    ["22481", "مُحَمَّد الأحمدي", "٢٢٤٨١"],
    ["jose nunez", "José Núñez", "José Núñez"],
    ["JOSÉ", "José Núñez", "José"],
    ["pixel 9", "José Núñez", "Pixel 9"],
    ["🌵", "Zoë 🌵 Winters", "🌵"],
    ["@n", "@noura_home", "@n"],
  ] as const) {
    await records.search(query);
    await expect(records.box, query).toHaveValue(query);
    const card = records.card(found).first();
    await expect(card, query).toBeVisible();
    await expect(card.locator("mark").filter({ hasText: mark }).first(), query).toBeVisible();
    expect(await records.total(), query).toBeLessThan(60);
  }
  // By its id, in the way a person types it.
  const id = recordId(await records.cards.first().innerText());
  await records.search(id.toLowerCase());
  await records.expectTotal(1);
  await expect(records.cards.locator("mark")).toHaveText([id]);
  // A single letter is a search too.
  await records.search("ж");
  await records.expectTotal(0);
  await records.search("");
  await expect(page.locator("mark")).toHaveCount(0);
});

test("a search that finds nothing says so and can be cleared", async ({ page, records, words }) => {
  await records.open(`${HOME}?tab=leads`);
  const leads = await records.total();
  await records.box.fill("no such thing anywhere");
  await records.box.press("Enter");
  await records.at(`${HOME}?tab=leads&q=no+such+thing+anywhere`);
  await expect(page.getByRole("heading", { name: words.noMatches })).toBeVisible();
  await records.expectTotal(0);
  await page.getByRole("search").getByRole("link", { name: words.clearSearch }).click();
  await records.at(`${HOME}?tab=leads`);
  await records.expectTotal(leads);
  await expect(records.box).toHaveValue("");

  await records.open(`${HOME}?tab=leads&q=no+such+thing`);
  await page.getByRole("main").getByRole("link", { name: words.clear, exact: true }).click();
  await records.at(HOME);
  expect(await records.total()).toBeGreaterThan(leads);
});

test("what lies in another folder is found from here", async ({ page, records, words }) => {
  const archived = await (await page.request.get(`${HOME}/archived`)).text();
  const id = recordId(archived);
  await records.open(`${HOME}?q=${id}`);
  await expect(page.getByRole("heading", { name: words.nothingIn(words.inbox) })).toBeVisible();
  await page.getByRole("link", { name: words.foundIn(1, words.archived) }).click();
  await records.at(`${HOME}/archived?q=${id}`);
  await records.expectTotal(1);
  expect(await records.ids()).toEqual([id]);
});

test("what customers write is text and nothing else", async ({ page, records }) => {
  page.on("dialog", () => expect(false, "a script of a customer ran").toBe(true));
  await records.open(`${HOME}?q=${encodeURIComponent("=HYPERLINK")}`);
  await records.expectTotal(1);
  const texts = ['=HYPERLINK("x")', "<script>alert(1)</script>", "<b>Label</b>", "<img src=x onerror=alert(2)>"];
  for (const text of texts) await expect(records.cards).toContainText(text);
  await records.detailsOf(records.cards).click();
  await expect(records.sheet.getByRole("link", { name: 'a"b@example.com' })).toHaveCount(0);
  for (const text of texts) await expect(records.sheet).toContainText(text);
  await expect(page.locator("img[src=x]")).toHaveCount(0);

  // Nor is what is searched for.
  const query = "<script>alert(3)</script>";
  await records.open(`${HOME}?${new URLSearchParams({ q: query })}`);
  await expect(records.box).toHaveValue(query);
  await expect(records.pills).toContainText(query);
});

test("the box searches on Enter without script", { tag: "@noscript" }, async ({ records, words }) => {
  await records.open(`${HOME}?tab=leads&status=new&sort=oldest&per=48`);
  await records.box.fill("riyadh");
  await expect(records.removing(`${words.search} riyadh`)).toHaveCount(0);
  await records.box.press("Enter");
  // The form carries along what was chosen before.
  await records.at(`${HOME}?tab=leads&status=new&q=riyadh&sort=oldest&per=48`);
  await expect(records.removing(`${words.search} riyadh`)).toBeVisible();
});

test("the box searches as one types and loses nothing", { tag: "@script" }, async ({ page, records, words }) => {
  await records.open("/agents");
  await page.getByRole("main").getByRole("link", { name: "lumen-home" }).click();
  await records.at(HOME);
  const steps = await page.evaluate(() => history.length);

  // The answers come slowly, while the next letters are typed.
  await page.route("**/api/records/list", async (route) => {
    await new Promise((answer) => setTimeout(answer, 400));
    await route.continue();
  });
  await records.box.click();
  await records.box.pressSequentially("maryam ", { delay: 60 });
  await page.waitForTimeout(350);
  await records.box.pressSequentially("al-harbi", { delay: 120 });
  await expect(records.box).toHaveValue("maryam al-harbi");
  await records.at(`${HOME}?q=maryam+al-harbi`);
  await expect(records.card("Maryam Al-Harbi").first()).toBeVisible();
  await expect(records.box).toBeFocused();
  await expect(records.box).toHaveValue("maryam al-harbi");
  expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(steps + 1);
  await page.unroute("**/api/records/list");

  // Emptied by the keyboard, the list is whole again.
  await records.box.fill("");
  await records.at(HOME);
  await expect(records.pills).toHaveCount(0);
  expect(count(await page.title())).toBeGreaterThan(100);
});

test("the box says what is searched for, also after Back", { tag: "@script" }, async ({ page, records }) => {
  await records.open(HOME);
  await records.search("maryam");
  await records.search("jose");
  await expect(records.box).toBeFocused();
  await page.goBack();
  await records.at(`${HOME}?q=maryam`);
  await expect(records.card("Maryam Al-Harbi").first()).toBeVisible();
  await expect(records.box).toHaveValue("maryam");
  await page.goForward();
  await expect(records.box).toHaveValue("jose");
});

test("what is typed survives a filter chosen before the answer", { tag: ["@script", "@desktop"] }, async ({ page, records, words }) => {
  await records.open(HOME);
  await page.route("**/api/records/list", async (route) => {
    await new Promise((answer) => setTimeout(answer, 500));
    await route.continue();
  });
  for (const pause of [0, 350]) {
    await records.box.fill("");
    await records.at(HOME);
    await records.box.pressSequentially("maryam");
    await page.waitForTimeout(pause);
    await records.tab(words.leads).click();
    await records.at(`${HOME}?tab=leads&q=maryam`);
    await expect(records.box).toHaveValue("maryam");
    await records.tab(words.leads).click();
    await records.at(`${HOME}?q=maryam`);
  }
});
