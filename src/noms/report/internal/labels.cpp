// SPDX-License-Identifier: Apache-2.0
#include "noms/report/internal/labels.h"

#include "noms/foundation/text.h"

namespace noms::report {
namespace {

constexpr char accent = '\xc3';  ///< the first byte of á, é, ñ, ... in UTF-8

/// The second byte of a small letter with an accent; its capital is 32 before it.
bool is_small_accent(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0xa0 && byte <= 0xbe && byte != 0xb7;
}

/// A quantity, "83 a", with the words for its unit where there are any: "83 years".
std::string with_unit_words(const Wording& words, std::string_view quantity) {
  const auto blank = quantity.rfind(' ');
  if (blank == std::string_view::npos || blank == 0 || quantity[blank - 1] < '0' || quantity[blank - 1] > '9')
    return std::string(quantity);
  const std::string unit = "unit." + std::string(quantity.substr(blank + 1));
  const bool one = quantity.starts_with("1 ") && words.has(unit + ".one");
  if (!words.has(unit)) return std::string(quantity);
  return std::string(quantity.substr(0, blank + 1)) + std::string(words(one ? unit + ".one" : unit));
}

/// A value that has no label: what was given, of which several readings may stand there, "61 a; 63 a".
std::string given_words(const Wording& words, std::string_view given) {
  Names texts;
  for (const auto reading : split(given, "; ")) texts.push_back(with_unit_words(words, reading));
  return joined(texts, "; ");
}

}  // namespace

bool contains(const Names& names, std::string_view name) {
  for (const auto& other : names) {
    if (other == name) return true;
  }
  return false;
}

std::string label(const Wording& words, std::string_view variable, std::string_view value) {
  const std::string key = "value." + std::string(variable) + "." + std::string(value);
  return words.has(key) ? std::string(words(key)) : given_words(words, value);
}

std::string say(const Wording& words, std::string_view key, std::initializer_list<std::string_view> values) {
  return words.say(key, values);
}

std::string number_text(const Wording& words, double number) {
  std::string text = shortest(number);
  if (const auto point = text.find('.'); point != std::string::npos) text.replace(point, 1, say(words, "decimal_mark"));
  return text;
}

std::string lesion_name(const Wording& words, const std::string& name) {
  constexpr std::string_view unnamed = "lesion ";
  const bool number = name.starts_with(unnamed) && name.size() > unnamed.size() &&
                      name.find_first_not_of("0123456789", unnamed.size()) == std::string::npos;
  return number ? say(words, "lesion", {name.substr(unnamed.size())}) : name;
}

std::string one_of(const Wording& words, const Names& texts, std::size_t most) {
  if (texts.empty()) return say(words, "not_recorded");
  const bool cut = texts.size() > most;
  const std::size_t shown = cut ? most : texts.size();
  std::string out = texts.front();
  for (std::size_t i = 1; i < shown; ++i)
    out = !cut && i + 1 == shown ? say(words, "or", {out, texts[i]}) : out + ", " + texts[i];
  return cut ? say(words, "and_more", {out, std::to_string(texts.size() - shown)}) : out;
}

std::string labels(const Wording& words, std::string_view variable, const Names& values, std::size_t most) {
  Names texts;
  for (const auto& value : values) {
    const std::string text = label(words, variable, value);
    const bool grade =
        values.size() > 1 && text.size() > value.size() && text.compare(0, value.size() + 1, value + ",") == 0;
    texts.push_back(grade ? value : variable == "histology" ? text : lowered(text));
  }
  return one_of(words, texts, most);
}

std::string fact_label(const Wording& words, std::string_view fact) {
  const std::string key = "fact." + std::string(fact);
  return words.has(key) ? std::string(words(key)) : std::string(fact);
}

std::string ask_text(const Wording& words, const decision::Missing& missing) {
  if (!missing.ask.empty()) return missing.ask;
  const std::string key = "ask." + missing.name;
  return words.has(key) ? std::string(words(key)) : std::string();
}

std::string treatment_label(const Wording& words, std::string_view surgery, std::string_view radiation) {
  if (surgery == radiation) return label(words, "surgery", surgery);
  if (surgery == "none") return label(words, "radiation", radiation);
  if (radiation == "none") return label(words, "surgery", surgery);
  return say(words, "then", {label(words, "surgery", surgery), lowered(label(words, "radiation", radiation))});
}

std::string treatments_label(const Wording& words, const std::vector<decision::Treatment>& options) {
  Names texts;
  for (const auto& option : options) texts.push_back(treatment_label(words, option.first, option.second));
  std::string out;
  for (const auto& text : texts) out = out.empty() ? lowered(text) : say(words, "or_else", {out, lowered(text)});
  return out;
}

std::string summary_text(const Wording& words, const std::string& summary, std::string_view surgery,
                         std::string_view radiation) {
  if (!summary.empty()) return summary;
  const std::string key = "summary." + std::string(surgery) + "." + std::string(radiation);
  return words.has(key) ? std::string(words(key)) : treatment_label(words, surgery, radiation);
}

Names domain(std::string_view variable, const Names& seen) {
  Names all;
  if (variable == "escc") all = {"0", "1a", "1b", "1c", "2", "3"};
  if (variable == "escc_group") all = {"low", "high"};
  if (variable == "deficit") all = {"absent", "present"};
  if (variable == "tumour")
    all = {"exquisite", "moderate", "resistant", "unknown_primary", "primary_bone", "unclassified"};
  if (variable == "stability") all = {"stable", "unstable"};
  if (variable == "tolerates_surgery") all = {"yes", "no"};
  for (const auto& value : seen) {
    if (!contains(all, value)) all.push_back(value);
  }
  return all;
}

bool all_open(std::string_view variable, const Names& values) {
  return values.empty() || (values.size() > 1 && values.size() == domain(variable, values).size());
}

std::string range_text(int lowest, int highest) {
  std::string out = std::to_string(lowest);
  return lowest == highest ? out : out + "–" + std::to_string(highest);
}

std::string letter_of(std::string_view component) {
  if (component == "location") return "L";
  if (component == "bone_lesion") return "B";
  if (component == "alignment") return "A";
  if (component == "vertebral_body") return "V";
  return "P";  // pain and posterolateral share it, as the place in the order tells them apart
}

std::string capital(std::string text) {
  if (text.size() > 1 && text[0] == accent && is_small_accent(text[1])) text[1] = static_cast<char>(text[1] - 32);
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 32);
  return text;
}

