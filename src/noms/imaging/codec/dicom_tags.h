// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gdcmDataSet.h>
#include <gdcmReader.h>
#include <gdcmSequenceOfItems.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "noms/imaging/geometry.h"

namespace noms::imaging::internal {

/// Text of an element without padding; empty where there is none.
std::string text_at(const gdcm::DataSet& set, std::uint16_t group, std::uint16_t element);
/// Decimal numbers of a text element (DS, IS); empty where one of them is none.
std::vector<double> decimals_at(const gdcm::DataSet& set, std::uint16_t group, std::uint16_t element);
/// A 16 bit number.
std::optional<int> whole_at(const gdcm::DataSet& set, std::uint16_t group, std::uint16_t element);
/// Items of a sequence; empty where there is none.
std::vector<const gdcm::DataSet*> items_at(const gdcm::DataSet& set, std::uint16_t group, std::uint16_t element,
                                           std::vector<gdcm::SmartPointer<gdcm::SequenceOfItems>>& keep);

/// Where one slice lies.
struct SlicePlace {
  Vec3 position;
  Vec3 row, column;        ///< directions of growing column and row index, length 1
  double column_step = 0;  ///< mm between columns
  double row_step = 0;     ///< mm between rows
  double thickness = 0;    ///< only for a single slice
  int segment = 0;         ///< of a segmentation frame
  bool complete = false;
};

/// The place of each frame: from the functional groups, or from the image itself.
std::vector<SlicePlace> places_of(const gdcm::DataSet& set, int frames);

/// A regular grid through slices sorted along their normal. `at` receives the plane of each slice in the order given.
/// With `sparse` whole steps may be left out. Empty with a reason where they do not lie on one grid.
struct StackedGrid {
  Grid grid;
  std::vector<int> at;
  std::string problem;
};
StackedGrid stacked(const std::vector<SlicePlace>& places, int columns, int rows, bool sparse);

}  // namespace noms::imaging::internal
