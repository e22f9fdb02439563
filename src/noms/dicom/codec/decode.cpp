// SPDX-License-Identifier: Apache-2.0
// The library libnoms_gdcm: pixels of any compression that GDCM knows.
#include <gdcmBitmap.h>
#include <gdcmFragment.h>
#include <gdcmSequenceOfFragments.h>
#include <gdcmTrace.h>
#include <gdcmTransferSyntax.h>

#include <exception>

#include "noms/dicom/internal/codec.h"

namespace {

constexpr int done = 0;
constexpr int unknown = 1;
constexpr int damaged = 2;

gdcm::PixelFormat format_of(const NomsPixelShape& shape) {
  if (shape.wide != 0) return shape.is_signed != 0 ? gdcm::PixelFormat::INT32 : gdcm::PixelFormat::UINT32;
  return shape.is_signed != 0 ? gdcm::PixelFormat::INT16 : gdcm::PixelFormat::UINT16;
}

}  // namespace

extern "C" int noms_decode_pixels(const char* transfer_syntax, const char* const* fragments, const std::size_t* sizes,
                                  std::size_t count, const NomsPixelShape* shape, char* out, std::size_t size) {
  try {
    gdcm::Trace::SetError(false);
    gdcm::Trace::SetWarning(false);
    const auto type = gdcm::TransferSyntax::GetTSType(transfer_syntax);
    if (type == gdcm::TransferSyntax::TS_END) return unknown;
    const gdcm::SmartPointer<gdcm::SequenceOfFragments> all = new gdcm::SequenceOfFragments;
    for (std::size_t i = 0; i < count; ++i) {
      gdcm::Fragment fragment;
      fragment.SetByteValue(fragments[i], static_cast<std::uint32_t>(sizes[i]));
      all->AddFragment(fragment);
    }
    gdcm::Bitmap image;
    image.SetNumberOfDimensions(shape->frames > 1 ? 3 : 2);
    image.SetDimension(0, static_cast<unsigned>(shape->columns));
    image.SetDimension(1, static_cast<unsigned>(shape->rows));
    if (shape->frames > 1) image.SetDimension(2, static_cast<unsigned>(shape->frames));
    image.SetPixelFormat(format_of(*shape));
    image.SetPhotometricInterpretation(gdcm::PhotometricInterpretation::MONOCHROME2);
    image.SetTransferSyntax(type);
    gdcm::DataElement pixels(gdcm::Tag(0x7FE0, 0x0010));
    pixels.SetVR(gdcm::VR::OW);
    pixels.SetValue(*all);
    image.SetDataElement(pixels);
    if (image.GetBufferLength() != size) return damaged;
    return image.GetBuffer(out) ? done : damaged;
  } catch (const std::exception&) {
    return damaged;
  }
}
