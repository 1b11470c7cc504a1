<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
<context>
    <name>AccountChoice</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>the account “%1”: %2</source>
        <translation>das Konto „%1“: %2</translation>
    </message>
    <message>
        <source>--account: several accounts are called “%1”; name one by its UUID: %2</source>
        <translation>--account: mehrere Konten heißen „%1“; nennen Sie eines mit seiner UUID: %2</translation>
    </message>
    <message>
        <source>--account: no account is set up yet, so there is none called “%1”</source>
        <translation>--account: es ist noch kein Konto eingerichtet, also auch keines namens „%1“</translation>
    </message>
    <message>
        <source>--account: there is no account “%1”; there are: %2</source>
        <translation>--account: es gibt kein Konto „%1“; es gibt: %2</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>no account: set OPENAI_API_KEY, or give --base-url URL or --demo</source>
        <translation>kein Konto: setzen Sie OPENAI_API_KEY, oder geben Sie --base-url URL oder --demo an</translation>
    </message>
    <message>
        <source>which account? Give --account with one of: %1</source>
        <translation>welches Konto? Geben Sie --account mit einem von diesen an: %1</translation>
    </message>
</context>
<context>
    <name>AccountMark</name>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>Magenta</source>
        <translation>Magenta</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
</context>
<context>
    <name>ApiError</name>
    <message>
        <source>Try again tomorrow, or ask the provider for a higher limit.</source>
        <translation>Versuchen Sie es morgen wieder, oder bitten Sie den Anbieter um eine höhere Grenze.</translation>
    </message>
    <message>
        <source>The provider does not serve the place that this connection comes from; check the network and the proxy.</source>
        <translation>Der Anbieter bedient den Ort nicht, von dem diese Verbindung kommt; prüfen Sie Netz und Proxy.</translation>
    </message>
    <message>
        <source>Choose a base model that this account may fine-tune.</source>
        <translation>Wählen Sie ein Basismodell, das dieses Konto trainieren darf.</translation>
    </message>
    <message>
        <source>Check the model&apos;s name, and whether this account may use it.</source>
        <translation>Prüfen Sie den Namen des Modells, und ob dieses Konto es benutzen darf.</translation>
    </message>
    <message>
        <source>Check the job&apos;s id, and whether it belongs to another account.</source>
        <translation>Prüfen Sie die ID des Jobs, und ob er zu einem anderen Konto gehört.</translation>
    </message>
    <message>
        <source>in %1 s</source>
        <translation>in %1 s</translation>
    </message>
    <message>
        <source>in %1 min</source>
        <translation>in %1 min</translation>
    </message>
    <message>
        <source>The server</source>
        <translation>Der Server</translation>
    </message>
    <message>
        <source>The server could not be reached, or the connection was lost</source>
        <translation>Der Server war nicht zu erreichen, oder die Verbindung ging verloren</translation>
    </message>
    <message>
        <source>%1 could not be reached, or the connection was lost</source>
        <translation>%1 war nicht zu erreichen, oder die Verbindung ging verloren</translation>
    </message>
    <message>
        <source>%1 did not answer in time</source>
        <translation>%1 hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>The request was cancelled</source>
        <translation>Die Anfrage wurde abgebrochen</translation>
    </message>
    <message>
        <source>The secure connection to %1 was refused</source>
        <translation>Die sichere Verbindung zu %1 wurde abgelehnt</translation>
    </message>
    <message>
        <source>the server</source>
        <translation>dem Server</translation>
    </message>
    <message>
        <source>The request was not sent</source>
        <translation>Die Anfrage wurde nicht gesendet</translation>
    </message>
    <message>
        <source>%1 sent the request elsewhere, and redirects are not followed</source>
        <translation>%1 hat die Anfrage weitergeleitet, und Weiterleitungen wird nicht gefolgt</translation>
    </message>
    <message>
        <source>%1 did not accept the key</source>
        <translation>%1 hat den Schlüssel nicht angenommen</translation>
    </message>
    <message>
        <source>%1 knows the key, but does not permit this</source>
        <translation>%1 kennt den Schlüssel, erlaubt dies aber nicht</translation>
    </message>
    <message>
        <source>%1 does not know what was asked for</source>
        <translation>%1 kennt nicht, wonach gefragt wurde</translation>
    </message>
    <message>
        <source>%1 rejected the request (HTTP %2)</source>
        <translation>%1 hat die Anfrage zurückgewiesen (HTTP %2)</translation>
    </message>
    <message>
        <source>%1 asks to slow down</source>
        <translation>%1 bittet, langsamer zu fragen</translation>
    </message>
    <message>
        <source>A limit of this account is used up</source>
        <translation>Eine Grenze dieses Kontos ist ausgeschöpft</translation>
    </message>
    <message>
        <source>%1 has a fault (HTTP %2)</source>
        <translation>%1 hat eine Störung (HTTP %2)</translation>
    </message>
    <message>
        <source>%1 has a fault</source>
        <translation>%1 hat eine Störung</translation>
    </message>
    <message>
        <source>The answer of %1 is larger than is taken</source>
        <translation>Die Antwort ist zu groß (von: %1)</translation>
    </message>
    <message>
        <source>%1 answered something unreadable</source>
        <translation>%1 hat etwas Unlesbares geantwortet</translation>
    </message>
    <message>
        <source>The request reached %1, but its answer was lost</source>
        <translation>Die Anfrage kam an, aber die Antwort ging verloren (bei: %1)</translation>
    </message>
    <message>
        <source>The answer could not be saved</source>
        <translation>Die Antwort konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>Check the network, the proxy and the address, then try again.</source>
        <translation>Prüfen Sie das Netz, den Proxy und die Adresse, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, check the network and the provider&apos;s status page.</source>
        <translation>Versuchen Sie es noch einmal; bleibt es so, prüfen Sie das Netz und die Statusseite des Anbieters.</translation>
    </message>
    <message>
        <source>Ask again if it is still wanted.</source>
        <translation>Fragen Sie noch einmal, wenn es noch gewünscht ist.</translation>
    </message>
    <message>
        <source>Check the address and the clock; for a company&apos;s own certificate, add its authority to the account.</source>
        <translation>Prüfen Sie Adresse und Uhrzeit; hat Ihre Firma ein eigenes Zertifikat, fügen Sie dessen Aussteller beim Konto hinzu.</translation>
    </message>
    <message>
        <source>Correct the account&apos;s settings.</source>
        <translation>Berichtigen Sie die Einstellungen des Kontos.</translation>
    </message>
    <message>
        <source>Check the address of the account.</source>
        <translation>Prüfen Sie die Adresse des Kontos.</translation>
    </message>
    <message>
        <source>Check the key of this account.</source>
        <translation>Prüfen Sie den Schlüssel dieses Kontos.</translation>
    </message>
    <message>
        <source>Use a key with that permission, or ask the owner of the project for it.</source>
        <translation>Benutzen Sie einen Schlüssel mit dieser Berechtigung, oder fragen Sie den Besitzer des Projekts danach.</translation>
    </message>
    <message>
        <source>Check the id and the account&apos;s address; it may belong to another account, or be deleted.</source>
        <translation>Prüfen Sie die ID und die Adresse des Kontos; sie kann zu einem anderen Konto gehören oder gelöscht sein.</translation>
    </message>
    <message>
        <source>Correct the request; sending it again unchanged will not help.</source>
        <translation>Berichtigen Sie die Anfrage; unverändert noch einmal gesendet wird sie wieder scheitern.</translation>
    </message>
    <message>
        <source>It can be asked again %1.</source>
        <translation>Sie können %1 wieder fragen.</translation>
    </message>
    <message>
        <source>Wait a moment, then try again.</source>
        <translation>Warten Sie einen Augenblick, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Check the plan, the limits and the billing at the provider; waiting does not help.</source>
        <translation>Prüfen Sie Tarif, Grenzen und Abrechnung beim Anbieter; Warten hilft nicht.</translation>
    </message>
    <message>
        <source>Try again later; if it stays so, see the provider&apos;s status page.</source>
        <translation>Versuchen Sie es später noch einmal; bleibt es so, sehen Sie auf der Statusseite des Anbieters nach.</translation>
    </message>
    <message>
        <source>Ask for less at once, for instance with a smaller page.</source>
        <translation>Fragen Sie nach weniger auf einmal, zum Beispiel mit einer kleineren Seite.</translation>
    </message>
    <message>
        <source>Check that the account&apos;s address is that of an API, and that no login page is in between.</source>
        <translation>Prüfen Sie, ob die Adresse des Kontos die einer API ist und keine Anmeldeseite dazwischensteht.</translation>
    </message>
    <message>
        <source>Look first whether it was done before asking again.</source>
        <translation>Sehen Sie erst nach, ob es geschehen ist, bevor Sie noch einmal fragen.</translation>
    </message>
    <message>
        <source>Check the free space and the permissions of the folder.</source>
        <translation>Prüfen Sie den freien Platz und die Rechte des Ordners.</translation>
    </message>
    <message>
        <source>%1 (request %2)</source>
        <translation>%1 (Anfrage %2)</translation>
    </message>
    <message>
        <source>%1 rejected the request</source>
        <translation>%1 hat die Anfrage abgelehnt</translation>
    </message>
    <message>
        <source>%1 does not offer this (HTTP %2)</source>
        <translation>%1 bietet das nicht an (HTTP %2)</translation>
    </message>
    <message>
        <source>%1 has no fine-tuning jobs at %2</source>
        <translation>%1 hat unter %2 keine Fine-Tuning-Jobs</translation>
    </message>
    <message>
        <source>Check the path of the account&apos;s address.</source>
        <translation>Prüfen Sie den Pfad in der Adresse des Kontos.</translation>
    </message>
    <message>
        <source>%1 does not offer this</source>
        <translation>%1 bietet das nicht an</translation>
    </message>
    <message>
        <source>Use a server or a version of it that does.</source>
        <translation>Verwenden Sie einen Server oder eine Version davon, die es anbietet.</translation>
    </message>
</context>
<context>
    <name>Archive</name>
    <message>
        <source>The archive has no account number %1.</source>
        <translation>Das Archiv hat kein Konto mit der Nummer %1.</translation>
    </message>
    <message>
        <source>in memory</source>
        <translation>im Arbeitsspeicher</translation>
    </message>
    <message>
        <source>The archive %1 is damaged. Start Tuneboard again: it sets the file aside and begins a new one.</source>
        <translation>Das Archiv %1 ist beschädigt. Starten Sie Tuneboard neu: Es legt die Datei beiseite und beginnt eine neue.</translation>
    </message>
    <message>
        <source>The archive %1 was written by a later version of Tuneboard. Use that version, or another archive.</source>
        <translation>Das Archiv %1 wurde von einer neueren Version von Tuneboard geschrieben. Benutzen Sie diese Version oder ein anderes Archiv.</translation>
    </message>
    <message>
        <source>The archive %1 cannot be written. Allow writing to the file and its folder, or choose another one.</source>
        <translation>Das Archiv %1 kann nicht beschrieben werden. Erlauben Sie das Schreiben in die Datei und ihren Ordner, oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>Another program holds the archive %1. Close that program and try again.</source>
        <translation>Ein anderes Programm hält das Archiv %1 fest. Schließen Sie jenes Programm, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>There is no room for the archive %1. Free some space and try again.</source>
        <translation>Für das Archiv %1 ist kein Platz. Schaffen Sie Platz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The archive %1 cannot be used. Choose another one.</source>
        <translation>Das Archiv %1 ist nicht zu gebrauchen. Wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation>(%1)</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>the folder cannot be created</source>
        <translation>der Ordner kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>it has to be brought up to date first</source>
        <translation>es muss zuerst auf den neuen Stand gebracht werden</translation>
    </message>
    <message>
        <source>it belongs to another program</source>
        <translation>es gehört einem anderen Programm</translation>
    </message>
    <message>
        <source>its first page contradicts its tables</source>
        <translation>seine erste Seite widerspricht seinen Tabellen</translation>
    </message>
    <message>
        <source>Until then Tuneboard works without an archive: what it lists now is forgotten when it ends.</source>
        <translation>Bis dahin arbeitet Tuneboard ohne Archiv: Was es jetzt auflistet, ist nach dem Beenden vergessen.</translation>
    </message>
    <message>
        <source>Until then what was kept is shown, and nothing new is kept.</source>
        <translation>Bis dahin wird gezeigt, was aufbewahrt war, und nichts Neues kommt hinzu.</translation>
    </message>
    <message>
        <source>The last changes before may be missing.</source>
        <translation>Die letzten Änderungen davor können fehlen.</translation>
    </message>
    <message>
        <source>The archive %1 was written by a later version of Tuneboard and is left as it is. This version keeps its jobs in %2; update Tuneboard to see all of them.</source>
        <translation>Das Archiv %1 wurde von einer neueren Version von Tuneboard geschrieben und bleibt, wie es ist. Diese Version bewahrt ihre Jobs in %2 auf; aktualisieren Sie Tuneboard, um alle zu sehen.</translation>
    </message>
    <message>
        <source>The archive %1 is damaged and could not be set aside. Move it away and start Tuneboard again.</source>
        <translation>Das Archiv %1 ist beschädigt und konnte nicht beiseitegelegt werden. Verschieben Sie es, und starten Sie Tuneboard neu.</translation>
    </message>
    <message>
        <source>The archive was damaged and now lies set aside as %1. A new one has been begun, and the jobs are listed again from their servers; what those no longer have is only in the old file.</source>
        <translation>Das Archiv war beschädigt und liegt jetzt beiseite als %1. Ein neues ist begonnen, und die Jobs werden von ihren Servern neu gelistet; was diese nicht mehr haben, steht nur in der alten Datei.</translation>
    </message>
    <message>
        <source>The archive has no job %1.</source>
        <translation>Das Archiv hat keinen Job %1.</translation>
    </message>
    <message>
        <source>The archive %1 could not be brought up to date and is left as it was. Use the version of Tuneboard that wrote it, or another archive. (%2)</source>
        <translation>Das Archiv %1 konnte nicht aktualisiert werden und bleibt unverändert. Verwenden Sie die Version von Tuneboard, die es geschrieben hat, oder ein anderes Archiv. (%2)</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>es ist keine Datei</translation>
    </message>
    <message>
        <source>The archive %1 refused a change, which is not saved. The file itself is sound.</source>
        <translation>Das Archiv %1 hat eine Änderung abgelehnt; sie ist nicht gespeichert. Die Datei selbst ist in Ordnung.</translation>
    </message>
    <message>
        <source>The archive %1 does not hold the account or job any more.</source>
        <translation>Das Archiv %1 enthält das Konto oder den Job nicht mehr.</translation>
    </message>
    <message>
        <source>The archive %1 does not fit this version of Tuneboard and is left as it is. Use another archive. (%2)</source>
        <translation>Das Archiv %1 passt nicht zu dieser Version von Tuneboard und bleibt unverändert. Verwenden Sie ein anderes Archiv. (%2)</translation>
    </message>
</context>
<context>
    <name>ArchiveExport</name>
    <message>
        <source>The archive has no job to export.</source>
        <translation>Das Archiv hat keinen Job, der zu exportieren wäre.</translation>
    </message>
    <message>
        <source>%1 is not the manifest of an export.</source>
        <translation>%1 ist nicht das Manifest eines Exports.</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>%1 fehlt.</translation>
    </message>
    <message>
        <source>%1 was changed: it has %2 bytes, and %3 when it was exported.</source>
        <translation>%1 wurde verändert: Die Datei hat %2 Bytes, beim Export waren es %3.</translation>
    </message>
    <message>
        <source>%1 was changed: its SHA-256 is not the manifest&apos;s.</source>
        <translation>%1 wurde verändert: Die SHA-256-Summe stimmt nicht mit dem Manifest überein.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MB, and not read.</source>
        <translation>%1 ist größer als %2 MB und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>%1 has an entry that is too long to be read.</source>
        <translation>%1 enthält einen Eintrag, der zu lang ist.</translation>
    </message>
    <message>
        <source>%1 is cut off, or not JSON.</source>
        <translation>%1 ist abgeschnitten oder kein JSON.</translation>
    </message>
    <message>
        <source>%1 names more than %2 jobs, and is not read.</source>
        <translation>%1 nennt mehr als %2 Jobs und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>%1 names more than %2 files, and is not read.</source>
        <translation>%1 nennt mehr als %2 Dateien und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>%1 names no jobs.</source>
        <translation>%1 nennt keine Jobs.</translation>
    </message>
    <message>
        <source>Only the newest %1 events are shown: there are too many.</source>
        <translation>Nur die neuesten %1 Ereignisse werden gezeigt: Es sind zu viele.</translation>
    </message>
    <message>
        <source>Only the first %1 checkpoints are shown: there are too many.</source>
        <translation>Nur die ersten %1 Checkpoints werden gezeigt: Es sind zu viele.</translation>
    </message>
    <message>
        <source>%1 names jobs of more than %2 MB, which are not read.</source>
        <translation>%1 nennt Jobs von mehr als %2 MB; sie werden nicht gelesen.</translation>
    </message>
    <message>
        <source>%1 is missing, too large or not a job</source>
        <translation>%1 fehlt, ist zu groß oder kein Job</translation>
    </message>
</context>
<context>
    <name>BestCheckpoint</name>
    <message>
        <source>lowest full validation loss</source>
        <translation>kleinster Verlust auf der ganzen Validierung</translation>
    </message>
    <message>
        <source>lowest validation loss</source>
        <translation>kleinster Validierungsverlust</translation>
    </message>
    <message>
        <source>highest validation reward</source>
        <translation>größte Validierungsbelohnung</translation>
    </message>
    <message>
        <source>no validation data: not ranked</source>
        <translation>keine Validierungsdaten: ohne Rangfolge</translation>
    </message>
</context>
<context>
    <name>Certificate</name>
    <message>
        <source>Wrong with it: %1</source>
        <translation>Daran ist falsch: %1</translation>
    </message>
    <message>
        <source>Issued to: %1</source>
        <translation>Ausgestellt für: %1</translation>
    </message>
    <message>
        <source>Issued by: %1</source>
        <translation>Ausgestellt von: %1</translation>
    </message>
    <message>
        <source>For the hosts: %1</source>
        <translation>Für die Hosts: %1</translation>
    </message>
    <message>
        <source>Valid: %1 until %2</source>
        <translation>Gültig: %1 bis %2</translation>
    </message>
    <message>
        <source>SHA-256: %1</source>
        <translation>SHA-256: %1</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>Arrow keys move the cursor, plus and minus zoom, Space selects steps, T shows the values as a table.</source>
        <translation>Pfeiltasten bewegen die Marke, Plus und Minus zoomen, die Leertaste wählt Schritte aus, T zeigt die Werte als Tabelle.</translation>
    </message>
    <message>
        <source>%1, by the %2</source>
        <translation>%1 (Quelle: %2)</translation>
    </message>
    <message numerus="yes">
        <source>Started again %n time(s) from an earlier step; what was before is drawn fainter.</source>
        <translation>
            <numerusform>%n-mal bei einem früheren Schritt neu begonnen; was davor war, ist blasser gezeichnet.</numerusform>
            <numerusform>%n-mal bei einem früheren Schritt neu begonnen; was davor war, ist blasser gezeichnet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The sources disagree at %n step(s).</source>
        <translation>
            <numerusform>Die Quellen widersprechen sich bei %n Schritt.</numerusform>
            <numerusform>Die Quellen widersprechen sich bei %n Schritten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) at or below zero have no place on a logarithmic scale.</source>
        <translation>
            <numerusform>%n Wert von null oder darunter hat auf einer logarithmischen Skala keinen Platz.</numerusform>
            <numerusform>%n Werte von null oder darunter haben auf einer logarithmischen Skala keinen Platz.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n outlier(s) are cut off.</source>
        <translation>
            <numerusform>%n Ausreißer ist abgeschnitten.</numerusform>
            <numerusform>%n Ausreißer sind abgeschnitten.</numerusform>
        </translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>at step %1</source>
        <translation>bei Schritt %1</translation>
    </message>
    <message>
        <source>Step %1. %2</source>
        <translation>Schritt %1. %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>noch %n</numerusform>
            <numerusform>noch %n</numerusform>
        </translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Checkpoint at step %1</source>
        <translation>Checkpoint bei Schritt %1</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are not a number.</source>
        <translation>
            <numerusform>%n Wert ist keine Zahl.</numerusform>
            <numerusform>%n Werte sind keine Zahlen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 at step %2</source>
        <translation>%1 bei Schritt %2</translation>
    </message>
    <message>
        <source>measured %1</source>
        <translation>gemessen %1</translation>
    </message>
