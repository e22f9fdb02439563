// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "noms/clinical_case/case.h"
#include "noms/foundation/text.h"
#include "noms/json/writer.h"
#include "noms/knowledge/table_name.h"
#include "noms/pathway/cohort_lines.h"
#include "noms/report/json.h"
#include "noms/report/prognosis_json.h"
#include "noms/report/prognosis_text.h"
#include "noms/service/internal/answers.h"
#include "noms/service/negotiation.h"
#include "noms/service/problem.h"
#include "noms/service/service.h"

namespace noms::service::internal {
namespace {

using pathway::Form;

/// A form that an answer may take: its name in a query, its media type.
struct Named {
  std::string_view name;
  std::string_view media;
  Form form;
};

constexpr Named forms[] = {
    {"json", "application/json", Form::Json},         {"text", "text/plain; charset=utf-8", Form::Text},
    {"html", "text/html; charset=utf-8", Form::Html}, {"svg", "image/svg+xml", Form::Svg},
    {"csv", "text/csv; charset=utf-8", Form::Csv},    {"chart", "text/plain; charset=utf-8", Form::Chart},
    {"brief", "application/json", Form::Brief},       {"decision", "application/json", Form::Decision}};

// The sheet runs no script and loads nothing.
constexpr std::string_view sheet_policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox";

Response document_of(std::string body, std::string_view media) {
  Response response;
  response.media = media;
  response.body = std::move(body);
  return response;
}

Response unacceptable(const Route& route) {
  const std::vector<std::string> gives(route.gives.begin(), route.gives.end());
  return problem(406, "this route gives " + joined(gives, ", "));
}

const Route& route_of(std::string_view name) {
  return *std::ranges::find(routes(), name, &Route::name);
}

/// The form that the query names, or that the client likes most among those that the query might name.
const Named* form_of(const Enquiry& enquiry, std::string_view route) {
  const auto& parameters = route_of(route).parameters;
  const auto& names = std::ranges::find(parameters, "format", &Parameter::name)->values;
  std::vector<std::string_view> media;
  for (const auto name : names) {
    const auto* form = std::ranges::find(forms, name, &Named::name);
    if (name == enquiry.value("format")) return form;
    media.push_back(form->media);
  }
  const auto liked = preferred(enquiry.head.accept, media);
  return liked ? std::ranges::find(forms, names[*liked], &Named::name) : nullptr;
}

std::optional<Issue> edition_fault(const Enquiry& enquiry, const knowledge::Library& library) {
  if (library.edition(enquiry.value("edition")) != nullptr) return std::nullopt;
  std::vector<std::string> names;
  for (const auto& known : library.editions) names.push_back(known->name);
  return Issue{ErrorCode::Usage, "edition", "allowed: " + joined(names, ", ")};
}

/// The answer in one form, byte for byte that of the command line.
Result<std::string> composed(const Enquiry& enquiry, const Knowledge& known, Form form) {
  const auto patient = pathway::read(enquiry.body, known.library);
  if (!patient) return patient.error();
  const pathway::Origin origin{std::string(enquiry.value("edition")), known.versions};
  if (form == Form::Brief) return pathway::CohortLines(known.library, origin).line(patient.value());
  if (form == Form::Csv) {
    auto rows = pathway::CohortLines(known.library, origin, pathway::CohortLines::Form::Csv).line(patient.value());
    if (rows) rows.value().insert(0, report::csv_header());
    return rows;
  }
  const auto assessment = pathway::assess(patient.value(), known.library, origin);
  if (!assessment) return assessment.error();
  const bool alone = form == Form::Svg || form == Form::Chart || form == Form::Explanation || form == Form::Decision;
  if (alone) return pathway::compose(assessment.value(), {}, known.library, form);
  const auto beside = pathway::consider(patient.value(), assessment.value(), known.library, known.guides);
  if (!beside) return beside.error();
  return pathway::compose(assessment.value(), beside.value(), known.library, form);
}

}  // namespace

Response assess(const Service& service, Enquiry enquiry) {
  const Knowledge& known = service.knowledge().in(enquiry.value("language"));
  if (const auto fault = edition_fault(enquiry, known.library)) return problem(Issues{*fault});
  const std::string_view route = enquiry.head.path == route_of("report").path ? "report" : "assess";
  if (enquiry.media == "application/x-ndjson") {
    if (const auto format = enquiry.value("format"); !format.empty() && format != "json")
      return problem(Issues{{ErrorCode::Usage, "format", "lines of cases are answered as json only"}});
    return bulk(service, std::move(enquiry));
  }
  const Named* named = form_of(enquiry, route);
  if (named == nullptr) return unacceptable(route_of(route));
  Form form = named->form;
  if (form == Form::Text && enquiry.value("plain") == "true") form = Form::PlainText;
  auto answer = composed(enquiry, known, form);
  if (!answer) return problem(answer.error());
  Response response = document_of(std::move(answer).value(), named->media);
  if (form == Form::Html || form == Form::Svg) response.policy = sheet_policy;
  return response;
}

Response explain(const Service& service, Enquiry enquiry) {
  const Knowledge& known = service.knowledge().in(enquiry.value("language"));
  if (const auto fault = edition_fault(enquiry, known.library)) return problem(Issues{*fault});
  if (!preferred(enquiry.head.accept, route_of("explain").gives)) return unacceptable(route_of("explain"));
  auto answer = composed(enquiry, known, Form::Explanation);
  if (!answer) return problem(answer.error());
  return document_of(std::move(answer).value(), "text/plain; charset=utf-8");
}

Response scores(const Service& service, Enquiry) {
  return document_of(report::scores_json(service.knowledge().guides.scores), "application/json");
}

Response score(const Service& service, Enquiry enquiry) {
  const Knowledge& known = service.knowledge().in(enquiry.value("language"));
  const auto& scores = known.guides.scores;
  const bool all = enquiry.item == "all";
  if (!all && scores.title(enquiry.item).empty())
    return problem(404, "there is no such score; /v1/scores lists them, and `all` gives every one");
  const Named* named = form_of(enquiry, "score");
  if (named == nullptr) return unacceptable(route_of("score"));
  const auto patient = pathway::read(enquiry.body, known.library);
  if (!patient) return problem(patient.error());
  const auto results =
      all ? prognosis::prognosis(patient.value(), scores, known.library)
          : std::vector<prognosis::Prognosis>{*prognosis::score(patient.value(), enquiry.item, scores, known.library)};
  report::TextStyle style;
  style.plain = enquiry.value("plain") == "true";
  return document_of(named->form == Form::Json ? report::prognosis_json(results)
                                               : report::prognosis_text(results, known.library.wording, style),
                     named->media);
}

Response tables(const Service& service, Enquiry) {
  const Knowledge& known = service.knowledge();
  json::Writer writer;
  writer.begin_object();
  writer.member("noms_tables", 1);
  writer.member("version", known.versions.knowledge);
  writer.member("sha256", known.versions.knowledge_sha256);
  writer.key("tables");
  writer.begin_array();
  for (const auto& file : known.files) {
    const auto id = knowledge::table_name(file.name);
    const auto found = std::ranges::find(known.library.tables, id, &knowledge::TableFile::id);
    const bool is_table = found != known.library.tables.end() && file.name.ends_with(".table.md");
    writer.begin_object();
    writer.member("table", id);
    const std::string_view other = file.name.ends_with(".cases.csv") ? "cases" : "list";
    writer.member("kind", is_table ? std::string_view(found->kind) : other);
    writer.member("title", is_table ? std::string_view(found->title) : file.name);
    writer.end_object();
  }
  writer.end_array();
  writer.end_object();
  return document_of(writer.take() + "\n", "application/json");
}

Response table(const Service& service, Enquiry enquiry) {
  for (const auto& file : service.knowledge().files) {
    if (knowledge::table_name(file.name) != enquiry.item) continue;
    Response response;
    response.media = file.name.ends_with(".csv") ? "text/csv; charset=utf-8" : "text/markdown; charset=utf-8";
    response.cache = "no-cache";
    response.kept = file.text;
    return response;
  }
  return problem(404, "there is no such table; /v1/knowledge lists them");
}

Response schema(const Service& service, Enquiry enquiry) {
  std::string text;
  if (enquiry.item == "case") {
    text = clinical_case::case_schema(service.knowledge().library);
  } else if (enquiry.item == "assessment") {
    text = report::assessment_schema();
  } else {
    return problem(404, "there is no such document; there are case and assessment");
  }
  if (!text.ends_with('\n')) text += '\n';
  Response response = document_of(std::move(text), "application/schema+json");
  response.cache = "no-cache";
  return response;
}

Response health(const Service&, Enquiry) {
  return document_of("{\"status\":\"ok\"}\n", "application/json");
}

Response ready(const Service& service, Enquiry) {
  if (service.stopping()) return problem(503, "the service is stopping");
  const auto& versions = service.knowledge().versions;
  json::Writer writer(0);
  writer.begin_object();
  writer.member("status", "ready");
  writer.member("software", versions.software);
  writer.member("knowledge", versions.knowledge);
  writer.end_object();
  return document_of(writer.take() + "\n", "application/json");
}

Response metrics(const Service& service, Enquiry) {
  const auto& versions = service.knowledge().versions;
  return document_of(service.metrics().text(versions.software, versions.knowledge),
                     "text/plain; version=0.0.4; charset=utf-8");
}

Response document(const Service& service, Enquiry) {
  Response response =
      document_of(openapi(service.knowledge().versions.software, service.asks_for_token()), "application/json");
  response.cache = "no-cache";
  return response;
}

Response page(const Service& service, Enquiry enquiry) {
  return asset(service.knowledge().assets, enquiry.item, enquiry.head);
}

}  // namespace noms::service::internal
