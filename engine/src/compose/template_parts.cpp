#include "compose/template_parts.hpp"

#include <algorithm>

#include "compose/template_file.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t deepest = 8;
constexpr std::size_t most_parts = 2000;
constexpr std::size_t most_included_bytes = 4U << 20U;

/// The Markdown files beside template.md and one folder down.
std::vector<std::string> texts_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (entry.depth() > 0) entry.disable_recursion_pending();
    if (entry->path().extension() == ".md")
      names.push_back(entry->path().lexically_relative(folder).string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::optional<Code> TemplateParts::open(const std::string& file, Span span, TemplateFindings& findings) {
  if (std::find(open_.begin(), open_.end(), file) != open_.end()) {
    findings.add("TPL-10", span, "file includes itself: " + file, "take one of the tags out");
    return std::nullopt;
  }
  if (open_.size() >= deepest) {
    findings.add("TPL-10", span, "files include one another too deeply",
                 "at most " + std::to_string(deepest) + " levels");
    return std::nullopt;
  }
  const Code* text = text_of(file, span, findings);
  if (text == nullptr || !place(1, span, findings)) return std::nullopt;
  bytes_ += text->text().size();
  if (bytes_ > most_included_bytes) {
    findings.add("TPL-10", span, "too much text is included", "include large files once");
    return std::nullopt;
  }
  open_.push_back(file);
  return *text;
}

const Code* TemplateParts::text_of(const std::string& file, Span span, TemplateFindings& findings) {
  if (const auto known = texts_.find(file); known != texts_.end()) return &known->second;
  const fs::path path = folder_ / file;
  std::error_code error;
  if (leaves_folder(file)) {
    findings.add("TPL-08", span, "file lies outside the template's folder: " + file,
                 "put the file beside template.md");
    return nullptr;
  }
  if (!fs::is_regular_file(path, error)) {
    findings.add("TPL-08", span, "no such file beside template.md: " + file,
                 did_you_mean(file, texts_in(folder_)));
    return nullptr;
  }
  auto text = read_template_file(path, diagnostics_);
  if (!text) return nullptr;
  const std::size_t begin = source_.add(path.string(), *text);
  const Code& code = texts_.emplace(file, Code(std::move(*text), begin)).first->second;
  if (code.text().starts_with("+++\n"))
    findings.add("TPL-01", code.span(0, 3), "an included file has no front matter",
                 "parameters and sections stand in template.md");
  return &code;
}

bool TemplateParts::place(std::size_t weight, Span span, TemplateFindings& findings) {
  placed_ += weight;
  if (placed_ <= most_parts) return true;
  findings.add("TPL-10", span, "template places too many parts",
               "blocks within blocks multiply: write a loop instead");
  return false;
}

void TemplateParts::define(const std::string& name, Nodes body, std::size_t placed_before, Span span,
                           TemplateFindings& findings) {
  Block block{std::make_shared<const Nodes>(std::move(body)), 1 + placed_ - placed_before, span, false};
  const auto [known, is_new] = blocks_.emplace(name, std::move(block));
  // A file that is included twice defines its blocks twice.
  if (!is_new && known->second.span.offset != span.offset)
    findings.add("TPL-07", span, "two blocks are called " + name, "name one of them differently");
}

std::vector<std::pair<std::string, Span>> TemplateParts::unused() const {
  std::vector<std::pair<std::string, Span>> unused;
  for (const auto& [name, block] : blocks_)
    if (!block.used) unused.emplace_back(name, block.span);
  return unused;
}

std::shared_ptr<const Nodes> TemplateParts::use(const std::string& name, Span span,
                                                TemplateFindings& findings) {
  const auto found = blocks_.find(name);
  if (found == blocks_.end()) {
    std::vector<std::string> names;
    for (const auto& block : blocks_) names.push_back(block.first);
    const std::string hint = did_you_mean(name, names);
    findings.add(
        "TPL-05", span, "no block " + name + " stands above",
        hint.empty() ? "write {% block " + name + " %} ... {% endblock %} above, or include its file" : hint);
    return nullptr;
  }
  found->second.used = true;
  return place(found->second.weight, span, findings) ? found->second.body : nullptr;
}

}  // namespace kvali