</context>
<context>
    <name>ChartPlan</name>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Token accuracy</source>
        <translation>Tokengenauigkeit</translation>
    </message>
    <message>
        <source>share of tokens</source>
        <translation>Anteil der Tokens</translation>
    </message>
    <message>
        <source>Sequence accuracy</source>
        <translation>Sequenzgenauigkeit</translation>
    </message>
    <message>
        <source>share of examples</source>
        <translation>Anteil der Beispiele</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>Belohnung</translation>
    </message>
    <message>
        <source>Parse errors</source>
        <translation>Formfehler</translation>
    </message>
    <message>
        <source>share of answers</source>
        <translation>Anteil der Antworten</translation>
    </message>
    <message>
        <source>Reasoning tokens</source>
        <translation>Denk-Tokens</translation>
    </message>
    <message>
        <source>per answer</source>
        <translation>je Antwort</translation>
    </message>
    <message>
        <source>in a step</source>
        <translation>in einem Schritt</translation>
    </message>
    <message>
        <source>Completion tokens</source>
        <translation>Antwort-Tokens</translation>
    </message>
    <message>
        <source>Step time</source>
        <translation>Zeit je Schritt</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>errors, number of answers</source>
        <translation>Fehler, Anzahl der Antworten</translation>
    </message>
    <message>
        <source>errors, share of answers</source>
        <translation>Fehler, Anteil der Antworten</translation>
    </message>
    <message>
        <source>tokens in a step</source>
        <translation>Tokens in einem Schritt</translation>
    </message>
    <message>
        <source>tokens per answer</source>
        <translation>Tokens je Antwort</translation>
    </message>
    <message>
        <source>seconds per answer</source>
        <translation>Sekunden je Antwort</translation>
    </message>
    <message>
        <source>validation is the headline; training is not comparable from step to step</source>
        <translation>es zählt die Validierung; das Training ist nicht von Schritt zu Schritt vergleichbar</translation>
    </message>
    <message>
        <source>of each step&apos;s own examples: not comparable from step to step</source>
        <translation>über die eigenen Beispiele jedes Schritts: nicht von Schritt zu Schritt vergleichbar</translation>
    </message>
    <message>
        <source>Grader scores</source>
        <translation>Bewertungen der Grader</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Token usage</source>
        <translation>Tokenverbrauch</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Other quantities</source>
        <translation>Weitere Größen</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Lists the jobs of one account.</source>
        <translation>Listet die Jobs eines Kontos auf.</translation>
    </message>
    <message>
        <source>Serves the demo account over HTTP on this machine until it is interrupted. The first line it prints is the base URL, the second the key.</source>
        <translation>Stellt das Demokonto über HTTP auf diesem Rechner bereit, bis es unterbrochen wird. Die erste Zeile der Ausgabe ist die Basis-URL, die zweite der Schlüssel.</translation>
    </message>
    <message>
        <source>only jobs in this status; several are separated by commas</source>
        <translation>nur Jobs mit diesem Status; mehrere durch Kommas getrennt</translation>
    </message>
    <message>
        <source>only jobs that the find words fit, as in the window: &quot;method:dpo tokens:&gt;1M -status:failed&quot;</source>
        <translation>nur Jobs, auf die die Suchwörter passen, wie im Fenster: &quot;method:dpo tokens:&gt;1M -status:failed&quot;</translation>
    </message>
    <message>
        <source>text (as it is otherwise), the jobs as the server sent them in one JSON list, or CSV with all columns</source>
        <translation>text (wenn nichts gesagt ist), json: die Jobs, wie der Server sie gesendet hat, in einer Liste, oder csv mit allen Spalten</translation>
    </message>
    <message>
        <source>text (as it is otherwise), or the bytes exactly as they were received</source>
        <translation>text (wenn nichts gesagt ist), oder json: die Bytes genau, wie sie empfangen wurden</translation>
    </message>
    <message>
        <source>only this job of a file that holds a list of jobs</source>
        <translation>nur diesen Job einer Datei, die eine Liste von Jobs enthält</translation>
    </message>
    <message>
        <source>print the tuneboard: link to it instead</source>
        <translation>stattdessen den tuneboard:-Link darauf ausgeben</translation>
    </message>
    <message>
        <source>write the window as a PNG once the first listing has ended, and exit</source>
        <translation>das Fenster als PNG schreiben, sobald die erste Liste geholt ist, und beenden</translation>
    </message>
    <message>
        <source>the window&apos;s size in pixels</source>
        <translation>die Größe des Fensters in Pixeln</translation>
    </message>
    <message>
        <source>the theme of this run</source>
        <translation>das Erscheinungsbild für diesen Lauf</translation>
    </message>
    <message>
        <source>for the system&apos;s link handler: `--link -- URL` takes only a tuneboard: link</source>
        <translation>für den Link-Aufruf des Systems: `--link -- URL` nimmt nur einen tuneboard:-Link</translation>
    </message>
    <message>
        <source>for file managers: `--open -- PATH` takes only a file of this machine</source>
        <translation>für Dateiverwaltungen: `--open -- PATH` nimmt nur eine Datei dieses Rechners</translation>
    </message>
    <message>
        <source>the built-in demo account, which leaves nothing behind</source>
        <translation>das eingebaute Demokonto, das nichts hinterlässt</translation>
    </message>
    <message>
        <source>the account of that name</source>
        <translation>das Konto dieses Namens</translation>
    </message>
    <message>
        <source>an account for this run at that address. The key in OPENAI_API_KEY is sent to its host. What comes is archived under the URL; from this machine only with --archive</source>
        <translation>ein Konto für diesen Lauf unter dieser Adresse. Der Schlüssel in OPENAI_API_KEY wird an ihren Host gesendet. Was kommt, wird unter der URL archiviert; von diesem Rechner nur mit --archive</translation>
    </message>
    <message>
        <source>another archive than the user&apos;s; made if it is not there</source>
        <translation>ein anderes Archiv als das des Benutzers; wird angelegt, wenn es fehlt</translation>
    </message>
    <message>
        <source>only what the archive has; no request at all</source>
        <translation>nur, was das Archiv hat; keine einzige Anfrage</translation>
    </message>
    <message>
        <source>the port; a free one otherwise</source>
        <translation>der Port; sonst ein freier</translation>
    </message>
    <message>
        <source>how many jobs there are; 240 otherwise</source>
        <translation>wie viele Jobs es gibt; sonst 240</translation>
    </message>
    <message>
        <source>how fast the running jobs run; 60 otherwise</source>
        <translation>wie schnell die laufenden Jobs laufen; sonst 60</translation>
    </message>
    <message>
        <source>the key that clients have to send; a random one otherwise</source>
        <translation>der Schlüssel, den Clients senden müssen; sonst ein zufälliger</translation>
    </message>
    <message>
        <source>which world; the same number gives the same jobs</source>
        <translation>welche Welt; dieselbe Zahl ergibt dieselben Jobs</translation>
    </message>
    <message>
        <source>answer only what the API&apos;s official document allows</source>
        <translation>nur antworten, was das amtliche Dokument der API erlaubt</translation>
    </message>
    <message>
        <source>show this help</source>
        <translation>diese Hilfe anzeigen</translation>
    </message>
    <message>
        <source>show the program&apos;s version</source>
        <translation>die Version des Programms anzeigen</translation>
    </message>
    <message>
        <source>--%1 needs a value (%2)</source>
        <translation>--%1 braucht einen Wert (%2)</translation>
    </message>
    <message>
        <source>unknown option %1</source>
        <translation>unbekannte Option %1</translation>
    </message>
    <message>
        <source>--size: %1 is no size from 100x100 to 10000x10000</source>
        <translation>--size: %1 ist keine Größe von 100x100 bis 10000x10000</translation>
    </message>
    <message>
        <source>--format: %1 is none of %2</source>
        <translation>--format: %1 ist nichts von %2</translation>
    </message>
    <message>
        <source>--theme: %1 is neither light nor dark</source>
        <translation>--theme: %1 ist weder light noch dark</translation>
    </message>
    <message>
        <source>%1 has no option --%2</source>
        <translation>%1 hat keine Option --%2</translation>
    </message>
    <message>
        <source>--%1 belongs to a command (see --help)</source>
        <translation>--%1 gehört zu einem Befehl (siehe --help)</translation>
    </message>
    <message>
        <source>--%1 takes no value</source>
        <translation>--%1 nimmt keinen Wert</translation>
    </message>
    <message>
        <source>--archive: the demo account has a temporary archive of its own</source>
        <translation>--archive: das Demokonto hat ein eigenes, vorübergehendes Archiv</translation>
    </message>
    <message>
        <source>%1 takes exactly one argument, behind “--”</source>
        <translation>%1 nimmt genau ein Argument, hinter „--“</translation>
    </message>
    <message>
        <source>list takes no argument %1</source>
        <translation>list nimmt kein Argument %1</translation>
    </message>
    <message>
        <source>one argument too many: %1</source>
        <translation>ein Argument zu viel: %1</translation>
    </message>
    <message>
        <source>%1 needs a job&apos;s id, a link, a file, or - for standard input</source>
        <translation>%1 braucht die ID eines Jobs, einen Link, eine Datei, oder - für die Standardeingabe</translation>
    </message>
    <message>
        <source>“-” is standard input for show alone</source>
        <translation>„-“ ist nur bei show die Standardeingabe</translation>
    </message>
    <message>
        <source>this link</source>
        <translation>dieser Link</translation>
    </message>
    <message>
        <source>Which account is meant, in this order: --demo, --base-url, --account, the environment, the only account that is set up.</source>
        <translation>Welches Konto gemeint ist, in dieser Reihenfolge: --demo, --base-url, --account, die Umgebung, das einzige eingerichtete Konto.</translation>
    </message>
    <message>
        <source>Environment, as the official clients read it: OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_ORG_ID, OPENAI_PROJECT_ID.</source>
        <translation>Umgebung, wie die amtlichen Clients sie lesen: OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_ORG_ID, OPENAI_PROJECT_ID.</translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 failed, 2 wrong use. Messages go to standard error.</source>
        <translation>Exit-Codes: 0 erledigt, 1 gescheitert, 2 falsch benutzt. Meldungen gehen auf die Standardfehlerausgabe.</translation>
    </message>
    <message>
        <source>the options of demo-server stand behind it</source>
        <translation>die Optionen von demo-server stehen dahinter</translation>
    </message>
    <message>
        <source>Usage:</source>
        <translation>Aufruf:</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>Befehle:</translation>
    </message>
    <message>
        <source>“tuneboard COMMAND --help” has more.</source>
        <translation>„tuneboard BEFEHL --help“ sagt mehr.</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Optionen:</translation>
    </message>
    <message>
        <source>this program opens no window (see --help); tuneboard does</source>
        <translation>dieses Programm öffnet kein Fenster (siehe --help); das tut tuneboard</translation>
    </message>
    <message>
        <source>Opens the window, at REF if one is given: the id of a job, model, checkpoint or file, a link, the path of a JSON or CSV file, or a folder that export wrote.</source>
        <translation>Öffnet das Fenster, bei REF, wenn eine angegeben ist: die ID eines Jobs, Modells, Checkpoints oder einer Datei, ein Link, der Pfad einer JSON- oder CSV-Datei oder ein Ordner, den export geschrieben hat.</translation>
    </message>
    <message>
        <source>Follows one job to its end, with a line that says how far it is. REF is a job&apos;s id, a link, or the name of its model.</source>
        <translation>Verfolgt einen Job bis zu seinem Ende, mit einer Zeile, die sagt, wie weit er ist. REF ist die ID eines Jobs, ein Link oder der Name seines Modells.</translation>
    </message>
    <message>
        <source>Writes one job, or with --all every job of the archive, with events, checkpoints and files into the folder DIR, which must be new or empty. `tuneboard DIR` shows it again, anywhere and without a key.</source>
        <translation>Schreibt einen Job, oder mit --all jeden Job des Archivs, mit Ereignissen, Checkpoints und Dateien in den Ordner DIR, der neu oder leer sein muss. `tuneboard DIR` zeigt alles wieder, überall und ohne Schlüssel.</translation>
    </message>
    <message>
        <source>say by the exit code how the job ended: 0 succeeded, 3 cancelled, 4 failed</source>
        <translation>mit dem Exit-Code sagen, wie der Job endete: 0 erfolgreich, 3 abgebrochen, 4 gescheitert</translation>
    </message>
    <message>
        <source>export needs a job&apos;s id or a link, and a folder; or --all and a folder</source>
        <translation>export braucht die ID eines Jobs oder einen Link und einen Ordner; oder --all und einen Ordner</translation>
    </message>
    <message>
        <source>%1 needs a job&apos;s id or a link</source>
        <translation>%1 braucht die ID eines Jobs oder einen Link</translation>
    </message>
    <message>
        <source>Exit codes: 0 the job has ended, 1 it could not be followed, 2 wrong use, 130 interrupted; with --exit-status 3 the job was cancelled, 4 it failed. Messages go to standard error.</source>
        <translation>Exit-Codes: 0 der Job ist zu Ende, 1 er konnte nicht verfolgt werden, 2 falsch benutzt, 130 unterbrochen; mit --exit-status 3 der Job wurde abgebrochen, 4 er ist gescheitert. Meldungen gehen auf die Standardfehlerausgabe.</translation>
    </message>
    <message>
        <source>Shows a job, or what a file holds. REF is a job&apos;s id, a link, the path of a JSON or CSV file or of a folder that export wrote, or - for standard input.</source>
        <translation>Zeigt einen Job oder den Inhalt einer Datei. REF ist die ID eines Jobs, ein Link, der Pfad einer JSON- oder CSV-Datei oder eines Ordners, den export geschrieben hat, oder - für die Standardeingabe.</translation>
    </message>
    <message>
        <source>all jobs, however many: without it a listing stops after 200,000 new ones</source>
        <translation>alle Jobs, egal wie viele: sonst hält die Liste nach 200.000 neuen an</translation>
    </message>
    <message>
        <source>every job of the archive, or of the account that is named; no request. With REF: all events and checkpoints of that job, however many</source>
        <translation>jeder Job des Archivs oder des genannten Kontos; ohne Anfrage. Mit REF: alle Ereignisse und Checkpoints dieses Jobs, egal wie viele</translation>
    </message>
    <message>
        <source>a query parameter that a gateway needs with every request, not percent-encoded; can be given several times</source>
        <translation>ein Abfrageparameter, den ein Gateway bei jeder Anfrage braucht, nicht prozentkodiert; kann mehrmals angegeben werden</translation>
    </message>
    <message>
        <source>a header that a gateway needs with every request; can be given several times</source>
        <translation>ein Header, den ein Gateway bei jeder Anfrage braucht; kann mehrmals angegeben werden</translation>
    </message>
    <message>
        <source>the same with the value of an environment variable: a secret that other processes must not see</source>
        <translation>dasselbe mit dem Wert einer Umgebungsvariablen: für ein Geheimnis, das andere Prozesse nicht sehen dürfen</translation>
    </message>
    <message>
        <source>an id has up to 1024 bytes, no control characters and no blanks around it</source>
        <translation>eine ID hat höchstens 1024 Byte, keine Steuerzeichen und keine Leerzeichen am Rand</translation>
    </message>
    <message>
        <source>--job: %1</source>
        <translation>--job: %1</translation>
    </message>
    <message>
        <source>--job names the job already: %1 is one argument too many</source>
        <translation>--job nennt den Job schon: %1 ist ein Argument zu viel</translation>
    </message>
    <message>
        <source>export %1 needs a folder too</source>
        <translation>export %1 braucht noch einen Ordner</translation>
    </message>
    <message>
        <source>--query, --header and --header-env go to the host of the account and to no other. They are added to those that the account has itself; the same name replaces it.</source>
        <translation>--query, --header und --header-env werden nur an den Host des Kontos gesendet. Sie kommen zu denen hinzu, die das Konto selbst hat; derselbe Name ersetzt sie.</translation>
    </message>
    <message>
        <source>%1 needs a name and a value with “=” between them: %1 name=%2</source>
        <translation>%1 braucht einen Namen und einen Wert mit „=“ dazwischen: %1 name=%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>warning: every process on this machine can read the value of the parameter “%1”; if the server takes it as a header too, use --header-env</source>
        <translation>Warnung: Jeder Prozess auf diesem Rechner kann den Wert des Parameters „%1“ lesen; nimmt ihn der Server auch als Header an, verwenden Sie --header-env</translation>
    </message>
    <message>
        <source>warning: every process on this machine can read the value of the header “%1”; use --header-env %1=VARIABLE instead</source>
        <translation>Warnung: Jeder Prozess auf diesem Rechner kann den Wert des Headers „%1“ lesen; verwenden Sie stattdessen --header-env %1=VARIABLE</translation>
    </message>
    <message>
        <source>the environment variable %1 is not set</source>
        <translation>die Umgebungsvariable %1 ist nicht gesetzt</translation>
    </message>
    <message>
        <source>what follows “=” is not the name of an environment variable that is set</source>
        <translation>hinter „=“ steht nicht der Name einer gesetzten Umgebungsvariablen</translation>
    </message>
    <message>
        <source>the job with this id, instead of REF</source>
        <translation>der Job mit dieser ID, anstelle von REF</translation>
    </message>
    <message>
        <source>%1 is not a valid reference: %2</source>
        <translation>%1 ist kein gültiger Verweis: %2</translation>
    </message>
    <message>
        <source>--status: %1 names no status</source>
        <translation>--status: %1 nennt keinen Status</translation>
    </message>
</context>
<context>
    <name>CopyModels</name>
    <message>
        <source>None of the selected jobs has an output model.</source>
        <translation>Keiner der ausgewählten Jobs hat ein Ausgabemodell.</translation>
    </message>
    <message>
        <source>Copied the final model: %1</source>
        <translation>Endgültiges Modell kopiert: %1</translation>
    </message>
    <message>
        <source>Copied final models: %1</source>
        <translation>Endgültige Modelle kopiert: %1</translation>
    </message>
    <message>
        <source>Copied the best checkpoint: %1</source>
        <translation>Bester Checkpoint kopiert: %1</translation>
    </message>
    <message>
        <source>Copied best checkpoints: %1</source>
        <translation>Beste Checkpoints kopiert: %1</translation>
    </message>
    <message>
        <source>Copied best checkpoints: %1, final models: %2</source>
        <translation>Beste Checkpoints kopiert: %1, endgültige Modelle: %2</translation>
    </message>
</context>
<context>
    <name>DemoCommand</name>
    <message>
        <source>--%1: “%2” is not %3</source>
        <translation>--%1: „%2“ ist nicht %3</translation>
    </message>
    <message>
        <source>demo-server takes no argument “%1”</source>
        <translation>demo-server nimmt kein Argument „%1“</translation>
    </message>
    <message>
        <source>a port from 0 to 65535</source>
        <translation>ein Port von 0 bis 65535</translation>
    </message>
    <message>
        <source>a number from 0 to 1000000</source>
        <translation>eine Zahl von 0 bis 1000000</translation>
    </message>
    <message>
        <source>a number above 0, at most 1000000</source>
        <translation>eine Zahl über 0, höchstens 1000000</translation>
    </message>
    <message>
        <source>a number from 0 to 4294967295</source>
        <translation>eine Zahl von 0 bis 4294967295</translation>
    </message>
    <message>
        <source>--key: the key is empty</source>
        <translation>--key: der Schlüssel ist leer</translation>
    </message>
    <message>
        <source>--key: only ASCII characters without blanks are possible</source>
        <translation>--key: nur ASCII-Zeichen ohne Leerzeichen sind möglich</translation>
    </message>
</context>
<context>
    <name>Dialect</name>
    <message>
        <source>OpenAI</source>
        <translation>OpenAI</translation>
    </message>
    <message>
        <source>OpenAI-compatible server</source>
        <translation>OpenAI-kompatibler Server</translation>
    </message>
    <message>
        <source>Azure OpenAI (with api-version)</source>
        <translation>Azure OpenAI (mit api-version)</translation>
    </message>
    <message>
        <source>Azure OpenAI (v1)</source>
        <translation>Azure OpenAI (v1)</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>decoded from base64</source>
        <translation>aus base64 entschlüsselt</translation>
    </message>
    <message>
        <source>column %1</source>
        <translation>Spalte %1</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Grader</source>
        <translation>Grader</translation>
    </message>
    <message>
        <source>Graders</source>
        <translation>Grader</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Recorded answer</source>
        <translation>Aufgezeichnete Antwort</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Result table</source>
        <translation>Ergebnistabelle</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>Endpoint</name>
    <message>
        <source>the base URL must be a web address such as https://api.example.com/v1</source>
        <translation>die Basis-URL muss eine Web-Adresse sein, etwa https://api.example.com/v1</translation>
    </message>
    <message>
        <source>the base URL must not hold a user name or a password; the key has its own field</source>
        <translation>die Basis-URL darf weder Benutzername noch Passwort enthalten; der Schlüssel hat ein eigenes Feld</translation>
    </message>
    <message>
        <source>the base URL must end with its path, without “?” or “#”</source>
        <translation>die Basis-URL muss mit ihrem Pfad enden, ohne „?“ oder „#“</translation>
    </message>
    <message>
        <source>%1 would get the key unencrypted; http:// is only for this machine, use https://</source>
        <translation>%1 bekäme den Schlüssel unverschlüsselt; http:// ist nur für diesen Rechner, benutzen Sie https://</translation>
    </message>
    <message>
        <source>the key holds a blank, a line break or a foreign character; paste it again</source>
        <translation>der Schlüssel enthält ein Leerzeichen, einen Zeilenumbruch oder ein fremdes Zeichen; fügen Sie ihn neu ein</translation>
    </message>
    <message>
        <source>organization, project and API version must not hold blanks, line breaks or foreign characters</source>
        <translation>Organisation, Projekt und API-Version dürfen keine Leerzeichen, Zeilenumbrüche oder fremden Zeichen enthalten</translation>
    </message>
</context>
<context>
    <name>Event</name>
    <message>
        <source>Information</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>Moderation</source>
        <translation>Moderation</translation>
    </message>
</context>
<context>
    <name>ExportCommand</name>
    <message>
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
    </message>
    <message>
        <source>export takes a job: name its id, its model, or a link to it</source>
        <translation>export nimmt einen Job: Nennen Sie seine ID, sein Modell oder einen Link darauf</translation>
    </message>
    <message>
        <source>The archive cannot keep the job, and so there is nothing to export.</source>
        <translation>Das Archiv kann den Job nicht aufbewahren, darum gibt es nichts zu exportieren.</translation>
    </message>
    <message>
        <source>Exported to %5. Jobs: %1, events: %2, checkpoints: %3, contents of files: %4.</source>
        <translation>Exportiert nach %5. Jobs: %1, Ereignisse: %2, Checkpoints: %3, Inhalte von Dateien: %4.</translation>
    </message>
    <message>
        <source>Jobs with events or checkpoints that are not kept yet: %1. The window reads them in the background, and `tuneboard export` of one job at once.</source>
        <translation>Jobs mit Ereignissen oder Checkpoints, die noch nicht aufbewahrt sind: %1. Das Fenster liest sie im Hintergrund, `tuneboard export` eines einzelnen Jobs sofort.</translation>
    </message>
    <message>
        <source>There is no archive at %1.</source>
        <translation>Unter %1 gibt es kein Archiv.</translation>
    </message>
    <message>
        <source>The archive has nothing of this account.</source>
        <translation>Das Archiv hat nichts von diesem Konto.</translation>
    </message>
    <message>
        <source>Stopped; what is in %1 is not whole and has no manifest.</source>
        <translation>Angehalten; was in %1 liegt, ist nicht vollständig und hat kein Manifest.</translation>
    </message>
    <message>
        <source>With --all everything is read.</source>
        <translation>Mit --all wird alles gelesen.</translation>
    </message>
    <message>
        <source>Stopped after %1 new events. The server has more.</source>
        <translation>Nach %1 neuen Ereignissen angehalten. Der Server hat weitere.</translation>
    </message>
    <message>
        <source>Stopped after %1 checkpoints. The server has more.</source>
        <translation>Nach %1 Checkpoints angehalten. Der Server hat weitere.</translation>
    </message>
    <message>
        <source>%1 of %2 jobs, %3 events, %4</source>
        <translation>%1 von %2 Jobs, %3 Ereignisse, %4</translation>
    </message>
    <message>
        <source>The archive does not have all events and checkpoints of this job, so the export is incomplete.</source>
        <translation>Das Archiv hat nicht alle Ereignisse und Checkpoints dieses Jobs; der Export ist daher unvollständig.</translation>
    </message>
</context>
<context>
    <name>ExportFolder</name>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>the folder is not empty, and nothing is overwritten</source>
        <translation>der Ordner ist nicht leer, und überschrieben wird nichts</translation>
    </message>
    <message>
        <source>the folder is read-only</source>
        <translation>der Ordner ist schreibgeschützt</translation>
    </message>
    <message>
        <source>it is there already and no folder</source>
        <translation>dort liegt schon etwas, das kein Ordner ist</translation>
    </message>
    <message>
        <source>the folder cannot be made</source>
        <translation>der Ordner kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
