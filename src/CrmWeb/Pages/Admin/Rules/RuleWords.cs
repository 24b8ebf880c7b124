using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Watching;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Rules;

/// <summary>A rule in words.</summary>
public sealed class RuleWords(IStringLocalizer<WatchingText> text, IStringLocalizer<CustomersText> customers)
{
    /// <summary>Since when it is told: 超过 3 天未跟进.</summary>
    public string When(string kind, int days, bool workingDays) =>
        text[days == 0 ? $"When.{kind}.AtOnce" : workingDays ? $"When.{kind}.Working" : $"When.{kind}", days];

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

    public string Where(ReminderChannels channels) => string.Join(
        text["Between"],
        new[] { ReminderChannels.Page, ReminderChannels.Mail, ReminderChannels.Sms, ReminderChannels.Robot }.Where(c => channels.HasFlag(c)).Select(c => text[$"Channel.{c}"].Value));

    public string Again(WatchRuleRow rule) => rule.RepeatDays is not { } days ? text["Again.Never"]
        : text[rule.WorkingDaysOnly ? "Again.Working" : "Again.Days", days];

    /// <summary>Why somebody would be told of this: 已 5 天未跟进.</summary>
    public string Why(string kind, DryRunRow row) => text[row.Days == 0 ? $"Why.{kind}.Today" : $"Why.{kind}", row.Days, row.Stage.Name];
}
