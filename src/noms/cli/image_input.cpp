// SPDX-License-Identifier: Apache-2.0
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <future>

#include "noms/cli/embedded.h"
#include "noms/cli/image_commands.h"
#include "noms/foundation/text.h"
#include "noms/imaging/structure_mask.h"

namespace noms::cli {
namespace {

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) return {};
  std::string out;
  for (unsigned n = 0; n < size; ++n) {
    constexpr std::string_view hex_digits = "0123456789abcdef";
    out += hex_digits[digest[n] >> 4U];
    out += hex_digits[digest[n] & 15U];
  }
  return out;
}

/// The structures an option accepts: a canal label without the cord is a sac once it is joined with the cord.
bool fits(std::string_view option, const std::string& structure) {
  if (option.ends_with("-mask")) option.remove_suffix(5);
  if (option == "sac") return structure == "sac" || structure == "csf";
  return structure == option || (option == "lesion" && structure == "tumour");
}

/// Where a fault of a file is: the option, and the place inside the file.
Issues below(const std::string& where, Issues issues) {
  for (Issue& i : issues) i.where = where + " " + i.where;
  return issues;
}

/// Options that take the contours of an RT Structure Set.
constexpr std::string_view contour_options[] = {"tumour", "cord", "sac", "canal", "lesion-mask"};

/// The structure an option means: by its exact name, else the only one whose name means it.
Result<const dicom::Structure*> structure_for(const Call& call, std::string_view option,
                                              const dicom::StructureSet& set) {
  const std::string where = "--" + std::string(option);
  const std::string naming = std::string(option) + "-name";
  if (const auto* name = call.find(naming)) {
    if (const auto* found = set.find(*name)) return found;
    return Issue{ErrorCode::UnknownValue, "--" + naming, "no structure of that name in the file"};
  }
  const auto table = label_conventions();
  if (!table) return table.error();
  const dicom::Structure* found = nullptr;
  for (const auto& s : set.structures) {
    const auto meaning = table.value().structure_of_name(s.name);
    if (!meaning || !fits(option, *meaning)) continue;
    if (found != nullptr)
      return Issue{ErrorCode::MissingField, where, "several structures may be meant; say which with --" + naming};
    found = &s;
  }
  if (found != nullptr) return found;
  return Issue{ErrorCode::MissingField, where, "no name in the file means this structure; say which with --" + naming};
}

/// One grid for all structures that the call takes from this file.
Result<imaging::Mask> contoured_mask(const Call& call, std::string_view option, const dicom::StructureSet& set,
                                     std::vector<std::string>* warnings) {
  const std::string where = "--" + std::string(option);
  std::vector<const dicom::Structure*> used;
  for (const auto other : contour_options) {
    if (call.value(other) != call.value(option)) continue;
    const auto structure = structure_for(call, other, set);
    if (!structure) return structure.error();
    used.push_back(structure.value());
  }
  const auto pixel = decimal_option(call, "pixel", 0.5, 0.1, 5);
  if (!pixel) return pixel.error();
  const auto structure = structure_for(call, option, set);
  if (!structure) return structure.error();
  const auto grid = imaging::contour_grid(used, pixel.value());
  if (!grid) return below(where, grid.error());
  auto made = imaging::contour_mask(*structure.value(), grid.value());
  if (!made) return below(where, made.error());
  if (warnings != nullptr) {
    const std::vector<std::string>& filled = made.value().warnings;
    for (const auto* list : {&structure.value()->warnings, &filled}) {
      for (const auto& text : *list) warnings->push_back(std::string(option) + ": " + text);
    }
  }
  return std::move(made).value().mask;
}

/// An RT Structure Set, or nothing for another DICOM object. Faults of its contours are faults of the option.
Result<std::optional<dicom::StructureSet>> contours_in(const std::string& path, std::string_view option) {
  auto file = dicom::read_file(path);
  // What this reader refuses may be a segmentation that the other one reads.
  if (!file || !file.value().data.text({0x0008, 0x0016}).starts_with("1.2.840.10008.5.1.4.1.1.481.3"))
    return std::optional<dicom::StructureSet>();
  const std::string where = "--" + std::string(option);
  if (std::ranges::find(contour_options, option) == std::end(contour_options))
    return Issue{ErrorCode::InvalidImage, where, "an RT Structure Set is not taken here"};
  auto set = dicom::read_structures(file.value());
  if (!set) return below(where, set.error());
  return std::optional(std::move(set).value());
}

Result<int> number_option(const Call& call, std::string_view option) {
  const auto* text = call.find(option);
  if (text == nullptr) return 0;
  const auto n = whole_of(*text);
  if (!n || *n < 1 || *n > 1'000'000)
    return Issue{ErrorCode::Usage, "--" + std::string(option), "a label is a whole number above 0"};
  return static_cast<int>(*n);
}

