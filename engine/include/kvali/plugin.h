/* kvali/plugin.h - the Kvali plugin ABI, version 1.  C11 and C++ compatible.
 *
 * A plugin is a shared object that exports ONE symbol, kvali_plugin_v1().  It describes
 * sources (they produce tables) and renderers (they turn a document into a file).  No engine
 * symbol is imported: everything a plugin may call arrives in `struct kvali_call`.  No C++
 * type, exception, FILE*, allocator or errno object crosses the border.
 *
 * RULES (hold for every function unless its comment says otherwise)
 *  Versions  Root structs (those that start with `size`) only ever grow at their end.  The
 *            creator stores sizeof(); the reader touches no field beyond `size` (KVALI_HAS).
 *            Leaf structs are frozen.  An incompatible change renames the exported symbol.
 *  Strings   NUL-terminated, valid UTF-8, NFC, LF line ends.  NULL = absent.
 *  Ownership Descriptors are static: valid and constant while the module is loaded (the engine
 *            never unloads a module it has used).  Pointers passed INTO a function are borrowed
 *            until it returns.  Arrow structs follow the Arrow C data interface.
 *  Errors    int functions return 0, or an errno value (EINVAL bad option or data, ENOENT,
 *            EACCES, EIO, ENOMEM, ETIMEDOUT, ECANCELED, ENOTSUP) after one
 *            report(KVALI_ERROR, ...).  For streams, get_last_error() says why.
 *  Threads   One kvali_call is used by one thread at a time, not always the same one.  Different
 *            calls may run at once: no unguarded globals.  report() and progress() are
 *            thread-safe.
 *  Process   A plugin must not exit(), abort(), fork(), change signal handlers, the working
 *            directory, locale, environment or umask, nor write to stdout or stderr.
 */
#ifndef KVALI_PLUGIN_H
#define KVALI_PLUGIN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/* ---- The Arrow C data and C stream interfaces, with their canonical guards ---- */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE
#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};
struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};
#endif
#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
#endif

#define KVALI_EXPORT __attribute__((visibility("default")))
/* True if the creator of *p knew about field f. */
#define KVALI_HAS(T, p, f) ((p)->size >= offsetof(T, f) + sizeof((p)->f))

/* ---- Options: declared as data, checked by the engine ---- */
/* clang-format off */
typedef enum kvali_type { /* kvali_value member; canonical text form       */
  KVALI_STRING = 1,       /* s                                             */
  KVALI_INT = 2,          /* i   int64, "42"                               */
  KVALI_FLOAT = 3,        /* f   finite double, "0.5"                      */
  KVALI_BOOL = 4,         /* b   "true" | "false"                          */
  KVALI_DATE = 5,         /* i   days since 1970-01-01, "2020-12-08"       */
  KVALI_FILE = 6,         /* s   absolute path of a readable file          */
  KVALI_SECRET = 7,       /* s   resolved secret; never log, never store   */
  KVALI_URL = 8           /* s   absolute http(s) URL                      */
} kvali_type;
/* clang-format on */
enum {
  KVALI_REQUIRED = 1,
  KVALI_LIST = 2 /* The value is .list; for KVALI_FILE the engine expands * and {a,b} patterns. */
};

typedef struct kvali_option { /* leaf, frozen; a table of options ends at name == NULL     */
  const char* name;           /* [a-z][a-z0-9_]*                                           */
  int32_t type;               /* kvali_type                                                */
  uint32_t flags;
  const char* fallback;       /* default in canonical text, NULL = unset.  INT, FLOAT,
                                 BOOL, DATE: required unless KVALI_REQUIRED or KVALI_LIST  */
  const char* min;            /* inclusive bounds in canonical text: INT, FLOAT, DATE,     */
  const char* max;            /* or the length in bytes of a STRING                        */
  const char* const* choices; /* allowed texts, NULL-terminated; or NULL                   */
  const char* doc;            /* one or two sentences, mandatory                           */
  const char* example;        /* canonical text, or NULL                                   */
} kvali_option;

typedef union kvali_value { /* leaf; the option's type and flags say which member */
  const char* s;            /* NULL only if optional and unset */
  int64_t i;
  double f;
  bool b;
  const struct kvali_list* list; /* never NULL */
} kvali_value;
typedef struct kvali_list {
  size_t n;
  const kvali_value* items;
} kvali_list;