</context>
<context>
    <name>Extras</name>
    <message>
        <source>“%1” is given twice</source>
        <translation>„%1“ ist doppelt angegeben</translation>
    </message>
    <message>
        <source>more than %1 extra parameters or headers</source>
        <translation>mehr als %1 zusätzliche Parameter oder Header</translation>
    </message>
    <message>
        <source>the parameter has no name</source>
        <translation>der Parameter hat keinen Namen</translation>
    </message>
    <message>
        <source>Tuneboard sets the parameter “%1” itself, so it cannot be an extra one</source>
        <translation>Tuneboard setzt den Parameter „%1“ selbst, er kann deshalb nicht zusätzlich angegeben werden</translation>
    </message>
    <message>
        <source>the parameter “%1” must not contain line breaks or other control characters</source>
        <translation>der Parameter „%1“ darf keine Zeilenumbrüche oder andere Steuerzeichen enthalten</translation>
    </message>
    <message>
        <source>the parameter “%1” is not valid Unicode</source>
        <translation>der Parameter „%1“ ist kein gültiges Unicode</translation>
    </message>
    <message>
        <source>the parameter “%1” is too long</source>
        <translation>der Parameter „%1“ ist zu lang</translation>
    </message>
    <message>
        <source>the header has no name</source>
        <translation>der Header hat keinen Namen</translation>
    </message>
    <message>
        <source>the name of a header has only letters, digits and hyphens: no blank and no colon</source>
        <translation>der Name eines Headers besteht nur aus Buchstaben, Ziffern und Bindestrichen, ohne Leerzeichen und Doppelpunkt</translation>
    </message>
    <message>
        <source>the header “%1” is for the key of the account, which has its own place</source>
        <translation>der Header „%1“ ist für den Schlüssel des Kontos da, der ein eigenes Feld hat</translation>
    </message>
    <message>
        <source>Tuneboard sets the header “%1” itself, so it cannot be an extra one</source>
        <translation>Tuneboard setzt den Header „%1“ selbst, er kann deshalb nicht zusätzlich angegeben werden</translation>
    </message>
    <message>
        <source>the header “%1” has no value</source>
        <translation>der Header „%1“ hat keinen Wert</translation>
    </message>
    <message>
        <source>the value of the header “%1” must not contain line breaks or other control characters</source>
        <translation>der Wert des Headers „%1“ darf keine Zeilenumbrüche oder andere Steuerzeichen enthalten</translation>
    </message>
    <message>
        <source>the value of the header “%1” must be plain ASCII: servers read other characters in different ways</source>
        <translation>der Wert des Headers „%1“ darf nur ASCII-Zeichen enthalten, denn andere Zeichen lesen Server unterschiedlich</translation>
    </message>
    <message>
        <source>the value of the header “%1” is too long</source>
        <translation>der Wert des Headers „%1“ ist zu lang</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>After which training step it was kept.</source>
        <translation>Nach welchem Trainingsschritt er aufbewahrt wurde.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The name under which it is used.</source>
        <translation>Der Name, unter dem er benutzt wird.</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>How good the model was at that step.</source>
        <translation>Wie gut das Modell bei diesem Schritt war.</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>When it was kept.</source>
        <translation>Wann er aufbewahrt wurde.</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s id at its server.</source>
        <translation>Die ID des Checkpoints bei seinem Server.</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>The job that made it.</source>
        <translation>Der Job, aus dem er stammt.</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>The kind of object, as the server names it.</source>
        <translation>Die Art des Objekts, wie der Server sie nennt.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>When it happened.</source>
        <translation>Wann es geschah.</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>How serious it is.</source>
        <translation>Wie ernst es ist.</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>What kind of event it is.</source>
        <translation>Was für ein Ereignis es ist.</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>What the server says.</source>
        <translation>Was der Server sagt.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Metrics or results that belong to it.</source>
        <translation>Messwerte oder Ergebnisse, die dazugehören.</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>The event&apos;s id at its server.</source>
        <translation>Die ID des Ereignisses bei seinem Server.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>The file&apos;s name when it was uploaded.</source>
        <translation>Der Name der Datei beim Hochladen.</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Zweck</translation>
    </message>
    <message>
        <source>What the file is for.</source>
        <translation>Wofür die Datei da ist.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>How large the file is.</source>
        <translation>Wie groß die Datei ist.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Whether the server could read it.</source>
        <translation>Ob der Server sie lesen konnte.</translation>
    </message>
    <message>
        <source>When it was uploaded or made.</source>
        <translation>Wann sie hochgeladen oder erzeugt wurde.</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>When the server deletes it.</source>
        <translation>Wann der Server sie löscht.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>The file&apos;s id at its server.</source>
        <translation>Die ID der Datei bei ihrem Server.</translation>
    </message>
    <message>
        <source>How this grader scores.</source>
        <translation>Wie dieser Grader bewertet.</translation>
    </message>
    <message>
        <source>The grader&apos;s own name.</source>
        <translation>Der eigene Name des Graders.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>What is graded; {{…}} is filled in for each answer.</source>
        <translation>Was bewertet wird; {{…}} wird für jede Antwort eingesetzt.</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>What the input is compared with.</source>
        <translation>Womit die Eingabe verglichen wird.</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>eq: equal, ne: not equal, like: contains, ilike: contains, upper and lower case alike.</source>
        <translation>eq: gleich, ne: ungleich, like: enthält, ilike: enthält, Groß- und Kleinschreibung egal.</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>How the similarity of two texts is measured.</source>
        <translation>Wie die Ähnlichkeit zweier Texte gemessen wird.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelltext</translation>
    </message>
    <message>
        <source>The Python program that grades.</source>
        <translation>Das Python-Programm, das bewertet.</translation>
    </message>
    <message>
        <source>Image tag</source>
        <translation>Image-Tag</translation>
    </message>
    <message>
        <source>The system image in which the program runs.</source>
        <translation>Das Systemabbild, in dem das Programm läuft.</translation>
    </message>
    <message>
        <source>The model that grades.</source>
        <translation>Das Modell, das bewertet.</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Lowest and highest score; 0 to 1 if missing.</source>
        <translation>Kleinste und größte Bewertung; 0 bis 1, wenn sie fehlen.</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>Sampling</translation>
    </message>
    <message>
        <source>How the grading model is asked.</source>
        <translation>Wie das bewertende Modell gefragt wird.</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>What the model may choose from.</source>
        <translation>Woraus das Modell wählen darf.</translation>
    </message>
    <message>
        <source>Passing labels</source>
        <translation>Bestandene Labels</translation>
    </message>
    <message>
        <source>Labels that count as a pass.</source>
        <translation>Labels, die als bestanden gelten.</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>How the scores of the graders below become one.</source>
        <translation>Wie aus den Bewertungen der Grader darunter eine wird.</translation>
    </message>
    <message>
        <source>Graders</source>
        <translation>Grader</translation>
    </message>
    <message>
        <source>The graders whose scores the formula joins.</source>
        <translation>Die Grader, deren Bewertungen die Formel verbindet.</translation>
    </message>
    <message>
        <source>Pass threshold</source>
        <translation>Bestehensgrenze</translation>
    </message>
    <message>
        <source>From this score on an answer counts as passed.</source>
        <translation>Ab dieser Bewertung gilt eine Antwort als bestanden.</translation>
    </message>
    <message>
        <source>Invalid grade</source>
        <translation>Ersatzbewertung</translation>
    </message>
    <message>
        <source>The score when the grader fails.</source>
        <translation>Die Bewertung, wenn der Grader scheitert.</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>The service that is asked for a score.</source>
        <translation>Der Dienst, der nach einer Bewertung gefragt wird.</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Sent to that service; values are masked by it.</source>
        <translation>An diesen Dienst gesendet; die Werte sind von ihm verdeckt.</translation>
    </message>
    <message>
        <source>Rate limit</source>
        <translation>Ratengrenze</translation>
    </message>
    <message>
        <source>Requests that the service takes in a second.</source>
        <translation>Anfragen, die der Dienst je Sekunde annimmt.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>The kind of failure, for programs.</source>
        <translation>Die Art des Fehlschlags, für Programme.</translation>
    </message>
    <message>
        <source>What the server says of it.</source>
        <translation>Was der Server dazu sagt.</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>The part of the request that is at fault.</source>
        <translation>Der Teil der Anfrage, an dem es liegt.</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>The project that the run belongs to.</source>
        <translation>Das Projekt, zu dem der Lauf gehört.</translation>
    </message>
    <message>
        <source>The run&apos;s shown name.</source>
        <translation>Der angezeigte Name des Laufs.</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Eigentümer</translation>
    </message>
    <message>
        <source>The team or user that owns the run.</source>
        <translation>Das Team oder der Benutzer, dem der Lauf gehört.</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Marks put on the run.</source>
        <translation>Marken, die der Lauf trägt.</translation>
    </message>
    <message>
        <source>Run id</source>
        <translation>Lauf-ID</translation>
    </message>
    <message>
        <source>The run&apos;s own id.</source>
        <translation>Die eigene ID des Laufs.</translation>
    </message>
    <message>
        <source>The service that the job reports to.</source>
        <translation>Der Dienst, dem der Job berichtet.</translation>
    </message>
    <message>
        <source>Weights &amp; Biases</source>
        <translation>Weights &amp; Biases</translation>
    </message>
    <message>
        <source>Where the run is found there.</source>
        <translation>Wo der Lauf dort zu finden ist.</translation>
    </message>
    <message>
        <source>Where the job stands.</source>
        <translation>Wie es um den Job steht.</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Why the job failed.</source>
        <translation>Warum der Job fehlgeschlagen ist.</translation>
    </message>
    <message>
        <source>The job&apos;s id at its server.</source>
        <translation>Die ID des Jobs bei seinem Server.</translation>
    </message>
    <message>
        <source>When the job was asked for.</source>
        <translation>Wann der Job angefordert wurde.</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>When training ended; a safety check may follow.</source>
        <translation>Wann das Training endete; eine Sicherheitsprüfung kann folgen.</translation>
    </message>
    <message>
        <source>Estimated finish</source>
        <translation>Erwartetes Ende</translation>
    </message>
    <message>
        <source>The server&apos;s guess; 0 means that it has none.</source>
        <translation>Die Schätzung des Servers; 0 heißt, dass er keine hat.</translation>
    </message>
    <message>
        <source>Output model</source>
        <translation>Ausgabemodell</translation>
    </message>
    <message>
        <source>The name under which the result is used.</source>
        <translation>Der Name, unter dem das Ergebnis benutzt wird.</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Basismodell</translation>
    </message>
    <message>
        <source>What training starts from; it may be a fine-tuned model.</source>
        <translation>Wovon das Training ausgeht; es kann selbst ein trainiertes Modell sein.</translation>
    </message>
    <message>
        <source>Suffix</source>
        <translation>Suffix</translation>
    </message>
    <message>
        <source>The part of the output model&apos;s name chosen by you.</source>
        <translation>Der von Ihnen gewählte Teil im Namen des Ausgabemodells.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>How the model is trained.</source>
        <translation>Wie das Modell trainiert wird.</translation>
    </message>
    <message>
        <source>Hyperparameters</source>
        <translation>Hyperparameter</translation>
    </message>
    <message>
        <source>As written beside the method; what stands inside the method wins.</source>
        <translation>Wie neben der Methode geschrieben; was in der Methode steht, gilt.</translation>
    </message>
    <message>
        <source>Trained tokens</source>
        <translation>Trainierte Tokens</translation>
    </message>
    <message>
        <source>Tokens billed: those of the training file, times epochs.</source>
        <translation>Abgerechnete Tokens: die der Trainingsdatei mal Epochen.</translation>
    </message>
    <message>
        <source>Training file</source>
        <translation>Trainingsdatei</translation>
    </message>
    <message>
        <source>What the model learns from.</source>
        <translation>Woraus das Modell lernt.</translation>
    </message>
    <message>
        <source>Validation file</source>
        <translation>Validierungsdatei</translation>
    </message>
    <message>
        <source>What it is measured on and does not learn from.</source>
        <translation>Woran es gemessen wird, ohne daraus zu lernen.</translation>
    </message>
    <message>
        <source>Result files</source>
        <translation>Ergebnisdateien</translation>
    </message>
    <message>
        <source>Tables of metrics by step.</source>
        <translation>Tabellen der Messwerte je Schritt.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>The same seed and data give similar results.</source>
        <translation>Derselbe Seed und dieselben Daten ergeben ähnliche Ergebnisse.</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Who the job belongs to.</source>
        <translation>Wem der Job gehört.</translation>
    </message>
    <message>
        <source>Integrations</source>
        <translation>Integrationen</translation>
    </message>
    <message>
        <source>Services that the job reports to.</source>
        <translation>Dienste, denen der Job berichtet.</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>Your own notes on the job.</source>
        <translation>Ihre eigenen Notizen zum Job.</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>How many times training goes through the training file.</source>
        <translation>Wie oft das Training durch die Trainingsdatei geht.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batch-Größe</translation>
    </message>
    <message>
        <source>Examples per training step.</source>
        <translation>Beispiele je Trainingsschritt.</translation>
    </message>
    <message>
        <source>Learning-rate multiplier</source>
        <translation>Lernraten-Faktor</translation>
    </message>
    <message>
        <source>Scales the provider&apos;s learning rate for this base model.</source>
        <translation>Vervielfacht die Lernrate, die der Anbieter für dieses Basismodell hat.</translation>
    </message>
    <message>
        <source>Beta</source>
        <translation>Beta</translation>
    </message>
    <message>
        <source>How strongly DPO holds the model to its starting point; higher is more cautious.</source>
        <translation>Wie stark DPO das Modell an seinem Ausgangspunkt festhält; höher ist vorsichtiger.</translation>
    </message>
    <message>
        <source>Compute multiplier</source>
        <translation>Rechen-Faktor</translation>
    </message>
    <message>
        <source>How much compute a step spends on exploring answers.</source>
        <translation>Wie viel Rechenleistung ein Schritt für das Erkunden von Antworten aufwendet.</translation>
    </message>
    <message>
        <source>Evaluation interval</source>
        <translation>Auswertungsabstand</translation>
    </message>
    <message>
        <source>Training steps between two evaluations.</source>
        <translation>Trainingsschritte zwischen zwei Auswertungen.</translation>
    </message>
    <message>
        <source>Evaluation samples</source>
        <translation>Auswertungsproben</translation>
    </message>
    <message>
        <source>Answers sampled per example in an evaluation.</source>
        <translation>Antworten, die je Beispiel einer Auswertung gezogen werden.</translation>
    </message>
    <message>
        <source>Reasoning effort</source>
        <translation>Denkaufwand</translation>
    </message>
    <message>
        <source>How long the model may think while training.</source>
        <translation>Wie lange das Modell im Training nachdenken darf.</translation>
    </message>
    <message>
        <source>How the training is steered.</source>
        <translation>Wie das Training gesteuert wird.</translation>
    </message>
    <message>
        <source>Grader</source>
        <translation>Grader</translation>
    </message>
    <message>
        <source>What scores the model&apos;s answers.</source>
        <translation>Was die Antworten des Modells bewertet.</translation>
    </message>
    <message>
        <source>Response format</source>
        <translation>Antwortformat</translation>
    </message>
    <message>
        <source>The form that answers must have.</source>
        <translation>Die Form, die Antworten haben müssen.</translation>
    </message>
    <message>
        <source>Supervised</source>
        <translation>Überwacht</translation>
    </message>
    <message>
        <source>Training on example answers.</source>
        <translation>Training an Beispielantworten.</translation>
    </message>
    <message>
        <source>DPO</source>
        <translation>DPO</translation>
    </message>
    <message>
        <source>Training on pairs of a preferred and a rejected answer.</source>
        <translation>Training an Paaren aus einer bevorzugten und einer abgelehnten Antwort.</translation>
    </message>
    <message>
        <source>Reinforcement</source>
        <translation>Bestärkend</translation>
    </message>
    <message>
        <source>Training on the scores of a grader.</source>
        <translation>Training an den Bewertungen eines Graders.</translation>
    </message>
    <message>
        <source>What the server refused, and why.</source>
        <translation>Was der Server abgelehnt hat, und warum.</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>When training started.</source>
        <translation>Wann das Training begonnen hat.</translation>
    </message>
    <message>
        <source>Steps done</source>
        <translation>Erledigte Schritte</translation>
    </message>
    <message>
        <source>Training steps done so far.</source>
        <translation>Bisher erledigte Trainingsschritte.</translation>
    </message>
    <message>
        <source>Total steps</source>
        <translation>Schritte insgesamt</translation>
    </message>
    <message>
        <source>Training steps of the whole job.</source>
        <translation>Trainingsschritte des ganzen Jobs.</translation>
    </message>
    <message>
        <source>Percent done</source>
        <translation>Prozent erledigt</translation>
    </message>
    <message>
        <source>How much of the job is done, as the server says.</source>
        <translation>Wie viel des Jobs laut Server erledigt ist.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Files saved with this checkpoint, such as adapter weights.</source>
        <translation>Dateien, die mit diesem Checkpoint gespeichert wurden, etwa Adapter-Gewichte.</translation>
    </message>
</context>
<context>
    <name>FileContent</name>
    <message>
        <source>%1 is a folder that Tuneboard did not export: it has no manifest.json.</source>
        <translation>%1 ist ein Ordner, den Tuneboard nicht exportiert hat: manifest.json fehlt.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation>%1 ist leer.</translation>
    </message>
    <message>
        <source>%1 is not a text file.</source>
        <translation>%1 ist keine Textdatei.</translation>
    </message>
    <message>
        <source>Decoded from base64.</source>
        <translation>Base64 dekodiert.</translation>
    </message>
    <message>
        <source>%1 holds no jobs.</source>
        <translation>%1 enthält keine Jobs.</translation>
    </message>
    <message>
        <source>Read-only copy of %1</source>
        <translation>Schreibgeschützte Kopie von %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>kind and name of a file</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>The decoded table could not be written to a temporary file.</source>
        <translation>Die dekodierte Tabelle konnte nicht in eine temporäre Datei geschrieben werden.</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) could not be read. The first: %1</source>
        <translation>
            <numerusform>%n Objekt konnte nicht gelesen werden: %1</numerusform>
            <numerusform>%n Objekte konnten nicht gelesen werden. Das erste: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is larger than 256 MB. Tuneboard does not open files of this size.</source>
        <translation>%1 ist größer als 256 MB. So große Dateien öffnet Tuneboard nicht.</translation>
    </message>
    <message>
        <source>%1 is a text file without a JSON object, a JSON list or a result table. Tuneboard cannot show it.</source>
        <translation>%1 ist eine Textdatei ohne JSON-Objekt, JSON-Liste oder Ergebnistabelle. Tuneboard kann sie nicht anzeigen.</translation>
    </message>
    <message>
        <source>The Raw tab shows only the first %1 MB.</source>
        <translation>Der Reiter Rohdaten zeigt nur die ersten %1 MB.</translation>
    </message>
</context>
<context>
    <name>FilePage</name>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>schreibgeschützt</translation>
    </message>
</context>
<context>
    <name>Filter</name>
    <message>
        <source>A number is missing, as in tokens:&gt;1M or tokens:1M..5M.</source>
        <translation>Eine Zahl fehlt, wie in tokens:&gt;1M oder tokens:1M..5M.</translation>
    </message>
    <message>
        <source>The range ends before it begins.</source>
        <translation>Der Bereich endet, bevor er beginnt.</translation>
    </message>
    <message>
        <source>A day is missing, as in created:2026-10-01..2026-10-21.</source>
        <translation>Ein Tag fehlt, wie in created:2026-10-01..2026-10-21.</translation>
    </message>
    <message>
        <source>Younger or older? Write created:&lt;7d or created:&gt;7d.</source>
        <translation>Jünger oder älter? Schreiben Sie created:&lt;7d oder created:&gt;7d.</translation>
    </message>
    <message>
        <source>An age or a day is missing, as in created:&lt;7d or created:2026-10-01.</source>
        <translation>Ein Alter oder ein Tag fehlt, wie in created:&lt;7d oder created:2026-10-01.</translation>
    </message>
    <message>
        <source>The quote does not close.</source>
        <translation>Das Anführungszeichen wird nicht geschlossen.</translation>
    </message>
    <message>
        <source>There is no filter “%1:”. Put the words in quotes to look for them as they are.</source>
        <translation>Es gibt keinen Filter „%1:“. Setzen Sie die Wörter in Anführungszeichen, um genau nach ihnen zu suchen.</translation>
    </message>
    <message>
        <source>A word to look for is missing.</source>
        <translation>Ein Wort zum Suchen fehlt.</translation>
    </message>
    <message>
        <source>A value is missing after “%1:”.</source>
        <translation>Nach „%1:“ fehlt ein Wert.</translation>
    </message>
    <message>
        <source>A key is missing, as in meta.team:search.</source>
        <translation>Ein Schlüssel fehlt, wie in meta.team:search.</translation>
    </message>
    <message>
        <source>No status begins with “%1”.</source>
        <translation>Kein Status beginnt mit „%1“.</translation>
    </message>
    <message>
        <source>There is no “is:%1”. Known are: %2.</source>
        <translation>„is:%1“ gibt es nicht. Bekannt sind: %2.</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>just now</source>
        <translation>eben</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>vor %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>vor %1 h</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>%1 days ago</source>
        <translation>vor %1 Tagen</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
</context>
<context>
    <name>Formula</name>
    <message>
        <source>This character has no meaning in a formula.</source>
        <translation>Dieses Zeichen hat in einer Formel keine Bedeutung.</translation>
    </message>
    <message>
        <source>A function needs its values in parentheses.</source>
        <translation>Eine Funktion braucht ihre Werte in Klammern.</translation>
    </message>
    <message>
        <source>No grader below has this name.</source>
        <translation>Kein Grader darunter hat diesen Namen.</translation>
    </message>
    <message>
        <source>This is no number.</source>
        <translation>Dies ist keine Zahl.</translation>
    </message>
    <message>
        <source>An operator is missing before this.</source>
        <translation>Davor fehlt ein Rechenzeichen.</translation>
    </message>
    <message>
        <source>This parenthesis was never opened.</source>
        <translation>Diese Klammer wurde nie geöffnet.</translation>
    </message>
    <message>
        <source>A value is missing before this.</source>
        <translation>Davor fehlt ein Wert.</translation>
    </message>
    <message>
        <source>This parenthesis is never closed.</source>
        <translation>Diese Klammer wird nie geschlossen.</translation>
    </message>
    <message>
        <source>A value is missing after this.</source>
        <translation>Danach fehlt ein Wert.</translation>
    </message>
</context>
<context>
    <name>Grader</name>
    <message>
        <source>String check</source>
        <translation>Textvergleich</translation>
    </message>
    <message>
        <source>Compares two texts; scores 1 or 0.</source>
        <translation>Vergleicht zwei Texte; ergibt 1 oder 0.</translation>
    </message>
    <message>
        <source>Text similarity</source>
        <translation>Textähnlichkeit</translation>
    </message>
    <message>
        <source>Measures how alike two texts are.</source>
        <translation>Misst, wie ähnlich zwei Texte sind.</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Runs a Python program that returns the score.</source>
        <translation>Führt ein Python-Programm aus, das die Bewertung liefert.</translation>
    </message>
    <message>
        <source>Score model</source>
        <translation>Punktemodell</translation>
    </message>
    <message>
        <source>Asks a model for a number.</source>
        <translation>Fragt ein Modell nach einer Zahl.</translation>
    </message>
    <message>
        <source>Label model</source>
        <translation>Labelmodell</translation>
    </message>
    <message>
        <source>Asks a model for a label; passing labels score 1.</source>
        <translation>Fragt ein Modell nach einem Label; bestandene Labels ergeben 1.</translation>
    </message>
    <message>
        <source>Multi</source>
        <translation>Multi</translation>
    </message>
    <message>
        <source>Joins the scores of other graders by a formula.</source>
        <translation>Verbindet die Bewertungen anderer Grader durch eine Formel.</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Asks a web service for the score.</source>
        <translation>Fragt einen Web-Dienst nach der Bewertung.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 (range not sent)</source>
        <translation>%1 (Bereich nicht gesendet)</translation>
    </message>
</context>
<context>
    <name>GraderEvidence</name>
    <message>
        <source>last %1 · mean %2</source>
        <translation>zuletzt %1 · im Mittel %2</translation>
    </message>
    <message>
        <source>errors %1</source>
        <translation>Fehler %1</translation>
    </message>
</context>
<context>
    <name>HttpAnswer</name>
    <message>
        <source>the answer&apos;s chunks have more around them than in them</source>
        <translation>die Blöcke der Antwort enthalten mehr Verpackung als Inhalt</translation>
    </message>
    <message>
        <source>the answer has more than %1 KB of headers</source>
        <translation>die Antwort hat mehr als %1 KB Kopfzeilen</translation>
    </message>
    <message>
        <source>the answer&apos;s chunks are damaged</source>
        <translation>die Blöcke der Antwort sind beschädigt</translation>
    </message>
    <message>
        <source>the answer is not HTTP</source>
        <translation>die Antwort ist kein HTTP</translation>
    </message>
    <message>
        <source>the answer has more than %1 headers</source>
        <translation>die Antwort hat mehr als %1 Kopfzeilen</translation>
    </message>
    <message>
        <source>the answer&apos;s length cannot be read</source>
        <translation>die Länge der Antwort ist nicht lesbar</translation>
    </message>
</context>
<context>
    <name>InputFile</name>
    <message>
        <source>it is a device, not a file</source>
        <translation>es ist ein Gerät, keine Datei</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>it is a symbolic link</source>
        <translation>es ist ein symbolischer Link</translation>
    </message>
    <message>
        <source>it is a pipe, not a file</source>
        <translation>es ist eine Pipe, keine Datei</translation>
    </message>
    <message>
        <source>it is a socket, not a file</source>
        <translation>es ist ein Socket, keine Datei</translation>
    </message>
    <message>
        <source>it is not the name of a file</source>
        <translation>das ist kein Dateiname</translation>
    </message>
</context>
<context>
    <name>JobCell</name>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>trained, being evaluated</source>
        <translation>trainiert, wird ausgewertet</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>ohne Begründung</translation>
    </message>
    <message>
        <source>after %1, no reason given</source>
        <translation>nach %1, ohne Begründung</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>stopped after %1</source>
        <translation>gestoppt nach %1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>paused for %1</source>
        <translation>pausiert seit %1</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>waiting %1</source>
        <translation>wartet %1</translation>
    </message>
    <message>
        <source>Inferred: the server did not name a method.</source>
        <translation>Erschlossen: Der Server hat keine Methode genannt.</translation>
    </message>
    <message>
        <source>paused at step %1</source>
        <translation>pausiert bei Schritt %1</translation>
    </message>
    <message>
        <source>The details of this job have not been read yet.</source>
        <translation>Die Einzelheiten dieses Jobs sind noch nicht gelesen.</translation>
    </message>
    <message>
        <source>This job reported no metric.</source>
        <translation>Dieser Job hat keinen Messwert gemeldet.</translation>
    </message>
    <message>
        <source>This job has reported no metric yet.</source>
        <translation>Dieser Job hat noch keinen Messwert gemeldet.</translation>
    </message>
    <message>
        <source>%1: %2 (step %3)</source>
        <translation>%1: %2 (Schritt %3)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Not all details of this job are kept yet.</source>
        <translation>Noch sind nicht alle Einzelheiten dieses Jobs aufbewahrt.</translation>
    </message>
    <message>
        <source>Step %1 of %2.</source>
        <translation>Schritt %1 von %2.</translation>
    </message>
    <message>
        <source>When it ends is not known.</source>
        <translation>Wann er endet, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Finish as the server estimates it:</source>
        <translation>Ende, wie der Server es schätzt:</translation>
    </message>
    <message>
        <source>Finish at the pace of the last steps, %1 a minute:</source>
        <translation>Ende im Tempo der letzten Schritte, %1 je Minute:</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>step unknown</source>
        <translation>Schritt unbekannt</translation>
    </message>
    <message>
        <source>Sent as “%1”.</source>
        <translation>Gesendet als „%1“.</translation>
    </message>
    <message>
        <source>Progress as the server reports it.</source>
        <translation>Fortschritt laut Server.</translation>
    </message>
    <message>
        <source>The server has not reported the steps.</source>
        <translation>Der Server hat die Schritte nicht gemeldet.</translation>
    </message>
    <message>
        <source>Seen running for %1.</source>
        <translation>Seit %1 als laufend gesehen.</translation>
    </message>
    <message>
        <source>max</source>
        <translation>max</translation>
    </message>
</context>
<context>
    <name>JobColumn</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Basismodell</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Trained tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Headline metric</source>
        <translation>Wichtigster Wert</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>Output model</source>
        <translation>Ausgabemodell</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batch-Größe</translation>
    </message>
    <message>
        <source>Learning rate ×</source>
        <translation>Lernrate ×</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Training file</source>
        <translation>Trainingsdatei</translation>
    </message>
    <message>
        <source>Validation file</source>
        <translation>Validierungsdatei</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>In this status since</source>
        <translation>In diesem Status seit</translation>
    </message>
    <message>
        <source>Best step</source>
        <translation>Bester Schritt</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Auffälligkeiten</translation>
    </message>
