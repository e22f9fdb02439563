// SPDX-License-Identifier: Apache-2.0
#include "noms/prognosis/internal/conditions.h"

#include <algorithm>
#include <cmath>

#include "noms/foundation/text.h"
#include "noms/prognosis/internal/measures.h"

namespace noms::prognosis::internal {
namespace {

using knowledge::Field;

/// Numbers that differ by less than the rounding of a change of units are the same number.
bool same(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

const Field* field_named(const Library& library, std::string_view name) {
  const auto found = std::ranges::find_if(library.fields, [&](const Field& f) {
    return f.name() == name && std::ranges::count(f.path, '*') <= 1 && f.type != Field::Type::List;
  });
  return found == library.fields.end() ? nullptr : &*found;
}

/// Whole numbers whose living patients do not use the whole of the field: performance status, and a case has a spine
/// lesion.
struct Scale {
  std::string_view name;
  std::int64_t least;
  std::int64_t most;
  int step;
};
constexpr Scale scales[] = {
    {"kps", 10, 100, 10}, {"ecog", 0, 4, 1}, {"spinal_metastases", 1, 999, 1}, {"total_metastases", 1, 999, 1}};

/// A base for the name, or nothing when the case has no such fact.
std::optional<Base> base_for(const Build& build, std::string_view name, RawCondition::Form form) {
  Base base;
  base.name = name;
  if (build.book.find(name) != nullptr && build.book.find(name)->score) {
    base.kind = Base::Kind::Total;
    return base;
  }
  if (const MeasureRule* measure = measure_named(name); measure != nullptr) {
    base.kind = Base::Kind::Number;
    base.field = name;
    base.quantity = measure->unit;
    base.whole = measure->whole;
    return base;
  }
  if (const VariableId fact = build.library.vocabulary.find(name);
      fact >= 0 && build.library.fact_rule(fact) != nullptr) {
    base.fact = fact;
    base.field = build.library.fact_rule(fact)->field->path;
    return base;
  }
  const Field* field =
      field_named(build.library, form == RawCondition::Form::Values ? name : name.substr(0, name.find(' ')));
  if (field == nullptr) return std::nullopt;
  base.field = field->path;
  if (field->type == Field::Type::Set) {
    base.kind = Base::Kind::Member;
  } else if (field->type == Field::Type::Integer || field->type == Field::Type::Quantity) {
    base.kind = Base::Kind::Number;
    base.whole = field->type == Field::Type::Integer;
    base.quantity = field->quantity;
    base.least = field->least;
    base.most = field->most;
    for (const auto& scale : scales) {
      if (scale.name != name) continue;
      base.least = scale.least;
      base.most = scale.most;
      base.step = scale.step;
    }
  } else {
    return std::nullopt;
  }
  return base;
}

Base* base_of(Build& build, Score& score, std::string_view name, RawCondition::Form form, const std::string& where) {
  const auto found = std::ranges::find(score.bases, name, &Base::name);
  if (found != score.bases.end()) return &*found;
  auto base = base_for(build, name, form);
  if (!base) {
    build.fault(ErrorCode::KnowledgeValue, where,
                "no fact of the case and no score is called '" + std::string(name) + "'");
    return nullptr;
  }
  score.bases.push_back(std::move(*base));
  return &score.bases.back();
}

void add_cut(Base& base, const Cut& cut) {
  const bool known =
      std::ranges::any_of(base.cuts, [&](const Cut& c) { return c.above == cut.above && same(c.value, cut.value); });
  if (!known) base.cuts.push_back(cut);
}

/// `3`, `1..2`, `3..`, `..2` as boundaries below the first number and below the one behind the last.
bool whole_range(std::string_view text, const Base& base, RawCondition& raw) {
  const auto dots = text.find("..");
  const auto low = trimmed(text.substr(0, dots));
  const auto high = dots == std::string_view::npos ? low : trimmed(text.substr(dots + 2));
  const auto first = whole_of(low);
  const auto last = whole_of(high);
  raw.has_low = !low.empty();
  raw.has_high = !high.empty();
  if ((raw.has_low && !first) || (raw.has_high && !last) || (!raw.has_low && !raw.has_high)) return false;
  if (first && last && *first > *last) return false;
  if ((first && (*first < base.least || *first > base.most)) || (last && (*last < base.least || *last > base.most)))
    return false;
  raw.low = {static_cast<double>(first.value_or(0)), false, std::string(low)};
  raw.high = {static_cast<double>(last.value_or(0)) + base.step, false, std::string(high)};
  raw.has_low = raw.has_low && *first > base.least;
  raw.has_high = raw.has_high && *last < base.most;
  return true;
}

struct Relation {
  std::string_view sign;
  bool low;    ///< the numbers begin here
  bool above;  ///< the boundary lies above the number
};

bool compared(const Build& build, Base& base, std::string_view text, RawCondition& raw) {
  static constexpr Relation relations[] = {
      {">=", true, false}, {"<=", false, true}, {">", true, true}, {"<", false, false}};
  for (const auto& relation : relations) {
    if (!text.starts_with(relation.sign)) continue;
    const auto written = trimmed(text.substr(relation.sign.size()));
    const auto value = amount_of(build.library, base.quantity, written);
    if (!value) return false;
    (relation.low ? raw.has_low : raw.has_high) = true;
    (relation.low ? raw.low : raw.high) = {*value, relation.above, std::string(written)};
    return true;
  }
  return false;
}

/// `name includes a, b` and `name lacks a, b`.
bool membership(Build& build, Score& score, std::string_view text, const std::string& where, RawCondition& raw) {
  const bool includes = text.find(" includes ") != std::string_view::npos;
  const std::string_view word = includes ? " includes " : " lacks ";
  const auto at = text.find(word);
  if (at == std::string_view::npos) return false;
  const auto name = trimmed(text.substr(0, at));
  raw.form = includes ? RawCondition::Form::Includes : RawCondition::Form::Lacks;
  for (const auto member : split(text.substr(at + word.size()), ",")) raw.members.emplace_back(member);
  raw.name = std::string(name) + " includes " + joined(raw.members, ", ");
  Base* base = base_of(build, score, raw.name, raw.form, where);
  if (base == nullptr) return true;
  const Field* field = build.library.field(base->field);
  base->members = raw.members;
  for (const auto& member : raw.members) {
    if (base->kind != Base::Kind::Member || std::ranges::find(field->values, member) == field->values.end()) {
      build.fault(ErrorCode::KnowledgeValue, where, "the list has no such value");
    }
  }
  return true;
}

bool one_condition(Build& build, Score& score, std::string_view text, const std::string& where, RawCondition& raw) {
  if (membership(build, score, text, where, raw)) return true;
  const auto sign = text.find_first_of("=<>");
  if (sign == std::string_view::npos) return false;
  raw.name = trimmed(text.substr(0, sign));
  Base* base = base_of(build, score, raw.name, raw.form, where);
  if (base == nullptr) return true;
  const auto rest = trimmed(text.substr(sign));
  if (base->kind == Base::Kind::Choice) {
    raw.values = trimmed(rest.substr(1));
    return rest.starts_with("=");
  }
  if (base->kind == Base::Kind::Total && rest.starts_with("= outside")) {
    raw.values = "outside";
    return true;
  }
  if (base->kind == Base::Kind::Member) return false;
  const bool ranged = rest.starts_with("=") && (base->whole || base->kind == Base::Kind::Total);
  raw.form = ranged ? RawCondition::Form::Whole : RawCondition::Form::Compare;
  const bool good = ranged ? whole_range(trimmed(rest.substr(1)), *base, raw)
                           : base->kind == Base::Kind::Number && compared(build, *base, rest, raw);
  if (good && base->kind == Base::Kind::Number) {
    if (raw.has_low) add_cut(*base, raw.low);
    if (raw.has_high) add_cut(*base, raw.high);
  }
  return good;
}

/// Is the class `at` of a number on the right side of the boundaries?
bool inside(const Base& base, int at, const RawCondition& raw) {
  const auto position = [&](const Cut& cut) {
    const auto found =
        std::ranges::find_if(base.cuts, [&](const Cut& c) { return c.above == cut.above && same(c.value, cut.value); });
    return static_cast<int>(found - base.cuts.begin());
  };
  return (!raw.has_low || at > position(raw.low)) && (!raw.has_high || at <= position(raw.high));
}

/// A histology that stands for several (colon or rectum) goes wherever its first part goes, so that every value is
/// covered; a case that states it leaves the parts possible, never the whole.
ValueSet with_wholes(Build& build, const Score& score, const Base& base, ValueSet set, const std::string& where) {
  if (base.name != "histology") return set;
  const auto& variable = score.model.vocabulary.at(base.variable);
  for (const auto& [whole, parts] : build.book.histology_parts) {
    const ValueSet whole_set = ValueSet::of(variable.find(whole));
    if (set.contains(whole_set.lowest()) && !set.contains(variable.find(parts[0]))) {
      build.fault(ErrorCode::KnowledgeValue, where, whole + " is read as its parts; name " + joined(parts, " and "));
    }
    set = set.contains(variable.find(parts[0])) ? set | whole_set : set - whole_set;
  }
  return set;
}

ValueSet totals_in(const Score& inner, const RawCondition& raw) {
  ValueSet set;
  for (std::size_t v = 0; v < inner.totals.size(); ++v) {
    const int total = inner.totals[v];
    const bool outside = total < 0;
    const bool fits = raw.form == RawCondition::Form::Values ? outside
                                                             : !outside && (!raw.has_low || total >= raw.low.value) &&
                                                                   (!raw.has_high || total < raw.high.value);
    if (fits) set = set | ValueSet::of(static_cast<int>(v));
  }
  return set;
}

}  // namespace

std::optional<double> amount_of(const Library& library, const std::string& quantity, std::string_view text) {
  const auto blank = text.find(' ');
  const auto number = decimal_of(text.substr(0, blank));
  if (!number) return std::nullopt;
  const auto unit = blank == std::string_view::npos ? std::string_view{} : trimmed(text.substr(blank));
  if (quantity.empty() || quantity == "1") return unit.empty() ? number : std::nullopt;
  if (unit == quantity) return number;  // a measure names its only unit
  for (const auto& known : library.units) {
    if (known.quantity == quantity && known.unit == unit) return *number * known.factor;
  }
  return std::nullopt;
}

int class_of(const Base& base, double number) {
  int at = 0;
  for (const auto& cut : base.cuts) {
    const bool beyond = same(number, cut.value) ? !cut.above : number > cut.value;
    at += beyond ? 1 : 0;
  }
  return at;
}

std::string class_text(const Base& base, int at, const knowledge::Wording& words) {
  const auto low = static_cast<std::size_t>(at) - 1;
  const auto high = static_cast<std::size_t>(at);
  const bool has_low = at > 0;
  const bool has_high = high < base.cuts.size();
  if (base.whole) {
    const auto first = has_low ? std::to_string(static_cast<int>(base.cuts[low].value)) : std::string();
    const auto last = has_high ? std::to_string(static_cast<int>(base.cuts[high].value) - base.step) : std::string();
    if (!has_low) return has_high ? words.say("up_to", {last}) : words.say("any");
    if (!has_high) return words.say("or_more", {first});
    return first == last ? first : words.say("to", {first, last});
  }
  const auto from = [&](const Cut& cut) { return words.say(cut.above ? "over" : "or_more", {cut.text}); };
  const auto to = [&](const Cut& cut) { return words.say(cut.above ? "up_to" : "under", {cut.text}); };
  if (!has_low) return has_high ? to(base.cuts[high]) : words.say("any");
  return from(base.cuts[low]) + (has_high ? ", " + to(base.cuts[high]) : "");
}

ValueSet all_of(const Score& score, std::size_t base) {
  return score.model.vocabulary.at(score.bases[base].variable).all();
}

std::vector<RawCondition> parse_conditions(Build& build, Score& score, std::string_view text,
                                           const std::string& where) {
  std::vector<RawCondition> conditions;
  if (trimmed(text) == "-") return conditions;
  for (const auto part : split(text, ";")) {
    RawCondition raw;
    if (!one_condition(build, score, part, where, raw)) {
      build.fault(ErrorCode::KnowledgeSyntax, where,
                  "a condition is `fact = values`, `number = 1..2`, `quantity >= 35 g/L` or `list includes value`");
      continue;
    }
    conditions.push_back(std::move(raw));
  }
  if (conditions.empty()) build.fault(ErrorCode::KnowledgeSyntax, where, "the condition is empty; write - for always");
  return conditions;
}

void make_variables(Build& build, Score& score) {
  for (auto& base : score.bases) {
    std::vector<std::string> values;
    if (base.kind == Base::Kind::Choice) {
      values = build.library.vocabulary.at(base.fact).values;
    } else if (base.kind == Base::Kind::Member) {
      values = {"no", "yes"};
    } else if (base.kind == Base::Kind::Number) {
      std::ranges::sort(base.cuts, [](const Cut& a, const Cut& b) {
        return same(a.value, b.value) ? !a.above && b.above : a.value < b.value;
      });
      for (int at = 0; at <= static_cast<int>(base.cuts.size()); ++at)
        values.push_back(class_text(base, at, build.library.wording));
    } else {
      continue;  // the total of a score inside this one, which makes its own
    }
    if (values.size() > 64)
      build.fault(ErrorCode::KnowledgeValue, score.document.file, base.name + " has more than 64 classes");
    base.variable = score.model.vocabulary.add(base.name, std::move(values));
  }
}

std::vector<Condition> resolve(Build& build, const Score& score, const std::vector<RawCondition>& raw,
                               const std::string& where) {
  std::vector<Condition> conditions;
  for (const auto& part : raw) {
    const auto found = std::ranges::find(score.bases, part.name, &Base::name);
    if (found == score.bases.end()) continue;
    Condition condition{static_cast<std::size_t>(found - score.bases.begin()), {}};
    if (found->kind == Base::Kind::Choice) {
      auto set = score.model.vocabulary.cell(found->variable, part.values, where);
      if (!set) {
        build.add(set.error());
        continue;
      }
      condition.set = with_wholes(build, score, *found, set.value(), where);
    } else if (found->kind == Base::Kind::Member) {
      condition.set = ValueSet::of(part.form == RawCondition::Form::Includes ? 1 : 0);
    } else if (found->kind == Base::Kind::Total) {
      condition.set = totals_in(*build.book.find(found->name)->score, part);
    } else {
      for (int at = 0; at <= static_cast<int>(found->cuts.size()); ++at) {
        if (inside(*found, at, part)) condition.set = condition.set | ValueSet::of(at);
      }
    }
    conditions.push_back(condition);
  }
  return conditions;
}

}  // namespace noms::prognosis::internal
