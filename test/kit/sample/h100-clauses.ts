import type { Clause } from "../../../src/model/model.ts";
import { locate } from "./locate.ts";

const PATH = "indices/h100-rental.tenor";
const TEXT = `grade H100_SXM "H100 SXM rental hour" {
  unit:      GPU_hour
  eligible:  accelerator is H100_SXM and on-demand
}
grade H200_SXM "H200 SXM rental hour" {
  unit:      GPU_hour
}
/// One price a day from trades and offers of four providers. All four are fictional.
index H100_RENTAL "H100 Rental Index" in Europe/London on WEEKDAYS {
  administrator: GPUX
  licence:    until 2029-12-31
  version:    "1.0"
  price:      USD / GPU_hour of H100_SXM
  publish:    daily 16:30
  inputs {
    trades from [ALPHA, BETA, GAMMA, DELTA]
    offers from [ALPHA, BETA, GAMMA]
  }
  window:     15:00 until 16:00 in 12 parts
  screen {
    drop trade   when price deviates more than 25% from median of part
    drop source  when median deviates more than 10% from median of sources
    cap source   at 40% of volume, excess pro rata until none exceeds
  }
  part:       volume-weighted median of price
  empty-part: leave out
  value:      mean of parts, round half-away to 0.0001
  quorum:     3 sources, 20 trades, 6 parts
  fallback {
    offers in place of trades                            when quorum fails
    previous value for at most 2 publications
    H200_RENTAL * 0.70 (GPU_hour of H200_SXM) / (GPU_hour of H100_SXM)
    determination by exchange under "Rule 901"
  }
  restate:    until 17:30, never after final-settlement-day
  governance iosco {
    principle-1: "The administrator is responsible for the whole benchmark."
    principle-2: unmet, because "The administrator collects offers itself and has no third party to oversee."
  }
}
index H200_RENTAL "H200 Rental Index" in Europe/London on WEEKDAYS {
  price:      USD / GPU_hour of H200_SXM
  publish:    daily 16:30
  inputs {
    trades from [ALPHA, BETA]
  }
  window:     15:00 until 16:00 in 1 part
  value:      volume-weighted mean of trades, round half-even to 0.0001
  fallback {
    determination by exchange under "Rule 901"
  }
}
`;

export const h100Clauses: readonly Clause[] = locate(PATH, TEXT, [
  ["H100_SXM", `grade H100_SXM "H100 SXM rental hour" {`],
  ["H100_SXM/unit", "unit:      GPU_hour"],
  ["H100_SXM/eligible", "eligible:  accelerator is H100_SXM and on-demand"],
  ["H200_SXM", `grade H200_SXM "H200 SXM rental hour" {`],
  ["H200_SXM/unit", "unit:      GPU_hour"],
  ["H100_RENTAL/narrative/1", "/// One price a day from trades and offers of four providers. All four are fictional."],
  ["H100_RENTAL", `index H100_RENTAL "H100 Rental Index" in Europe/London on WEEKDAYS {`],
  ["H100_RENTAL/administrator", "administrator: GPUX"],
  ["H100_RENTAL/licence", "licence:    until 2029-12-31"],
  ["H100_RENTAL/version", 'version:    "1.0"'],
  ["H100_RENTAL/price", "price:      USD / GPU_hour of H100_SXM"],
  ["H100_RENTAL/publish", "publish:    daily 16:30"],
  ["H100_RENTAL/inputs/1", "trades from [ALPHA, BETA, GAMMA, DELTA]"],
  ["H100_RENTAL/inputs/2", "offers from [ALPHA, BETA, GAMMA]"],
  ["H100_RENTAL/window", "window:     15:00 until 16:00 in 12 parts"],
  ["H100_RENTAL/screen/1", "drop trade   when price deviates more than 25% from median of part"],
  ["H100_RENTAL/screen/2", "drop source  when median deviates more than 10% from median of sources"],
  ["H100_RENTAL/screen/3", "cap source   at 40% of volume, excess pro rata until none exceeds"],
  ["H100_RENTAL/part", "part:       volume-weighted median of price"],
  ["H100_RENTAL/empty-part", "empty-part: leave out"],
  ["H100_RENTAL/value", "value:      mean of parts, round half-away to 0.0001"],
  ["H100_RENTAL/quorum", "quorum:     3 sources, 20 trades, 6 parts"],
  ["H100_RENTAL/fallback/1", "offers in place of trades                            when quorum fails"],
  ["H100_RENTAL/fallback/2", "previous value for at most 2 publications"],
  ["H100_RENTAL/fallback/3", "H200_RENTAL * 0.70 (GPU_hour of H200_SXM) / (GPU_hour of H100_SXM)"],
  ["H100_RENTAL/fallback/4", `determination by exchange under "Rule 901"`],
  ["H100_RENTAL/restate", "restate:    until 17:30, never after final-settlement-day"],
  ["H100_RENTAL/governance/principle-1", `principle-1: "The administrator is responsible for the whole benchmark."`],
  [
    "H100_RENTAL/governance/principle-2",
    `principle-2: unmet, because "The administrator collects offers itself and has no third party to oversee."`,
  ],
  ["H200_RENTAL", `index H200_RENTAL "H200 Rental Index" in Europe/London on WEEKDAYS {`],
  ["H200_RENTAL/price", "price:      USD / GPU_hour of H200_SXM"],
  ["H200_RENTAL/publish", "publish:    daily 16:30"],
  ["H200_RENTAL/inputs/1", "trades from [ALPHA, BETA]"],
  ["H200_RENTAL/window", "window:     15:00 until 16:00 in 1 part"],
  ["H200_RENTAL/value", "value:      volume-weighted mean of trades, round half-even to 0.0001"],
  ["H200_RENTAL/fallback/1", `determination by exchange under "Rule 901"`],
]);
