// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/read_cases.h"

#include <algorithm>
#include <optional>

#include "noms/cli/files.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"
#include "noms/json/document.h"
#include "noms/pathway/pathway.h"

namespace noms::cli {
namespace {

Issues check_call(const Call& call, const knowledge::Library& library) {
  Issues faults;
  if (std::ranges::count(call.arguments, "-") > 1)
    faults.push_back({ErrorCode::Usage, "", "standard input can be read once only"});
  if (const auto* edition = call.find("edition"); edition != nullptr && library.edition(*edition) == nullptr) {
    std::vector<std::string> names;
    for (const auto& known : library.editions) names.push_back(known->name);
    faults.push_back({ErrorCode::Usage, "", "--edition: allowed: " + joined(names, ", ")});
  }
  return faults;
}

Result<Assessed::Item> assess_file(const std::string& file, const knowledge::Library& library,
                                   const pathway::Guides* guides, const pathway::Origin& origin) {
  const auto text = read_file(file, json::Limits{}.bytes);
  if (!text) return text.error();
  const auto patient = pathway::read(text.value(), library);
  if (!patient) return patient.error();
  auto assessment = pathway::assess(patient.value(), library, origin);
  if (!assessment) return assessment.error();
  Assessed::Item item{file, std::move(assessment).value(), {}};
  if (guides == nullptr) return item;
  auto beside = pathway::consider(patient.value(), item.assessment, library, *guides);
  if (!beside) return beside.error();
  item.beside = std::move(beside).value();
  return item;
}

}  // namespace

Assessed assess_cases(const Call& call, bool beside) {
  Assessed all;
  auto loaded = load_knowledge(call);
  if (!loaded) {
    all.code = fail(call, loaded.error(), call.value("knowledge"));
    return all;
  }
  all.loaded = std::move(loaded).value();
  if (const auto faults = check_call(call, *all.loaded.library); !faults.empty()) {
    all.code = fail(call, faults);
    return all;
  }
  std::optional<pathway::Guides> guides;
  if (beside) {
    auto read = load_guides(all.loaded);
    if (!read) {
      all.code = fail(call, read.error(), call.value("knowledge"));
      return all;
    }
    guides.emplace(std::move(read).value());
  }
  const pathway::Origin origin{call.value("edition"), all.loaded.versions};
  for (const auto& file : call.arguments) {
    auto item = assess_file(file, *all.loaded.library, guides ? &*guides : nullptr, origin);
    if (item) {
      all.items.push_back(std::move(item).value());
    } else {
      const int code = fail(call, item.error(), file);
      if (all.code == 0) all.code = code;
    }
  }
  return all;
}

}  // namespace noms::cli
