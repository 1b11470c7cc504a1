// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the sources for what only some systems have, outside of an #if. Headers are tst_layers' business.
#include "tests/support/folders.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

class TstPortable : public QObject
{
    Q_OBJECT

private slots:
    void theSourcesArePortable();
    void whatIsNotPortableIsSeen_data();
    void whatIsNotPortableIsSeen();
    void whatIsGuardedPasses_data();
    void whatIsGuardedPasses();
};

namespace {

// POSIX functions, types and names. Windows has some of them under another name, or with other behaviour.
constexpr auto posixWords =
    "chmod chown clock_gettime dlopen dlsym dup2 environ execl execlp execv execve execvp fcntl fdatasync "
    "fileno flock "
    "fork fsync ftruncate getcwd geteuid gethostname getpid getppid getpwuid getuid gmtime_r inotify_init "
    "ioctl isatty "
    "localtime_r lstat mkdtemp mkfifo mkstemp mmap munmap nanosleep pthread_\\w+ readlink setenv setlocale "
    "setrlimit "
    "sigaction socketpair strcasecmp strdup strncasecmp strtok_r sysconf umask unsetenv usleep waitpid "
    "mode_t pid_t ssize_t uid_t useconds_t "
    "STDIN_FILENO STDOUT_FILENO STDERR_FILENO PATH_MAX SIGALRM SIGCHLD SIGHUP SIGKILL SIGPIPE SIGQUIT SIGUSR1 SIGUSR2"_L1;
// The same, but also names of our own: only as ::close(…).
constexpr auto commonWords =
    "access alarm chdir close dup kill link open pipe poll read symlink unlink write"_L1;
// The same for Windows.
constexpr auto windowsWords =
    "CommandLineToArgvW DWORD GetLastError HANDLE HKEY HRESULT HWND LPWSTR MultiByteToWideChar "
    "WideCharToMultiByte _fileno _isatty _setmode _wfopen _wgetenv"_L1;
// Narrow names of files: on Windows they lose what is not in the code page. QFile takes them all.
constexpr auto narrowWords =
    "fopen freopen ifstream ofstream toLocal8Bit fromLocal8Bit opendir tmpnam tmpfile"_L1;

QRegularExpression anyOf(QLatin1StringView words, const QString &before, const QString &behind)
{
    QString list(words);
    return QRegularExpression(before + u'(' + list.replace(u' ', u'|') + u')' + behind);
}

// The line without comments; the texts of its literals apart.
QString codeOf(const QString &line, bool &inComment, QStringList &literals)
{
    QString code;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (inComment) {
            if (QStringView(line).mid(i).startsWith("*/"_L1)) {
                inComment = false;
                ++i;
            }
        } else if (QStringView(line).mid(i).startsWith("//"_L1)) {
            break;
        } else if (QStringView(line).mid(i).startsWith("/*"_L1)) {
            inComment = true;
            ++i;
        } else if (line.at(i) == u'"') {
            qsizetype end = i + 1;
            while (end < line.size() && line.at(end) != u'"')
                end += line.at(end) == u'\\' ? 2 : 1;
            literals += line.mid(i + 1, end - i - 1);
            code += "\"\""_L1;
            i = end;
        } else {
            code += line.at(i);
        }
    }
    return code;
}

