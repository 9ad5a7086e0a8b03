import { HOME, recordId } from "./records";
import { expect, test } from "./support";

test("nothing is wider than the screen", async ({ page, records, phone }) => {
  for (const path of [
    `${HOME}?tab=leads&status=open,new&channel=web,whatsapp,voice&assignee=me,unassigned&range=30d&q=a&sort=updated`,
    `${HOME}?sort=updated`,
    `${HOME}?q=Procurement`,
    `${HOME}?q=Nadia`,
    "/agents",
    "/agents/new",
    "/agents/lumen-home/delete",
    "/team",
    "/preferences",
  ]) {
    await records.open(path);
    for (const width of phone ? [390] : [390, 768, 1440]) {
      if (!phone) await page.setViewportSize({ width, height: 900 });
      const wider = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await expect.poll(wider, { message: `${path} at ${width}`, timeout: 2000 }).toBe(0);
      // Nor does a card, or what stands in it, reach over the edge.
      for (const card of (await records.cards.all()).slice(0, 3)) {
        const box = (await card.boundingBox())!;
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
      }
    }
  }
});

test("six whole cards stand above the fold", { tag: "@desktop" }, async ({ page, records }) => {
  await records.open(HOME);
  const boxes = await Promise.all((await records.cards.all()).slice(0, 9).map((card) => card.boundingBox()));
  const { width, height } = page.viewportSize()!;
  const whole = boxes.filter((box) => box!.y >= 0 && box!.y + box!.height <= height && box!.x + box!.width <= width);
  expect(whole.length).toBeGreaterThanOrEqual(6);
  expect(new Set(boxes.map((box) => box!.x)).size, "columns").toBe(3);
});

test.describe("on the first visit", () => {
  test.use({ knownZone: false });

  test("nothing moves while the page loads", { tag: "@script" }, async ({ page, records, words }) => {
    await page.addInitScript(() => {
      const moved: string[] = [];
      let sum = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number; sources: { node?: Node }[] })[]) {
          sum += entry.value;
          const nodes = entry.sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 80) : "text"));
          moved.push(`${entry.value.toFixed(4)} ${nodes.join(" | ")}`);
        }
        Object.assign(window, { layoutShift: { sum, moved } });
      }).observe({ type: "layout-shift", buffered: true });
    });
    const shifted = () =>
      page.evaluate(() => ({ sum: 0, moved: [], ...(window as { layoutShift?: { sum: number; moved: string[] } }).layoutShift }));
    for (const query of ["", "?tab=leads&status=new&q=a"]) {
      await records.open(HOME + query);
      await page.waitForLoadState("networkidle");
      const { sum, moved } = await shifted();
      expect(sum, moved.join("\n")).toBeLessThan(0.02);
    }
    // Nor when the sheet comes over the list.
    await records.detailsOf(records.cards.first()).click();
    await expect(records.sheet.getByRole("region", { name: words.activity })).toBeVisible();
    const { sum, moved } = await shifted();
    expect(sum, moved.join("\n")).toBeLessThan(0.02);
  });
});

test("the sheet slides in quickly, and not at all where motion is unwanted", { tag: ["@script", "@desktop"] }, async ({ page, records }) => {
  for (const reducedMotion of ["no-preference", "reduce"] as const) {
    await page.emulateMedia({ reducedMotion });
    await records.open(HOME);
    await records.detailsOf(records.cards.first()).click();
    await expect(records.sheet).toBeVisible();
    const durations = await page.evaluate(() =>
      document.getAnimations().map((animation) => {
        const { duration, iterations } = animation.effect!.getComputedTiming();
        return iterations === Infinity ? 0 : Number(duration);
      }),
    );
    const longest = Math.max(0, ...durations);
    if (reducedMotion === "reduce") expect(longest).toBeLessThan(2);
    else expect(longest).toBeLessThanOrEqual(200);
  }
});
