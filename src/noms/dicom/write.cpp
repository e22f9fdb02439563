// SPDX-License-Identifier: Apache-2.0
#include "noms/dicom/write.h"

#include <zlib.h>

#include <algorithm>
#include <fstream>
#include <utility>

#include "noms/dicom/internal/run_length.h"

namespace noms::dicom {
namespace {

constexpr Tag class_tag{0x0008, 0x0016};
constexpr Tag instance_tag{0x0008, 0x0018};
constexpr std::uint32_t undefined_length = 0xFFFFFFFFU;

class Sink {
public:
  Sink(bool implicit, bool big_endian, const WriteOptions& options)
      : implicit_(implicit), big_endian_(big_endian), options_(options) {}

  void data_set(OutDataSet& data) {
    std::sort(data.begin(), data.end(), [](const auto& a, const auto& b) { return a.tag < b.tag; });
    for (auto& element : data) put(element);
  }
  std::string take() { return std::move(out_); }

private:
  void whole(std::uint32_t number, int bytes) {
    for (int i = 0; i < bytes; ++i) {
      const int shift = 8 * (big_endian_ ? bytes - 1 - i : i);
      out_ += static_cast<char>(number >> shift & 255U);
    }
  }

  void tag(Tag t) {
    whole(t.group, 2);
    whole(t.element, 2);
  }

  void head(Tag t, std::string_view vr, std::uint32_t length) {
    tag(t);
    if (implicit_) return whole(length, 4);
    out_ += vr;
    if (vr == "OW" || vr == "OB" || vr == "SQ" || vr == "UN" || vr == "UT") {
      whole(0, 2);
      return whole(length, 4);
    }
    whole(length, 2);
  }

  void put(OutElement& element) {
    if (element.vr == "SQ") return sequence(element);
    if (element.vr == "US") {
      head(element.tag, "US", static_cast<std::uint32_t>(2 * element.words.size()));
      for (const auto word : element.words) whole(word, 2);
      return;
    }
    if (element.vr == "OW") return pixels(element);
    // A text longer than an explicit 16 bit length goes out as UN, as the standard asks.
    std::string value = element.text;
    if (value.size() % 2 == 1) value += element.vr == "UI" ? '\0' : ' ';
    head(element.tag, !implicit_ && value.size() > 65534 ? std::string_view("UN") : element.vr,
         static_cast<std::uint32_t>(value.size()));
    out_ += value;
  }

  void sequence(OutElement& element) {
    std::string body;
    for (auto& item : element.items) {
      Sink inner(implicit_, big_endian_, options_);
      inner.data_set(item);
      const std::string bytes = inner.take();
      std::swap(body, out_);
      tag({0xFFFE, 0xE000});
      whole(options_.undefined_lengths ? undefined_length : static_cast<std::uint32_t>(bytes.size()), 4);
      out_ += bytes;
      if (options_.undefined_lengths) {
        tag({0xFFFE, 0xE00D});
        whole(0, 4);
      }
      std::swap(body, out_);
    }
    head(element.tag, "SQ", options_.undefined_lengths ? undefined_length : static_cast<std::uint32_t>(body.size()));
    out_ += body;
    if (options_.undefined_lengths) {
      tag({0xFFFE, 0xE0DD});
      whole(0, 4);
    }
  }

  void pixels(const OutElement& element) {
    const PixelLayout& layout = options_.pixels;
    if (options_.syntax == Syntax::RunLength) return run_length(element, layout);
    std::string bytes = element.pixels;
    if (big_endian_) {
      for (std::size_t i = 0; i + layout.bytes_per_pixel <= bytes.size(); i += layout.bytes_per_pixel) {
        std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(i),
                     bytes.begin() + static_cast<std::ptrdiff_t>(i + layout.bytes_per_pixel));
      }
    }
    if (bytes.size() % 2 == 1) bytes += '\0';
    head(element.tag, "OW", static_cast<std::uint32_t>(bytes.size()));
    out_ += bytes;
  }

  void run_length(const OutElement& element, const PixelLayout& layout) {
    head(element.tag, "OW", undefined_length);
    tag({0xFFFE, 0xE000});
    whole(0, 4);
    const std::size_t frame = layout.bytes_per_pixel * layout.pixels_per_frame;
    for (std::size_t f = 0; f < layout.frames; ++f) {
      const auto packed =
          encode_run_length(std::string_view(element.pixels).substr(f * frame, frame), layout.bytes_per_pixel);
      tag({0xFFFE, 0xE000});
      whole(static_cast<std::uint32_t>(packed.size()), 4);
      out_.append(packed.begin(), packed.end());
    }
    tag({0xFFFE, 0xE0DD});
    whole(0, 4);
  }

  bool implicit_;
  bool big_endian_;
  const WriteOptions& options_;
  std::string out_;
};

std::string_view uid_of(Syntax syntax) {
  switch (syntax) {
    case Syntax::ImplicitLittle: return "1.2.840.10008.1.2";
    case Syntax::ExplicitLittle: return "1.2.840.10008.1.2.1";
    case Syntax::ExplicitBig: return "1.2.840.10008.1.2.2";
    case Syntax::Deflated: return "1.2.840.10008.1.2.1.99";
    case Syntax::RunLength: return "1.2.840.10008.1.2.5";
  }
  return "";
}

std::string text_at(const OutDataSet& data, Tag tag) {
  for (const auto& element : data) {
    if (element.tag == tag) return element.text;
  }
  return "";
}

std::string deflated(const std::string& plain) {
  z_stream stream{};
  if (deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK) return "";
  std::string out(deflateBound(&stream, static_cast<uLong>(plain.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string file_meta(const OutDataSet& data, const WriteOptions& options) {
  OutDataSet meta{text_element({0x0002, 0x0002}, "UI", text_at(data, class_tag)),
                  text_element({0x0002, 0x0003}, "UI", text_at(data, instance_tag)),
                  text_element({0x0002, 0x0010}, "UI", std::string(uid_of(options.syntax))),
                  text_element({0x0002, 0x0012}, "UI", "2.25.140413")};
  Sink body(false, false, options);
  body.data_set(meta);
  const std::string bytes = body.take();
  std::string length;
  for (unsigned i = 0; i < 4; ++i) length += static_cast<char>(bytes.size() >> (8 * i) & 255U);
  return std::string(128, '\0') + "DICM" + std::string("\2\0\0\0UL\4\0", 8) + length + bytes;
}

}  // namespace

OutElement text_element(Tag tag, std::string_view vr, std::string text) {
  return {tag, vr, std::move(text), {}, {}, {}};
}
OutElement word_element(Tag tag, std::uint16_t word) {
  return {tag, "US", {}, {word}, {}, {}};
}
OutElement sequence_element(Tag tag, std::vector<OutDataSet> items) {
  return {tag, "SQ", {}, {}, std::move(items), {}};
}

std::string write(OutDataSet data, const WriteOptions& options) {
  const std::string meta = options.file_meta ? file_meta(data, options) : "";
  Sink sink(options.syntax == Syntax::ImplicitLittle, options.syntax == Syntax::ExplicitBig, options);
  sink.data_set(data);
  std::string body = sink.take();
  return meta + (options.syntax == Syntax::Deflated ? deflated(body) : body);
}

Result<bool> write_file(const std::string& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) return Issue{ErrorCode::Io, "", "the file cannot be written"};
  return true;
}

}  // namespace noms::dicom
