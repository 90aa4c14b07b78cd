#include "deliver/https_post.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "deliver/header_value.hpp"

namespace kvali {

namespace {

constexpr std::size_t longest_answer = 65536;

[[noreturn]] void refuse_url(std::string_view url) {
  throw Error(fmt::format("no address of a service: \"{}\"", printable(url, 100)),
              "write it as https://login.example.org/token");
}

template <typename Number>
std::optional<Number> read_number(std::string_view text, int base) {
  Number number{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

[[noreturn]] void cut_off() {
  throw ConnectionError("the service's answer is cut off");
}

/// What stands behind "name:" in the headers, without spaces around it; "" if nothing does.
std::string header(std::string_view headers, std::string_view name) {
  std::string lower(headers);
  lower += "\r\n";
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const std::size_t at = lower.find(fmt::format("\r\n{}:", name));
  if (at == lower.npos) return {};
  const std::size_t begin = lower.find_first_not_of(' ', at + name.size() + 3);
  return lower.substr(begin, lower.find("\r\n", begin) - begin);
}

Secret joined_chunks(std::string_view body) {
  std::string all;
  all.reserve(body.size());
  for (;;) {
    const std::size_t end = body.find("\r\n");
    if (end == body.npos) cut_off();
    const auto size = read_number<std::size_t>(body.substr(0, std::min(end, body.find(';'))), 16);
    if (!size || *size > body.size() - end - 2) cut_off();
    if (*size == 0) break;
    all += body.substr(end + 2, *size);
    body.remove_prefix(end + 2 + *size);
    if (!body.starts_with("\r\n")) cut_off();
    body.remove_prefix(2);
  }
  Secret out(all);
  wipe(all);
  return out;
}

}  // namespace

HttpsUrl HttpsUrl::parse(std::string_view url) {
  constexpr std::string_view scheme = "https://";
  if (!is_printable_ascii(url) || !url.starts_with(scheme) || url.find_first_of(" #@\"<>\\") != url.npos)
    refuse_url(url);
  const std::string_view rest = url.substr(scheme.size());
  const std::string_view place = rest.substr(0, rest.find('/'));
  const std::size_t colon = place.find(':');
  HttpsUrl out;
  out.server = {std::string(place.substr(0, colon)), 443};
  if (colon != place.npos) {
    const auto port = read_number<std::uint16_t>(place.substr(colon + 1), 10);
    if (!port || *port == 0) refuse_url(url);
    out.server.port = *port;
  }
  if (out.server.host.empty()) refuse_url(url);
  out.path = rest.size() > place.size() ? std::string(rest.substr(place.size())) : "/";
  return out;
}

HttpsReply read_http_answer(std::string_view answer) {
  const std::size_t end = answer.find("\r\n\r\n");
  if (end == answer.npos) cut_off();
  const std::string_view headers = answer.substr(0, end);
  const std::string_view body = answer.substr(end + 4);
  if (!headers.starts_with("HTTP/1.") || headers.size() < 12)
    throw ConnectionError("the service does not answer by HTTP");
  const auto status = read_number<int>(headers.substr(9, 3), 10);
  if (!status) throw ConnectionError("the service does not answer by HTTP");
  if (header(headers, "transfer-encoding") == "chunked") return {*status, joined_chunks(body)};
  // An answer without a length would end where the connection does, whoever cuts it.
  const auto size = read_number<std::size_t>(header(headers, "content-length"), 10);
  if (!size || *size != body.size()) cut_off();
  return {*status, Secret(body)};
}

HttpsReply https_post(const HttpsUrl& url, const TlsContext& tls, const Secret& form, Deadline deadline) {
  Connection connection(url.server, deadline);
  connection.start_tls(tls, deadline);
  const std::string headers = fmt::format(
      "POST {} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
      "Content-Length: {}\r\nAccept: application/json\r\nConnection: close\r\n\r\n",
      url.path, url.server.host, form.reveal().size());
  connection.send(Secret{headers, form.reveal()}.reveal(), deadline);
  std::string answer;
  answer.reserve(longest_answer + 16384);  // Growing would leave copies of a secret behind.
  for (std::string more; !(more = connection.receive(deadline)).empty(); wipe(more)) {
    answer += more;
    if (answer.size() > longest_answer) throw ConnectionError("the service's answer is too long");
  }
  HttpsReply reply = read_http_answer(answer);
  wipe(answer);
  return reply;
}

}  // namespace kvali
