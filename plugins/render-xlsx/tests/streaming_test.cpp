// Workbooks whose rows leave memory as they are written.
#include "book_writer.hpp"
#include "catch.hpp"
#include "event_script.hpp"
#include "reader.hpp"
#include "rich_document.hpp"
#include "workbook_parts.hpp"

using namespace kvali::test;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// A call that keeps nothing: the writer needs one to report to.
kvali_call silent_call() {
  kvali_call call{};
  call.size = sizeof call;
  call.report = [](const kvali_call*, int, const char*, const char*) {};
  call.progress = [](const kvali_call*, int64_t, int64_t) { return 0; };
  return call;
}

}  // namespace

TEST_CASE("a streamed workbook has every row, a filter and live totals, but no native table") {
  const kvali_call call = silent_call();
  kvali::Component log;
  log.attach(&call);
  kvali::xlsx::Reader reader(log);
  const auto column = [](const char* name, std::vector<Value> values) {
    return BatchColumn{name, "l", {{"kvali:total", "sum"}}, std::move(values)};
  };
  const Batch body({column("a", {int64_t{1}, int64_t{2}}), column("b", {int64_t{30}, Value()})});
  const Batch total({column("a", {int64_t{3}}), column("b", {int64_t{30}})});
  const auto send = [&](int kind, int phase, const char* text, const Batch* batch, int level) {
    kvali_event event{};
    event.size = sizeof event;
    event.kind = kind;
    event.phase = phase;
    event.text = text;
    event.level = level;
    if (batch) event.schema = batch->schema();
    if (batch && phase == KVALI_LEAF) event.batch = batch->array();
    reader.event(event);
  };
  send(KVALI_DOCUMENT, KVALI_OPEN, "R", nullptr, 0);
  send(KVALI_TABLE, KVALI_OPEN, "Numbers", &body, 0);
  send(KVALI_ROWS, KVALI_LEAF, nullptr, &body, 0);
  send(KVALI_ROWS, KVALI_LEAF, nullptr, &total, 2);
  send(KVALI_TABLE, KVALI_CLOSE, nullptr, nullptr, 0);
  send(KVALI_PARAGRAPH, KVALI_OPEN, nullptr, nullptr, 0);
  send(KVALI_TEXT, KVALI_LEAF, "after the table", nullptr, 0);
  send(KVALI_PARAGRAPH, KVALI_CLOSE, nullptr, nullptr, 0);
  kvali::xlsx::BookSettings settings;
  settings.most_cells = 5;
  const std::string path = output_path("streamed.xlsx");
  kvali::xlsx::write_book(reader.finish(), settings, path, log);

  auto parts = read_parts(path);
  const std::string sheet = parts["xl/worksheets/sheet2.xml"];
  CHECK(parts.count("xl/tables/table1.xml") == 0);
  CHECK(has(sheet, "<autoFilter ref=\"A4:B6\"/>"));
  CHECK(has(sheet, "<f>SUBTOTAL(109,A5:A6)</f><v>3</v>"));
  CHECK(has(sheet, "<v>2</v>"));
  CHECK(has(parts["xl/worksheets/sheet1.xml"], "after the table"));
}
