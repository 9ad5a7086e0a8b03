// What a screen reader says by itself.
import { expect, type Page } from "@playwright/test";

/**
 * Listens to the live regions of a page: a status speaks when what stands in it changes, so it must be there before; an
 * alert speaks when it comes. What is hidden, behind an open modal dialog, or a part of a button says nothing.
 */
export async function listen(page: Page) {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const speaks = (region: Element) => {
      const modal = [...document.querySelectorAll("dialog:modal")].pop();
      const reachable = !modal || modal.contains(region);
      return reachable && region.checkVisibility() && !region.closest("[inert], [aria-hidden=true]") && !region.parentElement?.closest("button, [role=button]");
    };
    const say = (region: Element) => {
      const text = region.textContent?.trim();
      if (text && speaks(region)) heard.push(text);
    };
    new MutationObserver((changes) => {
      const come = new Set(changes.flatMap(({ addedNodes }) => [...addedNodes]));
      const isNew = (element: Element) => [...come].some((node) => node.contains(element));
      for (const { target, addedNodes } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest("[role=status], [role=alert], [aria-live]");
        if (region && !isNew(region)) say(region);
        for (const node of addedNodes)
          if (node instanceof Element)
            for (const alert of [node, ...node.querySelectorAll("*")]) if (alert.getAttribute("role") === "alert") say(alert);
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
}

/** It has been said since one began to listen, or since the last time that something was expected. */
export async function expectHeard(page: Page, text: string) {
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  await expect.poll(async () => (await heard()).filter((said) => said.includes(text)).length, { message: `${text} is said` }).toBeGreaterThan(0);
  await page.evaluate(() => void ((window as unknown as { heard: string[] }).heard.length = 0));
}
