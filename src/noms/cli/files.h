// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "noms/foundation/result.h"

namespace noms::cli {

/// The bytes of a file; `-` is standard input.
///
/// Errors: TooLarge above `limit` bytes, told from the size before anything is read where the file has one; Io with the
/// reason
///         of the system.
Result<std::string> read_file(const std::string& path, std::size_t limit);

/// A file below a folder: its name relative to it, with `/`, and its bytes.
struct FolderFile {
  std::string name;
  std::string text;
};

/// All `*.md` and `*.csv` below a folder, sorted by name. Errors: Io; TooLarge for more than 10,000 files or 64 MiB in
/// all.
Result<std::vector<FolderFile>> read_folder(const std::string& path);

/// A file to be written.
struct Written {
  std::string path;
  std::string text;
};

/// Writes all files or none: each beside its place first, then all are renamed. A signal in between leaves nothing
/// behind. Errors: Io.
Result<bool> write_files(const std::vector<Written>& files);

/// While one lives, a signal to stop does not end the program: what runs is finished first, and then looks at signal().
class Finishing {
public:
  Finishing();
  ~Finishing();
  Finishing(const Finishing&) = delete;
  Finishing& operator=(const Finishing&) = delete;

  /// The signal that came; 0 when none did.
  static int signal();
};

/// SIGINT and SIGTERM end the program with 130 and 143, at once or, while files are written, after what was begun is
/// taken away. A reader that goes away is told to write(), not to the whole program.
void watch_signals();

}  // namespace noms::cli
