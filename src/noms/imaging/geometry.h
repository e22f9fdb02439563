// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "noms/dicom/vec3.h"

namespace noms::imaging {

/// A place or a direction in the patient. A voxel position is an `std::array`, so that the two cannot be mixed up.
using dicom::Vec3;

/// Length 1; the zero vector stays zero.
Vec3 unit(Vec3 a);
/// Angle between two directions. Unit: degrees, 0 to 180.
double angle_between(Vec3 a, Vec3 b);

/// A position counted in voxels; whole numbers are voxel centres.
using VoxelPoint = std::array<double, 3>;

/// Where voxels lie in the patient: `origin + i column[0] + j column[1] + k column[2]`, millimetres LPS. Any shear and
/// any handedness is kept as it is.
struct Affine {
  std::array<Vec3, 3> column = {Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}};
  Vec3 origin;

  Vec3 patient(double i, double j, double k) const;
  Vec3 patient(const VoxelPoint& v) const { return patient(v[0], v[1], v[2]); }
  /// Volume of the cell with its sign: negative for a left-handed grid. Unit: mm3.
  double determinant() const;
  /// The voxel position of a place. Range: determinant not zero.
  VoxelPoint voxel(Vec3 p) const;
};

/// Size and place of a block of voxels; the first index runs fastest.
struct Grid {
  std::array<int, 3> size = {0, 0, 0};
  Affine affine;

  std::size_t count() const {
    return static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]) * static_cast<std::size_t>(size[2]);
  }
  std::size_t index(int i, int j, int k) const {
    return static_cast<std::size_t>(i) +
           static_cast<std::size_t>(size[0]) *
               (static_cast<std::size_t>(j) + static_cast<std::size_t>(size[1]) * static_cast<std::size_t>(k));
  }
  bool contains(int i, int j, int k) const {
    return i >= 0 && j >= 0 && k >= 0 && i < size[0] && j < size[1] && k < size[2];
  }
  /// Distance between voxel centres along an axis. Unit: mm.
  double spacing(int axis) const { return length(affine.column[static_cast<std::size_t>(axis)]); }
  /// Volume of one voxel. Unit: mm3.
  double voxel_volume() const { return std::abs(affine.determinant()); }
  /// The largest departure of two axes from a right angle. Unit: degrees.
  double shear_degrees() const;
};

/// The largest distance between the same corner of two grids; infinite when the sizes differ. Unit: mm.
double corner_distance(const Grid& a, const Grid& b);

/// True when every voxel of one is the voxel of the other within 0.001 mm.
inline bool same_grid(const Grid& a, const Grid& b) {
  return corner_distance(a, b) <= 1e-3;
}

/// Voxels with their place.
template <class T>
struct Volume {
  Grid grid;
  std::vector<T> voxels;

  T at(int i, int j, int k) const { return voxels[grid.index(i, j, k)]; }
};

using Mask = Volume<std::uint8_t>;    ///< 1 inside, 0 outside
using Labels = Volume<std::int32_t>;  ///< 0 is background
using Image = Volume<float>;          ///< rescaled intensities; CT in Hounsfield units

/// A new order of storage: axis `a` of the result is axis `axis[a]` of the source, read backwards where `flip[a]`.
struct Order {
  std::array<int, 3> axis = {0, 1, 2};
  std::array<bool, 3> flip = {false, false, false};
  bool same() const { return axis == std::array<int, 3>{0, 1, 2} && flip == std::array<bool, 3>{false, false, false}; }
};

/// The order in which axis 0 runs most to the left, axis 1 most to the back and axis 2 most to the head, each used
/// once. With `slice_axis` that axis of the source becomes axis 2.
Order towards_lps(const Grid& grid, std::optional<int> slice_axis = std::nullopt);

/// The grid in another order: the same voxels at the same places.
Grid reordered(const Grid& grid, const Order& order);

/// Voxels in another order; nothing is interpolated.
template <class T>
Volume<T> reordered(const Volume<T>& source, const Order& order) {
  if (order.same()) return source;
  Volume<T> out{reordered(source.grid, order), {}};
  out.voxels.resize(out.grid.count());
  std::array<std::ptrdiff_t, 3> stride = {1, source.grid.size[0],
                                          static_cast<std::ptrdiff_t>(source.grid.size[0]) * source.grid.size[1]};
  std::array<std::ptrdiff_t, 3> step{};
  std::ptrdiff_t start = 0;
  for (std::size_t a = 0; a < 3; ++a) {
    const auto from = static_cast<std::size_t>(order.axis[a]);
    step[a] = order.flip[a] ? -stride[from] : stride[from];
    if (order.flip[a]) start += stride[from] * (source.grid.size[from] - 1);
  }
  std::size_t to = 0;
  for (int k = 0; k < out.grid.size[2]; ++k) {
    for (int j = 0; j < out.grid.size[1]; ++j) {
      std::ptrdiff_t from = start + k * step[2] + j * step[1];
      for (int i = 0; i < out.grid.size[0]; ++i, from += step[0]) {
        out.voxels[to++] = source.voxels[static_cast<std::size_t>(from)];
      }
    }
  }
  return out;
}

/// A mask sampled in space at the voxel centres of another grid (nearest voxel; outside is 0). On the same grid the
/// mask itself. `lost_mm3` receives the volume of the mask that lies outside the grid.
Mask resampled(const Mask& mask, const Grid& grid, double* lost_mm3 = nullptr);
Labels resampled(const Labels& labels, const Grid& grid);

/// Intensity at a place, trilinear; empty outside the voxel centres.
std::optional<double> sampled(const Image& image, Vec3 place);

/// How many voxels are set.
std::size_t voxel_count(const Mask& mask);

}  // namespace noms::imaging
