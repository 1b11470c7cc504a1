# Toolchain: from Linux to 64-bit Windows with mingw-w64 (Debian: g++-mingw-w64-x86-64-posix).
#   cmake -G Ninja -B build/windows -DCMAKE_TOOLCHAIN_FILE=packaging/windows/mingw-w64.cmake \
#         -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF -DCMAKE_PREFIX_PATH="/opt/qt-windows;/opt/libraries"
# Below CMAKE_PREFIX_PATH lie a Qt for Windows of the version that this machine has (lrelease and moc are this
# machine's: QT_HOST_PATH), simdjson, SQLite, SQLiteCpp and zlib.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)

set(triple x86_64-w64-mingw32)
# The compiler with POSIX threads: std::thread and std::mutex need them.
find_program(CMAKE_C_COMPILER NAMES ${triple}-gcc-posix ${triple}-gcc REQUIRED)
find_program(CMAKE_CXX_COMPILER NAMES ${triple}-g++-posix ${triple}-g++ REQUIRED)
find_program(CMAKE_RC_COMPILER NAMES ${triple}-windres REQUIRED)
find_program(CMAKE_OBJDUMP NAMES ${triple}-objdump REQUIRED)

list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES CMAKE_PREFIX_PATH QT_HOST_PATH QT_HOST_PATH_CMAKE_DIR)
list(PREPEND CMAKE_FIND_ROOT_PATH ${CMAKE_PREFIX_PATH} /usr/${triple})
list(REMOVE_DUPLICATES CMAKE_FIND_ROOT_PATH)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

if(NOT QT_HOST_PATH)
    set(QT_HOST_PATH /usr CACHE PATH "Qt of the machine that builds")
endif()
if(NOT QT_HOST_PATH_CMAKE_DIR)
    file(GLOB host_packages "${QT_HOST_PATH}/lib/*/cmake/Qt6HostInfo" "${QT_HOST_PATH}/lib*/cmake/Qt6HostInfo")
    if(host_packages)
        list(GET host_packages 0 host_package)
        get_filename_component(host_packages "${host_package}" DIRECTORY)
        set(QT_HOST_PATH_CMAKE_DIR "${host_packages}" CACHE PATH "CMake packages of QT_HOST_PATH")
    endif()
endif()
