#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "archive.hpp"
#include "xml.hpp"

namespace kvali::xlsx {

/// How one part of a workbook refers to another.
struct Relation {
  std::string id;
  std::string type;    ///< The last word of the type's address: "worksheet", "sharedStrings".
  std::string target;  ///< Path of the part inside the archive.
};

/// The relations of a part, without those that lead outside the workbook; `part` "" = of the package.
std::vector<Relation> read_relations(const Archive& archive, const std::string& part,
                                     const Progress& progress);

/// The first of a type, or null.
const Relation* first_of(const std::vector<Relation>& relations, std::string_view type);

struct Sheet {
  std::string name;
  std::string part;
  bool hidden = false;
};

/// A name that stands for cells: "Targets" for "Plan!$B$3:$H$40".
struct DefinedName {
  std::string name;
  std::string refers_to;
};

/// What the workbook part says.
struct Workbook {
  std::vector<Sheet> sheets;  ///< Those with cells, in the order of their tabs.
  std::vector<DefinedName> names;
  bool epoch_1904 = false;
  std::string styles;          ///< Part, or "".
  std::string shared_strings;  ///< Part, or "".
};

/// Throws Error for archives that are no XLSX workbook.
Workbook read_workbook(const Archive& archive, const Progress& progress);

/// Runs a handler over a part, if the archive has it.
bool parse_part(const Archive& archive, const std::string& part, XmlHandler& handler,
                const Progress& progress);

}  // namespace kvali::xlsx
