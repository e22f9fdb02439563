// SPDX-License-Identifier: Apache-2.0
#include "noms/foundation/text.h"
#include "noms/report/internal/sheet_parts.h"
#include "noms/report/internal/svg.h"
#include "noms/report/theme.h"

namespace noms::report {
namespace {

std::string theme(bool dark) {
  std::string css;
  for (const Role role : all_roles) {
    css += "--noms-" + std::string(name_of(role)) + ":" + std::string(dark ? dark_of(role) : light_of(role)) + ";";
  }
  return css;
}

constexpr std::string_view base = R"css(
*{box-sizing:border-box}
html{background:var(--noms-paper);color:var(--noms-ink);font:100%/1.4 system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%}
body{margin:0}
.page{position:relative;max-width:60rem;margin:0 auto;padding:1.5rem;font-size:.875rem}
.page+.page{border-top:1px solid var(--noms-hairline)}
h1,h2,p,ul,ol,figure{margin:0;padding:0}
h1{font-size:1.25rem;line-height:1.25}
h2{font-size:.875rem;line-height:1.3;margin-bottom:.25rem}
code{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;font-size:.93em;font-weight:600}
ul,ol{list-style-position:outside;padding-left:1.1em}
.options,.facts,.facts ul,.remarks ul,.robustness ul,.reasons ul{list-style:none;padding-left:0}
ol.options{list-style:lower-alpha;padding-left:1.3em}
header{display:flex;justify-content:space-between;gap:1.5rem;border-bottom:2px solid var(--noms-ink);padding-bottom:.5rem}
header h1{overflow-wrap:anywhere}
.count{font-weight:600}
.meta{text-align:right;color:var(--noms-second);overflow-wrap:anywhere}
.source,.ask,.meta,footer{color:var(--noms-second)}
.source{font-size:.93em}
.flags{margin-top:.75rem;padding:.25rem .75rem;border-left:.5rem solid var(--noms-stable)}
.flags strong{letter-spacing:.04em;margin-right:.5em}
.flags.emergent{border-left-color:var(--noms-emergent)}
.flags.emergent strong{color:var(--noms-emergent)}
.flags.urgent{border-left-color:var(--noms-urgent)}
.flags.urgent strong{color:var(--noms-urgent)}
.flags.calm strong{color:var(--noms-stable)}
.incomplete{margin-top:.5rem;padding:.25rem .75rem;border:1.5px dashed var(--noms-ink)}
.incomplete strong{letter-spacing:.04em;margin-right:.5em}
.upper{display:grid;grid-template-columns:10.5rem minmax(0,1fr) minmax(0,1fr);grid-template-areas:"spine rec change" "spine escc escc";grid-template-rows:1fr auto;gap:1rem 1.5rem;margin-top:1rem}
.upper>.spine{grid-area:spine}
.recommendation{grid-area:rec}
.change{grid-area:change}
.upper>.escc{grid-area:escc}
.option{font-size:1rem;font-weight:600;line-height:1.3}
.options>li+li,.facts>li+li,.remarks li+li,.robustness li+li,.reasons li+li{margin-top:.35em}
.facts ul{padding-left:1em}
.veto{border:1.5px solid var(--noms-emergent);padding:.25rem .5rem;margin-bottom:.5rem}
.possible{border:1px dashed currentColor;padding:0 .3em}
figure{min-width:0}
figure svg{display:block;width:100%;height:auto}
.wide{margin-top:1rem;padding-top:.75rem;border-top:1px solid var(--noms-hairline)}
.lower{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1rem 1.5rem;margin-top:1rem;padding-top:.75rem;border-top:1px solid var(--noms-hairline)}
.change section+section{margin-top:.75rem}
.remarks h2:not(:first-child){margin-top:.75rem}
li,p{overflow-wrap:anywhere}
footer{margin-top:1rem;padding-top:.75rem;border-top:1px solid var(--noms-hairline)}
.sign{display:grid;grid-template-columns:2fr 1fr 2fr;gap:1.5rem;margin:1rem 0 .5rem}
.sign span{border-bottom:1px solid var(--noms-ink);color:var(--noms-ink)}
.device{font-weight:600;color:var(--noms-ink)}
.follow{margin-top:1rem}
.follow section+section{margin-top:1.25rem}
.follow ul{list-style:none;padding-left:0}
.follow li+li{margin-top:.3em}
.follow li p{padding-left:1em;color:var(--noms-second)}
.follow h3{font-size:1em;margin:.5rem 0 .2rem}
.prognosis dl{margin:0}
.prognosis dl>div{display:grid;grid-template-columns:minmax(9rem,1fr) 3fr;gap:.25rem 1rem;padding:.3rem 0;border-top:1px solid var(--noms-hairline);break-inside:avoid}
.prognosis dt{font-weight:600}
.prognosis dd{margin:0}
.share{display:inline-block;width:8rem;height:.6em;margin-right:.5em;vertical-align:baseline}
.deviation{break-inside:avoid}
.deviation .line{height:1.8em;border-bottom:1px solid var(--noms-ink)}
.citations{font-size:.93em}
.paper{display:none}
.watermark{position:absolute;inset:0;width:100%;height:100%;pointer-events:none}
.watermark text{font-size:112px;font-weight:700;letter-spacing:2px;fill:none;stroke:var(--noms-second);stroke-width:1.5;opacity:.3}
.page>:not(.watermark){position:relative}
.twin{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
)css";

/// A phone: one column; the wide figures give way to their tables.
constexpr std::string_view narrow = R"css(
@media screen and (max-width:46rem){
.page{padding:1rem}
header,.lower{display:block}
.upper,.upper.left,.upper.right{display:flex;flex-direction:column;gap:0}
.upper>.spine{order:1}
.upper>.escc{order:2}
.pathway .excluded{display:none}
.meta{text-align:left;margin-top:.5rem}
.upper>*,.lower>*{margin-top:1.5rem}
.recommendation{margin-top:1rem}
.upper>.spine svg{width:11rem;margin:0 auto}
.pathway svg{display:none}
.wide .twin,.upper>.escc .twin{position:static;width:100%;height:auto;clip-path:none;white-space:normal;margin-top:.5rem}
.twin table{border-collapse:collapse;width:100%}
.twin td,.twin th{overflow-wrap:anywhere}
.twin caption{text-align:left;font-weight:600}
.twin th,.twin td{text-align:left;vertical-align:top;padding:.25rem .5rem .25rem 0;border-top:1px solid var(--noms-hairline)}
.sign{grid-template-columns:1fr}
}
)css";

/// Paper: ink and patterns; sizes in points; one page a lesion, A4 or Letter.
constexpr std::string_view print = R"css(
@page{margin:5.5mm 9mm}
.upper.left{grid-template-columns:10.5rem minmax(0,6fr) minmax(0,4fr)}
.upper.right{grid-template-columns:10.5rem minmax(0,4fr) minmax(0,6fr)}
@media print{
.paper{display:revert}
.screen{display:none}
html{line-height:1.26}
.page{max-width:none;margin:0;padding:0;break-after:page;break-inside:avoid}
.page:last-child{break-after:auto}
.beside{break-inside:auto;font-size:6pt;line-height:1.17}
.follow{columns:2;column-gap:12pt;margin-top:4pt}
.follow section+section{margin-top:5pt}
.follow h3{margin:2pt 0 0;font-size:1em}
.follow li+li{margin-top:0}
.follow p{margin:0}
.follow li{break-inside:avoid}
.prognosis dl>div:not(.screen){display:block;padding:.5pt 0}
.prognosis dl>.screen{display:none}
.prognosis ul{display:inline}
.prognosis li:not(.screen){display:inline;margin-left:.7em}
.share{width:3rem;height:.5em;margin-right:.3em}
.deviation .line{height:1.4em}
.citations{column-span:all;font-size:5.2pt;line-height:1.12}
.citations ul{columns:5;column-gap:6pt}
.beside footer p:not(.device){display:none}
.beside h1{font-size:11pt}
.follow .possible{border:0;padding:0;font-style:italic}
.page+.page{border-top:0}
h1{font-size:13pt}
h2{font-size:1em;margin-bottom:1pt}
.option{font-size:1.14em}
header{padding-bottom:2pt}
.flags,.incomplete{margin-top:3pt;padding:1pt 6pt}
.upper{grid-template-columns:98pt minmax(0,1fr) minmax(0,1fr);gap:4pt 12pt;margin-top:5pt}
.upper.left{grid-template-columns:98pt minmax(0,6fr) minmax(0,4fr)}
.upper.right{grid-template-columns:98pt minmax(0,4fr) minmax(0,6fr)}
.wide{margin-top:5pt;padding-top:4pt}
.lower{display:block;columns:2;column-gap:14pt;margin-top:4pt;padding-top:3pt;font-size:max(.9em,6.6pt)}
.change section+section,.remarks h2:not(:first-child),.reasons{margin-top:3pt}
.lower{line-height:1.22}
.remarks li{break-inside:avoid}
.remarks li.open,.reasons li{display:inline}
h2{break-after:avoid}
.reasons li.screen{display:none}
.options>li+li,.facts>li+li,.remarks li+li,.robustness li+li{margin-top:1pt}
footer{margin-top:5pt;padding-top:3pt}
.sign{margin:5pt 0 2pt;font-size:1em}
footer{font-size:max(.9em,6.6pt)}
figure svg{width:100%}
.wide svg,.upper>.escc svg{width:calc(100%*var(--share))}
.lower .possible{border:0;padding:0;font-style:italic}
.reasons li:not(.screen)~li::before{content:"\00b7  "}
}
)css";

