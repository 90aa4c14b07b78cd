#include "collect/category_keys.hpp"

#include <limits>

#include "collect/cell_reader.hpp"
#include "collect/disaggregation.hpp"

namespace kvali {

namespace {

constexpr std::uint32_t not_read = std::numeric_limits<std::uint32_t>::max();

void add_bytes(std::string& text, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) text += static_cast<char>(number >> shift & 0xFFU);
}

}  // namespace

CategoryReader::CategoryReader(const DimensionPlan& plan, ValueLists& lists) : plan_(plan), lists_(lists) {
  if (plan.from == nullptr)
    numbers_.assign(1, not_read);
  else if (plan.from->type() == Type::text)
    numbers_.assign(plan.from->distinct_texts(), not_read);
}

std::uint32_t CategoryReader::read_cell(std::size_t row) {
  const Scalar from = plan_.from != nullptr ? plan_.from->scalar(row) : Scalar{plan_.constant};
  const Scalar cell = lists_.translate(plan_.map, from, plan_.from, row, plan_.name == "sex");
  if (is_missing(cell)) return 0;
  return categories_.intern(category_of(plan_.name, canonical_text(cell))) + 1;
}

std::uint32_t CategoryReader::read(std::size_t row) {
  if (plan_.from != nullptr && plan_.from->missing(row)) return 0;
  if (numbers_.empty()) return read_cell(row);
  std::uint32_t& number = numbers_[plan_.from != nullptr ? plan_.from->code(row) : 0];
  if (number == not_read) number = read_cell(row);
  return number;
}

bool CategoryReader::known_sex(std::uint32_t number) const {
  if (plan_.name != "sex" || number == 0 || category(number).empty()) return true;
  return find_schema("person")->find("sex")->choices.find(category(number)) != std::string_view::npos;
}

CategoryKeys::CategoryKeys(const std::vector<DimensionPlan>& plans, ValueLists& lists) {
  for (const DimensionPlan& plan : plans) dimensions_.emplace_back(plan, lists);
}

void CategoryKeys::read(std::size_t row) {
  numbers_.clear();
  for (CategoryReader& dimension : dimensions_) numbers_.push_back(dimension.read(row));
}

Scalar CategoryKeys::key_of(const std::map<std::string, std::string>& across) const {
  std::map<std::string, std::string> categories = across;
  for (std::size_t i = 0; i < dimensions_.size(); ++i)
    if (numbers_[i] != 0) categories[dimensions_[i].plan().name] = dimensions_[i].category(numbers_[i]);
  return disaggregation_key(categories);
}

void CategoryKeys::append(const std::map<std::string, std::string>& across, std::uint32_t across_number,
                          Table& table) {
  combination_.clear();
  add_bytes(combination_, across_number);
  for (const std::uint32_t number : numbers_) add_bytes(combination_, number);
  Column& column = target_.in(table);
  const auto [found, is_new] = rows_.try_emplace(combination_, column.size());
  is_new ? column.append_scalar(key_of(across)) : column.append_again(found->second);
}

}  // namespace kvali
