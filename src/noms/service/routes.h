// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "noms/service/exchange.h"

// The table of routes. What answers requests and what prints the OpenAPI document read the same entries.

namespace noms::service {

class Service;

/// A request that its route has taken.
struct Enquiry {
  const RequestHead& head;
  std::string item;                                             ///< what stands in the place of `{...}` in the path
  std::vector<std::pair<std::string, std::string>> parameters;  ///< names and values are those of the route
  std::string media;                                            ///< of the body, without parameters
  std::string body;

  /// The value of a parameter; empty when it was not given.
  std::string_view value(std::string_view name) const;
};

/// A parameter of the query.
struct Parameter {
  std::string_view name;
  std::string_view text;
  std::vector<std::string_view> values;  ///< allowed; empty when the knowledge says which
};

struct Route {
  std::string_view method;  ///< GET (HEAD goes with it) or POST
  std::string_view path;    ///< "/v1/score/{name}"; one segment at most is open, the last
  std::string_view name;    ///< operationId
  std::string_view text;    ///< one sentence
  std::vector<Parameter> parameters;
  std::vector<std::string_view> takes;  ///< media types of the body
  std::vector<std::string_view> gives;  ///< media types of the answer, the usual first
  bool open = false;                    ///< answers without a token: nothing of a patient or of the knowledge
  Response (*answer)(const Service& service, Enquiry enquiry) = nullptr;
};

/// All routes, in the order of the document.
const std::vector<Route>& routes();

/// True when the path is one of the template; `item` is then its open segment.
bool fits(std::string_view path_template, std::string_view path, std::string& item);

/// The OpenAPI 3.1 document of the routes. `version` is that of the program; `with_token` says that a token is asked
/// for.
std::string openapi(std::string_view version, bool with_token);

}  // namespace noms::service
