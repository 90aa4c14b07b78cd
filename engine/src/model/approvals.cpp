#include "model/approvals.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/natural_order.hpp"
#include "model/record_place.hpp"

namespace kvali {

namespace {

/// Amendment -> the day it was approved.
std::map<std::string, Date, std::less<>> amendment_days(const Workspace& merged) {
  std::map<std::string, Date, std::less<>> days;
  const Table* table = merged.find("amendment");
  for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
    const Scalar day = table->scalar("approved_on", row);
    if (!is_missing(day)) days[canonical_text(table->scalar("amendment_id", row))] = std::get<Date>(day);
  }
  return days;
}

bool approved_before(const Version& a, const Version& b) {
  const Date first = a.approved_on.value_or(first_date);
  const Date second = b.approved_on.value_or(first_date);
  return first != second ? first < second : natural_less(a.amendment, b.amendment);
}

void report_undated(const Workspace& merged, const Table& table, const Version& version,
                    const std::string& what, Diagnostics& diagnostics) {
  Diagnostic finding;
  finding.id = "I-17";
  finding.message =
      fmt::format("{} was changed by amendment {} without an approval date", what, version.amendment);
  finding.place = record_place(merged.evidence, table.row_evidence[version.row]);
  finding.subject = fmt::format("approval={};amendment={}", what, version.amendment);
  finding.value =
      canonical_text(table.scalar(table.find("amount") != nullptr ? "amount" : "value", version.row));
  finding.hint = "fill in approved_on, here or in the table of amendments; until then the old one stands";
  diagnostics.add(std::move(finding));
}

}  // namespace

VersionMap versions_of(const Workspace& merged, const Table& table, Date day,
                       const std::function<std::string(std::size_t)>& key_of,
                       const std::function<std::string(std::size_t)>& describe, Diagnostics& diagnostics) {
  const auto days = amendment_days(merged);
  VersionMap versions;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Version version{row, {}, canonical_text(table.scalar("amendment", row))};
    if (const Scalar own = table.scalar("approved_on", row); !is_missing(own))
      version.approved_on = std::get<Date>(own);
    else if (const auto dated = days.find(version.amendment); dated != days.end())
      version.approved_on = dated->second;
    if (!version.approved_on && !version.amendment.empty())
      report_undated(merged, table, version, describe(row), diagnostics);
    else
      versions[key_of(row)].all.push_back(std::move(version));
  }
  for (auto& [key, one] : versions) {
    std::stable_sort(one.all.begin(), one.all.end(), approved_before);
    for (std::size_t i = 0; i < one.all.size(); ++i)
      if (one.all[i].approved_on.value_or(first_date) <= day) one.valid = i;
  }
  return versions;
}

}  // namespace kvali
