// SPDX-License-Identifier: Apache-2.0
#include "noms/dicom/structures.h"

#include <cmath>
#include <map>
#include <utility>

#include "noms/foundation/text.h"

namespace noms::dicom {
namespace {

constexpr Tag class_tag{0x0008, 0x0016};
constexpr Tag instance_tag{0x0008, 0x0018};
constexpr Tag roi_sequence{0x3006, 0x0020};
constexpr Tag roi_number{0x3006, 0x0022};
constexpr Tag roi_frame{0x3006, 0x0024};
constexpr Tag roi_name{0x3006, 0x0026};
constexpr Tag contours_of_roi{0x3006, 0x0039};
constexpr Tag contour_sequence{0x3006, 0x0040};
constexpr Tag contour_type{0x3006, 0x0042};
constexpr Tag contour_points{0x3006, 0x0046};
constexpr Tag contour_data{0x3006, 0x0050};
constexpr Tag observations{0x3006, 0x0080};
constexpr Tag referenced_roi{0x3006, 0x0084};
constexpr Tag interpreted_type{0x3006, 0x00A4};
constexpr double farthest_mm = 100'000;

struct LeftOut {
  int points = 0;
  int open = 0;
  int short_ones = 0;
};

Result<bool> add_contour(const DataSet& item, Structure& out, LeftOut& left, std::vector<double>& numbers) {
  const auto type = item.text(contour_type);
  if (type == "POINT") return ++left.points, true;
  if (!type.empty() && type != "CLOSED_PLANAR" && type != "CLOSEDPLANAR_XOR") return ++left.open, true;
  numbers.clear();
  if (!append_decimals(item.text(contour_data), numbers)) {
    return Issue{ErrorCode::NotANumber, name_of(contour_data), "a coordinate of a contour is not a number"};
  }
  if (numbers.size() % 3 != 0) {
    return Issue{ErrorCode::OutOfLimits, name_of(contour_data), "the number of coordinates is no multiple of three"};
  }
  const auto declared = item.whole_text(contour_points);
  if (declared && static_cast<std::size_t>(*declared) != numbers.size() / 3) {
    return Issue{ErrorCode::Contradiction, name_of(contour_points),
                 "the number of points is not that of the coordinates"};
  }
  if (numbers.size() < 9) return ++left.short_ones, true;
  const Contour contour{out.points.size(), numbers.size() / 3, type == "CLOSEDPLANAR_XOR"};
  for (std::size_t i = 0; i < numbers.size(); i += 3) {
    for (std::size_t k = 0; k < 3; ++k) {
      if (!(std::fabs(numbers[i + k]) < farthest_mm)) {
        return Issue{ErrorCode::OutOfLimits, name_of(contour_data), "a coordinate lies more than 100 m away"};
      }
    }
    out.points.push_back({numbers[i], numbers[i + 1], numbers[i + 2]});
  }
  out.contours.push_back(contour);
  return true;
}

Result<bool> add_contours(const DataSet& item, Structure& out) {
  LeftOut left;
  std::vector<double> numbers;
  for (const auto& contour : item.items(contour_sequence)) {
    auto added = add_contour(contour, out, left, numbers);
    if (!added) return added;
  }
  const std::string at = name_of(contour_type) + ": ";
  if (left.points > 0) out.warnings.push_back(at + std::to_string(left.points) + " POINT left out");
  if (left.open > 0) out.warnings.push_back(at + std::to_string(left.open) + " contours that are not closed left out");
  if (left.short_ones > 0) {
    out.warnings.push_back(name_of(contour_points) + ": " + std::to_string(left.short_ones) +
                           " contours with fewer than three points left out");
  }
  return true;
}

}  // namespace

const Structure* StructureSet::find(std::string_view name) const {
  for (const auto& structure : structures) {
    if (structure.name == name) return &structure;
  }
  return nullptr;
}

std::string utf8_name(std::string_view bytes) {
  std::string text;
  const bool utf8 = is_utf8(bytes);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
      text += '?';
    } else if (utf8 || byte < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xC0U | byte >> 6U);
      text += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return text;
}

Result<StructureSet> read_structures(const File& file) {
  const DataSet& data = file.data;
  if (!data.text(class_tag).starts_with("1.2.840.10008.5.1.4.1.1.481.3")) {
    return Issue{ErrorCode::UnknownValue, name_of(class_tag), "this is not an RT Structure Set"};
  }
  StructureSet set;
  set.instance = data.text(instance_tag);
  std::map<std::int64_t, std::size_t> by_number;
  for (const auto& item : data.items(roi_sequence)) {
    const auto number = item.whole_text(roi_number);
    if (!number || *number < -1'000'000 || *number > 1'000'000'000) {
      return Issue{ErrorCode::MissingField, name_of(roi_number), "a structure without a number"};
    }
    if (!by_number.emplace(*number, set.structures.size()).second) {
      return Issue{ErrorCode::Contradiction, name_of(roi_number), "two structures with the same number"};
    }
    Structure structure;
    structure.number = static_cast<int>(*number);
    structure.name = utf8_name(item.text(roi_name));
    structure.frame_of_reference = item.text(roi_frame);
    set.structures.push_back(std::move(structure));
  }
  if (set.structures.empty())
    return Issue{ErrorCode::MissingField, name_of(roi_sequence), "the file holds no structures"};
  for (const auto& item : data.items(observations)) {
    const auto found = by_number.find(item.whole_text(referenced_roi).value_or(-1));
    if (found != by_number.end()) set.structures[found->second].interpreted_type = item.text(interpreted_type);
  }
  for (const auto& item : data.items(contours_of_roi)) {
    const auto found = by_number.find(item.whole_text(referenced_roi).value_or(-1));
    if (found == by_number.end()) {
      return Issue{ErrorCode::Contradiction, name_of(referenced_roi),
                   "contours of a structure that is not in the list"};
    }
    auto added = add_contours(item, set.structures[found->second]);
    if (!added) return added.error();
  }
  for (auto& structure : set.structures) {
    if (structure.contours.empty()) structure.warnings.push_back(name_of(contour_sequence) + ": no closed contour");
  }
  return set;
}

}  // namespace noms::dicom
