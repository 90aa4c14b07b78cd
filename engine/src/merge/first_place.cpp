#include "merge/first_place.hpp"

#include <tuple>

namespace kvali {

EvidenceId FirstPlace::earlier(EvidenceId a, EvidenceId b) const {
  if (a == 0 || b == 0 || a == b) return a == 0 ? b : a;
  const auto x = evidence_.refs(a);
  const auto y = evidence_.refs(b);
  const auto place = [&](const SourceRef& ref) {
    return std::tie(evidence_.origin(ref).source, evidence_.file(ref), ref.row, ref.column);
  };
  return place(y.front()) < place(x.front()) ? b : a;
}

void FirstPlace::locate(EvidenceId record, std::string_view raw, Diagnostic& finding) {
  const auto refs = evidence_.refs(record);
  if (!refs.empty()) places_.locate(refs.front(), raw, finding);
}

}  // namespace kvali
