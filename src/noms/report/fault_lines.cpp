// SPDX-License-Identifier: Apache-2.0
#include "noms/report/fault_lines.h"

namespace noms::report {

void write_faults(json::Writer& writer, const Issues& issues) {
  writer.key("errors");
  writer.begin_array();
  for (const auto& issue : issues) {
    writer.begin_object();
    writer.member("code", name_of(issue.code));
    writer.member("where", issue.where);
    writer.member("message", issue.message);
    writer.end_object();
  }
  writer.end_array();
}

std::string fault_line(std::size_t line, const Issues& issues) {
  json::Writer writer(0);
  writer.begin_object();
  writer.member("noms_error", 1);
  writer.key("line");
  writer.number(static_cast<std::int64_t>(line));
  write_faults(writer, issues);
  writer.end_object();
  return writer.take();
}

}  // namespace noms::report
