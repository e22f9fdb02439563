// SPDX-License-Identifier: Apache-2.0
// Which patients of a cohort get another recommendation.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "noms/cli/files.h"
#include "noms/cli/help.h"
#include "noms/cli/internal/knowledge_diff.h"
#include "noms/cli/internal/lines.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"
#include "noms/json/writer.h"
#include "noms/pathway/pathway.h"
#include "noms/report/escape.h"
#include "noms/report/fault_lines.h"

namespace noms::cli {
namespace {

using decision::Assessment;
using decision::LesionAssessment;
using Names = std::vector<std::string>;

struct Counts {
  std::size_t lines = 0;
  std::size_t lesions = 0;
  std::size_t changed_cases = 0;
  std::size_t changed_lesions = 0;
  std::size_t beside = 0;  ///< lesions of which only alternatives or cautions change
  std::size_t refused = 0;
};

/// What decides about a lesion, without sentences.
struct Answered {
  std::vector<decision::Treatment> treatments;
  Names urgency;
  Names vetoes;
  Names alternatives;
  Names cautions;

  explicit Answered(const LesionAssessment& lesion) : urgency(lesion.urgency) {
    for (const auto& option : lesion.options) treatments.emplace_back(option.surgery, option.radiation);
    std::ranges::sort(treatments);
    for (const auto& veto : lesion.vetoes) vetoes.push_back(veto.row);
    for (const auto& alternative : lesion.alternatives) alternatives.push_back(alternative.row);
    for (const auto& caution : lesion.cautions) cautions.push_back(caution.row + (caution.certain ? "" : "?"));
  }
  bool same_recommendation(const Answered& o) const {
    return treatments == o.treatments && urgency == o.urgency && vetoes == o.vetoes;
  }
  bool same_beside(const Answered& o) const { return alternatives == o.alternatives && cautions == o.cautions; }
};

/// The lesions of a case of which the recommendation changes.
struct ChangedCase {
  std::size_t line;
  const Assessment& was;
  const Assessment& now;
  std::vector<std::size_t> lesions;
};

/// "Stabilization, then ... [T06] or ...; Emergent; vetoed: S-01".
std::string answer_of(const LesionAssessment& lesion, const knowledge::Wording& words) {
  std::string text;
  for (const auto& option : lesion.options)
    text += (text.empty() ? "" : " or ") + option.summary + " [" + joined(option.rows, " ") + "]";
  std::string urgency;
  for (const auto& value : lesion.urgency) urgency += (urgency.empty() ? "" : " or ") + words.value("urgency", value);
  text += "; " + urgency;
  const auto vetoes = Answered(lesion).vetoes;
  return vetoes.empty() ? text : text + "; vetoed: " + joined(vetoes, " ");
}

std::string case_name(const Assessment& assessment) {
  return assessment.case_id.empty() ? "-" : report::printable(assessment.case_id);
}

/// How the answers of one form are written: the head, a changed case, a bad line, the end.
class CasesOut {
public:
  CasesOut(std::string format, const DiffSide& a, const DiffSide& b) : format_(std::move(format)), a_(a), b_(b) {}

  std::string head() const {
    if (format_ != "markdown") return {};
    return "| Line | Case | Lesion | " + a_.name + " | " + b_.name + " |\n|---:|---|---|---|---|\n";
  }

  std::string changed(const ChangedCase& change) const {
    if (format_ == "json") return json_line(change);
    std::string text;
    for (const std::size_t i : change.lesions) {
      const std::string lesion = report::printable(change.was.lesions[i].lesion);
      const std::string was = answer_of(change.was.lesions[i], a_.loaded->library->wording);
      const std::string now = answer_of(change.now.lesions[i], b_.loaded->library->wording);
      if (format_ == "markdown") {
        text += row({std::to_string(change.line), case_name(change.was), lesion, was, now});
        continue;
      }
      text += "line " + std::to_string(change.line) + ", case " + case_name(change.was) + ", " + lesion + "\n";
      text +=
          "  " + wrapped(a_.name + ": " + was, 2, 4, 100) + "\n  " + wrapped(b_.name + ": " + now, 2, 4, 100) + "\n";
    }
    return text;
  }

  std::string refused(std::size_t line, const Issues& issues) const {
    if (format_ == "json") return report::fault_line(line, issues) + "\n";
    std::string why;
    for (const auto& issue : issues)
      why +=
          (why.empty() ? "" : "; ") + std::string(name_of(issue.code)) + (issue.where.empty() ? "" : " " + issue.where);
    if (format_ == "markdown") return row({std::to_string(line), "refused", "", why, ""});
    return "line " + std::to_string(line) + ": refused: " + why + "\n";
  }

