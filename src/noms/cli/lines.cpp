// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/internal/lines.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "noms/cli/files.h"
#include "noms/json/document.h"

namespace noms::cli {

bool Lines::next(std::string& line) {
  const std::size_t begin = line.size();
  bool any = false;
  while (at_ < held_ || fill()) {
    any = true;
    const char* from = buffer_.data() + at_;
    const auto* end = static_cast<const char*>(std::memchr(from, '\n', held_ - at_));
    const std::size_t size = end == nullptr ? held_ - at_ : static_cast<std::size_t>(end - from);
    const std::size_t room = json::Limits{}.bytes + 1 - (line.size() - begin);
    line.append(from, std::min(size, room));
    at_ += size + (end == nullptr ? 0 : 1);
    if (end != nullptr) return true;
  }
  return any && failure_ == 0 && !stopped_;
}

bool Lines::fill() {
  ssize_t size = 0;
  do size = ::read(descriptor_, buffer_.data(), buffer_.size());
  while (size < 0 && errno == EINTR && Finishing::signal() == 0);
  if (size < 0 && errno == EINTR)
    stopped_ = true;
  else if (size < 0)
    failure_ = errno;
  at_ = 0;
  held_ = size > 0 ? static_cast<std::size_t>(size) : 0;
  bytes_ += held_;
  return held_ > 0;
}

}  // namespace noms::cli