/* ---- What a plugin may call ---- */
typedef enum kvali_severity {
  KVALI_DEBUG = 0,
  KVALI_INFO = 1,
  KVALI_WARNING = 2,
  KVALI_ERROR = 3
} kvali_severity;

/* Root; owned by the engine; valid until open() has returned and every stream it added was
 * released, or until destroy() has returned. */
typedef struct kvali_call {
  uint32_t size;
  uint32_t reserved;         /* 0 */
  const kvali_value* values; /* parallel to options[]; validated */
  const char* locale;        /* BCP 47 of the report, e.g. "ka" */
  const char* timezone;      /* IANA, e.g. "Asia/Tbilisi" */
  const char* output;        /* renderer: absolute path of the file to create; source: NULL */
  /* A log line, a warning, or the reason of the failure being returned.  `where` leads the user
   * to the cause ("plan.xlsx!Q4!C17", "notes.md:12:3", "option:path") or is NULL.  A message may
   * begin with a finding id in brackets, "[L-02] ...", and end with "\nhint: ...".  Copied.
   * [thread-safe] */
  void (*report)(const struct kvali_call*, int severity, const char* message, const char* where);
  /* Call at least once a second in long work.  total < 0 = unknown.  Returns 0, or ECANCELED:
   * clean up and return ECANCELED without a report.  [thread-safe] */
  int (*progress)(const struct kvali_call*, int64_t done, int64_t total);
  /* Source only, inside open(): hands a table over.  Moves *stream to the engine
   * (stream->release is NULL afterwards, also on error).  name is [a-z][a-z0-9_]*, unique in this
   * call.  The engine pulls none, some or all batches. */
  int (*add_table)(const struct kvali_call*, const char* name, struct ArrowArrayStream* stream);
  /* Drafts and vendor features, "kvali.NAME/REV" or "org.example.NAME/REV"; NULL = not supported.
   * [thread-safe] */
  const void* (*extension)(const struct kvali_call*, const char* id);
} kvali_call;

/* ---- Sources ----
 * Tables are struct arrays ("+s"), offset 0.  Column formats every engine accepts: l int64,
 * g double, u utf8, b bool, tdD date32, tsu:TZ timestamp in microseconds, d:P,S decimal128
 * (money; P <= 38).  c s i C S I f are widened.  Nested and dictionary columns are EINVAL in v1:
 * emit a second table with a key.  Nulls: validity bitmap.  Batches of 1k to 64k rows are best.
 *
 * A source does not guess types: a cell of a text format is handed over as text and the engine,
 * which knows what the column is mapped to, converts it and keeps the raw text.
 *
 * Reserved columns (not data; both optional):
 *   kvali_row   l  where the row lies: line of a text file, row of a sheet, record number; from 1
 *   kvali_file  u  the file it lies in, where one table has several
 * Table metadata (on the "+s" schema; all optional):
 *   kvali:place    how a place is written: text with {file} {row} {column},
 *                  e.g. "{file}:{row}" or "plan.xlsx!Q4!{column}{row}"
 *   kvali:file     absolute path of the file, where the table has one
 *   kvali:decimal  "." or ",": the decimal separator of numbers in its text columns
 * Field metadata (all optional):
 *   kvali:label    the heading as written; the column's name if absent
 *   kvali:column   what {column} stands for, e.g. "C"; text files: the number of the field, from 1
 *   kvali:unit  kvali:doc */
typedef struct kvali_source { /* root */
  uint32_t size;
  uint32_t needs;                 /* KVALI_NEEDS_* */
  const char* name;               /* unique id, [a-z][a-z0-9-]* */
  const char* summary;            /* one line */
  const char* doc;                /* CommonMark */
  const kvali_option* options;    /* or NULL */
  int (*open)(const kvali_call*); /* adds at least one table */
} kvali_source;
enum {
  KVALI_NEEDS_NETWORK = 1, /* outgoing TCP */
  KVALI_NEEDS_EXEC = 2,    /* runs other programs */
  KVALI_NEEDS_TEXT = 4     /* renderer: add a display-text column beside each table column, see below */
};

