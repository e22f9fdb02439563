// SPDX-License-Identifier: Apache-2.0
#include "noms/dicom/internal/compressed.h"

#include <gdcmBitmap.h>
#include <gdcmFragment.h>
#include <gdcmSequenceOfFragments.h>
#include <gdcmTransferSyntax.h>

#include <exception>

namespace noms::dicom {
namespace {

gdcm::SmartPointer<gdcm::SequenceOfFragments> wrapped(const std::vector<std::string_view>& fragments) {
  gdcm::SmartPointer<gdcm::SequenceOfFragments> all = new gdcm::SequenceOfFragments;
  for (std::size_t i = 1; i < fragments.size(); ++i) {
    gdcm::Fragment fragment;
    fragment.SetByteValue(fragments[i].data(), static_cast<std::uint32_t>(fragments[i].size()));
    all->AddFragment(fragment);
  }
  return all;
}

gdcm::PixelFormat format_of(const Pixels& shape) {
  if (shape.wide) return shape.is_signed ? gdcm::PixelFormat::INT32 : gdcm::PixelFormat::UINT32;
  return shape.is_signed ? gdcm::PixelFormat::INT16 : gdcm::PixelFormat::UINT16;
}

}  // namespace

Result<std::vector<char>> decode_compressed(const std::string& transfer_syntax,
                                            const std::vector<std::string_view>& fragments, const Pixels& shape) {
  const Issue damaged{ErrorCode::InvalidEncoding, "(7FE0,0010)", "the compressed pixels cannot be decoded"};
  const auto type = gdcm::TransferSyntax::GetTSType(transfer_syntax.c_str());
  if (type == gdcm::TransferSyntax::TS_END) {
    return Issue{ErrorCode::UnknownValue, "(0002,0010)", "the transfer syntax is not one that can be read"};
  }
  try {
    gdcm::Bitmap image;
    image.SetNumberOfDimensions(shape.frames > 1 ? 3 : 2);
    image.SetDimension(0, static_cast<unsigned>(shape.columns));
    image.SetDimension(1, static_cast<unsigned>(shape.rows));
    if (shape.frames > 1) image.SetDimension(2, static_cast<unsigned>(shape.frames));
    image.SetPixelFormat(format_of(shape));
    image.SetPhotometricInterpretation(gdcm::PhotometricInterpretation::MONOCHROME2);
    image.SetTransferSyntax(type);
    gdcm::DataElement pixels(gdcm::Tag(0x7FE0, 0x0010));
    pixels.SetVR(gdcm::VR::OW);
    pixels.SetValue(*wrapped(fragments));
    image.SetDataElement(pixels);
    const std::size_t needed = shape.count() * (shape.wide ? 4 : 2);
    if (image.GetBufferLength() != needed) return damaged;
    std::vector<char> out(needed);
    if (!image.GetBuffer(out.data())) return damaged;
    return out;
  } catch (const std::exception&) {
    return damaged;
  }
}

}  // namespace noms::dicom
