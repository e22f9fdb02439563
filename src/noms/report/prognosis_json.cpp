// SPDX-License-Identifier: Apache-2.0
#include "noms/report/prognosis_json.h"

namespace noms::report {
namespace {

using json::Writer;

template <typename Items, typename Write>
void list(Writer& w, std::string_view key, const Items& items, Write write) {
  w.key(key);
  w.begin_array();
  for (const auto& item : items) {
    w.begin_object();
    write(w, item);
    w.end_object();
  }
  w.end_array();
}

void item(Writer& w, const prognosis::Item& entry) {
  w.member("component", entry.component);
  w.member("facts", entry.facts);
  w.member("findings", entry.findings);
  w.member("recorded", entry.recorded);
  w.member("lowest", entry.lowest);
  w.member("highest", entry.highest);
}

void outcome(Writer& w, const prognosis::Outcome& entry) {
  w.member("values", entry.values);
  w.member("bands", entry.bands);
}

void missing(Writer& w, const prognosis::Missing& entry) {
  w.member("fact", entry.fact);
  w.member("name", entry.name);
  w.member("ask", entry.ask);
  w.member("rank", entry.rank);
  w.member("decides", entry.decides);
  w.member("remaining", entry.remaining);
  list(w, "outcomes", entry.outcomes, outcome);
}

void survival(Writer& w, const prognosis::Survival& entry) {
  w.member("band", entry.band);
  w.member("statistic", entry.statistic);
  w.member("value", entry.value);
  w.member("mark", entry.mark);
  w.member("evidence", entry.evidence);
  w.member("cohort", entry.cohort);
}

void measure(Writer& w, const prognosis::Measure& entry) {
  w.member("name", entry.name);
  w.member("value", entry.value);
  w.member("unit", entry.unit);
}

/// Points and bands where there are any; a score without numbers has none.
void points(Writer& w, const prognosis::Prognosis& entry) {
  const bool numbers = entry.status == prognosis::Status::Ok || entry.counted;
  if (numbers && entry.status != prognosis::Status::OutsideTheModel) {
    w.member("lowest", entry.lowest);
    w.member("highest", entry.highest);
  }
  w.member("counted", entry.counted);
  w.member("bands", entry.bands);
}

}  // namespace

void write_prognosis(Writer& w, const prognosis::Prognosis& entry) {
  w.begin_object();
  w.member("score", entry.score);
  w.member("title", entry.title);
  w.member("group", entry.group);
  w.member("status", prognosis::name_of(entry.status));
  w.member("reason", entry.reason);
  w.member("where", entry.where);
  w.member("direction", entry.direction);
  points(w, entry);
  list(w, "items", entry.items, item);
  list(w, "missing", entry.missing, missing);
  list(w, "survival", entry.survival, survival);
  list(w, "measures", entry.measures, measure);
  w.member("notes", entry.notes);
  w.member("cohort", entry.cohort);
  w.member("era", entry.era);
  w.member("endpoint", entry.endpoint);
  w.member("discrimination", entry.discrimination);
  w.member("mark", entry.mark);
  w.member("mark_text", entry.mark_text);
  w.member("judgement", entry.judgement);
  w.member("judgement_evidence", entry.judgement_evidence);
  w.member("source", entry.source);
  w.end_object();
}

std::string prognosis_json(const std::vector<prognosis::Prognosis>& entries, int indent) {
  Writer w(indent);
  w.begin_object();
  w.member("noms_prognosis", 1);
  w.key("prognosis");
  w.begin_array();
  for (const auto& entry : entries) write_prognosis(w, entry);
  w.end_array();
  w.end_object();
  return w.take() + "\n";
}

std::string scores_json(const prognosis::Scores& scores) {
  json::Writer writer;
  writer.begin_object();
  writer.member("noms_scores", 1);
  writer.key("scores");
  writer.begin_array();
  for (const auto& name : scores.names()) {
    writer.begin_object();
    writer.member("score", name);
    writer.member("title", scores.title(name));
    writer.end_object();
  }
  writer.end_array();
  writer.end_object();
  return writer.take() + "\n";
}

std::string prognosis_definitions() {
  return R"schema("prognosis_survival": {
      "description": "What a publication saw in patients of one band; a per cent is whole",
      "type": "object",
      "properties": {
        "band": {"$ref": "#/$defs/text"},
        "statistic": {"$ref": "#/$defs/text"},
        "value": {"$ref": "#/$defs/text"},
        "mark": {"$ref": "#/$defs/prognosis_mark"},
        "evidence": {"$ref": "#/$defs/text"},
        "cohort": {"$ref": "#/$defs/text"}
      },
      "required": ["band", "statistic", "value", "mark", "evidence", "cohort"],
      "additionalProperties": false
    },
    "prognosis_mark": {"description": "V read in a publication, T transcribed and to be checked against the paper, D a reading of ours; empty where there are no numbers", "enum": ["V", "T", "D", ""]},
    "prognosis_item": {
      "description": "An item of a score; `outside` among the findings means that the score would not apply",
      "type": "object",
      "properties": {
        "component": {"$ref": "#/$defs/text"},
        "facts": {"type": "array", "items": {"$ref": "#/$defs/pointer"}},
        "findings": {"$ref": "#/$defs/texts"},
        "recorded": {"type": "boolean"},
        "lowest": {"type": "integer", "minimum": 0},
        "highest": {"type": "integer", "minimum": 0}
      },
      "required": ["component", "facts", "findings", "recorded", "lowest", "highest"],
      "additionalProperties": false
    },
    "prognosis_missing": {
      "description": "A fact whose value could still change the band. `remaining` is the mean number of bands left over its values; equal ranks are ties",
      "type": "object",
      "properties": {
        "fact": {"$ref": "#/$defs/pointer"},
        "name": {"$ref": "#/$defs/name"},
        "ask": {"$ref": "#/$defs/text"},
        "rank": {"type": "integer", "minimum": 1},
        "decides": {"type": "boolean"},
        "remaining": {"type": "number", "minimum": 0},
        "outcomes": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {"values": {"$ref": "#/$defs/texts"}, "bands": {"$ref": "#/$defs/texts"}},
            "required": ["values", "bands"],
            "additionalProperties": false
          }
        }
      },
      "required": ["fact", "name", "ask", "rank", "decides", "remaining", "outcomes"],
      "additionalProperties": false
    },
    "prognosis": {
      "description": "One score. With facts missing, `lowest` to `highest` and `bands` are those that some completion of the case reaches. `lowest` and `highest` are left out where there is no number",
      "type": "object",
      "properties": {
        "score": {"$ref": "#/$defs/name"},
        "title": {"$ref": "#/$defs/text"},
        "group": {"enum": ["survival", "function", "frailty", "finding"]},
        "status": {"enum": ["ok", "outside_the_model", "no_numbers"]},
        "reason": {"$ref": "#/$defs/text"},
        "where": {"$ref": "#/$defs/text"},
        "direction": {"enum": ["higher_is_better", "higher_is_worse"]},
        "lowest": {"type": "integer", "minimum": 0},
        "highest": {"type": "integer", "minimum": 0},
        "counted": {"description": "Items counted, weights not verified", "type": "boolean"},
        "bands": {"$ref": "#/$defs/texts"},
        "items": {"type": "array", "items": {"$ref": "#/$defs/prognosis_item"}},
        "missing": {"type": "array", "items": {"$ref": "#/$defs/prognosis_missing"}},
        "survival": {"type": "array", "items": {"$ref": "#/$defs/prognosis_survival"}},
        "measures": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {"name": {"$ref": "#/$defs/name"}, "value": {"type": "number"}, "unit": {"$ref": "#/$defs/text"}},
            "required": ["name", "value", "unit"],
            "additionalProperties": false
          }
        },
        "notes": {"$ref": "#/$defs/texts"},
        "cohort": {"$ref": "#/$defs/text"},
        "era": {"$ref": "#/$defs/text"},
        "endpoint": {"$ref": "#/$defs/text"},
        "discrimination": {"$ref": "#/$defs/text"},
        "mark": {"$ref": "#/$defs/prognosis_mark"},
        "mark_text": {"$ref": "#/$defs/text"},
        "judgement": {"$ref": "#/$defs/text"},
        "judgement_evidence": {"$ref": "#/$defs/texts"},
        "source": {"$ref": "#/$defs/texts"}
      },
      "required": ["score", "title", "group", "status", "reason", "where", "direction", "counted", "bands", "items", "missing", "survival", "measures", "notes", "cohort", "era", "endpoint", "discrimination", "mark", "mark_text", "judgement", "judgement_evidence", "source"],
      "additionalProperties": false
    })schema";
}

}  // namespace noms::report