/* ---- Renderers ----
 * The document arrives as a flat, well-nested sequence of events; o = an OPEN and a CLOSE, with
 * its children between them; - = one LEAF.  A renderer ignores kinds and attributes that it does
 * not know, but still handles what is nested inside: then nothing but looks is lost.
 * Texts arrive formatted in the document's language; data never contains markup. */
typedef enum kvali_kind {
  /* o text=title, lang.  attrs, all optional: dir (rtl), author, organisation, subject, project,
   * agreement, donor, period (spelled out), period_start, period_end, date (ISO as-of date: the only
   * date a file may carry), date_text (the same, spelled out), revision, audience, draft (word for the
   * header of every page), version (of template and engine), continued, page ("page {page} of {pages}"),
   * contents, evidence, source, notes, data (words in the document's language), number_decimal,
   * number_group */
  KVALI_DOCUMENT = 1,
  KVALI_SECTION = 2,   /* o id, level 1..6, text=title as plain text (also in its HEADING); style: annex;
                          attrs: orientation (landscape | portrait) */
  KVALI_HEADING = 3,   /* o level; inline children */
  KVALI_PARAGRAPH = 4, /* o style: "" | lead | muted | caption | source; inline children */
  KVALI_BULLETS = 5,   /* o level 0 bullets, 1 numbered (attr start); children ITEM */
  KVALI_ITEM = 6,      /* o children blocks */
  KVALI_TABLE = 7,     /* o id, text=caption, schema, style: "" | compact | keyvalue; attrs: sheet (its name),
                          legend (the marks that occur, explained: one line on each page the table stands
                          on), only (renderer's name), empty (sentence shown instead of no rows) */
  KVALI_ROWS = 8,      /* - schema, batch; level 0 body, 1 subtotal, 2 total */
  KVALI_TEXT = 9,      /* - text, marks, lang, href: url, "#id", or "#^id": back to the first link to id */
  KVALI_IMAGE = 10,    /* - data, data_size, style=media type, text=alt; attrs: width (mm), href */
  KVALI_PAGE = 11,     /* - page break; attrs: orientation */
  KVALI_VALUE = 12,    /* - inline: a typed scalar. text=as shown, marks, href "#id" of its evidence.
                          attrs: type (int | decimal | date | bool | text), value (canonical text; absent =
                          not recorded), format (number format code), unit */
  KVALI_BREAK = 13,    /* - inline line break */
  KVALI_NOTE_REF = 14, /* - inline: text=its mark, href="#id" of the NOTE. The engine numbers notes. */
  KVALI_NOTE = 15,     /* o id, text=mark; inline children.  Follows the block that refers to it. */
  KVALI_QUOTE = 16,    /* o children blocks; attr source */
  KVALI_CALLOUT = 17,  /* o style: note | good | warn | bad, text=title or NULL; children blocks */
  KVALI_KPIS = 18,     /* o a row of tiles; children KPI */
  KVALI_KPI = 19,      /* - text=label, href "#id" of its evidence.  attrs: value (as shown), value_raw
                          (canonical decimal; absent = not recorded), format, unit, target (the phrase
                          "of 120"), target_raw, share (how much of the target is reached, as a fraction,
                          "0.83": what the template says, such as the way from the baseline where less
                          is better, else value / target; may be negative or above 1; absent where
                          nobody can tell), change (phrase), trend
                          (up | down | flat), status (good | warn | bad), status_text */
  KVALI_FIGURE = 20,   /* o id, text=caption; children CHART, IMAGE, PARAGRAPH source */
  KVALI_CHART = 21,    /* - schema, batch: brings its own data. First column: category (u); the others:
                          series (l g d), label in field metadata, kvali:role "target" for a target line.
                          text=title, style: bar | hbar | stacked | grouped | line | doughnut | progress;
                          attrs: alt, unit, format, table (id of the TABLE whose body rows these are, in
                          order and complete, and whose columns have the same names) */
  KVALI_CONTENTS = 22, /* - table of contents here; level=depth, text=title.  Made by the renderer. */
  KVALI_KEYVALUE = 23, /* o id, style: "" | signature; children PAIR */
  KVALI_PAIR = 24,     /* o text=key; inline children */
  KVALI_COLUMN_GROUP = 25, /* - inside TABLE before its rows: a heading over several columns. text=heading,
                              level 0 nearest to the columns; attrs: columns ("a b c", names) */
  KVALI_ROW_GROUP = 26,    /* o inside TABLE: text=heading, level depth; children ROWS */
  KVALI_ATTACHMENT = 27    /* - right after DOCUMENT opens: data, data_size, text=file name, style=media
                              type; attrs: description, relationship (Data | Source | Supplement) */
} kvali_kind;
enum { KVALI_LEAF = 0, KVALI_OPEN = 1, KVALI_CLOSE = 2 };
enum { KVALI_BOLD = 1, KVALI_ITALIC = 2, KVALI_UNDERLINE = 4, KVALI_CODE = 8 };