</context>
<context>
    <name>JobFacts</name>
    <message>
        <source>Grader</source>
        <translation>Grader</translation>
    </message>
    <message numerus="yes">
        <source>· %n problem(s), see Method &amp; graders</source>
        <translation>
            <numerusform>· %n Problem, siehe Methode &amp; Grader</numerusform>
            <numerusform>· %n Probleme, siehe Methode &amp; Grader</numerusform>
        </translation>
    </message>
    <message>
        <source>The whole tree is in Method &amp; graders.</source>
        <translation>Der ganze Baum steht unter Methode &amp; Grader.</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>seen since %1</source>
        <translation>gesehen seit %1</translation>
    </message>
    <message>
        <source>A status that this version does not know, shown as the server wrote it.</source>
        <translation>Ein Status, den diese Version nicht kennt, gezeigt, wie der Server ihn schrieb.</translation>
    </message>
    <message>
        <source>Training is done; the model is being evaluated.</source>
        <translation>Das Training ist fertig; das Modell wird ausgewertet.</translation>
    </message>
    <message>
        <source>Time in status</source>
        <translation>Zeit im Status</translation>
    </message>
    <message>
        <source>As this program saw the status change; it may have looked late.</source>
        <translation>Wie dieses Programm den Wechsel des Status sah; es kann spät nachgesehen haben.</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
    <message>
        <source>the server gave no reason</source>
        <translation>der Server nannte keinen Grund</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>%1, as the server estimates</source>
        <translation>%1, wie der Server schätzt</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>the server&apos;s estimate, %1, has passed</source>
        <translation>die Schätzung des Servers, %1, ist verstrichen</translation>
    </message>
    <message>
        <source>the server gives no estimate</source>
        <translation>der Server schätzt nichts</translation>
    </message>
    <message>
        <source>the job failed</source>
        <translation>der Job ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>the job was cancelled</source>
        <translation>der Job wurde abgebrochen</translation>
    </message>
    <message>
        <source>the server names none</source>
        <translation>der Server nennt keines</translation>
    </message>
    <message>
        <source>not before the job has succeeded</source>
        <translation>erst, wenn der Job erfolgreich war</translation>
    </message>
    <message>
        <source>itself fine-tuned from %1</source>
        <translation>selbst trainiert aus %1</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>from the server</source>
        <translation>vom Server</translation>
    </message>
    <message>
        <source>kept in the archive</source>
        <translation>im Archiv aufbewahrt</translation>
    </message>
    <message>
        <source>When this was received.</source>
        <translation>Wann dies empfangen wurde.</translation>
    </message>
    <message>
        <source>auto (%1)</source>
        <translation>auto (%1)</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>beside the method: %1</source>
        <translation>neben der Methode: %1</translation>
    </message>
    <message>
        <source>inferred, the server names none</source>
        <translation>erschlossen, der Server nennt keine</translation>
    </message>
    <message>
        <source>the server gives none for this job</source>
        <translation>der Server nennt keine für diesen Job</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>none was given</source>
        <translation>keine angegeben</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Verbrauch</translation>
    </message>
    <message>
        <source>the server names no number</source>
        <translation>der Server nennt keine Zahl</translation>
    </message>
    <message>
        <source>counted when the job has ended</source>
        <translation>wird gezählt, wenn der Job beendet ist</translation>
    </message>
    <message>
        <source>finished %1</source>
        <translation>beendet %1</translation>
    </message>
    <message>
        <source>created %1</source>
        <translation>erstellt %1</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>noch etwa %1</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>of the training file</source>
        <translation>der Trainingsdatei</translation>
    </message>
    <message>
        <source>of the training file; locate it under Files to see the line</source>
        <translation>der Trainingsdatei; geben Sie diese unter Dateien an, um die Zeile zu sehen</translation>
    </message>
    <message>
        <source>%1, at the rate of the last %2 reports</source>
        <translation>%1, im Tempo der letzten %2 Meldungen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>%1 s a step</source>
        <translation>%1 s je Schritt</translation>
    </message>
    <message>
        <source>Ends with base</source>
        <translation>Endet mit Basis</translation>
    </message>
    <message>
        <source>On this day the base model is switched off, and all that was made of it.</source>
        <translation>An diesem Tag wird das Basismodell abgeschaltet, und alles, was daraus gemacht ist.</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>noch %n Tag</numerusform>
            <numerusform>noch %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>it is switched off</source>
        <translation>es ist abgeschaltet</translation>
    </message>
    <message>
        <source>%1 / s</source>
        <translation>%1 / s</translation>
    </message>
    <message>
        <source>The rate is over the whole time from creation to end.</source>
        <translation>Die Rate gilt für die ganze Zeit von der Erstellung bis zum Ende.</translation>
    </message>
    <message>
        <source>inferred from the checkpoints</source>
        <translation>aus den Checkpoints erschlossen</translation>
    </message>
    <message>
        <source>inferred from the metrics</source>
        <translation>aus den Messwerten erschlossen</translation>
    </message>
    <message>
        <source>default, left open by the server</source>
        <translation>Vorgabe, vom Server offen gelassen</translation>
    </message>
    <message>
        <source>default, not named by the server</source>
        <translation>Vorgabe, vom Server nicht genannt</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Show all %1</source>
        <translation>Alle %1 anzeigen</translation>
    </message>
    <message>
        <source>too large to show here, see the Raw tab</source>
        <translation>zu groß, um hier gezeigt zu werden, siehe Reiter Raw</translation>
    </message>
    <message>
        <source>Result files</source>
        <translation>Ergebnisdateien</translation>
    </message>
    <message>
        <source>Integrations</source>
        <translation>Integrationen</translation>
    </message>
    <message>
        <source>Sent as %1, taken as UTC.</source>
        <translation>Gesendet als %1, als UTC gelesen.</translation>
    </message>
    <message>
        <source>Sent as %1.</source>
        <translation>Gesendet als %1.</translation>
    </message>
    <message>
        <source>Sent as %1, in milliseconds.</source>
        <translation>Gesendet als %1, in Millisekunden.</translation>
    </message>
    <message>
        <source>Sent as %1, in microseconds.</source>
        <translation>Gesendet als %1, in Mikrosekunden.</translation>
    </message>
    <message>
        <source>Sent as %1, in nanoseconds.</source>
        <translation>Gesendet als %1, in Nanosekunden.</translation>
    </message>
    <message>
        <source>Sent as “%1”.</source>
        <translation>Gesendet als „%1“.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>as the server reports it</source>
        <translation>laut Server</translation>
    </message>
    <message>
        <source>step %1 (%2)</source>
        <translation>Schritt %1 (%2)</translation>
    </message>
    <message>
        <source>Best evaluation</source>
        <translation>Beste Auswertung</translation>
    </message>
    <message>
        <source>Best checkpoint</source>
        <translation>Bester Checkpoint</translation>
    </message>
    <message>
        <source>No checkpoint was saved at the best evaluation. The nearest are below.</source>
        <translation>Bei der besten Auswertung wurde kein Checkpoint gespeichert. Die nächsten stehen darunter.</translation>
    </message>
    <message>
        <source>Checkpoint before</source>
        <translation>Checkpoint davor</translation>
    </message>
    <message>
        <source>Checkpoint after</source>
        <translation>Checkpoint danach</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>not a number since step %1</source>
        <translation>seit Schritt %1 keine Zahl</translation>
    </message>
    <message>
        <source>Billed tokens</source>
        <translation>Berechnete Tokens</translation>
    </message>
    <message>
        <source>As an event of the job reports it.</source>
        <translation>Wie ein Ereignis des Jobs meldet.</translation>
    </message>
</context>
<context>
    <name>JobMetrics</name>
    <message>
        <source>%1 has more than %2 points; the rest is left out.</source>
        <translation>%1 hat mehr als %2 Punkte; der Rest ist weggelassen.</translation>
    </message>
    <message numerus="yes">
        <source>Metrics events whose data is no object: %n.</source>
        <translation>
            <numerusform>Messwert-Ereignisse, deren Daten kein Objekt sind: %n.</numerusform>
            <numerusform>Messwert-Ereignisse, deren Daten kein Objekt sind: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Metrics events without a step: %n.</source>
        <translation>
            <numerusform>Messwert-Ereignisse ohne Schritt: %n.</numerusform>
            <numerusform>Messwert-Ereignisse ohne Schritt: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checkpoints whose metrics are no object: %n.</source>
        <translation>
            <numerusform>Checkpoints, deren Messwerte kein Objekt sind: %n.</numerusform>
            <numerusform>Checkpoints, deren Messwerte kein Objekt sind: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checkpoints without a step: %n.</source>
        <translation>
            <numerusform>Checkpoints ohne Schritt: %n.</numerusform>
            <numerusform>Checkpoints ohne Schritt: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rows of the result file without a step, left out: %n.</source>
        <translation>
            <numerusform>Zeilen der Ergebnisdatei ohne Schritt, weggelassen: %n.</numerusform>
            <numerusform>Zeilen der Ergebnisdatei ohne Schritt, weggelassen: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Values that came again for the same step: %n; the later ones count.</source>
        <translation>
            <numerusform>Werte, die für denselben Schritt noch einmal kamen: %n; es gelten die späteren.</numerusform>
            <numerusform>Werte, die für denselben Schritt noch einmal kamen: %n; es gelten die späteren.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Quantities left out, for there are too many or their names are too long: %n.</source>
        <translation>
            <numerusform>Größen, die weggelassen sind, weil es zu viele oder ihre Namen zu lang sind: %n.</numerusform>
            <numerusform>Größen, die weggelassen sind, weil es zu viele oder ihre Namen zu lang sind: %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>Steps without order, sorted (source: %1).</source>
        <translation>Ungeordnete Schritte, sortiert (Quelle: %1).</translation>
    </message>
    <message>
        <source>The sources disagree %1 times, first on %2 at step %3: %4 (%5), %6 (%7).</source>
        <translation>Die Quellen widersprechen sich %1-mal, zuerst bei %2 in Schritt %3: %4 (%5), %6 (%7).</translation>
    </message>
</context>
<context>
    <name>JobRecords</name>
    <message>
        <source>%1 is not there any more.</source>
        <translation>%1 ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Schritt %1</translation>
    </message>
</context>
<context>
    <name>Keychain</name>
    <message>
        <source>the macOS Keychain</source>
        <translation>macOS-Schlüsselbund</translation>
    </message>
    <message>
        <source>Windows’ Credential Manager</source>
        <translation>Windows-Anmeldeinformationsverwaltung</translation>
    </message>
    <message>
        <source>the system’s keychain</source>
        <translation>Schlüsselbund des Systems</translation>
    </message>
</context>
<context>
    <name>ListCommand</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>the archive cannot be read</source>
        <translation>das Archiv kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>the archive has lost the job %1</source>
        <translation>dem Archiv ist der Job %1 abhandengekommen</translation>
    </message>
    <message>
        <source>These jobs are as they were at %1, %2 ago.</source>
        <translation>Diese Jobs sind auf dem Stand von %1, vor %2.</translation>
    </message>
    <message>
        <source>These jobs are as they were between %1 (%2 ago) and %3.</source>
        <translation>Diese Jobs sind auf dem Stand zwischen %1 (vor %2) und %3.</translation>
    </message>
    <message>
        <source>--filter: “%1”: %2</source>
        <translation>--filter: „%1“: %2</translation>
    </message>
    <message>
        <source>--status: no job has the status “%1”; there are: %2</source>
        <translation>--status: kein Job hat den Status „%1“; es gibt: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n Job</numerusform>
            <numerusform>%n Jobs</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 jobs</source>
        <translation>%1 von %2 Jobs</translation>
    </message>
    <message>
        <source>%1, %2 trained tokens</source>
        <translation>%1, %2 trainierte Tokens</translation>
    </message>
    <message>
        <source>%1 objects of the answer could not be read; the first: %2</source>
        <translation>%1 Objekte der Antwort konnten nicht gelesen werden; das erste: %2</translation>
    </message>
    <message>
        <source>The list could not be written whole; is the disk full?</source>
        <translation>Die Liste konnte nicht ganz geschrieben werden; ist der Datenträger voll?</translation>
    </message>
    <message>
        <source>The listing was ended before it was whole.</source>
        <translation>Das Auflisten wurde beendet, bevor es vollständig war.</translation>
    </message>
    <message>
        <source>Stopped after %1 new jobs. The server has more: list --all reads them all.</source>
        <translation>Nach %1 neuen Jobs angehalten. Der Server hat weitere: list --all liest alle.</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) so far</source>
        <translation>
            <numerusform>bisher %n Job</numerusform>
            <numerusform>bisher %n Jobs</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>ListPieces</name>
    <message>
        <source>This is JSON, but not a list: it has no array “data”.</source>
        <translation>Das ist JSON, aber keine Liste: Es gibt kein Array „data“.</translation>
    </message>
    <message>
        <source>element %1 is too large</source>
        <translation>Element %1 ist zu groß</translation>
    </message>
</context>
<context>
    <name>ListState</name>
    <message>
        <source>The account “%1” is not here.</source>
        <translation>Das Konto „%1“ gibt es hier nicht.</translation>
    </message>
    <message>
        <source>It is sorted by “%1”, which this version does not know.</source>
        <translation>Sie ist nach „%1“ sortiert, was diese Version nicht kennt.</translation>
    </message>
    <message>
        <source>This version does not know the column “%1”.</source>
        <translation>Diese Version kennt die Spalte „%1“ nicht.</translation>
    </message>
    <message>
        <source>All by %1</source>
        <translation>Alle nach %1</translation>
    </message>
    <message>
        <source>Sorted by %1, descending</source>
        <translation>Sortiert nach %1, absteigend</translation>
    </message>
    <message>
        <source>Sorted by %1, ascending</source>
        <translation>Sortiert nach %1, aufsteigend</translation>
    </message>
</context>
<context>
    <name>Method</name>
    <message>
        <source>Supervised</source>
        <translation>Überwacht</translation>
    </message>
    <message>
        <source>DPO</source>
        <translation>DPO</translation>
    </message>
    <message>
        <source>Reinforcement</source>
        <translation>Bestärkend</translation>
    </message>
</context>
<context>
    <name>MethodTree</name>
    <message>
        <source>Image, not fetched</source>
        <translation>Bild, nicht abgerufen</translation>
    </message>
    <message>
        <source>Audio, not fetched</source>
        <translation>Ton, nicht abgerufen</translation>
    </message>
    <message>
        <source>The server sent neither a method nor hyperparameters for this job.</source>
        <translation>Der Server hat zu diesem Job weder Methode noch Hyperparameter gesendet.</translation>
    </message>
    <message>
        <source>The server names no method; supervised training is inferred. It has no grader.</source>
        <translation>Der Server nennt keine Methode; überwachtes Training ist erschlossen. Es hat keinen Grader.</translation>
    </message>
    <message>
        <source>Supervised training learns from example answers; it has no grader.</source>
        <translation>Überwachtes Training lernt aus Beispielantworten; es hat keinen Grader.</translation>
    </message>
    <message>
        <source>DPO learns from pairs of a preferred and a rejected answer; it has no grader.</source>
        <translation>DPO lernt aus Paaren von bevorzugter und abgelehnter Antwort; es hat keinen Grader.</translation>
    </message>
    <message>
        <source>A method that this version does not know; what the server sent of it is shown as it came.</source>
        <translation>Eine Methode, die diese Version nicht kennt; was der Server dazu gesendet hat, wird gezeigt, wie es kam.</translation>
    </message>
    <message>
        <source>The server sent no grader for this job.</source>
        <translation>Der Server hat zu diesem Job keinen Grader gesendet.</translation>
    </message>
    <message>
        <source>Hyperparameters beside the method</source>
        <translation>Hyperparameter neben der Methode</translation>
    </message>
</context>
<context>
    <name>Metric</name>
    <message>
        <source>Training loss</source>
        <translation>Trainingsverlust</translation>
    </message>
    <message>
        <source>How far the model&apos;s answers are from the training examples of this step: the mean negative log-likelihood of a token. Each step sees other examples, so that it goes up and down; look at where it tends to.</source>
        <translation>Wie weit die Antworten des Modells von den Trainingsbeispielen dieses Schritts entfernt sind: die mittlere negative Log-Wahrscheinlichkeit eines Tokens. Jeder Schritt sieht andere Beispiele, darum schwankt sie; achten Sie darauf, wohin sie strebt.</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Validierungsverlust</translation>
    </message>
    <message>
        <source>The loss on a few validation examples, which the model is not trained on. When it rises while the training loss falls, the model learns by heart.</source>
        <translation>Der Verlust auf wenigen Validierungsbeispielen, mit denen das Modell nicht trainiert wird. Steigt er, während der Trainingsverlust fällt, lernt das Modell auswendig.</translation>
    </message>
    <message>
        <source>Full validation loss</source>
        <translation>Ganzer Validierungsverlust</translation>
    </message>
    <message>
        <source>The loss on the whole validation file, measured now and then. It is comparable from one measurement to the next, and ranks the checkpoints.</source>
        <translation>Der Verlust auf der ganzen Validierungsdatei, von Zeit zu Zeit gemessen. Er ist von einer Messung zur nächsten vergleichbar und ordnet die Checkpoints.</translation>
    </message>
    <message>
        <source>Training token accuracy</source>
        <translation>Tokengenauigkeit im Training</translation>
    </message>
    <message>
        <source>The share of tokens in this step&apos;s training examples that the model would have chosen itself, from 0 to 1.</source>
        <translation>Der Anteil der Tokens in den Trainingsbeispielen dieses Schritts, die das Modell selbst gewählt hätte, von 0 bis 1.</translation>
    </message>
    <message>
        <source>Validation token accuracy</source>
        <translation>Tokengenauigkeit in der Validierung</translation>
    </message>
    <message>
        <source>The share of tokens in a few validation examples that the model would have chosen itself, from 0 to 1.</source>
        <translation>Der Anteil der Tokens in wenigen Validierungsbeispielen, die das Modell selbst gewählt hätte, von 0 bis 1.</translation>
    </message>
    <message>
        <source>Full validation token accuracy</source>
        <translation>Tokengenauigkeit in der ganzen Validierung</translation>
    </message>
    <message>
        <source>The share of tokens in the whole validation file that the model would have chosen itself, from 0 to 1.</source>
        <translation>Der Anteil der Tokens in der ganzen Validierungsdatei, die das Modell selbst gewählt hätte, von 0 bis 1.</translation>
    </message>
    <message>
        <source>Training sequence accuracy</source>
        <translation>Sequenzgenauigkeit im Training</translation>
    </message>
    <message>
        <source>The share of training examples in this step whose every token the model would have chosen itself.</source>
        <translation>Der Anteil der Trainingsbeispiele dieses Schritts, bei denen das Modell jedes Token selbst gewählt hätte.</translation>
    </message>
    <message>
        <source>Validation sequence accuracy</source>
        <translation>Sequenzgenauigkeit in der Validierung</translation>
    </message>
    <message>
        <source>The share of validation examples whose every token the model would have chosen itself.</source>
        <translation>Der Anteil der Validierungsbeispiele, bei denen das Modell jedes Token selbst gewählt hätte.</translation>
    </message>
    <message>
        <source>Training reward</source>
        <translation>Trainingsbelohnung</translation>
    </message>
    <message>
        <source>The mean of the grader&apos;s scores over the answers sampled in this step. Each step samples other examples, easy or hard: one step&apos;s value is not comparable with the next one&apos;s.</source>
        <translation>Das Mittel der Bewertungen des Graders über die Antworten dieses Schritts. Jeder Schritt zieht andere Beispiele, leichte oder schwere: Der Wert eines Schritts ist nicht mit dem des nächsten vergleichbar.</translation>
    </message>
    <message>
        <source>Validation reward</source>
        <translation>Validierungsbelohnung</translation>
    </message>
    <message>
        <source>The mean of the grader&apos;s scores over the validation file. It is comparable from one measurement to the next, and ranks the checkpoints.</source>
        <translation>Das Mittel der Bewertungen des Graders über die Validierungsdatei. Es ist von einer Messung zur nächsten vergleichbar und ordnet die Checkpoints.</translation>
    </message>
    <message>
        <source>Validation parse errors</source>
        <translation>Formfehler in der Validierung</translation>
    </message>
    <message>
        <source>The share of validation answers that did not have the wanted form.</source>
        <translation>Der Anteil der Validierungsantworten, die nicht die gewünschte Form hatten.</translation>
    </message>
    <message>
        <source>Training parse errors</source>
        <translation>Formfehler im Training</translation>
    </message>
    <message>
        <source>The share of this step&apos;s sampled answers that did not have the wanted form.</source>
        <translation>Der Anteil der Antworten dieses Schritts, die nicht die gewünschte Form hatten.</translation>
    </message>
    <message>
        <source>Unresponsive rewards</source>
        <translation>Ausgebliebene Bewertungen</translation>
    </message>
    <message>
        <source>The mean share of answers for which no reward came from the grader.</source>
        <translation>Der mittlere Anteil der Antworten, für die vom Grader keine Bewertung kam.</translation>
    </message>
    <message>
        <source>Reasoning tokens per answer, training</source>
        <translation>Denk-Tokens je Antwort, Training</translation>
    </message>
    <message>
        <source>How many tokens the model thought for one sampled answer, on the mean.</source>
        <translation>Wie viele Tokens das Modell im Mittel für eine gezogene Antwort nachgedacht hat.</translation>
    </message>
    <message>
        <source>Reasoning tokens per answer, validation</source>
        <translation>Denk-Tokens je Antwort, Validierung</translation>
    </message>
    <message>
        <source>How many tokens the model thought for one validation answer, on the mean.</source>
        <translation>Wie viele Tokens das Modell im Mittel für eine Validierungsantwort nachgedacht hat.</translation>
    </message>
    <message>
        <source>Reasoning tokens, training</source>
        <translation>Denk-Tokens, Training</translation>
    </message>
    <message>
        <source>How many tokens the model thought in all sampled answers of this step.</source>
        <translation>Wie viele Tokens das Modell für alle gezogenen Antworten dieses Schritts nachgedacht hat.</translation>
    </message>
    <message>
        <source>Reasoning tokens, validation</source>
        <translation>Denk-Tokens, Validierung</translation>
    </message>
    <message>
        <source>How many tokens the model thought in all validation answers.</source>
        <translation>Wie viele Tokens das Modell für alle Validierungsantworten nachgedacht hat.</translation>
    </message>
    <message>
        <source>Completion tokens per answer</source>
        <translation>Antwort-Tokens je Antwort</translation>
    </message>
    <message>
        <source>How many tokens the model wrote for one sampled answer, on the mean, its reasoning among them.</source>
        <translation>Wie viele Tokens das Modell im Mittel für eine gezogene Antwort geschrieben hat, die des Nachdenkens mitgezählt.</translation>
    </message>
    <message>
        <source>Tokens so far</source>
        <translation>Tokens bisher</translation>
    </message>
    <message>
        <source>How many tokens were trained up to this step.</source>
        <translation>Wie viele Tokens bis zu diesem Schritt trainiert waren.</translation>
    </message>
    <message>
        <source>Examples so far</source>
        <translation>Beispiele bisher</translation>
    </message>
    <message>
        <source>How many examples were trained up to this step.</source>
        <translation>Wie viele Beispiele bis zu diesem Schritt trainiert waren.</translation>
    </message>
    <message>
        <source>Sampling time</source>
        <translation>Zeit für Antworten</translation>
    </message>
    <message>
        <source>Seconds of this step spent on sampling and grading answers.</source>
        <translation>Sekunden dieses Schritts für das Ziehen und Bewerten von Antworten.</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>Zeit für Training</translation>
    </message>
    <message>
        <source>Seconds of this step spent on changing the model.</source>
        <translation>Sekunden dieses Schritts für das Ändern des Modells.</translation>
    </message>
    <message>
        <source>Evaluation time</source>
        <translation>Zeit für Auswertung</translation>
    </message>
    <message>
        <source>Seconds of this step spent on the validation file.</source>
        <translation>Sekunden dieses Schritts für die Validierungsdatei.</translation>
    </message>
    <message>
        <source>Step time</source>
        <translation>Zeit je Schritt</translation>
    </message>
    <message>
        <source>Seconds that this step took in all.</source>
        <translation>Sekunden, die dieser Schritt insgesamt dauerte.</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>How often the training file was gone through up to this step.</source>
        <translation>Wie oft die Trainingsdatei bis zu diesem Schritt durchlaufen war.</translation>
    </message>
    <message>
        <source>reward</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>The mean score that this grader gave.</source>
        <translation>Die mittlere Bewertung, die dieser Grader gab.</translation>
    </message>
    <message>
        <source>parse errors, share</source>
        <translation>Lesefehler, Anteil</translation>
    </message>
    <message>
        <source>The share of answers that this grader could not read.</source>
        <translation>Der Anteil der Antworten, die dieser Grader nicht lesen konnte.</translation>
    </message>
    <message>
        <source>parse errors</source>
        <translation>Lesefehler</translation>
    </message>
    <message>
        <source>How many answers this grader could not read.</source>
        <translation>Wie viele Antworten dieser Grader nicht lesen konnte.</translation>
    </message>
    <message>
        <source>template errors, share</source>
        <translation>Vorlagenfehler, Anteil</translation>
    </message>
    <message>
        <source>The share of answers for which a name in the grader&apos;s template had no value.</source>
        <translation>Der Anteil der Antworten, für die ein Name in der Vorlage des Graders keinen Wert hatte.</translation>
    </message>
    <message>
        <source>template errors</source>
        <translation>Vorlagenfehler</translation>
    </message>
    <message>
        <source>For how many answers a name in the grader&apos;s template had no value.</source>
        <translation>Für wie viele Antworten ein Name in der Vorlage des Graders keinen Wert hatte.</translation>
    </message>
    <message>
        <source>other errors, share</source>
        <translation>andere Fehler, Anteil</translation>
    </message>
    <message>
        <source>The share of answers on which this grader failed in another way.</source>
        <translation>Der Anteil der Antworten, an denen dieser Grader auf andere Weise scheiterte.</translation>
    </message>
    <message>
        <source>other errors</source>
        <translation>andere Fehler</translation>
    </message>
    <message>
        <source>On how many answers this grader failed in another way.</source>
        <translation>An wie vielen Antworten dieser Grader auf andere Weise scheiterte.</translation>
    </message>
    <message>
        <source>prompt tokens per answer</source>
        <translation>Eingabe-Tokens je Antwort</translation>
    </message>
    <message>
        <source>How many tokens this grader&apos;s model read for one answer, on the mean.</source>
        <translation>Wie viele Tokens das Modell dieses Graders im Mittel für eine Antwort las.</translation>
    </message>
    <message>
        <source>prompt tokens</source>
        <translation>Eingabe-Tokens</translation>
    </message>
    <message>
        <source>How many tokens this grader&apos;s model read in this step.</source>
        <translation>Wie viele Tokens das Modell dieses Graders in diesem Schritt las.</translation>
    </message>
    <message>
        <source>completion tokens per answer</source>
        <translation>Antwort-Tokens je Antwort</translation>
    </message>
    <message>
        <source>How many tokens this grader&apos;s model wrote for one answer, on the mean.</source>
        <translation>Wie viele Tokens das Modell dieses Graders im Mittel für eine Antwort schrieb.</translation>
    </message>
    <message>
        <source>completion tokens</source>
        <translation>Antwort-Tokens</translation>
    </message>
    <message>
        <source>How many tokens this grader&apos;s model wrote in this step.</source>
        <translation>Wie viele Tokens das Modell dieses Graders in diesem Schritt schrieb.</translation>
    </message>
    <message>
        <source>time per answer</source>
        <translation>Zeit je Antwort</translation>
    </message>
    <message>
        <source>Seconds that this grader took for one answer, on the mean.</source>
        <translation>Sekunden, die dieser Grader im Mittel für eine Antwort brauchte.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Full validation</source>
        <translation>Ganze Validierung</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>A quantity of one grader, as in &quot;Policy check: reward, validation&quot;</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>result file</source>
        <translation>Ergebnisdatei</translation>
    </message>
