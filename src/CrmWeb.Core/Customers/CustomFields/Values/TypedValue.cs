using System.Globalization;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Customers.CustomFields.Values;

/// <summary>
/// What a record carries in a custom field, in the column of the field's type; in a field with several choices one row for each. The
/// change log tells of it by field, not by row, see <see cref="CustomValueStore"/>.
/// </summary>
public abstract class TypedValue
{
    /// <summary>Longest key by which texts are found and compared.</summary>
    public const int KeyMax = 200;

    public int Id { get; private set; }

    /// <summary>The record that carries it: a customer, a contact or a follow-up.</summary>
    public int OwnerId { get; private protected set; }

    public int FieldId { get; private protected set; }

    /// <summary>Text, long text and link.</summary>
    public string? Text { get; private set; }

    /// <summary>The text folded (<see cref="FoldedText"/>), by its beginning.</summary>
    public string? TextKey { get; private set; }

    /// <summary>What a text is sorted by, see <see cref="PinyinOrder"/>.</summary>
    public string? SortKey { get; private set; }

    /// <summary>Number and money; 1 and 0 for yes and no.</summary>
    public decimal? Number { get; private set; }

    public DateOnly? Day { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? Moment { get; private set; }

    public int? ChoiceId { get; private set; }

    public int? UserId { get; private set; }

    /// <summary>The value where its field is unique, so that the database refuses a second one.</summary>
    public string? UniqueKey { get; private set; }

    /// <summary>The row's value as one text, see <see cref="CustomValues"/>.</summary>
    internal string Raw => Text ?? Number?.ToString("0.####", CultureInfo.InvariantCulture) ?? Day?.ToString("O", CultureInfo.InvariantCulture)
        ?? Moment?.ToString("O", CultureInfo.InvariantCulture) ?? (ChoiceId ?? UserId)?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Takes a value over.</summary>
    /// <param name="raw">One value; of several choices one.</param>
    internal void Set(CustomFieldType type, string raw, bool unique)
    {
        (Text, TextKey, SortKey, Number, Day, Moment, ChoiceId, UserId) = (null, null, null, null, null, null, null, null);
        switch (type)
        {
            case CustomFieldType.Text or CustomFieldType.LongText or CustomFieldType.Link:
                (Text, TextKey, SortKey) = (raw, KeyOf(raw), PinyinOrder.Key(raw));
                break;
            case CustomFieldType.Whole or CustomFieldType.Decimal or CustomFieldType.Money or CustomFieldType.YesNo or CustomFieldType.Computed:
                Number = decimal.Parse(raw, CultureInfo.InvariantCulture);
                break;
            case CustomFieldType.Day:
                Day = DateOnly.Parse(raw, CultureInfo.InvariantCulture);
                break;
            case CustomFieldType.Time:
                Moment = DateTime.Parse(raw, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
                break;
            case CustomFieldType.User:
                UserId = int.Parse(raw, CultureInfo.InvariantCulture);
                break;
            default:
                ChoiceId = int.Parse(raw, CultureInfo.InvariantCulture);
                break;
        }

        SetUnique(unique);
    }

    /// <summary>Says what another value says, unless no two may.</summary>
    private protected void TakeFrom(TypedValue other) => (Text, TextKey, SortKey, Number, Day, Moment, ChoiceId, UserId) =
        (other.Text, other.TextKey, other.SortKey, other.Number, other.Day, other.Moment, other.ChoiceId, other.UserId);

    /// <summary>Makes the keys of a text anew; the one that keeps it unique only while no other value has that already.</summary>
    internal void RenewKey(bool isFree)
    {
        var unique = UniqueKey is not null && isFree;
        (TextKey, SortKey) = (KeyOf(Text!), PinyinOrder.Key(Text));
        if (unique)
            SetUnique(true);
    }

    internal static string KeyOf(string text) => FoldedText.Bounded(FoldedText.Of(text), KeyMax);

    internal void SetUnique(bool unique) => UniqueKey = unique ? TextKey ?? Raw : null;
}
