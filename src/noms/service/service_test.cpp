// SPDX-License-Identifier: Apache-2.0
#include "noms/service/service.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "noms/json/document.h"
#include "noms/service/log.h"
#include "noms/service/negotiation.h"
#include "noms/service/problem.h"
#include "noms/service/request_reader.h"
#include "noms/service/response_head.h"
#include "support/knowledge_files.h"

namespace noms::service {
namespace {

constexpr std::string_view smallest = R"({"noms_case":1,"lesions":[{}]})";

/// The knowledge of the tree, loaded once.
struct Shipped {
  std::vector<knowledge::SourceFile> files;
  std::unique_ptr<knowledge::Library> library;
  std::unique_ptr<pathway::Guides> guides;
  std::unique_ptr<Knowledge> known;

  Shipped() {
    for (const auto& [name, text] : test::shipped_files()) files.push_back({name, text});
    library = knowledge::load(files).value();
    guides = std::make_unique<pathway::Guides>(pathway::load_guides(files, *library).value());
    std::vector<Asset> assets = {{"index.html", "<!doctype html>", "zipped", "0011223344556677aa"},
                                 {"page-0011223344556677.js", "let a;", "", "0011223344556677bb"}};
    known.reset(new Knowledge{files, *library, *guides, {"1", "", "hash"}, std::move(assets)});
  }
};

const Shipped& shipped() {
  static const Shipped all;
  return all;
}

Guard local() {
  return {{}, {"localhost", "127.0.0.1", "::1"}};
}

/// What the service makes of bytes, as a session does it; status 0 when the request is not complete.
Response reply(const Service& service, std::string_view bytes) {
  RequestReader reader(service.limits());
  Response incomplete;
  incomplete.status = 0;
  Admission admission;
  if (reader.read(bytes) == RequestReader::State::HeadRead) {
    admission = service.admit(reader.head());
    if (admission.refusal) return *admission.refusal;
    if (reader.allow_body(admission.body_bytes) == RequestReader::State::Body) reader.read(bytes);
  }
  if (reader.state() == RequestReader::State::Refused) return problem(reader.status(), reader.reason());
  if (reader.state() != RequestReader::State::Complete) return incomplete;
  return service.answer(reader.head(), admission, reader.take_body());
}

Response ask(const Service& service, const std::string& method, const std::string& path, std::string fields = "",
             std::string_view body = "") {
  if (!body.empty()) fields += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return reply(service, method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n" + std::string(body));
}

const std::string as_json = "Content-Type: application/json\r\n";

std::string text_of(const Response& response) {
  return response.kept.empty() ? response.body : std::string(response.kept);
}

std::string field_of(const Response& response, std::string_view name) {
  const auto found = std::ranges::find(response.fields, name, &std::pair<std::string_view, std::string>::first);
  return found == response.fields.end() ? "" : found->second;
}

// ---- the corpus of tests/commands/serve/requests.txt

std::string unescaped(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      const char sign = text[++i];
      if (sign == 'x') {
        bytes += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
        i += 2;
      } else {
        bytes += sign == 'r' ? '\r' : sign == 'n' ? '\n' : sign == 't' ? '\t' : sign;
      }
      continue;
    }
    const auto star = text.find('*', i);
    const auto end = text.find('}', i);
    if (text[i] == '{' && text.substr(i, 2) != "{\"" && star != std::string_view::npos &&
        end != std::string_view::npos) {
      const std::string unit = unescaped(text.substr(i + 1, star - i - 1));
      for (int n = std::stoi(std::string(text.substr(star + 1, end - star - 1))); n > 0; --n) bytes += unit;
      i = end;
      continue;
    }
    bytes += text[i];
  }
  return bytes;
}

TEST(Requests, EachOfTheCorpusGetsItsStatus) {
  const Service service(*shipped().known, local(), {});
  std::ifstream file(NOMS_SOURCE_DIR "/tests/commands/serve/requests.txt");
  std::string line;
  int count = 0;
  while (std::getline(file, line)) {
    if (line.empty() || line[0] == '#') continue;
    ++count;
    const Response response = reply(service, unescaped(std::string_view(line).substr(4)));
    EXPECT_EQ(response.status, std::stoi(line)) << line;
    EXPECT_EQ(text_of(response).find("Zebra"), std::string::npos) << line;
  }
  EXPECT_GT(count, 150);
}

// ---- routes

TEST(Routes, EveryPathOfTheDocumentAnswersItsMethodsAndNoOther) {
  const Service service(*shipped().known, local(), {});
  const auto document = json::parse(text_of(ask(service, "GET", "/openapi.json")));
  ASSERT_TRUE(document);
  const auto* paths = document.value().find("paths");
  ASSERT_NE(paths, nullptr);
  std::size_t operations = 0;
  for (const auto& [path, item] : paths->members) {
    std::string concrete = path;
    for (const auto& [open, word] : {std::pair{"{name}", "all"},
                                     {"{table}", "evidence"},
                                     {"{document}", "case"},
                                     {"{file}", "page-0011223344556677.js"}}) {
      if (const auto at = concrete.find(open); at != std::string::npos)
        concrete.replace(at, std::string(open).size(), word);
    }
    EXPECT_EQ(concrete.find('{'), std::string::npos) << path;
    for (const std::string method : {"get", "post", "put", "delete", "patch", "options", "trace", "head"}) {
      std::string upper = method;
      std::ranges::transform(upper, upper.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
      const bool told = item.find(method == "head" ? "get" : method) != nullptr;
      const bool has_body = method == "post";
      const Response response = ask(service, upper, concrete, has_body ? as_json : "", has_body ? smallest : "");
      EXPECT_EQ(response.status, told ? 200 : 405) << method << " " << path;
      EXPECT_EQ(field_of(response, "Allow").empty(), told) << method << " " << path;
      if (told && method != "head") ++operations;
    }
  }
  EXPECT_EQ(operations, routes().size());
  for (const auto& route : routes()) {
    const auto* item = paths->find(route.path);
    ASSERT_NE(item, nullptr) << route.path;
    EXPECT_NE(item->find(route.method == "GET" ? "get" : "post"), nullptr) << route.path;
  }
}

TEST(Routes, ATemplateTakesOneSegment) {
  std::string item;
  EXPECT_TRUE(fits("/v1/score/{name}", "/v1/score/all", item));
  EXPECT_EQ(item, "all");
  for (const auto* path : {"/v1/score/", "/v1/score", "/v1/score/a/b", "/v1/scores"})
    EXPECT_FALSE(fits("/v1/score/{name}", path, item)) << path;
}

TEST(Answers, AreThoseOfThePathwayInEachForm) {
  const Service service(*shipped().known, local(), {});
  const auto& library = *shipped().library;
  const auto patient = pathway::read(smallest, library).value();
  const auto assessment = pathway::assess(patient, library, {"2013", shipped().known->versions}).value();
  const auto beside = pathway::consider(patient, assessment, library, *shipped().guides).value();
  using pathway::Form;
  for (const auto& [name, form, media] : {std::tuple{"json", Form::Json, "application/json"},
                                          {"html", Form::Html, "text/html"},
                                          {"svg", Form::Svg, "image/svg+xml"},
                                          {"csv", Form::Csv, "text/csv"},
                                          {"text", Form::Text, "text/plain"}}) {
    const std::string expected = pathway::compose(assessment, beside, library, form);
    const Response named =
        ask(service, "POST", std::string("/v1/assess?edition=2013&format=") + name, as_json, smallest);
    EXPECT_EQ(named.body, expected) << name;
    const Response wanted =
        ask(service, "POST", "/v1/assess?edition=2013", as_json + "Accept: " + media + ", */*;q=0.1\r\n", smallest);
    EXPECT_EQ(wanted.body, expected) << name;
    EXPECT_TRUE(wanted.media.starts_with(media));
    EXPECT_EQ(wanted.cache, "no-store");
  }
  EXPECT_EQ(ask(service, "POST", "/v1/report?edition=2013", as_json, smallest).body,
            pathway::compose(assessment, beside, library, Form::Html));
}

TEST(Answers, LinesKeepTheirOrderWithErrorsInPlace) {
  const Service service(*shipped().known, local(), {});
  const std::string one(smallest);
  Response response =
      ask(service, "POST", "/v1/assess", "Content-Type: application/x-ndjson\r\n", one + "\n{\"Zebra\n\n" + one);
  ASSERT_TRUE(response.more);
  std::string all;
  for (bool more = true; more;) {
    std::string part;
    more = response.more(part);
    all += part;
  }
  std::istringstream lines(all);
  std::vector<std::string> got;
  for (std::string line; std::getline(lines, line);) got.push_back(line);
  ASSERT_EQ(got.size(), 4U);
  EXPECT_TRUE(got[0].starts_with("{\"noms_assessment\":1,"));
  EXPECT_TRUE(got[1].starts_with("{\"noms_error\":1,\"line\":2,"));
  EXPECT_TRUE(got[2].starts_with("{\"noms_error\":1,\"line\":3,"));
  EXPECT_EQ(got[3], got[0]);
  EXPECT_EQ(all.find("Zebra"), std::string::npos);
}

TEST(Answers, AProblemNamesCodeAndPlaceAndNeverTheText) {
  const Service service(*shipped().known, local(), {});
  const Response response = ask(service, "POST", "/v1/assess", as_json,
                                R"({"noms_case":1,"id":"Zebra","lesions":[{"escc":"Zebra","pain":1}]})");
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(response.media, "application/problem+json");
  const auto body = json::parse(response.body).value();
  const auto& errors = body.find("errors")->items;
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors[0].find("code")->string, "unknown_value");
  EXPECT_EQ(errors[0].find("where")->string, "/lesions/0/escc");
  EXPECT_EQ(response.body.find("Zebra"), std::string::npos);
}

TEST(Answers, StatusesAreThoseOfTheTableOfErrors) {
  std::istringstream table(test::shipped_files().at("errors.csv"));
  std::string line;
  std::getline(table, line);
  int count = 0;
  while (std::getline(table, line)) {
    const auto last = line.rfind(',');
    const auto status = line.rfind(',', last - 1);
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
      if (name_of(static_cast<ErrorCode>(code)) != line.substr(0, line.find(','))) continue;
      EXPECT_EQ(http_status_of(static_cast<ErrorCode>(code)), std::stoi(line.substr(status + 1))) << line;
      ++count;
    }
  }
  EXPECT_EQ(count, static_cast<int>(ErrorCode::Internal) + 1);
}

