// Builds public/icons.svg, the one sprite every icon of the app is drawn from.
//
//   npm --prefix end2end ci && node scripts/icons.mjs
//
// A sprite costs no WASM and no request per icon. Add a name below, run this, commit the output.
// Another folder of npm packages can be given as the first argument.

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const packages = process.argv[2]
  ? pathToFileURL(`${process.argv[2]}/`)
  : new URL("../end2end/node_modules/", import.meta.url);
const output = new URL("../public/", import.meta.url);

// Outlines, from Lucide. All share one stroke, so that no icon looks heavier than its neighbour.
const outlines = [
  // what a custom field may ask for (stored with the record)
  "map-pin", "calendar", "clock", "phone", "hash", "banknote", "tag", "list", "info",
  "car", "house", "briefcase", "star", "package",
  // built-in fields and parts of a record
  "user", "mail", "building-2", "file-text", "message-square", "sticky-note", "history", "download", "keyboard", "command", "corner-down-left",
  // type, status
  "trending-up", "ticket", "circle-dashed", "circle-dot", "circle-check", "circle-slash",
  // folders, agents, people
  "inbox", "archive", "archive-restore", "trash-2", "bot", "users", "user-plus", "user-x", "audio-lines", "layers",
  // signing in and settings
  "log-in", "log-out", "lock", "settings", "link", "plus", "key-round", "list-checks", "grip-vertical", "arrow-up", "arrow-down",
  "arrow-left", "book-open", "save",
  // the page's own controls
  "search", "x", "check", "copy", "menu", "panel-right-open", "external-link",
  "chevron-down", "chevron-up", "chevron-right", "chevron-left", "chevrons-up-down", "arrow-up-down",
  "sliders-horizontal", "list-filter", "rotate-cw",
  "languages", "sun", "moon", "monitor", "globe",
  // states
  "circle-alert", "triangle-alert", "search-x", "folder-open", "compass",
];

// Brand glyphs of the channels, from Simple Icons: filled, and named after the channel's slug.
const brands = ["whatsapp", "messenger", "instagram", "x", "telegram"];

const STROKE = "1.75";

const read = (path) => readFileSync(new URL(path, packages), "utf8");

const inner = (svg) =>
  svg
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/^[\s\S]*?<svg[^>]*>/, "")
    .replace(/<\/svg>[\s\S]*$/, "")
    .replace(/<title>[\s\S]*?<\/title>/, "")
    .replace(/\s+/g, " ")
    .replace(/> </g, "><")
    .trim();

const outline = (name) =>
  `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="${STROKE}" ` +
  `stroke-linecap="round" stroke-linejoin="round">${inner(read(`lucide-static/icons/${name}.svg`))}</symbol>`;

// "channel-" keeps X the network apart from x the cross.
const brand = (name) =>
  `<symbol id="channel-${name}" viewBox="-1 -1 26 26" fill="currentColor">${inner(read(`simple-icons/icons/${name}.svg`))}</symbol>`;

// The two channels without a brand reuse an outline under the channel's name,
// so that the app writes `channel-{slug}` for all seven.
const channel = (slug, name) => outline(name).replace(`id="${name}"`, `id="channel-${slug}"`);

const sprite = [
  `<svg xmlns="http://www.w3.org/2000/svg">`,
  `<!-- Made by scripts/icons.mjs. Lucide (ISC, see icons.LICENSE.txt) and Simple Icons (CC0). -->`,
  ...outlines.map(outline),
  channel("web", "globe"),
  channel("voice", "phone"),
  ...brands.map(brand),
  `</svg>`,
  ``,
].join("\n");

const version = (name) => JSON.parse(read(`${name}/package.json`)).version;

writeFileSync(new URL("icons.svg", output), sprite);
writeFileSync(
  new URL("icons.LICENSE.txt", output),
  `Outlines: Lucide ${version("lucide-static")}\n\n${read("lucide-static/LICENSE").trim()}\n\n---\n\n` +
    `Channel glyphs: Simple Icons ${version("simple-icons")}, CC0 1.0 Universal. ` +
    `The marks belong to their owners and only name the channel a record came from.\n`,
);
console.log(`${outlines.length + brands.length + 2} icons, ${(sprite.length / 1024).toFixed(1)} kB`);
