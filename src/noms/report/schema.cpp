// SPDX-License-Identifier: Apache-2.0
#include "noms/report/json.h"
#include "noms/report/prognosis_json.h"

namespace noms::report {

// Literals, so that the schema reads here as it is published. The names of values that the contract fixes are
// listed; those that only the knowledge fixes (`tumour`, `urgency`) are open.
std::string assessment_schema() {
  return R"schema({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:noms:schema:assessment:1",
  "title": "NOMS assessment",
  "description": "What is possible, what is missing and why, for each lesion of a case. A list of values is the set that is still possible; one element means known. Research and decision support, not a certified medical device.",
  "$ref": "#/$defs/assessment",
  "$defs": {
    "text": {"type": "string"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "name": {"type": "string", "pattern": "^[A-Za-z0-9_.+/-]+$"},
    "names": {"type": "array", "items": {"$ref": "#/$defs/name"}, "uniqueItems": true},
    "set": {"type": "array", "items": {"$ref": "#/$defs/name"}, "uniqueItems": true, "minItems": 1},
    "pointer": {"description": "JSON pointer into the case without the leading slash, or the name of an earlier decision", "type": "string"},
    "surgery": {"enum": ["none", "biopsy", "stabilization", "decompression_stabilization", "refer"]},
    "radiation": {"enum": ["none", "cebrt", "ssrs", "ssrs_hypofractionated", "per_histology", "refer"]},
    "mark": {"description": "S stated by the source paper, G the published grid of 2013, E an extension, V another published source, D derived; several are joined by a blank", "type": "string", "pattern": "^([SGEVD]( [SGEVD])*)?$"},
    "points": {"type": "integer", "minimum": 0, "maximum": 4},
    "total": {"type": "integer", "minimum": 0, "maximum": 18},
    "treatment": {
      "type": "object",
      "properties": {"surgery": {"$ref": "#/$defs/surgery"}, "radiation": {"$ref": "#/$defs/radiation"}},
      "required": ["surgery", "radiation"],
      "additionalProperties": false
    },
    "treatments": {"type": "array", "items": {"$ref": "#/$defs/treatment"}, "uniqueItems": true},
    "sins_item": {
      "type": "object",
      "properties": {
        "component": {"enum": ["location", "pain", "bone_lesion", "alignment", "vertebral_body", "posterolateral"]},
        "fact": {"$ref": "#/$defs/pointer"},
        "findings": {"$ref": "#/$defs/set"},
        "recorded": {"type": "boolean"},
        "lowest": {"$ref": "#/$defs/points"},
        "highest": {"$ref": "#/$defs/points"}
      },
      "required": ["component", "fact", "findings", "recorded", "lowest", "highest"],
      "additionalProperties": false
    },
    "sins": {
      "description": "Spinal Instability Neoplastic Score; a part that is not recorded widens the range and never counts as zero",
      "type": "object",
      "properties": {
        "lowest": {"$ref": "#/$defs/total"},
        "highest": {"$ref": "#/$defs/total"},
        "categories": {"type": "array", "items": {"enum": ["stable", "indeterminate", "unstable"]}, "uniqueItems": true, "minItems": 1},
        "items": {"type": "array", "items": {"$ref": "#/$defs/sins_item"}, "maxItems": 6}
      },
      "required": ["lowest", "highest", "categories", "items"],
      "additionalProperties": false
    },
    "option": {
      "type": "object",
      "properties": {
        "surgery": {"$ref": "#/$defs/surgery"},
        "radiation": {"$ref": "#/$defs/radiation"},
        "rows": {"$ref": "#/$defs/set"},
        "marks": {"description": "One for each row", "type": "array", "items": {"$ref": "#/$defs/mark"}},
        "summary": {"$ref": "#/$defs/text"},
        "texts": {"$ref": "#/$defs/texts"},
        "evidence": {"$ref": "#/$defs/names"}
      },
      "required": ["surgery", "radiation", "rows", "marks", "summary", "texts", "evidence"],
      "additionalProperties": false
    },
    "alternative": {
      "description": "Shown beside the options that come from the rows in `beside`, never instead of them; may name a surgery that is no option by itself",
      "type": "object",
      "properties": {
        "row": {"$ref": "#/$defs/name"},
        "surgery": {"$ref": "#/$defs/name"},
        "radiation": {"$ref": "#/$defs/name"},
        "summary": {"$ref": "#/$defs/text"},
        "text": {"$ref": "#/$defs/text"},
        "mark": {"$ref": "#/$defs/mark"},
        "evidence": {"$ref": "#/$defs/names"},
        "beside": {"$ref": "#/$defs/names"}
      },
      "required": ["row", "surgery", "radiation", "summary", "text", "mark", "evidence", "beside"],
      "additionalProperties": false
    },
    "remark": {
      "description": "`certain` is false when only some completions of the case fire it",
      "type": "object",
      "properties": {
        "row": {"$ref": "#/$defs/name"},
        "text": {"$ref": "#/$defs/text"},
        "mark": {"$ref": "#/$defs/mark"},
        "evidence": {"$ref": "#/$defs/names"},
        "certain": {"type": "boolean"},
        "flag": {"description": "Stands among the red flags", "type": "boolean"}
      },
      "required": ["row", "text", "mark", "evidence", "certain", "flag"],
      "additionalProperties": false
    },
)schema"
         R"schema(    "missing": {
      "description": "A fact whose value could still change the options. `remaining` is the mean number of options left over its values, `worst` the most; equal ranks are ties",
      "type": "object",
      "properties": {
        "fact": {"$ref": "#/$defs/pointer"},
        "name": {"$ref": "#/$defs/name"},
        "ask": {"$ref": "#/$defs/text"},
        "rank": {"type": "integer", "minimum": 1},
        "decides": {"type": "boolean"},
        "remaining": {"type": "number", "minimum": 0},
        "worst": {"type": "integer", "minimum": 0},
        "outcomes": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {"values": {"$ref": "#/$defs/set"}, "options": {"$ref": "#/$defs/treatments"}},
            "required": ["values", "options"],
            "additionalProperties": false
          }
        }
      },
      "required": ["fact", "name", "ask", "rank", "decides", "remaining", "worst", "outcomes"],
      "additionalProperties": false
    },
    "reason": {
      "description": "One decision on the way: the rows that can fire and the facts that fixed it",
      "type": "object",
      "properties": {
        "table": {"$ref": "#/$defs/name"},
        "title": {"$ref": "#/$defs/text"},
        "rows": {"$ref": "#/$defs/names"},
        "given": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {"fact": {"$ref": "#/$defs/pointer"}, "values": {"$ref": "#/$defs/names"}, "recorded": {"type": "boolean"}},
            "required": ["fact", "values", "recorded"],
            "additionalProperties": false
          }
        },
        "decision": {"$ref": "#/$defs/name"},
        "values": {"$ref": "#/$defs/names"},
        "marks": {"type": "array", "items": {"$ref": "#/$defs/mark"}},
        "texts": {"$ref": "#/$defs/texts"},
        "evidence": {"$ref": "#/$defs/names"}
      },
      "required": ["table", "title", "rows", "given", "decision", "values", "marks", "texts", "evidence"],
      "additionalProperties": false
    },
    "robustness": {
      "description": "What happens when one finding is one step off",
      "type": "object",
      "properties": {
        "fact": {"$ref": "#/$defs/pointer"},
        "name": {"$ref": "#/$defs/name"},
        "from": {"$ref": "#/$defs/name"},
        "to": {"$ref": "#/$defs/name"},
        "changes": {"type": "boolean"},
        "options": {"$ref": "#/$defs/treatments"},
        "changes_urgency": {"type": "boolean"},
        "urgency": {"$ref": "#/$defs/names"}
      },
      "required": ["fact", "name", "from", "to", "changes", "options", "changes_urgency", "urgency"],
      "additionalProperties": false
    },
    "lesion": {
      "type": "object",
      "properties": {
        "lesion": {"$ref": "#/$defs/text"},
        "neurologic": {
          "type": "object",
          "properties": {
            "escc": {"type": "array", "items": {"enum": ["0", "1a", "1b", "1c", "2", "3"]}, "uniqueItems": true, "minItems": 1},
            "escc_group": {"type": "array", "items": {"enum": ["low", "high"]}, "uniqueItems": true, "minItems": 1},
            "deficit": {"type": "array", "items": {"enum": ["absent", "present"]}, "uniqueItems": true, "minItems": 1}
          },
          "required": ["escc", "escc_group", "deficit"],
          "additionalProperties": false
        },
        "oncologic": {
          "type": "object",
          "properties": {"tumour": {"$ref": "#/$defs/set"}},
          "required": ["tumour"],
          "additionalProperties": false
        },
        "mechanical": {
          "type": "object",
          "properties": {
            "sins": {"$ref": "#/$defs/sins"},
            "stability": {"type": "array", "items": {"enum": ["stable", "unstable"]}, "uniqueItems": true, "minItems": 1}
          },
          "required": ["sins", "stability"],
          "additionalProperties": false
        },
        "systemic": {
          "type": "object",
          "properties": {"tolerates_surgery": {"type": "array", "items": {"enum": ["yes", "no"]}, "uniqueItems": true, "minItems": 1}},
          "required": ["tolerates_surgery"],
          "additionalProperties": false
        },
        "urgency": {"description": "Empty in an edition that has no table for it", "$ref": "#/$defs/names"},
        "red_flags": {"$ref": "#/$defs/texts"},
        "recommendation": {
          "type": "object",
          "properties": {
            "determined": {"description": "True when `options` holds exactly one", "type": "boolean"},
            "options": {"type": "array", "items": {"$ref": "#/$defs/option"}, "minItems": 1},
            "alternatives": {"type": "array", "items": {"$ref": "#/$defs/alternative"}},
            "vetoes": {"type": "array", "items": {"$ref": "#/$defs/remark"}}
          },
          "required": ["determined", "options", "alternatives", "vetoes"],
          "additionalProperties": false
        },
        "missing": {"type": "array", "items": {"$ref": "#/$defs/missing"}},
        "cautions": {"type": "array", "items": {"$ref": "#/$defs/remark"}},
        "reasons": {"type": "array", "items": {"$ref": "#/$defs/reason"}},
        "robustness": {"type": "array", "items": {"$ref": "#/$defs/robustness"}}
      },
      "required": ["lesion", "neurologic", "oncologic", "mechanical", "systemic", "urgency", "red_flags", "recommendation", "missing", "cautions", "reasons", "robustness"],
      "additionalProperties": false
    },
)schema" +
         prognosis_definitions() + R"schema(,
    "plan_item": {
      "type": "object",
      "properties": {
        "stage": {"$ref": "#/$defs/name"},
        "row": {"$ref": "#/$defs/name"},
        "text": {"$ref": "#/$defs/text"},
        "for": {"$ref": "#/$defs/text"},
        "against": {"$ref": "#/$defs/text"},
        "certain": {"type": "boolean"},
        "depends_on": {"type": "array", "items": {"$ref": "#/$defs/pointer"}, "uniqueItems": true},
        "mark": {"$ref": "#/$defs/text"},
        "evidence": {"$ref": "#/$defs/names"}
      },
      "required": ["stage", "row", "text", "certain", "depends_on", "mark", "evidence"],
      "additionalProperties": false
    },
    "plan": {
      "type": "object",
      "properties": {
        "lesion": {"$ref": "#/$defs/text"},
        "option": {
          "type": "object",
          "properties": {"surgery": {"$ref": "#/$defs/name"}, "radiation": {"$ref": "#/$defs/name"}},
          "required": ["surgery", "radiation"],
          "additionalProperties": false
        },
        "items": {"type": "array", "items": {"$ref": "#/$defs/plan_item"}}
      },
      "required": ["lesion", "option", "items"],
      "additionalProperties": false
    },
    "assessment": {
      "type": "object",
      "properties": {
        "noms_assessment": {"const": 1},
        "case": {"$ref": "#/$defs/text"},
        "edition": {"$ref": "#/$defs/text"},
        "versions": {
          "type": "object",
          "properties": {
            "software": {"$ref": "#/$defs/text"},
            "knowledge": {"$ref": "#/$defs/text"},
            "knowledge_sha256": {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
          },
          "required": ["software", "knowledge", "knowledge_sha256"],
          "additionalProperties": false
        },
        "lesions": {"type": "array", "items": {"$ref": "#/$defs/lesion"}},
        "prognosis": {"description": "One entry a score; an open score is the interval over every completion. Left out of a decision alone, as is the plan", "type": "array", "items": {"$ref": "#/$defs/prognosis"}},
        "plan": {"description": "What to consider for each option and alternative of each lesion, in the order in which it happens", "type": "array", "items": {"$ref": "#/$defs/plan"}},
        "notes": {"$ref": "#/$defs/texts"},
        "completeness": {
          "description": "Facts recorded of the facts that the tables read, over all lesions",
          "type": "object",
          "properties": {"recorded": {"type": "integer", "minimum": 0}, "readable": {"type": "integer", "minimum": 0}},
          "required": ["recorded", "readable"],
          "additionalProperties": false
        }
      },
      "required": ["noms_assessment", "case", "edition", "versions", "lesions", "notes", "completeness"],
      "additionalProperties": false
    }
  }
}
)schema";
}

}  // namespace noms::report
