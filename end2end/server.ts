// A server of a test's own, for what must not happen to the others' database.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { PASSWORD } from "./people";

const ROOT = resolve(import.meta.dirname, "..");
const PROGRAM = join(ROOT, "target/release/leads-tickets");

export class Server {
  private constructor(
    readonly url: string,
    private readonly folder: string,
    private readonly command: (args: string[]) => Promise<void>,
    private readonly stopProcess: () => Promise<void>,
  ) {}

  /** Files these records under an agent, which is made if it is new. */
  async file(agent: string, lines: object[]) {
    const file = join(this.folder, `${agent}-${randomUUID()}.ndjson`);
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join("\n"));
    await this.command(["import", file, "--agent", agent]);
  }

  /** Runs `prepare`'s commands on an empty database, then serves it. */
  static async start(prepare: string[][] = [], options: string[] = ["--plain-http"]) {
    const folder = mkdtempSync(join(tmpdir(), "leads-tickets-"));
    const database = ["--database-url", `sqlite://${folder}/test.db`];
    const env = { ...process.env, LEPTOS_SITE_ROOT: join(ROOT, "target/site"), LEPTOS_HASH_FILES: "true", RUST_LOG: "warn", LT_DEMO_PASSWORD: PASSWORD };
    const run = (args: string[]) => spawn(PROGRAM, args, { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
    const command = async (args: string[]) => {
      const process = run([...args, ...database]).on("error", (error) => console.error(error));
      process.stdout.resume();
      const code = await new Promise((done) => process.on("exit", done));
      if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}`);
    };
    for (const args of prepare) await command(args);
    const server = run(["serve", "--addr", "127.0.0.1:0", ...options, ...database]);
    const exited = new Promise<void>((done) => server.on("exit", () => done()));
    const url = await new Promise<string>((found, failed) => {
      createInterface({ input: server.stdout }).on("line", (line) => {
        const address = /http:\/\/\S+/.exec(line)?.[0];
        if (address) found(address);
      });
      server.on("exit", (code) => failed(new Error(`the server ended with ${code}`)));
    });
    return new Server(url, folder, command, async () => {
      server.kill("SIGTERM");
      await exited;
    });
  }

  async stop() {
    await this.stopProcess();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
