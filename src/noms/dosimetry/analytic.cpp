// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/analytic.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace noms::dosimetry {
namespace {

constexpr double pi = std::numbers::pi;

// Part of a disc of radius r beyond a chord at distance u.
double segment(double r, double u) {
  u = std::clamp(u, -r, r);
  return r * r * std::acos(u / r) - u * std::sqrt(r * r - u * u);
}

double sphere(const AnalyticBody& b, double u) {
  const double r = b.radius_mm;
  u = std::clamp(u, -r, r);
  return pi / 3 * (r - u) * (r - u) * (2 * r + u);
}

double cylinder(const AnalyticBody& b, double u) {
  const double half = b.length_mm / 2 + b.cap_mm;
  if (!b.axis_along_gradient) return 2 * half * segment(b.radius_mm, u);
  return pi * b.radius_mm * b.radius_mm * (half - std::clamp(u, -half, half));
}

double cone_across(const AnalyticBody& b, double u) {
  const double r = b.radius_mm;
  u = std::min(u, r);
  if (u < 0) {
    const double total = pi * r * r * (b.length_mm / 3 + b.cap_mm);
    return u <= -r ? total : total - cone_across(b, -u);
  }
  const double s = std::sqrt(r * r - u * u);
  const double log_part = u > 0 ? u * u * u / 3 * std::log((r + s) / u) : 0;
  return b.length_mm / r * (r * r * r / 3 * std::acos(u / r) - 2.0 / 3 * u * r * s + log_part) +
         b.cap_mm * segment(r, u);
}

double cone_along(const AnalyticBody& b, double u) {
  const double h = b.length_mm;
  const double t = std::clamp(u + h / 2, 0.0, h);
  const double cap = std::clamp(h / 2 + b.cap_mm - u, 0.0, b.cap_mm);
  return pi * b.radius_mm * b.radius_mm * ((h * h * h - t * t * t) / (3 * h * h) + cap);
}

}  // namespace

double volume_above(const AnalyticBody& body, double u) {
  switch (body.shape) {
    case AnalyticBody::Shape::Sphere: return sphere(body, u);
    case AnalyticBody::Shape::Cylinder: return cylinder(body, u);
    case AnalyticBody::Shape::Cone: return body.axis_along_gradient ? cone_along(body, u) : cone_across(body, u);
  }
  return 0;
}

double lowest(const AnalyticBody& body) {
  if (body.shape == AnalyticBody::Shape::Sphere || !body.axis_along_gradient) return -body.radius_mm;
  return -body.length_mm / 2 - (body.shape == AnalyticBody::Shape::Cylinder ? body.cap_mm : 0);
}

double highest(const AnalyticBody& body) {
  if (body.shape == AnalyticBody::Shape::Sphere || !body.axis_along_gradient) return body.radius_mm;
  return body.length_mm / 2 + body.cap_mm;
}

double distance_of_volume(const AnalyticBody& body, double mm3) {
  double low = lowest(body);
  double high = highest(body);
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (volume_above(body, middle) > mm3 ? low : high) = middle;
  }
  return (low + high) / 2;
}

double mean_distance(const AnalyticBody& body) {
  const double low = lowest(body);
  const double high = highest(body);
  constexpr int steps = 20'000;
  const double h = (high - low) / steps;
  double sum = (volume_above(body, low) + volume_above(body, high)) / 2;
  for (int i = 1; i < steps; ++i) sum += volume_above(body, low + i * h);
  return low + sum * h / volume_above(body, low);
}

}  // namespace noms::dosimetry
