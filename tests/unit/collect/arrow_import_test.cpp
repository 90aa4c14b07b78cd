#include "collect/arrow_import.hpp"

#include <climits>
#include <cstring>
#include <memory>

#include "catch.hpp"
#include "findings.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

/// One column of one batch, made by hand.
struct TestColumn {
  std::string name, format;
  std::vector<std::uint8_t> valid;  ///< Bits; empty: no bitmap.
  std::string data, offsets;
  std::int64_t rows = 0;

  template <class T>
  static TestColumn of(std::string name, std::string format, const std::vector<T>& values,
                       std::vector<std::uint8_t> valid = {}) {
    TestColumn column{
        std::move(name), std::move(format), std::move(valid), {}, {}, std::int64_t(values.size())};
    for (const T& value : values) column.data.append(reinterpret_cast<const char*>(&value), sizeof value);
    return column;
  }
  static TestColumn texts(std::string name, const Texts& values) {
    TestColumn column{std::move(name), "u", {}, {}, {}, std::int64_t(values.size())};
    std::int32_t end = 0;
    column.offsets.append(reinterpret_cast<const char*>(&end), 4);
    for (const std::string& value : values) {
      column.data += value;
      end = std::int32_t(column.data.size());
      column.offsets.append(reinterpret_cast<const char*>(&end), 4);
    }
    return column;
  }
};

/// A stream of one batch of these columns.
struct TestStream {
  std::vector<TestColumn> columns;
  std::vector<ArrowSchema> fields;
  std::vector<ArrowSchema*> field_pointers;
  std::vector<ArrowArray> arrays;
  std::vector<ArrowArray*> array_pointers;
  std::vector<std::array<const void*, 3>> buffers;
  bool done = false;

  static TestStream& self(ArrowArrayStream* stream) {
    return *static_cast<TestStream*>(stream->private_data);
  }

  ArrowArrayStream stream() {
    ArrowArrayStream out{};
    out.private_data = this;
    out.get_schema = [](ArrowArrayStream* s, ArrowSchema* schema) { return self(s).schema(schema); };
    out.get_next = [](ArrowArrayStream* s, ArrowArray* array) { return self(s).next(array); };
    out.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
    out.release = [](ArrowArrayStream* s) { s->release = nullptr; };
    return out;
  }

 private:
  int schema(ArrowSchema* out) {
    fields.assign(columns.size(), ArrowSchema{});
    for (std::size_t i = 0; i < columns.size(); ++i) {
      fields[i].name = columns[i].name.c_str();
      fields[i].format = columns[i].format.c_str();
      field_pointers.push_back(&fields[i]);
    }
    *out = ArrowSchema{};
    out->format = "+s";
    out->n_children = std::int64_t(columns.size());
    out->children = field_pointers.data();
    out->release = [](ArrowSchema* s) { s->release = nullptr; };
    return 0;
  }
  int next(ArrowArray* out) {
    *out = ArrowArray{};
    if (done) return 0;
    done = true;
    arrays.assign(columns.size(), ArrowArray{});
    buffers.resize(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const bool text = columns[i].format == "u";
      buffers[i] = {columns[i].valid.empty() ? nullptr : columns[i].valid.data(),
                    text ? columns[i].offsets.data() : columns[i].data.data(), columns[i].data.data()};
      arrays[i].length = columns[i].rows;
      arrays[i].n_buffers = text ? 3 : 2;
      arrays[i].buffers = buffers[i].data();
      array_pointers.push_back(&arrays[i]);
    }
    out->length = columns.front().rows;
    out->n_children = std::int64_t(columns.size());
    out->children = array_pointers.data();
    out->release = [](ArrowArray* a) { a->release = nullptr; };
    return 0;
  }
};

struct Imported {
  Diagnostics findings;
  Evidence evidence;
  std::optional<RawTable> raw;

  explicit Imported(std::vector<TestColumn> columns) {
    TestStream source;
    source.columns = std::move(columns);
    PluginCall call({}, {}, findings);
    ArrowArrayStream stream = source.stream();
    raw = import_table("t", StreamOwner(&stream), call, "s", 50, "/data/report", evidence);
  }
  [[nodiscard]] Texts cells(const char* column) const {
    Texts all;
    for (std::size_t row = 0; raw && row < raw->table.rows(); ++row) {
      const Scalar cell = raw->table.scalar(column, row);
      all.push_back(is_missing(cell) ? "-" : canonical_text(cell));
    }
    return all;
  }
};

/// The cells of one column of one format.
template <class T>
Texts imported(const char* format, const std::vector<T>& values, std::vector<std::uint8_t> valid = {}) {
  return Imported({TestColumn::of<T>("c", format, values, std::move(valid))}).cells("c");
}

}  // namespace

TEST_CASE("narrow integers are widened without losing their sign", "[arrow]") {
  CHECK(imported<std::int8_t>("c", {-128, 127}) == Texts{"-128", "127"});
  CHECK(imported<std::uint8_t>("C", {0, 255}) == Texts{"0", "255"});
  CHECK(imported<std::int16_t>("s", {SHRT_MIN, SHRT_MAX}) == Texts{"-32768", "32767"});
  CHECK(imported<std::uint16_t>("S", {USHRT_MAX}) == Texts{"65535"});
  CHECK(imported<std::int32_t>("i", {INT_MIN}) == Texts{"-2147483648"});
  CHECK(imported<std::uint32_t>("I", {UINT_MAX}) == Texts{"4294967295"});
  CHECK(imported<std::int64_t>("l", {INT64_MIN, INT64_MAX}) ==
        Texts{"-9223372036854775808", "9223372036854775807"});
}