</context>
<context>
    <name>Node</name>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation>
            <numerusform>%n Element</numerusform>
            <numerusform>%n Elemente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n grader(s)</source>
        <translation>
            <numerusform>%n Grader</numerusform>
            <numerusform>%n Grader</numerusform>
        </translation>
    </message>
    <message>
        <source>Named here, never fetched.</source>
        <translation>Hier genannt, nie abgerufen.</translation>
    </message>
    <message>
        <source>Other fields</source>
        <translation>Weitere Felder</translation>
    </message>
    <message>
        <source>What the server sent beyond the fields known here, as it was received.</source>
        <translation>Was der Server über die hier bekannten Felder hinaus gesendet hat, wie es empfangen wurde.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>Grader</source>
        <translation>Grader</translation>
    </message>
    <message>
        <source>not reported</source>
        <translation>nicht angegeben</translation>
    </message>
</context>
<context>
    <name>PartTexts</name>
    <message>
        <source>Reading the events…</source>
        <translation>Ereignisse werden geladen…</translation>
    </message>
    <message>
        <source>The server does not offer events.</source>
        <translation>Der Server bietet keine Ereignisse an.</translation>
    </message>
    <message>
        <source>The events could not be read.</source>
        <translation>Die Ereignisse konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The events have not been requested yet.</source>
        <translation>Die Ereignisse wurden noch nicht angefordert.</translation>
    </message>
    <message>
        <source>Reading the checkpoints…</source>
        <translation>Checkpoints werden geladen…</translation>
    </message>
    <message>
        <source>The server does not offer checkpoints.</source>
        <translation>Der Server bietet keine Checkpoints an.</translation>
    </message>
    <message>
        <source>The checkpoints could not be read.</source>
        <translation>Die Checkpoints konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The checkpoints have not been requested yet.</source>
        <translation>Die Checkpoints wurden noch nicht angefordert.</translation>
    </message>
    <message>
        <source>The file contains no events for this job.</source>
        <translation>Die Datei enthält keine Ereignisse dieses Jobs.</translation>
    </message>
    <message>
        <source>The server has no events for this job.</source>
        <translation>Der Server hat keine Ereignisse dieses Jobs.</translation>
    </message>
    <message>
        <source>The file contains no checkpoints for this job.</source>
        <translation>Die Datei enthält keine Checkpoints dieses Jobs.</translation>
    </message>
    <message>
        <source>The server has no checkpoints for this job.</source>
        <translation>Der Server hat keine Checkpoints dieses Jobs.</translation>
    </message>
</context>
<context>
    <name>Profile</name>
    <message>
        <source>Its id is not a UUID.</source>
        <translation>Seine ID ist keine UUID.</translation>
    </message>
    <message>
        <source>It has no name.</source>
        <translation>Es hat keinen Namen.</translation>
    </message>
    <message>
        <source>Its kind of provider is not known.</source>
        <translation>Die Art seines Anbieters ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The settings file holds a key for “%1”. It was not read: take it out there, and give it in the account&apos;s window.</source>
        <translation>Die Einstellungsdatei enthält einen Schlüssel für „%1“. Er wurde nicht gelesen: Nehmen Sie ihn dort heraus, und geben Sie ihn im Fenster des Kontos ein.</translation>
    </message>
    <message>
        <source>The account “%1” in the settings file cannot be read: %2</source>
        <translation>Das Konto „%1“ in der Einstellungsdatei kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>the proxy must be an address such as http://proxy.example:3128 or socks5://127.0.0.1:1080</source>
        <translation>der Proxy muss eine Adresse sein, etwa http://proxy.example:3128 oder socks5://127.0.0.1:1080</translation>
    </message>
    <message>
        <source>the proxy&apos;s address must not hold a user name or a password, since the settings file is no place for one; set such a proxy up in the system</source>
        <translation>die Adresse des Proxys darf weder Benutzername noch Passwort enthalten, denn die Einstellungsdatei ist kein Ort dafür; richten Sie einen solchen Proxy im System ein</translation>
    </message>
    <message>
        <source>the file of the certificate authority, %1, cannot be read: %2</source>
        <translation>die Datei der Zertifizierungsstelle, %1, kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>the file %1 holds no certificate (PEM or DER is wanted)</source>
        <translation>die Datei %1 enthält kein Zertifikat (erwartet wird PEM oder DER)</translation>
    </message>
    <message>
        <source>The settings file holds the value of a secret header of “%1”. It was not read: delete it there, and enter it in the account&apos;s window.</source>
        <translation>Die Einstellungsdatei enthält den Wert eines geheimen Headers von „%1“. Er wurde nicht gelesen: Löschen Sie ihn dort, und geben Sie ihn im Fenster des Kontos ein.</translation>
    </message>
</context>
<context>
    <name>Reference</name>
    <message>
        <source>it holds control characters or characters that hide what it says</source>
        <translation>er enthält Steuerzeichen oder Zeichen, die verbergen, was er sagt</translation>
    </message>
    <message>
        <source>the name of its account is too long</source>
        <translation>der Name seines Kontos ist zu lang</translation>
    </message>
    <message>
        <source>only a link to a job may name a tab or a step</source>
        <translation>nur ein Link auf einen Job darf einen Reiter oder einen Schritt nennen</translation>
    </message>
    <message>
        <source>the job page has no such tab</source>
        <translation>die Seite des Jobs hat keinen solchen Reiter</translation>
    </message>
    <message>
        <source>its step is not a number</source>
        <translation>sein Schritt ist keine Zahl</translation>
    </message>
    <message>
        <source>it holds an empty parameter</source>
        <translation>er enthält einen leeren Parameter</translation>
    </message>
    <message>
        <source>its percent-encoding is broken</source>
        <translation>seine Prozent-Kodierung ist fehlerhaft</translation>
    </message>
    <message>
        <source>it holds a parameter twice</source>
        <translation>er enthält einen Parameter zweimal</translation>
    </message>
    <message>
        <source>a link begins with tuneboard://job/, tuneboard://model/ or tuneboard://checkpoint/</source>
        <translation>ein Link beginnt mit tuneboard://job/, tuneboard://model/ oder tuneboard://checkpoint/</translation>
    </message>
    <message>
        <source>it holds a part that links do not have</source>
        <translation>er enthält einen Teil, den Links nicht haben</translation>
    </message>
    <message>
        <source>what it names cannot be an id</source>
        <translation>was er nennt, kann keine ID sein</translation>
    </message>
    <message>
        <source>it is not the address of a known provider&apos;s page</source>
        <translation>es ist nicht die Adresse der Seite eines bekannten Anbieters</translation>
    </message>
    <message>
        <source>the page&apos;s address names no job</source>
        <translation>die Adresse der Seite nennt keinen Job</translation>
    </message>
    <message>
        <source>it names several jobs</source>
        <translation>er nennt mehrere Jobs</translation>
    </message>
    <message>
        <source>the path is too long</source>
        <translation>der Pfad ist zu lang</translation>
    </message>
    <message>
        <source>it is not the path of a file on this machine</source>
        <translation>es ist nicht der Pfad einer Datei auf diesem Rechner</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>es ist leer</translation>
    </message>
    <message>
        <source>it is the path of another machine or of a device, which is not opened</source>
        <translation>es ist der Pfad eines anderen Rechners oder eines Geräts und wird nicht geöffnet</translation>
    </message>
    <message>
        <source>it begins with a hyphen, as options do</source>
        <translation>es beginnt mit einem Bindestrich wie eine Option</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>es ist zu lang</translation>
    </message>
    <message>
        <source>only links that begin with tuneboard: are taken here</source>
        <translation>hier werden nur Links angenommen, die mit tuneboard: beginnen</translation>
    </message>
    <message>
        <source>only paths of files on this machine are taken here</source>
        <translation>hier werden nur Pfade von Dateien auf diesem Rechner angenommen</translation>
    </message>
    <message>
        <source>it holds characters that a link has to encode</source>
        <translation>er enthält Zeichen, die ein Link kodieren muss</translation>
    </message>
    <message>
        <source>the link is longer than 8 KB</source>
        <translation>der Link ist länger als 8 KB</translation>
    </message>
    <message>
        <source>it is not the id of a job, model, checkpoint, file or event, not a link, and not the path of a JSON or CSV file</source>
        <translation>es ist weder die ID eines Jobs, Modells, Checkpoints, einer Datei oder eines Ereignisses noch ein Link noch der Pfad einer JSON- oder CSV-Datei</translation>
    </message>
</context>
<context>
    <name>Request</name>
    <message>
        <source>an id is empty</source>
        <translation>eine ID ist leer</translation>
    </message>
    <message>
        <source>“%1” cannot be an id</source>
        <translation>„%1“ kann keine ID sein</translation>
    </message>
</context>
<context>
    <name>RunAccount</name>
    <message>
        <source>The keychain was not waited for.</source>
        <translation>Auf den Schlüsselbund wurde nicht gewartet.</translation>
    </message>
    <message>
        <source>the account “%1” has no key in the keychain; give it one in the window, or set OPENAI_API_KEY with OPENAI_BASE_URL</source>
        <translation>das Konto „%1“ hat keinen Schlüssel im Schlüsselbund; geben Sie ihm im Fenster einen, oder setzen Sie OPENAI_API_KEY mit OPENAI_BASE_URL</translation>
    </message>
    <message>
        <source>a window is open but does not answer; end it, then try again</source>
        <translation>ein Fenster ist offen, antwortet aber nicht; beenden Sie es, und versuchen Sie es dann noch einmal</translation>
    </message>
    <message>
        <source>the account “%1” has no value for its secret header “%2” in the keychain; enter it in the window, or give --header-env %2=VARIABLE</source>
        <translation>für den geheimen Header „%2“ des Kontos „%1“ ist kein Wert im Schlüsselbund; geben Sie ihn im Fenster ein oder mit --header-env %2=VARIABLE an</translation>
    </message>
    <message>
        <source>--query, --header and --header-env need --account or --base-url, which says where they go</source>
        <translation>--query, --header und --header-env brauchen --account oder --base-url, damit klar ist, wohin sie gesendet werden</translation>
    </message>
</context>
<context>
    <name>SaveFile</name>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 konnte nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>The file could not be read: %1</source>
        <translation>Die Datei konnte nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>es ist keine Datei</translation>
    </message>
    <message>
        <source>the file is read-only</source>
        <translation>die Datei ist schreibgeschützt</translation>
    </message>
</context>
<context>
    <name>SavedView</name>
    <message>
        <source>Its id is not a UUID.</source>
        <translation>Ihre ID ist keine UUID.</translation>
    </message>
    <message>
        <source>The value “%1” is damaged.</source>
        <translation>Der Wert „%1“ ist beschädigt.</translation>
    </message>
    <message>
        <source>It has no name.</source>
        <translation>Sie hat keinen Namen.</translation>
    </message>
    <message>
        <source>The saved view “%1” in the settings file cannot be read: %2</source>
        <translation>Die gespeicherte Ansicht „%1“ in der Einstellungsdatei kann nicht gelesen werden: %2</translation>
    </message>
</context>
<context>
    <name>Schema</name>
    <message>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Grader</source>
        <translation>Grader</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Weights &amp; Biases</source>
        <translation>Weights &amp; Biases</translation>
    </message>
    <message>
        <source>Integration</source>
        <translation>Integration</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>Hyperparameters</source>
        <translation>Hyperparameter</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
</context>
<context>
    <name>ShowCommand</name>
    <message>
        <source>The server was not asked to the end.</source>
        <translation>Der Server wurde nicht bis zum Ende gefragt.</translation>
    </message>
    <message>
        <source>it is another job than the one that was asked for</source>
        <translation>es ist ein anderer Job als der, nach dem gefragt wurde</translation>
    </message>
    <message>
        <source>%1 is not in the archive (%2), and %3</source>
        <translation>%1 ist nicht im Archiv (%2), und %3</translation>
    </message>
    <message>
        <source>The link names an account that is not known here, which was ignored.</source>
        <translation>Der Link nennt ein Konto, das hier nicht bekannt ist; das wurde nicht beachtet.</translation>
    </message>
    <message>
        <source>%1 is in several accounts: %2; choose one with --account or --base-url</source>
        <translation>%1 ist in mehreren Konten: %2; wählen Sie eines mit --account oder --base-url</translation>
    </message>
    <message>
        <source>Looked at %1.</source>
        <translation>Gesucht bei %1.</translation>
    </message>
    <message>
        <source>Looked in the archive (%1) and at %2.</source>
        <translation>Gesucht im Archiv (%1) und bei %2.</translation>
    </message>
    <message>
        <source>%1 was not found: %2 %3</source>
        <translation>%1 wurde nicht gefunden: %2 %3</translation>
    </message>
    <message>
        <source>An event cannot be asked for by its id alone; show its job.</source>
        <translation>Nach einem Ereignis kann nicht mit seiner ID allein gefragt werden; zeigen Sie seinen Job.</translation>
    </message>
    <message>
        <source>a server cannot be asked for the job behind it; `tuneboard list` fetches all jobs</source>
        <translation>ein Server kann nicht nach dem Job dahinter gefragt werden; `tuneboard list` holt alle Jobs</translation>
    </message>
    <message>
        <source>no server is asked (--offline)</source>
        <translation>kein Server wird gefragt (--offline)</translation>
    </message>
    <message>
        <source>%1 is larger than 256 MB, which is not read</source>
        <translation>%1 ist größer als 256 MB und wird nicht gelesen</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>Standard input cannot be read.</source>
        <translation>Die Standardeingabe kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Standard input</source>
        <translation>Standardeingabe</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2</source>
        <translation>%1 kann nicht geöffnet werden: %2</translation>
    </message>
    <message>
        <source>--id: this is no list of jobs</source>
        <translation>--id: dies ist keine Liste von Jobs</translation>
    </message>
    <message>
        <source>--id: the list has no job %1</source>
        <translation>--id: die Liste hat keinen Job %1</translation>
    </message>
    <message>
        <source>The output could not be written whole; is the disk full?</source>
        <translation>Die Ausgabe konnte nicht ganz geschrieben werden; ist der Datenträger voll?</translation>
    </message>
    <message>
        <source>--link: there is no link to this</source>
        <translation>--link: hierauf gibt es keinen Link</translation>
    </message>
    <message>
        <source>Decoded from base64.</source>
        <translation>Aus base64 entschlüsselt.</translation>
    </message>
    <message>
        <source>As it was at %1, from the archive (account %2).</source>
        <translation>Auf dem Stand von %1, aus dem Archiv (Konto %2).</translation>
    </message>
    <message>
        <source>--id chooses a job of a file</source>
        <translation>--id wählt einen Job einer Datei</translation>
    </message>
    <message>
        <source>column %1</source>
        <translation>Spalte %1</translation>
    </message>
    <message>
        <source>%1 jobs of the export could not be read. The first problem: %2</source>
        <translation>%1 Jobs des Exports konnten nicht gelesen werden. Das erste Problem: %2</translation>
    </message>
    <message>
        <source>%1 more files are missing or were changed.</source>
        <translation>%1 weitere Dateien fehlen oder wurden verändert.</translation>
    </message>
    <message>
        <source>Read: %1 of %2 jobs</source>
        <translation>Gelesen: %1 von %2 Jobs</translation>
    </message>
    <message>
        <source>Reading the manifest…</source>
        <translation>Manifest wird gelesen …</translation>
    </message>
    <message>
        <source>Checked %1 files</source>
        <translation>%1 Dateien geprüft</translation>
    </message>
    <message>
        <source>Standard input is empty.</source>
        <translation>Die Standardeingabe ist leer.</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation>%1 ist leer.</translation>
    </message>
    <message>
        <source>“%1” is not in the archive and cannot be requested from a server: %2</source>
        <translation>„%1“ ist nicht im Archiv und kann bei keinem Server angefragt werden: %2</translation>
    </message>
    <message>
        <source>This is JSON, but of no kind that Tuneboard knows.</source>
        <translation>Das ist JSON, aber von keiner Art, die Tuneboard kennt.</translation>
    </message>
    <message>
        <source>This is not a JSON object, a JSON list or a result table.</source>
        <translation>Das ist kein JSON-Objekt, keine JSON-Liste und keine Ergebnistabelle.</translation>
    </message>
    <message>
        <source>This is not a JSON object, a JSON list or a result table, so it is shown as text.</source>
        <translation>Das ist kein JSON-Objekt, keine JSON-Liste und keine Ergebnistabelle und wird daher als Text gezeigt.</translation>
    </message>
    <message>
        <source>This cannot be read as JSON: %1</source>
        <translation>Das kann nicht als JSON gelesen werden: %1</translation>
    </message>
    <message>
        <source>This cannot be read as JSON, so it is shown as text: %1</source>
        <translation>Das kann nicht als JSON gelesen werden und wird daher als Text gezeigt: %1</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Validating</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Pausing</source>
        <translation>Pausiert gleich</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Resuming</source>
        <translation>Läuft wieder an</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Erfolgreich</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Wird fertig</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Wird abgebrochen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
</context>
<context>
    <name>TokenBuckets</name>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
</context>
<context>
    <name>TrainingFlag</name>
    <message>
        <source>Diverged</source>
        <translation>Divergiert</translation>
    </message>
    <message>
        <source>The last training or validation value is not a number, or the loss is more than 3 times its lowest value and not below its first one.</source>
        <translation>Der letzte Trainings- oder Validierungswert ist keine Zahl, oder der Loss ist mehr als dreimal so hoch wie sein niedrigster Wert und nicht unter dem ersten.</translation>
    </message>
    <message>
        <source>Overfit</source>
        <translation>Überangepasst</translation>
    </message>
    <message>
        <source>The last validation loss is more than 10 % above the lowest one, which was at least two evaluations earlier.</source>
        <translation>Der letzte Validierungs-Loss liegt mehr als 10 % über dem niedrigsten, der mindestens zwei Auswertungen früher war.</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>Eingebrochen</translation>
    </message>
    <message>
        <source>The last validation reward is more than 10 % below the best one.</source>
        <translation>Die letzte Validierungsbelohnung liegt mehr als 10 % unter der besten.</translation>
    </message>
    <message>
        <source>Stuck</source>
        <translation>Hängt</translation>
    </message>
    <message>
        <source>No new step for 15 minutes, or for 10 usual steps if that is longer.</source>
        <translation>Seit 15 Minuten kein neuer Schritt, oder seit 10 üblichen Schritten, wenn das länger ist.</translation>
    </message>
    <message>
        <source>Best is not last</source>
        <translation>Bester ist nicht der letzte</translation>
    </message>
    <message>
        <source>The best evaluation is not the last one.</source>
        <translation>Die beste Auswertung ist nicht die letzte.</translation>
    </message>
</context>
<context>
    <name>WatchCommand</name>
    <message>
        <source>it is another job than the one that was asked for</source>
        <translation>es ist ein anderer Job als der, nach dem gefragt wurde</translation>
    </message>
    <message>
        <source>training is done</source>
        <translation>das Training ist fertig</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>noch etwa %1</translation>
    </message>
    <message>
        <source>The output could not be written; is the disk full?</source>
        <translation>Die Ausgabe konnte nicht geschrieben werden; ist der Datenträger voll?</translation>
    </message>
    <message>
        <source>watch follows a job: name its id, its model, or a link to it</source>
        <translation>watch verfolgt einen Job: Nennen Sie seine ID, sein Modell oder einen Link darauf</translation>
    </message>
    <message>
        <source>Not watched any longer; the job itself goes on.</source>
        <translation>Wird nicht weiter verfolgt; der Job selbst läuft weiter.</translation>
    </message>
</context>
<context>
    <name>readJson</name>
    <message>
        <source>line %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>More text follows after the end of the JSON, at %1.</source>
        <translation>Nach dem Ende des JSON folgt weiterer Text, bei %1.</translation>
    </message>
    <message>
        <source>The text is empty.</source>
        <translation>Der Text ist leer.</translation>
    </message>
    <message>
        <source>The text is not UTF-8: bad byte at %1.</source>
        <translation>Der Text ist kein UTF-8: falsches Byte bei %1.</translation>
    </message>
    <message>
        <source>The JSON is nested deeper than %1 levels, at %2.</source>
        <translation>Das JSON ist tiefer als %1 Stufen geschachtelt, bei %2.</translation>
    </message>
    <message>
        <source>The text is too large: %1 bytes.</source>
        <translation>Der Text ist zu groß: %1 Bytes.</translation>
    </message>
    <message>
        <source>The JSON is cut off: it ends at %1 before it is complete.</source>
        <translation>Das JSON ist abgeschnitten: Es endet bei %1, bevor es vollständig ist.</translation>
    </message>
    <message>
        <source>This is no JSON: a mistake at %1.</source>
        <translation>Dies ist kein JSON: ein Fehler bei %1.</translation>
    </message>
    <message>
        <source>The answer is empty.</source>
        <translation>Die Antwort ist leer.</translation>
    </message>
    <message>
        <source>The answer is a web page, not JSON: “%1”.</source>
        <translation>Die Antwort ist eine Webseite, kein JSON: „%1“.</translation>
    </message>
    <message>
        <source>The answer is a web page, not JSON.</source>
        <translation>Die Antwort ist eine Webseite, kein JSON.</translation>
    </message>
    <message>
        <source>The JSON has more than %1 values: too many to read as a tree.</source>
        <translation>Das JSON hat mehr als %1 Werte: zu viele für eine Baumansicht.</translation>
    </message>
</context>
<context>
    <name>readList</name>
    <message>
        <source>element %1 is no object</source>
        <translation>Element %1 ist kein Objekt</translation>
    </message>
