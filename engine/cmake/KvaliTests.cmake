# kvali_add_test(NAME SOURCES a.cpp [...] [LINK libs...] [THREADS]) - one Catch2 program, run by ctest as NAME.
# THREADS: it starts threads; the preset tsan builds the target `threaded` and runs the label `threads`.
find_package(Catch2 QUIET)

function(kvali_add_test name)
  if(NOT BUILD_TESTING)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "THREADS" "" "SOURCES;LINK")
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE kvali_test_main ${arg_LINK} kvali_options)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  if(arg_THREADS)
    set_property(TEST ${name} PROPERTY LABELS threads)
    add_dependencies(threaded ${name})
  endif()
endfunction()

# Catch2's main costs seconds to compile: once, here, for every test program.
if(BUILD_TESTING)
  add_custom_target(threaded)
  add_library(kvali_test_main STATIC "${PROJECT_SOURCE_DIR}/tests/support/main.cpp")
  target_include_directories(kvali_test_main PUBLIC "${PROJECT_SOURCE_DIR}/tests/support")
  # Catch2 2.13 has a Catch2WithMain target too, but no such library.
  if(Catch2_VERSION VERSION_GREATER_EQUAL 3)
    target_link_libraries(kvali_test_main PUBLIC Catch2::Catch2WithMain)
    target_compile_definitions(kvali_test_main PUBLIC KVALI_CATCH_MAJOR=3)
  else()
    target_link_libraries(kvali_test_main PUBLIC Catch2::Catch2)
    target_compile_definitions(kvali_test_main PUBLIC KVALI_CATCH_MAJOR=2)
  endif()
  target_compile_features(kvali_test_main PUBLIC cxx_std_20)
endif()

# kvali_add_fuzzer(NAME SOURCES a.cpp [...] [LINK libs...]) - one libFuzzer program, fuzz/NAME in the build
# tree; only with KVALI_FUZZ, which needs clang and the address sanitizer. Seeds: tests/fuzz/NAME/.
option(KVALI_FUZZ "Build the fuzzers; needs clang and KVALI_SANITIZE with address" OFF)
if(KVALI_FUZZ)
  # Everything is instrumented, so that the fuzzer sees which branches an input reaches.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

function(kvali_add_fuzzer name)
  if(NOT KVALI_FUZZ)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
  add_executable(fuzz-${name} ${arg_SOURCES})
  target_link_libraries(fuzz-${name} PRIVATE ${arg_LINK} kvali_options)
  target_link_options(fuzz-${name} PRIVATE -fsanitize=fuzzer)
  set_target_properties(fuzz-${name} PROPERTIES OUTPUT_NAME ${name} RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/fuzz")
endfunction()
