// SPDX-License-Identifier: Apache-2.0
#include <zlib.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <utility>

#include "noms/dicom/data_set.h"

namespace noms::dicom {
namespace {

constexpr std::uint32_t undefined_length = 0xFFFFFFFFU;
constexpr Tag item_tag{0xFFFE, 0xE000};
constexpr Tag item_end{0xFFFE, 0xE00D};
constexpr Tag sequence_end{0xFFFE, 0xE0DD};
constexpr Tag pixel_data{0x7FE0, 0x0010};
constexpr Tag transfer_syntax_tag{0x0002, 0x0010};

// Sequences of RT objects: an implicit file with defined lengths does not say which elements are sequences.
constexpr std::array<Tag, 23> known_sequences{
    {{0x3006, 0x0010}, {0x3006, 0x0012}, {0x3006, 0x0014}, {0x3006, 0x0016}, {0x3006, 0x0020}, {0x3006, 0x0039},
     {0x3006, 0x0040}, {0x3006, 0x0080}, {0x300C, 0x0002}, {0x300C, 0x0004}, {0x300C, 0x0020}, {0x300C, 0x0060},
     {0x300C, 0x0080}, {0x300A, 0x0010}, {0x300A, 0x0070}, {0x300A, 0x00B0}, {0x300A, 0x0180}, {0x3004, 0x0050},
     {0x3004, 0x0060}, {0x0008, 0x1115}, {0x0008, 0x1140}, {0x5200, 0x9229}, {0x5200, 0x9230}}};

struct Encoding {
  bool implicit = true;
  bool big_endian = false;
};

bool long_length(char a, char b) {
  constexpr std::array<std::string_view, 13> codes{"OB", "OW", "OF", "OD", "OL", "OV", "SQ",
                                                   "UC", "UR", "UT", "UN", "SV", "UV"};
  const std::array<char, 2> vr{a, b};
  return std::find(codes.begin(), codes.end(), std::string_view(vr.data(), 2)) != codes.end();
}

// Walks the elements of a text of bytes. Each step is checked against the end, the count and the depth.
class Walker {
public:
  Walker(std::string_view bytes, const Limits& limits) : bytes_(bytes), limits_(limits) {}

  struct Head {
    Tag tag;
    char vr[2] = {0, 0};
    std::uint32_t length = 0;
  };

  // Reads elements until `end` or, in an item of undefined length, until its delimiter.
  bool data_set(DataSet& out, std::size_t end, bool delimited, Encoding encoding, std::size_t depth,
                bool meta_only = false) {
    while (at_ < end) {
      if (meta_only && (end - at_ < 2 || whole(at_, 2, false) != 2)) return true;
      Head head;
      if (!read_head(head, end, encoding)) return false;
      if (delimited && head.tag == item_end) return true;
      if (head.tag.group == 0xFFFE)
        return fail(ErrorCode::InvalidEncoding, head.tag, "a delimiter where an element should begin");
      if (++count_ > limits_.elements) return fail(ErrorCode::TooLarge, head.tag, "more elements than are accepted");
      out.elements.emplace_back();
      if (!value(out.elements.back(), head, end, encoding, depth)) return false;
    }
    return !delimited || fail(ErrorCode::InvalidEncoding, item_end, "an item without its end");
  }

  Issue issue() const { return issue_; }
  std::size_t at() const { return at_; }
  void start_at(std::size_t at) { at_ = at; }

private:
  bool fail(ErrorCode code, Tag tag, const char* message) {
    issue_ = {code, name_of(tag), message};
    return false;
  }

  std::uint32_t whole(std::size_t at, int bytes, bool big_endian) const {
    std::uint32_t number = 0;
    for (int i = 0; i < bytes; ++i) {
      const auto byte =
          static_cast<unsigned char>(bytes_[at + static_cast<std::size_t>(big_endian ? i : bytes - 1 - i)]);
      number = number << 8U | byte;
    }
    return number;
  }

