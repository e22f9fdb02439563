// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/gzip.h"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

namespace noms::imaging {

struct ByteSource::Inflater {
  z_stream stream{};
  bool ok = false;
  bool ended = false;
  bool well = false;  ///< the last member ended with its right checksum
};

ByteSource::ByteSource(std::string_view data) : data_(data) {
  if (data.size() < 2 || static_cast<std::uint8_t>(data[0]) != 0x1f || static_cast<std::uint8_t>(data[1]) != 0x8b)
    return;
  inflater_ = new Inflater;
  inflater_->ok = inflateInit2(&inflater_->stream, 15 + 16) == Z_OK;
}

ByteSource::~ByteSource() {
  if (inflater_ == nullptr) return;
  inflateEnd(&inflater_->stream);
  delete inflater_;
}

std::size_t ByteSource::read(std::uint8_t* to, std::size_t count) {
  if (inflater_ == nullptr) {
    const std::size_t n = std::min(count, data_.size() - at_);
    if (n > 0) std::memcpy(to, data_.data() + at_, n);
    at_ += n;
    return n;
  }
  if (!inflater_->ok) return 0;
  z_stream& z = inflater_->stream;
  std::size_t done = 0;
  while (done < count && !inflater_->ended) {
    const std::size_t chunk_in = std::min<std::size_t>(data_.size() - at_, 1U << 30U);
    const std::size_t chunk_out = std::min<std::size_t>(count - done, 1U << 30U);
    // zlib's interface takes a pointer to non-const although it does not write.
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data_.data() + at_));
    z.avail_in = static_cast<uInt>(chunk_in);
    z.next_out = to + done;
    z.avail_out = static_cast<uInt>(chunk_out);
    const int state = inflate(&z, Z_NO_FLUSH);
    at_ += chunk_in - z.avail_in;
    const std::size_t made = chunk_out - z.avail_out;
    done += made;
    if (state == Z_STREAM_END) {
      // A gzip file may hold several members one after the other.
      const bool more = at_ + 2 <= data_.size() && static_cast<std::uint8_t>(data_[at_]) == 0x1f;
      inflater_->well = !more;
      if (!more || inflateReset(&z) != Z_OK) inflater_->ended = true;
    } else if (state != Z_OK || (made == 0 && chunk_in == z.avail_in)) {
      inflater_->ended = true;
    }
  }
  made_ += done;
  return done;
}

/// Everything that came out so far and `count` bytes more, when the data are one member that holds no more than that.
/// Nothing is changed otherwise: the stream goes on, and says what is wrong.
bool ByteSource::unpack_whole(Bytes& to, std::size_t count) {
  const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> whole(
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  if (whole == nullptr) return false;
  to.resize(made_ + count);
  std::size_t used = 0;
  std::size_t made = 0;
  const auto state =
      libdeflate_gzip_decompress_ex(whole.get(), data_.data(), data_.size(), to.data(), to.size(), &used, &made);
  if (state != LIBDEFLATE_SUCCESS || used != data_.size() || made != to.size()) return false;
  to.erase(to.begin(), to.begin() + static_cast<std::ptrdiff_t>(made_));
  return true;
}

std::size_t ByteSource::read_rest(Bytes& to, std::size_t count) {
  constexpr std::size_t least_whole = std::size_t{1} << 16U;  // what is smaller is not worth a second way
  if (inflater_ != nullptr && inflater_->ok && count >= least_whole && unpack_whole(to, count)) {
    inflater_->ended = true;
    inflater_->well = true;
    at_ = data_.size();
    made_ += count;
    return count;
  }
  to.resize(count);
  const std::size_t got = read(to.data(), count);
  to.resize(got);
  return got;
}

bool ByteSource::skip(std::size_t count) {
  std::array<std::uint8_t, 4096> drop;
  while (count > 0) {
    const std::size_t n = read(drop.data(), std::min(count, drop.size()));
    if (n == 0) return false;
    count -= n;
  }
  return true;
}

bool ByteSource::ends_well(std::size_t beyond) {
  if (inflater_ == nullptr) return true;
  skip(beyond);
  return inflater_->well;
}

std::size_t ByteSource::most_left() const {
  if (inflater_ == nullptr) return data_.size() - at_;
  return (data_.size() - at_) * 1040 + (std::size_t{1} << 16U);
}

Bytes gzipped(const Bytes& bytes, int level) {
  z_stream z{};
  Bytes out;
  if (deflateInit2(&z, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return out;
  out.resize(1U << 16U);
  std::size_t made = 0;
  std::size_t at = 0;
  int state = Z_OK;
  while (state != Z_STREAM_END) {
    const std::size_t chunk = std::min<std::size_t>(bytes.size() - at, 1U << 30U);
    z.next_in = const_cast<Bytef*>(bytes.data() + at);
    z.avail_in = static_cast<uInt>(chunk);
    if (out.size() - made < (1U << 15U)) out.resize(out.size() * 2);
    const std::size_t room = std::min<std::size_t>(out.size() - made, 1U << 30U);
    z.next_out = out.data() + made;
    z.avail_out = static_cast<uInt>(room);
    state = deflate(&z, at + chunk == bytes.size() ? Z_FINISH : Z_NO_FLUSH);
    at += chunk - z.avail_in;
    made += room - z.avail_out;
  }
  deflateEnd(&z);
  out.resize(made);
  return out;
}

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  std::error_code problem;
  const std::uintmax_t size = std::filesystem::file_size(path, problem);
  if (problem) return Issue{ErrorCode::Io, path, "the file cannot be read"};
  if (size > limit)
    return Issue{ErrorCode::TooLarge, path, "the file is larger than " + std::to_string(limit) + " bytes"};
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (file == nullptr) return Issue{ErrorCode::Io, path, "the file cannot be opened"};
  std::string text(static_cast<std::size_t>(size), '\0');
  if (std::fread(text.data(), 1, text.size(), file.get()) != text.size()) {
    return Issue{ErrorCode::Io, path, "the file ended while it was read"};
  }
  return text;
}

Result<bool> write_file(const std::string& path, const void* data, std::size_t size) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return Issue{ErrorCode::Io, path, "the file cannot be created"};
  const bool written = std::fwrite(data, 1, size, file) == size;
  if (std::fclose(file) != 0 || !written) return Issue{ErrorCode::Io, path, "the file could not be written whole"};
  return true;
}

}  // namespace noms::imaging
