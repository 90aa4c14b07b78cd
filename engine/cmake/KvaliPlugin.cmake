# kvali_add_plugin(NAME SOURCES a.cpp [...] [LINK libs...])
# Builds kvali-NAME.so against nothing but the public headers (Kvali::plugin).
#
# The version script is not decoration: without it, inline functions' statics of two plugins are
# merged even under RTLD_LOCAL, and libstdc++ leaks unique symbols. `-z now -z defs` makes a
# missing symbol fail when the plugin is loaded, not in the middle of a report.

# Below the prefix, and not the folder of an architecture: bin/kvali looks in ../lib/kvali/plugins.
# Where it is empty, plugins are built but not installed.
set(KVALI_PLUGIN_DIR "lib/kvali/plugins")

function(kvali_add_plugin name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
  set(target kvali-${name})
  set(map "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/kvali-plugin.map")
  add_library(${target} MODULE ${arg_SOURCES})
  target_link_libraries(${target} PRIVATE Kvali::plugin ${arg_LINK})
  if(TARGET kvali_options)
    target_link_libraries(${target} PRIVATE kvali_options)
  endif()
  target_compile_features(${target} PRIVATE cxx_std_20 c_std_11)
  set_target_properties(${target} PROPERTIES
    PREFIX ""
    C_VISIBILITY_PRESET hidden
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON
    LINK_DEPENDS "${map}")
  if(KVALI_PLUGIN_OUTPUT)
    set_target_properties(${target} PROPERTIES LIBRARY_OUTPUT_DIRECTORY "${KVALI_PLUGIN_OUTPUT}")
  endif()
  target_link_options(${target} PRIVATE
    "LINKER:--version-script=${map}" LINKER:--as-needed LINKER:-z,relro,-z,now
    LINKER:--exclude-libs,ALL)
  # A sanitizer's runtime is resolved from the program that loads the plugin.
  if(NOT KVALI_SANITIZE)
    target_link_options(${target} PRIVATE LINKER:-z,defs)
  endif()
  if(KVALI_PLUGIN_DIR)
    install(TARGETS ${target} LIBRARY DESTINATION "${KVALI_PLUGIN_DIR}")
  endif()
endfunction()
