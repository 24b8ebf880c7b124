using System.Globalization;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Security;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers;

/// <summary>A field of the company's own as a form draws it.</summary>
/// <param name="Values">What stands in it.</param>
/// <param name="Items">What is offered; null where one types.</param>
public sealed record CustomControl(CustomFieldEntry Field, IReadOnlyList<string> Values, IReadOnlyList<SelectListItem>? Items)
{
    /// <summary>Its name in the form.</summary>
    public string Place { get; init; } = $"Form.{Field.InForm}";

    /// <summary>For whom it is shown, as shown-for.js reads it; null for everybody.</summary>
    public string? ShownFor { get; init; }

    /// <summary>The same in words.</summary>
    public string Whom { get; init; } = "";
}

/// <summary>Puts the company's own fields into forms, as far as the user may change them.</summary>
public sealed class CustomControls(
    CustomFieldCatalog fields, CustomerFormMapper forms, DemandCatalog demands, ListCatalog lists, UserDirectory users, UserScope by, StoredChoices stored, IStringLocalizer<CustomersText> text)
{
    /// <summary>Every field of a subject; one that the form says nothing of holds what is stored.</summary>
    /// <param name="under">What the names of the fields begin with.</param>
    public async Task<IReadOnlyList<CustomControl>> AllAsync(FieldSubject subject, ICustomForm form, ICustomForm? stored, CancellationToken ct, string under = "Form.")
    {
        List<CustomControl> controls = [];
        foreach (var field in (await fields.GetAsync(ct)).Of(subject).All.Where(f => f.MayEdit(by)))
            controls.Add(await OfAsync(field, form.Custom.ContainsKey(field.Key) ? form : stored ?? form, ct) with { Place = under + field.InForm });
        return controls;
    }

    public async Task<CustomControl> OfAsync(CustomFieldEntry field, ICustomForm form, CancellationToken ct)
    {
        var list = await lists.GetAsync(ct);
        List<string> values = [.. form.Custom.GetValueOrDefault(field.Key)?.Where(v => !string.IsNullOrEmpty(v)) ?? []];
        return new CustomControl(field, values, await ItemsAsync(field, values, ct))
        {
            ShownFor = ShownFor(field, list) is { Length: > 0 } shown ? shown : null,
            Whom = string.Join(" · ", field.Kinds.Select(k => text[$"CustomerKind.{k}"].Value)
                .Concat(field.Categories.Select(c => text[$"CustomerCategory.{c}"].Value))
                .Concat(field.Industries.Select(i => list.Find(ListKind.Industry, i)?.Name).OfType<string>())),
        };
    }

    /// <summary>The field of a definition that is being filled in, beginning with what new records would begin with.</summary>
    public Task<CustomControl> PreviewAsync(CustomFieldForm form, CancellationToken ct)
    {
        var field = form.Preview() with
        {
            GroupZh = form.GroupZh,
            GroupEn = form.GroupEn,
            Kinds = [.. form.Kinds],
            Categories = [.. form.Categories],
            Industries = [.. form.Industries],
        };
        field = field with { Choices = [.. field.Choices.Select(c => c with { Code = $"{c.Id}" })] };
        var begin = form.Default?.Split([',', '，', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(typed => field.Type switch
        {
            CustomFieldType.Choice or CustomFieldType.Choices => field.Choices.FirstOrDefault(c => typed.Equals(c.Zh, StringComparison.OrdinalIgnoreCase) || typed.Equals(c.En, StringComparison.OrdinalIgnoreCase))?.Code,
            CustomFieldType.YesNo => typed == "是" || typed.Equals("yes", StringComparison.OrdinalIgnoreCase) ? "true" : "false",
            _ => typed,
        });
        return OfAsync(field, new CustomerForm { Custom = { [field.Key] = [.. begin?.OfType<string>() ?? []] } }, ct);
    }

    /// <summary>The field of this key that the user may change; null for none.</summary>
    public async Task<CustomerField?> FieldAsync(string key, CancellationToken ct) =>
        (await fields.GetAsync(ct)).Customers.Find(key) is { } field && field.MayEdit(by) ? CustomFieldRows.Of(field) : null;

    /// <summary>The form of a further contact, with what the company's own fields begin with.</summary>
    public Task<ContactForm> NewContactAsync(CancellationToken ct) => forms.NewContactAsync(by, ct);

    /// <summary>Tells the rows of contacts in which something was typed from those in which stands what new ones begin with.</summary>
    public Task MarkContactsAsync(CustomerForm form, CancellationToken ct) => forms.MarkContactsAsync(form, by, ct);

    /// <summary>The names of what is required in the form, which are marked.</summary>
    /// <param name="stored">The customer as it is; null for a new one.</param>
    public async Task<IReadOnlySet<string>> RequiredAsync(CustomerForm form, CustomerForm? stored, CancellationToken ct) =>
        (await demands.GetAsync(ct)).PlacesIn(form, stored?.StageId, by).Select(place => $"Form.{place}").ToHashSet();

    /// <summary>What the browser says of a field of a new customer that is left empty, by the field's name: only what holds whatever else is filled in.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RequiredOfEverybodyAsync(CancellationToken ct) =>
        (await demands.GetAsync(ct)).OfEverybody.ToDictionary(f => $"Form.{f.Key}", forms.Required);

    private static string ShownFor(CustomFieldEntry field, ListSnapshot list) => string.Join(';', new[]
    {
        Condition("Form_Kind", field.Kinds), Condition("Form_Category", field.Categories), Condition("Form_Industry", field.Industries.Count == 0 ? [] : field.Branches(list)),
    }.OfType<string>());

    private static string? Condition(string control, IReadOnlyList<string> values) => values.Count == 0 ? null : $"{control}={string.Join(',', values)}";

    private async Task<IReadOnlyList<SelectListItem>?> ItemsAsync(CustomFieldEntry field, List<string> values, CancellationToken ct) => field.Type switch
    {
        CustomFieldType.YesNo => [new SelectListItem(text["Yes"], "true"), new SelectListItem(text["No"], "false")],
        CustomFieldType.User =>
        [
            .. (await users.GetAsync(ct)).All.Select(u => (User: u, Id: u.Id.ToString(CultureInfo.InvariantCulture)))
                .Where(u => u.User.IsActive || values.Contains(u.Id)).Select(u => new SelectListItem(stored.Name(u.User), u.Id)),
        ],
        CustomFieldType.Choice or CustomFieldType.Choices =>
            [.. field.Choices.Where(c => c.IsActive || values.Contains(c.Code)).Select(c => new SelectListItem(c.IsActive ? c.Name : stored.NotOffered(c.Name), c.Code))],
        _ => null,
    };
}
