#include "merge/action_mentions.hpp"

namespace kvali {

void keep_action_mentions(Workspace& workspace) {
  const Table* actions = workspace.find("action_point");
  if (actions == nullptr || actions->find("as_of") == nullptr) return;
  Table mentions("action_mention");
  mentions.add("action", Type::text);
  mentions.add("as_of", Type::date);
  mentions.add("status", Type::text);
  mentions.add("due", Type::date);
  for (std::size_t row = 0; row < actions->rows(); ++row) {
    const Scalar id = actions->scalar("action_id", row);
    const Scalar day = actions->scalar("as_of", row);
    if (is_missing(id) || is_missing(day)) continue;
    mentions.at("action").append_scalar(id);
    mentions.at("as_of").append_scalar(day);
    for (const char* field : {"status", "due"}) mentions.at(field).append_scalar(actions->scalar(field, row));
    mentions.row_evidence.push_back(actions->row_evidence[row]);
  }
  workspace.tables.insert_or_assign("action_mention", std::move(mentions));
}

}  // namespace kvali
