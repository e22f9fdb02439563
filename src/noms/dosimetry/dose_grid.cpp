// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/dose_grid.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "noms/dicom/pixels.h"
#include "noms/dosimetry/internal/curved_cell.h"
#include "noms/dosimetry/internal/frame_offsets.h"
#include "noms/dosimetry/internal/sampler.h"

namespace noms::dosimetry {
namespace {

using dicom::DataSet;
using dicom::name_of;
using dicom::Tag;

constexpr Tag class_tag{0x0008, 0x0016};
constexpr Tag instance_tag{0x0008, 0x0018};
constexpr Tag position_tag{0x0020, 0x0032};
constexpr Tag orientation_tag{0x0020, 0x0037};
constexpr Tag frame_tag{0x0020, 0x0052};
constexpr Tag spacing_tag{0x0028, 0x0030};
constexpr Tag units_tag{0x3004, 0x0002};
constexpr Tag type_tag{0x3004, 0x0004};
constexpr Tag summation_tag{0x3004, 0x000A};
constexpr Tag offsets_tag{0x3004, 0x000C};
constexpr Tag scaling_tag{0x3004, 0x000E};
constexpr Tag dvh_sequence{0x3004, 0x0050};
constexpr Tag dvh_roi_sequence{0x3004, 0x0060};
constexpr Tag plan_sequence{0x300C, 0x0002};
constexpr Tag referenced_instance{0x0008, 0x1155};
constexpr Tag referenced_roi{0x3006, 0x0084};

Result<std::vector<double>> numbers_of(const DataSet& data, Tag tag, std::size_t count) {
  std::vector<double> numbers;
  if (data.find(tag) == nullptr)
    return Issue{ErrorCode::MissingField, name_of(tag), "the element is needed to place the dose"};
  if (!dicom::append_decimals(data.text(tag), numbers)) {
    return Issue{ErrorCode::NotANumber, name_of(tag), "a part is not a number"};
  }
  if (numbers.size() != count)
    return Issue{ErrorCode::OutOfLimits, name_of(tag), "another number of values than expected"};
  return numbers;
}

/// The axes along columns, rows and frames as stored, and positions along them.
struct Stored {
  std::array<Vec3, 3> axis;
  std::array<std::vector<double>, 3> positions;
};

Result<std::array<Vec3, 3>> axes_of(const DataSet& data) {
  auto cosines = numbers_of(data, orientation_tag, 6);
  if (!cosines) return cosines.error();
  const auto& c = cosines.value();
  Vec3 along_row{c[0], c[1], c[2]};
  Vec3 down{c[3], c[4], c[5]};
  const double a = length(along_row);
  const double b = length(down);
  if (!(std::fabs(a - 1) < 1e-3) || !(std::fabs(b - 1) < 1e-3) || !(std::fabs(dot(along_row, down)) < 1e-3)) {
    return Issue{ErrorCode::OutOfLimits, name_of(orientation_tag),
                 "the directions are not two unit vectors at a right angle"};
  }
  along_row = (1 / a) * along_row;
  Vec3 normal = cross(along_row, down);
  normal = (1 / length(normal)) * normal;
  return std::array<Vec3, 3>{along_row, cross(normal, along_row), normal};
}

Result<Stored> place(const DataSet& data, const dicom::Pixels& pixels) {
  Stored stored;
  auto axes = axes_of(data);
  if (!axes) return axes.error();
  stored.axis = axes.value();
  auto corner = numbers_of(data, position_tag, 3);
  if (!corner) return corner.error();
  auto spacing = numbers_of(data, spacing_tag, 2);
  if (!spacing) return spacing.error();
  for (const double s : spacing.value()) {
    if (!(s > 1e-3 && s < 1000))
      return Issue{ErrorCode::OutOfLimits, name_of(spacing_tag), "the spacing is not one of a dose grid"};
  }
  const Vec3 origin{corner.value()[0], corner.value()[1], corner.value()[2]};
  if (!(length(origin) < 1e6))
    return Issue{ErrorCode::OutOfLimits, name_of(position_tag), "the position is not one of a patient"};
  std::vector<double> offsets;
  if (pixels.frames > 1 || data.find(offsets_tag) != nullptr) {
    auto given = numbers_of(data, offsets_tag, pixels.frames);
    if (!given) return given.error();
    auto along = frame_offsets(given.value(), origin.z, stored.axis[2]);
    if (!along) return along.error();
    offsets = std::move(along).value();
  } else {
    offsets = {0};
  }
  const auto fill = [&](std::size_t axis, std::size_t count, double step) {
    const double start = dot(origin, stored.axis[axis]);
    for (std::size_t i = 0; i < count; ++i) stored.positions[axis].push_back(start + static_cast<double>(i) * step);
  };
  fill(0, pixels.columns, spacing.value()[1]);
  fill(1, pixels.rows, spacing.value()[0]);
  for (const double offset : offsets) stored.positions[2].push_back(dot(origin, stored.axis[2]) + offset);
  return stored;
}

// Which stored axis runs along each axis of the target frame, and in which direction.
struct Turn {
  std::array<std::size_t, 3> source{0, 1, 2};
  std::array<bool, 3> reversed{false, false, false};
};

double component(Vec3 v, std::size_t axis) {
  return axis == 0 ? v.x : axis == 1 ? v.y : v.z;
}

std::optional<Turn> turn_to_patient(const std::array<Vec3, 3>& axis) {
  Turn turn;
  std::array<bool, 3> found{};
  for (std::size_t s = 0; s < 3; ++s) {
    for (std::size_t p = 0; p < 3; ++p) {
      if (std::fabs(component(axis[s], p)) < 1 - 1e-9) continue;
      turn.source[p] = s;
      turn.reversed[p] = component(axis[s], p) < 0;
      found[p] = true;
    }
  }
  if (!found[0] || !found[1] || !found[2]) return std::nullopt;
  return turn;
}

void lay_out(DoseGrid& grid, Stored& stored, const dicom::Pixels& pixels, double scaling) {
  const auto patient = turn_to_patient(stored.axis);
  Turn turn = patient.value_or(Turn{});
  if (!patient) grid.frame.axis = stored.axis;
  const std::array<std::size_t, 3> stride{1, pixels.columns, pixels.columns * pixels.rows};
  std::array<std::vector<std::size_t>, 3> place;
  for (std::size_t p = 0; p < 3; ++p) {
    auto& from = stored.positions[turn.source[p]];
    std::vector<std::size_t> order(from.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const double sign = patient && turn.reversed[p] ? -1 : 1;
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return sign * from[a] < sign * from[b]; });
    for (const std::size_t i : order) {
      grid.positions[p].push_back(sign * from[i]);
      place[p].push_back(i * stride[turn.source[p]]);
    }
  }
  grid.values.reserve(pixels.count());
  std::vector<float> row(place[0].size());
  const bool as_stored = row.size() < 2 || place[0][1] == place[0][0] + 1;
  for (const std::size_t k : place[2]) {
    for (const std::size_t j : place[1]) {
      if (as_stored) {
        pixels.scaled(place[0][0] + j + k, row.size(), scaling, row.data());
      } else {
        for (std::size_t i = 0; i < row.size(); ++i)
          row[i] = static_cast<float>(scaling * pixels.at(place[0][i] + j + k));
      }
      grid.values.insert(grid.values.end(), row.begin(), row.end());
    }
  }
}

Result<bool> check_meaning(const DataSet& data, DoseGrid& grid) {
  const auto units = data.text(units_tag);
  if (units != "GY")
    return Issue{ErrorCode::UnknownValue, name_of(units_tag),
                 "the dose is not in gray; a relative dose has no DVH in gray"};
  grid.type = data.text(type_tag);
  if (grid.type == "ERROR")
    return Issue{ErrorCode::UnknownValue, name_of(type_tag), "this is a difference of doses, not a dose"};
  if (grid.type == "EFFECTIVE")
    grid.warnings.push_back(name_of(type_tag) +
                            ": EFFECTIVE dose; it is weighted, and limits for physical dose do not hold as they stand");
  grid.summation = data.text(summation_tag);
  if (grid.summation == "PLAN") return true;
  const std::string at = name_of(summation_tag) + ": ";
  if (grid.summation == "FRACTION") {
    grid.warnings.push_back(at + "FRACTION, the dose of one fraction group; used as it stands, never multiplied");
  } else if (grid.summation.empty()) {
    grid.warnings.push_back(at + "not recorded; used as it stands");
  } else {
    // The value is one of a closed list in a sound file; only a listed one is repeated.
    const bool listed = grid.summation == "BEAM" || grid.summation == "MULTI_PLAN" ||
                        grid.summation == "PLAN_OVERVIEW" || grid.summation == "BRACHY" ||
                        grid.summation == "CONTROL_POINT" || grid.summation == "RECORD";
    if (!listed) grid.summation = "OTHER";
    grid.warnings.push_back(at + grid.summation + ", not the dose of one plan; used as it stands");
  }
  return true;
}

void read_stored_dvhs(const DataSet& data, DoseGrid& grid) {
  for (const auto& item : data.items(dvh_sequence)) {
    const auto& referenced = item.items(dvh_roi_sequence);
    if (referenced.size() != 1 || item.text({0x3004, 0x0002}) != "GY") continue;
    StoredDvh dvh;
    dvh.structure = static_cast<int>(referenced[0].whole_text(referenced_roi).value_or(-1));
    dvh.minimum_gy = item.decimal({0x3004, 0x0070});
    dvh.maximum_gy = item.decimal({0x3004, 0x0072});
    dvh.mean_gy = item.decimal({0x3004, 0x0074});
    std::vector<double> curve;
    if (item.text({0x3004, 0x0001}) == "CUMULATIVE" && item.text({0x3004, 0x0054}) == "CM3" &&
        dicom::append_decimals(item.text({0x3004, 0x0058}), curve) && curve.size() >= 2) {
      dvh.volume_cc = curve[1];
    }
    grid.dvhs.push_back(dvh);
  }
}

}  // namespace

