// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "noms/cli/commands.h"
#include "noms/cli/loaded.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"
#include "noms/json/writer.h"
#include "noms/pathway/pathway.h"

namespace noms::cli {
namespace {

using decision_table::ScoreTable;
using knowledge::Library;

/// One component of the command line with the findings that stay possible.
struct Part {
  std::string component;
  std::vector<std::string> findings;
};

struct Words {
  std::vector<std::string> levels;
  std::vector<Part> parts;
};

const knowledge::Engine& engine_of(const Library& library) {
  return library.editions.front()->engine;
}

const ScoreTable* score_of(const Library& library) {
  const auto& scores = engine_of(library).model().scores;
  const auto found = std::ranges::find(scores, "sins", &ScoreTable::id);
  return found == scores.end() ? nullptr : &*found;
}

std::string allowed_text(std::string_view given, const std::vector<std::string_view>& names) {
  std::string text;
  if (const auto near = nearest(given, names)) text = "did you mean " + std::string(*near) + "? ";
  text += "allowed: ";
  for (std::size_t i = 0; i < names.size(); ++i) text += (i == 0 ? "" : ", ") + std::string(names[i]);
  return text;
}

/// Checks the words against the score and the levels; what is wrong never comes back in a message.
class Reader {
public:
  Reader(const Library& library, const ScoreTable& score)
      : library_(library), vocabulary_(engine_of(library).model().vocabulary) {
    for (const auto& component : score.components) names_.push_back(vocabulary_.at(component.variable).name);
  }

  Result<Words> read(const std::vector<std::string>& words) {
    for (const auto& word : words) {
      const auto equals = word.find('=');
      if (equals == std::string::npos) {
        read_levels(word);
      } else {
        read_part(word.substr(0, equals), word.substr(equals + 1));
      }
    }
    if (!faults_.empty()) return std::move(faults_);
    return std::move(words_);
  }

private:
  void read_levels(const std::string& word) {
    if (!words_.levels.empty())
      faults_.push_back({ErrorCode::Usage, "LEVEL", "levels are given in one word, joined by commas"});
    for (const auto level : split(word, ",")) {
      if (library_.levels.find(level) < 0) {
        faults_.push_back({ErrorCode::UnknownValue, "LEVEL", "a level is C0 to C7, T1 to T13, L1 to L6 or S1 to S5"});
      } else {
        words_.levels.emplace_back(level);
      }
    }
  }

  void read_part(const std::string& component, const std::string& findings) {
    if (std::ranges::find(names_, component) == names_.end()) {
      faults_.push_back(
          {ErrorCode::Usage, "COMPONENT", "there is no such component; " + allowed_text(component, names_)});
      return;
    }
    if (std::ranges::find(words_.parts, component, &Part::component) != words_.parts.end()) {
      faults_.push_back({ErrorCode::Usage, component, "the component is given twice"});
    }
    const auto& variable = vocabulary_.at(vocabulary_.find(component));
    Part part{component, {}};
    for (const auto finding : split(findings, ",")) {
      if (variable.find(finding) < 0) {
        faults_.push_back({ErrorCode::UnknownValue, component,
                           allowed_text(finding, {variable.values.begin(), variable.values.end()})});
      } else {
        part.findings.emplace_back(finding);
      }
    }
    if (part.findings.empty() && faults_.empty()) {
      faults_.push_back(
          {ErrorCode::UnknownValue, component, allowed_text("", {variable.values.begin(), variable.values.end()})});
    }
    words_.parts.push_back(std::move(part));
  }

  const Library& library_;
  const decision_table::Vocabulary& vocabulary_;
  std::vector<std::string_view> names_;
  Words words_;
  Issues faults_;
};

/// A case with this one lesion, so that the score takes the way every case takes.
std::string case_of(const Words& words) {
  json::Writer writer(0);
  writer.begin_object();
  writer.member("noms_case", 1);
  writer.key("lesions");
  writer.begin_array();
  writer.begin_object();
  if (!words.levels.empty()) writer.member("levels", words.levels);
  for (const auto& part : words.parts)
    writer.member(part.component == "location" ? "location_class" : std::string_view(part.component), part.findings);
  writer.end_object();
  writer.end_array();
  writer.end_object();
  return writer.take();
}

std::string range(const Library& library, int lowest, int highest) {
  return lowest == highest ? std::to_string(lowest)
                           : library.wording.say("to", {std::to_string(lowest), std::to_string(highest)});
}

std::string values_text(const Library& library, std::string_view variable, const assessment::Names& values) {
  std::string text;
  for (const auto& value : values) {
    const std::string label = library.wording.value(variable, value);
    text = text.empty() ? label : library.wording.say("or", {text, label});
  }
  return text;
}

std::string text_of(const assessment::Sins& sins, const ScoreTable& score, const Library& library) {
  const std::string category = engine_of(library).model().vocabulary.at(score.category).name;
  std::string text =
      "SINS " +
      library.wording.say("of_scale", {range(library, sins.lowest, sins.highest), std::to_string(score.most)}) + ": " +
      values_text(library, category, sins.categories) + "\n";
  for (const auto& item : sins.items) {
    const std::string label(library.wording("fact." + item.component));
    const bool open = item.findings.size() > 1 && !item.recorded;
    text += "  " + label + ": " +
            (open ? library.wording.say("not_recorded") : values_text(library, item.component, item.findings)) + " (" +
            range(library, item.lowest, item.highest) + ")\n";
  }
  return text;
}

std::string json_of(const assessment::Sins& sins, const Words& words, const decision::Versions& versions) {
  json::Writer writer;
  writer.begin_object();
  writer.member("noms_sins", 1);
  writer.member("levels", words.levels);
  writer.member("lowest", sins.lowest);
  writer.member("highest", sins.highest);
  writer.member("categories", sins.categories);
  writer.key("items");
  writer.begin_array();
  for (const auto& item : sins.items) {
    writer.begin_object();
    writer.member("component", item.component);
    writer.member("findings", item.findings);
    writer.member("recorded", item.recorded);
    writer.member("lowest", item.lowest);
    writer.member("highest", item.highest);
    writer.end_object();
  }
  writer.end_array();
  writer.key("versions");
  writer.begin_object();
  writer.member("software", versions.software);
  writer.member("knowledge", versions.knowledge);
  writer.member("knowledge_sha256", versions.knowledge_sha256);
  writer.end_object();
  writer.end_object();
  return writer.take() + "\n";
}

}  // namespace

int run_sins(const Call& call) {
  const auto loaded = load_knowledge(call);
  if (!loaded) return fail(call, loaded.error(), call.value("knowledge"));
  const Library& library = *loaded.value().library;
  const ScoreTable* score = score_of(library);
  if (score == nullptr)
    return fail(call, {{ErrorCode::KnowledgeValue, "", "the knowledge has no score named sins"}},
                call.value("knowledge"));
  const auto words = Reader(library, *score).read(call.arguments);
  if (!words) return fail(call, words.error());
  const auto patient = pathway::read(case_of(words.value()), library);
  if (!patient) return fail(call, patient.error());
  const auto assessed = pathway::assess(patient.value(), library, {"", loaded.value().versions});
  if (!assessed) return fail(call, assessed.error());
  const auto& sins = assessed.value().lesions[0].sins;
  return finish(call, call.value("format") == "json" ? json_of(sins, words.value(), loaded.value().versions)
                                                     : text_of(sins, *score, library));
}

}  // namespace noms::cli
