// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/phantom.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace noms::imaging {

namespace {

constexpr double pi = 3.14159265358979323846;
constexpr double half_length = 46;  // mm of spine above and below the tumour
constexpr double half_field = 23;   // mm to each side of the cord
constexpr int harmonics = 7;

struct Place {
  double x;
  double y;
};

/// First-order signed distance to an oval; negative inside.
double oval(Place p, double a, double b) {
  const double u = p.x / a;
  const double v = p.y / b;
  const double n = std::sqrt(u * u + v * v);
  const double slope = std::sqrt(u * u / (a * a) + v * v / (b * b));
  return slope > 1e-9 ? (n - 1) * n / slope : -std::min(a, b);
}

double oval_radius(double a, double b, double angle) {
  const double c = std::cos(angle) / a;
  const double s = std::sin(angle) / b;
  return 1 / std::sqrt(c * c + s * s);
}

/// The scene before it is sampled. All lengths mm.
struct Scene {
  double cord_a, cord_b, sac_a, sac_b, canal_gap;
  double bend_x, bend_y;  // curvature of the centreline, 1/mm
  double angle;           // where the tumour comes from
  double radius;          // of the tumour
  double tip;             // nearest the tumour comes to the centre, in the deepest planes
  double touch;           // the tip with which it first meets the unmoved cord
  double plateau, ramp;   // half length at full depth, length until it is out
  double seam;            // unlabelled layer around the tumour
  double shift_share;     // how much of the push moves the cord instead of marking it
  bool fills;             // grade 3
  double film;            // CSF that is left around the cord in grade 3
};

/// What stands at one height.
struct Section {
  double tip;
  Place shift;
  bool filled;
};

double rs(const Scene& s) {
  return oval_radius(s.sac_a, s.sac_b, s.angle);
}
double rc(const Scene& s) {
  return oval_radius(s.cord_a, s.cord_b, s.angle);
}
double rk(const Scene& s) {
  return rs(s) + s.canal_gap;
}

double tumour_distance(const Scene& s, const Section& section, Place p) {
  const double far = section.tip + s.radius;
  return std::hypot(p.x - far * std::cos(s.angle), p.y - far * std::sin(s.angle)) - s.radius;
}

double sac_distance(const Scene& s, const Section& section, Place p) {
  return std::max(oval(p, s.sac_a, s.sac_b), -tumour_distance(s, section, p));
}

double cord_distance(const Scene& s, const Section& section, Place p) {
  if (section.filled) return sac_distance(s, section, p) + s.film;
  const Place q = {p.x - section.shift.x, p.y - section.shift.y};
  return std::max({oval(q, s.cord_a, s.cord_b), -tumour_distance(s, section, p), oval(p, s.sac_a, s.sac_b)});
}

double sac_area(const Scene& s, double tip) {
  double sum = 0;
  const Section section{tip, {0, 0}, false};
  constexpr double step_mm = 0.25;
  for (double y = -s.sac_b; y <= s.sac_b; y += step_mm) {
    for (double x = -s.sac_a; x <= s.sac_a; x += step_mm)
      sum += sac_distance(s, section, {x, y}) < 0 ? step_mm * step_mm : 0;
  }
  return sum;
}

Section section_at(const Scene& s, double z) {
  const double beyond = std::max(0.0, std::abs(z) - s.plateau) / s.ramp;
  const double out = rk(s) + 4;
  Section section{s.tip + (out - s.tip) * std::min(1.0, beyond * beyond), {0, 0}, false};
  const double push = s.touch - section.tip;
  if (push > 0) {
    const double move = push * s.shift_share;
    section.shift = {-move * std::cos(s.angle), -move * std::sin(s.angle)};
    section.filled = s.fills && beyond < 0.35;
  }
  return section;
}

/// From the unmoved cord to a tumour with this tip; below 0 where it would cut the cord. An oval is met first beside
/// the line from its centre, so this is less than the distance along that line. Unit: mm.
double cord_to_tumour(const Scene& s, double tip) {
  const Section section{tip, {0, 0}, false};
  double least = 1e9;
  for (int n = 0; n < 720; ++n) {
    const double a = n * pi / 360;
    const double r = oval_radius(s.cord_a, s.cord_b, a);
    least = std::min(least, tumour_distance(s, section, {r * std::cos(a), r * std::sin(a)}));
  }
  return least;
}

/// The tip of a tumour that keeps `gap` from the unmoved cord. Unit: mm.
double tip_at_gap(const Scene& s, double gap) {
  double low = rc(s) + gap;
  double high = rs(s) + gap;
  for (int n = 0; n < 30; ++n) (cord_to_tumour(s, (low + high) / 2) < gap ? low : high) = (low + high) / 2;
  return (low + high) / 2;
}

/// Cord to tumour in the deepest plane. Unit: mm.
double shortest_gap(const Scene& s) {
  return s.tip <= s.touch ? 0 : std::max(0.0, cord_to_tumour(s, s.tip) + s.seam);
}

/// Depth of the mark in the cord along the line the tumour comes on, after the cord's displacement. Unit: mm.
double dent_of(const Scene& s) {
  const double push = std::max(0.0, s.touch - s.tip);
  return s.shift_share == 1 ? 0 : std::max(0.0, rc(s) - s.tip - s.shift_share * push);
}

/// A smooth random outline error over the angle, of the given standard deviation.
class Wobble {
public:
  Wobble(PhantomRandom& random, double sd) : sd_(sd) {
    for (auto& c : coefficient_) c = random.normal(), most_ += std::abs(c);
    most_ *= sd_ / std::sqrt(1.0 + harmonics);
  }
  /// Whether a place at this distance from the true outline lies inside the wrong one. The angle of the place is asked
  /// for only near the outline.
  template <class Angle>
  bool holds(double distance, const Angle& angle) const {
    if (std::abs(distance) > most_) return distance < 0;
    return distance < at(angle());
  }
  double at(double angle) const {
    if (sd_ == 0) return 0;
    double sum = coefficient_[0];
    for (std::size_t m = 1; m <= harmonics; ++m) {
      sum += std::cos(static_cast<double>(m) * angle) * coefficient_[2 * m - 1] +
             std::sin(static_cast<double>(m) * angle) * coefficient_[2 * m];
    }
    return sd_ * sum / std::sqrt(1.0 + harmonics);
  }

private:
  double sd_;
  double most_ = 0;  ///< no error is larger
  std::array<double, 2 * harmonics + 1> coefficient_{};
};

void shape_for(const std::string& grade, PhantomRandom& random, Scene& s) {
  s.fills = false;
  s.film = 0;
  if (grade == "0") s.tip = rk(s) + random.uniform(0.1, 3);
  if (grade == "1a") s.tip = rs(s) + random.uniform(0.0, s.canal_gap - 1.1);
  if (grade == "1b") s.tip = random.uniform(tip_at_gap(s, 0.2), rs(s) - 0.8);
  if (grade == "1c") s.tip = s.touch - random.uniform(0.0, 1.2), s.shift_share = 1;
  if (grade == "2") {
    s.shift_share = random.uniform(0, 0.35);
    const double dent = random.uniform(0.8, 2.4);
    s.tip = (rc(s) - s.shift_share * s.touch - dent) / (1 - s.shift_share);
  }
  if (grade == "3") {
    s.fills = true;
    s.film = random.uniform(0, 0.1);
    s.radius = random.uniform(10, 15);
    s.touch = tip_at_gap(s, 0);
    const double wanted = pi * s.cord_a * s.cord_b * random.uniform(0.85, 1.0);
    double low = -s.sac_a;
    double high = rs(s);
    for (int n = 0; n < 30; ++n) (sac_area(s, (low + high) / 2) > wanted ? high : low) = (low + high) / 2;
    s.tip = (low + high) / 2;
  }
}

Scene scene_for(const std::string& grade, PhantomRandom& random) {
  Scene s{};
  s.cord_a = random.uniform(5.2, 6.4);
  s.cord_b = random.uniform(3.7, 4.5);
  s.sac_a = s.cord_a + random.uniform(2.4, 3.4);
  s.sac_b = s.cord_b + random.uniform(2.2, 3.2);
  s.canal_gap = random.uniform(1.6, 2.6);
  s.bend_x = random.uniform(-1, 1) / 1500;
  s.bend_y = random.uniform(-1, 1) / 250;
  s.angle = random.uniform(0, 2 * pi);
  s.radius = random.uniform(6, 12);
  s.plateau = random.uniform(4.5, 8);
  s.ramp = random.uniform(5, 8);
  s.seam = random.uniform(0, 0.2);
  s.shift_share = 0;
  s.touch = tip_at_gap(s, 0);
  shape_for(grade, random, s);
  return s;
}

Grid grid_for(const PhantomSpec& spec, PhantomRandom& random) {
  Grid g;
  const int n = static_cast<int>(std::ceil(2 * half_field / spec.pixel));
  const int planes = static_cast<int>(std::ceil(2 * half_length / spec.spacing)) | 1;
  g.size = {n, n, planes};
  const double a = spec.obliquity * pi / 180;
  g.affine.column = {Vec3{spec.pixel, 0, 0}, spec.pixel * Vec3{0, std::cos(a), std::sin(a)},
                     spec.spacing * Vec3{0, -std::sin(a), std::cos(a)}};
  const Vec3 part = {random.uniform(-0.5, 0.5) * spec.pixel, random.uniform(-0.5, 0.5) * spec.pixel,
                     random.uniform(-0.2, 0.2)};
  g.affine.origin = part - 0.5 * (static_cast<double>(n - 1) * (g.affine.column[0] + g.affine.column[1]) +
                                  static_cast<double>(planes - 1) * g.affine.column[2]);
  return g;
}

/// One plane of one scene: labels decided voxel by voxel from signed distances.
void sample_plane(const PhantomSpec& spec, const Scene& s, int k, PhantomRandom& random, Phantom& out) {
  const Grid& g = out.cord.grid;
  const double sd = spec.contour_noise * spec.pixel;
  const Wobble wobble_t(random, sd);
  const Wobble wobble_s(random, sd);
  const Wobble wobble_c(random, sd);
  std::size_t n = g.index(0, 0, k);
  for (int j = 0; j < g.size[1]; ++j) {
    for (int i = 0; i < g.size[0]; ++i, ++n) {
      Vec3 p = g.affine.patient(i, j, k);
      if (spec.mirrored) p.x = -p.x;
      const Place q = {p.x - 0.5 * s.bend_x * p.z * p.z, p.y - 0.5 * s.bend_y * p.z * p.z};
      const Section section = section_at(s, p.z);
      const auto around = [&] { return std::atan2(q.y, q.x); };
      const auto around_tumour = [&] {
        const double far = section.tip + s.radius;
        return std::atan2(q.y - far * std::sin(s.angle), q.x - far * std::cos(s.angle));
      };
      out.canal.voxels[n] = oval(q, s.sac_a + s.canal_gap, s.sac_b + s.canal_gap) < 0 ? 1 : 0;
      out.tumour.voxels[n] = wobble_t.holds(tumour_distance(s, section, q) + s.seam, around_tumour) ? 1 : 0;
      out.cord.voxels[n] = wobble_c.holds(cord_distance(s, section, q), around) ? 1 : 0;
      out.sac.voxels[n] = wobble_s.holds(sac_distance(s, section, q), around) || out.cord.voxels[n] != 0 ? 1 : 0;
      const double signal = out.cord.voxels[n] != 0     ? 280
                            : out.tumour.voxels[n] != 0 ? 380
                            : out.sac.voxels[n] != 0    ? 800
                                                        : 110;
      out.t2.voxels[n] =
          static_cast<float>(spec.image_noise > 0 ? signal + spec.image_noise * random.normal() : signal);
      if (spec.image_noise == 0) random.next(), random.next();  // the same scene with and without noise
    }
  }
}

bool in_range(double v, double low, double high) {
  return v >= low && v <= high;
}

}  // namespace

