#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "archive.hpp"

namespace kvali::xlsx {

/// Called now and then in long work; may throw to cancel.
using Progress = std::function<void()>;

/// The attributes of one element; borrowed from the parser.
class Attributes {
 public:
  explicit Attributes(const char* const* pairs) : pairs_(pairs) {}
  /// By local name ("id" finds r:id); "" if it is absent.
  [[nodiscard]] std::string_view get(std::string_view local_name) const;
  /// Absent = `fallback`; else true for "1" and "true".
  [[nodiscard]] bool truth(std::string_view local_name, bool fallback) const;

 private:
  const char* const* pairs_;
};

/// Takes the elements of one part.  Names come without prefix: files of other programs and of strict
/// OOXML use prefixes and namespaces of their own.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const Attributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  /// Text comes in pieces.
  virtual void text(std::string_view piece) = 0;
};

/// Feeds a part to a handler.  Refuses document types (with which a small file can demand any
/// amount of work), elements nested deeper than 200, and single tags over 1 MiB.
void parse_xml(PartStream& part, XmlHandler& handler, const Progress& progress);

}  // namespace kvali::xlsx
