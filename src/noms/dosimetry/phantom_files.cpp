// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "noms/dosimetry/phantom.h"
#include "noms/foundation/text.h"

namespace noms::dosimetry {
namespace {

using dicom::OutDataSet;
using dicom::sequence_element;
using dicom::text_element;
using dicom::word_element;

constexpr const char* structures_uid = "2.25.2001";
constexpr const char* plan_uid = "2.25.2002";
constexpr const char* dose_uid = "2.25.2003";

// A decimal string has at most 16 characters.
std::string decimal(double x) {
  std::string text = shortest(x);
  for (int digits = 12; text.size() > 16 && digits > 0; --digits) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%.*g", digits, x);
    text = buffer;
  }
  return text;
}

std::string decimals(const std::vector<double>& numbers) {
  std::string text;
  for (const double x : numbers) text += (text.empty() ? "" : "\\") + decimal(x);
  return text;
}

OutDataSet common(const char* kind, const char* instance, const char* modality, const StorageVariant& variant) {
  return {text_element({0x0008, 0x0016}, "UI", kind),
          text_element({0x0008, 0x0018}, "UI", instance),
          text_element({0x0008, 0x0060}, "CS", modality),
          text_element({0x0010, 0x0010}, "PN", "Phantom"),
          text_element({0x0010, 0x0020}, "LO", "PHANTOM"),
          text_element({0x0020, 0x0052}, "UI", variant.frame_of_reference)};
}

/// How indices of the stored grid run in the patient.
struct Layout {
  std::array<Vec3, 3> axis;  ///< along columns, rows, frames
  std::array<double, 3> spacing;
  std::array<std::size_t, 3> size;
  Vec3 origin;
};

std::array<Vec3, 2> directions(const StorageVariant& variant) {
  std::array<Vec3, 2> d{{{1, 0, 0}, {0, 1, 0}}};
  const auto& p = variant.position;
  if (p == "HFP") d = {{{-1, 0, 0}, {0, -1, 0}}};
  if (p == "FFS") d = {{{-1, 0, 0}, {0, 1, 0}}};
  if (p == "FFP") d = {{{1, 0, 0}, {0, -1, 0}}};
  if (p == "HFDL") d = {{{0, 1, 0}, {-1, 0, 0}}};
  if (p == "HFDR") d = {{{0, -1, 0}, {1, 0, 0}}};
  const double a = variant.turned_degrees * std::numbers::pi / 180;
  const auto turned = [&](Vec3 v) {
    return Vec3{v.x * std::cos(a) - v.y * std::sin(a), v.x * std::sin(a) + v.y * std::cos(a), v.z};
  };
  if (a != 0) d = {{turned(d[0]), turned(d[1])}};
  return d;
}

double along(Vec3 v, Vec3 axis) {
  return std::fabs(v.x * axis.x) + std::fabs(v.y * axis.y) + std::fabs(v.z * axis.z);
}

Layout layout_of(const PhantomGrid& grid, const StorageVariant& variant) {
  Layout layout;
  const auto d = directions(variant);
  layout.axis = {d[0], d[1], cross(d[0], d[1])};
  if (variant.descending) layout.axis[2] = -1 * layout.axis[2];
  const Vec3 extent = grid.high - grid.low;
  // The corner is the one from which every axis leads into the box; a turned grid starts at the unturned corner, turned
  // about the centre.
  const Vec3 centre = 0.5 * (grid.low + grid.high);
  layout.origin = centre;
  for (std::size_t a = 0; a < 3; ++a) {
    Vec3 basis = layout.axis[a];
    if (variant.turned_degrees != 0 && a < 2) basis = a == 0 ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
    layout.spacing[a] = along(grid.spacing, basis);
    const double length = along(extent, basis);
    layout.size[a] = static_cast<std::size_t>(std::lround(length / layout.spacing[a])) + 1;
    layout.origin = layout.origin - 0.5 * length * layout.axis[a];
  }
  return layout;
}

// Along the normal of the stored orientation: frames that run against it have negative offsets. Or z coordinates.
std::vector<double> offsets_of(const Layout& layout, const StorageVariant& variant) {
  std::vector<double> offsets;
  for (std::size_t k = 0; k < layout.size[2]; ++k) {
    const double step = static_cast<double>(k) * layout.spacing[2];
    const double relative = variant.descending ? -step : step;
    offsets.push_back(variant.absolute_offsets ? layout.origin.z + step * layout.axis[2].z : relative);
  }
  return offsets;
}

void append(std::string& bytes, std::uint32_t value, std::size_t width) {
  for (std::size_t i = 0; i < width; ++i) bytes += static_cast<char>(value >> (8 * i) & 255U);
}

}  // namespace

