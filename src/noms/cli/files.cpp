// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace noms::cli {
namespace {

volatile std::sig_atomic_t writing = 0;  ///< how much must be finished before a signal ends the program
volatile std::sig_atomic_t stopped = 0;

extern "C" void on_signal(int signal) {
  if (writing == 0 || stopped != 0) ::_exit(128 + signal);  // a second one does not wait
  stopped = signal;
}

Issue io(const std::string& what, int error) {
  return {ErrorCode::Io, "", what + ": " + std::strerror(error)};
}

/// A file descriptor that closes itself.
class Descriptor {
public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ > STDERR_FILENO) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

private:
  int number_;
};

Issue too_large(std::size_t limit) {
  return {ErrorCode::TooLarge, "", "the file is larger than " + std::to_string(limit >> 20U) + " MiB"};
}

Result<std::string> read_descriptor(int descriptor, std::size_t limit) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return io("cannot be read", errno);
  if (S_ISDIR(status.st_mode)) return io("cannot be read", EISDIR);
  std::string text;
  if (S_ISREG(status.st_mode)) {
    if (static_cast<std::size_t>(status.st_size) > limit) return too_large(limit);
    text.reserve(static_cast<std::size_t>(status.st_size));
  }
  char part[65536];
  while (true) {
    const ssize_t count = ::read(descriptor, part, sizeof part);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return io("cannot be read", errno);
    if (count == 0) return text;
    text.append(part, static_cast<std::size_t>(count));
    if (text.size() > limit) return too_large(limit);
  }
}

/// The files written so far; those not yet in their place are taken away.
class Unfinished {
public:
  Unfinished() { writing = writing + 1; }
  ~Unfinished() {
    for (const auto& path : paths_) ::unlink(path.c_str());
    writing = writing - 1;
    if (stopped != 0) ::_exit(128 + stopped);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  void add(std::string path) { paths_.push_back(std::move(path)); }
  void done() { paths_.clear(); }
  const std::vector<std::string>& paths() const { return paths_; }

private:
  std::vector<std::string> paths_;
};

/// 0, or the errno of what failed.
int write_beside(const Written& file, Unfinished& unfinished) {
  struct stat status {};
  if (::stat(file.path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) return EISDIR;
  std::string temporary = file.path + ".XXXXXX";
  const Descriptor descriptor(::mkstemp(temporary.data()));
  if (descriptor.number() < 0) return errno;
  unfinished.add(temporary);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  if (::fchmod(descriptor.number(), 0666 & ~mask) != 0) return errno;
  std::string_view rest = file.text;
  while (!rest.empty()) {
    const ssize_t count = ::write(descriptor.number(), rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  return ::fsync(descriptor.number()) == 0 ? 0 : errno;
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  if (path == "-") return read_descriptor(STDIN_FILENO, limit);
  const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (descriptor.number() < 0) return io("cannot be read", errno);
  return read_descriptor(descriptor.number(), limit);
}

Result<std::vector<FolderFile>> read_folder(const std::string& path) {
  namespace fs = std::filesystem;
  constexpr std::size_t most_files = 10'000;
  constexpr std::size_t most_bytes = 64U << 20U;
  std::vector<FolderFile> files;
  std::size_t bytes = 0;
  std::error_code error;
  fs::recursive_directory_iterator entries(path, error);
  for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    const auto extension = entries->path().extension();
    if ((extension != ".md" && extension != ".csv") || !entries->is_regular_file(error)) continue;
    auto text = read_file(entries->path().string(), most_bytes);
    if (!text) return text.error();
    bytes += text.value().size();
    if (files.size() >= most_files || bytes > most_bytes) return too_large(most_bytes);
    files.push_back({entries->path().lexically_relative(path).generic_string(), std::move(text).value()});
  }
  if (error) return Issue{ErrorCode::Io, "", "cannot be read: " + error.message()};
  std::ranges::sort(files, {}, &FolderFile::name);
  return files;
}

Result<bool> write_files(const std::vector<Written>& files) {
  Unfinished unfinished;
  for (const auto& file : files) {
    if (const int error = write_beside(file, unfinished); error != 0)
      return io(file.path + ": cannot be written", error);
    if (stopped != 0) return true;  // the destructor ends the program
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (::rename(unfinished.paths()[i].c_str(), files[i].path.c_str()) != 0)
      return io(files[i].path + ": cannot be written", errno);
  }
  unfinished.done();
  return true;
}

Finishing::Finishing() {
  writing = writing + 1;
}

Finishing::~Finishing() {
  writing = writing - 1;
}

int Finishing::signal() {
  return stopped;
}

void watch_signals() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction before {};
    // A shell that starts us in the background may have asked for the signal to be ignored.
    if (::sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN)
      ::sigaction(signal, &action, nullptr);
  }
  action.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &action, nullptr);
}

}  // namespace noms::cli
