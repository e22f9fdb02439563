// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <tuple>
#include <utility>

#include "noms/cli/image_commands.h"
#include "noms/cli/output.h"
#include "noms/dosimetry/phantom.h"
#include "noms/foundation/text.h"
#include "noms/imaging/phantom.h"
#include "noms/imaging/segmentation_write.h"
#include "noms/imaging/structure_mask.h"

namespace noms::cli {
namespace {

Result<imaging::PhantomSpec> spec_of(const Call& call) {
  imaging::PhantomSpec spec;
  spec.grade = call.value("grade", "1b");
  spec.storage = call.value("storage", "LPS");
  spec.mirrored = call.has("mirror");
  const auto take = [&](std::string_view option, double& field, double low, double high) -> Result<bool> {
    const auto v = decimal_option(call, option, field, low, high);
    if (!v) return v.error();
    field = v.value();
    return true;
  };
  double seed = 1;
  const std::vector<Result<bool>> all = {take("pixel", spec.pixel, 0.2, 3),
                                         take("spacing", spec.spacing, 0.5, 10),
                                         take("obliquity", spec.obliquity, 0, 45),
                                         take("contour-noise", spec.contour_noise, 0, 3),
                                         take("image-noise", spec.image_noise, 0, 1000),
                                         take("seed", seed, 0, 1e9)};
  for (const auto& one : all) {
    if (!one) return one.error();
  }
  spec.seed = static_cast<std::uint64_t>(seed);
  return spec;
}

std::string truth_text(const imaging::Phantom& p, const imaging::PhantomSpec& spec) {
  json::Writer w(2);
  w.begin_object();
  w.member("grade", p.truth);
  w.member("seed", static_cast<double>(spec.seed));
  w.member("direction_degrees", rounded(p.direction_degrees, 1));
  w.member("tumour_cord_gap_mm", rounded(p.gap_mm));
  w.member("cord_dent_mm", rounded(p.dent_mm));
  w.member("sac_dent_mm", rounded(p.sac_dent_mm));
  w.end_object();
  return w.take() + "\n";
}

/// The masks as an RT Structure Set and as a DICOM segmentation. The canal stays NIfTI.
std::vector<Result<bool>> write_dicom(const std::filesystem::path& folder, const imaging::Phantom& p) {
  std::vector<dosimetry::PhantomStructure> structures;
  for (const auto& [name, type, mask] :
       {std::tuple{"GTV", "GTV", &p.tumour}, std::tuple{"SpinalCord", "ORGAN", &p.cord},
        std::tuple{"ThecalSac", "ORGAN", &p.sac}}) {
    const auto contours = imaging::contours_of(*mask, name);
    dosimetry::PhantomStructure& s = structures.emplace_back(dosimetry::PhantomStructure{name, type, {}});
    for (const auto& c : contours.contours) {
      const auto first = contours.points.begin() + static_cast<std::ptrdiff_t>(c.first);
      s.contours.emplace_back(first, first + static_cast<std::ptrdiff_t>(c.count));
    }
  }
  const std::string set = dosimetry::phantom_structures(structures, {});
  const std::string segments =
      imaging::segmentation_bytes({{"GTV", &p.tumour}, {"SpinalCord", &p.cord}, {"ThecalSac", &p.sac}});
  return {imaging::write_file((folder / "RS.dcm").string(), set.data(), set.size()),
          imaging::write_file((folder / "SEG.dcm").string(), segments.data(), segments.size())};
}

}  // namespace

int run_image_phantom(const Call& call) {
  const auto spec = spec_of(call);
  if (!spec) return fail(call, spec.error());
  const auto phantom = imaging::make_phantom(spec.value());
  if (!phantom) return fail(call, phantom.error());
  const imaging::Phantom& p = phantom.value();
  const std::filesystem::path folder = call.arguments.front();
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (problem) return fail(call, {Issue{ErrorCode::Io, "FOLDER", "the folder cannot be made"}});
  const std::string truth = truth_text(p, spec.value());
  const auto write = [&](const char* name, const imaging::Bytes& bytes) {
    return imaging::write_nifti_file((folder / name).string(), bytes);
  };
  std::vector<Result<bool>> all{write("tumour.nii.gz", imaging::nifti_bytes(p.tumour)),
                                write("cord.nii.gz", imaging::nifti_bytes(p.cord)),
                                write("sac.nii.gz", imaging::nifti_bytes(p.sac)),
                                write("canal.nii.gz", imaging::nifti_bytes(p.canal)),
                                write("t2.nii.gz", imaging::nifti_bytes(p.t2)),
                                imaging::write_file((folder / "truth.json").string(), truth.data(), truth.size())};
  if (call.has("dicom")) {
    for (auto& written : write_dicom(folder, p)) all.push_back(std::move(written));
  }
  for (const auto& written : all) {
    if (!written) return fail(call, {Issue{ErrorCode::Io, "FOLDER", written.error()[0].message}});
  }
  return finish(call, truth);
}

}  // namespace noms::cli
