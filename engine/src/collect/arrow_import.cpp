#include "collect/arrow_import.hpp"

#include <fmt/format.h>

#include <array>
#include <cassert>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <set>
#include <system_error>

#include "base/error.hpp"
#include "base/text.hpp"

namespace kvali {

namespace {

/// Decimals of the engine have this scale; wider ones are refused.
constexpr int most_scale = Decimal::scale;

/// Breaks the contract: becomes PLG-08.
struct ContractBreach : Error {
  using Error::Error;
};

/// The stream returned an errno value.
struct StreamFailure : Error {
  int code;
  bool said_why;
  StreamFailure(int errno_value, const char* why)
      : Error(why != nullptr ? why : std::generic_category().message(errno_value)),
        code(errno_value),
        said_why(why != nullptr) {}
};

std::string metadata(const char* block, std::string_view wanted) {
  if (block == nullptr) return {};
  const auto number = [&block] {
    std::int32_t n = 0;
    std::memcpy(&n, block, 4);
    block += 4;
    return n;
  };
  const auto text = [&] {
    const std::int32_t n = number();
    if (n < 0) throw ContractBreach("broken metadata");
    const std::string_view s(block, std::size_t(n));
    block += n;
    return s;
  };
  for (std::int32_t left = number(); left > 0; --left) {
    const std::string_view key = text();
    const std::string_view value = text();
    if (key == wanted) return sanitize_utf8(value);
  }
  return {};
}

class SchemaOwner {
 public:
  SchemaOwner() { std::memset(&schema, 0, sizeof schema); }
  SchemaOwner(const SchemaOwner&) = delete;
  SchemaOwner& operator=(const SchemaOwner&) = delete;
  ~SchemaOwner() {
    if (schema.release) schema.release(&schema);
  }
  ArrowSchema schema;
};

class ArrayOwner {
 public:
  ArrayOwner() { std::memset(&array, 0, sizeof array); }
  ArrayOwner(const ArrayOwner&) = delete;
  ArrayOwner& operator=(const ArrayOwner&) = delete;
  ~ArrayOwner() {
    if (array.release) array.release(&array);
  }
  ArrowArray array;
};

/// How one column arrives: its Arrow format and the type the engine keeps it as.
struct Incoming {
  std::string name;
  std::string format;
  Type type = Type::text;
  int scale = 0;
};

Incoming incoming_of(const ArrowSchema& schema) {
  Incoming in;
  in.name = schema.name ? sanitize_utf8(schema.name) : "";
  in.format = schema.format ? schema.format : "";
  if (schema.dictionary != nullptr || schema.n_children != 0)
    throw ContractBreach(fmt::format("column '{}' is nested or has a dictionary", in.name));
  if (in.name.empty()) throw ContractBreach("a column has no name");
  const std::string_view f = in.format;
  if (f == "u" || f.substr(0, 3) == "tsu")
    in.type = Type::text;
  else if (f == "b")
    in.type = Type::boolean;
  else if (f == "tdD")
    in.type = Type::date;
  else if (f == "g" || f == "f")
    in.type = Type::real;
  else if (f.size() == 1 && std::string_view("lcsiCSI").find(f[0]) != f.npos)
    in.type = Type::integer;
  else if (f.substr(0, 2) == "d:") {
    in.type = Type::decimal;
    const std::size_t comma = f.find(',');
    in.scale = comma == f.npos ? 0 : std::atoi(in.format.c_str() + comma + 1);
    if (in.scale < 0 || in.scale > most_scale || f.find(',', comma + 1) != f.npos)
      throw ContractBreach(fmt::format("column '{}': format {} is not supported", in.name, in.format));
  } else {
    throw ContractBreach(fmt::format("column '{}': format '{}' is not allowed", in.name, in.format));
  }
  return in;
}

template <class T>
T at(const ArrowArray& array, std::int64_t i) {
  T value;
  std::memcpy(&value, static_cast<const char*>(array.buffers[1]) + sizeof(T) * std::size_t(i), sizeof(T));
  return value;
}

std::int64_t integer_at(const ArrowArray& array, char format, std::int64_t i) {
  switch (format) {
    case 'c':
      return at<std::int8_t>(array, i);
    case 'C':
      return at<std::uint8_t>(array, i);
    case 's':
      return at<std::int16_t>(array, i);
    case 'S':
      return at<std::uint16_t>(array, i);
    case 'i':
      return at<std::int32_t>(array, i);
    case 'I':
      return at<std::uint32_t>(array, i);
    default:
      return at<std::int64_t>(array, i);
  }
}

Decimal decimal_at(const ArrowArray& array, const Incoming& in, std::int64_t i) {
  auto coefficient = at<Int128>(array, i);
  for (int s = in.scale; s < Decimal::scale; ++s)
    if (__builtin_mul_overflow(coefficient, Int128{10}, &coefficient))
      throw ContractBreach(fmt::format("column '{}': a number is too large", in.name));
  return Decimal::from_coefficient(coefficient);
}

/// ISO text of a timestamp: it is kept as text, because what it means depends on what it is mapped to.
std::string timestamp_text(std::int64_t microseconds) {
  constexpr std::int64_t day_length = 86'400'000'000;
  const std::int64_t day = microseconds / day_length - (microseconds % day_length < 0 ? 1 : 0);
  const auto date = date_from_days(day);
  if (!date) throw ContractBreach("a timestamp lies outside the years 1 to 9999");
  const std::int64_t seconds = (microseconds - day * day_length) / 1'000'000;
  return fmt::format("{}T{:02}:{:02}:{:02}Z", iso_text(*date), seconds / 3600, seconds / 60 % 60,
                     seconds % 60);
}

bool is_ascii(std::string_view text) {
  constexpr std::uint64_t high_bits = 0x8080808080808080U;
  std::uint64_t all = 0;  // Without a branch for every letter.
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + i, sizeof word);
    all |= word;
  }
  for (; i < text.size(); ++i) all |= static_cast<unsigned char>(text[i]);
  return (all & high_bits) == 0;
}

