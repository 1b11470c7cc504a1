// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demotopics.h"

#include "app/demo/demojson.h"

namespace tuneboard::demo {
namespace {
// clang-format off
constexpr Topic topicTable[] = {
    {"support-triage", "support", Method::Supervised,
     "You sort incoming support mail. Answer with one queue: billing, delivery, account, bug or other.",
     {{"I was charged twice for the March invoice.", "billing", ""},
      {"The app closes as soon as I open the camera.", "bug", ""}}},
    {"legal-summaries", "legal-ops", Method::Supervised,
     "Summarise the clause for a reader without legal training. Two sentences, no advice.",
     {{"Either party may terminate this Agreement upon ninety (90) days' prior written notice.",
       "Both sides can end the contract. They have to say so in writing three months ahead.", ""},
      {"Licensee shall indemnify Licensor against third-party claims arising from Licensee's use.",
       "If somebody sues over how the customer uses the product, the customer pays. The maker is kept out of it.", ""}}},
    {"invoices-de", "finance", Method::Supervised,
     "Lies die Rechnung und antworte nur mit JSON: nummer, datum, netto, ust, brutto.",
     {{"Rechnung 2024-0817 vom 03.05.2024, netto 1.250,00 €, 19 % USt 237,50 €",
       "{\"nummer\":\"2024-0817\",\"datum\":\"2024-05-03\",\"netto\":1250.00,\"ust\":237.50,\"brutto\":1487.50}", ""},
      {"Re.-Nr. 4471, 12.11.2024, Gesamt 89,90 € inkl. 7 % MwSt.",
       "{\"nummer\":\"4471\",\"datum\":\"2024-11-12\",\"netto\":84.02,\"ust\":5.88,\"brutto\":89.90}", ""}}},
    {"product-tags", "catalogue", Method::Supervised,
     "Return at most five tags for the product, lower case, separated by commas.",
     {{"Merino hiking socks, mid-calf, two pairs, grey", "socks, merino, hiking, grey, two-pack", ""},
      {"Enamel camping mug 350 ml with steel rim", "mug, enamel, camping, 350ml", ""}}},
    {"sql-helper", "data-platform", Method::Supervised,
     "Write one PostgreSQL statement for the question. The schema is orders(id, customer_id, placed_at, total_cents).",
     {{"How many orders came in yesterday?",
       "SELECT count(*) FROM orders WHERE placed_at >= current_date - 1 AND placed_at < current_date;", ""},
      {"Top ten customers by revenue this year",
       "SELECT customer_id, sum(total_cents) AS cents FROM orders WHERE placed_at >= date_trunc('year', now()) "
       "GROUP BY 1 ORDER BY 2 DESC LIMIT 10;", ""}}},
    {"release-notes", "developer-tools", Method::Supervised,
     "Turn the merged change titles into release notes for users. Leave out what users cannot see.",
     {{"fix: crash when the export folder is read-only (#812)", "Exporting into a read-only folder no longer crashes.", ""},
      {"feat: remember column widths (#799)", "Column widths are kept from one start to the next.", ""}}},
    {"meeting-minutes", "workplace", Method::Supervised,
     "Write the decisions and the open points of the meeting, one per line, each with a name.",
     {{"Ana: let's ship on the 14th. Ben: fine, I'll tell sales. Ana: who does the docs? Cleo: me.",
       "Decided: ship on the 14th (Ana). Open: tell sales (Ben). Open: documentation (Cleo).", ""},
      {"Omar: the budget is gone. Ida: then we stop the pilot. Omar: agreed.",
       "Decided: the pilot stops, the budget is used up (Omar, Ida).", ""}}},
    {"intent-router", "support", Method::Supervised,
     "Name the intent of the message: track_order, return_item, change_address, talk_to_human.",
     {{"where is my parcel", "track_order", ""}, {"these shoes are too small", "return_item", ""}}},
    {"address-parser", "logistics", Method::Supervised,
     "Split the address into street, number, postcode, city, country code.",
     {{"Rue de la Paix 12bis, 75002 Paris", "Rue de la Paix | 12bis | 75002 | Paris | FR", ""},
      {"Lindenallee 7, 8400 Winterthur", "Lindenallee | 7 | 8400 | Winterthur | CH", ""}}},
    {"clinic-letters", "health", Method::Supervised,
     "Rewrite the discharge letter so that the patient understands it. Keep every number.",
     {{"Pt. s/p lap. cholecystectomy, afebrile, d/c POD 1 on paracetamol 1 g q6h.",
       "Your gall bladder was removed through small cuts. You had no fever and could go home after one day. "
       "Take 1 g of paracetamol every 6 hours.", ""},
      {"HbA1c 8.1 %, metformin increased to 1000 mg bid.",
       "Your long-term blood sugar is 8.1 %, which is too high. Take 1000 mg of metformin twice a day from now on.", ""}}},
    {"translations-nl", "localisation", Method::Supervised,
     "Translate the interface text into Dutch. Keep placeholders as they are.",
     {{"{count} files could not be saved", "{count} bestanden konden niet worden opgeslagen", ""},
      {"Last seen {time} ago", "{time} geleden voor het laatst gezien", ""}}},
    {"tariff-codes", "logistics", Method::Supervised,
     "Give the six-digit HS code for the goods.",
     {{"Bicycle tyres of rubber, new", "401150", ""}, {"Roasted coffee beans, not decaffeinated", "090121", ""}}},
    {"field-reports", "energy", Method::Supervised,
     "Write the technician's notes as a report: finding, work done, follow-up.",
     {{"t17 pitch brg noisy, greased, recheck 4w",
       "Finding: pitch bearing of turbine 17 is noisy. Work done: greased. Follow-up: check again in four weeks.", ""},
      {"sub 3 relay trip x2, fw upd 4.1.7, ok", 
       "Finding: relay in substation 3 tripped twice. Work done: firmware 4.1.7 installed. Follow-up: none.", ""}}},
    {"drone-commands", "robotics", Method::Supervised,
     "Call exactly one function for the pilot's words.",
     {{"go up ten metres", "climb(metres=10)", ""}, {"come back home now", "return_to_base()", ""}}},
    {"code-review", "developer-tools", Method::Supervised,
     "Comment on the change as a kind, exact reviewer. Say nothing where nothing is wrong.",
     {{"- if (n > 0)\n+ if (n >= 0)", "With n == 0 the loop below divides by zero; was the old bound on purpose?", ""},
      {"+ const auto name = user->name();", "user may be null here when the session has expired.", ""}}},
    {"recipe-steps", "catalogue", Method::Supervised,
     "Number the steps of the recipe and give a time for each.",
     {{"Soften onions, add rice, then stock bit by bit.",
       "1. Soften the onions (5 min). 2. Add the rice (2 min). 3. Add stock bit by bit (18 min).", ""},
      {"Knead, let rise, bake hot.", "1. Knead (10 min). 2. Let rise (90 min). 3. Bake at 240 degrees (35 min).", ""}}},

    {"tone-pairs", "brand", Method::Dpo,
     "You answer customers of an outdoor shop.",
     {{"My tent leaks.", "I'm sorry, that's a wet night nobody needs. Send me a photo of the seam and I'll sort it out today.",
       "Please refer to section 4 of the care instructions."},
      {"Do you ship to Norway?", "We do: three to five days, and duties are paid at the checkout.", "Yes."}}},
    {"refund-tone", "support", Method::Dpo,
     "You handle refunds. Be clear about money and dates.",
     {{"Where is my refund?", "It left us on Tuesday. Banks take up to five days, so look for it by next Monday.",
       "Refunds are processed in due course."},
      {"I want all of it back.", "You will get all of it, 64.90, back to the card you paid with.", "We may consider a partial refund."}}},
    {"concise-answers", "workplace", Method::Dpo,
     "Answer staff questions about the handbook.",
     {{"How many days off do I have?", "28, plus public holidays.",
       "That is a great question! There are many factors to consider when it comes to time off."},
      {"Who approves travel?", "Your team lead up to 1 500 euro, finance above.", "Travel is approved by approvers."}}},
    {"headline-pairs", "newsroom", Method::Dpo,
     "Write a headline that says what happened.",
     {{"The city council voted 31 to 12 for the new tram line.", "Council votes 31 to 12 for new tram line",
       "You won't believe what the council just did"},
      {"Rain filled the reservoir to 94 percent.", "Reservoir at 94 percent after rain", "A big surprise at the reservoir"}}},

    {"countdown-rft", "research", Method::Reinforcement,
     "Reach the target with the given numbers, each used once. Answer as JSON with expression and result.",
     {{"Numbers 3 7 25 50, target 178", "{\"target\":178}", ""}, {"Numbers 2 4 9 10, target 67", "{\"target\":67}", ""}}},
    {"icd-coding", "health", Method::Reinforcement,
     "Assign the ICD-10 code that a coder would assign, and say why in one sentence.",
     {{"Type 2 diabetes with polyneuropathy", "E11.42", ""}, {"Acute bronchitis, unspecified", "J20.9", ""}}},
    {"receipt-audit", "finance", Method::Reinforcement,
     "Decide whether the receipt may be refunded under the travel policy.",
     {{"Hotel, 2 nights, 412.00, minibar 38.00", "partly", ""}, {"Taxi to the airport, 41.50", "yes", ""}}},
    {"call-notes", "support", Method::Reinforcement,
     "Label the call: solved, promised, escalated or lost.",
     {{"Caller will get a replacement on Friday", "promised", ""}, {"Caller hung up angry", "lost", ""}}},
    {"unit-tests", "developer-tools", Method::Reinforcement,
     "Write pytest tests that fail on the mutants and pass on the original.",
     {{"def clamp(x, lo, hi): return max(lo, min(x, hi))", "3 mutants", ""},
      {"def is_leap(y): return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)", "5 mutants", ""}}},
    {"clause-match", "legal-ops", Method::Reinforcement,
     "Copy out the clause of the contract that answers the question, word for word.",
     {{"Who owns the results?", "All results shall vest in the Customer upon payment.", ""},
      {"How long does it run?", "This Agreement has a term of thirty-six (36) months.", ""}}},
    {"lab-units", "health", Method::Reinforcement,
     "Convert the lab value to SI units and keep the significant digits.",
     {{"Glucose 126 mg/dL", "6.99 mmol/L", ""}, {"Creatinine 1.2 mg/dL", "106 umol/L", ""}}},
    {"sql-exec", "data-platform", Method::Reinforcement,
     "Write a statement whose result on the test database equals the expected rows.",
     {{"Customers without an order", "17 rows", ""}, {"Median basket value per month", "12 rows", ""}}},
};
// clang-format on

QByteArray ticketNumber(qint64 line)
{
    return QByteArray::number(line % 1'000'000).rightJustified(6, '0');
}

void writeMessage(JsonWriter *json, const char *role, const QByteArray &content)
{
    json->beginObject().text("role", role).text("content", content).endObject();
}
} // namespace

std::span<const Topic> topics()
{
    return topicTable;
}

QByteArray trainingLine(const Topic &topic, Method method, qint64 line)
{
    const Example &example = topic.examples[line % 2];
    const QByteArray question = "[" + ticketNumber(line) + "] " + example.user;
    QByteArray out;
    JsonWriter json(&out);
    json.beginObject();
    if (method == Method::Dpo) {
        json.key("input").beginObject().key("messages").beginArray();
        writeMessage(&json, "system", topic.system);
        writeMessage(&json, "user", question);
        json.endArray().endObject().key("preferred_output").beginArray();
        writeMessage(&json, "assistant", example.assistant);
        json.endArray().key("non_preferred_output").beginArray();
        writeMessage(&json, "assistant", example.worse);
        json.endArray();
    } else {
        json.key("messages").beginArray();
        writeMessage(&json, "system", topic.system);
        writeMessage(&json, "user", question);
        if (method == Method::Supervised)
            writeMessage(&json, "assistant", example.assistant);
        json.endArray();
        if (method == Method::Reinforcement)
            json.text("reference", example.assistant);
    }
    json.endObject();
    return out;
}

} // namespace tuneboard::demo
