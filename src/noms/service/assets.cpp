// SPDX-License-Identifier: Apache-2.0
#include "noms/service/assets.h"

#include <algorithm>
#include <string>

#include "noms/service/negotiation.h"
#include "noms/service/problem.h"

namespace noms::service {
namespace {

// The page assesses in the browser: it asks for its own files and nothing else. Its figures carry style attributes, and
// it prints the sheet from a frame of its own.
constexpr std::string_view page_policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: "
    "blob:; connect-src 'self'; frame-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

std::string_view media_for(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> known[] = {{".html", "text/html; charset=utf-8"},
                                                                     {".js", "text/javascript; charset=utf-8"},
                                                                     {".css", "text/css; charset=utf-8"},
                                                                     {".wasm", "application/wasm"},
                                                                     {".svg", "image/svg+xml"},
                                                                     {".png", "image/png"},
                                                                     {".json", "application/json"}};
  for (const auto& [ending, media] : known) {
    if (name.ends_with(ending)) return media;
  }
  return "application/octet-stream";
}

/// True when the name holds the first digits of the hash, as the build of the page writes it.
bool is_named_by_hash(const Asset& asset) {
  constexpr std::size_t digits = 16;
  return asset.hash.size() >= digits && asset.name.find(asset.hash.substr(0, digits)) != std::string_view::npos;
}

}  // namespace

Response asset(const std::vector<Asset>& assets, std::string_view name, const RequestHead& head) {
  if (assets.empty() && name.empty())
    return problem(404,
                   "this program was built without the page; run tools/build_page.sh, then configure and build it "
                   "again");
  const auto found = std::ranges::find(assets, name.empty() ? "index.html" : name, &Asset::name);
  if (found == assets.end()) return problem(404, "there is no such file");
  Response response;
  response.media = media_for(found->name);
  response.cache = is_named_by_hash(*found) ? "public, max-age=31536000, immutable" : "no-cache";
  response.policy = page_policy;
  const bool small = !found->gzip.empty() && accepts_encoding(head.accept_encoding, "gzip");
  const std::string tag = "\"" + std::string(found->hash.substr(0, 32)) + (small ? "-gzip\"" : "\"");
  response.fields.emplace_back("ETag", tag);
  response.fields.emplace_back("Vary", "Accept-Encoding");
  if (head.if_none_match.find(tag) != std::string::npos) {
    response.status = 304;
    response.media = {};
    return response;
  }
  if (small) response.fields.emplace_back("Content-Encoding", "gzip");
  response.kept = small ? found->gzip : found->bytes;
  return response;
}

}  // namespace noms::service
