import { VIEWS, type ViewName } from "../protocol.ts";
import { byId, made } from "./draw.ts";

const TITLES: Readonly<Record<ViewName, string>> = {
  sheet: "Specification",
  calendar: "Calendar",
  money: "Ticks",
  payoff: "Payoff",
  settlement: "Settlement",
  filing: "Filing",
  config: "Config",
  difference: "Difference",
};

/** The tabs above the views; arrow keys go along them as the pattern for tabs has it, and `chosen` is told which one is shown. */
export function makeTabs(chosen: (view: ViewName) => void): { readonly shown: () => ViewName } {
  let shown: ViewName = "sheet";
  const tabs = VIEWS.map((view) =>
    made(
      "button",
      { type: "button", role: "tab", id: `tab-${view}`, "aria-controls": "view", onclick: () => show(view) },
      TITLES[view],
    ),
  );
  const show = (view: ViewName) => {
    shown = view;
    for (const [at, tab] of tabs.entries()) {
      const own = VIEWS[at] === view;
      tab.setAttribute("aria-selected", String(own));
      tab.tabIndex = own ? 0 : -1;
    }
    byId("view").setAttribute("aria-labelledby", `tab-${view}`);
    chosen(view);
  };
  const bar = byId("tabs");
  bar.append(...tabs);
  bar.addEventListener("keydown", (event) => {
    const at = tabs.findIndex((one) => one === event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = (to + tabs.length) % tabs.length;
    tabs[next]?.focus();
    show(VIEWS[next] as ViewName);
    tabs[next]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  for (const [at, tab] of tabs.entries()) {
    tab.setAttribute("aria-selected", String(at === 0));
    tab.tabIndex = at === 0 ? 0 : -1;
  }
  byId("view").setAttribute("aria-labelledby", `tab-${shown}`);
  return { shown: () => shown };
}
