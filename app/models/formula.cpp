// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/formula.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <cmath>
#include <map>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

using Kind = FormulaToken::Kind;

// Past this a weighted sum is no longer worked out: nobody reads it, and sums of sums are not linear.
constexpr std::size_t kMaxWeighed = 2000;
// Names that are no identifiers ("my grader") are looked for one by one; so many at most.
constexpr std::size_t kMaxOddNames = 64;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Formula)
};

bool isNameStart(QChar c)
{
    return c.isLetter() || c == u'_';
}

bool isNamePart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'.';
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isFunction(QStringView name)
{
    static constexpr QLatin1StringView known[] = {"min"_L1,  "max"_L1, "abs"_L1,  "floor"_L1,
                                                  "ceil"_L1, "exp"_L1, "sqrt"_L1, "log"_L1};
    return std::find(std::begin(known), std::end(known), name) != std::end(known);
}

class Tokenizer
{
public:
    Tokenizer(const QString &text, const std::vector<QStringList> &children)
        : m_text(text)
    {
        for (std::size_t i = 0; i < children.size(); ++i) {
            for (const QString &name : children[i]) {
                if (name.isEmpty())
                    continue;
                if (!m_names.contains(name))
                    m_names.insert(name, int(i));
                const bool plain =
                    isNameStart(name.front()) && std::all_of(name.begin(), name.end(), isNamePart);
                if (!plain && m_odd.size() < kMaxOddNames)
                    m_odd.push_back(name);
            }
        }
        // The longest first: "exact match" before "exact".
        std::stable_sort(m_odd.begin(), m_odd.end(),
                         [](const QString &a, const QString &b) { return a.size() > b.size(); });
    }

    std::vector<FormulaToken> read()
    {
        std::vector<FormulaToken> tokens;
        qsizetype at = 0;
        while (at < m_text.size()) {
            if (m_text[at].isSpace()) {
                ++at;
                continue;
            }
            FormulaToken token = next(at);
            at += token.length;
            tokens.push_back(std::move(token));
        }
        return tokens;
    }

private:
    FormulaToken next(qsizetype at) const
    {
        FormulaToken token;
        token.start = at;
        token.length = 1;
        const QChar c = m_text[at];
        if (const qsizetype length = oddName(at)) {
            token.kind = Kind::Name;
            token.length = length;
            token.child = m_names.value(m_text.mid(at, length), -1);
        } else if (isNameStart(c)) {
            readName(token);
        } else if (isDigit(c) || (c == u'.' && isDigit(charAt(at + 1)))) {
            readNumber(token);
        } else if (c == u'+' || c == u'-' || c == u'*' || c == u'/' || c == u'^') {
            token.kind = Kind::Operator;
        } else if (c == u'(') {
            token.kind = Kind::Open;
        } else if (c == u')') {
            token.kind = Kind::Close;
        } else if (c == u',') {
            token.kind = Kind::Comma;
        } else {
            token.problem = Words::tr("This character has no meaning in a formula.");
        }
        return token;
    }

    QChar charAt(qsizetype at) const { return at < m_text.size() ? m_text[at] : QChar(); }

    qsizetype oddName(qsizetype at) const
    {
        const QStringView rest = QStringView(m_text).sliced(at);
        for (const QString &name : m_odd) {
            if (rest.startsWith(name) && !(isNamePart(name.back()) && isNamePart(charAt(at + name.size()))))
                return name.size();
        }
        return 0;
    }

    void readName(FormulaToken &token) const
    {
        qsizetype end = token.start;
        while (end < m_text.size() && isNamePart(m_text[end]))
            ++end;
        token.length = end - token.start;
        // A whole megabyte of letters is no name; do not hash it.
        const QString name = token.length <= 1000 ? m_text.mid(token.start, token.length) : QString();
        token.kind = Kind::Name;
        token.child = m_names.value(name, -1);
        qsizetype after = end;
        while (after < m_text.size() && m_text[after].isSpace())
            ++after;
        if (isFunction(name) && (charAt(after) == u'(' || token.child < 0)) {
            token.kind = Kind::Function;
            token.child = -1;
            if (charAt(after) != u'(')
                token.problem = Words::tr("A function needs its values in parentheses.");
        } else if (token.child < 0) {
            token.problem = Words::tr("No grader below has this name.");
        }
    }

