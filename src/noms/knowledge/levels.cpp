// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "noms/foundation/text.h"
#include "noms/knowledge/internal/reader.h"

namespace noms::knowledge {

int Levels::find(std::string_view name) const {
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

Levels::Group Levels::join(const Group& a, const Group& b) const {
  Group joined;
  joined.location = a.location < 0 ? b.location : b.location < 0 ? a.location : std::min(a.location, b.location);
  joined.by_class = a.by_class || b.by_class;
  joined.several = true;
  for (std::size_t i = 0; i < a.flags.size(); ++i)
    joined.flags.push_back(flag_is_all[i] ? a.flags[i] && b.flags[i] : a.flags[i] || b.flags[i]);
  return joined;
}

int Levels::group_of(const std::vector<int>& levels) const {
  Group group = single[static_cast<std::size_t>(levels.front())];
  for (std::size_t i = 1; i < levels.size(); ++i) group = join(group, single[static_cast<std::size_t>(levels[i])]);
  return static_cast<int>(std::ranges::find(groups, group) - groups.begin());
}

std::vector<std::string> Levels::names_in(int group) const {
  std::vector<std::string> names_of_group;
  for (std::size_t i = 0; i < single.size(); ++i) {
    if (single[i] == groups[static_cast<std::size_t>(group)]) names_of_group.push_back(names[i]);
  }
  return names_of_group;
}

namespace internal {
namespace {

/// All groups that one or several levels can form: the single ones, then what joining adds, until nothing new comes.
void close_groups(Levels& levels) {
  for (const auto& group : levels.single) {
    if (std::ranges::find(levels.groups, group) == levels.groups.end()) levels.groups.push_back(group);
  }
  const std::size_t singles = levels.groups.size();
  for (std::size_t i = 0; i < levels.groups.size(); ++i) {
    for (std::size_t j = 0; j < singles; ++j) {
      auto group = levels.join(levels.groups[i], levels.groups[j]);
      if (std::ranges::find(levels.groups, group) == levels.groups.end()) levels.groups.push_back(std::move(group));
    }
  }
}

/// `C3, C4, C5, C6` for single levels; a numbered name for groups that only several levels form.
std::string group_name(const Levels& levels, std::size_t group) {
  const auto names = levels.names_in(static_cast<int>(group));
  return names.empty() ? "several_" + std::to_string(group) : joined(names, ", ");
}

/// The decision `location`: from the levels, and from the class where a level is transitional.
UniqueTable location_table(const Levels& levels, Library& library, VariableId levels_fact, VariableId class_fact,
                           const TextDocument& document) {
  UniqueTable table{"location",
                    document.file,
                    library.phrase("Location in the sense of SINS"),
                    {levels_fact, class_fact},
                    {library.vocabulary.add("location", levels.classes)},
                    {}};
  const int classes = static_cast<int>(levels.classes.size());
  for (int outcome = 0; outcome < classes; ++outcome) {
    ValueSet plain;
    for (std::size_t g = 0; g < levels.groups.size(); ++g) {
      if (!levels.groups[g].by_class && levels.groups[g].location == outcome)
        plain = plain | ValueSet::of(static_cast<int>(g));
    }
    const std::string& name = levels.classes[static_cast<std::size_t>(outcome)];
    if (!plain.empty())
      table.rows.push_back({"L-" + name,
                            document.tables[0].line,
                            {plain, ValueSet::first(classes)},
                            {outcome},
                            {"S", {"fisher-2010"}, ""}});
    for (int stated = 0; stated < classes; ++stated) {
      ValueSet transitional;
      for (std::size_t g = 0; g < levels.groups.size(); ++g) {
        const auto& group = levels.groups[g];
        const int worst = group.location < 0 ? stated : std::min(group.location, stated);
        if (group.by_class && worst == outcome) transitional = transitional | ValueSet::of(static_cast<int>(g));
      }
      if (transitional.empty()) continue;
      table.rows.push_back(
          {"L-" + name + "-stated-" + levels.classes[static_cast<std::size_t>(stated)],
           document.tables[0].line,
           {transitional, ValueSet::of(stated)},
           {outcome},
           {"E", {"fisher-2010"}, library.phrase("The class of a transitional level is the one stated.")}});
    }
  }
  return table;
}

UniqueTable flag_table(const Levels& levels, std::size_t flag, Library& library, VariableId levels_fact,
                       const TextDocument& document) {
  const std::string& name = levels.flag_names[flag];
  UniqueTable table{name,
                    document.file,
                    library.phrase("From the levels"),
                    {levels_fact},
                    {library.vocabulary.add(name, {"no", "yes"})},
                    {}};
  for (const bool truth : {false, true}) {
    ValueSet set;
    for (std::size_t g = 0; g < levels.groups.size(); ++g) {
      if (levels.groups[g].flags[flag] == truth) set = set | ValueSet::of(static_cast<int>(g));
    }
    if (!set.empty())
      table.rows.push_back(
          {"L-" + name + (truth ? "-yes" : "-no"), document.tables[0].line, {set}, {truth ? 1 : 0}, {"S", {}, ""}});
  }
  return table;
}

bool read_flags(Build& build, const TextDocument& document, Levels& levels) {
  const TextTable& table = document.tables[0];
  for (const auto part : split(document.head_value("join"), ",")) {
    const auto blank = part.find(' ');
    const auto name = part.substr(0, blank);
    const auto how = blank == std::string_view::npos ? std::string_view() : trimmed(part.substr(blank));
    if (table.column(name) < 0 || (how != "worst" && how != "all" && how != "any")) {
      build.fault(ErrorCode::KnowledgeSyntax, document.file, "the head's join names columns with worst, all or any");
      return false;
    }
    if (how == "worst") continue;
    levels.flag_names.emplace_back(name);
    levels.flag_is_all.push_back(how == "all");
  }
  return true;
}

}  // namespace

void read_levels(Build& build) {
  Levels& levels = build.library.levels;
  const TextTable* table = build.table("levels");
  const Field* class_field = build.library.field("lesions/*/location_class");
  if (table == nullptr || class_field == nullptr)
    return build.fault(ErrorCode::KnowledgeSyntax, "mechanical/levels.table.md",
                       "the levels need the field lesions/*/location_class");
  const TextDocument& document = *build.document("levels");
  levels.classes = class_field->values;
  if (!read_flags(build, document, levels)) return;
  for (const auto& row : table->rows) {
    Levels::Group group;
    const auto location = table->cell(row, "location");
    const auto found = std::ranges::find(levels.classes, location);
    if (location == "-") {
      group.by_class = true;
    } else if (found == levels.classes.end()) {
      build.fault(ErrorCode::KnowledgeValue, table->at(row.line), "the location is not a location class");
    } else {
      group.location = static_cast<int>(found - levels.classes.begin());
    }
    for (const auto& flag : levels.flag_names) {
      const auto cell = table->cell(row, flag);
      if (cell != "yes" && cell != "no")
        build.fault(ErrorCode::KnowledgeValue, table->at(row.line), flag + " is yes or no");
      group.flags.push_back(cell == "yes");
    }
    if (levels.find(row.cells[0]) >= 0)
      build.fault(ErrorCode::KnowledgeSyntax, table->at(row.line), "the level stands twice");
    levels.names.push_back(row.cells[0]);
    levels.single.push_back(std::move(group));
  }
  close_groups(levels);
  if (levels.groups.size() > 64)
    return build.fault(ErrorCode::KnowledgeValue, document.file, "the levels form more than 64 groups");
  std::vector<std::string> names;
  for (std::size_t g = 0; g < levels.groups.size(); ++g) names.push_back(group_name(levels, g));
  Vocabulary& vocabulary = build.library.vocabulary;
  const VariableId levels_fact = vocabulary.add("levels", std::move(names));
  const VariableId class_fact = vocabulary.add("location_class", levels.classes);
  build.unique.push_back(location_table(levels, build.library, levels_fact, class_fact, document));
  for (std::size_t f = 0; f < levels.flag_names.size(); ++f)
    build.unique.push_back(flag_table(levels, f, build.library, levels_fact, document));
}

}  // namespace internal
}  // namespace noms::knowledge
