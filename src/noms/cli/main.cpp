// SPDX-License-Identifier: Apache-2.0
#include <exception>

#include "noms/cli/commands.h"
#include "noms/cli/files.h"
#include "noms/cli/help.h"
#include "noms/cli/output.h"
#include "noms/cli/parse.h"

namespace {

using namespace noms::cli;

int help_for(const Request& request) {
  const auto* command = request.call.command;
  return finish(request.call, command == nullptr ? program_help(request.call.group) : command_help(*command));
}

int wrong_usage(const Request& request) {
  Call call = request.call;
  if (request.json_errors) call.options.emplace_back("errors", "json");
  return fail(call, request.faults);
}

int run(int count, char** words) {
  if (count <= 1) {
    say(program_help());
    return 2;
  }
  const Request request = parse(count, words);
  switch (request.kind) {
    case Request::Kind::Help: return help_for(request);
    case Request::Kind::Version: return run_version(request.call);
    case Request::Kind::Run: break;
  }
  return request.faults.empty() ? request.call.command->run(request.call) : wrong_usage(request);
}

}  // namespace

int main(int count, char** words) {
  watch_signals();
  try {
    return run(count, words);
  } catch (const std::exception&) {
    // What a library says of a failure may hold text of the input.
    say("noms: unexpected failure");
    return 1;
  }
}