double DoseGrid::spacing(std::size_t axis) const {
  double largest = 0;
  for (std::size_t i = 1; i < positions[axis].size(); ++i)
    largest = std::max(largest, positions[axis][i] - positions[axis][i - 1]);
  return largest;
}

namespace {

// Lanes of their own, so that the compiler can do several at once.
std::pair<float, float> least_and_most(const std::vector<float>& values) {
  constexpr std::size_t lanes = 16;
  std::array<float, lanes> least{};
  std::array<float, lanes> most{};
  least.fill(values.front());
  most.fill(values.front());
  const std::size_t whole = values.size() / lanes * lanes;
  for (std::size_t i = 0; i < whole; i += lanes) {
    for (std::size_t l = 0; l < lanes; ++l) {
      const float v = values[i + l];
      least[l] = v < least[l] ? v : least[l];
      most[l] = v > most[l] ? v : most[l];
    }
  }
  for (std::size_t i = whole; i < values.size(); ++i) {
    least[0] = std::min(least[0], values[i]);
    most[0] = std::max(most[0], values[i]);
  }
  return {*std::min_element(least.begin(), least.end()), *std::max_element(most.begin(), most.end())};
}

}  // namespace

float DoseGrid::maximum() const {
  return values.empty() ? 0.0F : least_and_most(values).second;
}

