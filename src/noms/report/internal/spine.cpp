// SPDX-License-Identifier: Apache-2.0
#include "noms/report/internal/spine.h"

namespace noms::report {
namespace {

constexpr Vertebra vertebrae[] = {
    {"C0", 'C', 12, 20.3},  {"C1", 'C', 13, 11.7},  {"C2", 'C', 20, 11.7},  {"C3", 'C', 18, 11.7},
    {"C4", 'C', 18, 11.7},  {"C5", 'C', 18, 12.1},  {"C6", 'C', 18, 12.5},  {"C7", 'C', 20, 12.9},
    {"T1", 'T', 20, 13.3},  {"T2", 'T', 21, 13.3},  {"T3", 'T', 21, 13.3},  {"T4", 'T', 22, 13.7},
    {"T5", 'T', 23, 14},    {"T6", 'T', 23, 14.4},  {"T7", 'T', 24, 14.8},  {"T8", 'T', 25, 15.2},
    {"T9", 'T', 26, 15.6},  {"T10", 'T', 27, 16.4}, {"T11", 'T', 28, 17.2}, {"T12", 'T', 30, 17.9},
    {"T13", 'T', 30, 17.9}, {"L1", 'L', 34, 18.7},  {"L2", 'L', 36, 19.5},  {"L3", 'L', 37, 20.3},
    {"L4", 'L', 37, 20.7},  {"L5", 'L', 36, 21.1},  {"L6", 'L', 36, 21.1},  {"S1", 'S', 30, 19.5},
    {"S2", 'S', 25, 15.6},  {"S3", 'S', 20, 12.5},  {"S4", 'S', 17, 10.1},  {"S5", 'S', 15, 7.8}};

const Vertebra* vertebra_of(std::string_view name) {
  for (const auto& vertebra : vertebrae) {
    if (vertebra.name == name) return &vertebra;
  }
  return nullptr;
}

/// "{1} thoracic vertebra", or "vertebrae" where several stand before it.
std::string of_region(const Wording& words, char region, const std::string& which, bool several) {
  switch (region) {
    case 'C': return several ? say(words, "cervical_several", {which}) : say(words, "cervical", {which});
    case 'T': return several ? say(words, "thoracic_several", {which}) : say(words, "thoracic", {which});
    case 'L': return several ? say(words, "lumbar_several", {which}) : say(words, "lumbar", {which});
    default: return several ? say(words, "sacral_several", {which}) : say(words, "sacral", {which});
  }
}

/// "a", "a and b", "a, b and c".
std::string and_of(const Wording& words, const Names& texts) {
  std::string out;
  for (std::size_t i = 0; i < texts.size(); ++i)
    out = i == 0 ? texts[i] : i + 1 == texts.size() ? say(words, "and", {out, texts[i]}) : out + ", " + texts[i];
  return out;
}

std::size_t number_of(std::string_view name) {
  std::size_t number = 0;
  for (const char c : name.substr(1)) number = number * 10 + static_cast<std::size_t>(c - '0');
  return number;
}

}  // namespace

std::vector<Vertebra> spine_of(const std::vector<std::string>& involved) {
  std::vector<Vertebra> spine;
  for (const auto& vertebra : vertebrae) {
    const bool rare = vertebra.name == "T13" || vertebra.name == "L6";
    bool shown = !rare;
    for (const auto& level : involved) shown = shown || level == vertebra.name;
    if (shown) spine.push_back(vertebra);
  }
  return spine;
}

std::string level_words(const Wording& words, const std::vector<std::string>& levels) {
  Names parts;     // "eighth and ninth thoracic vertebrae", "first lumbar vertebra"
  Names ordinals;  // of the region that is being read
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const Vertebra* vertebra = vertebra_of(levels[i]);
    if (vertebra == nullptr) return {};
    if (vertebra->name == "C0") {
      parts.push_back(say(words, "occiput"));
      continue;
    }
    ordinals.push_back(std::string(words("ordinal." + std::to_string(number_of(vertebra->name)))));
    const Vertebra* next = i + 1 < levels.size() ? vertebra_of(levels[i + 1]) : nullptr;
    if (next != nullptr && next->region == vertebra->region && next->name != "C0") continue;
    parts.push_back(of_region(words, vertebra->region, and_of(words, ordinals), ordinals.size() > 1));
    ordinals.clear();
  }
  return and_of(words, parts);
}

}  // namespace noms::report