    void readNumber(FormulaToken &token) const
    {
        qsizetype end = token.start;
        while (isDigit(charAt(end)) || charAt(end) == u'.')
            ++end;
        if (charAt(end) == u'e' || charAt(end) == u'E') {
            qsizetype exponent = end + 1;
            if (charAt(exponent) == u'+' || charAt(exponent) == u'-')
                ++exponent;
            if (isDigit(charAt(exponent))) {
                while (isDigit(charAt(exponent)))
                    ++exponent;
                end = exponent;
            }
        }
        token.kind = Kind::Number;
        token.length = end - token.start;
        bool ok = token.length <= 1000;
        if (ok)
            static_cast<void>(QStringView(m_text).sliced(token.start, token.length).toDouble(&ok));
        if (!ok)
            token.problem = Words::tr("This is no number.");
    }

    const QString &m_text;
    QHash<QString, int> m_names;
    std::vector<QString> m_odd;
};

void mark(FormulaToken &token, const QString &problem)
{
    if (token.problem.isEmpty())
        token.problem = problem;
}

// Parentheses that match, and values and operators in turn.
void checkOrder(std::vector<FormulaToken> &tokens)
{
    std::vector<std::size_t> open;
    bool wantsValue = true;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        FormulaToken &token = tokens[i];
        switch (token.kind) {
        case Kind::Name:
        case Kind::Number:
        case Kind::Function:
            if (!wantsValue)
                mark(token, Words::tr("An operator is missing before this."));
            wantsValue = token.kind == Kind::Function;
            break;
        case Kind::Open:
            if (!wantsValue)
                mark(token, Words::tr("An operator is missing before this."));
            open.push_back(i);
            wantsValue = true;
            break;
        case Kind::Close:
            if (open.empty()) {
                mark(token, Words::tr("This parenthesis was never opened."));
            } else {
                if (wantsValue)
                    mark(token, Words::tr("A value is missing before this."));
                open.pop_back();
            }
            wantsValue = false;
            break;
        case Kind::Comma:
            if (wantsValue)
                mark(token, Words::tr("A value is missing before this."));
            wantsValue = true;
            break;
        case Kind::Operator:
            // Two in a row are judged by checkOperators(): the second may be a sign.
            wantsValue = true;
            break;
        case Kind::Bad:
            break;
        }
    }
    for (const std::size_t i : open)
        mark(tokens[i], Words::tr("This parenthesis is never closed."));
    if (!tokens.empty() && wantsValue && tokens.back().kind == Kind::Operator)
        mark(tokens.back(), Words::tr("A value is missing after this."));
}

void checkOperators(const QString &text, std::vector<FormulaToken> &tokens)
{
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].kind != Kind::Operator)
            continue;
        const bool afterValue =
            i > 0 && (tokens[i - 1].kind == Kind::Name || tokens[i - 1].kind == Kind::Number ||
                      tokens[i - 1].kind == Kind::Close || tokens[i - 1].kind == Kind::Bad);
        const QChar c = text[tokens[i].start];
        if (!afterValue && c != u'-' && c != u'+')
            mark(tokens[i], Words::tr("A value is missing before this."));
    }
}

// A number plus a multiple of each child.
struct Linear
{
    double constant = 0;
    std::map<int, double> weights;

    [[nodiscard]] bool isConstant() const { return weights.empty(); }
    void scale(double factor)
    {
        constant *= factor;
        for (auto &[child, weight] : weights)
            weight *= factor;
    }
};

// Works a formula without problems out as a weighted sum, with stacks of its own: nesting costs no calls.
class Weigher
{
public:
    Weigher(const QString &text, const std::vector<FormulaToken> &tokens)
        : m_text(text)
        , m_tokens(tokens)
    {
    }

