// SPDX-License-Identifier: Apache-2.0
// A request as bytes, from the first to its admission and body, without sockets: libFuzzer entry. Built by build.sh
// beside it with clang. The routes answer with what came, so that the core, which has targets of its own, takes no
// part.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "noms/service/admission.h"
#include "noms/service/internal/answers.h"
#include "noms/service/request_reader.h"
#include "noms/service/response_head.h"

namespace noms::service::internal {

Response assess(const Service&, Enquiry) {
  return {};
}
Response explain(const Service&, Enquiry) {
  return {};
}
Response scores(const Service&, Enquiry) {
  return {};
}
Response score(const Service&, Enquiry) {
  return {};
}
Response tables(const Service&, Enquiry) {
  return {};
}
Response table(const Service&, Enquiry) {
  return {};
}
Response schema(const Service&, Enquiry) {
  return {};
}
Response health(const Service&, Enquiry) {
  return {};
}
Response ready(const Service&, Enquiry) {
  return {};
}
Response metrics(const Service&, Enquiry) {
  return {};
}
Response document(const Service&, Enquiry) {
  return {};
}
Response page(const Service&, Enquiry) {
  return {};
}

}  // namespace noms::service::internal

namespace {

using namespace noms::service;
using State = RequestReader::State;

struct Read {
  State state = State::Head;
  int status = 0;
  std::string body;
};

/// The bytes in parts of that size, as a session takes them.
Read read(const Guard& guard, const Limits& limits, std::string_view all, std::size_t size) {
  Read result;
  RequestReader reader(limits);
  Admission admission;
  std::string held;
  while (!all.empty()) {
    held += all.substr(0, size);
    all.remove_prefix(std::min(size, all.size()));
    std::string_view bytes = held;
    if (reader.read(bytes) == State::HeadRead) {
      admission = admit(reader.head(), guard, limits);
      if (admission.refusal) {
        result.status = admission.refusal->status;
        break;
      }
      if (reader.allow_body(admission.body_bytes) == State::Body) reader.read(bytes);
    }
    held.erase(0, held.size() - bytes.size());
    if (reader.state() == State::Complete || reader.state() == State::Refused) break;
    // What waits to be understood is bounded whatever the client sends.
    if (held.size() > limits.head_bytes + size) std::abort();
  }
  result.state = reader.state();
  if (result.state == State::Refused) result.status = reader.status();
  if (reader.body_size() > admission.body_bytes) std::abort();
  if (result.state != State::Complete) return result;
  result.body = reader.take_body();
  const std::string head = head_of({}, reader.head(), true, false, "");
  if (head.find("\r\n\r\n") != head.size() - 4) std::abort();  // nothing of the request ends a head early
  return result;
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Guard guard{{}, {"localhost"}};
  static const Limits limits = [] {
    Limits small;
    small.case_bytes = 512;
    small.bulk_bytes = 1024;
    small.head_bytes = 1024;
    small.fields = 20;
    small.target_bytes = 100;
    return small;
  }();
  if (size == 0) return 0;
  const std::size_t part = data[0] % 64 + 1;
  const std::string_view all(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Read parts = read(guard, limits, all, part);
  const Read whole = read(guard, limits, all, all.size() + 1);
  // Cut differently, the same bytes are the same request.
  if (parts.state == State::Complete && whole.state == State::Complete && parts.body != whole.body) std::abort();
  return 0;
}
