/** A bug seeded in a module: in this function the instruction at this place among those alike becomes another. */
export type WasmMutant = {
  readonly name: string;
  readonly in: string;
  readonly from: string;
  readonly at: number;
  readonly to: string;
};

const bug = (name: string, where: string, from: string, at: number, to: string): WasmMutant => ({
  name,
  in: where,
  from,
  at,
  to,
});

/** Bugs in the functions of positions. */
export const marginMutants: readonly WasmMutant[] = [
  bug("a change is a sum", "margin", "i32x4.sub", 0, "i32x4.add"),
  bug(
    "the second half of four rows is the first",
    "margin",
    "i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15",
    0,
    "i8x16.shuffle 0 1 2 3 4 5 6 7 0 1 2 3 4 5 6 7",
  ),
  bug("lots are added to the change", "margin", "f64x2.mul", 0, "f64x2.add"),
  bug("one lot is worth nine units", "margin", "f64.const 0x1.4p+3 (;=10;)", 0, "f64.const 9"),
  bug("minus zero stays", "margin", "f64x2.add", 0, "f64x2.mul"),
  bug("prices below zero are prices", "margin", "i32x4.bitmask", 0, "v128.any_true\n    i32.eqz"),
  bug("more lots than are proved go through", "margin", "i32x4.sub", 1, "i32x4.add"),
  bug("columns may end behind the memory", "margin", "i64.const 8", 0, "i64.const 0"),
  bug("even is down", "margin_half_even", "f64x2.nearest", 0, "f64x2.floor"),
  bug("even is toward zero in the second half", "margin_half_even", "f64x2.nearest", 1, "f64x2.trunc"),
  bug("half away is up", "margin_half_away", "f64x2.abs", 1, "f64x2.sqrt"),
  bug("half away from zero is never", "margin_half_away", "f64x2.floor", 0, "f64x2.ceil"),
  bug("the sign is lost", "margin_half_away", "v128.and", 0, "v128.andnot"),
  bug("half up is half down", "margin_half_up", "f64x2.floor", 0, "f64x2.ceil"),
  bug("half up takes a whole", "margin_half_up", "f64.const 0x1.9p+7 (;=200;)", 0, "f64.const 100"),
  bug("half down is half up", "margin_half_down", "f64x2.ceil", 0, "f64x2.floor"),
  bug("half down adds", "margin_half_down", "f64x2.sub", 0, "f64x2.add"),
  bug("up is down", "margin_up", "f64x2.ceil", 0, "f64x2.floor"),
  bug("up is to even", "margin_up", "f64x2.ceil", 1, "f64x2.nearest"),
  bug("down is toward zero", "margin_down", "f64x2.floor", 0, "f64x2.trunc"),
  bug("away is up", "margin_away", "f64x2.abs", 1, "f64x2.neg"),
  bug("away is toward zero", "margin_away", "f64x2.ceil", 1, "f64x2.trunc"),
  bug("toward zero is down", "margin_toward_zero", "f64x2.trunc", 0, "f64x2.floor"),
  bug(
    "toward zero is away from a hundred and one",
    "margin_toward_zero",
    "f64.const 0x1.9p+6 (;=100;)",
    1,
    "f64.const 101",
  ),
];

/** Bugs in the loops that fix reference prices. */
export const fixingMutants: readonly WasmMutant[] = [
  bug("a time before the window is in it", "ordered", "i32.lt_s", 0, "i32.gt_s"),
  bug("a time before the one above it passes in a vector", "ordered", "i32x4.sub", 2, "i32x4.add"),
  bug("a time before the one above it passes in the last rows", "ordered", "i32.lt_s", 1, "i32.gt_s"),
  bug("no vector of times is looked at", "ordered", "i32x4.bitmask", 0, "drop\n    i32.const 0"),
  bug("equal times are out of order", "ordered", "i32.lt_s", 1, "i32.le_s"),
  bug("any code of a vector is known", "below", "v128.any_true", 0, "drop\n    i32.const 0"),
  bug("the bound is a code", "below", "i8x16.ge_u", 3, "i8x16.gt_u"),
  bug("codes from 128 on are below zero", "below", "i8x16.ge_u", 0, "i8x16.ge_s"),
  bug("any code of the last rows is known", "below", "i32.ge_s", 0, "i32.gt_s"),
  bug("a tick between the last and the first counts for another", "fill", "i32x4.sub", 0, "i32x4.add"),
  bug("a size of nothing counts in a vector", "fill", "i32x4.sub", 1, "i32x4.add"),
  bug("ticks of the third row of four are not looked at", "fill", "i32x4.extract_lane 2", 0, "i32x4.extract_lane 1"),
  bug("sizes of the fourth row of four are not looked at", "fill", "i32x4.extract_lane 3", 2, "i32x4.extract_lane 0"),
  bug("what is wrong in the last rows goes through", "fill", "i32.lt_s", 1, "i32.gt_s"),
  bug("sizes are taken away", "fill", "i64.add", 0, "i64.sub"),
  bug("one row of eight is taken away", "fill", "i64.add", 7, "i64.sub"),
  bug("sizes of the last rows are multiplied", "fill", "i64.add", 8, "i64.mul"),
  bug("cells stay whole numbers of 64 bits", "fill", "f64.convert_i64_s", 0, "f64.reinterpret_i64"),
  bug("rows are counted twice", "fill_by_source", "i64.const 1", 0, "i64.const 2"),
  bug("rows of the last ones are not counted", "fill_by_source", "i64.const 1", 8, "i64.const 0"),
  bug("sizes are taken away by source", "fill_by_source", "i64.add", 4, "i64.sub"),
  bug("places of sources are nothing", "fill_by_source", "i32.load8_u", 0, "drop\n    i32.const 0"),
  bug("what is wrong goes through by source", "fill_by_source", "i32.lt_s", 0, "i32.gt_s"),
];
