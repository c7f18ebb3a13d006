//! What calculators in Rust run on: exact numbers, settlements, positions. Numbers are read from text
//! and are fractions of whole numbers, never floats. What cannot be answered exactly is refused with a
//! code. Needs Rust 1.63 or later and its standard library alone.
#![allow(dead_code)]

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::fmt;

/// Why a calculator cannot answer exactly: a code for programs such as `off-tick`, the place in the
/// input such as `months[0].previous`, and a sentence.
#[derive(Clone, Debug)]
pub struct Refused {
    pub code: &'static str,
    pub place: String,
    pub message: String,
}

fn refuse(code: &'static str, message: String) -> Refused {
    Refused { code, place: String::new(), message }
}

fn refuse_at(place: &str, code: &'static str, expected: &str, found: &str) -> Refused {
    let at = if place.is_empty() { "the input" } else { place };
    let message = format!("{at}: expected {expected}, found {found}");
    Refused { code, place: place.to_string(), message }
}

/// What JSON has. Numbers of JSON are kept as their text, for no calculator takes them.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Flag(bool),
    Number(String),
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

/// What a calculator answers, or why it cannot.
pub type Answer = Result<Value, Refused>;

// Whole numbers without bounds.

/// A whole number: its sign, and its digits to the base 2^32 with the least first and no zero last.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Whole {
    negative: bool,
    digits: Vec<u32>,
}

fn trimmed(mut digits: Vec<u32>) -> Vec<u32> {
    while digits.last() == Some(&0) {
        digits.pop();
    }
    digits
}

fn order_of(a: &[u32], b: &[u32]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

fn sum_of(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut sum = Vec::with_capacity(a.len().max(b.len()) + 1);
    let mut carry = 0u64;
    for at in 0..a.len().max(b.len()) {
        carry += u64::from(*a.get(at).unwrap_or(&0)) + u64::from(*b.get(at).unwrap_or(&0));
        sum.push(carry as u32);
        carry >>= 32;
    }
    sum.push(carry as u32);
    trimmed(sum)
}

/// The larger less the smaller.
fn difference_of(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut left = Vec::with_capacity(a.len());
    let mut borrowed = 0i64;
    for at in 0..a.len() {
        let digit = i64::from(a[at]) - i64::from(*b.get(at).unwrap_or(&0)) - borrowed;
        borrowed = i64::from(digit < 0);
        left.push((digit + (borrowed << 32)) as u32);
    }
    trimmed(left)
}

fn product_of(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut product = vec![0u32; a.len() + b.len()];
    for (i, one) in a.iter().enumerate() {
        let mut carry = 0u64;
        for (j, other) in b.iter().enumerate() {
            carry += u64::from(*one) * u64::from(*other) + u64::from(product[i + j]);
            product[i + j] = carry as u32;
            carry >>= 32;
        }
        product[i + b.len()] = carry as u32;
    }
    trimmed(product)
}

/// Quotient and remainder by one digit.
fn divided_by_digit(a: &[u32], by: u32) -> (Vec<u32>, u32) {
    let mut quotient = vec![0u32; a.len()];
    let mut rest = 0u64;
    for at in (0..a.len()).rev() {
        rest = (rest << 32) | u64::from(a[at]);
        quotient[at] = (rest / u64::from(by)) as u32;
        rest %= u64::from(by);
    }
    (trimmed(quotient), rest as u32)
}

fn shifted_left(a: &[u32], bits: u32) -> Vec<u32> {
    let mut shifted = Vec::with_capacity(a.len() + 1);
    let mut carry = 0u64;
    for digit in a {
        carry |= u64::from(*digit) << bits;
        shifted.push(carry as u32);
        carry >>= 32;
    }
    shifted.push(carry as u32);
    shifted
}

/// Quotient and remainder by long division, digit by digit (Knuth, volume 2, 4.3.1, algorithm D).
fn divided(a: &[u32], b: &[u32]) -> (Vec<u32>, Vec<u32>) {
    if order_of(a, b) == Ordering::Less {
        return (Vec::new(), a.to_vec());
    }
    if b.len() == 1 {
        let (quotient, rest) = divided_by_digit(a, b[0]);
        return (quotient, trimmed(vec![rest]));
    }
    let bits = b[b.len() - 1].leading_zeros();
    let by = trimmed(shifted_left(b, bits));
    let mut rest = shifted_left(a, bits);
    let size = by.len();
    let (first, second) = (u64::from(by[size - 1]), u64::from(by[size - 2]));
    let mut quotient = vec![0u32; rest.len() - size];
    for at in (0..quotient.len()).rev() {
        let top = (u64::from(rest[at + size]) << 32) | u64::from(rest[at + size - 1]);
        let mut guess = top / first;
        let mut over = top % first;
        while guess >> 32 != 0 || guess * second > ((over << 32) | u64::from(rest[at + size - 2])) {
            guess -= 1;
            over += first;
            if over >> 32 != 0 {
                break;
            }
        }
        let mut borrowed = 0i64;
        let mut carry = 0u64;
        for place in 0..size {
            carry += guess * u64::from(by[place]);
            let digit = i64::from(rest[at + place]) - i64::from(carry as u32) - borrowed;
            borrowed = i64::from(digit < 0);
            rest[at + place] = (digit + (borrowed << 32)) as u32;
            carry >>= 32;
        }
        let last = i64::from(rest[at + size]) - carry as i64 - borrowed;
        rest[at + size] = last as u32;
        if last < 0 {
            guess -= 1;
            let mut again = 0u64;
            for place in 0..size {
                again += u64::from(rest[at + place]) + u64::from(by[place]);
                rest[at + place] = again as u32;
                again >>= 32;
            }
            rest[at + size] = (u64::from(rest[at + size]) + again) as u32;
        }
        quotient[at] = guess as u32;
    }
    let mut left = trimmed(rest);
    if bits > 0 {
        for at in 0..left.len() {
            let above = left.get(at + 1).map_or(0, |next| next << (32 - bits));
            left[at] = (left[at] >> bits) | above;
        }
    }
    (trimmed(quotient), trimmed(left))
}

impl Whole {
    fn new(negative: bool, digits: Vec<u32>) -> Whole {
        Whole { negative: negative && !digits.is_empty(), digits }
    }

    fn of(value: i128) -> Whole {
        let size = value.unsigned_abs();
        let digits = (0..4).map(|at| (size >> (32 * at)) as u32).collect();
        Whole::new(value < 0, trimmed(digits))
    }

    /// The number that decimal digits write.
    fn read(text: &str) -> Whole {
        let mut digits: Vec<u32> = Vec::new();
        for chunk in text.as_bytes().chunks(9) {
            let part = chunk.iter().fold(0u32, |all, one| all * 10 + u32::from(one - b'0'));
            digits = sum_of(&product_of(&digits, &[10u32.pow(chunk.len() as u32)]), &trimmed(vec![part]));
        }
        Whole::new(false, digits)
    }

    fn ten_to(power: usize) -> Whole {
        let mut all = Whole::of(1);
        for _ in 0..power {
            all = all.times(&Whole::of(10));
        }
        all
    }

    fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    fn is_one(&self) -> bool {
        !self.negative && self.digits == [1]
    }

    fn is_odd(&self) -> bool {
        self.digits.first().map_or(false, |one| one & 1 == 1)
    }

    fn abs(&self) -> Whole {
        Whole::new(false, self.digits.clone())
    }

    fn negated(&self) -> Whole {
        Whole::new(!self.negative, self.digits.clone())
    }

    fn plus(&self, other: &Whole) -> Whole {
        if self.negative == other.negative {
            return Whole::new(self.negative, sum_of(&self.digits, &other.digits));
        }
        match order_of(&self.digits, &other.digits) {
            Ordering::Less => Whole::new(other.negative, difference_of(&other.digits, &self.digits)),
            _ => Whole::new(self.negative, difference_of(&self.digits, &other.digits)),
        }
    }

    fn times(&self, other: &Whole) -> Whole {
        let negative = self.negative != other.negative;
        Whole::new(negative, product_of(&self.digits, &other.digits))
    }

    /// Quotient toward zero, and the remainder with the sign of what is divided.
    fn divided_by(&self, other: &Whole) -> (Whole, Whole) {
        let (quotient, rest) = divided(&self.digits, &other.digits);
        let negative = self.negative != other.negative;
        (Whole::new(negative, quotient), Whole::new(self.negative, rest))
    }

    fn common_divisor(&self, other: &Whole) -> Whole {
        let (mut a, mut b) = (self.abs(), other.abs());
        while !b.is_zero() {
            let rest = a.divided_by(&b).1;
            a = b;
            b = rest;
        }
        a
    }
}

impl Ord for Whole {
    fn cmp(&self, other: &Whole) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => order_of(&self.digits, &other.digits),
            (true, true) => order_of(&other.digits, &self.digits),
        }
    }
}

impl PartialOrd for Whole {
    fn partial_cmp(&self, other: &Whole) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Whole {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        let mut left = self.digits.clone();
        while !left.is_empty() {
            let (quotient, rest) = divided_by_digit(&left, 1_000_000_000);
            left = quotient;
            parts.push(if left.is_empty() { format!("{rest}") } else { format!("{rest:09}") });
        }
        let text: String = parts.into_iter().rev().collect();
        let sign = if self.negative { "-" } else { "" };
        write!(out, "{sign}{}", if text.is_empty() { "0" } else { &text })
    }
}

// Exact numbers.

/// A fraction in lowest terms, its denominator above zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fraction {
    n: Whole,
    d: Whole,
}

impl Fraction {
    fn new(n: Whole, d: Whole) -> Fraction {
        let by = n.common_divisor(&d);
        let (n, d) = if d.negative { (n.negated(), d.negated()) } else { (n, d) };
        if by.is_one() {
            return Fraction { n, d };
        }
        Fraction { n: n.divided_by(&by).0, d: d.divided_by(&by).0 }
    }

    fn of(value: i128) -> Fraction {
        Fraction { n: Whole::of(value), d: Whole::of(1) }
    }

    fn whole(n: Whole) -> Fraction {
        Fraction { n, d: Whole::of(1) }
    }

    fn plus(&self, other: &Fraction) -> Fraction {
        Fraction::new(self.n.times(&other.d).plus(&other.n.times(&self.d)), self.d.times(&other.d))
    }

