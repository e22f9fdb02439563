// SPDX-License-Identifier: Apache-2.0
#include "noms/dicom/internal/compressed.h"

#include <dlfcn.h>

#include "noms/dicom/internal/codec.h"
#include "noms/dicom/own_process.h"

namespace noms::dicom {
namespace {

using Decode = decltype(&noms_decode_pixels);

/// Loaded once and kept; null where the library is not beside the program.
Decode decoder() {
  static const Decode found = [] {
    void* library = ::dlopen("libnoms_gdcm.so", RTLD_NOW | RTLD_LOCAL);
    return library == nullptr ? nullptr : reinterpret_cast<Decode>(::dlsym(library, "noms_decode_pixels"));
  }();
  return found;
}

}  // namespace

Result<std::vector<char>> decode_compressed(const std::string& transfer_syntax,
                                            const std::vector<std::string_view>& fragments, const Pixels& shape) {
  const Decode decode = decoder();
  if (decode == nullptr) return Issue{ErrorCode::Io, "(0002,0010)", "libnoms_gdcm.so, which decodes it, is not there"};
  std::vector<const char*> begins;
  std::vector<std::size_t> sizes;
  for (std::size_t i = 1; i < fragments.size(); ++i) {  // the first is the offset table
    begins.push_back(fragments[i].data());
    sizes.push_back(fragments[i].size());
  }
  const NomsPixelShape plain{shape.columns, shape.rows, shape.frames, shape.is_signed ? 1 : 0, shape.wide ? 1 : 0};
  std::vector<char> out(shape.count() * (shape.wide ? 4 : 2));
  OwnProcess decoding([&](const OwnProcess::Put& put) {
    const int outcome =
        decode(transfer_syntax.c_str(), begins.data(), sizes.data(), sizes.size(), &plain, out.data(), out.size());
    put(&outcome, sizeof outcome);
    if (outcome == 0) put(out.data(), out.size());
  });
  int outcome = -1;
  if (!decoding.get(&outcome, sizeof outcome) || (outcome == 0 && !decoding.get(out.data(), out.size()))) outcome = -1;
  switch (outcome) {
    case 0: return out;
    case 1: return Issue{ErrorCode::UnknownValue, "(0002,0010)", "the transfer syntax is not one that can be read"};
    default: return Issue{ErrorCode::InvalidEncoding, "(7FE0,0010)", "the compressed pixels cannot be decoded"};
  }
}

}  // namespace noms::dicom