  bool read_head(Head& head, std::size_t end, Encoding encoding) {
    if (end - at_ < 8) return fail(ErrorCode::InvalidEncoding, head.tag, "the file ends within an element");
    head.tag.group = static_cast<std::uint16_t>(whole(at_, 2, encoding.big_endian));
    head.tag.element = static_cast<std::uint16_t>(whole(at_ + 2, 2, encoding.big_endian));
    if (encoding.implicit || head.tag.group == 0xFFFE) {
      head.length = whole(at_ + 4, 4, encoding.big_endian);
      at_ += 8;
      return true;
    }
    head.vr[0] = bytes_[at_ + 4];
    head.vr[1] = bytes_[at_ + 5];
    if (head.vr[0] < 'A' || head.vr[0] > 'Z' || head.vr[1] < 'A' || head.vr[1] > 'Z') {
      return fail(ErrorCode::InvalidEncoding, head.tag, "the value representation is not two letters");
    }
    if (!long_length(head.vr[0], head.vr[1])) {
      head.length = whole(at_ + 6, 2, encoding.big_endian);
      at_ += 8;
      return true;
    }
    if (end - at_ < 12) return fail(ErrorCode::InvalidEncoding, head.tag, "the file ends within an element");
    head.length = whole(at_ + 8, 4, encoding.big_endian);
    at_ += 12;
    return true;
  }

  bool value(Element& element, const Head& head, std::size_t end, Encoding encoding, std::size_t depth) {
    element.tag = head.tag;
    element.big_endian = encoding.big_endian;
    const bool undefined = head.length == undefined_length;
    if (!undefined && head.length > end - at_) {
      return fail(ErrorCode::InvalidEncoding, head.tag, "the length of the element goes beyond its surroundings");
    }
    if (undefined && head.tag == pixel_data) return fragments(element, end, encoding);
    const bool declared = head.vr[0] == 'S' && head.vr[1] == 'Q';
    const bool known = encoding.implicit &&
                       std::find(known_sequences.begin(), known_sequences.end(), head.tag) != known_sequences.end();
    if (undefined || declared || known) {
      // An element of unknown representation and undefined length holds implicit little endian items (PS3.5, 6.2.2).
      const bool unknown = head.vr[0] == 'U' && head.vr[1] == 'N';
      const std::size_t stop = undefined ? end : at_ + head.length;
      return items(element, stop, undefined, unknown ? Encoding{} : encoding, depth + 1);
    }
    element.value = bytes_.substr(at_, head.length);
    at_ += head.length;
    return true;
  }

  bool items(Element& element, std::size_t end, bool delimited, Encoding encoding, std::size_t depth) {
    element.sequence = true;
    if (depth > limits_.depth) return fail(ErrorCode::TooDeep, element.tag, "sequences within sequences go too deep");
    while (at_ < end) {
      Head head;
      if (!read_head(head, end, encoding)) return false;
      if (delimited && head.tag == sequence_end) return true;
      if (head.tag != item_tag)
        return fail(ErrorCode::InvalidEncoding, element.tag, "a sequence holds something that is no item");
      if (++count_ > limits_.elements) return fail(ErrorCode::TooLarge, element.tag, "more items than are accepted");
      const bool undefined = head.length == undefined_length;
      if (!undefined && head.length > end - at_) {
        return fail(ErrorCode::InvalidEncoding, element.tag, "the length of an item goes beyond its sequence");
      }
      element.items.emplace_back();
      if (!data_set(element.items.back(), undefined ? end : at_ + head.length, undefined, encoding, depth))
        return false;
    }
    return !delimited || fail(ErrorCode::InvalidEncoding, element.tag, "a sequence without its end");
  }

  bool fragments(Element& element, std::size_t end, Encoding encoding) {
    element.encapsulated = true;
    while (at_ < end) {
      Head head;
      if (!read_head(head, end, encoding)) return false;
      if (head.tag == sequence_end) return true;
      if (head.tag != item_tag || head.length == undefined_length || head.length > end - at_) {
        return fail(ErrorCode::InvalidEncoding, element.tag, "a fragment of the pixel data is damaged");
      }
      if (++count_ > limits_.elements)
        return fail(ErrorCode::TooLarge, element.tag, "more fragments than are accepted");
      element.fragments.push_back(bytes_.substr(at_, head.length));
      at_ += head.length;
    }
    return fail(ErrorCode::InvalidEncoding, element.tag, "encapsulated pixel data without their end");
  }

