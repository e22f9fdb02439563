// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "noms/service/internal/connections.h"
#include "noms/service/log.h"
#include "noms/service/problem.h"
#include "noms/service/request_reader.h"
#include "noms/service/response_head.h"
#include "noms/service/service.h"

namespace noms::service::internal {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// One connection: reads a request, answers it, reads the next. Everything runs in the strand of its socket. There is
/// always a deadline: what the client must send, or take, and by when. A client that sends a byte now and then does not
/// move it.
template <class Stream>
class Session : public Connection, public std::enable_shared_from_this<Session<Stream>> {
public:
  static constexpr bool secure = !std::is_same_v<Stream, tcp::socket>;

  template <class... Arguments>
  Session(Service& service, Connections& connections, Arguments&&... stream)
      : service_(service),
        connections_(connections),
        stream_(std::forward<Arguments>(stream)...),
        timer_(stream_.get_executor()),
        tick_(std::min({std::chrono::milliseconds(1000), service.limits().head_time / 4, service.limits().body_time / 4,
                        service.limits().idle_time / 4})) {}

  ~Session() override {
    hold(0);
    end_request();
    service_.metrics().connection_closed();
    connections_.remove(this);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void start() {
    asio::dispatch(stream_.get_executor(), [self = this->shared_from_this()] { self->begin(); });
  }

  void stop() override {
    asio::post(stream_.get_executor(), [self = this->shared_from_this()] {
      if (self->phase_ == Phase::Idle || self->phase_ == Phase::Handshake) self->close();
    });
  }

private:
  using Clock = std::chrono::steady_clock;
  enum class Phase { Handshake, Idle, Head, Body, Answer, Linger, Closed };

  tcp::socket& socket() {
    if constexpr (secure) {
      return stream_.next_layer();
    } else {
      return stream_;
    }
  }

  void begin() {
    if constexpr (secure) {
      wait_until(service_.limits().head_time);
      watch();
      stream_.async_handshake(Stream::server, [self = this->shared_from_this()](error_code error) {
        error ? self->close() : self->next_request();
      });
    } else {
      next_request();
      watch();
    }
  }

  // ---- the deadline

  void wait_until(std::chrono::milliseconds time) { deadline_ = Clock::now() + time; }

  void watch() {
    timer_.expires_after(tick_);
    timer_.async_wait([self = this->shared_from_this()](error_code error) {
      if (error || self->phase_ == Phase::Closed) return;
      if (Clock::now() >= self->deadline_) self->expire();
      if (self->phase_ != Phase::Closed) self->watch();
    });
  }

  void expire() {
    const bool late = phase_ == Phase::Head || phase_ == Phase::Body;
    if (!late || expired_) return close();
    expired_ = true;
    wait_until(service_.limits().head_time);
    error_code ignored;
    socket().cancel(ignored);  // on_read() answers 408
  }

  // ---- reading

  void next_request() {
    reader_.emplace(service_.limits());
    admission_ = {};
    phase_ = Phase::Idle;
    expired_ = false;
    wait_until(service_.limits().idle_time);
    if (service_.stopping()) return close();
    input_.empty() ? receive() : advance();
  }

  void receive() {
    stream_.async_read_some(asio::buffer(part_), [self = this->shared_from_this()](error_code error, std::size_t size) {
      self->on_read(error, size);
    });
  }

  void on_read(error_code error, std::size_t size) {
    if (phase_ == Phase::Closed) return;
    if (expired_) return refuse(problem(408, "the request did not come in time"));
    if (error) return close();
    input_.append(part_.data(), size);
    advance();
  }

  void advance() {
    if (phase_ == Phase::Idle) {
      phase_ = Phase::Head;
      service_.metrics().request_began();
      began_ = true;
      wait_until(service_.limits().head_time);
    }
    std::string_view bytes = input_;
    auto state = reader_->read(bytes);
    if (state == RequestReader::State::HeadRead) {
      admission_ = service_.admit(reader_->head());
      started_ = Clock::now();
      if (admission_.refusal) return refuse(std::move(*admission_.refusal));
      state = reader_->allow_body(admission_.body_bytes);
      if (state == RequestReader::State::Body) {
        phase_ = Phase::Body;
        wait_until(service_.limits().body_time);
        if (bytes.empty() && !reader_->head().expect.empty()) {
          input_.clear();
          return go_on();
        }
        state = reader_->read(bytes);
      }
    }
    input_.erase(0, input_.size() - bytes.size());
    if (!hold(reader_->body_size())) return refuse(problem(503, "too much is being received at this time"));
    switch (state) {
      case RequestReader::State::Complete: return answer();
      case RequestReader::State::Refused: return refuse(problem(reader_->status(), reader_->reason()));
      default: return receive();
    }
  }

  /// The client waits for a word before it sends the body.
  void go_on() {
    output_ = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(stream_, asio::buffer(output_), [self = this->shared_from_this()](error_code error, std::size_t) {
      error ? self->close() : self->receive();
    });
  }

  /// Counts the bytes of the body against those of all; false when there are too many.
  bool hold(std::size_t bytes) {
    connections_.bodies += bytes;
    connections_.bodies -= held_;
    held_ = bytes;
    return bytes == 0 || connections_.bodies <= service_.limits().bodies_bytes;
  }

  // ---- answering

  void answer() {
    phase_ = Phase::Answer;
    started_ = Clock::now();
    respond(service_.answer(reader_->head(), admission_, reader_->take_body()));
  }

  /// An answer before the whole request was read: what is left of it cannot be told from the next one.
  void refuse(Response response) {
    phase_ = Phase::Answer;
    if (started_ == Clock::time_point()) started_ = Clock::now();
    response.close = true;
    respond(std::move(response));
  }

  void respond(Response response) {
    response_ = std::move(response);
    const RequestHead& head = reader_->head();
    keep_alive_ = head.keep_alive && !response_.close && !service_.stopping() && !(response_.more && head.http_1_0);
    silent_ = head.method == "HEAD";
    sent_ = 0;
    output_ = head_of(response_, head, keep_alive_, secure, http_date(std::chrono::system_clock::now()));
    wait_until(service_.limits().write_time);
    if (response_.more && !silent_) return next_part();
    std::string_view body = response_.kept.empty() ? response_.body : response_.kept;
    if (silent_ || response_.status == 304) body = {};
    sent_ = body.size();
    const std::array<asio::const_buffer, 2> both{asio::buffer(output_), asio::buffer(body.data(), body.size())};
    asio::async_write(stream_, both,
                      [self = this->shared_from_this()](error_code error, std::size_t) { self->on_written(error); });
  }

  /// A streamed answer, in chunks; to HTTP/1.0 as it is.
  void next_part() {
    std::string part;
    bool more = false;
    try {
      more = response_.more(part);
    } catch (const std::exception&) {
      return close();  // a cut answer, which the client can tell
    }
    sent_ += part.size();
    const bool chunked = !reader_->head().http_1_0;
    if (chunked && !part.empty()) {
      std::array<char, 20> size{};
      std::snprintf(size.data(), size.size(), "%zx\r\n", part.size());
      output_ += size.data();
    }
    output_ += part;
    if (chunked && !part.empty()) output_ += "\r\n";
    if (chunked && !more) output_ += "0\r\n\r\n";
    wait_until(service_.limits().write_time);
    asio::async_write(stream_, asio::buffer(output_),
                      [self = this->shared_from_this(), more](error_code error, std::size_t) {
                        if (error || !more) return self->on_written(error);
                        self->output_.clear();
                        self->next_part();
                      });
  }

  void on_written(error_code error) {
    if (phase_ == Phase::Closed) return;
    record();
    response_ = {};
    hold(0);
    end_request();
    if (error) return close();
    keep_alive_ ? next_request() : linger();
  }

  void record() {
    const auto time = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started_).count();
    const RequestHead& head = reader_->head();
    Logged logged;
    const bool known = head.method == "GET" || head.method == "HEAD" || head.method == "POST";
    logged.method = known ? std::string_view(head.method) : std::string_view("-");
    logged.route = admission_.route < 0 ? "-" : routes()[static_cast<std::size_t>(admission_.route)].path;
    logged.status = response_.status;
    logged.bytes = sent_;
    logged.microseconds = static_cast<std::uint64_t>(time);
    started_ = {};
    service_.metrics().count(admission_.route, logged.status, logged.microseconds, logged.bytes);
    log(logged);
  }