std::string phantom_structures(const std::vector<PhantomStructure>& structures, const StorageVariant& variant) {
  OutDataSet data = common("1.2.840.10008.5.1.4.1.1.481.3", structures_uid, "RTSTRUCT", variant);
  std::vector<OutDataSet> list;
  std::vector<OutDataSet> contours;
  std::vector<OutDataSet> observations;
  for (std::size_t i = 0; i < structures.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    list.push_back({text_element({0x3006, 0x0022}, "IS", number),
                    text_element({0x3006, 0x0024}, "UI", variant.frame_of_reference),
                    text_element({0x3006, 0x0026}, "LO", structures[i].name)});
    observations.push_back({text_element({0x3006, 0x0082}, "IS", number), text_element({0x3006, 0x0084}, "IS", number),
                            text_element({0x3006, 0x00A4}, "CS", structures[i].type)});
    std::vector<OutDataSet> items;
    for (const auto& contour : structures[i].contours) {
      std::vector<double> numbers;
      for (const Vec3 p : contour) numbers.insert(numbers.end(), {p.x, p.y, p.z});
      items.push_back({text_element({0x3006, 0x0042}, "CS", "CLOSED_PLANAR"),
                       text_element({0x3006, 0x0046}, "IS", std::to_string(contour.size())),
                       text_element({0x3006, 0x0050}, "DS", decimals(numbers))});
    }
    contours.push_back(
        {text_element({0x3006, 0x0084}, "IS", number), sequence_element({0x3006, 0x0040}, std::move(items))});
  }
  data.push_back(sequence_element({0x3006, 0x0020}, std::move(list)));
  data.push_back(sequence_element({0x3006, 0x0039}, std::move(contours)));
  data.push_back(sequence_element({0x3006, 0x0080}, std::move(observations)));
  const bool pixels = variant.syntax == dicom::Syntax::RunLength;
  return dicom::write(
      std::move(data),
      {pixels ? dicom::Syntax::ExplicitLittle : variant.syntax, variant.file_meta, variant.undefined_lengths, {}});
}

std::string phantom_dose(const PhantomGrid& grid, const StorageVariant& variant) {
  const Layout layout = layout_of(grid, variant);
  const auto [columns, rows, frames] = layout.size;
  std::vector<double> dose;
  double most = 0;
  for (std::size_t k = 0; k < frames; ++k) {
    for (std::size_t j = 0; j < rows; ++j) {
      for (std::size_t i = 0; i < columns; ++i) {
        const Vec3 p = layout.origin + static_cast<double>(i) * layout.spacing[0] * layout.axis[0] +
                       static_cast<double>(j) * layout.spacing[1] * layout.axis[1] +
                       static_cast<double>(k) * layout.spacing[2] * layout.axis[2];
        dose.push_back(std::max(grid.dose_gy(p), 0.0));
        most = std::max(most, dose.back());
      }
    }
  }
  const double scaling = std::stod(decimal(std::max(most, 1e-6) / (variant.wide ? 4.0e9 : 65000.0)));
  const std::size_t width = variant.wide ? 4 : 2;
  dicom::OutElement pixels{{0x7FE0, 0x0010}, "OW", {}, {}, {}, {}};
  pixels.pixels.reserve(dose.size() * width);
  for (const double d : dose) append(pixels.pixels, static_cast<std::uint32_t>(std::llround(d / scaling)), width);
  const std::vector<double> offsets = offsets_of(layout, variant);
  OutDataSet data = common("1.2.840.10008.5.1.4.1.1.481.2", dose_uid, "RTDOSE", variant);
  const Vec3 o = layout.origin;
  const Vec3 r = layout.axis[0];
  const Vec3 c = layout.axis[1];
  const OutDataSet rest{text_element({0x0020, 0x0032}, "DS", decimals({o.x, o.y, o.z})),
                        text_element({0x0020, 0x0037}, "DS", decimals({r.x, r.y, r.z, c.x, c.y, c.z})),
                        word_element({0x0028, 0x0002}, 1),
                        text_element({0x0028, 0x0004}, "CS", "MONOCHROME2"),
                        text_element({0x0028, 0x0008}, "IS", std::to_string(frames)),
                        word_element({0x0028, 0x0010}, static_cast<std::uint16_t>(rows)),
                        word_element({0x0028, 0x0011}, static_cast<std::uint16_t>(columns)),
                        text_element({0x0028, 0x0030}, "DS", decimals({layout.spacing[1], layout.spacing[0]})),
                        word_element({0x0028, 0x0100}, static_cast<std::uint16_t>(8 * width)),
                        word_element({0x0028, 0x0101}, static_cast<std::uint16_t>(8 * width)),
                        word_element({0x0028, 0x0102}, static_cast<std::uint16_t>(8 * width - 1)),
                        word_element({0x0028, 0x0103}, 0),
                        text_element({0x3004, 0x0002}, "CS", variant.units),
                        text_element({0x3004, 0x0004}, "CS", "PHYSICAL"),
                        text_element({0x3004, 0x000A}, "CS", variant.summation),
                        text_element({0x3004, 0x000C}, "DS", decimals(offsets)),
                        text_element({0x3004, 0x000E}, "DS", decimal(scaling)),
                        sequence_element({0x300C, 0x0002}, {{text_element({0x0008, 0x1155}, "UI", plan_uid)}}),
                        pixels};
  data.insert(data.end(), rest.begin(), rest.end());
  return dicom::write(std::move(data),
                      {variant.syntax, variant.file_meta, variant.undefined_lengths, {width, rows * columns, frames}});
}

std::string phantom_plan(int fractions, double prescribed_gy, const StorageVariant& variant) {
  OutDataSet data = common("1.2.840.10008.5.1.4.1.1.481.5", plan_uid, "RTPLAN", variant);
  data.push_back(sequence_element({0x300A, 0x0010}, {{text_element({0x300A, 0x0012}, "IS", "1"),
                                                      text_element({0x300A, 0x0026}, "DS", decimal(prescribed_gy))}}));
  data.push_back(sequence_element(
      {0x300A, 0x0070},
      {{text_element({0x300A, 0x0071}, "IS", "1"), text_element({0x300A, 0x0078}, "IS", std::to_string(fractions))}}));
  data.push_back(sequence_element({0x300C, 0x0060}, {{text_element({0x0008, 0x1155}, "UI", structures_uid)}}));
  const bool pixels = variant.syntax == dicom::Syntax::RunLength;
  return dicom::write(
      std::move(data),
      {pixels ? dicom::Syntax::ExplicitLittle : variant.syntax, variant.file_meta, variant.undefined_lengths, {}});
}

}  // namespace noms::dosimetry
