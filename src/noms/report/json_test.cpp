// SPDX-License-Identifier: Apache-2.0
#include "noms/report/json.h"

#include <gtest/gtest.h>
#include <regex.h>

#include "noms/json/document.h"
#include "noms/report/beside.h"
#include "noms/report/fixtures.h"

namespace noms::report {
namespace {

using json::Value;

Value parsed(const std::string& text) {
  auto value = json::parse(text);
  EXPECT_TRUE(value) << text.substr(0, 200);
  return value ? std::move(value).value() : Value{};
}

/// POSIX, because gcc 12 with sanitizers warns of std::regex where there is nothing.
bool matches(const std::string& text, const std::string& pattern) {
  regex_t compiled;
  if (regcomp(&compiled, pattern.c_str(), REG_EXTENDED | REG_NOSUB) != 0) return false;
  const bool found = regexec(&compiled, text.c_str(), 0, nullptr, 0) == 0;
  regfree(&compiled);
  return found;
}

bool same(const Value& a, const Value& b) {
  if (a.kind != b.kind || a.string != b.string || a.number != b.number || a.boolean != b.boolean) return false;
  if (a.items.size() != b.items.size() || a.members.size() != b.members.size()) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!same(a.items[i], b.items[i])) return false;
  }
  return true;
}

/// The keywords of draft 2020-12 that the schema uses; an unknown one is a fault, so that none is passed over.
class Checker {
public:
  explicit Checker(const Value& root) : root_(root) {}

  /// Where and why `value` does not fit; empty when it does.
  std::string fault(const Value& schema, const Value& value, const std::string& at) const {
    for (const auto& [keyword, rule] : schema.members) {
      const std::string found = keyword_fault(keyword, rule, schema, value, at);
      if (!found.empty()) return found;
    }
    return {};
  }

private:
  std::string keyword_fault(const std::string& keyword, const Value& rule, const Value& schema, const Value& value,
                            const std::string& at) const {
    if (keyword == "description" || keyword == "title" || keyword == "$schema" || keyword == "$id" ||
        keyword == "$defs")
      return {};
    if (keyword == "$ref") return fault(*root_.find("$defs")->find(rule.string.substr(8)), value, at);
    if (keyword == "type") return has_type(rule.string, value) ? "" : at + ": type";
    if (keyword == "const") return same(rule, value) ? "" : at + ": const";
    if (keyword == "enum") return one_of(rule, value) ? "" : at + ": enum";
    if (keyword == "pattern") return matches(value.string, rule.string) ? "" : at + ": pattern";
    if (keyword == "minimum") return value.number >= rule.number ? "" : at + ": minimum";
    if (keyword == "maximum") return value.number <= rule.number ? "" : at + ": maximum";
    if (keyword == "minItems") return static_cast<double>(value.items.size()) >= rule.number ? "" : at + ": minItems";
    if (keyword == "maxItems") return static_cast<double>(value.items.size()) <= rule.number ? "" : at + ": maxItems";
    if (keyword == "uniqueItems") return distinct(value) ? "" : at + ": uniqueItems";
    if (keyword == "items") return items_fault(rule, value, at);
    if (keyword == "required") return required_fault(rule, value, at);
    if (keyword == "properties") return properties_fault(rule, value, at);
    if (keyword == "additionalProperties") return further_fault(schema, value, at);
    return at + ": unknown keyword " + keyword;
  }

  static bool has_type(const std::string& type, const Value& value) {
    if (type == "integer") return value.kind == Value::Kind::Number && value.whole;
    if (type == "number") return value.kind == Value::Kind::Number;
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.kind == Value::Kind::Boolean;
    return type == "array" ? value.is_array() : value.is_object();
  }

  static bool one_of(const Value& rule, const Value& value) {
    for (const auto& item : rule.items) {
      if (same(item, value)) return true;
    }
    return false;
  }

