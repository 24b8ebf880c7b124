using CrmWeb.Core.FollowUps;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.FollowUps;

/// <summary>How long before a task somebody can be reminded of it.</summary>
internal static class ReminderLeads
{
    private static readonly int[] Usual = [0, 5, 10, 30, 60, 120, 1440, 2880];

    /// <param name="kept">What the form carries, which stays on offer.</param>
    public static IReadOnlyList<SelectListItem> Offered(int? kept, IStringLocalizer<FollowUpsText> text) =>
        [.. Usual.Append(kept ?? IFollowUpFormPage.UsualLead).Distinct().Order().Select(m => new SelectListItem(Words(m, text), $"{m}"))];

    private static string Words(int minutes, IStringLocalizer<FollowUpsText> text) => minutes switch
    {
        0 => text["Lead.AtTheTime"],
        _ when minutes % 1440 == 0 => text["Lead.Days", minutes / 1440],
        _ when minutes % 60 == 0 => text["Lead.Hours", minutes / 60],
        _ => text["Lead.Minutes", minutes],
    };
}
