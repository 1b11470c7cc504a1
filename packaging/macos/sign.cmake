# Signs the bundle, from its libraries outwards, with the hardened runtime that notarisation asks for.
cmake_policy(VERSION 3.25)
set(bundle "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/tuneboard.app")
set(options --force --sign "${TUNEBOARD_SIGNING_IDENTITY}")
if(NOT TUNEBOARD_SIGNING_IDENTITY STREQUAL "-")
    # Without a team the hardened runtime would refuse the bundle's own libraries.
    list(APPEND options --options runtime --timestamp)
endif()
file(GLOB_RECURSE libraries LIST_DIRECTORIES false "${bundle}/Contents/*.dylib")
file(GLOB frameworks LIST_DIRECTORIES true "${bundle}/Contents/Frameworks/*.framework")
foreach(part IN LISTS libraries frameworks)
    execute_process(COMMAND codesign ${options} "${part}" COMMAND_ERROR_IS_FATAL ANY)
endforeach()
execute_process(COMMAND codesign ${options} --entitlements "${TUNEBOARD_ENTITLEMENTS}" "${bundle}"
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND codesign --verify --deep --strict "${bundle}" COMMAND_ERROR_IS_FATAL ANY)
