// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <functional>

namespace noms::dicom {

/// Work that may end its process, done in a process of its own. GDCM is such work: Debian builds it with assertions,
/// and a damaged file of a few bytes is enough for one of them.
///
/// The work hands its answer back in pieces, in an order that both sides know. What it prints is thrown away, it leaves
/// no core file, and it may take five minutes of processor time and 16 GiB.
class OwnProcess {
public:
  using Put = std::function<void(const void*, std::size_t)>;

  /// Starts the work, which writes its answer with the function that it is given.
  explicit OwnProcess(const std::function<void(const Put&)>& work);
  ~OwnProcess();
  OwnProcess(const OwnProcess&) = delete;
  OwnProcess& operator=(const OwnProcess&) = delete;

  /// The next `size` bytes of the answer. False where there are not so many: the process has ended, or there is none.
  bool get(void* to, std::size_t size);

private:
  int answer_ = -1;
  pid_t process_ = -1;
};

}  // namespace noms::dicom