    fn minus(&self, other: &Fraction) -> Fraction {
        self.plus(&other.negated())
    }

    fn times(&self, other: &Fraction) -> Fraction {
        Fraction::new(self.n.times(&other.n), self.d.times(&other.d))
    }

    fn divided_by(&self, other: &Fraction) -> Fraction {
        Fraction::new(self.n.times(&other.d), self.d.times(&other.n))
    }

    fn negated(&self) -> Fraction {
        Fraction { n: self.n.negated(), d: self.d.clone() }
    }

    fn is_negative(&self) -> bool {
        self.n.negative
    }

    fn is_zero(&self) -> bool {
        self.n.is_zero()
    }

    fn is_whole(&self) -> bool {
        self.d.is_one()
    }

    fn floor(&self) -> Whole {
        let (quotient, rest) = self.n.divided_by(&self.d);
        if rest.negative {
            quotient.plus(&Whole::of(-1))
        } else {
            quotient
        }
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Fraction) -> Ordering {
        self.n.times(&other.d).cmp(&other.n.times(&self.d))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

const MOST_DIGITS: usize = 1000;

/// A plain decimal such as `12` or `-0.05`; nothing for any other text.
fn parse(text: &str) -> Option<Fraction> {
    let plain = text.strip_prefix('-').unwrap_or(text);
    let (before, after) = match plain.split_once('.') {
        Some((before, after)) if !after.is_empty() => (before, after),
        Some(_) => return None,
        None => (plain, ""),
    };
    let digits = format!("{before}{after}");
    let leading = before.len() > 1 && before.starts_with('0');
    let wrong = before.is_empty() || leading || !digits.bytes().all(|one| one.is_ascii_digit());
    if wrong || text.len() > MOST_DIGITS {
        return None;
    }
    let value = Fraction::new(Whole::read(&digits), Whole::ten_to(after.len()));
    Some(if text.starts_with('-') { value.negated() } else { value })
}

/// A number of the spec, such as `0.25` or `1/3`.
pub fn exact(text: &str) -> Fraction {
    let part = |one: &str| parse(one).expect("a number of the spec");
    match text.split_once('/') {
        Some((n, d)) => part(n).divided_by(&part(d)),
        None => part(text),
    }
}

/// How many decimals a value takes to write exactly; nothing where it never ends.
fn decimal_places(value: &Fraction) -> Option<usize> {
    let mut places = 0;
    let mut rest = value.d.clone();
    for prime in [2, 5] {
        let mut found = 0;
        loop {
            let (quotient, left) = rest.divided_by(&Whole::of(prime));
            if !left.is_zero() {
                break;
            }
            rest = quotient;
            found += 1;
        }
        places = places.max(found);
    }
    if rest.is_one() {
        Some(places)
    } else {
        None
    }
}

fn write(value: &Fraction, places: usize) -> String {
    let digits = value.n.abs().times(&Whole::ten_to(places)).divided_by(&value.d).0.to_string();
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (before, after) = digits.split_at(digits.len() - places);
    let point = if places == 0 { "" } else { "." };
    let sign = if value.is_negative() { "-" } else { "" };
    format!("{sign}{before}{point}{after}")
}

/// A value with so many decimals; one that needs more is refused with `decimals-lost`.
fn to_fixed(value: &Fraction, places: usize) -> Result<String, Refused> {
    if !Whole::ten_to(places).divided_by(&value.d).1.is_zero() {
        return Err(refuse("decimals-lost", format!("{} does not fit in {places} decimals", show(value))));
    }
    Ok(write(value, places))
}

/// The exact decimal of a value, or a fraction such as `1/3` where no decimal is exact.
fn show(value: &Fraction) -> String {
    match decimal_places(value) {
        Some(places) => write(value, places),
        None => format!("{}/{}", value.n, value.d),
    }
}

const MODES: [&str; 10] = [
    "half-even",
    "half-away",
    "half-up",
    "half-down",
    "up",
    "down",
    "away",
    "toward-zero",
    "nearest",
    "toward",
];

/// Whether the upper neighbour is taken; `middle` is where the value lies beside the tie.
fn takes_upper(mode: &str, below: &Whole, middle: Ordering, side: Ordering) -> bool {
    match mode {
        "up" => return true,
        "down" => return false,
        "away" => return !below.negative,
        "toward-zero" => return below.negative,
        "toward" if side.is_ne() => return side.is_gt(),
        _ => {}
    }
    if middle.is_ne() {
        return middle.is_gt();
    }
    match mode {
        "half-up" => true,
        "half-down" => false,
        "half-away" => !below.negative,
        "nearest" if side.is_ne() => side.is_gt(),
        _ => below.is_odd(),
    }
}

/// The multiple of an increment that a mode chooses; two modes lean to a reference.
fn round_to(
    value: &Fraction,
    increment: &Fraction,
    mode: &str,
    reference: Option<&Fraction>,
) -> Result<Fraction, Refused> {
    if !MODES.contains(&mode) {
        return Err(refuse("rounding-mode-unknown", format!("{mode} is not a rounding mode")));
    }
    let leans = mode == "nearest" || mode == "toward";
    if leans && reference.is_none() {
        return Err(refuse("rounding-reference-missing", format!("{mode} needs the value it leans toward")));
    }
    if !leans && reference.is_some() {
        return Err(refuse("rounding-reference-unused", format!("{mode} leans toward no value")));
    }
    let count = value.divided_by(increment);
    if count.is_whole() {
        return Ok(value.clone());
    }
    let below = count.floor();
    // A direction is seen from the value, the side of a tie from the middle of the neighbours.
    let half = Fraction::whole(below.clone()).plus(&exact("0.5"));
    let seen = if mode == "toward" { value.clone() } else { half.times(increment) };
    let side = reference.map_or(Ordering::Equal, |one| one.cmp(&seen));
    let upper = takes_upper(mode, &below, count.cmp(&half), side);
    let taken = if upper { below.plus(&Whole::of(1)) } else { below };
    Ok(Fraction::whole(taken).times(increment))
}

// Statistics.

fn total<'a>(values: impl Iterator<Item = &'a Fraction>) -> Fraction {
    values.fold(Fraction::of(0), |sum, one| sum.plus(one))
}

fn mean(values: &[Fraction]) -> Result<Fraction, Refused> {
    if values.is_empty() {
        return Err(refuse("empty-input", "there is nothing to take the mean of".to_string()));
    }
    Ok(total(values.iter()).divided_by(&Fraction::of(values.len() as i128)))
}

/// The mean of values by their weights.
fn weighted_mean(items: &[(Fraction, Fraction)]) -> Result<Fraction, Refused> {
    if items.is_empty() {
        return Err(refuse("empty-input", "there is nothing to take the weighted mean of".to_string()));
    }
    let weights = total(items.iter().map(|(_, weight)| weight));
    if weights.is_zero() {
        return Err(refuse("no-weight", "the weights add up to zero".to_string()));
    }
    let products: Vec<Fraction> = items.iter().map(|(value, weight)| value.times(weight)).collect();
    Ok(total(products.iter()).divided_by(&weights))
}

// Reading what callers pass in.

fn in_words(value: Option<&Value>) -> String {
    match value {
        None => "nothing".to_string(),
        Some(Value::Null) => "null".to_string(),
        Some(Value::Flag(flag)) => flag.to_string(),
        Some(Value::Number(text)) => text.clone(),
        Some(Value::List(_)) => "a list".to_string(),
        Some(Value::Object(_)) => "an object".to_string(),
        Some(Value::Text(text)) if text.chars().count() <= 60 => format!("\"{text}\""),
        Some(Value::Text(text)) => format!("\"{}...\"", text.chars().take(60).collect::<String>()),
    }
}

fn inside(place: &str, name: &str) -> String {
    if place.is_empty() {
        name.to_string()
    } else {
        format!("{place}.{name}")
    }
}

fn entry_of<'a>(fields: &'a [(String, Value)], name: &str) -> Option<&'a Value> {
    fields.iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

fn read_object<'a>(value: Option<&'a Value>, place: &str) -> Result<&'a [(String, Value)], Refused> {
    match value {
        Some(Value::Object(fields)) => Ok(fields),
        _ => Err(refuse_at(place, "not-an-object", "an object", &in_words(value))),
    }
}

/// The fields of an object whose names have been checked.
#[derive(Clone, Copy)]
struct Fields<'a>(&'a [(String, Value)]);

impl<'a> Fields<'a> {
    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        entry_of(self.0, name)
    }
}

fn read_fields<'a>(
    value: Option<&'a Value>,
    place: &str,
    required: &[&str],
    optional: &[&str],
) -> Result<Fields<'a>, Refused> {
    let fields = read_object(value, place)?;
    let known = [required, optional].concat();
    for (name, _) in fields {
        if !known.contains(&name.as_str()) {
            let expected = format!("one of {}", known.join(", "));
            return Err(refuse_at(&inside(place, name), "unknown-field", &expected, name));
        }
    }
    for name in required {
        if entry_of(fields, name).is_none() {
            return Err(refuse_at(&inside(place, name), "missing-input", "a value", "nothing"));
        }
    }
    Ok(Fields(fields))
}

fn read_list<'a, T>(
    value: Option<&'a Value>,
    place: &str,
    mut read: impl FnMut(Option<&'a Value>, &str) -> Result<T, Refused>,
) -> Result<Vec<T>, Refused> {
    match value {
        Some(Value::List(elements)) => {
            elements.iter().enumerate().map(|(at, one)| read(Some(one), &format!("{place}[{at}]"))).collect()
        }
        _ => Err(refuse_at(place, "not-a-list", "a list", &in_words(value))),
    }
}

fn read_text<'a>(value: Option<&'a Value>, place: &str) -> Result<&'a str, Refused> {
    match value {
        Some(Value::Text(text)) if !text.is_empty() => Ok(text),
        _ => Err(refuse_at(place, "not-a-text", "a text", &in_words(value))),
    }
}

fn read_choice<'a>(
    value: Option<&'a Value>,
    place: &str,
    choices: &[&str],
    code: &'static str,
) -> Result<&'a str, Refused> {
    match value {
        Some(Value::Text(text)) if choices.contains(&text.as_str()) => Ok(text),
        _ => {
            let expected = format!("one of {}", choices.join(", "));
            Err(refuse_at(place, code, &expected, &in_words(value)))
        }
    }
}

