// SPDX-License-Identifier: Apache-2.0
#include "noms/service/problem.h"

#include "noms/report/fault_lines.h"

namespace noms::service {
namespace {

Response written(int status, std::string_view detail, const Issues& issues) {
  json::Writer writer;
  writer.begin_object();
  writer.member("type", "about:blank");
  writer.member("title", phrase_of(status));
  writer.member("status", status);
  writer.member("detail", detail);
  if (!issues.empty()) report::write_faults(writer, issues);
  writer.end_object();
  Response response;
  response.status = status;
  response.media = "application/problem+json";
  response.body = writer.take() + "\n";
  return response;
}

}  // namespace

std::string_view phrase_of(int status) {
  switch (status) {
    case 200: return "OK";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return {};
  }
}

int http_status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::TooLarge: return 413;
    case ErrorCode::InvalidJson:
    case ErrorCode::InvalidEncoding:
    case ErrorCode::TooDeep:
    case ErrorCode::DuplicateKey:
    case ErrorCode::InvalidXml:
    case ErrorCode::Usage: return 400;
    case ErrorCode::NotDetermined: return 200;
    default: return exit_code_of(code) == 3 ? 422 : 500;
  }
}

Response problem(int status, std::string_view detail) {
  return written(status, detail, {});
}

Response problem(const Issues& issues) {
  const int status = issues.empty() ? 500 : http_status_of(issues.front().code);
  return written(status, status < 500 ? "the request has faults" : "unexpected failure", issues);
}

}  // namespace noms::service
