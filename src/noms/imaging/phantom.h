// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "noms/foundation/result.h"
#include "noms/imaging/geometry.h"

namespace noms::imaging {

/// What scene a phantom shows and how it is sampled.
struct PhantomSpec {
  std::string grade = "1b";  ///< the true ESCC grade: 0, 1a, 1b, 1c, 2 or 3
  double pixel = 0.5;        ///< mm in the plane; 0.2 to 3
  double spacing = 3;        ///< mm between planes; 0.5 to 10
  double obliquity = 0;      ///< degrees between slice normal and cord, tilted in the sagittal plane; 0 to 45
  double contour_noise = 0;  ///< standard deviation of each outline, pixels; independent for each structure and plane
  double image_noise = 30;   ///< standard deviation of the T2 signal (cord 280, CSF 800)
  std::string storage = "LPS";  ///< where the three axes run to: any order and sign of L/R, P/A, S/I
  bool mirrored = false;        ///< the scene with left and right exchanged
  std::uint64_t seed = 1;       ///< equal seeds give equal phantoms on every machine
};

/// A scene of known truth: oval cord and sac on a curved centreline, a ball-shaped tumour that grows in from outside.
struct Phantom {
  Mask tumour;
  Mask cord;
  Mask sac;  ///< filled: cord and CSF
  Mask canal;
  Image t2;
  std::string truth;             ///< the grade of the scene
  double direction_degrees = 0;  ///< where the tumour comes from: 0 left, 90 back, 180 right, 270 front
  double gap_mm = 0;             ///< cord to tumour in the deepest plane; 0 where they touch
  double dent_mm = 0;            ///< depth of the mark in the cord
  double sac_dent_mm = 0;        ///< depth of the mark in the sac
};

/// Draws a scene of the asked grade at random and samples it.
///
/// The grades are made as they are defined: 0 stays outside the canal; 1a lies inside it and leaves the sac's shape; 1b
/// marks the sac at least 0.8 mm deep and keeps at least 0.2 mm from the cord; 1c touches the cord, which may be moved
/// but keeps its shape; 2 marks the cord at least 0.8 mm deep with CSF around it; in 3 the cord fills what the tumour
/// leaves of the sac.
///
/// Unit:    mm, LPS.
/// Errors:  Usage outside the ranges of `PhantomSpec`.
/// Limits:  smooth ovals; a grader that succeeds here has shown its geometry, not its use in patients.
/// Source:  imaging notes, section 4.6; bilsky-2010 for the grades.
Result<Phantom> make_phantom(const PhantomSpec& spec);

/// The order that stores an LPS volume so that its axes run as the three letters say ("PIR"). Errors: Usage.
Result<Order> order_from_letters(const std::string& letters);

/// The same numbers on every machine: a small generator of our own (splitmix64).
class PhantomRandom {
public:
  explicit PhantomRandom(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  double uniform(double low, double high);
  double normal();

private:
  std::uint64_t state_;
};

}  // namespace noms::imaging
