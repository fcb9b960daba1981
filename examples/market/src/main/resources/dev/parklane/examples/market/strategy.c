/* Buys where the mean of the last few closes crosses that of more of them, and sells likewise. */
#include "bar.h"

#include <string.h>

#define FAST 5
#define SLOW 20

typedef struct {
  double closes[SLOW]; /* the latest last */
  int seen;
  int wanted; /* what the strategy wants to hold, for its agent to read */
} strategy;

static double mean(const double *closes, int count) {
  double sum = 0;
  for (int i = SLOW - count; i < SLOW; i++) {
    sum += closes[i];
  }
  return sum / count;
}

int on_bar(const bar *event, void *user_data) {
  strategy *self = user_data;
  memmove(self->closes, self->closes + 1, (SLOW - 1) * sizeof(double));
  self->closes[SLOW - 1] = event->close;
  self->seen++;
  if (self->seen >= SLOW) {
    self->wanted = mean(self->closes, FAST) > mean(self->closes, SLOW) ? 1 : -1;
  }
  return 0;
}
