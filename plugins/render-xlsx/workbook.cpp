#include "workbook.hpp"

#include <cerrno>
#include <kvali/plugin.hpp>

#include "text.hpp"

namespace kvali::xlsx {
namespace {

constexpr size_t longest_property = 255;  // characters, of a custom property

void set_border(lxw_format* format, const Border& border, void (*line)(lxw_format*, uint8_t),
                void (*colour)(lxw_format*, lxw_color_t)) {
  if (border.stroke == Stroke::none) return;
  line(format, border.stroke == Stroke::thin     ? LXW_BORDER_THIN
               : border.stroke == Stroke::medium ? LXW_BORDER_MEDIUM
                                                 : LXW_BORDER_THICK);
  colour(format, border.colour);
}

void set_alignment(lxw_format* format, const CellStyle& style) {
  switch (style.align) {
    case Align::automatic:
      break;
    case Align::left:
      format_set_align(format, LXW_ALIGN_LEFT);
      break;
    case Align::center:
      format_set_align(format, LXW_ALIGN_CENTER);
      break;
    case Align::right:
      format_set_align(format, LXW_ALIGN_RIGHT);
      break;
  }
  format_set_align(format, style.middle ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
  if (style.wrap) format_set_text_wrap(format);
  if (style.indent > 0) format_set_indent(format, style.indent);
}

void set_font(lxw_format* format, const CellStyle& style, const std::string& font) {
  format_set_font_name(format, style.code ? "Consolas" : font.c_str());
  format_set_font_size(format, style.size_pt);
  format_set_font_color(format, style.colour);
  if (style.bold) format_set_bold(format);
  if (style.italic) format_set_italic(format);
  if (style.underline) format_set_underline(format, LXW_UNDERLINE_SINGLE);
  if (style.superscript) format_set_font_script(format, LXW_FONT_SUPERSCRIPT);
}

}  // namespace

std::optional<double> date_serial(int64_t days) {
  constexpr int64_t epoch = 25569;  // serial of 1970-01-01
  const int64_t serial = days > 10'000'000 || days < -10'000'000 ? -1 : days + epoch;
  if (serial < 61 || serial > 2958465) return std::nullopt;
  return static_cast<double>(serial);
}

PlainNumbers::PlainNumbers() : plain_(newlocale(LC_ALL_MASK, "C", nullptr)), before_(uselocale(plain_)) {
  if (plain_ == nullptr) throw Error("cannot make the C locale", {}, ENOMEM);
}

PlainNumbers::~PlainNumbers() {
  uselocale(before_);
  freelocale(plain_);
}

Workbook::Workbook(Settings settings) : settings_(std::move(settings)) {
  lxw_workbook_options options{};
  options.constant_memory = settings_.streaming ? LXW_TRUE : LXW_FALSE;
  options.tmpdir = settings_.temp_folder.data();
  // A sheet of a million rows may pass 4 GB before it is compressed.
  options.use_zip64 = settings_.streaming ? LXW_TRUE : LXW_FALSE;
  book_ = workbook_new_opt(settings_.path.c_str(), &options);
  if (book_ == nullptr) throw Error("cannot start a workbook", settings_.path, ENOMEM);
}

Workbook::~Workbook() {
  if (book_ != nullptr) lxw_workbook_free(book_);
}

Sheet& Workbook::add_sheet(const std::string& name) {
  lxw_worksheet* sheet = workbook_add_worksheet(book_, name.c_str());
  if (sheet == nullptr) throw Error("cannot add sheet '" + name + "'");
  return sheets_.emplace_back(*this, sheet, name);
}

lxw_format* Workbook::format(const CellStyle& style) {
  lxw_format*& format = formats_[style.key()];
  if (format != nullptr) return format;
  format = workbook_add_format(book_);
  if (format == nullptr) throw Error("out of memory", {}, ENOMEM);
  set_font(format, style, settings_.font);
  set_alignment(format, style);
  if (style.fill) {
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_bg_color(format, *style.fill);
  }
  set_border(format, style.top, format_set_top, format_set_top_color);
  set_border(format, style.bottom, format_set_bottom, format_set_bottom_color);
  set_border(format, style.left, format_set_left, format_set_left_color);
  if (!style.number_format.empty()) format_set_num_format(format, style.number_format.c_str());
  return format;
}

lxw_chart* Workbook::add_chart(uint8_t type) {
  lxw_chart* chart = workbook_add_chart(book_, type);
  if (chart == nullptr) throw Error("cannot add a chart", {}, ENOMEM);
  return chart;
}

void Workbook::set_properties(const Properties& properties) {
  std::string title = clip_units(one_line(properties.title), longest_property);
  std::string subject = clip_units(one_line(properties.subject), longest_property);
  std::string author = clip_units(one_line(properties.author), longest_property);
  std::string company = clip_units(one_line(properties.company), longest_property);
  lxw_doc_properties basic{};
  basic.title = title.data();
  basic.subject = subject.data();
  basic.author = author.data();
  basic.company = company.data();
  // 0 would mean "now".
  basic.created = properties.created_days == 0 ? 1 : properties.created_days * 86400;
  if (workbook_set_properties(book_, &basic) != LXW_NO_ERROR) throw Error("cannot set the properties");
  for (const auto& [name, text] : properties.custom) {
    const std::string value = clip_units(one_line(text), longest_property);
    if (value.empty()) continue;
    if (workbook_set_custom_property_string(book_, name.c_str(), value.c_str()) != LXW_NO_ERROR)
      throw Error("cannot set property '" + name + "'");
  }
}

void Workbook::note_cut(const std::string& cell) {
  constexpr size_t most_told = 100;
  if (cut_cells_.size() < most_told) cut_cells_.push_back(cell);
}

void Workbook::close() {
  errno = 0;
  // Frees the workbook, whatever it returns.
  const lxw_error error = workbook_close(std::exchange(book_, nullptr));
  if (error == LXW_NO_ERROR) return;
  const int cause = error == LXW_ERROR_MEMORY_MALLOC_FAILED ? ENOMEM : errno != 0 ? errno : EIO;
  throw Error(std::string("cannot write the workbook: ") + lxw_strerror(error) +
                  "\nhint: is there room on the disk, also for temporary files?",
              settings_.path, cause);
}

}  // namespace kvali::xlsx
