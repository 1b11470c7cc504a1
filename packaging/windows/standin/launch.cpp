// SPDX-License-Identifier: GPL-3.0-or-later
// Does what Windows does with a link: takes the command from the registry, puts the link's text in the place
// of %1 as it is, and starts that. The link is the content of the file that the argument names. Behind --line
// that content is the whole command: NSIS wants its folders without quotes, which a shell does not do.
#include <fstream>
#include <iterator>
#include <string>

#include <windows.h>

int wmain(int argc, wchar_t **argv)
{
    const bool whole = argc == 3 && wcscmp(argv[1], L"--line") == 0;
    if (argc != 2 && !whole)
        return 2;
    const wchar_t *name = argv[argc - 1];
    std::ifstream file(std::string(name, name + wcslen(name)), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    std::wstring link(bytes.size(), L'\0');
    link.resize(
        static_cast<size_t>(MultiByteToWideChar(CP_UTF8, 0, bytes.data(), static_cast<int>(bytes.size()),
                                                link.data(), static_cast<int>(link.size()))));
    wchar_t command[2048];
    DWORD size = sizeof command;
    if (!whole && RegGetValueW(HKEY_CURRENT_USER, L"Software\\Classes\\tuneboard\\shell\\open\\command",
                               nullptr, RRF_RT_REG_SZ, nullptr, command, &size) != ERROR_SUCCESS)
        return 3;
    std::wstring line = whole ? link : command;
    if (const size_t at = line.find(L"%1"); !whole) {
        if (at == std::wstring::npos)
            return 4;
        line.replace(at, 2, link);
    }
    STARTUPINFOW start{};
    start.cb = sizeof start;
    PROCESS_INFORMATION process{};
    if (!CreateProcessW(nullptr, line.data(), nullptr, nullptr, FALSE, 0, nullptr, nullptr, &start, &process))
        return 5;
    WaitForSingleObject(process.hProcess, 30000);
    DWORD code = 6;
    GetExitCodeProcess(process.hProcess, &code);
    return static_cast<int>(code);
}
