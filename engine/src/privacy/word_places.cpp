#include "privacy/word_places.hpp"

#include <algorithm>
#include <string>

#include "base/error.hpp"
#include "base/file_system.hpp"
#include "base/text.hpp"
#include "collect/cell_place.hpp"

namespace kvali {

namespace {

namespace fs = std::filesystem;

/// Texts that people write are shorter, in bytes.
constexpr std::size_t most_searched = 1U << 20U;

/// Where a piece stands in a text that may be broken into lines at its spaces.
std::size_t find_piece(std::string_view text, std::string_view piece) {
  const auto alike = [](char written, char printed) {
    return written == printed || (written == '\n' && printed == ' ');
  };
  const auto it = std::search(text.begin(), text.end(), piece.begin(), piece.end(), alike);
  return it == text.end() ? text.npos : std::size_t(it - text.begin());
}

bool locate_in(const fs::path& file, std::string_view piece, Diagnostic& finding) {
  std::string text;
  try {
    text = read_file(file, most_searched);
  } catch (const Error&) {
    return false;  // What cannot be read is told where it is needed.
  }
  const std::size_t at = find_piece(text, piece);
  if (at == text.npos) return false;
  const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  const std::string_view line = std::string_view(text).substr(begin, text.find('\n', at) - begin);
  const std::size_t end = std::min(at - begin + piece.size(), line.size());
  finding.place = {file.string(), int(std::count(text.begin(), text.begin() + std::ptrdiff_t(at), '\n')) + 1,
                   int(column_at(line, at - begin)),
                   int(character_count(line.substr(at - begin, end - (at - begin))))};
  return true;
}

bool locate_in(const std::vector<fs::path>& files, std::string_view piece, Diagnostic& finding) {
  return std::any_of(files.begin(), files.end(),
                     [&](const fs::path& file) { return locate_in(file, piece, finding); });
}

/// The first record with such a text; of several behind one cell the one that has it as written.
bool locate_in(const Workspace& records, const fs::path& folder, std::string_view piece,
               Diagnostic& finding) {
  CellPlaces places(records.evidence, folder);
  for (const auto& [name, table] : records.tables)
    for (const Column& column : table.columns()) {
      if (column.type() != Type::text) continue;
      for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.missing(row) || column.text(row).find(piece) == std::string_view::npos) continue;
        for (const SourceRef& ref : records.evidence.refs(table.evidence(column, row))) {
          places.locate(ref, piece, finding);
          if (finding.place.column > 0) break;
        }
        if (!finding.place.empty()) return true;
      }
    }
  return false;
}

}  // namespace

void locate_words(std::string_view piece, const WordFiles& files, const Workspace& records,
                  Diagnostic& finding) {
  if (!locate_in(files.narratives, piece, finding) && !locate_in(records, files.folder, piece, finding))
    locate_in(files.of_template, piece, finding);
  finding.excerpt.clear();  // A finding may go further than the file it is about.
}

void locate_in_template(std::string_view name, const WordFiles& files, Diagnostic& finding) {
  locate_in(files.of_template, name, finding);
}

}  // namespace kvali
