// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/limits.h"

#include <algorithm>
#include <set>

#include "noms/decision_table/text_table.h"
#include "noms/foundation/text.h"

namespace noms::dosimetry {
namespace {

using decision_table::TextDocument;
using decision_table::TextTable;

bool known(std::string_view text, std::initializer_list<std::string_view> allowed) {
  return std::find(allowed.begin(), allowed.end(), text) != allowed.end();
}

std::optional<Issue> read_row(const TextDocument& document, const TextTable& table, const TextTable::Row& row,
                              Limit& out) {
  const auto cell = [&](std::string_view name) { return table.cell(row, name); };
  const auto wrong = [&](const char* message) { return Issue{ErrorCode::KnowledgeValue, table.at(row.line), message}; };
  out.table = document.head_value("id");
  out.source = document.head_value("source");
  out.row = cell("row");
  out.organ = cell("organ");
  out.structure = cell("structure");
  out.metric_text = cell("metric");
  out.unit = cell("unit");
  out.mark = cell("mark");
  out.text = cell("text");
  const auto value = decimal_of(cell("limit"));
  const auto ratio = decimal_of(cell("alpha_beta"));
  const auto metric = metric_of(out.metric_text);
  if (out.row.empty() || out.organ.empty()) return wrong("a limit needs a row and an organ");
  if (!metric) return wrong("the metric is not one that is known");
  if (!value || *value < 0) return wrong("the limit is not a number");
  if (!ratio || *ratio <= 0) return wrong("alpha_beta is not a positive number");
  if (!known(cell("direction"), {"at most", "at least"})) return wrong("the direction is `at most` or `at least`");
  if (!known(out.unit, {"Gy", "cc", "%", "mo", "Gy2/2"})) return wrong("the unit is not one that is known");
  for (const auto mark : split(out.mark, " ")) {
    if (!known(mark, {"S", "V", "D", "E"}))
      return wrong("the mark is not S, V, D or E; a recalled figure is not encoded");
  }
  if (out.mark.empty()) return wrong("a limit needs a mark");
  const bool volume = metric->kind == Metric::Kind::VolumeAtDose;
  if (metric->kind != Metric::Kind::Course && volume == (out.unit == "Gy"))
    return wrong("the unit does not fit the metric");
  out.metric = *metric;
  out.value = *value;
  out.alpha_beta_gy = *ratio;
  out.at_least = cell("direction") == "at least";
  if (cell("fractions") == "-") return std::nullopt;
  const auto fractions = whole_of(cell("fractions"));
  if (!fractions || *fractions < 1 || *fractions > 60) return wrong("the number of fractions is not between 1 and 60");
  out.fractions = static_cast<int>(*fractions);
  return std::nullopt;
}

void read_table(const TextDocument& document, LimitLibrary& library, std::set<std::string>& rows, Issues& issues) {
  const TextTable* table = document.table_under("Limits");
  if (table == nullptr) {
    issues.push_back({ErrorCode::KnowledgeSyntax, document.file, "a table of limits needs the heading Limits"});
    return;
  }
  library.tables.emplace_back(document.head_value("id"), document.head_value("title"));
  for (const auto& row : table->rows) {
    Limit limit;
    if (auto issue = read_row(document, *table, row, limit)) {
      issues.push_back(*issue);
    } else if (!rows.insert(limit.row).second) {
      issues.push_back({ErrorCode::KnowledgeValue, table->at(row.line), "the row is there twice"});
    } else {
      library.limits.push_back(std::move(limit));
    }
  }
}

std::vector<std::string> names_in(std::string_view cell) {
  std::vector<std::string> names;
  for (const auto name : split(cell, ",")) {
    if (name != "-") names.emplace_back(name);
  }
  return names;
}

}  // namespace

bool LimitLibrary::has_organ(std::string_view organ) const {
  return std::any_of(names.begin(), names.end(), [&](const OrganNames& n) { return n.organ == organ; });
}

std::optional<Metric> metric_of(std::string_view text) {
  using Kind = Metric::Kind;
  if (text == "Dmax") return Metric{Kind::PointMaximum, 0};
  if (text == "Dmin") return Metric{Kind::PointMinimum, 0};
  if (text == "Dmean") return Metric{Kind::Mean, 0};
  if (known(text, {"interval", "nbed_new", "nbed_sum", "share"})) return Metric{Kind::Course, 0};
  const auto between = [&](std::string_view begin, std::string_view end, Kind kind) -> std::optional<Metric> {
    if (!text.starts_with(begin) || !text.ends_with(end) || text.size() <= begin.size() + end.size())
      return std::nullopt;
    const auto amount = decimal_of(text.substr(begin.size(), text.size() - begin.size() - end.size()));
    if (!amount || !(*amount > 0)) return std::nullopt;
    return Metric{kind, *amount};
  };
  if (auto m = between("CV", "cc", Kind::ColdVolume)) return m;
  if (auto m = between("D", "cc", Kind::DoseAtVolume)) return m;
  if (auto m = between("D", "%", Kind::DoseAtPercent)) return m;
  return between("V", "Gy", Kind::VolumeAtDose);
}

Result<LimitLibrary> read_limits(const std::vector<std::pair<std::string_view, std::string_view>>& files) {
  LimitLibrary library;
  Issues issues;
  std::set<std::string> rows;
  for (const auto& [name, text] : files) {
    if (name.find("dose_limits/") == std::string_view::npos || !name.ends_with(".table.md")) continue;
    auto document = decision_table::read_markdown(std::string(name), text);
    if (!document) {
      issues.insert(issues.end(), document.error().begin(), document.error().end());
      continue;
    }
    const auto kind = document.value().head_value("kind");
    if (kind == "dose_limits") read_table(document.value(), library, rows, issues);
    const TextTable* names = document.value().table_under("Names");
    if (kind != "dose_structures" || names == nullptr) continue;
    for (const auto& row : names->rows) {
      library.names.push_back({std::string(names->cell(row, "organ")), names_in(names->cell(row, "standard")),
                               names_in(names->cell(row, "other"))});
    }
  }
  for (const auto& limit : library.limits) {
    if (limit.organ != "spinal_cord_partial" && !library.has_organ(limit.organ)) {
      issues.push_back({ErrorCode::KnowledgeValue, limit.table + ":" + limit.row,
                        "the organ is not in the table of structure names"});
    }
  }
  if (library.limits.empty() && issues.empty())
    issues.push_back({ErrorCode::KnowledgeSyntax, "dose_limits", "no table of limits"});
  if (!issues.empty()) return issues;
  return library;
}

std::optional<NameMatch> propose_organ(const LimitLibrary& library, std::string_view structure_name) {
  const std::string name = folded(structure_name);
  std::optional<NameMatch> match;
  for (const auto& organ : library.names) {
    for (const auto& standard : organ.standard) {
      if (standard == structure_name) return NameMatch{organ.organ, true};
      if (folded(standard) == name) match = NameMatch{organ.organ, false};
    }
    for (const auto& other : organ.other) {
      if (folded(other) == name) match = NameMatch{organ.organ, false};
    }
  }
  return match;
}

}  // namespace noms::dosimetry
