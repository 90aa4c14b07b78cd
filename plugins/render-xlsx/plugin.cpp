// The C border of the XLSX renderer; what it does lies beside this file.
#include <kvali/plugin.hpp>

#include "renderer.hpp"

KVALI_PLUGIN("render-xlsx", "0.1.0", "Apache-2.0", kvali::xlsx::XlsxRenderer)
