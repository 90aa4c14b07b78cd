#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace kvali {

/// The tables that the engine makes for templates, whether or not a report has rows for them: a
/// template that asks for meetings is right even in a project that held none.
[[nodiscard]] std::span<const std::string_view> known_tables();
/// The columns of a known table; none for others.
[[nodiscard]] std::vector<std::string_view> known_columns(std::string_view table);
/// Facts that every report may have: "project.title", "report.as_of".
[[nodiscard]] std::span<const std::string_view> known_facts();

}  // namespace kvali
