// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "noms/cli/files.h"
#include "noms/cli/image_commands.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"
#include "noms/imaging/escc.h"
#include "noms/imaging/escc_page.h"

namespace noms::cli {
namespace {

using imaging::EsccResult;

struct Loaded {
  imaging::EsccInput input;
  std::vector<ImageSource> sources;
  std::vector<std::string> warnings;
};

void optional_number(json::Writer& w, std::string_view name, const std::optional<double>& v, int digits = 3) {
  w.key(name);
  if (v) {
    w.number(rounded(*v, digits));
  } else {
    w.null();
  }
}

std::vector<std::string> names_of(const std::vector<imaging::EsccGrade>& grades) {
  std::vector<std::string> out;
  for (const auto g : grades) out.emplace_back(name_of(g));
  return out;
}

void write_deciding(json::Writer& w, const EsccResult& r) {
  w.key("deciding");
  if (!r.deciding) return w.null();
  const auto& d = *r.deciding;
  w.begin_object();
  w.member("measure", d.measure);
  const std::string unit = d.unit == "1" ? "" : "_" + d.unit;
  w.member("value" + unit, rounded(d.value));
  w.member("uncertainty" + unit, rounded(d.uncertainty));
  w.member("threshold" + unit, rounded(d.threshold));
  w.member("plane", d.plane);
  if (d.otherwise) w.member("otherwise", name_of(*d.otherwise));
  w.end_object();
}

void write_measures(json::Writer& w, const imaging::EsccMeasures& m) {
  w.key("measures");
  w.begin_object();
  w.member("epidural_area_mm2", rounded(m.epidural_area));
  optional_number(w, "tumour_sac_gap_mm", m.sac_gap);
  optional_number(w, "tumour_cord_gap_mm", m.cord_gap);
  optional_number(w, "facing_csf_mm", m.facing_csf);
  optional_number(w, "sac_dent_mm", m.sac_dent);
  optional_number(w, "cord_dent_mm", m.cord_dent);
  optional_number(w, "cord_shift_mm", m.cord_shift);
  optional_number(w, "csf_share", m.csf_share);
  optional_number(w, "csf_rim", m.csf_rim);
  optional_number(w, "cord_area_loss", m.cord_area_loss);
  w.member("sac_area_mm2", rounded(m.sac_area));
  w.member("cord_area_mm2", rounded(m.cord_area));
  w.member("contact_arc_degrees", m.contact_arc);
  w.end_object();
}

void write_plane(json::Writer& w, const imaging::EsccPlane& p) {
  w.begin_object();
  w.member("plane", p.plane);
  write_point(w, "centre_mm", p.centre);
  w.key("grade");
  p.grade ? w.string(name_of(*p.grade)) : w.null();
  if (p.grade) w.member("set", names_of(p.set.grades()));
  if (!p.not_assessable.empty()) w.member("reason", p.not_assessable);
  if (p.cauda_equina) w.member("cauda_equina", true);
  w.member("tumour", p.tumour);
  w.member("obliquity_degrees", rounded(p.obliquity, 1));
  if (p.review) w.member("review", true);
  write_measures(w, p.measures);
  w.end_object();
}

std::string as_json(const Call& call, const EsccResult& r, const Loaded& in, const Measurement& measured) {
  json::Writer w(2);
  w.begin_object();
  w.key("grade");
  r.grade ? w.string(name_of(*r.grade)) : w.null();
  if (!r.reason.empty()) w.member("reason", r.reason);
  w.member("set", names_of(r.set.grades()));
  w.member("confidence", rounded(r.confidence));
  w.member("group", r.set.groups());
  write_deciding(w, r);
  w.member("sentence", imaging::escc_sentence(r));
  w.member("review", r.review);
  if (!r.remark.empty()) w.member("remark", r.remark);
  w.key("resolution");
  w.begin_object();
  w.member("pixel_mm", rounded(r.pixel, 4));
  w.member("spacing_mm", rounded(r.spacing, 4));
  w.member("slice_axis", r.slice_axis);
  w.member("reformatted", r.reformatted);
  w.end_object();
  w.key("planes");
  w.begin_array();
  for (const auto& p : r.planes) write_plane(w, p);
  w.end_array();
  std::vector<std::string> warnings = in.warnings;
  warnings.insert(warnings.end(), r.warnings.begin(), r.warnings.end());
  w.member("warnings", warnings);
  w.member("method", "geometry of masks; not validated on patients");
  write_sources(w, in.sources);
  write_findings(w, call, measured);
  w.end_object();
  return w.take() + "\n";
}

std::string as_text(const EsccResult& r, const Loaded& in) {
  std::string out = imaging::escc_sentence(r) + "\n";
  if (!r.remark.empty()) out += "Note: " + r.remark + ".\n";
  if (r.review) out += "Review: nearly no CSF next to tumour; grades 2 and 3 stay possible whatever the contact.\n";
  for (const auto& p : r.planes) {
    if (!p.tumour || (p.grade && *p.grade == imaging::EsccGrade::G0 && p.set.grades().size() == 1)) continue;
    out += "plane " + std::to_string(p.plane) + ": ";
    out += p.grade ? joined(names_of(p.set.grades()), ", ") + ", most likely " + std::string(name_of(*p.grade))
                   : "not assessable, " + p.not_assessable;
    if (p.measures.cord_gap) out += "; cord gap " + shortest(rounded(*p.measures.cord_gap, 2)) + " mm";
    if (p.measures.cord_dent) out += ", cord mark " + shortest(rounded(*p.measures.cord_dent, 2)) + " mm";
    out += "\n";
  }
  for (const auto& text : in.warnings) out += "Warning: " + text + ".\n";
  for (const auto& text : r.warnings) out += "Warning: " + text + ".\n";
  return out + "Measured by geometry alone; not validated on patients. Confirm the grade on the images.\n";
}

Result<Loaded> load(const Call& call) {
  Loaded out;
  std::vector<std::string_view> options = {"tumour", "cord", "sac"};
  if (call.has("canal")) options.emplace_back("canal");
  auto masks = masks_for(call, options);
  if (!masks) return masks.error();
  std::vector<MaskFile>& m = masks.value();
  for (std::size_t n = 0; n < m.size(); ++n) {
    out.sources.push_back(m[n].source);
    for (const auto& text : m[n].file_warnings) out.warnings.push_back(std::string(options[n]) + ": " + text);
    out.warnings.insert(out.warnings.end(), m[n].warnings.begin(), m[n].warnings.end());
  }
  out.input = {std::move(m[0].mask), std::move(m[1].mask), std::move(m[2].mask), std::nullopt};
  if (m.size() > 3) out.input.canal = std::move(m[3].mask);
  return out;
}

// The deciding plane, else the middle one.
int shown_plane(const EsccResult& r) {
  return r.deciding ? r.deciding->plane : r.planes.empty() ? 0 : r.planes[r.planes.size() / 2].plane;
}

void write_style(json::Writer& w, const imaging::LineStyle& style) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string colour = "#";
  for (const std::uint8_t part : style.colour) {
    colour += digits[part >> 4U];
    colour += digits[part & 15U];
  }
  w.key("style");
  w.begin_object();
  w.member("colour", colour);
  w.member("width", style.width);
  w.key("dash");
  w.begin_array();
  if (style.on > 0) w.number(style.on), w.number(style.off);
  w.end_array();
  w.end_object();
}

void write_pixel(json::Writer& w, imaging::Point2 p) {
  w.begin_array();
  for (const double v : {p.x, p.y}) w.number(rounded(v, 2));
  w.end_array();
}

void write_place(json::Writer& w, imaging::Vec3 p) {
  w.begin_array();
  for (const double v : {p.x, p.y, p.z}) w.number(rounded(v, 4));
  w.end_array();
}

template <typename Place, typename Write>
void write_places(json::Writer& w, std::string_view name, const std::vector<Place>& places, const Write& write) {
  w.key(name);
  w.begin_array();
  for (const auto& place : places) write(w, place);
  w.end_array();
}

void write_shape(json::Writer& w, const imaging::EsccShape& shape) {
  w.begin_object();
  w.member("structure", std::string(shape.structure));
  write_style(w, shape.style);
  w.key("polygons");
  w.begin_array();
  for (std::size_t i = 0; i < shape.pixels.size(); ++i) {
    w.begin_object();
    write_places(w, "pixels", shape.pixels[i], write_pixel);
    write_places(w, "lps_mm", shape.patient[i], write_place);
    w.end_object();
  }
  w.end_array();
  w.end_object();
}

void write_gap(json::Writer& w, const std::optional<imaging::EsccGapLine>& gap) {
  w.key("gap");
  if (!gap) return w.null();
  w.begin_object();
  optional_number(w, "mm", gap->measured);
  w.member("in_plane_mm", rounded(gap->in_plane));
  write_places(w, "pixels", std::vector{gap->from, gap->to}, write_pixel);
  write_places(w, "lps_mm", std::vector{gap->patient_from, gap->patient_to}, write_place);
  w.end_object();
}

std::string contours_json(const std::vector<imaging::EsccDrawing>& drawings, int shown) {
  json::Writer w(0);
  w.begin_object();
  w.member("noms_contours", 1);
  w.key("planes");
  w.begin_array();
  for (const auto& d : drawings) {
    w.begin_object();
    w.member("plane", d.plane);
    w.member("shown", d.plane == shown);
    w.member("width", d.width);
    w.member("height", d.height);
    w.member("pixels_per_mm", d.pixels_per_mm);
    w.key("shapes");
    w.begin_array();
    for (const auto& shape : d.shapes) write_shape(w, shape);
    w.end_array();
    write_gap(w, d.gap);
    w.end_object();
  }
  w.end_array();
  w.member("method", "geometry of masks; not validated on patients");
  w.end_object();
  return w.take() + "\n";
}

Result<bool> write_contours(const Call& call, const Loaded& in, const EsccResult& r) {
  if (!call.has("contours")) return true;
  const int shown = shown_plane(r);
  std::vector<int> planes{shown};
  if (call.has("all-planes")) {
    planes.clear();
    for (const auto& p : r.planes) planes.push_back(p.plane);
  }
  const auto drawings = imaging::escc_drawings(in.input, r, planes);
  if (!drawings) return drawings.error();
  return write_files({{call.value("contours"), contours_json(drawings.value(), shown)}});
}

Result<bool> draw(const Call& call, const Loaded& in, const EsccResult& r) {
  if (!call.has("picture")) return true;
  std::optional<imaging::Image> image;
  if (call.has("image")) {
    const auto file = load_image(call, "image");
    if (!file) return file.error();
    image = imaging::image_of(file.value().nifti);
  }
  const auto png = imaging::escc_png(in.input, r, shown_plane(r), image);
  if (!png) return png.error();
  return write_files({{call.value("picture"), std::string(png.value().begin(), png.value().end())}});
}

}  // namespace

int run_image_escc(const Call& call) {
  const auto sd = decimal_option(call, "contour-sd", 0.4, 0, 3);
  if (!sd) return fail(call, sd.error());
  const auto in = load(call);
  if (!in) return fail(call, in.error());
  const auto result = imaging::measure_escc(in.value().input, {sd.value()});
  if (!result) return fail(call, result.error());
  const EsccResult& r = result.value();
  if (const auto drawn = draw(call, in.value(), r); !drawn) return fail(call, drawn.error());
  if (const auto written = write_contours(call, in.value(), r); !written) return fail(call, written.error());
  std::vector<MeasuredFact> facts;
  if (r.grade) facts.push_back({"escc", names_of(r.set.grades()), {}, {}, 0, imaging::escc_sentence(r)});
  const Measurement measured = measured_in(in.value().sources, std::move(facts));
  const auto recorded = record_findings(call, measured, "not assessable, " + r.reason);
  if (!recorded) return fail(call, recorded.error());
  return finish(
      call, call.value("format", "text") == "json" ? as_json(call, r, in.value(), measured) : as_text(r, in.value()));
}

}  // namespace noms::cli
