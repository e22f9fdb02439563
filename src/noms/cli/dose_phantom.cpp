// SPDX-License-Identifier: Apache-2.0
// noms dose phantom: analytic structures and doses in any storage variant.
#include "noms/cli/commands.h"
#include "noms/cli/dose_arguments.h"
#include "noms/cli/output.h"
#include "noms/dosimetry/phantom.h"
#include "noms/foundation/text.h"

namespace noms::cli {
namespace {

Result<dosimetry::StorageVariant> variant_of(const Call& call) {
  dosimetry::StorageVariant variant;
  const std::string syntax = call.value("syntax", "explicit");
  if (syntax == "implicit") {
    variant.syntax = dicom::Syntax::ImplicitLittle;
  } else if (syntax == "big-endian") {
    variant.syntax = dicom::Syntax::ExplicitBig;
  } else if (syntax == "deflated") {
    variant.syntax = dicom::Syntax::Deflated;
  } else if (syntax == "rle") {
    variant.syntax = dicom::Syntax::RunLength;
  } else if (syntax != "explicit") {
    return Issue{ErrorCode::Usage, "--syntax", "is explicit, implicit, big-endian, deflated or rle"};
  }
  const std::string position = call.value("position", "HFS");
  for (const char* known : {"HFS", "HFP", "FFS", "FFP", "HFDL", "HFDR"}) {
    if (position == known) variant.position = position;
  }
  if (variant.position != position) return Issue{ErrorCode::Usage, "--position", "is HFS, HFP, FFS, FFP, HFDL or HFDR"};
  auto turned = number_of(call, "turned", 0, -90, 90);
  if (!turned) return turned.error();
  variant.turned_degrees = turned.value();
  variant.wide = !call.has("16-bit");
  variant.absolute_offsets = call.has("absolute-offsets");
  variant.descending = call.has("descending");
  variant.file_meta = !call.has("no-file-meta");
  variant.undefined_lengths = call.has("undefined-lengths");
  return variant;
}

}  // namespace

int run_dose_phantom(const Call& call) {
  const auto phantoms = dosimetry::phantom_of(call.arguments.front());
  if (phantoms.empty())
    return fail(call, {{ErrorCode::Usage, "", "expects one of " + joined(dosimetry::phantom_names(), ", ")}});
  const auto variant = variant_of(call);
  if (!variant) return fail(call, variant.error());
  const std::string folder = call.value("to", ".");
  const auto& phantom = phantoms.front();
  std::string text;
  const std::pair<const char*, std::string> files[] = {
      {"RS", dosimetry::phantom_structures(phantom.structures, variant.value())},
      {"RD", dosimetry::phantom_dose(phantom.grid, variant.value())},
      {"RP", dosimetry::phantom_plan(phantom.fractions, 24, variant.value())}};
  for (const auto& [kind, bytes] : files) {
    const std::string path = folder + "/" + kind + "." + phantom.name + ".dcm";
    const auto written = dicom::write_file(path, bytes);
    if (!written) return fail(call, written.error());
    text += path + "\n";
  }
  return finish(call, text + phantom.text + "\n");
}

}  // namespace noms::cli
