import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What WCAG 2.2 asks for at AA, and what axe recommends beyond it. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules that dark can break and light does not: the themes differ in their colours alone. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** axe finds nothing at all, in either theme; however small it says it is. */
export async function expectAccessible(page: Page, what: string, within = "html") {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // There are no frames here, so it need not go through a page of its own.
    const axe = new AxeBuilder({ page }).include(within).setLegacyMode();
    if (colorScheme === "dark") axe.withRules(COLOURS);
    // The size of targets is not looked at unless one asks for it.
    else axe.options({ runOnly: { type: "tag", values: TAGS }, rules: { "target-size": { enabled: true } } });
    const { violations, incomplete } = await axe.analyze();
    const found = violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${impact} ${id}: ${html} ${failureSummary}`),
    );
    const undecided = incomplete.filter(({ id }) => id === "color-contrast").flatMap(({ nodes }) => nodes);
    const pale = await paleOf(page, undecided.map(({ target }) => target.join(" ")));
    expect.soft([...found, ...pale], `${what}, ${colorScheme}`).toEqual([]);
  }
}

/**
 * Where axe cannot say what lies behind a text, as something reaches over it or it is scrolled out of sight: the text
 * against what it stands in, painted one over the other.
 */
function paleOf(page: Page, selectors: string[]) {
  return page.evaluate((selectors) => {
    const canvas = document.createElement("canvas");
    const brush = canvas.getContext("2d", { willReadFrequently: true })!;
    const luminance = () => {
      const [red, green, blue] = [...brush.getImageData(0, 0, 1, 1).data].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
    };
    const paint = (colour: string) => {
      brush.fillStyle = colour;
      brush.fillRect(0, 0, 1, 1);
    };
    return selectors.flatMap((selector) => {
      const element = document.querySelector(selector);
      if (!element) return [];
      const around: Element[] = [];
      for (let next: Element | null = element; next; next = next.parentElement) around.unshift(next);
      const look = getComputedStyle(element);
      paint("Canvas");
      for (const one of around) paint(getComputedStyle(one).backgroundColor);
      const behind = luminance();
      brush.globalAlpha = around.reduce((opacity, one) => opacity * Number(getComputedStyle(one).opacity), 1);
      paint(look.color);
      brush.globalAlpha = 1;
      const before = luminance();
      const ratio = (Math.max(behind, before) + 0.05) / (Math.min(behind, before) + 0.05);
      const size = parseFloat(look.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(look.fontWeight) >= 700);
      return ratio >= (large ? 3 : 4.5) ? [] : [`contrast ${ratio.toFixed(2)}: ${element.outerHTML.slice(0, 200)}`];
    });
  }, selectors);
}
