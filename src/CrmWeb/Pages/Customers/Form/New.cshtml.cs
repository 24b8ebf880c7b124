using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.Form;

/// <summary>Enters a new customer with its first contact.</summary>
[Authorize(Policy = Permissions.CustomersCreate)]
public sealed class NewModel(
    CustomerService registration, CustomerFormMapper forms, CustomerChoices choices, CustomControls controls, DuplicateLookup duplicates, ListCatalog lists, UserScope by, IStringLocalizer<CustomersText> text)
    : CustomerFormPage(choices, controls, duplicates, lists)
{
    public override int? CustomerId => null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Form = new CustomerForm
        {
            CreationKey = Guid.NewGuid(),
            Kind = CustomerKind.Enterprise,
            Type = CustomerType.Potential,
            Category = CustomerCategory.New,
            Owner = by.UserId,
            Contacts = [await Controls.NewContactAsync(ct)],
        };
        await forms.BeginAsync(Form, by, ct);
        await LoadAsync(stored: null, ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = await registration.RegisterAsync(Form, by, ct);
        this.DraftSaved(Form.CreationKey);
        this.Toast(text["Toast.Created", Form.Cleaned().Name!]);
        return Next switch
        {
            "follow-up" => LocalRedirect(CrmLinks.NewFollowUp(id)),
            "another" => LocalRedirect(CrmLinks.NewCustomer()),
            _ => LocalRedirect(CrmLinks.Customer(id)),
        };
    }

    public override Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        // Once it was said that this form was saved before, what it says now may become a customer of its own.
        if (ModelState[""]?.Errors.Count > 0)
            Form.CreationKey = Guid.NewGuid();
        return base.RedisplayAsync(ct);
    }

    protected override Task<CustomerForm?> StoredAsync(CancellationToken ct) => Task.FromResult<CustomerForm?>(null);
}
