// SPDX-License-Identifier: Apache-2.0
// Drives a fuzz target without libFuzzer, so that every build runs it for a short time: NAME COUNT SEEDS... Each seed
// (a file, or a folder of files) goes in as it is, then COUNT mutants of them, the same on every machine.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "support/random.h"

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using noms::test::Random;

void read_seeds(const std::filesystem::path& path, std::vector<std::string>& seeds) {
  if (std::filesystem::is_directory(path)) {
    std::vector<std::filesystem::path> inside;
    for (const auto& entry : std::filesystem::directory_iterator(path)) inside.push_back(entry.path());
    std::sort(inside.begin(), inside.end());
    for (const auto& entry : inside) read_seeds(entry, seeds);
    return;
  }
  std::ifstream in(path, std::ios::binary);
  seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

std::size_t place_in(const std::string& text, Random& random) {
  return text.empty() ? 0 : static_cast<std::size_t>(random.next() % text.size());
}

/// Up to four changes: a bit, a byte, a number, a piece lost, doubled, moved or taken from another seed, the end cut.
std::string mutant(const std::vector<std::string>& seeds, Random& random) {
  static const std::string words[] = {
      "-1",   "0",   "1e309", "99999999999", "null", "\"",           "{",    "}",    "[",    "]", ",", ":", "|", "\n",
      "\r\n", "---", "=",     ";",           "-",    "\xEF\xBB\xBF", "\xFF", "\xC3", "true", "<", "&", "#"};
  std::string text = seeds[static_cast<std::size_t>(random.next() % seeds.size())];
  for (int changes = 1 + random.below(4); changes > 0; --changes) {
    const std::size_t at = place_in(text, random);
    const std::size_t length = std::min<std::size_t>(text.size() - at, 1 + static_cast<std::size_t>(random.below(64)));
    switch (random.below(8)) {
      case 0:
        if (!text.empty()) text[at] = static_cast<char>(text[at] ^ (1 << random.below(8)));
        break;
      case 1:
        if (!text.empty()) text[at] = static_cast<char>(random.below(256));
        break;
      case 2: text.insert(at, words[static_cast<std::size_t>(random.below(std::size(words)))]); break;
      case 3: text.erase(at, length); break;
      case 4: text.insert(at, text.substr(at, length)); break;
      case 5: {
        const std::string piece = text.substr(at, length);
        text.erase(at, length);
        text.insert(place_in(text, random), piece);
        break;
      }
      case 6: {
        const auto& other = seeds[static_cast<std::size_t>(random.next() % seeds.size())];
        text.insert(at, other.substr(place_in(other, random), length));
        break;
      }
      default: text.resize(at);
    }
  }
  return text;
}

void feed(const std::string& text) {
  // A copy of its own size, so that the sanitizer sees a read behind the end.
  const std::vector<std::uint8_t> bytes(text.begin(), text.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return 2;
  std::vector<std::string> seeds;
  for (int i = 2; i < count; ++i) read_seeds(words[i], seeds);
  if (seeds.empty()) return 2;
  Random random(1);
  for (const auto& seed : seeds) feed(seed);
  const long mutants = std::stol(words[1]);
  for (long n = 0; n < mutants; ++n) feed(mutant(seeds, random));
  std::cout << seeds.size() << " seeds, " << mutants << " mutants\n";
}
