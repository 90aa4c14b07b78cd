# kvali_options: the warnings and sanitizers every target of this tree is built with. Not exported.
option(KVALI_WERROR "Warnings are errors" OFF)
set(KVALI_SANITIZE "" CACHE STRING "Value for -fsanitize=, e.g. address,undefined")

add_library(kvali_options INTERFACE)
target_compile_features(kvali_options INTERFACE cxx_std_20 c_std_11)
target_compile_options(kvali_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
  $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi>
  # At -O2 gcc 12 sees uninitialised members in variants that are moved, and strings of impossible length.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-maybe-uninitialized;-Wno-restrict>
  $<$<BOOL:${KVALI_WERROR}>:-Werror>)
# Asserts name their file: without the folder it was built in, which would make the bytes differ.
target_compile_options(kvali_options INTERFACE "$<$<CONFIG:Release>:-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=>")
if(KVALI_SANITIZE)
  add_compile_options(-fsanitize=${KVALI_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${KVALI_SANITIZE})
endif()
