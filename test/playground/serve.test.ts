import { request } from "node:http";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { POLICY } from "../../src/playground/files.ts";
import { servePage } from "../../src/playground/serve.ts";
import { readFileSync } from "node:fs";
import { inProject } from "../kit/files.ts";

type Told = { readonly status: number | undefined; readonly policy: unknown; readonly body: string };

function ask(address: string, path: string, given: { method?: string; host?: string } = {}): Promise<Told> {
  const headers = given.host === undefined ? {} : { Host: given.host };
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, address), { method: given.method ?? "GET", headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (one: Buffer) => parts.push(one));
      response.on("end", () =>
        resolve({
          status: response.statusCode,
          policy: response.headers["content-security-policy"],
          body: Buffer.concat(parts).toString("utf8"),
        }),
      );
    });
    asked.on("error", reject);
    asked.end();
  });
}

test("the page is handed out on this machine, under its policy, and nothing else is", async () => {
  const files = new Map([
    ["index.html", "<!doctype html>"],
    ["page.js", "start()"],
  ]);
  const served = await servePage(files, 0);
  if (served.kind !== "served") assert.unreachable(served.why);
  else {
    const { address, server } = served;
    assert.match(address, /^http:\/\/127\.0\.0\.1:[1-9]\d*\/$/);
    const page = await ask(address, "/");
    assert.equal(page, { status: 200, policy: `${POLICY}; frame-ancestors 'none'`, body: "<!doctype html>" });
    assert.is((await ask(address, "/page.js?x=1")).body, "start()");
    assert.is((await ask(address, "/page.js", { method: "HEAD" })).body, "");
    for (const path of ["/../package.json", "/%2e%2e/package.json", "/nothing.js", "/__proto__"])
      assert.is((await ask(address, path)).status, 404, path);
    assert.is((await ask(address, "/", { method: "POST" })).status, 404);
    // A name of somebody else's that leads to this machine.
    assert.is((await ask(address, "/", { host: "example.com" })).status, 404);
    const again = await servePage(files, Number(new URL(address).port));
    assert.equal(again, { kind: "not-served", why: "something else listens there" });
    server.closeAllConnections();
    server.close();
  }
});

test("the page states the policy that it is served under, so that any web server may hand it out", () => {
  assert.match(readFileSync(inProject("src/playground/page/index.html"), "utf8"), `content="${POLICY}"`);
});

test.run();