fn read_flag(value: Option<&Value>, place: &str) -> Result<bool, Refused> {
    match value {
        Some(Value::Flag(flag)) => Ok(*flag),
        _ => Err(refuse_at(place, "not-a-flag", "true or false", &in_words(value))),
    }
}

fn read_decimal(value: Option<&Value>, place: &str) -> Result<Fraction, Refused> {
    let found = match value {
        Some(Value::Text(text)) => parse(text),
        _ => None,
    };
    found.ok_or_else(|| refuse_at(place, "not-a-decimal", "a decimal as text", &in_words(value)))
}

fn is_multiple(value: &Fraction, increment: &Fraction) -> bool {
    value.divided_by(increment).is_whole()
}

fn read_price(
    value: Option<&Value>,
    place: &str,
    signed: bool,
    tick: Option<&Fraction>,
) -> Result<Fraction, Refused> {
    let price = read_decimal(value, place)?;
    if !signed && price.is_negative() {
        return Err(refuse_at(place, "negative-price", "a price of zero or more", &show(&price)));
    }
    match tick {
        Some(tick) if !is_multiple(&price, tick) => {
            Err(refuse_at(place, "off-tick", &format!("a multiple of {}", show(tick)), &show(&price)))
        }
        _ => Ok(price),
    }
}

fn read_whole(value: Option<&Value>, place: &str) -> Result<Fraction, Refused> {
    let whole = read_decimal(value, place)?;
    if whole.is_whole() {
        Ok(whole)
    } else {
        Err(refuse_at(place, "not-an-integer", "a whole number", &show(&whole)))
    }
}

/// Whether a text has this form: `9` stands for any digit, all else for itself.
fn has_form(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text
            .bytes()
            .zip(form.bytes())
            .all(|(one, wanted)| one == wanted || wanted == b'9' && one.is_ascii_digit())
}

/// The days since 1970-01-01 of a day of the years 1 to 9999, or nothing for what is none.
fn day_of(text: &str) -> Option<i64> {
    if !has_form(text, "9999-99-99") {
        return None;
    }
    let part = |from: usize, until: usize| text[from..until].parse::<i64>().expect("digits");
    let (year, month, day) = (part(0, 4), part(5, 7), part(8, 10));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if year < 1 || !(1..=12).contains(&month) || !(1..=longest).contains(&day) {
        return None;
    }
    // Years begin in March, so that the day that leap years add is their last.
    let years = if month > 2 { year } else { year - 1 };
    let months = (month + 9) % 12;
    let days = years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day - 1;
    Some(days - 719_468)
}

fn number_of(day: &str) -> i64 {
    day_of(day).expect("a day that was read")
}

fn read_date<'a>(value: Option<&'a Value>, place: &str) -> Result<&'a str, Refused> {
    match value {
        Some(Value::Text(text)) if day_of(text).is_some() => Ok(text),
        _ => Err(refuse_at(place, "not-a-date", "a day that exists", &in_words(value))),
    }
}

fn day_in_words(day: &str) -> String {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    format!("{} {day}", names[(number_of(day) + 3).rem_euclid(7) as usize])
}

const DAY: i128 = 86_400_000_000_000;

/// An instant in UTC, as whole nanoseconds since 1970-01-01T00:00:00Z; nothing for any other text.
fn instant_of(text: &str) -> Option<i128> {
    if !text.is_ascii() || text.len() < 20 || !has_form(&text[10..19], "T99:99:99") {
        return None;
    }
    let day = day_of(&text[..10])?;
    let part = |from: usize| text[from..from + 2].parse::<i128>().expect("digits");
    let (hour, minute, second) = (part(11), part(14), part(17));
    let rest = text[19..].strip_suffix('Z')?;
    let decimals = if rest.is_empty() { "0" } else { rest.strip_prefix('.')? };
    let wrong =
        decimals.is_empty() || decimals.len() > 9 || !decimals.bytes().all(|one| one.is_ascii_digit());
    if hour > 23 || minute > 59 || second > 59 || wrong {
        return None;
    }
    let nanoseconds: i128 = format!("{decimals:0<9}").parse().expect("digits");
    Some(i128::from(day) * DAY + (hour * 3600 + minute * 60 + second) * 1_000_000_000 + nanoseconds)
}

fn read_instant(value: Option<&Value>, place: &str) -> Result<i128, Refused> {
    let found = match value {
        Some(Value::Text(text)) => instant_of(text),
        _ => None,
    };
    found.ok_or_else(|| refuse_at(place, "not-an-instant", "an instant in UTC", &in_words(value)))
}

fn require_near(instant: i128, date: &str, place: &str) -> Result<(), Refused> {
    let start = i128::from(number_of(date)) * DAY;
    if instant < start - DAY || instant > start + 2 * DAY {
        let expected = format!("an instant of {}", day_in_words(date));
        return Err(refuse_at(place, "instant-far-from-date", &expected, "another"));
    }
    Ok(())
}

fn require_distinct<T: std::hash::Hash + Eq + fmt::Debug>(
    keys: &[T],
    place: &str,
    what: &str,
) -> Result<(), Refused> {
    let mut seen = HashSet::new();
    match keys.iter().find(|key| !seen.insert(*key)) {
        Some(key) => {
            Err(refuse_at(place, "duplicate", &format!("each {what} once"), &format!("{key:?} twice")))
        }
        None => Ok(()),
    }
}

/// The body and the rule that a determination must be of.
pub struct Wanted {
    pub by: &'static str,
    pub under: &'static str,
}

impl Wanted {
    fn text(&self) -> String {
        format!("determined by {} under {}", self.by, self.under)
    }
}

fn read_determination(
    value: Option<&Value>,
    place: &str,
    wanted: &Wanted,
    signed: bool,
    increment: &Fraction,
) -> Result<Fraction, Refused> {
    if matches!(value, None | Some(Value::Null)) {
        let needed = format!("a determination by {} under {}", wanted.by, wanted.under);
        return Err(refuse_at(place, "determination-needed", &needed, "nothing"));
    }
    let fields = read_fields(value, place, &["by", "rule", "value", "signature"], &[])?;
    let wrong = "wrong-determination";
    read_text(fields.get("signature"), &inside(place, "signature"))?;
    read_choice(fields.get("by"), &inside(place, "by"), &[wanted.by], wrong)?;
    read_choice(fields.get("rule"), &inside(place, "rule"), &[wanted.under], wrong)?;
    read_price(fields.get("value"), &inside(place, "value"), signed, Some(increment))
}

/// The values of other indices that are given, nothing for one that was not published.
fn read_indices<'a>(
    value: Option<&Value>,
    known: &[&'a str],
) -> Result<Vec<(&'a str, Option<Fraction>)>, Refused> {
    let fields = read_fields(value, "indices", &[], known)?;
    let mut found = Vec::new();
    for name in known {
        match fields.get(name) {
            None => {}
            Some(Value::Null) => found.push((*name, None)),
            one => found.push((*name, Some(read_price(one, &inside("indices", name), true, None)?))),
        }
    }
    Ok(found)
}

fn read_other(fields: &Fields, name: &str, known: &[&str]) -> Result<Option<Fraction>, Refused> {
    let found = match fields.get("indices") {
        None => Vec::new(),
        value => read_indices(value, known)?,
    };
    match found.into_iter().find(|(one, _)| *one == name) {
        Some((_, value)) => Ok(value),
        None => Err(refuse_at(&inside("indices", name), "missing-input", "its value, or null", "nothing")),
    }
}

// Answers.

fn text(value: impl Into<String>) -> Value {
    Value::Text(value.into())
}

fn answer(parts: Vec<(&str, Value)>) -> Value {
    Value::Object(parts.into_iter().map(|(name, value)| (name.to_string(), value)).collect())
}

fn step(said: &str, value: &str, clause: &str) -> Value {
    answer(vec![("text", text(said)), ("value", text(value)), ("clause", text(clause))])
}

// Figures that may be missing.

/// A figure, why it cannot be had today, or why the whole day is refused.
pub enum Figure {
    Known(Fraction),
    Missing(String),
    Refused(Refused),
}

impl From<Fraction> for Figure {
    fn from(value: Fraction) -> Figure {
        Figure::Known(value)
    }
}

impl From<Result<Fraction, Refused>> for Figure {
    fn from(found: Result<Fraction, Refused>) -> Figure {
        found.map_or_else(Figure::Refused, Figure::Known)
    }
}

/// Of two figures, both worked out before: what is refused comes first, then what is missing.
fn both(
    left: impl Into<Figure>,
    right: impl Into<Figure>,
    of: impl Fn(Fraction, Fraction) -> Figure,
) -> Figure {
    match (left.into(), right.into()) {
        (Figure::Refused(why), _) | (_, Figure::Refused(why)) => Figure::Refused(why),
        (Figure::Missing(why), _) | (_, Figure::Missing(why)) => Figure::Missing(why),
        (Figure::Known(left), Figure::Known(right)) => of(left, right),
    }
}

pub fn plus(left: impl Into<Figure>, right: impl Into<Figure>) -> Figure {
    both(left, right, |a, b| a.plus(&b).into())
}

pub fn minus(left: impl Into<Figure>, right: impl Into<Figure>) -> Figure {
    both(left, right, |a, b| a.minus(&b).into())
}

pub fn times(left: impl Into<Figure>, right: impl Into<Figure>) -> Figure {
    both(left, right, |a, b| a.times(&b).into())
}

pub fn divided_by(left: impl Into<Figure>, right: impl Into<Figure>) -> Figure {
    both(left, right, |a, b| {
        if b.is_zero() {
            Figure::Missing("a division by zero".to_string())
        } else {
            a.divided_by(&b).into()
        }
    })
}

pub fn lesser_of(left: impl Into<Figure>, right: impl Into<Figure>) -> Figure {
    both(left, right, |a, b| a.min(b).into())
}

pub fn greater_of(left: impl Into<Figure>, right: impl Into<Figure>) -> Figure {
    both(left, right, |a, b| a.max(b).into())
}

