// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "noms/imaging/escc.h"
#include "noms/imaging/gzip.h"

namespace noms::imaging {

/// One sentence: "ESCC 1c, possible 1b and 1c (confidence 0.75), low grade in all variants; decided by the tumour-cord
/// gap 0.2 +- 0.35 mm in plane 31; 1b if it were above 0.31 mm." Without a grade the reason.
std::string escc_sentence(const EsccResult& result);

/// The plane as a picture: signal in grey where an image is given, outlines in styles that colour-blind readers tell
/// apart (cord solid blue, sac dashed orange, tumour dotted pink with a dark edge), the cord gap as a line, a scale bar
/// of 10 mm, letters R L A P. Patient right is on the left of the picture. Beside it the grades along the spine, head
/// above: a bar at each that stays possible in a plane, a dot at the most likely, an arrow at the plane shown. The file
/// carries its description with the sentence.
///
/// Errors: OutOfLimits where there is no such plane; Io where the picture cannot be made.
Result<Bytes> escc_png(const EsccInput& input, const EsccResult& result, int plane, const std::optional<Image>& image);

}  // namespace noms::imaging
