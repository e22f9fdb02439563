// SPDX-License-Identifier: Apache-2.0
#include "noms/service/request_reader.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <functional>

namespace noms::service {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;

/// Beast's names of fields to the members of a head.
struct Kept {
  http::field name;
  std::string RequestHead::*member;
};

constexpr Kept kept[] = {{http::field::host, &RequestHead::host},
                         {http::field::content_type, &RequestHead::content_type},
                         {http::field::content_encoding, &RequestHead::content_encoding},
                         {http::field::accept, &RequestHead::accept},
                         {http::field::accept_encoding, &RequestHead::accept_encoding},
                         {http::field::authorization, &RequestHead::authorization},
                         {http::field::origin, &RequestHead::origin},
                         {http::field::if_none_match, &RequestHead::if_none_match},
                         {http::field::expect, &RequestHead::expect}};

bool is_list(http::field name) {
  return name == http::field::accept || name == http::field::accept_encoding || name == http::field::if_none_match;
}

/// True for a request line that is well formed but for a version of HTTP that is neither 1.0 nor 1.1.
bool names_other_version(std::string_view line) {
  constexpr std::size_t size = 9;
  if (line.size() <= size || std::ranges::count(line, ' ') != 2) return false;
  const std::string_view version = line.substr(line.size() - size);
  const auto digit = [&](std::size_t at) { return version[at] >= '0' && version[at] <= '9'; };
  return version.starts_with(" HTTP/") && digit(6) && version[7] == '.' && digit(8) && !version.ends_with("1.0") &&
         !version.ends_with("1.1");
}

}  // namespace

/// Beast splits the bytes; this keeps what the service reads and is stricter where Beast is lenient.
class RequestReader::Parser : public http::basic_parser<true> {
public:
  explicit Parser(const Limits& limits) : limits_(limits) {
    header_limit(static_cast<std::uint32_t>(limits.head_bytes));
    body_limit(boost::none);  // known only when the route is
  }

  State read(std::string_view& bytes) {
    if (reached == State::Head && !has_whole_head(bytes)) return reached;
    while (reached == State::Head || reached == State::Body) {
      error_code error;
      const std::size_t used = put({bytes.data(), bytes.size()}, error);
      const std::string_view given = bytes;
      bytes.remove_prefix(std::min(used, bytes.size()));
      if (reached == State::Refused) break;
      if (error == http::error::need_more && reached == State::Body) return waiting(bytes);
      if (error) return refuse(error, given);
      if (reached == State::Head && is_header_done()) return end_of_head();
      if (reached == State::Body && is_done()) reached = State::Complete;
      if (reached == State::Body && bytes.empty()) break;
    }
    return reached;
  }

  State allow_body(std::size_t most) {
    most_body_ = most;
    const auto length = content_length();
    if (length && *length > most) return refuse(413, "the body of the request is larger than this route takes");
    reached = is_done() ? State::Complete : State::Body;
    return reached;
  }

