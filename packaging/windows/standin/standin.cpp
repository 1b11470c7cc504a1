// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for the program: writes its arguments, told apart as the program tells them apart, one a line,
// into the file that TUNEBOARD_STANDIN names. With TUNEBOARD_STANDIN_WAIT it stays until that file is gone.
#include <fstream>
#include <string>
#include <thread>

#include <windows.h>

#include <shellapi.h>

namespace {

std::string utf8(const wchar_t *text)
{
    const int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, nullptr, 0, nullptr, nullptr);
    std::string out(static_cast<size_t>(size), '\0');
    WideCharToMultiByte(CP_UTF8, 0, text, -1, out.data(), size, nullptr, nullptr);
    out.resize(out.size() - 1);
    return out;
}

int record()
{
    const wchar_t *path = _wgetenv(L"TUNEBOARD_STANDIN");
    if (!path)
        return 1;
    int count = 0;
    wchar_t **arguments = CommandLineToArgvW(GetCommandLineW(), &count);
    if (!arguments)
        return 1;
    std::string lines;
    for (int i = 1; i < count; ++i)
        lines += utf8(arguments[i]) + '\n';
    LocalFree(arguments);
    const HANDLE file = CreateFileW(path, GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_DELETE, nullptr,
                                    CREATE_ALWAYS, 0, nullptr);
    DWORD written = 0;
    WriteFile(file, lines.data(), static_cast<DWORD>(lines.size()), &written, nullptr);
    CloseHandle(file);
    while (_wgetenv(L"TUNEBOARD_STANDIN_WAIT") && GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    return written == lines.size() ? 0 : 1;
}

} // namespace

int wmain()
{
    return record();
}

int WINAPI wWinMain(HINSTANCE /*instance*/, HINSTANCE /*previous*/, LPWSTR /*arguments*/, int /*show*/)
{
    return record();
}
