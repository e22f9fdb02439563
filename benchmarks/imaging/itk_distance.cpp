// SPDX-License-Identifier: Apache-2.0
// The peer of the distance map: ITK's SignedMaurerDistanceMapImageFilter on the bytes of a mask of 512 x 512 x 100
// voxels, 0.4 x 0.4 x 3 mm. `noms_itk_distance MASK.raw OUT.raw THREADS` prints the middle of five runs.
#include <itkImage.h>
#include <itkMultiThreaderBase.h>
#include <itkSignedMaurerDistanceMapImageFilter.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace {
double processor() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_utime.tv_sec) + 1e-6 * static_cast<double>(used.ru_utime.tv_usec);
}
double wall() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}
}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  using Mask = itk::Image<unsigned char, 3>;
  using Map = itk::Image<float, 3>;
  using Filter = itk::SignedMaurerDistanceMapImageFilter<Mask, Map>;
  const auto threads = static_cast<itk::ThreadIdType>(std::atoi(argv[3]));
  itk::MultiThreaderBase::SetGlobalMaximumNumberOfThreads(threads);
  itk::MultiThreaderBase::SetGlobalDefaultNumberOfThreads(threads);
  const auto mask = Mask::New();
  const Mask::SizeType size = {{512, 512, 100}};
  const std::array<double, 3> spacing = {0.4, 0.4, 3};
  constexpr std::streamsize count = 512 * 512 * 100;
  mask->SetRegions(Mask::RegionType(size));
  mask->SetSpacing(spacing.data());
  mask->Allocate();
  std::ifstream in(argv[1], std::ios::binary);
  if (!in.read(reinterpret_cast<char*>(mask->GetBufferPointer()), count)) return 7;
  std::array<double, 5> walls{};
  std::array<double, 5> users{};
  Map::Pointer map;
  for (std::size_t n = 0; n < walls.size(); ++n) {
    const auto filter = Filter::New();
    filter->SetInput(mask);
    filter->SetBackgroundValue(0);
    filter->SetSquaredDistance(false);
    filter->SetUseImageSpacing(true);
    filter->SetNumberOfWorkUnits(threads);
    const double w = wall();
    const double u = processor();
    filter->Update();
    walls[n] = wall() - w;
    users[n] = processor() - u;
    map = filter->GetOutput();
  }
  std::sort(walls.begin(), walls.end());
  std::sort(users.begin(), users.end());
  std::printf("{\"part\": \"itk\", \"wall_s\": %.4f, \"user_s\": %.4f, \"least_wall_s\": %.4f}\n", walls[2], users[2],
              walls[0]);
  std::ofstream out(argv[2], std::ios::binary);
  out.write(reinterpret_cast<const char*>(map->GetBufferPointer()), 4 * count);
  return out ? 0 : 7;
}
