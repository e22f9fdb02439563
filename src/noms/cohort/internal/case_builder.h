// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "noms/cohort/case_rows.h"
#include "noms/cohort/columns.h"
#include "noms/json/document.h"

namespace noms::cohort::internal {

/// A cell with the row it stands in.
struct Cell {
  std::string text;  ///< empty when not recorded
  std::size_t row = 0;
  bool bad = false;  ///< a fault was said already
};

using Cells = std::vector<Cell>;

/// Builds the document of a case from its rows, and remembers which cell each value came from.
class CaseBuilder {
public:
  CaseBuilder(const CaseRows& rows, const Plan& plan) : rows_(rows), plan_(plan) {}

  /// Builds; false when the rows themselves are so bad that the document says nothing.
  bool build();
  const json::Value& document() const { return document_; }
  /// What the rows have wrong in themselves.
  const Issues& issues() const { return issues_; }
  /// The row and column of a JSON pointer into the document.
  std::string place_of(std::string_view pointer) const;
  /// An issue of the case reader with its places as rows and columns.
  Issue placed(Issue issue) const;

private:
  using Place = std::pair<std::size_t, std::size_t>;  ///< row, column

  void fault(ErrorCode code, std::size_t row, std::size_t column, std::string message);
  bool check_rows();
  void choose_rows();
  bool meets(const Row& row, const Condition& condition) const;
  std::size_t row_number() const;
  void order_lesions();
  Cells cells_of(const Row& row);
  std::string normal(const Column& column, std::size_t index, const Row& row, bool& bad);
  void merge(const Cells& row, const Row& of);
  void write_patient();
  json::Value write_lesion(const Cells& cells, std::size_t number, std::size_t row);
  bool write_value(const FieldColumns& field, const Cells& cells, const std::string& place, json::Value& to);
  bool write_plain(const FieldColumns& field, const Cells& cells, const std::string& place, json::Value& to);
  bool write_quantity(const FieldColumns& field, const Cells& cells, const std::string& place, json::Value& to);
  bool write_histology(const FieldColumns& field, const Cells& cells, const std::string& place, json::Value& to);
  bool write_checked(const FieldColumns& field, const Cells& cells, const std::string& place, json::Value& to);
  bool add_source(const FieldColumns& field, const Cells& cells, const std::string& place, bool written,
                  json::Value& to);
  void write_list(const FieldColumns& field, const Cells& cells, const std::string& place, json::Value& lesion);
  bool count_of(const Cells& cells, std::size_t column, std::size_t written, std::size_t& count);
  void remember(const std::string& place, const Cells& cells, std::size_t column);
  char decimal_of(std::size_t column) const;

  const CaseRows& rows_;
  const Plan& plan_;
  json::Value document_;
  Issues issues_;
  std::vector<const Row*> chosen_;
  std::vector<const Row*> lesions_;
  Cells patient_;
  std::map<std::string, Place, std::less<>> places_;
};

}  // namespace noms::cohort::internal