/// Samples in the form of a NIfTI file.
template <class T>
imaging::Nifti as_nifti(const imaging::Volume<T>& volume, imaging::NiftiType type) {
  imaging::Nifti out;
  out.grid = volume.grid;
  out.type = type;
  out.geometry_from = "DICOM";
  out.bytes.resize(volume.voxels.size() * sizeof(T));
  std::memcpy(out.bytes.data(), volume.voxels.data(), out.bytes.size());
  return out;
}

Result<LoadedImage> load_series(const std::string& path, std::string_view option) {
  const std::string where = "--" + std::string(option);
  const auto stacks = imaging::read_dicom_images(path);
  if (!stacks) return below(where, stacks.error());
  if (stacks.value().size() != 1) {
    return Issue{ErrorCode::ImageGeometry, where,
                 "the folder holds " + std::to_string(stacks.value().size()) +
                     " stacks of slices (series or directions); give a folder with one"};
  }
  const auto& stack = stacks.value().front();
  return LoadedImage{as_nifti(stack.image, imaging::NiftiType::Float32),
                     {},
                     {std::string(option), "series " + stack.series_uid, "series"},
                     {}};
}

Result<LoadedImage> load_segmentation(const std::string& path, std::string_view option, const ImageSource& source) {
  const std::string where = "--" + std::string(option);
  auto seg = imaging::read_dicom_segmentation(path);
  if (!seg) return below(where, seg.error());
  imaging::Labels labels{seg.value().segments.front().mask.grid, {}};
  labels.voxels.assign(labels.grid.count(), 0);
  std::map<int, std::string> names;
  bool overlap = false;
  for (const auto& s : seg.value().segments) {
    names[s.number] = s.label;
    for (std::size_t n = 0; n < labels.voxels.size(); ++n) {
      if (s.mask.voxels[n] == 0) continue;
      overlap = overlap || labels.voxels[n] != 0;
      if (labels.voxels[n] == 0) labels.voxels[n] = s.number;
    }
  }
  LoadedImage out{as_nifti(labels, imaging::NiftiType::Int32), std::move(seg.value().segments), source, {}};
  out.nifti.label_names = std::move(names);
  out.nifti.warnings = seg.value().warnings;
  if (overlap) out.nifti.warnings.push_back("segments overlap; each is taken whole where it is asked for alone");
  return out;
}

Result<imaging::Mask> one_label(const LoadedImage& file, int label, const std::string& where) {
  for (const auto& s : file.segments) {
    if (s.number == label) return s.mask;
  }
  return imaging::mask_of(file.nifti, label, where);
}

Result<MaskFile> mask_file(const Call& call, std::string_view option) {
  const auto file = load_image(call, option);
  if (!file) return file.error();
  MaskFile out{{}, file.value().source, file.value().nifti.warnings, {}};
  if (file.value().nifti.is_proposal) {
    if (!call.has("accept-proposal"))
      return Issue{ErrorCode::Usage, "--" + std::string(option),
                   "the outlines in this file are a proposal; look at each plane, correct what is wrong, and then give "
                   "--accept-proposal"};
    out.source.was_proposed = true;
    out.file_warnings.emplace_back("the outlines were proposed by noms image propose and accepted");
  }
  auto mask = mask_for(call, option, file.value(), &out.warnings);
  if (!mask) return mask.error();
  out.mask = std::move(mask).value();
  return out;
}

/// Whether a file can be read beside another one; the reader of DICOM is kept to one thread.
bool is_nifti(const Call& call, std::string_view option) {
  const auto* path = call.find(option);
  std::error_code problem;
  return path != nullptr && std::filesystem::is_regular_file(*path, problem) && !imaging::is_dicom_file(*path);
}

}  // namespace

double rounded(double value, int digits) {
  const double scale = std::pow(10.0, digits);
  const double r = std::round(value * scale) / scale;
  return r == 0 ? 0 : r;
}

Result<LoadedImage> load_image(const Call& call, std::string_view option) {
  const auto* path = call.find(option);
  if (path == nullptr) return Issue{ErrorCode::Usage, "--" + std::string(option), "this image is needed"};
  const std::string where = "--" + std::string(option);
  std::error_code problem;
  if (std::filesystem::is_directory(*path, problem)) return load_series(*path, option);
  const auto file = imaging::read_file(*path);
  if (!file) return Issue{file.error()[0].code, where, file.error()[0].message};
  const ImageSource source{std::string(option), std::filesystem::path(*path).filename().string(), sha256(file.value())};
  if (imaging::is_dicom_file(*path)) {
    auto contours = contours_in(*path, option);
    if (!contours) return contours.error();
    if (contours.value()) return LoadedImage{{}, {}, source, std::move(contours).value()};
    return load_segmentation(*path, option, source);
  }
  auto nifti = imaging::read_nifti(file.value(), where);
  if (!nifti) return nifti.error();
  return LoadedImage{std::move(nifti).value(), {}, source, {}};
}

