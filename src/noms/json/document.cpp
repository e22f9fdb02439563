// SPDX-License-Identifier: Apache-2.0
#include "noms/json/document.h"

#include <map>
#include <set>

// The parser and what it needs, compiled here; the rest of Boost.JSON would ask for exceptions.
#define BOOST_JSON_SOURCE
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/detail/impl/default_resource.ipp>
#include <boost/json/detail/impl/except.ipp>
#include <boost/json/detail/impl/stack.ipp>
#include <boost/json/impl/error.ipp>

#include "noms/foundation/text.h"

#ifdef BOOST_NO_EXCEPTIONS
namespace boost {
// The core is built without exceptions; Boost.JSON throws only for misuse of its interface.
void throw_exception(const std::exception&) {
  std::abort();
}
void throw_exception(const std::exception&, const source_location&) {
  std::abort();
}
}  // namespace boost
#endif

namespace noms::json {
namespace {

using Fault = boost::json::error_code;
using Text = boost::json::string_view;

/// Takes the events of Boost's parser and builds values; the first fault ends the reading.
class Builder {
public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  explicit Builder(const Limits* limits) : limits_(limits) {}

  bool on_document_begin(Fault&) { return true; }
  bool on_document_end(Fault&) { return true; }
  bool on_object_begin(Fault& fault) { return open(Value::Kind::Object, fault); }
  bool on_array_begin(Fault& fault) { return open(Value::Kind::Array, fault); }
  bool on_object_end(std::size_t, Fault&) { return close(); }
  bool on_array_end(std::size_t, Fault&) { return close(); }

  bool on_key_part(Text part, std::size_t, Fault& fault) { return append(part, fault); }
  bool on_key(Text part, std::size_t, Fault& fault) {
    if (!append(part, fault)) return false;
    if (is_known(*open_.back())) {
      return refuse(ErrorCode::DuplicateKey, pointer(where(), text_), "the same name stands twice", fault);
    }
    key_ = std::move(text_);
    text_.clear();
    keys_.back() = key_;
    return true;
  }
  bool on_string_part(Text part, std::size_t, Fault& fault) { return append(part, fault, true); }
  bool on_string(Text part, std::size_t, Fault& fault) {
    if (!append(part, fault, true)) return false;
    Value* value = add(Value::Kind::String, fault);
    if (value == nullptr) return false;
    value->string = std::move(text_);
    text_.clear();
    return true;
  }
  bool on_number_part(Text part, Fault& fault) { return append(part, fault); }
  bool on_int64(std::int64_t, Text part, Fault& fault) { return number(part, true, fault); }
  bool on_uint64(std::uint64_t, Text part, Fault& fault) { return number(part, true, fault); }
  bool on_double(double, Text part, Fault& fault) { return number(part, false, fault); }
  bool on_bool(bool truth, Fault& fault) {
    Value* value = add(Value::Kind::Boolean, fault);
    if (value != nullptr) value->boolean = truth;
    return value != nullptr;
  }
  bool on_null(Fault& fault) { return add(Value::Kind::Null, fault) != nullptr; }
  bool on_comment_part(Text, Fault&) { return true; }
  bool on_comment(Text, Fault&) { return true; }

  Value root;
  Issues issues;

private:
  std::string where() const {
    std::string path;
    for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
      path = open_[i]->is_array() ? pointer(path, open_[i]->items.size() - 1) : pointer(path, keys_[i]);
    }
    return path;
  }

  /// True when the object has the name `text_` already. Objects with many names keep them in a set, so that a hostile
  /// file takes no more time than its size.
  bool is_known(const Value& object) {
    constexpr std::size_t few = 32;
    if (object.members.size() < few) return object.find(text_) != nullptr;
    auto& names = names_[open_.size()];
    if (names.empty() || object.members.size() == few) {
      names.clear();
      for (const auto& member : object.members) names.insert(member.first);
    }
    return !names.insert(text_).second;
  }

  /// Of the value that comes next.
  std::string where_next() const {
    if (open_.empty()) return {};
    return open_.back()->is_array() ? pointer(where(), open_.back()->items.size()) : pointer(where(), key_);
  }

