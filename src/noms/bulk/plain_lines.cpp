// SPDX-License-Identifier: Apache-2.0
#include "noms/bulk/plain_lines.h"

#include <span>

namespace noms::bulk {

PlainLines::PlainLines(const knowledge::Library& library, pathway::Origin origin, Form form)
    : library_(&library), form_(form), reader_(library), lines_(library, std::move(origin), form) {}

bool PlainLines::append(std::string_view line, std::string& out, std::string_view before, std::string_view after) {
  const PlainCase* patient = reader_.read(line);
  if (patient == nullptr || (patient->may_have_notes && form_ == Form::Decision)) return false;
  while (unnamed_.size() < patient->lesions.size()) unnamed_.push_back(clinical_case::Lesion{}.id(unnamed_.size()));
  levels_.clear();
  for (const PlainLesion& lesion : patient->lesions) {
    for (const int level : lesion.levels) levels_.push_back(library_->levels.names[static_cast<std::size_t>(level)]);
  }
  lesions_.clear();
  std::span<const std::string_view> levels(levels_);
  for (const PlainLesion& lesion : patient->lesions) {
    const std::size_t at = lesions_.size();
    lesions_.push_back({lesion.id ? *lesion.id : unnamed_[at], levels.first(lesion.levels.size()), lesion.recorded});
    levels = levels.subspan(lesion.levels.size());
  }
  return lines_.append(out, patient->id, lesions_, before, after);
}

}  // namespace noms::bulk
