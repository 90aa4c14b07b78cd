#include <fmt/format.h>

#include "store/audit_chain.hpp"
#include "store/sqlite_rows.hpp"
#include "store/sqlite_store.hpp"

namespace kvali {

void SqliteStore::write_audit(const Deed& deed, std::string_view action, const std::string& object,
                              const std::string& detail) {
  AuditEntry entry{1, now_(), deed.who, std::string(action), object, detail, audit_origin(), {}};
  if (Rows last = database_.query("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"); last.next()) {
    entry.seq = last.integer(0) + 1;
    entry.previous = last.text(1);
  }
  entry.hash = audit_hash(entry);
  database_.run("INSERT INTO audit VALUES(?,?,?,?,?,?,?,?)", entry.seq, entry.at, entry.who, entry.action,
                entry.object, entry.detail, entry.previous, entry.hash);
}

void SqliteStore::note(const std::string& action, const std::string& object, const Deed& deed) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  write_audit(deed, action, object, deed.why);
  transaction.commit();
}

std::vector<AuditEntry> SqliteStore::audit() const {
  const std::lock_guard lock(mutex_);
  std::vector<AuditEntry> all;
  for (Rows rows = database_.query(audit_columns); rows.next();) all.push_back(audit_of(rows));
  return all;
}

AuditVerdict SqliteStore::verify_audit() const {
  const std::lock_guard lock(mutex_);
  AuditChain chain;
  for (Rows rows = database_.query(audit_columns); rows.next();) chain.follow(audit_of(rows));
  return chain.verdict();
}

}  // namespace kvali
