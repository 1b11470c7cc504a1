// SPDX-License-Identifier: GPL-3.0-or-later
// The content of a result file, plain or base64: at once and piece by piece are the same.
#include "app/api/readcontent.h"
#include "app/api/readcsv.h"
#include "app/api/readdocument.h"
#include "app/models/documenttree.h"
#include "tests/fuzz/fuzz.h"

using namespace tuneboard;
using namespace tuneboard::fuzz;

namespace {

void requireSame(const QByteArray &content)
{
    const ResultText whole = readResultText(content);
    require(isBase64Text(content) == whole.wasBase64, "both readers agree on what is base64");
    QByteArray pieces;
    const bool ended = readContent(content, whole.wasBase64, [&pieces](QByteArrayView piece) {
        pieces += piece;
        return true;
    });
    require(ended && pieces == whole.text, "both readers give the same text");
}

} // namespace

int LLVMFuzzerTestOneInput(const uchar *data, std::size_t size)
{
    const QByteArray bytes = bytesOf(data, size);
    requireSame(bytes);
    requireSame(bytes.toBase64());
    static_cast<void>(documentTree(readDocument(bytes)));
    return 0;
}
