// SPDX-License-Identifier: GPL-3.0-or-later
// Extra query parameters and headers of an account: two small tables to fill in.
#pragma once

#include "app/accounts/profile.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <vector>

class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace tuneboard {

class KeyField;

/// The value of a secret header goes in and never comes out: it is masked, not filled in for a change, and
/// gone from its field when it is no longer marked as secret. Rows without a name and a value count as
/// absent.
class ExtrasView : public QWidget
{
    Q_OBJECT

public:
    explicit ExtrasView(QWidget *parent);
    ~ExtrasView() override;

    void fill(const Profile &profile);
    /// The widget before this one in the order of Tab: rows that are added come after it.
    void setTabAnchor(QWidget *before) { m_anchor = before; }
    /// Which secret headers already have a value, so that their rows may stay empty.
    void setStored(std::function<bool(const QString &header)> isStored);

    [[nodiscard]] QList<ExtraParameter> parameters() const;
    [[nodiscard]] QList<ProfileHeader> headers() const;
    /// The values that were entered for secret headers.
    [[nodiscard]] SecretHeaders secrets() const;
    [[nodiscard]] int count() const;

    /// Shows beside each wrong row what is wrong with it. Returns the field to correct first; null: all is
    /// well.
    [[nodiscard]] QWidget *check();
    /// The value field of a header; null: there is none of that name.
    [[nodiscard]] QWidget *valueField(const QString &header) const;
    /// Forgets what was entered.
    void clear();

Q_SIGNALS:
    void changed();       ///< what is entered
    void heightChanged(); ///< the dialog has to make room

protected:
    bool event(QEvent *event) override;

private:
    enum class Kind { Parameter, Header };
    struct Row
    {
        Kind kind;
        QLineEdit *name;
        KeyField *value;
        QCheckBox *secret;     ///< null for a parameter
        bool isChosen = false; ///< whether a person has said that it is secret, or that it is not
        QToolButton *remove;
        QLabel *note;
    };
    struct Table
    {
        QGridLayout *grid = nullptr;
        QWidget *box = nullptr;
        QPushButton *add = nullptr;
        int lines = 1; ///< of the grid; the first is the head
    };

    Row *addRow(Kind kind);
    void wire(Row *row);
    void removeRow(Row *row);
    void followName(Row &row);
    void followSecret(Row &row);
    void followStored(const Row &row);
    void showNote(const Row &row, const QString &text, bool isWrong);
    void showHint(const Row &row);
    void nameRows();
    void makeTable(Kind kind);
    void recolour();
    [[nodiscard]] Table &table(Kind kind) { return kind == Kind::Parameter ? m_parameters : m_headers; }
    [[nodiscard]] QString problem(const Row &row, Extras &before) const;
    [[nodiscard]] bool isValueWrong(const Row &row) const;
    [[nodiscard]] bool isStored(const Row &row) const;
    [[nodiscard]] static Secret enteredValue(const Row &row);
    [[nodiscard]] static bool isBlank(const Row &row);

    QWidget *m_anchor = nullptr;
    Table m_parameters;
    Table m_headers;
    std::vector<std::unique_ptr<Row>> m_rows; ///< of both tables, in order
    std::function<bool(const QString &)> m_isStored;
};

} // namespace tuneboard
