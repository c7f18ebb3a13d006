import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** A server of its own, and what `psql` prints for a script: rows as lines, columns behind `|`. */
export type Postgres = {
  readonly run: (sql: string) => string;
  /** Where a driver finds it. */
  readonly url: string;
  /** Its process, while there is one. */
  readonly pid: () => number;
  /** Stops it as a loss of power would, which it learns of when it is `started` again. */
  readonly crash: () => Promise<void>;
  readonly started: () => Promise<boolean>;
  readonly stop: () => void;
};

/** Where Debian keeps the programs of the newest server; undefined where there is none. */
function programs(): string | undefined {
  const base = "/usr/lib/postgresql";
  const versions = fs.existsSync(base) ? fs.readdirSync(base) : [];
  const [newest] = versions
    .map(Number)
    .filter(Number.isFinite)
    .sort((a, b) => b - a);
  const folder = `${base}/${newest}/bin`;
  return fs.existsSync(`${folder}/initdb`) && fs.existsSync(`${folder}/psql`) ? folder : undefined;
}

/** The server refuses to run as root: then it runs as the user Debian made for it, or as nobody. */
function user(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const lines = fs.readFileSync("/etc/passwd", "utf8").split("\n");
  const found = lines.find((one) => one.startsWith("postgres:")) ?? lines.find((one) => one.startsWith("nobody:"));
  const [, , uid, gid] = (found ?? "").split(":");
  return uid === undefined ? {} : { uid: Number(uid), gid: Number(gid) };
}

/** Starts a server in a folder of its own that only a socket in it leads to; a reason where there is none. */
export async function startPostgres(): Promise<Postgres | string> {
  const bin = programs();
  if (bin === undefined) return "no PostgreSQL server (Debian has it as postgresql)";
  const as = user();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tenor-pg-"));
  if (as.uid !== undefined) fs.chownSync(folder, as.uid, as.gid as number);
  const env = { ...process.env, LC_ALL: "C", HOME: folder };
  const options = { ...as, env, cwd: folder, stdio: ["ignore", "pipe", "pipe"] as ["ignore", "pipe", "pipe"] };
  const data = path.join(folder, "data");
  execFileSync(`${bin}/initdb`, ["-D", data, "-A", "trust", "-U", "tenor", "-N", "-E", "UTF8", "--locale=C"], options);
  const start = (): ChildProcess =>
    spawn(`${bin}/postgres`, ["-D", data, "-k", folder, "-h", "", "-F"], { ...options, stdio: "ignore" });
  let server = start();
  const call = (sql: string): string =>
    execFileSync(
      `${bin}/psql`,
      ["-h", folder, "-U", "tenor", "-d", "postgres", "-XAtq", "-v", "ON_ERROR_STOP=1", "-f", "-"],
      {
        ...options,
        input: sql,
        encoding: "utf8",
        stdio: ["pipe", "pipe", "pipe"],
        maxBuffer: 2 ** 28,
      },
    );
  const stop = (): void => {
    server.kill("SIGQUIT");
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  const answers = async (): Promise<boolean> => {
    for (let tries = 0; tries < 100; tries += 1) {
      try {
        call("select 1");
        return true;
      } catch {
        await new Promise((later) => setTimeout(later, 100));
      }
    }
    return false;
  };
  const crash = (): Promise<void> =>
    new Promise((resolve) => {
      if (server.exitCode !== null || server.signalCode !== null) return resolve();
      server.once("close", () => resolve());
      server.kill("SIGQUIT");
    });
  const started = (): Promise<boolean> => {
    server = start();
    return answers();
  };
  const url = `postgres://tenor@/postgres?host=${encodeURIComponent(folder)}`;
  const pid = (): number => server.pid as number;
  if (await answers()) return { run: call, url, pid, crash, started, stop };
  stop();
  return "the PostgreSQL server did not start within ten seconds";
}
