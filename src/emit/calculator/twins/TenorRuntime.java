import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What calculators in Java run on: exact numbers, statistics, reference prices, settlements,
 * positions. Numbers are read from text and are fractions of whole numbers, never floats. What
 * cannot be answered exactly is refused with a code. Needs Java 17 and its base module alone.
 *
 * <p>Inputs and answers are what JSON has: maps, lists, texts, flags and null.
 */
public class TenorRuntime {
    /** Thrown where a calculator cannot answer exactly: a code for programs, and where it is. */
    public static final class RefusedInput extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** The code of the refusal, such as `off-tick`. */
        public final String code;

        /** The place of the fault in the input, such as `months[0].previous`. */
        public final String place;

        RefusedInput(String code, String place, String message) {
            super(message);
            this.code = code;
            this.place = place;
        }
    }

    private static RefusedInput refuse(String code, String message) {
        return new RefusedInput(code, "", message);
    }

    private static RefusedInput refuseAt(String place, String code, String expected, String found) {
        String where = place.isEmpty() ? "the input" : place;
        return new RefusedInput(code, place, where + ": expected " + expected + ", found " + found);
    }

    // Exact numbers.

    /** A figure, or why it cannot be had today. */
    public sealed interface Figure permits Fraction, Missing {}

    record Missing(String reason) implements Figure {}

    /** A fraction in lowest terms, its denominator above zero. */
    public static final class Fraction implements Figure, Comparable<Fraction> {
        static final Fraction ZERO = of(0);
        static final Fraction ONE = of(1);
        final BigInteger n;
        final BigInteger d;

        Fraction(BigInteger n, BigInteger d) {
            BigInteger by = n.gcd(d);
            if (d.signum() < 0) by = by.negate();
            this.n = n.divide(by);
            this.d = d.divide(by);
        }

        static Fraction of(long value) {
            return new Fraction(BigInteger.valueOf(value), BigInteger.ONE);
        }

        static Fraction of(BigInteger value) {
            return new Fraction(value, BigInteger.ONE);
        }

        Fraction add(Fraction other) {
            return new Fraction(n.multiply(other.d).add(other.n.multiply(d)), d.multiply(other.d));
        }

        Fraction subtract(Fraction other) {
            return add(other.negate());
        }

        Fraction multiply(Fraction other) {
            return new Fraction(n.multiply(other.n), d.multiply(other.d));
        }

        Fraction multiply(long other) {
            return multiply(of(other));
        }

        Fraction divide(Fraction other) {
            return new Fraction(n.multiply(other.d), d.multiply(other.n));
        }

        Fraction negate() {
            return new Fraction(n.negate(), d);
        }

        Fraction abs() {
            return new Fraction(n.abs(), d);
        }

        int signum() {
            return n.signum();
        }

        boolean isWhole() {
            return d.equals(BigInteger.ONE);
        }

        BigInteger floor() {
            return floorOf(n, d);
        }

        @Override
        public int compareTo(Fraction other) {
            return n.multiply(other.d).compareTo(other.n.multiply(d));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Fraction one && n.equals(one.n) && d.equals(one.d);
        }

        @Override
        public int hashCode() {
            return 31 * n.hashCode() + d.hashCode();
        }

        @Override
        public String toString() {
            return show(this);
        }
    }

    private static BigInteger floorOf(BigInteger n, BigInteger d) {
        BigInteger[] parts = n.divideAndRemainder(d);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static final Fraction ZERO = Fraction.ZERO;
    private static final Fraction ONE = Fraction.ONE;
    private static final Pattern PLAIN = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?");
    private static final int MOST_DIGITS = 1000;

    /** A plain decimal such as `12` or `-0.05`; anything else is refused with `not-a-decimal`. */
    private static Fraction parse(Object value) {
        if (!(value instanceof String text)
                || text.length() > MOST_DIGITS
                || !PLAIN.matcher(text).matches())
            throw refuse("not-a-decimal", "not a plain decimal such as 12 or -0.05");
        int point = text.indexOf('.');
        if (point < 0) return Fraction.of(new BigInteger(text));
        String decimals = text.substring(point + 1);
        BigInteger digits = new BigInteger(text.substring(0, point) + decimals);
        return new Fraction(digits, BigInteger.TEN.pow(decimals.length()));
    }

    /** A number of the spec, such as `0.25` or `1/3`. */
    static Fraction exact(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) return parse(text);
        return parse(text.substring(0, slash)).divide(parse(text.substring(slash + 1)));
    }

    /** How many decimals a value takes to write exactly; -1 where it never ends. */
    private static int decimalPlaces(Fraction value) {
        int twos = value.d.getLowestSetBit();
        BigInteger rest = value.d.shiftRight(twos);
        BigInteger five = BigInteger.valueOf(5);
        int fives = 0;
        while (rest.mod(five).signum() == 0) {
            rest = rest.divide(five);
            fives++;
        }
        return rest.equals(BigInteger.ONE) ? Math.max(twos, fives) : -1;
    }

    private static String write(Fraction value, int places) {
        String digits = value.n.abs().multiply(BigInteger.TEN.pow(places)).divide(value.d).toString();
        digits = "0".repeat(Math.max(0, places + 1 - digits.length())) + digits;
        int point = digits.length() - places;
        String decimals = places == 0 ? "" : "." + digits.substring(point);
        return (value.signum() < 0 ? "-" : "") + digits.substring(0, point) + decimals;
    }

    /** A value with so many decimals; one that needs more is refused with `decimals-lost`. */
    private static String toFixed(Fraction value, int places) {
        if (BigInteger.TEN.pow(places).mod(value.d).signum() != 0)
            throw refuse("decimals-lost", show(value) + " does not fit in " + places + " decimals");
        return write(value, places);
    }

    /** The exact decimal of a value, or a fraction such as `1/3` where no decimal is exact. */
    private static String show(Fraction value) {
        int places = decimalPlaces(value);
        return places < 0 ? value.n + "/" + value.d : write(value, places);
    }

    private static final Set<String> MODES =
            Set.of(
                    "half-even",
                    "half-away",
                    "half-up",
                    "half-down",
                    "up",
                    "down",
                    "away",
                    "toward-zero",
                    "nearest",
                    "toward");

    /** Whether the upper neighbour is taken; `middle` is the sign past the tie. */
    private static boolean takesUpper(String mode, BigInteger below, int middle, int side) {
        if (mode.equals("up")) return true;
        if (mode.equals("down")) return false;
        if (mode.equals("away")) return below.signum() >= 0;
        if (mode.equals("toward-zero")) return below.signum() < 0;
        if (mode.equals("toward") && side != 0) return side > 0;
        if (middle != 0) return middle > 0;
        if (mode.equals("half-up")) return true;
        if (mode.equals("half-down")) return false;
        if (mode.equals("half-away")) return below.signum() >= 0;
        if (mode.equals("nearest") && side != 0) return side > 0;
        return below.testBit(0);
    }

    private static Fraction roundTo(Fraction value, Fraction increment, Object mode) {
        return roundTo(value, increment, mode, null);
    }

    /** The multiple of an increment that a mode chooses; two modes lean to a reference. */
    private static Fraction roundTo(
            Fraction value, Fraction increment, Object wanted, Fraction reference) {
        if (!(wanted instanceof String mode) || !MODES.contains(mode))
            throw refuse("rounding-mode-unknown", inWords(wanted) + " is not a rounding mode");
        if (increment.signum() <= 0)
            throw refuse("increment-not-positive", show(increment) + " is no increment to round to");
        boolean leans = mode.equals("nearest") || mode.equals("toward");
        if (leans && reference == null)
            throw refuse("rounding-reference-missing", mode + " needs the value it leans toward");
        if (!leans && reference != null)
            throw refuse("rounding-reference-unused", mode + " leans toward no value");
        Fraction count = value.divide(increment);
        if (count.isWhole()) return value;
        BigInteger below = count.floor();
        // A direction is seen from the value, the side of a tie from the middle of the neighbours.
        Fraction half = new Fraction(below.shiftLeft(1).add(BigInteger.ONE), BigInteger.TWO);
        Fraction seen = mode.equals("toward") ? value : half.multiply(increment);
        int side = reference == null ? 0 : reference.compareTo(seen);
        int middle = count.compareTo(half);
        BigInteger taken = takesUpper(mode, below, middle, side) ? below.add(BigInteger.ONE) : below;
        return Fraction.of(taken).multiply(increment);
    }

    // Statistics.

    /** A value and the weight it counts with. */
    private record Weighed(Fraction value, Fraction weight) {}

    private static void refuseEmpty(Collection<?> values, String what) {
        if (values.isEmpty()) throw refuse("empty-input", "there is nothing to take the " + what + " of");
    }

    private static Fraction total(Stream<Fraction> values) {
        return values.reduce(ZERO, Fraction::add);
    }

    private static Fraction mean(List<Fraction> values) {
        refuseEmpty(values, "mean");
        return total(values.stream()).divide(Fraction.of(values.size()));
    }

    private static Fraction median(Collection<Fraction> values) {
        refuseEmpty(values, "median");
        List<Fraction> ordered = values.stream().sorted().toList();
        int half = ordered.size() / 2;
        if (ordered.size() % 2 == 1) return ordered.get(half);
        return ordered.get(half - 1).add(ordered.get(half)).divide(Fraction.of(2));
    }

    /** The first value, ascending, at which the weights added up reach half of their total. */
    private static Fraction weightedMedian(List<Weighed> items) {
        refuseEmpty(items, "weighted median");
        Fraction total = total(items.stream().map(Weighed::weight));
        if (total.signum() == 0)
            throw refuse("no-weight", "the sizes add up to zero, so there is no weighted median");
        Fraction reached = ZERO;
        for (Weighed one : items.stream().sorted(Comparator.comparing(Weighed::value)).toList()) {
            reached = reached.add(one.weight());
            if (reached.multiply(2).compareTo(total) >= 0) return one.value();
        }
        throw new IllegalStateException("the weights never reached half of their total");
    }

    private static Fraction weightedMean(List<Weighed> items) {
        refuseEmpty(items, "weighted mean");
        Fraction total = total(items.stream().map(Weighed::weight));
        if (total.signum() == 0)
            throw refuse("no-weight", "the weights add up to zero, so there is no weighted mean");
        return total(items.stream().map(one -> one.value().multiply(one.weight()))).divide(total);
    }

    private static Fraction trimmedMean(List<Fraction> values, Fraction fraction) {
        refuseEmpty(values, "trimmed mean");
        if (fraction.signum() < 0 || fraction.multiply(2).compareTo(ONE) >= 0)
            throw refuse("fraction-out-of-range", show(fraction) + " cannot be dropped at each end");
        int dropped = fraction.multiply(values.size()).floor().intValueExact();
        return mean(values.stream().sorted().toList().subList(dropped, values.size() - dropped));
    }

    /** Shares that add up to 1 with none above a cap; the excess goes to the others pro rata. */
    private static List<Fraction> capShares(List<Fraction> weights, Fraction cap) {
        refuseEmpty(weights, "shares");
        long takers = weights.stream().filter(one -> one.signum() > 0).count();
        if (takers == 0)
            throw refuse("no-weight", "the weights add up to zero, so nothing has a share");
        if (cap.multiply(takers).compareTo(ONE) < 0)
            throw refuse(
                    "cap-infeasible", takers + " shares of at most " + show(cap) + " cannot add up to 1");
        List<Fraction> shares = new ArrayList<>(Collections.nCopies(weights.size(), cap));
        Set<Integer> capped = new HashSet<>();
        while (true) {
            Fraction left = ONE.subtract(cap.multiply(capped.size()));
            Fraction free =
                    total(
                            IntStream.range(0, weights.size())
                                    .filter(at -> !capped.contains(at))
                                    .mapToObj(weights::get));
            Fraction scale = free.signum() == 0 ? ZERO : left.divide(free);
            int before = capped.size();
            for (int at = 0; at < weights.size(); at++) {
                if (capped.contains(at)) continue;
                Fraction share = weights.get(at).multiply(scale);
                shares.set(at, lesser(share, cap));
                if (share.compareTo(cap) > 0) capped.add(at);
            }
            if (capped.size() == before) return shares;
        }
    }

    private static Fraction lesser(Fraction left, Fraction right) {
        return left.compareTo(right) <= 0 ? left : right;
    }

    private static Fraction greater(Fraction left, Fraction right) {
        return left.compareTo(right) >= 0 ? left : right;
    }

    // Reading what callers pass in.

    /** A field that is not there, which is not the same as null. */
    private static final Object ABSENT = new Object();

    private static String inWords(Object value) {
        if (value == ABSENT) return "nothing";
        if (value instanceof List) return "a list";
        if (value instanceof Map) return "an object";
        if (!(value instanceof String text)) return String.valueOf(value);
        return "\"" + (text.length() <= 60 ? text : text.substring(0, 60) + "...") + "\"";
    }

    private static String inside(String place, String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private static Map<String, Object> readObject(Object value, String place) {
        if (!(value instanceof Map<?, ?> found))
            throw refuseAt(place, "not-an-object", "an object", inWords(value));
        Map<String, Object> fields = new LinkedHashMap<>();
        found.forEach((name, one) -> fields.put((String) name, one));
        return fields;
    }

    /** The fields of an object whose names have been checked. */
    private record Fields(Map<String, Object> of) {
        boolean has(String name) {
            return of.containsKey(name);
        }

        Object get(String name) {
            return of.getOrDefault(name, ABSENT);
        }
    }

    private static Fields readFields(Object value, String place, List<String> required) {
        return readFields(value, place, required, List.of());
    }

    private static Fields readFields(
            Object value, String place, List<String> required, List<String> optional) {
        Map<String, Object> fields = readObject(value, place);
        List<String> known = joined(required, optional);
        for (String name : fields.keySet())
            if (!known.contains(name))
                throw refuseAt(
                        inside(place, name), "unknown-field", "one of " + String.join(", ", known), name);
        for (String name : required)
            if (!fields.containsKey(name))
                throw refuseAt(inside(place, name), "missing-input", "a value", "nothing");
        return new Fields(fields);
    }

    private static <T> List<T> readList(
            Object value, String place, BiFunction<Object, String, T> read) {
        if (!(value instanceof List<?> elements))
            throw refuseAt(place, "not-a-list", "a list", inWords(value));
        List<T> found = new ArrayList<>();
        for (Object one : elements) found.add(read.apply(one, place + "[" + found.size() + "]"));
        return found;
    }

    private static String readText(Object value, String place) {
        if (!(value instanceof String text) || text.isEmpty())
            throw refuseAt(place, "not-a-text", "a text", inWords(value));
        return text;
    }

    private static String readChoice(
            Object value, String place, Collection<String> choices, String code) {
        if (!(value instanceof String text) || !choices.contains(text))
            throw refuseAt(place, code, "one of " + String.join(", ", choices), inWords(value));
        return text;
    }

    private static boolean readFlag(Object value, String place) {
        if (!(value instanceof Boolean flag))
            throw refuseAt(place, "not-a-flag", "true or false", inWords(value));
        return flag;
    }

    private static Fraction readDecimal(Object value, String place) {
        try {
            return parse(value);
        } catch (RefusedInput refused) {
            throw refuseAt(place, refused.code, "a decimal as text", inWords(value));
        }
    }

    private static boolean isMultiple(Fraction value, Fraction increment) {
        return value.divide(increment).isWhole();
    }

    private static Fraction readPrice(Object value, String place, boolean signed) {
        return readPrice(value, place, signed, null);
    }

    private static Fraction readPrice(Object value, String place, boolean signed, Fraction tick) {
        Fraction price = readDecimal(value, place);
        if (!signed && price.signum() < 0)
            throw refuseAt(place, "negative-price", "a price of zero or more", show(price));
        if (tick != null && !isMultiple(price, tick))
            throw refuseAt(place, "off-tick", "a multiple of " + show(tick), show(price));
        return price;
    }

    private static Fraction readSize(Object value, String place) {
        Fraction size = readDecimal(value, place);
        if (size.signum() <= 0)
            throw refuseAt(place, "size-not-positive", "a size above zero", show(size));
        return size;
    }

    private static BigInteger readWhole(Object value, String place) {
        Fraction whole = readDecimal(value, place);
        if (!whole.isWhole()) throw refuseAt(place, "not-an-integer", "a whole number", show(whole));
        return whole.n;
    }

    private static BigInteger readCount(Object value, String place) {
        BigInteger count = readWhole(value, place);
        if (count.signum() < 0) throw refuseAt(place, "negative-count", "zero or more", "" + count);
        return count;
    }

    private static final Pattern CIVIL = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");

    /** A day of the years 1 to 9999, or null for what is none. */
    private static LocalDate dayOf(Object value) {
        if (!(value instanceof String text)) return null;
        Matcher found = CIVIL.matcher(text);
        if (!found.matches() || found.group(1).equals("0000")) return null;
        int[] parts = IntStream.range(1, 4).map(at -> Integer.parseInt(found.group(at))).toArray();
        try {
            return LocalDate.of(parts[0], parts[1], parts[2]);
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static String readDate(Object value, String place) {
        if (dayOf(value) == null)
            throw refuseAt(place, "not-a-date", "a day that exists", inWords(value));
        return (String) value;
    }

    private static long numberOf(String day) {
        return dayOf(day).toEpochDay();
    }

    private static String dayInWords(String day) {
        String name = dayOf(day).getDayOfWeek().name();
        return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT) + " " + day;
    }

    private static final BigInteger DAY = new BigInteger("86400000000000");
    private static final BigInteger SECOND = new BigInteger("1000000000");
    private static final BigInteger MILLISECOND = new BigInteger("1000000");
    private static final Pattern INSTANT =
            Pattern.compile(
                    "([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]{1,9}))?Z");

    private static BigInteger nanoseconds(long milliseconds) {
        return BigInteger.valueOf(milliseconds).multiply(MILLISECOND);
    }

    /** An instant in UTC, as whole nanoseconds since 1970-01-01T00:00:00Z. */
    private static BigInteger readInstant(Object value, String place) {
        RefusedInput refused = refuseAt(place, "not-an-instant", "an instant in UTC", inWords(value));
        if (!(value instanceof String text)) throw refused;
        Matcher found = INSTANT.matcher(text);
        if (!found.matches() || dayOf(found.group(1)) == null) throw refused;
        int[] clock = IntStream.range(2, 5).map(at -> Integer.parseInt(found.group(at))).toArray();
        if (clock[0] > 23 || clock[1] > 59 || clock[2] > 59) throw refused;
        String rest = found.group(5) == null ? "" : found.group(5);
        return DAY.multiply(BigInteger.valueOf(numberOf(found.group(1))))
                .add(SECOND.multiply(BigInteger.valueOf(clock[0] * 3600L + clock[1] * 60L + clock[2])))
                .add(new BigInteger(rest + "0".repeat(9 - rest.length())));
    }

    private static void requireNear(BigInteger instant, String date, String place) {
        BigInteger start = DAY.multiply(BigInteger.valueOf(numberOf(date)));
        boolean before = instant.compareTo(start.subtract(DAY)) < 0;
        if (before || instant.compareTo(start.add(DAY.shiftLeft(1))) > 0)
            throw refuseAt(
                    place, "instant-far-from-date", "an instant of " + dayInWords(date), "another");
    }

    private static void requireDistinct(List<String> keys, String place, String what) {
        Set<String> seen = new HashSet<>();
        for (String key : keys)
            if (!seen.add(key))
                throw refuseAt(place, "duplicate", "each " + what + " once", key + " twice");
    }

    /** The body and the rule that a determination must be of. */
    record Wanted(String by, String under) {
        private String text() {
            return "determined by " + by + " under " + under;
        }
    }

    private static Fraction readDetermination(
            Object value, String place, Wanted wanted, boolean signed, Fraction increment) {
        if (value == ABSENT || value == null) {
            String needed = "a determination by " + wanted.by() + " under " + wanted.under();
            throw refuseAt(place, "determination-needed", needed, "nothing");
        }
        Fields fields = readFields(value, place, List.of("by", "rule", "value", "signature"));
        readText(fields.get("signature"), inside(place, "signature"));
        String wrong = "wrong-determination";
        readChoice(fields.get("by"), inside(place, "by"), List.of(wanted.by()), wrong);
        readChoice(fields.get("rule"), inside(place, "rule"), List.of(wanted.under()), wrong);
        return readPrice(fields.get("value"), inside(place, "value"), signed, increment);
    }

    // Lists and answers.

    @SafeVarargs
    private static <T> List<T> joined(Collection<? extends T>... lists) {
        List<T> all = new ArrayList<>();
        for (Collection<? extends T> one : lists) all.addAll(one);
        return all;
    }

    private static <T> List<T> with(Collection<? extends T> list, T last) {
        List<T> all = new ArrayList<>(list);
        all.add(last);
        return all;
    }

    private static <T> List<T> orNone(List<T> list) {
        return list == null ? List.of() : list;
    }

    static <T> Map.Entry<String, T> entry(String name, T value) {
        return Map.entry(name, value);
    }

    /** Values by names, in their order. */
    @SafeVarargs
    static <T> Map<String, T> table(Map.Entry<String, T>... entries) {
        Map<String, T> all = new LinkedHashMap<>();
        for (Map.Entry<String, T> one : entries) all.put(one.getKey(), one.getValue());
        return Collections.unmodifiableMap(all);
    }

    private static Map<String, Object> answer(Object... parts) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int at = 0; at < parts.length; at += 2) all.put((String) parts[at], parts[at + 1]);
        return all;
    }

    private static Object step(String text, String value, String clause) {
        return answer("text", text, "value", value, "clause", clause);
    }

    // Figures that may be missing.

    private static Figure both(Figure left, Figure right, BiFunction<Fraction, Fraction, Figure> of) {
        if (left instanceof Missing) return left;
        if (right instanceof Missing) return right;
        return of.apply((Fraction) left, (Fraction) right);
    }

    static Figure plus(Figure left, Figure right) {
        return both(left, right, Fraction::add);
    }

    static Figure minus(Figure left, Figure right) {
        return both(left, right, Fraction::subtract);
    }

    static Figure times(Figure left, Figure right) {
        return both(left, right, Fraction::multiply);
    }

    static Figure dividedBy(Figure left, Figure right) {
        return both(
                left,
                right,
                (a, b) -> b.signum() == 0 ? new Missing("a division by zero") : a.divide(b));
    }

    static Figure lesserOf(Figure left, Figure right) {
        return both(left, right, TenorRuntime::lesser);
    }

    static Figure greaterOf(Figure left, Figure right) {
        return both(left, right, TenorRuntime::greater);
    }

    static Figure roundedTo(Figure figure, Fraction increment, String mode) {
        return figure instanceof Fraction value ? roundTo(value, increment, mode) : figure;
    }

    /** Whether a condition holds. */
    sealed interface Verdict permits Holds, Against {}

    record Holds() implements Verdict {}

    /** Why a condition does not hold; undecided for want of a figure. */
    record Against(String reason, boolean undecided) implements Verdict {}

    private static boolean compares(Fraction left, String comparison, Fraction right) {
        int order = left.compareTo(right);
        return switch (comparison) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "=" -> order == 0;
            case "!=" -> order != 0;
            default -> throw new IllegalArgumentException(comparison);
        };
    }

    static Verdict holds(Figure left, String comparison, Figure right, String text) {
        if (left instanceof Missing missing) return new Against(missing.reason(), true);
        if (right instanceof Missing missing) return new Against(missing.reason(), true);
        boolean so = compares((Fraction) left, comparison, (Fraction) right);
        return so ? new Holds() : new Against("not " + text, false);
    }

    static Verdict allOf(Verdict... verdicts) {
        Verdict found = new Holds();
        for (Verdict one : verdicts) {
            if (!(one instanceof Against against)) continue;
            if (!against.undecided()) return against;
            if (found instanceof Holds) found = against;
        }
        return found;
    }

    static Verdict anyOf(Verdict... verdicts) {
        Verdict found = null;
        for (Verdict one : verdicts) {
            if (!(one instanceof Against against)) return one;
            boolean first = found == null || !((Against) found).undecided() && against.undecided();
            if (first) found = against;
        }
        return found;
    }

    static Verdict notSo(Verdict verdict, String text) {
        if (!(verdict instanceof Against against)) return new Against("not " + text, false);
        return against.undecided() ? against : new Holds();
    }

    // What an index is given on one day.

    /** What an index reads; a field that it does not read is refused. */
    record IndexReads(
            Map<String, List<String>> kinds,
            List<String> attributes,
            boolean sized,
            Object window,
            boolean signed,
            boolean excludes,
            List<String> fallback,
            List<String> indices,
            Fraction increment,
            boolean accrues,
            boolean chained,
            String version,
            List<String> links,
            Map<String, List<String>> known) {}

    /** One input of an index; the part of the window it fell into and the weight it counts with. */
    record Observation(
            int at,
            String kind,
            String source,
            Fraction price,
            Fraction size,
            Map<String, String> attributes,
            String day,
            BigInteger time,
            String id,
            int part,
            Fraction weight) {
        private Observation of(int place) {
            return new Observation(
                    place, kind, source, price, size, attributes, day, time, id, part, weight);
        }

        private Observation inPart(int own) {
            return new Observation(
                    at, kind, source, price, size, attributes, day, time, id, own, weight);
        }

        private Observation priced(Fraction other) {
            return new Observation(
                    at, kind, source, other, size, attributes, day, time, id, part, weight);
        }

        private Observation sized(Fraction other) {
            return new Observation(
                    at, kind, source, price, other, attributes, day, time, id, part, weight);
        }

        private Observation weighing(Fraction other) {
            return new Observation(
                    at, kind, source, price, size, attributes, day, time, id, part, other);
        }

        private String words() {
            return kind + " of " + source + " at " + show(price);
        }
    }

    /** From an instant until before another. */
    record Window(BigInteger from, BigInteger until) {
        private boolean holds(BigInteger time) {
            return from.compareTo(time) <= 0 && time.compareTo(until) < 0;
        }
    }

    /** The input of an index, read; fallback fields are read when a fallback needs them. */
    record IndexInput(
            IndexReads reads,
            String date,
            List<Observation> observations,
            Fields fields,
            Window window,
            List<String> days) {}

    static IndexInput readIndexInput(Object value, IndexReads reads) {
        boolean windowed = reads.window() instanceof Number || Boolean.TRUE.equals(reads.window());
        boolean daily = "days".equals(reads.window());
        List<String> needed = new ArrayList<>(List.of("date", "observations"));
        if (windowed) needed.add("window");
        if (daily) needed.add("days");
        if (reads.accrues()) needed.add("business");
        List<String> linked = reads.links() == null ? List.of() : List.of("links");
        Fields fields = readFields(value, "", needed, joined(reads.fallback(), linked));
        String date = readDate(fields.get("date"), "date");
        Window window = windowed ? readWindow(fields.get("window"), date, reads.window()) : null;
        List<String> days = daily ? readDays(fields.get("days"), date) : List.of();
        List<Observation> read =
                readList(
                        fields.get("observations"),
                        "observations",
                        (one, place) -> readObservation(one, place, reads));
        List<Observation> observations = new ArrayList<>();
        for (Observation one : read) observations.add(one.of(observations.size()));
        requireDistinct(
                observations.stream()
                        .filter(one -> one.id() != null)
                        .map(one -> one.kind() + " " + one.id() + " of " + one.source())
                        .toList(),
                "observations",
                "id of a source");
        IndexInput given = new IndexInput(reads, date, observations, fields, window, days);
        if (fields.has("previous")) readPrevious(given);
        if (fields.has("indices")) readIndices(fields.get("indices"), reads.indices());
        return given;
    }

    private static List<String> readDays(Object value, String date) {
        List<String> days = readList(value, "days", TenorRuntime::readDate);
        if (days.isEmpty()) throw refuseAt("days", "no-days", "at least one day", "none");
        for (int at = 0; at < days.size(); at++) {
            String day = days.get(at);
            String place = "days[" + at + "]";
            if (at > 0 && day.compareTo(days.get(at - 1)) <= 0)
                throw refuseAt(place, "days-out-of-order", "a day after " + days.get(at - 1), day);
            if (day.compareTo(date) > 0)
                throw refuseAt(place, "days-out-of-order", "a day up to " + date, day);
        }
        return days;
    }

    private static Window readWindow(Object value, String date, Object length) {
        Fields fields = readFields(value, "window", List.of("from", "until"));
        BigInteger from = readInstant(fields.get("from"), "window.from");
        BigInteger until = readInstant(fields.get("until"), "window.until");
        if (until.compareTo(from) <= 0)
            throw refuseAt("window", "window-empty", "an end after its start", "none");
        // A window of a given length may begin days before; where it ends is what is near.
        if (!(length instanceof Number)) requireNear(from, date, "window.from");
        requireNear(until, date, "window.until");
        if (length instanceof Number long_
                && !until.subtract(from).equals(nanoseconds(long_.longValue())))
            throw refuseAt("window", "window-length", length + " milliseconds", "another length");
        return new Window(from, until);
    }

    private static Observation readObservation(Object value, String place, IndexReads reads) {
        List<String> required = new ArrayList<>(List.of("source", "price"));
        if ("days".equals(reads.window())) required.add("day");
        else if (!Boolean.FALSE.equals(reads.window())) required.add("time");
        if (reads.sized()) required.add("size");
        if (!reads.attributes().isEmpty()) required.add("attributes");
        List<String> kinds = List.copyOf(reads.kinds().keySet());
        List<String> optional =
                Stream.of("kind", "id", "time", "size").filter(one -> !required.contains(one)).toList();
        if (kinds.size() > 1) required.add(0, "kind");
        Fields fields = readFields(value, place, required, optional);
        boolean told = kinds.size() > 1 || fields.has("kind");
        Object given = told ? fields.get("kind") : reads.kinds().keySet().iterator().next();
        String kind =
                readChoice(given, inside(place, "kind"), reads.kinds().keySet(), "unknown-kind");
        String source = readText(fields.get("source"), inside(place, "source"));
        List<String> known = reads.kinds().get(kind);
        if (!known.isEmpty()) readChoice(source, inside(place, "source"), known, "unknown-source");
        Fraction price = readPrice(fields.get("price"), inside(place, "price"), reads.signed());
        Fraction size =
                fields.has("size") ? readSize(fields.get("size"), inside(place, "size")) : ONE;
        Map<String, String> attributes =
                readAttributes(fields.get("attributes"), inside(place, "attributes"), reads);
        String day = fields.has("day") ? readDate(fields.get("day"), inside(place, "day")) : null;
        BigInteger time =
                fields.has("time") ? readInstant(fields.get("time"), inside(place, "time")) : null;
        String id = fields.has("id") ? readText(fields.get("id"), inside(place, "id")) : null;
        return new Observation(0, kind, source, price, size, attributes, day, time, id, 1, ONE);
    }

    private static Map<String, String> readAttributes(Object value, String place, IndexReads reads) {
        Map<String, String> found = new LinkedHashMap<>();
        if (reads.attributes().isEmpty()) return found;
        Fields fields = readFields(value, place, reads.attributes());
        for (String name : reads.attributes()) {
            List<String> choices = reads.known() == null ? null : reads.known().get(name);
            String own = inside(place, name);
            Object one = fields.get(name);
            found.put(
                    name,
                    choices == null
                            ? readText(one, own)
                            : readChoice(one, own, choices, "unknown-" + name));
        }
        return found;
    }

    /** The value published before and how many publications in a row have repeated it. */
    private record Previous(Fraction value, BigInteger repeats, List<String> excluded) {}

    private static Previous readPrevious(IndexInput given) {
        IndexReads reads = given.reads();
        Object value = given.fields().get("previous");
        if (value == ABSENT)
            throw refuseAt("previous", "missing-input", "the value before, or null", "nothing");
        if (value == null) return null;
        List<String> excluding = reads.excludes() ? List.of("excluded") : List.of();
        Fields fields =
                readFields(
                        value,
                        "previous",
                        joined(List.of("value", "repeats"), excluding),
                        reads.chained() ? List.of("chain") : List.of());
        return new Previous(
                readPrice(fields.get("value"), "previous.value", reads.signed(), reads.increment()),
                readCount(fields.get("repeats"), "previous.repeats"),
                reads.excludes()
                        ? readList(fields.get("excluded"), "previous.excluded", TenorRuntime::readText)
                        : List.of());
    }

    private static Map<String, Fraction> readIndices(Object value, List<String> known) {
        Fields fields = readFields(value, "indices", List.of(), known);
        Map<String, Fraction> found = new LinkedHashMap<>();
        for (String name : known) {
            if (!fields.has(name)) continue;
            Object one = fields.get(name);
            found.put(name, one == null ? null : readPrice(one, inside("indices", name), true));
        }
        return found;
    }

    private static Fraction readOther(Fields fields, String name, List<String> known) {
        Map<String, Fraction> values =
                fields.has("indices") ? readIndices(fields.get("indices"), known) : Map.of();
        if (!values.containsKey(name))
            throw refuseAt(
                    inside("indices", name), "missing-input", "its value, or null", "nothing");
        return values.get(name);
    }

    private static Fraction positive(Object value, String place) {
        Fraction price = readPrice(value, place, false);
        if (price.signum() <= 0)
            throw refuseAt(place, "price-not-positive", "a price above zero", show(price));
        return price;
    }

    private static Fraction readLink(IndexInput given, String successor) {
        String place = inside("links", successor);
        Object links = given.fields().get("links");
        Object all = links == ABSENT || links == null ? Map.of() : links;
        Fields fields = readFields(all, "links", List.of(), orNone(given.reads().links()));
        Fields link = readFields(fields.get(successor), place, List.of("retired", "successor"));
        Fraction retired = positive(link.get("retired"), inside(place, "retired"));
        return retired.divide(positive(link.get("successor"), inside(place, "successor")));
    }

    private static String columnOf(Observation one, String name) {
        boolean own = name.equals("source") || name.equals("provider");
        return own ? one.source() : one.attributes().get(name);
    }

    // What screens, caps and quorums leave of the observations.

    /** The value of one group, such as a part, with its weight and what it was made from. */
    record Group(
            Map<String, String> keys,
            Fraction value,
            Fraction weight,
            List<Integer> observations,
            BigInteger time) {
        private Group valued(Fraction other) {
            return new Group(keys, other, weight, observations, time);
        }

        private Group weighing(Fraction other) {
            return new Group(keys, value, other, observations, time);
        }

        private String name() {
            return keys.entrySet().stream()
                    .map(one -> one.getKey() + " " + one.getValue())
                    .collect(Collectors.joining(", "));
        }

        private String key(List<String> columns) {
            return columns.stream().map(keys::get).collect(Collectors.joining("\0"));
        }
    }

    /** What a basket went on from, and the prices of today for the next one. */
    private record Chained(
            Map<String, Object> before, Map<String, Object> prices, boolean renews, boolean ahead) {}

    /** What is left to work on; `failed` holds the reasons why no value can be had. */
    static final class Pool implements Cloneable {
        private List<Observation> used = List.of();
        private List<Object> dropped = List.of();
        private int parts = 1;
        private Window window = null;
        private List<String> excluded = List.of();
        private Chained chain = null;
        private List<Group> groups = List.of();
        private List<List<Group>> tables = List.of();
        private List<Object> steps = List.of();
        private List<String> failed = List.of();

        /** The same but for what is changed. */
        private Pool but(Consumer<Pool> change) {
            try {
                Pool copy = (Pool) clone();
                change.accept(copy);
                return copy;
            } catch (CloneNotSupportedException never) {
                throw new IllegalStateException(never);
            }
        }

        private Pool failing(Collection<String> reasons) {
            return but(one -> one.failed = joined(failed, reasons));
        }

        private Pool saying(Collection<?> more) {
            return but(one -> one.steps = joined(steps, more));
        }

        private Pool regrouped(List<Group> others) {
            return but(
                    one -> {
                        one.groups = others;
                        one.tables = with(tables.subList(0, Math.max(0, tables.size() - 1)), others);
                    });
        }

        private Pool grouped(List<Group> others) {
            return but(
                    one -> {
                        one.groups = others;
                        one.tables = with(tables, others);
                    });
        }
    }

    record InputLine(String kind, List<String> from) {}

    /** At least so many different values of a column, or observations where there is none. */
    record Demand(int count, String of, String column) {}

    static Pool poolOf(IndexInput given, List<String> kinds) {
        return new Pool()
                .but(
                        pool ->
                                pool.used =
                                        given.observations().stream()
                                                .filter(one -> kinds.contains(one.kind()))
                                                .map(one -> one.weighing(one.size()))
                                                .toList());
    }

    /** What there is no reason against; the reasons are kept. */
    private static Pool dropWhere(Pool pool, String clause, Function<Observation, String> against) {
        List<Observation> used = new ArrayList<>();
        List<Object> dropped = new ArrayList<>(pool.dropped);
        for (Observation one : pool.used) {
            String reason = against.apply(one);
            if (reason == null) used.add(one);
            else
                dropped.add(
                        answer("observation", "" + one.at(), "reason", reason, "clause", clause));
        }
        return pool.but(
                left -> {
                    left.used = used;
                    left.dropped = dropped;
                });
    }

    static Pool keepWhere(
            Pool pool, InputLine line, Predicate<Observation> condition, String text, String clause) {
        return dropWhere(
                pool,
                clause,
                one -> {
                    boolean from = line.from().isEmpty() || line.from().contains(one.source());
                    boolean covered = one.kind().equals(line.kind()) && from;
                    return covered && !condition.test(one) ? "not " + text : null;
                });
    }

    static Pool keepMembers(Pool pool, String column, List<String> members, String clause) {
        return dropWhere(
                pool,
                clause,
                one -> {
                    String name = columnOf(one, column);
                    return members.contains(name) ? null : column + " " + name + " is no member";
                });
    }

    static Pool cutIntoParts(Pool pool, Window window, int parts, String clause) {
        BigInteger length = window.until().subtract(window.from());
        Pool inside =
                dropWhere(
                        pool,
                        clause,
                        one ->
                                one.time() != null && window.holds(one.time())
                                        ? null
                                        : "outside the window");
        return inside.but(
                cut -> {
                    cut.used =
                            inside.used.stream()
                                    .map(
                                            one ->
                                                    one.inPart(
                                                            one.time()
                                                                            .subtract(window.from())
                                                                            .multiply(BigInteger.valueOf(parts))
                                                                            .divide(length)
                                                                            .intValueExact()
                                                                    + 1))
                                    .toList();
                    cut.parts = parts;
                    cut.window = window;
                });
    }

    static Pool cutIntoDays(Pool pool, List<String> days, String clause) {
        Pool inside =
                dropWhere(pool, clause, one -> days.contains(one.day()) ? null : "of another day");
        return inside.but(
                cut -> {
                    cut.used =
                            inside.used.stream()
                                    .map(one -> one.inPart(days.indexOf(one.day()) + 1))
                                    .toList();
                    cut.parts = days.size();
                });
    }

    static Pool keepLast(Pool pool, int count, String clause) {
        List<BigInteger> times =
                pool.used.stream()
                        .map(Observation::time)
                        .sorted(Comparator.reverseOrder())
                        .toList();
        if (times.isEmpty()) return pool;
        BigInteger first = times.get(Math.min(count, times.size()) - 1);
        return dropWhere(
                pool,
                clause,
                one -> one.time().compareTo(first) >= 0 ? null : "not among the last " + count);
    }

    private static String keyOf(Observation one, String column) {
        return column.equals("part") ? "" + one.part() : columnOf(one, column);
    }

    private static boolean isNumbered(String key) {
        return !key.isEmpty() && key.chars().allMatch(one -> one >= '0' && one <= '9');
    }

    /** An order that no three keys contradict: numbers before names, by value; the rest by characters. */
    private static int compareKeys(String a, String b) {
        boolean numbered = isNumbered(a);
        if (numbered != isNumbered(b)) return numbered ? -1 : 1;
        if (!numbered) return a.compareTo(b);
        int values = new BigInteger(a).compareTo(new BigInteger(b));
        return values != 0 ? values : a.compareTo(b);
    }

    /** The elements by the key they share, in the order of the keys. */
    private static <T> Map<String, List<T>> byKey(List<T> elements, Function<T, String> key) {
        Map<String, List<T>> found = new TreeMap<>(TenorRuntime::compareKeys);
        for (T one : elements) found.computeIfAbsent(key.apply(one), none -> new ArrayList<>()).add(one);
        return found;
    }

    private static List<String> unmet(List<Observation> observations, List<Demand> demands) {
        List<String> reasons = new ArrayList<>();
        for (Demand demand : demands) {
            Stream<?> counted = observations.stream();
            if (demand.column() != null)
                counted = observations.stream().map(one -> keyOf(one, demand.column())).distinct();
            long found = counted.count();
            if (found < demand.count())
                reasons.add(found + " " + demand.of() + ", and the quorum is " + demand.count());
        }
        return reasons;
    }

    static Pool requireQuorum(Pool pool, List<Demand> demands) {
        return pool.failing(unmet(pool.used, demands));
    }

    // Inputs quoted in other units, or of other grades, as prices of the index.

    /** What a price of one unit, grade or index becomes: price * times + plus, its size * sizes. */
    record Quoted(String name, Fraction times, Fraction plus, Fraction sizes, String clause) {
        private boolean isPlain() {
            return times.equals(ONE) && plus.equals(ZERO) && sizes.equals(ONE);
        }
    }

    static Pool turnQuotes(Pool pool, String column, List<Quoted> table) {
        List<Object> steps = new ArrayList<>();
        List<Observation> used = new ArrayList<>();
        for (Observation one : pool.used) {
            Quoted quoted =
                    column.equals("all")
                            ? table.get(0)
                            : table.stream()
                                    .filter(row -> row.name().equals(keyOf(one, column)))
                                    .findFirst()
                                    .orElse(null);
            if (quoted == null || quoted.isPlain()) {
                used.add(one);
                continue;
            }
            Fraction price = one.price().multiply(quoted.times()).add(quoted.plus());
            Fraction size = one.size().multiply(quoted.sizes());
            steps.add(step(one.words() + ", from " + quoted.name(), show(price), quoted.clause()));
            used.add(one.priced(price).sized(size).weighing(size));
        }
        return pool.saying(steps).but(turned -> turned.used = used);
    }

    // Screens.

    private static boolean deviates(Fraction value, Fraction center, Fraction threshold) {
        Fraction room = threshold.multiply(center.abs());
        return value.subtract(center).abs().compareTo(room) > 0;
    }

    private static String percent(Fraction share) {
        return show(share.multiply(100)) + "%";
    }

    private static String far(Fraction threshold, Fraction center) {
        return "deviates more than " + percent(threshold) + " from " + show(center);
    }

    private static Map<String, Fraction> mediansBy(
            List<Observation> used, Function<Observation, String> key) {
        Map<String, Fraction> medians = new LinkedHashMap<>();
        byKey(used, key)
                .forEach(
                        (name, members) ->
                                medians.put(
                                        name, median(members.stream().map(Observation::price).toList())));
        return medians;
    }

    static Pool dropDeviating(Pool pool, String column, Fraction threshold, String clause) {
        Function<Observation, String> key = one -> column == null ? "" : keyOf(one, column);
        Map<String, Fraction> medians = mediansBy(pool.used, key);
        return dropWhere(
                pool,
                clause,
                one -> {
                    Fraction center = medians.get(key.apply(one));
                    if (!deviates(one.price(), center, threshold)) return null;
                    String of = column == null ? "all" : column + " " + key.apply(one);
                    return one.words() + " " + far(threshold, center) + ", the median of " + of;
                });
    }

    /** How a group is judged: by others alone or by all; what was excluded is back within readmit. */
    record GroupScreen(Fraction threshold, boolean others, List<String> excluded, Fraction readmit) {}

    static Pool dropDeviatingGroups(Pool pool, String column, GroupScreen screen, String clause) {
        if (pool.used.isEmpty())
            return screen.readmit() == null ? pool : pool.but(one -> one.excluded = screen.excluded());
        Map<String, Fraction> medians = mediansBy(pool.used, one -> keyOf(one, column));
        List<Object> steps = new ArrayList<>();
        medians.forEach(
                (name, own) -> steps.add(step("median of " + column + " " + name, show(own), clause)));
        Fraction ofAll = median(medians.values());
        Map<String, String> against = new LinkedHashMap<>();
        medians.forEach(
                (name, own) -> {
                    List<Fraction> rest =
                            medians.entrySet().stream()
                                    .filter(one -> !one.getKey().equals(name))
                                    .map(Map.Entry::getValue)
                                    .toList();
                    if (screen.others() && rest.isEmpty()) return;
                    Fraction center = screen.others() ? median(rest) : ofAll;
                    boolean was = screen.excluded().contains(name);
                    Fraction limit =
                            was && screen.readmit() != null ? screen.readmit() : screen.threshold();
                    if (screen.others())
                        steps.add(
                                step("median of each " + column + " but " + name, show(center), clause));
                    if (!deviates(own, center, limit)) return;
                    boolean stays = was && !deviates(own, center, screen.threshold());
                    String before = stays ? ", and it was left out before" : "";
                    String median = "median " + show(own) + " of " + column + " " + name;
                    against.put(name, median + " " + far(limit, center) + before);
                });
        if (!screen.others())
            steps.add(step("median of the medians of each " + column, show(ofAll), clause));
        Pool screened = pool.saying(steps);
        if (screen.readmit() != null) {
            // What was left out before and gave nothing today has not shown that it is back.
            Stream<String> silent =
                    screen.excluded().stream().filter(name -> !medians.containsKey(name));
            List<String> out = Stream.concat(silent, against.keySet().stream()).sorted().toList();
            screened = screened.but(one -> one.excluded = out);
        }
        return dropWhere(screened, clause, one -> against.get(keyOf(one, column)));
    }

    static List<String> excludedBefore(IndexInput given) {
        Previous previous = readPrevious(given);
        return previous == null ? List.of() : previous.excluded();
    }

    static Pool dropFarFromPrevious(Pool pool, IndexInput given, Fraction threshold, String clause) {
        Previous previous = readPrevious(given);
        if (previous == null) return pool;
        String why = " " + far(threshold, previous.value()) + ", the value before";
        return dropWhere(
                pool,
                clause,
                one -> deviates(one.price(), previous.value(), threshold) ? one.words() + why : null);
    }

    static Pool dropComparing(
            Pool pool, String what, String comparison, Fraction value, String clause) {
        return dropWhere(
                pool,
                clause,
                one -> {
                    Fraction own = what.equals("price") ? one.price() : one.size();
                    if (!compares(own, comparison, value)) return null;
                    String of = what + " " + show(own) + " of " + one.words();
                    return of + " is " + comparison + " " + show(value);
                });
    }

    private static Map<String, BigInteger> newestOf(Pool pool, String column) {
        Map<String, BigInteger> newest = new HashMap<>();
        for (Observation one : pool.used)
            newest.merge(keyOf(one, column), one.time(), BigInteger::max);
        return newest;
    }

    static Pool dropOlder(Pool pool, String column, long milliseconds, String clause) {
        Map<String, BigInteger> newest = column == null ? null : newestOf(pool, column);
        return dropWhere(
                pool,
                clause,
                one -> {
                    BigInteger time = column == null ? one.time() : newest.get(keyOf(one, column));
                    BigInteger age = pool.window.until().subtract(time);
                    if (age.compareTo(nanoseconds(milliseconds)) <= 0) return null;
                    String newestOne = "the newest of " + column + " ";
                    String what = column == null ? one.words() : newestOne + keyOf(one, column);
                    return what + " is more than " + milliseconds + " milliseconds old";
                });
    }

    static Pool dropBehindNewest(Pool pool, String column, long milliseconds, String clause) {
        Map<String, BigInteger> newest = newestOf(pool, column);
        return dropWhere(
                pool,
                clause,
                one -> {
                    String name = keyOf(one, column);
                    BigInteger behind = newest.get(name).subtract(one.time());
                    if (behind.compareTo(nanoseconds(milliseconds)) <= 0) return null;
                    String than = " is more than " + milliseconds + " milliseconds behind the newest of ";
                    return one.words() + than + column + " " + name;
                });
    }

    /** Between which two values prices are brought; an end that is not there is open. */
    record Bounds(Fraction low, Fraction high) {
        private Fraction bring(Fraction value) {
            if (low != null && value.compareTo(low) < 0) return low;
            return high != null && value.compareTo(high) > 0 ? high : value;
        }
    }

    private static Pool clampEach(Pool pool, Function<Observation, Bounds> boundsOf, String clause) {
        List<Object> steps = new ArrayList<>();
        List<Observation> used = new ArrayList<>();
        for (Observation one : pool.used) {
            Fraction price = boundsOf.apply(one).bring(one.price());
            if (!price.equals(one.price()))
                steps.add(step(one.words() + " counts as", show(price), clause));
            used.add(one.priced(price));
        }
        return pool.saying(steps).but(clamped -> clamped.used = used);
    }

    static Pool clampPrices(Pool pool, Bounds bounds, String clause) {
        return clampEach(pool, one -> bounds, clause);
    }

    private static Bounds around(Fraction center, Fraction share) {
        Fraction room = share.multiply(center.abs());
        return new Bounds(center.subtract(room), center.add(room));
    }

    static Pool clampToMedian(Pool pool, String column, Fraction share, String clause) {
        Function<Observation, String> key = one -> column == null ? "" : keyOf(one, column);
        Map<String, Fraction> medians = mediansBy(pool.used, key);
        return clampEach(pool, one -> around(medians.get(key.apply(one)), share), clause);
    }

    static Pool clampGroups(Pool pool, List<String> within, Fraction share, String clause) {
        Map<String, Bounds> bounds = new HashMap<>();
        byKey(pool.groups, one -> one.key(within))
                .forEach(
                        (name, members) ->
                                bounds.put(
                                        name,
                                        around(median(members.stream().map(Group::value).toList()), share)));
        List<Object> steps = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        for (Group one : pool.groups) {
            Fraction value = bounds.get(one.key(within)).bring(one.value());
            if (!value.equals(one.value())) {
                String text = one.name() + " at " + show(one.value()) + " counts as";
                steps.add(step(text, show(value), clause));
            }
            groups.add(one.valued(value));
        }
        return pool.saying(steps).regrouped(groups);
    }

    static Pool capVolume(Pool pool, String column, Fraction cap, String clause) {
        if (pool.used.isEmpty()) return pool;
        Map<String, List<Observation>> groups = byKey(pool.used, one -> keyOf(one, column));
        if (cap.multiply(groups.size()).compareTo(ONE) < 0) {
            String cannot = "a cap of " + percent(cap) + " cannot hold for the ";
            return pool.failing(List.of(cannot + column + "s left, " + groups.size()));
        }
        List<Fraction> volumes =
                groups.values().stream()
                        .map(members -> total(members.stream().map(Observation::weight)))
                        .toList();
        Fraction total = total(volumes.stream());
        List<Fraction> shares = capShares(volumes, cap);
        Map<String, Fraction> scales = new HashMap<>();
        List<Object> steps = new ArrayList<>();
        for (String name : groups.keySet()) {
            int at = steps.size();
            Fraction share = shares.get(at);
            Fraction volume = volumes.get(at);
            scales.put(name, share.multiply(total).divide(volume));
            String before = show(volume.divide(total)) + " before the cap";
            steps.add(step("share of " + column + " " + name + ", " + before, show(share), clause));
        }
        return pool.saying(steps)
                .but(
                        capped ->
                                capped.used =
                                        pool.used.stream()
                                                .map(
                                                        one ->
                                                                one.weighing(
                                                                        one.weight()
                                                                                .multiply(scales.get(keyOf(one, column)))))
                                                .toList());
    }

    // Members of a basket over time.

    /** A member that ends with the day before a day, and what takes its place. */
    record Retired(String member, String effective, String successor) {}

    static List<String> membersOn(String date, List<String> members, List<Retired> retired) {
        List<String> inForce = members;
        for (Retired one : retired.stream().sorted(Comparator.comparing(Retired::effective)).toList()) {
            if (one.effective().compareTo(date) > 0) continue;
            inForce =
                    inForce.stream()
                            .flatMap(
                                    name ->
                                            name.equals(one.member())
                                                    ? Stream.ofNullable(one.successor())
                                                    : Stream.of(name))
                            .toList();
        }
        return inForce;
    }

    static int countMembersOn(String date, List<String> members, List<Retired> retired) {
        return membersOn(date, members, retired).size();
    }

    static Pool linkSuccessors(
            Pool pool, IndexInput given, String column, List<Retired> retired, String clause) {
        List<Object> steps = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        for (Group group : pool.groups) {
            Fraction value = group.value();
            String name = group.keys().get(column);
            Retired followed = followedBy(name, given, retired);
            while (followed != null) {
                value = value.multiply(readLink(given, name));
                name = followed.member();
                followed = followedBy(name, given, retired);
            }
            if (!name.equals(group.keys().get(column)))
                steps.add(step(group.name() + ", linked to " + name, show(value), clause));
            groups.add(group.valued(value));
        }
        return pool.saying(steps).regrouped(groups);
    }

    private static Retired followedBy(String name, IndexInput given, List<Retired> retired) {
        for (Retired one : retired)
            if (name.equals(one.successor()) && one.effective().compareTo(given.date()) <= 0) return one;
        return null;
    }

    // A basket that goes on from a base.

    /** The value on the first day, that day, the days on which all weights are set anew, and who retires. */
    record Chaining(Fraction base, String from, List<String> rebalances, List<Retired> retired) {}

    private static Map<String, Object> readChain(IndexInput given) {
        Object previous = given.fields().get("previous");
        if (previous == ABSENT || previous == null) return null;
        Object chain = readObject(previous, "previous").get("chain");
        if (chain == null) return null;
        String place = "previous.chain";
        List<String> required = List.of("date", "value", "prices");
        Object last = readFields(chain, place, required, List.of("last")).get("last");
        Map<String, Object> read = readLinked(given, chain, place, List.of("last"));
        if (last != ABSENT) read.put("last", readLinked(given, last, inside(place, "last"), List.of()));
        return read;
    }

    private static Map<String, Object> readLinked(
            IndexInput given, Object linked, String place, List<String> more) {
        Fields fields = readFields(linked, place, List.of("date", "value", "prices"), more);
        String day = readDate(fields.get("date"), inside(place, "date"));
        if (day.compareTo(given.date()) >= 0) {
            String wanted = "a day before " + given.date();
            throw refuseAt(inside(place, "date"), "chain-out-of-order", wanted, day);
        }
        Map<String, Object> prices = readObject(fields.get("prices"), inside(place, "prices"));
        prices.forEach((name, price) -> positive(price, inside(inside(place, "prices"), name)));
        Object value = fields.get("value");
        IndexReads reads = given.reads();
        readPrice(value, inside(place, "value"), reads.signed(), reads.increment());
        return answer("date", day, "value", value, "prices", prices);
    }

    private static String nameBefore(
            Map<String, Object> prices, String member, List<Retired> retired, String date) {
        String name = member;
        while (name != null && !prices.containsKey(name)) {
            String follower = name;
            name =
                    retired.stream()
                            .filter(one -> follower.equals(one.successor()))
                            .filter(one -> one.effective().compareTo(date) <= 0)
                            .map(Retired::member)
                            .findFirst()
                            .orElse(null);
        }
        return name;
    }

    /** The names that leave for good, each as the prices call it, with the day they do. */
    private static Map<String, String> leaving(
            Map<String, Object> prices, Chaining chaining, String date) {
        Map<String, String> found = new LinkedHashMap<>();
        for (Retired one : chaining.retired()) {
            if (one.successor() != null) continue;
            String name = nameBefore(prices, one.member(), chaining.retired(), date);
            if (name != null) found.put(name, one.effective());
        }
        return found;
    }

    /** What a basket goes on from: from the day a member retires the print before that day, without it. */
    private static Map<String, Object> withoutRetired(
            Map<String, Object> before, IndexInput given, Chaining chaining) {
        String date = given.date();
        String first =
                leaving(readObject(before.get("prices"), ""), chaining, date).values().stream()
                        .filter(day -> day.compareTo(date) <= 0)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        if (first == null) return before;
        String place = "previous.chain.last";
        if (!before.containsKey("last"))
            throw refuseAt(place, "missing-input", "the print before " + first, "nothing");
        Map<String, Object> last = readObject(before.get("last"), place);
        String day = (String) last.get("date");
        if (day.compareTo(first) >= 0)
            throw refuseAt(inside(place, "date"), "chain-out-of-order", "a day before " + first, day);
        Map<String, Object> prices = new LinkedHashMap<>(readObject(last.get("prices"), ""));
        leaving(prices, chaining, date)
                .forEach(
                        (name, effective) -> {
                            if (effective.compareTo(date) <= 0) prices.remove(name);
                        });
        return answer("date", day, "value", last.get("value"), "prices", prices, "last", last);
    }

    static Pool chainGroups(
            Pool pool, IndexInput given, Chaining chaining, String column, String clause) {
        if (given.date().compareTo(chaining.from()) < 0)
            throw refuseAt("date", "before-base", chaining.from() + " or later", given.date());
        Map<String, Object> handed = readChain(given);
        if (handed == null && given.date().compareTo(chaining.from()) > 0)
            throw refuseAt(
                    "previous.chain", "missing-input", "the chain of the print before", "nothing");
        Map<String, Object> before = handed == null ? null : withoutRetired(handed, given, chaining);
        Map<String, Object> known = before == null ? null : readObject(before.get("prices"), "");
        Map<Integer, String> against = new HashMap<>();
        List<Group> groups = new ArrayList<>();
        Map<String, Object> prices = new LinkedHashMap<>();
        List<Object> steps = new ArrayList<>();
        Fraction value = before == null ? chaining.base() : parse(before.get("value"));
        String since = before == null ? "the base" : "the print of " + before.get("date");
        for (Group group : pool.groups) {
            String name = group.keys().get(column);
            String called =
                    known == null ? name : nameBefore(known, name, chaining.retired(), given.date());
            if (group.value().signum() <= 0 || called == null) {
                for (int at : group.observations())
                    against.put(at, group.name() + " has no price to go on from");
                continue;
            }
            Fraction then = known == null ? group.value() : parse(known.get(called));
            Group moved = group.valued(value.multiply(group.value().divide(then)));
            groups.add(moved);
            prices.put(name, show(group.value()));
            steps.add(step(group.name() + ", from " + since + " on", show(moved.value()), clause));
        }
        boolean renews =
                before == null
                        || chaining.rebalances().stream()
                                .anyMatch(
                                        day ->
                                                day.compareTo((String) before.get("date")) > 0
                                                        && day.compareTo(given.date()) <= 0);
        boolean ahead =
                leaving(renews ? prices : known, chaining, "9999-12-31").values().stream()
                        .anyMatch(day -> day.compareTo(given.date()) > 0);
        return dropWhere(pool, clause, one -> against.get(one.at()))
                .grouped(groups)
                .saying(steps)
                .but(one -> one.chain = new Chained(before, prices, renews, ahead));
    }

    private static Map<String, Object> chainAfter(Chained chained, IndexInput given, String printed) {
        if (chained == null) return readChain(given);
        Map<String, Object> today =
                answer("date", given.date(), "value", printed, "prices", chained.prices());
        Map<String, Object> kept =
                chained.before() == null || chained.renews() ? today : chained.before();
        Map<String, Object> next =
                answer("date", kept.get("date"), "value", kept.get("value"), "prices", kept.get("prices"));
        if (chained.ahead()) next.put("last", today);
        return next;
    }

    // Values of groups.

    record StepRounding(String mode, Fraction increment) {}

    record AtLeast(int count, String of) {}

    /** One value for each, inside the columns that later groupings still need. */
    record Grouping(
            String each,
            List<String> within,
            String statistic,
            String text,
            String clause,
            Fraction trim,
            String weigh,
            List<Demand> quorum,
            StepRounding round,
            AtLeast atLeast) {}

    /** Each price counts for as long as it stood; several of one instant share its stretch. */
    private static Fraction timeWeighted(List<Group> members, Fraction until) {
        TreeMap<BigInteger, List<Group>> together = new TreeMap<>();
        for (Group one : members)
            together.computeIfAbsent(one.time(), none -> new ArrayList<>()).add(one);
        List<Weighed> weighed = new ArrayList<>();
        together.forEach(
                (time, standing) -> {
                    BigInteger next = together.higherKey(time);
                    Fraction end = next == null ? until : Fraction.of(next);
                    Fraction stood = end.subtract(Fraction.of(time));
                    for (Group one : standing)
                        weighed.add(
                                new Weighed(one.value(), stood.divide(Fraction.of(standing.size()))));
                });
        return weightedMean(weighed);
    }

    private static Fraction statistic(
            String name, List<Group> members, Fraction trim, Fraction until) {
        List<Fraction> values = members.stream().map(Group::value).toList();
        List<Weighed> weighed =
                members.stream().map(one -> new Weighed(one.value(), one.weight())).toList();
        return switch (name) {
            case "median" -> median(values);
            case "mean" -> mean(values);
            case "trimmed-mean" -> trimmedMean(values, trim);
            case "time-weighted-mean" -> timeWeighted(members, until);
            case "last" -> {
                BigInteger newest = members.stream().map(Group::time).reduce(BigInteger::max).get();
                yield median(
                        members.stream()
                                .filter(one -> one.time().equals(newest))
                                .map(Group::value)
                                .toList());
            }
            case "volume-weighted-median" -> weightedMedian(weighed);
            default -> weightedMean(weighed);
        };
    }

    private static Group asGroup(Observation one, List<String> columns) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String column : columns) keys.put(column, keyOf(one, column));
        return new Group(keys, one.price(), one.weight(), List.of(one.at()), one.time());
    }

    private static Fraction endOf(Pool pool, String part) {
        if (pool.window == null) return null;
        if (part == null) return Fraction.of(pool.window.until());
        BigInteger length = pool.window.until().subtract(pool.window.from());
        Fraction share = new Fraction(new BigInteger(part), BigInteger.valueOf(pool.parts));
        return Fraction.of(pool.window.from()).add(Fraction.of(length).multiply(share));
    }

    private static Fraction weightOf(List<Group> members, String weigh) {
        if ("equal".equals(weigh)) return ONE;
        if ("count".equals(weigh))
            return Fraction.of(members.stream().mapToLong(one -> one.observations().size()).sum());
        return total(members.stream().map(Group::weight));
    }

    private static List<String> tooFew(
            List<Group> members, Grouping grouping, Map<Integer, Observation> byPosition) {
        AtLeast least = grouping.atLeast();
        List<String> few = new ArrayList<>();
        if (least != null && members.size() < least.count())
            few.add("has " + members.size() + " " + least.of() + ", fewer than " + least.count());
        List<Observation> behind =
                members.stream()
                        .flatMap(one -> one.observations().stream())
                        .map(byPosition::get)
                        .toList();
        for (String reason : unmet(behind, orNone(grouping.quorum()))) few.add("has " + reason);
        return few;
    }

    static Pool valueOfEach(Pool pool, Grouping grouping) {
        List<String> columns = joined(List.of(grouping.each()), grouping.within());
        List<Group> before =
                pool.tables.isEmpty()
                        ? pool.used.stream().map(one -> asGroup(one, columns)).toList()
                        : pool.groups;
        Map<Integer, Observation> byPosition = new HashMap<>();
        for (Observation one : pool.used) byPosition.put(one.at(), one);
        List<Group> groups = new ArrayList<>();
        List<Object> steps = new ArrayList<>();
        Map<Integer, String> against = new HashMap<>();
        for (List<Group> members : byKey(before, one -> one.key(columns)).values()) {
            Map<String, String> keys = new LinkedHashMap<>();
            for (String column : columns) keys.put(column, members.get(0).keys().get(column));
            List<Integer> positions =
                    members.stream().flatMap(one -> one.observations().stream()).toList();
            List<String> lacks = tooFew(members, grouping, byPosition);
            Fraction weight = weightOf(members, grouping.weigh());
            Group group = new Group(keys, ZERO, weight, positions, null);
            if (!lacks.isEmpty()) {
                String why = group.name() + " " + String.join(", ", lacks);
                for (int at : positions) against.put(at, why);
                continue;
            }
            Fraction until = endOf(pool, keys.get("part"));
            Fraction value = statistic(grouping.statistic(), members, grouping.trim(), until);
            if (grouping.round() != null)
                value = roundTo(value, grouping.round().increment(), grouping.round().mode());
            groups.add(group.valued(value));
            steps.add(step(grouping.text() + ", " + group.name(), show(value), grouping.clause()));
        }
        return dropWhere(pool, grouping.clause(), one -> against.get(one.at()))
                .grouped(groups)
                .saying(steps);
    }

    static Pool oneOfEach(Pool pool, String each, List<String> within, String clause) {
        String text = "price of each " + each;
        Pool made =
                valueOfEach(
                        pool,
                        new Grouping(each, within, "median", text, clause, null, null, null, null, null));
        for (Group one : made.groups)
            if (one.observations().size() > 1) {
                String place = "observations[" + one.observations().get(1) + "]";
                throw refuseAt(place, "several-prices", "one price for " + one.name(), "several");
            }
        return made;
    }

    static Pool requireEveryPart(Pool pool) {
        Set<Integer> found = pool.used.stream().map(Observation::part).collect(Collectors.toSet());
        String missing =
                IntStream.rangeClosed(1, pool.parts)
                        .filter(part -> !found.contains(part))
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(", "));
        return missing.isEmpty() ? pool : pool.failing(List.of("part " + missing + " is empty"));
    }

    static Pool repeatEmptyParts(Pool pool, List<String> within, String clause) {
        List<String> failed = new ArrayList<>();
        List<Object> steps = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        for (List<Group> members : byKey(pool.groups, one -> one.key(within)).values()) {
            Group last = null;
            for (int part = 1; part <= pool.parts; part++) {
                String name = "" + part;
                Group own =
                        members.stream()
                                .filter(one -> one.keys().get("part").equals(name))
                                .findFirst()
                                .orElse(null);
                if (own == null && last == null) {
                    failed.add("part " + part + " is empty, and none is before it");
                    break;
                }
                if (own == null) {
                    Map<String, String> keys = new LinkedHashMap<>(last.keys());
                    keys.put("part", name);
                    own = new Group(keys, last.value(), last.weight(), List.of(), last.time());
                    String text = own.name() + " repeats the part before";
                    steps.add(step(text, show(own.value()), clause));
                }
                last = own;
                groups.add(own);
            }
        }
        return pool.saying(steps).failing(failed).regrouped(groups);
    }

    /** How an index weighs its groups, and the most that one may weigh of the whole. */
    record Weighing(
            String scheme,
            String column,
            Map<String, Fraction> shares,
            Integer members,
            Fraction capTimesEqualShare,
            Fraction cap) {
        private Fraction raw(Group group) {
            if (scheme.equals("equal")) return ONE;
            return scheme.equals("volume") ? group.weight() : shares.get(group.keys().get(column));
        }
    }

    static Pool weighGroups(Pool pool, Weighing weighing, String clause) {
        if (pool.groups.isEmpty()) return pool;
        int count = pool.groups.size();
        int members = weighing.members() == null ? count : weighing.members();
        List<Fraction> raw = pool.groups.stream().map(weighing::raw).toList();
        Fraction cap = weighing.cap();
        if (weighing.capTimesEqualShare() != null)
            cap = weighing.capTimesEqualShare().divide(Fraction.of(members));
        if (cap != null && cap.multiply(count).compareTo(ONE) < 0) {
            String of = count + " of " + members;
            return pool.failing(List.of(of + " cannot carry all weight at " + show(cap) + " each"));
        }
        Fraction total = total(raw.stream());
        List<Fraction> weights =
                cap == null ? raw.stream().map(one -> one.divide(total)).toList() : capShares(raw, cap);
        boolean said = cap != null || !weighing.scheme().equals("equal");
        List<Group> groups = new ArrayList<>();
        List<Object> steps = new ArrayList<>();
        for (Group one : pool.groups) {
            Group weighed = one.weighing(weights.get(groups.size()));
            groups.add(weighed);
            if (said) steps.add(step("weight of " + one.name(), show(weighed.weight()), clause));
        }
        return pool.saying(steps).but(weighed -> weighed.groups = groups);
    }

    // From the tiers of an index to the first that has a value.

    /** What a tier came to: a value, or the reasons why it has none. */
    record Attempt(
            Fraction value,
            boolean exactly,
            BigInteger repeats,
            List<Object> steps,
            List<String> reasons,
            Pool pool) {
        private static Attempt none(List<String> reasons, Pool pool) {
            return new Attempt(null, false, BigInteger.ZERO, List.of(), reasons, pool);
        }

        private static Attempt of(Fraction value, boolean exactly, List<Object> steps, Pool pool) {
            return new Attempt(value, exactly, BigInteger.ZERO, steps, List.of(), pool);
        }
    }

    static Attempt valueOver(Pool pool, String statistic, String text, String clause) {
        return valueOver(pool, statistic, text, clause, null);
    }

    static Attempt valueOver(Pool pool, String statistic, String text, String clause, Fraction trim) {
        List<Group> items =
                pool.tables.isEmpty()
                        ? pool.used.stream().map(one -> asGroup(one, List.of())).toList()
                        : pool.groups;
        String nothing = "nothing is left to take a value from";
        List<String> reasons = items.isEmpty() ? with(pool.failed, nothing) : pool.failed;
        if (!reasons.isEmpty()) return Attempt.none(reasons, pool);
        Fraction value = statistic(statistic, items, trim, endOf(pool, null));
        return Attempt.of(value, false, with(pool.steps, step(text, show(value), clause)), pool);
    }

    static Attempt heldToPrevious(Attempt attempt, IndexInput given, Fraction share, String clause) {
        Previous previous = readPrevious(given);
        Fraction value = attempt.value();
        if (value == null || previous == null || previous.value().n.signum() == 0) return attempt;
        Fraction held = around(previous.value(), share).bring(value);
        if (held.compareTo(value) == 0) return attempt;
        String center = show(previous.value());
        String far = show(value) + " is further than " + percent(share) + " from " + center;
        String text = far + ", the value before, and counts as";
        List<Object> steps = with(attempt.steps(), step(text, show(held), clause));
        return Attempt.of(held, false, steps, attempt.pool());
    }

    static Attempt repeated(IndexInput given, long atMost, String text, String clause) {
        Previous previous = readPrevious(given);
        if (previous == null) return Attempt.none(List.of("nothing was published before"), null);
        if (previous.repeats().compareTo(BigInteger.valueOf(atMost)) >= 0) {
            String often = "the previous value has been repeated " + previous.repeats() + " times";
            return Attempt.none(List.of(often + ", and the most is " + atMost), null);
        }
        return new Attempt(
                previous.value(),
                true,
                previous.repeats().add(BigInteger.ONE),
                List.of(step(text, show(previous.value()), clause)),
                List.of(),
                null);
    }

    static Attempt fromFormula(Figure figure, boolean rounded, String text, String clause) {
        if (figure instanceof Missing missing) return Attempt.none(List.of(missing.reason()), null);
        Fraction value = (Fraction) figure;
        return Attempt.of(value, rounded, List.of(step(text, show(value), clause)), null);
    }

    static Figure otherIndex(IndexInput given, String name) {
        Fraction value = readOther(given.fields(), name, given.reads().indices());
        return value == null ? new Missing(name + " was not published") : value;
    }

    static Attempt determined(IndexInput given, Wanted wanted, String clause) {
        IndexReads reads = given.reads();
        String place = "determination";
        Object told = given.fields().get(place);
        Fraction value = readDetermination(told, place, wanted, reads.signed(), reads.increment());
        return Attempt.of(value, true, List.of(step(wanted.text(), show(value), clause)), null);
    }

    /** A rounding as the spec states it; what ties lean to is told. */
    record Rounding(
            String mode, Fraction increment, int decimals, String text, String clause, String toward) {}

    record IndexTier(String tier, String clause, Supplier<Attempt> take) {}

    static Map<String, Object> firstWithValue(
            IndexInput given, String index, Rounding rounding, List<IndexTier> tiers) {
        IndexReads reads = given.reads();
        List<Object> skipped = new ArrayList<>();
        List<String> told = new ArrayList<>();
        List<String> excluded = reads.excludes() ? excludedBefore(given) : List.of();
        for (IndexTier tier : tiers) {
            Attempt attempt = tier.take().get();
            Pool pool = attempt.pool();
            excluded = pool == null ? excluded : pool.excluded;
            if (attempt.value() == null) {
                List<String> reasons = attempt.reasons();
                List<Object> dropped = pool == null ? List.of() : pool.dropped;
                told.add(tier.tier() + ": " + String.join("; ", reasons));
                skipped.add(
                        answer(
                                "tier",
                                tier.tier(),
                                "clause",
                                tier.clause(),
                                "reasons",
                                reasons,
                                "dropped",
                                dropped));
                continue;
            }
            Fraction value = attempt.value();
            if (!attempt.exactly()) value = roundTo(value, rounding.increment(), rounding.mode());
            if (!reads.signed() && value.signum() < 0)
                throw refuseAt(
                        tier.tier(), "negative-price", "a price of zero or more", show(value));
            String printed = toFixed(value, rounding.decimals());
            List<Object> steps = attempt.steps();
            if (!attempt.exactly())
                steps = with(steps, step(rounding.text(), printed, rounding.clause()));
            Map<String, Object> evidence = evidenceOf(pool);
            evidence.put("excluded", excluded);
            Map<String, Object> chain =
                    reads.chained()
                            ? chainAfter(pool == null ? null : pool.chain, given, printed)
                            : null;
            if (chain != null) evidence.put("chain", chain);
            Map<String, Object> found =
                    answer("index", index, "date", given.date(), "value", printed, "tier", tier.tier());
            found.put("repeats", attempt.repeats().toString());
            if (reads.version() != null) found.put("version", reads.version());
            found.put("skipped", skipped);
            found.put("evidence", evidence);
            found.put("steps", steps);
            return found;
        }
        String wanted = "a value of " + index + " from one of its tiers";
        throw refuseAt("", "no-value", wanted, String.join(" | ", told));
    }

    private static Map<String, Object> evidenceOf(Pool pool) {
        List<Object> shares = new ArrayList<>();
        List<Object> groups = new ArrayList<>();
        List<Observation> used = pool == null ? List.of() : pool.used;
        Fraction total = total(used.stream().map(Observation::weight));
        byKey(used, one -> one.source() + "\0" + one.kind())
                .forEach(
                        (key, members) -> {
                            Observation first = members.get(0);
                            Fraction own = total(members.stream().map(Observation::weight));
                            String share = show(own.divide(total));
                            shares.add(
                                    answer(
                                            "source",
                                            first.source(),
                                            "kind",
                                            first.kind(),
                                            "share",
                                            share));
                        });
        if (pool != null)
            for (List<Group> table : pool.tables)
                for (Group one : table)
                    groups.add(
                            answer(
                                    "name",
                                    one.name(),
                                    "value",
                                    show(one.value()),
                                    "weight",
                                    show(one.weight()),
                                    "observations",
                                    one.observations().stream().map(String::valueOf).toList()));
        List<String> places = used.stream().map(one -> "" + one.at()).toList();
        List<Object> dropped = pool == null ? List.of() : pool.dropped;
        return answer("used", places, "dropped", dropped, "shares", shares, "groups", groups);
    }

    // What a settlement day is given.

    record DayTicks(Fraction outright, Fraction spread, Fraction settlement) {}

    /** What a daily settlement reads; a field that it does not read is refused. */
    record DayReads(
            List<String> month,
            boolean spreads,
            boolean lead,
            boolean time,
            List<String> indices,
            boolean determination,
            boolean signed,
            DayTicks ticks,
            List<String> dates,
            boolean formerTicks) {}

    private record Trade(BigInteger time, Fraction price, Fraction size) {
        private Trade turned() {
            return new Trade(time, price.negate(), size);
        }
    }

    private record Quote(BigInteger time, Fraction bid, Fraction ask) {}

    /** What one contract month shows on a settlement day; elsewhere if it trades by another text. */
    private record Month(
            String at,
            String period,
            Fraction previous,
            Fraction last,
            List<Trade> trades,
            List<Quote> quotes,
            boolean spot,
            boolean expiring,
            Map<String, String> dates,
            Object determination,
            boolean elsewhere,
            Fraction settled) {}

    private record Pair(String first, String second) {}

    /** A settlement day, read; the months in the order of their periods. */
    record Day(
            DayReads reads,
            String date,
            BigInteger time,
            String lead,
            List<Month> months,
            Map<Pair, List<Trade>> spreads,
            Fields fields) {}

    static Day readDay(Object value, DayReads reads) {
        List<String> needed = new ArrayList<>(List.of("date", "months"));
        if (reads.time()) needed.add("settlementTime");
        if (reads.lead()) needed.add("lead");
        if (reads.spreads()) needed.add("spreads");
        boolean indexed = !reads.indices().isEmpty();
        Fields fields = readFields(value, "", needed, indexed ? List.of("indices") : List.of());
        String date = readDate(fields.get("date"), "date");
        BigInteger time = BigInteger.ZERO;
        if (reads.time()) {
            time = readInstant(fields.get("settlementTime"), "settlementTime");
            requireNear(time, date, "settlementTime");
        }
        List<Month> months =
                readList(fields.get("months"), "months", (one, place) -> readMonth(one, place, reads));
        List<String> periods = months.stream().map(Month::period).toList();
        requireDistinct(periods, "months", "month");
        String lead = reads.lead() ? readText(fields.get("lead"), "lead") : null;
        if (lead != null && !periods.contains(lead))
            throw refuseAt("lead", "unknown-month", "one of " + String.join(", ", periods), lead);
        Map<Pair, List<Trade>> spreads =
                reads.spreads() ? readSpreads(fields.get("spreads"), months, reads) : Map.of();
        if (fields.has("indices")) readIndices(fields.get("indices"), reads.indices());
        List<Month> ordered =
                months.stream().sorted(Comparator.comparing(Month::period)).toList();
        return new Day(reads, date, time, lead, ordered, spreads, fields);
    }

    private static final Pattern PERIOD =
            Pattern.compile(
                    "[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?"
                            + "|-W(?:0[1-9]|[1-4][0-9]|5[0-3])|-Q[1-4])?");

    private static String readPeriod(Object value, String place) {
        if (!(value instanceof String text) || !PERIOD.matcher(text).matches())
            throw refuseAt(place, "not-a-period", "a period such as 2027-03", inWords(value));
        return text;
    }

    private static Month readMonth(Object value, String at, DayReads reads) {
        boolean dated = reads.dates() != null && !reads.dates().isEmpty();
        Fields fields =
                readFields(
                        value,
                        at,
                        joined(
                                List.of("period", "previous"),
                                reads.month(),
                                dated ? List.of("dates") : List.of()),
                        reads.determination()
                                ? List.of("determination", "settled")
                                : List.of("settled"));
        // What trades by another text has the ticks of that one.
        boolean elsewhere = fields.has("settled");
        Fraction outright = elsewhere ? null : reads.ticks().outright();
        Fraction settlement = elsewhere ? null : reads.ticks().settlement();
        BiFunction<String, Fraction, Fraction> price =
                (name, tick) ->
                        !fields.has(name) || fields.get(name) == null
                                ? null
                                : readPrice(fields.get(name), inside(at, name), reads.signed(), tick);
        Fraction previous = price.apply("previous", reads.formerTicks() ? null : settlement);
        Fraction last = price.apply("finalSettlement", settlement);
        Fraction settled = price.apply("settled", null);
        List<Trade> trades =
                fields.has("trades")
                        ? readTrades(fields.get("trades"), inside(at, "trades"), reads.signed(), outright)
                        : List.of();
        String period = readPeriod(fields.get("period"), inside(at, "period"));
        List<Quote> quotes =
                fields.has("quotes")
                        ? readList(
                                fields.get("quotes"),
                                inside(at, "quotes"),
                                (one, place) -> readQuote(one, place, reads.signed(), outright))
                        : List.of();
        boolean spot =
                reads.month().contains("spot") && readFlag(fields.get("spot"), inside(at, "spot"));
        boolean expiring =
                reads.month().contains("expiring")
                        && readFlag(fields.get("expiring"), inside(at, "expiring"));
        Map<String, String> dates = new HashMap<>();
        if (dated) {
            String place = inside(at, "dates");
            Fields given = readFields(fields.get("dates"), place, reads.dates());
            for (String name : reads.dates())
                dates.put(name, readDate(given.get(name), inside(place, name)));
        }
        Object told = fields.get("determination");
        return new Month(
                at, period, previous, last, trades, quotes, spot, expiring, dates, told, elsewhere, settled);
    }

    private static List<Trade> readTrades(Object value, String place, boolean signed, Fraction tick) {
        Set<String> seen = new HashSet<>();
        return readList(
                value,
                place,
                (one, at) -> {
                    Fields fields =
                            readFields(one, at, List.of("time", "price", "size"), List.of("id"));
                    if (fields.has("id")) {
                        String name = readText(fields.get("id"), inside(at, "id"));
                        if (!seen.add(name))
                            throw refuseAt(
                                    inside(at, "id"), "duplicate", "each trade once", name + " twice");
                    }
                    Fraction size = readSize(fields.get("size"), inside(at, "size"));
                    if (!size.isWhole())
                        throw refuseAt(
                                inside(at, "size"), "not-an-integer", "a whole number", show(size));
                    BigInteger time = readInstant(fields.get("time"), inside(at, "time"));
                    Fraction price = readPrice(fields.get("price"), inside(at, "price"), signed, tick);
                    return new Trade(time, price, size);
                });
    }

    private static Quote readQuote(Object value, String at, boolean signed, Fraction tick) {
        Fields fields = readFields(value, at, List.of("time", "bid", "ask"));
        Function<String, Fraction> side =
                name ->
                        fields.get(name) == null
                                ? null
                                : readPrice(fields.get(name), inside(at, name), signed, tick);
        Fraction bid = side.apply("bid");
        Fraction ask = side.apply("ask");
        if (bid != null && ask != null && bid.compareTo(ask) > 0)
            throw refuseAt(at, "crossed-quote", "an ask of " + show(bid) + " or more", show(ask));
        return new Quote(readInstant(fields.get("time"), inside(at, "time")), bid, ask);
    }

    private static Map<Pair, List<Trade>> readSpreads(
            Object value, List<Month> months, DayReads reads) {
        List<String> periods = months.stream().map(Month::period).toList();
        List<String> elsewhere =
                months.stream().filter(Month::elsewhere).map(Month::period).toList();
        List<String> pairs = new ArrayList<>();
        Map<Pair, List<Trade>> found = new HashMap<>();
        readList(
                value,
                "spreads",
                (one, at) -> {
                    Fields fields = readFields(one, at, List.of("legs", "trades"));
                    String place = inside(at, "legs");
                    List<String> legs =
                            readList(
                                    fields.get("legs"),
                                    place,
                                    (leg, where) -> readChoice(leg, where, periods, "unknown-month"));
                    if (legs.size() != 2 || legs.get(0).equals(legs.get(1)))
                        throw refuseAt(
                                place, "spread-legs", "two different months", String.join(" and ", legs));
                    List<String> sorted = legs.stream().sorted().toList();
                    pairs.add(String.join(" and ", sorted));
                    boolean apart = Collections.disjoint(elsewhere, legs);
                    Fraction tick = apart ? reads.ticks().spread() : null;
                    List<Trade> trades =
                            readTrades(fields.get("trades"), inside(at, "trades"), true, tick);
                    found.put(
                            new Pair(sorted.get(0), sorted.get(1)),
                            sorted.equals(legs)
                                    ? trades
                                    : trades.stream().map(Trade::turned).toList());
                    return one;
                });
        requireDistinct(pairs, "spreads", "pair of months");
        return found;
    }

    private static long placeOfPeriod(String period) {
        String[] parts = period.split("-[WQ]?");
        long year = Long.parseLong(parts[0]);
        long part = parts.length > 1 ? Long.parseLong(parts[1]) : 0;
        if (period.contains("Q")) return year * 4 + part;
        // The week with January 4 is the first of its year; 1969-12-29 was a Monday.
        if (period.contains("W"))
            return Math.floorDiv(numberOf(parts[0] + "-01-04") + 3, 7L) + part;
        return period.contains("-") ? year * 12 + part : year;
    }

    // What a line of a daily settlement sees of the market.

    /** Which trades or quotes of which month a tier looks at. */
    record Sight(
            String of, String month, String text, String against, Long milliseconds, long before) {}

    /** Where a tier stands while it is tried: its month, what was settled before it, the steps. */
    record Standing(
            Day day, Month month, Map<String, Fraction> settled, List<Object> steps, String clause) {
        private <T extends Figure> T noted(String text, T figure) {
            if (figure instanceof Fraction value) steps.add(step(text, show(value), clause));
            return figure;
        }

        private Month seen(String which) {
            if (which.equals("this")) return month;
            return day.months().stream()
                    .filter(one -> one.period().equals(day.lead()))
                    .findFirst()
                    .orElseThrow();
        }

        private Month other(String which) {
            if (which.equals("lead")) return seen("lead");
            Month before = null;
            for (Month one : day.months())
                if (one.period().compareTo(month.period()) < 0) before = one;
            return before;
        }

        private boolean sees(Sight sight, BigInteger time) {
            if (sight.milliseconds() == null) return time.compareTo(day.time()) <= 0;
            BigInteger until = day.time().subtract(nanoseconds(sight.before()));
            return new Window(until.subtract(nanoseconds(sight.milliseconds())), until).holds(time);
        }

        private List<Trade> trades(Sight sight) {
            if (!sight.of().equals("spread-trades"))
                return seen(sight.month()).trades().stream()
                        .filter(one -> sees(sight, one.time()))
                        .toList();
            if ("nearer".equals(sight.against()))
                return nearerSettled().stream()
                        .flatMap(one -> spreadWith(one, sight).stream())
                        .toList();
            Month other = other(sight.against() == null ? "lead" : sight.against());
            return other == null ? List.of() : spreadWith(other, sight);
        }

        private List<Trade> spreadWith(Month other, Sight sight) {
            boolean turned = other.period().compareTo(month.period()) >= 0;
            Pair pair =
                    turned
                            ? new Pair(month.period(), other.period())
                            : new Pair(other.period(), month.period());
            return day.spreads().getOrDefault(pair, List.of()).stream()
                    .map(one -> turned ? one.turned() : one)
                    .filter(one -> sees(sight, one.time()))
                    .toList();
        }

        private List<Month> nearerSettled() {
            return day.months().stream()
                    .filter(one -> one.period().compareTo(month.period()) < 0)
                    .filter(one -> settled.containsKey(one.period()))
                    .toList();
        }

        private Quote quote(Sight sight) {
            Month of = seen(sight.month());
            List<Quote> standing =
                    latest(
                            of.quotes().stream().filter(one -> sees(sight, one.time())).toList(),
                            Quote::time);
            if (new HashSet<>(standing).size() > 1)
                throw refuseAt(
                        inside(of.at(), "quotes"), "ambiguous-quote", "one last quote", "several");
            return standing.isEmpty() ? null : standing.get(0);
        }
    }

    private static <T> List<T> latest(List<T> elements, Function<T, BigInteger> time) {
        BigInteger last = elements.stream().map(time).reduce(BigInteger::max).orElse(null);
        return elements.stream().filter(one -> time.apply(one).equals(last)).toList();
    }

    private static Fraction vwap(List<Trade> trades) {
        return weightedMean(
                trades.stream().map(one -> new Weighed(one.price(), one.size())).toList());
    }

    private static Fraction volume(List<Trade> trades) {
        return total(trades.stream().map(Trade::size));
    }

    static Figure vwapOf(Standing at, Sight sight) {
        List<Trade> trades = at.trades(sight);
        Figure figure = trades.isEmpty() ? new Missing("no " + sight.text()) : vwap(trades);
        return at.noted("vwap of " + sight.text(), figure);
    }

    static Figure volumeOf(Standing at, Sight sight) {
        return at.noted("volume of " + sight.text(), volume(at.trades(sight)));
    }

    /** What the spreads with nearer months say this one is worth, the nearer counting more. */
    static Figure impliedOf(Standing at, Sight sight) {
        List<Weighed> implied = new ArrayList<>();
        for (Month other : at.nearerSettled()) {
            List<Trade> trades = at.spreadWith(other, sight);
            if (trades.isEmpty()) continue;
            String period = other.period();
            Fraction price = at.settled().get(period).subtract(vwap(trades));
            long apart = placeOfPeriod(at.month().period()) - placeOfPeriod(period);
            Fraction size = volume(trades).divide(Fraction.of(apart));
            at.noted("implied by the spread with " + period, price);
            at.noted("weight of " + period, size);
            implied.add(new Weighed(price, size));
        }
        if (implied.isEmpty()) return new Missing("no " + sight.text() + " with a nearer month");
        return at.noted("spread-implied price of " + sight.text(), weightedMean(implied));
    }

    static Figure countOf(Standing at, Sight sight) {
        return at.noted("number of " + sight.text(), Fraction.of(at.trades(sight).size()));
    }

    static Figure lastOf(Standing at, Sight sight) {
        List<Trade> trades = latest(at.trades(sight), Trade::time);
        if (trades.stream().map(Trade::price).distinct().count() > 1)
            throw refuseAt(at.seen(sight.month()).at(), "ambiguous-trade", "one last trade", "several");
        Figure figure =
                trades.isEmpty() ? new Missing("no " + sight.text()) : trades.get(0).price();
        return at.noted("last of " + sight.text(), figure);
    }

    private static Figure ofBothSides(
            Standing at, Sight sight, String text, BiFunction<Fraction, Fraction, Fraction> of) {
        Quote quote = at.quote(sight);
        if (quote == null || quote.bid() == null || quote.ask() == null)
            return new Missing("no " + sight.text() + " with both sides");
        return at.noted(text + " of " + sight.text(), of.apply(quote.bid(), quote.ask()));
    }

    static Figure midpointOf(Standing at, Sight sight) {
        return ofBothSides(
                at, sight, "midpoint", (bid, ask) -> bid.add(ask).divide(Fraction.of(2)));
    }

    static Figure widthOf(Standing at, Sight sight) {
        return ofBothSides(at, sight, "width", (bid, ask) -> ask.subtract(bid));
    }

    static Figure sideOf(Standing at, Sight sight, String side) {
        String text = (side.equals("bid") ? "bid" : "offer") + " of " + sight.text();
        Quote quote = at.quote(sight);
        Fraction figure = quote == null ? null : side.equals("bid") ? quote.bid() : quote.ask();
        return at.noted(text, figure == null ? new Missing("no " + text) : figure);
    }

    // A daily settlement: for each month the first tier that holds, rounded once.

    /** One line of a waterfall. */
    record Tier(
            String id,
            String text,
            String clause,
            Function<Standing, Verdict> when,
            Function<Standing, Figure> price) {}

    record MonthGroup(String months, List<Tier> tiers, Rounding round) {}

    record LastDay(String id, String text, String clause) {}

    record DailyRule(
            List<MonthGroup> groups, List<Tier> newlyListed, LastDay lastDay, Rounding round) {}

    static Figure previousOf(Standing at, String month) {
        Month seen = at.seen(month);
        String period = seen.period();
        Figure figure =
                seen.previous() == null
                        ? new Missing(period + " has no previous settlement")
                        : seen.previous();
        return at.noted("previous settlement of " + period, figure);
    }

    private static Figure settledToday(Standing at, String period) {
        Fraction value = at.settled().get(period);
        return at.noted(
                "settlement of " + period,
                value == null ? new Missing(period + " is not settled yet") : value);
    }

    private static Missing noneBefore(Standing at) {
        return new Missing("no month is listed before " + at.month().period());
    }

    static Figure settlementOfLead(Standing at) {
        return settledToday(at, at.day().lead());
    }

    static Figure settlementBefore(Standing at) {
        Month before = at.other("nearest-listed-before");
        return before == null ? noneBefore(at) : settledToday(at, before.period());
    }

    static Figure changeOf(Standing at, String which) {
        Month other = at.other(which);
        if (other == null) return noneBefore(at);
        Fraction settled = at.settled().get(other.period());
        if (settled == null) return new Missing(other.period() + " is not settled yet");
        Figure figure =
                other.previous() == null
                        ? new Missing(other.period() + " has no previous settlement")
                        : settled.subtract(other.previous());
        return at.noted("change of " + other.period(), figure);
    }

    static Figure indexToday(Standing at, String name) {
        Fraction value = readOther(at.day().fields(), name, at.day().reads().indices());
        return at.noted(name, value == null ? new Missing(name + " was not published") : value);
    }

    static Figure determinedPrice(Standing at, Wanted wanted) {
        DayReads reads = at.day().reads();
        String place = inside(at.month().at(), "determination");
        Fraction tick = reads.ticks().settlement();
        return at.noted(
                wanted.text(),
                readDetermination(at.month().determination(), place, wanted, reads.signed(), tick));
    }

    record DayNamed(String date, String month) {}

    static Figure daysOf(Standing at, DayNamed start, DayNamed end) {
        String first = dayNamed(at, start);
        String last = dayNamed(at, end);
        if (first == null || last == null) return noneBefore(at);
        Fraction days = Fraction.of(numberOf(last) - numberOf(first));
        return at.noted("days from " + first + " until " + last, days);
    }

    private static String dayNamed(Standing at, DayNamed named) {
        if (named.date().equals("trade-date")) return at.day().date();
        Month month = named.month().equals("this") ? at.month() : at.other(named.month());
        return month == null ? null : month.dates().get(named.date());
    }

    static Map<String, Object> settleDay(Day day, DailyRule rule) {
        Map<String, Fraction> settled = new HashMap<>();
        for (Month one : day.months())
            if (one.settled() != null) settled.put(one.period(), one.settled());
        Map<String, Object> found = new HashMap<>();
        List<Month> here = day.months().stream().filter(one -> !one.elsewhere()).toList();
        for (MonthGroup group : rule.groups())
            for (Month month : here)
                if (groupOf(day, month, rule.groups()) == group)
                    found.put(month.period(), settleMonth(day, month, group, rule, settled));
        List<Object> months = here.stream().map(one -> found.get(one.period())).toList();
        return answer("date", day.date(), "months", months);
    }

    private static MonthGroup groupOf(Day day, Month month, List<MonthGroup> groups) {
        List<String> wanted = new ArrayList<>();
        if (month.expiring()) wanted.add("expiring");
        if (month.spot()) wanted.add("spot");
        if (month.period().equals(day.lead())) wanted.add("lead");
        wanted.addAll(List.of("other", "all"));
        for (String name : wanted)
            for (MonthGroup one : groups) if (one.months().equals(name)) return one;
        return null;
    }

    private static Map<String, Object> settleMonth(
            Day day, Month month, MonthGroup group, DailyRule rule, Map<String, Fraction> settled) {
        String period = month.period();
        LastDay lastDay = rule.lastDay();
        Rounding rounding = group.round() == null ? rule.round() : group.round();
        List<Object> skipped = new ArrayList<>();
        if (lastDay != null && month.last() != null) {
            String price = toFixed(month.last(), rule.round().decimals());
            settled.put(period, month.last());
            List<Object> steps = List.of(step(lastDay.text(), price, lastDay.clause()));
            return settlement(period, price, lastDay.id(), skipped, steps);
        }
        List<String> reasons = new ArrayList<>();
        List<Tier> listed = month.previous() == null ? orNone(rule.newlyListed()) : List.of();
        for (Tier tier : joined(group.tiers(), listed)) {
            Standing at = new Standing(day, month, settled, new ArrayList<>(), tier.clause());
            Verdict verdict = tier.when() == null ? new Holds() : tier.when().apply(at);
            Figure figure =
                    verdict instanceof Against against
                            ? new Missing(against.reason())
                            : possible(day, tier.price().apply(at));
            if (figure instanceof Missing missing) {
                reasons.add(tier.id() + ": " + missing.reason());
                skipped.add(answer("tier", tier.id(), "reason", missing.reason()));
                continue;
            }
            Fraction value = roundSettlement((Fraction) figure, rounding, month);
            String price = toFixed(value, rule.round().decimals());
            settled.put(period, value);
            List<Object> steps = with(at.steps(), step(rounding.text(), price, rounding.clause()));
            return settlement(period, price, tier.id(), skipped, steps);
        }
        String wanted = "a price for " + period + " from one of its tiers";
        throw refuseAt(month.at(), "no-price", wanted, String.join("; ", reasons));
    }

    private static Map<String, Object> settlement(
            String period, String price, String tier, List<Object> skipped, List<Object> steps) {
        return answer(
                "period", period, "price", price, "tier", tier, "skipped", skipped, "steps", steps);
    }

    private static Figure possible(Day day, Figure figure) {
        boolean below = figure instanceof Fraction value && value.signum() < 0;
        if (day.reads().signed() || !below) return figure;
        return new Missing(figure + " is below zero");
    }

    private static Fraction roundSettlement(Fraction figure, Rounding rounding, Month month) {
        if (rounding.toward() == null)
            return roundTo(figure, rounding.increment(), rounding.mode());
        // Ties have no side on the day a month is listed: the even multiple is taken.
        if (month.previous() == null) return roundTo(figure, rounding.increment(), "half-even");
        return roundTo(figure, rounding.increment(), rounding.mode(), month.previous());
    }

    // A final settlement.

    /** What a final settlement reads; a field that it does not read is refused. */
    record FinalReads(
            List<String> averaged,
            List<String> single,
            boolean determination,
            boolean signed,
            Fraction increment,
            boolean unpublished) {}

    /** A final settlement in the making. */
    record Final(
            FinalReads reads,
            String period,
            List<String> days,
            Map<String, Map<String, Fraction>> prints,
            Fields fields,
            List<Object> steps,
            List<Object> skipped) {}

    static Final readFinal(Object value, FinalReads reads) {
        List<String> optional = new ArrayList<>();
        if (!reads.single().isEmpty()) optional.add("indices");
        if (reads.determination()) optional.add("determination");
        boolean averages = !reads.averaged().isEmpty();
        List<String> needed = averages ? List.of("period", "days", "prints") : List.of("period");
        Fields fields = readFields(value, "", needed, optional);
        if (fields.has("indices")) readIndices(fields.get("indices"), reads.single());
        String period = readPeriod(fields.get("period"), "period");
        Map<String, Map<String, Fraction>> prints = new HashMap<>();
        List<String> days = averages ? readDaySet(fields.get("days"), "days") : List.of();
        if (averages) {
            Fields given = readFields(fields.get("prints"), "prints", reads.averaged());
            for (String index : reads.averaged())
                prints.put(index, readPrints(given.get(index), inside("prints", index), days, reads));
        }
        return new Final(
                reads, period, days, prints, fields, new ArrayList<>(), new ArrayList<>());
    }

    private static List<String> readDaySet(Object value, String place) {
        List<String> days = readList(value, place, TenorRuntime::readDate);
        if (days.isEmpty()) throw refuseAt(place, "no-days", "at least one day", "none");
        for (int at = 1; at < days.size(); at++)
            if (days.get(at - 1).compareTo(days.get(at)) >= 0) {
                String wanted = "a day after " + days.get(at - 1);
                throw refuseAt(place + "[" + at + "]", "days-not-ascending", wanted, days.get(at));
            }
        return days;
    }

    private static Map<String, Fraction> readPrints(
            Object value, String place, List<String> days, FinalReads reads) {
        Map<String, Object> prints = readObject(value, place);
        for (String day : prints.keySet())
            if (!days.contains(day))
                throw refuseAt(inside(place, day), "unexpected-print", "prints of the days only", day);
        Map<String, Fraction> found = new HashMap<>();
        for (String day : days) {
            Object print = prints.get(day);
            boolean unpublished = reads.unpublished() && prints.containsKey(day);
            if (print == null && !unpublished) {
                String wanted = "the print of " + dayInWords(day);
                throw refuseAt(inside(place, day), "missing-print", wanted, "nothing");
            }
            found.put(
                    day, print == null ? null : readPrice(print, inside(place, day), reads.signed()));
        }
        return found;
    }

    static Figure averageOverDays(
            Final given, Function<String, Figure> daily, String text, String clause) {
        List<Fraction> values = new ArrayList<>();
        for (String day : given.days()) {
            Figure figure = daily.apply(day);
            if (figure instanceof Missing missing)
                return new Missing(missing.reason() + " on " + dayInWords(day));
            Fraction value = (Fraction) figure;
            given.steps().add(step(dayInWords(day), show(value), clause));
            values.add(value);
        }
        Fraction average = mean(values);
        given.steps().add(step(text, show(average), clause));
        return average;
    }

    static Figure lowestOverDays(
            Final given, Function<String, Figure> daily, String text, String clause) {
        return extremeOverDays(given, daily, text, clause, (value, found) -> value.compareTo(found) < 0);
    }

    static Figure highestOverDays(
            Final given, Function<String, Figure> daily, String text, String clause) {
        return extremeOverDays(given, daily, text, clause, (value, found) -> value.compareTo(found) > 0);
    }

    private static Figure extremeOverDays(
            Final given,
            Function<String, Figure> daily,
            String text,
            String clause,
            BiPredicate<Fraction, Fraction> beyond) {
        Fraction found = null;
        String on = "";
        for (String day : given.days()) {
            Figure figure = daily.apply(day);
            if (figure instanceof Missing missing)
                return new Missing(missing.reason() + " on " + dayInWords(day));
            Fraction value = (Fraction) figure;
            if (found != null && !beyond.test(value, found)) continue;
            found = value;
            on = day;
        }
        if (found == null) return new Missing("no day");
        given.steps().add(step(text + ": on " + dayInWords(on), show(found), clause));
        return found;
    }

    static Figure printOf(Final given, String index, String day) {
        Fraction value = given.prints().get(index).get(day);
        return value == null ? new Missing("no " + index + " was published") : value;
    }

    static Figure valueOf(Final given, String index, String clause) {
        Fraction value = readOther(given.fields(), index, given.reads().single());
        if (value == null && given.reads().unpublished())
            return new Missing("no " + index + " was published");
        if (value == null)
            throw refuseAt(inside("indices", index), "missing-print", "a value of " + index, "null");
        given.steps().add(step(index, show(value), clause));
        return value;
    }

    static Figure determinedFinal(Final given, Wanted wanted, String clause) {
        FinalReads reads = given.reads();
        String place = "determination";
        Object told = given.fields().get(place);
        Fraction value = readDetermination(told, place, wanted, reads.signed(), reads.increment());
        given.steps().add(step(wanted.text(), show(value), clause));
        return value;
    }

    record FinalLine(String text, String clause, Supplier<Figure> price) {}

    static Figure firstLine(Final given, List<FinalLine> lines) {
        String reason = "no line";
        for (FinalLine line : lines) {
            int steps = given.steps().size();
            Figure figure = line.price().get();
            if (!(figure instanceof Missing missing)) return figure;
            given.steps().subList(steps, given.steps().size()).clear();
            reason = missing.reason();
            given.skipped().add(answer("text", line.text(), "reason", reason, "clause", line.clause()));
        }
        return new Missing(reason);
    }

    static Map<String, Object> settleFinal(Final given, Figure figure, Rounding rounding) {
        if (figure instanceof Missing missing) {
            String wanted = "a final settlement of " + given.period();
            throw refuseAt("", "no-price", wanted, missing.reason());
        }
        Fraction value = (Fraction) figure;
        if (!given.reads().signed() && value.signum() < 0)
            throw refuseAt("", "negative-price", "a price of zero or more", show(value));
        Fraction rounded = roundTo(value, rounding.increment(), rounding.mode());
        String price = toFixed(rounded, rounding.decimals());
        Map<String, Object> found = answer("period", given.period(), "price", price);
        if (given.reads().unpublished()) found.put("skipped", given.skipped());
        found.put("steps", with(given.steps(), step(rounding.text(), price, rounding.clause())));
        return found;
    }

    // What positions are worth.

    record TickGrid(Fraction increment, int decimals) {}

    /** What money is made of: currency per contract for a price of 1, what amounts are exact to. */
    record Worth(
            String currency,
            Fraction multiplier,
            Fraction exactTo,
            int decimals,
            boolean signed,
            Map<String, TickGrid> ticks,
            Map<String, Integer> counts) {
        private TickGrid grid(Object role) {
            if (!(role instanceof String name) || !ticks.containsKey(name)) {
                String known = "one of " + String.join(", ", ticks.keySet());
                throw refuseAt("role", "unknown-tick", known, inWords(role));
            }
            return ticks.get(name);
        }

        private Map<String, Object> money(Fraction amount) {
            if (!isMultiple(amount, exactTo)) {
                String wanted = "a whole number of " + show(exactTo) + " " + currency;
                throw refuseAt("", "amount-not-exact", wanted, show(amount));
            }
            return answer("amount", toFixed(amount, decimals), "currency", currency);
        }

        private Fraction onTick(Object value, String place) {
            Fraction price = readPrice(value, place, signed);
            if (ticks.values().stream().noneMatch(grid -> isMultiple(price, grid.increment())))
                throw refuseAt(place, "off-tick", "a price on a tick", show(price));
            return price;
        }

        private Fraction multiplierOf(Object month) {
            if (counts == null) return multiplier;
            if (!(month instanceof String name) || !counts.containsKey(name)) {
                String known = "one of " + String.join(", ", counts.keySet());
                throw refuseAt("month", "unknown-month", known, inWords(month));
            }
            return multiplier.multiply(counts.get(name));
        }
    }

    static String ticksOf(Worth worth, Object price, Object role) {
        Fraction increment = worth.grid(role).increment();
        return "" + readPrice(price, "price", worth.signed(), increment).divide(increment).n;
    }

    static String roundedToTick(
            Worth worth, Object price, Object role, Object mode, Object reference) {
        TickGrid grid = worth.grid(role);
        Fraction value = readPrice(price, "price", worth.signed());
        Fraction leaning =
                reference == null ? null : readPrice(reference, "reference", worth.signed());
        return toFixed(roundTo(value, grid.increment(), mode, leaning), grid.decimals());
    }

    static Map<String, Object> variationOf(Worth worth, Object position) {
        List<String> needed = List.of("lots", "previous", "settlement");
        List<String> own = worth.counts() == null ? List.of() : List.of("month");
        Fields fields = readFields(position, "", joined(needed, own));
        Fraction multiplier = worth.multiplierOf(fields.get("month"));
        BigInteger lots = readWhole(fields.get("lots"), "lots");
        Fraction previous = worth.onTick(fields.get("previous"), "previous");
        Fraction settlement = worth.onTick(fields.get("settlement"), "settlement");
        Fraction moved = settlement.subtract(previous);
        return worth.money(moved.multiply(multiplier).multiply(Fraction.of(lots)));
    }

    record PayoutBounds(Fraction floor, Fraction cap) {}

    static Map<String, Object> collateralOf(Worth worth, PayoutBounds bounds, Object position) {
        List<String> own = worth.counts() == null ? List.of() : List.of("month");
        Fields fields = readFields(position, "", joined(List.of("lots", "price"), own));
        Fraction multiplier = worth.multiplierOf(fields.get("month"));
        BigInteger lots = readWhole(fields.get("lots"), "lots");
        Fraction price = worth.onTick(fields.get("price"), "price");
        if (price.compareTo(bounds.floor()) < 0 || price.compareTo(bounds.cap()) > 0) {
            String wanted = "a price from " + show(bounds.floor()) + " to " + show(bounds.cap());
            throw refuseAt("price", "out-of-bounds", wanted, show(price));
        }
        Fraction lost = price.subtract(lots.signum() < 0 ? bounds.cap() : bounds.floor());
        return worth.money(lost.multiply(multiplier).multiply(Fraction.of(lots)));
    }

    static Map<String, Object> valueOfLots(Worth worth, Object price, Object lots) {
        return valueOfLots(worth, price, lots, null);
    }

    static Map<String, Object> valueOfLots(Worth worth, Object price, Object lots, Object month) {
        Fraction value = worth.onTick(price, "price").multiply(worth.multiplierOf(month));
        return worth.money(value.multiply(Fraction.of(readWhole(lots, "lots"))));
    }

    record BandRounding(String mode, boolean leans, TickGrid grid) {}

    static List<Object> bandsAround(
            Worth worth, Object previous, List<Fraction> shares, BandRounding rounding) {
        Fraction center = worth.onTick(previous, "previousSettlement");
        TickGrid grid = rounding.grid();
        Function<Fraction, String> rounded =
                factor -> {
                    Fraction price = center.multiply(factor);
                    Fraction leaning = rounding.leans() ? center : null;
                    Fraction found = roundTo(price, grid.increment(), rounding.mode(), leaning);
                    return toFixed(found, grid.decimals());
                };
        List<Object> bands = new ArrayList<>();
        for (Fraction share : shares) {
            String lower = rounded.apply(ONE.subtract(share));
            String upper = rounded.apply(ONE.add(share));
            bands.add(answer("at", show(share), "lower", lower, "upper", upper));
        }
        return bands;
    }

    // Positions in columns of whole numbers.

    /**
     * What a position's amount is made of: what one whole number of a price and of an amount stands
     * for, amount units of one lot for one price unit, and the most lots that the proof of ranges
     * allows, null where there is none: columns of Java are measured turn by turn either way.
     */
    record MarginTerms(
            String currency,
            Fraction priceUnit,
            Fraction amountUnit,
            int decimals,
            BigInteger factor,
            boolean signed,
            List<Integer> ticks,
            Long most) {}

    /** A whole number of any length. */
    static BigInteger wholeOf(String digits) {
        return new BigInteger(digits);
    }

    /** Rounding to a coarser amount: how many amount units it is, and its decimals. */
    record Coarser(BigInteger divisor, int decimals) {}

    private static final List<String> PLAIN_MODES =
            List.of(
                    "half-even",
                    "half-away",
                    "half-up",
                    "half-down",
                    "up",
                    "down",
                    "away",
                    "toward-zero");

    /** Below it whole numbers are exact as doubles. */
    private static final double EXACT_WHOLE = 0x1p53;

    /**
     * Added and taken away again, it leaves a double below 2^51 rounded to a whole number, ties to
     * even: there doubles lie one apart.
     */
    private static final double WHOLES_ONLY = 0x1.8p52;

    private static final int ROWS_A_TURN = 4096;

    static Map<String, Object> marginsOf(MarginTerms terms, Object columns) {
        return marginColumn(terms, null, columns, null);
    }

    static Map<String, Object> roundedMarginsOf(
            MarginTerms terms, Coarser coarser, Object columns, Object mode) {
        String chosen = readChoice(mode, "mode", PLAIN_MODES, "rounding-mode-unknown");
        return marginColumn(terms, coarser, columns, chosen);
    }

    private static int[] readColumn(Fields fields, String name, int rows) {
        Object value = fields.get(name);
        if (!(value instanceof int[] column))
            throw refuseAt(name, "not-a-column", "an int[]", inWords(value));
        if (rows >= 0 && column.length != rows)
            throw refuseAt(name, "columns-differ", rows + " rows", String.valueOf(column.length));
        return column;
    }

    /** The amounts of positions, exact; in `amounts` of the caller's where there is such a column. */
    private static Map<String, Object> marginColumn(
            MarginTerms terms, Coarser coarser, Object input, String mode) {
        Fields fields =
                readFields(
                        input, "", List.of("lots", "previous", "settlement"), List.of("amounts"));
        int[] lots = readColumn(fields, "lots", -1);
        int[] previous = readColumn(fields, "previous", lots.length);
        int[] settlement = readColumn(fields, "settlement", lots.length);
        Object given = fields.get("amounts");
        if (given != ABSENT && !(given instanceof double[]))
            throw refuseAt("amounts", "not-a-column", "a double[]", inWords(given));
        double[] amounts = given instanceof double[] own ? own : new double[lots.length];
        if (amounts.length != lots.length)
            throw refuseAt(
                    "amounts", "columns-differ", lots.length + " rows", "" + amounts.length);
        boolean half = coarser != null && mode.equals("half-even");
        double factor = terms.factor().doubleValue();
        boolean small =
                terms.factor().bitLength() < 53
                        && (coarser == null || coarser.divisor().bitLength() < 52);
        boolean quick = small && terms.ticks().isEmpty() && (coarser == null || half);
        double limit = coarser == null ? EXACT_WHOLE : EXACT_WHOLE / 2;
        BigInteger total = BigInteger.ZERO;
        int exactRows = 0;
        for (int from = 0; from < lots.length; from += ROWS_A_TURN) {
            int to = Math.min(from + ROWS_A_TURN, lots.length);
            boolean held = quick && within(terms, lots, previous, settlement, from, to, limit);
            if (held && half) {
                double divisor = coarser.divisor().doubleValue();
                halfEven(lots, previous, settlement, amounts, from, to, factor, divisor);
            } else if (held) {
                products(lots, previous, settlement, amounts, from, to, factor);
            } else {
                for (int row = from; row < to; row++)
                    amounts[row] =
                            exactMargin(
                                    terms,
                                    coarser,
                                    mode,
                                    row,
                                    lots[row],
                                    previous[row],
                                    settlement[row]);
                exactRows += to - from;
            }
            total = total.add(sumOfRows(amounts, from, to));
        }
        Fraction unit =
                coarser == null
                        ? terms.amountUnit()
                        : terms.amountUnit()
                                .multiply(new Fraction(coarser.divisor(), BigInteger.ONE));
        int decimals = coarser == null ? terms.decimals() : coarser.decimals();
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("amounts", amounts);
        found.put("unit", toFixed(unit, decimals));
        found.put("currency", terms.currency());
        found.put("total", toFixed(unit.multiply(new Fraction(total, BigInteger.ONE)), decimals));
        found.put("exactRows", BigInteger.valueOf(exactRows));
        return found;
    }

    /**
     * Whether every product of a turn is below a limit, and no price below zero that must not be:
     * the most lots times the widest change, which is rounded onto the limit at the least where it
     * is not below.
     */
    private static boolean within(
            MarginTerms terms,
            int[] lots,
            int[] previous,
            int[] settlement,
            int from,
            int to,
            double limit) {
        int most = 0;
        int least = 0;
        int high = previous[from];
        int low = high;
        for (int row = from; row < to; row++) {
            most = Math.max(most, lots[row]);
            least = Math.min(least, lots[row]);
            high = Math.max(high, Math.max(previous[row], settlement[row]));
            low = Math.min(low, Math.min(previous[row], settlement[row]));
        }
        if (!terms.signed() && low < 0) return false;
        double held = Math.max((double) most, -(double) least);
        return held * ((double) high - (double) low) * terms.factor().doubleValue() < limit;
    }

    private static void products(
            int[] lots,
            int[] previous,
            int[] settlement,
            double[] amounts,
            int from,
            int to,
            double factor) {
        // A negative number times nothing is minus zero; plus zero it is zero.
        for (int row = from; row < to; row++)
            amounts[row] =
                    ((double) settlement[row] - (double) previous[row]) * lots[row] * factor + 0.0;
    }

    /**
     * With products below 2^52 the one division, correctly rounded, moves no quotient onto a tie or
     * across one: what is no tie is at least 1 / divisor from it.
     */
    private static void halfEven(
            int[] lots,
            int[] previous,
            int[] settlement,
            double[] amounts,
            int from,
            int to,
            double factor,
            double divisor) {
        for (int row = from; row < to; row++) {
            double product =
                    ((double) settlement[row] - (double) previous[row]) * lots[row] * factor;
            amounts[row] = product / divisor + WHOLES_ONLY - WHOLES_ONLY;
        }
    }

    /** The exact sum of a turn of whole numbers below 2^53: of their upper and lower parts. */
    private static BigInteger sumOfRows(double[] amounts, int from, int to) {
        double upper = 0;
        double lower = 0;
        for (int row = from; row < to; row++) {
            double high = amounts[row] / 0x1p26 + WHOLES_ONLY - WHOLES_ONLY;
            upper += high;
            lower += amounts[row] - high * 0x1p26;
        }
        return BigInteger.valueOf((long) upper).shiftLeft(26).add(BigInteger.valueOf((long) lower));
    }

    /** One row by whole numbers of any length; refused where it is wrong or too large. */
    private static double exactMargin(
            MarginTerms terms,
            Coarser coarser,
            String mode,
            int row,
            int lots,
            int previous,
            int settlement) {
        priceAt(terms, "previous[" + row + "]", previous);
        priceAt(terms, "settlement[" + row + "]", settlement);
        BigInteger product =
                BigInteger.valueOf((long) settlement - previous)
                        .multiply(BigInteger.valueOf(lots))
                        .multiply(terms.factor());
        BigInteger amount = product;
        if (coarser != null) {
            Fraction step = new Fraction(coarser.divisor(), BigInteger.ONE);
            Fraction exact = new Fraction(product, BigInteger.ONE);
            amount = roundTo(exact, step, mode).n.divide(coarser.divisor());
        }
        if (Math.abs(amount.doubleValue()) >= EXACT_WHOLE)
            throw refuseAt("row " + row, "over-range", "an amount below 2^53 units", "" + amount);
        return amount.doubleValue();
    }

    private static void priceAt(MarginTerms terms, String place, int units) {
        Fraction price = terms.priceUnit().multiply(Fraction.of(units));
        if (!terms.signed() && units < 0)
            throw refuseAt(place, "negative-price", "a price of zero or more", show(price));
        if (!terms.ticks().isEmpty() && terms.ticks().stream().noneMatch(tick -> units % tick == 0))
            throw refuseAt(place, "off-tick", "a price on a tick", show(price));
    }

    // The acceptance of a calculator: its vectors, computed again.

    /** A function of a calculator by what vectors give it. */
    interface Calculation {
        Object of(Arguments given);
    }

    /** The arguments of a call; one that is not given is null. */
    record Arguments(List<Object> all) {
        Object get(int at) {
            return at < all.size() ? all.get(at) : null;
        }
    }

    /** A number of JSON, which no calculator takes. */
    private record JsonNumber(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /** Reads JSON: maps in their order, lists, texts, flags and null. */
    private static final class Json {
        private static final Pattern NUMBER =
                Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");
        private final String text;
        private int at = 0;

        Json(String text) {
            this.text = text;
        }

        static Object read(String text) {
            Json json = new Json(text);
            Object value = json.value();
            if (json.next() != 0) throw json.wrong();
            return value;
        }

        private IllegalArgumentException wrong() {
            return new IllegalArgumentException("no JSON at character " + at);
        }

        /** The next character that is no space, 0 at the end. */
        private char next() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
            return at < text.length() ? text.charAt(at) : 0;
        }

        private boolean takes(String word) {
            next();
            boolean there = text.startsWith(word, at);
            if (there) at += word.length();
            return there;
        }

        private void need(String word) {
            if (!takes(word)) throw wrong();
        }

        private Object value() {
            switch (next()) {
                case '{':
                    return object();
                case '[':
                    return list();
                case '"':
                    return string();
                default:
                    if (takes("true")) return true;
                    if (takes("false")) return false;
                    if (takes("null")) return null;
                    Matcher number = NUMBER.matcher(text).region(at, text.length());
                    if (!number.lookingAt()) throw wrong();
                    at = number.end();
                    return new JsonNumber(number.group());
            }
        }

        private Object object() {
            Map<String, Object> fields = new LinkedHashMap<>();
            need("{");
            if (takes("}")) return fields;
            do {
                if (next() != '"') throw wrong();
                String name = string();
                need(":");
                fields.put(name, value());
            } while (takes(","));
            need("}");
            return fields;
        }

        private Object list() {
            List<Object> elements = new ArrayList<>();
            need("[");
            if (takes("]")) return elements;
            do elements.add(value());
            while (takes(","));
            need("]");
            return elements;
        }

        private String string() {
            StringBuilder found = new StringBuilder();
            at++;
            while (true) {
                if (at >= text.length()) throw wrong();
                char one = text.charAt(at++);
                if (one == '"') return found.toString();
                found.append(one == '\\' ? escaped() : one);
            }
        }

        private char escaped() {
            if (at >= text.length()) throw wrong();
            char one = text.charAt(at++);
            int known = "\"\\/bfnrt".indexOf(one);
            if (known >= 0) return "\"\\/\b\f\n\r\t".charAt(known);
            if (one != 'u' || at + 4 > text.length()) throw wrong();
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
    }

    /** Whether an answer has all that is wanted, and nothing else where vectors say the whole. */
    private static boolean same(Object found, Object wanted, boolean whole) {
        if (found instanceof double[] column && wanted instanceof List<?> list)
            return column.length == list.size()
                    && IntStream.range(0, column.length)
                            .allMatch(at -> whole(column[at]).equals(String.valueOf(list.get(at))));
        if (wanted instanceof List<?> list) {
            if (!(found instanceof List<?> own) || own.size() != list.size()) return false;
            return IntStream.range(0, list.size())
                    .allMatch(at -> same(own.get(at), list.get(at), whole));
        }
        if (wanted instanceof Map<?, ?> map) {
            if (!(found instanceof Map<?, ?> own) || whole && own.size() != map.size()) return false;
            return map.entrySet().stream()
                    .allMatch(
                            one ->
                                    own.containsKey(one.getKey())
                                            && same(own.get(one.getKey()), one.getValue(), whole));
        }
        return java.util.Objects.equals(found, wanted);
    }

    /** A whole number as vectors write it; minus zero is none. */
    private static String whole(double amount) {
        if (amount == 0 && 1 / amount < 0) return "-0";
        return String.valueOf((long) amount);
    }

    /** A vector with columns in the place of lists of numbers; what is expected stays as it is. */
    private static Object inColumns(Object given) {
        if (given instanceof Map<?, ?> map) {
            Map<String, Object> fields = new LinkedHashMap<>();
            map.forEach(
                    (name, one) ->
                            fields.put(
                                    (String) name, name.equals("expected") ? one : inColumns(one)));
            return fields;
        }
        if (!(given instanceof List<?> list) || list.isEmpty()) return given;
        if (!list.stream().allMatch(one -> one instanceof JsonNumber))
            return list.stream().map(one -> inColumns(one)).toList();
        return list.stream().mapToInt(one -> Integer.parseInt(one.toString())).toArray();
    }

    /** What a call returns, or the code that it is refused with. */
    private static Object outcome(Calculation function, List<Object> given) {
        try {
            return answer("returns", function.of(new Arguments(given)));
        } catch (RefusedInput refused) {
            return answer("refused", refused.code);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object> listOf(Object value) {
        return (List<Object>) value;
    }

    /** How many vectors of a file agree, or the first that does not. */
    static String accepted(Map<String, Calculation> functions, String text) {
        Map<String, Object> content = readObject(Json.read(text), "");
        boolean whole = Boolean.TRUE.equals(content.get("whole"));
        int agree = 0;
        int left = 0;
        List<Object> all = new ArrayList<>(listOf(content.get("vectors")));
        if (content.get("columns") instanceof List<?> columns)
            columns.forEach(one -> all.add(inColumns(one)));
        for (Object vector : all) {
            Map<String, Object> one = readObject(vector, "");
            Calculation function = functions.get((String) one.get("function"));
            if (function == null) {
                left++;
                continue;
            }
            Object wanted = one.get("expected");
            Object found = outcome(function, listOf(one.get("arguments")));
            if (!same(found, wanted, whole))
                return one.get("name") + ": expected " + wanted + ", found " + found;
            agree++;
        }
        String rest = left == 0 ? "" : ", " + left + " of functions not offered";
        return agree + " vectors agree" + rest;
    }

    /** Prints `N vectors agree`, or the first that does not, and then ends with 1. */
    static void runVectors(Map<String, Calculation> functions, String[] arguments)
            throws IOException {
        Path path = Path.of(arguments.length > 0 ? arguments[0] : "vectors.json");
        String said = accepted(functions, Files.readString(path));
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(said);
        if (!said.matches("[0-9]+ vectors agree.*")) System.exit(1);
    }
}