TEST_CASE("reals keep their value, and what is no number is missing", "[arrow]") {
  CHECK(imported<float>("f", {0.5F}) == Texts{"0.5"});
  CHECK(imported<double>("g", {0.1, NAN, INFINITY}) == Texts{"0.1", "-", "-"});
}

TEST_CASE("nulls follow the bitmap, not what lies beneath", "[arrow]") {
  CHECK(imported<std::int64_t>("l", {1, 2, 3, 4, 5, 6, 7, 8, 9}, {0b01010101, 1}) ==
        Texts{"1", "-", "3", "-", "5", "-", "7", "-", "9"});
}

TEST_CASE("truth values are bits", "[arrow]") {
  TestColumn column{"c", "b", {0b111}, std::string(1, char(0b101)), {}, 4};
  CHECK(Imported({column}).cells("c") == Texts{"true", "false", "true", "-"});
}

TEST_CASE("dates and timestamps become days and ISO texts", "[arrow]") {
  CHECK(imported<std::int32_t>("tdD", {0, 18604, -719162, 2932896}) ==
        Texts{"1970-01-01", "2020-12-08", "0001-01-01", "9999-12-31"});
  CHECK(
      imported<std::int64_t>("tsu:UTC", {0, -1, 1607436000000000, 253402300799999999}) ==
      Texts{"1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2020-12-08T14:00:00Z", "9999-12-31T23:59:59Z"});
}

TEST_CASE("dates outside the calendar break the contract", "[arrow]") {
  for (const std::int32_t day : {INT_MIN, -719163, 2932897, INT_MAX}) {
    const Imported import({TestColumn::of<std::int32_t>("c", "tdD", {day})});
    CHECK_FALSE(import.raw);
    CHECK(ids_of(import.findings) == Texts{"PLG-08"});
  }
  for (const std::int64_t us : {INT64_MIN, INT64_MAX})
    CHECK_FALSE(Imported({TestColumn::of<std::int64_t>("c", "tsu:UTC", {us})}).raw);
}

TEST_CASE("decimals of every scale are exact", "[arrow]") {
  for (int scale = 0; scale <= 12; ++scale) {
    const std::string format = "d:38," + std::to_string(scale);
    std::string expected = scale == 0 ? "-1234567890123" : "-1234567890123";
    if (scale > 0) expected.insert(expected.size() - std::size_t(scale), ".");
    CHECK(imported<Int128>(format.c_str(), {Int128{-1234567890123}, Int128{0}}) ==
          Texts{Decimal::parse(expected)->to_string(), "0"});
  }
}

TEST_CASE("decimals beyond what can be kept break the contract", "[arrow]") {
  CHECK_FALSE(Imported({TestColumn::of<Int128>("c", "d:38,0", {Int128{1} << 126})}).raw);
  for (const char* format : {"d:38,13", "d:38,-1", "d:38,2,256"}) {
    const Imported import({TestColumn::of<Int128>("c", format, {Int128{1}})});
    CHECK_FALSE(import.raw);
    CHECK(contains_text(short_texts(import.findings)[0], "is not supported"));
  }
}

TEST_CASE("formats that no engine promises are refused", "[arrow]") {
  for (const char* format : {"L", "U", "z", "e", "tdm", "tss:UTC", "n", ""}) {
    const Imported import({TestColumn::of<std::int64_t>("c", format, {1})});
    CHECK_FALSE(import.raw);
    CHECK(ids_of(import.findings) == Texts{"PLG-08"});
  }
}

TEST_CASE("texts become NFC and well-formed", "[arrow]") {
  CHECK(Imported({TestColumn::texts("c", {"cafe\u0301", "a\xFF", "", "მიგრანტი"})}).cells("c") ==
        Texts{"caf\u00E9", "a\uFFFD", "", "მიგრანტი"});
}

TEST_CASE("kvali_row and kvali_file say where a row lies, seen from the report", "[arrow]") {
  const Imported import({TestColumn::of<std::int32_t>("kvali_row", "i", {7, 12}),
                         TestColumn::texts("kvali_file", {"/data/report/minutes/a.md", "/data/other/b.md"}),
                         TestColumn::texts("c", {"x", "y"})});
  REQUIRE(import.raw);
  CHECK(import.raw->table.columns().size() == 1);
  CHECK(import.raw->refs[0].row == 7);
  CHECK(import.evidence.file(import.raw->refs[0]) == "minutes/a.md");
  CHECK(import.raw->refs[1].row == 12);
  CHECK(import.evidence.file(import.raw->refs[1]) == "../other/b.md");
}

TEST_CASE("without kvali_row records are numbered", "[arrow]") {
  const Imported import({TestColumn::texts("c", {"x", "y"})});
  REQUIRE(import.raw);
  CHECK(import.raw->refs[1].row == 2);
  CHECK(import.evidence.place(import.raw->refs[1]) == "source \"s\", record 2");
}
