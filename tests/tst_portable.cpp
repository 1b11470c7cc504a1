// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the sources for what only some systems have, outside of an #if, and for thread_local objects, whose
// destructors do not work everywhere. Headers are tst_layers' business.
#include "tests/support/folders.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <functional>

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
    void noThreadLocalHasADestructor();
    void aThreadLocalThatMayHaveADestructorIsFound_data();
    void aThreadLocalThatMayHaveADestructorIsFound();
    void aThreadLocalOfABasicTypePasses_data();
    void aThreadLocalOfABasicTypePasses();
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

// Whether a variable declared like this has no destructor, as far as the text shows: a number, a bool, a
// character or a pointer. A class may be trivial, but its name does not say so.
bool isOfBasicType(QString declaration)
{
    static const QRegularExpression initialiser(u"[=({\\[].*$"_s,
                                                QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression templates(u"<[^<>]*>"_s);
    static const QRegularExpression qualifier(
        u"\\b(static|inline|extern|const|constexpr|constinit|Q_CONSTINIT|volatile|unsigned|signed)\\b|"
        "\\b(public|protected|private)\\s*:"_s);
    static const QRegularExpression basic(
        u"^\\s*((bool|char|char8_t|char16_t|char32_t|wchar_t|short|int|long|float|double|uchar|ushort|uint|"
        "ulong|q?u?int(8|16|32|64|ptr)(_t)?|std::u?int(8|16|32|64|ptr)_t|qreal|qsizetype|(std::)?size_t|"
        "std::ptrdiff_t)\\s+)+\\w+\\s*$"_s);
    static const QRegularExpression pointer(u"^[\\w:\\s]*\\*[\\s*]*\\w+\\s*$"_s);

    declaration.remove(initialiser);
    while (declaration.contains(templates)) // what a pointer points to does not matter
        declaration.remove(templates);
    const bool isUnsigned = declaration.contains(u"signed"_s);
    declaration.remove(qualifier);
    if (isUnsigned) // may be the whole type
        declaration.prepend(u"int "_s);
    return basic.match(declaration).hasMatch() || pointer.match(declaration).hasMatch();
}

// The thread_local variables of a file that may have a destructor, a sentence each. No #if excuses one:
// MinGW's g++, whose destructors run on freed memory (app/mingwthreads.h), is one of several compilers for
// Windows.
QStringList threadLocalsWithDestructor(const QString &path, const QString &text)
{
    static const QRegularExpression keyword(u"\\b(thread_local|__thread|_Thread_local)\\b"_s);
    QString code;
    bool inComment = false;
    QStringList literals;
    for (const QString &line : text.split(u'\n')) {
        const QString own = codeOf(line, inComment, literals);
        // A directive ends the statement before it; but a macro may stand for thread_local.
        code += (own.trimmed().startsWith(u'#') && !own.contains(keyword) ? u";"_s : own) + u'\n';
    }

    QStringList found;
    for (auto it = keyword.globalMatch(code); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        // From the end of the statement before, since the type may come first.
        static const QRegularExpression before(u"[;{}#][^;{}#]*$"_s);
        const qsizetype start = code.left(match.capturedStart()).indexOf(before) + 1;
        const qsizetype end = code.indexOf(u';', match.capturedEnd());
        QString declaration = code.sliced(start, (end < 0 ? code.size() : end) - start);
        declaration.remove(match.capturedStart() - start, match.capturedLength());
        if (!isOfBasicType(declaration)) {
            found += u"%1:%2: this thread_local may have a destructor: %3"_s.arg(path)
                         .arg(code.left(match.capturedStart()).count(u'\n') + 1)
                         .arg(declaration.simplified());
        }
    }
    return found;
}

// What `look` finds in the files of the program.
void checkSources(const std::function<QStringList(const QString &path, const QString &text)> &look)
{
    QStringList found;
    int files = 0;
    for (const QString &folder : {u"app"_s, u"ui"_s}) {
        QDirIterator it(tuneboard::test::sourcePath(folder), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            found += look(file.fileName(), QString::fromUtf8(file.readAll()));
            ++files;
        }
    }
    QVERIFY(files > 100);
    QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
}

} // namespace

void TstPortable::theSourcesArePortable()
{
    checkSources(findings);
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

void TstPortable::noThreadLocalHasADestructor()
{
    checkSources(threadLocalsWithDestructor);
}

void TstPortable::aThreadLocalThatMayHaveADestructorIsFound_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"static thread_local TokenFinder finder;", "thread_local std::string text;",
          "thread_local std::unique_ptr<int *> p;", "QString thread_local name;",
          "thread_local QString a, *b;", "thread_local char *a, b;",
          "thread_local\n    Buffers\n    buffers{1, 2};", "std::vector<int>\nstatic thread_local list;",
          "thread_local auto text = u\"a\"_s;", "thread_local const QString &text = QString();",
          "thread_local QString texts[2];", "struct A { public: static thread_local QString s; };",
          "void f() { thread_local Buffers b; }", "#ifndef Q_OS_WIN\nthread_local QString s;\n#endif",
          "#define PER_THREAD thread_local\n", "__thread Buffers b;",
          "thread_local int depth = 0; thread_local QString s;",
          "/* a */ thread_local /* int */ QString s; // int"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TstPortable::aThreadLocalThatMayHaveADestructorIsFound()
{
    QFETCH(QString, text);
    QVERIFY2(!threadLocalsWithDestructor(u"app/x.cpp"_s, text).isEmpty(), qPrintable(text));
}

void TstPortable::aThreadLocalOfABasicTypePasses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"static thread_local int depth = 0;", "thread_local bool isBusy{false};",
          "thread_local unsigned n;", "constinit thread_local unsigned long long n = 1;",
          "thread_local const char *name = nullptr;", "thread_local std::map<int, QString> *names = nullptr;",
          "int thread_local depth;", "#include <a>\n#define B 1\nthread_local int depth;",
          "thread_local char buffer[64];", "thread_local\n    std::size_t\n    size;",
          "class A { private: static thread_local qint64 s_count; };", "// thread_local QString s;",
          "/* thread_local\nQString s; */", "const char *t = \"thread_local QString s;\";",
          "QThreadStorage<QString> s;", "int a_thread_local_thing;"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TstPortable::aThreadLocalOfABasicTypePasses()
{
    QFETCH(QString, text);
    QCOMPARE(threadLocalsWithDestructor(u"app/x.cpp"_s, text), QStringList());
}

QTEST_GUILESS_MAIN(TstPortable)
#include "tst_portable.moc"
