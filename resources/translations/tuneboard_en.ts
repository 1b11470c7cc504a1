<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
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
        <source>%1: %n object(s) of the list could not be read. The first: %2</source>
        <translation>
            <numerusform>%1: %n object of the list could not be read: %2</numerusform>
            <numerusform>%1: %n objects of the list could not be read. The first: %2</numerusform>
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
