// The finish: filters on a phone, explanations instead of silence, the installed app, small and zoomed screens, paper,
// still and forced looks.
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { test as testOfOwn } from "./desk";
import { HOME, count, recordId } from "./records";
import { expect, test } from "./support";

/** What only these tests look for, as `src/i18n/explain.rs` has it. */
const said = {
  en: {
    active: ["Filters", "Filters (1 active)", "Filters (2 active)"],
    hidden: "This record isn't in the list behind:",
    statusWhy: "its status is Closed; the filter shows Open and New",
    also: (name: string) => `Also show ${name}`,
    inFolder: (folder: string) => `Show it in ${folder}`,
    inList: "Show it in the list",
    without: /match(es)? without the other filters/,
    firstPage: "This is the first page",
    lastPage: "This is the last page",
    chooseWho: "Choose who first",
    notCopied: "Not copied: the browser does not allow it here.",
  },
  ar: {
    active: ["التصفية", "التصفية (واحد مفعّل)", "التصفية (اثنان مفعّلان)"],
    hidden: "هذا السجل غير ظاهر في القائمة:",
    statusWhy: "حالته مغلق، والتصفية تعرض مفتوح وجديد",
    also: (name: string) => `عرض ${name} أيضًا`,
    inFolder: (folder: string) => `عرضه في ${folder}`,
    inList: "عرضه في القائمة",
    without: /دون عوامل التصفية الأخرى/,
    firstPage: "هذه هي الصفحة الأولى",
    lastPage: "هذه هي الصفحة الأخيرة",
    chooseWho: "اختر المسؤول أولًا",
    notCopied: "لم يُنسخ: المتصفح لا يسمح بذلك هنا.",
  },
};

/** The first record that an address lists. */
async function firstOf(page: Page, path: string) {
  return recordId(await (await page.request.get(path)).text());
}

function longestAnimation(page: Page) {
  return page.evaluate(() =>
    Math.max(
      0,
      ...document.getAnimations().map((animation) => {
        const { duration, iterations } = animation.effect!.getComputedTiming();
        return iterations === Infinity ? 0 : Number(duration);
      }),
    ),
  );
}

test.describe("the filters", () => {
  test("on a phone they stand in a sheet", { tag: "@phone" }, async ({ page, records, words, script, lang }) => {
    const say = said[lang];
    await records.open(`${HOME}?status=new&q=a`);
    await expect(records.filters).toBeHidden();
    await expect(records.filtersButton).toHaveAccessibleName(say.active[1]!);
    await records.filtersButton.tap();
    await expect(records.filters).toBeVisible();
    const sheet = page.locator("[popover]").filter({ has: records.filters });
    await expect(async () => {
      const [box, screen] = [(await sheet.boundingBox())!, page.viewportSize()!];
      expect(Math.round(box.width)).toBe(screen.width);
      expect(Math.round(box.y + box.height)).toBe(screen.height);
    }).toPass({ timeout: 2_000 });
    if (script) {
      await expect(sheet.getByRole("heading", { name: words.filters })).toBeFocused();
      await expectAccessible(page, "filters in their sheet");
    }

    // Everything is large enough for a thumb, the order as well, and nothing floats over anything else.
    const menu = await records.menu(words.channel);
    const controls = sheet.locator("summary, a, button").filter({ visible: true });
    expect(await controls.count()).toBeGreaterThan(14);
    await expect(controls.filter({ hasText: words.newest })).toHaveCount(1);
    for (const control of await controls.all()) {
      expect((await control.boundingBox())!.height, await control.innerText()).toBeGreaterThanOrEqual(40);
    }

    const option = records.option(menu, words.web);
    const promised = count(await option.innerText());
    await option.tap();
    await records.at(`${HOME}?status=new&channel=web&q=a`);
    await records.expectTotal(promised);
    if (script) {
      // It stays open for the next choice, until one has seen enough.
      await expect(option).toBeVisible();
      await expect(option).toHaveAttribute("aria-current", "true");
      await sheet.getByRole("button", { name: String(promised) }).tap();
      await expect(records.filters).toBeHidden();
      await expect(records.filtersButton).toBeFocused();
    } else {
      await expect(records.filters).toBeHidden();
    }
    await expect(records.filtersButton).toHaveAccessibleName(say.active[2]!);

    // Escape closes it, and so does a press beside it, which presses nothing else.
    await records.filtersButton.tap();
    await page.keyboard.press("Escape");
    await expect(records.filters).toBeHidden();
    if (script) await expect(records.filtersButton).toBeFocused();
    await records.filtersButton.tap();
    await expect(records.filters).toBeVisible();
    const tab = (await records.tab(words.leads).boundingBox())!;
    await page.touchscreen.tap(tab.x + tab.width / 2, tab.y + tab.height / 2);
    await expect(records.filters).toBeHidden();
    await records.at(`${HOME}?status=new&channel=web&q=a`);

    await records.filtersButton.tap();
    await sheet.getByRole("link", { name: words.clearAll }).tap();
    await records.at(HOME);
    await expect(records.filtersButton).toHaveAccessibleName(say.active[0]!);
  });

  test("the sheet keeps still where motion is unwanted", { tag: ["@phone", "@script"] }, async ({ page, records }) => {
    for (const reducedMotion of ["no-preference", "reduce"] as const) {
      await page.emulateMedia({ reducedMotion });
      await records.open(HOME);
      await records.filtersButton.tap();
      const longest = await longestAnimation(page);
      if (reducedMotion === "reduce") expect(longest).toBeLessThan(2);
      else expect(longest).toBeLessThanOrEqual(200);
    }
  });

  test("elsewhere they stand in the toolbar, the order after the search box", { tag: "@desktop" }, async ({ page, records, words, lang }) => {
    for (const width of [1680, 1440, 1024]) {
      await page.setViewportSize({ width, height: 900 });
      await records.open(HOME);
      await expect(records.filters).toBeVisible();
      await expect(records.filtersButton).toHaveCount(0);
      await expect(page.getByRole("heading", { name: words.filters })).toHaveCount(0);
      const order = page.locator("summary").filter({ hasText: `${words.sort}: ` });
      const [search, sort] = [(await records.box.boundingBox())!, (await order.boundingBox())!];
      const after = lang === "ar" ? sort.x + sort.width <= search.x : search.x + search.width <= sort.x;
      expect(after && Math.abs(sort.y - search.y) < 8, `at ${width}`).toBe(true);
    }
  });
});

