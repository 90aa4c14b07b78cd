/* A module that calls itself something else than its file does. */
#include <kvali/plugin.h>

static const kvali_plugin plugin = {
    sizeof(kvali_plugin), 0, "source-other", "1.0.0", "MIT", NULL, NULL, NULL};
const kvali_plugin* kvali_plugin_v1(void) {
  return &plugin;
}