std::string_view text_at(const ArrowArray& array, std::int64_t i) {
  const auto begin = at<std::int32_t>(array, i);
  const auto end = at<std::int32_t>(array, i + 1);
  if (begin == end) return {};
  return {static_cast<const char*>(array.buffers[2]) + begin, std::size_t(end - begin)};
}

void append_text(std::string_view text, Column& column) {
  if (is_ascii(text)) return column.append(text);
  // What the column has already is normal; ICU takes 30 times as long as to find that out.
  if (column.append_known(text)) return;
  column.append(to_nfc(is_valid_utf8(text) ? std::string(text) : sanitize_utf8(text)));
}

/// Texts without gaps are most of what sources give.
void append_texts(const ArrowArray& array, std::int64_t rows, Column& column) {
  std::array<std::string_view, 64> texts;
  for (std::int64_t done = 0; done < rows;) {
    std::size_t count = 0;
    for (; count < texts.size() && done < rows; ++count, ++done)
      texts[count] = text_at(array, array.offset + done);
    column.expect({texts.data(), count});
    for (std::size_t i = 0; i < count; ++i) append_text(texts[i], column);
  }
}

void append_cell(const ArrowArray& array, std::int64_t i, const Incoming& in, Column& column) {
  const auto* valid = static_cast<const std::uint8_t*>(array.buffers[0]);
  if (valid != nullptr && ((valid[i / 8] >> (i % 8)) & 1) == 0) return column.append(Mark::not_recorded);
  switch (in.type) {
    case Type::text:
      if (in.format[0] == 't') return column.append(timestamp_text(at<std::int64_t>(array, i)));
      return append_text(text_at(array, i), column);
    case Type::boolean:
      return column.append(((static_cast<const std::uint8_t*>(array.buffers[1])[i / 8] >> (i % 8)) & 1) != 0);
    case Type::date: {
      const auto date = date_from_days(at<std::int32_t>(array, i));
      if (!date)
        throw ContractBreach(fmt::format("column '{}': a date lies outside the years 1 to 9999", in.name));
      return column.append(*date);
    }
    case Type::real: {
      const double value = in.format == "f" ? double(at<float>(array, i)) : at<double>(array, i);
      return std::isfinite(value) ? column.append(value) : column.append(Mark::not_recorded);
    }
    case Type::integer:
      return column.append(integer_at(array, in.format[0], i));
    case Type::decimal:
      return column.append(decimal_at(array, in, i));
  }
}

