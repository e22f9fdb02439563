// SPDX-License-Identifier: Apache-2.0
#include "noms/service/server.h"

#include <sys/resource.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/strand.hpp>
#include <csignal>
#include <thread>

#include "noms/service/internal/session.h"

namespace noms::service {
namespace {

using internal::Connections;
using internal::error_code;
using internal::tcp;
namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;

using Plain = internal::Session<tcp::socket>;
using Secure = internal::Session<ssl::stream<tcp::socket>>;

/// A connection, a request's pipes and files: descriptors for as many connections as the limit, if the system lets us.
void raise_descriptor_limit(std::size_t connections) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t wanted = connections + 64;
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = limit.rlim_max == RLIM_INFINITY ? wanted : std::min(wanted, limit.rlim_max);
  static_cast<void>(::setrlimit(RLIMIT_NOFILE, &limit));
}

class AsioServer : public Server {
public:
  AsioServer(Service& service, const Listening& listening)
      : service_(service),
        listening_(listening),
        tls_(ssl::context::tls_server),
        acceptor_(asio::make_strand(io_)),
        signals_(acceptor_.get_executor()),
        pause_(acceptor_.get_executor()),
        stop_timer_(acceptor_.get_executor()) {
    connections_.on_none = [this] {
      if (service_.stopping()) asio::post(acceptor_.get_executor(), [this] { stop_timer_.cancel(); });
    };
  }

  ~AsioServer() override { connections_.on_none = nullptr; }  // what is left of sessions goes with io_
  AsioServer(const AsioServer&) = delete;
  AsioServer& operator=(const AsioServer&) = delete;

  Result<bool> open() {
    error_code error;
    if (!listening_.certificate.empty()) {
      const auto fault = load_certificate();
      if (!fault.message.empty()) return fault;
    }
    const auto address = asio::ip::make_address(listening_.address, error);
    if (error) return Issue{ErrorCode::Usage, "--address", "an address is a number, such as 127.0.0.1 or ::1"};
    const tcp::endpoint endpoint(address, listening_.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(1024, error);
    if (error) return Issue{ErrorCode::Io, "--port", "the service cannot listen: " + error.message()};
    raise_descriptor_limit(service_.limits().connections);
    return true;
  }

  std::uint16_t port() const override {
    error_code ignored;
    return acceptor_.local_endpoint(ignored).port();
  }

  void run() override {
    signals_.add(SIGINT);
    signals_.add(SIGTERM);
    wait_for_signal();
    accept();
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < listening_.threads; ++i) threads.emplace_back([this] { work(); });
    work();
  }

  void stop() override {
    asio::post(acceptor_.get_executor(), [this] { begin_to_stop(); });
  }

private:
  Issue load_certificate() {
    error_code error;
    tls_.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
                         ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1 | ssl::context::single_dh_use |
                         SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_COMPRESSION,
                     error);
    tls_.use_certificate_chain_file(listening_.certificate, error);
    if (error) return {ErrorCode::Io, "--certificate", "the file cannot be read as a certificate in PEM"};
    tls_.use_private_key_file(listening_.key, ssl::context::pem, error);
    if (error) return {ErrorCode::Io, "--key", "the file cannot be read as the key of the certificate in PEM"};
    if (SSL_CTX_check_private_key(tls_.native_handle()) != 1)
      return {ErrorCode::Io, "--key", "the key is not that of the certificate"};
    return {ErrorCode::Io, "", ""};
  }

  void work() {
    while (true) {
      try {
        io_.run();
        return;
      } catch (const std::exception&) {
        // Memory ran out in one connection, which has ended with its handler; the others go on.
      }
    }
  }

  void wait_for_signal() {
    signals_.async_wait([this](error_code error, int) {
      if (error) return;
      if (service_.stopping()) return io_.stop();
      stop();
      wait_for_signal();
    });
  }

  void accept() {
    acceptor_.async_accept(asio::make_strand(io_), [this](error_code error, tcp::socket socket) {
      if (service_.stopping()) return;
      if (!error) {
        take(std::move(socket));
        return accept();
      }
      // No descriptor is left, or the client has gone: not at once again.
      pause_.expires_after(std::chrono::milliseconds(20));
      pause_.async_wait([this](error_code) {
        if (!service_.stopping()) accept();
      });
    });
  }

  void take(tcp::socket socket) {
    if (connections_.size() >= service_.limits().connections) return turn_away(std::move(socket));
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    service_.metrics().connection_opened();
    if (listening_.certificate.empty()) {
      launch(std::make_shared<Plain>(service_, connections_, std::move(socket)));
    } else {
      launch(std::make_shared<Secure>(service_, connections_, std::move(socket), tls_));
    }
  }

  template <class Session>
  void launch(const std::shared_ptr<Session>& session) {
    connections_.add(session);
    session->start();
  }

  /// As many as the limit are open: a short answer that fits the buffer of the socket, and no waiting.
  void turn_away(tcp::socket socket) {
    service_.metrics().count_turned_away();
    if (!listening_.certificate.empty()) return;
    Response response = problem(503, "as many connections are open as the service takes");
    response.close = true;
    const std::string text =
        head_of(response, {}, false, false, http_date(std::chrono::system_clock::now())) + response.body;
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(text), ignored);
    socket.shutdown(tcp::socket::shutdown_send, ignored);
    std::array<char, 4096> unread;
    socket.read_some(asio::buffer(unread), ignored);  // so that closing does not take the answer away
  }

  void begin_to_stop() {
    if (service_.stopping()) return;
    service_.stop();
    error_code ignored;
    acceptor_.close(ignored);
    pause_.cancel();
    connections_.stop();
    if (connections_.size() == 0) return signals_.cancel(ignored), void();
    stop_timer_.expires_after(service_.limits().stop_time);
    stop_timer_.async_wait([this](error_code error) {
      error_code unused;
      signals_.cancel(unused);
      if (!error) io_.stop();
    });
  }

  Service& service_;
  Listening listening_;
  ssl::context tls_;
  Connections connections_;
  asio::io_context io_;
  tcp::acceptor acceptor_;
  asio::signal_set signals_;
  asio::steady_timer pause_;
  asio::steady_timer stop_timer_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::open(Service& service, const Listening& listening) {
  auto server = std::make_unique<AsioServer>(service, listening);
  const auto opened = server->open();
  if (!opened) return opened.error();
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace noms::service
