using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.FollowUps;

/// <summary>What the form of a follow-up offers wherever it stands: on its page, in the panel, on the record.</summary>
public sealed record FollowUpChoices
{
    public IReadOnlyList<SelectListItem> Methods { get; init; } = [];

    /// <summary>Who works for the customer, and whom the form names already.</summary>
    public IReadOnlyList<SelectListItem> Contacts { get; init; } = [];

    /// <summary>How long before to remind, in minutes.</summary>
    public IReadOnlyList<SelectListItem> Leads { get; init; } = [];

    /// <summary>The stages the customer may move to.</summary>
    public IReadOnlyList<SelectListItem> Stages { get; init; } = [];

    public IReadOnlyList<SelectListItem> LossReasons { get; init; } = [];

    /// <summary>Codes of the stages that ask for a loss reason, separated by commas.</summary>
    public string LostStages { get; init; } = "";
}

/// <summary>Reads them, in the reader's language.</summary>
public sealed class FollowUpChoiceReader(ListCatalog lists, PipelineCatalog pipeline, StoredChoices stored, IStringLocalizer<FollowUpsText> text)
{
    /// <param name="form">What it carries is offered too, where it is no longer offered otherwise.</param>
    public async Task<FollowUpChoices> OfAsync(CustomerRecord customer, FollowUpForm form, CancellationToken ct)
    {
        var list = await lists.GetAsync(ct);
        var stages = (await pipeline.GetAsync(ct)).Active.ToList();
        var kept = list.Find(ListKind.FollowUpMethod, form.Method);
        return new FollowUpChoices
        {
            Methods = stored.Keep([.. list.Offered(ListKind.FollowUpMethod).Select(e => new SelectListItem(e.Name, e.Code))], kept?.Code, kept?.Name),
            Contacts = [.. customer.Contacts.Where(c => c.DepartedOn is null || c.Id == form.Contact).Select(Choice)],
            Leads = ReminderLeads.Offered(form.ReminderLead, text),
            Stages = [.. stages.Where(s => s.Id != customer.Stage.Id).Select(s => new SelectListItem(s.Name, s.Code))],
            LossReasons = [.. list.Offered(ListKind.LossReason).Where(e => e.ParentId is null).SelectMany(group => Grouped(list, group))],
            LostStages = string.Join(',', stages.Where(s => s.Kind == StageKind.Lost).Select(s => s.Code)),
        };
    }

    /// <summary>The method a form begins with where nothing says another: the phone, or whatever comes first.</summary>
    public async Task<string?> UsualMethodAsync(CancellationToken ct)
    {
        var methods = (await lists.GetAsync(ct)).Offered(ListKind.FollowUpMethod).Select(m => m.Code).ToList();
        return methods.Contains(FollowUpMethods.Phone) ? FollowUpMethods.Phone : methods.FirstOrDefault();
    }

    private SelectListItem Choice(ContactCard contact) =>
        new(string.Join(" · ", new[] { contact.Name, contact.Title, contact.DepartedOn is null ? null : text["Contact.Departed"].Value }.OfType<string>()), $"{contact.Id}");

    private static IEnumerable<SelectListItem> Grouped(ListSnapshot list, ListEntry parent)
    {
        var group = new SelectListGroup { Name = parent.Name };
        return list.Children(parent.Id).Where(e => e.IsActive).Select(e => new SelectListItem(e.Name, e.Code) { Group = group });
    }
}