pub fn rounded_to(figure: impl Into<Figure>, increment: &Fraction, mode: &str) -> Figure {
    match figure.into() {
        Figure::Known(value) => round_to(&value, increment, mode, None).into(),
        other => other,
    }
}

/// Whether a condition holds; why it does not, undecided for want of a figure.
pub enum Verdict {
    Holds,
    Against { reason: String, undecided: bool },
    Refused(Refused),
}

pub fn holds(left: impl Into<Figure>, comparison: &str, right: impl Into<Figure>, said: &str) -> Verdict {
    let (left, right) = match (left.into(), right.into()) {
        (Figure::Refused(why), _) | (_, Figure::Refused(why)) => return Verdict::Refused(why),
        (Figure::Missing(reason), _) | (_, Figure::Missing(reason)) => {
            return Verdict::Against { reason, undecided: true }
        }
        (Figure::Known(left), Figure::Known(right)) => (left, right),
    };
    let order = left.cmp(&right);
    let so = match comparison {
        "<" => order.is_lt(),
        "<=" => order.is_le(),
        ">" => order.is_gt(),
        ">=" => order.is_ge(),
        "=" => order.is_eq(),
        _ => order.is_ne(),
    };
    if so {
        Verdict::Holds
    } else {
        Verdict::Against { reason: format!("not {said}"), undecided: false }
    }
}

/// The first verdict that is refused, or else the first that these words choose.
fn first_verdict(
    verdicts: Vec<Verdict>,
    choose: impl Fn(&Verdict) -> bool,
) -> (Option<Verdict>, Vec<Verdict>) {
    let mut left = Vec::new();
    let mut chosen = None;
    for one in verdicts {
        match one {
            Verdict::Refused(_) => return (Some(one), left),
            _ if chosen.is_none() && choose(&one) => chosen = Some(one),
            _ => left.push(one),
        }
    }
    (chosen, left)
}

pub fn all_of(verdicts: Vec<Verdict>) -> Verdict {
    let decided = |one: &Verdict| matches!(one, Verdict::Against { undecided: false, .. });
    let (found, rest) = first_verdict(verdicts, decided);
    found
        .or_else(|| rest.into_iter().find(|one| matches!(one, Verdict::Against { .. })))
        .unwrap_or(Verdict::Holds)
}

pub fn any_of(verdicts: Vec<Verdict>) -> Verdict {
    let (found, rest) = first_verdict(verdicts, |one| matches!(one, Verdict::Holds));
    found.unwrap_or_else(|| {
        let undecided = rest.iter().position(|one| matches!(one, Verdict::Against { undecided: true, .. }));
        rest.into_iter().nth(undecided.unwrap_or(0)).expect("a verdict")
    })
}

pub fn not_so(verdict: Verdict, said: &str) -> Verdict {
    match verdict {
        Verdict::Holds => Verdict::Against { reason: format!("not {said}"), undecided: false },
        Verdict::Against { undecided: false, .. } => Verdict::Holds,
        other => other,
    }
}

/// A rounding as the spec states it; what ties lean to is told.
pub struct Rounding {
    pub mode: &'static str,
    pub increment: Fraction,
    pub decimals: usize,
    pub text: &'static str,
    pub clause: &'static str,
    pub toward: Option<&'static str>,
}

// What a settlement day is given.

pub struct DayTicks {
    pub outright: Fraction,
    pub spread: Option<Fraction>,
    pub settlement: Fraction,
}

/// What a daily settlement reads; a field that it does not read is refused.
pub struct DayReads {
    pub month: Vec<&'static str>,
    pub spreads: bool,
    pub lead: bool,
    pub time: bool,
    pub indices: Vec<&'static str>,
    pub determination: bool,
    pub signed: bool,
    pub ticks: DayTicks,
    pub dates: Vec<&'static str>,
    pub former_ticks: bool,
}

#[derive(Clone)]
struct Trade {
    time: i128,
    price: Fraction,
    size: Fraction,
}

impl Trade {
    fn turned(&self) -> Trade {
        Trade { price: self.price.negated(), ..self.clone() }
    }
}

#[derive(Clone, PartialEq)]
struct Quote {
    time: i128,
    bid: Option<Fraction>,
    ask: Option<Fraction>,
}

/// What one contract month shows on a settlement day; elsewhere if it trades by another text.
struct Month<'a> {
    at: String,
    period: &'a str,
    previous: Option<Fraction>,
    last: Option<Fraction>,
    trades: Vec<Trade>,
    quotes: Vec<Quote>,
    spot: bool,
    expiring: bool,
    dates: Vec<(&'static str, &'a str)>,
    determination: Option<&'a Value>,
    elsewhere: bool,
    settled: Option<Fraction>,
}

/// A settlement day, read; the months in the order of their periods, spreads by the nearer month.
pub struct Day<'a> {
    reads: DayReads,
    date: &'a str,
    time: i128,
    lead: &'a str,
    months: Vec<Month<'a>>,
    spreads: HashMap<(&'a str, &'a str), Vec<Trade>>,
    fields: Fields<'a>,
}

pub fn read_day(value: &Value, reads: DayReads) -> Result<Day<'_>, Refused> {
    let mut needed = vec!["date", "months"];
    for (name, read) in [("settlementTime", reads.time), ("lead", reads.lead), ("spreads", reads.spreads)] {
        if read {
            needed.push(name);
        }
    }
    let optional: &[&str] = if reads.indices.is_empty() { &[] } else { &["indices"] };
    let fields = read_fields(Some(value), "", &needed, optional)?;
    let date = read_date(fields.get("date"), "date")?;
    let mut time = 0;
    if reads.time {
        time = read_instant(fields.get("settlementTime"), "settlementTime")?;
        require_near(time, date, "settlementTime")?;
    }
    let mut months = read_list(fields.get("months"), "months", |one, place| read_month(one, place, &reads))?;
    let periods: Vec<&str> = months.iter().map(|one| one.period).collect();
    require_distinct(&periods, "months", "month")?;
    let lead = if reads.lead { read_text(fields.get("lead"), "lead")? } else { "" };
    if reads.lead && !periods.contains(&lead) {
        let expected = format!("one of {}", periods.join(", "));
        return Err(refuse_at("lead", "unknown-month", &expected, lead));
    }
    let spreads =
        if reads.spreads { read_spreads(fields.get("spreads"), &months, &reads)? } else { HashMap::new() };
    if fields.has("indices") {
        read_indices(fields.get("indices"), &reads.indices)?;
    }
    months.sort_by_key(|one| one.period);
    Ok(Day { reads, date, time, lead, months, spreads, fields })
}

/// A year, or a month, day, week or quarter of it.
fn is_period(text: &str) -> bool {
    let within = |from: usize, low: u32, high: u32| {
        let part = text[from..].parse::<u32>();
        part.map_or(false, |number| (low..=high).contains(&number))
    };
    if has_form(text, "9999-99-99") {
        let day = text[8..].parse::<u32>().expect("digits");
        return is_period(&text[..7]) && (1..=31).contains(&day);
    }
    has_form(text, "9999")
        || has_form(text, "9999-99") && within(5, 1, 12)
        || has_form(text, "9999-W99") && within(6, 1, 53)
        || has_form(text, "9999-Q9") && within(6, 1, 4)
}

fn read_period<'a>(value: Option<&'a Value>, place: &str) -> Result<&'a str, Refused> {
    match value {
        Some(Value::Text(text)) if is_period(text) => Ok(text),
        _ => Err(refuse_at(place, "not-a-period", "a period such as 2027-03", &in_words(value))),
    }
}

fn read_month<'a>(value: Option<&'a Value>, at: &str, reads: &DayReads) -> Result<Month<'a>, Refused> {
    let mut needed = [&["period", "previous"][..], &reads.month].concat();
    if !reads.dates.is_empty() {
        needed.push("dates");
    }
    let optional: &[&str] = if reads.determination { &["determination", "settled"] } else { &["settled"] };
    let fields = read_fields(value, at, &needed, optional)?;
    // What trades by another text has the ticks of that one.
    let elsewhere = fields.has("settled");
    let outright = if elsewhere { None } else { Some(&reads.ticks.outright) };
    let settlement = if elsewhere { None } else { Some(&reads.ticks.settlement) };
    let price = |name: &str, tick: Option<&Fraction>| match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        one => read_price(one, &inside(at, name), reads.signed, tick).map(Some),
    };
    let previous = price("previous", if reads.former_ticks { None } else { settlement })?;
    let last = price("finalSettlement", settlement)?;
    let settled = price("settled", None)?;
    let trades = match fields.get("trades") {
        None => Vec::new(),
        given => read_trades(given, &inside(at, "trades"), reads.signed, outright)?,
    };
    let period = read_period(fields.get("period"), &inside(at, "period"))?;
    let quotes = match fields.get("quotes") {
        None => Vec::new(),
        given => read_list(given, &inside(at, "quotes"), |one, place| {
            read_quote(one, place, reads.signed, outright)
        })?,
    };
    let flag =
        |name: &str| Ok(reads.month.contains(&name) && read_flag(fields.get(name), &inside(at, name))?);
    let (spot, expiring) = (flag("spot")?, flag("expiring")?);
    let mut dates = Vec::new();
    if !reads.dates.is_empty() {
        let place = inside(at, "dates");
        let given = read_fields(fields.get("dates"), &place, &reads.dates, &[])?;
        for name in &reads.dates {
            dates.push((*name, read_date(given.get(name), &inside(&place, name))?));
        }
    }
    let determination = fields.get("determination");
    let at = at.to_string();
    Ok(Month {
        at,
        period,
        previous,
        last,
        trades,
        quotes,
        spot,
        expiring,
        dates,
        determination,
        elsewhere,
        settled,
    })
}