// What the text of a file has that not every system has, a sentence each, with its line.
QStringList findings(const QString &path, const QString &text)
{
    // A member (file.close()) or a name in a namespace of its own (QFile::open) is another one; std:: and ::
    // are not.
    static const QString before = u"(?<![\\w.>:])(?:std::|::)?\\b"_s;
    static const QRegularExpression calls = anyOf(posixWords, before, u"\\b(?!\\s*[<:{])"_s);
    static const QRegularExpression common = anyOf(commonWords, u"(?<![\\w>:])::"_s, u"\\s*\\("_s);
    static const QRegularExpression windows = anyOf(windowsWords, before, u"\\b"_s);
    static const QRegularExpression narrow = anyOf(narrowWords, u"\\b"_s, u"\\b"_s);
    static const QRegularExpression place(
        u"^(/(tmp|proc|dev|usr|etc|home|var|bin|sys|run)(/|$)|[A-Za-z]:(\\\\\\\\|/[^/]))"_s);
    static const QRegularExpression condition(u"^\\s*#\\s*(if|ifdef|ifndef|else|elif|endif)\\b(.*)$"_s);
    static const QRegularExpression headerGuard(u"^\\s*\\w+_H\\s*$"_s);

    QStringList found;
    QList<bool> open; // one a conditional: whether it asks for something
    bool inComment = false;
    int number = 0;
    for (const QString &line : text.split(u'\n')) {
        ++number;
        if (const auto match = condition.match(line); match.hasMatch()) {
            const QString word = match.captured(1);
            if (word == "endif"_L1) {
                if (!open.isEmpty())
                    open.removeLast();
            } else if (word.startsWith("if"_L1)) {
                open += !headerGuard.match(match.captured(2)).hasMatch();
            }
            continue;
        }
        QStringList literals;
        const QString code = codeOf(line, inComment, literals);
        if (open.contains(true) || code.trimmed().startsWith(u'#'))
            continue;
        const auto say = [&](const QString &what) {
            found += u"%1:%2: %3"_s.arg(path).arg(number).arg(what);
        };
        if (const auto match = calls.match(code); match.hasMatch())
            say(match.captured(1) + u" is POSIX"_s);
        if (const auto match = common.match(code); match.hasMatch())
            say(match.captured(1) + u" is POSIX"_s);
        if (const auto match = windows.match(code); match.hasMatch())
            say(match.captured(1) + u" is Windows"_s);
        if (const auto match = narrow.match(code); match.hasMatch())
            say(match.captured(1) + u" loses letters of file names"_s);
        for (const QString &literal : std::as_const(literals)) {
            if (place.match(literal).hasMatch())
                say(u"“%1” is a place on one system"_s.arg(literal));
        }
    }
    return found;
}

} // namespace

void TstPortable::theSourcesArePortable()
{
    QStringList found;
    int files = 0;
    for (const QString &folder : {u"app"_s, u"ui"_s}) {
        QDirIterator it(tuneboard::test::sourcePath(folder), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            found += findings(file.fileName(), QString::fromUtf8(file.readAll()));
            ++files;
        }
    }
    QVERIFY(files > 100);
    QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
}

void TstPortable::whatIsNotPortableIsSeen_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"int x = ::getuid();", "if (fork() == 0)", "return ::kill(pid, SIGTERM);",
          "std::signal(SIGHUP, SIG_IGN);", "isatty(1);", "ssize_t n = 0;", "send(STDOUT_FILENO);",
          "pthread_self();", "setenv(\"A\", \"b\", 1);", "QFile f(u\"/proc/self/exe\"_s);",
          "const QString t = \"/tmp\"_L1;", "open(\"C:\\\\x\");", "std::FILE *f = std::fopen(name, \"rb\");",
          "std::ofstream out(path);", "name.toLocal8Bit()", "DWORD size = 0;",
          "#ifdef Q_OS_WIN\n#endif\numask(0);", "#ifndef A_H\n#define A_H\numask(0);\n#endif"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TstPortable::whatIsNotPortableIsSeen()
{
    QFETCH(QString, text);
    QVERIFY2(!findings(u"app/x.cpp"_s, text).isEmpty(), qPrintable(text));
}

void TstPortable::whatIsGuardedPasses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"#ifdef Q_OS_UNIX\numask(0);\n#endif", "#if defined(Q_OS_WIN)\nDWORD x;\n#else\nfork();\n#endif",
          "#ifdef SIGPIPE\nstd::signal(SIGPIPE, SIG_IGN);\n#endif", "// fork() and /tmp",
          "/* fork()\nkill() */ int x;", "file.close();", "socket->close();", "QFile::rename(a, b);",
          "u\"the pipe is closed\"_s", "std::signal(SIGINT, f);", "\"https://example.com/tmp\"",
          "case Poll::close: break;"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TstPortable::whatIsGuardedPasses()
{
    QFETCH(QString, text);
    QCOMPARE(findings(u"app/x.cpp"_s, text), QStringList());
}

QTEST_GUILESS_MAIN(TstPortable)
#include "tst_portable.moc"
