// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/image_commands.h"

namespace noms::cli {
namespace {

const Option format{"format", "FORMAT", "text (default) or json.", Completes::Values, {"text", "json"}};
const Option label{"label", "N", "The label to take from a file of several where no other option says which.",
                   Completes::Nothing};
const Option scheme{
    "scheme", "NAME",
    "Which tool numbered the labels (totalspineseg, totalsegmentator_v2, verse, spineps_subregions ...). Names in "
    "the file come first.",
    Completes::Nothing};
const Option contour_sd{"contour-sd", "PIXELS", "Standard deviation of the outlines; 0.4 without it.",
                        Completes::Nothing};

const Option accept_proposal{"accept-proposal", "",
                             "The outlines that noms image propose made were looked at and are accepted."};

Option structure(std::string_view name, std::string_view text) {
  return {name, "NAME", text, Completes::Nothing};
}
const Option contour_pixel{"pixel", "MM", "Pixel size of a mask made from contours; 0.5 without it.",
                           Completes::Nothing};

std::vector<Option> with_into(std::vector<Option> own) {
  const auto shared = into_options();
  own.insert(own.end(), shared.begin(), shared.end());
  return own;
}

Option file(std::string_view name, std::string_view text) {
  return {name, "FILE", text, Completes::Files};
}
Option number(std::string_view name, std::string_view text) {
  return {name, "N", text, Completes::Nothing};
}

Command phantom() {
  return {
      .name = "image phantom",
      .synopsis = "Make masks of a cord with a tumour whose grade is known.",
      .text =
          {"Writes tumour, cord, sac, canal, t2 (NIfTI) and truth.json into a folder. Equal options give equal files."},
      .arguments = {{"FOLDER", "Where the files go; made when it is not there.", true, false, Completes::Folders}},
      .options = {{"grade", "GRADE", "The true ESCC grade.", Completes::Values, {"0", "1a", "1b", "1c", "2", "3"}},
                  number("pixel", "Pixel size in mm (0.5)."),
                  number("spacing", "Distance of planes in mm (3)."),
                  number("obliquity", "Tilt of the slices against the cord in degrees (0)."),
                  number("contour-noise", "Standard deviation of each outline in pixels (0)."),
                  number("image-noise", "Standard deviation of the T2 signal (30)."),
                  number("seed", "Which phantom (1)."),
                  {"storage", "AXES", "Where the axes of the files run to (LPS, RAS, PIR ...).", Completes::Nothing},
                  {"mirror", "", "Left and right exchanged."},
                  {"dicom", "", "Also RS.dcm (contours) and SEG.dcm (segments)."}},
      .examples = {{"noms image phantom --grade 1c --pixel 0.6 phantom", "a scene to try the graders on"}},
      .exit_codes = {0, 1, 2, 7},
      .sources = {"bilsky-2010"},
      .run = run_image_phantom};
}

Command escc() {
  return {
      .name = "image escc",
      .synopsis =
          "Measure epidural cord compression from masks: grade, the grades that stay possible, and what decides.",
      .text =
          {"Outlines are taken with sub-pixel corners; marks in sac and cord are measured against the planes above and "
           "below without "
           "tumour. The grade is found again with every measure moved by its uncertainty: all grades met are the set.",
           "This is geometry that was tried on phantoms and not validated on patients. It measures; you confirm."},
      .arguments = {},
      .options =
          with_into({file("tumour", "The tumour: NIfTI, DICOM SEG or RTSTRUCT."),
                     file("cord", "The cord, in the same forms."),
                     file("sac", "Mask of the dural sac, or a canal label that leaves the cord out."),
                     file("canal", "Mask of the bony canal."),
                     file("image", "The T2 image, for the picture."),
                     file("picture", "Write the deciding plane as PNG."),
                     file("contours", "Write the outlines of the deciding plane as JSON, to draw over the picture."),
                     {"all-planes", "", "With --contours: every plane."},
                     number("tumour-label", "Label of the tumour in its file."),
                     number("cord-label", "Label of the cord."),
                     number("sac-label", "Label of the sac."),
                     number("canal-label", "Label of the canal."),
                     structure("tumour-name", "The tumour in an RT Structure Set."),
                     structure("cord-name", "The cord in an RT Structure Set."),
                     structure("sac-name", "The sac in an RT Structure Set."),
                     structure("canal-name", "The canal in an RT Structure Set."),
                     contour_pixel,
                     label,
                     scheme,
                     contour_sd,
                     accept_proposal,
                     format}),
      .examples = {{"noms image escc --tumour t.nii --cord c.nii --sac s.nii --format json", "for a script"},
                   {"noms image escc --tumour t.nii --cord s.nii --sac s.nii --scheme totalspineseg",
                    "cord and canal from one file"}},
      .exit_codes = {0, 1, 2, 3, 5, 7},
      .sources = {"bilsky-2010"},
      .run = run_image_escc};
}

Command propose() {
  return {
      .name = "image propose",
      .synopsis = "Propose outlines of cord and sac on a T2 image from a few points in the cord.",
      .text =
          {"Writes cord.nii.gz, sac.nii.gz and proposal.png, which shows every plane (at most 400), into a folder. "
           "Planes between "
           "the "
           "outermost points are drawn. Where no bright ring of CSF is seen nothing is drawn: there the cord is "
           "compressed, or the point lies outside it.",
           "The files are marked as a proposal. image escc and image distance take them with --accept-proposal, after "
           "somebody looked at every plane and corrected it."},
      .arguments = {{"FOLDER", "Where the files go; made when it is not there.", true, false, Completes::Folders}},
      .options = {file("image", "The T2 image: NIfTI, or a folder of DICOM slices."),
                  file("points", "Points in the cord, a line x,y,z each."),
                  {"space",
                   "SPACE",
                   "What the points count: mm towards left, back, head (lps), mm towards right, front, "
                   "head (ras), or voxels from 0.",
                   Completes::Values,
                   {"lps", "ras", "voxel"}},
                  file("centreline", "In place of points: a mask of the cord's middle line."),
                  format},
      .examples = {{"noms image propose --image t2.nii.gz --points clicks.csv --space ras proposal", "from clicks"}},
      .exit_codes = {0, 1, 2, 3, 7},
      .sources = {},
      .run = run_image_propose};
}

Command distance() {
  return {
      .name = "image distance",
      .synopsis = "Measure how far the tumour is from cord and sac.",
      .text = {"Least distance and percentiles on the surface, length of cord within 0, 1, 2, 3 and 5 mm, arc of "
               "contact. Gives numbers; it "
               "does not say whether a dose is possible."},
      .arguments = {},
      .options = with_into(
          {file("tumour", "The tumour: NIfTI, DICOM SEG or RTSTRUCT."), file("cord", "The cord, in the same forms."),
           file("sac", "Mask of the dural sac."), file("map", "Write the distance map of the tumour (NIfTI, mm)."),
           number("tumour-label", "Label of the tumour in its file."), number("cord-label", "Label of the cord."),
           number("sac-label", "Label of the sac."), structure("tumour-name", "The tumour in an RT Structure Set."),
           structure("cord-name", "The cord in an RT Structure Set."),
           structure("sac-name", "The sac in an RT Structure Set."), contour_pixel, label, scheme, contour_sd,
           accept_proposal, format}),
      .examples = {{"noms image distance --tumour t.nii.gz --cord c.nii.gz", "before planning"}},
      .exit_codes = {0, 1, 2, 3, 5, 7},
      .sources = {},
      .run = run_image_distance};
}

Command sins_parts() {
  return {
      .name = "image sins",
      .synopsis =
          "Measure what a CT says of the parts of SINS: bone quality, alignment, collapse, posterolateral part.",
      .text = {"Collapse is measured against the heights that uninvolved neighbours let expect, bone quality against "
               "the patient's own "
               "uninvolved bodies. Near a threshold several findings stay possible.",
               "One study cannot tell whether a deformity is new: say so with --new-deformity, or both stay possible."},
      .arguments = {},
      .options =
          with_into({file("labels", "Label map of the vertebrae (NIfTI)."),
                     file("ct", "The CT in Hounsfield units."),
                     file("lesion-mask", "Mask of the lesion."),
                     number("lesion-mask-label", "Label of the lesion in its file."),
                     label,
                     scheme,
                     {"level", "LEVEL", "The level to judge; without it the one with most lesion.", Completes::Levels},
                     {"new-deformity", "ANSWER", "Whether a deformity is new.", Completes::Values, {"yes", "no"}},
                     format}),
      .examples = {{"noms image sins --labels v.nii --scheme verse --ct ct.nii --lesion-mask l.nii", "all parts"}},
      .exit_codes = {0, 1, 2, 3, 5, 7},
      .sources = {"fisher-2010"},
      .run = run_image_sins};
}

Command body() {
  return {
      .name = "image body",
      .synopsis = "Measure muscle and fat at L3.",
      .text = {"What no mask carries is not available; nothing is scaled up from another tissue."},
      .arguments = {},
      .options = with_into({file("labels", "Label map with L3, and psoas and back muscle where the tool gives them."),
                            file("ct", "The CT in Hounsfield units."),
                            file("muscle", "Mask of all skeletal muscle."),
                            file("subcutaneous-fat", "Mask of it."),
                            file("torso-fat", "Mask of it."),
                            {"height", "CM", "Body height, for the indices.", Completes::Nothing},
                            label,
                            scheme,
                            format}),
      .examples = {{"noms image body --labels total.nii.gz --ct ct.nii.gz --height 168", "areas and indices"}},
      .exit_codes = {0, 1, 2, 3, 5, 7},
      .sources = {},
      .run = run_image_body};
}

}  // namespace

std::vector<Command> image_commands() {
  return {escc(), sins_parts(), distance(), body(), propose(), phantom()};
}

}  // namespace noms::cli
