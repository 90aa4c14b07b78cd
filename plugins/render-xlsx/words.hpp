// The few words a workbook needs of its own; everything else comes in the document.
#pragma once

#include <string_view>

namespace kvali::xlsx {

struct Words {
  const char* report_sheet;
  const char* chart_sheet;
  const char* indicator;
  const char* value;
  const char* target;
  const char* share;
  const char* change;
  const char* status;
};

/// Words in the document's language (BCP 47); English where there are none.
[[nodiscard]] inline const Words& words_in(std::string_view lang) {
  static constexpr Words english{"Report", "Chart data", "Indicator", "Value",
                                 "Target", "Reached",    "Change",    "Status"};
  static constexpr Words georgian{
      "ანგარიში", "დიაგრამების მონაცემები", "მაჩვენებელი", "მნიშვნელობა", "სამიზნე", "მიღწეულია", "ცვლილება",
      "სტატუსი"};
  const bool is_georgian = lang.substr(0, 2) == "ka" && (lang.size() == 2 || lang[2] == '-');
  return is_georgian ? georgian : english;
}

}  // namespace kvali::xlsx