</context>
<context>
    <name>readMetrics</name>
    <message>
        <source>The result file is empty.</source>
        <translation>Die Ergebnisdatei ist leer.</translation>
    </message>
    <message>
        <source>The result file does not begin with the names of its columns.</source>
        <translation>Die Ergebnisdatei beginnt nicht mit den Namen ihrer Spalten.</translation>
    </message>
    <message>
        <source>The result file has the names of its columns but no rows.</source>
        <translation>Die Ergebnisdatei hat die Namen ihrer Spalten, aber keine Zeilen.</translation>
    </message>
    <message>
        <source>The result file has no column named step; its rows are counted instead.</source>
        <translation>Die Ergebnisdatei hat keine Spalte namens step; stattdessen werden ihre Zeilen gezählt.</translation>
    </message>
    <message numerus="yes">
        <source>Rows of the result file that end early: %n.</source>
        <translation>
            <numerusform>Zeilen der Ergebnisdatei, die zu früh enden: %n.</numerusform>
            <numerusform>Zeilen der Ergebnisdatei, die zu früh enden: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rows of the result file with more cells than columns: %n.</source>
        <translation>
            <numerusform>Zeilen der Ergebnisdatei mit mehr Zellen als Spalten: %n.</numerusform>
            <numerusform>Zeilen der Ergebnisdatei mit mehr Zellen als Spalten: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cells of the result file that hold no number: %n.</source>
        <translation>
            <numerusform>Zellen der Ergebnisdatei, die keine Zahl enthalten: %n.</numerusform>
            <numerusform>Zellen der Ergebnisdatei, die keine Zahl enthalten: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cells of more than 64 KB, not read: %n.</source>
        <translation>
            <numerusform>Zellen von mehr als 64 KB, nicht gelesen: %n.</numerusform>
            <numerusform>Zellen von mehr als 64 KB, nicht gelesen: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Columns left out: %n.</source>
        <translation>
            <numerusform>Weggelassene Spalten: %n.</numerusform>
            <numerusform>Weggelassene Spalten: %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>The result file holds zero bytes: it may be damaged.</source>
        <translation>Die Ergebnisdatei enthält Nullbytes: Sie ist vielleicht beschädigt.</translation>
    </message>
</context>
<context>
    <name>readObjects</name>
    <message>
        <source>This is JSON, but no list: it has no array “data”.</source>
        <translation>Dies ist JSON, aber keine Liste: Es hat kein Array „data“.</translation>
    </message>
    <message>
        <source>element %1: %2</source>
        <translation>Element %1: %2</translation>
    </message>
    <message>
        <source>it is not an event</source>
        <translation>es ist kein Ereignis</translation>
    </message>
    <message>
        <source>it is not a checkpoint</source>
        <translation>es ist kein Checkpoint</translation>
    </message>
</context>
<context>
    <name>readPage</name>
    <message>
        <source>This is JSON, but no list of jobs: it has no array “data”.</source>
        <translation>Dies ist JSON, aber keine Liste von Jobs: Es hat kein Array „data“.</translation>
    </message>
    <message>
        <source>This is JSON, but no job: a job is an object.</source>
        <translation>Dies ist JSON, aber kein Job: Ein Job ist ein Objekt.</translation>
    </message>
    <message>
        <source>This is JSON, but no job: it has no “id”.</source>
        <translation>Dies ist JSON, aber kein Job: Es hat keine „id“.</translation>
    </message>
    <message>
        <source>element %1 has no “id”</source>
        <translation>Element %1 hat keine „id“</translation>
    </message>
</context>
<context>
    <name>readText</name>
    <message>
        <source>Bytes that are not text were replaced.</source>
        <translation>Bytes, die kein Text sind, wurden ersetzt.</translation>
    </message>
</context>
<context>
    <name>tuneboard::AboutDialog</name>
    <message>
        <source>About Tuneboard</source>
        <translation>Über Tuneboard</translation>
    </message>
    <message>
        <source>Tuneboard %1</source>
        <translation>Tuneboard %1</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Diagnosedaten kopieren</translation>
    </message>
    <message>
        <source>Versions, system, hosts and counts; no key, no name, no path</source>
        <translation>Versionen, System, Hosts und Anzahlen; kein Schlüssel, kein Name, kein Pfad</translation>
    </message>
    <message>
        <source>About Qt</source>
        <translation>Über Qt</translation>
    </message>
    <message>
        <source>A dashboard for language-model fine-tuning jobs.

Free software under the GNU General Public License, version 3 or later; it comes without any warranty.

Made with Qt %1 and Qt Charts (GPL 3), SQLite (public domain), SQLiteCpp (MIT), simdjson (Apache 2) and QtKeychain (BSD).</source>
        <translation>Eine Übersicht über Fine-Tuning-Jobs von Sprachmodellen.

Freie Software unter der GNU General Public License, Version 3 oder später; ohne jede Gewährleistung.

Erstellt mit Qt %1 und Qt Charts (GPL 3), SQLite (gemeinfrei), SQLiteCpp (MIT), simdjson (Apache 2) und QtKeychain (BSD).</translation>
    </message>
</context>
<context>
    <name>tuneboard::AccountStrips</name>
    <message>
        <source>Change key…</source>
        <translation>Schlüssel ändern…</translation>
    </message>
    <message>
        <source>Show certificate…</source>
        <translation>Zertifikat anzeigen…</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Noch einmal</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n object(s) of the list could not be read. The first: %2</source>
        <translation>
            <numerusform>%1: %n Objekt der Liste konnte nicht gelesen werden: %2</numerusform>
            <numerusform>%1: %n Objekte der Liste konnten nicht gelesen werden. Das erste: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: waiting for %2 to give the key. It may be asking for your password.</source>
        <translation>%1: Der Schlüssel wird noch erwartet (%2). Vielleicht wird nach Ihrem Passwort gefragt.</translation>
    </message>
    <message>
        <source>%1 did not give the key.</source>
        <translation>der Schlüssel wurde nicht herausgegeben (%1).</translation>
    </message>
    <message>
        <source>its key is not here, and no keychain answers that could have kept it.</source>
        <translation>der Schlüssel fehlt hier, und kein Schlüsselbund antwortet, der ihn aufbewahrt haben könnte.</translation>
    </message>
    <message>
        <source>its key is not in %1, or that stays locked.</source>
        <translation>der Schlüssel ist nicht zu finden, oder sein Ort bleibt gesperrt (%1).</translation>
    </message>
    <message>
        <source>What was kept is shown; its server is not asked.</source>
        <translation>Gezeigt wird, was aufbewahrt ist; der Server wird nicht gefragt.</translation>
    </message>
    <message>
        <source>Enter key…</source>
        <translation>Schlüssel eingeben…</translation>
    </message>
    <message>
        <source>The keychain did not take the key.</source>
        <translation>Der Schlüsselbund hat den Schlüssel nicht angenommen.</translation>
    </message>
    <message>
        <source>No keychain answers on this system.</source>
        <translation>Auf diesem System antwortet kein Schlüsselbund.</translation>
    </message>
    <message>
        <source>The key of %1 is in memory, and gone when Tuneboard ends.</source>
        <translation>Der Schlüssel von %1 liegt im Arbeitsspeicher und ist weg, wenn Tuneboard endet.</translation>
    </message>
    <message>
        <source>%1: stopped after %2 new jobs. The server has more.</source>
        <translation>%1: nach %2 neuen Jobs angehalten. Der Server hat weitere.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>%1: the value of its secret header %2 is not in %3, or that stays locked.</source>
        <translation>%1: Der Wert des geheimen Headers %2 ist nicht zu finden, oder sein Ort bleibt gesperrt (%3).</translation>
    </message>
    <message>
        <source>Enter value…</source>
        <translation>Wert eingeben …</translation>
    </message>
</context>
<context>
    <name>tuneboard::AccountsDialog</name>
    <message>
        <source>no key wanted</source>
        <translation>kein Schlüssel nötig</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>kein Schlüssel</translation>
    </message>
    <message>
        <source>waiting for the keychain</source>
        <translation>wartet auf den Schlüsselbund</translation>
    </message>
    <message>
        <source>key in %1</source>
        <translation>Schlüssel in: %1</translation>
    </message>
    <message>
        <source>key in memory until Tuneboard ends</source>
        <translation>Schlüssel im Arbeitsspeicher, bis Tuneboard endet</translation>
    </message>
    <message>
        <source>key from the environment</source>
        <translation>Schlüssel aus der Umgebung</translation>
    </message>
    <message>
        <source>No account is set up yet.</source>
        <translation>Es ist noch kein Konto eingerichtet.</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>nur lesen</translation>
    </message>
    <message>
        <source>Remove an account</source>
        <translation>Konto entfernen</translation>
    </message>
    <message>
        <source>Remove “%1” (%2)?</source>
        <translation>„%1“ (%2) entfernen?</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) of it are kept here. They can stay in the list, or be deleted from this machine with all that was kept of them. Deleting cannot be undone, and a server may no longer have them.</source>
        <translation>
            <numerusform>%n Job davon ist hier aufbewahrt. Er kann in der Liste bleiben oder mit allem, was von ihm aufbewahrt ist, von diesem Rechner gelöscht werden. Das Löschen kann nicht rückgängig gemacht werden, und ein Server hat ihn vielleicht nicht mehr.</numerusform>
            <numerusform>%n Jobs davon sind hier aufbewahrt. Sie können in der Liste bleiben oder mit allem, was von ihnen aufbewahrt ist, von diesem Rechner gelöscht werden. Das Löschen kann nicht rückgängig gemacht werden, und ein Server hat sie vielleicht nicht mehr.</numerusform>
        </translation>
    </message>
    <message>
        <source>What was kept of it can stay, or be deleted from this machine. Deleting cannot be undone.</source>
        <translation>Was von ihm aufbewahrt ist, kann bleiben oder von diesem Rechner gelöscht werden. Das Löschen kann nicht rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>Remove, keep jobs</source>
        <translation>Entfernen, Jobs behalten</translation>
    </message>
    <message>
        <source>Remove and delete jobs</source>
        <translation>Entfernen und Jobs löschen</translation>
    </message>
    <message>
        <source>The jobs of “%1” could not be deleted: %2</source>
        <translation>Die Jobs von „%1“ konnten nicht gelöscht werden: %2</translation>
    </message>
    <message>
        <source>The settings file cannot be written: “%1” will be back at the next start.</source>
        <translation>Die Einstellungsdatei kann nicht geschrieben werden: „%1“ ist beim nächsten Start wieder da.</translation>
    </message>
    <message>
        <source>no value for a secret header</source>
        <translation>Wert eines geheimen Headers fehlt</translation>
    </message>
    <message>
        <source>Its key and the values of its secret headers (%1) are deleted from this machine.</source>
        <translation>Sein Schlüssel und die Werte seiner geheimen Header (%1) werden von diesem Rechner gelöscht.</translation>
    </message>
    <message>
        <source>The values of its secret headers (%1) are deleted from this machine.</source>
        <translation>Die Werte seiner geheimen Header (%1) werden von diesem Rechner gelöscht.</translation>
    </message>
    <message>
        <source>Its key is deleted from this machine.</source>
        <translation>Sein Schlüssel wird von diesem Rechner gelöscht.</translation>
    </message>
    <message>
        <source>Nothing changes on the server.</source>
        <translation>Auf dem Server ändert sich nichts.</translation>
    </message>
</context>
<context>
    <name>tuneboard::Actions</name>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>&amp;Open id or link from the clipboard</source>
        <translation>ID oder Link aus der &amp;Zwischenablage öffnen</translation>
    </message>
    <message>
        <source>&amp;Add an account…</source>
        <translation>&amp;Konto hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation>Liste filtern</translation>
    </message>
    <message>
        <source>&amp;Clear all filters</source>
        <translation>Alle Filter aufhe&amp;ben</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Job page &amp;below the list</source>
        <translation>Seite des Jobs &amp;unter der Liste</translation>
    </message>
    <message>
        <source>Job page b&amp;eside the list</source>
        <translation>Seite des Jobs &amp;neben der Liste</translation>
    </message>
    <message>
        <source>F&amp;ilters at the left</source>
        <translation>&amp;Filter links</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Copy id</source>
        <translation>&amp;ID kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;link</source>
        <translation>&amp;Link kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;model name</source>
        <translation>&amp;Modellnamen kopieren</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Vorwärts</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Method &amp; graders</source>
        <translation>Methode &amp; Grader</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Rohdaten</translation>
    </message>
    <message>
        <source>&amp;Keys and words</source>
        <translation>&amp;Tasten und Wörter</translation>
    </message>
    <message>
        <source>Copy &amp;diagnostics</source>
        <translation>&amp;Diagnosedaten kopieren</translation>
    </message>
    <message>
        <source>&amp;About Tuneboard</source>
        <translation>Ü&amp;ber Tuneboard</translation>
    </message>
    <message>
        <source>Pause follo&amp;wing running jobs</source>
        <translation>&amp;Verfolgen laufender Jobs pausieren</translation>
    </message>
    <message>
        <source>&amp;Pause reading details of all jobs</source>
        <translation>&amp;Lesen der Einzelheiten aller Jobs pausieren</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>A&amp;ccounts…</source>
        <translation>K&amp;onten…</translation>
    </message>
    <message>
        <source>Ca&amp;ncel…</source>
        <translation>Ab&amp;brechen…</translation>
    </message>
    <message>
        <source>&amp;Pause…</source>
        <translation>&amp;Pausieren…</translation>
    </message>
    <message>
        <source>&amp;Resume…</source>
        <translation>F&amp;ortsetzen…</translation>
    </message>
    <message>
        <source>Sa&amp;ve view…</source>
        <translation>&amp;Ansicht speichern…</translation>
    </message>
    <message>
        <source>T&amp;rained tokens</source>
        <translation>&amp;Trainierte Tokens</translation>
    </message>
    <message>
        <source>Close the &amp;job page</source>
        <translation>Seite des Jobs &amp;schließen</translation>
    </message>
    <message>
        <source>Stop &amp;loading the list</source>
        <translation>Laden der Liste an&amp;halten</translation>
    </message>
    <message>
        <source>Open &amp;file…</source>
        <translation>&amp;Datei öffnen…</translation>
    </message>
    <message>
        <source>Copy fin&amp;al model name</source>
        <translation>Namen des &amp;endgültigen Modells kopieren</translation>
    </message>
</context>
<context>
    <name>tuneboard::ApiClient</name>
    <message>
        <source>the account was changed meanwhile</source>
        <translation>das Konto wurde inzwischen geändert</translation>
    </message>
</context>
<context>
    <name>tuneboard::BusNotifier</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>tuneboard::Call</name>
    <message>
        <source>another path of the same host</source>
        <translation>einen anderen Pfad desselben Hosts</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>zu %1</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>eine Webseite</translation>
    </message>
    <message>
        <source>a web page, “%1”</source>
        <translation>eine Webseite, „%1“</translation>
    </message>
    <message>
        <source>no connection within %1 s</source>
        <translation>keine Verbindung innerhalb von %1 s</translation>
    </message>
    <message>
        <source>the answer broke off after %1 bytes</source>
        <translation>die Antwort brach nach %1 Bytes ab</translation>
    </message>
    <message>
        <source>a file of that name is there already</source>
        <translation>eine Datei dieses Namens gibt es schon</translation>
    </message>
    <message>
        <source>the answer is packed as “%1”, but only gzip was offered</source>
        <translation>die Antwort ist mit „%1“ komprimiert, angeboten war nur gzip</translation>
    </message>
    <message>
        <source>the gzip data of the answer are damaged</source>
        <translation>die gzip-Daten der Antwort sind beschädigt</translation>
    </message>
    <message>
        <source>no secure connection within %1 s</source>
        <translation>keine sichere Verbindung innerhalb von %1 s</translation>
    </message>
    <message>
        <source>the request was sent, but no answer began within %1 s</source>
        <translation>die Anfrage wurde gesendet, aber innerhalb von %1 s kam keine Antwort</translation>
    </message>
    <message>
        <source>the headers of the answer did not end within %1 s</source>
        <translation>die Kopfzeilen der Antwort waren nach %1 s nicht vollständig</translation>
    </message>
    <message>
        <source>the answer did not end within %1 s; %2 bytes of it came</source>
        <translation>die Antwort war nach %1 s nicht vollständig; %2 Bytes kamen an</translation>
    </message>
</context>
<context>
    <name>tuneboard::ChartBar</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Over the steps of the training</source>
        <translation>Über die Schritte des Trainings</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Over how often the training file was gone through</source>
        <translation>Darüber, wie oft die Trainingsdatei durchlaufen war</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Over the clock, in local time</source>
        <translation>Über die Uhrzeit, in Ortszeit</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>How much of the average before weighs in each point of the line. The measured values stay behind it.</source>
        <translation>Wie viel vom Mittel davor in jedem Punkt der Linie zählt. Die gemessenen Werte bleiben dahinter stehen.</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>Logarithmisch</translation>
    </message>
    <message>
        <source>Equal distances for equal factors. Values at or below zero have no place there.</source>
        <translation>Gleiche Abstände für gleiche Faktoren. Werte von null oder darunter haben dort keinen Platz.</translation>
    </message>
    <message>
        <source>Cut outliers</source>
        <translation>Ausreißer abschneiden</translation>
    </message>
    <message>
        <source>The scale follows all but the two highest and lowest of a hundred values.</source>
        <translation>Die Skala folgt allen Werten außer den zwei höchsten und niedrigsten von hundert.</translation>
    </message>
    <message>
        <source>Select steps</source>
        <translation>Schritte auswählen</translation>
    </message>
    <message>
        <source>A drag in a chart selects steps; so does Shift with a drag at any time.</source>
        <translation>Ziehen in einem Diagramm wählt Schritte aus; mit Umschalttaste immer.</translation>
    </message>
    <message>
        <source>Take the selection back</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Show all steps</source>
        <translation>Alle Schritte zeigen</translation>
    </message>
    <message>
        <source>A double click in a chart does the same.</source>
        <translation>Ein Doppelklick in ein Diagramm tut dasselbe.</translation>
    </message>
    <message>
        <source>The server does not say this of the job&apos;s steps.</source>
        <translation>Der Server sagt dies nicht zu den Schritten des Jobs.</translation>
    </message>
    <message>
        <source>Steps %1 to %2</source>
        <translation>Schritte %1 bis %2</translation>
    </message>
    <message>
        <source>%1 are selected: take the selection back</source>
        <translation>%1 ausgewählt: Auswahl aufheben</translation>
    </message>
</context>
<context>
    <name>tuneboard::ChartsTab</name>
    <message>
        <source>Read it from the server</source>
        <translation>Vom Server lesen</translation>
    </message>
    <message>
        <source>Charts of the job</source>
        <translation>Diagramme des Jobs</translation>
    </message>
    <message>
        <source>Reading what was measured…</source>
        <translation>Messwerte werden gelesen…</translation>
    </message>
    <message>
        <source>What was measured could not be read. %1</source>
        <translation>Die Messwerte konnten nicht gelesen werden. %1</translation>
    </message>
    <message>
        <source>What this job measured is not kept on this computer yet.</source>
        <translation>Die Messwerte dieses Jobs sind noch nicht auf diesem Rechner aufbewahrt.</translation>
    </message>
    <message>
        <source>This job has reported no metrics.</source>
        <translation>Dieser Job hat keine Messwerte gemeldet.</translation>
    </message>
    <message>
        <source>This job has reported no metrics yet.</source>
        <translation>Dieser Job hat noch keine Messwerte gemeldet.</translation>
    </message>
    <message>
        <source>Events are still being read (%1 so far): the curves are not whole yet.</source>
        <translation>Ereignisse werden noch gelesen (bisher %1): Die Kurven sind noch nicht vollständig.</translation>
    </message>
    <message>
        <source>Not all events could be read, so the curves may have holes. %1</source>
        <translation>Nicht alle Ereignisse konnten gelesen werden; die Kurven haben vielleicht Lücken. %1</translation>
    </message>
    <message>
        <source>Not all events of this job have been read: the curves may have holes.</source>
        <translation>Nicht alle Ereignisse dieses Jobs sind gelesen: Die Kurven haben vielleicht Lücken.</translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>Und noch %n.</numerusform>
            <numerusform>Und noch %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file contains no metrics.</source>
        <translation>Die Datei enthält keine Metriken.</translation>
    </message>
</context>
<context>
    <name>tuneboard::CheckpointFiles</name>
    <message>
        <source>Files of the checkpoint:</source>
        <translation>Dateien des Checkpoints:</translation>
    </message>
    <message>
        <source>Files of step %1:</source>
        <translation>Dateien von Schritt %1:</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>Download %1</source>
        <translation>%1 herunterladen</translation>
    </message>
    <message numerus="yes">
        <source>Files of the checkpoint (%n more on the Files tab):</source>
        <translation>
            <numerusform>Dateien des Checkpoints (%n weitere im Reiter Dateien):</numerusform>
            <numerusform>Dateien des Checkpoints (%n weitere im Reiter Dateien):</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Files of step %1 (%n more on the Files tab):</source>
        <translation>
            <numerusform>Dateien von Schritt %1 (%n weitere im Reiter Dateien):</numerusform>
            <numerusform>Dateien von Schritt %1 (%n weitere im Reiter Dateien):</numerusform>
        </translation>
    </message>
    <message>
        <source>Only the job&apos;s server has this file. It cannot be downloaded from here.</source>
        <translation>Nur der Server des Jobs hat diese Datei. Sie kann von hier nicht heruntergeladen werden.</translation>
    </message>
</context>
<context>
    <name>tuneboard::CheckpointsModel</name>
    <message>
        <source>Best</source>
        <translation>Bester</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
</context>
<context>
    <name>tuneboard::CheckpointsTab</name>
    <message>
        <source>Show checkpoints of all steps</source>
        <translation>Checkpoints aller Schritte zeigen</translation>
    </message>
    <message>
        <source>Copy model name</source>
        <translation>Modellnamen kopieren</translation>
    </message>
    <message>
        <source>Copy the name of the selected checkpoint&apos;s model</source>
        <translation>Den Namen des Modells des ausgewählten Checkpoints kopieren</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Copy a link to the selected checkpoint</source>
        <translation>Einen Link auf den ausgewählten Checkpoint kopieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export the checkpoints that are shown</source>
        <translation>Die gezeigten Checkpoints exportieren</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <source>Columns of the checkpoints</source>
        <translation>Spalten der Checkpoints</translation>
    </message>
    <message>
        <source>Best: step %1, %2 (%3)</source>
        <translation>Bester: Schritt %1, %2 (%3)</translation>
    </message>
    <message>
        <source>Best: %1 (%2)</source>
        <translation>Bester: %1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>%n more metric(s) have no column</source>
        <translation>
            <numerusform>noch %n Messwert ohne Spalte</numerusform>
            <numerusform>noch %n Messwerte ohne Spalte</numerusform>
        </translation>
    </message>
    <message>
        <source>Steps %1–%2</source>
        <translation>Schritte %1–%2</translation>
    </message>
    <message>
        <source>No checkpoint lies in the chosen steps.</source>
        <translation>In den gewählten Schritten liegt kein Checkpoint.</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Export what is shown…</source>
        <translation>Gezeigtes exportieren…</translation>
    </message>
</context>
<context>
    <name>tuneboard::CodeView</name>
    <message>
        <source>Line numbers</source>
        <translation>Zeilennummern</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Unfold</source>
        <translation>Aufklappen</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Zuklappen</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>Alles zuklappen</translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation>Alles aufklappen</translation>
    </message>
</context>
<context>
    <name>tuneboard::ConnectionTest</name>
    <message>
        <source>List fine-tuning jobs</source>
        <translation>Fine-Tuning-Jobs auflisten</translation>
    </message>
    <message>
        <source>List models</source>
        <translation>Modelle auflisten</translation>
    </message>
    <message>
        <source>List files</source>
        <translation>Dateien auflisten</translation>
    </message>
</context>
<context>
    <name>tuneboard::ConnectionView</name>
    <message>
        <source>Progress of the test</source>
        <translation>Fortschritt des Tests</translation>
    </message>
    <message>
        <source>The test was stopped.</source>
        <translation>Der Test wurde angehalten.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <source>Stop the test of the connection</source>
        <translation>Test der Verbindung anhalten</translation>
    </message>
    <message>
        <source>Request id: %1</source>
        <translation>Anfrage-ID: %1</translation>
    </message>
    <message>
        <source>%1 accepts the key.</source>
        <translation>%1 nimmt den Schlüssel an.</translation>
    </message>
    <message>
        <source>%1 accepts the key, organization %2.</source>
        <translation>%1 nimmt den Schlüssel an, Organisation %2.</translation>
    </message>
    <message>
        <source>%1: allowed</source>
        <translation>%1: erlaubt</translation>
    </message>
    <message>
        <source>%1: refused. %2</source>
        <translation>%1: abgelehnt. %2</translation>
    </message>
</context>
<context>
    <name>tuneboard::DemoServer</name>
    <message>
        <source>Port %1 cannot be used: %2</source>
        <translation>Port %1 kann nicht benutzt werden: %2</translation>
    </message>
