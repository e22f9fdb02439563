// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/bulk.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <exception>
#include <optional>
#include <span>
#include <thread>

#include "noms/bulk/plain_lines.h"
#include "noms/cli/bulk_input.h"
#include "noms/cli/files.h"
#include "noms/cli/internal/lines.h"
#include "noms/cli/loaded.h"
#include "noms/cli/output.h"
#include "noms/json/document.h"
#include "noms/pathway/pathway.h"
#include "noms/report/beside.h"
#include "noms/report/csv.h"
#include "noms/report/fault_lines.h"

namespace noms::cli {
namespace {

constexpr std::size_t block_lines = 512;
constexpr std::size_t block_lines_decision = 64;  ///< of decisions with their sentences, a line of which can have 50 kB
constexpr std::size_t block_lines_whole = 16;     ///< of whole assessments: 200 kB
constexpr std::size_t block_bytes = 1U << 18U;

/// A case a line.
class CaseLines final : public BulkInput {
public:
  CaseLines(int descriptor, const knowledge::Library& library) : lines_(descriptor), library_(library) {}

  bool next(std::string& text) override { return lines_.next(text); }
  int failure() const override { return lines_.failure(); }
  std::size_t bytes() const override { return lines_.bytes(); }
  Result<clinical_case::Case> read(std::string_view line) const override { return pathway::read(line, library_); }
  Issues placed(std::string_view, Issues issues) const override { return issues; }
  bool is_case_text() const override { return true; }
  std::string label(std::string_view file, std::size_t number) const override {
    return std::string(file) + ":" + std::to_string(number);
  }
  std::string_view unit() const override { return "line"; }
  std::string remarks() const override { return {}; }

private:
  Lines lines_;
  const knowledge::Library& library_;
};

struct Fault {
  std::size_t line;
  Issues issues;
};

/// Some lines that one thread works on.
struct Block {
  std::size_t first = 0;          ///< number of its first line, from 1
  std::string text;               ///< of all lines, one behind the other
  std::vector<std::size_t> ends;  ///< of each line in the text
  std::string out;
  std::vector<Fault> faults;