/// All offsets before any text: the last one alone says how long the text is.
void check_offsets(const ArrowArray& array, const Incoming& in, std::int64_t rows) {
  std::int32_t before = 0;
  for (std::int64_t i = array.offset; i <= array.offset + rows; ++i) {
    const auto offset = at<std::int32_t>(array, i);
    if (offset < before)
      throw ContractBreach(fmt::format("column '{}': text offsets run backwards", in.name));
    if (offset > before && i > array.offset && array.buffers[2] == nullptr)
      throw ContractBreach(fmt::format("column '{}' has no data", in.name));
    before = offset;
  }
}

void check_shape(const ArrowArray& array, const Incoming& in, std::int64_t rows) {
  const std::int64_t buffers = in.format == "u" ? 3 : 2;
  if (array.length < rows || array.n_buffers != buffers || array.buffers == nullptr || array.offset < 0)
    throw ContractBreach(fmt::format("column '{}': {} cells in {} buffers, expected {} in {}", in.name,
                                     array.length, array.n_buffers, rows, buffers));
  if (rows > 0 && array.buffers[1] == nullptr)
    throw ContractBreach(fmt::format("column '{}' has no data", in.name));
  if (array.buffers[0] == nullptr && array.null_count > 0)
    throw ContractBreach(fmt::format("column '{}' counts nulls but has no bitmap", in.name));
  if (in.format == "u" && rows > 0) check_offsets(array, in, rows);
}

/// The cells of one column of a batch.
void append_cells(const ArrowArray& array, std::int64_t rows, const Incoming& in, Column& column) {
  if (array.buffers[0] == nullptr && in.format == "u") return append_texts(array, rows, column);
  for (std::int64_t i = array.offset; i < array.offset + rows; ++i) append_cell(array, i, in, column);
}

/// One import, batch by batch.
class Importer {
 public:
  Importer(const std::string& name, StreamOwner& stream, Evidence& evidence)
      : stream_(stream), evidence_(evidence) {
    raw_.table = Table(name);
  }

  RawTable run(const std::string& source, int rank, const std::string& base_folder) {
    read_schema(source, rank, base_folder);
    while (read_batch()) {
    }
    return std::move(raw_);
  }

 private:
  [[noreturn]] void stream_failed(int code) {
    throw StreamFailure(code, stream_.get()->get_last_error(stream_.get()));
  }

