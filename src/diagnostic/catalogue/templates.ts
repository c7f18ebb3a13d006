import { entry } from "../entry.ts";

/** Templates of packages, which stand in the place of shipped ones. */
export const templateEntries = {
  "template-unknown": entry<{ name: string; known: string }>({
    severity: "error",
    message: (p) => `there is no template \`${p.name}\` that this one could stand in the place of`,
    help: (p) => `name it after one of ${p.known}`,
    page: `A template of a package stands in the place of the shipped one of the same name: \`templates/partials/fictional.hbs\` of the package in the place of
\`templates/partials/fictional.hbs\`. Under any other name no document would use it, and the wording it was meant to change would stay.

Wrong:

    templates/partials/fictonal.hbs

Right:

    templates/partials/fictional.hbs
`,
  }),
  "template-twice": entry<{ name: string }>({
    severity: "error",
    message: (p) => `two packages have a template \`${p.name}\``,
    help: () => "keep one of the two: which is used must not depend on the order of packages",
    page: `Each shipped template is replaced by one template at most. Of two packages that both have it, neither comes first.
`,
  }),
  "template-unreadable": entry<{ why: string }>({
    severity: "error",
    message: (p) => `the template cannot be read: ${p.why}`,
    help: () => "every `{{#name}}` has its `{{/name}}`, and every `{{` its `}}`",
    page: `Templates are Handlebars: text with \`{{helper value}}\`, \`{{#helper value}} … {{/helper}}\` and \`{{> partial}}\`.

Wrong:

    {{#s}}{{v venue.name}}

Right:

    {{#s}}{{v venue.name}}{{/s}}
`,
  }),
  "template-helper-unknown": entry<{ name: string; known: string }>({
    severity: "error",
    message: (p) => `there is no helper \`${p.name}\``,
    help: (p) => `the helpers are ${p.known}`,
    page: `Helpers print what documents are written from, escape it, and note which clauses a sentence states. There are no others: what Handlebars brings along
(\`if\`, \`each\`, \`with\`) passes over what is absent in silence, and \`when\`, \`many\` and \`using\` stand in its place.

Wrong:

    {{#each fallback}} … {{/each}}

Right:

    {{#many fallback}} … {{/many}}
`,
  }),
  "template-partial-unknown": entry<{ name: string; known: string }>({
    severity: "error",
    message: (p) => `there is no partial \`${p.name}\``,
    help: (p) => `the partials are ${p.known}`,
    page: `\`{{> name}}\` includes \`partials/name.hbs\`, the package's where it has one and else the shipped one. A package replaces partials and adds none.

Wrong:

    {{> fallbacks}}

Right:

    {{> fallback}}
`,
  }),
  "template-field-unknown": entry<{ field: string }>({
    severity: "error",
    message: (p) => `the documents know no \`${p.field}\``,
    help: () => "see the shipped template of this name for the fields it is written from",
    page: `A template names fields of what its documents are written from: the venue, the product, its days and prices. One that is not there would leave a
blank in a filing, so nothing is written.

Wrong:

    {{#s}}{{v venue.nmae}}{{/s}}

Right:

    {{#s}}{{v venue.name}}{{/s}}
`,
  }),
  "template-not-here": entry<{ what: string }>({
    severity: "error",
    message: (p) => `a template of a package cannot have ${p.what}`,
    page: `Whatever a document prints of a contract goes through a helper: it escapes the text, so that a name with \`<\` or \`|\` in it stays a name, and it notes the
clause that is stated. A value without a helper, with three braces, or in a partial written inside a template, would go round that.

Wrong:

    {{{product.title.text}}}

Right:

    {{#s}}{{v product.title}}{{/s}}
`,
  }),
  "template-unsound": entry<{ why: string }>({
    severity: "error",
    message: (p) => `no document can be written with this template: ${p.why}`,
    help: () =>
      "see the shipped template of this name: every term stands in a sentence, `{{#s}} … {{/s}}`, and no sentence in another",
    page: `The template is readable and its fields are known, and still a document cannot be written with it: a term stands outside a sentence, a sentence inside
another, or a helper was given what it does not print.

Wrong:

    {{v venue.name}}

Right:

    {{#s}}{{v venue.name}}{{/s}}
`,
  }),
};
