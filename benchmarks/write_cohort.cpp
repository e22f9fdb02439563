// SPDX-License-Identifier: Apache-2.0
// write_cohort COUNT [SEED]: that many random cases that do not contradict themselves, a line each, for --bulk. Every
// field is recorded or not by chance, so that hardly two lesions have the same facts.
#include <cstdio>
#include <cstdlib>

#include "noms/clinical_case/case.h"
#include "support/knowledge_files.h"
#include "support/random_case_text.h"

int main(int count, char** arguments) {
  if (count < 2) return 2;
  noms::test::RandomCases cases(noms::test::library(), count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1);
  for (long left = std::atol(arguments[1]); left > 0;) {
    const std::string line = noms::test::text_of(cases.next()) + "\n";
    if (!noms::clinical_case::read_case(line, noms::test::library())) continue;
    std::fwrite(line.data(), 1, line.size(), stdout);
    --left;
  }
}
