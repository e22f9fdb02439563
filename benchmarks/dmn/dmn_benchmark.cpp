// SPDX-License-Identifier: Apache-2.0
// The treatment table of 2023 on its 96 complete combinations: compiled, our DMN engine, and feelin over dmn-moddle
// where node and its packages are there. dmn_benchmark WRITE_CASES; prints nanoseconds of
// processor time and ratios.
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <iostream>

#include "support/dmn_cases.h"

namespace {

using namespace noms;

template <class Work>
double nanoseconds(std::size_t count, Work work) {
  const std::clock_t begin = std::clock();
  work();
  return static_cast<double>(std::clock() - begin) * 1e9 / CLOCKS_PER_SEC / static_cast<double>(count);
}

/// Complete cases in memory, every fact drawn evenly.
std::vector<std::vector<std::uint8_t>> complete_cases(const test::ExportedModel& model, std::size_t size) {
  std::vector<std::vector<std::uint8_t>> cases;
  test::Random random(5);
  while (cases.size() < 4096) {
    auto& values = cases.emplace_back(size, 0);
    for (const auto& [fact, value] : test::random_facts(model, random))
      values[static_cast<std::size_t>(fact)] = static_cast<std::uint8_t>(value);
  }
  return cases;
}

double measure_npm(const std::string& write_cases) {
  const std::string folder = std::filesystem::temp_directory_path() / "noms_dmn_benchmark";
  std::filesystem::create_directories(folder);
  const std::string files = folder + "/model.dmn " + folder + "/cases.ndjson";
  const std::string command = write_cases + " 2023 " + files + " && node " + NOMS_SOURCE_DIR +
                              "/tests/dmn/independent.mjs " + files + " --time treatment";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  double result = 0;
  if (pipe != nullptr && std::fscanf(pipe, "%lf", &result) != 1) result = 0;
  if (pipe != nullptr) ::pclose(pipe);
  return result;
}

}  // namespace

int main(int count, char** words) {
  const auto& edition = *test::library().edition("2023");
  const test::ExportedModel model(edition);
  const auto& table = model.tables().finals[knowledge::Edition::treatment];
  const auto cases = model.cases_of(table);
  constexpr std::size_t rounds = 200;
  const auto decision = static_cast<std::size_t>(model.model().find_decision("treatment"));
  std::size_t fired = 0;
  const double own = nanoseconds(rounds * cases.size(), [&] {
    for (std::size_t n = 0; n < rounds; ++n) {
      for (const auto& slots : cases) fired += dmn::run_alone(model.model(), decision, slots).rules.size();
    }
  });
  if (fired != rounds * cases.size()) return 1;
  const auto chain = complete_cases(model, static_cast<std::size_t>(model.tables().vocabulary.size()));
  std::size_t cells = 0;
  const double compiled = nanoseconds(500 * chain.size(), [&] {
    for (std::size_t n = 0; n < 500; ++n) {
      for (const auto& values : chain)
        cells += static_cast<std::size_t>(edition.engine.complete(values.data()).cell + 1);
    }
  });
  std::cout << "combinations of the treatment table: " << cases.size() << " (checksum " << cells << ")\n"
            << "our DMN engine, the treatment table:             " << own << " ns\n"
            << "compiled, facts to treatment, urgency and rules: " << compiled << " ns\n";
  const double npm = count > 1 ? measure_npm(words[1]) : 0;
  if (npm <= 0) {
    std::cout << "SKIPPED: node, or the packages of tests/dmn, are not there\n";
    return 0;
  }
  std::cout << "feelin over dmn-moddle, the treatment table:     " << npm << " ns\n"
            << "ratio to our DMN engine: " << npm / own << "\nratio to compiled:       " << npm / compiled << "\n";
  return 0;
}
