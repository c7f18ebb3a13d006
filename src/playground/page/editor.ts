import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { snippetCompletion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { Answered, Colour, Finding, Mend, Proposal, Stretch } from "../protocol.ts";
import { looks } from "./looks.ts";
import { made } from "./draw.ts";
import { said } from "./said.ts";

/** What the editor asks of the page. */
export type EditorAsks = {
  readonly changed: () => void;
  readonly moved: (offset: number) => void;
  readonly complete: (offset: number) => Promise<readonly Proposal[]>;
  readonly hover: (offset: number) => Promise<Answered["hover"]>;
  readonly mend: (mend: Mend) => void;
};

/** The editor of one text. Its styles live in a shadow root, where a sheet needs no `style` element that the policy would refuse. */
export type Editor = {
  readonly text: () => string;
  readonly open: (text: string) => void;
  /** Replaces stretches of the text, all at once and to be undone at once. */
  readonly edit: (edits: readonly { readonly start: number; readonly end: number; readonly text: string }[]) => void;
  readonly colour: (colours: readonly Colour[]) => void;
  readonly show: (findings: readonly Finding[]) => void;
  /** Marks stretches that a view states, the first of them in sight where `reveal` says so. */
  readonly mark: (stretches: readonly Pick<Stretch, "start" | "end">[], reveal: boolean) => void;
  /** Puts the cursor there and the editor in focus. */
  readonly go: (start: number, end: number) => void;
};

const coloured = StateEffect.define<DecorationSet>();
const marked = StateEffect.define<DecorationSet>();

/** Decorations that move with the text until they are told anew. */
function decorations(effect: typeof coloured): StateField<DecorationSet> {
  return StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update: (before, transaction) => {
      const told = transaction.effects.find((one) => one.is(effect));
      return told === undefined ? before.map(transaction.changes) : told.value;
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}

/** An editor in the element `host`, which is given a shadow root. */
export function makeEditor(host: HTMLElement, asks: EditorAsks): Editor {
  const root = host.attachShadow({ mode: "open" });
  const extensions = [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    bracketMatching(),
    closeBrackets(),
    decorations(coloured),
    decorations(marked),
    autocompletion({ override: [(context) => proposals(context, asks)], icons: false }),
    hoverTooltip((_, offset) => tooltip(offset, asks), { hoverTime: 350 }),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
    EditorView.contentAttributes.of({ "aria-label": "Text of the contract", spellcheck: "false" }),
    EditorView.lineWrapping,
    looks,
    EditorView.domEventHandlers({ beforeinput: typedOver }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) asks.changed();
      if (update.selectionSet && !update.docChanged) asks.moved(update.state.selection.main.head);
    }),
  ];
  const view = new EditorView({ state: EditorState.create({ extensions }), parent: root, root });
  const within = (at: number) => Math.max(0, Math.min(at, view.state.doc.length));
  return {
    text: () => view.state.doc.toString(),
    open: (text) => view.setState(EditorState.create({ doc: text, extensions })),
    edit: (edits) => {
      const changes = edits.map(({ start, end, text }) => ({ from: within(start), to: within(end), insert: text }));
      view.dispatch({ changes, userEvent: "input.mend" });
    },
    colour: (colours) => {
      const marks = colours
        .filter(([start, end]) => start < end && end <= view.state.doc.length)
        .map(([start, end, name]) => Decoration.mark({ class: `t-${name}` }).range(start, end));
      view.dispatch({ effects: coloured.of(Decoration.set(marks, true)) });
    },
    show: (findings) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          findings.map((one) => shown(one, within, asks)),
        ),
      ),
    mark: (stretches, reveal) => {
      const marks = stretches
        .map(({ start, end }) => [within(start), within(end)] as const)
        .filter(([start, end]) => start < end)
        .map(([start, end]) => Decoration.mark({ class: "stated" }).range(start, end));
      const [first] = stretches;
      view.dispatch({
        effects: [
          marked.of(Decoration.set(marks, true)),
          ...(reveal && first !== undefined ? [EditorView.scrollIntoView(within(first.start), { y: "center" })] : []),
        ],
      });
    },
    go: (start, end) => {
      view.focus();
      view.dispatch({ selection: { anchor: within(start), head: within(end) }, scrollIntoView: true });
    },
  };
}

/**
 * Puts what is typed over a selection into the text itself: a browser keeps the look of the lines it would replace in styles of their own, which
 * the policy refuses.
 */
function typedOver(event: InputEvent, view: EditorView): boolean {
  const { from, to, empty } = view.state.selection.main;
  const { data } = event;
  if (event.inputType !== "insertText" || data === null || empty || view.composing) return false;
  event.preventDefault();
  const insert = () => view.state.update(view.state.replaceSelection(data), { userEvent: "input.type" });
  const taken = view.state.facet(EditorView.inputHandler).some((handler) => handler(view, from, to, data, insert));
  if (!taken) view.dispatch(insert());
  return true;
}

function shown(one: Finding, within: (at: number) => number, asks: EditorAsks): Diagnostic {
  const { start, end, severity, code, message, evidence, help, mends } = one;
  return {
    from: within(start),
    to: within(Math.max(end, start)),
    severity,
    source: code,
    message: [message, ...evidence, ...(help === undefined ? [] : [`help: ${help}`])].join("\n"),
    actions: mends.map((mend) => ({ name: mend.title, apply: () => asks.mend(mend) })),
  };
}

async function proposals(context: CompletionContext, asks: EditorAsks): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[\w-]*/);
  const before = context.state.sliceDoc(Math.max(0, context.pos - 1), context.pos);
  if (!context.explicit && (word === null || word.from === word.to) && !/[:[/".]/.test(before)) return null;
  const found = await asks.complete(context.pos);
  if (context.aborted || found.length === 0) return null;
  return {
    from: word?.from ?? context.pos,
    options: found.map(({ label, insert, says, snippet }, at) => {
      const option = { label, boost: -at, info: () => made("div", { class: "says" }, ...said(says)) };
      return snippet ? snippetCompletion(insert.replace(/\$0/g, "${}"), option) : { ...option, apply: insert };
    }),
    validFor: /^[\w-]*$/,
  };
}

async function tooltip(offset: number, asks: EditorAsks) {
  const found = await asks.hover(offset);
  if (found === undefined) return null;
  const dom = made("div", { class: "says" }, ...said(found.says));
  return { pos: found.start, end: found.end, above: true, create: () => ({ dom }) };
}
