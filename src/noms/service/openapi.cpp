// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "noms/json/writer.h"
#include "noms/service/problem.h"
#include "noms/service/routes.h"

namespace noms::service {
namespace {

/// A media type without its parameters, as OpenAPI names it.
std::string_view bare(std::string_view media) {
  return media.substr(0, media.find(';'));
}

void schema_string(json::Writer& writer, const std::vector<std::string_view>& values) {
  writer.key("schema");
  writer.begin_object();
  writer.member("type", "string");
  if (!values.empty()) {
    writer.key("enum");
    writer.begin_array();
    for (const auto value : values) writer.string(value);
    writer.end_array();
  }
  writer.end_object();
}

void parameter(json::Writer& writer, std::string_view name, std::string_view place, std::string_view text,
               const std::vector<std::string_view>& values) {
  writer.begin_object();
  writer.member("name", name);
  writer.member("in", place);
  if (place == "path") writer.member("required", true);
  if (!text.empty()) writer.member("description", text);
  schema_string(writer, values);
  writer.end_object();
}

void parameters(json::Writer& writer, const Route& route) {
  const auto brace = route.path.find('{');
  if (brace == std::string_view::npos && route.parameters.empty()) return;
  writer.key("parameters");
  writer.begin_array();
  if (brace != std::string_view::npos)
    parameter(writer, route.path.substr(brace + 1, route.path.size() - brace - 2), "path", "", {});
  for (const auto& known : route.parameters) parameter(writer, known.name, "query", known.text, known.values);
  writer.end_array();
}

/// The media types with the schema of JSON documents: of a case, which /v1/schemas/case gives, or any.
void content(json::Writer& writer, const std::vector<std::string_view>& types, std::string_view json_schema) {
  writer.key("content");
  writer.begin_object();
  std::vector<std::string_view> written;
  for (const auto type : types) {
    if (std::ranges::find(written, bare(type)) != written.end()) continue;
    written.push_back(bare(type));
    writer.key(bare(type));
    writer.begin_object();
    writer.key("schema");
    writer.begin_object();
    if (bare(type) == "application/json" && !json_schema.empty()) {
      writer.member("$ref", json_schema);
    } else if (bare(type).ends_with("json") && bare(type) != "application/x-ndjson") {
      writer.member("type", "object");
    } else {
      writer.member("type", "string");
    }
    writer.end_object();
    writer.end_object();
  }
  writer.end_object();
}

void answer(json::Writer& writer, std::string_view status, std::string_view text) {
  writer.key(status);
  writer.begin_object();
  writer.member("description", text);
}

void answers(json::Writer& writer, const Route& route) {
  writer.key("responses");
  writer.begin_object();
  answer(writer, "200", route.text);
  content(writer, route.gives, route.name == "assess" ? "/v1/schemas/assessment" : "");
  writer.end_object();
  answer(writer, "default", "What is wrong, with the place of each fault and never with what was sent.");
  writer.key("content");
  writer.begin_object();
  writer.key("application/problem+json");
  writer.begin_object();
  writer.key("schema");
  writer.begin_object();
  writer.member("$ref", "#/components/schemas/Problem");
  writer.end_object();
  writer.end_object();
  writer.end_object();
  writer.end_object();
  writer.end_object();
}

void operation(json::Writer& writer, const Route& route, bool with_token) {
  writer.key(route.method == "GET" ? "get" : "post");
  writer.begin_object();
  writer.member("operationId", route.name);
  writer.member("summary", route.text);
  parameters(writer, route);
  if (!route.takes.empty()) {
    writer.key("requestBody");
    writer.begin_object();
    writer.member("required", true);
    content(writer, route.takes, "/v1/schemas/case");
    writer.end_object();
  }
  answers(writer, route);
  if (with_token && route.open) {
    writer.key("security");
    writer.begin_array();
    writer.end_array();
  }
  writer.end_object();
}

void problem_schema(json::Writer& writer) {
  const auto text = [&writer](std::string_view name) {
    writer.key(name);
    writer.begin_object();
    writer.member("type", "string");
    writer.end_object();
  };
  writer.key("Problem");
  writer.begin_object();
  writer.member("type", "object");
  writer.key("properties");
  writer.begin_object();
  text("type");
  text("title");
  writer.key("status");
  writer.begin_object();
  writer.member("type", "integer");
  writer.end_object();
  text("detail");
  writer.key("errors");
  writer.begin_object();
  writer.member("type", "array");
  writer.key("items");
  writer.begin_object();
  writer.member("type", "object");
  writer.key("properties");
  writer.begin_object();
  text("code");
  text("where");
  text("message");
  writer.end_object();
  writer.end_object();
  writer.end_object();
  writer.end_object();
  writer.end_object();
}

}  // namespace

std::string openapi(std::string_view version, bool with_token) {
  json::Writer writer;
  writer.begin_object();
  writer.member("openapi", "3.1.0");
  writer.key("info");
  writer.begin_object();
  writer.member("title", "noms");
  writer.member("description", "Decision support for spinal metastases. A case in, an assessment out.");
  writer.member("version", version);
  writer.key("license");
  writer.begin_object();
  writer.member("name", "Apache-2.0");
  writer.member("identifier", "Apache-2.0");
  writer.end_object();
  writer.end_object();
  writer.key("paths");
  writer.begin_object();
  const auto& all = routes();
  for (auto route = all.begin(); route != all.end(); ++route) {
    if (std::find_if(all.begin(), route, [&](const Route& r) { return r.path == route->path; }) != route) continue;
    writer.key(route->path);
    writer.begin_object();
    for (auto same = route; same != all.end(); ++same) {
      if (same->path == route->path) operation(writer, *same, with_token);
    }
    writer.end_object();
  }
  writer.end_object();
  writer.key("components");
  writer.begin_object();
  writer.key("schemas");
  writer.begin_object();
  problem_schema(writer);
  writer.end_object();
  if (with_token) {
    writer.key("securitySchemes");
    writer.begin_object();
    writer.key("token");
    writer.begin_object();
    writer.member("type", "http");
    writer.member("scheme", "bearer");
    writer.end_object();
    writer.end_object();
  }
  writer.end_object();
  if (with_token) {
    writer.key("security");
    writer.begin_array();
    writer.begin_object();
    writer.key("token");
    writer.begin_array();
    writer.end_array();
    writer.end_object();
    writer.end_array();
  }
  writer.end_object();
  return writer.take() + "\n";
}

}  // namespace noms::service
