# What every target of the project is compiled with. Link `tuneboard_options` PRIVATE.
include_guard(GLOBAL)
find_package(Qt6 6.4.2 REQUIRED COMPONENTS Core)

add_library(tuneboard_options INTERFACE)
target_include_directories(tuneboard_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_features(tuneboard_options INTERFACE cxx_std_20)
set(disable_deprecated QT_DISABLE_DEPRECATED_UP_TO)
if(Qt6_VERSION VERSION_LESS 6.5) # which knows it by its old name alone
    set(disable_deprecated QT_DISABLE_DEPRECATED_BEFORE)
endif()
target_compile_definitions(tuneboard_options INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_FOREACH
    QT_NO_JAVA_STYLE_ITERATORS
    ${disable_deprecated}=0x060400)

if(MSVC)
    target_compile_options(tuneboard_options INTERFACE /W4 /permissive- /utf-8)
else()
    target_compile_options(tuneboard_options INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
        -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wformat=2 -Wimplicit-fallthrough)
    # Fields that are left out have their defaults: designated initializers are there for that.
    include(CheckCXXCompilerFlag)
    check_cxx_compiler_flag(-Wmissing-designated-field-initializers TUNEBOARD_HAS_MISSING_DESIGNATED)
    if(TUNEBOARD_HAS_MISSING_DESIGNATED)
        target_compile_options(tuneboard_options INTERFACE -Wno-missing-designated-field-initializers)
    endif()
endif()

# A Qt that is newer than 6.8, the newest one that this is built with, may warn about new things: only a report.
if(TUNEBOARD_WERROR AND Qt6_VERSION VERSION_LESS 6.9)
    target_compile_options(tuneboard_options INTERFACE $<IF:$<CXX_COMPILER_ID:MSVC>,/WX,-Werror>)
endif()

if(TUNEBOARD_SANITIZE)
    add_compile_options(-fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=address,undefined)
endif()

# More than a hundred test programs are linked, and lld needs a quarter of the time. What users get is linked with the
# system's own linker.
if(CMAKE_BUILD_TYPE STREQUAL "Debug" AND UNIX AND NOT APPLE)
    find_program(TUNEBOARD_LLD ld.lld)
    if(TUNEBOARD_LLD)
        add_link_options(-fuse-ld=lld)
    endif()
endif()

find_program(TUNEBOARD_CCACHE ccache)
if(TUNEBOARD_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Paths below the source folder are made relative, so that two checkouts share one cache.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_INODECACHE=1 # for the precompiled headers
        "${TUNEBOARD_CCACHE}")
endif()

# Debug builds precompile the headers of Qt and the standard library where tuneboard_precompile() is called: a test then
# compiles in a third of the time. Off for Visual C++, where this was never tested.
if(MSVC OR NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
    set(CMAKE_DISABLE_PRECOMPILE_HEADERS ON)
elseif(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-fpch-preprocess) # for ccache
else()
    add_compile_options("SHELL:-Xclang -fno-pch-timestamp") # the same
endif()

# tuneboard_precompile(target module …): the headers of these Qt modules, and what we use of the standard library.
function(tuneboard_precompile target)
    list(TRANSFORM ARGN REPLACE "(.+)" "<Qt\\1/Qt\\1>" OUTPUT_VARIABLE modules)
    target_precompile_headers(${target} PRIVATE ${modules}
        <algorithm> <array> <atomic> <charconv> <chrono> <cmath> <cstdint> <deque> <filesystem> <functional> <limits>
        <map> <memory> <mutex> <optional> <set> <span> <string> <string_view> <thread> <type_traits>
        <unordered_map> <utility> <variant> <vector>)
endfunction()
