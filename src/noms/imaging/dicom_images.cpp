// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/dicom_images.h"

#include <dlfcn.h>

#include <cstdint>
#include <optional>
#include <utility>

#include "noms/dicom/own_process.h"
#include "noms/imaging/codec/boundary.h"

namespace noms::imaging {

namespace {

/// The function of that name in the library that holds GDCM, which is loaded once and kept; null where it is not there.
void* function_of(const char* name) {
  static void* const library = ::dlopen("libnoms_gdcm.so", RTLD_NOW | RTLD_LOCAL);
  return library == nullptr ? nullptr : ::dlsym(library, name);
}

Issue no_library() {
  return {ErrorCode::Io, "file", "libnoms_gdcm.so, which reads DICOM images, is not there"};
}

/// Sends values to the process that waits for them. The counterpart of Receiver.
class Sender {
public:
  explicit Sender(const dicom::OwnProcess::Put& put) : put_(put) {}

  template <class T>
  void value(T& one) {
    put_(&one, sizeof one);
  }
  template <class List>
  void list(List& values, const auto& each) {
    std::uint64_t count = values.size();
    value(count);
    for (auto& one : values) each(*this, one);
  }
  /// Text, or a vector of plain numbers.
  template <class Block>
  void block(Block& values) {
    std::uint64_t count = values.size();
    value(count);
    put_(values.data(), values.size() * sizeof values[0]);
  }

private:
  const dicom::OwnProcess::Put& put_;
};

/// Takes values in the order in which a Sender sent them; after a piece that did not come all are empty.
class Receiver {
public:
  explicit Receiver(dicom::OwnProcess& process) : process_(process) {}

  template <class T>
  void value(T& one) {
    good_ = good_ && process_.get(&one, sizeof one);
    if (!good_) one = T{};
  }
  template <class List>
  void list(List& values, const auto& each) {
    values.clear();
    std::uint64_t count = 0;
    for (value(count); good_ && count > 0; --count) each(*this, values.emplace_back());
  }
  template <class Block>
  void block(Block& values) {
    std::uint64_t count = 0;
    value(count);
    good_ = good_ && count <= most_bytes / sizeof values[0];
    values.resize(good_ ? static_cast<std::size_t>(count) : 0);
    good_ = good_ && process_.get(values.data(), values.size() * sizeof values[0]);
  }
  bool is_good() const { return good_; }

private:
  static constexpr std::uint64_t most_bytes = std::uint64_t{1} << 33U;

  dicom::OwnProcess& process_;
  bool good_ = true;
};

constexpr auto text_way = [](auto& way, std::string& text) { way.block(text); };

constexpr auto issue_way = [](auto& way, Issue& issue) {
  way.value(issue.code);
  way.block(issue.where);
  way.block(issue.message);
};

template <class Way>
void pass(Way& way, DicomStack& stack) {
  way.value(stack.image.grid);
  way.block(stack.image.voxels);
  way.block(stack.series_uid);
  way.block(stack.frame_of_reference);
  way.block(stack.modality);
}

template <class Way>
void pass(Way& way, DicomSegment& segment) {
  way.value(segment.number);
  way.block(segment.label);
  way.block(segment.code);
  way.value(segment.mask.grid);
  way.block(segment.mask.voxels);
  way.block(segment.frame_pixels);
}

template <class Way>
void pass(Way& way, DicomSegmentation& segmentation) {
  way.block(segmentation.uid);
  way.block(segmentation.series_uid);
  way.block(segmentation.frame_of_reference);
  way.block(segmentation.type);
  way.list(segmentation.segments, [](auto& same, DicomSegment& segment) { pass(same, segment); });
  way.list(segmentation.warnings, text_way);
}

template <class Way>
void pass(Way& way, std::vector<DicomStack>& stacks) {
  way.list(stacks, [](auto& same, DicomStack& stack) { pass(same, stack); });
}

/// What the function of that name in the library reads from a path, in a process of its own.
template <class Answer>
Result<Answer> read_apart(const char* name, const std::string& path) {
  using Read = void (*)(const std::string&, std::optional<Result<Answer>>&);
  const auto read = reinterpret_cast<Read>(function_of(name));
  if (read == nullptr) return no_library();
  dicom::OwnProcess process([&](const dicom::OwnProcess::Put& put) {
    std::optional<Result<Answer>> out;
    read(path, out);
    Sender sender(put);
    bool found = out->has_value();
    sender.value(found);
    if (found) {
      Answer answer = std::move(*out).value();
      pass(sender, answer);
    } else {
      Issues issues = out->error();
      sender.list(issues, issue_way);
    }
  });
  Receiver receiver(process);
  bool found = false;
  Answer answer;
  Issues issues;
  receiver.value(found);
  if (found) {
    pass(receiver, answer);
  } else {
    receiver.list(issues, issue_way);
  }
  if (!receiver.is_good() || (!found && issues.empty()))
    return Issue{ErrorCode::InvalidImage, "file", "the DICOM file is damaged"};
  if (!found) return issues;
  return answer;
}

}  // namespace

Result<std::vector<DicomStack>> read_dicom_images(const std::string& path) {
  return read_apart<std::vector<DicomStack>>("noms_read_dicom_images", path);
}

Result<DicomSegmentation> read_dicom_segmentation(const std::string& path) {
  return read_apart<DicomSegmentation>("noms_read_dicom_segmentation", path);
}

}  // namespace noms::imaging