std::uint64_t PhantomRandom::next() {
  state_ += 0x9e3779b97f4a7c15ULL;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31U);
}

double PhantomRandom::uniform(double low, double high) {
  return low + (high - low) * (static_cast<double>(next() >> 11U) * 0x1.0p-53);
}

double PhantomRandom::normal() {
  const double u = uniform(1e-12, 1);
  return std::sqrt(-2 * std::log(u)) * std::cos(uniform(0, 2 * pi));
}

Result<Order> order_from_letters(const std::string& letters) {
  constexpr std::array<std::string_view, 3> towards_pairs = {"LR", "PA", "SI"};
  Order order;
  std::array<bool, 3> used{};
  const Issue wrong{ErrorCode::Usage, "storage", "the axes are three letters, one of L R, one of P A, one of S I"};
  if (letters.size() != 3) return wrong;
  for (std::size_t a = 0; a < 3; ++a) {
    bool found = false;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const std::size_t which = towards_pairs[axis].find(letters[a]);
      if (which == std::string_view::npos || used[axis]) continue;
      order.axis[a] = static_cast<int>(axis);
      order.flip[a] = which == 1;
      used[axis] = found = true;
    }
    if (!found) return wrong;
  }
  return order;
}

Result<Phantom> make_phantom(const PhantomSpec& spec) {
  constexpr std::array<std::string_view, 6> grade_names = {"0", "1a", "1b", "1c", "2", "3"};
  if (std::find(grade_names.begin(), grade_names.end(), spec.grade) == grade_names.end()) {
    return Issue{ErrorCode::Usage, "grade", "the grade is one of 0, 1a, 1b, 1c, 2, 3"};
  }
  if (!in_range(spec.pixel, 0.2, 3) || !in_range(spec.spacing, 0.5, 10) || !in_range(spec.obliquity, 0, 45) ||
      !in_range(spec.contour_noise, 0, 3) || !in_range(spec.image_noise, 0, 1000)) {
    return Issue{ErrorCode::Usage, "phantom",
                 "pixel 0.2 to 3 mm, spacing 0.5 to 10 mm, obliquity 0 to 45 degrees, noise 0 to 3 pixels"};
  }
  const auto order = order_from_letters(spec.storage);
  if (!order) return order.error();
  PhantomRandom random(spec.seed * 1000003U + 17U);
  const Scene scene = scene_for(spec.grade, random);
  Phantom out;
  out.truth = spec.grade;
  const Grid grid = grid_for(spec, random);
  for (Mask* m : {&out.tumour, &out.cord, &out.sac, &out.canal})
    *m = {grid, std::vector<std::uint8_t>(grid.count(), 0)};
  out.t2 = {grid, std::vector<float>(grid.count())};
  for (int k = 0; k < grid.size[2]; ++k) sample_plane(spec, scene, k, random, out);

  const double angle = spec.mirrored ? pi - scene.angle : scene.angle;
  out.direction_degrees = std::fmod(angle * 180 / pi + 360, 360);
  out.gap_mm = shortest_gap(scene);
  out.dent_mm = dent_of(scene);
  out.sac_dent_mm = std::max(0.0, rs(scene) - scene.tip);
  for (Mask* m : {&out.tumour, &out.cord, &out.sac, &out.canal}) *m = reordered(*m, order.value());
  out.t2 = reordered(out.t2, order.value());
  return out;
}

}  // namespace noms::imaging
