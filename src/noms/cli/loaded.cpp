// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/loaded.h"

#include <openssl/evp.h>

#include <cstdlib>

#include "noms/cli/embedded.h"
#include "noms/cli/files.h"

namespace noms::cli {

std::string hash_of(const std::vector<knowledge::SourceFile>& files) {
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  const auto add = [&](std::string_view bytes) {
    return EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1;
  };
  bool good = context != nullptr && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
  for (const auto& file : files) good = good && add(file.name) && add("\n") && add(file.text);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  good = good && EVP_DigestFinal_ex(context.get(), digest, &size) == 1;
  if (!good) std::abort();
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
    text += digits[digest[i] >> 4U];
    text += digits[digest[i] & 15U];
  }
  return text;
}

std::string_view software_version() {
  return NOMS_VERSION;
}

Result<Loaded> load_knowledge(const std::string& folder, const std::string& language) {
  Loaded loaded;
  loaded.versions.software = software_version();
  if (folder.empty()) {
    loaded.files = embedded_knowledge();
    loaded.versions.knowledge_sha256 = embedded_knowledge_sha256();
  } else {
    auto read = read_folder(folder);
    if (!read) return read.error();
    if (read.value().empty())
      return Issue{ErrorCode::Io, "", "the folder holds no knowledge: no *.table.md and no *.csv"};
    for (auto& file : read.value()) {
      loaded.texts.push_back(std::move(file.name));
      loaded.texts.push_back(std::move(file.text));
    }
    for (std::size_t i = 0; i < loaded.texts.size(); i += 2)
      loaded.files.push_back({loaded.texts[i], loaded.texts[i + 1]});
    loaded.versions.knowledge_sha256 = hash_of(loaded.files);
  }
  auto library = knowledge::load(loaded.files, language);
  if (!library) return library.error();
  loaded.library = std::move(library).value();
  loaded.versions.knowledge = loaded.library->version;
  return loaded;
}

}  // namespace noms::cli
