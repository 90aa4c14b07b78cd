#include "book.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <optional>

#include "shared_strings.hpp"
#include "table_part.hpp"
#include "text.hpp"

namespace kvali::xlsx {

namespace {

/// How much of a file that is no archive is looked at to say what it is.
constexpr size_t look_bytes = size_t{1} << 20;

std::string beginning_of(const ByteSource& bytes, size_t n) {
  std::string out(n, '\0');
  out.resize(bytes.read_at(0, out.data(), n));
  return out;
}

/// Latin text as UTF-16, as old Office files name their parts.
std::string wide(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out.push_back(c);
    out.push_back('\0');
  }
  return out;
}

[[noreturn]] void refuse_compound_file(const ByteSource& bytes) {
  const std::string start = beginning_of(bytes, look_bytes);
  if (start.find(wide("EncryptedPackage")) != start.npos)
    throw Error(
        "the workbook is protected with a password and cannot be read\n"
        "hint: open it in Excel, remove the password (File, Info, Protect Workbook), and save it");
  throw Error(
      "this is a workbook of the old format (.xls), which is not read\n"
      "hint: open it in Excel or LibreOffice and save it as Excel workbook (.xlsx)");
}

/// Says what a file is that does not begin as an archive does.
void check_kind(const ByteSource& bytes) {
  if (bytes.size() == 0) throw Error("the file is empty\nhint: save the workbook again");
  const std::string start = beginning_of(bytes, 512);
  if (start.starts_with("PK\x03\x04") || start.starts_with("PK\x05\x06")) return;
  if (start.starts_with("\xD0\xCF\x11\xE0")) refuse_compound_file(bytes);
  if (start.starts_with("%PDF"))
    throw Error("this is a PDF file, not a workbook\nhint: name the workbook that it was made from");
  const bool text = start.find('\0') == start.npos;
  if (text)
    throw Error(
        "this is a text file, not a workbook, whatever its name says\n"
        "hint: if it holds a table, read it with plugin = \"csv\"; else save it as Excel workbook (.xlsx)");
  throw Error("this is not a workbook\nhint: name a file saved as Excel workbook (.xlsx)");
}

const ByteSource& checked(const ByteSource& bytes) {
  check_kind(bytes);
  return bytes;
}

std::string sheet_names(const Workbook& workbook) {
  constexpr size_t most = 20;
  std::string out;
  for (size_t i = 0; i < std::min(most, workbook.sheets.size()); ++i)
    out += (i == 0 ? "'" : ", '") + workbook.sheets[i].name + "'";
  return workbook.sheets.size() > most ? out + " ..." : out;
}

const Sheet* sheet_by_name(const Workbook& workbook, const std::string& name) {
  for (const Sheet& sheet : workbook.sheets)
    if (sheet.name == name) return &sheet;
  // Sheet names are equal without regard to case.
  for (const Sheet& sheet : workbook.sheets)
    if (lower_ascii(with_single_spaces(sheet.name)) == lower_ascii(with_single_spaces(name))) return &sheet;
  return nullptr;
}

const Sheet& named_sheet(const Workbook& workbook, const std::string& name) {
  if (const Sheet* sheet = sheet_by_name(workbook, name)) return *sheet;
  size_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool all = error == std::errc{} && end == name.data() + name.size();
  if (all && number >= 1 && number <= workbook.sheets.size()) return workbook.sheets[number - 1];
  throw Error("the workbook has no sheet '" + name + "'\nhint: its sheets are " + sheet_names(workbook));
}

/// Sheet and cells of "'Plan 2025'!$B$3:$H$40".
struct Reference {
  std::string sheet;
  Box box;
};
std::optional<Reference> parse_reference(std::string_view text) {
  const size_t mark = text.rfind('!');
  if (mark == text.npos) return std::nullopt;
  const auto box = parse_box(text.substr(mark + 1));
  std::string_view quoted = text.substr(0, mark);
  if (!box || quoted.empty()) return std::nullopt;
  if (quoted.size() < 2 || quoted.front() != '\'') return Reference{std::string(quoted), *box};
  std::string sheet;
  quoted = quoted.substr(1, quoted.size() - 2);
  for (size_t i = 0; i < quoted.size(); ++i) {
    sheet.push_back(quoted[i]);
    if (quoted[i] == '\'') ++i;  // A quotation mark in a name is doubled.
  }
  return Reference{std::move(sheet), *box};
}

std::optional<Reference> defined_name(const Workbook& workbook, const std::string& name) {
  for (const DefinedName& defined : workbook.names)
    if (lower_ascii(defined.name) == lower_ascii(name)) return parse_reference(defined.refers_to);
  return std::nullopt;
}

/// The cells of a table in the sense of Excel, by its name.
std::optional<Reference> named_table(const Book& book, const std::string& name) {
  for (const Sheet& sheet : book.workbook().sheets)
    for (const TablePart& table : read_tables(book.archive(), sheet.part, book.progress()))
      if (lower_ascii(table.name) == lower_ascii(name)) return Reference{sheet.name, table.box};
  return std::nullopt;
}

Choice read_choice(Book& book, const Sheet& sheet, Box box) {
  return {sheet, book.read(sheet), box};
}

Choice first_with_content(Book& book, const Options& options, Box box) {
  for (const Sheet& sheet : book.workbook().sheets) {
    if (sheet.hidden && !options.hidden) continue;
    Choice choice = read_choice(book, sheet, box);
    if (!choice.content.cells.empty()) return choice;
  }
  throw Error(
      "the workbook has no visible sheet with content\n"
      "hint: name the sheet to read, sheet = \"...\"; its sheets are " +
      sheet_names(book.workbook()));
}

}  // namespace

Book::Book(const ByteSource& bytes, Progress progress)
    : progress_(std::move(progress)),
      archive_(checked(bytes)),
      workbook_(read_workbook(archive_, progress_)) {
  read_shared_strings(archive_, workbook_.shared_strings, shared_.texts, progress_);
  shared_.shared_strings = shared_.texts.size();
  shared_.styles = read_styles(archive_, workbook_.styles, progress_);
  shared_.epoch_1904 = workbook_.epoch_1904;
}

SheetContent Book::read(const Sheet& sheet) {
  return read_sheet(archive_, sheet.part, shared_, progress_);
}

Choice choose_sheet(Book& book, const Options& options) {
  const Workbook& workbook = book.workbook();
  if (!options.range.empty() && !parse_box(options.range)) {
    auto reference = defined_name(workbook, options.range);
    if (!reference) reference = named_table(book, options.range);
    if (!reference) reference = parse_reference(options.range);
    if (!reference)
      throw Error("the workbook has no range '" + options.range +
                  "'\nhint: write cells as \"B3:H40\", or the name of a table or a defined name");
    return read_choice(book, named_sheet(workbook, reference->sheet), reference->box);
  }
  const Box box = options.range.empty() ? Box{} : *parse_box(options.range);
  if (options.sheet.empty()) return first_with_content(book, options, box);
  return read_choice(book, named_sheet(workbook, options.sheet), box);
}

}  // namespace kvali::xlsx
