# `cpack -G DEB` in a build tree makes kvali_VERSION_ARCH.deb and kvali-dev_VERSION_all.deb.
set(KVALI_PACKAGE_MAINTAINER "Kvali <kvali@localhost>" CACHE STRING "Who looks after the Debian packages")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME kvali)
set(CPACK_PACKAGE_CONTACT "${KVALI_PACKAGE_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "donor reports from meeting records and achievements")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_OUTPUT_FILE_PREFIX packages)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS ${CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS})
set(CPACK_PROJECT_CONFIG_FILE "${PROJECT_SOURCE_DIR}/engine/cmake/KvaliPackageTime.cmake")

set(CPACK_COMPONENTS_ALL kvali dev)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)

set(CPACK_DEBIAN_KVALI_PACKAGE_NAME kvali)
set(CPACK_DEBIAN_KVALI_PACKAGE_SECTION text)
set(CPACK_DEBIAN_KVALI_PACKAGE_SHLIBDEPS ON)
# What no linker sees: the letters that pages are set in, and the zones of time columns.
set(CPACK_DEBIAN_KVALI_PACKAGE_DEPENDS "fonts-noto-core, tzdata")
set(CPACK_COMPONENT_KVALI_DESCRIPTION "Kvali turns minutes of meetings and indicator data into the reports that donors
get, as PDF, XLSX and HTML, in Georgian and English, with every figure traceable
to the record it came from.")

set(CPACK_DEBIAN_DEV_PACKAGE_NAME kvali-dev)
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEV_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS "kvali (>= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_DEV_PACKAGE_SUGGESTS "cmake, g++")
set(CPACK_COMPONENT_DEV_DESCRIPTION "Kvali makes donor reports from meeting records and indicator data. This package
has the headers and the CMake package that its sources and renderers are built
with.")

# Debian wants a copyright file and a change log in the folder of each package.
file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/debian")
foreach(component IN ITEMS kvali dev)
  string(TOUPPER ${component} upper)
  set(KVALI_PACKAGE_NAME ${CPACK_DEBIAN_${upper}_PACKAGE_NAME})
  set(folder "${PROJECT_BINARY_DIR}/debian/${KVALI_PACKAGE_NAME}")
  configure_file(engine/cmake/debian/changelog.in "${folder}/changelog" @ONLY)
  add_custom_command(OUTPUT "${folder}/changelog.gz" DEPENDS "${folder}/changelog"
    COMMAND gzip -9nkf "${folder}/changelog" VERBATIM)
  list(APPEND changelogs "${folder}/changelog.gz")
  install(FILES engine/cmake/debian/copyright "${folder}/changelog.gz"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/${KVALI_PACKAGE_NAME}" COMPONENT ${component})
endforeach()
add_custom_target(kvali_changelogs ALL DEPENDS ${changelogs})

include(CPack)
