import type { Page } from "@playwright/test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { PAYLOADS } from "./payloads";
import { invite, join, newAddress, signIn } from "./people";
import { Server } from "./server";
import { expect, test } from "./support";

test.use({ as: "nobody" });

/** A conversation whose every text is hostile. */
function line(payload: string, n: number) {
  const filed = new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString();
  return JSON.stringify({
    id: payload.slice(0, 190) + n,
    channel: "web",
    language: "en",
    started_at: filed,
    messages: [{ from: "customer", text: payload, at: filed }],
    record: {
      type: n % 2 ? "lead" : "ticket",
      filed_at: filed,
      name: payload,
      phone: [...payload].slice(0, 50).join(""),
      email: payload,
      company: payload,
      description: `${payload}\n${payload}`,
      fields: [{ label: [...payload].slice(0, 80).join(""), icon: "map-pin", value: payload }],
    },
  });
}

/** Nothing has run, and nothing stands on the page that could. */
async function expectHarmless(page: Page, where: string) {
  const found = await page.evaluate(() => ({
    owned: "owned" in window,
    elements: [...document.querySelectorAll("body script, iframe, video, math, base, object, embed, body style, body link, meta[http-equiv]")]
      .filter((element) => !(element instanceof HTMLScriptElement && element.nonce))
      .map((element) => element.outerHTML.slice(0, 120)),
    handlers: [...document.querySelectorAll("*")]
      .filter((element) => [...element.attributes].some(({ name }) => name.startsWith("on") && name !== "on"))
      .map((element) => element.outerHTML.slice(0, 120)),
    links: [...document.querySelectorAll<HTMLElement>("[href], [src], [action], [formaction]")]
      .flatMap((element) => ["href", "src", "action", "formaction"].map((name) => element.getAttribute(name)))
      .filter((link) => link && !/^(\/(?!\/)|#|\?|mailto:|tel:)/.test(link)),
  }));
  expect(found, where).toEqual({ owned: false, elements: [], handlers: [], links: [] });
}

test("no text of anybody runs, wherever it stands", { tag: ["@desktop", "@en"] }, async ({ page, playwright, script, problems }) => {
  test.slow();
  problems.allow(/status of (404|422|401)/);
  expect(new Set(PAYLOADS).size).toBe(PAYLOADS.length);
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(100);
  page.on("dialog", () => problems.add("a dialog"));
  const folder = mkdtempSync(path(tmpdir(), "hostile-"));
  const file = path(folder, "hostile.ndjson");
  writeFileSync(file, PAYLOADS.map(line).join("\n"));
  const server = await Server.start([["demo"], ["import", file, "--agent", "hostile"]], ["--demo"]);
  // Its own requests and nobody else's: some of the texts would load from elsewhere.
  problems.allow(new RegExp(`^foreign request: ${server.url}/`));
  try {
    const as = async (email: string) => {
      const context = await playwright.request.newContext({ baseURL: server.url });
      await signIn(context, email);
      return context;
    };
    const owner = await as("layla.haddad@example.com");
    // Names of agents and people, too.
    let breaksOut: Awaited<ReturnType<typeof join>> = [];
    for (const [n, payload] of PAYLOADS.entries()) {
      const made = await owner.post("/agents/new", { form: { name: payload, id: `hostile-${n}`, variant: "text" } });
      expect(made.status(), payload).toBe(200);
      if (n % 4 !== 1) continue;
      const visitor = await playwright.request.newContext({ baseURL: server.url });
      const session = await join(visitor, await invite(owner, "admin", newAddress()), payload);
      if (payload.startsWith('">')) breaksOut = session;
      await visitor.dispose();
    }
    await page.context().addCookies((await owner.storageState()).cookies);

    const list = `${server.url}/agents/hostile/leads-tickets`;
    for (const query of ["?per=96", "?per=96&sort=oldest", "?per=96&q=script", "?per=96&q=%3C&sort=updated"]) {
      await page.goto(list + query, { waitUntil: script ? "networkidle" : "load" });
      expect(await page.getByRole("article").count(), query).toBeGreaterThan(50);
      await expectHarmless(page, query);
    }
    // Every record's sheet, and the text in it as it was sent.
    const ids = new Set<string>();
    for (const query of ["?per=96", "?per=96&sort=oldest"])
      for (const [id] of (await (await owner.get(list + query)).text()).matchAll(/WIT-(LED|TKT)-[0-9A-Z]{5,}/g)) ids.add(id);
    expect(ids.size).toBe(PAYLOADS.length);
    // What the team itself writes: notes, and the note of an assignment, which the journal shows, too.
    const [{ member }] = (await (await owner.post("/api/team/list", { data: {} })).json()).members;
    for (const [n, id] of [...ids].entries())
      for (const action of [
        { set_notes: { text: PAYLOADS[n] } },
        { assign: { to: member.id, note: PAYLOADS[n] } },
      ]) {
        const target = { records: { records: [{ id, version: 1 }] } };
        const answer = await owner.post("/api/records/change", { data: { agent: "hostile", target, action } });
        expect((await answer.json()).done.changed, `${Object.keys(action)} ${PAYLOADS[n]}`).toBe(1);
      }
    const seen = new Set<string>();
    // With script every third: the rest differ in nothing but their words.
    for (const id of [...ids].filter((_, n) => !script || n % 3 === 0)) {
      await page.goto(`${list}?id=${id}`);
      const description = page.getByRole("dialog").getByText(/owned|evil|<!>/).last();
      await expect(description, id).toBeVisible();
      await expectHarmless(page, id);
      const text = await page.getByRole("dialog").innerText();
      for (const payload of PAYLOADS) if (text.includes(payload.trim())) seen.add(payload);
    }
    if (!script) expect(PAYLOADS.filter((payload) => !seen.has(payload) && !/\s/.test(payload))).toEqual([]);

    for (const where of ["/agents", "/team", "/preferences", "/agents/hostile-1/delete", "/agents/hostile-1/leads-tickets"]) {
      await page.goto(server.url + where, { waitUntil: script ? "networkidle" : "load" });
      await expectHarmless(page, where);
    }
    // Every parameter of every page. The browser is led on to what the server makes of it.
    const payloads = script ? PAYLOADS.filter((_, n) => n % 6 === 0) : PAYLOADS;
    for (const payload of payloads) {
      const value = encodeURIComponent(payload);
      const all = ["tab", "status", "channel", "assignee", "range", "from", "to", "q", "sort", "per", "after", "before", "id"];
      await page.goto(`${list}?${all.map((name) => `${name}=${value}`).join("&")}`);
      await expectHarmless(page, `list ${payload}`);
    }
    for (const payload of payloads.filter((_, n) => n % 4 === 0)) {
      const value = encodeURIComponent(payload);
      for (const where of [`/invitation?token=${value}`, `/password-reset?token=${value}`, `/preferences?saved=${value}`, `/${value}`, `/agents/${value}/leads-tickets`]) {
        await page.goto(server.url + where);
        await expectHarmless(page, where);
      }
    }
    // As somebody whose own name tries to leave the attribute that it stands in.
    expect(breaksOut.length).toBeGreaterThan(0);
    await page.context().clearCookies();
    await page.context().addCookies(breaksOut);
    for (const where of ["/agents", "/team", "/preferences", "/agents/hostile/leads-tickets"]) {
      await page.goto(server.url + where, { waitUntil: script ? "networkidle" : "load" });
      await expectHarmless(page, `as somebody hostile ${where}`);
    }
    await page.context().clearCookies();
    for (const payload of payloads.filter((_, n) => n % 4 === 0)) {
      await page.goto(`${server.url}/sign-in?next=${encodeURIComponent(payload)}`);
      await expectHarmless(page, `sign-in ${payload}`);
    }
    // What was typed comes back as it was typed.
    await page.goto(`${server.url}/sign-in`);
    await page.locator("input[name=email]").fill(PAYLOADS[13]!);
    await page.locator("input[name=password]").fill("x");
    await page.locator("main form button").first().click();
    await expect(page.locator("input[name=email]")).toHaveValue(PAYLOADS[13]!);
    await expectHarmless(page, "sign-in refused");
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
});
