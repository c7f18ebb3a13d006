import { makeAnswers } from "./answers.ts";
import type { Ask, Asked } from "./protocol.ts";

/** What a worker knows of the page that started it. */
type Scope = {
  readonly addEventListener: (what: "message", hear: (event: { readonly data: Question }) => void) => void;
  readonly postMessage: (message: unknown) => void;
};
type Question = { readonly id: number; readonly ask: Ask; readonly asked: Asked[Ask] };

const page = globalThis as unknown as Scope;
const answers = makeAnswers();
let last: Promise<void> = Promise.resolve();

async function answer({ id, ask, asked }: Question): Promise<void> {
  try {
    page.postMessage({ id, answer: await answers(ask, asked) });
  } catch (thrown) {
    // A bug of ours: it is shown with its words, and the next question is answered as ever.
    page.postMessage({ id, failure: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}

// One after another, in the order asked: an answer about a text is never of a later one.
page.addEventListener("message", ({ data }) => {
  last = last.then(() => answer(data));
});
