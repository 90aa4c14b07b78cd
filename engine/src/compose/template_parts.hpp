#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compose/node.hpp"

namespace kvali {

/// What the files of one template have in common while they are parsed: the files that are included,
/// and the blocks that may be used below their definition.
///
/// A template ends: no file includes itself, a block uses only blocks above it, and how much both make
/// of it together is limited (TPL-10).
class TemplateParts {
 public:
  /// `source` takes the texts of included files; both are borrowed.
  TemplateParts(std::filesystem::path folder, SourceText& source, Diagnostics& diagnostics)
      : folder_(std::move(folder)), source_(source), diagnostics_(diagnostics) {}

  /// Begins an included file, named relative to the template's folder: its text, or nothing after a
  /// finding at `span`.
  [[nodiscard]] std::optional<Code> open(const std::string& file, Span span, TemplateFindings& findings);
  /// Ends the file that was begun last.
  void close() { open_.pop_back(); }

  /// How many parts were placed so far; define() wants to know it of before the block.
  [[nodiscard]] std::size_t placed() const { return placed_; }
  void define(const std::string& name, Nodes body, std::size_t placed_before, Span span,
              TemplateFindings& findings);
  /// The body of a block that was defined, or null after a finding at `span`.
  [[nodiscard]] std::shared_ptr<const Nodes> use(const std::string& name, Span span,
                                                 TemplateFindings& findings);
  /// The blocks that were defined and never used, in the order of their names.
  [[nodiscard]] std::vector<std::pair<std::string, Span>> unused() const;

 private:
  struct Block {
    std::shared_ptr<const Nodes> body;
    std::size_t weight = 1;  ///< Parts that each use places.
    Span span;               ///< Of its tag.
    bool used = false;
  };

  [[nodiscard]] const Code* text_of(const std::string& file, Span span, TemplateFindings& findings);
  [[nodiscard]] bool place(std::size_t weight, Span span, TemplateFindings& findings);

  std::filesystem::path folder_;
  SourceText& source_;
  Diagnostics& diagnostics_;
  std::vector<std::string> open_;      ///< Files that are being included, outermost first.
  std::map<std::string, Code> texts_;  ///< Of files, each read once.
  std::map<std::string, Block> blocks_;
  std::size_t placed_ = 0;
  std::size_t bytes_ = 0;  ///< Of all included texts, as often as they are included.
};

}  // namespace kvali
