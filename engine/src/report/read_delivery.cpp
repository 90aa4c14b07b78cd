#include "report/read_delivery.hpp"

#include <fmt/format.h>

#include "base/internal_donor.hpp"
#include "base/text.hpp"
#include "report/attached_file.hpp"
#include "report/toml_reader.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

void check_attachment(TomlReader& reader, const Report& report, const fs::path& file, const Place& place,
                      Diagnostics& diagnostics) {
  const std::string name = file.filename().string();
  const auto real = attached_file(report.folder, file);
  std::error_code unreadable;
  if (!real)
    reader.complain("CFG-04", fmt::format("the attachment {} lies outside of the report's folder", name),
                    place, "put it beside report.toml");
  else if (!fs::is_regular_file(*real, unreadable))
    // It may be signed and put there until the report is made.
    diagnostics.add({"DLV-08",
                     Severity::warning,
                     fmt::format("the attachment {} is not there", name),
                     place,
                     "put it there before the report is made, or correct the path",
                     {}});
}

}  // namespace

DeliverySpec read_delivery(const toml::table& table, const Report& report, Diagnostics& diagnostics) {
  TomlReader reader(table, "[delivery]", diagnostics);
  DeliverySpec spec;
  spec.place = reader.place();
  spec.donor = reader.text("donor", slug(text_in(report.project.donor, "en"), 64));
  spec.to = reader.texts("to");
  spec.copy = reader.texts("copy");
  spec.reply_to = reader.text("reply_to");
  for (const std::string& file : reader.texts("attach"))
    spec.attach.push_back((report.folder / file).lexically_normal());
  for (const fs::path& file : spec.attach)
    check_attachment(reader, report, file, reader.place_of(*table.get("attach")), diagnostics);
  if (spec.to.empty())
    reader.complain("CFG-03", "[delivery] says nobody that the report goes to", spec.place,
                    "write to = [\"desk@donor.example\"]");
  const std::string known = slug(text_in(report.project.donor, "en"), 64);
  if (!known.empty() && spec.donor != known && spec.donor != internal_donor)
    diagnostics.add({"DLV-07",
                     Severity::warning,
                     fmt::format("[delivery] goes to {}, and [project] is paid by {}", spec.donor, known),
                     spec.place,
                     "nothing, if the routes of kvalid.toml call the same donor so",
                     {}});
  if (report.audience == "internal")
    reader.complain("DLV-06", "a report for the house must not go to a donor", spec.place,
                    "write audience = \"donor\" if it is meant for the donor, or remove [delivery]");
  if (spec.donor == internal_donor)
    reader.complain("CFG-04", fmt::format("no donor may be called '{}'", internal_donor), spec.place,
                    "mails that stay in the house are filed under it");
  if (spec.donor.empty())
    reader.complain("CFG-03", "[delivery] does not say which donor it is", spec.place,
                    "write donor = \"...\" as in [project], or here as the routes of kvalid.toml name it");
  return spec;
}

}  // namespace kvali
