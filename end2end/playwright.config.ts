import { defineConfig } from "@playwright/test";
import type { Options } from "./support";

// A server that somebody runs already, for trying a spec; otherwise one is started.
const running = process.env.E2E_BASE_URL;
const address = `127.0.0.1:${process.env.E2E_PORT ?? 3917}`;

// Every spec runs with and without script, in both languages, on both screens. A test that makes sense in some of these
// only says so by a tag and does not exist in the others: @script, @noscript, @desktop, @phone, @en, @ar.
const all = [true, false].flatMap((script) =>
  (["en", "ar"] as const).flatMap((lang) =>
    [false, true].map((phone) => ({
      name: [script ? "script" : "noscript", lang, phone ? "phone" : "desktop"].join("-"),
      grepInvert: new RegExp(
        `@(${[script ? "noscript" : "script", phone ? "desktop" : "phone", lang === "en" ? "ar" : "en"].join("|")})\\b`,
      ),
      use: { script, lang, phone },
    })),
  ),
);

// Half of them, in which any two choices meet: what `make test` has time for.
const PAIRS = ["script-en-desktop", "script-ar-phone", "noscript-en-phone", "noscript-ar-desktop"];
const projects = process.env.E2E_PROJECTS === "pairs" ? all.filter(({ name }) => PAIRS.includes(name)) : all;

export default defineConfig<Options>({
  testDir: ".",
  outputDir: "../target/playwright",
  // One server and one database serve all tests: each leaves alone what the others look at.
  fullyParallel: true,
  workers: 2,
  // Two cores serve browser, server and tests; what is slow there is not broken.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // A test that passes at the second try is reported as flaky: the machine was slow, or there is something to find.
  retries: process.env.CI ? 2 : 0,
  forbidOnly: !!process.env.CI,
  reporter: "list",
  projects,
  use: {
    baseURL: running ?? `http://${address}`,
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: running
    ? undefined
    : {
        command: `./serve.sh ${address}`,
        url: `http://${address}/livez`,
        timeout: 60_000,
        // A server that somebody left running may be an old build.
        reuseExistingServer: false,
        stdout: "ignore",
        stderr: "pipe",
      },
});
