#pragma once

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kvali {

class Database;

/// The rows of one query; a cached statement is lent until this object goes.
class Rows {
 public:
  Rows(Rows&& other) noexcept;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  Rows& operator=(Rows&&) = delete;
  ~Rows();

  /// To the next row; false behind the last one.
  bool next();
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;  ///< "" for null.
  [[nodiscard]] std::chrono::sys_seconds instant(int column) const;

 private:
  friend class Database;
  Rows(Database& database, sqlite3_stmt* statement) : database_(&database), statement_(statement) {}

  void bind(int at, std::nullptr_t);
  void bind(int at, std::int64_t value);
  void bind(int at, int value) { bind(at, std::int64_t{value}); }
  void bind(int at, bool value) { bind(at, std::int64_t{value}); }
  void bind(int at, std::string_view value);
  void bind(int at, const std::string& value) { bind(at, std::string_view(value)); }
  void bind(int at, const char* value) { bind(at, std::string_view(value)); }
  void bind(int at, std::chrono::sys_seconds value) {
    bind(at, std::int64_t{value.time_since_epoch().count()});
  }
  template <typename Value>
  void bind(int at, const std::optional<Value>& value) {
    if (value)
      bind(at, *value);
    else
      bind(at, nullptr);
  }
  void check(int code) const;

  Database* database_;
  sqlite3_stmt* statement_;
};

/// A connection to an SQLite file.  What fails throws StoreFailure with SQLite's words.  Not thread-safe.
class Database {
 public:
  enum class Mode { existing, create, read_only };

  /// `vfs` is the name of SQLite's file layer; the system's if empty.  Never makes a file unless asked to.
  Database(const std::filesystem::path& path, Mode mode, const std::string& vfs = {});
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// One or more statements without results.
  void execute(const std::string& sql);

  template <typename... Values>
  [[nodiscard]] Rows query(std::string_view sql, const Values&... values) {
    Rows rows(*this, prepared(sql));
    int at = 0;
    (rows.bind(++at, values), ...);
    return rows;
  }

  /// The number of rows it changed.
  template <typename... Values>
  int run(std::string_view sql, const Values&... values) {
    query(sql, values...).next();
    return ::sqlite3_changes(handle_.get());
  }

  [[nodiscard]] std::int64_t last_id() const { return ::sqlite3_last_insert_rowid(handle_.get()); }
  [[nodiscard]] bool in_transaction() const { return ::sqlite3_get_autocommit(handle_.get()) == 0; }
  [[noreturn]] void fail() const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const { ::sqlite3_close_v2(handle); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { ::sqlite3_finalize(statement); }
  };

  [[nodiscard]] sqlite3_stmt* prepared(std::string_view sql);

  std::string name_;  ///< For messages.
  std::unique_ptr<sqlite3, Close> handle_;
  std::map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>, std::less<>> statements_;
};

/// Everything until commit(), or nothing of it.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE"); }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit() { database_.execute("COMMIT"); }

 private:
  Database& database_;
};

}  // namespace kvali
