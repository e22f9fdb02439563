// SPDX-License-Identifier: Apache-2.0
#include "noms/browser/answers.h"

#include "noms/clinical_case/findings.h"
#include "noms/json/document.h"
#include "noms/json/writer.h"
#include "noms/pathway/cohort_lines.h"
#include "noms/report/fault_lines.h"
#include "noms/report/figures.h"

namespace noms::browser {
namespace {

Result<decision::Assessment> assessed(const Question& question, const Knowledge& knowledge) {
  const auto patient = pathway::read(question.text, *knowledge.library);
  if (!patient) return patient.error();
  return pathway::assess(patient.value(), *knowledge.library, {std::string(question.edition), knowledge.versions});
}

}  // namespace

Result<Knowledge> open(const std::vector<knowledge::SourceFile>& files, std::string_view language,
                       decision::Versions versions) {
  auto library = knowledge::load(files, language);
  if (!library) return library.error();
  auto guides = pathway::load_guides(files, *library.value());
  if (!guides) return guides.error();
  Knowledge knowledge{std::move(library).value(), std::make_unique<pathway::Guides>(std::move(guides).value()),
                      std::move(versions)};
  knowledge.versions.knowledge = knowledge.library->version;
  return knowledge;
}

Result<std::string> assess(const Question& question, const Knowledge& knowledge, pathway::Form form) {
  const auto patient = pathway::read(question.text, *knowledge.library);
  if (!patient) return patient.error();
  const pathway::Origin origin{std::string(question.edition), knowledge.versions};
  if (form == pathway::Form::Brief)  // needs no score and no plan
    return pathway::CohortLines(*knowledge.library, origin).line(patient.value());
  const auto assessment = pathway::assess(patient.value(), *knowledge.library, origin);
  if (!assessment) return assessment.error();
  const auto beside = pathway::consider(patient.value(), assessment.value(), *knowledge.library, *knowledge.guides);
  if (!beside) return beside.error();
  return pathway::compose(assessment.value(), beside.value(), *knowledge.library, form);
}

Result<std::string> figures(const Question& question, const Knowledge& knowledge) {
  const auto assessment = assessed(question, knowledge);
  if (!assessment) return assessment.error();
  const auto& words = knowledge.library->wording;
  json::Writer writer(0);
  writer.begin_object();
  writer.key("lesions");
  writer.begin_array();
  for (std::size_t i = 0; i < assessment.value().lesions.size(); ++i) {
    const auto& lesion = assessment.value().lesions[i];
    const std::string prefix = "l" + std::to_string(i);
    writer.begin_object();
    writer.member("spine",
                  report::spine_strip(assessment.value(), i, words, prefix + "s", report::Direction::Horizontal));
    writer.member("escc", report::escc_pictogram(lesion.escc, words, prefix + "e"));
    writer.member("sins", report::sins_bar(lesion.sins, words, prefix + "b"));
    writer.member("pathway", report::pathway(lesion, words, prefix + "p"));
    writer.member("sins_table", report::html_table(report::sins_twin(lesion.sins, words)));
    writer.member("pathway_table", report::html_table(report::pathway_twin(lesion, words)));
    writer.end_object();
  }
  writer.end_array();
  writer.end_object();
  return writer.take();
}

Result<std::string> record(std::string_view text, std::string_view document, std::size_t lesion,
                           const Knowledge& knowledge) {
  const auto measured = json::parse(document);
  if (!measured) return measured.error();
  const auto findings = clinical_case::read_findings(measured.value(), *knowledge.library);
  if (!findings) return findings.error();
  auto patient = json::parse(text);
  if (!patient) return patient.error();
  const auto merged = clinical_case::merged(std::move(patient).value(), lesion, findings.value(), *knowledge.library);
  if (!merged) return merged.error();
  json::Writer writer(0);
  writer.begin_object();
  writer.member("case", merged.value().text);
  writer.member("notes", merged.value().notes);
  writer.end_object();
  return writer.take();
}

std::string faults(const Issues& issues) {
  json::Writer writer(0);
  writer.begin_object();
  report::write_faults(writer, issues);
  writer.end_object();
  return writer.take();
}

}  // namespace noms::browser
