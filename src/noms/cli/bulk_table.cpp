// SPDX-License-Identifier: Apache-2.0
// noms assess --bulk --from csv: a table as the input of many cases.
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

#include "noms/cli/bulk_input.h"
#include "noms/cli/files.h"
#include "noms/cli/output.h"
#include "noms/cohort/cohort.h"
#include "noms/foundation/text.h"

namespace noms::cli {
namespace {

constexpr std::size_t mapping_bytes = 1U << 20U;

class TableInput final : public BulkInput {
public:
  TableInput(int descriptor, const knowledge::Library& library, std::optional<cohort::Mapping> mapping)
      : descriptor_(descriptor),
        library_(library),
        mapping_(std::move(mapping)),
        table_(library, mapping_ ? &*mapping_ : nullptr) {}

  /// False when reading failed or was stopped; else table().faults() says what the header is.
  bool read_header() {
    while (table_.read_header() == cohort::CaseTable::Next::MoreBytes) {
      if (!fill()) return false;
    }
    return true;
  }
  const cohort::CaseTable& table() const { return table_; }

  bool next(std::string& text) override {
    for (;;) {
      switch (table_.next(rows_)) {
        case cohort::CaseTable::Next::Case: text += rows_; return true;
        case cohort::CaseTable::Next::End: return false;
        case cohort::CaseTable::Next::MoreBytes: break;
      }
      if (!fill()) return false;
    }
  }
  int failure() const override { return failure_; }
  std::size_t bytes() const override { return bytes_; }

  Result<clinical_case::Case> read(std::string_view text) const override {
    return cohort::read_case_rows(text, table_.plan(), library_);
  }
  Issues placed(std::string_view text, Issues issues) const override {
    return cohort::in_rows(text, table_.plan(), std::move(issues));
  }
  std::string label(std::string_view file, std::size_t) const override { return std::string(file); }
  std::string_view unit() const override { return "case"; }
  std::string remarks() const override {
    std::string text;
    if (table_.empty_rows() > 0)
      text = "rows without any text were passed over: " + std::to_string(table_.empty_rows());
    if (!table_.watches_names())
      text += std::string(text.empty() ? "" : "\n") + "behind case " +
              std::to_string(cohort::CaseGatherer::most_names) +
              " it was not noticed whether the name of a case returns";
    return text;
  }

private:
  /// More bytes for the table; false when it gets none because reading failed or the program is told to stop.
  bool fill() {
    ssize_t size = 0;
    do size = ::read(descriptor_, buffer_.data(), buffer_.size());
    while (size < 0 && errno == EINTR && Finishing::signal() == 0);
    if (size < 0) {
      failure_ = errno == EINTR ? 0 : errno;
      return false;
    }
    bytes_ += static_cast<std::size_t>(size);
    if (size == 0) {
      table_.finish();
    } else {
      table_.feed({buffer_.data(), static_cast<std::size_t>(size)});
    }
    return true;
  }

  int descriptor_;
  const knowledge::Library& library_;
  std::optional<cohort::Mapping> mapping_;
  cohort::CaseTable table_;
  std::string rows_;  ///< of one case
  int failure_ = 0;
  std::size_t bytes_ = 0;
  std::array<char, 1U << 16U> buffer_{};
};

/// What the header left open: a separator that is no comma, columns that are not used.
void say_what_was_taken(const std::string& file, const cohort::CaseTable& table) {
  if (table.separator() != ',')
    say("noms assess: " + file + ": columns are separated by " + (table.separator() == ';' ? "a semicolon" : "a tab") +
        ", as in the header");
  if (const auto unused = table.unmapped(); !unused.empty())
    say("noms assess: " + file + ": not in the mapping, not used: " + joined(unused, ", "));
}

Result<std::optional<cohort::Mapping>> mapping_of(const Call& call, const knowledge::Library& library) {
  if (!call.has("mapping")) return std::optional<cohort::Mapping>();
  const auto text = read_file(call.value("mapping"), mapping_bytes);
  if (!text) return text.error();
  auto mapping = cohort::read_mapping(text.value(), library);
  if (!mapping) return mapping.error();
  return std::optional<cohort::Mapping>(std::move(mapping).value());
}

}  // namespace

OpenedTable open_table(const Call& call, int descriptor, const knowledge::Library& library) {
  auto mapping = mapping_of(call, library);
  if (!mapping) return {fail(call, mapping.error(), call.value("mapping")), nullptr};
  const std::string& file = call.arguments[0];
  auto input = std::make_unique<TableInput>(descriptor, library, std::move(mapping).value());
  if (!input->read_header()) {
    const std::string why = input->failure() == 0 ? "stopped" : std::strerror(input->failure());
    return {fail(call, {{ErrorCode::Io, "", "cannot be read: " + why}}, file), nullptr};
  }
  if (const auto& faults = input->table().faults(); !faults.empty()) return {fail(call, faults, file), nullptr};
  say_what_was_taken(file, input->table());
  return {0, std::move(input)};
}

}  // namespace noms::cli
