// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>

#include "noms/dmn/internal/xml.h"
#include "noms/foundation/text.h"

namespace noms::dmn::internal {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The number of bytes a reference takes, `&` and `;` included, or 0 when it is not one that may stand here.
std::size_t reference(std::string_view text) {
  for (const std::string_view known : {"&lt;", "&gt;", "&amp;", "&quot;", "&apos;"}) {
    if (text.starts_with(known)) return known.size();
  }
  if (!text.starts_with("&#")) return 0;
  const bool hexadecimal = text.starts_with("&#x");
  std::uint32_t code = 0;
  std::size_t at = hexadecimal ? 3 : 2;
  const std::size_t begin = at;
  for (; at < text.size() && at < begin + 8; ++at) {
    const char c = text[at];
    if (c == ';') break;
    std::uint32_t digit = 99;
    if (c >= '0' && c <= '9') digit = static_cast<std::uint32_t>(c - '0');
    if (hexadecimal && c >= 'a' && c <= 'f') digit = static_cast<std::uint32_t>(c - 'a') + 10;
    if (hexadecimal && c >= 'A' && c <= 'F') digit = static_cast<std::uint32_t>(c - 'A') + 10;
    if (digit == 99) return 0;
    code = code * (hexadecimal ? 16 : 10) + digit;
  }
  if (at == begin || at >= text.size() || text[at] != ';') return 0;
  const bool sign = code >= 0x20 || code == 0x9 || code == 0xA || code == 0xD;
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  return sign && !surrogate && code < 0x110000 && code != 0xFFFE && code != 0xFFFF ? at + 1 : 0;
}

/// What pugixml lets pass: control characters, references that XML does not know, document types.
struct Scan {
  std::size_t at = 0;
  const char* problem = nullptr;
};

Scan scan(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto c = static_cast<unsigned char>(text[at]);
    const auto rest = text.substr(at);
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') return {at, "a control character"};
    if (c == '&') {
      const std::size_t length = reference(rest);
      if (length == 0) return {at, "a reference that XML itself does not define"};
      at += length;
    } else if (c == '<') {
      if (rest.starts_with("<!DOCTYPE")) return {at, "a document type is not read"};
      const std::string_view begin = rest.starts_with("<!--")        ? "<!--"
                                     : rest.starts_with("<![CDATA[") ? "<![CDATA["
                                     : rest.starts_with("<?")        ? "<?"
                                                                     : "";
      if (begin.empty()) {
        ++at;
        continue;
      }
      const std::string_view end = begin == "<!--" ? "-->" : begin == "<?" ? "?>" : "]]>";
      const auto found = rest.find(end, begin.size());
      if (found == std::string_view::npos) return {at, "a comment, section or instruction is not closed"};
      const auto inside = rest.substr(0, found);
      const auto control = std::ranges::find_if(inside, [](char s) {
        const auto u = static_cast<unsigned char>(s);
        return u < 0x20 && u != '\t' && u != '\n' && u != '\r';
      });
      if (control != inside.end())
        return {at + static_cast<std::size_t>(control - inside.begin()), "a control character"};
      at += found + end.size();
    } else {
      ++at;
    }
  }
  return {at, nullptr};
}

std::size_t continued_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }));
}

const char* words_for(pugi::xml_parse_status status) {
  switch (status) {
    case pugi::status_end_element_mismatch: return "an end tag does not match its start tag";
    case pugi::status_bad_start_element: return "a start tag is not well-formed, or not closed";
    case pugi::status_bad_end_element: return "an end tag is not well-formed";
    case pugi::status_bad_attribute: return "an attribute is not well-formed";
    case pugi::status_bad_pi: return "an instruction is not well-formed";
    case pugi::status_bad_comment: return "a comment is not well-formed";
    case pugi::status_bad_cdata: return "a CDATA section is not well-formed";
    case pugi::status_unrecognized_tag: return "a `<` that begins nothing that XML knows";
    case pugi::status_no_document_element: return "the file holds no element";
    default: return "not well-formed XML";
  }
}

}  // namespace

