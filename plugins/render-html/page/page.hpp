#pragma once

#include <kvali/plugin.hpp>
#include <string>

#include "page/contents.hpp"
#include "page/output.hpp"
#include "text/links.hpp"

namespace kvali::html {

/// What is known of the page while it is written, for whoever writes a part of it.
struct Page {
  explicit Page(std::string path) : out(std::move(path)) {}

  Output out;
  Links links;
  Contents contents;
  std::string title;
  std::string lang;
  std::string number_decimal = ".";
  std::string number_group;
  std::string data_word;  ///< Heads the figures of a chart.
  bool right_to_left = false;
};

}  // namespace kvali::html
