using System.Collections.Frozen;
using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Tags;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Timeline;

/// <summary>One changed field as people read it.</summary>
public sealed record FieldChange(string Label, string? Old, string? New);

/// <summary>Turns the raw values of the change log into words, in the reader's language and with what the reader may see.</summary>
public sealed class ChangeLabels(
    ListCatalog lists, TagCatalog tags, CustomFieldCatalog custom, UserDirectory users, OrganizationClock clock, IEnumerable<ChangeKind> kinds, IStringLocalizer<CustomersText> text)
{
    /// <summary>What of a customer the form does not set and nobody wrote.</summary>
    private static readonly FrozenSet<string> WithoutWords =
        new[] { nameof(Customer.Number), nameof(Customer.OwnerId), nameof(Customer.DeveloperId), nameof(Customer.ReviewState) }.ToFrozenSet();

    /// <summary>What of a contact the form does not set.</summary>
    private static readonly FrozenSet<string> OpenOfContact =
        new[] { nameof(Contact.IsPrimary), nameof(Contact.DepartedOn), nameof(Contact.PreviousId) }.ToFrozenSet();

    private readonly FrozenDictionary<string, ChangeKind> contributed = kinds.ToFrozenDictionary(k => k.EntityType);

    /// <summary>A translator for one reader; it gives null for entries that say nothing to people.</summary>
    internal async Task<Func<AuditEntry, FieldChange?>> ForAsync(UserScope by, CancellationToken ct)
    {
        var list = await lists.GetAsync(ct);
        var tagSnapshot = await tags.GetAsync(ct);
        var directory = await users.GetAsync(ct);
        var view = PersonalView.Of(by);
        var fields = await custom.GetAsync(ct);
        var format = new CustomFieldFormat(directory, clock);
        var clear = view.IsClear;

        return entry => entry.EntityType switch
        {
            _ when entry.Field.StartsWith(CustomFieldEntry.Prefix, StringComparison.Ordinal) => fields.Find(entry.EntityType, entry.Field) is { } field && field.MaySee(by)
                ? new FieldChange(OwnLabel(field), CustomValue(field, entry.OldValue), CustomValue(field, entry.NewValue)) : null,
            nameof(CustomerTag) => Link(entry, text["Tags"], tagSnapshot.Own(entry.EntityId)?.Name),
            nameof(Collaborator) => Link(entry, text["Collaborators"], directory.Name(entry.EntityId)),
            nameof(DecisionLink) => Link(entry, text["DecisionChain"], DecisionLabel(entry.NewValue ?? entry.OldValue)),
            nameof(Contact) when entry.Field.Length == 0 => Link(entry, text["Contact"], Personal(nameof(Contact.Name), entry.NewValue ?? entry.OldValue)),
            nameof(Contact) => new FieldChange(
                $"{text["Contact"]} · {Label("Contact." + entry.Field)}", ContactValue(entry.Field, entry.OldValue), ContactValue(entry.Field, entry.NewValue)),
            nameof(CollaborationRequest) => new FieldChange(
                text["CollaborationRequest"], null, text[$"CollaborationState.{entry.NewValue switch { "Granted" or "Declined" => entry.NewValue, _ => "Waiting" }}"]),
            _ when contributed.TryGetValue(entry.EntityType, out var kind) => kind.Words(entry, view, text),
            _ when entry.Field.Length == 0 => null,
            _ => new FieldChange(Label(entry.Field), Own(entry.Field, entry.OldValue), Own(entry.Field, entry.NewValue)),
        };

        string? DecisionLabel(string? raw) => DecisionLink.ReadLabel(raw) is { } link
            ? string.Join(" · ", new[] { $"{link.Order}. {(clear ? link.Name : PersonalView.Hidden)}", AttitudeName(link.Attitude) }.OfType<string>())
            : view.Words(raw);

        // Which kind the customer had when a name was written down is not known any more.
        string? Own(string field, string? raw) => IsText(field) ? view.Words(Value(field, raw)) : Value(field, raw);

        // What was noted before the type changed stands as it was noted.
        string? CustomValue(CustomFieldEntry field, string? raw) =>
            format.Words(field, raw, (text["Yes"], text["No"])) is var words && field.IsPersonal ? view.Words(words) : words;

        string OwnLabel(CustomFieldEntry field) => field.Subject == FieldSubject.Contact ? $"{text["Contact"]} · {field.Name}" : field.Name;

        string Label(string field) => text[field.EndsWith("Id", StringComparison.Ordinal) ? field[..^2] : field];

        string? ContactValue(string field, string? raw) => Personal(field, Value(field, raw));

        // A field that is gone from the model may have been a text.
        string? Personal(string field, string? value) => value is null || clear || OpenOfContact.Contains(field) ? value
            : ContactFields.Find(field) is { } described ? described.Masked?.Invoke(value) ?? value : PersonalView.Hidden;

        string? Value(string field, string? raw)
        {
            if (raw is null)
                return null;
            var described = CustomerFields.Find(field);
            if ((described?.List is not null || ContactFields.Find(field)?.List is not null) && int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var listId))
                return list.Own(listId)?.Name;
            if (described?.Choices is { } choices)
                return text[$"{choices}.{raw}"];
            if (field is nameof(Customer.OwnerId) or nameof(Customer.DeveloperId) && int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var userId))
                return directory.Name(userId);
            if (described?.Kind is FieldKind.Money or FieldKind.Revenue && decimal.TryParse(raw, CultureInfo.InvariantCulture, out var yuan))
                return yuan.ToString("¥#,##0.##", CultureInfo.InvariantCulture);
            if (described?.Kind is FieldKind.DayOfTime && DateTime.TryParse(raw, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at))
                return clock.ToLocal(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return raw is "true" or "false" ? text[raw == "true" ? "Yes" : "No"] : raw;
        }
    }

    /// <summary>A field somebody wrote freely; a field that is gone from the model may have been one.</summary>
    private static bool IsText(string field) => CustomerFields.Find(field)?.IsText ?? !WithoutWords.Contains(field);

    private string? AttitudeName(int? attitude) => DecisionLinkForm.ToCode(attitude) is { } code ? text[$"Attitude.{code}"].Value : null;

    private static FieldChange Link(AuditEntry entry, string label, string? name) =>
        entry.Action == AuditAction.Removed ? new FieldChange(label, name, null) : new FieldChange(label, null, name);
}
