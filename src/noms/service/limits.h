// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>

#include "noms/json/document.h"

namespace noms::service {

/// What the service accepts of a client. Beyond each there is a status: 431, 413, 408, 503.
struct Limits {
  std::size_t head_bytes = 16U << 10U;            ///< request line and fields together
  std::size_t fields = 100;                       ///< of one request
  std::size_t target_bytes = 2048;                ///< path and query
  std::size_t case_bytes = json::Limits{}.bytes;  ///< body with one case: what the reader of cases takes
  std::size_t bulk_bytes = 32U << 20U;            ///< body with one case a line
  std::size_t bodies_bytes = 256U << 20U;         ///< of all bodies that are being received or answered
  std::size_t connections = 1024;                 ///< at a time
  std::chrono::milliseconds head_time{10'000};    ///< from the first byte of a request to the end of its fields
  std::chrono::milliseconds body_time{30'000};    ///< from there to the end of its body
  std::chrono::milliseconds write_time{30'000};   ///< for the answer, or each part of a streamed one
  std::chrono::milliseconds idle_time{30'000};    ///< without a request on an open connection
  std::chrono::milliseconds stop_time{10'000};    ///< for what runs when the service is told to stop
};

}  // namespace noms::service