  static bool distinct(const Value& value) {
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (!value.items[i].is_object() && same(value.items[i], value.items[j])) return false;
      }
    }
    return true;
  }

  std::string items_fault(const Value& rule, const Value& value, const std::string& at) const {
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      const std::string found = fault(rule, value.items[i], at + "/" + std::to_string(i));
      if (!found.empty()) return found;
    }
    return {};
  }

  static std::string required_fault(const Value& rule, const Value& value, const std::string& at) {
    for (const auto& name : rule.items) {
      if (value.find(name.string) == nullptr) return at + ": without " + name.string;
    }
    return {};
  }

  std::string properties_fault(const Value& rule, const Value& value, const std::string& at) const {
    for (const auto& [name, member] : value.members) {
      const Value* sub = rule.find(name);
      const std::string found = sub == nullptr ? std::string() : fault(*sub, member, at + "/" + name);
      if (!found.empty()) return found;
    }
    return {};
  }

  static std::string further_fault(const Value& schema, const Value& value, const std::string& at) {
    for (const auto& [name, member] : value.members) {
      if (schema.find("properties")->find(name) == nullptr) return at + ": further " + name;
    }
    return {};
  }

  const Value& root_;
};

std::string fault_of(const std::string& document) {
  const Value schema = parsed(assessment_schema());
  return Checker(schema).fault(schema, parsed(document), "");
}

TEST(Json, FitsItsSchema) {
  EXPECT_EQ(fault_of(assessment_json(fixtures::determined())), "");
  EXPECT_EQ(fault_of(assessment_json(fixtures::incomplete())), "");
  EXPECT_EQ(fault_of(assessment_json(fixtures::three_lesions(), 0)), "");
  EXPECT_EQ(fault_of(assessment_json({})), "");
}

TEST(Json, SchemaRefusesWhatIsNotInTheContract) {
  auto a = fixtures::determined();
  a.lesions[0].options[0].surgery = "wait";
  EXPECT_EQ(fault_of(assessment_json(a)), "/lesions/0/recommendation/options/0/surgery: enum");
  a = fixtures::determined();
  a.lesions[0].sins.highest = 19;
  EXPECT_EQ(fault_of(assessment_json(a)), "/lesions/0/mechanical/sins/highest: maximum");
  a = fixtures::determined();
  a.lesions[0].escc.clear();
  EXPECT_EQ(fault_of(assessment_json(a)), "/lesions/0/neurologic/escc: minItems");
  std::string text = assessment_json(fixtures::determined());
  text.replace(text.find("\"urgency\""), 9, "\"urgenci\"");
  EXPECT_EQ(fault_of(text), "/lesions/0: without urgency");
}

TEST(Json, KeysStandInTheOrderOfTheContract) {
  const Value value = parsed(assessment_json(fixtures::incomplete()));
  const auto keys = [](const Value& object) {
    std::string names;
    for (const auto& [name, member] : object.members) names += name + " ";
    return names;
  };
  EXPECT_EQ(keys(value), "noms_assessment case edition versions lesions notes completeness ");
  EXPECT_EQ(keys(parsed(assessment_json(fixtures::incomplete(), Beside{}))),
            "noms_assessment case edition versions lesions prognosis plan notes completeness ");
  const Value& lesion = value.find("lesions")->items[0];
  EXPECT_EQ(keys(lesion),
            "lesion neurologic oncologic mechanical systemic urgency red_flags recommendation missing cautions reasons "
            "robustness ");
  EXPECT_EQ(keys(lesion.find("missing")->items[0]), "fact name ask rank decides remaining worst outcomes ");
  EXPECT_EQ(keys(lesion.find("recommendation")->find("options")->items[0]),
            "surgery radiation rows marks summary texts evidence ");
  EXPECT_EQ(keys(*lesion.find("mechanical")->find("sins")), "lowest highest categories items ");
  EXPECT_EQ(keys(lesion.find("mechanical")->find("sins")->find("items")->items[0]),
            "component fact findings recorded lowest highest ");
}

TEST(Json, EqualAssessmentsGiveEqualBytes) {
  EXPECT_EQ(assessment_json(fixtures::incomplete()), assessment_json(fixtures::incomplete()));
  const std::string line = assessment_json(fixtures::determined(), 0);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(line.substr(0, 47), R"({"noms_assessment":1,"case":"seed-figure-3","ed)");
}

TEST(Json, NumbersAreShort) {
  const std::string line = assessment_json(fixtures::incomplete(), 0);
  EXPECT_NE(line.find(R"("rank":1,"decides":false,"remaining":2.5,"worst":4)"), std::string::npos);
}

TEST(Json, MarkupIsEscapedSoThatItCanStandInAPage) {
  auto a = fixtures::determined();
  a.case_id = "</script><script>";
  EXPECT_EQ(assessment_json(a).find("</script>"), std::string::npos);
  EXPECT_EQ(parsed(assessment_json(a)).find("case")->string, a.case_id);
}

}  // namespace
}  // namespace noms::report
