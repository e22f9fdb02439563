// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "noms/foundation/text.h"
#include "noms/prognosis/internal/book.h"

namespace noms::prognosis {
namespace internal {
namespace {

/// The files of the kinds that this module reads, and the cases beside them.
void parse_files(Build& build, const std::vector<SourceFile>& files) {
  for (const auto& file : files) {
    const std::string name(file.name);
    if (name.ends_with(".table.md")) {
      auto document = decision_table::read_markdown(name, file.text);
      if (!document) {
        build.add(document.error());
      } else if (document.value().head_value("kind").starts_with("prognosis")) {
        knowledge::translate(document.value(), build.library);
        build.documents.push_back(std::move(document).value());
      }
    } else if (name.starts_with("scores/") && name.ends_with(".cases.csv")) {
      auto table = decision_table::read_csv(name, file.text);
      if (!table) {
        build.add(table.error());
      } else {
        build.csv.push_back(std::move(table).value());
      }
    }
  }
}

bool is_score(std::string_view kind) {
  return kind == "prognosis" || kind == "prognosis_tree" || kind == "prognosis_count";
}

/// The scores that a score reads inside itself, by the head key `inside`.
bool ready(const Build& build, const TextDocument& document) {
  const auto inside = split(document.head_value("inside"), ",");
  return std::ranges::all_of(inside, [&](std::string_view name) { return build.book.find(name) != nullptr; });
}

void add_entry(Build& build, const TextDocument& document) {
  BookEntry entry;
  const std::size_t faults = build.issues.size();
  if (is_score(document.head_value("kind"))) {
    entry.score = read_score(build, document);
    if (build.issues.size() == faults) compile(build, *entry.score);
    if (build.issues.size() == faults) check_cases(build, *entry.score);
  } else {
    entry.sheet = read_sheet(build, document);
  }
  build.book.entries.push_back(std::make_shared<const BookEntry>(std::move(entry)));
}

/// Those inside others come first; in the end they stand in the order of the head key `order`.
void add_entries(Build& build) {
  std::vector<const TextDocument*> waiting;
  for (const auto& document : build.documents) {
    const auto kind = document.head_value("kind");
    if (is_score(kind) || kind == "prognosis_open") waiting.push_back(&document);
  }
  for (bool moved = true; moved && !waiting.empty();) {
    moved = false;
    std::vector<const TextDocument*> later;
    for (const TextDocument* document : waiting) {
      if (ready(build, *document)) {
        add_entry(build, *document);
        moved = true;
      } else {
        later.push_back(document);
      }
    }
    waiting = std::move(later);
  }
  for (const TextDocument* document : waiting)
    build.fault(ErrorCode::KnowledgeValue, document->file,
                "`inside` names a score that does not exist, or one that stands inside this one");
}

int order_of(const BookEntry& entry) {
  const auto& document = entry.score ? entry.score->document : entry.sheet->document;
  return static_cast<int>(whole_of(document.head_value("order")).value_or(999));
}

}  // namespace
}  // namespace internal

std::vector<std::string> Scores::names() const {
  std::vector<std::string> names;
  for (const auto& entry : book_->entries) names.push_back(entry->blank().score);
  return names;
}

std::string Scores::title(std::string_view name) const {
  const auto* entry = book_->find(name);
  return entry == nullptr ? std::string() : entry->blank().title;
}

Result<Scores> Scores::with_sorg(std::string_view file, std::string_view text) const {
  auto coefficients = read_sorg_coefficients(file, text);
  if (!coefficients) return coefficients.error();
  auto book = std::make_shared<internal::Book>(*book_);
  book->sorg = std::make_shared<const SorgCoefficients>(std::move(coefficients).value());
  return Scores(std::move(book));
}

Result<Scores> load_scores(const std::vector<knowledge::SourceFile>& files, const knowledge::Library& library) {
  internal::Build build{library, {}, {}, {}, {}, {}};
  internal::parse_files(build, files);
  if (build.issues.empty()) internal::read_common(build);
  if (build.issues.empty()) internal::add_entries(build);
  if (!build.issues.empty()) return std::move(build.issues);
  std::ranges::stable_sort(build.book.entries, {}, [](const auto& entry) { return internal::order_of(*entry); });
  return Scores(std::make_shared<const internal::Book>(std::move(build.book)));
}

std::string_view name_of(Status status) {
  switch (status) {
    case Status::Ok: return "ok";
    case Status::OutsideTheModel: return "outside_the_model";
    case Status::NoNumbers: return "no_numbers";
  }
  return "";
}

}  // namespace noms::prognosis
