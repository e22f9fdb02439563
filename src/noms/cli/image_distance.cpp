// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/image_commands.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"
#include "noms/imaging/cord_distance.h"
#include "noms/imaging/distance_map.h"

namespace noms::cli {
namespace {

using imaging::CordDistance;
using imaging::SurfaceDistance;

void write_surface(json::Writer& w, std::string_view name, const SurfaceDistance& d) {
  w.key(name);
  w.begin_object();
  w.member("least_mm", rounded(d.least));
  w.member("uncertainty_mm", rounded(d.uncertainty));
  w.member("percentile_1_mm", rounded(d.percentile_1));
  w.member("percentile_5_mm", rounded(d.percentile_5));
  w.member("median_mm", rounded(d.median));
  write_point(w, "at_mm", d.at);
  w.key("length_within_mm");
  w.begin_object();
  constexpr std::array<const char*, 5> length_limits = {"0", "1", "2", "3", "5"};
  for (std::size_t n = 0; n < length_limits.size(); ++n) w.member(length_limits[n], rounded(d.length_within[n], 2));
  w.end_object();
  w.key("tumour_within_mm3");
  w.begin_object();
  constexpr std::array<const char*, 3> volume_limits = {"2", "3", "5"};
  for (std::size_t n = 0; n < volume_limits.size(); ++n) w.member(volume_limits[n], rounded(d.tumour_within[n], 1));
  w.end_object();
  w.member("contact_arc_degrees", rounded(d.contact_arc, 1));
  w.end_object();
}

std::string line_for(const char* name, const SurfaceDistance& d) {
  return std::string("tumour to ") + name + ": " + shortest(rounded(d.least, 2)) + " +- " +
         shortest(rounded(d.uncertainty, 2)) + " mm; " + shortest(rounded(d.length_within[2], 1)) +
         " mm of its length within 2 mm, " + shortest(rounded(d.length_within[3], 1)) +
         " mm within 3 mm; contact arc " + shortest(rounded(d.contact_arc, 0)) + " degrees\n";
}

std::string page(const Call& call, const CordDistance& d, const std::vector<ImageSource>& sources,
                 const Measurement& measured) {
  if (call.value("format", "text") != "json") {
    std::string out;
    if (d.cord) out += line_for("cord", *d.cord);
    if (d.sac) out += line_for("sac", *d.sac);
    for (const auto& text : d.warnings) out += "Warning: " + text + ".\n";
    return out;
  }
  json::Writer w(2);
  w.begin_object();
  if (d.cord) write_surface(w, "cord", *d.cord);
  if (d.sac) write_surface(w, "sac", *d.sac);
  w.member("pixel_mm", rounded(d.pixel, 4));
  w.member("spacing_mm", rounded(d.spacing, 4));
  w.member("warnings", d.warnings);
  write_sources(w, sources);
  write_findings(w, call, measured);
  w.end_object();
  return w.take() + "\n";
}

}  // namespace

int run_image_distance(const Call& call) {
  const auto sd = decimal_option(call, "contour-sd", 0.4, 0, 3);
  if (!sd) return fail(call, sd.error());
  std::vector<ImageSource> sources;
  std::vector<std::string> warnings;
  std::vector<std::string_view> options = {"tumour"};
  for (const char* option : {"cord", "sac"}) {
    if (call.has(option)) options.emplace_back(option);
  }
  auto masks = masks_for(call, options);
  if (!masks) return fail(call, masks.error());
  for (const MaskFile& m : masks.value()) {
    sources.push_back(m.source);
    warnings.insert(warnings.end(), m.warnings.begin(), m.warnings.end());
  }
  const imaging::Mask tumour = std::move(masks.value().front().mask);
  std::optional<imaging::Mask> cord;
  std::optional<imaging::Mask> sac;
  for (std::size_t n = 1; n < options.size(); ++n)
    (options[n] == "cord" ? cord : sac) = std::move(masks.value()[n].mask);
  auto d = imaging::measure_distance(tumour, cord, sac, sd.value());
  if (!d) return fail(call, d.error());
  d.value().warnings.insert(d.value().warnings.begin(), warnings.begin(), warnings.end());
  if (call.has("map")) {
    const auto map = imaging::nifti_bytes(imaging::distance_map(tumour, 2));
    if (!imaging::write_nifti_file(call.value("map"), map))
      return fail(call, {Issue{ErrorCode::Io, "--map", "the map could not be written"}});
  }
  std::vector<MeasuredFact> facts;
  if (const auto& gap = d.value().cord)
    facts.push_back({"tumour_cord_gap", {}, gap->least, "mm", gap->uncertainty, "one standard deviation"});
  const Measurement measured = measured_in(sources, std::move(facts));
  const auto recorded = record_findings(call, measured, "--cord is needed for the gap");
  if (!recorded) return fail(call, recorded.error());
  return finish(call, page(call, d.value(), sources, measured));
}

}  // namespace noms::cli
