// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/phantom.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace noms::dosimetry {

std::vector<Vec3> circle(Vec3 centre, double radius, int points) {
  std::vector<Vec3> out;
  for (int i = 0; i < points; ++i) {
    const double a = 2 * std::numbers::pi * i / points;
    out.push_back({centre.x + radius * std::cos(a), centre.y + radius * std::sin(a), centre.z});
  }
  return out;
}

namespace {

constexpr int fine = 256;

PhantomStructure stack(std::string name, std::string type, Vec3 centre, double from_z, double to_z, double step,
                       const std::function<double(double)>& radius) {
  PhantomStructure s{std::move(name), std::move(type), {}};
  const auto count = static_cast<int>(std::lround((to_z - from_z) / step));
  for (int i = 0; i <= count; ++i) {
    const double z = from_z + i * step;
    const double r = radius(z);
    if (r > 0) s.contours.push_back(circle({centre.x, centre.y, z}, r, fine));
  }
  return s;
}

PhantomGrid linear_grid() {
  return {{-24, -26, -26}, {26, 24, 24}, {1, 1, 1}, [](Vec3 p) { return 10 + p.z; }};
}

Phantom sphere() {
  Phantom p{
      "sphere",
      "Sphere of 12 mm at (0,-6,6), planes 0.2 mm apart, dose 10 Gy + 1 Gy/mm to the head: V(u) = pi/3 (R-u)^2 (2R+u).",
      {},
      linear_grid()};
  p.structures.push_back(stack("Sphere", "GTV", {0, -6, 0}, -6, 18, 0.2, [](double z) {
    return std::max(0.001, std::sqrt(std::max(0.0, 144 - (z - 6) * (z - 6))));
  }));
  return p;
}

Phantom cylinder() {
  Phantom p{"cylinder",
            "Cylinder of 12 mm radius and 24 mm length along the body, half slices at its ends.",
            {},
            linear_grid()};
  p.structures.push_back(stack("Cylinder", "GTV", {0, -6, 0}, -6, 18, 1, [](double) { return 12.0; }));
  return p;
}

Phantom cone() {
  Phantom p{"cone", "Cone, base of 12 mm radius at the hot end, 24 mm long.", {}, linear_grid()};
  p.structures.push_back(
      stack("Cone", "GTV", {0, -6, 0}, -6, 18, 0.2, [](double z) { return std::max(0.001, (z + 6) / 2); }));
  return p;
}

Phantom turned_cylinder() {
  Phantom p{
      "turned_cylinder", "Cylinder of 12 mm radius and 24 mm length lying from front to back.", {}, linear_grid()};
  PhantomStructure s{"Turned", "GTV", {}};
  for (int i = 0; i <= 120; ++i) {
    const double z = -6 + 0.2 * i;
    const double half = std::max(0.005, std::sqrt(std::max(0.0, 144 - (z - 6) * (z - 6))));
    s.contours.push_back({{-half, -18, z}, {half, -18, z}, {half, 6, z}, {-half, 6, z}});
  }
  p.structures.push_back(std::move(s));
  return p;
}

Phantom gaussian() {
  Phantom p{"gaussian",
            "Sphere of 12 mm at the centre of D = 20 Gy exp(-r^2 / (2 (15 mm)^2)): V(D) = 4/3 pi min(R, s sqrt(2 "
            "ln(20/D)))^3.",
            {},
            {{-30, -30, -30}, {30, 30, 30}, {1, 1, 1}, [](Vec3 q) { return 20 * std::exp(-dot(q, q) / 450); }}};
  p.structures.push_back(stack("Sphere", "GTV", {0, 0, 0}, -12, 12, 0.2,
                               [](double z) { return std::max(0.001, std::sqrt(std::max(0.0, 144 - z * z))); }));
  return p;
}

double spine_dose(Vec3 p) {
  const double r = std::hypot(p.x, p.y);
  return r >= 12 ? 24.0 : 24 * std::exp(-0.1 * (12 - r));
}

Phantom cord() {
  Phantom p{"cord",
            "Cord of 6 mm radius, 81 mm long, in 24 Gy exp(-0.1/mm (12 mm - r)): Dmax 13.17 Gy.",
            {},
            {{-30, -30, -50}, {30, 30, 50}, {1.25, 1.25, 1.25}, spine_dose}};
  p.structures.push_back(stack("SpinalCord", "ORGAN", {0, 0, 0}, -40, 40, 1, [](double) { return 6.0; }));
  return p;
}

// Contours of the anterior two thirds of a ring between the sac and 30 mm, as one outline.
std::vector<Vec3> partial_ring(double inner, double outer, double z) {
  std::vector<Vec3> out;
  const double from = -100 * std::numbers::pi / 180;
  const int points = 400;
  const double sweep = 2 * -from;
  for (int i = 0; i <= points; ++i) {
    const double a = from + sweep * i / points;
    out.push_back({outer * std::sin(a), -outer * std::cos(a), z});
  }
  for (int i = points; i >= 0; --i) {
    const double a = from + sweep * i / points;
    out.push_back({inner * std::sin(a), -inner * std::cos(a), z});
  }
  return out;
}

Phantom spine() {
  Phantom p{"spine",
            "Cord 6 mm, sac 9 mm, ring target 12 to 30 mm, oesophagus, aorta, lungs and body; 81 planes; 24 Gy falling "
            "10 %/mm inward.",
            {},
            {{-175, -125, -52.5}, {175, 125, 52.5}, {1.25, 1.25, 1.25}, [](Vec3 q) {
               const double r = std::hypot(q.x, q.y);
               return r <= 30 ? spine_dose(q) : 24 * std::exp(-0.06 * (r - 30));
             }}};
  const auto tube = [&](const char* name, const char* type, double x, double y, double r) {
    p.structures.push_back(stack(name, type, {x, y, 0}, -40, 40, 1, [r](double) { return r; }));
  };
  tube("SpinalCord", "ORGAN", 0, 0, 6);
  tube("ThecalSac", "ORGAN", 0, 0, 9);
  PhantomStructure ring{"PTV", "PTV", {}};
  PhantomStructure gtv{"GTV", "GTV", {}};
  for (int z = -40; z <= 40; ++z) {
    ring.contours.push_back(circle({0, 0, static_cast<double>(z)}, 30, 512));
    ring.contours.push_back(circle({0, 0, static_cast<double>(z)}, 12, 512));
    if (std::abs(z) <= 12) gtv.contours.push_back(partial_ring(13, 24, z));
  }
  p.structures.push_back(std::move(ring));
  p.structures.push_back(std::move(gtv));
  tube("Esophagus", "ORGAN", 10, -45, 8);
  tube("A_Aorta", "ORGAN", 30, -40, 12);
  tube("Lung_L", "ORGAN", 90, -20, 45);
  tube("Lung_R", "ORGAN", -90, -20, 45);
  tube("BODY", "EXTERNAL", 0, 0, 118);
  return p;
}

}  // namespace

std::vector<std::string> phantom_names() {
  return {"sphere", "cylinder", "cone", "turned_cylinder", "gaussian", "cord", "spine"};
}

std::vector<Phantom> phantom_of(const std::string& name) {
  if (name == "sphere") return {sphere()};
  if (name == "cylinder") return {cylinder()};
  if (name == "cone") return {cone()};
  if (name == "turned_cylinder") return {turned_cylinder()};
  if (name == "gaussian") return {gaussian()};
  if (name == "cord") return {cord()};
  if (name == "spine") return {spine()};
  return {};
}

}  // namespace noms::dosimetry
