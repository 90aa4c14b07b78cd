#include "cli/report_schema.hpp"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <fmt/format.h>

#include <map>
#include <sstream>

#include "cli/report_schema_skeleton.hpp"
#include "model/schema.hpp"

namespace kvali {

namespace {

using Object = Poco::JSON::Object;
using Array = Poco::JSON::Array;

Object::Ptr object() {
  return new Object(Poco::JSON_PRESERVE_KEY_ORDER);
}

Object::Ptr reference_to(const std::string& definition) {
  Object::Ptr reference = object();
  reference->set("$ref", "#/definitions/" + definition);
  return reference;
}

/// [source.map.TABLE]: the fields of the table, and the words that say how the rows lie.
Object::Ptr schema_of(const Schema& table, const Object::Ptr& map_words) {
  Object::Ptr properties = object();
  for (const Field& field : table.fields)
    properties->set(std::string(field.name),
                    reference_to(field.kind == FieldKind::language ? "columns_by_language" : "column"));
  for (const auto& [name, words] : *map_words) properties->set(name, words);
  Object::Ptr schema = object();
  schema->set("type", "object");
  schema->set("additionalProperties", false);
  schema->set("properties", properties);
  return schema;
}

const char* json_type(const kvali_option& option) {
  switch (option.type) {
    case KVALI_INT:
      return "integer";
    case KVALI_FLOAT:
      return "number";
    case KVALI_BOOL:
      return "boolean";
    case KVALI_SECRET:
      return "object";
    default:
      return "string";
  }
}

Object::Ptr schema_of_one(const kvali_option& option) {
  Object::Ptr one = object();
  one->set("type", std::string(json_type(option)));
  if (option.choices == nullptr) return one;
  Array::Ptr choices = new Array;
  for (auto choice = option.choices; *choice; ++choice) choices->add(std::string(*choice));
  one->set("enum", choices);
  return one;
}

/// A list may be written as its only element.
Object::Ptr schema_of(const kvali_option& option) {
  Object::Ptr schema = schema_of_one(option);
  if ((option.flags & KVALI_LIST) != 0) {
    Object::Ptr list = object();
    list->set("type", "array");
    list->set("items", schema_of_one(option));
    Array::Ptr either = new Array;
    either->add(schema);
    either->add(list);
    schema = object();
    schema->set("anyOf", either);
  }
  if (option.doc != nullptr) schema->set("description", std::string(option.doc));
  return schema;
}

/// What holds for an entry of [[source]] or [[output]] that names this component.
Object::Ptr schema_of(const PluginComponent& component, const std::string& selector, Object& common) {
  Object::Ptr properties = object();
  Array::Ptr required = new Array;
  for (const auto& [name, value] : *common.getObject("properties")) properties->set(name, value);
  for (const kvali_option* option = component.options; option && option->name; ++option) {
    properties->set(option->name, schema_of(*option));
    if ((option->flags & KVALI_REQUIRED) != 0) required->add(std::string(option->name));
  }
  Object::Ptr named = object();
  named->set("const", std::string(component.name));
  properties->set(selector, named);
  Object::Ptr schema = object();
  schema->set("properties", properties);
  schema->set("additionalProperties", false);
  if (required->size() > 0) schema->set("required", required);
  return schema;
}

/// Says of an entry: if it names this component, that component's schema holds.
Object::Ptr rule_of(const PluginComponent& component, const std::string& selector,
                    const std::string& definition) {
  Object::Ptr named = object();
  named->set("const", std::string(component.name));
  Object::Ptr properties = object();
  properties->set(selector, named);
  Object::Ptr condition = object();
  condition->set("properties", properties);
  Object::Ptr rule = object();
  rule->set("if", condition);
  rule->set("then", reference_to(definition));
  return rule;
}

void add_components(std::span<const PluginComponent> components, const std::string& kind,
                    const std::string& entry, const std::string& selector, Object& definitions) {
  Object::Ptr common = definitions.getObject(entry);
  Array::Ptr names = new Array;
  Array::Ptr rules = new Array;
  for (const PluginComponent& component : components) {
    if (component.kind != kind) continue;
    const std::string definition = fmt::format("{}_{}", kind, component.name);
    definitions.set(definition, schema_of(component, selector, *common));
    names->add(std::string(component.name));
    rules->add(rule_of(component, selector, definition));
  }
  // The definitions above have the name of one component; the entry lists them all.
  common->getObject("properties")->getObject(selector)->set("enum", names);
  common->set("allOf", rules);
}

}  // namespace

std::string report_schema(std::span<const PluginComponent> components) {
  constexpr bool in_order = true;
  Poco::JSON::Parser parser(new Poco::JSON::ParseHandler(in_order));
  Object::Ptr schema = parser.parse(std::string(report_schema_skeleton)).extract<Object::Ptr>();
  Object::Ptr definitions = schema->getObject("definitions");
  Object::Ptr map = definitions->getObject("map");
  Object::Ptr map_words = definitions->getObject("map_words");
  definitions->remove("map_words");
  for (const Schema& table : canonical_tables())
    map->getObject("properties")->set(std::string(table.table), schema_of(table, map_words));
  add_components(components, "source", "source", "plugin", *definitions);
  add_components(components, "renderer", "output", "renderer", *definitions);
  std::ostringstream out;
  schema->stringify(out, 2);
  return out.str() + "\n";
}

}  // namespace kvali
