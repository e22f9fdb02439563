// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>

namespace noms {

/// A number that knows what it measures.
///
/// Quantities mix only with their own `Kind`, so a biologically effective dose cannot be added to a physical dose
/// although both are written in Gy. There is no conversion from or to double: a number comes in through a named unit
/// (`gray(12)`) and goes out through one (`in_gray(d)`).
template <class Kind>
class Quantity {
public:
  static constexpr Quantity from_base(double v) { return Quantity(v); }
  constexpr double base() const { return v_; }

  friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity(a.v_ + b.v_); }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity(a.v_ - b.v_); }
  friend constexpr Quantity operator*(double k, Quantity a) { return Quantity(k * a.v_); }
  friend constexpr double operator/(Quantity a, Quantity b) { return a.v_ / b.v_; }
  friend constexpr auto operator<=>(Quantity, Quantity) = default;

private:
  explicit constexpr Quantity(double v) : v_(v) {}
  double v_;
};

/// Physical absorbed dose. Unit: gray.
using Dose = Quantity<struct AbsorbedDose>;
constexpr Dose gray(double gy) {
  return Dose::from_base(gy);
}
constexpr Dose centigray(double cgy) {
  return Dose::from_base(cgy / 100.0);
}
constexpr double in_gray(Dose d) {
  return d.base();
}

/// Length. Unit: millimetre.
using Length = Quantity<struct LengthKind>;
constexpr Length millimetres(double mm) {
  return Length::from_base(mm);
}
constexpr Length centimetres(double cm) {
  return Length::from_base(cm * 10.0);
}
constexpr double in_millimetres(Length l) {
  return l.base();
}

/// A stretch of time. Unit: hour. There is no `months()`: what a month of follow-up is depends on the paper, and the
/// table of units says which length is taken.
using Duration = Quantity<struct DurationKind>;
constexpr Duration hours(double h) {
  return Duration::from_base(h);
}
constexpr double in_hours(Duration d) {
  return d.base();
}

}  // namespace noms
