// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>

#include "noms/report/beside.h"
#include "noms/report/fault_lines.h"
#include "noms/service/internal/answers.h"
#include "noms/service/service.h"

namespace noms::service::internal {
namespace {

using Clock = std::chrono::steady_clock;

// A part ends after so long or so much, so that the requests of others go on in between.
constexpr auto part_time = std::chrono::milliseconds(4);
constexpr std::size_t part_bytes = 1U << 20U;

/// The lines of one body, answered one after the other.
class Lines {
public:
  Lines(const Knowledge& known, std::string body, std::string_view edition)
      : known_(known), origin_{std::string(edition), known.versions}, body_(std::move(body)) {}

  bool next(std::string& part) {
    const auto end = Clock::now() + part_time;
    while (from_ < body_.size() && part.size() < part_bytes && Clock::now() < end) {
      const std::size_t line_end = std::min(body_.find('\n', from_), body_.size());
      const std::string_view line(body_.data() + from_, line_end - from_);
      from_ = line_end + 1;
      ++number_;
      part += answer(line) + "\n";
    }
    return from_ < body_.size();
  }

private:
  std::string answer(std::string_view line) const {
    try {
      const auto text = assessed(line);
      return text ? text.value() : report::fault_line(number_, text.error());
    } catch (const std::exception&) {
      return report::fault_line(number_, {{ErrorCode::Internal, "", "unexpected failure"}});
    }
  }

  Result<std::string> assessed(std::string_view line) const {
    const auto patient = pathway::read(line, known_.library);
    if (!patient) return patient.error();
    const auto assessment = pathway::assess(patient.value(), known_.library, origin_);
    if (!assessment) return assessment.error();
    const auto beside = pathway::consider(patient.value(), assessment.value(), known_.library, known_.guides);
    if (!beside) return beside.error();
    return report::assessment_json(assessment.value(), beside.value(), 0);
  }

  const Knowledge& known_;
  pathway::Origin origin_;
  std::string body_;
  std::size_t from_ = 0;
  std::size_t number_ = 0;
};

}  // namespace

Response bulk(const Service& service, Enquiry enquiry) {
  Response response;
  response.media = "application/x-ndjson";
  const std::string edition(enquiry.value("edition"));
  const auto lines = std::make_shared<Lines>(service.knowledge(), std::move(enquiry.body), edition);
  response.more = [lines](std::string& part) { return lines->next(part); };
  return response;
}

}  // namespace noms::service::internal
