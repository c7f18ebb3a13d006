import { filingEmitter } from "../../emit/filing/emit.ts";
import type { ContractModel } from "../../model/model.ts";
import type { Document } from "../protocol.ts";

/** The documents of a filing as their HTML has them, without the head, the letter first; empty where nothing is filed. */
export function documentsOf(model: ContractModel): Document[] {
  if (!filingEmitter.applies(model)) return [];
  return filingEmitter
    .emit(model)
    .artifacts.filter(({ path }) => path.endsWith(".html"))
    .map(({ path, content }) => ({ name: path, html: bodyOf(content) }))
    .sort((a, b) => Number(isLetter(b)) - Number(isLetter(a)));
}

const isLetter = ({ name }: Document): boolean => name.endsWith("/letter.html");

function bodyOf(page: string): string {
  const body = page.slice(page.indexOf("<body>") + "<body>".length, page.lastIndexOf("</body>"));
  // A style in an attribute is refused by the policy of the page, even where it is only read.
  return body.replace(/ style="text-align:(left|right|center)"/g, ' align="$1"');
}
