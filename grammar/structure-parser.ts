import type { CstNode, IToken, ParserMethod, TokenType } from "chevrotain";
import { CstParser } from "chevrotain";
import { vocabulary } from "./chevrotain.ts";
import { endOf } from "./place.ts";
import { isBlock, type Part, type RawBlock, type RawItem } from "./structure.ts";
import { Doc, Key, LBrace, RBrace, Separator, TextKey } from "./tokens.ts";
import { Phrase } from "./word-classes.ts";

type Rule = ParserMethod<[], CstNode>;

/**
 * ```
 * file = item* EOF        item = Separator | Doc | field | headed
 * field = (Key | TextKey) content?      headed = content
 * content = (Phrase | block)+           block = "{" item* "}"
 * ```
 * It knows no keyword and no field: the catalogue gives them their meaning afterwards, one value at a time.
 */
export class StructureParser extends CstParser {
  readonly file: Rule;
  declare readonly item: Rule;
  declare readonly field: Rule;
  declare readonly headed: Rule;
  declare readonly content: Rule;
  declare readonly block: Rule;

  constructor(skipValidations: boolean) {
    super(vocabulary, { recoveryEnabled: true, maxLookahead: 1, nodeLocationTracking: "none", skipValidations });
    const rules = this as { -readonly [K in "item" | "field" | "headed" | "content" | "block"]: Rule };
    this.file = this.RULE("file", () => {
      this.MANY(() => this.SUBRULE(this.item));
    });
    rules.item = this.RULE("item", () => {
      this.OR([
        { ALT: () => this.CONSUME(Separator) },
        { ALT: () => this.CONSUME(Doc) },
        { ALT: () => this.SUBRULE(this.field) },
        { ALT: () => this.SUBRULE(this.headed) },
      ]);
    });
    rules.field = this.RULE("field", () => {
      this.OR([{ ALT: () => this.CONSUME(Key) }, { ALT: () => this.CONSUME(TextKey) }]);
      this.OPTION(() => this.SUBRULE(this.content));
    });
    rules.headed = this.RULE("headed", () => {
      this.SUBRULE(this.content);
    });
    rules.content = this.RULE("content", () => {
      this.AT_LEAST_ONE(() => {
        this.OR([{ ALT: () => this.CONSUME(Phrase) }, { ALT: () => this.SUBRULE(this.block) }]);
      });
    });
    rules.block = this.RULE("block", () => {
      this.CONSUME(LBrace);
      this.MANY(() => this.SUBRULE(this.item));
      this.CONSUME(RBrace);
    });
    this.performSelfAnalysis();
  }

  /** Recovery may supply a brace, never something a value is made of. */
  override canTokenTypeBeInsertedInRecovery(type: TokenType): boolean {
    return type === RBrace || type === LBrace;
  }
}

let built: StructureParser | undefined;

/** The parser itself on `tokens`, for tests: what is shipped must give the same. */
export function parseStructureByGrammar(tokens: IToken[]): { items: readonly RawItem[]; broken?: IToken } {
  built ??= new StructureParser(true);
  built.input = tokens;
  const cst = built.file();
  const broken = built.errors[0]?.token;
  return { items: items(cst), ...(broken === undefined ? {} : { broken }) };
}

function items(node: CstNode | undefined): RawItem[] {
  const found: RawItem[] = [];
  for (const one of (node?.children["item"] ?? []) as CstNode[]) {
    const { Doc: docs, field, headed } = one.children;
    if (docs !== undefined) found.push({ doc: docs[0] as IToken, parts: [], blocks: 0 });
    else if (field !== undefined) {
      const children = (field[0] as CstNode).children;
      const key = (children["Key"] ?? children["TextKey"])?.[0] as IToken | undefined;
      if (key !== undefined) found.push({ key, ...content(children["content"]?.[0] as CstNode | undefined) });
    } else if (headed !== undefined) {
      found.push(content((headed[0] as CstNode).children["content"]?.[0] as CstNode | undefined));
    }
  }
  return found;
}

/** Children come grouped by name: tokens and blocks are merged back into the order they were written in. */
function content(node: CstNode | undefined): Pick<RawItem, "parts" | "blocks"> {
  const tokens = (node?.children["Phrase"] ?? []) as IToken[];
  const blocks = ((node?.children["block"] ?? []) as CstNode[]).map(block);
  const startOf = (part: Part): number => (isBlock(part) ? part.start : part.startOffset);
  return { parts: [...tokens, ...blocks].sort((a, b) => startOf(a) - startOf(b)), blocks: blocks.length };
}

function block(node: CstNode): RawBlock {
  const open = node.children["LBrace"]?.[0] as IToken | undefined;
  const close = node.children["RBrace"]?.[0] as IToken | undefined;
  const start = open?.startOffset ?? close?.startOffset ?? 0;
  return { start, end: close === undefined ? start : endOf(close), items: items(node) };
}
