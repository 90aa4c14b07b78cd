#include <fmt/format.h>

#include <utility>

#include "compose/block_reader.hpp"
#include "compose/parse_markdown.hpp"
#include "compose/template.hpp"
#include "compose/template_file.hpp"
#include "compose/template_parts.hpp"

namespace kvali {

namespace {

/// Front matter and what follows it, as offsets into the source.
struct Halves {
  Code front;
  Code body;
};

std::optional<Halves> split(const std::string& text, TemplateFindings& findings) {
  if (!text.starts_with("+++\n")) {
    findings.add("TPL-01", {0, 1}, "template does not begin with front matter",
                 "begin with a line +++, keys such as name = \"monthly\", and another line +++");
    return std::nullopt;
  }
  std::size_t end = text.find("\n+++", 3);
  while (end != std::string::npos && end + 4 < text.size() && text[end + 4] != '\n')
    end = text.find("\n+++", end + 1);
  if (end == std::string::npos) {
    findings.add("TPL-01", {0, 3}, "front matter is not closed", "add a line +++");
    return std::nullopt;
  }
  const std::size_t begin = std::min(end + 5, text.size());
  return Halves{Code(text.substr(4, end + 1 - 4), 4), Code(text.substr(begin), begin)};
}

ParameterSpec read_parameter(const std::string& name, BlockReader& reader) {
  ParameterSpec parameter;
  parameter.name = name;
  parameter.span = reader.span();
  reader.require("type", "type = \"text\"");
  reader.require("doc", "doc = \"what it changes\"");
  const std::string type = reader.word("type", {"text", "integer", "number", "boolean", "date"});
  parameter.doc = reader.word("doc");
  if (type == "integer") parameter.type = Type::integer;
  if (type == "number") parameter.type = Type::decimal;
  if (type == "boolean") parameter.type = Type::boolean;
  if (type == "date") parameter.type = Type::date;
  parameter.fallback = reader.scalar("default", parameter.type);
  return parameter;
}

/// Part of a file's name: <section>.<period>.<language>.md
bool is_section_name(std::string_view name) {
  return !name.empty() &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string_view::npos;
}

SectionSpec read_section(const std::string& name, BlockReader& reader) {
  SectionSpec section;
  section.name = name;
  section.span = reader.span();
  if (!is_section_name(name))
    reader.findings().add("TPL-07", reader.span(), "the section " + name + " cannot be part of a file name",
                          "use small Latin letters, digits, - and _");
  reader.require("title", "title = \"t:sections.summary\"");
  section.title = reader.text("title");
  section.required = reader.flag("required");
  section.words = reader.whole_number("words", 0, 0, 1'000'000);
  section.doc = reader.word("doc");
  return section;
}

void read_front_matter(Template& result, const Code& code, TemplateFindings& findings) {
  const BlockText text(code, findings);
  const auto table = text.parse();
  if (!table) return;
  BlockReader reader(*table, text, "front matter", code.span(0, 1));
  reader.require("title", "title = \"Monthly report\"");
  if (reader.has("name")) result.name = reader.word("name");
  result.version = reader.word("version");
  result.description = reader.word("description");
  result.title = reader.text("title");
  if (reader.has("structure"))
    result.fixed_structure = reader.word("structure", {"free", "fixed"}) == "fixed";
  if (reader.has("deviation_band")) result.deviation_band = reader.whole_number("deviation_band", 0, 0, 100);
  reader.each_entry("parameters", "parameter", [&](const std::string& name, BlockReader& parameter) {
    result.parameters.push_back(read_parameter(name, parameter));
  });
  reader.each_entry("sections", "section", [&](const std::string& name, BlockReader& section) {
    result.sections.push_back(read_section(name, section));
  });
}

void report(const std::vector<CatalogueProblem>& problems, Diagnostics& diagnostics) {
  for (const CatalogueProblem& problem : problems) {
    const Place place{problem.file, static_cast<int>(problem.line), static_cast<int>(problem.column), 0};
    diagnostics.add({"TPL-09", Severity::error, problem.what, place, problem.hint, {}});
  }
}

std::shared_ptr<const Catalogue> load_words(const Locale& locale, const std::filesystem::path& folder,
                                            Diagnostics& diagnostics) {
  auto catalogue = std::make_shared<Catalogue>(locale);
  report(catalogue->add_folder(folder / "locale"), diagnostics);
  const std::string& lang = locale.language();
  if (catalogue->keys(lang).empty())
    diagnostics.add(
        {"L-01",
         Severity::warning,
         fmt::format("neither Kvali nor the template has words in '{}'; English ones stand in", lang),
         {(folder / "locale").string()},
         fmt::format("add locale/{}.toml to the template", lang),
         {},
         "lang=" + lang});
  return catalogue;
}

}  // namespace

Template load_template(const std::filesystem::path& folder, std::string_view lang, Diagnostics& diagnostics) {
  Template result;
  result.name = folder.has_filename() ? folder.filename().string() : folder.parent_path().filename().string();
  result.locale = std::make_shared<const Locale>(lang);
  result.catalogue = load_words(*result.locale, folder, diagnostics);
  const std::filesystem::path file = folder / "template.md";
  const auto text = read_template_file(file, diagnostics);
  const auto source = std::make_shared<SourceText>(file.string(), text.value_or(std::string()));
  result.source = source;
  if (!text) return result;
  TemplateFindings findings(*source, diagnostics);
  const auto halves = split(*text, findings);
  if (!halves) return result;
  read_front_matter(result, halves->front, findings);
  TemplateParts parts(folder, *source, diagnostics);
  result.body = parse_markdown(halves->body, {findings, folder, 0, false, &parts});
  result.unused_blocks = parts.unused();
  return result;
}

}  // namespace kvali
