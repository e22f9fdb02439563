// SPDX-License-Identifier: Apache-2.0
#include "noms/report/escape.h"
#include "noms/report/figures.h"
#include "noms/report/internal/svg.h"

namespace noms::report {

std::string figure_css() {
  std::string css = ".noms-figure{max-width:100%;height:auto;font-variant-numeric:tabular-nums}\n"
                    ".noms-struck{text-decoration-thickness:.5px}\n";
  for (const Role role : all_roles) {
    const std::string name(name_of(role));
    const std::string value = "var(--noms-" + name + "," + std::string(light_of(role)) + ")}\n";
    css += ".noms-fill-" + name + "{fill:" + value;
    css += ".noms-stroke-" + name + "{stroke:" + value;
  }
  return css;
}

std::string html_table(const TextTwin& twin) {
  std::string out = "<table class=\"twin\"><caption>" + escape(twin.caption) + "</caption><thead><tr>";
  for (const auto& column : twin.columns) out += "<th scope=\"col\">" + escape(column) + "</th>";
  out += "</tr></thead><tbody>";
  for (const auto& row : twin.rows) {
    out += "<tr>";
    for (const auto& cell : row) out += "<td>" + escape(cell) + "</td>";
    out += "</tr>";
  }
  return out + "</tbody></table>\n";
}

}  // namespace noms::report
