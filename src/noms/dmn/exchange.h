// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "noms/dmn/model.h"
#include "noms/foundation/result.h"
#include "noms/knowledge/library.h"

// The tables of `knowledge/` as DMN and back. How one becomes the other stands in docs/developer/dmn.md.

namespace noms::dmn {

/// The tables of an edition that decide, as a model of DMN 1.3: facts as input data, tables as decisions, the id of a
/// row as that of its rule, its sentence as description, mark, evidence and Spanish as extension elements.
///
/// `files` are those that the library was loaded from.
std::string export_edition(const std::vector<knowledge::SourceFile>& files, const knowledge::Library& library,
                           const knowledge::Edition& edition);

/// A file of knowledge as it was made from a model.
struct ImportedFile {
  std::string name;  ///< below `knowledge/`
  std::string text;
};

/// The tables of a model that export_edition() wrote, also after its rules were edited, as files of knowledge.
///
/// Range:   tables that the library makes itself of levels and histologies are not written; they must be as it makes
///          them.
/// Errors:  InvalidDmn with line:column: a decision that is no such table, a cell that no file of knowledge can hold,
///          a table of levels or histologies that differs.
Result<std::vector<ImportedFile>> import_tables(const Model& model, const knowledge::Library& library);

}  // namespace noms::dmn
