// SPDX-License-Identifier: GPL-3.0-or-later
// Works around a bug of MinGW's g++: destructors of thread_local objects run after their memory was freed.
// Included by one file of each program; without Qt, so that a test can include it too.
#pragma once

#ifdef __MINGW32__
#    include <cxxabi.h>

#    ifdef __GLIBCXX__
namespace tuneboard {

// libgcc keeps thread_local objects in memory that it frees when the thread ends; libstdc++ calls their
// destructors. Each does so through a key of winpthreads, and winpthreads handles the keys in the order in
// which they were created. The first access to a thread_local object creates libgcc's key before libstdc++'s,
// so the destructors then use freed memory. If one of them faults, winpthreads' lock of keys stays locked,
// and the process hangs when it exits. Qt has such objects too (GCC bug 80816).
//
// Registering a destructor creates libstdc++'s key, and this one runs before every other initialiser of the
// program.
[[gnu::constructor(101)]] inline void createKeyOfDestructorsFirst()
{
    abi::__cxa_thread_atexit([](void * /*object*/) {}, nullptr, nullptr);
}

} // namespace tuneboard
#    endif
#endif