  std::string_view line(std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends[i - 1];
    return std::string_view(text).substr(begin, ends[i] - begin);
  }
};

enum class LinesOut { Json, Decision, Brief, Csv };

bulk::PlainLines::Form plain_form(LinesOut form) {
  using Form = bulk::PlainLines::Form;
  return form == LinesOut::Csv ? Form::Csv : form == LinesOut::Decision ? Form::Decision : Form::Brief;
}

/// What every line is assessed with.
struct Bench {
  const BulkInput& input;
  const knowledge::Library& library;
  const pathway::Guides* guides;  ///< of a whole assessment
  pathway::Origin origin;
  LinesOut form;
};

/// The cells of a table before those of the assessment, with the comma behind them: the number of the line.
std::string before_row(std::size_t line, LinesOut form) {
  return form == LinesOut::Csv ? std::to_string(line) + "," : std::string();
}

/// The cell behind them, without a fault.
std::string_view after_row(LinesOut form) {
  return form == LinesOut::Csv ? "," : "";
}

/// A row of a table in the place of a line that gives none: its number, empty cells, and why.
std::string empty_row(std::size_t line, const std::string& why) {
  return std::to_string(line) + std::string(report::csv_columns(), ',') + "," + report::csv_cell(why) + "\r\n";
}

Result<std::string> assess_line(std::string_view line, std::size_t number, const Bench& bench,
                                pathway::CohortLines& lines) {
  const auto patient = bench.input.read(line);
  if (!patient) return patient.error();
  if (bench.form != LinesOut::Json) {
    auto written = lines.line(patient.value(), before_row(number, bench.form), after_row(bench.form));
    if (!written) return bench.input.placed(line, written.error());
    return written;
  }
  const auto assessment = pathway::assess(patient.value(), bench.library, bench.origin);
  if (!assessment) return bench.input.placed(line, assessment.error());
  const auto beside = pathway::consider(patient.value(), assessment.value(), bench.library, *bench.guides);
  if (!beside) return beside.error();
  return report::assessment_json(assessment.value(), beside.value(), 0) + "\n";
}

/// What stands in the place of a bad line.
std::string line_of_fault(const Fault& fault, LinesOut form) {
  if (form != LinesOut::Csv) return report::fault_line(fault.line, fault.issues) + "\n";
  std::string why;
  for (const auto& issue : fault.issues) {
    why += (why.empty() ? "" : "; ") + std::string(name_of(issue.code));
    if (!issue.where.empty()) why += " " + issue.where;
  }
  return empty_row(fault.line, why);
}

void work(Block& block, const Bench& bench, bulk::PlainLines& lines) {
  const bool plain = bench.form != LinesOut::Json && bench.input.is_case_text();
  for (std::size_t i = 0; i < block.ends.size(); ++i) {
    const std::string_view line = block.line(i);
    Fault fault{block.first + i, {}};
    if (plain && lines.append(line, block.out, before_row(fault.line, bench.form), after_row(bench.form))) continue;
    try {
      const auto assessment = assess_line(line, fault.line, bench, lines.cohort_lines());
      if (assessment) {
        block.out += assessment.value();
        continue;
      }
      fault.issues = assessment.error();
    } catch (const std::exception&) {
      fault.issues = {{ErrorCode::Internal, "", "unexpected failure"}};
    }
    block.out += line_of_fault(fault, bench.form);
    block.faults.push_back(std::move(fault));
  }
}

/// Fills the blocks, whose memory is used again, with the next lines. Gives how many got any: fewer at the end, or
/// none.
std::size_t read_blocks(BulkInput& lines, LinesOut form, std::size_t& number, std::vector<Block>& blocks) {
  const std::size_t most = form == LinesOut::Json       ? block_lines_whole
                           : form == LinesOut::Decision ? block_lines_decision
                                                        : block_lines;
  bool more = true;
  std::size_t filled = 0;
  for (auto& block : blocks) {
    block.first = number + 1;
    block.text.clear();
    block.ends.clear();
    block.out.clear();
    block.faults.clear();
    while (block.ends.size() < most && block.text.size() < block_bytes && more && (more = lines.next(block.text)))
      block.ends.push_back(block.text.size());
    block.text.reserve(block.text.size() + bulk::PlainReader::padding);
    number += block.ends.size();
    if (!block.ends.empty()) ++filled;
  }
  return filled;
}

bool reader_has_gone() {
  pollfd out{STDOUT_FILENO, 0, 0};
  return ::poll(&out, 1, 0) > 0 && (out.revents & POLLERR) != 0;
}

std::optional<LinesOut> form_of(const Call& call) {
  const std::string format = call.value("format", "json");
  if (format == "json") return LinesOut::Json;
  if (format == "decision") return LinesOut::Decision;
  if (format == "brief") return LinesOut::Brief;
  if (format == "csv") return LinesOut::Csv;
  return std::nullopt;
}

std::optional<std::size_t> lines_to_skip(const Call& call) {
  const std::string text = call.value("skip", "0");
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Issues check_call(const Call& call, const knowledge::Library& library) {
  Issues faults;
  const auto fault = [&](const char* message) { faults.push_back({ErrorCode::Usage, "", message}); };
  if (call.arguments.size() != 1) fault("--bulk takes one file, or - for standard input");
  if (!form_of(call)) fault("--format: --bulk writes json, brief, decision or csv");
  if (call.has("skip") && !lines_to_skip(call)) fault("--skip: a whole number of lines is expected");
  if (call.has("mapping") && call.value("from") != "csv") fault("--mapping: only with --from csv");
  if (call.value("mapping") == "-" && call.arguments.size() == 1 && call.arguments[0] == "-")
    fault("standard input can be read once only");
  if (call.has("output")) fault("--output: --bulk writes to standard output");
  if (call.has("require-determined")) fault("--require-determined: not with --bulk");
  if (const auto* edition = call.find("edition"); edition != nullptr && library.edition(*edition) == nullptr)
    fault("--edition: there is no such edition");
  return faults;
}

/// How far the run is, on standard error where that is a terminal: at most once a second.
class Progress {
public:
  Progress(std::size_t done, int descriptor) : shown_(::isatty(STDERR_FILENO) != 0), before_(done) {
    struct stat about {};
    if (::fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode)) bytes_ = static_cast<double>(about.st_size);
  }
  ~Progress() {
    if (printed_) say("");
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void at(std::size_t lines, std::size_t bytes) {
    const auto now = Clock::now();
    if (!shown_ || now - last_ < std::chrono::seconds(1)) return;
    last_ = now;
    printed_ = true;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    std::string text = "\r" + std::to_string(lines) + " cases, " +
                       std::to_string(static_cast<long>(static_cast<double>(lines - before_) / seconds)) + " a second";
    if (bytes_ > 0 && bytes > 0) {
      const double left = seconds * (bytes_ / static_cast<double>(bytes) - 1);
      text += ", " + std::to_string(static_cast<int>(100 * static_cast<double>(bytes) / bytes_)) + " %, " +
              std::to_string(static_cast<long>(left)) + " s left";
    }
    text += "   ";
    // What cannot be written to the terminal is lost.
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
  }

private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  bool printed_ = false;
  std::size_t before_;
  double bytes_ = 0;  ///< of the file; 0 where its size is not known
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = start_;
};

/// Works on the blocks with as many threads as there are writers.
void work_on(std::span<Block> blocks, const Bench& bench, std::vector<bulk::PlainLines>& writers) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> threads;
  for (std::size_t t = 0; t < std::min(writers.size(), blocks.size()); ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = next++; i < blocks.size(); i = next++) work(blocks[i], bench, writers[t]);
    });
  }
}

