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

constexpr std::string_view ordinals[] = {"",        "first",  "second", "third", "fourth",   "fifth",   "sixth",
                                         "seventh", "eighth", "ninth",  "tenth", "eleventh", "twelfth", "thirteenth"};

const Vertebra* vertebra_of(std::string_view name) {
  for (const auto& vertebra : vertebrae) {
    if (vertebra.name == name) return &vertebra;
  }
  return nullptr;
}

std::string_view region_words(char region) {
  return region == 'C' ? "cervical" : region == 'T' ? "thoracic" : region == 'L' ? "lumbar" : "sacral";
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

std::string level_words(const std::vector<std::string>& levels) {
  std::string out;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const Vertebra* vertebra = vertebra_of(levels[i]);
    if (vertebra == nullptr) return {};
    const bool occiput = vertebra->name == "C0";
    const Vertebra* next = i + 1 < levels.size() ? vertebra_of(levels[i + 1]) : nullptr;
    if (i > 0) out += i + 1 == levels.size() ? " and " : ", ";
    out += occiput ? "occiput" : ordinals[number_of(vertebra->name)];
    const bool shared = next != nullptr && next->region == vertebra->region && !occiput && next->name != "C0";
    if (occiput || shared) continue;
    const bool several = i > 0 && levels[i - 1].front() == vertebra->region && levels[i - 1] != "C0";
    out += " " + std::string(region_words(vertebra->region)) + (several ? " vertebrae" : " vertebra");
  }
  return out;
}

}  // namespace noms::report
