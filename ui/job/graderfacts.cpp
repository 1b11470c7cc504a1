// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/job.h"
#include "app/models/formula.h"
#include "ui/job/gradernames.h"
#include "ui/job/jobfacts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The summary is a glance; the tree of the next tab has everything.
constexpr std::size_t kMaxRows = 60;
constexpr int kMaxDepth = 6;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(JobFacts)
};

QString fieldText(const char *text)
{
    return QCoreApplication::translate("Field", text);
}

class Summary
{
public:
    std::vector<Fact> facts;
    bool isCut = false;

    void addGrader(const Grader &grader, const QString &path, int depth, const GraderShare &share)
    {
        if (facts.size() >= kMaxRows || depth > kMaxDepth) {
            isCut = true;
            return;
        }
        Fact head;
        head.key = u"grader_"_s + path;
        head.label = graderLabel(grader.type);
        if (head.label.isEmpty())
            head.label = Words::tr("Grader");
        if (const GraderTerm *term = graderTerm(grader.type))
            head.help = QCoreApplication::translate("Grader", term->help);
        head.isStrong = true;
        head.indent = depth;
        head.isElided = true;
        head.value = grader.key.isEmpty() ? grader.name : grader.key;
        head.canCopy = !head.value.isEmpty();
        if (!grader.key.isEmpty() && !grader.name.isEmpty() && grader.name != grader.key)
            head.after = grader.name;
        if (share.share > 0)
            head.after += (head.after.isEmpty() ? QString() : u" "_s) + u"· "_s + shareText(share);
        facts.push_back(head);
        addFields(grader, path, depth);
        const std::vector<GraderShare> shares = graderShares(grader);
        for (std::size_t i = 0; i < grader.graders.size(); ++i)
            addGrader(grader.graders[i], path + u'/' + QString::number(i), depth + 1,
                      i < shares.size() ? shares[i] : GraderShare());
    }

private:
    void add(const QString &path, int depth, const char *key, const QString &label, const QString &value,
             bool isMono = false)
    {
        if (value.isEmpty() || facts.size() >= kMaxRows)
            return;
        Fact fact;
        fact.key = u"grader_"_s + path + u'_' + QLatin1StringView(key);
        fact.label = label;
        fact.indent = depth + 1;
        fact.value = value.size() > 300 ? value.first(300) + u'…' : value;
        fact.copy = value;
        fact.isMono = isMono;
        fact.isElided = !value.contains(u'\n'); // a glance: one line each
        facts.push_back(fact);
    }

    void addFields(const Grader &grader, const QString &path, int depth)
    {
        if (!grader.calculateOutput.isEmpty()) {
            add(path, depth, "formula", fieldText("Formula"), grader.calculateOutput, true);
            const int problems = readFormula(grader.calculateOutput, graderNames(grader)).problems;
            if (problems > 0) {
                facts.back().after = QCoreApplication::translate(
                    "JobFacts", "· %n problem(s), see Method & graders", nullptr, problems);
            }
        }
        add(path, depth, "operation", fieldText("Operation"), grader.operation);
        add(path, depth, "metric", fieldText("Metric"), grader.evaluationMetric);
        add(path, depth, "model", fieldText("Model"), grader.model);
        add(path, depth, "reference", fieldText("Reference"), grader.reference, true);
        if (!grader.source.isEmpty()) {
            const int lines = int(grader.source.trimmed().count(u'\n')) + 1;
            add(path, depth, "source", fieldText("Source"),
                QCoreApplication::translate("JobFacts", "%n line(s)", nullptr, lines));
            facts.back().copy = grader.source;
        }
        add(path, depth, "labels", fieldText("Labels"), grader.labels.join(u", "_s));
        add(path, depth, "passing", fieldText("Passing labels"), grader.passingLabels.join(u", "_s));
        add(path, depth, "url", fieldText("URL"), grader.url);
    }
};

} // namespace

std::vector<Fact> graderFacts(const Job &job)
{
    const Grader *grader = job.grader();
    if (!grader)
        return {};
    Summary summary;
    Fact head;
    head.key = u"grader"_s;
    head.kind = Fact::Kind::Heading;
    head.label = Words::tr("Grader");
    summary.facts.push_back(head);
    summary.addGrader(*grader, {}, 0, {});
    if (summary.isCut) {
        Fact note;
        note.key = u"graderCut"_s;
        note.kind = Fact::Kind::Note;
        note.value = Words::tr("The whole tree is in Method & graders.");
        summary.facts.push_back(note);
    }
    return summary.facts;
}

} // namespace tuneboard