TEST(Answers, ReadyUntilTheServiceStops) {
  Service service(*shipped().known, local(), {});
  EXPECT_EQ(ask(service, "GET", "/ready").status, 200);
  service.stop();
  EXPECT_EQ(ask(service, "GET", "/ready").status, 503);
  EXPECT_EQ(ask(service, "GET", "/health").status, 200);
}

// ---- who may ask

TEST(Guards, TokensAreAskedForWhereThereIsSomethingToProtect) {
  Guard guard = local();
  guard.tokens = Tokens::read("# old\n0123456789abcdef\r\n\nzyxwvutsrqponmlk\n").value();
  const Service service(*shipped().known, std::move(guard), {});
  for (const auto& route : routes()) {
    std::string path(route.path);
    if (const auto brace = path.find('{'); brace != std::string::npos) path = path.substr(0, brace) + "a.b";
    const Response response =
        ask(service, std::string(route.method), path, as_json, route.method == "POST" ? smallest : "");
    EXPECT_EQ(response.status == 401, !route.open) << path;
    EXPECT_EQ(route.open, !path.starts_with("/v1") && path != "/metrics") << path;
  }
  const auto with = [&](const std::string& value) {
    return ask(service, "GET", "/v1/scores", "Authorization: " + value + "\r\n").status;
  };
  EXPECT_EQ(with("Bearer 0123456789abcdef"), 200);
  EXPECT_EQ(with("bearer zyxwvutsrqponmlk"), 200);
  for (const auto* wrong : {"Bearer 0123456789abcde", "Bearer 0123456789abcdeF", "Bearer 0123456789abcdef0", "Bearer ",
                            "Bearer", "0123456789abcdef", "Basic 0123456789abcdef", "Bearer # old"})
    EXPECT_EQ(with(wrong), 401) << wrong;
  EXPECT_EQ(ask(service, "GET", "/v1/scores?token=0123456789abcdef").status, 401);
}

