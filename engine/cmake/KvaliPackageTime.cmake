# Read by cpack: one time for every file of a package, so that the same sources give the same bytes.
# It is the day of the version in debian/changelog.in.
if(NOT DEFINED ENV{SOURCE_DATE_EPOCH})
  set(ENV{SOURCE_DATE_EPOCH} 1795305600)
endif()
