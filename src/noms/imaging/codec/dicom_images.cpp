// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/dicom_images.h"

#include <gdcmImageHelper.h>
#include <gdcmImageReader.h>
#include <gdcmRescaler.h>
#include <gdcmTrace.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>

#include "noms/foundation/text.h"
#include "noms/imaging/codec/boundary.h"
#include "noms/imaging/codec/dicom_tags.h"

namespace noms::imaging {

namespace {

using internal::SlicePlace;
using internal::text_at;

constexpr std::uintmax_t file_bytes = std::uintmax_t{1} << 30U;
constexpr std::size_t most_files = 20'000;

struct Slice {
  SlicePlace place;
  std::string series, frame_of_reference, modality;
  int columns = 0, rows = 0;
  std::vector<float> values;
};

template <class T>
void convert(const std::vector<char>& bytes, double slope, double intercept, std::vector<float>& out) {
  out.resize(bytes.size() / sizeof(T));
  for (std::size_t n = 0; n < out.size(); ++n) {
    T v;
    std::memcpy(&v, &bytes[n * sizeof(T)], sizeof(T));
    out[n] = static_cast<float>(static_cast<double>(v) * slope + intercept);
  }
}

bool to_values(const gdcm::PixelFormat& format, const std::vector<char>& bytes, double slope, double intercept,
               std::vector<float>& out) {
  switch (format.GetScalarType()) {
    case gdcm::PixelFormat::UINT8: convert<std::uint8_t>(bytes, slope, intercept, out); return true;
    case gdcm::PixelFormat::INT8: convert<std::int8_t>(bytes, slope, intercept, out); return true;
    case gdcm::PixelFormat::UINT12:
    case gdcm::PixelFormat::UINT16: convert<std::uint16_t>(bytes, slope, intercept, out); return true;
    case gdcm::PixelFormat::INT12:
    case gdcm::PixelFormat::INT16: convert<std::int16_t>(bytes, slope, intercept, out); return true;
    case gdcm::PixelFormat::UINT32: convert<std::uint32_t>(bytes, slope, intercept, out); return true;
    case gdcm::PixelFormat::INT32: convert<std::int32_t>(bytes, slope, intercept, out); return true;
    default: return false;
  }
}

/// Slope and intercept of a frame: of the functional groups, or of the image.
std::pair<double, double> rescaling(const gdcm::DataSet& set) {
  std::pair<double, double> out{1, 0};
  std::vector<gdcm::SmartPointer<gdcm::SequenceOfItems>> keep;
  const auto take = [&](const gdcm::DataSet& from) {
    const auto slope = internal::decimals_at(from, 0x0028, 0x1053);
    const auto intercept = internal::decimals_at(from, 0x0028, 0x1052);
    if (slope.size() == 1 && slope[0] != 0) out.first = slope[0];
    if (intercept.size() == 1) out.second = intercept[0];
  };
  take(set);
  for (const std::uint16_t groups : {std::uint16_t{0x9229}, std::uint16_t{0x9230}}) {
    const auto items = internal::items_at(set, 0x5200, groups, keep);
    if (items.empty()) continue;
    for (const auto* item : internal::items_at(*items.front(), 0x0028, 0x9145, keep)) take(*item);
  }
  return out;
}

Result<bool> read_slices(const std::string& path, std::vector<Slice>& out) {
  const std::string name = std::filesystem::path(path).filename().string();
  const auto bad = [&](const char* why) { return Issue{ErrorCode::InvalidImage, name, why}; };
  gdcm::ImageReader reader;
  reader.SetFileName(path.c_str());
  if (!reader.Read()) return bad("the file holds no image that can be decoded");
  const gdcm::Image& image = reader.GetImage();
  const gdcm::DataSet& set = reader.GetFile().GetDataSet();
  if (image.GetPixelFormat().GetSamplesPerPixel() != 1) return bad("colour images are not read");
  const unsigned columns = image.GetDimension(0);
  const unsigned rows = image.GetDimension(1);
  const unsigned frames = image.GetNumberOfDimensions() > 2 ? image.GetDimension(2) : 1;
  if (columns == 0 || rows == 0 || columns > 32767 || rows > 32767 || frames > 32767)
    return bad("a dimension is out of bounds");
  const std::vector<SlicePlace> places = internal::places_of(set, static_cast<int>(frames));
  if (places.size() != frames) return bad("not every frame says where it lies (5200,9230)");
  std::vector<char> bytes(image.GetBufferLength());
  if (bytes.size() > file_bytes * 4 || !image.GetBuffer(bytes.data())) return bad("the pixels cannot be decoded");
  const auto [slope, intercept] = rescaling(set);
  std::vector<float> values;
  if (!to_values(image.GetPixelFormat(), bytes, slope, intercept, values)) return bad("the sample type is not read");
  const std::size_t pixels = static_cast<std::size_t>(columns) * rows;
  if (values.size() < pixels * frames) return bad("the pixels are shorter than the image");
  for (unsigned f = 0; f < frames; ++f) {
    Slice s{places[f],
            text_at(set, 0x0020, 0x000e),
            text_at(set, 0x0020, 0x0052),
            text_at(set, 0x0008, 0x0060),
            static_cast<int>(columns),
            static_cast<int>(rows),
            {}};
    const auto from = values.begin() + static_cast<std::ptrdiff_t>(f * pixels);
    s.values.assign(from, from + static_cast<std::ptrdiff_t>(pixels));
    out.push_back(std::move(s));
  }
  return true;
}

bool together(const Slice& a, const Slice& b) {
  return a.series == b.series && a.frame_of_reference == b.frame_of_reference && a.columns == b.columns &&
         a.rows == b.rows && length(a.place.row - b.place.row) < 1e-4 &&
         length(a.place.column - b.place.column) < 1e-4 && std::abs(a.place.row_step - b.place.row_step) < 1e-4 &&
         std::abs(a.place.column_step - b.place.column_step) < 1e-4;
}

Result<DicomStack> stack_of(std::vector<Slice*>& slices) {
  std::vector<SlicePlace> places;
  for (const Slice* s : slices) places.push_back(s->place);
  const auto grid = internal::stacked(places, slices.front()->columns, slices.front()->rows, false);
  if (!grid.problem.empty()) return Issue{ErrorCode::ImageGeometry, "(0020,0032)", grid.problem};
  DicomStack out{{grid.grid, {}}, slices.front()->series, slices.front()->frame_of_reference, slices.front()->modality};
  out.image.voxels.resize(grid.grid.count());
  for (std::size_t n = 0; n < slices.size(); ++n) {
    std::copy(slices[n]->values.begin(), slices[n]->values.end(),
              out.image.voxels.begin() + static_cast<std::ptrdiff_t>(out.image.grid.index(0, 0, grid.at[n])));
  }
  return out;
}

Result<std::vector<DicomStack>> read_all(const std::string& path) {
  std::vector<std::string> files;
  std::error_code problem;
  if (std::filesystem::is_directory(path, problem)) {
    for (const auto& entry : std::filesystem::directory_iterator(path, problem)) {
      if (entry.is_regular_file() && is_dicom_file(entry.path().string())) files.push_back(entry.path().string());
      if (files.size() > most_files) return Issue{ErrorCode::TooLarge, "folder", "there are more than 20,000 files"};
    }
  } else {
    files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) return Issue{ErrorCode::Io, "folder", "there is no DICOM file"};
  std::vector<Slice> slices;
  for (const std::string& file : files) {
    if (std::filesystem::file_size(file, problem) > file_bytes || problem)
      return Issue{ErrorCode::TooLarge, "file", "the file is larger than the limit"};
    if (auto read = read_slices(file, slices); !read) return read.error();
  }
  std::vector<std::vector<Slice*>> groups;
  for (Slice& s : slices) {
    const auto group =
        std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return together(*g.front(), s); });
    if (group == groups.end()) {
      groups.push_back({&s});
    } else {
      group->push_back(&s);
    }
  }
  std::vector<DicomStack> out;
  for (auto& group : groups) {
    auto stack = stack_of(group);
    if (!stack) return stack.error();
    out.push_back(std::move(stack).value());
  }
  return out;
}

}  // namespace

namespace {

Result<std::vector<DicomStack>> read_images(const std::string& path) {
  gdcm::Trace::DebugOff();
  gdcm::Trace::WarningOff();
  gdcm::Trace::ErrorOff();
  try {
    return read_all(path);
  } catch (const std::exception&) {
    return Issue{ErrorCode::InvalidImage, "file", "the DICOM file is damaged"};
  }
}

}  // namespace

}  // namespace noms::imaging

extern "C" void noms_read_dicom_images(const std::string& path, noms::imaging::StacksRead& out) {
  out.emplace(noms::imaging::read_images(path));
}