std::string upper(std::string text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool small =
        (text[i] >= 'a' && text[i] <= 'z') || (i > 0 && text[i - 1] == accent && is_small_accent(text[i]));
    if (small) text[i] = static_cast<char>(text[i] - 32);
  }
  return text;
}

std::string mark_text(const Wording& words, std::string_view marks) {
  std::string out;
  for (const auto mark : split(marks, " ")) {
    std::string text(mark);
    const std::string key = "mark." + std::string(mark);
    if (words.has(key)) text = std::string(mark) + ": " + std::string(words(key));
    out += (out.empty() ? "" : "; ") + text;
  }
  return out;
}

std::string first_clause(const std::string& text) {
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    const bool stop = text[at] == ':' || text[at] == ';' || text[at] == '.';
    if (stop && text[at + 1] == ' ') return text.substr(0, at);
  }
  return text;
}

Names mark_letters(const Names& marks) {
  Names letters;
  for (const auto& mark : marks) {
    for (const auto letter : split(mark, " ")) {
      if (!contains(letters, letter)) letters.emplace_back(letter);
    }
  }
  return letters;
}

std::string few(const Wording& words, const Names& names, std::size_t most) {
  if (names.size() <= most) return joined(names, " ");
  const Names first(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(most));
  return say(words, "and_more", {joined(first, " "), std::to_string(names.size() - most)});
}

std::string lowered(std::string text) {
  if (text.size() > 1 && text[0] == accent && is_small_accent(static_cast<char>(text[1] + 32)))
    text[1] = static_cast<char>(text[1] + 32);
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const bool word = text.size() > 1 && upper(text[0]) && text[1] >= 'a' && text[1] <= 'z';
  if (word) text.front() = static_cast<char>(text.front() + 32);
  return text;
}

}  // namespace noms::report