TEST(Guards, ATokenFileIsReadWholeOrNotAtAll) {
  EXPECT_FALSE(Tokens::read(""));
  EXPECT_FALSE(Tokens::read("# none\n\n"));
  const auto faults = Tokens::read("0123456789abcdef\nshort\nwith a blank in it\n");
  ASSERT_FALSE(faults);
  ASSERT_EQ(faults.error().size(), 2U);
  EXPECT_EQ(faults.error()[0].where, "line 2");
  EXPECT_EQ(faults.error()[1].message.find("blank in"), std::string::npos);
  EXPECT_FALSE(Tokens().allow("Bearer "));
}

TEST(Guards, LoopbackIsANumber) {
  for (const auto* address : {"127.0.0.1", "127.255.0.9", "::1"}) EXPECT_TRUE(is_loopback(address)) << address;
  for (const auto* address : {"0.0.0.0", "::", "128.0.0.1", "localhost", "127.1", "", "::ffff:127.0.0.1", "10.0.0.1"})
    EXPECT_FALSE(is_loopback(address)) << address;
}

TEST(Guards, HostNames) {
  for (const auto& [host, name] : {std::pair{"LocalHost:80", "localhost"},
                                   {"localhost", "localhost"},
                                   {"[::1]:8080", "::1"},
                                   {"[::1]", "::1"},
                                   {"a.example.", "a.example"},
                                   {"", ""},
                                   {"a:b", ""},
                                   {"[::1", ""},
                                   {"[::1]x", ""},
                                   {"a b", ""},
                                   {"a/b", ""},
                                   {"a:123456", ""}})
    EXPECT_EQ(host_name(host), name) << host;
}