test.describe("explanations", () => {
  test("a linked record that the filter hides says why, and one press lets it in", async ({ page, records, words, script, lang }) => {
    const say = said[lang];
    const id = await firstOf(page, `${HOME}?status=closed`);
    await records.open(`${HOME}?status=open,new&id=${id}`);
    const note = records.sheet.getByRole("note").filter({ hasText: say.hidden });
    await expect(note.getByRole("listitem")).toContainText([say.statusWhy]);
    await expect(note.getByRole("link")).toHaveCount(1);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await note.getByRole("link", { name: say.also(words.closed) }).click();
    await expect(page).toHaveURL(`${HOME}?status=open,new,closed&id=${id}`);
    await expect(records.sheet).toHaveAccessibleName(id);
    await expect(note).toHaveCount(0);
    await expect(records.sheet.getByRole("region", { name: words.activity })).toBeVisible();
    if (script) {
      // The sheet stays as it is: only the list is another one. The focus stays in it.
      await expect.poll(() => asked).toContain("/api/records/list");
      expect(asked).not.toContain("/api/records/find");
      expect(await records.sheet.evaluate((sheet) => sheet.contains(document.activeElement))).toBe(true);
      await page.goBack();
      await expect(note).toBeVisible();
    }

    // What is listed needs no explanation, on whichever page it stands.
    await records.open(`${HOME}?status=closed&sort=oldest&id=${id}`);
    await expect(records.sheet.getByRole("region", { name: words.activity })).toBeVisible();
    await expect(note).toHaveCount(0);
  });

  test("a record in another folder, and hidden in several ways, is one press away", async ({ page, records, words, lang }) => {
    const say = said[lang];
    const id = await firstOf(page, `${HOME}/archived?tab=leads`);
    await records.open(`${HOME}?id=${id}`);
    const note = records.sheet.getByRole("note").filter({ hasText: say.hidden });
    await note.getByRole("link", { name: say.inFolder(words.archived) }).click();
    await expect(page).toHaveURL(`${HOME}/archived?id=${id}`);
    await expect(note).toHaveCount(0);

    await records.open(`${HOME}?tab=tickets&q=no+such+thing&per=48&id=${id}`);
    await expect(note.getByRole("listitem")).toHaveCount(3);
    await note.getByRole("link", { name: say.inList }).click();
    await expect(page).toHaveURL(`${HOME}/archived?per=48&id=${id}`);
    await expect(note).toHaveCount(0);
    await expect(records.sheet).toHaveAccessibleName(id);
  });

  testOfOwn("what one does oneself to a listed record is not explained", { tag: "@script" }, async ({ desk, words, lang }) => {
    await desk.file(2);
    await desk.go("?status=new");
    await desk.openSheet(desk.of("Customer 1"));
    const status = desk.section(words.status);
    const note = desk.sheet.getByRole("note").filter({ hasText: said[lang].hidden });
    await desk.press(status.getByRole("button", { name: words.cancelled }));
    await expect(desk.section(words.activity)).toContainText(words.cancelled);
    await expect(note).toHaveCount(0);

    // Whoever follows the same link afterwards is told, until it is listed again.
    await desk.reload();
    await expect(note.getByRole("listitem")).toContainText([words.cancelled]);
    await desk.press(status.getByRole("button", { name: words.new, exact: true }));
    await expect(note).toHaveCount(0);
  });

  test("a search that finds nothing says what it would find without the filters", async ({ page, records, lang }) => {
    await records.open(`${HOME}?tab=tickets&q=Al-Harbi+Trading&sort=oldest`);
    await expect(records.cards).toHaveCount(0);
    await page.getByRole("link", { name: said[lang].without }).click();
    await records.at(`${HOME}?q=Al-Harbi+Trading&sort=oldest`);
    await expect(records.card("Al-Harbi Trading").first()).toBeVisible();
  });

  test("what cannot be pressed takes the focus and says why", async ({ page, records, words, lang, script, phone }) => {
    const say = said[lang];
    await records.open(`${HOME}?q=Al-Harbi+Trading`);
    for (const [label, why] of [
      [words.previous, say.firstPage],
      [words.next, say.lastPage],
    ] as const) {
      const step = records.pager.getByRole("link", { name: label });
      await step.focus();
      await expect(step).toBeFocused();
      await expect(step).toHaveAccessibleDescription(why);
      await step.click({ force: true });
      await records.at(`${HOME}?q=Al-Harbi+Trading`);
    }
    if (!script || phone) return;
    await records.cards.first().getByRole("checkbox").check();
    await page.getByRole("toolbar", { name: words.bulk }).getByRole("button", { name: words.assign }).click();
    const give = page.locator("dialog.dialog").getByRole("button", { name: words.assign, exact: true });
    await expect(give).toBeDisabled();
    await expect(give).toHaveAccessibleDescription(say.chooseWho);
    await give.focus();
    await expect(page.getByText(say.chooseWho)).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(give).toBeVisible();
  });

  test("an id that the browser does not copy says so", { tag: "@script" }, async ({ page, records, words, lang }) => {
    await records.open(HOME);
    await page.evaluate(() => void Object.defineProperty(navigator, "clipboard", { value: undefined }));
    const card = records.cards.first();
    await card.getByRole("button", { name: words.copy }).click();
    const told = card.getByRole("status").filter({ hasText: said[lang].notCopied });
    await expect(told).toBeInViewport();
  });
});

