// SPDX-License-Identifier: Apache-2.0
#include "noms/service/service.h"

#include <exception>

#include "noms/service/problem.h"

namespace noms::service {
namespace {

std::vector<std::string> labels() {
  std::vector<std::string> names;
  for (const auto& route : routes()) names.push_back(std::string(route.method) + " " + std::string(route.path));
  return names;
}

}  // namespace

Service::Service(const Knowledge& knowledge, Guard guard, const Limits& limits)
    : knowledge_(knowledge), guard_(std::move(guard)), limits_(limits), metrics_(labels()) {}

Response Service::answer(const RequestHead& head, const Admission& admission, std::string body) const {
  const Route& route = routes()[static_cast<std::size_t>(admission.route)];
  try {
    return route.answer(*this, {head, admission.item, admission.parameters, admission.media, std::move(body)});
  } catch (const std::exception&) {
    return problem(Issues{{ErrorCode::Internal, "", "unexpected failure"}});
  }
}

}  // namespace noms::service
