// SPDX-License-Identifier: Apache-2.0
// noms dose check: doses against the limit tables. A structure is checked only under an organ that was confirmed for
// it.
#include <algorithm>
#include <cmath>
#include <iomanip>
#include <map>
#include <sstream>

#include "noms/cli/commands.h"
#include "noms/cli/dose_arguments.h"
#include "noms/cli/dose_input.h"
#include "noms/cli/dose_limits.h"
#include "noms/cli/output.h"
#include "noms/dosimetry/biology.h"
#include "noms/dosimetry/check.h"
#include "noms/dosimetry/dvh_output.h"
#include "noms/foundation/text.h"
#include "noms/json/writer.h"

namespace noms::cli {
namespace {

using dosimetry::Check;
using dosimetry::CheckInput;
using dosimetry::LimitLibrary;
using dosimetry::Verdict;

double rounded(double x) {
  return std::round(x * 1e4) / 1e4;
}

Result<std::map<std::string, std::string>> confirmed_names(const Call& call, const LimitLibrary& library,
                                                           const dosimetry::StructureSet& set) {
  std::map<std::string, std::string> confirmed;
  if (call.has("confirm-standard-names")) {
    for (const auto& s : set.structures) {
      const auto match = dosimetry::propose_organ(library, s.name);
      if (match && match->standard) confirmed[s.name] = match->organ;
    }
  }
  for (const auto& map : values_of(call, "map")) {
    const auto equals = map.rfind('=');
    if (equals == std::string::npos) return Issue{ErrorCode::Usage, "--map", "expects NAME=ORGAN"};
    const std::string name = map.substr(0, equals);
    const std::string organ = map.substr(equals + 1);
    if (set.find(name) == nullptr) return Issue{ErrorCode::Usage, "--map", "no structure of that name in the file"};
    if (!library.has_organ(organ) && organ != "spinal_cord_partial") {
      return Issue{ErrorCode::Usage, "--map", "no such organ in the table of structure names"};
    }
    confirmed[name] = organ;
  }
  return confirmed;
}

struct Proposal {
  std::string structure;
  std::string organ;
};

std::vector<Proposal> open_proposals(const CheckInput& input, const LimitLibrary& library,
                                     const dosimetry::StructureSet& set) {
  std::vector<Proposal> out;
  for (const auto& s : set.structures) {
    if (input.confirmed.contains(s.name)) continue;
    if (const auto match = dosimetry::propose_organ(library, s.name)) out.push_back({s.name, match->organ});
  }
  return out;
}

void write_check(json::Writer& w, const Check& check) {
  w.begin_object();
  w.member("verdict", dosimetry::name_of(check.verdict));
  w.member("organ", check.limit->organ);
  if (!check.structure.empty()) w.member("structure", check.structure);
  w.member("metric", check.limit->metric_text);
  w.member("direction", check.limit->at_least ? "at least" : "at most");
  w.member("limit", rounded(check.applied));
  w.member("unit", check.limit->unit);
  w.member("derived", check.derived);
  if (check.value) {
    w.member("value", rounded(*check.value));
    w.member("uncertainty", rounded(check.uncertainty));
  }
  if (!check.reason.empty()) w.member("reason", check.reason);
  w.member("definition", check.limit->structure);
  w.member("table", check.limit->table);
  w.member("row", check.limit->row);
  w.member("source", check.limit->source);
  w.member("mark", check.derived ? "D" : check.limit->mark);
  w.member("text", check.limit->text);
  w.end_object();
}

std::string as_json(const std::vector<Check>& checks, int fractions, const std::vector<Proposal>& open,
                    const std::vector<std::string>& warnings) {
  json::Writer w(2);
  w.begin_object();
  w.member("fractions", fractions);
  w.key("checks");
  w.begin_array();
  for (const auto& check : checks) write_check(w, check);
  w.end_array();
  w.key("names_to_confirm");
  w.begin_array();
  for (const auto& p : open) {
    w.begin_object();
    w.member("structure", p.structure);
    w.member("organ", p.organ);
    w.end_object();
  }
  w.end_array();
  w.member("warnings", warnings);
  w.end_object();
  return w.take() + "\n";
}

std::string as_text(const std::vector<Check>& checks, int fractions, const std::vector<Proposal>& open,
                    const std::vector<std::string>& warnings) {
  std::ostringstream out;
  out << "Limits for " << fractions << (fractions == 1 ? " fraction\n" : " fractions\n");
  int without = 0;
  std::size_t widest = 21;
  for (const auto& check : checks) widest = std::max(widest, dosimetry::characters_in(check.structure));
  for (const auto& check : checks) {
    if (check.structure.empty()) {
      ++without;
      continue;
    }
    out << std::left << std::setw(19) << dosimetry::name_of(check.verdict)
        << dosimetry::padded(check.structure, widest + 1) << std::setw(10) << check.limit->metric_text
        << (check.limit->at_least ? ">= " : "<= ") << std::setw(8) << shortest(std::round(check.applied * 100) / 100);
    if (check.value) {
      out << shortest(std::round(*check.value * 100) / 100) << " +- "
          << shortest(std::round(check.uncertainty * 100) / 100) << ' ' << check.limit->unit;
    }
    out << "  [" << check.limit->table << ' ' << check.limit->row << (check.derived ? ", derived" : "") << ']';
    if (!check.reason.empty()) out << "  " << check.reason;
    out << '\n';
  }
  if (without > 0) out << without << " limits not checked: no structure was confirmed as their organ\n";
  for (const auto& p : open) out << "to confirm: --map \"" << p.structure << "=" << p.organ << "\"\n";
  for (const auto& warning : warnings) out << warning << '\n';
  return out.str();
}

std::string as_figure(const CheckInput& input, const std::vector<Check>& checks) {
  std::vector<dosimetry::FigureLimit> limits;
  std::vector<dosimetry::Dvh> shown;
  for (const auto& dvh : input.dvhs) {
    if (input.confirmed.contains(dvh.name)) shown.push_back(dvh);
  }
  for (const auto& check : checks) {
    if (check.structure.empty() || check.limit->unit != "Gy" || check.derived) continue;
    if (check.limit->metric.kind != dosimetry::Metric::Kind::PointMaximum && check.limit->metric_text != "D0.035cc")
      continue;
    limits.push_back({check.structure, check.limit->table, check.applied});
  }
  return dosimetry::dvh_figure(shown, limits);
}

void add_fraction_warnings(const DoseInput& plan, std::vector<std::string>& warnings) {
  const double per_fraction = static_cast<double>(plan.dose.maximum()) / *plan.fractions;
  if (per_fraction > dosimetry::high_fraction_gy) {
    warnings.push_back(
        "more than 8 Gy a fraction: derived limits use the linear-quadratic model outside what it was fitted to");
  }
}

}  // namespace

int run_dose_check(const Call& call) {
  auto held = read_dose_against_limits(call);
  if (!held) return fail(call, held.error());
  auto& [options, library, plan] = held.value();
  auto confirmed = confirmed_names(call, library, plan.structures);
  if (!confirmed) return fail(call, confirmed.error());
  std::vector<const dosimetry::Structure*> chosen;
  for (const auto& s : plan.structures.structures) {
    if (confirmed.value().contains(s.name)) chosen.push_back(&s);
  }
  auto all = dosimetry::dvhs(chosen, plan.dose, dosimetry::usual_gap(plan.structures), options);
  if (!all) return fail(call, all.error());
  CheckInput check{std::move(all).value(), std::move(confirmed).value(), *plan.fractions, true, ""};
  if (plan.dose.summation != "PLAN" && plan.dose.summation != "FRACTION" && plan.dose.summation != "MULTI_PLAN") {
    check.usable = false;
    check.unusable_reason = "(3004,000A): the dose is not the dose of a plan";
  }
  const auto checks = dosimetry::check_limits(check, library);
  add_fraction_warnings(plan, plan.warnings);
  const auto open = open_proposals(check, library, plan.structures);
  const std::string format = call.value("format", "text");
  if (format == "json") return deliver(call, as_json(checks, check.fractions, open, plan.warnings));
  if (format == "svg") return deliver(call, as_figure(check, checks));
  return deliver(call, as_text(checks, check.fractions, open, plan.warnings));
}

}  // namespace noms::cli
