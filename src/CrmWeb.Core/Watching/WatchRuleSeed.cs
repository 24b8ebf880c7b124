using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Watching;

/// <summary>Gives a database without rules those that come with the product.</summary>
internal sealed class WatchRuleSeed : IDatabaseSeed
{
    private const string Quotation = "quotation";

    public async Task FillAsync(CrmDbContext db, CancellationToken ct)
    {
        if (await db.WatchRules.AnyAsync(ct))
            return;

        Add(SilentCustomers.CodeName, new WatchRuleFacts(3, WorkingDaysOnly: false, WatchRecipient.Owner, NotificationChannels.Page, RepeatDays: null));
        if (await db.Stages.Where(s => s.Code == Quotation && s.IsActive).Select(s => (int?)s.Id).FirstOrDefaultAsync(ct) is { } quotation)
            Add(StuckCustomers.CodeName, new WatchRuleFacts(7, WorkingDaysOnly: false, WatchRecipient.Manager, NotificationChannels.Page, RepeatDays: null, StageId: quotation));
        Add(OverdueTasks.CodeName, new WatchRuleFacts(0, WorkingDaysOnly: false, WatchRecipient.Assignee, NotificationChannels.Page, RepeatDays: null));
        Add(OverdueTasks.CodeName, new WatchRuleFacts(1, WorkingDaysOnly: false, WatchRecipient.Manager, NotificationChannels.Page, RepeatDays: null));
        Add(OverduePayments.CodeName, new WatchRuleFacts(0, WorkingDaysOnly: false, WatchRecipient.Owner, NotificationChannels.Page, RepeatDays: null));

        void Add(string kind, WatchRuleFacts facts) => db.WatchRules.Add(new WatchRule(kind, facts));
    }
}
