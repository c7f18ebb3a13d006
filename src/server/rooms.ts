import { existsSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { AnalysisOptions } from "../analysis.ts";
import { LIBRARY, type Host } from "../host/host.ts";
import { nodeHost } from "../host/node.ts";
import { LOCK, lockSource } from "../lock.ts";
import { inLibraryPath } from "../resolve/workspace.ts";
import { type Desk, makeDesk } from "./desk.ts";

/** Where the server finds things, as the machine names them: the shipped library, and packages by the names specs import them by. */
export type ServerOptions = { readonly library: string; readonly packages: Readonly<Record<string, string>> };

/** A folder of specs with its desk. */
export type Room = { readonly root: string; readonly desk: Desk };

/** A file as its room counts it. */
export type Place = { readonly room: Room; readonly path: string };

/** The folders that are open in an editor, and which of them a file belongs to. */
export type Rooms = {
  readonly open: (folders: readonly string[]) => void;
  readonly close: (folders: readonly string[]) => void;
  readonly all: () => readonly Room[];
  /** The place of a file's address; a file outside all folders has one of its own. */
  readonly placeOf: (uri: string) => Place;
  /** The address of a room's file. */
  readonly uriOf: (room: Room, path: string) => string;
};

/** The rooms of a server; each reads through a host of its own, so that no import leaves its folder. */
export function makeRooms(options: ServerOptions): Rooms {
  const rooms = new Map<string, Room>();
  const texts = new Map<string, string>();
  const roomAt = (root: string): Room => {
    const known = rooms.get(root);
    if (known !== undefined) return known;
    const host = nodeHost({ root, ...options, cwd: root });
    const made = { root, desk: makeDesk(host, () => given(host)) };
    rooms.set(root, made);
    return made;
  };
  const inside = (folder: string, file: string) => file === folder || file.startsWith(folder + path.sep);
  return {
    open: (folders) => folders.forEach((one) => roomAt(one)),
    close: (folders) => folders.forEach((one) => rooms.delete(one)),
    all: () => [...rooms.values()],
    placeOf: (uri) => {
      if (!uri.startsWith("file:")) {
        const [room = roomAt(process.cwd())] = rooms.values();
        const name = `${uri.replace(/[^\w.-]+/g, "-")}${uri.endsWith(".tenor") ? "" : ".tenor"}`;
        texts.set(name, uri);
        return { room, path: name };
      }
      const file = fileURLToPath(uri);
      const library = [...rooms.values()][0];
      if (inside(options.library, file) && library !== undefined)
        return { room: library, path: `${LIBRARY}/${posix(path.relative(options.library, file))}` };
      // The innermost folder, where one lies in another.
      const folders = [...rooms.keys()].filter((one) => inside(one, file)).sort((a, b) => b.length - a.length);
      const room = roomAt(folders[0] ?? topOf(path.dirname(file)));
      return { room, path: posix(path.relative(room.root, file)) };
    },
    uriOf: ({ root }, at) => {
      const untitled = texts.get(at);
      if (untitled !== undefined) return untitled;
      if (inLibraryPath(at)) return pathToFileURL(path.join(options.library, at.slice(LIBRARY.length + 1))).href;
      const [first = "", ...more] = at.split("/");
      const folder = options.packages[first];
      return pathToFileURL(folder === undefined ? path.join(root, at) : path.join(folder, ...more)).href;
    },
  };
}

function posix(file: string): string {
  return file.split(path.sep).join("/");
}

/** The highest of the folders above a file that hold specs without a gap: what its imports may reach. */
function topOf(folder: string): string {
  let top = folder;
  for (let up = path.dirname(top); up !== top && holdsSpecs(up); up = path.dirname(up)) top = up;
  return top;
}

function holdsSpecs(folder: string): boolean {
  try {
    return existsSync(folder) && readdirSync(folder).some((one) => one.endsWith(".tenor"));
  } catch {
    return false;
  }
}

function given(host: Pick<Host, "readText">): AnalysisOptions {
  const lock = host.readText(LOCK);
  return lock.kind === "text" ? { lock: lockSource(lock.text) } : {};
}
