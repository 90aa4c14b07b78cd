#include "deliver/oauth_tokens.hpp"

#include <Poco/Exception.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "deliver/header_value.hpp"

namespace kvali {

namespace {

using namespace std::chrono_literals;

/// A token must outlast the login it is fetched for.
constexpr auto spare_time = 60s;
/// RFC 6749, 5.1, only recommends to say it.
constexpr std::int64_t usual_life = 3600;
constexpr std::int64_t longest_life = 86'400;

void append_form_value(std::string& out, std::string_view text) {
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
}

Poco::JSON::Object::Ptr parse_object(const Secret& body) {
  try {
    Poco::JSON::Parser parser;
    parser.setDepth(8);
    return parser.parse(std::string(body.reveal())).extract<Poco::JSON::Object::Ptr>();
  } catch (const Poco::Exception&) {
    return nullptr;  // Its message would repeat the answer.
  }
}

std::string text_of(const Poco::JSON::Object& object, const std::string& name) {
  const Poco::Dynamic::Var value = object.get(name);
  return value.isString() ? value.extract<std::string>() : std::string{};
}

/// A number, or digits in quotes as some services write them.
std::chrono::seconds life_of(const Poco::JSON::Object& object) {
  try {
    const Poco::Dynamic::Var value = object.get("expires_in");
    const std::int64_t seconds = value.isEmpty() ? usual_life : value.convert<std::int64_t>();
    return std::chrono::seconds{std::clamp<std::int64_t>(seconds, 0, longest_life)};
  } catch (const Poco::Exception&) {
    return std::chrono::seconds{usual_life};
  }
}

}  // namespace

TokenAnswer read_token_answer(const HttpsReply& reply) {
  const Poco::JSON::Object::Ptr object = parse_object(reply.body);
  if (object.isNull()) throw Error(fmt::format("the token service answers {} and no JSON", reply.status));
  std::string access = text_of(*object, "access_token");
  if (reply.status != 200 || access.empty()) {
    const std::string reason = text_of(*object, "error") + " " + text_of(*object, "error_description");
    throw Error(fmt::format("the token service answers {}: {}", reply.status, printable(reason, 200)));
  }
  // It becomes part of a line that ends at a control character.
  if (!is_printable_ascii(access)) throw Error("the token service gives a token that is none");
  std::string refresh = text_of(*object, "refresh_token");
  TokenAnswer answer{Secret(access), Secret(refresh), life_of(*object)};
  wipe(access);
  wipe(refresh);
  return answer;
}

OAuthTokens::OAuthTokens(OAuthSettings settings)
    : settings_(std::move(settings)),
      url_(HttpsUrl::parse(settings_.token_url)),
      tls_(settings_.trust, url_.server.host) {}

Secret OAuthTokens::token(Deadline deadline) {
  if (std::chrono::steady_clock::now() >= expires_) renew(deadline);
  return token_.copy();
}

void OAuthTokens::renew(Deadline deadline) {
  TokenAnswer answer = read_token_answer(https_post(url_, tls_, form(), deadline));
  token_ = std::move(answer.access_token);
  expires_ = std::chrono::steady_clock::now() + std::max<std::chrono::seconds>(answer.lives - spare_time, 0s);
  if (answer.refresh_token.empty()) return;
  settings_.refresh_token = std::move(answer.refresh_token);
  if (settings_.keep_refresh_token) settings_.keep_refresh_token(settings_.refresh_token);
}

Secret OAuthTokens::form() const {
  std::string form;
  form.reserve(64 + 3 * (settings_.client_id.size() + settings_.client_secret.reveal().size() +
                         settings_.refresh_token.reveal().size() + settings_.scope.size()));
  const auto add = [&form](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    if (!form.empty()) form += '&';
    form += name;
    form += '=';
    append_form_value(form, value);
  };
  add("grant_type", settings_.refresh_token.empty() ? "client_credentials" : "refresh_token");
  add("client_id", settings_.client_id);
  add("client_secret", settings_.client_secret.reveal());
  add("refresh_token", settings_.refresh_token.reveal());
  add("scope", settings_.scope);
  Secret out(form);
  wipe(form);
  return out;
}

}  // namespace kvali