    std::optional<Linear> run()
    {
        bool wantsValue = true;
        for (const FormulaToken &token : m_tokens) {
            const QChar c = m_text[token.start];
            switch (token.kind) {
            case Kind::Name:
                m_values.push_back({0, {{token.child, 1.0}}});
                wantsValue = false;
                break;
            case Kind::Number:
                m_values.push_back({QStringView(m_text).sliced(token.start, token.length).toDouble(), {}});
                wantsValue = false;
                break;
            case Kind::Open:
                m_operators.push_back(u'(');
                break;
            case Kind::Close:
                while (!m_operators.empty() && m_operators.back() != u'(') {
                    if (!apply())
                        return std::nullopt;
                }
                if (m_operators.empty())
                    return std::nullopt;
                m_operators.pop_back();
                wantsValue = false;
                break;
            case Kind::Operator:
                if (!take(wantsValue ? (c == u'-' ? u'~' : u'#') : c))
                    return std::nullopt;
                wantsValue = true;
                break;
            case Kind::Function:
            case Kind::Comma:
            case Kind::Bad:
                return std::nullopt;
            }
        }
        while (!m_operators.empty()) {
            if (m_operators.back() == u'(' || !apply())
                return std::nullopt;
        }
        return m_values.size() == 1 ? std::optional(m_values.back()) : std::nullopt;
    }

private:
    // `~` is the sign minus, `#` the sign plus.
    static int rank(QChar c)
    {
        switch (c.unicode()) {
        case u'+':
        case u'-':
            return 1;
        case u'*':
        case u'/':
            return 2;
        case u'~':
        case u'#':
            return 3;
        case u'^':
            return 4;
        default:
            return 0;
        }
    }

    bool take(QChar c)
    {
        const bool isSign = c == u'~' || c == u'#';
        while (!isSign && !m_operators.empty() && m_operators.back() != u'(' &&
               (rank(m_operators.back()) > rank(c) || (rank(m_operators.back()) == rank(c) && c != u'^'))) {
            if (!apply())
                return false;
        }
        m_operators.push_back(c);
        return true;
    }

    bool apply()
    {
        const QChar c = m_operators.back();
        m_operators.pop_back();
        if (m_values.empty())
            return false;
        Linear right = std::move(m_values.back());
        m_values.pop_back();
        if (c == u'~' || c == u'#') {
            right.scale(c == u'~' ? -1 : 1);
            m_values.push_back(std::move(right));
            return true;
        }
        if (m_values.empty())
            return false;
        return join(c, m_values.back(), right);
    }

    static bool join(QChar c, Linear &left, const Linear &right)
    {
        if (c == u'+' || c == u'-') {
            const double sign = c == u'+' ? 1 : -1;
            left.constant += sign * right.constant;
            for (const auto &[child, weight] : right.weights)
                left.weights[child] += sign * weight;
            return true;
        }
        if (c == u'*' && left.isConstant()) {
            Linear product = right;
            product.scale(left.constant);
            left = std::move(product);
            return true;
        }
        if (!right.isConstant())
            return false;
        if (c == u'*') {
            left.scale(right.constant);
        } else if (c == u'/' && right.constant != 0) {
            left.scale(1 / right.constant);
        } else if (c == u'^' && left.isConstant()) {
            left.constant = std::pow(left.constant, right.constant);
        } else {
            return false;
        }
        return true;
    }

    const QString &m_text;
    const std::vector<FormulaToken> &m_tokens;
    std::vector<Linear> m_values;
    std::vector<QChar> m_operators;
};

std::vector<double> coefficientsOf(const QString &text, const Formula &formula)
{
    if (formula.problems > 0 || formula.tokens.empty() || formula.tokens.size() > kMaxWeighed)
        return {};
    const auto sum = Weigher(text, formula.tokens).run();
    if (!sum || !std::isfinite(sum->constant) || sum->weights.empty())
        return {};
    std::vector<double> coefficients(formula.used.size(), 0.0);
    for (const auto &[child, weight] : sum->weights) {
        if (!std::isfinite(weight))
            return {};
        coefficients[std::size_t(child)] = weight;
    }
    return coefficients;
}

} // namespace

Formula readFormula(const QString &text, const std::vector<QStringList> &children)
{
    Formula formula;
    formula.tokens = Tokenizer(text, children).read();
    checkOrder(formula.tokens);
    checkOperators(text, formula.tokens);
    formula.used.assign(children.size(), false);
    for (const FormulaToken &token : formula.tokens) {
        formula.problems += token.problem.isEmpty() ? 0 : 1;
        if (token.child >= 0)
            formula.used[std::size_t(token.child)] = true;
    }
    formula.coefficients = coefficientsOf(text, formula);
    return formula;
}

} // namespace tuneboard
