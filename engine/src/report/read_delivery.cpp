#include "report/read_delivery.hpp"

#include "base/text.hpp"
#include "report/toml_reader.hpp"

namespace kvali {

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
  if (spec.to.empty())
    reader.complain("CFG-03", "[delivery] says nobody that the report goes to", spec.place,
                    "write to = [\"desk@donor.example\"]");
  if (spec.donor.empty())
    reader.complain("CFG-03", "[delivery] does not say which donor it is", spec.place,
                    "write donor = \"...\" as in [project], or here as the routes of kvalid.toml name it");
  return spec;
}

}  // namespace kvali
