// SPDX-License-Identifier: Apache-2.0
#include "noms/dicom/own_process.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

namespace noms::dicom {
namespace {

constexpr rlim_t most_seconds = 300;
#ifndef __SANITIZE_ADDRESS__  // which maps more addresses than any program uses
constexpr rlim_t most_bytes = rlim_t{16} << 30U;
#endif

void limit(decltype(RLIMIT_CORE) what, rlim_t most) {
  const rlimit bound{most, most};
  ::setrlimit(what, &bound);
}

void write_all(int file, const void* from, std::size_t size) {
  const char* at = static_cast<const char*>(from);
  while (size > 0) {
    const ssize_t written = ::write(file, at, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) ::_exit(1);  // nobody reads any more
    at += written;
    size -= static_cast<std::size_t>(written);
  }
}

[[noreturn]] void run(const std::function<void(const OwnProcess::Put&)>& work, int answer) {
  std::signal(SIGABRT, SIG_DFL);
  std::signal(SIGPIPE, SIG_DFL);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, most_seconds);
#ifndef __SANITIZE_ADDRESS__
  limit(RLIMIT_AS, most_bytes);
#endif
  if (const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC); nowhere >= 0) {
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
  }
  try {
    work([answer](const void* from, std::size_t size) { write_all(answer, from, size); });
  } catch (...) {
    ::_exit(1);
  }
  ::_exit(0);
}

}  // namespace

OwnProcess::OwnProcess(const std::function<void(const Put&)>& work) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return;
  process_ = ::fork();
  if (process_ == 0) {
    ::close(ends[0]);
    run(work, ends[1]);
  }
  ::close(ends[1]);
  answer_ = ends[0];
}

OwnProcess::~OwnProcess() {
  if (answer_ >= 0) ::close(answer_);
  if (process_ <= 0) return;
  while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

bool OwnProcess::get(void* to, std::size_t size) {
  char* at = static_cast<char*>(to);
  while (size > 0 && answer_ >= 0) {
    const ssize_t got = ::read(answer_, at, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got;
    size -= static_cast<std::size_t>(got);
  }
  return size == 0;
}

}  // namespace noms::dicom
