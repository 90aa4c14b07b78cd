/* A source in C11: one table of every column type, its second row null. */
#include <kvali/table.h>

static const kvali_attr count_metadata[] = {{"kvali:label", "How many"}, {"kvali:column", "C"}, {NULL, NULL}};
static const kvali_attr table_metadata[] = {
    {"kvali:place", "plan.xlsx!Q4!{column}{row}"}, {"kvali:decimal", ","}, {NULL, NULL}};
static const kvali_column columns[] = {
    {"kvali_row", "l", NULL}, {"name", "u", NULL},       {"count", "l", count_metadata},
    {"share", "g", NULL},     {"done", "b", NULL},       {"day", "tdD", NULL},
    {"at", "tsu:UTC", NULL},  {"money", "d:38,2", NULL}, {NULL, NULL, NULL}};

typedef struct rows_state {
  int done;
} rows_state;

static int next(void* self, kvali_rows* out) {
  rows_state* state = (rows_state*)self;
  if (state->done) return 0;
  state->done = 1;
  const uint64_t money[2] = {(uint64_t)-1250, UINT64_MAX}; /* -12.50 */
  kvali_put_int(out, 0, 7);
  kvali_put_text(out, 1, "ერთი", strlen("ერთი"));
  kvali_put_int(out, 2, 42);
  kvali_put_float(out, 3, 0.5);
  kvali_put_bool(out, 4, 1);
  kvali_put_date(out, 5, 18604);                    /* 2020-12-08 */
  kvali_put_int(out, 6, INT64_C(1607436000000000)); /* 2020-12-08T14:00:00Z */
  kvali_put_decimal(out, 7, money);
  kvali_end_row(out);
  kvali_put_int(out, 0, 9);
  for (int column = 1; column < 8; column++) kvali_put_null(out, column);
  kvali_end_row(out);
  return 0;
}

static int open_plain(const kvali_call* call) {
  kvali_table table;
  memset(&table, 0, sizeof table);
  table.columns = columns;
  table.metadata = table_metadata;
  table.next = next;
  table.free_self = free;
  table.self = calloc(1, sizeof(rows_state));
  if (!table.self) return ENOMEM;
  return kvali_add_table(call, "cells", table);
}

static const kvali_source source = {sizeof(kvali_source),   0,    "plain",   "One table of every type.",
                                    "As the summary says.", NULL, open_plain};
static const kvali_source* const sources[] = {&source, NULL};
static const kvali_plugin plugin = {
    sizeof(kvali_plugin), 0, "source-plain", "1.0.0", "MIT", NULL, sources, NULL};

const kvali_plugin* kvali_plugin_v1(void) {
  return &plugin;
}
