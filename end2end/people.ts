// Who signs in, and how, without a screen.
import { expect, type APIRequestContext } from "@playwright/test";

/** What the demo's people sign in with, see `serve.sh`. */
export const PASSWORD = process.env.E2E_PASSWORD ?? "lamps-on-a-long-wire";

/** One of the demo's people for each role. */
export const DEMO = {
  owner: "layla.haddad@example.com",
  admin: "omar.farouk@example.com",
  member: "daniel.okafor@example.com",
  viewer: "yousef.elmasry@example.com",
};

/** The cookies of a new session. */
export async function signIn(request: APIRequestContext, email: string, password = PASSWORD) {
  const answer = await request.post("/sign-in", { form: { form: "sign-in", email, password }, maxRedirects: 0 });
  expect(answer.status(), `signing in as ${email}`).toBe(303);
  return (await request.storageState()).cookies;
}

/** An address that nobody has. */
export function newAddress() {
  return `${crypto.randomUUID()}@example.com`;
}

/** A link with which somebody may join. */
export async function invite(owner: APIRequestContext, role: string, email = newAddress()) {
  const answer = await owner.post("/team", { form: { form: "invite", email, role } });
  expect(answer.status(), `inviting ${email}`).toBe(200);
  const link = /value="(http[^"]*invitation[^"]*)"/.exec(await answer.text())![1]!;
  return new URL(link.replaceAll("&amp;", "&"));
}

/** Deactivates whoever has this address: others' menus are not to grow with every test. */
export async function leave(owner: APIRequestContext, email: string) {
  const team = await (await owner.post("/api/team/list", { data: {} })).json();
  const found = team.members.find((view: { email: string }) => view.email === email);
  await owner.post("/team", { form: { form: "deactivate", member: found.member.id } });
}

/** Joins by the link; the cookies of the session that begins with it. */
export async function join(request: APIRequestContext, link: URL, name: string, password = PASSWORD) {
  const answer = await request.post(link.pathname + link.search, { form: { form: "invitation", name, password }, maxRedirects: 0 });
  expect(answer.status(), `joining by ${link}`).toBe(303);
  return (await request.storageState()).cookies;
}
