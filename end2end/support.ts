// What every spec imports instead of @playwright/test.
import { test as base, expect, type APIRequestContext, type Cookie, type Page } from "@playwright/test";
import { DEMO, invite, join, leave, newAddress, signIn } from "./people";
import { Records } from "./records";
import { words, type Words } from "./words";

export { expect };

/** Where the browser of every test stands: neither UTC nor the zone of most machines. */
export const ZONE = "Asia/Riyadh";

/** What a project chooses; the browser is set up from it. A spec narrows it by `test.use({ phone: true })`. */
export type Options = {
  lang: "en" | "ar";
  script: boolean;
  phone: boolean;
  /** Who is signed in: somebody of the demo, a member of this test's own, or nobody. */
  as: keyof typeof DEMO | "newcomer" | "nobody";
};

/** What went wrong behind the page. Any of it fails the test, whatever the page looked like. */
export class Problems {
  private seen: string[] = [];
  private allowed: RegExp[] = [];

  add(problem: string) {
    this.seen.push(problem);
  }

  /** A problem that this test brings about on purpose, such as the 404 of an unknown address. */
  allow(pattern: RegExp) {
    this.allowed.push(pattern);
  }

  remaining() {
    return this.seen.filter((problem) => !this.allowed.some((pattern) => pattern.test(problem)));
  }
}

/** The router listens to Back and Forward in the same breath in which the page comes alive: `window.alive` says so. */
export async function tellWhenAlive(page: Page) {
  await page.addInitScript(() => {
    const listen = window.addEventListener;
    window.addEventListener = function (this: Window, ...what: Parameters<typeof listen>) {
      if (what[0] === "popstate") Object.assign(window, { alive: true });
      return listen.apply(this, what);
    } as typeof listen;
  });
}

type Fixtures = {
  problems: Problems;
  /** What the screen says in the language of the project. */
  words: Words;
  records: Records;
  /** Whether this browser has been here before, and so told the server its time zone. */
  knownZone: boolean;
  /** The zone in which the server prints times for this browser. */
  zone: string;
  /** The cookies of whoever is signed in. */
  session: Cookie[];
};

type Shared = {
  /** The sessions of the demo's people, begun once by each worker. */
  sessions: Map<string, Cookie[]>;
};

export const test = base.extend<Options & Fixtures, Shared>({
  lang: ["en", { option: true }],
  script: [true, { option: true }],
  phone: [false, { option: true }],
  as: ["owner", { option: true }],
  sessions: [({}, use) => use(new Map()), { scope: "worker" }],

  session: async ({ as, sessions, playwright, baseURL, lang }, use) => {
    if (as === "nobody") return use([]);
    const headers = { "Accept-Language": lang };
    const fresh = () => playwright.request.newContext({ baseURL: baseURL!, extraHTTPHeaders: headers });
    const sessionOf = async (who: keyof typeof DEMO) => {
      if (!sessions.has(who)) sessions.set(who, await signIn(await fresh(), DEMO[who]));
      return sessions.get(who)!;
    };
    if (as !== "newcomer") return use(await sessionOf(as));
    const owner: APIRequestContext = await playwright.request.newContext({
      baseURL: baseURL!,
      storageState: { cookies: await sessionOf("owner"), origins: [] },
    });
    const email = newAddress();
    await use(await join(await fresh(), await invite(owner, "member", email), "Newcomer"));
    await leave(owner, email);
  },

  // The language is asked for the way browsers do it, by Accept-Language.
  locale: ({ lang }, use) => use(lang === "ar" ? "ar" : "en-US"),
  timezoneId: ZONE,
  javaScriptEnabled: ({ script }, use) => use(script),
  viewport: ({ phone }, use) => use(phone ? { width: 390, height: 844 } : { width: 1440, height: 900 }),
  hasTouch: ({ phone }, use) => use(phone),
  isMobile: ({ phone }, use) => use(phone),

  words: ({ lang }, use) => use(words[lang]),
  knownZone: [true, { option: true }],
  zone: ({ script }, use) => use(script ? ZONE : "UTC"),

  page: async ({ page, context, script, knownZone, baseURL, session }, use) => {
    if (session.length > 0) await context.addCookies(session);
    if (script) {
      await tellWhenAlive(page);
      if (knownZone) await context.addCookies([{ name: "zone", value: ZONE, url: baseURL! }]);
    }
    await use(page);
  },
  records: ({ page, words, script, phone }, use) => use(new Records(page, words, script, phone)),

  problems: [
    async ({ context, baseURL, script }, use) => {
      const problems = new Problems();
      const own = new URL(baseURL!).origin;

      // A page that the server and the browser render differently ends up in one of the first two.
      context.on("console", (message) => {
        if (message.type() === "error") problems.add(`console: ${message.text()} (${message.location().url})`);
      });
      context.on("weberror", (error) => problems.add(`page: ${error.error().stack ?? error.error()}`));
      context.on("response", (response) => {
        if (response.status() >= 500 && new URL(response.url()).origin === own)
          problems.add(`response: ${response.status()} ${response.request().method()} ${response.url()}`);
      });
      context.on("requestfailed", (request) => {
        // Leaving a page aborts what it was still loading. With script off, Chromium refuses to fetch any.
        const reason = request.failure()?.errorText ?? "";
        const expected = reason === "net::ERR_ABORTED" || (!script && reason === "csp");
        if (!expected) problems.add(`request: ${reason} ${request.url()}`);
      });
      // The product is self-hosted: its pages need nobody else.
      context.on("request", (request) => {
        const url = new URL(request.url());
        if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== own) problems.add(`foreign request: ${url}`);
      });

      await use(problems);
      expect(problems.remaining(), "problems behind the page").toEqual([]);
    },
    { auto: true },
  ],
});
