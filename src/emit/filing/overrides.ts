import parser from "handlebars/dist/cjs/handlebars/compiler/base.js";
import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostic/suggest.ts";
import { type Source, type Span, span } from "../../text/source.ts";
import { lineSpan, type Override, type Overrides, TEMPLATES } from "./override.ts";
import { shapeFindings } from "./override-shape.ts";

/** The templates of packages by the name of the shipped one each replaces; whatever is wrong with one is a finding in it. */
export function readOverrides(sources: readonly Source[]): {
  readonly overrides: Overrides;
  readonly diagnostics: readonly Diagnostic[];
} {
  const overrides = new Map<string, Override>();
  const diagnostics: Diagnostic[] = [];
  for (const source of sources) {
    const name = source.path.replace(/^.*?\/templates\//, "").replace(/\.hbs$/, "");
    const whole = span(source, 0, firstLine(source));
    const before = overrides.get(name);
    if (!TEMPLATES.includes(name)) {
      const near = didYouMean(suggest(name, TEMPLATES));
      diagnostics.push(
        diagnostic(
          "template-unknown",
          whole,
          { name, known: TEMPLATES.join(", ") },
          near === undefined ? {} : { help: near },
        ),
      );
    } else if (before !== undefined) {
      const related = [{ span: span(before.source, 0, firstLine(before.source)), label: "the other" }];
      diagnostics.push(diagnostic("template-twice", whole, { name }, { related }));
    } else {
      const read = parsed(source);
      if ("why" in read) diagnostics.push(diagnostic("template-unreadable", read.span, { why: read.why }));
      else {
        const one: Override = { name, source, program: read.program };
        diagnostics.push(...shapeFindings(one));
        overrides.set(name, one);
      }
    }
  }
  return { overrides, diagnostics };
}

function firstLine({ text }: Source): number {
  const end = text.indexOf("\n");
  return end < 0 ? text.length : end;
}

type Parsed = { readonly program: hbs.AST.Program } | { readonly why: string; readonly span: Span };

/** The tree of a template. Handlebars throws what it cannot read: the line is in the error or in its words. */
function parsed(source: Source): Parsed {
  try {
    return { program: parser.parse(source.text) };
  } catch (thrown) {
    const { message = "", lineNumber } = thrown as { message?: string; lineNumber?: number };
    const line = lineNumber ?? Number(/line (\d+)/.exec(message)?.[1] ?? 1);
    const expected = /got '([^']*)'/.exec(message)?.[1];
    const why =
      expected === "EOF"
        ? "a block or a `{{` is not closed"
        : expected === undefined
          ? (message.split("\n")[0] ?? "").replace(/ - \d+:\d+$/, "")
          : "what stands there is no template";
    return { why, span: lineSpan(source, line) };
  }
}