Result<DoseGrid> read_dose(const dicom::File& file) {
  const DataSet& data = file.data;
  if (data.text(class_tag) != "1.2.840.10008.5.1.4.1.1.481.2") {
    return Issue{ErrorCode::UnknownValue, name_of(class_tag), "this is not an RT Dose"};
  }
  DoseGrid grid;
  auto meaning = check_meaning(data, grid);
  if (!meaning) return meaning.error();
  const auto scaling = data.decimal(scaling_tag);
  if (!scaling)
    return Issue{ErrorCode::MissingField, name_of(scaling_tag),
                 "without the dose of one step the pixels have no meaning"};
  if (!(*scaling > 0 && *scaling < 1e6))
    return Issue{ErrorCode::OutOfLimits, name_of(scaling_tag), "the dose of one step is not positive"};
  auto pixels = dicom::pixels_of(file);
  if (!pixels) return pixels.error();
  auto stored = place(data, pixels.value());
  if (!stored) return stored.error();
  lay_out(grid, stored.value(), pixels.value(), *scaling);
  grid.instance = data.text(instance_tag);
  grid.frame_of_reference = data.text(frame_tag);
  for (const auto& item : data.items(plan_sequence)) grid.plan = item.text(referenced_instance);
  read_stored_dvhs(data, grid);
  const auto [least, most] = least_and_most(grid.values);
  if (least < 0) grid.warnings.push_back("(7FE0,0010): negative dose; taken as it stands");
  if (!(most < 100'000))
    return Issue{ErrorCode::OutOfLimits, name_of(scaling_tag), "the highest dose is beyond 100 kGy"};
  return grid;
}

namespace {

struct Corner {
  std::array<std::size_t, 3> index{};
  std::array<double, 3> part{};
};

std::optional<Corner> corner_of(const DoseGrid& grid, Vec3 patient) {
  const Vec3 q = grid.frame.into(patient);
  Corner corner;
  for (std::size_t a = 0; a < 3; ++a) {
    const auto& p = grid.positions[a];
    const double at = component(q, a);
    const double before = p.size() > 1 ? (p[1] - p[0]) / 2 : 0.5;
    const double behind = p.size() > 1 ? (p.back() - p[p.size() - 2]) / 2 : 0.5;
    if (at < p.front() - before || at > p.back() + behind) return std::nullopt;
    if (p.size() == 1) continue;
    corner.index[a] = index_before(p, at);
    corner.part[a] = std::clamp((at - p[corner.index[a]]) / (p[corner.index[a] + 1] - p[corner.index[a]]), 0.0, 1.0);
  }
  return corner;
}

double trilinear(const DoseGrid& grid, const Corner& corner) {
  double sum = 0;
  for (unsigned c = 0; c < 8; ++c) {
    double weight = 1;
    std::array<std::size_t, 3> n = corner.index;
    for (std::size_t a = 0; a < 3; ++a) {
      const bool upper = (c >> a & 1U) != 0;
      weight *= upper ? corner.part[a] : 1 - corner.part[a];
      if (upper && n[a] + 1 < grid.size(a)) ++n[a];
    }
    sum += weight * static_cast<double>(grid.at(n[0], n[1], n[2]));
  }
  return sum;
}

}  // namespace

std::optional<double> dose_at(const DoseGrid& grid, Vec3 patient) {
  const auto corner = corner_of(grid, patient);
  if (!corner) return std::nullopt;
  return trilinear(grid, *corner);
}

std::optional<double> curved_dose_at(const DoseGrid& grid, Vec3 patient) {
  const auto corner = corner_of(grid, patient);
  if (!corner) return std::nullopt;
  CurvedCell cell;
  cell.take(grid, corner->index);
  cell.take_bends(grid);
  return cell.at(corner->part);
}

}  // namespace noms::dosimetry
