// SPDX-License-Identifier: Apache-2.0
#include <gdcmImage.h>
#include <gdcmImageChangeTransferSyntax.h>
#include <gdcmImageWriter.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

#include "noms/dicom/pixels.h"

namespace noms::dicom {
namespace {

constexpr unsigned columns = 13;
constexpr unsigned rows = 7;

/// A steep pattern that uses all 16 bits.
std::vector<std::uint16_t> pattern() {
  std::vector<std::uint16_t> values(columns * rows);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::uint16_t>(i * 7919U % 65521U);
  return values;
}

/// Writes the pattern with GDCM in a transfer syntax; the path.
std::string written(gdcm::TransferSyntax::TSType type) {
  const auto values = pattern();
  gdcm::SmartPointer<gdcm::Image> image = new gdcm::Image;
  image->SetNumberOfDimensions(2);
  image->SetDimension(0, columns);
  image->SetDimension(1, rows);
  image->SetPixelFormat(gdcm::PixelFormat::UINT16);
  image->SetPhotometricInterpretation(gdcm::PhotometricInterpretation::MONOCHROME2);
  image->SetTransferSyntax(gdcm::TransferSyntax::ExplicitVRLittleEndian);
  gdcm::DataElement pixels(gdcm::Tag(0x7FE0, 0x0010));
  pixels.SetByteValue(reinterpret_cast<const char*>(values.data()), static_cast<std::uint32_t>(values.size() * 2));
  image->SetDataElement(pixels);
  gdcm::ImageChangeTransferSyntax change;
  change.SetTransferSyntax(type);
  change.SetInput(*image);
  if (!change.Change()) return {};
  // Tests run side by side, each a process.
  const std::string name = "noms_codec_" + std::to_string(::getpid()) + "_" + std::to_string(type) + ".dcm";
  const auto path = (std::filesystem::temp_directory_path() / name).string();
  gdcm::ImageWriter writer;
  writer.SetImage(change.GetOutput());
  writer.SetFileName(path.c_str());
  return writer.Write() ? path : std::string();
}

TEST(Codec, CompressedPixelsComeBackBitForBit) {
  const auto truth = pattern();
  for (const auto type : {gdcm::TransferSyntax::JPEGLosslessProcess14_1, gdcm::TransferSyntax::JPEGLSLossless,
                          gdcm::TransferSyntax::JPEG2000Lossless, gdcm::TransferSyntax::RLELossless}) {
    SCOPED_TRACE(gdcm::TransferSyntax::GetTSString(type));
    const std::string path = written(type);
    ASSERT_FALSE(path.empty());
    const auto file = read_file(path);
    std::filesystem::remove(path);
    ASSERT_TRUE(file);
    EXPECT_NE(file.value().storage, Storage::Native);
    const auto pixels = pixels_of(file.value());
    ASSERT_TRUE(pixels) << pixels.error()[0].message;
    ASSERT_EQ(pixels.value().count(), truth.size());
    for (std::size_t i = 0; i < truth.size(); ++i) EXPECT_EQ(pixels.value().at(i), truth[i]) << i;
  }
}

TEST(Codec, DamagedPixelsAreRefusedWithTheirTag) {
  const std::string path = written(gdcm::TransferSyntax::JPEG2000Lossless);
  ASSERT_FALSE(path.empty());
  auto file = read_file(path);
  std::filesystem::remove(path);
  ASSERT_TRUE(file);
  for (auto& element : file.value().data.elements) {
    if (element.encapsulated) element.fragments.back() = element.fragments.back().substr(0, 20);
  }
  const auto pixels = pixels_of(file.value());
  ASSERT_FALSE(pixels);
  EXPECT_EQ(pixels.error()[0].code, ErrorCode::InvalidEncoding);
  EXPECT_EQ(pixels.error()[0].where, "(7FE0,0010)");
}

}  // namespace
}  // namespace noms::dicom
