/* The layout that plugins are built against, checked by the C compiler. */
#include <kvali/plugin.h>

_Static_assert(offsetof(kvali_source, open) == 40, "kvali_source");
_Static_assert(offsetof(kvali_renderer, destroy) == 80, "kvali_renderer");
_Static_assert(offsetof(kvali_call, extension) == 64, "kvali_call");
_Static_assert(offsetof(kvali_event, data_size) == 96, "kvali_event");
_Static_assert(offsetof(kvali_plugin, renderers) == 48, "kvali_plugin");
_Static_assert(sizeof(kvali_option) == 64, "kvali_option");
_Static_assert(sizeof(kvali_value) == 8, "kvali_value");

size_t kvali_size_in_c(int which);
size_t kvali_size_in_c(int which) {
  static const size_t sizes[] = {sizeof(kvali_source),       sizeof(kvali_renderer),   sizeof(kvali_call),
                                 sizeof(kvali_event),        sizeof(kvali_plugin),     sizeof(kvali_attr),
                                 sizeof(struct ArrowSchema), sizeof(struct ArrowArray)};
  return sizes[which];
}
