// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "noms/imaging/canvas.h"
#include "noms/imaging/propose.h"

namespace noms::imaging {

namespace {

constexpr int tile = 200;  // pixels
constexpr double half = tile / 2.0;
constexpr double tile_mm = 32;  // shown in a tile
constexpr int columns = 8;
constexpr double scale = tile / tile_mm;
constexpr Colour white = {255, 255, 255};
constexpr Colour warning = {230, 159, 0};

struct Tile {
  int left;
  int top;
  Point2 centre;  ///< mm of the plane

  Point2 pixel(Point2 q) const {
    return {left + tile / 2.0 + (q.x - centre.x) * scale, top + tile / 2.0 + (q.y - centre.y) * scale};
  }
};

/// Grey between the 2nd and 98th percentile of the tile.
void paint(Canvas& canvas, const Image& image, const Grid& planes, int k, const Tile& at) {
  const PlaneFrame frame = plane_frame(planes);
  std::vector<double> signal(static_cast<std::size_t>(tile) * tile, 0);
  for (int y = 0; y < tile; ++y) {
    for (int x = 0; x < tile; ++x) {
      const Point2 q{at.centre.x + (x - half) / scale, at.centre.y + (y - half) / scale};
      const double j = q.y / frame.sy;
      const auto v = sampled(image, planes.affine.patient((q.x - j * frame.shear) / frame.sx, j, k));
      signal[static_cast<std::size_t>(y) * tile + static_cast<std::size_t>(x)] = v && std::isfinite(*v) ? *v : 0;
    }
  }
  std::vector<double> sorted = signal;
  std::ranges::sort(sorted);
  const double low = sorted[sorted.size() / 50];
  const double high = std::max(low + 1e-6, sorted[sorted.size() - 1 - sorted.size() / 50]);
  for (int y = 0; y < tile; ++y) {
    for (int x = 0; x < tile; ++x) {
      const double v = signal[static_cast<std::size_t>(y) * tile + static_cast<std::size_t>(x)];
      const auto grey = static_cast<std::uint8_t>(std::lround(220 * std::clamp((v - low) / (high - low), 0.0, 1.0)));
      canvas.set(at.left + x, at.top + y, {grey, grey, grey});
    }
  }
}

void draw_loop(Canvas& canvas, const std::vector<Point2>& corners, const Tile& at, const LineStyle& style) {
  std::vector<Point2> pixels;
  for (const Point2 q : corners) pixels.push_back(at.pixel(q));
  canvas.loop(pixels, style);
}

/// From head to foot, evenly chosen.
std::vector<const ProposedPlane*> chosen(const Proposal& proposal, int most) {
  std::vector<const ProposedPlane*> all;
  for (const auto& p : proposal.planes) all.push_back(&p);
  std::ranges::stable_sort(all, std::greater<>(), [](const auto* p) { return p->centre.z; });
  const auto wanted = std::min(all.size(), static_cast<std::size_t>(std::max(1, most)));
  std::vector<const ProposedPlane*> some;
  for (std::size_t n = 0; n < wanted; ++n) some.push_back(all[n * all.size() / wanted]);
  return some;
}

}  // namespace

Result<Bytes> proposal_png(const Image& image, const Proposal& proposal, int most) {
  const auto planes = chosen(proposal, most);
  const int rows = (static_cast<int>(planes.size()) + columns - 1) / columns;
  Canvas canvas(columns * tile, std::max(1, rows) * tile);
  const PlaneFrame frame = plane_frame(proposal.grid);
  for (std::size_t n = 0; n < planes.size(); ++n) {
    const ProposedPlane& p = *planes[n];
    const VoxelPoint middle = proposal.grid.affine.voxel(p.centre);
    const Tile at{static_cast<int>(n) % columns * tile, static_cast<int>(n) / columns * tile,
                  frame.at(middle[0], middle[1])};
    paint(canvas, image, proposal.grid, p.slice, at);
    canvas.text(at.left + 6, at.top + 6, std::to_string(p.plane), p.not_drawn.empty() && !p.doubtful ? white : warning);
    canvas.text(at.left + 6, at.top + tile / 2 - 7, "R", white);
    if (p.not_drawn.empty()) {
      draw_loop(canvas, p.sac, at, {{230, 159, 0}, 2, 8, 4});
      draw_loop(canvas, p.cord, at, {{86, 180, 233}, 2, 0, 0});
    } else {
      const Point2 c = at.pixel(at.centre);
      canvas.line(c - Point2{14, 14}, c + Point2{14, 14}, {warning, 3, 0, 0});
      canvas.line(c - Point2{14, -14}, c + Point2{14, -14}, {warning, 3, 0, 0});
    }
  }
  return canvas.png(
      "Proposed outlines of cord and sac",
      "Planes from head to foot with their index: cord solid blue, sac dashed orange, a cross where "
      "nothing is drawn; patient right on the left. A proposal: look at every plane before it is accepted.");
}

}  // namespace noms::imaging
