#include "facts.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <random>

#include "base/error.hpp"

namespace kvali::bench {

namespace {

constexpr std::array locations{"თბილისი", "ქუთაისი", "ბათუმი",  "Zugdidi",
                               "თელავი",  "Gori",    "რუსთავი", "Poti"};
constexpr std::array sexes{"F", "M", "X"};
constexpr std::array ages{"0-4", "5-17", "18-59", "60+"};

struct Fact {
  std::int64_t id;
  unsigned month, day;
  const char* location;
  std::string indicator, partner;
  const char* sex;
  const char* age;
  std::int64_t hundredths;
};

/// A small generator of our own would be one more thing to trust; mt19937 gives the same numbers
/// everywhere, the library's distributions do not.
class Facts {
 public:
  Fact next() {
    Fact fact{};
    fact.id = ++id_;
    fact.month = below(12) + 1;
    fact.day = below(28) + 1;
    fact.location = locations[below(8)];
    const unsigned outcome = below(20) + 1;
    fact.indicator = fmt::format("IND {}.{}", outcome, below(10) + 1);
    fact.partner = fmt::format("Partner {:02}", below(25) + 1);
    fact.sex = sexes[below(3)];
    fact.age = ages[below(4)];
    fact.hundredths = below(100'000);
    return fact;
  }

 private:
  unsigned below(unsigned limit) { return unsigned(numbers_() % limit); }

  std::mt19937 numbers_{20201208};
  std::int64_t id_ = 0;
};

FieldMap column(const std::string& heading) {
  FieldMap map;
  map.column = heading;
  return map;
}

TableMap observation_map() {
  TableMap map;
  map.canonical = "observation";
  map.fields = {{"indicator", column("indicator")},
                {"period", column("date")},
                {"loc", column("location")},
                {"reporter_org", column("partner")},
                {"value", column("value")}};
  map.disaggregation = {{"sex", column("sex")}, {"age", column("age")}};
  return map;
}

}  // namespace

void write_facts_csv(const std::filesystem::path& path, std::size_t rows) {
  std::ofstream file(path, std::ios::binary);
  fmt::memory_buffer text;
  const auto flush = [&] {
    file.write(text.data(), std::streamsize(text.size()));
    text.clear();
  };
  fmt::format_to(std::back_inserter(text), "id,date,location,indicator,partner,sex,age,value\n");
  Facts facts;
  for (std::size_t i = 0; i < rows; ++i) {
    const Fact f = facts.next();
    fmt::format_to(std::back_inserter(text), "{},2020-{:02}-{:02},{},{},{},{},{},{}.{:02}\n", f.id, f.month,
                   f.day, f.location, f.indicator, f.partner, f.sex, f.age, f.hundredths / 100,
                   f.hundredths % 100);
    if (text.size() > 1'000'000) flush();
  }
  flush();
  if (!file.flush()) throw Error("cannot write " + path.string());
}

std::shared_ptr<const Table> facts_table(std::size_t rows, Evidence& evidence) {
  auto table = std::make_shared<Table>("facts");
  const std::pair<const char*, Type> columns[] = {
      {"id", Type::integer},   {"date", Type::date}, {"location", Type::text}, {"indicator", Type::text},
      {"partner", Type::text}, {"sex", Type::text},  {"age", Type::text},      {"value", Type::decimal}};
  for (const auto& [name, type] : columns) table->add(name, type);
  std::vector<Column>& to = table->columns();
  const std::uint32_t origin = evidence.add_origin({"facts", "facts", "{file}:{row}", "facts.csv", 0});
  Facts facts;
  for (std::size_t i = 0; i < rows; ++i) {
    const Fact f = facts.next();
    to[0].append(f.id);
    to[1].append(*make_date(2020, f.month, f.day));
    to[2].append(f.location);
    to[3].append(std::string_view(f.indicator));
    to[4].append(std::string_view(f.partner));
    to[5].append(f.sex);
    to[6].append(f.age);
    to[7].append(Decimal::from_coefficient(Int128{f.hundredths} * (Decimal::unit / 100)));
    SourceRef record;
    record.origin = origin;
    record.row = std::int64_t(i) + 2;
    table->row_evidence.push_back(evidence.add(std::move(record)));
  }
  return table;
}

Report facts_report(const std::filesystem::path& csv, bool mapped) {
  Report report;
  report.folder = csv.parent_path();
  report.path = report.folder / "report.toml";
  report.langs = {"en"};
  SourceSpec source;
  source.name = "facts";
  source.plugin = "csv";
  source.options.push_back({"file", {csv.filename().string()}, false, 's', {}});
  if (mapped) source.maps.push_back(observation_map());
  report.sources.push_back(std::move(source));
  return report;
}

}  // namespace kvali::bench
