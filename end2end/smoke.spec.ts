import { expect, test } from "./support";

test("the first page speaks the visitor's language", async ({ page, lang }) => {
  await page.goto("/");

  const html = page.locator("html");
  await expect(html).toHaveAttribute("lang", lang);
  await expect(html).toHaveAttribute("dir", lang === "ar" ? "rtl" : "ltr");
});
