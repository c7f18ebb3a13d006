import { type BlockSpec, blockSpec, sectionType } from "../../../grammar/fields.ts";
import { SLIP } from "../../../grammar/lexer.ts";
import { breaksLine, endOf } from "../../../grammar/place.ts";
import { isBlock, type RawItem } from "../../../grammar/structure.ts";
import { Dot, Key } from "../../../grammar/tokens.ts";
import { diagnostic } from "../../diagnostic/diagnostic.ts";
import { span } from "../../text/source.ts";
import type { Base } from "./context.ts";

/**
 * True, after one finding, when `item` and `next` are a field that was named with the block it stands in: `tick.outright: 0.001`. Its fix
 * writes the block, where that needs no head of its own.
 */
export function dottedKey(
  base: Base,
  type: string,
  spec: BlockSpec,
  item: RawItem,
  next: RawItem | undefined,
): boolean {
  const [block, dot, more] = item.parts;
  const key = next?.key;
  if (item.key !== undefined || key === undefined || key.tokenType !== Key || block === undefined || isBlock(block))
    return false;
  if (dot === undefined || isBlock(dot) || dot.tokenType !== Dot || more !== undefined) return false;
  if (breaksLine(base.source, block, key)) return false;
  if ([block, dot, key].some((one) => one.payload === SLIP)) return true;
  const inner = sectionType(spec, block.image);
  const field = key.image.replace(/[ \t]*:$/, "");
  const at = span(base.source, block.startOffset, key.startOffset + field.length);
  const home = inner !== undefined && Object.hasOwn(blockSpec(inner).fields, field) ? blockSpec(inner) : undefined;
  const last = next?.parts.at(-1);
  const value =
    last === undefined || isBlock(last) ? undefined : base.source.text.slice(endOf(key), endOf(last)).trim();
  const bare = home?.heads.length === 0 && next?.parts.every((part) => !isBlock(part)) === true;
  const fixes =
    bare && value !== undefined && last !== undefined && !isBlock(last)
      ? [
          {
            title: "write the block",
            edits: [
              {
                span: span(base.source, block.startOffset, endOf(last)),
                text: `${block.image} { ${field}: ${value} }`,
              },
            ],
          },
        ]
      : [];
  const help = home === undefined ? {} : { help: `write \`${block.image} { ${field}: … }\`` };
  const params = { key: `${block.image}.${field}`, block: type };
  base.diagnostics.push(diagnostic("field-unknown", at, params, { fixes, ...help }));
  return true;
}
