// Implied volatilities of columns of options by QuantLib: its default solver cold and warm, and its LiRS warm. Reads `rows`, then per row as doubles in binary: put, future,
// strike, undiscounted premium, years. Prints per contender its name, nanoseconds of processor time an option, the number that failed, and the largest
// error relative to the volatilities that follow the rows.
#include <ql/pricingengines/blackformula.hpp>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

using namespace QuantLib;

static double cpu() { return double(std::clock()) / CLOCKS_PER_SEC * 1e9; }

struct Row { double put, future, strike, premium, years, volatility; };

static void run(const char* name, const std::vector<Row>& rows, const std::function<double(const Row&, double)>& solve, int rounds) {
    double best = 1e300, worst = 0;
    long failed = 0;
    for (int round = 0; round < rounds; round++) {
        const double start = cpu();
        double warm = Null<Real>(), future = 0, years = 0, wrong = 0;
        long lost = 0;
        for (const Row& one : rows) {
            if (one.future != future || one.years != years) warm = Null<Real>();
            future = one.future;
            years = one.years;
            try {
                warm = solve(one, warm);
                const double error = std::fabs(warm / std::sqrt(one.years) / one.volatility - 1);
                if (error > wrong) wrong = error;
            } catch (...) {
                lost++;
                warm = Null<Real>();
            }
        }
        const double each = (cpu() - start) / double(rows.size());
        if (each < best) best = each;
        failed = lost;
        worst = wrong;
    }
    std::printf("%s\t%.3f\t%ld\t%.3g\n", name, best, failed, worst);
}

static Option::Type side(const Row& one) { return one.put != 0 ? Option::Put : Option::Call; }

int main(int argc, char** argv) {
    if (argc < 3) return 1;
    std::FILE* file = std::fopen(argv[1], "rb");
    if (file == nullptr) return 1;
    const int rounds = std::atoi(argv[2]);
    std::vector<Row> rows;
    for (Row one; std::fread(&one, sizeof one, 1, file) == 1;) rows.push_back(one);
    std::fclose(file);
    run("QuantLib C++, its default, cold", rows, [](const Row& one, double) {
        return blackFormulaImpliedStdDev(side(one), one.strike, one.future, one.premium, 1.0, 0.0, Null<Real>(), 1e-10);
    }, rounds);
    run("QuantLib C++, its default, warm", rows, [](const Row& one, double warm) {
        return blackFormulaImpliedStdDev(side(one), one.strike, one.future, one.premium, 1.0, 0.0, warm, 1e-10);
    }, rounds);
    run("QuantLib C++, LiRS, warm", rows, [](const Row& one, double warm) {
        return blackFormulaImpliedStdDevLiRS(side(one), one.strike, one.future, one.premium, 1.0, 0.0, warm, 1.0, 1e-10, 100);
    }, rounds);
    return 0;
}
