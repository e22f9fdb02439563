// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "noms/foundation/result.h"
#include "noms/imaging/contour.h"
#include "noms/imaging/geometry.h"

namespace noms::imaging {

/// Epidural spinal cord compression scale. The names are labels, not numbers; the order is that of the scale.
enum class EsccGrade : std::uint8_t { G0, G1a, G1b, G1c, G2, G3 };
constexpr std::size_t escc_grades = 6;
/// "0", "1a", "1b", "1c", "2", "3".
std::string_view name_of(EsccGrade grade);
/// "low" up to 1c, "high" from 2 on: the line NOMS draws (other authors count 1c as high).
std::string_view group_of(EsccGrade grade);

/// What is measured in.
struct EsccInput {
  Mask tumour;
  Mask cord;
  Mask sac;                   ///< cord and CSF; a label that leaves the cord out is joined with the cord
  std::optional<Mask> canal;  ///< bony canal
};

/// What a user may change.
struct EsccOptions {
  double contour_sd =
      0.4;  ///< standard deviation of the outlines, pixels; the tool's published value where there is one
};

/// What is measured in one plane. Unit: mm, mm2, shares; empty where it cannot be measured.
struct EsccMeasures {
  double epidural_area = 0;          ///< tumour inside the canal and outside the sac
  std::optional<double> sac_gap;     ///< tumour to sac
  std::optional<double> cord_gap;    ///< tumour to cord
  std::optional<double> facing_csf;  ///< CSF between cord and tumour, in the sector that faces the tumour
  std::optional<double> sac_dent;    ///< depth of the mark in the sac against unaffected planes
  std::optional<double> cord_dent;   ///< depth of the mark in the cord, after its displacement is taken out
  std::optional<double> cord_shift;  ///< displacement of the cord away from the tumour
  std::optional<double> csf_share;   ///< CSF area over sac area
  std::optional<double> csf_rim;     ///< share of the cord's perimeter with CSF
  std::optional<double> cord_area_loss;
  double sac_area = 0;
  double cord_area = 0;
  double contact_arc = 0;   ///< degrees of the sac that the tumour touches
  Point2 gap_from, gap_to;  ///< ends of the cord gap in the plane
};

/// What decides: a measured value beside the threshold it was held against.
struct EsccDeciding {
  std::string measure;  ///< "tumour_cord_gap", "cord_dent", "sac_dent", "csf_share", "epidural_area"
  std::string unit;     ///< "mm", "1" or "mm2"
  double value = 0;
  double uncertainty = 0;
  double threshold = 0;
  int plane = 0;
  std::optional<EsccGrade> otherwise;  ///< the grade on the other side of the threshold
};

/// Grades that stay possible with their weights; the weights add up to 1.
struct EsccSet {
  std::array<double, escc_grades> weight{};
  bool has(EsccGrade g) const { return weight[static_cast<std::size_t>(g)] > 0 || always[static_cast<std::size_t>(g)]; }
  std::array<bool, escc_grades> always{};  ///< kept by the safety rule whatever the weight
  std::vector<EsccGrade> grades() const;
  /// "low", "high" or both.
  std::vector<std::string> groups() const;
};

/// One plane that holds tumour or cord.
struct EsccPlane {
  int plane = 0;        ///< index along the slice axis of the cord file
  Vec3 centre;          ///< of the cord (of the sac below it), LPS mm
  bool tumour = false;  ///< tumour within 15 mm of the sac
  bool cauda_equina = false;
  double obliquity = 0;        ///< degrees between slice normal and cord
  std::string not_assessable;  ///< the reason, empty where there is a grade
  EsccMeasures measures;       ///< of this plane alone
  EsccMeasures weighed;  ///< what is graded: gap and marks with those of the neighbouring planes, see escc_grade.cpp
  std::optional<EsccGrade> grade;
  EsccSet set;
  bool review = false;
};

/// The answer for a spine.
struct EsccResult {
  std::optional<EsccGrade> grade;
  std::string reason;  ///< why there is no grade
  EsccSet set;
  double confidence = 0;  ///< weight of the grade given
  std::optional<EsccDeciding> deciding;
  bool review = false;       ///< a safety rule asks for a second look
  std::string remark;        ///< displaced cord, nearly no CSF without contact
  double pixel = 0;          ///< the larger spacing in the plane, mm
  double spacing = 0;        ///< between planes, mm
  int slice_axis = 2;        ///< of the cord file
  bool reformatted = false;  ///< planes were cut anew at right angles to the cord
  std::vector<EsccPlane> planes;
  std::vector<std::string> warnings;
};

/// Grades epidural compression from masks, by geometry alone.
///
/// In each plane the outlines are taken with sub-pixel corners; marks in sac and cord are measured against the planes
/// without tumour above and below. The grade follows the rules of imaging.md 4.3; it is then found again with gap, sac
/// mark, cord mark and CSF share each moved by their uncertainty, and all grades met make the set. One rule is our own:
/// a cord marked beyond the uncertainty of the mark, less than a pixel from the tumour, is touched, so that a grade 2
/// or 3 does not turn into 1b because outlines are uncertain.
///
/// Unit:    grade and set; measures in mm.
/// Range:   pixel up to 1.25 mm, planes up to 6 mm apart.
/// Missing: no grade with a reason where resolution, obliquity, the conus or a missing cord forbids it.
/// Errors:  ImageGeometry where masks do not overlap in space, or where the sac lies apart from the cord; MissingField
/// for an
///          empty tumour, cord or sac.
/// Limits:  not validated on patients; phantoms only (benchmarks/imaging). A focal maximum may lie between two planes.
/// Source:  bilsky-2010 for the grades; the geometry is our own.
Result<EsccResult> measure_escc(const EsccInput& input, const EsccOptions& options = {});

/// Outlines of one plane for a picture: millimetres in the plane, with the frame they are measured in.
struct EsccPicture {
  Grid grid;      ///< of the masks after reordering: x to the left, y to the back
  int plane = 0;  ///< index in that grid
  PlaneFrame frame;
  Outline tumour, cord, sac;
};
/// One for every plane asked for, by its index in the cord file. Errors: OutOfLimits where there is no such plane.
Result<std::vector<EsccPicture>> escc_pictures(const EsccInput& input, const std::vector<int>& planes);

}  // namespace noms::imaging
