# The bundle with its Qt, in a disk image to drag from. Signing and notarisation: NOTARISATION.md.
set(macos "${CMAKE_CURRENT_SOURCE_DIR}/macos")
target_sources(tuneboard PRIVATE "${macos}/tuneboard.icns")
set_source_files_properties("${macos}/tuneboard.icns" TARGET_DIRECTORY tuneboard PROPERTIES
    MACOSX_PACKAGE_LOCATION Resources)
set_target_properties(tuneboard PROPERTIES
    OUTPUT_NAME tuneboard
    MACOSX_BUNDLE_INFO_PLIST "${macos}/Info.plist.in")

install(TARGETS tuneboard BUNDLE DESTINATION .)
qt_generate_deploy_app_script(TARGET tuneboard FILENAME_VARIABLE deploy NO_UNSUPPORTED_PLATFORM_ERROR)
install(SCRIPT "${deploy}")

# An identity of the keychain ("Developer ID Application: …"), or "-": signed for nobody in particular, which Apple
# silicon asks for at least.
set(TUNEBOARD_SIGNING_IDENTITY "-" CACHE STRING "Identity that codesign signs the bundle with")
install(CODE "
    set(TUNEBOARD_SIGNING_IDENTITY \"${TUNEBOARD_SIGNING_IDENTITY}\")
    set(TUNEBOARD_ENTITLEMENTS \"${macos}/tuneboard.entitlements\")
    include(\"${macos}/sign.cmake\")")

set(CPACK_GENERATOR DragNDrop)
set(CPACK_SYSTEM_NAME "macos-${CMAKE_SYSTEM_PROCESSOR}")
set(CPACK_DMG_VOLUME_NAME Tuneboard)
set(CPACK_STRIP_FILES OFF) # signed already