  std::string end(const Counts& counts) const {
    const std::size_t cases = counts.lines - counts.refused;
    if (format_ == "json") {
      json::Writer writer(0);
      writer.begin_object();
      writer.member("noms_knowledge_diff_count", 1);
      for (const auto& [name, count] : {std::pair<const char*, std::size_t>{"cases", cases},
                                        {"lesions", counts.lesions},
                                        {"changed_cases", counts.changed_cases},
                                        {"changed_lesions", counts.changed_lesions},
                                        {"only_beside", counts.beside},
                                        {"refused", counts.refused}}) {
        writer.key(name);
        writer.number(static_cast<std::int64_t>(count));
      }
      writer.end_object();
      return writer.take() + "\n";
    }
    return std::string(format_ == "markdown" ? "\n" : "") + "Changed: " + std::to_string(counts.changed_cases) +
           " of " + std::to_string(cases) + " cases, " + std::to_string(counts.changed_lesions) + " of " +
           std::to_string(counts.lesions) +
           " lesions. Only alternatives or cautions change: " + std::to_string(counts.beside) +
           " more lesions. Refused lines: " + std::to_string(counts.refused) + ".\n";
  }

private:
  static std::string row(const Names& cells) {
    std::string line = "|";
    for (const auto& text : cells) {
      line += " ";
      for (const char c : text) line += c == '|' ? std::string("\\|") : std::string(1, c);
      line += " |";
    }
    return line + "\n";
  }

  static void write_answer(json::Writer& writer, std::string_view key, const LesionAssessment& lesion) {
    writer.key(key);
    writer.begin_object();
    writer.key("options");
    writer.begin_array();
    for (const auto& option : lesion.options) {
      writer.begin_object();
      writer.member("surgery", option.surgery);
      writer.member("radiation", option.radiation);
      writer.member("rows", option.rows);
      writer.member("summary", option.summary);
      writer.end_object();
    }
    writer.end_array();
    const Answered answered(lesion);
    writer.member("urgency", answered.urgency);
    writer.member("vetoes", answered.vetoes);
    writer.member("alternatives", answered.alternatives);
    writer.member("cautions", answered.cautions);
    writer.end_object();
  }

  static std::string json_line(const ChangedCase& change) {
    json::Writer writer(0);
    writer.begin_object();
    writer.member("noms_knowledge_diff_case", 1);
    writer.key("line");
    writer.number(static_cast<std::int64_t>(change.line));
    if (!change.was.case_id.empty()) writer.member("case", change.was.case_id);
    writer.key("lesions");
    writer.begin_array();
    for (const std::size_t i : change.lesions) {
      writer.begin_object();
      writer.member("lesion", change.was.lesions[i].lesion);
      write_answer(writer, "before", change.was.lesions[i]);
      write_answer(writer, "after", change.now.lesions[i]);
      writer.end_object();
    }
    writer.end_array();
    writer.end_object();
    return writer.take() + "\n";
  }

  std::string format_;
  const DiffSide& a_;
  const DiffSide& b_;
};

Result<Assessment> assessed(const std::string& line, const DiffSide& side) {
  const auto patient = pathway::read(line, *side.loaded->library);
  if (!patient) return patient.error();
  return pathway::assess(patient.value(), *side.loaded->library, {side.edition->name, side.loaded->versions});
}

/// What a line gives; counts it.
Result<std::string> compared(const std::string& line, const DiffSide& a, const DiffSide& b, const CasesOut& out,
                             Counts& counts) {
  ++counts.lines;
  const auto was = assessed(line, a);
  if (!was) return was.error();
  const auto now = assessed(line, b);
  if (!now) return now.error();
  ChangedCase change{counts.lines, was.value(), now.value(), {}};
  for (std::size_t i = 0; i < std::min(was.value().lesions.size(), now.value().lesions.size()); ++i) {
    ++counts.lesions;
    const Answered left(was.value().lesions[i]);
    const Answered right(now.value().lesions[i]);
    if (!left.same_recommendation(right)) {
      change.lesions.push_back(i);
    } else if (!left.same_beside(right)) {
      ++counts.beside;
    }
  }
  if (change.lesions.empty()) return std::string();
  ++counts.changed_cases;
  counts.changed_lesions += change.lesions.size();
  return out.changed(change);
}

int stream(const Call& call, Lines& lines, const DiffSide& a, const DiffSide& b) {
  const Finishing finishing;
  const CasesOut out(call.value("format", "text"), a, b);
  const std::string file = call.value("cases");
  Counts counts;
  int code = 0;
  if (const auto printed = print(out.head()); !printed) return fail(call, printed.error());
  for (std::string line; Finishing::signal() == 0 && lines.next(line); line.clear()) {
    auto text = compared(line, a, b, out, counts);
    if (!text) {
      ++counts.refused;
      report(text.error(), file + ":" + std::to_string(counts.lines), call.value("errors") == "json");
      if (code == 0) code = exit_code_of(text.error().front().code);
      text = out.refused(counts.lines, text.error());
    }
    if (text.value().empty()) continue;
    if (const auto printed = print(text.value()); !printed) return fail(call, printed.error());
  }
  if (Finishing::signal() != 0) {
    say("noms knowledge diff: stopped after line " + std::to_string(counts.lines));
    return 128 + Finishing::signal();
  }
  if (lines.failure() != 0)
    return fail(call, {{ErrorCode::Io, "", std::string("cannot be read: ") + std::strerror(lines.failure())}}, file);
  return finish(call, out.end(counts), code);
}

}  // namespace

int diff_cases(const Call& call, const DiffSide& a, const DiffSide& b) {
  const std::string file = call.value("cases");
  const int descriptor = file == "-" ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return fail(call, {{ErrorCode::Io, "", std::string("cannot be opened: ") + std::strerror(errno)}}, file);
  Lines lines(descriptor);
  const int code = stream(call, lines, a, b);
  if (descriptor != STDIN_FILENO) ::close(descriptor);
  return code;
}

}  // namespace noms::cli
