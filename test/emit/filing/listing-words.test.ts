import { test } from "uvu";
import * as assert from "uvu/assert";
import { groupWords } from "../../../src/emit/filing/listing-words.ts";
import type { ListingGroup } from "../../../src/model/model.ts";

const words = (group: Partial<ListingGroup>, period = "month"): string =>
  groupWords({ join: "first", pattern: "consecutive", months: [], exact: [], ...group }, period);

test("a listing is said as an exchange's rule says it, whatever its form", () => {
  assert.is(words({ count: 12 }), "12 consecutive contract months");
  assert.is(
    words({ join: "then", pattern: "months", count: 4, months: [3, 6], except: [6] }),
    ", and after them the next 4 further contract months among March and June, leaving out June",
  );
  assert.is(
    words({ through: { month: 12, years: 5 } }),
    "every contract month through December of the 5th year after that of the nearest contract month",
  );
  assert.is(
    words({ pattern: "months", months: [7, 12], through: { month: 7, years: 0, rolledAfter: 11 } }),
    "every contract month of July and December through July of the year of the nearest contract month, one past November being counted with the year that follows its own",
  );
  assert.is(
    words({ join: "and", pattern: "months", months: [6, 12], within: 72 }),
    ", together with every contract month of June and December within the nearest 72 contract months, a contract month that is in both being listed once",
  );
  assert.is(
    words({ pattern: "weeks", weeks: [1, 2, 4], weekday: "Fri", count: 4 }, "week"),
    "the next 4 contract weeks with the 1st, 2nd and 4th Friday of a month",
  );
  assert.is(words({ pattern: "exact", exact: ["2027-03"] }), "the contract month March 2027");
});

test.run();
