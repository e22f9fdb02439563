// SPDX-License-Identifier: Apache-2.0
#include "noms/bulk/brief_lines.h"

namespace noms::bulk {

BriefLines::BriefLines(const knowledge::Library& library, pathway::Origin origin)
    : library_(&library), reader_(library), briefs_(library, std::move(origin)) {}

bool BriefLines::append(std::string_view line, std::string& out) {
  const PlainCase* patient = reader_.read(line);
  if (patient == nullptr) return false;
  const std::size_t before = out.size();
  const auto& frame = briefs_.frame();
  frame.begin(out, patient->id);
  for (std::size_t i = 0; i < patient->lesions.size(); ++i) {
    const PlainLesion& lesion = patient->lesions[i];
    const auto found = briefs_.findings(i, lesion.recorded);
    if (!found) {
      out.resize(before);
      return false;
    }
    levels_.clear();
    for (const int level : lesion.levels) levels_.push_back(library_->levels.names[static_cast<std::size_t>(level)]);
    if (lesion.id) {
      frame.add(out, *lesion.id, levels_, found.value());
    } else {
      frame.add(out, clinical_case::Lesion{}.id(i), levels_, found.value());
    }
  }
  frame.end(out);
  out += '\n';
  return true;
}

}  // namespace noms::bulk