  std::string_view bytes_;
  const Limits& limits_;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
  Issue issue_{ErrorCode::InvalidEncoding, "", ""};
};

// Inflates a raw deflate stream up to a limit.
Result<std::vector<char>> inflated(std::string_view packed, std::size_t limit) {
  const Issue damaged{ErrorCode::InvalidEncoding, name_of(transfer_syntax_tag), "the deflated data set is damaged"};
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return Issue{ErrorCode::Internal, "", "the inflater did not start"};
  std::vector<char> out;
  std::array<char, 65536> block;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  int state = Z_OK;
  while (state == Z_OK && out.size() <= limit) {
    stream.next_out = reinterpret_cast<Bytef*>(block.data());
    stream.avail_out = static_cast<uInt>(block.size());
    state = inflate(&stream, Z_NO_FLUSH);
    out.insert(out.end(), block.data(), block.data() + (block.size() - stream.avail_out));
    if (state == Z_BUF_ERROR) break;
  }
  inflateEnd(&stream);
  if (out.size() > limit)
    return Issue{ErrorCode::TooLarge, name_of(transfer_syntax_tag), "the data set is too large after inflating"};
  if (state != Z_STREAM_END) return damaged;
  return out;
}

// Without file meta information the first element tells: explicit elements show two capital letters after the tag.
Encoding sniffed(std::string_view bytes) {
  const bool letters = bytes.size() >= 6 && bytes[4] >= 'A' && bytes[4] <= 'Z' && bytes[5] >= 'A' && bytes[5] <= 'Z';
  const bool big = bytes.size() >= 2 && bytes[0] == 0 && bytes[1] == 8;
  return {!letters, big};
}

bool encoding_of(File& file, Encoding& encoding) {
  const std::string_view name = file.transfer_syntax;
  constexpr std::string_view base = "1.2.840.10008.1.2";
  if (!name.starts_with(base)) return false;
  const std::string_view rest = name.substr(base.size());
  encoding = {rest.empty(), rest == ".2"};
  if (rest.empty() || rest == ".1" || rest == ".2" || rest == ".1.99") return true;
  file.storage = rest == ".5" ? Storage::RunLength : Storage::Compressed;
  return rest == ".5" || rest.starts_with(".4.");
}

}  // namespace

Result<File> read(std::vector<char> bytes, const Limits& limits) {
  if (bytes.size() > limits.bytes) return Issue{ErrorCode::TooLarge, "", "the file is larger than what is accepted"};
  File file;
  file.bytes = std::move(bytes);
  std::string_view all(file.bytes.data(), file.bytes.size());
  Walker walker(all, limits);
  const bool preamble = all.size() >= 132 && all.substr(128, 4) == "DICM";
  if (preamble) walker.start_at(132);
  Encoding encoding = sniffed(all);
  const bool meta = preamble || (all.size() >= 2 && all[0] == 2 && all[1] == 0);
  if (meta) {
    DataSet head;
    if (!walker.data_set(head, all.size(), false, {false, false}, 0, true)) return walker.issue();
    file.transfer_syntax = head.text(transfer_syntax_tag);
    if (!encoding_of(file, encoding)) {
      return Issue{ErrorCode::UnknownValue, name_of(transfer_syntax_tag),
                   "the transfer syntax is not one that can be read"};
    }
  } else if (all.size() < 8 || (all[0] != 8 && all[1] != 8) || (all[0] != 0 && all[1] != 0)) {
    return Issue{ErrorCode::InvalidEncoding, "", "this is not a DICOM file"};
  }
  std::size_t from = walker.at();
  if (file.transfer_syntax == "1.2.840.10008.1.2.1.99") {
    auto plain = inflated(all.substr(from), limits.bytes);
    if (!plain) return plain.error();
    file.bytes = std::move(plain).value();
    all = {file.bytes.data(), file.bytes.size()};
    from = 0;
  }
  Walker body(all, limits);
  body.start_at(from);
  if (!body.data_set(file.data, all.size(), false, encoding, 0)) return body.issue();
  return file;
}

Result<File> read_file(const std::string& path, const Limits& limits) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  if (!in) return Issue{ErrorCode::Io, "", "the file cannot be opened"};
  const auto size = in.tellg();
  if (size < 0) return Issue{ErrorCode::Io, "", "the file cannot be read"};
  if (static_cast<std::size_t>(size) > limits.bytes)
    return Issue{ErrorCode::TooLarge, "", "the file is larger than what is accepted"};
  std::vector<char> bytes(static_cast<std::size_t>(size));
  in.seekg(0);
  in.read(bytes.data(), size);
  if (!in) return Issue{ErrorCode::Io, "", "the file cannot be read"};
  return read(std::move(bytes), limits);
}

}  // namespace noms::dicom
