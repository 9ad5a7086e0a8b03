import { defineConfig } from "@playwright/test";
import type { Options } from "./support";

const address = `127.0.0.1:${process.env.E2E_PORT ?? 3917}`;

// Every spec runs with and without script, in both languages, on both screens.
const projects = [true, false].flatMap((script) =>
  (["en", "ar"] as const).flatMap((lang) =>
    [false, true].map((phone) => ({
      name: [script ? "script" : "noscript", lang, phone ? "phone" : "desktop"].join("-"),
      use: { script, lang, phone },
    })),
  ),
);

export default defineConfig<Options>({
  testDir: ".",
  outputDir: "../target/playwright",
  // One server and one database serve all tests: each leaves alone what the others look at.
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: !!process.env.CI,
  reporter: "list",
  projects,
  use: {
    baseURL: `http://${address}`,
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
  webServer: {
    command: `./serve.sh ${address}`,
    url: `http://${address}/`,
    timeout: 60_000,
    // A server that somebody left running may be an old build.
    reuseExistingServer: false,
    stdout: "ignore",
    stderr: "pipe",
  },
});