std::string_view local_name(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view prefix_of(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

Issues XmlDocument::read(std::string_view text, XmlDocument& document, const XmlLimits& limits) {
  const auto fault = [](ErrorCode code, std::string where, std::string message) {
    return Issues{{code, std::move(where), std::move(message)}};
  };
  if (text.size() > limits.bytes) return fault(ErrorCode::TooLarge, "", "a model may have 4 MB");
  if (!is_utf8(text)) return fault(ErrorCode::InvalidEncoding, "", "the file is not valid UTF-8");
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  document.text_ = text;
  document.lines_.assign(1, 0);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') document.lines_.push_back(i + 1);
  }
  document.continued_.assign(1, 0);
  for (std::size_t i = block; i <= text.size(); i += block)
    document.continued_.push_back(document.continued_.back() + continued_in(text.substr(i - block, block)));
  const auto scanned = scan(text);
  if (scanned.problem != nullptr) return fault(ErrorCode::InvalidXml, document.place_at(scanned.at), scanned.problem);
  const auto parsed = document.document_.load_buffer(
      text.data(), text.size(),
      pugi::parse_default | pugi::parse_declaration | pugi::parse_fragment | pugi::parse_ws_pcdata_single,
      pugi::encoding_utf8);
  if (!parsed)
    return fault(ErrorCode::InvalidXml, document.place_at(static_cast<std::size_t>(parsed.offset)),
                 words_for(parsed.status));
  std::size_t roots = 0;
  for (const auto node : document.document_.children()) {
    if (node.type() == pugi::node_element && ++roots > 1)
      return fault(ErrorCode::InvalidXml, document.place(node), "a second element outside the first");
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata)
      return fault(ErrorCode::InvalidXml, document.place(node), "text outside of the element");
    if (node.type() == pugi::node_declaration) {
      const std::string encoding = node.attribute("encoding").as_string("UTF-8");
      if (folded(encoding) != "utf 8" && folded(encoding) != "us ascii")
        return fault(ErrorCode::InvalidEncoding, document.place(node), "the file says an encoding other than UTF-8");
    }
  }
  if (roots == 0) return fault(ErrorCode::InvalidXml, "1:1", "the file holds no element");
  std::size_t elements = 0;
  std::size_t depth = 1;
  for (auto node = document.root(); node;) {
    if (node.type() == pugi::node_element) {
      if (++elements > limits.elements) return fault(ErrorCode::TooLarge, document.place(node), "too many elements");
      std::vector<std::string_view> names;
      for (const auto attribute : node.attributes()) names.emplace_back(attribute.name());
      if (names.size() > limits.attributes)
        return fault(ErrorCode::TooLarge, document.place(node), "an element has more than 100 attributes");
      std::ranges::sort(names);
      if (std::ranges::adjacent_find(names) != names.end())
        return fault(ErrorCode::InvalidXml, document.place(node), "an attribute stands twice");
    }
    if (node.first_child()) {
      if (++depth > limits.depth) return fault(ErrorCode::TooDeep, document.place(node), "nested more than 64 deep");
      node = node.first_child();
      continue;
    }
    while (node && !node.next_sibling() && depth > 1) {
      node = node.parent();
      --depth;
    }
    node = depth == 1 ? pugi::xml_node() : node.next_sibling();
  }
  return {};
}

std::size_t XmlDocument::continued_before(std::size_t offset) const {
  const std::size_t number = offset / block;
  return continued_[number] + continued_in(text_.substr(number * block, offset % block));
}

std::string XmlDocument::place_at(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::ranges::upper_bound(lines_, offset);
  const std::size_t begin = *(after - 1);
  const std::size_t column = offset - begin - (continued_before(offset) - continued_before(begin));
  return std::to_string(after - lines_.begin()) + ":" + std::to_string(column + 1);
}

std::string XmlDocument::place(pugi::xml_node node) const {
  const auto offset = node.offset_debug();
  return offset < 0 ? "1:1" : place_at(static_cast<std::size_t>(offset));
}

XmlText XmlDocument::text_of(pugi::xml_node element) const {
  XmlText result;
  for (const auto child : element.children()) {
    if (child.type() != pugi::node_pcdata && child.type() != pugi::node_cdata) continue;
    result.pieces.push_back({result.text.size(),
                             static_cast<std::size_t>(std::max<std::ptrdiff_t>(child.offset_debug(), 0)),
                             child.type() == pugi::node_cdata});
    result.text += child.value();
  }
  return result;
}

std::string XmlDocument::place_in(const XmlText& text, std::size_t at, pugi::xml_node element) const {
  if (text.pieces.empty()) return place(element);
  const XmlText::Piece* piece = &text.pieces.front();
  for (const auto& candidate : text.pieces) {
    if (candidate.begin <= at) piece = &candidate;
  }
  std::size_t offset = piece->offset;
  for (std::size_t read = piece->begin; read < at && offset < text_.size();) {
    if (text_[offset] == '&' && !piece->raw) {
      const std::size_t length = reference(text_.substr(offset));
      const bool number = text_.substr(offset).starts_with("&#");
      // A number may stand for a sign of several bytes.
      const auto lead = static_cast<unsigned char>(text.text[read]);
      read += !number || lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
      offset += std::max<std::size_t>(length, 1);
    } else {
      if (!(text_[offset] == '\r' && offset + 1 < text_.size() && text_[offset + 1] == '\n')) ++read;
      ++offset;
    }
  }
  return place_at(offset);
}

}  // namespace noms::dmn::internal
