// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace noms::service::internal {

/// A connection as the server sees it.
class Connection {
public:
  virtual ~Connection() = default;

  /// Ends it at once when no request runs, else after that request. Any thread may call.
  virtual void stop() = 0;
};

/// The connections that are open. Any thread may call.
class Connections {
public:
  void add(const std::shared_ptr<Connection>& connection) {
    const std::lock_guard lock(mutex_);
    all_[connection.get()] = connection;
  }

  void remove(Connection* connection) {
    bool last = false;
    {
      const std::lock_guard lock(mutex_);
      all_.erase(connection);
      last = all_.empty();
    }
    if (last && on_none) on_none();
  }

  /// Tells every connection to stop.
  void stop() {
    std::vector<std::shared_ptr<Connection>> open;
    {
      const std::lock_guard lock(mutex_);
      for (const auto& [key, weak] : all_) {
        if (auto connection = weak.lock()) open.push_back(std::move(connection));
      }
    }
    for (const auto& connection : open) connection->stop();
  }

  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return all_.size();
  }

  std::function<void()> on_none;       ///< called when the last one has gone; set before threads run
  std::atomic<std::size_t> bodies{0};  ///< bytes of bodies that are held

private:
  mutable std::mutex mutex_;
  std::unordered_map<Connection*, std::weak_ptr<Connection>> all_;
};

}  // namespace noms::service::internal
