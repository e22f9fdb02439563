// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "noms/dmn/internal/xml.h"
#include "noms/dmn/run.h"
#include "support/knowledge_files.h"

// The DMN Technology Compatibility Kit: reads its test files and runs them.

namespace noms::test {

/// What a test file says of a model.
struct TckResult {
  int cases = 0;
  std::vector<std::string> failures;  ///< case and decision
};

/// A value of a test file: `value` with a type, `list` of items, or components.
inline dmn::Value tck_value(pugi::xml_node node) {
  if (const auto list = node.child("list")) {
    std::vector<dmn::Value> items;
    for (const auto item : list.children("item")) items.push_back(tck_value(item));
    return dmn::list_of(std::move(items));
  }
  if (node.child("component")) {
    std::vector<std::pair<std::string, dmn::Value>> members;
    for (const auto component : node.children("component"))
      members.emplace_back(component.attribute("name").value(), tck_value(component));
    return dmn::context_of(std::move(members));
  }
  const auto value = node.child("value");
  if (!value || value.attribute("xsi:nil").as_bool()) return {};
  const std::string_view type = dmn::internal::local_name(value.attribute("xsi:type").value());
  const std::string text = value.text().get();
  if (type == "boolean") return dmn::Value(text == "true");
  if (type == "decimal" || type == "double" || type == "integer" || type == "int") {
    const auto number = dmn::Decimal::parse(text);
    return number ? dmn::Value(*number) : dmn::Value();
  }
  if (type == "date") return dmn::date_of(text) ? dmn::Value(*dmn::date_of(text)) : dmn::Value();
  return dmn::Value(text);
}

/// Equal, numbers to 1e-8 of their size.
inline bool tck_same(const dmn::Value& expected, const dmn::Value& given) {
  if (const auto* a = expected.number(), *b = given.number(); a != nullptr && b != nullptr) {
    const double size = std::max(1.0, std::abs(a->nearest_double()));
    return std::abs(a->nearest_double() - b->nearest_double()) <= 1e-8 * size;
  }
  if (const auto* a = expected.list(), *b = given.list(); a != nullptr && b != nullptr)
    return std::ranges::equal(a->items, b->items, tck_same);
  if (const auto* a = expected.context(), *b = given.context(); a != nullptr && b != nullptr) {
    return a->members.size() == b->members.size() && std::ranges::all_of(a->members, [&](const auto& member) {
             const auto* other = b->find(member.first);
             return other != nullptr && tck_same(member.second, *other);
           });
  }
  return dmn::equal(expected, given).value_or(false);
}

/// Runs the cases of one test file on one model.
inline TckResult run_tck(const std::string& model_text, const std::string& test_text) {
  TckResult result;
  pugi::xml_document tests;
  tests.load_buffer(test_text.data(), test_text.size());
  const auto model = dmn::read_model(model_text);
  if (!model) {
    for (const auto& issue : model.error()) result.failures.push_back(issue.where + ": " + issue.message);
  }
  for (const auto test_case : tests.document_element().children("testCase")) {
    ++result.cases;
    const std::string id = test_case.attribute("id").value();
    if (!model) continue;
    std::vector<dmn::Value> inputs(model.value().inputs.size());
    for (const auto node : test_case.children("inputNode")) {
      const auto found =
          std::ranges::find(model.value().inputs, std::string(node.attribute("name").value()), &dmn::InputData::name);
      if (found == model.value().inputs.end()) {
        result.failures.push_back(id + ": no such input data");
      } else {
        inputs[static_cast<std::size_t>(found - model.value().inputs.begin())] = tck_value(node);
      }
    }
    for (const auto node : test_case.children("resultNode")) {
      const std::string name = node.attribute("name").value();
      const int decision = model.value().find_decision(name);
      if (decision < 0) {
        result.failures.push_back(id + ": no decision " + name);
        continue;
      }
      const auto position = static_cast<std::size_t>(decision);
      const auto outcome = dmn::run(model.value(), inputs, {position})[position];
      const auto expected = tck_value(node.child("expected"));
      if (!tck_same(expected, outcome.value))
        result.failures.push_back(id + " " + name + ": " + dmn::json_text(outcome.value) + " instead of " +
                                  dmn::json_text(expected) + " " + outcome.remark);
    }
  }
  return result;
}

/// A model of the kit with its test file.
struct TckFile {
  std::string name;
  std::string model;
  std::string tests;
};

/// The files of compliance level 2, sorted by name; empty where there is no shared data.
inline std::vector<TckFile> tck_files() {
  std::vector<TckFile> files;
  const char* shared = std::getenv("NOMS_SHARED_DATA");
  const std::filesystem::path root = std::filesystem::path(shared == nullptr ? "" : shared) / "dmn-tck-cl2";
  if (shared == nullptr || !std::filesystem::is_directory(root)) return files;
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_directory()) continue;
    files.push_back(
        {name, read_file(entry.path() / (name + ".dmn")), read_file(entry.path() / (name + "-test-01.xml"))});
  }
  std::ranges::sort(files, {}, &TckFile::name);
  return files;
}

}  // namespace noms::test
