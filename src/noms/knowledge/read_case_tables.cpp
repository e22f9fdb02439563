// SPDX-License-Identifier: Apache-2.0
// Fields, units, facts and contradictions: what a case may say.
#include <algorithm>

#include "noms/foundation/text.h"
#include "noms/knowledge/internal/reader.h"

namespace noms::knowledge::internal {
namespace {

std::optional<Field::Type> type_of(std::string_view name) {
  using enum Field::Type;
  static constexpr std::pair<std::string_view, Field::Type> types[] = {
      {"text", Text},     {"choice", Choice},       {"boolean", Boolean}, {"integer", Integer}, {"quantity", Quantity},
      {"levels", Levels}, {"histology", Histology}, {"set", Set},         {"list", List}};
  for (const auto& [word, type] : types) {
    if (word == name) return type;
  }
  return std::nullopt;
}

/// True for a field that is a finite fact as it stands. Fields inside a list within a lesion describe history, not the
/// lesion.
bool is_fact(const Field& field) {
  using enum Field::Type;
  const bool finite = field.type == Choice || field.type == Boolean || field.type == Levels || field.type == Histology;
  return finite && std::ranges::count(field.path, '*') <= 1;
}

std::string fact_name(const Build& build, const Field& field) {
  if (const TextDocument* facts = build.document("facts"); facts != nullptr && !facts->tables.empty()) {
    const TextTable& table = facts->tables[0];
    for (const auto& row : table.rows) {
      if (table.cell(row, "field") == field.path && table.cell(row, "test") == "is")
        return std::string(table.cell(row, "fact"));
    }
  }
  return std::string(field.name());
}

/// `3 mo`: a number and a unit of the field's quantity, in the quantity's first unit.
std::optional<double> amount(const Library& library, const Field& field, std::string_view text) {
  const auto blank = text.find(' ');
  const auto number = decimal_of(text.substr(0, blank));
  if (!number) return std::nullopt;
  if (field.type != Field::Type::Quantity) return blank == std::string_view::npos ? number : std::nullopt;
  if (blank == std::string_view::npos) return std::nullopt;
  for (const auto& unit : library.units) {
    if (unit.quantity == field.quantity && unit.unit == trimmed(text.substr(blank))) return *number * unit.factor;
  }
  return std::nullopt;
}

bool read_test(const Library& library, const Field& field, std::string_view test, FactRule& rule) {
  using enum FactRule::Test;
  const auto after = [&](std::string_view word) -> std::optional<std::string_view> {
    if (!test.starts_with(word)) return std::nullopt;
    return trimmed(test.substr(word.size()));
  };
  const auto one_amount = [&](FactRule::Test kind, std::string_view text) {
    const auto value = amount(library, field, text);
    rule.test = kind;
    rule.low = value.value_or(0);
    return value.has_value();
  };
  if (const auto text = after("recorded ")) {
    rule.closed = true;
    return text->starts_with("recorded") ? false : read_test(library, field, *text, rule);
  }
  if (const auto text = after("over ")) return one_amount(Over, *text);
  if (const auto text = after("under ")) return one_amount(Under, *text);
  if (const auto text = after("at least ")) return one_amount(AtLeast, *text);
  if (const auto text = after("between ")) {
    const auto parts = split(*text, " and ");
    const auto low = parts.size() == 2 ? amount(library, field, parts[0]) : std::nullopt;
    const auto high = parts.size() == 2 ? amount(library, field, parts[1]) : std::nullopt;
    rule.test = Between;
    rule.low = low.value_or(0);
    rule.high = high.value_or(0);
    return low && high;
  }
  if (const auto text = after("includes ")) {
    rule.test = Includes;
    for (const auto value : split(*text, ",")) {
      if (std::ranges::find(field.values, value) == field.values.end()) return false;
      rule.values.emplace_back(value);
    }
    return field.type == Field::Type::Set;
  }
  if (const auto text = after("any ")) {
    const auto parts = split(*text, "=");
    const Field* member = parts.size() == 2 ? library.field(field.path + "/*/" + std::string(parts[0])) : nullptr;
    if (member == nullptr) return false;
    rule.test = AnyMember;
    rule.member = parts[0];
    for (const auto value : split(parts[1], ",")) {
      if (std::ranges::find(member->values, value) == member->values.end()) return false;
      rule.values.emplace_back(value);
    }
    return true;
  }
  if (test == "recorded") {
    rule.test = Recorded;
    return true;
  }
  if (test == "not empty") {
    rule.test = NotEmpty;
    return field.type == Field::Type::Set || field.type == Field::Type::List;
  }
  return false;
}

}  // namespace

void read_fields(Build& build) {
  const TextTable* table = build.table("fields");
  if (table == nullptr) return;
  for (const auto& row : table->rows) {
    Field field;
    field.path = table->cell(row, "field");
    field.text = table->cell(row, "text");
    const auto type = type_of(table->cell(row, "type"));
    if (!type || field.path.empty() || build.library.field(field.path) != nullptr) {
      build.fault(ErrorCode::KnowledgeSyntax, table->at(row.line), "the type is unknown, or the field stands twice");
      continue;
    }
    field.type = *type;
    const auto values = table->cell(row, "values");
    if (field.type == Field::Type::Choice || field.type == Field::Type::Set) {
      for (const auto value : split(values, ",")) field.values.emplace_back(value);
      if (field.values.empty() || field.values.size() > 64)
        build.fault(ErrorCode::KnowledgeSyntax, table->at(row.line), "between 1 and 64 values are needed");
    }
    if (field.type == Field::Type::Integer) {
      const auto limits = split(values, "..");
      const auto least = limits.size() == 2 ? whole_of(limits[0]) : std::nullopt;
      const auto most = limits.size() == 2 ? whole_of(limits[1]) : std::nullopt;
      if (!least || !most)
        build.fault(ErrorCode::KnowledgeSyntax, table->at(row.line), "an integer needs limits, `0..5`");
      field.least = least.value_or(0);
      field.most = most.value_or(0);
    }
    if (field.type == Field::Type::Quantity) field.quantity = values;
    build.library.field_index.emplace(field.path, build.library.fields.size());
    build.library.fields.push_back(std::move(field));
  }
}

void read_units(Build& build) {
  const TextTable* table = build.table("units");
  if (table == nullptr) return;
  for (const auto& row : table->rows) {
    const auto number = [&](std::string_view column) {
      const auto value = decimal_of(table->cell(row, column));
      if (!value)
        build.fault(ErrorCode::KnowledgeSyntax, table->at(row.line),
                    "the column " + std::string(column) + " needs a number");
      return value.value_or(0);
    };
    Unit unit{std::string(table->cell(row, "quantity")),
              std::string(table->cell(row, "unit")),
              number("factor"),
              number("least"),
              number("most"),
              static_cast<int>(number("decimals"))};
    if (unit.factor <= 0 || unit.least > unit.most)
      build.fault(ErrorCode::KnowledgeValue, table->at(row.line),
                  "the factor must be positive and the limits in order");
    const bool first =
        std::ranges::find(build.library.units, unit.quantity, &Unit::quantity) == build.library.units.end();
    if (first && unit.factor != 1)
      build.fault(ErrorCode::KnowledgeValue, table->at(row.line), "the first unit of a quantity has the factor 1");
    build.library.units.push_back(std::move(unit));
  }
  for (const auto& field : build.library.fields) {
    if (field.type == Field::Type::Quantity &&
        std::ranges::find(build.library.units, field.quantity, &Unit::quantity) == build.library.units.end()) {
      build.fault(ErrorCode::KnowledgeValue, "case/fields.table.md", "the quantity of " + field.path + " has no units");
    }
  }
}

void read_facts(Build& build) {
  Library& library = build.library;
  for (const auto& field : library.fields) {
    if (!is_fact(field)) continue;
    std::vector<std::string> values = field.values;
    if (field.type == Field::Type::Boolean) values = {"no", "yes"};
    const VariableId fact =
        library.vocabulary.add(fact_name(build, field), std::move(values));  // levels and histology are there already
    library.fact_index.emplace(fact, library.facts.size());
    library.facts.push_back({fact, &field, FactRule::Test::Is, 0, 0, false, {}, {}});
  }
  const TextTable* table = build.table("facts");
  if (table == nullptr) return;
  for (const auto& row : table->rows) {
    const auto name = table->cell(row, "fact");
    const auto test = table->cell(row, "test");
    const Field* field = library.field(table->cell(row, "field"));
    if (field == nullptr) {
      build.fault(ErrorCode::KnowledgeValue, table->at(row.line), "there is no such field");
      continue;
    }
    if (test == "is") {
      if (!is_fact(*field))
        build.fault(ErrorCode::KnowledgeValue, table->at(row.line), "the field is not a finite fact");
      continue;
    }
    FactRule rule;
    rule.field = field;
    if (library.vocabulary.find(name) >= 0 || !read_test(library, *field, test, rule)) {
      build.fault(ErrorCode::KnowledgeSyntax, table->at(row.line),
                  "the test does not fit the field, or the fact stands twice");
      continue;
    }
    rule.fact = library.vocabulary.add(name, {"no", "yes"});
    library.fact_index.emplace(rule.fact, library.facts.size());
    library.facts.push_back(std::move(rule));
  }
}

void read_exclusions(Build& build) {
  const TextDocument* document = build.document("contradictions");
  const TextTable* facts = document == nullptr ? nullptr : document->table_under("Facts");
  const TextTable* numbers = document == nullptr ? nullptr : document->table_under("Numbers");
  if (facts == nullptr || numbers == nullptr) {
    build.fault(ErrorCode::KnowledgeSyntax, "case/contradictions.table.md",
                "tables under `## Facts` and `## Numbers` are needed");
    return;
  }
  for (const auto& row : facts->rows) {
    auto when =
        decision_table::read_conditions(facts->cell(row, "when"), build.library.vocabulary, facts->at(row.line));
    if (!when) {
      build.add(when.error());
      continue;
    }
    for (const auto& [variable, set] : when.value()) {
      if (build.library.fact_rule(variable) == nullptr)
        build.fault(ErrorCode::KnowledgeValue, facts->at(row.line), "a contradiction is between facts of the case");
    }
    const auto infers = facts->cell(row, "infers");
    if (infers != "yes" && infers != "no")
      build.fault(ErrorCode::KnowledgeSyntax, facts->at(row.line), "the column infers is yes or no");
    build.library.exclusions.push_back(
        {row.cells[0], std::move(when).value(), infers == "yes", std::string(facts->cell(row, "text"))});
  }
  for (const auto& row : numbers->rows) {
    NumberRule rule{row.cells[0], std::string(numbers->cell(row, "smaller")), std::string(numbers->cell(row, "larger")),
                    std::string(numbers->cell(row, "text"))};
    for (const auto* side : {&rule.smaller, &rule.larger}) {
      const Field* field = build.library.field(*side);
      if (*side != "count lesions" && (field == nullptr || field->type != Field::Type::Integer)) {
        build.fault(ErrorCode::KnowledgeValue, numbers->at(row.line),
                    "a side is `count lesions` or the path of an integer");
      }
    }
    build.library.numbers.push_back(std::move(rule));
  }
}

}  // namespace noms::knowledge::internal
