// SPDX-License-Identifier: GPL-3.0-or-later
// Links as strangers write them: good ones, bent until they might do more than show something.
#pragma once

#include <QRandomGenerator>
#include <QString>
#include <QStringList>

namespace tuneboard::test {

class HostileLinks
{
public:
    /// `jobs`: ids that exist; `host`: of a server that must never be asked, "127.0.0.1:1234".
    HostileLinks(QStringList jobs, QString host, quint32 seed)
        : m_jobs(std::move(jobs))
        , m_host(std::move(host))
        , m_random(seed)
    {
    }

    [[nodiscard]] QString next()
    {
        QString link = good();
        for (int changes = m_random.bounded(4); changes > 0; --changes)
            bend(link);
        return link;
    }

private:
    [[nodiscard]] QString any(const QStringList &of) { return of.at(m_random.bounded(of.size())); }

    [[nodiscard]] QString good()
    {
        using namespace Qt::StringLiterals;
        const QString job = any(m_jobs);
        return any({u"tuneboard://job/"_s + job, u"tuneboard://job/%1?tab=charts&step=12"_s.arg(job),
                    u"tuneboard://job/%1?account=Work"_s.arg(job), u"tuneboard://job/ftjob-nowhere"_s,
                    u"tuneboard://model/ft:gpt-4o:acme::A1"_s, u"tuneboard://checkpoint/ftckpt_Ab12"_s,
                    u"tuneboard://checkpoint/ft:gpt-4o:acme::A1:ckpt-step-8"_s});
    }

    void bend(QString &link)
    {
        using namespace Qt::StringLiterals;
        const qsizetype at = m_random.bounded(link.size() + 1);
        const QString sign = link.contains(u'?') ? u"&"_s : u"?"_s;
        switch (m_random.bounded(9)) {
        case 0: // another place
            link.replace(u"tuneboard://"_s,
                         u"tuneboard://"_s +
                             any({m_host, u"evil.example"_s, u"[::1]:80"_s, u"u:p@"_s + m_host, u"@"_s}) +
                             u'/');
            break;
        case 1: // another scheme
            link.replace(0, qMax<qsizetype>(link.indexOf(u':'), 0),
                         any({u"http"_s, u"https"_s, u"file"_s, u"javascript"_s, u"data"_s, u"smb"_s,
                              u"TUNEBOARD"_s, u" tuneboard"_s, u"-tuneboard"_s, u"tuneboard:tuneboard"_s}));
            break;
        case 2: // a setting
            link += sign + any({u"host="_s + m_host, u"base-url=http://"_s + m_host + u"/v1"_s,
                                u"base_url=http%3A%2F%2F"_s + m_host, u"key=sk-evil"_s, u"theme=dark"_s,
                                u"proxy="_s + m_host, u"archive=/tmp/evil"_s, u"action=cancel"_s,
                                u"screenshot=/tmp/evil.png"_s, u"account=http://"_s + m_host});
            break;
        case 3: // a parameter that links have, with what it may not hold
            link +=
                sign + any({u"tab=../../x"_s, u"step=-1"_s, u"step=99999999999999999999"_s, u"account="_s,
                            u"account=%00"_s, u"account="_s + QString(5000, u'a'), u"tab=raw&tab=events"_s});
            break;
        case 4: // percent-encoded
            link.insert(at, any({u"%00"_s, u"%2e%2e%2f"_s, u"%0d%0aHost:%20evil.example"_s, u"%"_s, u"%zz"_s,
                                 u"%C0%AF"_s, u"%25%32%66"_s, u"%E2%80%AE"_s, u"%2F%2F"_s + m_host}));
            break;
        case 5: // control, bidirectional and broken characters
            link.insert(at, any({QString(QChar(0)), u"\n"_s, u"\r\n"_s, u"\u202E"_s, u"\u2066"_s, u"\u200B"_s,
                                 u"\uFEFF"_s, u"\x1b[2J"_s, QString(QChar(0xD800)), u"\u0301"_s}));
            break;
        case 6: // of another length
            if (m_random.bounded(2) == 0)
                link.truncate(at);
            else
                link.insert(at, QString(m_random.bounded(1, 20'000), u'a'));
            break;
        case 7: // another path
            link.insert(at, any({u"/../"_s, u"//"_s, u"\\"_s, u"?"_s, u"#"_s,
                                 u"/v1/fine_tuning/jobs/x/cancel"_s, u"@"_s + m_host, u":"_s}));
            break;
        case 8: // mark-up
            link.insert(at, any({u"<img src=http://"_s + m_host + u"/x>"_s, u"\"><script>"_s, u"$(id)"_s,
                                 u"`id`"_s, u"'; DROP TABLE jobs; --"_s, u"%1%2%99"_s, u"&amp;"_s}));
            break;
        }
    }

    QStringList m_jobs;
    QString m_host;
    QRandomGenerator m_random;
};

} // namespace tuneboard::test
