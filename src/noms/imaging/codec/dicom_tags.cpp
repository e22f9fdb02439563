// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/codec/dicom_tags.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "noms/foundation/text.h"

namespace noms::imaging::internal {

namespace {

using Keep = std::vector<gdcm::SmartPointer<gdcm::SequenceOfItems>>;

void take_place(const gdcm::DataSet& set, SlicePlace& place) {
  if (const auto p = decimals_at(set, 0x0020, 0x0032); p.size() == 3)
    place.position = {p[0], p[1], p[2]}, place.complete = true;
}

void take_orientation(const gdcm::DataSet& set, SlicePlace& place) {
  const auto o = decimals_at(set, 0x0020, 0x0037);
  if (o.size() != 6) return;
  place.row = unit({o[0], o[1], o[2]});
  place.column = unit({o[3], o[4], o[5]});
}

void take_measures(const gdcm::DataSet& set, SlicePlace& place) {
  if (const auto s = decimals_at(set, 0x0028, 0x0030); s.size() == 2) place.row_step = s[0], place.column_step = s[1];
  if (const auto t = decimals_at(set, 0x0018, 0x0050); t.size() == 1) place.thickness = t[0];
}

void take_groups(const gdcm::DataSet& set, SlicePlace& place, Keep& keep) {
  for (const auto* item : items_at(set, 0x0020, 0x9113, keep)) take_place(*item, place);
  for (const auto* item : items_at(set, 0x0020, 0x9116, keep)) take_orientation(*item, place);
  for (const auto* item : items_at(set, 0x0028, 0x9110, keep)) take_measures(*item, place);
  for (const auto* item : items_at(set, 0x0062, 0x000a, keep)) {
    if (const auto n = whole_at(*item, 0x0062, 0x000b)) place.segment = *n;
  }
}

bool usable(const SlicePlace& p) {
  return p.complete && p.row_step > 1e-3 && p.column_step > 1e-3 && p.row_step < 1e3 && p.column_step < 1e3 &&
         length(p.row) > 0.5 && length(p.column) > 0.5 && std::abs(dot(p.row, p.column)) < 0.05 &&
         std::isfinite(length(p.position)) && length(p.position) < 1e6;
}

}  // namespace

std::string text_at(const gdcm::DataSet& set, std::uint16_t group, std::uint16_t element) {
  const gdcm::Tag tag(group, element);
  if (!set.FindDataElement(tag)) return {};
  const gdcm::ByteValue* v = set.GetDataElement(tag).GetByteValue();
  if (v == nullptr || v->GetPointer() == nullptr) return {};
  std::string text(v->GetPointer(), v->GetLength());
  while (!text.empty() && (text.back() == '\0' || text.back() == ' ')) text.pop_back();
  return text;
}

std::vector<double> decimals_at(const gdcm::DataSet& set, std::uint16_t group, std::uint16_t element) {
  std::vector<double> out;
  const std::string text = text_at(set, group, element);
  for (const std::string_view part : split(text, "\\")) {
    std::string_view p = trimmed(part);
    if (p.starts_with('+')) p.remove_prefix(1);
    const auto v = decimal_of(p);
    if (!v) return {};
    out.push_back(*v);
  }
  return out;
}

std::optional<int> whole_at(const gdcm::DataSet& set, std::uint16_t group, std::uint16_t element) {
  const gdcm::Tag tag(group, element);
  if (!set.FindDataElement(tag)) return std::nullopt;
  const gdcm::ByteValue* v = set.GetDataElement(tag).GetByteValue();
  if (v == nullptr || v->GetLength() < 2) return std::nullopt;
  std::uint16_t n = 0;
  std::memcpy(&n, v->GetPointer(), 2);
  return n;
}

std::vector<const gdcm::DataSet*> items_at(const gdcm::DataSet& set, std::uint16_t group, std::uint16_t element,
                                           Keep& keep) {
  std::vector<const gdcm::DataSet*> out;
  const gdcm::Tag tag(group, element);
  if (!set.FindDataElement(tag)) return out;
  const gdcm::SmartPointer<gdcm::SequenceOfItems> sequence = set.GetDataElement(tag).GetValueAsSQ();
  if (!sequence) return out;
  keep.push_back(sequence);
  for (gdcm::SequenceOfItems::SizeType n = 1; n <= sequence->GetNumberOfItems(); ++n)
    out.push_back(&sequence->GetItem(n).GetNestedDataSet());
  return out;
}

std::vector<SlicePlace> places_of(const gdcm::DataSet& set, int frames) {
  Keep keep;
  SlicePlace common;
  take_place(set, common);
  take_orientation(set, common);
  take_measures(set, common);
  for (const auto* shared : items_at(set, 0x5200, 0x9229, keep)) take_groups(*shared, common, keep);
  std::vector<SlicePlace> out;
  for (const auto* frame : items_at(set, 0x5200, 0x9230, keep)) {
    if (static_cast<int>(out.size()) >= frames) break;
    SlicePlace place = common;
    take_groups(*frame, place, keep);
    out.push_back(place);
  }
  if (out.empty() && frames == 1) out.push_back(common);
  return out;
}

StackedGrid stacked(const std::vector<SlicePlace>& places, int columns, int rows, bool sparse) {
  StackedGrid out;
  const auto fault = [&](std::string why) {
    out.problem = std::move(why);
    return out;
  };
  if (places.empty() || !std::all_of(places.begin(), places.end(), usable))
    return fault("position, orientation or pixel spacing is missing or impossible");
  const SlicePlace& first = places.front();
  const Vec3 normal = unit(cross(first.row, first.column));
  std::vector<std::size_t> order(places.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto along = [&](std::size_t n) { return dot(places[n].position, normal); };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return along(a) < along(b); });
  double step = 1e9;
  for (std::size_t n = 1; n < order.size(); ++n) {
    const double gap = along(order[n]) - along(order[n - 1]);
    if (gap > 0.01) step = std::min(step, gap);
    if (gap <= 0.01 && !sparse)
      return fault("two slices lie at " + shortest(std::round(100 * along(order[n])) / 100) + " mm");
  }
  const bool single = step > 1e8;
  if (single) step = first.thickness > 0 ? first.thickness : 1;
  out.at.assign(places.size(), 0);
  const Vec3 start = places[order.front()].position;
  const double total = along(order.back()) - along(order.front());
  const int planes = single ? 1 : static_cast<int>(std::lround(total / step)) + 1;
  if (planes > 32767) return fault("the slices lie too far apart for one grid");
  const Vec3 column =
      single ? step * normal : (1.0 / std::max(1, planes - 1)) * (places[order.back()].position - start);
  for (const std::size_t n : order) {
    const double where = (along(n) - along(order.front())) / (single ? step : total / std::max(1, planes - 1));
    out.at[n] = static_cast<int>(std::lround(where));
    const double off = length(places[n].position - (start + static_cast<double>(out.at[n]) * column));
    if (off > std::max(0.1, 0.01 * step)) {
      return fault("the slice at " + shortest(std::round(100 * along(n)) / 100) + " mm is out of line by " +
                   shortest(std::round(100 * off) / 100) + " mm");
    }
  }
  if (!sparse && planes != static_cast<int>(places.size())) {
    for (std::size_t n = 1; n < order.size(); ++n) {
      if (out.at[order[n]] > out.at[order[n - 1]] + 1)
        return fault("a slice is missing after " + shortest(std::round(100 * along(order[n - 1])) / 100) + " mm");
    }
  }
  out.grid.size = {columns, rows, planes};
  out.grid.affine.column = {first.column_step * first.row, first.row_step * first.column, column};
  out.grid.affine.origin = start;
  return out;
}

}  // namespace noms::imaging::internal
