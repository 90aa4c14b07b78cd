#include <kvali/plugin.hpp>

#include "renderer.hpp"

KVALI_PLUGIN("render-html", "0.1.0", "Apache-2.0", kvali::html::HtmlRenderer)