test("the app can be installed", { tag: "@desktop" }, async ({ page, records }) => {
  await records.open(HOME);
  const manifest = await page.context().newCDPSession(page).then((client) => client.send("Page.getAppManifest"));
  expect(manifest.errors).toEqual([]);
  expect(new URL(manifest.url).pathname).toBe("/manifest.webmanifest");
  const { icons } = JSON.parse(manifest.data!) as { icons: { src: string; sizes: string }[] };
  for (const { src, sizes } of icons) {
    const png = await (await page.request.get(src)).body();
    // Width and height stand in the first chunk of a PNG.
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, src).toBe(sizes);
  }
});

/** Every screen, and what opens over them by a link. */
async function screens(page: Page) {
  const id = await firstOf(page, `${HOME}?q=Hind+Bakr`);
  const chats = "/agents/lumen-home/chat-conversations";
  const talk = /chat-conversations\?id=\d+/.exec(await (await page.request.get(chats)).text())![0];
  return [
    `${HOME}?tab=leads&status=open,new&channel=web,whatsapp,voice&assignee=me,unassigned&range=30d&q=a&sort=updated`,
    `${HOME}/archived?q=no+such+thing`,
    `${HOME}?id=${id}`,
    `${HOME}?status=cancelled&channel=x&q=nothing&id=${id}`,
    `${HOME}?new=web`,
    `${HOME}?export=all`,
    chats,
    `/agents/lumen-home/${talk}`,
    "/agents/lumen-home/voice-conversations",
    "/agents/lumen-home/settings/data-collection",
    "/agents/lumen-home/settings/api-keys",
    "/agents/lumen-home/settings/activity",
    "/agents",
    "/agents/new",
    "/agents/lumen-home/delete",
    "/team",
    "/preferences",
    "/invitation?token=nothing",
    "/password-reset?token=nothing",
    "/nowhere",
  ];
}

