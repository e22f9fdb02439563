// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "noms/cli/command.h"
#include "noms/clinical_case/case.h"
#include "noms/foundation/result.h"
#include "noms/knowledge/library.h"

namespace noms::cli {

/// Where `noms assess --bulk` has its cases from. The thread that reads calls next(); read() and placed() may be called
/// from several threads at once, and while next() runs.
class BulkInput {
public:
  BulkInput() = default;
  virtual ~BulkInput() = default;
  BulkInput(const BulkInput&) = delete;
  BulkInput& operator=(const BulkInput&) = delete;

  /// Appends the text of the next case, as read() takes it. False at the end, when the program is told to stop while it
  /// waits, and when reading fails: then failure() is not 0.
  virtual bool next(std::string& text) = 0;
  virtual int failure() const = 0;
  /// Bytes that were read so far.
  virtual std::size_t bytes() const = 0;

  /// The case of a text. Errors: as pathway::read(), with places as this input has them.
  virtual Result<clinical_case::Case> read(std::string_view text) const = 0;
  /// Faults of that case that were found later, with places as this input has them.
  virtual Issues placed(std::string_view text, Issues issues) const = 0;
  /// True where the text of a case is its JSON.
  virtual bool is_case_text() const { return false; }
  /// The file in messages about a case: with the number of its line where the place of a fault does not say it.
  virtual std::string label(std::string_view file, std::size_t number) const = 0;
  /// What a case is called: "line", "case".
  virtual std::string_view unit() const = 0;
  /// Said on standard error after the last case; may be empty.
  virtual std::string remarks() const = 0;
};

/// The cases of a table (`--from csv`), with the mapping of the call; `descriptor` stays open. The header has been
/// read.
///
/// Errors: faults of the mapping and of the header were reported, and this is the exit code; none without a value.
struct OpenedTable {
  int code = 0;
  std::unique_ptr<BulkInput> input;  ///< null when the code is not 0
};
OpenedTable open_table(const Call& call, int descriptor, const knowledge::Library& library);

}  // namespace noms::cli
