// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "noms/foundation/result.h"
#include "noms/service/service.h"

namespace noms::service {

/// Where the service listens, and how.
struct Listening {
  std::string address = "127.0.0.1";  ///< a number, of IP version 4 or 6
  std::uint16_t port = 8080;          ///< 0 for any that is free
  unsigned threads = 1;
  std::string certificate;  ///< PEM file with the certificate and those that lead to a known one; empty for no TLS
  std::string key;          ///< PEM file
};

/// A listening socket with threads that answer. One connection is served by one thread at a time; none is waited for.
class Server {
public:
  /// Opens the socket. The service must outlive the server.
  /// Errors: Io when the address is in use or a file cannot be read; Usage for no address.
  static Result<std::unique_ptr<Server>> open(Service& service, const Listening& listening);
  virtual ~Server() = default;

  virtual std::uint16_t port() const = 0;

  /// Answers until SIGTERM or SIGINT: takes no new connection from then on, finishes what runs within the stop time of
  /// the limits, or until a second signal.
  virtual void run() = 0;

  /// What the signals do.
  virtual void stop() = 0;
};

}  // namespace noms::service
