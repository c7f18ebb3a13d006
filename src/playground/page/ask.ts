import type { Answered, Ask, Asked } from "../protocol.ts";

/** Asks where the compiler runs. */
export type Asker = <A extends Ask>(ask: A, asked: Asked[A]) => Promise<Answered[A]>;

type Told = { readonly id: number; readonly answer?: unknown; readonly failure?: string };

/** Starts the compiler beside the page, so that typing never waits for it. */
export function startCompiler(): Asker {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (why: Error) => void }>();
  let next = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<Told>) => {
    const asker = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.failure === undefined) asker?.resolve(data.answer);
    else asker?.reject(new Error(data.failure));
  });
  return (ask, asked) =>
    new Promise((resolve, reject) => {
      const id = next++;
      waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      worker.postMessage({ id, ask, asked });
    });
}