typedef struct kvali_attr {
  const char* key;
  const char* value;
} kvali_attr;

/* Columns of a TABLE or CHART carry field metadata (all optional):
 *   kvali:label  kvali:unit  kvali:doc
 *   kvali:align   left | right | center; else numbers and dates right, text left
 *   kvali:width   preferred width in mm
 *   kvali:format  number format code (ECMA-376 part 1, 18.8.31), e.g. #,##0.0  0.0%  yyyy-mm-dd
 *   kvali:total   sum: the total row may be a live formula over the body rows
 *   kvali:role    absent: data.  Else a companion of the column named by kvali:of, never shown as
 *                 a column of its own; a renderer skips roles that it does not know:
 *     text    u  the cell as shown (only with KVALI_NEEDS_TEXT, for columns that are not text)
 *     format  u  number format code of the cell, where it differs from the column's
 *     mark    u  what to show where the cell is null ("-", "n/a" ...); else show nothing
 *     href    u  link of the cell: "#id", "#^id" (back to the first link to id) or url
 *     status  u  good | warn | bad: colour role and drawn shape of a status word
 *     note    u  a comment on the cell
 *     anchor  u  ids of the row, parted by spaces (kvali:of is empty): targets of links, e.g. of evidence
 *     indent  l  depth of the row's text, 0 = none
 *     strong  b  print the cell bold */
typedef struct kvali_event { /* root; everything borrowed until event() returns */
  uint32_t size;
  int32_t kind;  /* kvali_kind */
  int32_t phase; /* KVALI_LEAF, KVALI_OPEN or KVALI_CLOSE */
  int32_t level;
  uint32_t marks; /* KVALI_BOLD | ... */
  uint32_t reserved;
  const char* text;  /* logical order, NFC, no bidi marks added */
  const char* lang;  /* BCP 47 where it differs from the parent's */
  const char* id;    /* anchor, unique in the document */
  const char* style; /* a role, not a font */
  const char* href;
  const kvali_attr* attrs; /* ends at key == NULL; or NULL */
  const struct ArrowSchema* schema;
  const struct ArrowArray* batch; /* struct array; do NOT release */
  const void* data;
  size_t data_size;
} kvali_event;

typedef struct kvali_renderer { /* root */
  uint32_t size;
  uint32_t needs;
  const char* name; /* "xlsx" */
  const char* summary;
  const char* doc;
  const kvali_option* options;
  const char* file_extension; /* "xlsx" */
  const char* media_type;
  int (*create)(const kvali_call*, void** self); /* *self may stay NULL */
  int (*event)(void* self, const kvali_event*);  /* the engine stops at the first non-zero */
  int (*finish)(void* self);                     /* after the last event: write the output */
  void (*destroy)(void* self);                   /* exactly once per successful create() */
} kvali_renderer;

/* ---- The module ---- */
typedef struct kvali_plugin { /* root */
  uint32_t size;
  uint32_t reserved;
  const char* name;     /* module id = file name kvali-NAME.so = its folder, e.g. "source-csv" */
  const char* version;  /* semantic version */
  const char* license;  /* SPDX expression */
  const char* homepage; /* or NULL */
  const kvali_source* const* sources;     /* NULL-terminated, or NULL */
  const kvali_renderer* const* renderers; /* NULL-terminated, or NULL */
} kvali_plugin;

/* The only exported symbol.  Cheap, no I/O, may be called repeatedly and from several threads,
 * always returns the same pointer.  NULL = cannot run here. */
KVALI_EXPORT const kvali_plugin* kvali_plugin_v1(void);

#ifdef __cplusplus
}
#endif
#endif
