// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace noms {

/// What is wrong, so that a caller can react. The names, their sentences, the HTTP status and the exit code of each
/// stand in `knowledge/errors.csv`; a test holds the two lists together.
enum class ErrorCode {
  InvalidJson,
  InvalidEncoding,
  TooLarge,
  TooDeep,
  DuplicateKey,
  UnknownField,
  MissingField,
  WrongType,
  NullValue,
  UnknownValue,
  UnknownUnit,
  MissingUnit,
  OutOfLimits,
  UnitConfusion,
  Contradiction,
  UnknownCode,
  AmbiguousCode,
  NotANumber,
  InvalidImage,
  ImageGeometry,
  InvalidXml,
  InvalidDmn,
  InvalidFeel,
  InvalidCsv,
  KnowledgeSyntax,
  KnowledgeGap,
  KnowledgeOverlap,
  KnowledgeUnreachable,
  KnowledgeUnused,
  KnowledgeEvidence,
  KnowledgeValue,
  KnowledgeSafety,
  KnowledgeCase,
  Usage,
  NotDetermined,
  Io,
  Internal,
};

/// The stable name of a code, as in `knowledge/errors.csv` ("unknown_field").
std::string_view name_of(ErrorCode code);

/// The process exit code for a code: 1 internal, 2 usage, 3 input, 4 not determined, 5 knowledge, 7 input or output.
int exit_code_of(ErrorCode code);

/// One fault. `where` is a JSON pointer, `file:line`, row and column, or a DICOM tag; `message` is one sentence that
/// never repeats what was given, which may be text about a patient.
struct Issue {
  ErrorCode code;
  std::string where;
  std::string message;
  friend bool operator==(const Issue&, const Issue&) = default;
};

/// Faults in the order in which they were found. Never empty inside a Result.
using Issues = std::vector<Issue>;

/// A value, or all the reasons why there is none.
///
/// The member names are those of C++23's std::expected. There is on purpose no operator*: reading a missing value ends
/// the program, it is never undefined.
template <class T>
class [[nodiscard]] Result {
public:
  using value_type = T;

  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Issue issue) : state_(std::in_place_index<1>, Issues{std::move(issue)}) {}
  Result(Issues issues) : state_(std::in_place_index<1>, std::move(issues)) {}

  bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  /// Ends the program when there is no value: that is a bug of the caller.
  const T& value() const& {
    if (!has_value()) std::abort();
    return *std::get_if<0>(&state_);
  }
  T& value() & {
    if (!has_value()) std::abort();
    return *std::get_if<0>(&state_);
  }
  T&& value() && {
    if (!has_value()) std::abort();
    return std::move(*std::get_if<0>(&state_));
  }

  /// The faults; ends the program when there is a value.
  const Issues& error() const {
    if (has_value()) std::abort();
    return *std::get_if<1>(&state_);
  }

private:
  std::variant<T, Issues> state_;
};

}  // namespace noms
