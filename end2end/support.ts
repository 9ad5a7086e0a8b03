// What every spec imports instead of @playwright/test.
import { test as base, expect } from "@playwright/test";

export { expect };

/** What a project chooses; the browser is set up from it. A spec narrows it by `test.use({ phone: true })`. */
export type Options = {
  lang: "en" | "ar";
  script: boolean;
  phone: boolean;
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

export const test = base.extend<Options & { problems: Problems }>({
  lang: ["en", { option: true }],
  script: [true, { option: true }],
  phone: [false, { option: true }],

  // The language is asked for the way browsers do it, by Accept-Language.
  locale: ({ lang }, use) => use(lang === "ar" ? "ar" : "en-US"),
  // Neither UTC nor the zone of most machines: a time printed in the wrong zone shows.
  timezoneId: "Asia/Riyadh",
  javaScriptEnabled: ({ script }, use) => use(script),
  viewport: ({ phone }, use) => use(phone ? { width: 390, height: 844 } : { width: 1440, height: 900 }),
  hasTouch: ({ phone }, use) => use(phone),
  isMobile: ({ phone }, use) => use(phone),

  problems: [
    async ({ context, baseURL }, use) => {
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
        // Leaving a page aborts what it was still loading.
        const reason = request.failure()?.errorText ?? "";
        if (reason !== "net::ERR_ABORTED") problems.add(`request: ${reason} ${request.url()}`);
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
