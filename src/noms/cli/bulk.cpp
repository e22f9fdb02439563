// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/bulk.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <thread>

#include "noms/cli/loaded.h"
#include "noms/cli/output.h"
#include "noms/json/document.h"
#include "noms/pathway/pathway.h"
#include "noms/report/beside.h"
#include "noms/report/fault_lines.h"

namespace noms::cli {
namespace {

constexpr std::size_t block_lines = 512;
constexpr std::size_t block_bytes = 1U << 20U;

/// The lines of a descriptor. Of a line above the limit of a case only one byte more than the limit is kept, which is
/// enough for the case reader to refuse it.
class Lines {
public:
  explicit Lines(int descriptor) : descriptor_(descriptor) {}

  /// False at the end, and when reading fails: then failure() is not 0.
  bool next(std::string& line) {
    line.clear();
    bool any = false;
    while (at_ < held_ || fill()) {
      any = true;
      const char* from = buffer_.data() + at_;
      const auto* end = static_cast<const char*>(std::memchr(from, '\n', held_ - at_));
      const std::size_t size = end == nullptr ? held_ - at_ : static_cast<std::size_t>(end - from);
      const std::size_t room = json::Limits{}.bytes + 1 - line.size();
      line.append(from, std::min(size, room));
      at_ += size + (end == nullptr ? 0 : 1);
      if (end != nullptr) return true;
    }
    return any && failure_ == 0;
  }
  int failure() const { return failure_; }

private:
  bool fill() {
    ssize_t size = 0;
    do size = ::read(descriptor_, buffer_.data(), buffer_.size());
    while (size < 0 && errno == EINTR);
    if (size < 0) failure_ = errno;
    at_ = 0;
    held_ = size > 0 ? static_cast<std::size_t>(size) : 0;
    return held_ > 0;
  }

  int descriptor_;
  int failure_ = 0;
  std::size_t at_ = 0;
  std::size_t held_ = 0;
  std::array<char, 1U << 16U> buffer_{};
};

struct Fault {
  std::size_t line;
  Issues issues;
};

/// Some lines that one thread works on.
struct Block {
  std::size_t first = 0;  ///< number of its first line, from 1
  std::vector<std::string> lines;
  std::string out;
  std::vector<Fault> faults;
};

/// What every line is assessed with.
struct Bench {
  const knowledge::Library& library;
  const pathway::Guides& guides;
  pathway::Origin origin;
};

Result<std::string> assess_line(const std::string& line, const Bench& bench) {
  const auto patient = pathway::read(line, bench.library);
  if (!patient) return patient.error();
  const auto assessment = pathway::assess(patient.value(), bench.library, bench.origin);
  if (!assessment) return assessment.error();
  const auto beside = pathway::consider(patient.value(), assessment.value(), bench.library, bench.guides);
  if (!beside) return beside.error();
  return report::assessment_json(assessment.value(), beside.value(), 0);
}

void work(Block& block, const Bench& bench) {
  for (std::size_t i = 0; i < block.lines.size(); ++i) {
    Fault fault{block.first + i, {}};
    try {
      const auto assessment = assess_line(block.lines[i], bench);
      if (assessment) {
        block.out += assessment.value() + "\n";
        continue;
      }
      fault.issues = assessment.error();
    } catch (const std::exception&) {
      fault.issues = {{ErrorCode::Internal, "", "unexpected failure"}};
    }
    block.out += report::fault_line(fault.line, fault.issues) + "\n";
    block.faults.push_back(std::move(fault));
  }
}

/// The next lines for every thread; fewer blocks, or none, at the end.
std::vector<Block> read_blocks(Lines& lines, std::size_t count, std::size_t& number) {
  std::vector<Block> blocks;
  std::string line;
  bool more = true;
  while (more && blocks.size() < count) {
    Block block;
    block.first = number + 1;
    std::size_t bytes = 0;
    while (block.lines.size() < block_lines && bytes < block_bytes && (more = lines.next(line))) {
      bytes += line.size();
      block.lines.push_back(line);
    }
    number += block.lines.size();
    if (!block.lines.empty()) blocks.push_back(std::move(block));
  }
  return blocks;
}

bool reader_has_gone() {
  pollfd out{STDOUT_FILENO, 0, 0};
  return ::poll(&out, 1, 0) > 0 && (out.revents & POLLERR) != 0;
}

Issues check_call(const Call& call, const knowledge::Library& library) {
  Issues faults;
  const auto fault = [&](const char* message) { faults.push_back({ErrorCode::Usage, "", message}); };
  if (call.arguments.size() != 1) fault("--bulk takes one file, or - for standard input");
  if (call.value("format", "json") != "json") fault("--format: --bulk writes json only");
  if (call.has("output")) fault("--output: --bulk writes to standard output");
  if (call.has("require-determined")) fault("--require-determined: not with --bulk");
  if (const auto* edition = call.find("edition"); edition != nullptr && library.edition(*edition) == nullptr)
    fault("--edition: there is no such edition");
  return faults;
}

int stream(const Call& call, const Loaded& loaded, const pathway::Guides& guides, int descriptor) {
  const Bench bench{*loaded.library, guides, {call.value("edition"), loaded.versions}};
  const std::size_t count = std::max(1U, std::thread::hardware_concurrency());
  const std::string& file = call.arguments[0];
  Lines lines(descriptor);
  std::size_t number = 0;
  int code = 0;
  for (auto blocks = read_blocks(lines, count, number); !blocks.empty(); blocks = read_blocks(lines, count, number)) {
    std::vector<std::jthread> threads;
    for (auto& block : blocks) threads.emplace_back([&] { work(block, bench); });
    threads.clear();
    for (const auto& block : blocks) {
      for (const auto& fault : block.faults) {
        report(fault.issues, file + ":" + std::to_string(fault.line), call.value("errors") == "json");
        if (code == 0) code = exit_code_of(fault.issues.front().code);
      }
      if (const auto printed = print(block.out); !printed) return fail(call, printed.error());
    }
    if (reader_has_gone()) return code;
  }
  if (lines.failure() == 0) return code;
  return fail(call, {{ErrorCode::Io, "", std::string("cannot be read: ") + std::strerror(lines.failure())}}, file);
}

}  // namespace

int run_bulk(const Call& call) {
  const auto loaded = load_knowledge(call);
  if (!loaded) return fail(call, loaded.error(), call.value("knowledge"));
  if (const auto faults = check_call(call, *loaded.value().library); !faults.empty()) return fail(call, faults);
  const auto guides = load_guides(loaded.value());
  if (!guides) return fail(call, guides.error(), call.value("knowledge"));
  const std::string& file = call.arguments[0];
  const int descriptor = file == "-" ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return fail(call, {{ErrorCode::Io, "", std::string("cannot be opened: ") + std::strerror(errno)}}, file);
  }
  const int code = stream(call, loaded.value(), guides.value(), descriptor);
  if (descriptor != STDIN_FILENO) ::close(descriptor);
  return code;
}

}  // namespace noms::cli
