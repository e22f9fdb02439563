// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "noms/foundation/text.h"
#include "noms/imaging/internal/nifti_head.h"

namespace noms::imaging::internal {

namespace {

/// The fields of either version, in one shape.
struct Fields {
  std::array<std::int64_t, 8> dim{};
  std::int16_t datatype = 0;
  std::int16_t bits = 0;
  std::array<double, 8> pixdim{};
  double offset = 0;
  double slope = 0;
  double intercept = 0;
  int units = 0;
  int qform = 0;
  int sform = 0;
  std::array<double, 6> quaternion{};  ///< b, c, d, offset x, y, z
  std::array<std::array<double, 4>, 3> rows{};
};

class Reader {
public:
  Reader(const std::uint8_t* bytes, bool swap) : bytes_(bytes), swap_(swap) {}
  template <class T>
  T get(std::size_t at) const {
    std::array<std::uint8_t, sizeof(T)> raw;
    std::memcpy(raw.data(), bytes_ + at, sizeof(T));
    if (swap_) std::reverse(raw.begin(), raw.end());
    T v;
    std::memcpy(&v, raw.data(), sizeof(T));
    return v;
  }

private:
  const std::uint8_t* bytes_;
  bool swap_;
};

Fields fields_of_1(const Reader& r) {
  Fields f;
  for (std::size_t n = 0; n < 8; ++n) f.dim[n] = r.get<std::int16_t>(40 + 2 * n);
  f.datatype = r.get<std::int16_t>(70);
  f.bits = r.get<std::int16_t>(72);
  for (std::size_t n = 0; n < 8; ++n) f.pixdim[n] = static_cast<double>(r.get<float>(76 + 4 * n));
  f.offset = static_cast<double>(r.get<float>(108));
  f.slope = static_cast<double>(r.get<float>(112));
  f.intercept = static_cast<double>(r.get<float>(116));
  f.units = r.get<std::uint8_t>(123);
  f.qform = r.get<std::int16_t>(252);
  f.sform = r.get<std::int16_t>(254);
  for (std::size_t n = 0; n < 6; ++n) f.quaternion[n] = static_cast<double>(r.get<float>(256 + 4 * n));
  for (std::size_t row = 0; row < 3; ++row) {
    for (std::size_t c = 0; c < 4; ++c) f.rows[row][c] = static_cast<double>(r.get<float>(280 + 16 * row + 4 * c));
  }
  return f;
}

Fields fields_of_2(const Reader& r) {
  Fields f;
  f.datatype = r.get<std::int16_t>(12);
  f.bits = r.get<std::int16_t>(14);
  for (std::size_t n = 0; n < 8; ++n) f.dim[n] = r.get<std::int64_t>(16 + 8 * n);
  for (std::size_t n = 0; n < 8; ++n) f.pixdim[n] = r.get<double>(104 + 8 * n);
  f.offset = static_cast<double>(r.get<std::int64_t>(168));
  f.slope = r.get<double>(176);
  f.intercept = r.get<double>(184);
  f.qform = r.get<std::int32_t>(344);
  f.sform = r.get<std::int32_t>(348);
  for (std::size_t n = 0; n < 6; ++n) f.quaternion[n] = r.get<double>(352 + 8 * n);
  for (std::size_t row = 0; row < 3; ++row) {
    for (std::size_t c = 0; c < 4; ++c) f.rows[row][c] = r.get<double>(400 + 32 * row + 8 * c);
  }
  f.units = r.get<std::int32_t>(500);
  return f;
}

/// RAS rows to an LPS affine: x and y change their sign.
Affine from_rows(const std::array<std::array<double, 4>, 3>& rows, double scale) {
  Affine a;
  for (std::size_t c = 0; c < 3; ++c) a.column[c] = {-scale * rows[0][c], -scale * rows[1][c], scale * rows[2][c]};
  a.origin = {-scale * rows[0][3], -scale * rows[1][3], scale * rows[2][3]};
  return a;
}

Affine from_quaternion(const Fields& f, double scale) {
  double b = f.quaternion[0];
  double c = f.quaternion[1];
  double d = f.quaternion[2];
  double a2 = 1 - (b * b + c * c + d * d);
  if (a2 < 1e-7) {
    const double norm = 1 / std::sqrt(b * b + c * c + d * d);
    b *= norm, c *= norm, d *= norm, a2 = 0;
  }
  const double a = std::sqrt(a2);
  const double fac = f.pixdim[0] < 0 ? -1 : 1;
  const double dx = f.pixdim[1];
  const double dy = f.pixdim[2];
  const double dz = fac * f.pixdim[3];
  std::array<std::array<double, 4>, 3> rows = {{
      {(a * a + b * b - c * c - d * d) * dx, 2 * (b * c - a * d) * dy, 2 * (b * d + a * c) * dz, f.quaternion[3]},
      {2 * (b * c + a * d) * dx, (a * a + c * c - b * b - d * d) * dy, 2 * (c * d - a * b) * dz, f.quaternion[4]},
      {2 * (b * d - a * c) * dx, 2 * (c * d + a * b) * dy, (a * a + d * d - c * c - b * b) * dz, f.quaternion[5]},
  }};
  return from_rows(rows, scale);
}

Affine from_spacings(const Fields& f, double scale) {
  std::array<std::array<double, 4>, 3> rows{};
  for (std::size_t n = 0; n < 3; ++n) rows[n][n] = f.pixdim[n + 1];
  return from_rows(rows, scale);
}

bool usable(const Affine& a) {
  double smallest = 1e300;
  for (const Vec3 v : a.column) {
    const double n = length(v);
    if (!(n > 1e-4 && n < 1e4)) return false;
    smallest = std::min(smallest, n);
  }
  const double cells = length(a.column[0]) * length(a.column[1]) * length(a.column[2]);
  return std::isfinite(length(a.origin)) && length(a.origin) < 1e6 && std::abs(a.determinant()) > 0.05 * cells;
}

Result<bool> place(const Fields& f, const std::string& name, NiftiHead& head) {
  double scale = 1;
  switch (f.units & 7) {
    case 1: scale = 1000; break;
    case 3: scale = 0.001; break;
    case 2: break;
    default: head.warnings.push_back("the unit of length is not recorded; millimetres are assumed");
  }
  const Affine q = from_quaternion(f, scale);
  if (f.sform > 0) {
    head.grid.affine = from_rows(f.rows, scale);
    head.geometry_from = "sform";
    if (f.qform > 0 && usable(q)) {
      const double apart = corner_distance(head.grid, Grid{head.grid.size, q});
      if (apart > 0.1) {
        head.warnings.push_back("sform and qform place the image up to " + shortest(std::round(apart * 100) / 100) +
                                " mm apart; the sform is used, other programs may use the qform");
      }
    }
  } else if (f.qform > 0) {
    head.grid.affine = q;
    head.geometry_from = "qform";
  } else {
    head.grid.affine = from_spacings(f, scale);
    head.geometry_from = "pixdim";
    head.warnings.push_back("the file does not say where the image lies in the patient; left and right are not known");
  }
  if (!usable(head.grid.affine)) {
    return Issue{ErrorCode::ImageGeometry, name,
                 "the place of the voxels is not finite or the grid is flat (" + head.geometry_from + ")"};
  }
  return true;
}

std::size_t bytes_of(std::int16_t datatype) {
  switch (datatype) {
    case 2:
    case 256: return 1;
    case 4:
    case 512: return 2;
    case 8:
    case 16:
    case 768: return 4;
    case 64:
    case 1024:
    case 1280: return 8;
    default: return 0;
  }
}

Result<NiftiHead> checked(const Fields& f, NiftiHead head, const std::string& name) {
  const auto bad = [&](const char* message) { return Issue{ErrorCode::InvalidImage, name, message}; };
  if (f.dim[0] < 3 || f.dim[0] > 7) return bad("the image does not have three dimensions (dim[0])");
  for (std::size_t n = 1; n <= static_cast<std::size_t>(f.dim[0]); ++n) {
    if (n > 3 && f.dim[n] != 1) return bad("the file holds several volumes; one is expected (dim[4] and beyond)");
    if (n <= 3 && (f.dim[n] < 1 || f.dim[n] > 32767)) return bad("a dimension is not between 1 and 32767 (dim)");
    if (n <= 3) head.grid.size[n - 1] = static_cast<int>(f.dim[n]);
  }
  head.sample_bytes = bytes_of(f.datatype);
  if (head.sample_bytes == 0) return bad("the sample type is not read (datatype)");
  if (f.bits != static_cast<std::int16_t>(8 * head.sample_bytes)) return bad("datatype and bitpix disagree");
  head.type = static_cast<NiftiType>(f.datatype);
  if (!(f.offset >= static_cast<double>(head.head_bytes) && f.offset < 1e9))
    return bad("the voxels start at an impossible place (vox_offset)");
  head.voxel_offset = static_cast<std::size_t>(f.offset);
  if (std::isfinite(f.slope) && f.slope != 0) {
    head.slope = f.slope;
    head.intercept = std::isfinite(f.intercept) ? f.intercept : 0;
  }
  if (auto placed = place(f, name, head); !placed) return placed.error();
  return head;
}

bool says_proposal(const std::uint8_t* description) {
  return std::memcmp(description, proposal_mark.data(), proposal_mark.size()) == 0;
}

}  // namespace

std::uint32_t swapped(std::uint32_t v) {
  return __builtin_bswap32(v);
}

Result<NiftiHead> read_head(ByteSource& source, const std::string& name) {
  std::array<std::uint8_t, 540> raw{};
  const auto bad = [&](const char* message) { return Issue{ErrorCode::InvalidImage, name, message}; };
  if (source.read(raw.data(), 348) != 348) return bad("this is not a NIfTI file: it is too short");
  std::uint32_t size = 0;
  std::memcpy(&size, raw.data(), 4);
  NiftiHead head;
  head.swapped = size == swapped(348U) || size == swapped(540U);
  if (head.swapped) size = swapped(size);
  if (size == 348) {
    if (std::memcmp(&raw[344], "ni1\0", 4) == 0) return bad("header and image are in two files; give one .nii file");
    if (std::memcmp(&raw[344], "n+1\0", 4) != 0) return bad("this is not a NIfTI file: the magic is missing");
    head.is_proposal = says_proposal(&raw[148]);
    return checked(fields_of_1(Reader(raw.data(), head.swapped)), head, name);
  }
  if (size != 540) return bad("this is not a NIfTI file");
  if (source.read(raw.data() + 348, 192) != 192) return bad("this is not a NIfTI file: it is too short");
  if (std::memcmp(&raw[4], "n+2\0\r\n\032\n", 8) != 0) return bad("this is not a NIfTI file: the magic is missing");
  head.head_bytes = 540;
  head.is_proposal = says_proposal(&raw[240]);
  return checked(fields_of_2(Reader(raw.data(), head.swapped)), head, name);
}

void read_label_names(std::string_view xml, std::map<int, std::string>& names) {
  std::size_t at = 0;
  while (names.size() < 10'000 && (at = xml.find("<Label ", at)) != std::string_view::npos) {
    const std::size_t end = xml.find('>', at);
    if (end == std::string_view::npos) return;
    const std::string_view tag = xml.substr(at, end - at);
    at = end;
    const std::size_t key = tag.find("Key=\"");
    if (key == std::string_view::npos) continue;
    const std::size_t quote = tag.find('"', key + 5);
    if (quote == std::string_view::npos) continue;
    const auto number = whole_of(tag.substr(key + 5, quote - key - 5));
    std::string_view text = xml.substr(end + 1, 300);
    text = text.substr(0, text.find("</Label>"));
    if (text.starts_with("<![CDATA[")) text = text.substr(9, text.find("]]>") - 9);
    if (number && *number > 0 && *number < 1'000'000 && text.size() < 200 && is_utf8(text)) {
      names[static_cast<int>(*number)] = std::string(trimmed(text));
    }
  }
}

}  // namespace noms::imaging::internal
