// The pictures of the README, of the demo on a server of their own. `make screenshots` runs this.
//
// On one day every run shows the same records; what moves or blinks is held still.

import { chromium } from "@playwright/test";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const ROOT = resolve(import.meta.dirname, "..");
const FOLDER = join(ROOT, "docs/screenshots");
const EMAIL = "layla.haddad@example.com";
const PASSWORD = "lamps-on-a-long-wire";
const ZONE = "Asia/Riyadh";
const LIST = "/agents/lumen-home/leads-tickets";
/** Bytes: everybody who opens the README loads them. */
const MOST = 300_000;

const pictures = [
  { name: "light-en", locale: "en", colorScheme: "light", viewport: { width: 1440, height: 900 }, path: `${LIST}?status=open,new` },
  { name: "dark-ar", locale: "ar", colorScheme: "dark", viewport: { width: 1440, height: 900 }, path: LIST, open: "محمد الأحمدي" },
  { name: "phone", locale: "en", colorScheme: "light", viewport: { width: 390, height: 844 }, phone: true, path: `${LIST}?status=open,new` },
];

/** Starts a server with a fresh demo; its address, and how to stop it. */
async function serve() {
  const folder = mkdtempSync(join(tmpdir(), "leads-tickets-"));
  const env = {
    ...process.env,
    LEPTOS_SITE_ROOT: join(ROOT, "target/site"),
    LEPTOS_HASH_FILES: "true",
    LT_DEMO_PASSWORD: PASSWORD,
    RUST_LOG: "warn",
  };
  const options = ["serve", "--demo", "--database-url", `sqlite://${folder}/demo.db`, "--addr", "127.0.0.1:0"];
  const program = spawn(join(ROOT, "target/release/leads-tickets"), options, { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((done) => program.on("exit", done));
  const url = await new Promise((found, failed) => {
    createInterface({ input: program.stdout }).on("line", (line) => {
      const address = /http:\/\/\S+/.exec(line)?.[0];
      if (address) found(address);
    });
    program.on("error", failed);
    program.on("exit", (code) => failed(new Error(`the server ended with ${code}`)));
  });
  const stop = async () => {
    program.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, stop };
}

async function take(browser, url, { name, locale, colorScheme, viewport, phone = false, path, open }) {
  const context = await browser.newContext({
    baseURL: url,
    locale,
    colorScheme,
    viewport,
    isMobile: phone,
    hasTouch: phone,
    deviceScaleFactor: phone ? 2 : 1,
    timezoneId: ZONE,
    reducedMotion: "reduce",
  });
  await context.addCookies([{ name: "zone", value: ZONE, url }]);
  const form = { form: "sign-in", email: EMAIL, password: PASSWORD };
  const signedIn = await context.request.post("/sign-in", { form, maxRedirects: 0 });
  if (signedIn.status() !== 303) throw new Error(`signing in was answered by ${signedIn.status()}`);
  let id;
  if (open) {
    const found = await (await context.request.get(`${LIST}?${new URLSearchParams({ q: open })}`)).text();
    id = /WIT-(?:LED|TKT)-[0-9A-Z]{5,}/.exec(found)?.[0];
    if (!id) throw new Error(`the demo has no record of ${open}`);
  }
  const page = await context.newPage();
  await page.goto(id ? `${path}?id=${id}` : path, { waitUntil: "networkidle" });
  await page.evaluate(() => document.fonts.ready);
  // Nothing is being pointed at or typed into.
  await page.evaluate(() => document.activeElement?.blur());
  const file = join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file, animations: "disabled", caret: "hide" });
  await context.close();
  const { size } = statSync(file);
  console.log(`docs/screenshots/${name}.png: ${Math.ceil(size / 1000)} kB`);
  if (size > MOST) throw new Error(`${name}.png has ${size} bytes, at most ${MOST} are wanted`);
}

mkdirSync(FOLDER, { recursive: true });
const server = await serve();
try {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb"],
  });
  for (const picture of pictures) await take(browser, server.url, picture);
  await browser.close();
} finally {
  await server.stop();
}
