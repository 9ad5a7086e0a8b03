import type { Page } from "@playwright/test";
import { HOME, recordId } from "./records";
import { expect, test } from "./support";

/** The first record that an address lists. */
async function firstOf(page: Page, path: string) {
  return recordId(await (await page.request.get(path)).text());
}

test("?id= opens the sheet of a record in any folder", async ({ page, records, words, lang, phone }) => {
  for (const folder of ["", "/archived", "/deleted"]) {
    const id = await firstOf(page, HOME + folder);
    await records.open(`${HOME}?id=${id}`);
    await expect(records.sheet, folder).toHaveAccessibleName(id);
    for (const name of [words.status, words.assignment, words.activity])
      await expect(records.sheet.getByRole("region", { name, exact: true })).toBeVisible();
    await expect(records.cards).toHaveCount(24);
  }
  // At the end edge; on a phone it is all there is to see.
  const screen = page.viewportSize()!;
  await expect(async () => {
    const box = (await records.sheet.boundingBox())!;
    expect(box.y).toBe(0);
    expect(box.height).toBe(screen.height);
    if (phone) expect(box.width).toBe(screen.width);
    else expect(box.width).toBeLessThan(screen.width / 2);
    if (lang === "ar") expect(box.x).toBe(0);
    else expect(box.x + box.width).toBe(screen.width);
  }).toPass({ timeout: 2000 });

  // A link is kept as it is while one reloads, and corrected when typed by hand.
  const id = await firstOf(page, `${HOME}/archived?tab=leads`);
  await records.open(`${HOME}?id=${id.toLowerCase()}&tab=leads`);
  await expect(page).toHaveURL(`${HOME}?tab=leads&id=${id}`);
  await records.reload();
  await expect(records.sheet).toHaveAccessibleName(id);
  await expect(records.tab(words.leads)).toHaveAttribute("aria-current", "true");
});

test("an id that this agent does not have is not found, and nothing else breaks", async ({ page, records, words }) => {
  const foreign = await firstOf(page, "/agents/lumen-clinics/leads-tickets");
  for (const id of [foreign, "WIT-LED-00000", "<script>nonsense", "x".repeat(500)]) {
    const response = await records.open(`${HOME}?${new URLSearchParams({ id })}`);
    expect(response.status()).toBe(200);
    await expect(records.sheet.getByRole("heading", { name: words.notFound })).toBeVisible();
    await expect(records.sheet).toContainText(id.slice(0, 64));
    await expect(records.cards).toHaveCount(24);
  }
  await records.sheet.getByRole("link", { name: words.close }).last().click();
  await records.at(HOME);
  await expect(records.sheet).toHaveCount(0);
});

test("the sheet shows a record whole", async ({ page, records, words }) => {
  await records.open(`${HOME}?q=Hind+Bakr`);
  await records.detailsOf(records.card("Palm Gate Interiors")).click();
  await expect(page).toHaveURL(/\?q=Hind\+Bakr&id=WIT-LED-/);
  const section = (name: string) => records.sheet.getByRole("region", { name, exact: true });

  const contact = section(words.contact);
  await expect(contact.getByText("Hind Bakr")).toBeVisible();
  await expect(contact.getByRole("link", { name: "00966555550193" })).toHaveAttribute("href", /^tel:[+\d]+$/);
  await expect(contact.getByRole("link", { name: "hind.bakr@example.com" })).toHaveAttribute(
    "href",
    "mailto:hind.bakr@example.com",
  );
  await expect(contact.getByText("Palm Gate Interiors")).toBeVisible();
  await expect(section(words.additional).getByRole("term")).toHaveCount(8);
  await expect(section(words.additional).getByText("SAR 480,000")).toBeVisible();
  const description = section(words.description);
  await expect(description.getByText(/within ten days after that\.$/)).toBeVisible();
  expect((await description.innerText()).split("\n").length).toBeGreaterThan(20);
  await expect(section(words.status).getByText(words.new, { exact: true })).toBeVisible();
  await expect(section(words.assignment).getByText(words.unassigned).first()).toBeVisible();
  await expect(section(words.activity)).toContainText(words.filed("Lumen Home"));

  // Somebody works on this one; and a thing that is no address makes no link.
  await records.open(`${HOME}?q=jose.nunez`);
  await records.detailsOf(records.card("José Núñez")).click();
  await expect(section(words.assignment)).toContainText(/Priya Nair/);
  await expect(section(words.assignment).getByText(words.member, { exact: true }).first()).toBeVisible();
  await expect(section(words.activity)).toContainText("Priya Nair");
  await records.open(`${HOME}?q=sami+at+example`);
  await records.detailsOf(records.card("sami at example dot com")).click();
  await expect(section(words.contact).getByText("sami at example dot com")).toBeVisible();
  await expect(section(words.contact).getByRole("link", { name: "sami" })).toHaveCount(0);
});

test("the sheet is opened by Details, closed, and part of Back and Forward", async ({ page, records, words, script, phone, lang }) => {
  await records.open(`${HOME}?status=new`);
  const card = records.cards.nth(4);
  const id = recordId(await card.innerText());
  const details = records.detailsOf(card);
  const opened = `${HOME}?status=new&id=${id}`;
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));

  const open = async () => {
    await details.click();
    await expect(page).toHaveURL(opened);
    await expect(records.sheet.getByRole("region", { name: words.activity })).toBeVisible();
    if (script) expect(await records.sheet.evaluate((sheet) => sheet.contains(document.activeElement))).toBe(true);
  };
  const expectClosed = async () => {
    await expect(records.sheet).toHaveCount(0);
    await expect(page).toHaveURL(`${HOME}?status=new`);
    if (script) await expect(details).toBeFocused();
  };

  await open();
  await records.sheet.getByRole("link", { name: words.close }).click();
  await expectClosed();
  if (script) {
    await open();
    await page.keyboard.press("Escape");
    await expectClosed();
  }
  if (!phone) {
    await open();
    await page.mouse.click(lang === "ar" ? 1300 : 100, 700);
    await expectClosed();
  }
  await open();
  await page.goBack();
  await expectClosed();
  await page.goForward();
  await expect(records.sheet).toHaveAccessibleName(id);
  await expect(page).toHaveURL(opened);
  await page.goBack();
  await expect(records.sheet).toHaveCount(0);

  // The list stayed where it was the whole time.
  if (script) {
    expect(asked.filter((path) => path === "/api/records/list")).toEqual([]);
    expect(asked.filter((path) => path === "/api/records/find").length).toBeGreaterThanOrEqual(3);
  }
});

test("?tab= opens one type", async ({ records, words }) => {
  await records.open(`${HOME}/archived?tab=leads`);
  await expect(records.tab(words.leads)).toHaveAttribute("aria-current", "true");
  const count = await records.cards.count();
  expect(count).toBeGreaterThan(0);
  await expect(records.cards.getByText(words.lead, { exact: true })).toHaveCount(count);
  await records.open(`${HOME}?tab=neither`);
  await records.at(HOME);
});
