// Renders public/favicon.svg into the pictures that phones and desktops want of an installed app.
//
//   npm --prefix end2end ci && node scripts/app-icons.mjs
//
// Run it when the favicon changes, and commit what it writes. CHROMIUM names another browser than Debian's.

import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../end2end/package.json", import.meta.url))("@playwright/test");

const output = new URL("../public/", import.meta.url);
const round = readFileSync(new URL("favicon.svg", output), "utf8");
// Systems cut these out themselves, so the ground fills the square. The ticket stands within the inner four fifths,
// which every shape leaves.
const square = round.replace(' rx="8"', "");
if (square === round) throw new Error('favicon.svg has no ground of the form <rect … rx="8">');

const pictures = [
  ["icons/app-192.png", 192, round],
  ["icons/app-512.png", 512, round],
  ["icons/app-maskable-512.png", 512, square],
  // Safari asks for it at the root, whatever the page says.
  ["apple-touch-icon.png", 180, square],
];

mkdirSync(new URL("icons/", output), { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const [name, size, svg] of pictures) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const picture = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  await page.setContent(`<style>* { margin: 0 } img { display: block; width: 100vw }</style><img src="${picture}">`);
  await page.locator("img").evaluate((img) => img.decode());
  writeFileSync(new URL(name, output), await page.screenshot({ omitBackground: true }));
  console.log(`public/${name}: ${size} × ${size}, ${statSync(new URL(name, output)).size} bytes`);
  await page.close();
}
await browser.close();
