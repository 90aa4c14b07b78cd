#include "text/attributes.hpp"

#include "text/escape.hpp"

namespace kvali::html {

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  out += ' ';
  out += name;
  out += "=\"";
  append_escaped(out, value);
  out += '"';
}

void append_id_attribute(std::string& out, std::string_view id) {
  if (id.empty()) return;
  out += " id=\"";
  append_id(out, id);
  out += '"';
}

}  // namespace kvali::html
