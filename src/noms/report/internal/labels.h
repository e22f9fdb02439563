// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "noms/decision/assessment.h"
#include "noms/knowledge/wording.h"

// The words of a report, from the wording by key. Where the wording has none, the bare name stands, so that a gap is
// seen.

namespace noms::report {

using decision::Names;
using knowledge::Wording;

/// The words for one value ("High-grade"), or the value itself.
std::string label(const Wording& words, std::string_view variable, std::string_view value);

/// The phrase `say.<key>` with `{1}`, `{2}`, ... replaced by the values in their order.
std::string say(const Wording& words, std::string_view key, std::initializer_list<std::string_view> values = {});

/// A number as the language writes it: 12.5 or 12,5.
std::string number_text(const Wording& words, double number);

/// The id of a lesion; in the words of the language where the case gives none ("lesion 1").
std::string lesion_name(const Wording& words, const std::string& name);

/// "a", "a or b", "a, b or c". "not recorded" when there are none. More than `most` are counted: "a, b and 7 more".
std::string one_of(const Wording& words, const Names& texts, std::size_t most = 99);

/// The values that are still possible, in words within a sentence. Grades stand alone where there are several: "1c, 2
/// or 3".
std::string labels(const Wording& words, std::string_view variable, const Names& values, std::size_t most = 99);

/// Label of a fact, or its name.
std::string fact_label(const Wording& words, std::string_view fact);

/// How a fact is obtained: what the engine says, else `ask.<fact>`; empty where neither says it.
std::string ask_text(const Wording& words, const decision::Missing& missing);

/// "Decompression and stabilization, then stereotactic radiosurgery": short, for a list of outcomes.
std::string treatment_label(const Wording& words, std::string_view surgery, std::string_view radiation);
std::string treatments_label(const Wording& words, const std::vector<decision::Treatment>& options);

/// One sentence for an option or an alternative: its own summary, else `summary.<surgery>.<radiation>`, else the label.
std::string summary_text(const Wording& words, const std::string& summary, std::string_view surgery,
                         std::string_view radiation);

/// All values of a variable that the contract names, in its order, with any further ones of `seen` after them.
Names domain(std::string_view variable, const Names& seen);

/// True when `values` leaves everything open: nothing that was recorded narrows it.
bool all_open(std::string_view variable, const Names& values);

/// "6" or "4–16".
std::string range_text(int lowest, int highest);

/// The letter of a part of the SINS: L P B A V P, in the order of the score.
std::string letter_of(std::string_view component);

bool contains(const Names& names, std::string_view name);

/// The text with its first letter in upper case; in lower case, unless the second letter is a capital too; all of it in
/// upper case. Letters: those of English and Spanish.
std::string capital(std::string text);
std::string lowered(std::string text);
std::string upper(std::string text);

/// A mark in words: "E, our extension and not NOMS" (`mark.E`).
std::string mark_text(const Wording& words, std::string_view marks);

/// The first clause: up to a colon, a semicolon or a full stop that a blank follows, without it.
std::string first_clause(const std::string& text);

/// The letters of several marks, each once: "G S" and "S E" are G, S, E.
Names mark_letters(const Names& marks);

/// The first names, and how many more there are.
std::string few(const Wording& words, const Names& names, std::size_t most);

}  // namespace noms::report