  State reached = State::Head;
  RequestHead received;
  std::string content;
  int refusal = 0;
  std::string_view refused_for;

private:
  /// Beast sees the head only when it is there to the empty line, so that it makes no difference how it arrives; a line
  /// that ends otherwise than with CR LF is refused at once.
  bool has_whole_head(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, limits_.head_bytes);
    for (; scanned_ + 1 < head.size(); ++scanned_) {
      const bool carriage_return = head[scanned_] == '\r';
      if (carriage_return != (head[scanned_ + 1] == '\n') || (scanned_ == 0 && head[0] == '\n')) {
        refuse(400, "a line of the request ends otherwise than with CR LF");
        return false;
      }
      if (carriage_return && scanned_ >= 2 && head.substr(scanned_ - 2, 4) == "\r\n\r\n") return true;
    }
    if (bytes.size() >= limits_.head_bytes) refuse(431, "the fields of the request are too long");
    return false;
  }

  State waiting(std::string_view bytes) {
    // The line of a chunk, or what follows the last chunk, is short.
    if (bytes.size() >= limits_.head_bytes) return refuse(400, "the chunks of the body are not well formed");
    return reached;
  }

  State refuse(int status, std::string_view reason) {
    reached = State::Refused;
    refusal = status;
    refused_for = reason;
    return reached;
  }

  State refuse(const error_code& error, std::string_view bytes) {
    if (error == http::error::header_limit) return refuse(431, "the fields of the request are too long");
    if (error == http::error::body_limit) return refuse(413, "the body of the request is larger than this route takes");
    if (error == http::error::bad_version && names_other_version(bytes.substr(0, bytes.find("\r\n"))))
      return refuse(505, "the service speaks HTTP/1.1");
    return refuse(400, "the request is not well-formed HTTP/1.1");
  }

  State end_of_head() {
    received.keep_alive = keep_alive();
    received.chunked = chunked();
    if (const auto length = content_length()) received.content_length = *length;
    if (!received.http_1_0 && hosts_ == 0) return refuse(400, "the request has no Host");
    if (received.http_1_0 && received.chunked) return refuse(400, "chunks are not part of HTTP/1.0");
    reached = State::HeadRead;
    return reached;
  }

  void on_request_impl(http::verb, boost::beast::string_view method, boost::beast::string_view target, int version,
                       error_code& error) override {
    received.http_1_0 = version == 10;
    std::string_view rest(target.data(), target.size());
    if (rest.size() > limits_.target_bytes) return stop(414, "the target of the request is too long", error);
    // A proxy may send the whole address; its host counts, not that of the field.
    for (const std::string_view scheme : {"http://", "https://"}) {
      if (!rest.starts_with(scheme)) continue;
      rest.remove_prefix(scheme.size());
      authority_ = rest.substr(0, rest.find_first_of("/?"));
      rest.remove_prefix(authority_.size());
      if (rest.empty()) rest = "/";
    }
    if (!rest.starts_with('/')) return stop(400, "the target of the request is no path", error);
    const auto mark = rest.find('?');
    received.method.assign(method.data(), method.size());
    received.path = rest.substr(0, mark);
    if (mark != std::string_view::npos) received.query = rest.substr(mark + 1);
  }

  void on_field_impl(http::field name, boost::beast::string_view written, boost::beast::string_view value,
                     error_code& error) override {
    if (reached != State::Head) return;  // what follows the last chunk says nothing to us
    if (++fields_ > limits_.fields) return stop(431, "the request has too many fields", error);
    if (is_folded(written, value)) return stop(400, "a field goes on in a second line", error);
    const std::string_view text(value.data(), value.size());
    if (name == http::field::transfer_encoding && !boost::beast::iequals(value, "chunked"))
      return stop(501, "the only encoding of a body that is read is chunked", error);
    if (name == http::field::content_length &&
        (++lengths_ > 1 || text.find_first_not_of("0123456789") != std::string_view::npos))
      return stop(400, "the length of the body is not one number", error);
    if (name == http::field::host && ++hosts_ > 1) return stop(400, "the request has more than one Host", error);
    if (name == http::field::host && !authority_.empty()) {
      received.host = authority_;
      return;
    }
    if (boost::beast::iequals(written, "sec-fetch-site")) received.fetch_site = text;
    const auto* found = std::ranges::find(kept, name, &Kept::name);
    if (found == std::end(kept)) return;
    std::string& member = received.*found->member;
    if (!member.empty() && !is_list(name)) return stop(400, "a field stands twice that may stand once", error);
    member += (member.empty() ? "" : ", ") + std::string(text);
  }

  /// Beast joins folded lines: elsewhere in memory, or after a line that held the name only.
  bool is_folded(boost::beast::string_view name, boost::beast::string_view value) const {
    const char* from = name.data() + name.size();
    const std::less<> before;
    if (before(value.data(), from) || before(from + limits_.head_bytes, value.data())) return true;
    return std::find(from, value.data(), '\r') != value.data();
  }

  void stop(int status, std::string_view reason, error_code& error) {
    refuse(status, reason);
    error = http::error::bad_field;
  }

  void on_response_impl(int, boost::beast::string_view, int, error_code&) override {}
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(boost::beast::string_view part, error_code& error) override { return add(part, error); }
  void on_chunk_header_impl(std::uint64_t size, boost::beast::string_view, error_code& error) override {
    if (size > most_body_ - content.size()) error = http::error::body_limit;
  }
  std::size_t on_chunk_body_impl(std::uint64_t, boost::beast::string_view part, error_code& error) override {
    return add(part, error);
  }
  void on_finish_impl(error_code&) override {}

  std::size_t add(boost::beast::string_view part, error_code& error) {
    if (part.size() > most_body_ - content.size()) {
      error = http::error::body_limit;
      return 0;
    }
    content.append(part.data(), part.size());
    return part.size();
  }

  Limits limits_;
  std::string authority_;
  std::size_t fields_ = 0;
  std::size_t hosts_ = 0;
  std::size_t lengths_ = 0;
  std::size_t scanned_ = 0;  ///< signs of the head that were looked at
  std::size_t most_body_ = 0;
};

RequestReader::RequestReader(const Limits& limits) : parser_(std::make_unique<Parser>(limits)) {}
RequestReader::~RequestReader() = default;

RequestReader::State RequestReader::read(std::string_view& bytes) {
  return parser_->read(bytes);
}
RequestReader::State RequestReader::state() const {
  return parser_->reached;
}
const RequestHead& RequestReader::head() const {
  return parser_->received;
}
RequestReader::State RequestReader::allow_body(std::size_t most) {
  return parser_->allow_body(most);
}
std::size_t RequestReader::body_size() const {
  return parser_->content.size();
}
std::string RequestReader::take_body() {
  return std::move(parser_->content);
}
int RequestReader::status() const {
  return parser_->refusal;
}
std::string_view RequestReader::reason() const {
  return parser_->refused_for;
}

}  // namespace noms::service
