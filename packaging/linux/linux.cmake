# Two layouts of one build. "tuneboard" is a package that uses the system's Qt (DEB, RPM, cmake --install);
# "portable" is a folder that carries its Qt (TGZ).
include(GNUInstallDirs)
set(CMAKE_INSTALL_DOCDIR "${CMAKE_INSTALL_DATAROOTDIR}/doc/tuneboard")
add_subdirectory(files)

# --- installed into the system
install(TARGETS tuneboard RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT tuneboard)
install(FILES linux/tuneboard.desktop linux/tuneboard-open.desktop
    DESTINATION "${CMAKE_INSTALL_DATADIR}/applications" COMPONENT tuneboard)
install(FILES "${TUNEBOARD_PACKAGE_FILES}/${TUNEBOARD_APP_ID}.metainfo.xml"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo" COMPONENT tuneboard)
install(DIRECTORY "${TUNEBOARD_PACKAGE_FILES}/icons/"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor" COMPONENT tuneboard)
install(FILES "${PROJECT_SOURCE_DIR}/resources/icons/tuneboard.svg"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps" COMPONENT tuneboard)
install(FILES "${TUNEBOARD_PACKAGE_FILES}/tuneboard.1.gz"
    DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT tuneboard)
install(FILES "${TUNEBOARD_PACKAGE_FILES}/tuneboard.bash"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME tuneboard COMPONENT tuneboard)
install(FILES "${TUNEBOARD_PACKAGE_FILES}/tuneboard.fish"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" COMPONENT tuneboard)
# Debian has its own folder for zsh, and its own files about a package.
install(FILES "${TUNEBOARD_PACKAGE_FILES}/_tuneboard"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions" COMPONENT elsewhere)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/README.md" "${PROJECT_SOURCE_DIR}/CHANGELOG.md"
    DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT elsewhere)
install(FILES "${TUNEBOARD_PACKAGE_FILES}/_tuneboard"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions" COMPONENT debian EXCLUDE_FROM_ALL)
install(FILES linux/copyright "${TUNEBOARD_PACKAGE_FILES}/changelog.Debian.gz"
    DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT debian EXCLUDE_FROM_ALL)

# --- carried along with its Qt
# The same objects, linked with a path to the carried libraries. It is the older kind of path (not RUNPATH), which
# also counts for what those libraries need themselves.
get_target_property(linked tuneboard LINK_LIBRARIES)
add_executable(tuneboard_portable EXCLUDE_FROM_ALL $<TARGET_OBJECTS:tuneboard>)
target_link_libraries(tuneboard_portable PRIVATE ${linked})
target_link_options(tuneboard_portable PRIVATE LINKER:--disable-new-dtags)
set_target_properties(tuneboard_portable PROPERTIES
    AUTOMOC OFF
    OUTPUT_NAME tuneboard
    RUNTIME_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/portable"
    BUILD_WITH_INSTALL_RPATH ON
    INSTALL_RPATH "\$ORIGIN/../lib")
add_dependencies(package_files tuneboard_portable tuneboard)
get_target_property(core Qt6::Core LOCATION)
get_filename_component(qt_libraries "${core}" DIRECTORY)
set(qt_plugins "${QT6_INSTALL_PREFIX}/${QT6_INSTALL_PLUGINS}")
configure_file(linux/portable.cmake.in "${CMAKE_CURRENT_BINARY_DIR}/portable.cmake.in" @ONLY)
file(GENERATE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/portable-$<CONFIG>.cmake"
    INPUT "${CMAKE_CURRENT_BINARY_DIR}/portable.cmake.in")
install(SCRIPT "${CMAKE_CURRENT_BINARY_DIR}/portable-$<CONFIG>.cmake" COMPONENT portable EXCLUDE_FROM_ALL)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/README.md" "${PROJECT_SOURCE_DIR}/CHANGELOG.md"
    "${PROJECT_SOURCE_DIR}/resources/icons/tuneboard.svg"
    DESTINATION . COMPONENT portable EXCLUDE_FROM_ALL)

# --- packages
set(CPACK_GENERATOR DEB RPM TGZ)
set(CPACK_SYSTEM_NAME "linux-${CMAKE_SYSTEM_PROCESSOR}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PROJECT_CONFIG_FILE "${CMAKE_CURRENT_SOURCE_DIR}/linux/cpack.cmake")

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What no library names: the plug-in that draws SVG icons comes with libqt6svg6, which is linked.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates, qt6-wayland")

set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_LICENSE GPL-3.0-or-later)
set(CPACK_RPM_PACKAGE_GROUP Applications/Engineering)
set(CPACK_RPM_PACKAGE_AUTOPROV OFF)
set(CPACK_RPM_SPEC_MORE_DEFINE "%define _build_id_links none")
# Folders that other packages own.
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
    /usr/share/applications /usr/share/metainfo
    /usr/share/icons /usr/share/icons/hicolor /usr/share/icons/hicolor/scalable /usr/share/icons/hicolor/scalable/apps
    /usr/share/man /usr/share/man/man1
    /usr/share/bash-completion /usr/share/bash-completion/completions
    /usr/share/zsh /usr/share/zsh/site-functions
    /usr/share/fish /usr/share/fish/vendor_completions.d)
foreach(size 16 22 24 32 48 64 128 256 512)
    list(APPEND CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
        /usr/share/icons/hicolor/${size}x${size} /usr/share/icons/hicolor/${size}x${size}/apps)
endforeach()
