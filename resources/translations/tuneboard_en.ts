<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>Chart</name>
    <message numerus="yes">
        <source>Started again %n time(s) from an earlier step; what was before is drawn fainter.</source>
        <translation>
            <numerusform>Started again %n time from an earlier step; what was before is drawn fainter.</numerusform>
            <numerusform>Started again %n times from an earlier step; what was before is drawn fainter.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The sources disagree at %n step(s).</source>
        <translation>
            <numerusform>The sources disagree at %n step.</numerusform>
            <numerusform>The sources disagree at %n steps.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) at or below zero have no place on a logarithmic scale.</source>
        <translation>
            <numerusform>%n value at or below zero has no place on a logarithmic scale.</numerusform>
            <numerusform>%n values at or below zero have no place on a logarithmic scale.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n outlier(s) are cut off.</source>
        <translation>
            <numerusform>%n outlier is cut off.</numerusform>
            <numerusform>%n outliers are cut off.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are not a number.</source>
        <translation>
            <numerusform>%n value is not a number.</numerusform>
            <numerusform>%n values are not numbers.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileContent</name>
    <message numerus="yes">
        <source>%n object(s) could not be read. The first: %1</source>
        <translation>
            <numerusform>%n object could not be read: %1</numerusform>
            <numerusform>%n objects could not be read. The first: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobFacts</name>
    <message numerus="yes">
        <source>· %n problem(s), see Method &amp; graders</source>
        <translation>
            <numerusform>· %n problem, see Method &amp; graders</numerusform>
            <numerusform>· %n problems, see Method &amp; graders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobMetrics</name>
    <message numerus="yes">
        <source>Metrics events whose data is no object: %n.</source>
        <translation>
            <numerusform>Metrics events whose data is no object: %n.</numerusform>
            <numerusform>Metrics events whose data is no object: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Metrics events without a step: %n.</source>
        <translation>
            <numerusform>Metrics events without a step: %n.</numerusform>
            <numerusform>Metrics events without a step: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checkpoints whose metrics are no object: %n.</source>
        <translation>
            <numerusform>Checkpoints whose metrics are no object: %n.</numerusform>
            <numerusform>Checkpoints whose metrics are no object: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checkpoints without a step: %n.</source>
        <translation>
            <numerusform>Checkpoints without a step: %n.</numerusform>
            <numerusform>Checkpoints without a step: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rows of the result file without a step, left out: %n.</source>
        <translation>
            <numerusform>Rows of the result file without a step, left out: %n.</numerusform>
            <numerusform>Rows of the result file without a step, left out: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Values that came again for the same step: %n; the later ones count.</source>
        <translation>
            <numerusform>Values that came again for the same step: %n; the later ones count.</numerusform>
            <numerusform>Values that came again for the same step: %n; the later ones count.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Quantities left out, for there are too many or their names are too long: %n.</source>
        <translation>
            <numerusform>Quantities left out, for there are too many or their names are too long: %n.</numerusform>
            <numerusform>Quantities left out, for there are too many or their names are too long: %n.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListCommand</name>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) so far</source>
        <translation>
            <numerusform>%n job so far</numerusform>
            <numerusform>%n jobs so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Node</name>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n elements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n grader(s)</source>
        <translation>
            <numerusform>%n grader</numerusform>
            <numerusform>%n graders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>readMetrics</name>
    <message numerus="yes">
        <source>Rows of the result file that end early: %n.</source>
        <translation>
            <numerusform>Rows of the result file that end early: %n.</numerusform>
            <numerusform>Rows of the result file that end early: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rows of the result file with more cells than columns: %n.</source>
        <translation>
            <numerusform>Rows of the result file with more cells than columns: %n.</numerusform>
            <numerusform>Rows of the result file with more cells than columns: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cells of the result file that hold no number: %n.</source>
        <translation>
            <numerusform>Cells of the result file that hold no number: %n.</numerusform>
            <numerusform>Cells of the result file that hold no number: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cells of more than 64 KB, not read: %n.</source>
        <translation>
            <numerusform>Cells of more than 64 KB, not read: %n.</numerusform>
            <numerusform>Cells of more than 64 KB, not read: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Columns left out: %n.</source>
        <translation>
            <numerusform>Columns left out: %n.</numerusform>
            <numerusform>Columns left out: %n.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::AccountStrips</name>
    <message numerus="yes">
        <source>%1: %n object(s) of the list could not be read. The first: %2</source>
        <translation>
            <numerusform>%1: %n object of the list could not be read: %2</numerusform>
            <numerusform>%1: %n objects of the list could not be read. The first: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::AccountsDialog</name>
    <message numerus="yes">
        <source>%n job(s) of it are kept here. They can stay in the list, or be deleted from this machine with all that was kept of them. Deleting cannot be undone, and a server may no longer have them.</source>
        <translation>
            <numerusform>%n job of it is kept here. It can stay in the list, or be deleted from this machine with all that was kept of it. Deleting cannot be undone, and a server may no longer have it.</numerusform>
            <numerusform>%n jobs of it are kept here. They can stay in the list, or be deleted from this machine with all that was kept of them. Deleting cannot be undone, and a server may no longer have them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::ChartsTab</name>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::CheckpointFiles</name>
    <message numerus="yes">
        <source>Files of the checkpoint (%n more on the Files tab):</source>
        <translation>
            <numerusform>Files of the checkpoint (%n more on the Files tab):</numerusform>
            <numerusform>Files of the checkpoint (%n more on the Files tab):</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Files of step %1 (%n more on the Files tab):</source>
        <translation>
            <numerusform>Files of step %1 (%n more on the Files tab):</numerusform>
            <numerusform>Files of step %1 (%n more on the Files tab):</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::CheckpointsTab</name>
    <message numerus="yes">
        <source>%n more metric(s) have no column</source>
        <translation>
            <numerusform>%n more metric has no column</numerusform>
            <numerusform>%n more metrics have no column</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::CodeView</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::EventsTab</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new event(s)</source>
        <translation>
            <numerusform>%n new event</numerusform>
            <numerusform>%n new events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::Exporting</name>
    <message numerus="yes">
        <source>Export %n job(s)</source>
        <translation>
            <numerusform>Export %n job</numerusform>
            <numerusform>Export %n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::FilesTab</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::FindBar</name>
    <message numerus="yes">
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::Following</name>
    <message numerus="yes">
        <source>%1 – %n running</source>
        <translation>
            <numerusform>%1 – %n running</numerusform>
            <numerusform>%1 – %n running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::GraderTab</name>
    <message numerus="yes">
        <source>%n more problem(s)</source>
        <translation>
            <numerusform>%n more problem</numerusform>
            <numerusform>%n more problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::JobActions</name>
    <message numerus="yes">
        <source>Cancel %n job(s)</source>
        <translation>
            <numerusform>Cancel %n job</numerusform>
            <numerusform>Cancel %n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pause %n job(s)</source>
        <translation>
            <numerusform>Pause %n job</numerusform>
            <numerusform>Pause %n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resume %n job(s)</source>
        <translation>
            <numerusform>Resume %n job</numerusform>
            <numerusform>Resume %n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::JobsPage</name>
    <message numerus="yes">
        <source>%n job(s) are hidden by it.</source>
        <translation>
            <numerusform>%n job is hidden by it.</numerusform>
            <numerusform>%n jobs are hidden by it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::MainWindow</name>
    <message numerus="yes">
        <source>%n object(s) of %1 could not be read. The first: %2</source>
        <translation>
            <numerusform>%n object of %1 could not be read: %2</numerusform>
            <numerusform>%n objects of %1 could not be read. The first: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::NodeDelegate</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::Notice</name>
    <message numerus="yes">
        <source>%n job(s) changed</source>
        <translation>
            <numerusform>%n job changed</numerusform>
            <numerusform>%n jobs changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::PartStrip</name>
    <message numerus="yes">
        <source>%n object(s) could not be read. The first: %1</source>
        <translation>
            <numerusform>%n object could not be read: %1</numerusform>
            <numerusform>%n objects could not be read. The first: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::Rail</name>
    <message numerus="yes">
        <source>%n more…</source>
        <translation>
            <numerusform>%n more…</numerusform>
            <numerusform>%n more…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n job(s), chosen</source>
        <translation>
            <numerusform>%1, %n job, chosen</numerusform>
            <numerusform>%1, %n jobs, chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n job(s)</source>
        <translation>
            <numerusform>%1, %n job</numerusform>
            <numerusform>%1, %n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more: use the search</source>
        <translation>
            <numerusform>%n more: use the search</numerusform>
            <numerusform>%n more: use the search</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::SettingsDialog</name>
    <message numerus="yes">
        <source>%n time(s) slower</source>
        <translation>
            <numerusform>%n time slower</numerusform>
            <numerusform>%n times slower</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::StatusLine</name>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>loading, %n job(s) so far</source>
        <translation>
            <numerusform>loading, %n job so far</numerusform>
            <numerusform>loading, %n jobs so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::TokenPanel</name>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n week(s)</source>
        <translation>
            <numerusform>in %n week</numerusform>
            <numerusform>in %n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n month(s)</source>
        <translation>
            <numerusform>in %n month</numerusform>
            <numerusform>in %n months</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::TopBar</name>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
</context>
</TS>
