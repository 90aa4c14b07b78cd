# kvali_add_plugin(NAME SOURCES a.cpp [...] [LINK libs...])
# Builds kvali-NAME.so against nothing but the public headers (Kvali::plugin).
#
# The version script is not decoration: without it, inline functions' statics of two plugins are
# merged even under RTLD_LOCAL, and libstdc++ leaks unique symbols. `-z now -z defs` makes a
# missing symbol fail when the plugin is loaded, not in the middle of a report.
set(KVALI_PLUGIN_MAP "${CMAKE_CURRENT_LIST_DIR}/kvali-plugin.map")

function(kvali_add_plugin name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
  set(target kvali-${name})
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
    LINK_DEPENDS "${KVALI_PLUGIN_MAP}")
  if(KVALI_PLUGIN_OUTPUT)
    set_target_properties(${target} PROPERTIES LIBRARY_OUTPUT_DIRECTORY "${KVALI_PLUGIN_OUTPUT}")
  endif()
  target_link_options(${target} PRIVATE
    "LINKER:--version-script=${KVALI_PLUGIN_MAP}" LINKER:--as-needed LINKER:-z,relro,-z,now
    LINKER:--exclude-libs,ALL)
  # A sanitizer's runtime is resolved from the program that loads the plugin.
  if(NOT KVALI_SANITIZE)
    target_link_options(${target} PRIVATE LINKER:-z,defs)
  endif()
  include(GNUInstallDirs)
  install(TARGETS ${target} LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}/kvali/plugins")
endfunction()
