using CrmWeb.Core.Customers.Forms;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CrmWeb.Pages.Customers.Form;

/// <summary>One folded section of the customer form.</summary>
/// <param name="Code">Under which the browser remembers whether it was open.</param>
/// <param name="HasErrors">It stands open whatever the browser remembers.</param>
public sealed record FormSection(string Code, bool HasValues, bool HasErrors)
{
    public bool IsOpen => HasValues || HasErrors;
}

/// <summary>The folded sections: what belongs to each, and whether it stands open.</summary>
internal static class FormSections
{
    private static readonly Dictionary<string, (string Field, Func<CustomerForm, object?> Value)[]> Sections = new()
    {
        ["company"] =
        [
            (nameof(CustomerForm.ShortName), f => f.ShortName), (nameof(CustomerForm.CreditCode), f => f.CreditCode),
            (nameof(CustomerForm.Region), f => f.Region), (nameof(CustomerForm.Address), f => f.Address),
            (nameof(CustomerForm.Website), f => f.Website), (nameof(CustomerForm.Established), f => f.Established),
            (nameof(CustomerForm.Headcount), f => f.Headcount), (nameof(CustomerForm.AnnualRevenue), f => f.AnnualRevenue),
            (nameof(CustomerForm.SizeClass), f => f.SizeClass), (nameof(CustomerForm.IndustryPosition), f => f.IndustryPosition),
            (nameof(CustomerForm.MainBusiness), f => f.MainBusiness), (nameof(CustomerForm.MainCustomerGroups), f => f.MainCustomerGroups),
        ],
        ["needs"] =
        [
            (nameof(CustomerForm.PainPoints), f => f.PainPoints), (nameof(CustomerForm.NeedOrigin), f => f.NeedOrigin),
            (nameof(CustomerForm.Preferences), f => f.Preferences), (nameof(CustomerForm.ExpectedDirection), f => f.ExpectedDirection),
            (nameof(CustomerForm.ExpectedPeriod), f => f.ExpectedPeriod), (nameof(CustomerForm.Budget), f => f.Budget),
            (nameof(CustomerForm.ExpectedAmount), f => f.ExpectedAmount), (nameof(CustomerForm.ExpectedOn), f => f.ExpectedOn),
            (nameof(CustomerForm.Competitors), f => f.Competitors), (nameof(CustomerForm.CooperationHistory), f => f.CooperationHistory),
            (nameof(CustomerForm.CommunicationNotes), f => f.CommunicationNotes),
        ],
        ["decision"] =
        [
            (nameof(CustomerForm.DecisionChain), f => f.DecisionChain.FirstOrDefault()),
            (nameof(CustomerForm.DecisionNeedsSeveralDepartments), f => f.DecisionNeedsSeveralDepartments),
        ],
        ["management"] =
        [
            (nameof(CustomerForm.Owner), _ => null),
            (nameof(CustomerForm.FirstContactOn), f => f.FirstContactOn), (nameof(CustomerForm.ContractSignedOn), f => f.ContractSignedOn),
            (nameof(CustomerForm.Commitments), f => f.Commitments), (nameof(CustomerForm.AccountPlan), f => f.AccountPlan),
        ],
    };

    public static FormSection Of(string code, CustomerForm form, ModelStateDictionary state)
    {
        var fields = Sections[code];
        return new FormSection(code, fields.Any(f => f.Value(form) is not null), fields.Any(f => HasErrors(state, $"Form.{f.Field}")));
    }

    /// <summary>Whether what a contact's row folds away must be seen.</summary>
    public static bool IsOpen(ContactForm contact, ModelStateDictionary state, string prefix) =>
        (contact.Salutation ?? contact.Mail ?? contact.WeChat ?? contact.Notes) is not null
        || new[] { "Salutation", "Mail", "WeChat", "Notes" }.Any(f => HasErrors(state, $"{prefix}.{f}"));

    private static bool HasErrors(ModelStateDictionary state, string field) =>
        state.Any(s => s.Value?.Errors.Count > 0 && (s.Key == field || s.Key.StartsWith($"{field}[", StringComparison.Ordinal)));
}
