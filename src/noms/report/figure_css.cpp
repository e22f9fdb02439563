// SPDX-License-Identifier: Apache-2.0
#include "noms/report/escape.h"
#include "noms/report/figures.h"
#include "noms/report/internal/svg.h"

namespace noms::report {

std::string figure_css() {
  std::string css = ".noms-figure{max-width:100%;height:auto;font-variant-numeric:tabular-nums}\n";
  for (const Role role : all_roles) {
    for (const std::string_view kind : {"fill", "stroke"}) {
      ((css += ".noms-") += kind) += '-';
      ((css += name_of(role)) += '{') += kind;
      ((css += ":var(--noms-") += name_of(role)) += ',';
      (css += light_of(role)) += ")}\n";
    }
  }
  return css;
}

std::string html_table(const TextTwin& twin) {
  std::string out = "<div class=\"twin\"><table><caption>" + escape(twin.caption) + "</caption><thead><tr>";
  for (const auto& column : twin.columns) out += "<th scope=\"col\">" + escape(column) + "</th>";
  out += "</tr></thead><tbody>";
  for (const auto& row : twin.rows) {
    bool excluded = false;
    for (const auto& cell : row) excluded = excluded || cell == "excluded";
    out += excluded ? "<tr class=\"excluded\">" : "<tr>";
    for (const auto& cell : row) out += "<td>" + escape(cell) + "</td>";
    out += "</tr>";
  }
  return out + "</tbody></table></div>\n";
}

}  // namespace noms::report
