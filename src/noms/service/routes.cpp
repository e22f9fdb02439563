// SPDX-License-Identifier: Apache-2.0
#include "noms/service/routes.h"

#include <algorithm>

#include "noms/service/internal/answers.h"

namespace noms::service {
namespace {

constexpr std::string_view json = "application/json";
constexpr std::string_view lines = "application/x-ndjson";
constexpr std::string_view text = "text/plain; charset=utf-8";
constexpr std::string_view html = "text/html; charset=utf-8";
constexpr std::string_view svg = "image/svg+xml";
constexpr std::string_view csv = "text/csv; charset=utf-8";

Parameter edition() {
  return {"edition", "The edition of the framework that decides; the newest without it.", {}};
}

Parameter format(std::vector<std::string_view> values) {
  return {"format", "The form of the answer; goes before Accept.", std::move(values)};
}

Parameter language() {
  return {"language", "The language of the words; codes stay.", {"en", "es"}};
}

Parameter plain() {
  return {"plain", "Text without rules, bars and symbols, for screen readers.", {"true", "false"}};
}

}  // namespace

std::string_view Enquiry::value(std::string_view name) const {
  const auto found = std::ranges::find(parameters, name, &std::pair<std::string, std::string>::first);
  return found == parameters.end() ? std::string_view() : std::string_view(found->second);
}

const std::vector<Route>& routes() {
  static const std::vector<Route> all = {
      {"POST",
       "/v1/assess",
       "assess",
       "Assess a case: the same bytes as `noms assess`. As application/x-ndjson: one case a line in, one assessment a "
       "line out in the same order, an error object in the place of a bad line.",
       {format({"json", "text", "html", "svg", "csv", "chart", "brief", "decision"}), edition(), language(), plain()},
       {json, lines},
       {json, text, html, svg, csv, lines},
       false,
       internal::assess},
      {"POST",
       "/v1/explain",
       "explain",
       "Give the reasons of a case in full: every table, the rows that can fire and the facts that fixed them.",
       {edition(), language()},
       {json},
       {text},
       false,
       internal::explain},
      {"POST",
       "/v1/report",
       "report",
       "The sheet of a case for the tumour board.",
       {format({"html", "svg"}), edition(), language()},
       {json},
       {html, svg},
       false,
       internal::assess},
      {"GET", "/v1/scores", "scores", "List the prognostic scores.", {}, {}, {json}, false, internal::scores},
      {"POST",
       "/v1/score/{name}",
       "score",
       "One prognostic score of a case, or all of them.",
       {format({"json", "text"}), language(), plain()},
       {json},
       {json, text},
       false,
       internal::score},
      {"GET", "/v1/knowledge", "tables", "List the tables of the knowledge.", {}, {}, {json}, false, internal::tables},
      {"GET",
       "/v1/knowledge/{table}",
       "table",
       "One table as it is written and run.",
       {},
       {},
       {"text/markdown; charset=utf-8", csv},
       false,
       internal::table},
      {"GET",
       "/v1/schemas/{document}",
       "schema",
       "The JSON Schema of a case or of an assessment.",
       {},
       {},
       {"application/schema+json"},
       false,
       internal::schema},
      {"GET", "/health", "health", "Says that the process answers.", {}, {}, {json}, true, internal::health},
      {"GET",
       "/ready",
       "ready",
       "Says that cases are answered: 503 while the service stops.",
       {},
       {},
       {json},
       true,
       internal::ready},
      {"GET",
       "/metrics",
       "metrics",
       "What was counted, for Prometheus.",
       {},
       {},
       {"text/plain; version=0.0.4; charset=utf-8"},
       false,
       internal::metrics},
      {"GET", "/openapi.json", "openapi", "This document.", {}, {}, {json}, true, internal::document},
      {"GET", "/", "page", "The page, which assesses in the browser.", {}, {}, {html}, true, internal::page},
      {"GET",
       "/{file}",
       "file",
       "A file of the page.",
       {},
       {},
       {"text/javascript; charset=utf-8", "text/css; charset=utf-8", "application/wasm"},
       true,
       internal::page}};
  return all;
}

bool fits(std::string_view path_template, std::string_view path, std::string& item) {
  const auto brace = path_template.find('{');
  if (brace == std::string_view::npos) return path_template == path;
  if (!path.starts_with(path_template.substr(0, brace))) return false;
  const std::string_view last = path.substr(brace);
  if (last.empty() || last.find('/') != std::string_view::npos) return false;
  item = last;
  return true;
}

}  // namespace noms::service