fn read_trades(
    value: Option<&Value>,
    place: &str,
    signed: bool,
    tick: Option<&Fraction>,
) -> Result<Vec<Trade>, Refused> {
    let mut seen = HashSet::new();
    read_list(value, place, |one, at| {
        let fields = read_fields(one, at, &["time", "price", "size"], &["id"])?;
        if fields.has("id") {
            let name = read_text(fields.get("id"), &inside(at, "id"))?;
            if !seen.insert(name) {
                let twice = format!("{name} twice");
                return Err(refuse_at(&inside(at, "id"), "duplicate", "each trade once", &twice));
            }
        }
        let place = inside(at, "size");
        let size = read_decimal(fields.get("size"), &place)?;
        if size.is_negative() || size.is_zero() {
            return Err(refuse_at(&place, "size-not-positive", "a size above zero", &show(&size)));
        }
        let size = read_whole(fields.get("size"), &place)?;
        let time = read_instant(fields.get("time"), &inside(at, "time"))?;
        let price = read_price(fields.get("price"), &inside(at, "price"), signed, tick)?;
        Ok(Trade { time, price, size })
    })
}

fn read_quote(
    value: Option<&Value>,
    at: &str,
    signed: bool,
    tick: Option<&Fraction>,
) -> Result<Quote, Refused> {
    let fields = read_fields(value, at, &["time", "bid", "ask"], &[])?;
    let side = |name: &str| match fields.get(name) {
        Some(Value::Null) => Ok(None),
        one => read_price(one, &inside(at, name), signed, tick).map(Some),
    };
    let (bid, ask) = (side("bid")?, side("ask")?);
    if let (Some(bid), Some(ask)) = (&bid, &ask) {
        if bid > ask {
            let expected = format!("an ask of {} or more", show(bid));
            return Err(refuse_at(at, "crossed-quote", &expected, &show(ask)));
        }
    }
    Ok(Quote { time: read_instant(fields.get("time"), &inside(at, "time"))?, bid, ask })
}

fn read_spreads<'a>(
    value: Option<&'a Value>,
    months: &[Month],
    reads: &DayReads,
) -> Result<HashMap<(&'a str, &'a str), Vec<Trade>>, Refused> {
    let periods: Vec<&str> = months.iter().map(|one| one.period).collect();
    let elsewhere = |leg: &str| months.iter().any(|one| one.elsewhere && one.period == leg);
    let pairs = read_list(value, "spreads", |one, at| {
        let fields = read_fields(one, at, &["legs", "trades"], &[])?;
        let place = inside(at, "legs");
        let legs =
            read_list(fields.get("legs"), &place, |leg, at| read_choice(leg, at, &periods, "unknown-month"))?;
        if legs.len() != 2 || legs[0] == legs[1] {
            return Err(refuse_at(&place, "spread-legs", "two different months", &legs.join(" and ")));
        }
        let tick = if legs.iter().any(|leg| elsewhere(leg)) { None } else { reads.ticks.spread.as_ref() };
        let trades = read_trades(fields.get("trades"), &inside(at, "trades"), true, tick)?;
        if legs[0] < legs[1] {
            Ok(((legs[0], legs[1]), trades))
        } else {
            Ok(((legs[1], legs[0]), trades.iter().map(Trade::turned).collect()))
        }
    })?;
    let keys: Vec<(&str, &str)> = pairs.iter().map(|(pair, _)| *pair).collect();
    require_distinct(&keys, "spreads", "pair of months")?;
    Ok(pairs.into_iter().collect())
}

/// How many months, weeks, quarters or years a period lies behind others of its kind.
fn place_of_period(period: &str) -> i64 {
    let number = |text: &str| text.parse::<i64>().expect("digits");
    let year = number(&period[..4]);
    match period.as_bytes().get(5) {
        None => year,
        Some(b'Q') => year * 4 + number(&period[6..]),
        // The week with January 4 is the first of its year; 1969-12-29 was a Monday.
        Some(b'W') => {
            let first = number_of(&format!("{}-01-04", &period[..4]));
            (first + 3).div_euclid(7) + number(&period[6..])
        }
        Some(_) => year * 12 + number(&period[5..7]),
    }
}

// What a line of a daily settlement sees of the market.

/// Which trades or quotes of which month a tier looks at.
pub struct Sight {
    pub of: &'static str,
    pub month: &'static str,
    pub text: &'static str,
    pub against: Option<&'static str>,
    pub milliseconds: Option<i64>,
    pub before: i64,
}

/// Where a tier stands while it is tried: its month, what was settled before it, the steps.
pub struct Standing<'a> {
    day: &'a Day<'a>,
    month: &'a Month<'a>,
    settled: &'a HashMap<&'a str, Fraction>,
    steps: RefCell<Vec<Value>>,
    clause: &'static str,
}

impl<'a> Standing<'a> {
    fn noted(&self, said: &str, figure: impl Into<Figure>) -> Figure {
        let figure = figure.into();
        if let Figure::Known(value) = &figure {
            self.steps.borrow_mut().push(step(said, &show(value), self.clause));
        }
        figure
    }

    fn seen(&self, which: &str) -> &'a Month<'a> {
        if which == "this" {
            return self.month;
        }
        let lead = self.day.months.iter().find(|one| one.period == self.day.lead);
        lead.expect("a lead month")
    }

    fn other(&self, which: &str) -> Option<&'a Month<'a>> {
        if which == "lead" {
            return Some(self.seen("lead"));
        }
        self.day.months.iter().filter(|one| one.period < self.month.period).last()
    }

    fn sees(&self, sight: &Sight, time: i128) -> bool {
        match sight.milliseconds {
            None => time <= self.day.time,
            Some(milliseconds) => {
                let until = self.day.time - i128::from(sight.before) * 1_000_000;
                until - i128::from(milliseconds) * 1_000_000 <= time && time < until
            }
        }
    }

    fn trades(&self, sight: &Sight) -> Vec<Trade> {
        if sight.of != "spread-trades" {
            let trades = self.seen(sight.month).trades.iter();
            return trades.filter(|one| self.sees(sight, one.time)).cloned().collect();
        }
        let others: Vec<&Month> = match sight.against {
            Some("nearer") => self.nearer_settled(),
            against => self.other(against.unwrap_or("lead")).into_iter().collect(),
        };
        others.into_iter().flat_map(|other| self.spread_with(other, sight)).collect()
    }

    fn spread_with(&self, other: &Month, sight: &Sight) -> Vec<Trade> {
        let (this, that) = (self.month.period, other.period);
        let turned = that >= this;
        let pair = if turned { (this, that) } else { (that, this) };
        let trades = self.day.spreads.get(&pair).into_iter().flatten();
        let seen = trades.filter(|one| self.sees(sight, one.time));
        seen.map(|one| if turned { one.turned() } else { one.clone() }).collect()
    }

    fn nearer_settled(&self) -> Vec<&'a Month<'a>> {
        let nearer = self.day.months.iter().filter(|one| one.period < self.month.period);
        nearer.filter(|one| self.settled.contains_key(one.period)).collect()
    }

    fn quote(&self, sight: &Sight) -> Result<Option<&'a Quote>, Refused> {
        let month = self.seen(sight.month);
        let seen: Vec<&Quote> = month.quotes.iter().filter(|one| self.sees(sight, one.time)).collect();
        let last = seen.iter().map(|one| one.time).max();
        let standing: Vec<&Quote> = seen.into_iter().filter(|one| Some(one.time) == last).collect();
        if standing.iter().any(|one| *one != standing[0]) {
            let place = inside(&month.at, "quotes");
            return Err(refuse_at(&place, "ambiguous-quote", "one last quote", "several"));
        }
        Ok(standing.first().copied())
    }
}

fn vwap(trades: &[Trade]) -> Result<Fraction, Refused> {
    let items: Vec<(Fraction, Fraction)> =
        trades.iter().map(|one| (one.price.clone(), one.size.clone())).collect();
    weighted_mean(&items)
}

fn volume(trades: &[Trade]) -> Fraction {
    total(trades.iter().map(|one| &one.size))
}

pub fn vwap_of(at: &Standing, sight: &Sight) -> Figure {
    let trades = at.trades(sight);
    if trades.is_empty() {
        return Figure::Missing(format!("no {}", sight.text));
    }
    at.noted(&format!("vwap of {}", sight.text), vwap(&trades))
}

pub fn volume_of(at: &Standing, sight: &Sight) -> Figure {
    at.noted(&format!("volume of {}", sight.text), volume(&at.trades(sight)))
}

/// What the spreads with nearer months say this one is worth, the nearer counting more.
pub fn implied_of(at: &Standing, sight: &Sight) -> Figure {
    let mut implied = Vec::new();
    for other in at.nearer_settled() {
        let trades = at.spread_with(other, sight);
        if trades.is_empty() {
            continue;
        }
        let spread = match vwap(&trades) {
            Ok(value) => value,
            Err(why) => return Figure::Refused(why),
        };
        let price = at.settled[other.period].minus(&spread);
        let apart = place_of_period(at.month.period) - place_of_period(other.period);
        let size = volume(&trades).divided_by(&Fraction::of(i128::from(apart)));
        at.noted(&format!("implied by the spread with {}", other.period), price.clone());
        at.noted(&format!("weight of {}", other.period), size.clone());
        implied.push((price, size));
    }
    if implied.is_empty() {
        return Figure::Missing(format!("no {} with a nearer month", sight.text));
    }
    at.noted(&format!("spread-implied price of {}", sight.text), weighted_mean(&implied))
}

pub fn count_of(at: &Standing, sight: &Sight) -> Figure {
    let count = Fraction::of(at.trades(sight).len() as i128);
    at.noted(&format!("number of {}", sight.text), count)
}

pub fn last_of(at: &Standing, sight: &Sight) -> Figure {
    let trades = at.trades(sight);
    let last = trades.iter().map(|one| one.time).max();
    let latest: Vec<&Trade> = trades.iter().filter(|one| Some(one.time) == last).collect();
    if latest.iter().any(|one| one.price != latest[0].price) {
        let place = &at.seen(sight.month).at;
        return Figure::Refused(refuse_at(place, "ambiguous-trade", "one last trade", "several"));
    }
    match latest.first() {
        None => Figure::Missing(format!("no {}", sight.text)),
        Some(one) => at.noted(&format!("last of {}", sight.text), one.price.clone()),
    }
}

fn of_both_sides(
    at: &Standing,
    sight: &Sight,
    said: &str,
    of: impl Fn(&Fraction, &Fraction) -> Fraction,
) -> Figure {
    match at.quote(sight) {
        Err(why) => Figure::Refused(why),
        Ok(Some(Quote { bid: Some(bid), ask: Some(ask), .. })) => {
            at.noted(&format!("{said} of {}", sight.text), of(bid, ask))
        }
        Ok(_) => Figure::Missing(format!("no {} with both sides", sight.text)),
    }
}

