# The compiler of the presets fuzz and tsan: libFuzzer comes with clang alone.
find_program(TUNEBOARD_CLANG NAMES clang++-14 clang++ REQUIRED)
set(CMAKE_CXX_COMPILER "${TUNEBOARD_CLANG}")
