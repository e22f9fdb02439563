// SPDX-License-Identifier: Apache-2.0
#include "noms/report/plan_json.h"

#include <gtest/gtest.h>

namespace noms::report {
namespace {

std::vector<plan::LesionPlan> one_plan() {
  plan::PlanItem known{"dose", "DOSE-SINGLE", "Text.", "For.", "Against.", "S V", {"yamada-2017"}, true, {}};
  plan::PlanItem open{"dose_limits",   "LIMIT-CORD", "Text with \"quotes\".", "", "", "S",
                      {"newman-2023"}, false,        {"lesions/0/levels"}};
  return {{"T10", {"none", "ssrs"}, {known, open}}};
}

TEST(PlanJson, KeysStandInAFixedOrder) {
  EXPECT_EQ(plans_json(one_plan(), 0),
            R"([{"lesion":"T10","option":{"surgery":"none","radiation":"ssrs"},"items":[)"
            R"({"stage":"dose","row":"DOSE-SINGLE","text":"Text.","for":"For.","against":"Against.","certain":true,)"
            R"("depends_on":[],"mark":"S V","evidence":["yamada-2017"]},)"
            R"({"stage":"dose_limits","row":"LIMIT-CORD","text":"Text with \"quotes\".","certain":false,)"
            R"("depends_on":["lesions/0/levels"],"mark":"S","evidence":["newman-2023"]}]}])");
}

TEST(PlanJson, NoPlanIsAnEmptyArray) {
  EXPECT_EQ(plans_json({}, 0), "[]");
}

TEST(PlanJson, StandsInsideADocument) {
  json::Writer writer(0);
  writer.begin_object();
  writer.key("plan");
  write_plans(writer, {});
  writer.end_object();
  EXPECT_EQ(writer.text(), R"({"plan":[]})");
}

}  // namespace
}  // namespace noms::report
