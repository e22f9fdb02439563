// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "noms/cli/command.h"

namespace noms::cli {

/// All commands, in the order of the help.
const std::vector<Command>& commands();

/// The commands of the group `dose`.
std::vector<Command> dose_commands();

/// The commands that read or write models of DMN.
std::vector<Command> dmn_commands();

/// Options that every command takes.
const std::vector<Option>& common_options();

/// The command of that name ("knowledge show"), or null.
const Command* find_command(std::string_view name);

/// True for the first word of commands of two words ("knowledge").
bool is_group(std::string_view name);

/// What an exit code means, for help and man pages.
std::string_view meaning_of_exit(int code);

// One function for each command, each in the file of its name.
int run_assess(const Call& call);
int run_explain(const Call& call);
int run_sins(const Call& call);
int run_score(const Call& call);
int run_cohort_template(const Call& call);
int run_knowledge_list(const Call& call);
int run_knowledge_show(const Call& call);
int run_knowledge_check(const Call& call);
int run_knowledge_diff(const Call& call);
int run_knowledge_export(const Call& call);
int run_knowledge_import(const Call& call);
int run_dmn_run(const Call& call);
int run_schema(const Call& call);
int run_dose_dvh(const Call& call);
int run_dose_check(const Call& call);
int run_dose_sum(const Call& call);
int run_dose_feasible(const Call& call);
int run_dose_findings(const Call& call);
int run_dose_response(const Call& call);
int run_dose_phantom(const Call& call);
int run_page(const Call& call);
int run_completion(const Call& call);
int run_man(const Call& call);
int run_version(const Call& call);
int run_help(const Call& call);

}  // namespace noms::cli
