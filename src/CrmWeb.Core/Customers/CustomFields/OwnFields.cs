using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields.Computed;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>Turns what the form of a contact or a follow-up says in the company's own fields into what is kept, and back.</summary>
internal sealed class OwnFields(CustomFieldSnapshot fields, CustomFieldFormat format, UserScope by)
{
    public CustomFieldFormat Format => format;

    /// <summary>Those the user may change.</summary>
    public IReadOnlyList<CustomFieldEntry> Editable { get; } = [.. fields.All.Where(f => f.MayEdit(by))];

    /// <summary>Fills the form so that saving it would change nothing.</summary>
    public void Fill(ICustomForm form, CustomValues carried)
    {
        foreach (var field in Editable)
            form.Say(field, format.ToInput(field, carried.Of(field.Id)));
    }

    /// <summary>Fills in what new records begin with.</summary>
    public void Begin(ICustomForm form)
    {
        foreach (var field in Editable.Where(f => f.Default is not null))
            form.Say(field, format.Begin(field));
    }

    /// <summary>Has the form say something in every field the user may change, what it does not mention as the record has it, and nothing in any other.</summary>
    public void Complete(ICustomForm form, CustomValues carried) => form.Custom = Editable.ToDictionary(
        f => f.Key, f => form.Custom?.GetValueOrDefault(f.Key) ?? (format.ToInput(f, carried.Of(f.Id)) is { } stored ? [.. f.Type == CustomFieldType.Choices ? stored.Split(',') : [stored]] : []));

    /// <summary>What stands in the form of a new record from the beginning says nothing where the field is not shown for such a customer.</summary>
    public void ForgetDefaults(ICustomForm form, Func<CustomFieldEntry, bool> isShown)
    {
        foreach (var field in Editable.Where(f => f.Default is not null && form.Said(f.Key) == format.Begin(f) && !isShown(f)))
            form.Custom[field.Key] = [];
    }

    /// <summary>Whether anything stands in the form that did not stand there from the beginning.</summary>
    public bool IsTouched(ICustomForm form) => Editable.Any(f => form.Said(f.Key) is { } said && said != format.Begin(f));

    /// <summary>What the record is to carry; a text that cannot be read leaves what is carried.</summary>
    public CustomValues Read(ICustomForm form, CustomValues carried) => Editable.Aggregate(carried, (values, field) =>
        format.Read(field, form.Said(field.Key), carried.Of(field.Id)) is { Fault: null } read ? values.With(field.Id, read.Raw) : values).WithComputed(fields);

    /// <summary>What cannot be read.</summary>
    public IEnumerable<(CustomFieldEntry Field, string Fault)> Faults(ICustomForm form, CustomValues carried)
    {
        foreach (var field in Editable)
        {
            if (format.Read(field, form.Said(field.Key), carried.Of(field.Id)).Fault is { } fault)
                yield return (field, fault);
        }
    }

    /// <summary>What stands in the form, spelled as <see cref="Fill"/> does, so that the same value is the same text.</summary>
    public string? Spelled(CustomFieldEntry field, ICustomForm form, CustomValues carried) => form.Said(field.Key) is { } typed
        ? format.Read(field, typed, carried.Of(field.Id)) is { Fault: null, Raw: { } raw } ? format.ToInput(field, raw) : typed
        : null;

    /// <summary>What stands in the form, as people read it.</summary>
    public string Words(CustomFieldEntry field, ICustomForm form, CustomValues carried, (string Yes, string No) yes) => form.Said(field.Key) is { } said
        ? format.Read(field, said, carried.Of(field.Id)).Raw is { } raw ? format.Words(field, raw, yes)! : said
        : "";
}
