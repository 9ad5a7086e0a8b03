import { expect, test } from "./support";

test("the reference of the API works and loads nothing from elsewhere @script @desktop @en", async ({ page, baseURL }) => {
  const strangers: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(baseURL!) && !request.url().startsWith("data:")) strangers.push(request.url());
  });
  await page.goto("/api/docs");
  const filing = page.getByRole("button", { name: /post.*\/api\/v1\/records\b/i }).first();
  await filing.click();
  await expect(page.getByText("With or without a conversation.")).toBeVisible();
  await expect(page.getByText(/curl "\$LT_URL\/api\/v1\/records"/)).toBeVisible();
  expect(strangers).toEqual([]);
});
