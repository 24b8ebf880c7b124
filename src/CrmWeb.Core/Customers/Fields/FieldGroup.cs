using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.ReferenceData.Lists;

namespace CrmWeb.Core.Customers.Fields;

/// <summary>Describes fields that lie in one value of the profile.</summary>
/// <param name="part">Of the profile: the value.</param>
/// <param name="with">The profile with another value.</param>
internal sealed class FieldGroup<T>(Func<CustomerProfile, T> part, Func<CustomerProfile, T, CustomerProfile> with)
{
    public CustomerField Line(string key, FormPart where, Func<CustomerForm, string?> typed, Action<CustomerForm, string?> type, Func<T, string?> stored, Func<T, string?, T> keep) =>
        Field(key, FieldKind.Line, where, typed, type, stored, keep) with { MaxLength = CustomerForm.LineMax, Privacy = FieldPrivacy.Words };

    public CustomerField Text(string key, FormPart where, Func<CustomerForm, string?> typed, Action<CustomerForm, string?> type, Func<T, string?> stored, Func<T, string?, T> keep) =>
        Field(key, FieldKind.LongText, where, typed, type, stored, keep) with { MaxLength = CustomerForm.LongText, Privacy = FieldPrivacy.Words };

    public CustomerField List(ListKind list, string key, FormPart where, Func<CustomerForm, string?> typed, Action<CustomerForm, string?> type, Func<T, int?> stored, Func<T, int?, T> keep) =>
        Field(key, FieldKind.List, where, typed, type, stored, keep) with { StoredAs = key + "Id", List = list };

    public CustomerField Choice<TChoice>(string key, FormPart where, Func<CustomerForm, TChoice?> typed, Action<CustomerForm, TChoice?> type, Func<T, TChoice?> stored, Func<T, TChoice?, T> keep)
        where TChoice : struct, Enum =>
        Field(key, FieldKind.Choice, where, typed, type, stored, keep) with
        {
            Choices = typeof(TChoice).Name,
            Named = name => Enum.TryParse<TChoice>(name, out var choice) ? choice : null,
        };

    /// <typeparam name="TTyped">As the form has it.</typeparam>
    /// <typeparam name="TStored">As the customer keeps it.</typeparam>
    public CustomerField Field<TTyped, TStored>(
        string key, FieldKind kind, FormPart where, Func<CustomerForm, TTyped?> typed, Action<CustomerForm, TTyped?> type, Func<T, TStored?> stored, Func<T, TStored?, T> keep) =>
        new(key, kind, where)
        {
            Typed = form => typed(form),
            Type = (form, value) => type(form, (TTyped?)value),
            Stored = profile => stored(part(profile)),
            With = (profile, value) => with(profile, keep(part(profile), (TStored?)value)),
        };
}
