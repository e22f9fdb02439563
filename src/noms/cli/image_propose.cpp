// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <filesystem>

#include "noms/cli/files.h"
#include "noms/cli/image_commands.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"
#include "noms/imaging/propose.h"

namespace noms::cli {
namespace {

using imaging::Proposal;
using imaging::Vec3;

constexpr std::size_t most_points = 1000;
constexpr std::size_t most_bytes = 1U << 20U;

/// "x,y,z" of one line. Errors: InvalidImage with the line.
Result<Vec3> point_of(std::string_view line, std::size_t number) {
  const auto cells = split(line, ",");
  std::vector<double> values;
  for (const auto cell : cells) {
    if (const auto value = decimal_of(cell)) values.push_back(*value);
  }
  if (cells.size() != 3 || values.size() != 3)
    return Issue{ErrorCode::InvalidImage, "--points:" + std::to_string(number),
                 "a line has three numbers with commas between them: x,y,z"};
  return Vec3{values[0], values[1], values[2]};
}

/// The points of a file, LPS mm. Errors: Usage, Io, and a fault for every line that is no point.
Result<std::vector<Vec3>> points_of(const Call& call, const imaging::Grid& grid) {
  const std::string space = call.value("space");
  if (space.empty())
    return Issue{ErrorCode::Usage, "--space", "say what the points count: lps (mm), ras (mm) or voxel (from 0)"};
  const auto file = imaging::read_file(call.value("points"), most_bytes);
  if (!file) return Issue{file.error()[0].code, "--points", file.error()[0].message};
  std::vector<Vec3> points;
  Issues faults;
  std::size_t number = 0;
  for (std::string_view rest = file.value(); !rest.empty() && faults.size() < 20;) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = trimmed(rest.substr(0, end - (end > 0 && rest[end - 1] == '\r' ? 1 : 0)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    const auto point = point_of(line, number);
    if (!point) {
      faults.insert(faults.end(), point.error().begin(), point.error().end());
      continue;
    }
    const Vec3 p = point.value();
    points.push_back(space == "lps" ? p : space == "ras" ? Vec3{-p.x, -p.y, p.z} : grid.affine.patient(p.x, p.y, p.z));
    if (points.size() > most_points) return Issue{ErrorCode::TooLarge, "--points", "more than 1000 points"};
  }
  if (!faults.empty()) return faults;
  return points;
}

/// The voxels of a centreline as points.
Result<std::vector<Vec3>> points_of_centreline(const Call& call) {
  const auto file = load_image(call, "centreline");
  if (!file) return file.error();
  const auto mask = imaging::mask_of(file.value().nifti, 0, "--centreline");
  if (!mask) return mask.error();
  const auto& m = mask.value();
  if (imaging::voxel_count(m) > 20'000)
    return Issue{ErrorCode::InvalidImage, "--centreline", "this is no line: more than 20,000 voxels are set"};
  std::vector<Vec3> points;
  for (int k = 0; k < m.grid.size[2]; ++k) {
    for (int j = 0; j < m.grid.size[1]; ++j) {
      for (int i = 0; i < m.grid.size[0]; ++i) {
        if (m.at(i, j, k) != 0) points.push_back(m.grid.affine.patient(i, j, k));
      }
    }
  }
  return points;
}

void write_planes(json::Writer& w, const Proposal& p) {
  w.key("planes");
  w.begin_array();
  for (const auto& plane : p.planes) {
    w.begin_object();
    w.member("plane", plane.plane);
    write_point(w, "centre_mm", plane.centre);
    w.member("ring", rounded(plane.ring, 2));
    if (plane.doubtful) w.member("doubtful", true);
    if (plane.not_drawn.empty()) {
      w.member("cord_area_mm2", rounded(plane.cord_area, 1));
      w.member("sac_area_mm2", rounded(plane.sac_area, 1));
    } else {
      w.member("not_drawn", plane.not_drawn);
    }
    w.end_object();
  }
  w.end_array();
}

std::string page(const Call& call, const Proposal& p, const ImageSource& source, const std::string& folder) {
  constexpr std::string_view say =
      "A proposal, tried on one healthy neck, one lower cord and phantoms. Look at every plane, correct it, and accept "
      "it with "
      "--accept-proposal.";
  if (call.value("format", "text") == "json") {
    json::Writer w(2);
    w.begin_object();
    w.member("proposal", true);
    w.member("slice_axis", p.slice_axis);
    write_planes(w, p);
    w.member("warnings", p.warnings);
    w.member("method", say);
    write_sources(w, {source});
    w.end_object();
    return w.take() + "\n";
  }
  std::size_t drawn = 0;
  for (const auto& plane : p.planes) drawn += plane.not_drawn.empty() ? 1 : 0;
  std::string out = folder + "/cord.nii.gz, sac.nii.gz and proposal.png: " + std::to_string(drawn) + " of " +
                    std::to_string(p.planes.size()) + " planes drawn.\n";
  for (const auto& plane : p.planes) {
    const std::string name = "plane " + std::to_string(plane.plane) + ": ";
    if (!plane.not_drawn.empty()) out += name + "not drawn: " + plane.not_drawn + "\n";
    if (plane.doubtful)
      out +=
          name + "look here first: CSF is seen in " + shortest(std::round(100 * plane.ring)) + " of 100 directions\n";
  }
  for (const auto& text : p.warnings) out += "Warning: " + text + ".\n";
  return out + std::string(say) + "\n";
}

}  // namespace

int run_image_propose(const Call& call) {
  if (call.has("points") == call.has("centreline"))
    return fail(call, {{ErrorCode::Usage, "", "give --points or --centreline"}});
  const auto file = load_image(call, "image");
  if (!file) return fail(call, file.error());
  if (file.value().structures)
    return fail(call, {{ErrorCode::InvalidImage, "--image", "an image is needed, not contours"}});
  const auto points = call.has("points") ? points_of(call, file.value().nifti.grid) : points_of_centreline(call);
  if (!points) return fail(call, points.error());
  const imaging::Image image = imaging::image_of(file.value().nifti);
  const auto proposal = imaging::propose_outlines(image, points.value());
  if (!proposal) return fail(call, proposal.error());
  const auto png = imaging::proposal_png(image, proposal.value());
  if (!png) return fail(call, png.error());
  const std::filesystem::path folder = call.arguments[0];
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  for (const auto& [name, mask] :
       {std::pair{"cord.nii.gz", &proposal.value().cord}, {"sac.nii.gz", &proposal.value().sac}}) {
    const auto written = imaging::write_nifti_file((folder / name).string(), imaging::proposal_bytes(*mask));
    if (!written) return fail(call, written.error());
  }
  const auto drawn = write_files({{(folder / "proposal.png").string(), {png.value().begin(), png.value().end()}}});
  if (!drawn) return fail(call, drawn.error());
  return finish(call, page(call, proposal.value(), file.value().source, folder.string()));
}

}  // namespace noms::cli
