// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/image_commands.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"
#include "noms/imaging/body_composition.h"
#include "noms/imaging/sins.h"

namespace noms::cli {
namespace {

using imaging::SinsPart;

struct LabelFile {
  imaging::Labels labels;
  std::map<int, std::string> meanings;
  std::vector<ImageSource> sources;
};

/// The label map of `--labels` with what its numbers mean. `read` turns the samples into labels.
Result<LabelFile> load_labels(const Call& call,
                              Result<imaging::Labels> (*read)(const imaging::Nifti&, const std::string&)) {
  const auto file = load_image(call, "labels");
  if (!file) return file.error();
  auto labels = read(file.value().nifti, "--labels");
  if (!labels) return labels.error();
  const auto table = label_conventions();
  if (!table) return table.error();
  auto meanings = table.value().meanings(file.value().nifti.label_names, imaging::labels_in(file.value().nifti),
                                         call.value("scheme"));
  if (!meanings) return meanings.error();
  return LabelFile{std::move(labels).value(), std::move(meanings).value(), {file.value().source}};
}

Result<std::optional<imaging::Mask>> optional_mask(const Call& call, std::string_view option,
                                                   std::vector<ImageSource>& sources) {
  if (!call.has(option)) return std::optional<imaging::Mask>();
  const auto file = load_image(call, option);
  if (!file) return file.error();
  sources.push_back(file.value().source);
  auto mask = mask_for(call, option, file.value());
  if (!mask) return mask.error();
  return std::optional<imaging::Mask>(std::move(mask).value());
}

void write_part(json::Writer& w, const char* name, const SinsPart& p) {
  w.key(name);
  w.begin_object();
  w.member("findings", p.findings);
  if (!p.findings.empty()) {
    w.member("value", rounded(p.value));
    w.member("uncertainty", rounded(p.uncertainty));
    w.member("unit", p.unit);
  }
  w.member("explanation", p.explanation);
  w.end_object();
}

void write_heights(json::Writer& w, const char* name, const std::array<double, 3>& h) {
  w.key(name);
  w.begin_array();
  for (const double v : h) w.number(rounded(v, 1));
  w.end_array();
}

void write_vertebra(json::Writer& w, const imaging::VertebraShape& v) {
  w.begin_object();
  w.member("level", v.level);
  w.member("label", v.label);
  w.member("volume_ml", rounded(v.volume_ml, 2));
  w.member("measured", v.measured);
  if (v.measured) {
    w.member("body_ml", rounded(v.body_ml, 2));
    write_heights(w, "height_mm", v.height);
    write_heights(w, "expected_mm", v.expected);
    w.member("collapse", rounded(v.collapse));
    w.member("kyphosis_degrees", rounded(v.kyphosis, 1));
    w.member("scoliosis_degrees", rounded(v.scoliosis, 1));
    w.member("slip_front_mm", rounded(v.slip_ap, 1));
    w.member("slip_left_mm", rounded(v.slip_side, 1));
  }
  w.member("lesion_ml", rounded(v.lesion_ml, 2));
  if (v.median_hu != 0) w.member("median_hu", rounded(v.median_hu, 0));
  w.end_object();
}

std::string sins_json(const Call& call, const imaging::SinsMeasures& m, const std::vector<ImageSource>& sources,
                      const Measurement& measured) {
  json::Writer w(2);
  w.begin_object();
  w.member("level", m.level);
  w.member("levels_involved", m.levels_involved);
  write_part(w, "bone_lesion", m.bone_lesion);
  write_part(w, "alignment", m.alignment);
  write_part(w, "vertebral_body", m.vertebral_body);
  write_part(w, "posterolateral", m.posterolateral);
  w.key("vertebrae");
  w.begin_array();
  for (const auto& v : m.vertebrae) write_vertebra(w, v);
  w.end_array();
  w.member("warnings", m.warnings);
  w.member("method", "geometry of masks; not validated on patients");
  write_sources(w, sources);
  write_findings(w, call, measured);
  w.end_object();
  return w.take() + "\n";
}

std::string sins_text(const imaging::SinsMeasures& m) {
  std::string out = "level " + m.level + "\n";
  const auto line = [&](const char* name, const SinsPart& p) {
    out += std::string(name) + ": " + (p.findings.empty() ? "not measured" : joined(p.findings, " or ")) + " (" +
           p.explanation + ")\n";
  };
  line("bone lesion", m.bone_lesion);
  line("alignment", m.alignment);
  line("vertebral body", m.vertebral_body);
  line("posterolateral", m.posterolateral);
  for (const auto& text : m.warnings) out += "Warning: " + text + ".\n";
  return out + "Measured by geometry; not validated on patients. Confirm each part on the images.\n";
}

std::vector<MeasuredFact> facts_of(const imaging::SinsMeasures& m) {
  std::vector<MeasuredFact> out;
  const auto add = [&](const char* field, const SinsPart& p) {
    if (!p.findings.empty()) out.push_back({field, p.findings, {}, {}, 0, p.explanation});
  };
  add("bone_lesion", m.bone_lesion);
  add("alignment", m.alignment);
  add("vertebral_body", m.vertebral_body);
  add("posterolateral", m.posterolateral);
  return out;
}

/// Areas with half the spread over the middle third of L3, what the choice of the slice does, as uncertainty.
std::vector<MeasuredFact> facts_of(const imaging::BodyComposition& b) {
  std::vector<MeasuredFact> out;
  const std::string group = "patient/body_composition/";
  for (const auto& t : b.tissues) {
    const bool muscle = t.tissue == "skeletal_muscle";
    if (!t.available || (!muscle && t.tissue != "psoas")) continue;
    const std::string how = "half the spread over the middle third of L3";
    const std::string field = muscle ? "l3_skeletal_muscle_area" : "l3_psoas_area";
    // Muscle is counted between -29 and 150 HU, as the field is defined.
    const double area = muscle ? t.area_in_range : t.area;
    out.push_back({group + field, {}, area, "cm2", (t.most - t.least) / 2, how});
    if (muscle) out.push_back({group + "l3_muscle_attenuation", {}, t.mean_hu, "[hnsf'U]", 0, {}});
  }
  return out;
}

std::string body_page(const Call& call, const imaging::BodyComposition& b, const std::vector<ImageSource>& sources,
                      const Measurement& measured) {
  const bool as_json = call.value("format", "text") == "json";
  std::string text = "slice " + std::to_string(b.slice) + " through L3 (middle third " + std::to_string(b.first) +
                     " to " + std::to_string(b.last) + ")\n";
  json::Writer w(2);
  w.begin_object();
  w.member("slice", b.slice);
  w.member("first_slice", b.first);
  w.member("last_slice", b.last);
  w.member("tilt_degrees", rounded(b.tilt, 1));
  w.key("tissues");
  w.begin_array();
  for (const auto& t : b.tissues) {
    w.begin_object();
    w.member("tissue", t.tissue);
    w.member("available", t.available);
    if (!t.available) w.member("reason", t.reason);
    text += t.tissue + ": " +
            (t.available ? shortest(rounded(t.area, 1)) + " cm2 (" + shortest(rounded(t.least, 1)) + " to " +
                               shortest(rounded(t.most, 1)) + " over the middle third), mean " +
                               shortest(rounded(t.mean_hu, 0)) + " HU" +
                               (t.index ? ", index " + shortest(rounded(*t.index, 1)) + " cm2/m2" : std::string())
                         : "not available, " + t.reason) +
            "\n";
    if (t.available) {
      w.member("area_cm2", rounded(t.area, 2));
      w.member("area_in_hu_range_cm2", rounded(t.area_in_range, 2));
      w.member("least_cm2", rounded(t.least, 2));
      w.member("most_cm2", rounded(t.most, 2));
      w.member("mean_hu", rounded(t.mean_hu, 1));
      if (t.index) w.member("index_cm2_m2", rounded(*t.index, 2));
    }
    w.end_object();
  }
  w.end_array();
  w.member("warnings", b.warnings);
  write_sources(w, sources);
  write_findings(w, call, measured);
  w.end_object();
  for (const auto& warning : b.warnings) text += "Warning: " + warning + ".\n";
  return as_json ? w.take() + "\n" : text;
}

}  // namespace

int run_image_sins(const Call& call) {
  auto labels = load_labels(call, imaging::labels_in_box_of);
  if (!labels) return fail(call, labels.error());
  std::vector<ImageSource> sources = labels.value().sources;
  imaging::SinsInput input{std::move(labels.value().labels), std::move(labels.value().meanings), std::nullopt,
                           std::nullopt};
  if (call.has("ct")) {
    const auto ct = load_image(call, "ct");
    if (!ct) return fail(call, ct.error());
    sources.push_back(ct.value().source);
    input.ct = imaging::image_of(ct.value().nifti);
  }
  auto lesion = optional_mask(call, "lesion-mask", sources);
  if (!lesion) return fail(call, lesion.error());
  input.lesion = std::move(lesion).value();
  imaging::SinsOptions options{call.value("level"), std::nullopt};
  if (call.has("new-deformity")) options.deformity_is_new = call.value("new-deformity") == "yes";
  const auto m = imaging::measure_sins(input, options);
  if (!m) return fail(call, m.error());
  const Measurement measured = measured_in(sources, facts_of(m.value()));
  const auto recorded = record_findings(call, measured, "no part could be measured");
  if (!recorded) return fail(call, recorded.error());
  return finish(call, call.value("format", "text") == "json" ? sins_json(call, m.value(), sources, measured)
                                                             : sins_text(m.value()));
}

int run_image_body(const Call& call) {
  auto labels = load_labels(call, imaging::labels_of);
  if (!labels) return fail(call, labels.error());
  std::vector<ImageSource> sources = labels.value().sources;
  imaging::BodyInput input;
  input.labels = std::move(labels.value().labels);
  input.meanings = std::move(labels.value().meanings);
  const auto ct = load_image(call, "ct");
  if (!ct) return fail(call, ct.error());
  sources.push_back(ct.value().source);
  input.ct = imaging::image_of(ct.value().nifti);
  const auto take = [&](std::string_view option, std::optional<imaging::Mask>& to) -> Result<bool> {
    auto mask = optional_mask(call, option, sources);
    if (!mask) return mask.error();
    to = std::move(mask).value();
    return true;
  };
  for (const auto& taken : {take("muscle", input.muscle), take("subcutaneous-fat", input.subcutaneous_fat),
                            take("torso-fat", input.torso_fat)}) {
    if (!taken) return fail(call, taken.error());
  }
  if (call.has("height")) {
    const auto cm = decimal_option(call, "height", 0, 50, 260);
    if (!cm) return fail(call, cm.error());
    input.height_m = cm.value() / 100;
  }
  const auto b = imaging::measure_body(input);
  if (!b) return fail(call, b.error());
  const Measurement measured = measured_in(sources, facts_of(b.value()));
  const auto recorded = record_findings(call, measured, "neither muscle nor psoas is available");
  if (!recorded) return fail(call, recorded.error());
  return finish(call, body_page(call, b.value(), sources, measured));
}

}  // namespace noms::cli
