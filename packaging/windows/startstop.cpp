// SPDX-License-Identifier: GPL-3.0-or-later
// Starts a program with a window, closes it as a user does, and measures how long its process then takes to
// end:
//   startstop.exe PROGRAM COUNT            opens the demo account and closes the window (WM_CLOSE)
//   startstop.exe PROGRAM COUNT PICTURE    lets the program save a picture and end by itself
// Exits 0 if each of COUNT processes ended within 2 s and with exit code 0. A process that did not is
// terminated.
#include <cstdio>
#include <cstdlib>
#include <string>

#include <windows.h>

namespace {

constexpr DWORD kStartMs = 60000; // until the window or the picture is there
constexpr DWORD kUseMs = 3000;    // the window is open, and reads the account
constexpr DWORD kEndMs = 2000;

struct Search
{
    DWORD process;
    HWND window;
};

BOOL CALLBACK findWindow(HWND window, LPARAM search)
{
    auto *wanted = reinterpret_cast<Search *>(search);
    DWORD process = 0;
    GetWindowThreadProcessId(window, &process);
    if (process != wanted->process || !IsWindowVisible(window) || GetWindow(window, GW_OWNER))
        return TRUE;
    wanted->window = window;
    return FALSE;
}

HWND windowOf(DWORD process)
{
    Search search{process, nullptr};
    EnumWindows(findWindow, reinterpret_cast<LPARAM>(&search));
    return search.window;
}

bool isThere(const wchar_t *file)
{
    WIN32_FILE_ATTRIBUTE_DATA data{};
    return GetFileAttributesExW(file, GetFileExInfoStandard, &data) && data.nFileSizeLow > 0;
}

// Null if the run was good, else what went wrong.
const char *run(std::wstring command, const wchar_t *picture)
{
    if (picture)
        DeleteFileW(picture);
    STARTUPINFOW start{};
    start.cb = sizeof start;
    PROCESS_INFORMATION process{};
    if (!CreateProcessW(nullptr, command.data(), nullptr, nullptr, FALSE, 0, nullptr, nullptr, &start,
                        &process))
        return "it does not start";

    const char *fault = nullptr;
    const ULONGLONG begin = GetTickCount64();
    HWND window = nullptr;
    while (!fault && !(picture ? isThere(picture) : (window = windowOf(process.dwProcessId)) != nullptr)) {
        if (WaitForSingleObject(process.hProcess, 50) == WAIT_OBJECT_0)
            fault = picture && isThere(picture) ? nullptr : "it ended by itself";
        else if (GetTickCount64() - begin > kStartMs)
            fault = picture ? "no picture within 60 s" : "no window within 60 s";
    }
    if (!fault && !picture) {
        if (WaitForSingleObject(process.hProcess, kUseMs) == WAIT_OBJECT_0)
            fault = "it ended by itself";
        PostMessageW(window, WM_CLOSE, 0, 0);
    }
    const ULONGLONG closed = GetTickCount64();
    if (!fault && WaitForSingleObject(process.hProcess, kEndMs) != WAIT_OBJECT_0)
        fault = "it did not end within 2 s";
    DWORD code = 0;
    GetExitCodeProcess(process.hProcess, &code);
    if (!fault && code != 0)
        fault = "its exit code is not 0";
    if (!fault)
        std::printf("ended %llu ms after it was closed\n", GetTickCount64() - closed);
    else if (code == STILL_ACTIVE)
        TerminateProcess(process.hProcess, 1);
    WaitForSingleObject(process.hProcess, kStartMs);
    CloseHandle(process.hThread);
    CloseHandle(process.hProcess);
    return fault;
}

} // namespace

int wmain(int argc, wchar_t **argv)
{
    if (argc != 3 && argc != 4)
        return 2;
    const wchar_t *picture = argc == 4 ? argv[3] : nullptr;
    const int count = _wtoi(argv[2]);
    std::wstring command = L"\"" + std::wstring(argv[1]) + L"\" --demo";
    if (picture)
        command += L" --screenshot \"" + std::wstring(picture) + L"\"";
    int good = 0;
    for (int i = 1; i <= count; ++i) {
        std::printf("%d: ", i);
        if (const char *fault = run(command, picture))
            std::printf("%s\n", fault);
        else
            ++good;
        std::fflush(stdout);
    }
    std::printf("%d of %d\n", good, count);
    return count > 0 && good == count ? 0 : 1;
}
