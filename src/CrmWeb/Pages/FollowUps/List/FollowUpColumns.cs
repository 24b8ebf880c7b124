using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.FollowUps;
using CrmWeb.Pages.Customers;
using CrmWeb.Pages.Lists;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.FollowUps.List;

/// <summary>What the lists of follow-ups can show besides the customer.</summary>
internal static class FollowUpColumns
{
    /// <param name="isTeam">Whose each is stands there whatever its reader chose.</param>
    /// <param name="own">Fields of the company's own that the reader finds in lists.</param>
    public static IReadOnlyList<ListColumn> All(FollowUpList list, bool isTeam, IEnumerable<CustomFieldEntry> own, IStringLocalizer<FollowUpsText> text) =>
    [
        new("subject", text["Subject"]) { IsDefault = true, Class = "card-wide what" },
        new("at", text[list == FollowUpList.Done ? "At" : "PlannedAt"]) { IsDefault = true, Sort = "at", IsLargestFirst = list == FollowUpList.Done, About = ["atFrom", "atTo"] },
        new("method", text["Method"]) { IsDefault = true, Priority = 2, Class = "method", About = ["method"] },
        new("priority", text["Priority"]) { IsDefault = list != FollowUpList.Done, Priority = 3, Sort = "priority", About = ["priority"] },
        new("assignee", text["Assignee"]) { IsDefault = isTeam, Priority = isTeam ? 1 : 3, Sort = "assignee", About = isTeam ? ["team", "person"] : [] },
        new("author", text["Author"]) { Priority = 4, Class = "nowrap" },
        new("remind", text["RemindAt"]) { Priority = 4, Class = "nowrap" },
        new("recurrence", text["Recurrence"]) { Priority = 4, Class = "nowrap" },
        new("next", text["NextStep"]) { Priority = 4, Class = "what" },
        .. own.Select(OwnFieldParts.Column),
    ];
}