  void end_request() {
    if (began_) service_.metrics().request_ended();
    began_ = false;
  }

  // ---- the end

  /// Says that nothing more comes, then takes what the client still sends for a short time: a socket closed with bytes
  /// unread would take the answer away from the client.
  void linger() {
    phase_ = Phase::Linger;
    left_ = 1U << 20U;
    wait_until(std::min(std::chrono::milliseconds(1000), service_.limits().head_time));
    if constexpr (secure) {
      stream_.async_shutdown([self = this->shared_from_this()](error_code) { self->half_close(); });
    } else {
      half_close();
    }
  }

  void half_close() {
    error_code ignored;
    socket().shutdown(tcp::socket::shutdown_send, ignored);
    drain();
  }

  void drain() {
    socket().async_read_some(asio::buffer(part_),
                             [self = this->shared_from_this()](error_code error, std::size_t size) {
                               self->left_ -= std::min(self->left_, size);
                               error || self->left_ == 0 ? self->close() : self->drain();
                             });
  }

  void close() {
    phase_ = Phase::Closed;
    timer_.cancel();
    error_code ignored;
    socket().close(ignored);
  }

  Service& service_;
  Connections& connections_;
  Stream stream_;
  asio::steady_timer timer_;
  std::chrono::milliseconds tick_;
  Clock::time_point deadline_;
  Clock::time_point started_;
  Phase phase_ = Phase::Handshake;
  bool expired_ = false;
  bool began_ = false;
  bool keep_alive_ = false;
  bool silent_ = false;  ///< HEAD
  std::optional<RequestReader> reader_;
  Admission admission_;
  Response response_;
  std::string input_;
  std::string output_;
  std::array<char, 16384> part_;
  std::size_t held_ = 0;
  std::size_t sent_ = 0;
  std::size_t left_ = 0;
};

}  // namespace noms::service::internal
