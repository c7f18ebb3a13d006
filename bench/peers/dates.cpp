// Third Friday or preceding business day of a million contract months: QuantLib, and plain civil arithmetic with a bitmap.
// Reads `calendars months first-year first-day length` and then per calendar its closed weekdays as days since 1970-01-01, ended by 0.
// Prints per contender its name, nanoseconds of processor time a date, and the sum of the days found (of QuantLib's own NYSE too).
#include <ql/time/calendars/bespokecalendar.hpp>
#include <ql/time/calendars/unitedstates.hpp>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace QuantLib;

static const int SERIAL_OF_1970 = 25569;  // QuantLib counts days as spreadsheets do

static double cpu() { return double(std::clock()) / CLOCKS_PER_SEC * 1e9; }

static void say(const char* name, double start, long dates, long long sum) {
    std::printf("%s\t%.3f\t%lld\n", name, (cpu() - start) / double(dates), sum);
}

static int civil(int year, int month, int date) {
    year -= month <= 2;
    const int era = (year >= 0 ? year : year - 399) / 400;
    const unsigned inEra = unsigned(year - era * 400);
    const unsigned inYear = (153u * unsigned(month + (month > 2 ? -3 : 9)) + 2) / 5 + unsigned(date) - 1;
    return era * 146097 + int(inEra * 365 + inEra / 4 - inEra / 100 + inYear) - 719468;
}

int main() {
    int calendars, months, firstYear, firstDay, length;
    if (std::scanf("%d %d %d %d %d", &calendars, &months, &firstYear, &firstDay, &length) != 5) return 1;
    std::vector<BespokeCalendar> own;
    std::vector<std::vector<std::uint8_t>> open;
    for (int c = 0; c < calendars; c++) {
        BespokeCalendar one("own " + std::to_string(c));
        one.addWeekend(Saturday);
        one.addWeekend(Sunday);
        std::vector<std::uint8_t> bits(length);
        for (int i = 0; i < length; i++) bits[i] = (((firstDay + i + 3) % 7) + 7) % 7 < 5;
        for (int day; std::scanf("%d", &day) == 1 && day != 0;) {
            one.addHoliday(Date(day + SERIAL_OF_1970));
            bits[day - firstDay] = 0;
        }
        own.push_back(one);
        open.push_back(bits);
    }
    const UnitedStates nyse(UnitedStates::NYSE);
    const int span = 456;  // months of the 38 years, in an order no predictor learns by heart
    const long dates = long(calendars) * months;
    for (int warm = 0; warm < 2; warm++) {
        const bool tell = warm == 1;
        double start = cpu();
        long long sum = 0;
        for (int c = 0; c < calendars; c++)
            for (int i = 0; i < months; i++) {
                const int m = int(i * 197L % span);
                const Date day = Date::nthWeekday(3, Friday, Month(m % 12 + 1), firstYear + m / 12);
                sum += own[c].adjust(day, Preceding).serialNumber() - SERIAL_OF_1970;
            }
        if (tell) say("QuantLib C++, calendars of our days", start, dates, sum);
        start = cpu();
        sum = 0;
        for (int c = 0; c < calendars; c++)
            for (int i = 0; i < months; i++) {
                const int m = int(i * 197L % span);
                const Date day = Date::nthWeekday(3, Friday, Month(m % 12 + 1), firstYear + m / 12);
                sum += nyse.adjust(day, Preceding).serialNumber() - SERIAL_OF_1970;
            }
        if (tell) say("QuantLib C++, its NYSE", start, dates, sum);
        start = cpu();
        sum = 0;
        for (int c = 0; c < calendars; c++) {
            const std::uint8_t* bits = open[c].data() - firstDay;
            for (int i = 0; i < months; i++) {
                const int m = int(i * 197L % span);
                const int first = civil(firstYear + m / 12, m % 12 + 1, 1);
                int day = first + ((1 - first % 7 + 7) % 7) + 14;
                while (!bits[day]) day--;
                sum += day;
            }
        }
        if (tell) say("C++, civil arithmetic and a bitmap", start, dates, sum);
    }
    return 0;
}
