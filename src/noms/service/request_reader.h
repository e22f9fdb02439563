// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "noms/service/exchange.h"
#include "noms/service/limits.h"

namespace noms::service {

/// Reads one request of HTTP/1.1 or 1.0 from bytes as they come, without a socket.
///
/// Refused, because two readers could see two requests in it, or because it is beyond a limit: fields without one clear
/// length of the body (both kinds of length, a length twice, an encoding other than chunked), no Host or two, line ends
/// other than CR LF, a folded field, too long a head (431), target (414) or body (413).
class RequestReader {
public:
  enum class State {
    Head,      ///< more bytes are needed
    HeadRead,  ///< head() may be read; allow_body() goes on
    Body,      ///< more bytes are needed
    Complete,
    Refused,  ///< status() and reason() say why; the connection must end
  };

  explicit RequestReader(const Limits& limits);
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  /// Takes what it can from the front of `bytes` and takes that away from the view. What is left must be given again,
  /// with what came after it.
  State read(std::string_view& bytes);

  State state() const;
  const RequestHead& head() const;

  /// In HeadRead only: goes on with a body of at most that many bytes.
  State allow_body(std::size_t most);

  std::size_t body_size() const;
  std::string take_body();

  int status() const;               ///< of Refused: 400, 413, 414, 431, 501 or 505
  std::string_view reason() const;  ///< of Refused: one sentence

private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace noms::service
