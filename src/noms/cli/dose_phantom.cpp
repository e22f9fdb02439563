// SPDX-License-Identifier: Apache-2.0
// noms dose phantom: analytic structures and doses in any storage variant.
#include "noms/cli/dose.h"
#include "noms/cli/dose_arguments.h"
#include "noms/dosimetry/phantom.h"
#include "noms/foundation/text.h"

namespace noms::cli {
namespace {

Result<dosimetry::StorageVariant> variant_of(const DoseArguments& arguments) {
  dosimetry::StorageVariant variant;
  const std::string syntax = arguments.value("--syntax", "explicit");
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
  const std::string position = arguments.value("--position", "HFS");
  for (const char* known : {"HFS", "HFP", "FFS", "FFP", "HFDL", "HFDR"}) {
    if (position == known) variant.position = position;
  }
  if (variant.position != position) return Issue{ErrorCode::Usage, "--position", "is HFS, HFP, FFS, FFP, HFDL or HFDR"};
  auto turned = arguments.number("--turned", 0, -90, 90);
  if (!turned) return turned.error();
  variant.turned_degrees = turned.value();
  variant.wide = !arguments.flag("--16-bit");
  variant.absolute_offsets = arguments.flag("--absolute-offsets");
  variant.descending = arguments.flag("--descending");
  variant.file_meta = !arguments.flag("--no-file-meta");
  variant.undefined_lengths = arguments.flag("--undefined-lengths");
  return variant;
}

}  // namespace

int dose_phantom(Words words, std::ostream& out, std::ostream& err) {
  const auto arguments =
      read_dose_arguments(words, {"--to", "--syntax", "--position", "--turned"},
                          {"--16-bit", "--absolute-offsets", "--descending", "--no-file-meta", "--undefined-lengths"});
  if (!arguments) return fail(err, arguments.error());
  const auto& plain = arguments.value().plain;
  const auto phantoms = dosimetry::phantom_of(plain.size() == 1 ? plain[0] : "");
  if (phantoms.empty())
    return fail(err, {{ErrorCode::Usage, "", "expects one of " + joined(dosimetry::phantom_names(), ", ")}});
  const auto variant = variant_of(arguments.value());
  if (!variant) return fail(err, variant.error());
  const std::string folder = arguments.value().value("--to", ".");
  const auto& phantom = phantoms.front();
  const std::pair<const char*, std::string> files[] = {
      {"RS", dosimetry::phantom_structures(phantom.structures, variant.value())},
      {"RD", dosimetry::phantom_dose(phantom.grid, variant.value())},
      {"RP", dosimetry::phantom_plan(phantom.fractions, 24, variant.value())}};
  for (const auto& [kind, bytes] : files) {
    const std::string path = folder + "/" + kind + "." + phantom.name + ".dcm";
    const auto written = dicom::write_file(path, bytes);
    if (!written) return fail(err, written.error());
    out << path << '\n';
  }
  out << phantom.text << '\n';
  return 0;
}

}  // namespace noms::cli
