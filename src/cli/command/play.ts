import * as path from "node:path";
import type { Command } from "commander";
import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { failureDiagnostic, placeOf } from "../../host/failure.ts";
import { type Host, inLibrary } from "../../host/host.ts";
import { nodeHost } from "../../host/node.ts";
import { pageFiles, type Texts } from "../../playground/files.ts";
import { servePage } from "../../playground/serve.ts";
import { hostReader } from "../../resolve/host-reader.ts";
import { load } from "../../resolve/load.ts";
import { type Environment, libraryFolder } from "../environment.ts";
import { rootsOf } from "../roots.ts";
import { exitOf, OK, show, USAGE } from "../usage.ts";

type Options = { readonly port?: string; readonly out?: string };

/** `tenor play [FILES…]`: the playground on localhost, or as files for any server. */
export function registerPlay(program: Command, environment: () => Environment, finish: (code: number) => void): void {
  program
    .command("play")
    .description("a page with the compiler in it: write a contract, and see what each reader of it would see")
    .argument("[files...]", "specs, or folders of specs, to open; the shipped ones where none are named")
    .option("--port <number>", "where it listens on this machine; a free port unless said")
    .option("--out <dir>", "write the page as files for any web server instead, all or none")
    .action(async (files: string[], options: Options) => finish(await play(environment(), files, options)));
}

/** Serves the page until the process is ended, or writes it; 2 where the page, a spec or the port cannot be had. */
export async function play(
  environment: Environment,
  wanted: readonly string[],
  options: Options,
  page = pageFolder(),
): Promise<number> {
  const port = portOf(options.port);
  const { texts, diagnostics } = wanted.length === 0 ? shipped() : textsOf(environment, wanted);
  const found = [
    ...diagnostics,
    ...(port === undefined ? [diagnostic("usage-port", placeOf("--port"), { text: options.port ?? "" })] : []),
  ];
  const files = pageFiles(page, texts);
  if (files === undefined) found.push(diagnostic("usage-playground-missing", placeOf("play"), {}));
  if (found.length > 0 || files === undefined || port === undefined) {
    show(environment, found, false);
    return exitOf(found, false) === OK ? USAGE : exitOf(found, false);
  }
  if (options.out !== undefined) {
    const written = environment.host.writeGeneration(options.out, files);
    if (written.kind === "written") {
      environment.out(`${options.out} holds the page: ${files.size} files for any web server\n`);
      return OK;
    }
    const failure = failureDiagnostic(written, placeOf(options.out));
    show(environment, [failure], false);
    return exitOf([failure], false);
  }
  const served = await servePage(files, port);
  if (served.kind === "not-served") {
    const failure = diagnostic("usage-port-taken", placeOf("--port"), { port: String(port), why: served.why });
    show(environment, [failure], false);
    return USAGE;
  }
  environment.out(`${served.address}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      served.server.close();
      served.server.closeAllConnections();
    });
  return OK;
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return 0;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : undefined;
}

/** The built page: beside the command in a package, in `dist` of a checkout. */
function pageFolder(): string {
  const specs = path.dirname(libraryFolder());
  return path.join(path.dirname(specs), "dist/playground");
}

/** The specs that ship with Tenor, without those of other exchanges. */
function shipped(): { readonly texts: Texts; readonly diagnostics: readonly Diagnostic[] } {
  const root = path.dirname(libraryFolder());
  const host = nodeHost({ root, library: libraryFolder(), cwd: root });
  const { paths, diagnostics } = rootsOf(host, ["."]);
  return {
    texts: gathered(
      host,
      paths.filter((one) => !/^(?:std|reference)\//.test(one)),
      [],
      FIRST,
    ),
    diagnostics,
  };
}

const FIRST = "gpu/gph.tenor";

function textsOf({ host, packages = [] }: Environment, wanted: readonly string[]) {
  const { paths, diagnostics } = rootsOf(host, wanted);
  return { texts: gathered(host, paths, packages, paths[0] ?? ""), diagnostics };
}

/** Specs with all that they import and the data beside them; the library is in the page. */
function gathered(host: Host, paths: readonly string[], packages: readonly string[], first: string): Texts {
  const specs = [...load(paths, hostReader(host)).modules.values()].map(
    (one) => [one.path, one.file.source.text] as const,
  );
  const own = specs.filter(([path]) => !inLibrary(path));
  const folders = [...new Set(own.map(([path]) => path.slice(0, path.lastIndexOf("/") + 1)))];
  const listed = host.listSpecs("", ".csv");
  const beside = (listed.kind === "specs" ? listed.paths : []).filter((path) =>
    folders.some((one) => path.startsWith(one)),
  );
  const data = beside.flatMap((path) => {
    const read = host.readText(path);
    return read.kind === "text" ? [[path, read.text] as const] : [];
  });
  return { files: Object.fromEntries([...own, ...data]), packages, first };
}
