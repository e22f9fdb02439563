// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "noms/clinical_case/case.h"
#include "noms/prognosis/internal/book.h"
#include "noms/prognosis/internal/measures.h"

namespace noms::prognosis::internal {

/// A patient as the scores see one: what is possible for every finite fact over all lesions, and for every number.
class Patient {
public:
  Patient(const clinical_case::Case& patient, const Library& library, const Book& book);

  /// What is known of a base of a score.
  State state_of(const Score& score, const Base& base) const;
  /// Conversions between ECOG and Karnofsky that a score needs.
  std::vector<std::string> notes_for(const Score& score) const;
  /// ECOG 5 or Karnofsky 0: the scores are about the living.
  bool is_dead() const { return dead_; }
  const clinical_case::Case& given() const { return patient_; }
  const Library& library() const { return library_; }

private:
  State choice(const Base& base) const;
  State number(const Score& score, const Base& base) const;
  State member(const Base& base) const;
  Range range_of(const Base& base) const;
  Range recorded_range(const std::string& path) const;
  Range performance(const Base& base) const;
  Range count(const Base& base) const;
  Range shortest_onset(const Base& base) const;
  const clinical_case::Entry* entry(std::string_view path) const;

  const clinical_case::Case& patient_;
  const Library& library_;
  const Book& book_;
  std::vector<Possible> lesions_;  ///< what each lesion leaves possible, contradictions taken into account
  bool dead_ = false;
};

}  // namespace noms::prognosis::internal
