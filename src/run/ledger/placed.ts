import type { Source, Span } from "../../text/source.ts";
import { span } from "../../text/source.ts";
import type { InputFile } from "../input-file.ts";

/** Data put together from several files: a value's place is what `find` knows of it or of what it stands in, else its place in `rest`, else the whole of `source`. */
export function placedFile<T>(
  source: Source,
  data: T,
  find: (pointer: string) => Span | undefined,
  rest?: InputFile<unknown>,
): InputFile<T> {
  return {
    source,
    data,
    place: (pointer) => {
      for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
        const found = find(at);
        if (found !== undefined) return found;
      }
      return rest?.place(pointer) ?? span(source, 0, 0);
    },
  };
}
