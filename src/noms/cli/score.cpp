// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/commands.h"
#include "noms/cli/files.h"
#include "noms/cli/loaded.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"
#include "noms/json/document.h"
#include "noms/pathway/pathway.h"
#include "noms/prognosis/prognosis.h"
#include "noms/report/prognosis_json.h"
#include "noms/report/prognosis_text.h"

namespace noms::cli {
namespace {

using prognosis::Prognosis;
using prognosis::Scores;

constexpr std::size_t most_coefficient_bytes = 1U << 20U;

/// Names the scores that begin with the word, or the nearest one.
Issue unknown_score(const std::string& name, const Scores& scores) {
  const auto names = scores.names();
  std::vector<std::string> near;
  for (const auto& known : names) {
    if (name.size() > 2 && known.starts_with(name)) near.push_back(known);
  }
  const auto slip = nearest(name, {names.begin(), names.end()});
  if (near.empty() && slip) near.emplace_back(*slip);
  const std::string hint = near.empty() ? std::string() : "did you mean " + joined(near, " or ") + "? ";
  return {ErrorCode::Usage, "NAME", "there is no such score; " + hint + "allowed: all, " + joined(names, ", ")};
}

std::string list_text(const Scores& scores) {
  std::string text;
  for (const auto& name : scores.names()) {
    text += name + std::string(name.size() < 28 ? 28 - name.size() : 1, ' ') + scores.title(name) + "\n";
  }
  return text;
}

/// The scores with the coefficients that the call names.
Result<Scores> scores_of(const Call& call, const Loaded& loaded) {
  auto scores = prognosis::load_scores(loaded.files, *loaded.library);
  const auto* file = call.find("coefficients");
  if (!scores || file == nullptr) return scores;
  const auto text = read_file(*file, most_coefficient_bytes);
  if (!text) return text.error();
  return scores.value().with_sorg("coefficients", text.value());
}

Result<std::vector<Prognosis>> results_of(const Call& call, const Scores& scores, const knowledge::Library& library) {
  const auto text = read_file(call.arguments[1], json::Limits{}.bytes);
  if (!text) return text.error();
  const auto patient = pathway::read(text.value(), library);
  if (!patient) return patient.error();
  if (call.arguments[0] == "all") return prognosis::prognosis(patient.value(), scores, library);
  return std::vector<Prognosis>{*prognosis::score(patient.value(), call.arguments[0], scores, library)};
}

}  // namespace

int run_score(const Call& call) {
  const auto loaded = load_knowledge(call);
  if (!loaded) return fail(call, loaded.error(), call.value("knowledge"));
  const auto scores = scores_of(call, loaded.value());
  if (!scores) return fail(call, scores.error(), call.value("knowledge"));
  const bool as_json = call.value("format") == "json";
  const std::string& name = call.arguments[0];
  if (name == "list") return finish(call, as_json ? report::scores_json(scores.value()) : list_text(scores.value()));
  if (name != "all" && scores.value().title(name).empty()) return fail(call, {unknown_score(name, scores.value())});
  if (call.arguments.size() < 2) return fail(call, {{ErrorCode::Usage, "CASE.json", "a case is needed"}});
  const auto results = results_of(call, scores.value(), *loaded.value().library);
  if (!results) return fail(call, results.error(), call.arguments[1]);
  const Look look = look_of(call);
  return finish(call, as_json ? report::prognosis_json(results.value())
                              : report::prognosis_text(results.value(), loaded.value().library->wording,
                                                       {look.width, look.colour, look.plain}));
}

}  // namespace noms::cli
