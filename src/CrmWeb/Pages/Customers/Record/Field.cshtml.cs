using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Customers.Form;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Customers.Record;

/// <summary>One fact of the record, changed where it stands: answers with its control, and after saving with the facts that follow from it.</summary>
[Authorize(Policy = Permissions.CustomersEdit)]
public sealed class FieldModel(CustomerEditor editing, CustomerRecordQueries records, CustomerChoices choices, CustomControls controls, UserScope by) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    [BindProperty]
    public CustomerForm Form { get; set; } = new();

    public CustomerField Field { get; private set; } = null!;

    public FieldToType Control => new(Form, Field, choices.For(Field));

    /// <summary>The control of a field of the company's own; null for any other.</summary>
    public CustomControl? Custom { get; private set; }

    /// <summary>Where the value stands in the form.</summary>
    public string InForm => Field.Custom?.InForm ?? Key;

    /// <summary>What somebody else made of the field since its control was shown.</summary>
    public FieldDifference? Clash { get; private set; }

    /// <summary>The record after saving; null while the control is shown.</summary>
    public CustomerRecord? Saved { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Form = await editing.OpenAsync(Id, by, ct);
        return await ShowAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var merge = await editing.SaveFieldAsync(Id, await EditableAsync(ct), Form, by, ct);
        if (merge.IsSaved)
        {
            Saved = await records.ReadAsync(Id, by, ct);
            return Page();
        }

        // Saving again is then a decision made with both values in view.
        (Clash, Form) = (merge.Clashes[0], merge.Form);
        ModelState.Clear();
        var page = await ShowAsync(ct);
        page.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct) => await ShowAsync(ct);

    private async Task<PageResult> ShowAsync(CancellationToken ct)
    {
        Field = await EditableAsync(ct);
        Custom = Field.Custom is { } entry ? await controls.OfAsync(entry, Form, ct) : null;
        await choices.LoadAsync(ct, Form);
        return Page();
    }

    /// <exception cref="NotFoundException">No such field, none that stands by itself, or the reader sees it masked.</exception>
    private async Task<CustomerField> EditableAsync(CancellationToken ct) => Field = by.Has(Permissions.PersonalDataView)
        && (CustomerFields.Named(Key) ?? await controls.FieldAsync(Key, ct)) is { IsSingle: true } field
        && !(field.Key == nameof(CustomerForm.Type) && Form.Type is CustomerType.Won or CustomerType.Lost)
        ? field : throw new NotFoundException();
}