pub fn midpoint_of(at: &Standing, sight: &Sight) -> Figure {
    of_both_sides(at, sight, "midpoint", |bid, ask| bid.plus(ask).times(&exact("0.5")))
}

pub fn width_of(at: &Standing, sight: &Sight) -> Figure {
    of_both_sides(at, sight, "width", |bid, ask| ask.minus(bid))
}

pub fn side_of(at: &Standing, sight: &Sight, side: &str) -> Figure {
    let said = format!("{} of {}", if side == "bid" { "bid" } else { "offer" }, sight.text);
    let quote = match at.quote(sight) {
        Ok(quote) => quote,
        Err(why) => return Figure::Refused(why),
    };
    let figure = quote.and_then(|one| if side == "bid" { one.bid.clone() } else { one.ask.clone() });
    match figure {
        Some(value) => at.noted(&said, value),
        None => Figure::Missing(format!("no {said}")),
    }
}

// A daily settlement: for each month the first tier that holds, rounded once.

/// One line of a waterfall.
pub struct Tier {
    pub id: &'static str,
    pub text: &'static str,
    pub clause: &'static str,
    pub when: Option<fn(&Standing) -> Verdict>,
    pub price: fn(&Standing) -> Figure,
}

pub struct MonthGroup {
    pub months: &'static str,
    pub tiers: Vec<Tier>,
    pub round: Option<Rounding>,
}

pub struct LastDay {
    pub id: &'static str,
    pub text: &'static str,
    pub clause: &'static str,
}

pub struct DailyRule {
    pub groups: Vec<MonthGroup>,
    pub newly_listed: Vec<Tier>,
    pub last_day: Option<LastDay>,
    pub round: Rounding,
}

pub fn previous_of(at: &Standing, month: &str) -> Figure {
    let seen = at.seen(month);
    match &seen.previous {
        None => Figure::Missing(format!("{} has no previous settlement", seen.period)),
        Some(value) => at.noted(&format!("previous settlement of {}", seen.period), value.clone()),
    }
}

fn settled_today(at: &Standing, period: &str) -> Figure {
    match at.settled.get(period) {
        None => Figure::Missing(format!("{period} is not settled yet")),
        Some(value) => at.noted(&format!("settlement of {period}"), value.clone()),
    }
}

fn none_before(at: &Standing) -> Figure {
    Figure::Missing(format!("no month is listed before {}", at.month.period))
}

pub fn settlement_of_lead(at: &Standing) -> Figure {
    settled_today(at, at.day.lead)
}

pub fn settlement_before(at: &Standing) -> Figure {
    match at.other("nearest-listed-before") {
        None => none_before(at),
        Some(before) => settled_today(at, before.period),
    }
}

pub fn change_of(at: &Standing, which: &str) -> Figure {
    let other = match at.other(which) {
        None => return none_before(at),
        Some(other) => other,
    };
    match (at.settled.get(other.period), &other.previous) {
        (None, _) => Figure::Missing(format!("{} is not settled yet", other.period)),
        (_, None) => Figure::Missing(format!("{} has no previous settlement", other.period)),
        (Some(value), Some(previous)) => {
            at.noted(&format!("change of {}", other.period), value.minus(previous))
        }
    }
}

pub fn index_today(at: &Standing, name: &str) -> Figure {
    match read_other(&at.day.fields, name, &at.day.reads.indices) {
        Err(why) => Figure::Refused(why),
        Ok(None) => Figure::Missing(format!("{name} was not published")),
        Ok(Some(value)) => at.noted(name, value),
    }
}

pub fn determined_price(at: &Standing, wanted: &Wanted) -> Figure {
    let DayReads { signed, ticks, .. } = &at.day.reads;
    let place = inside(&at.month.at, "determination");
    let found = read_determination(at.month.determination, &place, wanted, *signed, &ticks.settlement);
    at.noted(&wanted.text(), found)
}

pub struct DayNamed {
    pub date: &'static str,
    pub month: &'static str,
}

pub fn days_of(at: &Standing, start: &DayNamed, end: &DayNamed) -> Figure {
    match (day_named(at, start), day_named(at, end)) {
        (Some(first), Some(last)) => {
            let days = Fraction::of(i128::from(number_of(last) - number_of(first)));
            at.noted(&format!("days from {first} until {last}"), days)
        }
        _ => none_before(at),
    }
}

fn day_named<'a>(at: &Standing<'a>, named: &DayNamed) -> Option<&'a str> {
    if named.date == "trade-date" {
        return Some(at.day.date);
    }
    let month = if named.month == "this" { Some(at.month) } else { at.other(named.month) };
    let dates = month?.dates.iter();
    Some(dates.into_iter().find(|(name, _)| *name == named.date).expect("a date of the month").1)
}

/// The settlement of every month that trades by this text, in the order of their periods.
pub fn settle_day(day: &Day, rule: &DailyRule) -> Answer {
    let mut settled: HashMap<&str, Fraction> = HashMap::new();
    for one in &day.months {
        if let Some(value) = &one.settled {
            settled.insert(one.period, value.clone());
        }
    }
    let mut found = HashMap::new();
    for (place, group) in rule.groups.iter().enumerate() {
        for month in day.months.iter().filter(|one| !one.elsewhere) {
            if group_of(day, month, &rule.groups) != Some(place) {
                continue;
            }
            let (value, said) = settle_month(day, month, group, rule, &settled)?;
            settled.insert(month.period, value);
            found.insert(month.period, said);
        }
    }
    let months = day.months.iter().filter_map(|one| found.remove(one.period)).collect();
    Ok(answer(vec![("date", text(day.date)), ("months", Value::List(months))]))
}

/// The place of the group that settles a month: the most particular one.
fn group_of(day: &Day, month: &Month, groups: &[MonthGroup]) -> Option<usize> {
    let wanted = [
        (month.expiring, "expiring"),
        (month.spot, "spot"),
        (day.reads.lead && month.period == day.lead, "lead"),
        (true, "other"),
        (true, "all"),
    ];
    let names = wanted.iter().filter(|(holds, _)| *holds);
    names.filter_map(|(_, name)| groups.iter().position(|one| one.months == *name)).next()
}

fn settle_month(
    day: &Day,
    month: &Month,
    group: &MonthGroup,
    rule: &DailyRule,
    settled: &HashMap<&str, Fraction>,
) -> Result<(Fraction, Value), Refused> {
    let rounding = group.round.as_ref().unwrap_or(&rule.round);
    if let (Some(last_day), Some(last)) = (&rule.last_day, &month.last) {
        let price = to_fixed(last, rule.round.decimals)?;
        let steps = vec![step(last_day.text, &price, last_day.clause)];
        return Ok((last.clone(), settlement(month, price, last_day.id, Vec::new(), steps)));
    }
    let mut skipped = Vec::new();
    let mut reasons = Vec::new();
    let listed = if month.previous.is_none() { &rule.newly_listed[..] } else { &[] };
    for tier in group.tiers.iter().chain(listed) {
        let at = Standing { day, month, settled, steps: RefCell::new(Vec::new()), clause: tier.clause };
        let figure = match tier.when.map_or(Verdict::Holds, |when| when(&at)) {
            Verdict::Holds => possible(day, (tier.price)(&at)),
            Verdict::Against { reason, .. } => Figure::Missing(reason),
            Verdict::Refused(why) => Figure::Refused(why),
        };
        match figure {
            Figure::Refused(why) => return Err(why),
            Figure::Missing(reason) => {
                reasons.push(format!("{}: {reason}", tier.id));
                skipped.push(answer(vec![("tier", text(tier.id)), ("reason", text(reason))]));
            }
            Figure::Known(value) => {
                let value = round_settlement(&value, rounding, month)?;
                let price = to_fixed(&value, rule.round.decimals)?;
                let mut steps = at.steps.into_inner();
                steps.push(step(rounding.text, &price, rounding.clause));
                return Ok((value, settlement(month, price, tier.id, skipped, steps)));
            }
        }
    }
    let wanted = format!("a price for {} from one of its tiers", month.period);
    Err(refuse_at(&month.at, "no-price", &wanted, &reasons.join("; ")))
}

fn settlement(month: &Month, price: String, tier: &str, skipped: Vec<Value>, steps: Vec<Value>) -> Value {
    answer(vec![
        ("period", text(month.period)),
        ("price", text(price)),
        ("tier", text(tier)),
        ("skipped", Value::List(skipped)),
        ("steps", Value::List(steps)),
    ])
}

fn possible(day: &Day, figure: Figure) -> Figure {
    match figure {
        Figure::Known(value) if value.is_negative() && !day.reads.signed => {
            Figure::Missing(format!("{} is below zero", show(&value)))
        }
        other => other,
    }
}

fn round_settlement(figure: &Fraction, rounding: &Rounding, month: &Month) -> Result<Fraction, Refused> {
    let Rounding { increment, mode, .. } = rounding;
    match (rounding.toward, &month.previous) {
        (None, _) => round_to(figure, increment, mode, None),
        // Ties have no side on the day a month is listed: the even multiple is taken.
        (Some(_), None) => round_to(figure, increment, "half-even", None),
        (Some(_), previous) => round_to(figure, increment, mode, previous.as_ref()),
    }
}

// A final settlement.

/// What a final settlement reads; a field that it does not read is refused.
pub struct FinalReads {
    pub averaged: Vec<&'static str>,
    pub single: Vec<&'static str>,
    pub determination: bool,
    pub signed: bool,
    pub increment: Fraction,
    pub unpublished: bool,
}

/// The prints of one index by their days, nothing for a day without one.
type Prints<'a> = HashMap<&'a str, Option<Fraction>>;

/// A final settlement in the making.
pub struct Final<'a> {
    reads: FinalReads,
    period: &'a str,
    days: Vec<&'a str>,
    prints: HashMap<&'static str, Prints<'a>>,
    fields: Fields<'a>,
    steps: RefCell<Vec<Value>>,
    skipped: RefCell<Vec<Value>>,
}

impl Final<'_> {
    fn note(&self, said: &str, value: &Fraction, clause: &str) {
        self.steps.borrow_mut().push(step(said, &show(value), clause));
    }
}

