#include <algorithm>

#include "base/text.hpp"
#include "compose/address.hpp"
#include "compose/number_format.hpp"
#include "compose/value_markdown.hpp"
#include "compose/writer.hpp"
#include "document/cell_text.hpp"

namespace kvali {

namespace {

/// Control characters other than line ends have no place in a document.
std::string cleaned(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\t')
      out += ' ';
    else if (static_cast<unsigned char>(c) >= ' ' || c == '\n')
      out += c;
  }
  return out;
}

}  // namespace

std::string plain_text(const Inlines& content) {
  std::string out;
  for (const Inline& part : content) {
    if (const auto* text = std::get_if<Text>(&part)) out += text->text;
    if (const auto* value = std::get_if<Value>(&part)) out += value->text;
    if (std::holds_alternative<LineBreak>(part)) out += ' ';
  }
  return out;
}

void Writer::append_text(std::string_view text, unsigned marks, const std::string& href,
                         const std::string& lang, Inlines& out) {
  std::string_view rest = text;
  while (true) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (end > 0) {
      Text* last = out.empty() ? nullptr : std::get_if<Text>(&out.back());
      if (last != nullptr && last->marks == marks && last->href == href && last->lang == lang) {
        last->text += cleaned(rest.substr(0, end));
      } else {
        out.push_back(Text{cleaned(rest.substr(0, end)), marks, href, lang});
      }
    }
    if (end == rest.size()) return;
    out.push_back(LineBreak{});
    rest.remove_prefix(end + 1);
  }
}

void Writer::append(const Datum& datum, unsigned marks, const std::string& href, Inlines& out) {
  if (datum.kind == Datum::Kind::pieces) {
    for (const Datum& piece : *datum.items) append(piece, marks, href, out);
    return;
  }
  if (datum.blocks != nullptr && href.empty()) {
    InlineNodes content = in_one_line(*datum.blocks);
    for (InlineNode& part : content) part.marks |= marks;
    for (Inline& part : inlines(content)) out.push_back(std::move(part));
    return;
  }
  const bool figure = datum.kind == Datum::Kind::scalar && (datum.text() == nullptr || datum.formatted);
  if (figure && href.empty()) {
    Value shown = value(datum, subject(), text_name());
    shown.marks = marks;
    out.push_back(std::move(shown));
  } else {
    append_text(shown_text(datum, evaluator_), marks, href, datum.lang, out);
  }
}

Inlines Writer::inlines(const InlineNodes& nodes) {
  Inlines out;
  for (const InlineNode& node : nodes) {
    const std::string target = node.href == nullptr ? std::string() : href(*node.href);
    switch (node.kind) {
      case InlineNode::Kind::text:
        append_text(node.text, node.marks, target, text_lang_, out);
        break;
      case InlineNode::Kind::line_break:
        out.push_back(LineBreak{});
        break;
      case InlineNode::Kind::expression:
        append(evaluator_.evaluate(*node.expression), node.marks, target, out);
        break;
      case InlineNode::Kind::note: {
        // The number first: a note inside the note comes after it.
        const int number = ++note_count_;
        out.push_back(NoteRef{number});
        Inlines content = inlines(*node.note);
        notes_.push_back({number, std::move(content)});
        break;
      }
    }
  }
  return out;
}

std::string Writer::href(const TextTemplate& target) {
  bool from_data = false;
  std::string address;
  for (const TextPart& part : target.parts) {
    if (part.expression == nullptr) {
      address += part.text;
      continue;
    }
    from_data = true;
    const Datum datum = evaluator_.evaluate(*part.expression);
    if (datum.missing()) return {};
    address +=
        datum.kind == Datum::Kind::scalar ? canonical_text(datum.scalar) : shown_text(datum, evaluator_);
  }
  return checked_href(std::string(trim(address)), target.span, from_data);
}

std::string Writer::checked_href(std::string address, Span span, bool from_data) {
  if (address.empty()) return {};
  if (!is_safe_address(address)) {
    evaluator_.findings().add("TPL-08", span, "not a link for a report: " + address,
                              "links begin with https://, http://, mailto: or #",
                              from_data ? Severity::warning : Severity::error);
    return {};
  }
  if (address.front() != '#') return address;
  const std::string target = slug(address.substr(1), 60);  // As ids are made.
  links_.push_back({target, span});
  return "#" + target;
}

std::string Writer::subject() const {
  for (auto scope = evaluator_.scopes().rbegin(); scope != evaluator_.scopes().rend(); ++scope) {
    for (const char* name : {"title", "text"}) {
      const Column* column = scope->table->find(name);
      if (column != nullptr && column->type() == Type::text && !column->missing(scope->row)) {
        return std::string(column->text(scope->row));
      }
    }
  }
  return section_;
}

std::string Writer::text_name() const {
  for (auto scope = evaluator_.scopes().rbegin(); scope != evaluator_.scopes().rend(); ++scope)
    if (scope->table->rows() > 0) return row_name(*scope->table, scope->row) + ".text";
  return (section_id_.empty() ? "report" : section_id_) + ".text";
}

Value Writer::value(const Datum& datum, const std::string& what, const std::string& name) {
  Value value;
  value.scalar = datum.scalar;
  value.text = cleaned(shown_text(datum, evaluator_));
  value.format = datum.format;
  if (value.format.empty()) {
    if (std::holds_alternative<Date>(datum.scalar)) value.format = date_format(evaluator_.locale());
    if (const auto number = number_of(datum.scalar)) value.format = number_format({-1, true, false, *number});
  }
  if (const auto number = number_of(datum.scalar))
    if (const Decimal shown = bound_as_shown(*number, value.format); shown != *number)
      value.scalar = scalar_of(shown);
  value.evidence =
      datum.missing() ? datum.evidence : figures_.add(datum, {name, what, value.text, value.format});
  return value;
}

Datum Writer::formatted(Datum datum, const FormatSpec& format) const {
  const auto number = number_of(datum.scalar);
  if (datum.formatted || datum.missing() || datum.kind != Datum::Kind::scalar || !number) return datum;
  datum.formatted = true;
  if (format.kind == FormatSpec::Kind::percent) {
    const int decimals = std::max(format.decimals, 0);
    datum.shown = evaluator_.locale().percent(*number, decimals);
    datum.format = number_format({decimals, true, true, *number});
  } else {
    datum.shown = number_text(evaluator_.locale(), *number, format.decimals);
    datum.format = number_format({format.decimals, true, false, *number});
  }
  return datum;
}

std::optional<std::string> Writer::known_words(const std::string& prefix, std::string_view value, Span span) {
  for (const std::string& key : {prefix + "." + std::string(value), prefix + "." + slug(value)}) {
    if (evaluator_.catalogue().contains(key)) return evaluator_.message(key, {}, span).text;
  }
  return std::nullopt;
}

std::string Writer::words(const std::string& prefix, const Scalar& value, Span span) {
  const std::string text = canonical_text(value);
  if (auto whole = known_words(prefix, text, span)) return *whole;
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view part = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!part.empty())
      out += (out.empty() ? "" : "; ") + known_words(prefix, part, span).value_or(std::string(part));
  }
  return out;
}

}  // namespace kvali
