using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.CustomFields.Computed;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Pages.Customers.List;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Fields;

/// <summary>What is offered in the form of a custom field.</summary>
public sealed class DefinitionChoices(
    CustomFieldCatalog fields, ListCatalog lists, RoleDirectory roles, StoredChoices stored, IStringLocalizer<CustomFieldsText> text, IStringLocalizer<CustomersText> customers)
{
    /// <summary>Operands beside each other, two of which a formula needs.</summary>
    private const int UsualOperands = 3;

    /// <summary>Empty lines below the choices in which further ones can be typed.</summary>
    private const int EmptyLines = 3;

    public IReadOnlyList<SelectListItem> Types { get; } = [.. Enum.GetValues<CustomFieldType>().Select(t => new SelectListItem(text[$"Type.{t}"], $"{t}"))];

    public IReadOnlyList<SelectListItem> Kinds { get; } = [.. Enum.GetValues<CustomerKind>().Select(k => new SelectListItem(customers[$"CustomerKind.{k}"], $"{k}"))];

    public IReadOnlyList<SelectListItem> Categories { get; } = [.. Enum.GetValues<CustomerCategory>().Select(c => new SelectListItem(customers[$"CustomerCategory.{c}"], $"{c}"))];

    /// <summary>What a box with a tick says.</summary>
    public IReadOnlyList<SelectListItem> YesNo { get; } = [new(customers["Yes"], bool.TrueString), new(customers["No"], bool.FalseString)];

    public IReadOnlyList<SelectListItem> Operators { get; } = [.. Enum.GetValues<FieldOperator>().Select(o => new SelectListItem(text[$"Operator.{o}"], $"{o}"))];

    /// <summary>Fields others can be worked out from.</summary>
    public IReadOnlyList<SelectListItem> Numbers { get; private set; } = [];

    /// <summary>The list the form of a customer has, found by code, sound and everyday words as there.</summary>
    public ChoiceList Industries { get; private set; } = ChoiceList.None;

    public IReadOnlyList<SelectListItem> Roles { get; private set; } = [];

    /// <summary>Fetches what is offered, and gives the form lines for further choices.</summary>
    public async Task LoadAsync(CustomFieldForm form, CancellationToken ct)
    {
        var list = await lists.GetAsync(ct);
        var offered = ListChoices.Of(list).Industries;
        Industries = offered.With(
        [
            .. form.Industries.Select(code => list.Find(ListKind.Industry, code)).OfType<ListEntry>().DistinctBy(i => i.Id)
                .Where(i => offered.All(o => o.Value != i.Code)).Select(i => new SelectListItem(stored.NotOffered(i.Name), i.Code)),
        ]);
        Roles = [.. (await roles.GetAsync(ct)).All.Select(r => new SelectListItem(r.Name, r.Code))];
        Numbers =
        [
            .. (await fields.GetAsync(ct)).Of(form.Subject).All.Where(f => f.IsNumber && (f.IsActive || form.Operands.Exists(o => o.Field == $"{f.Id}")))
                .Select(f => new SelectListItem(f.IsActive ? f.Name : stored.NotOffered(f.Name), $"{f.Id}")),
        ];
        var operands = Math.Clamp(form.Operands.Count + 1, UsualOperands, CustomFieldForm.MostOperands) - form.Operands.Count;
        form.Operands.AddRange(Enumerable.Range(0, Math.Max(0, operands)).Select(_ => new OperandForm()));
        form.Choices.AddRange(Enumerable.Range(0, EmptyLines).Select(_ => new CustomChoiceForm()));
    }
}
