// SPDX-License-Identifier: Apache-2.0
// Grades phantoms of known truth: `noms_phantom_study COUNT_PER_GRADE [-v [PIXEL [SEED_OFFSET]]]` prints a row for each
// pixel size and noise. -v prints every miss; PIXEL keeps one pixel size (0: all); SEED_OFFSET takes other phantoms.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "noms/imaging/escc.h"
#include "noms/imaging/phantom.h"

namespace {

using namespace noms::imaging;

struct Score {
  int n = 0, exact = 0, within = 0, group = 0, covered = 0, group_covered = 0, decided = 0, size = 0;
  std::map<std::string, int> confusion;
};

int grade_index(const std::string& name) {
  for (int g = 0; g < 6; ++g) {
    if (name_of(static_cast<EsccGrade>(g)) == name) return g;
  }
  return -1;
}

void add(Score& score, const PhantomSpec& spec, bool give_canal, bool verbose) {
  auto made = make_phantom(spec);
  if (!made) return;
  Phantom& p = made.value();
  EsccInput input{p.tumour, p.cord, p.sac, std::nullopt};
  if (give_canal) input.canal = p.canal;
  const auto result = measure_escc(input, EsccOptions{spec.contour_noise > 0 ? spec.contour_noise : 0.0});
  ++score.n;
  if (!result || !result.value().grade) {
    ++score.confusion[p.truth + "->none"];
    return;
  }
  const EsccResult& r = result.value();
  const int truth = grade_index(p.truth);
  const int got = static_cast<int>(*r.grade);
  score.exact += got == truth;
  score.within += std::abs(got - truth) <= 1;
  score.group += (got >= 4) == (truth >= 4);
  score.covered += r.set.has(static_cast<EsccGrade>(truth));
  bool group = false;
  for (const EsccGrade g : r.set.grades()) group = group || (g >= EsccGrade::G2) == (truth >= 4);
  score.group_covered += group;
  score.decided += r.set.groups().size() == 1;
  score.size += static_cast<int>(r.set.grades().size());
  if (got != truth) {
    ++score.confusion[p.truth + "->" + std::string(name_of(*r.grade))];
    if (verbose && r.deciding) {
      std::printf("  seed %llu %s->%s gap %.2f dent %.2f sac %.2f dir %.0f | %s %.2f thr %.2f plane %d\n",
                  static_cast<unsigned long long>(spec.seed), p.truth.c_str(), std::string(name_of(*r.grade)).c_str(),
                  p.gap_mm, p.dent_mm, p.sac_dent_mm, p.direction_degrees, r.deciding->measure.c_str(),
                  r.deciding->value, r.deciding->threshold, r.deciding->plane);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int count = argc > 1 ? std::atoi(argv[1]) : 60;
  const bool verbose = argc > 2 && std::string(argv[2]) == "-v";
  const double only = argc > 3 ? std::atof(argv[3]) : 0;
  const long offset = argc > 4 ? std::atol(argv[4]) : 0;
  for (const bool canal : {true, false}) {
    for (const double noise : {0.0, 0.4}) {
      for (const double pixel : {0.3, 0.5, 0.7, 1.0}) {
        if (only > 0 && pixel != only) continue;
        Score s;
        for (const char* grade : {"0", "1a", "1b", "1c", "2", "3"}) {
          for (int n = 0; n < count; ++n) {
            PhantomSpec spec;
            spec.grade = grade;
            spec.pixel = pixel;
            spec.contour_noise = noise;
            spec.image_noise = 0;
            spec.seed = static_cast<std::uint64_t>(offset + 1000 * static_cast<int>(10 * pixel) + n);
            add(s, spec, canal, verbose);
          }
        }
        const double k = s.n;
        std::printf(
            "canal %d noise %.1f pixel %.1f: exact %.3f within1 %.3f low-high %.3f set %.3f group-in-set %.3f "
            "group-decided %.3f mean set %.2f |",
            canal, noise, pixel, s.exact / k, s.within / k, s.group / k, s.covered / k, s.group_covered / k,
            s.decided / k, s.size / k);
        for (const auto& [what, n] : s.confusion) std::printf(" %s:%d", what.c_str(), n);
        std::printf("\n");
        std::fflush(stdout);
      }
    }
  }
}
