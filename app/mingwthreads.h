// SPDX-License-Identifier: GPL-3.0-or-later
// Works around a bug of MinGW's g++: destructors of thread_local objects run after their memory was freed.
// Included by one file of each program; without Qt, so that a test can include it too.
#pragma once

#ifdef __MINGW32__
#    include <cxxabi.h>
#    include <pthread.h>

#    include <algorithm>
#    include <cstdint>

#    include <windows.h>

#    ifdef __GLIBCXX__
namespace tuneboard {

// libgcc keeps thread_local objects in memory that it frees when the thread ends; libstdc++ calls their
// destructors. Each does so through a key of winpthreads, and winpthreads handles the keys in the order in
// which they were created. The first access to a thread_local object creates libgcc's key before libstdc++'s,
// so the destructors then use freed memory. If one of them faults, winpthreads' lock of keys stays locked,
// and the process hangs when it exits. Qt has such objects too (GCC bug 80816).
//
// Registering a destructor creates libstdc++'s key, and this one runs before every other initialiser of the
// program. But those of the libraries ran before it, and some of Qt's use thread_local objects. If libgcc's
// key is there already, its place gets a key without a destructor: what a thread has there stays valid to its
// end, and its memory (some hundred bytes a thread) is never freed.
[[gnu::constructor(101)]] inline void createKeyOfDestructorsFirst()
{
    pthread_key_t firstFree = 0;
    if (pthread_key_create(&firstFree, nullptr) != 0)
        return;
    pthread_key_delete(firstFree);
    // The program has a copy of this function, and one is in the library that Qt uses.
    using Register = int (*)(void (*)(void *), void *, void *);
    const auto nothing = [](void * /*object*/) {
    };
    abi::__cxa_thread_atexit(nothing, nullptr, nullptr);
    if (const HMODULE library = GetModuleHandleW(L"libstdc++-6.dll")) {
        const auto place = reinterpret_cast<void *>(GetProcAddress(library, "__cxa_thread_atexit"));
        if (place)
            reinterpret_cast<Register>(place)(nothing, nullptr, nullptr);
    }

    // libgcc's key leads to the number of the thread's objects, and to each of them.
    static thread_local int ours = 0;
    const void *const wanted = &ours;
    for (pthread_key_t key = 0; key < firstFree; ++key) {
        const auto *objects = static_cast<void **>(pthread_getspecific(key));
        if (!objects)
            continue;
        const auto count = reinterpret_cast<std::uintptr_t>(objects[0]);
        if (count > 10'000 || std::find(objects + 1, objects + 1 + count, wanted) == objects + 1 + count)
            continue;
        pthread_key_delete(key);
        pthread_key_t same = 0;
        pthread_key_create(&same, nullptr); // the place that was freed last is the first to be taken
    }
}

} // namespace tuneboard
#    endif
#endif