  void read_schema(const std::string& source, int rank, const std::string& base_folder) {
    SchemaOwner owner;
    if (const int code = stream_.get()->get_schema(stream_.get(), &owner.schema)) stream_failed(code);
    const ArrowSchema& schema = owner.schema;
    if (!schema.format || std::string_view(schema.format) != "+s" || schema.n_children < 1 ||
        schema.n_children > 16384)
      throw ContractBreach("a table must be a struct of 1 to 16384 columns");
    Origin origin{source, raw_.table.name(), metadata(schema.metadata, "kvali:place"),
                  metadata(schema.metadata, "kvali:file"), rank};
    base_ = base_folder;
    origin.file = relative(origin.file);
    origin_ = evidence_.add_origin(std::move(origin));
    if (metadata(schema.metadata, "kvali:decimal") == ",") raw_.decimal = ',';
    std::set<std::string> names;
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
      const ArrowSchema& child = *schema.children[i];
      Incoming in = incoming_of(child);
      if (!names.insert(in.name).second)
        throw ContractBreach(fmt::format("two columns are called '{}'", in.name));
      if (in.name == "kvali_row") {
        if (in.type != Type::integer) throw ContractBreach("kvali_row must be a whole number");
        row_column_ = i;
      } else if (in.name == "kvali_file") {
        if (in.format != "u") throw ContractBreach("kvali_file must be a text");
        file_column_ = i;
      } else {
        raw_.table.add(in.name, in.type);
        data_columns_.push_back(i);
        const std::string label = metadata(child.metadata, "kvali:label");
        raw_.headings[in.name] = label.empty() ? in.name : label;
        raw_.letters[in.name] = metadata(child.metadata, "kvali:column");
        const std::string noted = metadata(child.metadata, "kvali:note_of");
        if (!noted.empty() && in.type == Type::text) raw_.notes.emplace(noted, in.name);
      }
      incoming_.push_back(std::move(in));
    }
  }

  bool read_batch() {
    ArrayOwner owner;
    if (const int code = stream_.get()->get_next(stream_.get(), &owner.array)) stream_failed(code);
    if (owner.array.release == nullptr) return false;
    const ArrowArray& batch = owner.array;
    if (batch.n_children != std::int64_t(incoming_.size()) || batch.length < 0 || batch.offset != 0)
      throw ContractBreach(
          fmt::format("a batch has {} columns, expected {}", batch.n_children, incoming_.size()));
    if (batch.length > most_cells / batch.n_children - rows_)
      throw Error(fmt::format("more than {} cells", most_cells), "split the source, or let it aggregate");
    rows_ += batch.length;
    for (std::size_t c = 0; c < incoming_.size(); ++c)
      check_shape(*batch.children[c], incoming_[c], batch.length);
    for (std::size_t c = 0; c < data_columns_.size(); ++c) {
      const auto from = std::size_t(data_columns_[c]);
      append_cells(*batch.children[from], batch.length, incoming_[from], raw_.table.columns()[c]);
    }
    add_refs(batch);
    return true;
  }

  void add_refs(const ArrowArray& batch) {
    for (std::int64_t i = 0; i < batch.length; ++i) {
      SourceRef ref;
      ref.origin = origin_;
      ref.row = std::int64_t(raw_.refs.size()) + 1;
      if (row_column_ >= 0) {
        const ArrowArray& rows = *batch.children[row_column_];
        ref.row = integer_at(rows, incoming_[std::size_t(row_column_)].format[0], i + rows.offset);
      }
      if (file_column_ >= 0) ref.file = file_of(*batch.children[file_column_], i);
      raw_.table.row_evidence.push_back(evidence_.add(ref));
      raw_.refs.push_back(ref);
    }
  }

  std::uint32_t file_of(const ArrowArray& array, std::int64_t i) {
    Column one("kvali_file", Type::text);
    append_cell(array, i + array.offset, incoming_[std::size_t(file_column_)], one);
    return one.missing(0) ? 0 : evidence_.add_file(relative(std::string(one.text(0))));
  }

  /// Paths are shown, and written into reports, as seen from the report's folder: the same on every
  /// machine.
  std::string relative(const std::string& file) const {
    if (file.empty() || file.front() != '/') return file;
    return std::filesystem::path(file).lexically_relative(base_).string();
  }

  StreamOwner& stream_;
  Evidence& evidence_;
  RawTable raw_;
  std::string base_;
  std::vector<Incoming> incoming_;
  std::vector<std::int64_t> data_columns_;
  std::int64_t row_column_ = -1;
  std::int64_t file_column_ = -1;
  std::int64_t rows_ = 0;
  std::uint32_t origin_ = 0;
};

}  // namespace

void RowRefs::push_back(const SourceRef& ref) {
  assert(ref.column.empty() && (rows_.empty() || ref.origin == origin_));
  origin_ = ref.origin;
  rows_.push_back(ref.row);
  if (ref.file == 0) return;
  files_.resize(rows_.size(), 0);
  files_.back() = ref.file;
}

SourceRef RowRefs::operator[](std::size_t row) const {
  return {origin_, row < files_.size() ? files_[row] : 0, rows_[row], {}};
}

std::optional<RawTable> import_table(const std::string& name, StreamOwner stream, PluginCall& call,
                                     const std::string& source, int rank, const std::string& base_folder,
                                     Evidence& evidence) {
  try {
    return Importer(name, stream, evidence).run(source, rank, base_folder);
  } catch (const ContractBreach& e) {
    call.report(KVALI_ERROR,
                fmt::format("[PLG-08] table '{}' breaks the plugin contract: {}", name, e.what()), "");
  } catch (const StreamFailure& e) {
    // An earlier complaint need not be the reason; a plugin that gives no reason has reported it.
    const bool told = !e.said_why && call.complained();
    if (e.code != ECANCELED && !told) call.report(KVALI_ERROR, e.what(), "");
  } catch (const Error& e) {
    std::string message = e.what();
    if (!e.hint().empty()) message += "\nhint: " + e.hint();
    call.report(KVALI_ERROR, message, "");
  }
  return std::nullopt;
}

}  // namespace kvali
