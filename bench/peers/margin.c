// Variation margins of columns in C: lots x (settlement - previous) x 250 in units of 10^-7, rounded half to even to cents. Reads `rows` columns of
// 32-bit integers from a file (lots, previous, settlement); prints nanoseconds of processor time of each round and the sum of the last.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define WHOLES_ONLY 6755399441055744.0

__attribute__((noinline)) static void margins(const int32_t *restrict lots, const int32_t *restrict previous, const int32_t *restrict settlement, double *restrict out, long rows) {
    for (long row = 0; row < rows; row++) {
        const double product = ((double)settlement[row] - (double)previous[row]) * (double)lots[row] * 250.0;
        out[row] = (product / 1e5 + WHOLES_ONLY) - WHOLES_ONLY;
    }
}

int main(int count, char **given) {
    if (count < 4) return 2;
    const long rows = atol(given[2]), rounds = atol(given[3]);
    int32_t *columns = aligned_alloc(64, (size_t)rows * 12 / 64 * 64 + 64);
    double *out = aligned_alloc(64, (size_t)rows * 8 / 64 * 64 + 64);
    FILE *file = fopen(given[1], "rb");
    if (!file || fread(columns, 12, rows, file) != (size_t)rows) return 2;
    for (long row = 0; row < rows; row++) out[row] = 0;
    for (long round = 0; round < rounds; round++) {
        struct timespec before, after;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
        margins(columns, columns + rows, columns + 2 * rows, out, rows);
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
        printf("%.0f\n", (after.tv_sec - before.tv_sec) * 1e9 + (after.tv_nsec - before.tv_nsec));
    }
    double sum = 0;
    for (long row = 0; row < rows; row++) sum += out[row];
    printf("%.0f\n", sum);
    return 0;
}
