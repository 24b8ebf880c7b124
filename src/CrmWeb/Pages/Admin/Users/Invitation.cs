using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Infrastructure;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Users;

/// <summary>The text an admin copies to the owner of an account; shown on one page only, since it holds the password.</summary>
public sealed class Invitation(SiteAddress address, IStringLocalizer<OrganizationText> text)
{
    private const string Key = "Invitation";

    /// <summary>Leaves the text for the next page.</summary>
    public void Leave(ITempDataDictionary notes, HttpRequest request, HandedOverPassword handedOver)
    {
        var site = address.Of(request);
        notes[Key] = string.Join('\n',
            text["Invitation.Greeting", handedOver.DisplayName],
            text["Invitation.Address", site + CrmLinks.LoginPath],
            text["Invitation.UserName", handedOver.UserName],
            text["Invitation.Password", handedOver.Password],
            text["Invitation.FirstSteps"]);
    }

    public static string? Take(ITempDataDictionary notes) => notes[Key] as string;
}
