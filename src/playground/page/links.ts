import type { Stretch } from "../protocol.ts";
import type { Editor } from "./editor.ts";

/** Joins what a view states to the text it was written from, both ways. */
export type Links = {
  /** The places of clauses that the view now shows. */
  readonly places: (clauses: Readonly<Record<string, Stretch>>) => void;
  /** The cursor of the text stands here now. */
  readonly moved: (offset: number) => void;
};

type Does = { readonly path: () => string; readonly open: (path: string, start: number, end: number) => void };

/** Links between `view` and `editor`: pointing at a sentence marks its clauses, Enter goes there, and the cursor marks what states its clause. */
export function linkViews(view: HTMLElement, editor: Editor, does: Does): Links {
  let places: Readonly<Record<string, Stretch>> = {};
  const stretchesOf = (target: EventTarget | null): readonly Stretch[] => {
    const ids = (target as Element | null)?.closest?.("[data-clauses]")?.getAttribute("data-clauses") ?? "";
    return ids.split(" ").flatMap((id) => places[id] ?? []);
  };
  let shown = "";
  const point = (target: EventTarget | null, reveal: boolean) => {
    const here = stretchesOf(target).filter((one) => one.path === does.path());
    // The narrowest first: a sentence that states a tick also rests on the contract around it.
    const narrow = narrowest(here);
    const key = `${reveal}${JSON.stringify(narrow)}`;
    if (key === shown) return;
    shown = key;
    editor.mark(narrow, reveal);
  };
  const go = (target: EventTarget | null) => {
    const all = stretchesOf(target);
    const [first] = narrowest(all.filter((one) => one.path === does.path()));
    const found = first ?? narrowest(all)[0];
    if (found !== undefined) does.open(found.path, found.start, found.end);
  };
  view.addEventListener("pointerover", ({ target }) => point(target, true));
  view.addEventListener("pointerleave", () => point(null, false));
  view.addEventListener("focusin", ({ target }) => point(target, true));
  view.addEventListener("dblclick", ({ target }) => go(target));
  view.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target as Element).matches("[data-clauses]")) return;
    event.preventDefault();
    go(event.target);
  });
  return {
    places: (clauses) => {
      places = clauses;
      shown = "";
      reachable(view);
    },
    moved: (offset) => {
      const around = Object.entries(places).filter(
        ([, one]) => one.path === does.path() && one.start <= offset && offset <= one.end,
      );
      const least = Math.min(...around.map(([, one]) => one.end - one.start));
      const ids = new Set(around.filter(([, one]) => one.end - one.start === least).map(([id]) => id));
      let first: Element | undefined;
      for (const element of view.querySelectorAll("[data-clauses]")) {
        const states = (element.getAttribute("data-clauses") ?? "").split(" ").some((id) => ids.has(id));
        element.classList.toggle("states-cursor", states);
        if (states) first ??= element;
      }
      if (first !== undefined && !view.matches(":focus-within, :hover"))
        first.scrollIntoView({ block: "nearest", behavior: "instant" });
    },
  };
}

/** Stretches that hold no other of them. */
function narrowest(all: readonly Stretch[]): readonly Stretch[] {
  const holds = (outer: Stretch, inner: Stretch) =>
    outer !== inner && outer.path === inner.path && outer.start <= inner.start && inner.end <= outer.end;
  return all.filter((one) => !all.some((other) => holds(one, other) && other.end - other.start < one.end - one.start));
}

/** Everything that leads to its clause can be reached by one key: of elements inside others, the outermost. */
function reachable(view: HTMLElement): void {
  for (const element of view.querySelectorAll<HTMLElement>("[data-clauses]")) {
    const outer = element.parentElement?.closest("[data-clauses]");
    if (outer === null || outer === undefined) element.setAttribute("tabindex", "0");
  }
}
