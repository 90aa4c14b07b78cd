#include "cli/json_line.hpp"

#include <Poco/JSON/Object.h>

#include <locale>
#include <sstream>

#include "base/text.hpp"

namespace kvali {

std::string json_line(std::initializer_list<std::pair<const char*, std::string>> fields) {
  Poco::JSON::Object object(Poco::JSON_PRESERVE_KEY_ORDER);
  for (const auto& [name, value] : fields) object.set(name, sanitize_utf8(value));
  std::ostringstream out;
  out.imbue(std::locale::classic());
  object.stringify(out);
  return out.str() + "\n";
}

}  // namespace kvali
