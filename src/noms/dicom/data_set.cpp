// SPDX-License-Identifier: Apache-2.0
#include "noms/dicom/data_set.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "noms/foundation/text.h"

namespace noms::dicom {

std::string name_of(Tag tag) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text = "(0000,0000)";
  for (unsigned i = 0; i < 4; ++i) {
    text[4 - i] = digits[(tag.group >> (4 * i)) & 15U];
    text[9 - i] = digits[(tag.element >> (4 * i)) & 15U];
  }
  return text;
}

const Element* DataSet::find(Tag tag) const {
  for (const auto& element : elements) {
    if (element.tag == tag) return &element;
  }
  return nullptr;
}

const std::vector<DataSet>& DataSet::items(Tag tag) const {
  static const std::vector<DataSet> none;
  const Element* element = find(tag);
  return element == nullptr ? none : element->items;
}

std::string_view DataSet::text(Tag tag) const {
  const Element* element = find(tag);
  if (element == nullptr) return {};
  std::string_view value = element->value;
  while (!value.empty() && (value.back() == '\0' || value.back() == ' ')) value.remove_suffix(1);
  while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
  return value;
}

std::optional<std::uint16_t> DataSet::whole16(Tag tag) const {
  const Element* element = find(tag);
  if (element == nullptr || element->value.size() < 2) return std::nullopt;
  const auto first = static_cast<unsigned char>(element->value[0]);
  const auto second = static_cast<unsigned char>(element->value[1]);
  return static_cast<std::uint16_t>(element->big_endian ? first * 256U + second : second * 256U + first);
}

std::optional<std::int64_t> DataSet::whole_text(Tag tag) const {
  return whole_of(text(tag));
}

std::optional<double> DataSet::decimal(Tag tag) const {
  std::vector<double> numbers;
  if (!append_decimals(text(tag), numbers) || numbers.empty()) return std::nullopt;
  return numbers.front();
}

namespace {

constexpr double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                             1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// A plain decimal of up to 15 digits is one exact whole number divided by one exact power of ten, hence correctly
// rounded; everything else goes to the library. Reads up to a backslash or the end and leaves `p` there.
bool short_decimal(const char*& p, const char* end, double& out) {
  while (p != end && *p == ' ') ++p;
  const bool negative = p != end && *p == '-';
  if (negative || (p != end && *p == '+')) ++p;
  std::uint64_t digits = 0;
  const char* const first = p;
  const char* point = nullptr;
  for (; p != end; ++p) {
    const auto digit = static_cast<unsigned>(static_cast<unsigned char>(*p)) - unsigned{'0'};
    if (digit < 10) {
      digits = digits * 10 + digit;
    } else if (*p == '.' && point == nullptr) {
      point = p;
    } else {
      break;
    }
  }
  const auto count = (p - first) - (point != nullptr ? 1 : 0);
  const auto behind = point != nullptr ? p - point - 1 : 0;
  while (p != end && (*p == ' ' || *p == '\0')) ++p;
  if (count == 0 || count > 15 || (p != end && *p != '\\')) return false;
  const double number = static_cast<double>(digits) / powers[behind];
  out = negative ? -number : number;
  return true;
}

bool long_decimal(const char* p, const char* end, double& out) {
  while (p != end && *p == ' ') ++p;
  while (p != end && (end[-1] == ' ' || end[-1] == '\0')) --end;
  if (p != end && *p == '+') ++p;
  const auto [stop, fault] = std::from_chars(p, end, out);
  return fault == std::errc() && stop == end && std::isfinite(out);
}

}  // namespace

bool append_decimals(std::string_view text, std::vector<double>& out) {
  if (text.find_first_not_of(std::string_view(" \0", 2)) == std::string_view::npos) return true;
  const char* p = text.data();
  const char* const end = p + text.size();
  for (;;) {
    const char* stop = p;
    double number = 0;
    if (!short_decimal(stop, end, number)) {
      stop = std::find(p, end, '\\');
      if (!long_decimal(p, stop, number)) return false;
    }
    out.push_back(number);
    if (stop == end) return true;
    p = stop + 1;
  }
}

}  // namespace noms::dicom