Result<imaging::Mask> mask_for(const Call& call, std::string_view option, const LoadedImage& file,
                               std::vector<std::string>* warnings) {
  if (file.structures) return contoured_mask(call, option, *file.structures, warnings);
  const std::string where = "--" + std::string(option);
  const auto own = number_option(call, std::string(option) + "-label");
  if (!own) return own.error();
  if (own.value() > 0) return one_label(file, own.value(), where);
  if (file.segments.size() == 1) return file.segments.front().mask;
  const std::vector<int> all = imaging::labels_in(file.nifti);
  if (all.size() <= 1) return imaging::mask_of(file.nifti, 0, where);

  if (!file.nifti.label_names.empty() || call.has("scheme")) {
    const auto table = label_conventions();
    if (!table) return table.error();
    const auto meanings = table.value().meanings(file.nifti.label_names, all, call.value("scheme"));
    if (!meanings) return meanings.error();
    for (const auto& [label, structure] : meanings.value()) {
      if (option == "cord" && structure == "canal_content") {
        return Issue{ErrorCode::UnknownValue, where,
                     "this label is the whole content of the canal, not the cord; give it as --sac, or with "
                     "--cord-label if it must be"};
      }
      if (fits(option, structure)) return one_label(file, label, where);
    }
  }
  const auto common = number_option(call, "label");
  if (!common) return common.error();
  if (common.value() > 0) return one_label(file, common.value(), where);
  return Issue{ErrorCode::MissingField, where,
               "the file holds several labels; say which with " + where + "-label N, --label N or --scheme NAME"};
}

Result<std::vector<MaskFile>> masks_for(const Call& call, const std::vector<std::string_view>& options) {
  std::vector<std::optional<Result<MaskFile>>> read(options.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t n = next++; n < options.size(); n = next++) read[n].emplace(mask_file(call, options[n]));
  };
  if (std::ranges::all_of(options, [&](std::string_view o) { return is_nifti(call, o); })) {
    auto other = std::async(std::launch::async, work);
    work();
    other.get();
  } else {
    work();
  }
  std::vector<MaskFile> out;
  for (auto& one : read) {
    if (!*one) return one->error();
    out.push_back(std::move(*one).value());
  }
  return out;
}

Result<imaging::LabelConventions> label_conventions() {
  constexpr std::string_view table_name = "imaging/label_conventions.table.md";
  for (const auto& file : embedded_knowledge()) {
    if (file.name == table_name) return imaging::LabelConventions::read(std::string(table_name), file.text);
  }
  return Issue{ErrorCode::KnowledgeSyntax, std::string(table_name), "the table is not in the program"};
}

Result<double> decimal_option(const Call& call, std::string_view option, double otherwise, double low, double high) {
  const auto* text = call.find(option);
  if (text == nullptr) return otherwise;
  const auto v = decimal_of(*text);
  if (!v || !(*v >= low && *v <= high)) {
    return Issue{ErrorCode::Usage, "--" + std::string(option),
                 "a number from " + shortest(low) + " to " + shortest(high) + " is needed"};
  }
  return *v;
}

Measurement measured_in(const std::vector<ImageSource>& sources, std::vector<MeasuredFact> facts) {
  std::string images;
  for (const ImageSource& s : sources)
    images += (images.empty() ? "" : "; ") + s.option + " " + (s.sha256 == "series" ? s.name : "sha256 " + s.sha256) +
              (s.was_proposed ? " (proposed by noms, accepted)" : "");
  return {std::move(facts), {}, "geometry of masks, not validated on patients", std::move(images)};
}

Result<bool> record_findings(const Call& call, const Measurement& measured, const std::string& reason) {
  if (!call.has("into")) return true;
  if (measured.facts.empty()) return Issue{ErrorCode::ImageGeometry, "--into", "nothing is recorded: " + reason};
  return write_into_case(call, measured);
}

void write_sources(json::Writer& w, const std::vector<ImageSource>& sources) {
  w.key("sources");
  w.begin_array();
  for (const ImageSource& s : sources) {
    w.begin_object();
    w.member("role", s.option);
    w.member("sha256", s.sha256);
    if (s.was_proposed) w.member("proposal", "accepted");
    w.end_object();
  }
  w.end_array();
}

void write_point(json::Writer& w, std::string_view name, imaging::Vec3 p) {
  w.key(name);
  w.begin_array();
  for (const double v : {p.x, p.y, p.z}) w.number(rounded(v, 2));
  w.end_array();
}

}  // namespace noms::cli
