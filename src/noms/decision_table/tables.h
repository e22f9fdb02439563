// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "noms/decision_table/text_table.h"
#include "noms/decision_table/vocabulary.h"
#include "noms/foundation/result.h"

// The three kinds of table the engine runs. Reading a table checks every name and value in it; `checks.h` proves it
// complete and free of conflict.

namespace noms::decision_table {

/// What a row says beside its rule: the confidence mark, evidence keys and the sentence for the reader.
struct Notes {
  std::string mark;
  std::vector<std::string> evidence;
  std::string text;
};

/// A decision table of which exactly one row fits every combination of its inputs.
struct UniqueTable {
  struct Row {
    std::string id;
    int line = 0;
    std::vector<ValueSet> cells;  ///< one per input
    std::vector<int> outputs;     ///< one value per output
    Notes notes;
  };

  std::string id;
  std::string file;
  std::string title;
  std::vector<VariableId> inputs;
  std::vector<VariableId> outputs;
  std::vector<Row> rows;  ///< at most 64

  /// Position of a row, or -1.
  int find(std::string_view row) const;
};

/// A conjunction: each variable has one of the values of its set. Empty means always.
using Conditions = std::vector<std::pair<VariableId, ValueSet>>;

/// A rule of a COLLECT table: it fires when one of its ways holds. Ways are the rows that share what stands before `/`
/// in their id, and the entries of `any of`.
struct Rule {
  struct Way {
    std::string row;
    int line = 0;
    Conditions when;
    Notes notes;
    std::vector<std::string> outputs;  ///< one per output column, as written
  };

  std::string id;
  std::vector<Way> ways;
};

/// A table of which any number of rows fit.
struct CollectTable {
  std::string id;
  std::string file;
  std::string title;
  std::vector<std::string> outputs;  ///< names of the output columns, without `-> `
  std::vector<Rule> rules;
};

/// Points that add up, and categories that cover the total. The category is the variable `<id>_category`.
struct ScoreTable {
  struct Component {
    VariableId variable;
    std::vector<int> points;  ///< one per value of the variable
    std::vector<std::string> texts;
    int line = 0;
  };
  struct Category {
    int from = 0;
    int to = 0;
    std::string text;
    int line = 0;
  };

  std::string id;
  std::string file;
  std::string title;
  std::vector<std::string> source;
  int least = 0;  ///< of the head's `total`
  int most = 0;
  std::vector<Component> components;
  VariableId category = -1;
  std::vector<Category> categories;  ///< one per value of `category`

  /// The category a total falls in, or -1.
  int category_of(int total) const;
};

/// `a = x; b = not y, z`, or `-` for always. Errors: KnowledgeSyntax, KnowledgeValue at `where`.
Result<Conditions> read_conditions(std::string_view text, const Vocabulary& vocabulary, const std::string& where);

/// Errors, all at once: unknown inputs and values, rows twice, more than 64 rows. Outputs join the vocabulary.
Result<UniqueTable> read_unique_table(const TextDocument& document, Vocabulary& vocabulary);
Result<CollectTable> read_collect_table(const TextDocument& document, const Vocabulary& vocabulary);
Result<ScoreTable> read_score_table(const TextDocument& document, Vocabulary& vocabulary);

}  // namespace noms::decision_table
