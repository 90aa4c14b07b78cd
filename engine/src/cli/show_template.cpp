#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

#include "cli/finding_output.hpp"
#include "cli/template_commands.hpp"
#include "cli/template_folders.hpp"
#include "compose/survey_template.hpp"
#include "compose/vocabulary.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

using Poco::JSON::Array;
using Poco::JSON::Object;

constexpr std::size_t widest_line = 100;

/// As the front matter writes it.
std::string_view key_of(Type type) {
  switch (type) {
    case Type::text:
      return "text";
    case Type::integer:
      return "integer";
    case Type::decimal:
    case Type::real:
      return "number";
    case Type::date:
      return "date";
    case Type::boolean:
      return "boolean";
  }
  return "text";
}

std::string_view word_of(Type type) {
  if (type == Type::integer) return "whole number";
  return type == Type::boolean ? "true or false" : key_of(type);
}

/// Does a source bring it under a name of its own?
bool is_own(const std::string& table) {
  const auto known = known_tables();
  return std::find(known.begin(), known.end(), table) == known.end();
}

/// The words behind `head`, broken into lines that are indented as far as it is wide.
std::string wrapped(std::string head, const std::set<std::string>& words) {
  const std::string indent(head.size(), ' ');
  std::size_t width = head.size();
  for (const std::string& word : words) {
    const bool first = &word == &*words.begin();
    if (!first) head += ',';
    if (!first && width + word.size() + 2 > widest_line) {
      head += '\n' + indent;
      width = indent.size();
    } else if (!first) {
      head += ' ';
    }
    head += word;
    width += word.size() + 2;
  }
  return head + '\n';
}

void print_parameters(const Template& form) {
  std::cout << "\nParameters\n";
  if (form.parameters.empty()) std::cout << "  none\n";
  for (const ParameterSpec& parameter : form.parameters) {
    std::cout << fmt::format("\n  {} ({})\n    {}\n", parameter.name, word_of(parameter.type), parameter.doc);
    if (!is_missing(parameter.fallback))
      std::cout << fmt::format("    default: {}\n", canonical_text(parameter.fallback));
  }
}

void print_sections(const Template& form) {
  if (!form.sections.empty()) std::cout << "\nSections: narrative/<section>.<period>.<language>.md\n";
  for (const SectionSpec& section : form.sections)
    std::cout << fmt::format("\n  {}{}{}\n    {}\n", section.name, section.required ? " (required)" : "",
                             section.words > 0 ? fmt::format(", at most {} words", section.words) : "",
                             section.doc);
}

void print_tables(const NamesUsed& used) {
  if (!used.columns.empty()) std::cout << "\nTables and columns it reads\n\n";
  std::size_t width = 0;
  const auto label = [](const std::string& table) { return table + (is_own(table) ? " (of a source)" : ""); };
  for (const auto& [table, columns] : used.columns) width = std::max(width, label(table).size());
  for (const auto& [table, columns] : used.columns)
    std::cout << wrapped(fmt::format("  {:<{}}  ", label(table), width),
                         columns.empty() ? std::set<std::string>{"its rows"} : columns);
}

void print(const TemplateSurvey& survey, const fs::path& folder) {
  const Template& form = survey.form;
  std::cout << fmt::format("{} {}: {}\nin {}\nLanguages: {}\n", form.name, form.version, form.description,
                           folder.string(), fmt::join(survey.langs, ", "));
  if (form.fixed_structure) std::cout << "Its structure is prescribed by the donor.\n";
  print_parameters(form);
  print_sections(form);
  print_tables(survey.used);
}

void set_fallback(const Scalar& value, Object& object) {
  if (const auto* flag = std::get_if<bool>(&value))
    object.set("default", *flag);
  else if (const auto* whole = std::get_if<std::int64_t>(&value))
    object.set("default", *whole);
  else if (const auto* number = std::get_if<Decimal>(&value))
    object.set("default", number->to_double());
  else if (!is_missing(value))
    object.set("default", canonical_text(value));
}

Object::Ptr new_object() {
  return new Object(Poco::JSON_PRESERVE_KEY_ORDER);
}

Array::Ptr parameters_of(const Template& form) {
  Array::Ptr list = new Array;
  for (const ParameterSpec& parameter : form.parameters) {
    Object::Ptr one = new_object();
    one->set("name", parameter.name);
    one->set("type", std::string(key_of(parameter.type)));
    set_fallback(parameter.fallback, *one);
    one->set("doc", parameter.doc);
    list->add(one);
  }
  return list;
}

Array::Ptr sections_of(const Template& form) {
  Array::Ptr list = new Array;
  for (const SectionSpec& section : form.sections) {
    Object::Ptr one = new_object();
    one->set("name", section.name);
    one->set("required", section.required);
    if (section.words > 0) one->set("words", section.words);
    one->set("doc", section.doc);
    list->add(one);
  }
  return list;
}

template <typename Strings>
Array::Ptr list_of(const Strings& texts) {
  Array::Ptr list = new Array;
  for (const std::string& text : texts) list->add(text);
  return list;
}

Array::Ptr tables_of(const NamesUsed& used) {
  Array::Ptr list = new Array;
  for (const auto& [table, columns] : used.columns) {
    Object::Ptr one = new_object();
    one->set("name", table);
    if (is_own(table)) one->set("of_a_source", true);
    one->set("columns", list_of(columns));
    list->add(one);
  }
  return list;
}

void print_json(const TemplateSurvey& survey, const fs::path& folder) {
  const Template& form = survey.form;
  Object::Ptr object = new_object();
  object->set("name", form.name);
  object->set("version", form.version);
  object->set("description", form.description);
  object->set("folder", folder.string());
  object->set("languages", list_of(survey.langs));
  object->set("structure", std::string(form.fixed_structure ? "fixed" : "free"));
  object->set("parameters", parameters_of(form));
  object->set("sections", sections_of(form));
  object->set("tables", tables_of(survey.used));
  object->stringify(std::cout);
  std::cout << '\n';
}

}  // namespace

int show_template(const std::string& name, const CommonOptions& common) {
  const fs::path folder = template_called(name, common.template_folders);
  Diagnostics found;
  const TemplateSurvey survey = survey_template(folder, found);
  common.json ? print_json(survey, folder) : print(survey, folder);
  std::cout.flush();
  Diagnostics errors;  // The rest is for `kvali templates check`.
  for (const Diagnostic& finding : found.all())
    if (finding.severity >= Severity::error) errors.add(finding);
  print_findings(errors, std::cerr, {::isatty(STDERR_FILENO) == 1});
  return errors.all().empty() ? exit_made : exit_not_made;
}

}  // namespace kvali
