// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <span>
#include <string_view>

// The dose commands. Each takes its words, writes results to `out` and messages to `err`, and gives the exit code of
// the public contract: 0 done, 2 wrong usage, 3 invalid input, 4 not determined, 5 knowledge refused, 7 input or output
// failed.

namespace noms::cli {

using Words = std::span<const std::string_view>;

/// `noms dose dvh --structures RS.dcm --dose RD.dcm [--plan RP.dcm] [--structure NAME ...]`: dose in structures.
int dose_dvh(Words words, std::ostream& out, std::ostream& err);
/// `noms dose check ... [--map NAME=ORGAN ...] [--fractions N]`: doses held against the limit tables.
int dose_check(Words words, std::ostream& out, std::ostream& err);
/// `noms dose sum`: earlier and new courses in EQD2, against the limits of re-irradiation.
int dose_sum(Words words, std::ostream& out, std::ostream& err);
/// `noms dose feasible`: whether a tumour dose fits beside the cord, from contours alone.
int dose_feasible(Words words, std::ostream& out, std::ostream& err);
/// `noms dose findings ... --tumour NAME --cord NAME`: measured doses as fields of a lesion with their source.
int dose_findings(Words words, std::ostream& out, std::ostream& err);
/// `noms dose phantom NAME --to FOLDER`: analytic structures and doses.
int dose_phantom(Words words, std::ostream& out, std::ostream& err);

/// The command `dose`: the first word chooses one of the above.
int dose(Words words, std::ostream& out, std::ostream& err);

}  // namespace noms::cli
