/* kvali/table.h - optional header-only helper, C11 and C++: builds Arrow record batches row by
 * row and wraps a "give me more rows" callback as an ArrowArrayStream.  Not part of the ABI.
 *
 * Describe the columns, fill rows in `next` (one put per column, then kvali_end_row()), and hand
 * the table over with kvali_add_table().  A put of the wrong type fails the stream with a message
 * that names the column. */
#ifndef KVALI_TABLE_H
#define KVALI_TABLE_H
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plugin.h"

#ifdef __cplusplus
#pragma GCC diagnostic push /* C casts are what C has. */
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wconversion"
extern "C" {
#endif

/* A batch ends after this many rows, or when its text has grown beyond the second figure: Arrow's
 * text offsets are 32 bit, and a batch should stay small beside the data. */
#define KVALI_BATCH_ROWS 8192
#define KVALI_BATCH_TEXT (64u << 20)

typedef struct kvali_column { /* a table's columns end at name == NULL */
  const char* name;
  const char* format;         /* l g u b tdD tsu:TZ d:P,S */
  const kvali_attr* metadata; /* ends at key == NULL; or NULL */
} kvali_column;

typedef struct kvali_bytes_ {
  char* p;
  size_t n, capacity;
} kvali_bytes_;

typedef struct kvali_cells_ { /* one column of the batch being filled */
  kvali_bytes_ data, valid, offsets;
  int64_t length, nulls;
} kvali_cells_;

typedef struct kvali_rows { /* the batch being filled */
  const kvali_column* columns;
  int32_t n_columns;
  int64_t n;  /* finished rows */
  int failed; /* errno of the first failure; later puts do nothing */
  char error[256];
  kvali_cells_* cells;
} kvali_rows;

typedef struct kvali_table {
  const kvali_column* columns;
  const kvali_attr* metadata; /* of the table; ends at key == NULL; or NULL */
  int (*next)(void* self,
              kvali_rows* out);  /* add rows; adding none = end; != 0: errno, say why in out->error */
  void (*free_self)(void* self); /* or NULL */
  void* self;
} kvali_table;

/* ---- growing buffers ---- */
static inline int kvali_fail_(kvali_rows* rows, int code, int column, const char* what) {
  if (!rows->failed) {
    rows->failed = code;
    if (!rows->error[0])
      snprintf(rows->error, sizeof rows->error, "column '%s' (format %s): %s", rows->columns[column].name,
               rows->columns[column].format, what);
  }
  return 0;
}

static inline char* kvali_extend_(kvali_rows* rows, int column, kvali_bytes_* bytes, size_t more) {
  if (bytes->n + more > bytes->capacity) {
    size_t capacity = bytes->capacity ? bytes->capacity * 2 : 1024;
    while (capacity < bytes->n + more) capacity *= 2;
    char* p = (char*)realloc(bytes->p, capacity);
    if (!p) {
      kvali_fail_(rows, ENOMEM, column, "out of memory");
      return NULL;
    }
    bytes->p = p;
    bytes->capacity = capacity;
  }
  bytes->n += more;
  return bytes->p + (bytes->n - more);
}

/* memcpy() for cells, most of which are so short that the call takes longer than the copying. */
static inline void kvali_copy_cell_(char* to, const char* from, size_t n) {
  if (n > 16) {
    memcpy(to, from, n);
  } else if (n >= 4) { /* Four words, which may overlap: cells of 7 and of 8 bytes without a branch. */
    size_t half = n / 8 * 4;
    memcpy(to, from, 4);
    memcpy(to + half, from + half, 4);
    memcpy(to + n - 4 - half, from + n - 4 - half, 4);
    memcpy(to + n - 4, from + n - 4, 4);
  } else if (n > 0) {
    to[0] = from[0];
    to[n / 2] = from[n / 2];
    to[n - 1] = from[n - 1];
  }
}

static inline void kvali_set_bit_(kvali_rows* rows, int column, kvali_bytes_* bits, int64_t i, int on) {
  if ((size_t)i / 8 >= bits->n) {
    char* p = kvali_extend_(rows, column, bits, 1);
    if (!p) return;
    *p = 0;
  }
  if (on) bits->p[i / 8] = (char)((unsigned char)bits->p[i / 8] | (1u << (i % 8)));
}

/* Ends a cell.  The bitmap exists only from the first null on: a NULL bitmap means no nulls. */
static inline void kvali_end_cell_(kvali_rows* rows, int column, int valid) {
  kvali_cells_* cells = &rows->cells[column];
  if (!valid && cells->nulls == 0) {
    for (int64_t i = 0; i < cells->length; i++) kvali_set_bit_(rows, column, &cells->valid, i, 1);
  }
  if (!valid) cells->nulls++;
  if (cells->nulls) kvali_set_bit_(rows, column, &cells->valid, cells->length, valid);
  cells->length++;
}

static inline size_t kvali_width_(const char* format) { /* bytes of a fixed-width cell, else 0 */
  switch (format[0]) {
    case 'l':
    case 'g':
      return 8;
    case 'd':
      return 16;
    case 't':
      return format[1] == 'd' ? 4 : 8;
    default:
      return 0;
  }
}

static inline void kvali_put_fixed_(kvali_rows* rows, int column, const char* kinds, const void* value,
                                    size_t width) {
  if (rows->failed) return;
  const char* format = rows->columns[column].format;
  if ((format[0] != kinds[0] && format[0] != kinds[1]) || kvali_width_(format) != width) {
    kvali_fail_(rows, EINVAL, column, "value of another type");
    return;
  }
  char* p = kvali_extend_(rows, column, &rows->cells[column].data, width);
  if (!p) return;
  memcpy(p, value, width);
  kvali_end_cell_(rows, column, 1);
}

static inline void kvali_end_text_(kvali_rows* rows, int column, int valid) {
  kvali_cells_* cells = &rows->cells[column];
  char* p = kvali_extend_(rows, column, &cells->offsets, 4);
  if (!p) return;
  int32_t end = (int32_t)cells->data.n;
  memcpy(p, &end, 4);
  kvali_end_cell_(rows, column, valid);
}

/* ---- putting cells: one per column and row, in any order ---- */
static inline void kvali_put_int(kvali_rows* rows, int column, int64_t v) { /* l, tsu (microseconds) */
  kvali_put_fixed_(rows, column, "lt", &v, 8);
}
static inline void kvali_put_float(kvali_rows* rows, int column, double v) {
  kvali_put_fixed_(rows, column, "g", &v, 8);
}
static inline void kvali_put_date(kvali_rows* rows, int column, int32_t days) { /* since 1970-01-01 */
  kvali_put_fixed_(rows, column, "t", &days, 4);
}
/* d: the unscaled two's-complement integer, low word first. */
static inline void kvali_put_decimal(kvali_rows* rows, int column, const uint64_t low_high[2]) {
  kvali_put_fixed_(rows, column, "d", low_high, 16);
}
static inline void kvali_put_bool(kvali_rows* rows, int column, int v) {
  if (rows->failed) return;
  if (rows->columns[column].format[0] != 'b') {
    kvali_fail_(rows, EINVAL, column, "value of another type");
    return;
  }
  kvali_set_bit_(rows, column, &rows->cells[column].data, rows->cells[column].length, v);
  kvali_end_cell_(rows, column, 1);
}
/* Room for a text and its offset in a column without nulls: nearly every text of a large table. */
static inline int kvali_has_room_(const kvali_cells_* cells, size_t n) {
  return n <= cells->data.capacity - cells->data.n && cells->data.capacity <= INT32_MAX &&
         cells->offsets.capacity - cells->offsets.n >= 4 && !cells->nulls;
}
static inline void kvali_put_text(kvali_rows* rows, int column, const char* s, size_t n) { /* u */
  if (rows->failed) return;
  if (rows->columns[column].format[0] != 'u') {
    kvali_fail_(rows, EINVAL, column, "value of another type");
    return;
  }
  kvali_cells_* cells = &rows->cells[column];
  if (kvali_has_room_(cells, n)) {
    kvali_copy_cell_(cells->data.p + cells->data.n, s, n);
    cells->data.n += n;
    int32_t end = (int32_t)cells->data.n;
    memcpy(cells->offsets.p + cells->offsets.n, &end, 4);
    cells->offsets.n += 4;
    cells->length++;
    return;
  }
  if (n > INT32_MAX - cells->data.n) {
    kvali_fail_(rows, EINVAL, column, "more than 2 GiB of text in one batch");
    return;
  }
  char* p = kvali_extend_(rows, column, &cells->data, n);
  if (!p) return;
  kvali_copy_cell_(p, s, n);
  kvali_end_text_(rows, column, 1);
}
static inline void kvali_put_null(kvali_rows* rows, int column) {
  if (rows->failed) return;
  const char* format = rows->columns[column].format;
  kvali_cells_* cells = &rows->cells[column];
  if (format[0] == 'u') {
    kvali_end_text_(rows, column, 0);
    return;
  }
  if (format[0] == 'b') {
    kvali_set_bit_(rows, column, &cells->data, cells->length, 0);
  } else {
    size_t width = kvali_width_(format);
    char* p = kvali_extend_(rows, column, &cells->data, width);
    if (!p) return;
    memset(p, 0, width);
  }
  kvali_end_cell_(rows, column, 0);
}
/* Ends the row.  Returns 0 when the batch is full: return from next(), it will be called again. */
static inline int kvali_end_row(kvali_rows* rows) {
  rows->n++;
  if (rows->failed || rows->n >= KVALI_BATCH_ROWS) return 0;
  for (int32_t i = 0; i < rows->n_columns; i++)
    if (rows->columns[i].format[0] == 'u' && rows->cells[i].data.n > KVALI_BATCH_TEXT) return 0;
  return 1;
}

/* ---- metadata: Arrow's encoding, count and then length-prefixed keys and values ---- */
static inline char* kvali_metadata_(const kvali_attr* attrs) {
  if (!attrs || !attrs->key) return NULL;
  size_t size = 4;
  int32_t count = 0;
  for (const kvali_attr* a = attrs; a->key; a++, count++) size += 8 + strlen(a->key) + strlen(a->value);
  char* out = (char*)malloc(size);
  if (!out) return NULL;
  char* p = out;
  memcpy(p, &count, 4);
  p += 4;
  for (const kvali_attr* a = attrs; a->key; a++) {
    const char* texts[2];
    texts[0] = a->key;
    texts[1] = a->value;
    for (int i = 0; i < 2; i++) {
      int32_t n = (int32_t)strlen(texts[i]);
      memcpy(p, &n, 4);
      memcpy(p + 4, texts[i], (size_t)n);
      p += 4 + n;
    }
  }
  return out;
}

/* ---- the stream ---- */
typedef struct kvali_stream_ { /* private data of the stream; owns copies of all texts */
  kvali_table table;
  struct ArrowSchema schema; /* of the table, copied for every get_schema() */
  int32_t n_columns;
  kvali_cells_* before; /* how large the columns of the batch before were; without memory */
  char error[256];
} kvali_stream_;

static inline void kvali_release_schema_(struct ArrowSchema* s) {
  for (int64_t i = 0; i < s->n_children; i++) {
    if (s->children[i] && s->children[i]->release) s->children[i]->release(s->children[i]);
    free(s->children[i]);
  }
  free(s->children);
  free((void*)s->name);
  free((void*)s->format);
  free((void*)s->metadata);
  s->release = NULL;
}

static inline char* kvali_copy_text_(const char* s) {
  size_t n = strlen(s) + 1;
  char* copy = (char*)malloc(n);
  if (copy) memcpy(copy, s, n);
  return copy;
}

static inline int kvali_make_schema_(struct ArrowSchema* s, const char* name, const char* format,
                                     const kvali_attr* metadata, int64_t n_children) {
  memset(s, 0, sizeof *s);
  s->release = kvali_release_schema_;
  s->flags = ARROW_FLAG_NULLABLE;
  s->name = kvali_copy_text_(name);
  s->format = kvali_copy_text_(format);
  s->metadata = kvali_metadata_(metadata);
  if (n_children) s->children = (struct ArrowSchema**)calloc((size_t)n_children, sizeof *s->children);
  if (!s->name || !s->format || (n_children && !s->children) || (metadata && metadata->key && !s->metadata))
    return ENOMEM;
  s->n_children = n_children;
  return 0;
}

static inline int kvali_table_schema_(const kvali_table* table, struct ArrowSchema* out) {
  int64_t n = 0;
  while (table->columns[n].name) n++;
  int rc = kvali_make_schema_(out, "", "+s", table->metadata, n);
  for (int64_t i = 0; i < n && !rc; i++) {
    out->children[i] = (struct ArrowSchema*)calloc(1, sizeof *out->children[i]);
    rc = !out->children[i] ? ENOMEM
                           : kvali_make_schema_(out->children[i], table->columns[i].name,
                                                table->columns[i].format, table->columns[i].metadata, 0);
  }
  if (rc) out->release(out);
  return rc;
}

static inline int kvali_copy_schema_(const struct ArrowSchema* from, struct ArrowSchema* to) {
  int rc = kvali_make_schema_(to, from->name, from->format, NULL, from->n_children);
  if (!rc && from->metadata) {
    /* The size of the encoded block is found by walking it. */
    const char* p = from->metadata;
    int32_t count, n;
    memcpy(&count, p, 4);
    p += 4;
    for (int32_t i = 0; i < 2 * count; i++) {
      memcpy(&n, p, 4);
      p += 4 + n;
    }
    char* copy = (char*)malloc((size_t)(p - from->metadata));
    if (copy) memcpy(copy, from->metadata, (size_t)(p - from->metadata));
    to->metadata = copy;
    if (!copy) rc = ENOMEM;
  }
  for (int64_t i = 0; i < from->n_children && !rc; i++) {
    to->children[i] = (struct ArrowSchema*)calloc(1, sizeof *to->children[i]);
    rc = to->children[i] ? kvali_copy_schema_(from->children[i], to->children[i]) : ENOMEM;
  }
  if (rc && to->release) to->release(to);
  return rc;
}

typedef struct kvali_column_array_ { /* private data of a child array */
  const void* buffers[3];
} kvali_column_array_;

static inline void kvali_release_column_(struct ArrowArray* a) {
  for (int64_t i = 0; i < a->n_buffers; i++) free((void*)a->buffers[i]);
  free(a->private_data);
  a->release = NULL;
}

static inline void kvali_release_batch_(struct ArrowArray* a) {
  for (int64_t i = 0; i < a->n_children; i++) {
    if (a->children[i] && a->children[i]->release) a->children[i]->release(a->children[i]);
    free(a->children[i]);
  }
  free(a->children);
  free(a->private_data);
  a->release = NULL;
}

/* Moves the buffers of one filled column into a child array. */
static inline int kvali_column_to_array_(kvali_cells_* cells, const char* format, struct ArrowArray* out) {
  kvali_column_array_* own = (kvali_column_array_*)calloc(1, sizeof *own);
  if (!own) return ENOMEM;
  int64_t n = 0;
  own->buffers[n++] = cells->valid.p;
  if (format[0] == 'u') own->buffers[n++] = cells->offsets.p;
  own->buffers[n++] = cells->data.p;
  cells->valid.p = cells->offsets.p = cells->data.p = NULL;
  out->length = cells->length;
  out->null_count = cells->nulls;
  out->n_buffers = n;
  out->buffers = own->buffers;
  out->private_data = own;
  out->release = kvali_release_column_;
  return 0;
}

static inline int kvali_rows_to_batch_(kvali_rows* rows, struct ArrowArray* out) {
  memset(out, 0, sizeof *out);
  out->release = kvali_release_batch_;
  out->private_data = calloc(1, sizeof(void*)); /* the struct's own validity buffer: none */
  out->children = (struct ArrowArray**)calloc((size_t)rows->n_columns + 1, sizeof *out->children);
  if (!out->private_data || !out->children) return ENOMEM;
  out->length = rows->n;
  out->n_buffers = 1;
  out->buffers = (const void**)out->private_data;
  out->n_children = rows->n_columns;
  for (int32_t i = 0; i < rows->n_columns; i++) {
    out->children[i] = (struct ArrowArray*)calloc(1, sizeof **out->children);
    if (!out->children[i]) return ENOMEM;
    int rc = kvali_column_to_array_(&rows->cells[i], rows->columns[i].format, out->children[i]);
    if (rc) return rc;
  }
  return 0;
}

/* Makes room at once for as much as there was before: growing step by step costs a fifth of the time. */
static inline void kvali_make_room_(kvali_rows* rows, int column, kvali_bytes_* bytes, size_t n) {
  if (!n || !kvali_extend_(rows, column, bytes, n)) return;
  bytes->n = 0;
}

static inline int kvali_start_rows_(kvali_rows* rows, const kvali_stream_* stream) {
  memset(rows, 0, sizeof *rows);
  rows->columns = stream->table.columns;
  rows->n_columns = stream->n_columns;
  rows->cells = (kvali_cells_*)calloc((size_t)stream->n_columns + 1, sizeof *rows->cells);
  if (!rows->cells) return ENOMEM;
  for (int32_t i = 0; i < stream->n_columns; i++) {
    kvali_make_room_(rows, i, &rows->cells[i].data, stream->before[i].data.n);
    kvali_make_room_(rows, i, &rows->cells[i].offsets, stream->before[i].offsets.n);
    if (rows->columns[i].format[0] != 'u') continue;
    char* first = kvali_extend_(rows, i, &rows->cells[i].offsets, 4);
    if (first) memset(first, 0, 4);
  }
  return rows->failed;
}

static inline void kvali_free_rows_(kvali_rows* rows) {
  for (int32_t i = 0; rows->cells && i < rows->n_columns; i++) {
    free(rows->cells[i].data.p);
    free(rows->cells[i].valid.p);
    free(rows->cells[i].offsets.p);
  }
  free(rows->cells);
}

static inline int kvali_fill_rows_(kvali_stream_* stream, kvali_rows* rows) {
  int rc = kvali_start_rows_(rows, stream);
  if (!rc) rc = stream->table.next(stream->table.self, rows);
  if (!rc) rc = rows->failed;
  for (int32_t i = 0; i < stream->n_columns && !rc; i++) {
    if (rows->cells[i].length == rows->n) continue;
    kvali_fail_(rows, EINVAL, i, "one value per row expected");
    rc = EINVAL;
  }
  for (int32_t i = 0; i < stream->n_columns && !rc; i++) {
    stream->before[i].data.n = rows->cells[i].data.n;
    stream->before[i].offsets.n = rows->cells[i].offsets.n;
  }
  return rc;
}

static inline int kvali_get_schema_(struct ArrowArrayStream* s, struct ArrowSchema* out) {
  return kvali_copy_schema_(&((kvali_stream_*)s->private_data)->schema, out);
}

static inline int kvali_get_next_(struct ArrowArrayStream* s, struct ArrowArray* out) {
  kvali_stream_* stream = (kvali_stream_*)s->private_data;
  memset(out, 0, sizeof *out);
  kvali_rows rows;
  int rc = kvali_fill_rows_(stream, &rows);
  if (rc) snprintf(stream->error, sizeof stream->error, "%s", rows.error[0] ? rows.error : strerror(rc));
  if (!rc && rows.n > 0) {
    rc = kvali_rows_to_batch_(&rows, out);
    if (rc && out->release) out->release(out);
  }
  kvali_free_rows_(&rows);
  return rc;
}

static inline const char* kvali_last_error_(struct ArrowArrayStream* s) {
  kvali_stream_* stream = (kvali_stream_*)s->private_data;
  return stream->error[0] ? stream->error : NULL;
}

static inline void kvali_release_stream_(struct ArrowArrayStream* s) {
  kvali_stream_* stream = (kvali_stream_*)s->private_data;
  if (stream->table.free_self) stream->table.free_self(stream->table.self);
  if (stream->schema.release) stream->schema.release(&stream->schema);
  free((void*)stream->table.columns);
  free(stream->before);
  free(stream);
  s->release = NULL;
}

/* Registers a table with the engine; owns table.self from here on, also on failure.  Names, formats
 * and metadata are copied. */
static inline int kvali_add_table(const kvali_call* call, const char* name, kvali_table table) {
  kvali_stream_* stream = (kvali_stream_*)calloc(1, sizeof *stream);
  int rc = stream ? kvali_table_schema_(&table, &stream->schema) : ENOMEM;
  kvali_column* columns = NULL;
  if (!rc) {
    const size_t n = (size_t)stream->schema.n_children + 1;
    columns = (kvali_column*)calloc(n, sizeof *columns);
    stream->before = (kvali_cells_*)calloc(n, sizeof *stream->before);
    if (!columns || !stream->before) rc = ENOMEM;
  }
  if (rc) {
    if (stream && stream->schema.release) stream->schema.release(&stream->schema);
    free(columns);
    if (stream) free(stream->before);
    free(stream);
    if (table.free_self) table.free_self(table.self);
    return rc;
  }
  for (int64_t i = 0; i < stream->schema.n_children; i++) {
    columns[i].name = stream->schema.children[i]->name;
    columns[i].format = stream->schema.children[i]->format;
  }
  stream->table = table;
  stream->table.columns = columns;
  stream->table.metadata = NULL;
  stream->n_columns = (int32_t)stream->schema.n_children;
  struct ArrowArrayStream out;
  out.get_schema = kvali_get_schema_;
  out.get_next = kvali_get_next_;
  out.get_last_error = kvali_last_error_;
  out.release = kvali_release_stream_;
  out.private_data = stream;
  return call->add_table(call, name, &out);
}

#ifdef __cplusplus
}
#pragma GCC diagnostic pop
#endif
#endif
