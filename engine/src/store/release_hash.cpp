#include "store/release_hash.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "store/fields.hpp"

namespace kvali {

std::string release_sha256(Release release) {
  std::sort(release.mails.begin(), release.mails.end());
  std::vector<std::string> fields{release.content_sha256, iso_text(release.period.first),
                                  iso_text(release.period.last), std::to_string(release.revision)};
  for (const auto& [address, eml] : release.mails) fields.insert(fields.end(), {address, eml});
  return sha256(joined_fields(fields));
}

}  // namespace kvali
