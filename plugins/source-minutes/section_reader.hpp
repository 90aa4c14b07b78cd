// Turns the blocks under one heading into rows of a meeting's record.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "attendance.hpp"
#include "blocks.hpp"
#include "clauses.hpp"
#include "labels.hpp"
#include "names.hpp"
#include "numbers.hpp"
#include "record.hpp"

namespace kvali::minutes {

class SectionReader {
 public:
  SectionReader(Names& names, std::string lang, const Say& say)
      : names_(names), lang_(std::move(lang)), say_(say) {}

  /// What follows belongs to this record; not to a section yet.
  void start_meeting(Record& record);
  void start_section(Section section);
  [[nodiscard]] Section section() const { return section_; }

  /// A paragraph, item, quote or table row.  `has_children`: deeper items follow it.
  void read(const Block& block, bool has_children);

  /// The text with its languages.
  [[nodiscard]] Texts texts(const Block& block, const std::string& own) const;

 private:
  [[nodiscard]] static Place place(const Block& block) { return {block.line(), block.column()}; }
  void warn(const std::string& message, Place at) const { say_(Level::warning, message, at); }

  void table_header(const Block& block);
  void table_row(const Block& block);
  void attendance_row(const std::vector<std::string>& cells, Place at);
  void attendance(const Block& block, bool has_children);
  void take(AttendanceLine line, const Maybe& org);
  void agenda(const Block& block);
  void statement(const Block& block);
  void set_number(Statement& statement, const std::vector<MarkedNumber>& numbers, Place at) const;
  void decision(const Block& block);
  void need(const Block& block);
  void action(const Block& block, bool firm);
  bool nested(const Block& block);
  void unmarked(const Block& block);

  Decision& add_decision(Texts text, const Clauses& clauses, Place at);
  Need& add_need(Texts text, const Clauses& clauses, Place at);
  ActionPoint& add_action(Texts text, const Clauses& clauses, bool firm, Place at);
  void set_owner(ActionPoint& action, const std::vector<std::string>& owners, Place at);
  using Lookup = std::optional<std::string_view> (*)(std::string_view);
  void set_word(Maybe& to, std::string_view word, Lookup lookup, const std::string& choices, Place at) const;
  void only_tags(const Clauses& clauses, std::vector<std::string_view> known, Place at) const;
  /// Takes "Org: " or "Name (Org): " off the text.  `any`: also if the name was never heard of.
  [[nodiscard]] std::optional<Who> speaker(std::string& text, bool any) const;

  Names& names_;
  std::string lang_;
  const Say& say_;
  Record* record_ = nullptr;
  Section section_ = Section::none;
  Texts* last_ = nullptr;  ///< Text that deeper items belong to.
  int last_level_ = 0;
  Maybe parent_org_;  ///< "- IOM" with its people below it.
  struct TableColumn {
    ColumnRole role;
    std::string lang;  ///< Of a text column.
  };
  std::vector<TableColumn> columns_;
};

/// "none", "n/a", "არ არის": a line that says there is nothing.
bool says_nothing(std::string_view text);

/// A p-code ("GE15") as it is, anything else as an id.
std::string location_id(std::string_view text);

}  // namespace kvali::minutes
