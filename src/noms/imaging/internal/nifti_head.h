// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "noms/foundation/result.h"
#include "noms/imaging/gzip.h"
#include "noms/imaging/nifti.h"

namespace noms::imaging::internal {

/// The head of a NIfTI-1 or NIfTI-2 file, checked and turned into LPS.
struct NiftiHead {
  Grid grid;
  NiftiType type = NiftiType::Uint8;
  std::size_t sample_bytes = 1;
  std::size_t head_bytes = 348;
  std::size_t voxel_offset = 352;
  double slope = 1;
  double intercept = 0;
  bool swapped = false;
  bool is_proposal = false;
  std::string geometry_from;
  std::vector<std::string> warnings;
};

/// The description of a file that is a proposal; at most 79 bytes.
inline constexpr std::string_view proposal_mark = "noms image propose: proposal, not yet accepted";

Result<NiftiHead> read_head(ByteSource& source, const std::string& name);

/// Adds the `<Label Key="29"><![CDATA[name]]></Label>` entries of an extension.
void read_label_names(std::string_view xml, std::map<int, std::string>& names);

std::uint32_t swapped(std::uint32_t v);

}  // namespace noms::imaging::internal
