#include "merge/merge.hpp"

#include "merge/action_mentions.hpp"
#include "merge/conflicts.hpp"
#include "merge/derived_observations.hpp"
#include "merge/list_checks.hpp"
#include "merge/meeting_days.hpp"
#include "merge/record_ids.hpp"
#include "merge/references.hpp"
#include "merge/table_merge.hpp"
#include "model/schema.hpp"

namespace kvali {

Workspace merge(Workspace collected, const std::filesystem::path& folder, Diagnostics& diagnostics,
                std::vector<Decision> decisions, Date printed_until) {
  complete_meeting_days(collected);
  const ReplacedIds replaced = identify_meetings(collected, folder, diagnostics);
  resolve_references(collected, replaced, folder, diagnostics);
  complete_ids(collected, folder, diagnostics);
  Conflicts conflicts(collected, folder, decisions, printed_until, diagnostics);
  // Where they are there, the workspace was merged before.
  if (!collected.tables.contains("action_mention")) keep_action_mentions(collected);
  const auto merge_one = [&](const Schema& schema) {
    const auto table = collected.tables.find(schema.table);
    if (table != collected.tables.end()) merge_table(table->second, schema, collected, conflicts);
  };
  const auto from_meetings = [](const Schema& schema) {
    return schema.table == "observation" || schema.table == "undated_observation";
  };
  for (const Schema& schema : canonical_tables())
    if (!from_meetings(schema)) merge_one(schema);
  // What merged meetings count is held against other sources like any figure (M8).
  CellPlaces places(collected.evidence, folder);
  add_derived_observations(collected, places, diagnostics);
  for (const Schema& schema : canonical_tables())
    if (from_meetings(schema)) merge_one(schema);
  conflicts.finish();
  check_lists(collected, folder, diagnostics);
  return collected;
}

}  // namespace kvali
