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

/// More of one piece help nobody who has mended these.
constexpr std::size_t most_places = 20;

/// Where a piece stands from `begin` on in a text that may be broken into lines at its spaces.
std::size_t find_piece(std::string_view text, std::string_view piece, std::size_t begin) {
  const auto alike = [](char written, char printed) {
    return written == printed || (written == '\n' && printed == ' ');
  };
  const auto it =
      std::search(text.begin() + std::ptrdiff_t(begin), text.end(), piece.begin(), piece.end(), alike);
  return it == text.end() ? text.npos : std::size_t(it - text.begin());
}

Place place_in(const fs::path& file, std::string_view text, std::size_t at, std::size_t length) {
  const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  const std::string_view line = text.substr(begin, text.find('\n', at) - begin);
  const std::size_t end = std::min(at - begin + length, line.size());
  return {file.string(), int(std::count(text.begin(), text.begin() + std::ptrdiff_t(at), '\n')) + 1,
          int(column_at(line, at - begin)),
          int(character_count(line.substr(at - begin, end - (at - begin))))};
}

/// Adds places up to `most` altogether.
void add_places(const fs::path& file, std::string_view piece, std::size_t most, std::vector<Place>& places) {
  std::string text;
  try {
    text = read_file(file, most_searched);
  } catch (const Error&) {
    return;  // What cannot be read is told where it is needed.
  }
  for (std::size_t at = find_piece(text, piece, 0); at != text.npos && places.size() < most;
       at = find_piece(text, piece, at + piece.size()))
    places.push_back(place_in(file, text, at, piece.size()));
}

/// Where one record has a piece: of several behind its cell the one that has it as written.
Place place_in_record(const Workspace& records, EvidenceId evidence, std::string_view piece,
                      CellPlaces& places) {
  Diagnostic found;
  for (const SourceRef& ref : records.evidence.refs(evidence)) {
    places.locate(ref, piece, found);
    if (found.place.column > 0) break;
  }
  return found.place;
}

void add_places(const Workspace& records, const fs::path& folder, std::string_view piece,
                std::vector<Place>& places) {
  CellPlaces cells(records.evidence, folder);
  for (const auto& [name, table] : records.tables)
    for (const Column& column : table.columns()) {
      if (column.type() != Type::text) continue;
      std::vector<bool> has(column.distinct_texts());
      for (std::uint32_t code = 0; code < has.size(); ++code)
        has[code] = column.text_of_code(code).find(piece) != std::string_view::npos;
      if (std::find(has.begin(), has.end(), true) == has.end()) continue;
      for (std::size_t row = 0; row < column.size() && places.size() < most_places; ++row) {
        if (column.missing(row) || !has[column.code(row)]) continue;
        Place place = place_in_record(records, table.evidence(column, row), piece, cells);
        const auto same = [&](const Place& other) { return other.text() == place.text(); };
        if (!place.empty() && std::none_of(places.begin(), places.end(), same))
          places.push_back(std::move(place));
      }
    }
}

}  // namespace

std::vector<Place> places_of_words(std::string_view piece, const WordFiles& files, const Workspace& records) {
  std::vector<Place> places;
  for (const fs::path& file : files.narratives) add_places(file, piece, most_places, places);
  add_places(records, files.folder, piece, places);
  for (const fs::path& file : files.of_template)
    if (places.empty()) add_places(file, piece, most_places, places);
  return places;
}

void locate_in_template(std::string_view name, const WordFiles& files, Diagnostic& finding) {
  std::vector<Place> places;
  for (const fs::path& file : files.of_template) add_places(file, name, 1, places);
  if (!places.empty()) finding.place = std::move(places.front());
}

}  // namespace kvali
