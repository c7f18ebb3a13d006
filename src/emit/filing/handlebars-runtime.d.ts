/** The part of Handlebars that runs precompiled templates: it needs no `eval`, so a browser page may carry it. */
declare module "handlebars/runtime.js" {
  type Options = {
    readonly fn: (context: unknown, options?: { data?: unknown }) => string;
    readonly inverse: (context: unknown) => string;
    readonly hash: Record<string, unknown>;
    readonly data: Record<string, unknown>;
  };
  type Template = (context: unknown, options?: { readonly data?: Readonly<Record<string, unknown>> }) => string;
  type Instance = {
    registerHelper: (name: string, helper: (this: unknown, ...args: never[]) => string) => void;
    registerPartial: (name: string, template: Template) => void;
    template: (spec: unknown) => Template;
  };
  const runtime: { create: () => Instance };
  export default runtime;
  export type { Options, Instance, Template };
}
