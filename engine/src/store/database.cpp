#include "store/database.hpp"

#include <fmt/format.h>

#include <cassert>
#include <utility>

#include "store/store.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// Somebody who looks at the file with other tools holds it for an instant.
constexpr int patience_ms = 5000;

int flags_of(Database::Mode mode) {
  switch (mode) {
    case Database::Mode::existing:
      return SQLITE_OPEN_READWRITE;
    case Database::Mode::create:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Database::Mode::read_only:
      return SQLITE_OPEN_READONLY;
  }
  return 0;
}

}  // namespace

Rows::Rows(Rows&& other) noexcept
    : database_(other.database_), statement_(std::exchange(other.statement_, nullptr)) {}

Rows::~Rows() {
  if (statement_ == nullptr) return;
  ::sqlite3_reset(statement_);
  ::sqlite3_clear_bindings(statement_);
}

bool Rows::next() {
  const int code = ::sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) database_->fail();
  return false;
}

bool Rows::is_null(int column) const {
  return ::sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Rows::integer(int column) const {
  return ::sqlite3_column_int64(statement_, column);
}

std::string Rows::text(int column) const {
  const auto* bytes = static_cast<const char*>(::sqlite3_column_blob(statement_, column));
  const int size = ::sqlite3_column_bytes(statement_, column);
  return bytes == nullptr ? std::string() : std::string(bytes, std::size_t(size));
}

std::chrono::sys_seconds Rows::instant(int column) const {
  return std::chrono::sys_seconds(std::chrono::seconds(integer(column)));
}

void Rows::check(int code) const {
  if (code != SQLITE_OK) database_->fail();
}

void Rows::bind(int at, std::nullptr_t) {
  check(::sqlite3_bind_null(statement_, at));
}

void Rows::bind(int at, std::int64_t value) {
  check(::sqlite3_bind_int64(statement_, at, value));
}

void Rows::bind(int at, std::string_view value) {
  check(::sqlite3_bind_text64(statement_, at, value.data() == nullptr ? "" : value.data(), value.size(),
                              SQLITE_TRANSIENT, SQLITE_UTF8));
}

Database::Database(const fs::path& path, Mode mode, const std::string& vfs)
    : name_(path.filename().string()) {
  sqlite3* handle = nullptr;
  const int code = ::sqlite3_open_v2(path.c_str(), &handle, flags_of(mode) | SQLITE_OPEN_EXRESCODE,
                                     vfs.empty() ? nullptr : vfs.c_str());
  handle_.reset(handle);
  if (code != SQLITE_OK) fail();
  ::sqlite3_busy_timeout(handle, patience_ms);
  // What the file holds is not trusted to be what this program wrote.
  ::sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
}

void Database::execute(const std::string& sql) {
  if (::sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

sqlite3_stmt* Database::prepared(std::string_view sql) {
  if (const auto known = statements_.find(sql); known != statements_.end()) {
    assert(::sqlite3_stmt_busy(known->second.get()) == 0 && "a statement is asked while its rows are read");
    return known->second.get();
  }
  sqlite3_stmt* statement = nullptr;
  if (::sqlite3_prepare_v3(handle_.get(), sql.data(), int(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement,
                           nullptr) != SQLITE_OK)
    fail();
  statements_.emplace(std::string(sql), statement);
  return statement;
}

void Database::fail() const {
  const int code = handle_ == nullptr ? SQLITE_NOMEM : ::sqlite3_extended_errcode(handle_.get());
  const char* words = handle_ == nullptr ? ::sqlite3_errstr(code) : ::sqlite3_errmsg(handle_.get());
  // The store is well: it is what was to be written that does not fit.
  if ((code & 0xff) == SQLITE_CONSTRAINT)
    throw Refused(fmt::format("the store {} does not take it: {}", name_, words));
  throw StoreFailure(fmt::format("the store {} fails: {} ({})", name_, words, code),
                     (code & 0xff) == SQLITE_FULL ? "make room on its disk" : "");
}

Transaction::~Transaction() {
  // Where a commit has failed SQLite may have rolled back itself.
  if (!database_.in_transaction()) return;
  try {
    database_.execute("ROLLBACK");
  } catch (const StoreFailure&) {
    // The journal is rolled back when the file is opened next.
  }
}

}  // namespace kvali