pub fn read_final(value: &Value, reads: FinalReads) -> Result<Final<'_>, Refused> {
    let mut optional = Vec::new();
    if !reads.single.is_empty() {
        optional.push("indices");
    }
    if reads.determination {
        optional.push("determination");
    }
    let averages = !reads.averaged.is_empty();
    let needed: &[&str] = if averages { &["period", "days", "prints"] } else { &["period"] };
    let fields = read_fields(Some(value), "", needed, &optional)?;
    if fields.has("indices") {
        read_indices(fields.get("indices"), &reads.single)?;
    }
    let period = read_period(fields.get("period"), "period")?;
    let days = if averages { read_day_set(fields.get("days"), "days")? } else { Vec::new() };
    let mut prints = HashMap::new();
    if averages {
        let given = read_fields(fields.get("prints"), "prints", &reads.averaged, &[])?;
        for index in &reads.averaged {
            let place = inside("prints", index);
            prints.insert(*index, read_prints(given.get(index), &place, &days, &reads)?);
        }
    }
    let (steps, skipped) = (RefCell::default(), RefCell::default());
    Ok(Final { reads, period, days, prints, fields, steps, skipped })
}

fn read_day_set<'a>(value: Option<&'a Value>, place: &str) -> Result<Vec<&'a str>, Refused> {
    let days = read_list(value, place, read_date)?;
    if days.is_empty() {
        return Err(refuse_at(place, "no-days", "at least one day", "none"));
    }
    for (at, pair) in days.windows(2).enumerate() {
        if pair[0] >= pair[1] {
            let place = format!("{place}[{}]", at + 1);
            let wanted = format!("a day after {}", pair[0]);
            return Err(refuse_at(&place, "days-not-ascending", &wanted, pair[1]));
        }
    }
    Ok(days)
}

fn read_prints<'a>(
    value: Option<&Value>,
    place: &str,
    days: &[&'a str],
    reads: &FinalReads,
) -> Result<Prints<'a>, Refused> {
    let prints = read_object(value, place)?;
    if let Some((day, _)) = prints.iter().find(|(day, _)| !days.contains(&day.as_str())) {
        let place = inside(place, day);
        return Err(refuse_at(&place, "unexpected-print", "prints of the days only", day));
    }
    let mut found = HashMap::new();
    for day in days {
        let place = inside(place, day);
        let print = match entry_of(prints, day) {
            Some(Value::Null) if reads.unpublished => None,
            None | Some(Value::Null) => {
                let wanted = format!("the print of {}", day_in_words(day));
                return Err(refuse_at(&place, "missing-print", &wanted, "nothing"));
            }
            one => Some(read_price(one, &place, reads.signed, None)?),
        };
        found.insert(*day, print);
    }
    Ok(found)
}

pub fn average_over_days(given: &Final, daily: impl Fn(&str) -> Figure, said: &str, clause: &str) -> Figure {
    let mut values = Vec::new();
    for day in &given.days {
        match daily(day) {
            Figure::Known(value) => {
                given.note(&day_in_words(day), &value, clause);
                values.push(value);
            }
            Figure::Missing(reason) => return Figure::Missing(format!("{reason} on {}", day_in_words(day))),
            refused => return refused,
        }
    }
    let average = mean(&values);
    if let Ok(value) = &average {
        given.note(said, value, clause);
    }
    average.into()
}

pub fn lowest_over_days(given: &Final, daily: impl Fn(&str) -> Figure, said: &str, clause: &str) -> Figure {
    extreme_over_days(given, daily, said, clause, Ordering::Less)
}

pub fn highest_over_days(given: &Final, daily: impl Fn(&str) -> Figure, said: &str, clause: &str) -> Figure {
    extreme_over_days(given, daily, said, clause, Ordering::Greater)
}

fn extreme_over_days(
    given: &Final,
    daily: impl Fn(&str) -> Figure,
    said: &str,
    clause: &str,
    beyond: Ordering,
) -> Figure {
    let mut found: Option<(Fraction, &str)> = None;
    for day in &given.days {
        match daily(day) {
            Figure::Known(value) => {
                if found.as_ref().map_or(true, |(best, _)| value.cmp(best) == beyond) {
                    found = Some((value, day));
                }
            }
            Figure::Missing(reason) => return Figure::Missing(format!("{reason} on {}", day_in_words(day))),
            refused => return refused,
        }
    }
    match found {
        None => Figure::Missing("no day".to_string()),
        Some((value, day)) => {
            given.note(&format!("{said}: on {}", day_in_words(day)), &value, clause);
            value.into()
        }
    }
}

pub fn print_of(given: &Final, index: &str, day: &str) -> Figure {
    match &given.prints[index][day] {
        Some(value) => value.clone().into(),
        None => Figure::Missing(format!("no {index} was published")),
    }
}

pub fn value_of(given: &Final, index: &str, clause: &str) -> Figure {
    match read_other(&given.fields, index, &given.reads.single) {
        Err(why) => Figure::Refused(why),
        Ok(None) if given.reads.unpublished => Figure::Missing(format!("no {index} was published")),
        Ok(None) => {
            let wanted = format!("a value of {index}");
            Figure::Refused(refuse_at(&inside("indices", index), "missing-print", &wanted, "null"))
        }
        Ok(Some(value)) => {
            given.note(index, &value, clause);
            value.into()
        }
    }
}

pub fn determined_final(given: &Final, wanted: &Wanted, clause: &str) -> Figure {
    let FinalReads { signed, increment, .. } = &given.reads;
    let told = given.fields.get("determination");
    let found = read_determination(told, "determination", wanted, *signed, increment);
    if let Ok(value) = &found {
        given.note(&wanted.text(), value, clause);
    }
    found.into()
}

pub struct FinalLine<'a> {
    pub text: &'static str,
    pub clause: &'static str,
    pub price: Box<dyn Fn() -> Figure + 'a>,
}

pub fn first_line(given: &Final, lines: Vec<FinalLine>) -> Figure {
    let mut last = "no line".to_string();
    for line in lines {
        let steps = given.steps.borrow().len();
        match (line.price)() {
            Figure::Missing(reason) => {
                given.steps.borrow_mut().truncate(steps);
                given.skipped.borrow_mut().push(answer(vec![
                    ("text", text(line.text)),
                    ("reason", text(reason.as_str())),
                    ("clause", text(line.clause)),
                ]));
                last = reason;
            }
            found => return found,
        }
    }
    Figure::Missing(last)
}

pub fn settle_final(given: &Final, figure: impl Into<Figure>, rounding: &Rounding) -> Answer {
    let value = match figure.into() {
        Figure::Known(value) => value,
        Figure::Refused(why) => return Err(why),
        Figure::Missing(reason) => {
            let wanted = format!("a final settlement of {}", given.period);
            return Err(refuse_at("", "no-price", &wanted, &reason));
        }
    };
    if value.is_negative() && !given.reads.signed {
        return Err(refuse_at("", "negative-price", "a price of zero or more", &show(&value)));
    }
    let rounded = round_to(&value, &rounding.increment, rounding.mode, None)?;
    let price = to_fixed(&rounded, rounding.decimals)?;
    let mut steps = given.steps.take();
    steps.push(step(rounding.text, &price, rounding.clause));
    let mut parts = vec![("period", text(given.period)), ("price", text(price))];
    if given.reads.unpublished {
        parts.push(("skipped", Value::List(given.skipped.take())));
    }
    parts.push(("steps", Value::List(steps)));
    Ok(answer(parts))
}

// What positions are worth.

pub struct TickGrid {
    pub increment: Fraction,
    pub decimals: usize,
}

