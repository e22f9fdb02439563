// SPDX-License-Identifier: Apache-2.0
// The commands of the group `dose`, as the table of commands has them.
#include "noms/cli/commands.h"
#include "noms/cli/into_case.h"

namespace noms::cli {
namespace {

const Option structures{"structures", "RS.dcm", "RT Structure Set.", Completes::Files};
const Option plan{"plan", "RP.dcm", "RT Plan: the number of fractions and the prescription.", Completes::Files};
const Option output{"output", "FILE", "Write to a file instead of standard output.", Completes::Files};
const Option fractions{"fractions", "N", "The number of fractions, where no RT Plan says it."};

Option format(std::vector<std::string_view> values, std::string_view text) {
  return {"format", "FORMAT", text, Completes::Values, std::move(values)};
}

std::vector<Option> with_into(std::vector<Option> own) {
  const auto shared = into_options();
  own.insert(own.end(), shared.begin(), shared.end());
  return own;
}

/// What every command takes that measures dose in structures.
std::vector<Option> with_plan(std::vector<Option> own) {
  const std::vector<Option> shared = {
      structures,
      {"dose", "RD.dcm", "RT Dose, one. Doses of several beams or plans are never added.", Completes::Files, {}, true},
      plan,
      fractions,
      output,
      {"end-caps",
       "RULE",
       "half (default): the first and last contour reach half a gap further; none: they end there.",
       Completes::Values,
       {"half", "none"}},
      {"contour-uncertainty", "MM", "One standard deviation of the contours, 0 to 10; 0.5 by default."},
      {"samples", "N", "Sampling points aimed at for each structure, 1000 to 1e9."},
      {"step", "MM", "Largest distance of sampling points, instead of what --samples gives."},
      {"threads", "N", "1 to 64; as many as there are cores by default."}};
  own.insert(own.end(), shared.begin(), shared.end());
  return own;
}

Command dvh() {
  return {
      .name = "dose dvh",
      .synopsis = "Measure dose in structures: volume, extremes, mean, D and V figures, each with its uncertainty.",
      .text = {"Areas of contours are exact, dose is interpolated between grid points. The part of a structure that "
               "lies outside the dose grid is given as a share and never counted as zero."},
      .arguments = {},
      .options = with_into(
          with_plan({{"structure", "NAME", "Only this structure; may be repeated.", Completes::Nothing, {}, true},
                     {"tumour", "NAME", "The gross tumour, for --into and the findings in JSON."},
                     {"cord", "NAME", "The spinal cord, for --into and the findings in JSON."},
                     format({"text", "json", "csv", "svg"}, "text (default), json, csv or svg."),
                     {"curves", "", "With csv: the cumulative curves instead of the figures."}})),
      .examples = {{"noms dose dvh --structures RS.dcm --dose RD.dcm --format json", "all structures"},
                   {"noms dose dvh --structures RS.dcm --dose RD.dcm --structure Cord", "one of them"}},
      .exit_codes = {0, 1, 2, 3, 7},
      .sources = {},
      .run = run_dose_dvh};
}

Command check() {
  return {.name = "dose check",
          .synopsis = "Hold doses against published limits: pass, violation, within uncertainty, or not checked.",
          .text = {"A structure is checked only under an organ that was confirmed for it; what was not found is never "
                   "a pass. Sources that disagree stand side by side."},
          .arguments = {},
          .options = with_plan(
              {{"map", "NAME=ORGAN", "The organ of a structure; may be repeated.", Completes::Nothing, {}, true},
               {"confirm-standard-names", "", "Take names that TG-263 defines as confirmed."},
               format({"text", "json", "svg"}, "text (default), json or svg.")}),
          .examples = {{"noms dose check --structures RS.dcm --dose RD.dcm --map Cord=spinal_cord",
                        "the limits of the cord"}},
          .exit_codes = {0, 1, 2, 3, 5, 7},
          .sources = {"benedict-2010", "sahgal-2021-cord", "sahgal-2013-myelopathy", "rtog-0915", "cox-2012",
                      "kirkpatrick-2010", "newman-2023"},
          .run = run_dose_check};
}

Command sum() {
  return {.name = "dose sum",
          .synopsis = "Add earlier courses to a plan in EQD2 and hold the sum against the limits of re-irradiation.",
          .text = {"Voxel by voxel with alpha/beta 2, without recovery over time. How an earlier dose is registered is "
                   "always stated."},
          .arguments = {},
          .options = with_into(with_plan(
              {{"structure", "NAME", "The cord or thecal sac; may be repeated.", Completes::Nothing, {}, true},
               {"prior",
                "NxGY@MONTHS",
                "An earlier course, 10x3@14: ten fractions of 3 Gy, 14 months ago; may be "
                "repeated.",
                Completes::Nothing,
                {},
                true},
               {"prior-dose", "RD.dcm", "The dose of an earlier course.", Completes::Files},
               {"prior-fractions", "N", "Fractions of the earlier dose."},
               {"prior-months", "N", "Months since the earlier dose."},
               {"registration", "SHIFT", "same, or the shift of the earlier dose in mm as 1.5,-2,0."},
               format({"text", "json"}, "text (default) or json.")})),
          .examples = {{"noms dose sum --structures RS --dose RD --plan RP --structure C --prior 10x3",
                        "after 30 Gy in 10 fractions"}},
          .exit_codes = {0, 1, 2, 3, 5, 7},
          .sources = {"sahgal-2012-reirradiation", "sahgal-2021-cord"},
          .run = run_dose_sum};
}

Command feasible() {
  return {.name = "dose feasible",
          .synopsis = "Say whether a tumour dose fits beside the cord, from contours, before there is a plan.",
          .text = {"Derived from geometry: the dose rises from the cord's limit by 8 to 12 % a millimetre, straight or "
                   "compound, and nothing is gained within the set-up margin. Not a published method and not a plan. "
                   "With --dose the fall-off that a plan achieves is measured."},
          .arguments = {},
          .options = with_into({structures,
                                {"tumour", "NAME", "The gross tumour."},
                                {"cord", "NAME", "The spinal cord."},
                                {"tumour-mask", "FILE", "Instead of contours: NIfTI or DICOM SEG.", Completes::Files},
                                {"cord-mask", "FILE", "The cord in the same forms.", Completes::Files},
                                {"tumour-mask-label", "N", "Label of the tumour in its file."},
                                {"cord-mask-label", "N", "Label of the cord in its file."},
                                {"scheme", "NAME", "Which tool numbered the labels."},
                                {"dose", "RD.dcm", "RT Dose of a plan, to measure its fall-off.", Completes::Files},
                                {"falloff-low", "PERCENT", "Least fall-off a millimetre; 8 by default."},
                                {"falloff-high", "PERCENT", "Greatest; 12 by default."},
                                {"margin-low", "MM", "Least set-up margin; 1 by default."},
                                {"margin-high", "MM", "Greatest; 2 by default."},
                                {"prescribed", "GY", "No dose is predicted above it (single fraction); 24 by default."},
                                format({"text", "json", "svg"}, "text (default), json or svg."),
                                output}),
          .examples = {{"noms dose feasible --structures RS.dcm --tumour GTV --cord SpinalCord", "1 to 5 fractions"}},
          .exit_codes = {0, 1, 2, 3, 5, 7},
          .sources = {"newman-2023", "sahgal-2021-cord"},
          .run = run_dose_feasible};
}

Command findings() {
  return {
      .name = "dose findings",
      .synopsis = "Print measured doses as fields of a lesion, each with its source.",
      .text = {},
      .arguments = {},
      .options = with_into(with_plan({{"tumour", "NAME", "The gross tumour."}, {"cord", "NAME", "The spinal cord."}})),
      .examples = {{"noms dose findings --structures RS --dose RD --tumour GTV --cord Cord",
                    "least dose in the tumour, highest in the cord"}},
      .exit_codes = {0, 1, 2, 3, 7},
      .sources = {"lovelock-2010"},
      .run = run_dose_findings};
}

Command response() {
  return {.name = "dose response",
          .synopsis = "Give the chance of control or complication by a model whose coefficients you install.",
          .text = {"The program ships no coefficients and gives no probability without a file of them. The file is "
                   "checked against its own cases and refused as a whole where one is not met."},
          .arguments = {},
          .options = with_plan({{"model", "FILE", "The coefficients, in Markdown.", Completes::Files},
                                {"structure", "NAME", "The structure; may be repeated.", Completes::Nothing, {}, true},
                                format({"text", "json"}, "text (default) or json.")}),
          .examples = {{"noms dose response --model m.md --structures RS --dose RD --structure GTV",
                        "with an installed model"}},
          .exit_codes = {0, 1, 2, 3, 5, 7},
          .sources = {},
          .run = run_dose_response};
}

Command phantom() {
  return {.name = "dose phantom",
          .synopsis = "Write structures and a dose of which the truth is known, as DICOM files.",
          .text = {"For acceptance, tests and trying the program; not for objects that go back into a clinic."},
          .arguments = {{"NAME",
                         "Which phantom.",
                         true,
                         false,
                         Completes::Values,
                         {"sphere", "cylinder", "cone", "turned_cylinder", "gaussian", "cord", "spine"}}},
          .options = {{"to", "FOLDER", "Where the files go; the present folder by default.", Completes::Folders},
                      {"syntax",
                       "SYNTAX",
                       "How elements are stored; explicit by default.",
                       Completes::Values,
                       {"explicit", "implicit", "big-endian", "deflated", "rle"}},
                      {"position",
                       "POSITION",
                       "Orientation of the dose grid; HFS by default.",
                       Completes::Values,
                       {"HFS", "HFP", "FFS", "FFP", "HFDL", "HFDR"}},
                      {"turned", "DEGREES", "The dose grid turned about the long axis, -90 to 90."},
                      {"16-bit", "", "Pixels of 16 bits instead of 32."},
                      {"absolute-offsets", "", "Grid frame offsets as coordinates."},
                      {"descending", "", "Frames from head to foot."},
                      {"no-file-meta", "", "Without preamble and file meta information."},
                      {"undefined-lengths", "", "Sequences without stated lengths."}},
          .examples = {{"noms dose phantom spine --to .", "a spine with cord, sac, ring target and organs"}},
          .exit_codes = {0, 1, 2, 7},
          .sources = {},
          .run = run_dose_phantom};
}

}  // namespace

std::vector<Command> dose_commands() {
  return {dvh(), check(), sum(), feasible(), findings(), response(), phantom()};
}

}  // namespace noms::cli
