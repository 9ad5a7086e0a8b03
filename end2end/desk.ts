// Records of a test's own, on a server that the specs of triage share: they change everything they touch.
import type { Browser, BrowserContext, Locator, Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { DEMO, signIn } from "./people";
import { Records } from "./records";
import { Server } from "./server";
import { expect, tellWhenAlive, test as base, ZONE, type Problems } from "./support";
import type { Words } from "./words";

export { expect };

/** A conversation with a lead that was filed `n` hours ago. */
export function lead(name: string, n: number, more: object = {}) {
  const filed = new Date(Date.now() - n * 3_600_000).toISOString();
  return {
    id: randomUUID(),
    channel: "web",
    language: "en",
    started_at: filed,
    messages: [{ from: "customer", text: "Hello", at: filed }],
    record: { type: "lead", filed_at: filed, name, phone: null, email: null, company: null, description: `About ${name}`, fields: [], ...more },
  };
}

/** An agent of the test's own, and the page of its records. */
export class Desk extends Records {
  constructor(
    page: Page,
    words: Words,
    script: boolean,
    phone: boolean,
    readonly server: Server,
    readonly agent: string,
  ) {
    super(page, words, script, phone);
    // Records of the sheet, not whatever dialog stands over it.
    Object.assign(this, { sheet: page.locator("dialog.sheet") });
  }

  get path() {
    return `/agents/${this.agent}/leads-tickets`;
  }

  go(query = "") {
    return this.open(`${this.server.url}${this.path}${query}`);
  }

  async file(count: number, name = "Customer") {
    await this.server.file(this.agent, Array.from({ length: count }, (_, n) => lead(`${name} ${n + 1}`, n)));
  }

  /** The card of a customer. */
  of(name: string) {
    return this.cards.filter({ has: this.page.getByText(name, { exact: true }) });
  }

  async idOf(name: string) {
    return (await this.of(name).getAttribute("aria-label"))!;
  }

  /** A button in the foot of a card: a link until the script is there. */
  action(card: Locator, label: string) {
    return card.getByRole("button", { name: new RegExp(`^${label}: `) });
  }

  async mark(card: Locator, status: string) {
    await this.press(this.action(card, this.words.mark));
    await this.press(this.page.getByRole("menuitemradio", { name: status }));
  }

  tick(card: Locator) {
    return card.getByRole("checkbox");
  }

  get bulk() {
    return this.page.getByRole("toolbar", { name: this.words.bulk });
  }

  get dialog() {
    return this.page.locator("dialog.dialog");
  }

  toast(text: string | RegExp) {
    return this.page.locator(".toast").filter({ hasText: text });
  }

  async undo(text: string | RegExp) {
    await this.press(this.toast(text).getByRole("button", { name: this.words.undo, exact: true }));
  }

  async openSheet(card: Locator) {
    await this.press(this.detailsOf(card));
    await expect(this.sheet.getByRole("region", { name: this.words.activity })).toBeVisible();
  }

  get notes() {
    return this.sheet.getByRole("textbox", { name: this.words.notes });
  }

  section(label: string) {
    return this.sheet.getByRole("region", { name: label, exact: true });
  }

  /** With a finger on a phone, with the mouse elsewhere. */
  press(target: Locator) {
    return this.phone ? target.tap() : target.click();
  }
}

type Fixtures = { desk: Desk; colleague: (role?: keyof typeof DEMO) => Promise<Desk> };
type Shared = { own: Server; signedIn: Map<string, Awaited<ReturnType<typeof signIn>>> };

export const test = base.extend<Fixtures, Shared>({
  as: "nobody",
  own: [
    async ({}, use) => {
      const server = await Server.start([["demo"]], ["--demo"]);
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  signedIn: [({}, use) => use(new Map()), { scope: "worker" }],
  desk: async ({ page, context, words, script, phone, own, playwright, signedIn, problems }, use) => {
    await enter(context, own, signedIn, playwright, "owner");
    allowOwn(problems, own);
    await use(new Desk(page, words, script, phone, own, `desk-${randomUUID()}`));
  },
  colleague: async ({ browser, words, script, own, playwright, signedIn, desk, locale }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (role = "member") => {
      const context = await (browser as Browser).newContext({ locale, timezoneId: ZONE, javaScriptEnabled: script });
      opened.push(context);
      await enter(context, own, signedIn, playwright, role);
      const page = await context.newPage();
      await tellWhenAlive(page);
      return new Desk(page, words, script, false, own, desk.agent);
    });
    for (const context of opened) await context.close();
  },
});

async function enter(
  context: BrowserContext,
  server: Server,
  signedIn: Shared["signedIn"],
  playwright: { request: { newContext(options: object): Promise<Parameters<typeof signIn>[0] & { dispose(): Promise<void> }> } },
  role: keyof typeof DEMO,
) {
  if (!signedIn.has(role)) {
    const request = await playwright.request.newContext({ baseURL: server.url });
    signedIn.set(role, await signIn(request, DEMO[role]));
    await request.dispose();
  }
  await context.addCookies(signedIn.get(role)!);
  await context.addCookies([{ name: "zone", value: ZONE, url: server.url }]);
}

function allowOwn(problems: Problems, server: Server) {
  problems.allow(new RegExp(`^foreign request: ${server.url}/`));
}
