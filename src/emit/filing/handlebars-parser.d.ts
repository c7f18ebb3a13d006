/** The parser of Handlebars alone: it makes trees and no code, so a browser page that forbids `eval` may carry it. */
declare module "handlebars/dist/cjs/handlebars/compiler/base.js" {
  const parser: { readonly parse: (text: string) => hbs.AST.Program };
  export default parser;
}
