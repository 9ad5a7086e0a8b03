import { HOME } from "./records";
import { expect, test } from "./support";
import { words as all } from "./words";

// What is chosen here is chosen in the profile, so each test has its own.
test.use({ as: "newcomer" });

test("the language turns the page round and keeps its link", async ({ page, records, words, lang }) => {
  const link = `${HOME}/archived?tab=leads&q=a`;
  const other = lang === "en" ? "ar" : "en";
  await records.open(link);
  const form = (await records.sidebar()).getByRole("form", { name: words.language });
  const name = { en: "English", ar: "العربية" };
  await expect(form.getByRole("button", { name: name[lang] })).toHaveAttribute("aria-pressed", "true");
  await form.getByRole("button", { name: name[other] }).click();

  await expect(page.locator("html")).toHaveAttribute("lang", other);
  await expect(page.locator("html")).toHaveAttribute("dir", other === "ar" ? "rtl" : "ltr");
  await records.at(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(all[other].archived);
  // It stays chosen, whatever the browser asks for.
  await page.goto("/agents");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(all[other].agents);
});

test("the theme paints the page and keeps its link, also where one went by a click", async ({ page, records, words }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await records.open(HOME);
  await records.option(await records.menu(words.type), words.leadsOnly).click();
  await records.at(`${HOME}?tab=leads`);
  await records.hideFilters();
  const brightness = () =>
    page.evaluate(() => {
      const canvas = document.createElement("canvas").getContext("2d")!;
      canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
      return red! + green! + blue!;
    });
  const choose = async (theme: string) => {
    const button = (await records.sidebar()).getByRole("form", { name: words.theme }).getByRole("button", { name: theme });
    await button.click();
    await records.alive();
    await records.at(`${HOME}?tab=leads`);
    await expect((await records.sidebar()).getByRole("button", { name: theme })).toHaveAttribute("aria-pressed", "true");
  };
  expect(await brightness()).toBeGreaterThan(600);
  await choose(words.dark);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await brightness()).toBeLessThan(150);
  await choose(words.light);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await brightness()).toBeGreaterThan(600);
  await choose(words.system);
  expect(await brightness()).toBeLessThan(150);
  await page.emulateMedia({ colorScheme: "light" });
  expect(await brightness()).toBeGreaterThan(600);
});

test("the forms lead nowhere else", { tag: ["@noscript", "@en"] }, async ({ page }) => {
  for (const [next, location] of [
    ["//evil.example/", "/"],
    ["https://evil.example/", "/"],
    ["/\\evil.example", "/"],
    ["/agents?x=1", "/agents?x=1"],
  ]) {
    const answer = await page.request.post("/preferences", { form: { theme: "dark", next: next! }, maxRedirects: 0 });
    expect(answer.status()).toBe(303);
    expect(answer.headers().location).toBe(location);
  }
});
