import { made } from "./draw.ts";
import { stepsOf, textOf } from "./whole-steps.ts";

/** What stands in an input of a calculator. */
export type Given = string | number | boolean | null | readonly Given[] | { readonly [name: string]: Given };

type Path = readonly (string | number)[];
type Changed = (path: Path, value: Given) => void;
/** Says that a list has one row fewer or one more. */
type Rows = (path: Path, rows: readonly Given[]) => void;

/** Longer lists stand folded. */
const OPEN_ROWS = 6;

const spaced = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[-_]/g, " ")
    .toLowerCase();

/** Fields for an input, as it is built: every figure can be written or dragged, every row of a list taken away or doubled. */
export function fieldsOf(value: Given, name: string, path: Path, changed: Changed, rows: Rows): HTMLElement {
  if (isList(value)) return listOf(value, name, path, changed, rows);
  if (isRecord(value)) {
    const inner = Object.entries(value).map(([key, one]) => fieldsOf(one, spaced(key), [...path, key], changed, rows));
    if (path.length <= 1 && name === "") return made("div", { class: "fields" }, ...inner);
    return made("fieldset", {}, made("legend", {}, name), made("div", { class: "fields" }, ...inner));
  }
  return control(value, name, path, changed);
}

const isList = (value: Given): value is readonly Given[] => Array.isArray(value);
const isRecord = (value: Given): value is { readonly [name: string]: Given } =>
  typeof value === "object" && value !== null && !isList(value);

function listOf(list: readonly Given[], name: string, path: Path, changed: Changed, rows: Rows): HTMLElement {
  const items = list.map((one, at) =>
    made(
      "li",
      {},
      fieldsOf(one, isRecord(one) ? nameOf(one, name, at) : `${name} ${at + 1}`, [...path, at], changed, rows),
      made(
        "button",
        {
          type: "button",
          class: "row-button",
          "aria-label": `Remove ${name} ${at + 1}`,
          onclick: () =>
            rows(
              path,
              list.filter((_, place) => place !== at),
            ),
        },
        "Remove",
      ),
    ),
  );
  const last = list.at(-1);
  const more = made(
    "button",
    { type: "button", class: "row-button", onclick: () => rows(path, [...list, last ?? ""]) },
    "Add one more",
  );
  const folded = list.length > OPEN_ROWS || list.length === 0;
  return made(
    "details",
    { class: "list", open: !folded },
    made("summary", {}, `${name} (${list.length})`),
    made("ol", { class: "rows" }, ...items),
    ...(last === undefined ? [] : [more]),
  );
}

/** What a row is called by what stands in it. */
function nameOf(row: { readonly [name: string]: Given }, name: string, at: number): string {
  const words = [row["period"], row["kind"], row["source"]].filter((one) => typeof one === "string");
  return words.length === 0 ? `${name} ${at + 1}` : words.join(" ");
}

function control(value: Exclude<Given, object> | null, name: string, path: Path, changed: Changed): HTMLElement {
  if (typeof value === "boolean") {
    const box = made("input", { type: "checkbox" });
    box.checked = value;
    box.addEventListener("change", () => changed(path, box.checked));
    return made("label", { class: "field check" }, box, name);
  }
  const steps = typeof value === "string" ? stepsOf(value) : undefined;
  const box = made("input", { type: "text", autocomplete: "off", ...(steps ? { inputmode: "decimal" } : {}) });
  box.value = value === null ? "" : String(value);
  if (value === null) box.placeholder = "none";
  const label = made("label", { class: "field" }, made("span", {}, name), box);
  const read = () =>
    value === null && box.value === "" ? null : typeof value === "number" ? Number(box.value) : box.value;
  if (steps === undefined) {
    box.addEventListener("input", () => changed(path, read()));
    return label;
  }
  const slider = made("input", {
    type: "range",
    min: String(steps.least),
    max: String(steps.most),
    step: "1",
    "aria-label": `${name}, drag`,
  });
  slider.value = String(steps.at);
  slider.setAttribute("aria-valuetext", box.value);
  slider.addEventListener("input", () => {
    box.value = textOf(Number(slider.value), steps.decimals);
    slider.setAttribute("aria-valuetext", box.value);
    changed(path, box.value);
  });
  box.addEventListener("input", () => {
    const now = stepsOf(box.value);
    if (now !== undefined && now.decimals === steps.decimals) slider.value = String(now.at);
    changed(path, box.value);
  });
  return made("div", { class: "figure" }, label, slider);
}

/** `value` with what stands at `path` changed. */
export function withAt(value: Given, path: Path, now: Given): Given {
  const [first, ...more] = path;
  if (first === undefined) return now;
  if (isList(value)) return value.map((one, at) => (at === first ? withAt(one, more, now) : one));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === first ? withAt(one, more, now) : one]),
  );
}
