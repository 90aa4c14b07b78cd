#include "style/style_sheet.hpp"

#include <Poco/SHA2Engine.h>

#include "text/escape.hpp"

namespace kvali::html {

extern const char style_css[];

std::string style_sheet(Color accent) {
  const std::string dark = custom_properties(dark_scheme(accent));
  return ":root{" + custom_properties(light_scheme(accent)) +
         "}\n@media screen and (prefers-color-scheme:dark){:root{" + dark + "}}\n" + style_css;
}

std::string content_policy(const std::string& style_sheet) {
  Poco::SHA2Engine engine(Poco::SHA2Engine::SHA_256);
  engine.update(style_sheet);
  const Poco::DigestEngine::Digest& digest = engine.digest();
  std::string policy = "default-src 'none'; img-src data:; style-src 'sha256-";
  append_base64(policy, {reinterpret_cast<const char*>(digest.data()), digest.size()});
  return policy + "'; base-uri 'none'; form-action 'none'";
}

}  // namespace kvali::html
