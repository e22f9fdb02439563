// SPDX-License-Identifier: Apache-2.0
// The WebAssembly module: what a page may call. Every call takes texts in memory that the caller allocated here, and
// leaves its answer, which noms_answer() and noms_answer_size() give until the next call. The build adds the knowledge.
#include <cstdlib>
#include <optional>

#include "noms/browser/answers.h"

extern "C" {
extern const char noms_pack_begin[];
extern const char noms_pack_end[];
extern const char noms_pack_sha256[];
extern const char noms_pack_version[];
}

namespace {

using noms::Issue;
using noms::Result;
using noms::browser::Knowledge;

std::string answer;
std::optional<Knowledge> opened[2];  ///< in English, in Spanish; each when it is first asked for

std::string spanish_pack;  ///< given by the page; empty until Spanish is asked for

/// The files of a pack: for each its name, a line feed, its size in decimal, a line feed, its bytes.
std::vector<noms::knowledge::SourceFile> packed_files(std::string_view rest) {
  std::vector<noms::knowledge::SourceFile> files;
  while (!rest.empty()) {
    const auto name = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(name.size() + 1);
    std::size_t size = 0;
    for (; rest[0] != '\n'; rest.remove_prefix(1)) size = size * 10 + static_cast<std::size_t>(rest[0] - '0');
    files.push_back({name, rest.substr(1, size)});
    rest.remove_prefix(size + 1);
  }
  return files;
}

int give(const Result<std::string>& result) {
  answer = result ? result.value() : noms::browser::faults(result.error());
  return result ? 1 : 0;
}

/// The knowledge in a language; null when it is not sound, which the answer then says.
const Knowledge* knowledge(int spanish) {
  auto& in_language = opened[spanish != 0 ? 1 : 0];
  if (in_language) return &*in_language;
  const std::string_view own(noms_pack_begin, static_cast<std::size_t>(noms_pack_end - noms_pack_begin));
  auto loaded = noms::browser::open(packed_files(spanish != 0 ? spanish_pack : own), spanish != 0 ? "es" : "en",
                                    {noms_pack_version, "", noms_pack_sha256});
  if (!loaded) {
    give(loaded.error());
    return nullptr;
  }
  in_language = std::move(loaded).value();
  return &*in_language;
}

}  // namespace

extern "C" {

void* noms_allocate(std::size_t size) {
  return std::malloc(size);  // NOLINT(cppcoreguidelines-no-malloc): the caller is not C++
}

void noms_release(void* memory) {
  std::free(memory);  // NOLINT(cppcoreguidelines-no-malloc)
}

const char* noms_answer() {
  return answer.data();
}

std::size_t noms_answer_size() {
  return answer.size();
}

/// The pack with the knowledge in Spanish, of the same build; it has to come before the first call in Spanish.
void noms_spanish(const char* text, std::size_t size) {
  spanish_pack.assign(text, size);
}

/// Everything a form needs; 1 when the knowledge is sound. It is proved when a language is first asked for.
int noms_vocabulary(int spanish) {
  const Knowledge* known = knowledge(spanish);
  return known == nullptr ? 0 : give(noms::browser::vocabulary(*known));
}

int noms_tables(int spanish) {
  const Knowledge* known = knowledge(spanish);
  return known == nullptr ? 0 : give(noms::browser::tables(*known));
}

/// `form` counts the forms of the pathway: 0 text, 1 plain text, 3 explanation, 4 JSON, 5 HTML, 6 SVG, 7 CSV.
int noms_assess(const char* text, std::size_t size, const char* edition, std::size_t edition_size, int spanish,
                int form) {
  const Knowledge* known = knowledge(spanish);
  return known == nullptr ? 0
                          : give(noms::browser::assess({{text, size}, {edition, edition_size}}, *known,
                                                       static_cast<noms::pathway::Form>(form)));
}

/// The case with the findings of a document in that lesion, counted from 0.
int noms_record(const char* text, std::size_t size, const char* document, std::size_t document_size, int spanish,
                int lesion) {
  const Knowledge* known = knowledge(spanish);
  return known == nullptr ? 0
                          : give(noms::browser::record({text, size}, {document, document_size},
                                                       static_cast<std::size_t>(lesion), *known));
}

int noms_figures(const char* text, std::size_t size, const char* edition, std::size_t edition_size, int spanish) {
  const Knowledge* known = knowledge(spanish);
  return known == nullptr ? 0 : give(noms::browser::figures({{text, size}, {edition, edition_size}}, *known));
}
}
