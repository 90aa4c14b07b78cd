/* A module whose description is shorter than version 1 of the contract. */
#include <kvali/plugin.h>

static const kvali_plugin plugin = {8, 0, "source-tiny", "1.0.0", "MIT", NULL, NULL, NULL};
const kvali_plugin* kvali_plugin_v1(void) {
  return &plugin;
}
