// The fixing of a reference price in C: trades of one hour in order of time, twelve parts, the volume-weighted median of each by a histogram of ticks. Reads `rows`
// columns of 32-bit integers from a file (time, price, size); prints nanoseconds of processor time of each round and the sum of the medians of the last.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PARTS 12
#define PART 300000

static long first_from(const int32_t *time, long rows, int32_t from) {
    long low = 0, high = rows;
    while (low < high) {
        const long middle = (low + high) / 2;
        if (time[middle] < from) low = middle + 1;
        else high = middle;
    }
    return low;
}

__attribute__((noinline)) static int64_t median(const int32_t *restrict price, const int32_t *restrict size, long rows) {
    int32_t least = price[0], most = price[0];
    for (long row = 0; row < rows; row++) {
        least = price[row] < least ? price[row] : least;
        most = price[row] > most ? price[row] : most;
    }
    const long cells = (long)most - least + 1;
    int64_t *sizes = calloc(cells, sizeof(int64_t));
    for (long row = 0; row < rows; row++) sizes[price[row] - least] += size[row];
    int64_t total = 0, so = 0;
    for (long cell = 0; cell < cells; cell++) total += sizes[cell];
    long cell = -1;
    while (2 * so < total) so += sizes[++cell];
    free(sizes);
    return least + cell;
}

int main(int count, char **given) {
    if (count < 4) return 2;
    const long rows = atol(given[2]), rounds = atol(given[3]);
    int32_t *columns = aligned_alloc(64, (size_t)rows * 12 / 64 * 64 + 64);
    FILE *file = fopen(given[1], "rb");
    if (!file || fread(columns, 12, rows, file) != (size_t)rows) return 2;
    int64_t sum = 0;
    for (long round = 0; round < rounds; round++) {
        struct timespec before, after;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
        sum = 0;
        for (int part = 0; part < PARTS; part++) {
            const long from = first_from(columns, rows, part * PART), to = first_from(columns, rows, (part + 1) * PART);
            sum += median(columns + rows + from, columns + 2 * rows + from, to - from);
        }
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
        printf("%.0f\n", (after.tv_sec - before.tv_sec) * 1e9 + (after.tv_nsec - before.tv_nsec));
    }
    printf("%ld\n", (long)sum);
    return 0;
}
