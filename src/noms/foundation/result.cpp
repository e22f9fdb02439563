// SPDX-License-Identifier: Apache-2.0
#include "noms/foundation/result.h"

namespace noms {

std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::InvalidJson: return "invalid_json";
    case ErrorCode::InvalidEncoding: return "invalid_encoding";
    case ErrorCode::TooLarge: return "too_large";
    case ErrorCode::TooDeep: return "too_deep";
    case ErrorCode::DuplicateKey: return "duplicate_key";
    case ErrorCode::UnknownField: return "unknown_field";
    case ErrorCode::MissingField: return "missing_field";
    case ErrorCode::WrongType: return "wrong_type";
    case ErrorCode::NullValue: return "null_value";
    case ErrorCode::UnknownValue: return "unknown_value";
    case ErrorCode::UnknownUnit: return "unknown_unit";
    case ErrorCode::MissingUnit: return "missing_unit";
    case ErrorCode::OutOfLimits: return "out_of_limits";
    case ErrorCode::UnitConfusion: return "unit_confusion";
    case ErrorCode::Contradiction: return "contradiction";
    case ErrorCode::UnknownCode: return "unknown_code";
    case ErrorCode::AmbiguousCode: return "ambiguous_code";
    case ErrorCode::NotANumber: return "not_a_number";
    case ErrorCode::InvalidImage: return "invalid_image";
    case ErrorCode::ImageGeometry: return "image_geometry";
    case ErrorCode::InvalidXml: return "invalid_xml";
    case ErrorCode::InvalidDmn: return "invalid_dmn";
    case ErrorCode::InvalidFeel: return "invalid_feel";
    case ErrorCode::InvalidCsv: return "invalid_csv";
    case ErrorCode::KnowledgeSyntax: return "knowledge_syntax";
    case ErrorCode::KnowledgeGap: return "knowledge_gap";
    case ErrorCode::KnowledgeOverlap: return "knowledge_overlap";
    case ErrorCode::KnowledgeUnreachable: return "knowledge_unreachable";
    case ErrorCode::KnowledgeUnused: return "knowledge_unused";
    case ErrorCode::KnowledgeEvidence: return "knowledge_evidence";
    case ErrorCode::KnowledgeValue: return "knowledge_value";
    case ErrorCode::KnowledgeSafety: return "knowledge_safety";
    case ErrorCode::KnowledgeCase: return "knowledge_case";
    case ErrorCode::Usage: return "usage";
    case ErrorCode::NotDetermined: return "not_determined";
    case ErrorCode::Io: return "io";
    case ErrorCode::Internal: return "internal";
  }
  return "internal";
}

int exit_code_of(ErrorCode code) {
  if (code <= ErrorCode::InvalidCsv) return 3;
  if (code <= ErrorCode::KnowledgeCase) return 5;
  switch (code) {
    case ErrorCode::Usage: return 2;
    case ErrorCode::NotDetermined: return 4;
    case ErrorCode::Io: return 7;
    default: return 1;
  }
}

}  // namespace noms
