import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type PageFiles, POLICY } from "./files.ts";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

const HEADERS = {
  "Content-Security-Policy": `${POLICY}; frame-ancestors 'none'`,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-store",
};

export type Served =
  | { readonly kind: "served"; readonly address: string; readonly server: Server }
  | { readonly kind: "not-served"; readonly why: string };

/** Hands out a page on this machine alone, on the port `port`, or a free one where it is 0, until the server is closed. */
export function servePage(files: PageFiles, port: number): Promise<Served> {
  const server = createServer((request, response) => {
    const name = nameIn(request);
    const content = name === undefined ? undefined : files.get(name);
    // A page from elsewhere whose name leads here is told nothing: the texts may be nobody else's business.
    if (content === undefined || !isOurs(request, (server.address() as AddressInfo).port)) {
      response.writeHead(404, HEADERS).end();
      return;
    }
    const type = TYPES[name?.slice(name.lastIndexOf(".") + 1) ?? ""] ?? "application/octet-stream";
    response.writeHead(200, { ...HEADERS, "Content-Type": type });
    response.end(request.method === "HEAD" ? undefined : content);
  });
  return new Promise((resolve) => {
    server.once("error", (thrown: NodeJS.ErrnoException) =>
      resolve({
        kind: "not-served",
        why: thrown.code === "EADDRINUSE" ? "something else listens there" : thrown.message,
      }),
    );
    server.listen(port, "127.0.0.1", () => {
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      resolve({ kind: "served", address, server });
    });
  });
}

function nameIn({ method, url = "" }: IncomingMessage): string | undefined {
  if (method !== "GET" && method !== "HEAD") return undefined;
  const asked = url.split(/[?#]/)[0]?.slice(1);
  return asked === "" ? "index.html" : asked;
}

function isOurs({ headers }: IncomingMessage, port: number): boolean {
  return headers.host === `127.0.0.1:${port}` || headers.host === `localhost:${port}`;
}