for (const [what, viewport] of [
  ["on 320 pixels", { width: 320, height: 640 }],
  ["at 200 % of a laptop's screen", { width: 720, height: 450 }],
] as const) {
  test(`nothing has to be scrolled sideways ${what}`, { tag: "@desktop" }, async ({ page, records, problems }) => {
    test.slow();
    problems.allow(/status of 4\d\d/);
    await page.setViewportSize(viewport);
    for (const path of await screens(page)) {
      await records.open(path);
      const wider = () =>
        page.evaluate(() =>
          [document.documentElement, ...document.querySelectorAll("dialog[open], dialog[open] > *")]
            .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1)
            .filter((element) => getComputedStyle(element).overflowX !== "visible" || element === document.documentElement)
            .map((element) => `${element.tagName}.${element.className} ${element.scrollWidth} > ${element.clientWidth}`),
        );
      await expect.poll(wider, { message: path, timeout: 3_000 }).toEqual([]);
    }
  });
}

test("a sheet is printed whole, and nothing but it", { tag: "@desktop" }, async ({ page, records, words }) => {
  await records.open(`${HOME}?q=Hind+Bakr`);
  await records.detailsOf(records.card("Palm Gate Interiors")).click();
  await expect(records.sheet.getByRole("region", { name: words.activity })).toBeVisible();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.locator("main")).toBeHidden();
  for (const text of ["Hind Bakr", "SAR 480,000"]) await expect(records.sheet.getByText(text).first()).toBeVisible();
  await expect(records.sheet.getByText(/within ten days after that\.$/)).toBeVisible();
  // Nothing that is pressed, and nothing that a scrolling box would cut off.
  for (const role of ["button", "combobox"] as const) {
    const pressed = records.sheet.getByRole(role).filter({ visible: true });
    const names = await pressed.evaluateAll((all) => all.map((one) => one.className));
    expect(names.filter((name) => !/record-id|status-pill/.test(name)), role).toEqual([]);
  }
  const cut = await records.sheet.evaluate((sheet) =>
    [sheet, ...sheet.querySelectorAll("*")]
      .filter((element) => getComputedStyle(element).overflowY !== "visible" && element.scrollHeight > element.clientHeight + 4)
      .filter((element) => !element.closest(".visually-hidden, .avatar, svg"))
      .map((element) => element.className),
  );
  expect(cut).toEqual([]);
  const ink = await records.sheet.evaluate((sheet) => getComputedStyle(sheet).color);
  expect(ink).toBe("rgb(0, 0, 0)");
});

test("what is chosen is told by more than colour where colours are forced", { tag: "@desktop" }, async ({ page, records, words }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const id = await firstOf(page, `${HOME}?status=new`);
  const edge = (element: Locator) =>
    element.evaluate((element) => {
      const { borderTopColor, borderTopStyle, borderTopWidth, outlineColor, outlineStyle, outlineWidth } = getComputedStyle(element);
      const outline = outlineStyle === "none" ? "none" : `${outlineStyle} ${outlineWidth} ${outlineColor}`;
      return `${borderTopStyle} ${borderTopWidth} ${borderTopColor} / ${outline}`;
    });
  const differ = async (what: string, chosen: Locator, other: Locator) => {
    await expect(chosen, what).toHaveCount(1);
    expect(await edge(chosen), what).not.toBe(await edge(other));
  };
  await records.open(`${HOME}?tab=leads`);
  await differ("tab", records.tab(words.leads), records.tab(words.tickets));
  const sizes = records.pager.getByRole("group");
  await differ("cards per page", sizes.getByRole("link", { name: "24" }), sizes.getByRole("link", { name: "96" }));
  const themes = page.getByRole("form", { name: words.theme });
  await differ("theme", themes.getByRole("button", { name: words.system }), themes.getByRole("button", { name: words.dark }));
  await records.open(`${HOME}?id=${id}`);
  const pills = records.sheet.getByRole("region", { name: words.status, exact: true });
  await differ("status", pills.getByRole("button", { name: words.new, exact: true }), pills.getByRole("button", { name: words.closed }));
});
