using CrmWeb.Core.Customers;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Watching;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Rules;

/// <summary>A rule in words.</summary>
public sealed class RuleWords(IStringLocalizer<WatchingText> text, IStringLocalizer<CustomersText> customers)
{
    /// <summary>Since when it is told: 超过 3 天未跟进.</summary>
    public string When(string kind, int days, bool workingDays) =>
        Of("When", kind, days == 0 ? ".AtOnce" : workingDays ? ".Working" : "", days);

    /// <summary>What the number of days means: 超过多久未跟进.</summary>
    public string Threshold(string? kind) => Of("Threshold", kind, "");

    /// <summary>Of which customers: 方案报价 · 重点客户 · A · 华东区; for all of them, so.</summary>
    public string Whose(WatchRuleRow rule)
    {
        var parts = new[]
        {
            rule.Stage?.Name,
            rule.Category is { } category ? customers[$"CustomerCategory.{category}"].Value : null,
            rule.Level is { } level ? customers[$"CustomerLevel.{level}"].Value : null,
            rule.Department,
        }.OfType<string>().ToList();
        return parts.Count == 0 ? text["Whose.All"] : string.Join(" · ", parts);
    }

    public string Where(NotificationChannels channels) => string.Join(
        text["Between"],
        new[] { NotificationChannels.Page, NotificationChannels.Mail, NotificationChannels.Sms, NotificationChannels.Robot }.Where(c => channels.HasFlag(c)).Select(c => text[$"Channel.{c}"].Value));

    public string Again(WatchRuleRow rule) => rule.RepeatDays is not { } days ? text["Again.Never"]
        : text[rule.WorkingDaysOnly ? "Again.Working" : "Again.Days", days];

    /// <summary>Why somebody would be told of this: 已 5 天未跟进.</summary>
    public string Why(string kind, DryRunRow row) => Of("Why", kind, row.Days == 0 ? ".Today" : "", row.Days, row.Stage.Name);

    /// <summary>The kind's own words, or those for all kinds.</summary>
    private string Of(string what, string? kind, string which, params object[] places) =>
        text[$"{what}.{kind}{which}", places] is { ResourceNotFound: false } own ? own : text[$"{what}.Other{which}", places];
}
