# What is installed besides the program and its plugins. Two components, one Debian package each:
# kvali, the default, is for people who make reports; dev is for people who write plugins.
include(CMakePackageConfigHelpers)

install(DIRECTORY templates DESTINATION "${CMAKE_INSTALL_DATADIR}/kvali")
install(DIRECTORY samples/ DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/kvali/examples"
  PATTERN out EXCLUDE
  PATTERN run EXCLUDE)

set(package_folder "${CMAKE_INSTALL_DATADIR}/cmake/Kvali")
install(TARGETS kvali_plugin_headers EXPORT KvaliTargets)
install(DIRECTORY engine/include/kvali TYPE INCLUDE COMPONENT dev)
install(EXPORT KvaliTargets NAMESPACE Kvali:: DESTINATION "${package_folder}" COMPONENT dev)
configure_package_config_file(engine/cmake/KvaliConfig.cmake.in KvaliConfig.cmake
  INSTALL_DESTINATION "${package_folder}")
# Headers only, so one package serves every architecture. Before 1.0 a minor version may change the contract.
write_basic_package_version_file(KvaliConfigVersion.cmake COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(
  FILES "${PROJECT_BINARY_DIR}/KvaliConfig.cmake" "${PROJECT_BINARY_DIR}/KvaliConfigVersion.cmake"
    engine/cmake/KvaliPlugin.cmake engine/cmake/kvali-plugin.map
  DESTINATION "${package_folder}"
  COMPONENT dev)
install(FILES plugins/README.md DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/kvali-dev" COMPONENT dev)
