# The program and all it loads in one folder; then the installer.
include(windows/nsis.cmake)
tuneboard_windows_resources(tuneboard tuneboard.exe "Tuneboard")
tuneboard_windows_resources(tuneboard_cli tuneboard-cli.exe "Tuneboard (console)")

install(TARGETS tuneboard tuneboard_cli RUNTIME DESTINATION .)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION . RENAME LICENSE.txt)

if(CMAKE_HOST_WIN32)
    # Its own tool knows best; it looks where CMake's installation prefix is.
    set(QT_DEPLOY_BIN_DIR .)
    qt_generate_deploy_app_script(TARGET tuneboard FILENAME_VARIABLE deploy NO_UNSUPPORTED_PLATFORM_ERROR)
    install(SCRIPT "${deploy}")
else()
    include(windows/deploy.cmake)
endif()
