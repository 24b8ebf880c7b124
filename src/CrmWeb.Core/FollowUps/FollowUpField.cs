using System.Globalization;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Text;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps;

/// <summary>What a field of a follow-up holds.</summary>
public enum FollowUpFieldKind
{
    Line,
    LongText,

    /// <summary>An entry of the list of methods; the form says its code.</summary>
    Method,

    /// <summary>A contact of the customer, by id.</summary>
    Contact,

    /// <summary>A field of the company's own, which is kept beside the follow-up.</summary>
    Custom,

    /// <summary>A moment; the form says the organisation's wall clock to the minute.</summary>
    Time,
}

/// <summary>One field of what is said of an interaction, described once; <see cref="FollowUpFields"/> lists them.</summary>
/// <param name="Key">The form's property, and the key of the label in <see cref="FollowUpsText"/>.</param>
public sealed record FollowUpField(string Key, FollowUpFieldKind Kind)
{
    /// <summary>The column, and what the change log calls the field.</summary>
    public string StoredAs { get => field ?? Key; init; }

    /// <summary>The definition of a custom field; null for a field of the product.</summary>
    public CustomFieldEntry? Custom { get; init; }

    /// <summary>The field's name for people.</summary>
    public string Label(IStringLocalizer<FollowUpsText> text) => Custom?.Name ?? text[Key];

    /// <summary>Where its value stands in the form.</summary>
    public string InForm => Custom?.InForm ?? Key;

    /// <summary>What stands in the form.</summary>
    public required Func<FollowUpForm, object?> Typed { get; init; }

    /// <summary>Puts it into the form.</summary>
    public required Action<FollowUpForm, object?> Type { get; init; }

    /// <summary>What the record keeps: a text, an id, a time (UTC).</summary>
    public required Func<FollowUp, object?> Stored { get; init; }

    /// <summary>Takes away what says nothing of what was typed.</summary>
    internal object? Cleaned(object? typed) => (Kind, typed) switch
    {
        (FollowUpFieldKind.LongText, string text) => FormText.Clean(text),
        (FollowUpFieldKind.Line or FollowUpFieldKind.Method, string text) => FormText.CleanLine(text),
        _ => typed,
    };

    /// <summary>What the form says where this is kept.</summary>
    internal object? Shown(object? stored, ListSnapshot lists, OrganizationClock clock) => Kind switch
    {
        FollowUpFieldKind.Method => lists.ById((int?)stored)?.Code,
        FollowUpFieldKind.Time => stored is DateTime at ? Minute(clock.ToLocal(at)) : null,
        _ => stored,
    };

    /// <summary>What the change log says was kept.</summary>
    internal object? Logged(string? raw) => raw is null ? null : Kind switch
    {
        FollowUpFieldKind.Method or FollowUpFieldKind.Contact => int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
        FollowUpFieldKind.Time => DateTime.TryParse(raw, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at) ? at : null,
        _ => raw,
    };

    /// <summary>A time without its seconds.</summary>
    internal static DateTime Minute(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute));
}

/// <summary>The fields of what is said of an interaction, in the order of the form.</summary>
public static class FollowUpFields
{
    public static IReadOnlyList<FollowUpField> All { get; } =
    [
        new("Method", FollowUpFieldKind.Method) { StoredAs = nameof(FollowUp.MethodId), Typed = f => f.Method, Type = (f, v) => f.Method = (string?)v, Stored = f => f.MethodId },
        new("At", FollowUpFieldKind.Time) { StoredAs = nameof(FollowUp.HappenedAt), Typed = f => f.At, Type = (f, v) => f.At = (DateTime?)v, Stored = f => f.HappenedAt },
        Text("Content", f => f.Content, (f, v) => f.Content = v, f => f.Content),
        new("Contact", FollowUpFieldKind.Contact) { StoredAs = nameof(FollowUp.ContactId), Typed = f => f.Contact, Type = (f, v) => f.Contact = (int?)v, Stored = f => f.ContactId },
        Text("Result", f => f.Result, (f, v) => f.Result = v, f => f.Result),
        Text("NextStep", f => f.NextStep, (f, v) => f.NextStep = v, f => f.NextStep),
        Text("Commitments", f => f.Commitments, (f, v) => f.Commitments = v, f => f.Commitments),
        Text("Feedback", f => f.Feedback, (f, v) => f.Feedback = v, f => f.Feedback),
        Text("NeedChange", f => f.NeedChange, (f, v) => f.NeedChange = v, f => f.NeedChange),
        Text("Objections", f => f.Objections, (f, v) => f.Objections = v, f => f.Objections),
        Text("Subject", f => f.Subject, (f, v) => f.Subject = v, f => f.Subject, FollowUpFieldKind.Line),
    ];

    /// <summary>A field of the company's own.</summary>
    internal static FollowUpField Of(CustomFieldEntry entry) => new(entry.FieldKey, FollowUpFieldKind.Custom)
    {
        Custom = entry,
        Typed = form => form.Said(entry.Key),
        Type = (form, value) => form.Say(entry, (string?)value),
        Stored = _ => null,
    };

    /// <summary>The field the change log calls so; null for what the form does not say.</summary>
    public static FollowUpField? Find(string storedAs) => All.FirstOrDefault(f => f.StoredAs == storedAs);

    private static FollowUpField Text(
        string key, Func<FollowUpForm, string?> typed, Action<FollowUpForm, string?> type, Func<FollowUp, string?> stored, FollowUpFieldKind kind = FollowUpFieldKind.LongText) =>
        new(key, kind) { Typed = typed, Type = (f, v) => type(f, (string?)v), Stored = stored };
}
