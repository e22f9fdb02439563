// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "noms/imaging/canvas.h"
#include "noms/imaging/escc.h"
#include "noms/imaging/gzip.h"

namespace noms::imaging {

/// One sentence: "ESCC 1c, possible 1b and 1c (confidence 0.75), low grade in all variants; decided by the tumour-cord
/// gap 0.2 +- 0.35 mm in plane 31; 1b if it were above 0.31 mm." Without a grade the reason.
std::string escc_sentence(const EsccResult& result);

/// The outline of one structure as the picture shows it.
struct EsccShape {
  std::string_view structure;  ///< "sac", "tumour", "cord", in the order of drawing
  LineStyle style;
  std::vector<std::vector<Point2>> pixels;  ///< closed polygons from the upper left corner; a hole turns the other way
  std::vector<std::vector<Vec3>> patient;   ///< the same corners, LPS mm
};

/// The shortest way between cord and tumour.
struct EsccGapLine {
  double in_plane = 0;  ///< mm as drawn; longer than the measured gap where the slice lies oblique to the cord
  std::optional<double> measured;  ///< the gap of the plane, mm
  Point2 from, to;                 ///< pixels, from the cord to the tumour
  Vec3 patient_from, patient_to;   ///< LPS mm
};

/// What is drawn over one plane.
struct EsccDrawing {
  int plane = 0;  ///< index along the slice axis of the cord file
  int width = 0;  ///< of the picture with the strip of grades, pixels
  int height = 0;
  double pixels_per_mm = 0;
  std::vector<EsccShape> shapes;
  std::optional<EsccGapLine> gap;  ///< empty without cord or tumour in the plane
};

/// The outlines of planes, each as escc_png() shows it. Errors: OutOfLimits where there is no such plane.
Result<std::vector<EsccDrawing>> escc_drawings(const EsccInput& input, const EsccResult& result,
                                               const std::vector<int>& planes);

/// The plane as a picture: signal in grey where an image is given, outlines in styles that colour-blind readers tell
/// apart (cord solid blue, sac dashed orange, tumour dotted pink with a dark edge), the cord gap as a line, a scale bar
/// of 10 mm, letters R L A P. Patient right is on the left of the picture. Beside it the grades along the spine, head
/// above: a bar at each that stays possible in a plane, a dot at the most likely, an arrow at the plane shown. The file
/// carries its description with the sentence.
///
/// Errors: OutOfLimits where there is no such plane; Io where the picture cannot be made.
Result<Bytes> escc_png(const EsccInput& input, const EsccResult& result, int plane, const std::optional<Image>& image);

}  // namespace noms::imaging
