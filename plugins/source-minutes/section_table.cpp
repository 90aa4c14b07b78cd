// Tables under a heading: one row is one attendance group, action point, decision ...
#include <map>

#include "section_reader.hpp"
#include "text.hpp"

namespace kvali::minutes {
namespace {

// "Action@en", "Action (en)", "en": the heading without its language, and the language.
std::pair<std::string, std::string> heading_and_language(const std::string& cell) {
  const std::string text = plain(cell);
  if (is_language(folded(text))) return {"text", folded(text)};
  if (const size_t at = text.rfind('@'); at != std::string::npos && is_language(folded(text.substr(at + 1))))
    return {text.substr(0, at), folded(text.substr(at + 1))};
  if (const auto parts = name_and_org(text); parts && is_language(folded(parts->second)))
    return {std::string(parts->first), folded(parts->second)};
  return {text, {}};
}

}  // namespace

void SectionReader::table_header(const Block& block) {
  columns_.clear();
  last_ = nullptr;
  const Section section = section_ == Section::absent ? Section::present : section_;
  if (section == Section::none) return;
  for (const std::string& cell : block.cells) {
    auto [heading, lang] = heading_and_language(cell);
    const ColumnRole role = column_role(heading, section);
    if (role == ColumnRole::none && !heading.empty())
      say_(Level::note, "column «" + heading + "» of this table is not known; it is left out", place(block));
    columns_.push_back({role, std::move(lang)});
  }
}

void SectionReader::table_row(const Block& block) {
  if (section_ == Section::none || columns_.empty()) return;
  if (block.cells.size() > columns_.size())
    warn("this row has more cells than its table has columns\nhint: write \\| for a bar inside a cell",
         place(block));
  std::vector<std::string> cells;
  for (const std::string& cell : block.cells) cells.push_back(plain(cell));
  cells.resize(columns_.size());
  if (section_ == Section::present || section_ == Section::absent) return attendance_row(cells, place(block));

  std::map<ColumnRole, std::string> of;
  Texts text;
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (cells[i].empty() || cells[i] == "-" || cells[i] == "–") continue;
    if (columns_[i].role == ColumnRole::text)
      text[columns_[i].lang.empty() ? lang_ : columns_[i].lang] = cells[i];
    else
      of.try_emplace(columns_[i].role, cells[i]);
  }
  if (text.empty() && of.empty()) return;
  Clauses clauses;
  const auto tag = [&](ColumnRole role, const char* name) {
    if (const auto found = of.find(role); found != of.end()) clauses.tags[name] = found->second;
  };
  if (const auto id = of.find(ColumnRole::id); id != of.end()) clauses.id = slug(id->second);
  tag(ColumnRole::status, "status");
  switch (section_) {
    case Section::agenda: {
      if (text.empty()) return;
      AgendaItem item;
      item.title = std::move(text);
      item.line = block.line();
      if (const auto found = of.find(ColumnRole::presenter); found != of.end()) {
        const Who who = names_.who(found->second);
        item.presenter = who.person ? who.person : who.org;
      }
      record_->agenda.push_back(std::move(item));
      return;
    }
    case Section::statements: {
      if (text.empty()) return;
      Statement entry;
      entry.line = block.line();
      entry.text = std::move(text);
      for (const ColumnRole role : {ColumnRole::org, ColumnRole::presenter})
        if (const auto found = of.find(role); found != of.end()) entry.org = names_.who(found->second).org;
      if (const auto found = of.find(ColumnRole::name); found != of.end()) entry.person = slug(found->second);
      record_->statements.push_back(std::move(entry));
      return;
    }
    case Section::decisions:
      if (!text.empty()) add_decision(std::move(text), clauses, place(block));
      return;
    case Section::needs:
      tag(ColumnRole::population, "population");
      tag(ColumnRole::sector, "sector");
      tag(ColumnRole::place, "loc");
      tag(ColumnRole::org, "raised_by");
      if (!text.empty()) add_need(std::move(text), clauses, place(block));
      return;
    case Section::actions:
    case Section::commitments:
      tag(ColumnRole::priority, "priority");
      tag(ColumnRole::due, "due");
      tag(ColumnRole::owner, "owner");
      if (!clauses.tags.contains("owner")) tag(ColumnRole::org, "owner");
      if (text.empty() && !clauses.id)
        warn("this row names no action; it is left out\nhint: say what is to be done", place(block));
      else
        add_action(std::move(text), clauses, section_ == Section::actions, place(block));
      return;
    default:
      return;
  }
}

void SectionReader::attendance_row(const std::vector<std::string>& cells, Place at) {
  AttendanceCells row;
  for (size_t i = 0; i < columns_.size(); ++i) {
    switch (columns_[i].role) {
      case ColumnRole::name:
      case ColumnRole::presenter:
        row.name = cells[i];
        break;
      case ColumnRole::org:
        row.org = cells[i];
        break;
      case ColumnRole::sex:
        row.sex = cells[i];
        break;
      case ColumnRole::role:
        row.role = cells[i];
        break;
      case ColumnRole::count:
        row.count = cells[i];
        break;
      case ColumnRole::women:
        row.women = cells[i];
        break;
      case ColumnRole::men:
        row.men = cells[i];
        break;
      case ColumnRole::other_sex:
        row.other = cells[i];
        break;
      case ColumnRole::unknown_sex:
        row.unknown = cells[i];
        break;
      default:
        break;
    }
  }
  take(read_attendance_cells(row, names_, say_, at), {});
}

}  // namespace kvali::minutes
