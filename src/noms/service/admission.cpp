// SPDX-License-Identifier: Apache-2.0
#include "noms/service/admission.h"

#include <algorithm>

#include "noms/foundation/text.h"
#include "noms/service/negotiation.h"
#include "noms/service/problem.h"
#include "noms/service/routes.h"

namespace noms::service {
namespace {

constexpr std::string_view lines_media = "application/x-ndjson";

bool answers_method(const Route& route, std::string_view method) {
  return route.method == method || (route.method == "GET" && method == "HEAD");
}

/// The fault of a query, or nothing. Neither a name nor a value that was given is repeated.
std::optional<Issue> fault_of(const Route& route,
                              const std::optional<std::vector<std::pair<std::string, std::string>>>& given) {
  if (!given) {
    return Issue{ErrorCode::Usage, "",
                 "the query is not understood; it is NAME=VALUE joined by &, each name once, without other signs than "
                 "letters, digits, _, - and ."};
  }
  for (const auto& [name, value] : *given) {
    const auto known = std::ranges::find(route.parameters, name, &Parameter::name);
    if (known == route.parameters.end()) {
      std::vector<std::string> names;
      for (const auto& parameter : route.parameters) names.emplace_back(parameter.name);
      return Issue{ErrorCode::Usage, "",
                   names.empty() ? "this route takes no parameter"
                                 : "there is no such parameter; allowed: " + joined(names, ", ")};
    }
    if (!known->values.empty() && std::ranges::find(known->values, value) == known->values.end()) {
      const std::vector<std::string> values(known->values.begin(), known->values.end());
      return Issue{ErrorCode::Usage, std::string(known->name), "allowed: " + joined(values, ", ")};
    }
  }
  return std::nullopt;
}

std::optional<Response> refuse(const RequestHead& head, const Guard& guard, const Limits& limits,
                               Admission& admission) {
  if (const int status = refused_by(guard, head); status == 421)
    return problem(421, "the service is not called by this name; see the option --host");
  else if (status != 0)
    return problem(status, "the service answers no page of another origin");
  std::vector<std::string> allowed;
  for (std::size_t i = 0; i < routes().size() && admission.route < 0; ++i) {
    const Route& route = routes()[i];
    std::string item;
    // A file of the page has a dot in its name: other paths of one segment are not there at all.
    if (!fits(route.path, head.path, item) || (route.path == "/{file}" && item.find('.') == std::string::npos))
      continue;
    if (!answers_method(route, head.method)) {
      if (allowed.empty()) allowed = {route.method == "GET" ? "GET, HEAD" : std::string(route.method)};
      continue;
    }
    if (!allowed.empty()) break;  // a fixed path goes before an open one
    admission.route = static_cast<int>(i);
    admission.item = std::move(item);
  }
  if (admission.route < 0 && allowed.empty()) return problem(404, "there is no such path; see /openapi.json");
  if (admission.route < 0) {
    Response response = problem(405, "the path does not take this method");
    response.fields.emplace_back("Allow", allowed[0]);
    return response;
  }
  const Route& route = routes()[static_cast<std::size_t>(admission.route)];
  if (!route.open && !guard.tokens.empty() && !guard.tokens.allow(head.authorization)) {
    Response response = problem(401, "a token is needed: Authorization: Bearer TOKEN");
    response.fields.emplace_back("WWW-Authenticate", "Bearer realm=\"noms\"");
    return response;
  }
  const auto parameters = parameters_of(head.query);
  if (const auto fault = fault_of(route, parameters)) return problem(Issues{*fault});
  admission.parameters = *parameters;
  if (!head.expect.empty() && lower_case(head.expect) != "100-continue")
    return problem(417, "the only expectation that is met is 100-continue");
  if (route.takes.empty()) return std::nullopt;
  admission.media = media_of(head.content_type);
  if (std::ranges::find(route.takes, admission.media) == route.takes.end() || !head.content_encoding.empty()) {
    const std::vector<std::string> takes(route.takes.begin(), route.takes.end());
    return problem(415, "this route takes " + joined(takes, " or ") + ", in UTF-8 and not compressed");
  }
  admission.body_bytes = admission.media == lines_media ? limits.bulk_bytes : limits.case_bytes;
  return std::nullopt;
}

}  // namespace

Admission admit(const RequestHead& head, const Guard& guard, const Limits& limits) {
  Admission admission;
  admission.refusal = refuse(head, guard, limits, admission);
  return admission;
}

}  // namespace noms::service