</context>
<context>
    <name>tuneboard::EventPane</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Show the line of the training file</source>
        <translation>Die Zeile der Trainingsdatei zeigen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Show lines over 100 000 characters whole</source>
        <translation>Zeilen über 100 000 Zeichen ganz zeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the text of the event</source>
        <translation>Den Text des Ereignisses kopieren</translation>
    </message>
    <message>
        <source>Copy JSON</source>
        <translation>JSON kopieren</translation>
    </message>
    <message>
        <source>Copy the event as it was received</source>
        <translation>Das Ereignis kopieren, wie es empfangen wurde</translation>
    </message>
    <message>
        <source>The event&apos;s text</source>
        <translation>Der Text des Ereignisses</translation>
    </message>
    <message>
        <source>What the moderation found</source>
        <translation>Was die Moderation gefunden hat</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Beanstandet</translation>
    </message>
    <message>
        <source>Enforcement</source>
        <translation>Maßnahme</translation>
    </message>
    <message>
        <source>Columns of the moderation&apos;s results</source>
        <translation>Spalten der Ergebnisse der Moderation</translation>
    </message>
    <message>
        <source>The event&apos;s data</source>
        <translation>Die Daten des Ereignisses</translation>
    </message>
    <message>
        <source>Choose an event to see it whole.</source>
        <translation>Wählen Sie ein Ereignis, um es ganz zu sehen.</translation>
    </message>
    <message>
        <source>Show line %1</source>
        <translation>Zeile %1 zeigen</translation>
    </message>
    <message>
        <source>(no text)</source>
        <translation>(kein Text)</translation>
    </message>
    <message>
        <source>Blocked: %1</source>
        <translation>Gesperrt: %1</translation>
    </message>
    <message>
        <source>The data of this event cannot be read. “Copy JSON” copies it as it was received.</source>
        <translation>Die Daten dieses Ereignisses können nicht gelesen werden. „JSON kopieren“ kopiert sie so, wie sie empfangen wurden.</translation>
    </message>
</context>
<context>
    <name>tuneboard::EventsModel</name>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>tuneboard::EventsTab</name>
    <message>
        <source>Filter the events by text</source>
        <translation>Die Ereignisse nach Text filtern</translation>
    </message>
    <message>
        <source>Filter by text</source>
        <translation>Nach Text filtern</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>Alle Stufen</translation>
    </message>
    <message>
        <source>Filter the events by level</source>
        <translation>Die Ereignisse nach Stufe filtern</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>Filter the events by type</source>
        <translation>Die Ereignisse nach Art filtern</translation>
    </message>
    <message>
        <source>Show events of all steps</source>
        <translation>Ereignisse aller Schritte zeigen</translation>
    </message>
    <message>
        <source>Relative times</source>
        <translation>Relative Zeiten</translation>
    </message>
    <message>
        <source>Show how long ago each event was</source>
        <translation>Zeigen, wie lange jedes Ereignis her ist</translation>
    </message>
    <message>
        <source>Go up to the newest events</source>
        <translation>Hinauf zu den neuesten Ereignissen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export the events that are shown</source>
        <translation>Die gezeigten Ereignisse exportieren</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Show all events again</source>
        <translation>Wieder alle Ereignisse zeigen</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Columns of the events</source>
        <translation>Spalten der Ereignisse</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und noch %2</translation>
    </message>
    <message>
        <source>Steps %1–%2</source>
        <translation>Schritte %1–%2</translation>
    </message>
    <message>
        <source>%1 of %2 events</source>
        <translation>%1 von %2 Ereignissen</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n Ereignis</numerusform>
            <numerusform>%n Ereignisse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new event(s)</source>
        <translation>
            <numerusform>%n neues Ereignis</numerusform>
            <numerusform>%n neue Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>No event passes the filters.</source>
        <translation>Kein Ereignis erfüllt die Filter.</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Export what is shown…</source>
        <translation>Gezeigtes exportieren…</translation>
    </message>
    <message>
        <source>The first %1 are listed</source>
        <translation>Die ersten %1 sind aufgeführt</translation>
    </message>
</context>
<context>
    <name>tuneboard::Exporting</name>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>Tabelle exportieren</translation>
    </message>
    <message numerus="yes">
        <source>Export %n job(s)</source>
        <translation>
            <numerusform>%n Job exportieren</numerusform>
            <numerusform>%n Jobs exportieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing %1: %2</source>
        <translation>%1 wird geschrieben: %2</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>tuneboard::ExtrasView</name>
    <message>
        <source>Secret</source>
        <translation>Geheim</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Add header</source>
        <translation>Header hinzufügen</translation>
    </message>
    <message>
        <source>Add parameter</source>
        <translation>Parameter hinzufügen</translation>
    </message>
    <message>
        <source>The value is stored like the key, and shown nowhere</source>
        <translation>Der Wert wird wie der Schlüssel gespeichert und nirgends angezeigt</translation>
    </message>
    <message>
        <source>Name of header %1</source>
        <translation>Name von Header %1</translation>
    </message>
    <message>
        <source>Name of parameter %1</source>
        <translation>Name von Parameter %1</translation>
    </message>
    <message>
        <source>Value of header %1</source>
        <translation>Wert von Header %1</translation>
    </message>
    <message>
        <source>Value of parameter %1</source>
        <translation>Wert von Parameter %1</translation>
    </message>
    <message>
        <source>Remove header %1</source>
        <translation>Header %1 entfernen</translation>
    </message>
    <message>
        <source>Remove parameter %1</source>
        <translation>Parameter %1 entfernen</translation>
    </message>
    <message>
        <source>Header %1 is secret</source>
        <translation>Header %1 ist geheim</translation>
    </message>
    <message>
        <source>Unchanged. A new value replaces it.</source>
        <translation>Unverändert. Ein neuer Wert ersetzt ihn.</translation>
    </message>
    <message>
        <source>A parameter is stored in the settings file, where it can be read. A secret belongs in a header.</source>
        <translation>Ein Parameter wird lesbar in der Einstellungsdatei gespeichert. Ein Geheimnis gehört in einen Header.</translation>
    </message>
</context>
<context>
    <name>tuneboard::FactList</name>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Columns of the list</source>
        <translation>Spalten der Liste</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Back to the overview</source>
        <translation>Zurück zur Übersicht</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation>Liste filtern</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy field and value</source>
        <translation>Feld und Wert kopieren</translation>
    </message>
</context>
<context>
    <name>tuneboard::FactsView</name>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy selection</source>
        <translation>Auswahl kopieren</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
</context>
<context>
    <name>tuneboard::FilePreview</name>
    <message>
        <source>The file %1 has changed since it was shown.</source>
        <translation>Die Datei %1 hat sich geändert, seit sie angezeigt wurde.</translation>
    </message>
</context>
<context>
    <name>tuneboard::FilesModel</name>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>at the server</source>
        <translation>beim Server</translation>
    </message>
    <message>
        <source>loading, %1 of %2</source>
        <translation>lädt, %1 von %2</translation>
    </message>
    <message>
        <source>loading, %1</source>
        <translation>lädt, %1</translation>
    </message>
    <message>
        <source>your own file</source>
        <translation>Ihre eigene Datei</translation>
    </message>
    <message>
        <source>kept on this machine</source>
        <translation>auf diesem Rechner aufbewahrt</translation>
    </message>
    <message>
        <source>%1, decoded from base64</source>
        <translation>%1, aus base64 entschlüsselt</translation>
    </message>
    <message>
        <source>could not be read</source>
        <translation>konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>larger than 256 MB: not fetched</source>
        <translation>größer als 256 MB: nicht abgerufen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
</context>
<context>
    <name>tuneboard::FilesTab</name>
    <message>
        <source>Files of the job</source>
        <translation>Dateien des Jobs</translation>
    </message>
    <message>
        <source>Columns of the files</source>
        <translation>Spalten der Dateien</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>Zeilen der Datei</translation>
    </message>
    <message>
        <source>Columns of the file</source>
        <translation>Spalten der Datei</translation>
    </message>
    <message>
        <source>Numbers of the rows</source>
        <translation>Nummern der Zeilen</translation>
    </message>
    <message>
        <source>The selected part of the file, whole</source>
        <translation>Der ausgewählte Teil der Datei, ganz</translation>
    </message>
    <message>
        <source>Locate file…</source>
        <translation>Datei angeben…</translation>
    </message>
    <message>
        <source>Show where your own copy of the file is</source>
        <translation>Angeben, wo Ihre eigene Kopie der Datei liegt</translation>
    </message>
    <message>
        <source>Forget your file</source>
        <translation>Eigene Datei vergessen</translation>
    </message>
    <message>
        <source>Do not use your own copy any more</source>
        <translation>Ihre eigene Kopie nicht mehr benutzen</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Fetch the file from the server</source>
        <translation>Die Datei vom Server abrufen</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Save the file&apos;s text</source>
        <translation>Den Text der Datei speichern</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open the folder in which the file lies</source>
        <translation>Den Ordner öffnen, in dem die Datei liegt</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Copy the file&apos;s id</source>
        <translation>Die ID der Datei kopieren</translation>
    </message>
    <message>
        <source>The file cannot be read: %1</source>
        <translation>Die Datei kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>No files are known of this job.</source>
        <translation>Von diesem Job sind keine Dateien bekannt.</translation>
    </message>
    <message>
        <source>Training data is fetched only when you ask for it. Locate your own copy, or download it, to see its lines here.</source>
        <translation>Trainingsdaten werden nur auf Ihren Wunsch abgerufen. Geben Sie Ihre eigene Kopie an, oder laden Sie die Datei herunter, um ihre Zeilen hier zu sehen.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>The first %1 rows are shown, the file has more</source>
        <translation>Gezeigt sind die ersten %1 Zeilen, die Datei hat mehr</translation>
    </message>
    <message>
        <source>%1 rows so far</source>
        <translation>bisher %1 Zeilen</translation>
    </message>
    <message>
        <source>A header and no rows</source>
        <translation>Eine Kopfzeile und keine weiteren Zeilen</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>not all rows have as many cells as the header</source>
        <translation>nicht alle Zeilen haben so viele Zellen wie die Kopfzeile</translation>
    </message>
    <message>
        <source>it holds NUL bytes</source>
        <translation>sie enthält Nullbytes</translation>
    </message>
    <message>
        <source>decoded from base64</source>
        <translation>aus base64 entschlüsselt</translation>
    </message>
    <message>
        <source>your file is not as large as the server&apos;s</source>
        <translation>Ihre Datei ist nicht so groß wie die des Servers</translation>
    </message>
    <message>
        <source>The file has no line %1.</source>
        <translation>Die Datei hat keine Zeile %1.</translation>
    </message>
    <message>
        <source>Locate %1</source>
        <translation>%1 angeben</translation>
    </message>
    <message>
        <source>Training data (*.jsonl *.json *.txt)</source>
        <translation>Trainingsdaten (*.jsonl *.json *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>Datei speichern</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>The folder could not be opened: %1</source>
        <translation>Der Ordner konnte nicht geöffnet werden: %1</translation>
    </message>
    <message>
        <source>%1 columns</source>
        <translation>%1 Spalten</translation>
    </message>
    <message>
        <source>Your choice for %1 was not used, because the page shows another job now.</source>
        <translation>Ihre Auswahl für %1 wurde nicht verwendet, weil die Seite inzwischen einen anderen Job zeigt.</translation>
    </message>
    <message>
        <source>The files of checkpoints are fetched only when you download them.</source>
        <translation>Dateien von Checkpoints werden nur geladen, wenn Sie sie herunterladen.</translation>
    </message>
</context>
<context>
    <name>tuneboard::FilterBar</name>
    <message>
        <source>Remove the filter %1</source>
        <translation>Den Filter %1 entfernen</translation>
    </message>
    <message>
        <source>Remove this filter</source>
        <translation>Diesen Filter entfernen</translation>
    </message>
    <message>
        <source>Status: %1</source>
        <translation>Status: %1</translation>
    </message>
    <message>
        <source>Method: %1</source>
        <translation>Methode: %1</translation>
    </message>
    <message>
        <source>Base model: %1</source>
        <translation>Basismodell: %1</translation>
    </message>
    <message>
        <source>Account: %1</source>
        <translation>Konto: %1</translation>
    </message>
    <message>
        <source>Filters that hold</source>
        <translation>Geltende Filter</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Alle aufheben</translation>
    </message>
    <message>
        <source>Clear all filters</source>
        <translation>Alle Filter aufheben</translation>
    </message>
</context>
<context>
    <name>tuneboard::FindBar</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>No hits</source>
        <translation>Keine Treffer</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n Treffer</numerusform>
            <numerusform>%n Treffer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::FindBox</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find a job, a model, a file — or paste a link</source>
        <translation>Job, Modell oder Datei suchen – oder einen Link einfügen</translation>
    </message>
</context>
<context>
    <name>tuneboard::Following</name>
    <message>
        <source>%1 – not following</source>
        <translation>%1 – verfolgt nicht</translation>
    </message>
    <message numerus="yes">
        <source>%1 – %n running</source>
        <translation>
            <numerusform>%1 – %n läuft</numerusform>
            <numerusform>%1 – %n laufen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::GraderTab</name>
    <message>
        <source>“%1” at character %2: %3</source>
        <translation>„%1“ bei Zeichen %2: %3</translation>
    </message>
    <message numerus="yes">
        <source>%n more problem(s)</source>
        <translation>
            <numerusform>noch %n Problem</numerusform>
            <numerusform>noch %n Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is not in the formula.</source>
        <translation>%1 kommt in der Formel nicht vor.</translation>
    </message>
    <message>
        <source>Method and graders</source>
        <translation>Methode und Grader</translation>
    </message>
    <message>
        <source>Expand all</source>
        <translation>Alles aufklappen</translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation>Alles zuklappen</translation>
    </message>
    <message>
        <source>Grader</source>
        <translation>Grader</translation>
    </message>
    <message>
        <source>%1 of the score</source>
        <translation>%1 der Bewertung</translation>
    </message>
    <message>
        <source>Image, not fetched</source>
        <translation>Bild, nicht abgerufen</translation>
    </message>
    <message>
        <source>Audio, not fetched</source>
        <translation>Ton, nicht abgerufen</translation>
    </message>
    <message>
        <source>It is named here and never fetched.</source>
        <translation>Es wird hier genannt und nie abgerufen.</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Expand below</source>
        <translation>Darunter aufklappen</translation>
    </message>
    <message>
        <source>Collapse below</source>
        <translation>Darunter zuklappen</translation>
    </message>
    <message>
        <source>Scores on validation data: %1</source>
        <translation>Bewertungen auf Validierungsdaten: %1</translation>
    </message>
    <message>
        <source>Scores on training data: %1</source>
        <translation>Bewertungen auf Trainingsdaten: %1</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Search in the tree</source>
        <translation>Im Baum suchen</translation>
    </message>
</context>
<context>
    <name>tuneboard::HttpReply</name>
    <message>
        <source>The request was cancelled</source>
        <translation>Die Anfrage wurde abgebrochen</translation>
    </message>
</context>
<context>
    <name>tuneboard::JobActions</name>
    <message numerus="yes">
        <source>Cancel %n job(s)</source>
        <translation>
            <numerusform>%n Job abbrechen</numerusform>
            <numerusform>%n Jobs abbrechen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pause %n job(s)</source>
        <translation>
            <numerusform>%n Job pausieren</numerusform>
            <numerusform>%n Jobs pausieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resume %n job(s)</source>
        <translation>
            <numerusform>%n Job fortsetzen</numerusform>
            <numerusform>%n Jobs fortsetzen</numerusform>
        </translation>
    </message>
    <message>
        <source>Training stops for good and cannot be taken up again. No output model is made; checkpoints that exist may stay. Tokens that were trained may be charged.</source>
        <translation>Das Training endet endgültig und kann nicht wieder aufgenommen werden. Es entsteht kein Ausgabemodell; vorhandene Checkpoints bleiben vielleicht. Trainierte Tokens können berechnet werden.</translation>
    </message>
    <message>
        <source>Training stops and can be resumed later. The server may make a checkpoint of the model as it is now.</source>
        <translation>Das Training hält an und kann später fortgesetzt werden. Der Server legt vielleicht einen Checkpoint des Modells an, wie es jetzt ist.</translation>
    </message>
    <message>
        <source>Training goes on from where it was paused, and costs tokens again.</source>
        <translation>Das Training geht dort weiter, wo es pausiert wurde, und kostet wieder Tokens.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… und noch %n</numerusform>
            <numerusform>… und noch %n</numerusform>
        </translation>
    </message>
    <message>
        <source>%1?</source>
        <translation>%1?</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>%1 on %2: now %3.</source>
        <translation>%1 bei %2: jetzt %3.</translation>
    </message>
    <message>
        <source>%1 on %2: %3 failed. %4</source>
        <translation>%1 bei %2: „%3“ ist gescheitert. %4</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>None of the selected jobs can be cancelled.</source>
        <translation>Keiner der ausgewählten Jobs kann abgebrochen werden.</translation>
    </message>
    <message>
        <source>None of the selected jobs can be paused.</source>
        <translation>Keiner der ausgewählten Jobs kann pausiert werden.</translation>
    </message>
    <message>
        <source>None of the selected jobs can be resumed.</source>
        <translation>Keiner der ausgewählten Jobs kann fortgesetzt werden.</translation>
    </message>
    <message>
        <source>%1: %2 succeeded, %3 failed, %4 in progress.</source>
        <translation>%1: %2 erfolgreich, %3 fehlgeschlagen, %4 in Arbeit.</translation>
    </message>
    <message>
        <source>%1: %2 succeeded, %3 failed.</source>
        <translation>%1: %2 erfolgreich, %3 fehlgeschlagen.</translation>
    </message>
    <message>
        <source>%1 on %2 failed: %3</source>
        <translation>%1 auf %2 fehlgeschlagen: %3</translation>
    </message>
</context>
<context>
    <name>tuneboard::JobHeader</name>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Copy model name</source>
        <translation>Modellnamen kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;best checkpoint</source>
        <translation>&amp;Besten Checkpoint kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;final model</source>
        <translation>&amp;Endgültiges Modell kopieren</translation>
    </message>
    <message>
        <source>Copy the best checkpoint, %1</source>
        <translation>Besten Checkpoint %1 kopieren</translation>
    </message>
    <message>
        <source>Copied the best checkpoint: %1</source>
        <translation>Bester Checkpoint kopiert: %1</translation>
    </message>
    <message>
        <source>Copied the final model: %1</source>
        <translation>Endgültiges Modell kopiert: %1</translation>
    </message>
    <message>
        <source>Choose which model name to copy</source>
        <translation>Auswählen, welcher Modellname kopiert wird</translation>
    </message>
</context>
<context>
    <name>tuneboard::JobPane</name>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Method &amp;&amp; graders</source>
        <translation>Methode &amp;&amp; Grader</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Rohdaten</translation>
    </message>
    <message>
        <source>Parts of the job page</source>
        <translation>Teile der Seite des Jobs</translation>
    </message>
    <message>
        <source>The job is being read</source>
        <translation>Der Job wird gelesen</translation>
    </message>
    <message>
        <source>Copy request id</source>
        <translation>Anfrage-ID kopieren</translation>
    </message>
    <message>
        <source>This job has no output model.</source>
        <translation>Dieser Job hat kein Ausgabemodell.</translation>
    </message>
    <message>
        <source>This job has no output model yet.</source>
        <translation>Dieser Job hat noch kein Ausgabemodell.</translation>
    </message>
    <message>
        <source>The job is being read.</source>
        <translation>Der Job wird gelesen.</translation>
    </message>
    <message>
        <source>Reading the job…</source>
        <translation>Job wird gelesen…</translation>
    </message>
    <message>
        <source>The job could not be read.</source>
        <translation>Der Job konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Choose a job to see it here.</source>
        <translation>Wählen Sie einen Job, um ihn hier zu sehen.</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Your choice for %1 was not used, because the page shows another job now.</source>
        <translation>Ihre Auswahl für %1 wurde nicht verwendet, weil die Seite inzwischen einen anderen Job zeigt.</translation>
    </message>
</context>
<context>
    <name>tuneboard::JobTableView</name>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Columns of the jobs</source>
        <translation>Spalten der Jobs</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
    <message>
        <source>Filter by this status</source>
        <translation>Nach diesem Status filtern</translation>
    </message>
    <message>
        <source>Filter by this method</source>
        <translation>Nach dieser Methode filtern</translation>
    </message>
    <message>
        <source>Filter by this model</source>
        <translation>Nach diesem Modell filtern</translation>
    </message>
</context>
<context>
    <name>tuneboard::JobsFeed</name>
    <message>
        <source>The program was closed before the file was complete.</source>
        <translation>Das Programm wurde beendet, bevor die Datei vollständig war.</translation>
    </message>
    <message>
        <source>The job %1 is not in the list any more.</source>
        <translation>Der Job %1 ist nicht mehr in der Liste.</translation>
    </message>
</context>
<context>
    <name>tuneboard::JobsPage</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Basismodell</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>No job passes these filters together</source>
        <translation>Kein Job erfüllt alle diese Filter</translation>
    </message>
    <message>
        <source>Clear all filters</source>
        <translation>Alle Filter aufheben</translation>
    </message>
    <message>
        <source>No job passes “%1”</source>
        <translation>Kein Job erfüllt „%1“</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are hidden by it.</source>
        <translation>
            <numerusform>%n Job ist dadurch verborgen.</numerusform>
            <numerusform>%n Jobs sind dadurch verborgen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear this filter</source>
        <translation>Diesen Filter aufheben</translation>
    </message>
    <message>
        <source>Loading jobs…</source>
        <translation>Jobs werden geladen…</translation>
    </message>
    <message>
        <source>No account yet</source>
        <translation>Noch kein Konto</translation>
    </message>
    <message>
        <source>Add an account to see its fine-tuning jobs.</source>
        <translation>Fügen Sie ein Konto hinzu, um seine Fine-Tuning-Jobs zu sehen.</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Konto hinzufügen</translation>
    </message>
    <message>
        <source>Nothing is kept yet</source>
        <translation>Noch nichts aufbewahrt</translation>
    </message>
    <message>
        <source>The jobs will be here once the server has answered.</source>
        <translation>Die Jobs stehen hier, sobald der Server geantwortet hat.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>No fine-tuning jobs yet</source>
        <translation>Noch keine Fine-Tuning-Jobs</translation>
    </message>
    <message>
        <source>Jobs appear here as soon as the server lists them.</source>
        <translation>Jobs erscheinen hier, sobald der Server sie auflistet.</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Loading was stopped.</source>
        <translation>Das Laden wurde angehalten.</translation>
    </message>
</context>
<context>
    <name>tuneboard::KeyField</name>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>tuneboard::KeyHelp</name>
    <message>
        <source>Keys and words</source>
        <translation>Tasten und Wörter</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Words of the find box</source>
        <translation>Wörter des Suchfelds</translation>
    </message>
    <message>
        <source>both words, anywhere in a job&apos;s texts</source>
        <translation>beide Wörter, irgendwo in den Texten eines Jobs</translation>
    </message>
    <message>
        <source>one of these</source>
        <translation>eines von diesen</translation>
    </message>
    <message>
        <source>trained by that method</source>
        <translation>mit dieser Methode trainiert</translation>
    </message>
    <message>
        <source>a base model that begins so</source>
        <translation>ein Basismodell, das so beginnt</translation>
    </message>
    <message>
        <source>of an account with that in its name</source>
        <translation>von einem Konto, das dies im Namen hat</translation>
    </message>
    <message>
        <source>more than a million trained tokens</source>
        <translation>mehr als eine Million trainierte Tokens</translation>
    </message>
    <message>
        <source>from one to five million</source>
        <translation>eine bis fünf Millionen</translation>
    </message>
    <message>
        <source>in the last seven days; also h, w, y</source>
        <translation>in den letzten sieben Tagen; auch h, w, y</translation>
    </message>
    <message>
        <source>on these days</source>
        <translation>an diesen Tagen</translation>
    </message>
    <message>
        <source>metadata &quot;team&quot; contains that</source>
        <translation>Metadatum „team“ enthält dies</translation>
    </message>
    <message>
        <source>a minus turns a word around</source>
        <translation>ein Minus kehrt ein Wort um</translation>
    </message>
    <message>
        <source>quotes keep blanks</source>
        <translation>Anführungszeichen bewahren Leerzeichen</translation>
    </message>
    <message>
        <source>Filters at the left</source>
        <translation>Filter links</translation>
    </message>
    <message>
        <source>Click, Return</source>
        <translation>Klick, Eingabetaste</translation>
    </message>
    <message>
        <source>that one alone; again: all</source>
        <translation>nur dieser; noch einmal: alle</translation>
    </message>
    <message>
        <source>Ctrl with it</source>
        <translation>Strg dazu</translation>
    </message>
    <message>
        <source>adds it or takes it away</source>
        <translation>nimmt ihn dazu oder weg</translation>
    </message>
    <message>
        <source>F2, Delete on a saved view</source>
        <translation>F2, Entf bei einer gespeicherten Ansicht</translation>
    </message>
    <message>
        <source>renames it, deletes it</source>
        <translation>benennt sie um, löscht sie</translation>
    </message>
</context>
<context>
    <name>tuneboard::Listing</name>
    <message>
        <source>The list ended early: the server promised more jobs and sent an empty page.</source>
        <translation>Die Liste endete zu früh: Der Server versprach weitere Jobs und sendete eine leere Seite.</translation>
    </message>
    <message>
        <source>The list ended early: the server sent a page again that it had sent before.</source>
        <translation>Die Liste endete zu früh: Der Server sendete eine Seite noch einmal, die er schon gesendet hatte.</translation>
    </message>
    <message>
        <source>The list ended early: the server promised more jobs and sent none that is new.</source>
        <translation>Die Liste endete zu früh: Der Server versprach weitere Jobs und sendete keinen neuen.</translation>
    </message>
</context>
<context>
    <name>tuneboard::MainWindow</name>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>&amp;Job</source>
        <translation>&amp;Job</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Reiter</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>This is a demo account: its jobs are made up, and nothing of them is kept.</source>
        <translation>Dies ist ein Demokonto: Seine Jobs sind erfunden, und nichts davon wird aufbewahrt.</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Konto hinzufügen</translation>
    </message>
    <message>
        <source>The settings file cannot be written. The account is as you set it until Tuneboard ends.</source>
        <translation>Die Einstellungsdatei kann nicht geschrieben werden. Das Konto bleibt, wie Sie es eingestellt haben, bis Tuneboard endet.</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>The certificate that the server of “%1” showed was refused.</source>
        <translation>Das Zertifikat, das der Server von „%1“ vorgelegt hat, wurde abgelehnt.</translation>
    </message>
    <message>
        <source>&amp;Saved views</source>
        <translation>&amp;Gespeicherte Ansichten</translation>
    </message>
    <message>
        <source>C&amp;olumns</source>
        <translation>S&amp;palten</translation>
    </message>
    <message>
        <source>Opening %1: %2 of %3 jobs</source>
        <translation>%1 wird geöffnet: %2 von %3 Jobs</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>%1 wird geöffnet …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) of %1 could not be read. The first: %2</source>
        <translation>
            <numerusform>%n Objekt aus %1 konnte nicht gelesen werden: %2</numerusform>
            <numerusform>%n Objekte aus %1 konnten nicht gelesen werden. Das erste: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>Jobs, events and results (*.json *.jsonl *.ndjson *.csv *.txt)</source>
        <translation>Jobs, Ereignisse und Ergebnisse (*.json *.jsonl *.ndjson *.csv *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>tuneboard::MetricChart</name>
    <message>
        <source>Chart: %1</source>
        <translation>Diagramm: %1</translation>
    </message>
    <message>
        <source>Menu of the chart %1</source>
        <translation>Menü des Diagramms %1</translation>
    </message>
    <message>
        <source>Table, pictures, values</source>
        <translation>Tabelle, Bilder, Werte</translation>
    </message>
    <message>
        <source>Save picture (PNG)…</source>
        <translation>Bild speichern (PNG)…</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Save drawing (SVG)…</source>
        <translation>Zeichnung speichern (SVG)…</translation>
    </message>
    <message>
        <source>Drawings (*.svg)</source>
        <translation>Zeichnungen (*.svg)</translation>
    </message>
    <message>
        <source>Save values (CSV)…</source>
        <translation>Werte speichern (CSV)…</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Show all steps</source>
        <translation>Alle Schritte zeigen</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>Diagramm speichern</translation>
    </message>
    <message>
        <source>Values of the chart %1</source>
        <translation>Werte des Diagramms %1</translation>
    </message>
    <message>
        <source>Step %1: not a number</source>
        <translation>Schritt %1: keine Zahl</translation>
    </message>
</context>
<context>
    <name>tuneboard::MetricsModel</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
</context>
<context>
    <name>tuneboard::NodeDelegate</name>
    <message>
        <source>Grader</source>
        <translation>Grader</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::NodeModel</name>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>tuneboard::NodePane</name>
    <message>
        <source>The selected part, whole</source>
        <translation>Der ausgewählte Teil, ganz</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the selected part as text</source>
        <translation>Den ausgewählten Teil als Text kopieren</translation>
    </message>
    <message>
        <source>Copy JSON</source>
        <translation>JSON kopieren</translation>
    </message>
    <message>
        <source>Copy the selected part as JSON</source>
        <translation>Den ausgewählten Teil als JSON kopieren</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Show lines over 100 000 characters whole</source>
        <translation>Zeilen über 100 000 Zeichen ganz zeigen</translation>
    </message>
    <message>
        <source>What is to be said of the selected part</source>
        <translation>Was zum ausgewählten Teil zu sagen ist</translation>
    </message>
</context>
<context>
    <name>tuneboard::Notice</name>
    <message>
        <source>%1 succeeded</source>
        <translation>%1 war erfolgreich</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 was paused by the server</source>
        <translation>%1 wurde vom Server pausiert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) changed</source>
        <translation>
            <numerusform>%n Job geändert</numerusform>
            <numerusform>%n Jobs geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und noch %n</numerusform>
            <numerusform>und noch %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tuneboard::OverviewTab</name>
    <message>
        <source>Overview of the job</source>
        <translation>Überblick über den Job</translation>
    </message>
