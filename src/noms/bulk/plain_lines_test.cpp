// SPDX-License-Identifier: Apache-2.0
#include "noms/bulk/plain_lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "support/knowledge_files.h"
#include "support/random_case_text.h"

namespace noms::bulk {
namespace {

using test::library;

/// The brief line as the case reader leads to it; empty when the case is refused.
std::string by_case_reader(const std::string& line, pathway::CohortLines& briefs) {
  const auto patient = pathway::read(line, library());
  if (!patient) return {};
  auto brief = briefs.line(patient.value());
  return brief ? brief.value() : std::string();
}

/// The brief line of the quick reader; empty when the line is left.
std::string by_plain_reader(const std::string& line, PlainLines& lines) {
  std::string padded = line + std::string(PlainReader::padding, '"');
  std::string out;
  return lines.append({padded.data(), line.size()}, out) ? out : std::string();
}

std::string one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

TEST(PlainLines, EverySampleIsReadAndGivesTheSameLine) {
  PlainLines lines(library(), {});
  pathway::CohortLines briefs(library(), {});
  int samples = 0;
  for (const auto& file : std::filesystem::directory_iterator(NOMS_SOURCE_DIR "/samples")) {
    if (file.path().extension() != ".json") continue;
    const std::string line = one_line(test::read_file(file.path().string()));
    for (int twice = 0; twice < 2; ++twice) {  // found, then kept
      EXPECT_EQ(by_plain_reader(line, lines), by_case_reader(line, briefs)) << file.path().filename();
    }
    ++samples;
  }
  EXPECT_GE(samples, 17);
}

TEST(PlainLines, RandomCasesGiveTheSameLine) {
  const char* asked = std::getenv("NOMS_PROPERTY_CASES");
  const int count = asked == nullptr ? 4000 : std::atoi(asked);
  PlainLines lines(library(), {});
  pathway::CohortLines briefs(library(), {});
  test::RandomCases cases(library(), 301);
  int taken = 0;
  int sound = 0;
  for (int n = 0; n < count; ++n) {
    const std::string line = test::text_of(cases.next());
    const std::string quick = by_plain_reader(line, lines);
    const std::string slow = by_case_reader(line, briefs);
    taken += quick.empty() ? 0 : 1;
    sound += slow.empty() ? 0 : 1;
    if (!quick.empty()) {
      ASSERT_EQ(quick, slow) << line;
    }
  }
  EXPECT_GT(taken, sound * 98 / 100) << "a form that random cases have is left to the case reader";
  EXPECT_LE(taken, sound);
}

/// Lines of a form against what `whole_line` makes of the whole assessment.
template <typename WholeLine>
void same_as_whole(PlainLines::Form form, std::uint64_t seed, WholeLine whole_line) {
  const char* asked = std::getenv("NOMS_PROPERTY_CASES");
  const int count = asked == nullptr ? 2000 : std::atoi(asked);
  PlainLines lines(library(), {}, form);
  test::RandomCases cases(library(), seed);
  std::vector<std::string> seen;
  int taken = 0;
  for (int n = 0; n < count; ++n) {
    // Some come again, so that a kept row is compared too.
    seen.push_back(n % 4 == 3 ? seen[static_cast<std::size_t>(cases.below(seen.size()))] : test::text_of(cases.next()));
    const std::string& line = seen.back();
    const std::string padded = line + std::string(PlainReader::padding, '"');
    const std::string before = std::to_string(n) + ",";
    std::string quick;
    if (!lines.append({padded.data(), line.size()}, quick, before, ",")) continue;
    ++taken;
    const auto patient = pathway::read(line, library());
    ASSERT_TRUE(patient.has_value()) << line;
    const auto whole = pathway::assess(patient.value(), library(), {});
    ASSERT_TRUE(whole.has_value()) << line;
    ASSERT_EQ(quick, whole_line(whole.value(), before)) << line;
  }
  EXPECT_GT(taken, count / 6) << "most random cases are refused, or have a note";
}

TEST(PlainLines, RandomCasesGiveTheRowsOfTheWholeAssessment) {
  same_as_whole(PlainLines::Form::Csv, 302, [](const decision::Assessment& whole, const std::string& before) {
    return report::csv_rows(whole, before, ",");
  });
}

TEST(PlainLines, RandomCasesGiveTheDecisionOfTheWholeAssessment) {
  same_as_whole(PlainLines::Form::Decision, 303, [](const decision::Assessment& whole, const std::string& /*before*/) {
    return report::assessment_json(whole, 0) + "\n";
  });
}

struct Form {
  const char* what;
  const char* line;
  bool is_read;
};

// Each is also given to the case reader: what is read here must be sound there, and equal.
constexpr Form forms[] = {
    {"the least case", R"({"noms_case":1,"lesions":[{}]})", true},
    {"blanks", " {\t\"noms_case\" : 1 , \"lesions\" : [ { } ] } ", true},
    {"patient behind the lesions", R"({"lesions":[{"escc":"2"}],"patient":{"ambulation":"assisted"},"noms_case":1})",
     true},
    {"no version", R"({"lesions":[{}]})", false},
    {"another version", R"({"noms_case":2,"lesions":[{}]})", false},
    {"no lesions", R"({"noms_case":1})", false},
    {"an empty list of lesions", R"({"noms_case":1,"lesions":[]})", false},
    {"a lesion that is a list", R"({"noms_case":1,"lesions":[[]]})", false},
    {"a list in place of the case", R"([{"noms_case":1,"lesions":[{}]}])", false},
    {"something behind", R"({"noms_case":1,"lesions":[{}]} 1)", false},
    {"no end", R"({"noms_case":1,"lesions":[{}])", false},
    {"empty", "", false},
    {"a byte order mark", "\xEF\xBB\xBF{\"noms_case\":1,\"lesions\":[{}]}", false},
    {"no UTF-8", "{\"noms_case\":1,\"id\":\"\xC3\",\"lesions\":[{}]}", false},
    {"a name with letters of a language", "{\"noms_case\":1,\"id\":\"Ñandú\",\"lesions\":[{}]}", true},
    {"an escape", R"({"noms_case":1,"id":"a\u0041","lesions":[{}]})", false},
    {"a control character", "{\"noms_case\":1,\"id\":\"a\x7F\",\"lesions\":[{}]}", false},
    {"an empty name", R"({"noms_case":1,"id":"","lesions":[{}]})", false},
    {"a name twice", R"({"noms_case":1,"id":"a","id":"a","lesions":[{}]})", false},
    {"an unknown field", R"({"noms_case":1,"lesions":[{"grade":"2"}]})", false},
    {"a path as a name", R"({"noms_case":1,"patient/sex":"male","lesions":[{}]})", false},
    {"null", R"({"noms_case":1,"patient":null,"lesions":[{}]})", false},
    {"a choice", R"({"noms_case":1,"lesions":[{"escc":"1c"}]})", true},
    {"several values", R"({"noms_case":1,"lesions":[{"escc":["1c","2"]}]})", true},
    {"a value twice", R"({"noms_case":1,"lesions":[{"escc":["1c","1c"]}]})", false},
    {"no value", R"({"noms_case":1,"lesions":[{"escc":[]}]})", false},
    {"another value", R"({"noms_case":1,"lesions":[{"escc":"4"}]})", false},
    {"a number for a choice", R"({"noms_case":1,"lesions":[{"escc":2}]})", false},
    {"a value with a source", R"({"noms_case":1,"lesions":[{"escc":{"value":"2","source":{"method":"MRI"}}}]})", true},
    {"the source first", R"({"noms_case":1,"lesions":[{"escc":{"source":{},"value":["1c","2"]}}]})", true},
    {"a source alone", R"({"noms_case":1,"lesions":[{"escc":{"source":{"method":"MRI"}}}]})", false},
    {"a source of another kind", R"({"noms_case":1,"lesions":[{"escc":{"value":"2","source":{"scanner":"1"}}}]})",
     false},
    {"several readings", R"({"noms_case":1,"lesions":[{"escc":{"readings":["1c","2"]}}]})", true},
    {"readings with sources, one of them open",
     R"({"noms_case":1,"lesions":[{"escc":{"readings":[{"value":"1b","source":{"method":"MRI"}},["2","1c"]]}}]})",
     true},
    {"readings that agree", R"({"noms_case":1,"lesions":[{"myelopathy":{"readings":[true,true]}}]})", true},
    {"readings that differ", R"({"noms_case":1,"lesions":[{"myelopathy":{"readings":[true,false]}}]})", true},
    {"a member with several values, all of them asked for",
     R"({"noms_case":1,"lesions":[{"prior_surgery":[{"procedure":["stabilization","cement_augmentation"]}]}]})", true},
    {"a member with several values, one of them asked for",
     R"({"noms_case":1,"lesions":[{"prior_surgery":[{"procedure":["other","stabilization"]},{"procedure":"other"}]}]})",
     true},
    {"a member with several values, none of them asked for",
     R"({"noms_case":1,"lesions":[{"prior_surgery":[{"procedure":["other","decompression"]}]}]})", true},
    {"a member with readings",
     R"({"noms_case":1,"lesions":[{"prior_radiation":[{"technique":{"readings":["ssrs",{"value":"cebrt","source":{"method":"chart"}}]}}]}]})",
     true},
    {"a member without a value behind one with a value",
     R"({"noms_case":1,"lesions":[{"prior_radiation":[{"technique":"other"},{"fractions":5}]}]})", true},
    {"a member with a value twice",
     R"({"noms_case":1,"lesions":[{"prior_radiation":[{"technique":["ssrs","ssrs"]}]}]})", false},
    {"no reading", R"({"noms_case":1,"lesions":[{"escc":{"readings":[]}}]})", false},
    {"readings of readings", R"({"noms_case":1,"lesions":[{"escc":{"readings":[{"readings":["2"]}]}}]})", false},
    {"readings beside a source", R"({"noms_case":1,"lesions":[{"escc":{"readings":["2"],"source":{"method":"MRI"}}}]})",
     false},
    {"readings and no list", R"({"noms_case":1,"lesions":[{"escc":{"readings":"2"}}]})", false},
    {"seventeen readings",
     R"({"noms_case":1,"lesions":[{"escc":{"readings":["2","2","2","2","2","2","2","2","2","2","2","2","2","2","2","2","2"]}}]})",
     false},
    {"readings of a quantity",
     R"({"noms_case":1,"patient":{"age":{"readings":[{"value":55,"unit":"a"}]}},"lesions":[{}]})", false},
    {"readings of a whole number",
     R"({"noms_case":1,"patient":{"performance":{"ecog":{"readings":[2]}}},"lesions":[{}]})", false},
    {"yes", R"({"noms_case":1,"lesions":[{"myelopathy":true}]})", true},
    {"a word for yes", R"({"noms_case":1,"lesions":[{"myelopathy":"yes"}]})", false},
    {"a quantity", R"({"noms_case":1,"patient":{"age":{"value":55.5,"unit":"a"}},"lesions":[{}]})", true},
    {"a quantity with its source inside",
     R"({"noms_case":1,"patient":{"age":{"unit":"a","source":{},"value":55}},"lesions":[{}]})", true},
    {"a quantity with its source around",
     R"({"noms_case":1,"patient":{"age":{"value":{"value":55,"unit":"a"},"source":{}}},"lesions":[{}]})", true},
    {"a quantity in two layers without a source",
     R"({"noms_case":1,"patient":{"age":{"value":{"value":55,"unit":"a"}}},"lesions":[{}]})", false},
    {"a quantity with a unit in both layers",
     R"({"noms_case":1,"patient":{"age":{"value":{"value":55,"unit":"a"},"unit":"a","source":{}}},"lesions":[{}]})",
     false},
    {"no unit", R"({"noms_case":1,"patient":{"age":{"value":55}},"lesions":[{}]})", false},
    {"a bare number", R"({"noms_case":1,"patient":{"age":55},"lesions":[{}]})", false},
    {"another unit", R"({"noms_case":1,"patient":{"age":{"value":55,"unit":"stone"}},"lesions":[{}]})", false},
    {"outside the limits", R"({"noms_case":1,"patient":{"age":{"value":555,"unit":"a"}},"lesions":[{}]})", false},
    {"an uncertainty", R"({"noms_case":1,"patient":{"age":{"value":55,"unit":"a","uncertainty":1}},"lesions":[{}]})",
     false},
    {"many digits",
     R"({"noms_case":1,"patient":{"age":{"value":55.0000000000000000000001,"unit":"a"}},"lesions":[{}]})", true},
    {"a whole number", R"({"noms_case":1,"patient":{"performance":{"ecog":2}},"lesions":[{}]})", true},
    {"a whole number with a point", R"({"noms_case":1,"patient":{"performance":{"ecog":2.0}},"lesions":[{}]})", true},
    {"a broken number", R"({"noms_case":1,"patient":{"performance":{"ecog":2.5}},"lesions":[{}]})", false},
    {"levels", R"({"noms_case":1,"lesions":[{"levels":["T12","T10"]}]})", true},
    {"a level twice", R"({"noms_case":1,"lesions":[{"levels":["T12","T12"]}]})", false},
    {"no level", R"({"noms_case":1,"lesions":[{"levels":[]}]})", false},
    {"another level", R"({"noms_case":1,"lesions":[{"levels":["T14"]}]})", false},
    {"a class beside a level", R"({"noms_case":1,"lesions":[{"levels":["T9"],"location_class":"rigid"}]})", false},
    {"a class of a transitional level", R"({"noms_case":1,"lesions":[{"levels":["L6"],"location_class":"mobile"}]})",
     true},
    {"a class alone", R"({"noms_case":1,"lesions":[{"location_class":"mobile"}]})", true},
    {"a histology", R"({"noms_case":1,"primary":{"histology":"breast"},"lesions":[{}]})", true},
    {"its name in Spanish", "{\"noms_case\":1,\"primary\":{\"histology\":\"Mieloma múltiple\"},\"lesions\":[{}]}",
     true},
    {"its code", R"({"noms_case":1,"primary":{"histology":{"system":"icd-10","code":"C50.1"}},"lesions":[{}]})", true},
    {"an unknown histology", R"({"noms_case":1,"primary":{"histology":"brest"},"lesions":[{}]})", false},
    {"an unknown code", R"({"noms_case":1,"primary":{"histology":{"system":"icd-10","code":"X99"}},"lesions":[{}]})",
     false},
    {"a set", R"({"noms_case":1,"primary":{"mutations":["egfr","other"]},"lesions":[{}]})", true},
    {"an empty set", R"({"noms_case":1,"disease":{"visceral_sites":[]},"lesions":[{}]})", true},
    {"earlier radiation", R"({"noms_case":1,"lesions":[{"prior_radiation":[{"technique":"ssrs","fractions":3},{}]}]})",
     true},
    {"no earlier radiation", R"({"noms_case":1,"lesions":[{"prior_radiation":[]}]})", true},
    {"a list with a source", R"({"noms_case":1,"lesions":[{"prior_radiation":{"value":[],"source":{}}}]})", false},
    {"an unknown technique", R"({"noms_case":1,"lesions":[{"prior_radiation":[{"technique":"x"}]}]})", false},
    {"facts that contradict each other", R"({"noms_case":1,"lesions":[{"frankel":"E","myelopathy":true}]})", false},
    {"numbers that contradict each other", R"({"noms_case":1,"disease":{"spinal_metastases":1},"lesions":[{},{}]})",
     false},
    {"facts that leave nothing possible",
     R"({"noms_case":1,"patient":{"ambulation":["independent","assisted"]},"lesions":[{"frankel":["A","B"]}]})", false},
    {"two lesions of one name", R"({"noms_case":1,"lesions":[{"id":"a"},{"id":"a"}]})", false},
    {"a lesion with the name of one without", R"({"noms_case":1,"lesions":[{"id":"lesion 2"},{}]})", false},
    {"two lesions without names", R"({"noms_case":1,"lesions":[{},{}]})", true},
};

TEST(PlainLines, EveryFormIsReadOrLeft) {
  PlainLines lines(library(), {});
  pathway::CohortLines briefs(library(), {});
  for (const auto& form : forms) {
    const std::string quick = by_plain_reader(form.line, lines);
    EXPECT_EQ(!quick.empty(), form.is_read) << form.what;
    if (!quick.empty()) {
      EXPECT_EQ(quick, by_case_reader(form.line, briefs)) << form.what;
    }
  }
}

TEST(PlainLines, ANumberWithMoreDigitsThanTheCaseReaderTakesIsLeft) {
  PlainLines lines(library(), {});
  pathway::CohortLines briefs(library(), {});
  for (std::size_t digits = 20; digits < 100; ++digits) {
    const std::string line = R"({"noms_case":1,"patient":{"age":{"value":5.)" + std::string(digits, '1') +
                             R"(,"unit":"a"}},"lesions":[{}]})";
    const std::string quick = by_plain_reader(line, lines);
    if (!quick.empty()) {
      EXPECT_EQ(quick, by_case_reader(line, briefs)) << digits;
    }
  }
}

TEST(PlainLines, ALeftLineLeavesWhatStoodThere) {
  PlainLines lines(library(), {});
  const std::string padded = R"({"noms_case":1,"lesions":[{"frankel":"E","myelopathy":true}]})" + std::string(64, ' ');
  std::string out = "before";
  EXPECT_FALSE(lines.append({padded.data(), padded.size() - 64}, out));
  EXPECT_EQ(out, "before");
}

TEST(PlainLines, UnderKnowledgeOfAnotherKindEveryLineIsLeft) {
  std::vector<knowledge::SourceFile> sources;
  for (const auto& [name, text] : test::shipped_files()) sources.push_back({name, text});
  const auto changed = knowledge::load(sources);
  ASSERT_TRUE(changed.has_value());
  auto& rule = changed.value()->facts.front();  // a fact made from a free text
  rule.field = changed.value()->field("id");
  rule.test = knowledge::FactRule::Test::Recorded;
  PlainLines lines(*changed.value(), {});
  EXPECT_EQ(by_plain_reader(R"({"noms_case":1,"lesions":[{}]})", lines), "");
}

TEST(PlainLines, AnUnknownEditionIsLeft) {
  PlainLines lines(library(), {"1999", {}});
  EXPECT_EQ(by_plain_reader(R"({"noms_case":1,"lesions":[{}]})", lines), "");
}

}  // namespace
}  // namespace noms::bulk
