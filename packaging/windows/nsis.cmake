# The installer, and what it and the programs say about themselves. Used by the program and by the stand-in that
# tests the installer.
set(windows_sources "${CMAKE_CURRENT_LIST_DIR}")

# tuneboard_windows_resources(target file description): icon, version and manifest of an .exe.
function(tuneboard_windows_resources target file description)
    set(TUNEBOARD_RC_FILE "${file}")
    set(TUNEBOARD_RC_DESCRIPTION "${description}")
    string(REPLACE "." "," TUNEBOARD_RC_VERSION "${PROJECT_VERSION}.0")
    configure_file("${windows_sources}/tuneboard.rc.in" "${CMAKE_CURRENT_BINARY_DIR}/${target}.rc" @ONLY)
    target_sources(${target} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/${target}.rc")
    set_source_files_properties("${CMAKE_CURRENT_BINARY_DIR}/${target}.rc" TARGET_DIRECTORY ${target} PROPERTIES
        OBJECT_DEPENDS "${windows_sources}/tuneboard.ico;${windows_sources}/tuneboard.manifest")
    if(MSVC)
        target_link_options(${target} PRIVATE /MANIFEST:NO) # the resources have it
    endif()
endfunction()

# What g++ of mingw-w64 links to, from where the compiler has it.
function(tuneboard_install_mingw_runtime)
    if(NOT MINGW)
        return()
    endif()
    foreach(library libstdc++-6.dll libgcc_s_seh-1.dll libwinpthread-1.dll)
        execute_process(COMMAND "${CMAKE_CXX_COMPILER}" -print-file-name=${library}
            OUTPUT_VARIABLE path OUTPUT_STRIP_TRAILING_WHITESPACE)
        if(NOT IS_ABSOLUTE "${path}")
            message(FATAL_ERROR "${CMAKE_CXX_COMPILER} has no ${library}")
        endif()
        install(FILES "${path}" DESTINATION .)
        install(CODE "execute_process(COMMAND \"${CMAKE_STRIP}\" \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${library}\")")
    endforeach()
endfunction()

list(PREPEND CMAKE_MODULE_PATH "${windows_sources}") # NSIS.template.in
set(CPACK_GENERATOR NSIS)
set(CPACK_SYSTEM_NAME windows-x86_64)
set(CPACK_PACKAGE_FILE_NAME "tuneboard-${PROJECT_VERSION}-windows-x86_64")
set(CPACK_TUNEBOARD_WINDOWS_SOURCES "${windows_sources}")
set(CPACK_NSIS_COMPRESSOR "/SOLID lzma")
set(CPACK_MONOLITHIC_INSTALL ON)