</context>
<context>
    <name>tuneboard::PartStrip</name>
    <message>
        <source>Copy request id</source>
        <translation>Anfrage-ID kopieren</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Noch einmal lesen</translation>
    </message>
    <message>
        <source>%1 events so far</source>
        <translation>bisher %1 Ereignisse</translation>
    </message>
    <message>
        <source>%1 checkpoints so far</source>
        <translation>bisher %1 Checkpoints</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Events: %1</source>
        <translation>Ereignisse: %1</translation>
    </message>
    <message>
        <source>Checkpoints: %1</source>
        <translation>Checkpoints: %1</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>The reading was stopped: older events are missing.</source>
        <translation>Das Lesen wurde angehalten: Ältere Ereignisse fehlen.</translation>
    </message>
    <message>
        <source>The reading was stopped: checkpoints may be missing.</source>
        <translation>Das Lesen wurde angehalten: Vielleicht fehlen Checkpoints.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Not all events of this job are here.</source>
        <translation>Nicht alle Ereignisse dieses Jobs sind hier.</translation>
    </message>
    <message>
        <source>Not all checkpoints of this job are here.</source>
        <translation>Nicht alle Checkpoints dieses Jobs sind hier.</translation>
    </message>
    <message>
        <source>Read all</source>
        <translation>Alle lesen</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) could not be read. The first: %1</source>
        <translation>
            <numerusform>%n Objekt konnte nicht gelesen werden: %1</numerusform>
            <numerusform>%n Objekte konnten nicht gelesen werden. Das erste: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped after %1 new events. The server has more.</source>
        <translation>Nach %1 neuen Ereignissen angehalten. Der Server hat weitere.</translation>
    </message>
    <message>
        <source>Stopped after %1 checkpoints. The server has more.</source>
        <translation>Nach %1 Checkpoints angehalten. Der Server hat weitere.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
</context>
<context>
    <name>tuneboard::PreviewModel</name>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Column %1</source>
        <translation>Spalte %1</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
</context>
<context>
    <name>tuneboard::ProfileDialog</name>
    <message>
        <source>Account “%1”</source>
        <translation>Konto „%1“</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Konto hinzufügen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>&amp;Provider</source>
        <translation>&amp;Anbieter</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>A&amp;dresse</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>&amp;Schlüssel</translation>
    </message>
    <message>
        <source>This server wants no key</source>
        <translation>Dieser Server will keinen Schlüssel</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>Weitere Einstellungen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>Konto hinzufügen</translation>
    </message>
    <message>
        <source>API version</source>
        <translation>API-Version</translation>
    </message>
    <message>
        <source>API &amp;version</source>
        <translation>API-&amp;Version</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>the key’s own</source>
        <translation>wie im Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Organization</source>
        <translation>&amp;Organisation</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>P&amp;roject</source>
        <translation>Pro&amp;jekt</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>a PEM or DER file, trusted besides the system’s</source>
        <translation>eine PEM- oder DER-Datei, zusätzlich zu denen des Systems</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Choose the file of a certificate authority</source>
        <translation>Die Datei einer Zertifizierungsstelle auswählen</translation>
    </message>
    <message>
        <source>&amp;Certificate authority</source>
        <translation>&amp;Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>This one:</source>
        <translation>Dieser:</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>Adresse des Proxys</translation>
    </message>
    <message>
        <source>Pro&amp;xy</source>
        <translation>Pro&amp;xy</translation>
    </message>
    <message>
        <source>Read only: nothing is changed at its server</source>
        <translation>Nur lesen: An seinem Server wird nichts geändert</translation>
    </message>
    <message>
        <source>Tell me when one of its jobs ends</source>
        <translation>Melden, wenn einer seiner Jobs endet</translation>
    </message>
    <message>
        <source>unchanged; a new key replaces it</source>
        <translation>unverändert; ein neuer Schlüssel ersetzt ihn</translation>
    </message>
    <message>
        <source>paste it here</source>
        <translation>hier einfügen</translation>
    </message>
    <message>
        <source>the account’s host</source>
        <translation>den Host des Kontos</translation>
    </message>
    <message>
        <source>No key is sent.</source>
        <translation>Es wird kein Schlüssel gesendet.</translation>
    </message>
    <message>
        <source>The key that is kept belongs to %1 and is not sent to %2. Enter the key for %2.</source>
        <translation>Der aufbewahrte Schlüssel gehört zu %1 und wird nicht an %2 gesendet. Geben Sie den Schlüssel für %2 ein.</translation>
    </message>
    <message>
        <source>It is sent to %1 alone. No keychain answers on this system: the key is kept in memory until Tuneboard ends.</source>
        <translation>Er wird nur an %1 gesendet. Auf diesem System antwortet kein Schlüsselbund: Der Schlüssel bleibt im Arbeitsspeicher, bis Tuneboard endet.</translation>
    </message>
    <message>
        <source>It is sent to %1 alone, and kept in %2.</source>
        <translation>Er wird nur an %1 gesendet. Aufbewahrt wird er hier: %2.</translation>
    </message>
    <message>
        <source>enter the key, or say that this server wants none</source>
        <translation>geben Sie den Schlüssel ein, oder sagen Sie, dass dieser Server keinen will</translation>
    </message>
    <message>
        <source>enter the key</source>
        <translation>geben Sie den Schlüssel ein</translation>
    </message>
    <message>
        <source>give the account a name</source>
        <translation>geben Sie dem Konto einen Namen</translation>
    </message>
    <message>
        <source>another account has this name</source>
        <translation>ein anderes Konto hat diesen Namen</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer *.der)</source>
        <translation>Zertifikate (*.pem *.crt *.cer *.der)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Extra parameters and headers</source>
        <translation>Zusätzliche Parameter und Header</translation>
    </message>
    <message>
        <source>For a gateway. They are sent to %1 alone, with every request.</source>
        <translation>Für ein Gateway. Sie werden bei jeder Anfrage gesendet, und nur an %1.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>tuneboard::Rail</name>
    <message>
        <source>Base model</source>
        <translation>Basismodell</translation>
    </message>
    <message numerus="yes">
        <source>%n more…</source>
        <translation>
            <numerusform>noch %n…</numerusform>
            <numerusform>noch %n…</numerusform>
        </translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n job(s), chosen</source>
        <translation>
            <numerusform>%1, %n Job, gewählt</numerusform>
            <numerusform>%1, %n Jobs, gewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n job(s)</source>
        <translation>
            <numerusform>%1, %n Job</numerusform>
            <numerusform>%1, %n Jobs</numerusform>
        </translation>
    </message>
    <message>
        <source>Filters and saved views</source>
        <translation>Filter und gespeicherte Ansichten</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Save view…</source>
        <translation>Ansicht speichern…</translation>
    </message>
    <message>
        <source>%1, saved view</source>
        <translation>%1, gespeicherte Ansicht</translation>
    </message>
    <message>
        <source>%1, chosen</source>
        <translation>%1, gewählt</translation>
    </message>
    <message numerus="yes">
        <source>%n more: use the search</source>
        <translation>
            <numerusform>%n weiterer: bitte suchen</numerusform>
            <numerusform>%n weitere: bitte suchen</numerusform>
        </translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Back to the accounts</source>
        <translation>Zurück zu den Konten</translation>
    </message>
    <message>
        <source>Close the file</source>
        <translation>Datei schließen</translation>
    </message>
</context>
<context>
    <name>tuneboard::RawTab</name>
    <message>
        <source>The answer of the server</source>
        <translation>Die Antwort des Servers</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>Zuklappen</translation>
    </message>
    <message>
        <source>Fold all objects and arrays</source>
        <translation>Alle Objekte und Arrays zuklappen</translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation>Aufklappen</translation>
    </message>
    <message>
        <source>Unfold all objects and arrays</source>
        <translation>Alle Objekte und Arrays aufklappen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy everything, as written here</source>
        <translation>Alles kopieren, wie es hier steht</translation>
    </message>
    <message>
        <source>As received</source>
        <translation>Wie empfangen</translation>
    </message>
    <message>
        <source>Copy everything, as it was received</source>
        <translation>Alles kopieren, wie es empfangen wurde</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Show lines over 100 000 characters whole</source>
        <translation>Zeilen über 100 000 Zeichen ganz zeigen</translation>
    </message>
    <message>
        <source>Lines over 100 000 characters are cut in view; a copy has them whole.</source>
        <translation>Zeilen über 100 000 Zeichen sind in der Ansicht gekürzt; eine Kopie hat sie ganz.</translation>
    </message>
    <message>
        <source>Shown as it was received, because it cannot be read.</source>
        <translation>So gezeigt, wie es empfangen wurde, weil es nicht gelesen werden kann.</translation>
    </message>
    <message>
        <source>Search in the text</source>
        <translation>Im Text suchen</translation>
    </message>
    <message>
        <source>The text of the file</source>
        <translation>Der Text der Datei</translation>
    </message>
</context>
<context>
    <name>tuneboard::Records</name>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>%1 has %2 bytes, but the server&apos;s file has %3: it is another one.</source>
        <translation>%1 hat %2 Bytes, die Datei des Servers aber %3: Es ist eine andere.</translation>
    </message>
</context>
<context>
    <name>tuneboard::RecordsLoader</name>
    <message>
        <source>This is JSON, but no file: a file is an object.</source>
        <translation>Dies ist JSON, aber keine Datei: Eine Datei ist ein Objekt.</translation>
    </message>
    <message>
        <source>The server promised more events and sent an empty page.</source>
        <translation>Der Server versprach weitere Ereignisse und sendete eine leere Seite.</translation>
    </message>
    <message>
        <source>The server promised more events and sent none that is new.</source>
        <translation>Der Server versprach weitere Ereignisse und sendete kein neues.</translation>
    </message>
    <message>
        <source>The server sent a page of events again that it had sent before.</source>
        <translation>Der Server sendete eine Seite von Ereignissen noch einmal, die er schon gesendet hatte.</translation>
    </message>
    <message>
        <source>The server promised more checkpoints and sent none that is new.</source>
        <translation>Der Server versprach weitere Checkpoints und sendete keinen neuen.</translation>
    </message>
    <message>
        <source>The server has more checkpoints, but the checkpoints it sent have no ids, so the next page cannot be requested.</source>
        <translation>Der Server hat weitere Checkpoints, aber die gesendeten haben keine IDs; die nächste Seite kann daher nicht angefragt werden.</translation>
    </message>
    <message>
        <source>The server has more events, but the events it sent have no ids, so the next page cannot be requested.</source>
        <translation>Der Server hat weitere Ereignisse, aber die gesendeten haben keine IDs; die nächste Seite kann daher nicht angefragt werden.</translation>
    </message>
</context>
<context>
    <name>tuneboard::ReferenceFinder</name>
    <message>
        <source>The link names an account that is not known here, which was ignored.</source>
        <translation>Der Link nennt ein Konto, das hier nicht bekannt ist; das wurde nicht beachtet.</translation>
    </message>
    <message>
        <source>%1 is not kept here. Look in %2?</source>
        <translation>%1 ist hier nicht aufbewahrt. Nachsehen bei: %2?</translation>
    </message>
    <message>
        <source>Look there</source>
        <translation>Dort nachsehen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>%1 is in several accounts. Which one is meant?</source>
        <translation>%1 ist in mehreren Konten. Welches ist gemeint?</translation>
    </message>
    <message>
        <source>Add an account to see %1.</source>
        <translation>Fügen Sie ein Konto hinzu, um %1 zu sehen.</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Konto hinzufügen</translation>
    </message>
    <message>
        <source>the archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>the jobs of %1</source>
        <translation>Jobs von %1</translation>
    </message>
    <message>
        <source>Looking for the job of %1. The answer comes once the list of jobs is read.</source>
        <translation>Der Job zu %1 wird gesucht. Die Antwort kommt, sobald die Liste der Jobs gelesen ist.</translation>
    </message>
    <message>
        <source>There is no job of %1. Looked in %2; a server cannot be asked for the job behind a model or a checkpoint.</source>
        <translation>Es gibt keinen Job zu %1. Gesucht in: %2; ein Server kann nicht nach dem Job hinter einem Modell oder einem Checkpoint gefragt werden.</translation>
    </message>
</context>
<context>
    <name>tuneboard::Repository</name>
    <message>
        <source>The archive does not hold %1, and no server is asked.</source>
        <translation>Das Archiv enthält %1 nicht, und kein Server wird gefragt.</translation>
    </message>
    <message>
        <source>The server answered with another job.</source>
        <translation>Der Server hat mit einem anderen Job geantwortet.</translation>
    </message>
    <message>
        <source>the archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Looked in %1.</source>
        <translation>Gesucht in: %1.</translation>
    </message>
    <message>
        <source>There is no job %1.</source>
        <translation>Es gibt keinen Job %1.</translation>
    </message>
    <message>
        <source>The account %1 is set to read-only.</source>
        <translation>Das Konto %1 ist auf „nur lesen“ gestellt.</translation>
    </message>
    <message>
        <source>There is no server to ask for this job.</source>
        <translation>Es gibt keinen Server, der nach diesem Job gefragt werden könnte.</translation>
    </message>
    <message>
        <source>The answer was lost, and the job is still %1.</source>
        <translation>Die Antwort ging verloren, und der Status des Jobs ist noch: %1.</translation>
    </message>
    <message>
        <source>The archive does not have the job %1.</source>
        <translation>Das Archiv hat den Job %1 nicht.</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 kann nicht gelesen werden.</translation>
    </message>
</context>
<context>
    <name>tuneboard::SavedViews</name>
    <message>
        <source>The view “%1” cannot be shown as it was saved. %2</source>
        <translation>Die Ansicht „%1“ kann nicht so gezeigt werden, wie sie gespeichert wurde. %2</translation>
    </message>
    <message>
        <source>The view “%1” is replaced.</source>
        <translation>Die Ansicht „%1“ ist ersetzt.</translation>
    </message>
    <message>
        <source>The view “%1” keeps what is shown now.</source>
        <translation>Die Ansicht „%1“ enthält nun, was jetzt gezeigt wird.</translation>
    </message>
    <message>
        <source>The view “%1” is deleted.</source>
        <translation>Die Ansicht „%1“ ist gelöscht.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>The settings file cannot be written. The saved views are as you see them until Tuneboard ends.</source>
        <translation>Die Einstellungsdatei kann nicht geschrieben werden. Die gespeicherten Ansichten bleiben, wie Sie sie sehen, bis Tuneboard endet.</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Anzeigen</translation>
    </message>
    <message>
        <source>&amp;Update to what is shown</source>
        <translation>Ge&amp;zeigtes übernehmen</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
</context>
<context>
    <name>tuneboard::Screenshot</name>
    <message>
        <source>The picture could not be drawn.</source>
        <translation>Das Bild konnte nicht gezeichnet werden.</translation>
    </message>
</context>
<context>
    <name>tuneboard::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Folder of the archive</source>
        <translation>Ordner des Archivs</translation>
    </message>
    <message>
        <source>Nothing is kept after the program ends.</source>
        <translation>Nach dem Ende des Programms wird nichts aufbewahrt.</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open the folder of the archive</source>
        <translation>Den Ordner des Archivs öffnen</translation>
    </message>
    <message>
        <source>Accounts…</source>
        <translation>Konten…</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>How often running jobs are asked for</source>
        <translation>Wie oft nach laufenden Jobs gefragt wird</translation>
    </message>
    <message>
        <source>As usual (the list every 30 s while a job runs)</source>
        <translation>Wie üblich (die Liste alle 30 s, während ein Job läuft)</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) slower</source>
        <translation>
            <numerusform>%n-mal langsamer</numerusform>
            <numerusform>%n-mal langsamer</numerusform>
        </translation>
    </message>
    <message>
        <source>Following</source>
        <translation>Verfolgen</translation>
    </message>
    <message>
        <source>Tell me on the desktop when a job ends</source>
        <translation>Auf dem Desktop melden, wenn ein Job endet</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Meldungen</translation>
    </message>
</context>
<context>
    <name>tuneboard::StatusLine</name>
    <message>
        <source>No account</source>
        <translation>Kein Konto</translation>
    </message>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n Konto</numerusform>
            <numerusform>%n Konten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>loading, %n job(s) so far</source>
        <translation>
            <numerusform>lädt, bisher %n Job</numerusform>
            <numerusform>lädt, bisher %n Jobs</numerusform>
        </translation>
    </message>
    <message>
        <source>loading…</source>
        <translation>lädt…</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>offline, as of %1</source>
        <translation>offline, Stand %1</translation>
    </message>
    <message>
        <source>not synced</source>
        <translation>nicht abgeglichen</translation>
    </message>
    <message>
        <source>not synced since %1</source>
        <translation>nicht abgeglichen seit %1</translation>
    </message>
    <message>
        <source>synced %1</source>
        <translation>abgeglichen %1</translation>
    </message>
    <message>
        <source>%1 of %2 requests left</source>
        <translation>noch %1 von %2 Anfragen frei</translation>
    </message>
    <message>
        <source>%1 requests left</source>
        <translation>noch %1 Anfragen frei</translation>
    </message>
    <message>
        <source>%1 jobs</source>
        <translation>%1 Jobs</translation>
    </message>
    <message>
        <source>%1 of %2 jobs</source>
        <translation>%1 von %2 Jobs</translation>
    </message>
    <message>
        <source>1 job</source>
        <translation>1 Job</translation>
    </message>
    <message>
        <source>0 of 1 job</source>
        <translation>0 von 1 Job</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message>
        <source>details of %1 of %2 jobs kept</source>
        <translation>Einzelheiten von %1 von %2 Jobs aufbewahrt</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>Events, checkpoints and results of all jobs are read in the background, the newest job first.</source>
        <translation>Ereignisse, Checkpoints und Ergebnisse aller Jobs werden im Hintergrund gelesen, der neueste Job zuerst.</translation>
    </message>
    <message>
        <source>loading was stopped</source>
        <translation>Laden angehalten</translation>
    </message>
</context>
<context>
    <name>tuneboard::Strips</name>
    <message>
        <source>Copy request id</source>
        <translation>Anfrage-ID kopieren</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>tuneboard::TokenChart</name>
    <message>
        <source>Trained tokens over time</source>
        <translation>Trainierte Tokens im Lauf der Zeit</translation>
    </message>
</context>
<context>
    <name>tuneboard::TokenPanel</name>
    <message>
        <source>Trained tokens</source>
        <translation>Trainierte Tokens</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>One bar a day</source>
        <translation>Ein Balken je Tag</translation>
    </message>
    <message>
        <source>One bar a week</source>
        <translation>Ein Balken je Woche</translation>
    </message>
    <message>
        <source>One bar a month</source>
        <translation>Ein Balken je Monat</translation>
    </message>
    <message>
        <source>What the colours of the bars mean</source>
        <translation>Was die Farben der Balken bedeuten</translation>
    </message>
    <message>
        <source>by method</source>
        <translation>nach Methode</translation>
    </message>
    <message>
        <source>by model</source>
        <translation>nach Modell</translation>
    </message>
    <message>
        <source>by account</source>
        <translation>nach Konto</translation>
    </message>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>an %n Tag</numerusform>
            <numerusform>an %n Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n week(s)</source>
        <translation>
            <numerusform>in %n Woche</numerusform>
            <numerusform>in %n Wochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n month(s)</source>
        <translation>
            <numerusform>in %n Monat</numerusform>
            <numerusform>in %n Monaten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message>
        <source>%1 trained tokens %2</source>
        <translation>%1 trainierte Tokens %2</translation>
    </message>
    <message>
        <source>week of %1</source>
        <translation>Woche ab %1</translation>
    </message>
</context>
<context>
    <name>tuneboard::TopBar</name>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Refresh (%1)</source>
        <translation>Aktualisieren (%1)</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>No account</source>
        <translation>Kein Konto</translation>
    </message>
    <message>
        <source>All accounts</source>
        <translation>Alle Konten</translation>
    </message>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n Konto</numerusform>
            <numerusform>%n Konten</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop loading the list</source>
        <translation>Laden der Liste anhalten</translation>
    </message>
</context>
<context>
    <name>tuneboard::ViewNameDialog</name>
    <message>
        <source>Save view</source>
        <translation>Ansicht speichern</translation>
    </message>
    <message>
        <source>Rename view</source>
        <translation>Ansicht umbenennen</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>Name der Ansicht</translation>
    </message>
    <message>
        <source>It keeps the filter, the sort and the columns.</source>
        <translation>Sie enthält den Filter, die Sortierung und die Spalten.</translation>
    </message>
    <message>
        <source>There is a view “%1” already. Replace it?</source>
        <translation>Es gibt schon eine Ansicht „%1“. Ersetzen?</translation>
    </message>
    <message>
        <source>There is another view “%1”.</source>
        <translation>Es gibt eine andere Ansicht „%1“.</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
</TS>
