// SPDX-License-Identifier: Apache-2.0
// Readers on hostile input: libFuzzer entry. Built by NOMS_DOSE_FUZZ with clang, see benchmarks/dose/README.md.
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "noms/dosimetry/dose_grid.h"
#include "noms/dosimetry/dvh.h"
#include "noms/dosimetry/plan.h"
#include "noms/dosimetry/structure_set.h"

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace noms;
  std::vector<char> bytes(size);
  if (size > 0) std::memcpy(bytes.data(), data, size);
  dicom::Limits limits;
  limits.bytes = 1U << 20U;
  const auto file = dicom::read(std::move(bytes), limits);
  if (!file) return 0;
  // Pixels that go to GDCM's decoders are left out: those libraries are not ours to bound.
  if (file.value().storage == dicom::Storage::Compressed) return 0;
  if (const auto plan = dosimetry::read_plan(file.value())) return 0;
  const auto dose = dosimetry::read_dose(file.value());
  if (dose) {
    static_cast<void>(dosimetry::dose_at(dose.value(), {1, 2, 3}).has_value());
    static_cast<void>(dosimetry::curved_dose_at(dose.value(), {1, 2, 3}).has_value());
    return 0;
  }
  const auto set = dosimetry::read_structures(file.value());
  if (!set) return 0;
  static const dosimetry::DoseGrid grid = [] {
    dosimetry::DoseGrid g;
    for (auto& p : g.positions) p = {-10, 0, 10};
    g.values.assign(27, 5.0F);
    return g;
  }();
  std::vector<const dosimetry::Structure*> all;
  for (const auto& s : set.value().structures) all.push_back(&s);
  dosimetry::DvhOptions options;
  options.threads = 1;
  options.samples = 300;
  options.largest_step_mm = 5;
  const auto dvhs = dosimetry::dvhs(all, grid, dosimetry::usual_gap(set.value()), options);
  if (dvhs) {
    for (const auto& dvh : dvhs.value()) static_cast<void>(dosimetry::dose_at_percent(dvh, 95).has_value());
  }
  return 0;
}
