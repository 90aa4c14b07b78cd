#include "compose/expression.hpp"

namespace kvali {

std::size_t end_of_expression(std::string_view line, std::size_t begin) {
  char quote = 0;
  for (std::size_t i = begin + 2; i < line.size(); ++i) {
    const char c = line[i];
    if (quote != 0) {
      if (c == '\\')
        ++i;
      else if (c == quote)
        quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '}' && line.substr(i, 2) == "}}") {
      return i + 2;
    }
  }
  return std::string_view::npos;
}

namespace {

/// {{ t("key") }}
TextPart message_part(const std::string& key, Span span) {
  auto name = std::make_shared<Expression>();
  name->literal = key;
  name->span = span;
  auto call = std::make_shared<Expression>();
  call->kind = Expression::Kind::call;
  call->span = span;
  call->path = {"t"};
  call->names = {""};
  call->operands = {name};
  return {{}, call};
}

}  // namespace

TextTemplate parse_text(const Code& code, TemplateFindings& findings) {
  TextTemplate result;
  result.span = code.span();
  const std::string& text = code.text();
  if (text.starts_with("t:")) {
    result.parts.push_back(message_part(std::string(trim(std::string_view(text).substr(2))), result.span));
    return result;
  }
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = text.find("{{", at);
    if (begin != at) result.parts.push_back({text.substr(at, begin - at), nullptr});
    if (begin == std::string::npos) break;
    const std::size_t end = end_of_expression(text, begin);
    if (end == std::string::npos) {
      findings.add("TPL-03", code.span(begin, 2), "expression is not closed", "end it with }}");
      break;
    }
    if (ExpressionPtr expression = parse_expression(code.sub(begin + 2, end - begin - 4), findings)) {
      result.parts.push_back({{}, std::move(expression)});
    }
    at = end;
  }
  return result;
}

}  // namespace kvali
