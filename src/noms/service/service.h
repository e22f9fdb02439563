// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "noms/decision/assessment.h"
#include "noms/knowledge/library.h"
#include "noms/pathway/pathway.h"
#include "noms/service/admission.h"
#include "noms/service/assets.h"
#include "noms/service/exchange.h"
#include "noms/service/guard.h"
#include "noms/service/limits.h"
#include "noms/service/metrics.h"
#include "noms/service/routes.h"

namespace noms::service {

/// What the service answers with; must outlive it. Loaded and proved once, then only read.
struct Knowledge {
  const std::vector<knowledge::SourceFile>& files;
  const knowledge::Library& library;
  const pathway::Guides& guides;
  decision::Versions versions;
  std::vector<Asset> assets;
  const Knowledge* spanish = nullptr;  ///< the same in Spanish

  /// In a language of knowledge::languages; English for an empty name.
  const Knowledge& in(std::string_view language) const {
    return language == "es" && spanish != nullptr ? *spanish : *this;
  }
};

/// The service without sockets: a head is admitted or refused, then the whole request is answered. Any thread may ask.
class Service {
public:
  Service(const Knowledge& knowledge, Guard guard, const Limits& limits);

  /// See admit() in admission.h.
  Admission admit(const RequestHead& head) const { return service::admit(head, guard_, limits_); }

  /// The answer of the route. An exception of a library becomes 500; nothing of the request is in that answer.
  Response answer(const RequestHead& head, const Admission& admission, std::string body) const;

  const Knowledge& knowledge() const { return knowledge_; }
  const Limits& limits() const { return limits_; }
  bool asks_for_token() const { return !guard_.tokens.empty(); }
  Metrics& metrics() const { return metrics_; }

  /// From now on /ready answers 503.
  void stop() { stopping_ = true; }
  bool stopping() const { return stopping_; }

private:
  const Knowledge& knowledge_;
  Guard guard_;
  Limits limits_;
  mutable Metrics metrics_;
  std::atomic<bool> stopping_{false};
};

}  // namespace noms::service
