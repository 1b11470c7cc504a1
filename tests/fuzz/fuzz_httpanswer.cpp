// SPDX-License-Identifier: GPL-3.0-or-later
// An HTTP answer as a connection sends it: read at once and in pieces, it is the same, and no part of it is
// larger than its cap.
#include "app/api/answerbody.h"
#include "app/api/httpanswer.h"
#include "tests/fuzz/fuzz.h"

#include <QBuffer>

using namespace tuneboard;
using namespace tuneboard::fuzz;

namespace {

struct Read
{
    HttpAnswer answer;
    QByteArray body;
    qsizetype taken = 0;
};

Read readInPieces(const QByteArray &bytes, qsizetype piece)
{
    Read read;
    while (read.taken < bytes.size()) {
        const QByteArrayView part =
            QByteArrayView(bytes).sliced(read.taken, std::min(piece, bytes.size() - read.taken));
        const qsizetype taken = read.answer.add(part, read.body);
        require(taken >= 0 && taken <= part.size(), "no more is taken than was given");
        read.taken += taken;
        const bool isOver = read.answer.state() == HttpAnswer::State::Done ||
                            read.answer.state() == HttpAnswer::State::Failed;
        require(isOver || taken == part.size(), "all is taken until the answer is over");
        if (isOver)
            break;
    }
    return read;
}

void unpack(const HttpAnswer &answer, QByteArray body)
{
    QByteArray packing;
    for (const auto &[name, value] : answer.headers()) {
        if (name.compare("content-encoding", Qt::CaseInsensitive) == 0)
            packing = value;
    }
    QBuffer from(&body);
    require(from.open(QIODevice::ReadOnly), "the body can be read");
    AnswerBody incoming(Packing::fromHeader(packing));
    constexpr qint64 most = qint64{1} << 20;
    QByteArray to;
    do {
        const qint64 made = incoming.readTurn(from, to, most - to.size());
        require(made <= AnswerBody::turnBytes, "a turn is short");
    } while (to.size() < most && incoming.hasMore(from));
    require(to.size() <= most, "no more is unpacked than there is room for");
}

} // namespace

int LLVMFuzzerTestOneInput(const uchar *data, std::size_t size)
{
    const QByteArray bytes = bytesOf(data, size);
    Read whole = readInPieces(bytes, std::max<qsizetype>(bytes.size(), 1));
    Read pieces = readInPieces(bytes, 1);
    require(whole.answer.state() == pieces.answer.state(), "pieces end like the whole");
    if (whole.answer.state() != HttpAnswer::State::Failed) {
        require(whole.body == pieces.body && whole.taken == pieces.taken, "pieces read like the whole");
        require(whole.answer.headers() == pieces.answer.headers(), "the headers are the same");
    }
    require(whole.answer.headBytes() <= HttpAnswer::maxHeadBytes + bytes.size(), "the head has a cap");
    require(whole.answer.headers().size() <= HttpAnswer::maxHeaders, "headers have a cap");
    whole.answer.close();
    const HttpAnswer::State end = whole.answer.state();
    require(end == HttpAnswer::State::Done || end == HttpAnswer::State::Failed, "a closed answer is over");
    unpack(whole.answer, whole.body);
    return 0;
}
