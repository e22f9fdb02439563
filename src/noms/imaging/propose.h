// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "noms/foundation/result.h"
#include "noms/imaging/contour.h"
#include "noms/imaging/geometry.h"
#include "noms/imaging/gzip.h"

namespace noms::imaging {

/// One plane between the ends of the centreline.
struct ProposedPlane {
  int plane = 0;             ///< index along the slice axis of the image
  int slice = 0;             ///< index along axis 2 of `Proposal::grid`
  Vec3 centre;               ///< of the cord, or the place on the centreline where nothing is drawn; LPS mm
  std::string not_drawn;     ///< why there is no outline; empty where there is one
  bool doubtful = false;     ///< drawn, but CSF is seen in fewer than 80 of 100 directions: to be looked at first
  double ring = 0;           ///< share of the directions in which CSF is brighter than the cord, 0 to 1
  double cord_area = 0;      ///< mm2
  double sac_area = 0;       ///< mm2, cord and CSF
  std::vector<Point2> cord;  ///< corners, mm in the plane (PlaneFrame of `grid`)
  std::vector<Point2> sac;
};

/// Outlines that nobody has looked at yet.
struct Proposal {
  Mask cord;  ///< on the grid of the image
  Mask sac;   ///< filled: cord and CSF
  Grid grid;  ///< the image with its planes as axis 2
  std::vector<ProposedPlane> planes;
  int slice_axis = 2;  ///< of the image
  std::vector<std::string> warnings;
};

/// Proposes cord and sac on a T2 image from points inside the cord, by the shortest closed path around the cord in two
/// layers: from the dark cord to bright CSF, and from CSF to what is darker outside.
///
/// Unit:    points LPS mm, at least two, in any order. Planes between the outermost points are drawn, none beyond.
/// Missing: a plane in which fewer than half of the directions show a bright ring of CSF is not drawn: there the cord
///          is compressed, or the point lies outside it, and an outline would be a guess.
/// Errors:  Usage with fewer than two points, points outside the image or in one plane; ImageGeometry when no slice
///          axis runs within 30 degrees of the points, or pixels are larger than 1.5 mm; InvalidImage when CSF is not
///          brighter than the cord (no T2 image).
/// Limits:  tried on one healthy neck, one lower cord and phantoms; the thresholds are our own. A proposal must be
/// looked at, corrected and accepted. Source:  imaging notes, section 6.
Result<Proposal> propose_outlines(const Image& image, const std::vector<Vec3>& points);

/// Every plane with its outlines on the image, cord solid blue and sac dashed orange, at most `most` evenly chosen
/// ones; a plane that is not drawn has a cross, and its number and that of a
/// doubtful one are orange. Errors: Io.
Result<Bytes> proposal_png(const Image& image, const Proposal& proposal, int most = 400);

}  // namespace noms::imaging
