import type { Files, Findings, Mend, Settled, Stretch } from "../protocol.ts";
import { startCompiler } from "./ask.ts";
import { documentsShown } from "./documents.ts";
import { byId, drawn, made } from "./draw.ts";
import { makeEditor } from "./editor.ts";
import { listFindings } from "./findings.ts";
import { linkViews } from "./links.ts";
import { makeTabs } from "./tabs.ts";
import { forgetTries, triesPanel } from "./tries.ts";

/** How long a text must be still before its views are drawn again; findings do not wait. */
const STILL_MS = 120;

/** What the page opens with, and the file shown first. */
export type Texts = { readonly files: Files; readonly packages: readonly string[]; readonly first: string };

/** Runs the playground on the texts of the page. */
export async function start({ files, packages, first }: Texts): Promise<void> {
  const ask = startCompiler();
  /** The texts as they stand now, and as they are compared with. */
  const texts = new Map(Object.entries(files));
  const compared = new Map(texts);
  let path = first;
  let found: Findings | undefined;
  let asked: string | undefined;
  let busy = false;
  let waiting: number | undefined;
  let drawing = 0;
  /** Which view of which contract stands there. */
  let drawnAs = "";

  const editor = makeEditor(byId("editor"), {
    changed: () => {
      texts.set(path, editor.text());
      void check();
    },
    moved: (offset) => links.moved(offset),
    complete: async (offset) => {
      const at = path;
      await ask("findings", { path: at, text: editor.text() });
      return ask("complete", { path: at, offset });
    },
    hover: (offset) => ask("hover", { path, offset }),
    mend: (mend) => apply(mend),
  });
  const openAt = (to: string, start: number, end: number) => {
    if (!texts.has(to)) return;
    if (to !== path) open(to);
    editor.go(start, end);
  };
  const links = linkViews(byId("view"), editor, { path: () => path, open: openAt });
  const tabs = makeTabs(() => void show());
  const contract = byId<HTMLSelectElement>("contract");
  const file = byId<HTMLSelectElement>("file");

  /** Asks for the findings of the text as it stands; while one answer is awaited, keystrokes gather into the next. */
  const check = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      while (asked !== key()) {
        asked = key();
        const now = { path, text: editor.text() };
        const answer = await ask("findings", now);
        if (now.path !== path || now.text !== editor.text()) continue;
        found = answer;
        editor.colour(answer.colours);
        editor.show(answer.findings.filter((one) => one.path === path));
        listFindings(answer, { path: () => path, go: openAt, mend: apply });
        contracts(answer);
        clearTimeout(waiting);
        waiting = setTimeout(() => void show(), STILL_MS);
      }
    } finally {
      busy = false;
    }
  };
  const key = () => `${path}\n${editor.text()}`;

  const contracts = (answer: Findings) => {
    if (!answer.sound) return;
    const before = contract.value;
    const names = answer.contracts.map((one) => made("option", { value: one.root }, `${one.root}: ${one.title}`));
    contract.replaceChildren(...names);
    if (answer.contracts.some((one) => one.root === before)) contract.value = before;
    contract.disabled = names.length === 0;
  };

  /** Draws the view in hand of the contract in hand; an answer that a later one has overtaken is not shown. */
  const show = async (): Promise<void> => {
    const now = ++drawing;
    const sound = found?.sound === true;
    byId("stale").hidden = sound || found === undefined;
    const panel = byId("view");
    if (!sound || contract.value === "") {
      if (sound)
        panel.replaceChildren(made("p", { class: "none" }, "This file makes no contract and no index by itself."));
      return;
    }
    const view = tabs.shown();
    const of = { path, root: contract.value };
    panel.setAttribute("aria-busy", "true");
    if (drawnAs !== `${of.path} ${of.root} ${view}`)
      panel.replaceChildren(made("p", { class: "none" }, "The compiler works this out."));
    drawnAs = `${of.path} ${of.root} ${view}`;
    if (view === "settlement") {
      const tries = await ask("tries", of);
      if (now !== drawing) return;
      panel.replaceChildren(triesPanel(tries, { settle: (name, given) => settle(of, name, given), linked }));
    } else {
      const before = view === "difference" ? { before: compared.get(path) ?? "" } : {};
      const answer = await ask("view", { ...of, view, ...before });
      if (now !== drawing || answer === undefined) return;
      panel.replaceChildren(...drawn(answer.pieces), ...documentsShown(answer.documents));
      linked(answer);
    }
    panel.removeAttribute("aria-busy");
  };
  const settle = (of: { path: string; root: string }, name: string, given: readonly unknown[]): Promise<Settled> =>
    ask("settle", { ...of, name, arguments: given });
  const linked = ({ clauses }: { readonly clauses: Readonly<Record<string, Stretch>> }) => links.places(clauses);

  const apply = ({ edits }: Mend) => {
    for (const other of new Set(edits.map((one) => one.path))) {
      const own = edits.filter((one) => one.path === other);
      if (other === path) editor.edit(own);
      else if (texts.has(other)) {
        const text = replaced(texts.get(other) ?? "", own);
        texts.set(other, text);
        void ask("findings", { path: other, text }).then(() => {
          asked = undefined;
          return check();
        });
      }
    }
  };

  const open = (to: string) => {
    path = to;
    file.value = to;
    found = undefined;
    forgetTries();
    editor.open(texts.get(to) ?? "");
    void check();
  };

  const formatted = async (): Promise<void> => {
    const before = editor.text();
    await ask("findings", { path, text: before });
    const text = await ask("format", { path });
    if (text !== undefined && text !== before && before === editor.text())
      editor.edit([{ start: 0, end: before.length, text }]);
  };

  await ask("open", { files, packages });
  file.replaceChildren(
    ...[...texts.keys()].filter((one) => one.endsWith(".tenor")).map((one) => made("option", {}, one)),
  );
  file.addEventListener("change", () => open(file.value));
  contract.addEventListener("change", () => {
    forgetTries();
    void show();
  });
  byId("format").addEventListener("click", () => {
    void formatted();
  });
  byId("keep").addEventListener("click", () => {
    compared.set(path, editor.text());
    byId("status").textContent = "Later texts are compared with this one.";
    void show();
  });
  open(first);
}

/** A text with edits in it. */
function replaced(
  text: string,
  edits: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((now, one) => now.slice(0, one.start) + one.text + now.slice(one.end), text);
}
