// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "noms/foundation/result.h"

// XML as DMN needs it: pugixml with limits and places. Nothing outside the text is ever read.

namespace noms::dmn::internal {

/// What a reader of XML accepts. A file that goes beyond is refused, whole.
struct XmlLimits {
  std::size_t bytes = 4U << 20U;
  std::size_t depth = 64;
  std::size_t elements = 200'000;
  std::size_t attributes = 100;  ///< of one element
};

/// Text of an element, with the place of each of its characters in the file.
struct XmlText {
  std::string text;
  struct Piece {
    std::size_t begin;   ///< in `text`
    std::size_t offset;  ///< in the file
    bool raw;            ///< CDATA: no references in it
  };
  std::vector<Piece> pieces;
};

/// A file, parsed, with the places of its nodes.
class XmlDocument {
public:
  /// Errors: InvalidXml with line:column (not well-formed, a document type, a reference that is not one of the five of
  /// XML, an attribute twice, a control character), InvalidEncoding for anything but UTF-8, TooLarge, TooDeep.
  static Issues read(std::string_view text, XmlDocument& document, const XmlLimits& limits = {});

  pugi::xml_node root() const { return document_.document_element(); }
  /// `line:column` of a node's name, or of its text; columns count characters from 1.
  std::string place(pugi::xml_node node) const;
  std::string place_at(std::size_t offset) const;
  /// The text of an element, CDATA included, comments left out.
  XmlText text_of(pugi::xml_node element) const;
  /// Where the n-th byte of that text stands; its element where it has no text.
  std::string place_in(const XmlText& text, std::size_t at, pugi::xml_node element) const;

private:
  pugi::xml_document document_;
  std::string_view text_;
  /// Bytes before `offset` that do not begin a character.
  std::size_t continued_before(std::size_t offset) const;
  static constexpr std::size_t block = 1024;
  std::vector<std::size_t> lines_;      ///< where each begins
  std::vector<std::size_t> continued_;  ///< per block of bytes: those before it that do not begin a character
};

/// The name without its prefix.
std::string_view local_name(std::string_view name);
/// The prefix of a name, empty where it has none.
std::string_view prefix_of(std::string_view name);

}  // namespace noms::dmn::internal
