#include "failing_vfs.hpp"

#include <sqlite3.h>

#include <cstddef>

namespace kvali::test {

namespace {

struct Plan {
  FailingDisk::Fault fault = FailingDisk::Fault::none;
  int left = 0;
  bool from_then_on = false;
  bool failed = false;

  /// Does this call fail?
  bool strikes() {
    if (failed) return from_then_on;
    if (--left != 0) return false;
    return failed = true;
  }
  bool strikes_write() {
    return (fault == FailingDisk::Fault::write_error || fault == FailingDisk::Fault::full) && strikes();
  }
  bool strikes_read() { return fault == FailingDisk::Fault::read_error && strikes(); }
};

Plan plan;
sqlite3_vfs* real = nullptr;
sqlite3_vfs shim;
sqlite3_io_methods methods;

/// SQLite allocates szOsFile bytes: this, and the real file behind it.
struct File {
  sqlite3_file base;
  sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

sqlite3_file* inner(sqlite3_file* file) {
  return reinterpret_cast<File*>(file)->inner();
}

int write_fault(int error) {
  return plan.fault == FailingDisk::Fault::full ? SQLITE_FULL : error;
}

int on_write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
  if (!plan.strikes_write()) return inner(file)->pMethods->xWrite(inner(file), bytes, count, offset);
  (void)inner(file)->pMethods->xWrite(inner(file), bytes, count / 2, offset);
  return write_fault(SQLITE_IOERR_WRITE);
}

int on_read(sqlite3_file* file, void* bytes, int count, sqlite3_int64 offset) {
  if (plan.strikes_read()) return SQLITE_IOERR_READ;
  return inner(file)->pMethods->xRead(inner(file), bytes, count, offset);
}

int on_truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (plan.strikes_write()) return SQLITE_IOERR_TRUNCATE;
  return inner(file)->pMethods->xTruncate(inner(file), size);
}

/// Nothing here loses power: what the system has taken counts as written.
int on_sync(sqlite3_file* /*file*/, int /*flags*/) {
  return plan.strikes_write() ? write_fault(SQLITE_IOERR_FSYNC) : SQLITE_OK;
}

int on_close(sqlite3_file* file) {
  return inner(file)->pMethods->xClose(inner(file));
}

int on_open(sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  file->pMethods = nullptr;
  const int code = real->xOpen(real, name, inner(file), flags, flags_out);
  if (code == SQLITE_OK) file->pMethods = &methods;
  return code;
}

sqlite3_io_methods make_methods() {
  sqlite3_io_methods m{};
  m.iVersion = 1;
  m.xClose = on_close;
  m.xRead = on_read;
  m.xWrite = on_write;
  m.xTruncate = on_truncate;
  m.xSync = on_sync;
  m.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
    return inner(f)->pMethods->xFileSize(inner(f), size);
  };
  m.xLock = [](sqlite3_file* f, int lock) { return inner(f)->pMethods->xLock(inner(f), lock); };
  m.xUnlock = [](sqlite3_file* f, int lock) { return inner(f)->pMethods->xUnlock(inner(f), lock); };
  m.xCheckReservedLock = [](sqlite3_file* f, int* out) {
    return inner(f)->pMethods->xCheckReservedLock(inner(f), out);
  };
  m.xFileControl = [](sqlite3_file* f, int op, void* arg) {
    return inner(f)->pMethods->xFileControl(inner(f), op, arg);
  };
  m.xSectorSize = [](sqlite3_file* f) { return inner(f)->pMethods->xSectorSize(inner(f)); };
  // No promises: SQLite leaves out writes where a disk says that they cannot be torn.
  m.xDeviceCharacteristics = [](sqlite3_file* /*file*/) { return 0; };
  return m;
}

}  // namespace

FailingDisk::FailingDisk() {
  if (real != nullptr) return;
  real = ::sqlite3_vfs_find(nullptr);
  methods = make_methods();
  shim = *real;
  shim.zName = "failing";
  shim.szOsFile = int(sizeof(File)) + real->szOsFile;
  shim.xOpen = on_open;
  ::sqlite3_vfs_register(&shim, 0);
}

void FailingDisk::fail(Fault fault, int nth, bool from_then_on) {
  plan = {fault, nth, from_then_on, false};
}

bool FailingDisk::has_failed() {
  return plan.failed;
}

}  // namespace kvali::test
