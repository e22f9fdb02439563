// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace noms::report {

/// The roles of colour; each is a class and a custom property of the page (`--noms-ink`), with the light theme as
/// attribute.
enum class Role {
  None,
  Paper,
  Raised,
  Ink,
  Second,
  Hairline,
  Emergent,
  Urgent,
  Stable,
  Indeterminate,
  Tumour,
  Cord,
  Fluid,
  Bone
};

/// The four looks of a value in every figure.
enum class Look { Known, Possible, Excluded };

std::string_view name_of(Role role);
std::string_view light_of(Role role);
std::string_view dark_of(Role role);
inline constexpr Role all_roles[] = {Role::Paper,    Role::Raised, Role::Ink,    Role::Second,        Role::Hairline,
                                     Role::Emergent, Role::Urgent, Role::Stable, Role::Indeterminate, Role::Tumour,
                                     Role::Cord,     Role::Fluid,  Role::Bone};

struct Paint {
  Role fill = Role::None;
  Role stroke = Role::None;
  double width = 1;
  std::string_view dash = {};  ///< "4 3"; empty is solid
  double opacity = 1;
  std::string_view pattern = {};  ///< name of a pattern of the figure, instead of `fill`
};

struct Type {
  double size = 12;
  Role role = Role::Ink;
  bool bold = false;
  std::string_view anchor = "start";
  bool halo = false;  ///< an outline in the colour of the paper, to stand on a line
};

/// A number with one decimal at most, as SVG wants it.
std::string decimal(double number);

/// Width of a text in a wide system font, an estimate on the safe side.
double text_width(std::string_view text, double size, bool bold = false);

/// The text in lines no wider than `width`, at most `most`; a last line that is cut ends with an ellipsis.
std::vector<std::string> text_lines(std::string_view text, double size, double width, std::size_t most,
                                    bool bold = false);

/// One SVG element under construction. Texts are escaped here and nowhere else.
class Svg {
public:
  Svg(std::string_view prefix, std::string_view kind, double width, double height, std::string_view title,
      std::string_view description);

  void hatch(std::string_view name, Role role, double gap, double line, double angle);
  void dots(std::string_view name, Role role, double gap, double radius);
  void open_group(std::string_view transform);
  void close_group();
  void rect(double x, double y, double w, double h, double radius, const Paint& paint, std::string_view transform = {});
  void ellipse(double cx, double cy, double rx, double ry, const Paint& paint);
  void line(double x1, double y1, double x2, double y2, const Paint& paint);
  void path(std::string_view d, const Paint& paint);
  void text(double x, double y, std::string_view text, const Type& type = {});
  /// An open diamond: the sign of what is not recorded.
  void diamond(double cx, double cy, double radius);

  std::string take();

private:
  std::string attributes(const Paint& paint) const;

  std::string prefix_;
  std::string out_;
};

/// Letters, digits and hyphens only, so that a prefix makes sound ids.
std::string safe_id(std::string_view prefix);

}  // namespace noms::report