constexpr std::string_view contrast = R"css(
@media (forced-colors:active){
:root{--noms-paper:Canvas;--noms-raised:Canvas;--noms-ink:CanvasText;--noms-second:CanvasText;--noms-hairline:GrayText;--noms-emergent:CanvasText;--noms-urgent:CanvasText;--noms-stable:CanvasText;--noms-indeterminate:CanvasText;--noms-tumour:CanvasText;--noms-cord:GrayText;--noms-fluid:Canvas;--noms-bone:GrayText}
}
)css";

constexpr std::string_view contrast_sheet = R"css(
@media (forced-colors:active){.watermark text{stroke:GrayText}}
)css";

}  // namespace

std::string theme_css() {
  std::string css = ":root{color-scheme:light dark;" + theme(false) + "}\n";
  css += "@media screen and (prefers-color-scheme:dark){:root{" + theme(true) + "}}\n";
  return css += contrast;
}

std::string sheet_css() {
  std::string css = theme_css();
  css += base;
  css += narrow;
  css += print;
  for (int density = 0; density <= densest; ++density) {
    const std::string page = ".d" + std::to_string(density);
    ((css += "@media print{" + page) += "{font-size:") += shortest(type_points(density));
    (css += "pt;--share:") += shortest(figure_share(density));
    (css += "}" + page) += " .option{font-size:" +
                           std::string(density < 3   ? "1.12"
                                       : density < 6 ? "1.05"
                                                     : "1") +
                           "em}}\n";
  }
  css += contrast_sheet;
  return css;
}

}  // namespace noms::report