// ---- what is sent and wanted

TEST(Negotiation, TheBestOfWhatIsOffered) {
  const std::vector<std::string_view> offered = {"application/json", "text/plain; charset=utf-8", "text/html"};
  const auto best = [&](std::string_view accept) { return preferred(accept, offered).value_or(9); };
  EXPECT_EQ(best(""), 0U);
  EXPECT_EQ(best("*/*"), 0U);
  EXPECT_EQ(best("text/*"), 1U);
  EXPECT_EQ(best("TEXT/HTML"), 2U);
  EXPECT_EQ(best("text/html;q=0.2, text/plain;q=0.3"), 1U);
  EXPECT_EQ(best("text/html,application/xhtml+xml,*/*;q=0.8"), 2U);
  EXPECT_EQ(best("*/*, application/json;q=0"), 1U);
  EXPECT_EQ(best("image/png"), 9U);
  EXPECT_EQ(best("application/json;q=abc"), 9U);
  EXPECT_TRUE(accepts_encoding("br, gzip;q=0.5", "gzip"));
  EXPECT_TRUE(accepts_encoding("*", "gzip"));
  EXPECT_FALSE(accepts_encoding("gzip;q=0, *", "gzip"));
  EXPECT_FALSE(accepts_encoding("", "gzip"));
}

