// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "noms/foundation/quantity.h"
#include "noms/foundation/result.h"

// Biologically effective doses. Each is a type of its own: none can be added to a physical dose, nor one of the cord to
// one of a tumour.

namespace noms::dosimetry {

/// Tissue alpha/beta ratio of the linear-quadratic model. Unit: gray.
using AlphaBeta = Quantity<struct AlphaBetaRatio>;
constexpr AlphaBeta alpha_beta(double gy) {
  return AlphaBeta::from_base(gy);
}
constexpr double in_gray(AlphaBeta a) {
  return a.base();
}

struct Cord {};
struct Tumour {};
struct Organ {};

template <class Tissue>
struct BedKind {};
template <class Tissue>
struct Eqd2Kind {};

/// Biologically effective dose in a tissue. Unit: gray.
template <class Tissue>
using Bed = Quantity<BedKind<Tissue>>;
/// Equivalent dose in fractions of 2 Gy in a tissue. Unit: gray.
template <class Tissue>
using Eqd2 = Quantity<Eqd2Kind<Tissue>>;
/// Normalised cord dose, EQD2 with alpha/beta 2. Unit: Gy2/2.
using NormalisedBed = Quantity<struct NormalisedBedKind>;

/// The number in gray.
template <class Tissue>
constexpr double in_gray(Quantity<BedKind<Tissue>> b) {
  return b.base();
}
/// The number in gray.
template <class Tissue>
constexpr double in_gray(Quantity<Eqd2Kind<Tissue>> e) {
  return e.base();
}
/// The number in Gy2/2.
constexpr double in_gray(NormalisedBed n) {
  return n.base();
}

/// A number of equal fractions.
struct Course {
  int fractions = 0;
  Dose per_fraction = gray(0);
};

/// From this dose a fraction on, the linear-quadratic model is used outside what it was fitted to.
constexpr double high_fraction_gy = 8;

/// Sum over fractions of d (1 + d / (alpha/beta)).
///
/// Unit:    gray, of a tissue.
/// Range:   1 to 100 fractions, 0 to 100 Gy each, alpha/beta 0.1 to 50 Gy.
/// Missing: nothing has a default.
/// Errors:  OutOfLimits outside the range.
/// Source:  formulas of the linear-quadratic model; no recovery with time.
/// Example: 10 x 3 Gy with alpha/beta 2 is 75 Gy.
Result<double> bed_gy(const Course& course, AlphaBeta ratio);

/// The same as a quantity of its tissue.
template <class Tissue>
Result<Bed<Tissue>> bed(const Course& course, AlphaBeta ratio) {
  auto value = bed_gy(course, ratio);
  if (!value) return value.error();
  return Bed<Tissue>::from_base(value.value());
}

/// BED divided by 1 + 2 / (alpha/beta).
template <class Tissue>
constexpr Eqd2<Tissue> eqd2(Bed<Tissue> b, AlphaBeta ratio) {
  return Eqd2<Tissue>::from_base(b.base() / (1 + 2 / in_gray(ratio)));
}

/// The cord's normalised dose of a course. Errors: those of bed_gy().
Result<NormalisedBed> normalised_bed(const Course& course);

/// BED of the linear-quadratic-linear model: straight above `transition` (about twice alpha/beta).
/// Errors:  those of bed_gy(); OutOfLimits for a transition that is not positive.
Result<double> bed_lql_gy(const Course& course, AlphaBeta ratio, Dose transition);

/// The total dose in `fractions` that has the same BED as `course`: a limit for another number of fractions.
/// Errors:  those of bed_gy().
/// Limits:  derived, never published; say so wherever it is shown.
Result<Dose> same_effect(const Course& course, int fractions, AlphaBeta ratio);

/// Risk of myelopathy after a thecal sac maximum, by the logistic curve through the published five doses of equal risk.
/// Source:  sahgal-2013-myelopathy; the curve is our derivation: logit p = -6.86 + 0.0878 nBED.
double myelopathy_risk(NormalisedBed dose);

}  // namespace noms::dosimetry