/// What money is made of: currency per contract for a price of 1, what amounts are exact to.
pub struct Worth {
    pub currency: &'static str,
    pub multiplier: Fraction,
    pub exact_to: Fraction,
    pub decimals: usize,
    pub signed: bool,
    pub ticks: Vec<(&'static str, TickGrid)>,
    pub counts: Option<Vec<(&'static str, i64)>>,
}

impl Worth {
    fn grid(&self, role: &Value) -> Result<&TickGrid, Refused> {
        let known: Vec<&str> = self.ticks.iter().map(|(name, _)| *name).collect();
        let name = read_choice(Some(role), "role", &known, "unknown-tick")?;
        Ok(&self.ticks.iter().find(|(one, _)| *one == name).expect("a known tick").1)
    }

    fn money(&self, amount: &Fraction) -> Answer {
        if !is_multiple(amount, &self.exact_to) {
            let wanted = format!("a whole number of {} {}", show(&self.exact_to), self.currency);
            return Err(refuse_at("", "amount-not-exact", &wanted, &show(amount)));
        }
        let amount = to_fixed(amount, self.decimals)?;
        Ok(answer(vec![("amount", text(amount)), ("currency", text(self.currency))]))
    }

    fn on_tick(&self, value: Option<&Value>, place: &str) -> Result<Fraction, Refused> {
        let price = read_price(value, place, self.signed, None)?;
        if self.ticks.iter().any(|(_, grid)| is_multiple(&price, &grid.increment)) {
            Ok(price)
        } else {
            Err(refuse_at(place, "off-tick", "a price on a tick", &show(&price)))
        }
    }

    fn multiplier_of(&self, month: Option<&Value>) -> Result<Fraction, Refused> {
        let counts = match &self.counts {
            None => return Ok(self.multiplier.clone()),
            Some(counts) => counts,
        };
        let known: Vec<&str> = counts.iter().map(|(name, _)| *name).collect();
        let name = read_choice(month, "month", &known, "unknown-month")?;
        let count = counts.iter().find(|(one, _)| *one == name).expect("a known month").1;
        Ok(self.multiplier.times(&Fraction::of(i128::from(count))))
    }
}

pub fn ticks_of(worth: &Worth, price: &Value, role: &Value) -> Answer {
    let grid = worth.grid(role)?;
    let price = read_price(Some(price), "price", worth.signed, Some(&grid.increment))?;
    Ok(text(price.divided_by(&grid.increment).n.to_string()))
}

pub fn rounded_to_tick(
    worth: &Worth,
    price: &Value,
    role: &Value,
    mode: &Value,
    reference: Option<&Value>,
) -> Answer {
    let grid = worth.grid(role)?;
    let value = read_price(Some(price), "price", worth.signed, None)?;
    let leaning = match reference {
        None | Some(Value::Null) => None,
        one => Some(read_price(one, "reference", worth.signed, None)?),
    };
    let mode = if let Value::Text(mode) = mode { mode } else { "" };
    let rounded = round_to(&value, &grid.increment, mode, leaning.as_ref())?;
    to_fixed(&rounded, grid.decimals).map(text)
}

pub fn variation_of(worth: &Worth, position: &Value) -> Answer {
    let own: &[&str] = if worth.counts.is_some() { &["month"] } else { &[] };
    let needed = [&["lots", "previous", "settlement"][..], own].concat();
    let fields = read_fields(Some(position), "", &needed, &[])?;
    let multiplier = worth.multiplier_of(fields.get("month"))?;
    let lots = read_whole(fields.get("lots"), "lots")?;
    let previous = worth.on_tick(fields.get("previous"), "previous")?;
    let settlement = worth.on_tick(fields.get("settlement"), "settlement")?;
    worth.money(&settlement.minus(&previous).times(&multiplier).times(&lots))
}

pub struct PayoutBounds {
    pub floor: Fraction,
    pub cap: Fraction,
}

pub fn collateral_of(worth: &Worth, bounds: &PayoutBounds, position: &Value) -> Answer {
    let own: &[&str] = if worth.counts.is_some() { &["month"] } else { &[] };
    let needed = [&["lots", "price"][..], own].concat();
    let fields = read_fields(Some(position), "", &needed, &[])?;
    let multiplier = worth.multiplier_of(fields.get("month"))?;
    let lots = read_whole(fields.get("lots"), "lots")?;
    let price = worth.on_tick(fields.get("price"), "price")?;
    if price < bounds.floor || price > bounds.cap {
        let wanted = format!("a price from {} to {}", show(&bounds.floor), show(&bounds.cap));
        return Err(refuse_at("price", "out-of-bounds", &wanted, &show(&price)));
    }
    let from = if lots < Fraction::of(0) { &bounds.cap } else { &bounds.floor };
    worth.money(&price.minus(from).times(&multiplier).times(&lots))
}

pub fn value_of_lots(worth: &Worth, price: &Value, lots: &Value, month: Option<&Value>) -> Answer {
    let value = worth.on_tick(Some(price), "price")?.times(&worth.multiplier_of(month)?);
    worth.money(&value.times(&read_whole(Some(lots), "lots")?))
}

pub struct BandRounding {
    pub mode: &'static str,
    pub leans: bool,
    pub grid: TickGrid,
}

pub fn bands_around(worth: &Worth, previous: &Value, shares: &[Fraction], rounding: &BandRounding) -> Answer {
    let center = worth.on_tick(Some(previous), "previousSettlement")?;
    let leaning = if rounding.leans { Some(&center) } else { None };
    let edge = |factor: Fraction| {
        let price = center.times(&factor);
        let found = round_to(&price, &rounding.grid.increment, rounding.mode, leaning)?;
        to_fixed(&found, rounding.grid.decimals).map(text)
    };
    let mut bands = Vec::new();
    for share in shares {
        let lower = edge(Fraction::of(1).minus(share))?;
        let upper = edge(Fraction::of(1).plus(share))?;
        bands.push(answer(vec![("at", text(show(share))), ("lower", lower), ("upper", upper)]));
    }
    Ok(Value::List(bands))
}

// The acceptance of a calculator: its vectors, computed again.

/// The arguments of a call.
pub struct Arguments<'a>(&'a [Value]);

impl<'a> Arguments<'a> {
    /// The argument at a place; null where it is not given.
    pub fn get(&self, at: usize) -> &'a Value {
        static NULL: Value = Value::Null;
        self.0.get(at).unwrap_or(&NULL)
    }

    /// The argument at a place, where it is given.
    pub fn optional(&self, at: usize) -> Option<&'a Value> {
        self.0.get(at)
    }
}

/// A function of a calculator by what vectors give it.
pub type Calculation = fn(&Arguments) -> Answer;

/// Reads JSON: objects in their order; nothing for a text that is none.
struct Json<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Json<'a> {
    fn read(text: &'a str) -> Option<Value> {
        let mut json = Json { text: text.as_bytes(), at: 0 };
        let value = json.value()?;
        if json.next().is_none() {
            Some(value)
        } else {
            None
        }
    }

    /// The next character that is no space.
    fn next(&mut self) -> Option<u8> {
        while self.text.get(self.at).map_or(false, |one| b" \t\r\n".contains(one)) {
            self.at += 1;
        }
        self.text.get(self.at).copied()
    }

    fn takes(&mut self, word: &str) -> bool {
        self.next();
        let there = self.text[self.at..].starts_with(word.as_bytes());
        if there {
            self.at += word.len();
        }
        there
    }

    fn value(&mut self) -> Option<Value> {
        match self.next()? {
            b'{' => self
                .elements("{", "}", |json| {
                    let name = json.string()?;
                    if !json.takes(":") {
                        return None;
                    }
                    Some((name, json.value()?))
                })
                .map(Value::Object),
            b'[' => self.elements("[", "]", Json::value).map(Value::List),
            b'"' => self.string().map(Value::Text),
            _ if self.takes("true") => Some(Value::Flag(true)),
            _ if self.takes("false") => Some(Value::Flag(false)),
            _ if self.takes("null") => Some(Value::Null),
            _ => self.number(),
        }
    }

    fn elements<T>(
        &mut self,
        open: &str,
        close: &str,
        read: impl Fn(&mut Json<'a>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut found = Vec::new();
        if !self.takes(open) {
            return None;
        }
        if self.takes(close) {
            return Some(found);
        }
        loop {
            found.push(read(self)?);
            if self.takes(close) {
                return Some(found);
            }
            if !self.takes(",") {
                return None;
            }
        }
    }

    fn number(&mut self) -> Option<Value> {
        let rest = &self.text[self.at..];
        let length = rest.iter().take_while(|one| b"+-.eE0123456789".contains(one)).count();
        let text = std::str::from_utf8(&rest[..length]).ok()?;
        text.parse::<f64>().ok()?;
        self.at += length;
        Some(Value::Number(text.to_string()))
    }

    fn string(&mut self) -> Option<String> {
        if !self.takes("\"") {
            return None;
        }
        let mut found = Vec::new();
        loop {
            let one = *self.text.get(self.at)?;
            self.at += 1;
            match one {
                b'"' => return String::from_utf8(found).ok(),
                b'\\' => {
                    let escaped = self.escaped()?;
                    found.extend(escaped.to_string().into_bytes());
                }
                _ => found.push(one),
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let one = *self.text.get(self.at)?;
        self.at += 1;
        match one {
            b'b' => Some('\u{8}'),
            b'f' => Some('\u{c}'),
            b'n' => Some('\n'),
            b'r' => Some('\r'),
            b't' => Some('\t'),
            b'u' => {
                let first = self.unit()?;
                if !(0xd800..0xdc00).contains(&first) {
                    return char::from_u32(first);
                }
                if !self.text[self.at..].starts_with(b"\\u") {
                    return None;
                }
                self.at += 2;
                let second = self.unit()?.checked_sub(0xdc00)?;
                char::from_u32(0x10000 + ((first - 0xd800) << 10) + second)
            }
            b'"' | b'\\' | b'/' => Some(char::from(one)),
            _ => None,
        }
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    }
}

/// Whether an answer has all that is wanted, and nothing else where vectors say the whole.
fn same(found: &Value, wanted: &Value, whole: bool) -> bool {
    match (found, wanted) {
        (Value::List(found), Value::List(wanted)) => {
            found.len() == wanted.len() && found.iter().zip(wanted).all(|(a, b)| same(a, b, whole))
        }
        (Value::Object(found), Value::Object(wanted)) => {
            let known =
                |name: &str, one: &Value| entry_of(found, name).map_or(false, |own| same(own, one, whole));
            (!whole || found.len() == wanted.len()) && wanted.iter().all(|(name, one)| known(name, one))
        }
        _ => found == wanted,
    }
}

/// How many vectors of a file agree, or the first that does not.
pub fn accepted(functions: &[(&str, Calculation)], content: &str) -> String {
    let content = match Json::read(content) {
        Some(Value::Object(fields)) => fields,
        _ => return "the file of vectors is no object of JSON".to_string(),
    };
    let whole = entry_of(&content, "whole") == Some(&Value::Flag(true));
    let vectors = match entry_of(&content, "vectors") {
        Some(Value::List(vectors)) => vectors,
        _ => return "the file has no vectors".to_string(),
    };
    let (mut agree, mut left) = (0, 0);
    for vector in vectors {
        let fields = match vector {
            Value::Object(fields) => fields,
            _ => return "a vector is no object".to_string(),
        };
        let one = |name: &str| entry_of(fields, name).cloned().unwrap_or(Value::Null);
        let (wanted, arguments) = (one("expected"), one("arguments"));
        let function = functions.iter().find(|(name, _)| one("function") == text(*name));
        let (calculation, given) = match (function, &arguments) {
            (Some((_, calculation)), Value::List(given)) => (calculation, given),
            _ => {
                left += 1;
                continue;
            }
        };
        let found = match calculation(&Arguments(given)) {
            Ok(value) => answer(vec![("returns", value)]),
            Err(refused) => answer(vec![("refused", text(refused.code))]),
        };
        if !same(&found, &wanted, whole) {
            let name = match one("name") {
                Value::Text(name) => name,
                other => format!("{other:?}"),
            };
            return format!("{name}: expected {wanted:?}, found {found:?}");
        }
        agree += 1;
    }
    let rest = if left == 0 { String::new() } else { format!(", {left} of functions not offered") };
    format!("{agree} vectors agree{rest}")
}

/// Prints `N vectors agree`, or the first that does not, and then ends with 1.
pub fn run_vectors(functions: &[(&str, Calculation)]) {
    let path = std::env::args().nth(1).unwrap_or_else(|| "vectors.json".to_string());
    let said = match std::fs::read_to_string(&path) {
        Ok(content) => accepted(functions, &content),
        Err(failed) => format!("{path}: {failed}"),
    };
    println!("{said}");
    if !said.contains(" vectors agree") {
        std::process::exit(1);
    }
}