TEST(Assets, AreCompressedTaggedAndKept) {
  const auto& assets = shipped().known->assets;
  RequestHead head;
  Response whole = asset(assets, "", head);
  EXPECT_EQ(whole.kept, "<!doctype html>");
  EXPECT_EQ(whole.cache, "no-cache");
  EXPECT_NE(whole.policy.find("frame-ancestors 'none'"), std::string_view::npos);
  head.accept_encoding = "gzip";
  Response small = asset(assets, "index.html", head);
  EXPECT_EQ(small.kept, "zipped");
  EXPECT_EQ(field_of(small, "Content-Encoding"), "gzip");
  EXPECT_NE(field_of(small, "ETag"), field_of(whole, "ETag"));
  head.if_none_match = field_of(small, "ETag");
  EXPECT_EQ(asset(assets, "", head).status, 304);
  EXPECT_EQ(asset(assets, "page-0011223344556677.js", head).cache, "public, max-age=31536000, immutable");
  EXPECT_EQ(asset(assets, "other.js", head).status, 404);
  EXPECT_NE(asset({}, "", head).body.find("tools/build_page.sh"), std::string::npos);
}

TEST(Heads, EveryAnswerCarriesTheFieldsOfSafety) {
  Response response;
  response.body = "12345";
  const std::string head = head_of(response, {}, true, true, "Sun, 01 Mar 2026 08:15:30 GMT");
  for (const auto* line : {"HTTP/1.1 200 OK\r\n", "Content-Length: 5\r\n", "Cache-Control: no-store\r\n",
                           "X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: no-referrer\r\n",
                           "frame-ancestors 'none'", "Strict-Transport-Security: ", "\r\n\r\n"})
    EXPECT_NE(head.find(line), std::string::npos) << line;
  EXPECT_EQ(head.find("Access-Control"), std::string::npos);
  EXPECT_EQ(head.find("Connection"), std::string::npos);
  response.more = [](std::string&) { return false; };
  EXPECT_NE(head_of(response, {}, false, false, "").find("Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"),
            std::string::npos);
}

TEST(Logs, ALineHasTheTemplateAndNothingOfTheRequest) {
  const std::chrono::system_clock::time_point time{std::chrono::milliseconds(1'772'352'930'123)};
  EXPECT_EQ(log_line(time, {"GET", "/v1/score/{name}", 200, 1843, 95}),
            "2026-03-01T08:15:30.123Z GET /v1/score/{name} 200 1843 95\n");
  EXPECT_EQ(http_date(time), "Sun, 01 Mar 2026 08:15:30 GMT");
}

TEST(Metric, CountsByRouteStatusAndTime) {
  Metrics metrics({"GET /a"});
  metrics.count(0, 200, 100, 7);
  metrics.count(0, 200, 1'000, 8);
  metrics.count(0, 418, 99'000'000, 0);
  metrics.count(-1, 404, 5, 0);
  const std::string text = metrics.text("1", "2");
  for (const auto* line : {"noms_build_info{version=\"1\",knowledge=\"2\"} 1\n",
                           "noms_requests_total{method=\"GET\",route=\"/a\",status=\"200\"} 2\n",
                           "status=\"other\"} 1\n", "noms_requests_total{method=\"-\",route=\"-\",status=\"404\"} 1\n",
                           "noms_request_seconds_bucket{method=\"GET\",route=\"/a\",le=\"0.00025\"} 1\n",
                           "noms_request_seconds_bucket{method=\"GET\",route=\"/a\",le=\"0.001\"} 2\n",
                           "noms_request_seconds_bucket{method=\"GET\",route=\"/a\",le=\"10\"} 2\n",
                           "noms_request_seconds_bucket{method=\"GET\",route=\"/a\",le=\"+Inf\"} 3\n",
                           "noms_response_bytes_total{method=\"GET\",route=\"/a\"} 15\n", "noms_connections 0\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line;
}

}  // namespace
}  // namespace noms::service
