// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/serve.h"

#include <sys/stat.h>

#include <algorithm>
#include <optional>
#include <thread>

#include "noms/cli/command.h"
#include "noms/cli/embedded.h"
#include "noms/cli/files.h"
#include "noms/cli/loaded.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"
#include "noms/service/server.h"

namespace noms::cli {
namespace {

constexpr std::size_t most_token_file = 64U << 10U;

/// The words of the call as numbers, with all that is wrong with them.
class Numbers {
public:
  explicit Numbers(const Call& call) : call_(call) {}

  std::int64_t whole(std::string_view option, std::int64_t otherwise, std::int64_t least, std::int64_t most) {
    const auto* given = call_.find(option);
    if (given == nullptr) return otherwise;
    const auto number = whole_of(*given);
    if (number && *number >= least && *number <= most) return *number;
    faults_.push_back({ErrorCode::Usage, "",
                       "--" + std::string(option) + ": a whole number from " + std::to_string(least) + " to " +
                           std::to_string(most)});
    return otherwise;
  }
  const Issues& faults() const { return faults_; }

private:
  const Call& call_;
  Issues faults_;
};

struct Wanted {
  service::Listening listening;
  service::Limits limits;
};

Result<Wanted> wanted(const Call& call) {
  Wanted wanted;
  Numbers numbers(call);
  const auto processors = std::max(1U, std::thread::hardware_concurrency());
  wanted.listening.address = call.value("address", wanted.listening.address);
  wanted.listening.port = static_cast<std::uint16_t>(numbers.whole("port", wanted.listening.port, 0, 65535));
  wanted.listening.threads = static_cast<unsigned>(numbers.whole("threads", processors, 1, 256));
  wanted.listening.certificate = call.value("certificate");
  wanted.listening.key = call.value("key");
  wanted.limits.connections = static_cast<std::size_t>(numbers.whole("connections", 1024, 1, 60'000));
  const std::chrono::seconds timeout(numbers.whole("timeout", 30, 1, 600));
  wanted.limits.body_time = wanted.limits.write_time = timeout;
  wanted.limits.head_time = std::chrono::milliseconds(timeout) / 3;
  wanted.limits.idle_time = std::chrono::seconds(numbers.whole("idle", 30, 1, 3600));
  if (!numbers.faults().empty()) return numbers.faults();
  return wanted;
}

/// What keeps others out must be there before the service listens where others are.
Issues unsafe(const Call& call, const service::Listening& listening) {
  Issues faults;
  const auto fault = [&](const char* message) { faults.push_back({ErrorCode::Usage, "", message}); };
  if (listening.certificate.empty() != listening.key.empty())
    fault("--certificate and --key: both are needed, or none");
  if (service::is_loopback(listening.address)) return faults;
  if (listening.certificate.empty())
    fault("--address: other machines are answered over TLS only; --certificate and --key are missing");
  if (!call.has("token-file")) fault("--address: other machines must show a token; --token-file is missing");
  return faults;
}

Result<service::Tokens> tokens_of(const std::string& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) == 0 && S_ISREG(status.st_mode) && (status.st_mode & S_IROTH) != 0)
    return Issue{ErrorCode::Usage, "", "every user of this machine can read the file; chmod o-r would end that"};
  const auto text = read_file(file, most_token_file);
  if (!text) return text.error();
  return service::Tokens::read(text.value());
}

std::vector<std::string> hosts_of(const Call& call, const std::string& address) {
  std::vector<std::string> hosts;
  for (const auto& [name, value] : call.options) {
    if (name == "host") hosts.push_back(service::host_name(value));
  }
  if (service::is_loopback(address)) hosts.insert(hosts.end(), {"localhost", "127.0.0.1", "::1", address});
  return hosts;
}

std::string address_of(const service::Listening& listening, std::uint16_t port) {
  const bool six = listening.address.find(':') != std::string::npos;
  return (listening.certificate.empty() ? "http://" : "https://") +
         (six ? "[" + listening.address + "]" : listening.address) + ":" + std::to_string(port) + "/";
}

int listen(const Call& call, service::Service& service, const service::Listening& listening) {
  auto opened = service::Server::open(service, listening);
  if (!opened) return fail(call, opened.error());
  auto& server = *opened.value();
  if (const auto* file = call.find("port-file"); file != nullptr) {
    const auto written = write_files({{*file, std::to_string(server.port()) + "\n"}});
    if (!written) return fail(call, written.error());
  }
  say("noms serve: listening on " + address_of(listening, server.port()));
  server.run();
  say("noms serve: stopped");
  return 0;
}

}  // namespace

int run_serve(const Call& call) {
  const auto wants = wanted(call);
  if (!wants) return fail(call, wants.error());
  const auto& listening = wants.value().listening;
  if (const auto faults = unsafe(call, listening); !faults.empty()) return fail(call, faults);
  service::Guard guard;
  if (const auto* file = call.find("token-file"); file != nullptr) {
    auto tokens = tokens_of(*file);
    if (!tokens) return fail(call, tokens.error(), *file);
    guard.tokens = std::move(tokens).value();
  }
  guard.hosts = hosts_of(call, listening.address);
  if (std::ranges::find(guard.hosts, "") != guard.hosts.end())
    return fail(call, {{ErrorCode::Usage, "", "--host: a name, without a port"}});
  const auto loaded = load_knowledge(call);
  if (!loaded) return fail(call, loaded.error(), call.value("knowledge"));
  const auto guides = load_guides(loaded.value());
  if (!guides) return fail(call, guides.error(), call.value("knowledge"));
  const auto spanish = knowledge::load(loaded.value().files, "es");
  if (!spanish) return fail(call, spanish.error(), call.value("knowledge"));
  const auto spanish_guides = pathway::load_guides(loaded.value().files, *spanish.value());
  if (!spanish_guides) return fail(call, spanish_guides.error(), call.value("knowledge"));
  const service::Knowledge in_spanish{
      loaded.value().files, *spanish.value(), spanish_guides.value(), loaded.value().versions, {}};
  const service::Knowledge known{loaded.value().files,    *loaded.value().library, guides.value(),
                                 loaded.value().versions, embedded_site(),         &in_spanish};
  service::Service service(known, std::move(guard), wants.value().limits);
  return listen(call, service, listening);
}

}  // namespace noms::cli