  bool refuse(ErrorCode code, std::string place, std::string message, Fault& fault) {
    issues.push_back({code, std::move(place), std::move(message)});
    fault = boost::json::make_error_code(boost::json::error::array_too_large);
    return false;
  }

  bool append(Text part, Fault& fault, bool of_value = false) {
    if (text_.size() + part.size() > limits_->string_bytes) {
      return refuse(ErrorCode::TooLarge, of_value ? where_next() : where(),
                    "a text is longer than " + std::to_string(limits_->string_bytes) + " bytes", fault);
    }
    text_.append(part.data(), part.size());
    return true;
  }

  Value* add(Value::Kind kind, Fault& fault) {
    if (++count_ > limits_->elements) {
      refuse(ErrorCode::TooLarge, "", "more than " + std::to_string(limits_->elements) + " values", fault);
      return nullptr;
    }
    Value* value = &root;
    if (!open_.empty()) {
      Value& parent = *open_.back();
      value = parent.is_array() ? &parent.items.emplace_back() : &parent.members.emplace_back(Member{key_, {}}).second;
    }
    value->kind = kind;
    return value;
  }

  bool open(Value::Kind kind, Fault& fault) {
    Value* value = add(kind, fault);
    if (value == nullptr) return false;
    open_.push_back(value);
    keys_.emplace_back();
    return true;
  }

  bool close() {
    open_.pop_back();
    keys_.pop_back();
    return true;
  }

  bool number(Text part, bool whole, Fault& fault) {
    if (!append(part, fault)) return false;
    const auto decimal = decimal_of(text_);
    if (!decimal)
      return refuse(ErrorCode::NotANumber, where_next(), "a number is too large or has too many digits", fault);
    Value* value = add(Value::Kind::Number, fault);
    if (value == nullptr) return false;
    value->number = *decimal;
    value->whole = whole;
    value->string = std::move(text_);
    text_.clear();
    return true;
  }

  const Limits* limits_;
  std::vector<Value*> open_;
  std::vector<std::string> keys_;
  std::map<std::size_t, std::set<std::string>> names_;  ///< of large objects, by depth
  std::string key_;
  std::string text_;
  std::size_t count_ = 0;
};

std::string place_of(std::string_view text, std::size_t offset) {
  std::size_t line = 1;
  std::size_t column = 1;
  for (std::size_t i = 0; i < offset && i < text.size(); ++i) {
    ++column;
    if (text[i] == '\n') {
      ++line;
      column = 1;
    }
  }
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

}  // namespace

const Value* Value::find(std::string_view name) const {
  for (const auto& [key, value] : members) {
    if (key == name) return &value;
  }
  return nullptr;
}

std::string pointer(std::string_view parent, std::string_view name) {
  std::string path(parent);
  path += '/';
  bool plain = !name.empty() && name.size() <= 40;
  for (const char c : name) {
    plain = plain && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                      c == '-' || c == '.');
  }
  return path += plain ? name : "*";
}

std::string pointer(std::string_view parent, std::size_t index) {
  return std::string(parent) + '/' + std::to_string(index);
}

Result<Value> parse(std::string_view text, const Limits& limits) {
  if (text.size() > limits.bytes) {
    return Issue{ErrorCode::TooLarge, "", "the text is larger than " + std::to_string(limits.bytes) + " bytes"};
  }
  if (!is_utf8(text)) return Issue{ErrorCode::InvalidEncoding, "", "the text is not valid UTF-8"};
  boost::json::parse_options options;
  options.max_depth = limits.depth;
  boost::json::basic_parser<Builder> parser(options, &limits);
  Fault fault;
  const std::size_t used = parser.write_some(false, text.data(), text.size(), fault);
  if (!parser.handler().issues.empty()) return parser.handler().issues;
  if (fault == boost::json::error::too_deep) {
    return Issue{ErrorCode::TooDeep, "", "arrays and objects are nested deeper than " + std::to_string(limits.depth)};
  }
  if (fault || used != text.size()) {
    if (!fault && trimmed(text.substr(used)).empty()) return std::move(parser.handler().root);
    return Issue{ErrorCode::InvalidJson, place_of(text, used), "this is not valid JSON"};
  }
  return std::move(parser.handler().root);
}

}  // namespace noms::json
