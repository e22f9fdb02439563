// SPDX-License-Identifier: Apache-2.0
#include <gdcmImageReader.h>
#include <gdcmTrace.h>

#include <algorithm>
#include <exception>

#include "noms/foundation/text.h"
#include "noms/imaging/codec/boundary.h"
#include "noms/imaging/codec/dicom_tags.h"
#include "noms/imaging/dicom_images.h"

namespace noms::imaging {

namespace {

using internal::SlicePlace;
using internal::text_at;
using internal::whole_at;

struct Raw {
  int columns = 0, rows = 0, frames = 0, bits = 0, most = 255;
  std::vector<char> bytes;
  std::size_t pixels() const { return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows); }

  /// The sample of a pixel counted over all frames: one bit each without padding between frames, the lowest bit first.
  int at(std::size_t n) const {
    if (bits == 1) return (static_cast<unsigned char>(bytes[n / 8]) >> (n % 8)) & 1;
    if (bits == 8) return static_cast<unsigned char>(bytes[n]);
    return static_cast<unsigned char>(bytes[2 * n]) + 256 * static_cast<unsigned char>(bytes[2 * n + 1]);
  }
};

Issue bad(const char* tag, const char* why) {
  return {ErrorCode::InvalidImage, tag, why};
}

Result<Raw> raw_pixels(const std::string& path, const gdcm::DataSet& set) {
  Raw raw;
  raw.columns = whole_at(set, 0x0028, 0x0011).value_or(0);
  raw.rows = whole_at(set, 0x0028, 0x0010).value_or(0);
  raw.bits = whole_at(set, 0x0028, 0x0100).value_or(0);
  raw.most = whole_at(set, 0x0062, 0x000e).value_or(255);
  const auto frames = internal::decimals_at(set, 0x0028, 0x0008);
  raw.frames = frames.size() == 1 && frames[0] >= 1 && frames[0] <= 100'000 ? static_cast<int>(frames[0]) : 1;
  if (raw.columns < 1 || raw.rows < 1) return bad("(0028,0010)", "rows and columns are missing");
  if (raw.bits != 1 && raw.bits != 8 && raw.bits != 16) return bad("(0028,0100)", "1, 8 or 16 bits are read");
  const std::size_t samples = raw.pixels() * static_cast<std::size_t>(raw.frames);
  if (samples > (std::size_t{1} << 31U))
    return Issue{ErrorCode::TooLarge, "(0028,0008)", "the segmentation has more than 2^31 pixels"};
  const gdcm::Tag pixel_data(0x7fe0, 0x0010);
  if (!set.FindDataElement(pixel_data)) return bad("(7FE0,0010)", "there are no pixels");
  if (const gdcm::ByteValue* v = set.GetDataElement(pixel_data).GetByteValue()) {
    raw.bytes.assign(v->GetPointer(), v->GetPointer() + v->GetLength());
  } else {
    gdcm::ImageReader reader;
    reader.SetFileName(path.c_str());
    if (raw.bits == 1 || !reader.Read()) return bad("(7FE0,0010)", "this compression of a segmentation is not read");
    raw.bytes.resize(reader.GetImage().GetBufferLength());
    if (!reader.GetImage().GetBuffer(raw.bytes.data())) return bad("(7FE0,0010)", "the pixels cannot be decoded");
  }
  const std::size_t needed = raw.bits == 1 ? (samples + 7) / 8 : samples * static_cast<std::size_t>(raw.bits / 8);
  if (raw.bytes.size() < needed) return bad("(7FE0,0010)", "the pixels are shorter than the frames");
  return raw;
}

void read_segments(const gdcm::DataSet& set, DicomSegmentation& out) {
  std::vector<gdcm::SmartPointer<gdcm::SequenceOfItems>> keep;
  for (const auto* item : internal::items_at(set, 0x0062, 0x0002, keep)) {
    DicomSegment s;
    s.number = whole_at(*item, 0x0062, 0x0004).value_or(0);
    s.label = text_at(*item, 0x0062, 0x0005);
    for (const auto* code : internal::items_at(*item, 0x0062, 0x000f, keep))
      s.code = text_at(*code, 0x0008, 0x0102) + ":" + text_at(*code, 0x0008, 0x0100);
    if (s.number > 0 || out.type == "LABELMAP") out.segments.push_back(std::move(s));
  }
}

/// Copies one frame into a segment's mask; true where a pixel is set.
int copy_frame(const Raw& raw, int frame, int plane, bool label_map, DicomSegment& s) {
  const std::size_t first = static_cast<std::size_t>(frame) * raw.pixels();
  const std::size_t to = s.mask.grid.index(0, 0, plane);
  int set = 0;
  for (std::size_t n = 0; n < raw.pixels(); ++n) {
    const int v = raw.at(first + n);
    const bool inside = label_map ? v == s.number : raw.bits == 1 ? v != 0 : 2 * v >= raw.most;
    if (!inside) continue;
    s.mask.voxels[to + n] = 1;
    ++set;
  }
  return set;
}

Result<DicomSegmentation> read_segmentation(const std::string& path) {
  gdcm::Reader reader;
  reader.SetFileName(path.c_str());
  if (!reader.Read()) return bad("file", "the DICOM file cannot be read");
  const gdcm::DataSet& set = reader.GetFile().GetDataSet();
  DicomSegmentation out;
  out.uid = text_at(set, 0x0008, 0x0018);
  out.series_uid = text_at(set, 0x0020, 0x000e);
  out.frame_of_reference = text_at(set, 0x0020, 0x0052);
  out.type = text_at(set, 0x0062, 0x0001);
  if (text_at(set, 0x0008, 0x0060) != "SEG") return bad("(0008,0060)", "this is not a segmentation");
  const auto raw = raw_pixels(path, set);
  if (!raw) return raw.error();
  read_segments(set, out);
  const std::vector<SlicePlace> places = internal::places_of(set, raw.value().frames);
  if (static_cast<int>(places.size()) != raw.value().frames)
    return bad("(5200,9230)", "not every frame says where it lies");
  const auto grid = internal::stacked(places, raw.value().columns, raw.value().rows, true);
  if (!grid.problem.empty()) return Issue{ErrorCode::ImageGeometry, "(0020,0032)", grid.problem};
  std::erase_if(out.segments, [](const DicomSegment& s) { return s.number == 0; });
  if (out.segments.empty()) return bad("(0062,0002)", "there is no segment");
  if (grid.grid.count() * out.segments.size() > (std::size_t{1} << 31U))
    return Issue{ErrorCode::TooLarge, "(0062,0002)", "the segments have more than 2^31 voxels"};
  for (DicomSegment& s : out.segments) {
    s.mask = {grid.grid, std::vector<std::uint8_t>(grid.grid.count(), 0)};
    for (int f = 0; f < raw.value().frames; ++f) {
      const bool label_map = out.type == "LABELMAP";
      if (!label_map && places[static_cast<std::size_t>(f)].segment != s.number) continue;
      s.frame_pixels.push_back(copy_frame(raw.value(), f, grid.at[static_cast<std::size_t>(f)], label_map, s));
    }
  }
  if (out.type == "FRACTIONAL" && text_at(set, 0x0062, 0x0010) == "PROBABILITY")
    out.warnings.push_back("the segmentation holds probabilities; half counts as inside");
  return out;
}

Result<DicomSegmentation> read_checked(const std::string& path) {
  gdcm::Trace::DebugOff();
  gdcm::Trace::WarningOff();
  gdcm::Trace::ErrorOff();
  try {
    return read_segmentation(path);
  } catch (const std::exception&) {
    return bad("file", "the DICOM file is damaged");
  }
}

}  // namespace

}  // namespace noms::imaging

extern "C" void noms_read_dicom_segmentation(const std::string& path, noms::imaging::SegmentationRead& out) {
  out.emplace(noms::imaging::read_checked(path));
}
