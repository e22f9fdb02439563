// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "noms/json/writer.h"
#include "noms/report/escape.h"

namespace noms::cli {
namespace {

/// 0, or the errno of the write that failed.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

Result<bool> print(std::string_view text) {
  const int failure = write_all(STDOUT_FILENO, text);
  if (failure == 0 || failure == EPIPE) return true;
  return Issue{ErrorCode::Io, "standard output", std::string("cannot be written: ") + std::strerror(failure)};
}

void say(std::string_view line) {
  std::string text;
  for (std::size_t from = 0; from <= line.size();) {
    const auto end = std::min(line.find('\n', from), line.size());
    text += report::printable(line.substr(from, end - from)) + "\n";
    from = end + 1;
  }
  const int failure = write_all(STDERR_FILENO, text);
  static_cast<void>(failure);
}

void report(const Issues& issues, std::string_view file, bool as_json) {
  for (const auto& issue : issues) {
    if (!as_json) {
      const bool whole = issue.where.empty();
      say((file.empty() ? "" : std::string(file) + ": ") + (whole ? "" : issue.where + ": ") + issue.message);
      continue;
    }
    json::Writer writer(0);
    writer.begin_object();
    writer.member("code", name_of(issue.code));
    if (!file.empty()) writer.member("file", report::printable(file));
    writer.member("where", issue.where);
    writer.member("message", issue.message);
    writer.end_object();
    say(writer.text());
  }
}

int fail(const Call& call, const Issues& issues, std::string_view file) {
  const bool usage = !issues.empty() && issues.front().code == ErrorCode::Usage;
  const bool as_json = call.value("errors") == "json";
  const std::string_view name = call.command == nullptr ? std::string_view(call.group) : call.command->name;
  const std::string program = "noms" + (name.empty() ? "" : " " + std::string(name));
  report(issues, file.empty() && !as_json ? program : std::string(file), as_json);
  if (usage && !as_json) say("Try: " + program + " --help");
  return issues.empty() ? 1 : exit_code_of(issues.front().code);
}

int finish(const Call& call, std::string_view text, int code) {
  const auto printed = print(text);
  return printed ? code : fail(call, printed.error());
}

Look look_of(const Call& call) {
  Look look;
  look.plain = call.has("plain");
  if (::isatty(STDOUT_FILENO) == 0) return look;
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  look.colour = !look.plain && !call.has("no-color") && (no_colour == nullptr || *no_colour == '\0') && !dumb;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    look.width = std::clamp(static_cast<int>(size.ws_col), 40, 100);
  return look;
}

}  // namespace noms::cli