int stopped_after(std::string_view unit, std::size_t number, int signal) {
  say("noms assess: stopped after " + std::string(unit) + " " + std::to_string(number) + "; --skip " +
      std::to_string(number) + " goes on");
  return 128 + signal;
}

int stream(const Call& call, const Bench& bench, BulkInput& lines, int descriptor) {
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  std::vector<bulk::PlainLines> writers;
  for (std::size_t i = 0; i < cores; ++i) writers.emplace_back(bench.library, bench.origin, plain_form(bench.form));
  const std::string& file = call.arguments[0];
  std::size_t number = 0;
  for (std::string skipped; number < *lines_to_skip(call) && lines.next(skipped); skipped.clear()) ++number;
  if (bench.form == LinesOut::Csv && number == 0) {
    const std::string header = report::csv_header();
    if (const auto printed = print("line," + header.substr(0, header.size() - 2) + ",error\r\n"); !printed)
      return fail(call, printed.error());
  }
  Progress progress(number, descriptor);
  int code = 0;
  std::vector<Block> blocks(4 * cores);
  while (const std::size_t filled = read_blocks(lines, bench.form, number, blocks)) {
    const auto now = std::span(blocks).first(filled);
    work_on(now, bench, writers);
    for (const auto& block : now) {
      for (const auto& fault : block.faults) {
        report(fault.issues, lines.label(file, fault.line), call.value("errors") == "json");
        if (code == 0) code = exit_code_of(fault.issues.front().code);
      }
      if (const auto printed = print(block.out); !printed) return fail(call, printed.error());
    }
    progress.at(number, lines.bytes());
    if (reader_has_gone()) return code;
    if (Finishing::signal() != 0) return stopped_after(lines.unit(), number, Finishing::signal());
  }
  if (Finishing::signal() != 0) return stopped_after(lines.unit(), number, Finishing::signal());
  if (const auto remarks = lines.remarks(); !remarks.empty()) say("noms assess: " + file + ": " + remarks);
  if (lines.failure() == 0) return code;
  return fail(call, {{ErrorCode::Io, "", std::string("cannot be read: ") + std::strerror(lines.failure())}}, file);
}

OpenedTable open_input(const Call& call, int descriptor, const knowledge::Library& library) {
  if (call.value("from") == "csv") return open_table(call, descriptor, library);
  return {0, std::make_unique<CaseLines>(descriptor, library)};
}

}  // namespace

int run_bulk(const Call& call) {
  const auto loaded = load_knowledge(call);
  if (!loaded) return fail(call, loaded.error(), call.value("knowledge"));
  if (const auto faults = check_call(call, *loaded.value().library); !faults.empty()) return fail(call, faults);
  const LinesOut form = *form_of(call);
  std::optional<pathway::Guides> guides;
  if (form == LinesOut::Json) {
    auto read = load_guides(loaded.value());
    if (!read) return fail(call, read.error(), call.value("knowledge"));
    guides.emplace(std::move(read).value());
  }
  const std::string& file = call.arguments[0];
  const int descriptor = file == "-" ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return fail(call, {{ErrorCode::Io, "", std::string("cannot be opened: ") + std::strerror(errno)}}, file);
  }
  const Finishing finishing;
  const auto opened = open_input(call, descriptor, *loaded.value().library);
  if (opened.input == nullptr) return opened.code;
  const Bench bench{*opened.input,
                    *loaded.value().library,
                    guides ? &*guides : nullptr,
                    {call.value("edition"), loaded.value().versions},
                    form};
  const int code = stream(call, bench, *opened.input, descriptor);
  if (descriptor != STDIN_FILENO) ::close(descriptor);
  return code;
}

}  // namespace noms::cli
