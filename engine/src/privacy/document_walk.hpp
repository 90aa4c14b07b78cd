#pragma once

#include <string>

#include "document/document.hpp"

namespace kvali {

/// What somebody sees who reads a document from the beginning; each may be left out.
class DocumentReader {
 public:
  virtual ~DocumentReader() = default;

  /// A section's content is read only where this says so.
  virtual bool enters(const Section&) { return true; }
  virtual void leaves(const Section&) {}
  /// A sentence: its values are given to value(), too.
  virtual void sentence(const Inlines&) {}
  /// A title, caption, label or phrase.
  virtual void text(const std::string&) {}
  /// `where`: "a sentence", or the label of its tile.
  virtual void value(const Value&, const std::string& /*where*/) {}
  /// `where`: "table results", "figure progress".
  virtual void table(const Table&, const std::string& /*where*/) {}
};

void walk(const Blocks& blocks, DocumentReader& reader);

}  // namespace kvali
